//! What one cell says of a figure or a target.

use super::{Why, catalogue::key, refusal::cut};
use crate::domain::{
    Accumulation, Amount, Dash, Figure, Indicator, IndicatorId, Part, Qualifier, Quantity, Rule, Shown, Tables, TargetKey, TargetSlot,
    Trust, TypedNumber, dash_of, enter_number, enter_words, half_width, qualifier_of, read_amount, read_number, unit_of,
};
use std::collections::BTreeSet;

/// An indicator, or one part of it, as its cells are read.
pub(super) struct Subject<'t> {
    indicator: &'t Indicator,
    unit: String,
    qualifier: Qualifier,
    /// Words that its stages, targets and figures use: no others stand beside a unit.
    words: BTreeSet<&'t str>,
}

impl<'t> Subject<'t> {
    pub fn new(tables: &'t Tables, id: &IndicatorId, indicator: &'t Indicator, part: Option<&Part>) -> Self {
        let of_target = |rule: &'t Rule| if let Rule::Reach(words) = rule { Some(words.as_str()) } else { None };
        let of_figure = |shown: &'t Shown| match shown {
            Shown::Words(words) | Shown::WordsAndNumber(words, _) => Some(words.as_str()),
            _ => None,
        };
        let from = TargetKey { indicator: id.clone(), slot: TargetSlot::EveryYear, part: None };
        let targets = tables.targets.cells_from(&from).take_while(|(key, _)| key.indicator == *id);
        let targets = targets.filter_map(|(_, cell)| of_target(cell.reading().settled()?.rule.confirmed()?));
        let figures = tables.figures.settled().filter(|(key, _)| key.indicator == *id);
        let figures = figures.filter_map(|(_, figure)| of_figure(figure.shown.confirmed()?));
        Subject {
            indicator,
            unit: unit_of(indicator, part),
            qualifier: qualifier_of(indicator.accumulation),
            words: indicator.stages.iter().map(String::as_str).chain(targets).chain(figures).collect(),
        }
    }

    /// The words of a column 単位 must be the indicator's own.
    pub fn check_unit(&self, text: &str) -> Result<(), Why> {
        let (found, unit) = (folded(text), folded(&self.unit));
        let short = unit.split('/').next().unwrap_or_default();
        if found.is_empty() || found == unit || found == short || (unit == "%" && found == "パーセント") {
            return Ok(());
        }
        Err(Why::UnitDiffers { found: cut(text), unit: self.unit.clone() })
    }

    /// The figure with what the cell says; `None` where it says nothing.
    pub fn figure(&self, text: &str, known: &Figure) -> Result<Option<Figure>, Why> {
        let mut figure = known.clone();
        match self.dash(text) {
            Some(Said::Nothing) => return Ok(None),
            Some(Said::Dash(dash)) => figure.show(Shown::Dash(dash.unwrap_or_else(|| dash_of(known)))),
            None if self.unit.is_empty() => {
                let words = text.trim().to_owned();
                self.check_stage(&words)?;
                enter_words(&mut figure, words);
            }
            None if self.words.contains(text.trim()) => enter_words(&mut figure, text.trim().to_owned()),
            None => match self.words_before(text) {
                Some((words, number)) => {
                    let quantity = self.quantity(self.amount(number)?);
                    figure.show(Shown::WordsAndNumber(words.to_owned(), quantity));
                }
                None => enter_number(&mut figure, TypedNumber::Amount(self.amount(text)?), self.unit.clone(), self.qualifier),
            },
        }
        // What is the same number stays as it was printed, with what was left out of it and what it was computed from.
        if is_alike(&known.shown, &figure.shown) {
            (figure.shown, figure.variants) = (known.shown.clone(), known.variants.clone());
        }
        Ok(Some(figure))
    }

    /// The target that the cell states; a bare number is of the kind `known` has, else the least that is wanted.
    pub fn rule(&self, text: &str, known: Option<&Rule>) -> Result<Option<Rule>, Why> {
        match self.dash(text) {
            Some(Said::Nothing) => return Ok(None),
            Some(Said::Dash(dash)) => {
                let meant = if let Some(Rule::Dash(meant)) = known { *meant } else { Dash::NoTarget };
                return Ok(Some(Rule::Dash(dash.unwrap_or(meant))));
            }
            None => {}
        }
        let plain = folded(text);
        // More than and less than are no targets that can be judged by themselves.
        if ["未満", "超", "以内"].iter().any(|end| plain.ends_with(end)) {
            return Err(Why::NotATarget(cut(text)));
        }
        let rule = match key(text).as_str() {
            "増加" | "増加させる" | "増" => Rule::Increase,
            "減少" | "減少させる" | "減" => Rule::Decrease,
            "近づける" => Rule::Narrow,
            "一致" | "一致させる" => Rule::Equal,
            "随時" => Rule::AsNeeded,
            _ if self.unit.is_empty() || self.words.contains(text.trim()) => {
                self.check_stage(text.trim())?;
                Rule::Reach(text.trim().to_owned())
            }
            _ => {
                let ends: [(&str, Numeric); 3] = [("以上", Rule::AtLeast), ("以下", Rule::AtMost), ("ちょうど", Rule::Exactly)];
                let ended = ends.iter().find_map(|(end, rule)| Some((plain.strip_suffix(end)?, *rule)));
                let usual: Numeric = match known {
                    Some(Rule::AtMost(_)) => Rule::AtMost,
                    Some(Rule::Exactly(_)) => Rule::Exactly,
                    _ => Rule::AtLeast,
                };
                let (number, rule) = ended.unwrap_or((&plain, usual));
                let amount = self.amount(number).map_err(|why| match why {
                    Why::NotANumber(_) => Why::NotATarget(cut(text)),
                    other => other,
                })?;
                rule(self.quantity(amount))
            }
        };
        let is_same = |known: &&Rule| match (known, &rule) {
            (Rule::AtLeast(a), Rule::AtLeast(b)) | (Rule::AtMost(a), Rule::AtMost(b)) | (Rule::Exactly(a), Rule::Exactly(b)) => same(a, b),
            _ => false,
        };
        Ok(Some(known.filter(is_same).cloned().unwrap_or(rule)))
    }

    /// Blank, a dash, or the words a table prints in their place.
    fn dash(&self, text: &str) -> Option<Said> {
        match key(text).as_str() {
            "未入力" | "空欄" => return Some(Said::Nothing),
            "未測定" => return Some(Said::Dash(Some(Dash::Unmeasured))),
            "該当なし" => return Some(Said::Dash(Some(Dash::NotApplicable))),
            "計画なし" => return Some(Said::Dash(Some(Dash::NotPlanned))),
            "目標設定なし" => return Some(Said::Dash(Some(Dash::NoTarget))),
            _ => {}
        }
        match read_number(text, "") {
            Ok(TypedNumber::Blank) => Some(Said::Nothing),
            Ok(TypedNumber::Dash) => Some(Said::Dash(None)),
            Ok(TypedNumber::Amount(_)) | Err(_) => None,
        }
    }

    fn check_stage(&self, words: &str) -> Result<(), Why> {
        let stages = &self.indicator.stages;
        if stages.is_empty() || stages.iter().any(|stage| stage == words) {
            return Ok(());
        }
        Err(Why::NotAStage { text: cut(words), stages: stages.clone() })
    }

    /// 選定 6件: known words, then the number.
    fn words_before<'a>(&self, text: &'a str) -> Option<(&'a str, &'a str)> {
        let (words, number) = text.trim().split_once([' ', '　'])?;
        self.words.contains(words).then_some((words, number))
    }

    fn quantity(&self, amount: Amount) -> Quantity {
        Quantity { amount, unit: self.unit.clone(), qualifier: self.qualifier, ratio: None }
    }

    fn amount(&self, text: &str) -> Result<Amount, Why> {
        let plain = folded(text);
        let marked = match self.indicator.accumulation {
            Accumulation::Yearly => None,
            Accumulation::Cumulative => plain.strip_prefix("(累計)").or_else(|| plain.strip_prefix("累計")),
            Accumulation::Total => plain.strip_prefix("(延べ)").or_else(|| plain.strip_prefix("延べ")),
        };
        let number = marked.unwrap_or(&plain);
        match read_number(number, &self.unit) {
            Ok(TypedNumber::Amount(amount)) => self.check_decimals(amount, text),
            Ok(TypedNumber::Blank | TypedNumber::Dash) => Err(Why::NotANumber(cut(text))),
            Err(_) => {
                // A number with something else behind it.
                let end = number.find(|c: char| !(c.is_ascii_digit() || " ,.△▲+-−".contains(c))).unwrap_or(number.len());
                let (digits, found) = number.split_at(end);
                let is_number = !found.is_empty() && read_amount(digits).is_ok();
                Err(if is_number { Why::UnitDiffers { found: cut(found), unit: self.unit.clone() } } else { Why::NotANumber(cut(text)) })
            }
        }
    }

    fn check_decimals(&self, amount: Amount, text: &str) -> Result<Amount, Why> {
        let most = self.indicator.decimals;
        if amount.decimals() <= most {
            return Ok(amount);
        }
        // 12.00 is 12.0.
        let rounded = amount.value().round_dp(most);
        if rounded == amount.value() {
            Ok(Amount::new(rounded))
        } else {
            Err(Why::TooManyDecimals { text: cut(text), found: amount.decimals(), most })
        }
    }
}

/// A target made of a number.
type Numeric = fn(Quantity) -> Rule;

/// What stands where no number or stage does.
enum Said {
    Nothing,
    Dash(Option<Dash>),
}

fn folded(text: &str) -> String {
    text.trim().chars().map(half_width).filter(|c| !matches!(c, '\n' | '\r')).collect::<String>().trim().to_owned()
}

/// 累計 or not follows from the indicator, and a table seldom prints it.
fn same(a: &Quantity, b: &Quantity) -> bool {
    a.amount.value() == b.amount.value() && a.unit == b.unit
}

fn is_alike(known: &Trust<Shown>, new: &Trust<Shown>) -> bool {
    match (known.confirmed(), new.confirmed()) {
        (Some(Shown::Number(a)), Some(Shown::Number(b))) => same(a, b),
        (Some(Shown::WordsAndNumber(words, a)), Some(Shown::WordsAndNumber(others, b))) => words == others && same(a, b),
        (Some(a), Some(b)) => a == b,
        _ => false,
    }
}
