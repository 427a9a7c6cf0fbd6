//! 年次計画: what should have begun by now, and has not.

use crate::domain::{FiscalYear, Link, MeasureId, Passage, PlanKey, RowId, Tables};
use chrono::NaiveDate;

/// Where one row of 年次計画 stands in a year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Start {
    pub row: RowId,
    pub standing: Standing,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Standing {
    /// Its first span lies ahead.
    Ahead,
    /// It begins this year, whose first half is not over.
    Beginning,
    /// A Plan row that belongs to it has a result.
    Begun,
    /// It should have begun, and no Plan row that belongs to it has a result.
    NotBegun { since: FiscalYear, words: String },
    /// It should have begun; no Plan row is said to belong to it, so nobody can tell.
    Unlinked,
}

/// Every row of a measure's 年次計画 as of `today`. A row counts as begun by a result (【Do】) in any year up to `year`, of a
/// Plan row that staff have linked to it. Which row belongs to which the documents do not say.
pub fn starts(tables: &Tables, measure: &MeasureId, year: FiscalYear, today: NaiveDate) -> Vec<Start> {
    let standing = |row: &RowId| {
        let spans = tables.schedule_of(measure).into_iter().find(|(id, _)| *id == row).map(|(_, row)| &row.spans)?;
        let Some(first) = spans.iter().filter(|span| span.from <= year).min_by_key(|span| span.from) else { return Some(Standing::Ahead) };
        let mut linked = false;
        let years = std::iter::successors(Some(first.from), |year| year.next()).take_while(|at| *at <= year);
        for at in years {
            for plan_row in tables.plan_rows_of(measure, at) {
                if !tables.links_of(measure, at, plan_row).contains(&Link::Schedule(row.clone())) {
                    continue;
                }
                linked = true;
                if has_result(tables, measure, at, plan_row) {
                    return Some(Standing::Begun);
                }
            }
        }
        // The first half ends on 30 September.
        let is_due = NaiveDate::from_ymd_opt(first.from.number(), 9, 30).is_some_and(|end| today > end);
        Some(match (is_due, linked) {
            (false, _) => Standing::Beginning,
            (true, true) => Standing::NotBegun { since: first.from, words: first.words.clone() },
            (true, false) => Standing::Unlinked,
        })
    };
    let rows = tables.schedule_of(measure).into_iter().map(|(row, _)| row.clone()).collect::<Vec<_>>();
    rows.into_iter().filter_map(|row| Some(Start { standing: standing(&row)?, row })).collect()
}

fn has_result(tables: &Tables, measure: &MeasureId, year: FiscalYear, row: &RowId) -> bool {
    use crate::domain::Column;
    [Column::FirstHalf, Column::SecondHalf].into_iter().any(|column| {
        let key = PlanKey { measure: measure.clone(), year, row: row.clone(), column };
        let says = |passage: &Passage| matches!(passage, Passage::Text(text) if !text.trim().is_empty());
        tables.plan.cell(&key).is_some_and(|cell| cell.siblings().iter().any(|sibling| says(&sibling.value)))
    })
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Column, Entry, FollowUp, FollowUpKey, Matter, ScheduleKey, ScheduleRow, Span, State};

    fn city() -> City {
        let span = |from, to, words: &str| Span { from: year(from), to: year(to), words: words.to_owned() };
        let row = |spans| ScheduleRow { item: "相談窓口".to_owned(), spans };
        let key = |name: &str| ScheduleKey { measure: id("S"), row: id(name) };
        City::new()
            .measure("S")
            .write(Entry::Schedule(key("early"), row(vec![span(2022, 2023, "検討"), span(2024, 2024, "実施")])))
            .write(Entry::Schedule(key("late"), row(vec![span(2024, 2024, "決定")])))
            .write(plan(2023, Column::Plan, "具体案を作る。"))
    }

    fn plan(of: i32, column: Column, text: &str) -> Entry {
        let key = PlanKey { measure: id("S"), year: year(of), row: id("r1"), column };
        Entry::Plan(key, Passage::Text(text.to_owned()))
    }

    fn standings(city: &City, of: i32, today: &str) -> Vec<Standing> {
        starts(&city.tables, &id("S"), year(of), date(today)).into_iter().map(|start| start.standing).collect()
    }

    #[test]
    fn what_should_have_begun_and_has_no_result_is_told() {
        let link = Matter::Link(id("r1"), Link::Schedule(id("early")));
        let linked = city().write(Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(2023), link), FollowUp::state(State::Yes)));
        let not_begun = Standing::NotBegun { since: year(2022), words: "検討".to_owned() };
        assert_eq!(standings(&linked, 2023, "2023-12-01"), [not_begun, Standing::Ahead]);
        let begun = linked.write(plan(2023, Column::FirstHalf, "情報を集めた。"));
        assert_eq!(standings(&begun, 2023, "2023-12-01"), [Standing::Begun, Standing::Ahead]);
        assert_eq!(standings(&begun, 2024, "2024-09-30"), [Standing::Begun, Standing::Beginning]);
        assert_eq!(standings(&begun, 2024, "2024-10-01"), [Standing::Begun, Standing::Unlinked]);
    }

    #[test]
    fn without_a_link_nobody_can_tell() {
        assert_eq!(standings(&city(), 2023, "2023-12-01"), [Standing::Unlinked, Standing::Ahead]);
        assert_eq!(standings(&city(), 2022, "2022-05-01"), [Standing::Beginning, Standing::Ahead]);
    }
}
