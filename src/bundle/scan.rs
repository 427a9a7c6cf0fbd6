//! The reader of files as this page writes them: one pass over the text, and no look back.
//!
//! It knows one spelling only. Whatever is spelt otherwise, damaged or too long for it is `None`, and then the whole file is
//! read the long way, which knows every spelling of JSON and can say what is wrong. So this reader may refuse what it likes,
//! and what it takes it must take exactly as the long way does; a test holds both beside each other.

use super::{
    limits,
    record::{Line, Piece, SiblingForm},
    wire::{Json, Name, Pairs},
};
use serde_json::value::RawValue;
use std::borrow::Cow;

/// Brackets within brackets of one cell; far below [`limits::DEEPEST`], so that a file of such cells is within it too.
const DEEPEST: usize = 32;

/// Digits of a whole number that surely fits.
const MOST_DIGITS: usize = 15;

pub(super) struct Scanner<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Scanner<'a> {
    pub fn new(text: &'a str) -> Self {
        Scanner { text, at: 0 }
    }

    /// What was read so far.
    pub fn passed(&self) -> &'a str {
        &self.text[..self.at]
    }

    pub fn is_at_end(&self) -> bool {
        self.at == self.text.len()
    }

    // These two are asked for every character that is no text.
    #[inline(always)]
    fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    /// Whether that byte comes next; then it is passed.
    #[inline(always)]
    pub fn has(&mut self, byte: u8) -> bool {
        let is_next = self.peek() == Some(byte);
        self.at += usize::from(is_next);
        is_next
    }

    pub fn expect(&mut self, byte: u8) -> Option<()> {
        self.has(byte).then_some(())
    }

    fn has_word(&mut self, word: &str) -> bool {
        let is_next = self.text.as_bytes()[self.at..].starts_with(word.as_bytes());
        if is_next {
            self.at += word.len();
        }
        is_next
    }

    /// Blanks between the fields of the file and between its lines; inside a line there are none.
    pub fn skip_blanks(&mut self) {
        while matches!(self.peek(), Some(b' ' | b'\n' | b'\t')) {
            self.at += 1;
        }
    }

    /// The name of a field of the file, up to its value.
    pub fn name(&mut self) -> Option<Cow<'a, str>> {
        self.skip_blanks();
        let name = self.string()?;
        self.skip_blanks();
        self.expect(b':')?;
        self.skip_blanks();
        Some(name)
    }

    /// A value of any spelling, as it stands there.
    pub fn raw(&mut self) -> Option<&'a RawValue> {
        let mut values = serde_json::Deserializer::from_str(&self.text[self.at..]).into_iter::<&RawValue>();
        let raw = values.next()?.ok()?;
        self.at += values.byte_offset();
        Some(raw)
    }

    /// One cell, with its text.
    pub fn line(&mut self) -> Option<(&'a str, Line<'a>)> {
        let start = self.at;
        self.expect(b'[')?;
        let kind = self.string()?;
        self.expect(b',')?;
        let program = self.string()?;
        self.expect(b',')?;
        let key = self.piece()?;
        self.expect(b',')?;
        let siblings = self.list(Scanner::sibling)?;
        let context = if self.has(b',') { Some(self.context()?) } else { None };
        self.expect(b']')?;
        Some((&self.text[start..self.at], Line { kind, program, key, siblings, context }))
    }

    fn sibling(&mut self) -> Option<SiblingForm<'a>> {
        self.has_word(r#"{"dot":"#).then_some(())?;
        let dot = self.string()?;
        self.has_word(r#","value":"#).then_some(())?;
        let value = self.piece()?;
        let before = if self.has_word(r#","before":"#) { Some(self.piece()?) } else { None };
        if before.as_ref().is_some_and(|before| before.raw == "null") {
            // The long way takes it for none.
            return None;
        }
        let at = if self.has_word(r#","at":"#) { Some(self.string()?) } else { None };
        self.expect(b'}')?;
        Some(SiblingForm { dot, value, before, at })
    }

    fn context(&mut self) -> Option<Pairs<Name<'a>, u64>> {
        let mut pairs = Vec::new();
        self.expect(b'{')?;
        while pairs.is_empty() || self.has(b',') {
            let writer = self.string()?;
            self.expect(b':')?;
            pairs.push((Name(writer), self.digits()?));
        }
        self.expect(b'}')?;
        Some(Pairs(pairs))
    }

    fn piece(&mut self) -> Option<Piece<'a>> {
        let start = self.at;
        let json = self.json(0)?;
        Some(Piece { raw: &self.text[start..self.at], json: Some(json) })
    }

    fn json(&mut self, depth: usize) -> Option<Json<'a>> {
        match self.peek()? {
            b'"' => self.string().map(Json::Text),
            b'{' | b'[' if depth == DEEPEST => None,
            b'[' => self.list(|scanner| scanner.json(depth + 1)).map(Json::List),
            b'{' => {
                self.at += 1;
                let mut pairs = Vec::new();
                if self.has(b'}') {
                    return Some(Json::Object(pairs));
                }
                loop {
                    let name = self.string()?;
                    self.expect(b':')?;
                    pairs.push((name, self.json(depth + 1)?));
                    if !self.has(b',') {
                        break;
                    }
                }
                self.expect(b'}')?;
                Some(Json::Object(pairs))
            }
            b'-' => {
                self.at += 1;
                // There is no whole number -0.
                self.digits().filter(|number| *number != 0).map(|number| Json::Whole(-number.cast_signed()))
            }
            b'0'..=b'9' => self.digits().map(|number| Json::Whole(number.cast_signed())),
            b'n' => self.has_word("null").then_some(Json::Null),
            b't' => self.has_word("true").then_some(Json::Foreign),
            b'f' => self.has_word("false").then_some(Json::Foreign),
            _ => None,
        }
    }

    fn list<T>(&mut self, item: impl Fn(&mut Self) -> Option<T>) -> Option<Vec<T>> {
        self.expect(b'[')?;
        if self.has(b']') {
            return Some(Vec::new());
        }
        // Nearly every list of a cell has one item.
        let mut items = Vec::with_capacity(1);
        loop {
            items.push(item(self)?);
            if !self.has(b',') {
                break;
            }
        }
        self.expect(b']')?;
        Some(items)
    }

    /// A whole number without a sign.
    fn digits(&mut self) -> Option<u64> {
        let start = self.at;
        let mut number = 0;
        while let Some(digit @ b'0'..=b'9') = self.peek() {
            self.at += 1;
            if self.at - start > MOST_DIGITS {
                return None;
            }
            number = number * 10 + u64::from(digit - b'0');
        }
        let n_digits = self.at - start;
        let is_plain = n_digits == 1 || n_digits > 1 && self.text.as_bytes()[start] != b'0';
        let is_fraction = matches!(self.peek(), Some(b'.' | b'e' | b'E'));
        (is_plain && !is_fraction).then_some(number)
    }

    fn string(&mut self) -> Option<Cow<'a, str>> {
        self.expect(b'"')?;
        let start = self.at;
        let mut has_escapes = false;
        loop {
            self.at = end_of_plain(self.text.as_bytes(), self.at);
            match self.peek()? {
                b'"' => break,
                b'\\' => {
                    has_escapes = true;
                    // Whatever follows a backslash, even a quote, is inside.
                    self.at += 2;
                }
                _ => return None,
            }
        }
        let plain = &self.text[start..self.at];
        self.at += 1;
        if plain.len() > limits::LONGEST_TEXT {
            return None;
        }
        if has_escapes {
            return serde_json::from_str(&self.text[start - 1..self.at]).ok().map(Cow::Owned);
        }
        Some(Cow::Borrowed(plain))
    }
}

