//! Files that a mail client or a gateway wrote over: what happened to them, and what may undo it.
//!
//! Nothing here is trusted. A text that was mended is read only where its own count and digests say that it is what was
//! written; otherwise the file is refused by the name of what happened to it.

use super::{FORMAT, Looks};
use std::borrow::Cow;

/// What this text is instead of JSON; `None` where it only is JSON with a mistake.
pub(super) fn look(text: &str) -> Option<Looks> {
    let text = text.trim_start();
    let first = text.chars().next();
    let has_mark = text.contains(&mark());
    Some(match first {
        None => Looks::Empty,
        // The escape that leads into ISO-2022-JP's kanji.
        _ if text.contains("\u{1b}$B") => Looks::Jis,
        Some('<') => Looks::Html,
        _ if straightened(text).contains(&mark()) && !has_mark => Looks::SmartQuotes,
        _ if !has_mark && is_mail(text) => Looks::Mail,
        Some('{' | '[') if !has_mark => return None,
        _ if !has_mark => Looks::Text,
        _ if text.lines().any(|line| line.starts_with('>') && line.contains(&mark())) => Looks::Quoted,
        _ if is_quoted_printable(text) => Looks::QuotedPrintable,
        Some('{') => return breaks_within_a_text(text).then_some(Looks::WrappedLines),
        _ => Looks::Wrapped,
    })
}

/// Texts that this one may have been, likeliest first.
pub(super) fn attempts(text: &str, looks: Looks) -> impl Iterator<Item = String> {
    let mended: Option<Cow<'_, str>> = match looks {
        Looks::Html => Some(without_tags(text).into()),
        Looks::Quoted => Some(unquoted(text).into()),
        Looks::QuotedPrintable => decoded(text).map(Cow::Owned),
        Looks::SmartQuotes => Some(straightened(text).into()),
        Looks::Wrapped | Looks::WrappedLines => Some(text.into()),
        _ => None,
    };
    let steps: [fn(&str) -> Cow<'_, str>; 2] = [|text| text.into(), |text| text.replace(['\r', '\n'], "").into()];
    let as_it_is = cut(text).filter(|_| mended.is_some()).map(str::to_owned);
    let further = mended.into_iter().flat_map(move |mended| steps.map(|step| cut(&step(&mended)).map(str::to_owned)));
    as_it_is.into_iter().chain(further.flatten())
}

/// How every file begins, whoever wrote around it.
fn mark() -> String {
    format!(r#""format":"{FORMAT}""#)
}

/// The one file within a text: from its brace to the brace that closes it. Two files are nobody's guess.
fn cut(text: &str) -> Option<&str> {
    let start = text.find(&format!("{{{}", mark()))?;
    let text = &text[start..];
    let (mut depth, mut i) = (0usize, 0);
    let bytes = text.as_bytes();
    while i < bytes.len() {
        match bytes[i] {
            b'"' => {
                i += 1;
                while i < bytes.len() && bytes[i] != b'"' {
                    i += if bytes[i] == b'\\' { 2 } else { 1 };
                }
            }
            b'{' | b'[' => depth += 1,
            b'}' | b']' => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    let (file, rest) = text.split_at(i + 1);
                    return (!rest.contains(&mark())).then_some(file);
                }
            }
            _ => {}
        }
        i += 1;
    }
    None
}

/// A whole mail as it was saved, with its header.
fn is_mail(text: &str) -> bool {
    let header = text.split("\n\n").next().unwrap_or(text).split("\r\n\r\n").next().unwrap_or(text);
    let has = |name: &str| header.lines().any(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)));
    has("MIME-Version:") || (has("From:") && has("Subject:"))
}

fn is_quoted_printable(text: &str) -> bool {
    let is_escape = |bytes: &[u8]| matches!(bytes, [b'=', b'\n', ..] | [b'=', b'\r', b'\n', ..]) || hex(bytes).is_some();
    // Two bytes of one character; nobody types that.
    text.as_bytes().windows(6).any(|bytes| is_escape(bytes) && (bytes[1] < b' ' || hex(&bytes[3..]).is_some()))
}

/// `=E3`
fn hex(bytes: &[u8]) -> Option<u8> {
    let [b'=', high @ (b'0'..=b'9' | b'A'..=b'F'), low @ (b'0'..=b'9' | b'A'..=b'F'), ..] = *bytes else { return None };
    let digit = |byte: u8| if byte <= b'9' { byte - b'0' } else { byte - b'A' + 10 };
    Some(digit(high) << 4 | digit(low))
}

