//! Who can read a survey answer in transit?
//!
//! Belongs here: the survey key of the secretariat, sealing an answer to its public half, opening, and putting a secret
//! under a passphrase. The format is age (age-encryption.org), so that any age tool can open what this page sealed.
//!
//! Deliberately not here: what an answer means, files, storage.

use age::secrecy::{ExposeSecret, SecretString};
use std::iter;

/// Both halves of a survey key, as age writes them.
#[derive(Clone, PartialEq, Eq)]
pub struct SurveyKey {
    /// `age1…`: travels with the programme.
    pub public: String,
    /// `AGE-SECRET-KEY-1…`: stays with the secretariat.
    pub secret: String,
}

/// Never prints the secret half.
impl std::fmt::Debug for SurveyKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("SurveyKey").field("public", &self.public).finish_non_exhaustive()
    }
}

#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    #[error("not a survey key")]
    NotAKey,
    #[error("the answer has {length} bytes, and {room} fit")]
    TooLong { length: usize, room: usize },
    /// Another key, a wrong passphrase, or bytes that were changed: age does not tell them apart.
    #[error("cannot be opened with this key")]
    CannotOpen,
    #[error("the padding of an opened answer is not ours")]
    NotOurs,
    #[error("encryption failed")]
    Failed,
}

/// A new key from the system's random bits.
pub fn new_key() -> SurveyKey {
    let secret = age::x25519::Identity::generate();
    SurveyKey { public: secret.to_public().to_string(), secret: secret.to_string().expose_secret().to_owned() }
}

/// Seals `text`, padded to `size` bytes, to the public key.
///
/// The length of the result says nothing about the text: beyond the padded size it varies only by the stanza of random
/// length that age puts into every header.
pub fn seal(public: &str, text: &str, size: usize) -> Result<Vec<u8>, SealError> {
    let recipient: age::x25519::Recipient = public.parse().map_err(|_| SealError::NotAKey)?;
    age::encrypt(&recipient, &padded(text, size)?).map_err(|_| SealError::Failed)
}

/// Opens what [`seal`] made.
pub fn open(secret: &str, sealed: &[u8]) -> Result<String, SealError> {
    let identity: age::x25519::Identity = secret.parse().map_err(|_| SealError::NotAKey)?;
    let plain = age::decrypt(&identity, sealed).map_err(|_| SealError::CannotOpen)?;
    unpadded(plain)
}

/// scrypt work on sealing: about half a second in a browser.
const WORK_FACTOR: u8 = 15;
/// More than this asked by a file would be an attack on the device's memory.
const GREATEST_WORK_FACTOR: u8 = 18;

/// Puts a secret under a passphrase. `passphrase` is the text after NFKC and trimming, which the browser does.
pub fn lock(passphrase: &str, secret: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut recipient = age::scrypt::Recipient::new(SecretString::from(passphrase.to_owned()));
    recipient.set_work_factor(WORK_FACTOR);
    age::encrypt(&recipient, secret).map_err(|_| SealError::Failed)
}

pub fn unlock(passphrase: &str, locked: &[u8]) -> Result<Vec<u8>, SealError> {
    let mut identity = age::scrypt::Identity::new(SecretString::from(passphrase.to_owned()));
    identity.set_max_work_factor(GREATEST_WORK_FACTOR);
    age::decrypt(&identity, locked).map_err(|_| SealError::CannotOpen)
}

/// The text, its end marked by one `0x80`, and zeros up to `size` (ISO/IEC 7816-4).
fn padded(text: &str, size: usize) -> Result<Vec<u8>, SealError> {
    let room = size.saturating_sub(1);
    if text.len() > room {
        return Err(SealError::TooLong { length: text.len(), room });
    }
    Ok(text.bytes().chain(iter::once(0x80)).chain(iter::repeat(0)).take(size).collect())
}

fn unpadded(mut plain: Vec<u8>) -> Result<String, SealError> {
    let end = plain.iter().rposition(|&byte| byte != 0).filter(|&end| plain[end] == 0x80).ok_or(SealError::NotOurs)?;
    plain.truncate(end);
    String::from_utf8(plain).map_err(|_| SealError::NotOurs)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_sealed_opens_with_the_key_and_with_no_other() {
        let key = new_key();
        let sealed = seal(&key.public, "{\"id\":\"a\"}", 512).unwrap();
        assert_eq!(open(&key.secret, &sealed), Ok("{\"id\":\"a\"}".to_owned()));
        assert_eq!(open(&new_key().secret, &sealed), Err(SealError::CannotOpen));
    }

    #[test]
    fn the_length_of_a_sealed_answer_says_nothing() {
        let key = new_key();
        // The payload, after the header's last line, has one length.
        let payload = |sealed: Vec<u8>| {
            let header = sealed.windows(4).position(|window| window == b"\n---").unwrap();
            let end = header + 1 + sealed[header + 1..].iter().position(|&byte| byte == b'\n').unwrap();
            sealed.len() - end
        };
        let long = payload(seal(&key.public, &"思".repeat(100), 512).unwrap());
        assert_eq!(long, payload(seal(&key.public, "", 512).unwrap()));
        assert_ne!(seal(&key.public, "", 512), seal(&key.public, "", 512));
        assert_eq!(seal(&key.public, &"x".repeat(512), 512), Err(SealError::TooLong { length: 512, room: 511 }));
    }

    #[test]
    fn a_changed_byte_is_noticed() {
        let key = new_key();
        let mut sealed = seal(&key.public, "answer", 64).unwrap();
        let last = sealed.len() - 1;
        sealed[last] ^= 1;
        assert_eq!(open(&key.secret, &sealed), Err(SealError::CannotOpen));
        assert_eq!(open("AGE-SECRET-KEY-1", &sealed), Err(SealError::NotAKey));
    }

    #[test]
    fn a_passphrase_keeps_a_secret() {
        let locked = lock("長岡の花火", b"secret").unwrap();
        assert_eq!(unlock("長岡の花火", &locked), Ok(b"secret".to_vec()));
        assert_eq!(unlock("長岡の花火 ", &locked), Err(SealError::CannotOpen));
    }
}