/// The place of the next quote, backslash or control character, or the end. Texts are most of a file, so eight bytes are
/// looked at together.
fn end_of_plain(bytes: &[u8], from: usize) -> usize {
    const ONES: u64 = u64::from_le_bytes([1; 8]);
    const HIGHEST: u64 = ONES << 7;
    /// The highest bit of every byte that is less than `n`; above the first such byte there may be others by mistake.
    const fn below(word: u64, n: u8) -> u64 {
        word.wrapping_sub(ONES * n as u64) & !word & HIGHEST
    }
    let mut at = from.min(bytes.len());
    let (words, _) = bytes[at..].as_chunks();
    for &word in words {
        let word = u64::from_le_bytes(word);
        let found = below(word, b' ') | below(word ^ (ONES * b'"' as u64), 1) | below(word ^ (ONES * b'\\' as u64), 1);
        if found != 0 {
            return at + found.trailing_zeros() as usize / 8;
        }
        at += 8;
    }
    let is_plain = |byte: &u8| !matches!(byte, ..b' ' | b'"' | b'\\');
    at + bytes[at..].iter().take_while(|byte| is_plain(byte)).count()
}

#[cfg(test)]
mod tests {
    use super::{
        super::read::{read_as_written, read_the_long_way},
        *,
    };
    use proptest::prelude::*;
    use std::{fs, path::Path, sync::LazyLock};

