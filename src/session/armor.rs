//! A sealed text as a file that any age tool opens: base64 in lines, between the two lines that age puts around it.

const BEGIN: &str = "-----BEGIN AGE ENCRYPTED FILE-----";
const END: &str = "-----END AGE ENCRYPTED FILE-----";
const LINE: usize = 64;

/// `base64` is ASCII.
pub fn armored(base64: &str) -> String {
    let mut text = format!("{BEGIN}\n");
    let mut rest = base64;
    while !rest.is_empty() {
        let (line, after) = rest.split_at(rest.len().min(LINE));
        text.push_str(line);
        text.push('\n');
        rest = after;
    }
    text.push_str(END);
    text.push('\n');
    text
}

/// The base64 within; `None` for any other text.
pub fn bare(text: &str) -> Option<String> {
    let inner = text.trim().strip_prefix(BEGIN)?.strip_suffix(END)?;
    let is_base64 = |letter: char| letter.is_ascii_alphanumeric() || matches!(letter, '+' | '/' | '=');
    let base64: String = inner.chars().filter(|letter| !letter.is_ascii_whitespace()).collect();
    base64.chars().all(is_base64).then_some(base64).filter(|it| !it.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_wrapped_comes_out_again() {
        for n in [1, 63, 64, 65, 1000] {
            let base64 = "A+/=".repeat(n);
            assert_eq!(bare(&armored(&base64)), Some(base64.clone()));
            assert_eq!(bare(&armored(&base64).replace('\n', "\r\n")), Some(base64));
        }
        for wrong in ["", "AAAA", BEGIN, "-----BEGIN AGE ENCRYPTED FILE-----\n山\n-----END AGE ENCRYPTED FILE-----"] {
            assert_eq!(bare(wrong), None, "{wrong}");
        }
    }
}
