//! One spelling for JSON that this page keeps without knowing it.

use super::wire::{Name, Pairs};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Without blanks, names sorted, texts escaped no more than needed; numbers stay as written, for none may pass
/// through a float. `None` if the text has no characters for something in it, as for half a surrogate pair.
pub(super) fn canonical(raw: &str) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    write(&mut out, raw)?;
    Some(out)
}

/// The object of these pairs, in one spelling. Names that stand twice stay two.
pub(super) fn canonical_object(mut pairs: Vec<(Cow<'_, str>, &RawValue)>) -> Option<String> {
    let mut out = String::new();
    write_object(&mut out, &mut pairs)?;
    Some(out)
}

/// The JSON of a wire form.
pub(super) fn to_json(form: &impl serde::Serialize) -> String {
    serde_json::to_string(form).expect("wire forms are texts, integers, lists and objects with text names")
}

fn write(out: &mut String, text: &str) -> Option<()> {
    match text.as_bytes().first() {
        Some(b'{') => {
            let Pairs(mut pairs): Pairs<Name<'_>, &RawValue> = serde_json::from_str(text).ok()?;
            let mut pairs: Vec<_> = pairs.drain(..).map(|(Name(name), value)| (name, value)).collect();
            write_object(out, &mut pairs)
        }
        Some(b'[') => {
            let items: Vec<&RawValue> = serde_json::from_str(text).ok()?;
            out.push('[');
            for (i, item) in items.into_iter().enumerate() {
                if i > 0 {
                    out.push(',');
                }
                write(out, item.get())?;
            }
            out.push(']');
            Some(())
        }
        Some(b'"') => {
            let text: String = serde_json::from_str(text).ok()?;
            out.push_str(&to_json(&text));
            Some(())
        }
        _ => {
            out.push_str(text);
            Some(())
        }
    }
}

fn write_object(out: &mut String, pairs: &mut [(Cow<'_, str>, &RawValue)]) -> Option<()> {
    pairs.sort_by(|a, b| a.0.cmp(&b.0));
    out.push('{');
    for (i, (name, value)) in pairs.iter().enumerate() {
        if i > 0 {
            out.push(',');
        }
        out.push_str(&to_json(name));
        out.push(':');
        write(out, value.get())?;
    }
    out.push('}');
    Some(())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, expected: Option<&str>) {
        let raw: &RawValue = serde_json::from_str(text).unwrap();
        assert_eq!(canonical(raw.get()).as_deref(), expected, "{text}");
    }

    #[test]
    fn equal_json_has_one_spelling() {
        check(r#" { "b" : [ 1.10 , -0 ] , "a" : "\u3042\/" } "#, Some(r#"{"a":"あ/","b":[1.10,-0]}"#));
        check(r#"{"a":2,"a":1}"#, Some(r#"{"a":2,"a":1}"#));
        check(r#"["\ud800"]"#, None);
    }
}