    /// Every file of the tests, whole or broken, and what the fuzzer has found so far.
    static FILES: LazyLock<Vec<String>> = LazyLock::new(|| {
        fn collect(folder: &Path, files: &mut Vec<String>) {
            for entry in fs::read_dir(folder).expect("a folder of the tests") {
                let path = entry.expect("a file of the tests").path();
                if path.is_dir() {
                    collect(&path, files);
                } else if let Ok(text) = fs::read_to_string(&path) {
                    files.push(text);
                }
            }
        }
        let mut files = Vec::new();
        for folder in ["tests/bundles", "tests/fuzz/corpus", "seeds"] {
            collect(&Path::new(env!("CARGO_MANIFEST_DIR")).join(folder), &mut files);
        }
        files
    });

    /// Whether the quick way takes it; if it does, as the long way.
    fn is_taken_alike(text: &str) -> bool {
        let Some(taken) = read_as_written(text, &[]) else { return false };
        assert_eq!(Ok(taken), read_the_long_way(text, &[]), "{text}");
        true
    }

    #[test]
    fn what_is_taken_is_taken_as_on_the_long_way() {
        let n_taken = FILES.iter().filter(|text| is_taken_alike(text)).count();
        assert!(n_taken > 10 && n_taken < FILES.len(), "{n_taken} of {}", FILES.len());
        for text in [
            include_str!("../../tests/bundles/v1/programme.json"),
            include_str!("../../tests/bundles/v1/report.json"),
            include_str!("../../seeds/nagaoka.json"),
            include_str!("../../seeds/ojiya.json"),
        ] {
            assert!(is_taken_alike(text));
        }
    }

    /// What a line can have that this reader, or the long way, does not take.
    const ODD: &[&str] = &[
        "null",
        "true",
        "-0",
        "-1",
        "0",
        "00",
        "1.0",
        "1e3",
        "9007199254740993",
        "99999999999999999999",
        "\"",
        "\\",
        "\\ud800",
        "\\u3042",
        "\\\"",
        "\u{1}",
        "\r",
        "\n",
        " ",
        ",",
        "[",
        "]",
        "{",
        "}",
        ":",
        "{}",
        "[]",
        "\"\"",
        "[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[[",
        ",\"before\":null",
        ",\"at\":null",
        "\"writers\":[],",
        "\"cells\":[],",
        "\"later\":1,",
        "\"kind\":null,",
        "あ",
        "\u{feff}",
        "0000000000000001",
    ];

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(2_000) })]

        #[test]
        fn what_is_taken_of_a_changed_file_is_taken_as_on_the_long_way(
            file in any::<prop::sample::Index>(),
            changes in prop::collection::vec((any::<prop::sample::Index>(), 0..12usize, any::<prop::sample::Index>(), any::<bool>()), 1..4),
        ) {
            let small: Vec<&String> = FILES.iter().filter(|text| text.len() < 20_000).collect();
            let mut text = (*file.get(&small)).clone();
            for (place, n_gone, odd, goes_in) in changes {
                // Mostly where a piece begins or ends: between two quotes nearly any change is one of words.
                let ends: Vec<usize> = text.match_indices(['"', ',', ':', '[', ']', '{', '}']).map(|(at, _)| at).collect();
                if ends.is_empty() {
                    continue;
                }
                let start = *place.get(&ends);
                let end = (start..text.len()).filter(|&at| text.is_char_boundary(at)).nth(n_gone).unwrap_or(start);
                let word: &str = if goes_in { odd.get::<&str>(ODD) } else { "" };
                text.replace_range(start..end, word);
            }
            is_taken_alike(&text);
        }
    }

    #[test]
    fn the_end_of_a_plain_text_is_found_wherever_it_is() {
        let plain = "あaé 指標の実績値は、年度末に~";
        for start in 0..plain.len() {
            for end in [b'"', b'\\', b'\n', 0, 0x1f] {
                let mut bytes = plain.as_bytes().to_vec();
                bytes.push(end);
                bytes.extend_from_slice("と\"\\\u{1}".as_bytes());
                assert_eq!(end_of_plain(&bytes, start), plain.len());
            }
            assert_eq!(end_of_plain(plain.as_bytes(), start), plain.len());
        }
        assert_eq!(end_of_plain(b"ab", 5), 2);
    }
}