fn decoded(text: &str) -> Option<String> {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut i = 0;
    while i < bytes.len() {
        match &bytes[i..] {
            [b'=', b'\r', b'\n', ..] => i += 3,
            [b'=', b'\n', ..] => i += 2,
            rest => match hex(rest) {
                Some(byte) => {
                    out.push(byte);
                    i += 3;
                }
                None => {
                    out.push(rest[0]);
                    i += 1;
                }
            },
        }
    }
    String::from_utf8(out).ok()
}

/// JSON has no line break within a text: a carrier made this one.
fn breaks_within_a_text(text: &str) -> bool {
    let bytes = text.as_bytes();
    let (mut is_inside, mut i) = (false, 0);
    while i < bytes.len() {
        match bytes[i] {
            b'\\' if is_inside => i += 1,
            b'"' => is_inside = !is_inside,
            b'\n' if is_inside => return true,
            _ => {}
        }
        i += 1;
    }
    false
}

/// No line of a file begins with `>`.
fn unquoted(text: &str) -> String {
    let strip = |line: &str| line.trim_start_matches(['>', ' ']).to_owned();
    text.lines().map(|line| if line.starts_with('>') { strip(line) } else { line.to_owned() }).collect::<Vec<_>>().join("\n")
}

fn straightened(text: &str) -> String {
    text.replace(['“', '”', '„', '‟', '＂', '″'], "\"")
}

fn without_tags(page: &str) -> String {
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    // Looking again for a `>` that does not come would read the whole rest once for every `<`.
    let mut is_tag_to_come = true;
    while let Some(place) = rest.find(['<', '&']) {
        out.push_str(&rest[..place]);
        rest = &rest[place..];
        let end = if rest.starts_with('<') {
            let end = is_tag_to_come.then(|| rest.find('>')).flatten();
            is_tag_to_come = end.is_some();
            end
        } else {
            rest.bytes().take(10).position(|byte| byte == b';')
        };
        let Some(end) = end else {
            out.push_str(&rest[..1]);
            rest = &rest[1..];
            continue;
        };
        if rest.starts_with('&') {
            match character(&rest[1..end]) {
                Some(character) => out.push(character),
                None => out.push_str(&rest[..=end]),
            }
        }
        rest = &rest[end + 1..];
    }
    out + rest
}

/// What stands between `&` and `;`.
fn character(name: &str) -> Option<char> {
    match name {
        "quot" => Some('"'),
        "amp" => Some('&'),
        "lt" => Some('<'),
        "gt" => Some('>'),
        "apos" => Some('\''),
        "nbsp" => Some(' '),
        _ => {
            let number = name.strip_prefix('#')?;
            let code = match number.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16),
                None => number.parse(),
            };
            char::from_u32(code.ok()?)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_becomes_its_text() {
        assert_eq!(without_tags("<p>a&quot;b&amp;lt;&#12354;&#x3042;</p> & <b>c</b>&bad;<"), "a\"b&lt;ああ & c&bad;<");
    }

    #[test]
    fn a_page_that_opens_tags_and_closes_none_is_read_once() {
        let started = std::time::Instant::now();
        let page = format!("<b>{}&lt;", "<".repeat(1_000_000));
        assert_eq!(without_tags(&page), "<".repeat(1_000_001));
        // Once for every sign it would be minutes.
        assert!(started.elapsed().as_secs() < 10, "{:?}", started.elapsed());
    }

    #[test]
    fn an_encoded_text_is_decoded() {
        assert_eq!(decoded("a=3Db=\nc=E3=81=82=\r\n=").as_deref(), Some("a=bcあ="));
        assert_eq!(decoded("=E3=81"), None);
        assert!(is_quoted_printable("x=E3=81=82") && !is_quoted_printable(r#"{"a":"=1+1=2"}"#));
    }

    #[test]
    fn of_two_files_none_is_taken() {
        let file = r#"{"format":"shinchoku","a":["}"]}"#;
        assert_eq!(cut(&format!("before {file} after }}")), Some(file));
        assert_eq!(cut(&format!("{file}\n{file}")), None);
        assert_eq!(cut(&file[..file.len() - 1]), None);
    }
}
