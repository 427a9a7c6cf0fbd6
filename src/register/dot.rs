//! Names of single changes.

use std::{fmt, str::FromStr};

/// One start of the page, or one run of the command line: 64 random bits.
///
/// A writer is never stored and taken up again. A device id that outlives a crash, a restored backup or a
/// copied browser profile would name two different changes alike, and one of them would vanish in a merge.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Writer(u64);

impl Writer {
    /// The writer of the two seed documents. A corrected seed goes on counting under it.
    pub const SEED: Writer = Writer(1);

    /// Digits of its name.
    const LENGTH: usize = 16;

    pub const fn from_bits(bits: u64) -> Self {
        Writer(bits)
    }
}

impl fmt::Display for Writer {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:016x}", self.0)
    }
}

/// The text is not sixteen lower-case hexadecimal digits.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a writer")]
pub struct NotAWriter;

impl FromStr for Writer {
    type Err = NotAWriter;

    fn from_str(text: &str) -> Result<Self, NotAWriter> {
        // The library's reader takes more spellings than one. Every change in a file is read here, so it is one pass.
        let digits: &[u8; Writer::LENGTH] = text.as_bytes().try_into().map_err(|_| NotAWriter)?;
        let mut bits = 0;
        for &digit in digits {
            let value = match digit {
                b'0'..=b'9' => digit - b'0',
                b'a'..=b'f' => digit - b'a' + 10,
                _ => return Err(NotAWriter),
            };
            bits = bits << 4 | u64::from(value);
        }
        Ok(Writer(bits))
    }
}

/// One change: the `n`-th of its writer, counted from 1 over all cells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Dot {
    pub writer: Writer,
    pub n: u64,
}

impl fmt::Display for Dot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}:{}", self.writer, self.n)
    }
}

/// The text is not `writer:n` with n ≥ 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a dot")]
pub struct NotADot;

impl FromStr for Dot {
    type Err = NotADot;

    fn from_str(text: &str) -> Result<Self, NotADot> {
        let (writer, n) = text.split_at_checked(Writer::LENGTH).ok_or(NotADot)?;
        let writer = writer.parse().map_err(|_| NotADot)?;
        let n = n.strip_prefix(':').ok_or(NotADot)?;
        // `+1` and `01` would be further spellings of one dot, and two files of one state would differ.
        if n.starts_with(['+', '0']) {
            return Err(NotADot);
        }
        let n = n.parse().map_err(|_| NotADot)?;
        Ok(Dot { writer, n })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_dot_has_one_spelling() {
        let dot: Dot = "000000000000002a:7".parse().unwrap();
        assert_eq!(dot, Dot { writer: Writer::from_bits(42), n: 7 });
        assert_eq!(dot.to_string(), "000000000000002a:7");
        for wrong in
            ["2a:7", "000000000000002A:7", "000000000000002a:07", "000000000000002a:0", "000000000000002a:+7", "000000000000002a", ""]
        {
            assert_eq!(wrong.parse::<Dot>(), Err(NotADot), "{wrong}");
        }
    }
}
