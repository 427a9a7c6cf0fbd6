//! Slip codes against double answers: drawn by lot, typed in by whoever answers, known to the key holder as hashes only.

#[cfg(test)]
use super::schema::{self, Definitions};
use super::{
    Fault, Wrong,
    wire::{Json, Wire},
};
use sha2::{Digest, Sha256};
use std::{borrow::Cow, fmt};

/// Ten characters that are hard to confuse: Crockford's, without I, L, O and U.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct SlipCode(String);

#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
#[error("not a slip code")]
pub struct NotASlipCode;

const SIGNS: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";
const LENGTH: usize = 10;

impl SlipCode {
    /// From random bits, of which 50 are used.
    pub fn from_bits(bits: u64) -> Self {
        let sign = |at: usize| SIGNS[(bits >> (5 * at) & 31) as usize] as char;
        SlipCode((0..LENGTH).map(sign).collect())
    }

    /// As people type it: small letters, blanks and hyphens, O for 0, I and L for 1, full width.
    pub fn read(text: &str) -> Result<Self, NotASlipCode> {
        let half_width = |c: char| match c {
            '！'..='～' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
            other => other,
        };
        let sign = |c: char| match half_width(c).to_ascii_uppercase() {
            'O' => '0',
            'I' | 'L' => '1',
            other => other,
        };
        let is_filling = |c: &char| !c.is_whitespace() && !matches!(c, '-' | '‐' | '－' | 'ー' | '−');
        let code: String = text.chars().filter(is_filling).map(sign).collect();
        let is_code = code.len() == LENGTH && code.bytes().all(|byte| SIGNS.contains(&byte));
        if is_code { Ok(SlipCode(code)) } else { Err(NotASlipCode) }
    }

    /// What the key holder's device keeps of it.
    pub fn hash(&self) -> String {
        Sha256::digest(format!("shinchoku slip {}", self.0)).iter().map(|byte| format!("{byte:02x}")).collect()
    }

    /// As it stands on the slip: `7K3QX-2M9PA`.
    pub fn grouped(&self) -> String {
        format!("{}-{}", &self.0[..LENGTH / 2], &self.0[LENGTH / 2..])
    }
}

impl Wire for SlipCode {
    fn to_json(&self) -> Json<'_> {
        Json::Text(Cow::Borrowed(&self.0))
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        SlipCode::read(&json.into_text()?).map_err(|_| Wrong::Shape.into())
    }

    #[cfg(test)]
    fn schema(_: &mut Definitions) -> serde_json::Value {
        schema::text()
    }
}

impl fmt::Display for SlipCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_code_is_read_however_it_is_typed() {
        let code = SlipCode::from_bits(0x0123_4567_89AB_CDEF);
        let grouped = code.grouped();
        let full_width: String = grouped.chars().map(|c| char::from_u32(c as u32 + 0xFEE0).unwrap()).collect();
        for typed in [grouped.clone(), grouped.to_lowercase(), format!(" {} ", code), full_width] {
            assert_eq!(SlipCode::read(&typed), Ok(code.clone()), "{typed}");
        }
        assert_eq!(SlipCode::read("OOOOO-IIIIl"), SlipCode::read("00000-11111"));
        for wrong in ["", "12345", "12345-6789U", "12345-67890-1", "合言葉あいうえおかき"] {
            assert_eq!(SlipCode::read(wrong), Err(NotASlipCode), "{wrong}");
        }
    }
}
