//! What 区分, 種別 and 段階 say of a row.

use super::{What, Why, catalogue::key, refusal::cut, role::stages};
use crate::domain::{Indicator, PartId, Stage};

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Division {
    pub what: Option<What>,
    pub stage: Option<Stage>,
    pub part: Option<PartId>,
}

impl Division {
    /// Adds the words of one cell; what is neither 実績 or 目標 nor 見込, 速報 or 確定 must be a part of the indicator.
    pub fn add(&mut self, text: &str, indicator: &Indicator) -> Result<(), Why> {
        let word = key(text);
        let bare = word.strip_suffix('値').unwrap_or(&word);
        match bare {
            "" => {}
            "実績" => self.what = Some(What::Actual),
            "目標" => self.what = Some(What::Target),
            _ => match stages().into_iter().find(|(stage, _)| bare.strip_suffix('み').unwrap_or(bare) == *stage) {
                Some((_, stage)) => self.stage = Some(stage),
                None => self.part = Some(part(&word, indicator).ok_or_else(|| no_such_part(text, indicator))?),
            },
        }
        Ok(())
    }
}

/// By its label, by its mark alone (①), or by the label without it.
fn part(word: &str, indicator: &Indicator) -> Option<PartId> {
    let is_named = |label: &str| {
        let label = key(label);
        let mark: String = label.chars().take_while(|c| ('①'..='⑳').contains(c)).collect();
        label == word || (!mark.is_empty() && (mark == word || label[mark.len()..] == *word))
    };
    let mut named = indicator.parts.iter().filter(|part| is_named(&part.label) || key(part.id.as_str()) == word);
    named.next().filter(|_| named.next().is_none()).map(|part| part.id.clone())
}

fn no_such_part(text: &str, indicator: &Indicator) -> Why {
    Why::NoSuchPart { found: cut(text), known: indicator.parts.iter().map(|part| part.label.clone()).collect() }
}

/// A cell with all parts in it, `①3校 ②4回` or `男性23.7% 女性14.8%`, taken apart; `None` where it is not of that kind.
pub(super) fn split<'a>(text: &'a str, indicator: &Indicator) -> Option<Vec<(PartId, &'a str)>> {
    let mut places = Vec::new();
    for part in &indicator.parts {
        let mark: String = part.label.chars().take_while(|c| ('①'..='⑳').contains(c)).collect();
        let sign = [part.label.as_str(), mark.as_str()].into_iter().find(|sign| !sign.is_empty() && text.matches(sign).count() == 1)?;
        let at = text.find(sign)?;
        places.push((at, at + sign.len(), part.id.clone()));
    }
    places.sort();
    // Nothing may stand before the first of them.
    text[..places.first()?.0].trim().is_empty().then_some(())?;
    let ends = places.iter().skip(1).map(|(at, ..)| *at).chain([text.len()]).collect::<Vec<_>>();
    let piece = |(from, end): (usize, usize)| {
        text.get(from..end).map(|piece| piece.trim_matches([' ', '　', ',', '、', '／', '/', '\n', '\r', '：', ':']))
    };
    places.into_iter().zip(ends).map(|((_, from, part), end)| Some((part, piece((from, end))?))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Accumulation, Measured, Part, PillarId, Source};

    fn indicator(labels: &[(&str, &str)]) -> Indicator {
        let part = |(id, label): &(&str, &str)| Part { id: PartId::new(id).unwrap(), label: label.to_string(), unit: String::new() };
        Indicator {
            pillar: PillarId::new("1").unwrap(),
            measure: None,
            group: String::new(),
            mark: String::new(),
            name: "割合".to_owned(),
            unit: "%".to_owned(),
            decimals: 1,
            parts: labels.iter().map(part).collect(),
            accumulation: Accumulation::Yearly,
            measured: Measured::YearEnd,
            source: Source::Entry,
            stages: Vec::new(),
            remarks: Vec::new(),
        }
    }

    #[test]
    fn the_words_of_a_row_add_up() {
        let indicator = indicator(&[("male", "男性"), ("female", "女性")]);
        let mut division = Division::default();
        for word in ["女性", "目標値", "見込み", ""] {
            division.add(word, &indicator).unwrap();
        }
        let female = PartId::new("female").unwrap();
        assert_eq!(division, Division { what: Some(What::Target), stage: Some(Stage::Forecast), part: Some(female) });
        let known = vec!["男性".to_owned(), "女性".to_owned()];
        assert_eq!(division.add("全体", &indicator), Err(Why::NoSuchPart { found: "全体".to_owned(), known }));
    }

    #[test]
    fn a_cell_with_all_parts_is_taken_apart() {
        let sexes = indicator(&[("male", "男性"), ("female", "女性")]);
        let halves = |text| {
            split(text, &sexes).map(|parts| parts.into_iter().map(|(id, text)| (id.to_string(), text.to_owned())).collect::<Vec<_>>())
        };
        let expected = vec![("female".to_owned(), "14.8%".to_owned()), ("male".to_owned(), "23.7%".to_owned())];
        assert_eq!(halves("女性14.8%、男性23.7%"), Some(expected));
        for other in ["23.7", "男性23.7%", "計38.5 男性23.7 女性14.8", "男性1 男性2 女性3"] {
            assert_eq!(halves(other), None, "{other}");
        }
        let marked = indicator(&[("visits", "①学校訪問"), ("fairs", "②就職説明会等")]);
        let parts = split("①3校　②4回", &marked).unwrap();
        assert_eq!(parts.iter().map(|(_, text)| *text).collect::<Vec<_>>(), ["3校", "4回"]);
        let mut division = Division::default();
        division.add("②", &marked).unwrap();
        division.add("学校訪問", &marked).unwrap();
        assert_eq!(division.part, PartId::new("visits").ok());
    }
}
