//! 進捗管理票: one measure in one fiscal year, and the plan over the years that it carries.

use super::{Amount, Dash, FiscalYear, GradeId, IndicatorId, MeasureId, RowId};
use std::cmp::Ordering;

/// One text of a sheet.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PassageKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub section: Section,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Section {
    /// 実施内容
    Content,
    /// 期待される効果
    Effect,
    /// 取組全体の評価【Check】, its words
    Check,
    /// 改善事項・今後の進め方【Action】
    Action,
}

/// What a text's place shows.
#[derive(Clone, Debug, Eq)]
pub enum Passage {
    Text(String),
    Dash(Dash),
}

// By hand because of long texts that are equal: a file that comes once more brings nothing else, and the library compares byte
// after byte in the browser.

impl PartialEq for Passage {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl PartialOrd for Passage {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl Ord for Passage {
    fn cmp(&self, other: &Self) -> Ordering {
        match (self, other) {
            (Passage::Text(one), Passage::Text(other)) if is_same_text(one, other) => Ordering::Equal,
            (Passage::Text(one), Passage::Text(other)) => one.cmp(other),
            (Passage::Text(_), Passage::Dash(_)) => Ordering::Less,
            (Passage::Dash(_), Passage::Text(_)) => Ordering::Greater,
            (Passage::Dash(one), Passage::Dash(other)) => one.cmp(other),
        }
    }
}

/// Eight bytes at a time.
fn is_same_text(one: &str, other: &str) -> bool {
    let ((words, rest), (other_words, other_rest)) = (one.as_bytes().as_chunks(), other.as_bytes().as_chunks());
    let is_same = |(one, other): (&[u8; 8], &[u8; 8])| u64::from_le_bytes(*one) == u64::from_le_bytes(*other);
    one.len() == other.len() && words.iter().zip(other_words).all(is_same) && rest == other_rest
}

/// One cell of 令和N年度の実施状況: a row's Plan, first half or second half.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlanKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub row: RowId,
    pub column: Column,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Column {
    /// 取組目標【Plan】
    Plan,
    /// 上半期の取組結果【Do】
    FirstHalf,
    /// 下半期の取組結果【Do】
    SecondHalf,
}

/// A row of 年次計画.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleRow {
    pub item: String,
    /// In order of years; a span is one cell of the printed table.
    pub spans: Vec<Span>,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Span {
    pub from: FiscalYear,
    pub to: FiscalYear,
    /// 検討, 実施・拡充.
    pub words: String,
}

/// An end of a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum SpanEnd {
    From,
    To,
}

impl ScheduleRow {
    /// The row with one end of a span moved as near to `year` as its other end, its neighbours and the plan's years let it.
    pub fn stretched(&self, at: usize, end: SpanEnd, year: FiscalYear, plan: (FiscalYear, FiscalYear)) -> ScheduleRow {
        let mut row = self.clone();
        let before = at.checked_sub(1).and_then(|before| self.spans.get(before)).and_then(|span| span.to.next());
        let after = self.spans.get(at + 1).and_then(|span| span.from.previous());
        let Some(span) = row.spans.get_mut(at) else { return row };
        match end {
            SpanEnd::From => span.from = year.max(before.unwrap_or(plan.0).max(plan.0)).min(span.to),
            SpanEnd::To => span.to = year.min(after.unwrap_or(plan.1).min(plan.1)).max(span.from),
        }
        row
    }
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct ScheduleKey {
    pub measure: MeasureId,
    pub row: RowId,
}

/// 【Check】 of one step.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct RatingKey {
    pub measure: MeasureId,
    pub year: FiscalYear,
    pub step: Step,
}

/// Who rates. The last step that has a rating is printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// The document prints a rating and does not say whose (O).
    AsPrinted,
    /// 主管課
    Lead,
    /// 事務局
    Secretariat,
    /// 幹事会・委員会
    Committee,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Rating {
    /// A grade or a decision of the programme's scale.
    pub given: GradeId,
    pub reason: String,
}

/// A numbered ※ note, a call-out or a remark of ours, with the place it belongs to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub place: NotePlace,
    pub kind: NoteKind,
    /// `※1`; empty for a call-out.
    pub mark: String,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NotePlace {
    Program,
    Measure(MeasureId),
    Sheet(MeasureId, FiscalYear),
    Schedule(MeasureId, RowId),
    Plan(MeasureId, FiscalYear, RowId),
    Indicator(IndicatorId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum NoteKind {
    /// Printed and numbered.
    Footnote,
    /// Printed beside the table, detached from its cell.
    CallOut,
    /// Ours: damage, contradictions, oddities of the original.
    Remark,
}

/// What a document's text says about a figure, printed beside the verdict and never used as a target.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Claim {
    pub measure: Option<MeasureId>,
    pub indicator: Option<IndicatorId>,
    pub year: Option<FiscalYear>,
    /// In our own words.
    pub says: String,
    /// `O:84`
    pub source: String,
}

/// A sum that a text claims or that staff state, to be checked.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Sum {
    pub label: String,
    pub measure: Option<MeasureId>,
    pub terms: Vec<Term>,
    pub stated: Amount,
    pub unit: String,
    /// `O:45, O:64-66`
    pub source: String,
    /// What is odd about it although it adds up, or why it may not.
    pub remark: String,
    /// The document states this sum, or only we build it (1,257+134+5).
    pub origin: SumOrigin,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Term {
    pub label: String,
    pub amount: Amount,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum SumOrigin {
    Document,
    Ours,
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn year(number: i32) -> FiscalYear {
        FiscalYear::new(number).unwrap()
    }

    #[test]
    fn an_end_of_a_span_stops_at_its_neighbours_its_other_end_and_the_plan() {
        let span = |from, to| Span { from: year(from), to: year(to), words: String::new() };
        let row = ScheduleRow { item: String::new(), spans: vec![span(2022, 2023), span(2025, 2025)] };
        let moved = |at, end, to| {
            let spans = row.stretched(at, end, year(to), (year(2022), year(2026))).spans;
            (spans[at].from.number(), spans[at].to.number())
        };
        assert_eq!(moved(0, SpanEnd::To, 2024), (2022, 2024));
        assert_eq!(moved(0, SpanEnd::To, 2026), (2022, 2024), "the next span begins in 2025");
        assert_eq!(moved(0, SpanEnd::From, 2026), (2023, 2023));
        assert_eq!(moved(1, SpanEnd::From, 2020), (2024, 2025));
        assert_eq!(moved(1, SpanEnd::To, 2030), (2025, 2026));
        assert_eq!(row.stretched(7, SpanEnd::To, year(2024), (year(2022), year(2026))), row);
    }

    #[test]
    fn a_text_is_another_one_than_its_beginning() {
        let text = |letters: usize| Passage::Text("a".repeat(letters));
        assert_eq!(
            [0, 8, 15].map(|letters| text(8).partial_cmp(&text(letters))),
            [Ordering::Greater, Ordering::Equal, Ordering::Less].map(Some)
        );
        assert_ne!(text(8), text(16));
        assert_eq!(text(16), text(16));
    }

    proptest! {
        #[test]
        fn passages_are_compared_as_their_texts_are(one in "[ab取]{0,24}", other in "[ab取]{0,24}", end in "[ab]{0,2}") {
            let dashes = [Dash::Unmeasured, Dash::NotPlanned];
            let texts = [one.clone(), format!("{one}{end}"), format!("{end}{one}"), other];
            // A text stands before every dash.
            let all = texts.into_iter().map(Ok).chain(dashes.map(Err)).collect::<Vec<Result<String, Dash>>>();
            let passage = |each: &Result<String, Dash>| each.clone().map_or_else(Passage::Dash, Passage::Text);
            for one in &all {
                for other in &all {
                    prop_assert_eq!(passage(one).cmp(&passage(other)), one.cmp(other));
                    prop_assert_eq!(passage(one) == passage(other), one == other);
                }
            }
        }
    }
}
