//! Which letters the bytes of a text file are, whatever program of an office wrote it.

/// Reads Shift_JIS; what is damaged shows as U+FFFD. A browser does it by itself, and elsewhere its tables would weigh more than
/// the page: so whoever asks brings the way along.
pub type ReadShiftJis = fn(&[u8]) -> String;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16Le,
    Utf16Be,
    ShiftJis,
}

/// So many letters beyond ASCII tell the encoding of a file.
const ENOUGH: usize = 10_000;

/// Bytes that are looked at in one go.
const BLOCK: usize = 1 << 16;

impl Encoding {
    /// UTF-8 or UTF-16 as a mark says; else UTF-8 where it is; else Shift_JIS, or a damaged UTF-8 where most of it is UTF-8.
    pub fn of(bytes: &[u8]) -> Self {
        match bytes {
            [0xff, 0xfe, ..] => return Encoding::Utf16Le,
            [0xfe, 0xff, ..] => return Encoding::Utf16Be,
            _ => {}
        }
        let (mut rest, mut n_whole, mut n_lost) = (bytes, 0, 0);
        while !rest.is_empty() && n_whole + n_lost < ENOUGH {
            let block = &rest[..rest.len().min(BLOCK)];
            let (n_read, n_skipped) = match std::str::from_utf8(block) {
                Ok(_) => (block.len(), 0),
                Err(error) => {
                    // A letter that the end of the block cuts is no damage: the next block begins with it.
                    let is_cut = error.error_len().is_none() && block.len() < rest.len();
                    n_lost += usize::from(!is_cut);
                    let n_damaged = error.error_len().unwrap_or(block.len() - error.valid_up_to());
                    (error.valid_up_to(), if is_cut { 0 } else { n_damaged })
                }
            };
            // Of a letter beyond ASCII only the first byte is one of these.
            n_whole += block[..n_read].iter().filter(|&&byte| byte >= 0xc0).count();
            rest = &rest[n_read + n_skipped..];
        }
        // Of Shift_JIS next to nothing is UTF-8 by chance; of a damaged UTF-8 most still is.
        if n_lost == 0 || n_whole > n_lost { Encoding::Utf8 } else { Encoding::ShiftJis }
    }

    /// The bytes as text, without the mark at their beginning.
    pub fn read(self, bytes: &[u8], read_shift_jis: ReadShiftJis) -> String {
        let text = match self {
            Encoding::Utf8 => String::from_utf8_lossy(bytes).into_owned(),
            Encoding::Utf16Le => utf_16(bytes, u16::from_le_bytes),
            Encoding::Utf16Be => utf_16(bytes, u16::from_be_bytes),
            Encoding::ShiftJis => read_shift_jis(bytes),
        };
        text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)
    }
}

/// The text of a file.
pub fn text_of(bytes: &[u8], read_shift_jis: ReadShiftJis) -> String {
    Encoding::of(bytes).read(bytes, read_shift_jis)
}

fn utf_16(bytes: &[u8], unit: fn([u8; 2]) -> u16) -> String {
    let units = bytes.chunks(2).map(|pair| match *pair {
        [first, second] => unit([first, second]),
        // Half a letter is a lost one.
        _ => 0xfffd,
    });
    char::decode_utf16(units).map(|letter| letter.unwrap_or(char::REPLACEMENT_CHARACTER)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(text: &str) -> Encoding {
        Encoding::of(&encoding_rs::SHIFT_JIS.encode(text).0)
    }

    #[test]
    fn a_file_tells_its_encoding() {
        let line = "00123,人事課,2023-04,12.5\n";
        for text in [
            line.to_owned(),
            "a,b\n".repeat(40_000) + line,
            line.repeat(40_000),
            "人".repeat(30_000),
            "a".to_owned() + &"人".repeat(30_000),
        ] {
            assert_eq!(Encoding::of(text.as_bytes()), Encoding::Utf8);
            assert_eq!(of(&text), Encoding::ShiftJis);
            assert_eq!(Encoding::of(format!("\u{feff}{text}").as_bytes()), Encoding::Utf8);
        }
        assert_eq!(Encoding::of(b"\xff\xfe1\0"), Encoding::Utf16Le);
        assert_eq!(Encoding::of(b"\xfe\xff\x001"), Encoding::Utf16Be);
        assert_eq!(Encoding::of(b""), Encoding::Utf8);
    }

    #[test]
    fn a_letter_lost_here_and_there_makes_no_other_encoding() {
        for (n_before, n_behind) in [(10, 10), (100_000, 10), (10, 100_000)] {
            let mut bytes = "人事課,".repeat(n_before).into_bytes();
            bytes.pop();
            bytes.extend(b"\xe4\xba,");
            bytes.extend("人事課,".repeat(n_behind).into_bytes());
            assert_eq!(Encoding::of(&bytes), Encoding::Utf8);
        }
        assert_eq!(Encoding::of(b"\x90\x6c"), Encoding::ShiftJis);
        assert_eq!(Encoding::of("12,人".as_bytes().split_last().unwrap().1), Encoding::ShiftJis, "one lost letter and no whole one");
    }
}
