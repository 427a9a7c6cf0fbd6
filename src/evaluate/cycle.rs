//! PDCA that turns: what the next year takes over from this one, and what it still owes an answer to.

use super::{
    ratings::has_sheet,
    sheet::{Stop, stopped_before},
};
use crate::domain::{
    CellId, Column, Entry, Figure, FigureKey, FiscalYear, FollowUp, FollowUpKey, Indicator, IndicatorId, Matter, MeasureId, PartId,
    Passage, PassageKey, PlanKey, Record, RowId, Section, Shown, Standing, State, Tables, Target, TargetKey, TargetSlot, ToDo,
};
use std::collections::BTreeSet;

/// What rolling one measure over would bring. Nothing that the next year already says is ever replaced.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rolled {
    pub measure: MeasureId,
    /// Ended by a decision (取組中止): the next year has no sheet.
    pub is_stopped: bool,
    /// 実施内容 and 期待される効果 that the next sheet does not have yet.
    pub texts: Vec<(Section, String)>,
    /// Rows whose Plan may be copied; staff choose which.
    pub rows: Vec<RolledRow>,
    /// What 【Action】 left to the next year.
    pub to_dos: Vec<ToDo>,
    /// Figures and targets that the next year refers to.
    pub carried: Vec<Carried>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RolledRow {
    pub row: RowId,
    pub plan: String,
    /// The next year has this row already.
    pub is_there: bool,
    /// Somebody has taken it out of the next year: choosing it puts it back.
    pub was_removed: bool,
}

/// What an earlier year says to the next one: 参考 until that year is 確定.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Carried {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub from: FiscalYear,
    /// The earlier target, where the next year has none of its own.
    pub target: Option<Target>,
    /// The earlier 累計, which the next year counts on from.
    pub cumulative: Option<Figure>,
    pub is_final: bool,
}

/// What of which measure is taken over.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct RollOver {
    pub measures: BTreeSet<MeasureId>,
    pub rows: BTreeSet<(MeasureId, RowId)>,
}

/// The measures that had a sheet in `from`, in document order.
pub fn rolled(tables: &Tables, from: FiscalYear) -> Vec<Rolled> {
    let Some(next) = from.next() else { return Vec::new() };
    let roll = |measure: &MeasureId| {
        let is_stopped = stopped_before(tables, measure, next) == Stop::Stopped;
        let texts = [Section::Content, Section::Effect].into_iter().filter_map(|section| {
            let of = |year| PassageKey { measure: measure.clone(), year, section };
            let Passage::Text(text) = tables.passages.get(&of(from))? else { return None };
            (says_nothing(tables, &CellId::Passage(of(next))) && !text.is_empty()).then(|| (section, text.clone()))
        });
        let there = tables.plan_rows_of(measure, next);
        let rows = tables.plan_rows_of(measure, from).into_iter().filter_map(|row| {
            let key = PlanKey { measure: measure.clone(), year: from, row: row.clone(), column: Column::Plan };
            let Passage::Text(plan) = tables.plan.get(&key)? else { return None };
            let was_removed = !tables.is_present(&Record::PlanRow(measure.clone(), next, row.clone()));
            Some(RolledRow { row: row.clone(), plan: plan.clone(), is_there: there.contains(&row), was_removed })
        });
        Rolled {
            measure: measure.clone(),
            is_stopped,
            texts: texts.collect(),
            rows: rows.collect(),
            to_dos: tables.to_dos(measure, from),
            carried: carried(tables, measure, next),
        }
    };
    tables.listed_measures().into_iter().map(|(id, _)| id).filter(|id| has_sheet(tables, id, from)).map(roll).collect()
}

/// The changes of one roll-over. A row keeps its name from year to year, so that two offices that roll over the same
/// measure make the same rows and not twice as many.
pub fn roll_over(tables: &Tables, from: FiscalYear, chosen: &RollOver) -> Vec<Entry> {
    let Some(next) = from.next() else { return Vec::new() };
    let mut entries = Vec::new();
    for rolled in rolled(tables, from).into_iter().filter(|rolled| chosen.measures.contains(&rolled.measure) && !rolled.is_stopped) {
        let measure = rolled.measure;
        for (section, text) in rolled.texts {
            entries.push(Entry::Passage(PassageKey { measure: measure.clone(), year: next, section }, Passage::Text(text)));
        }
        for row in rolled.rows.into_iter().filter(|row| !row.is_there) {
            if !chosen.rows.contains(&(measure.clone(), row.row.clone())) {
                continue;
            }
            let record = |year| Record::PlanRow(measure.clone(), year, row.row.clone());
            if row.was_removed {
                entries.push(Entry::Standing(record(next), Standing::Present));
            }
            let key = PlanKey { measure: measure.clone(), year: next, row: row.row.clone(), column: Column::Plan };
            entries.push(Entry::Plan(key, Passage::Text(row.plan)));
            if let Some(place) = tables.positions.get(&record(from)) {
                entries.push(Entry::Position(record(next), place.clone()));
            }
            for link in tables.links_of(&measure, from, &row.row) {
                let key = FollowUpKey::Sheet(measure.clone(), next, Matter::Link(row.row.clone(), link));
                if tables.follow_ups.cell(&key).is_none() {
                    entries.push(Entry::FollowUp(key, FollowUp::state(State::Yes)));
                }
            }
        }
    }
    entries
}

/// What the indicators of a measure take over into `year` from the year before.
pub fn carried(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Vec<Carried> {
    let Some(from) = year.previous() else { return Vec::new() };
    let is_final = tables.closed(from).is_some();
    let of_measure = tables.listed_indicators().into_iter().filter(|(_, indicator)| indicator.measure.as_ref() == Some(measure));
    let parts = of_measure.flat_map(|(id, indicator)| {
        // The target of two parts together (近づける) is the whole indicator's.
        let parts = std::iter::once(None).chain(indicator.parts.iter().map(|part| Some(part.id.clone())));
        parts.map(move |part| (id, indicator, part))
    });
    let carry = |(id, indicator, part): (&IndicatorId, &Indicator, Option<PartId>)| {
        let target = |year| tables.targets.get(&TargetKey { indicator: id.clone(), slot: TargetSlot::Year(year), part: part.clone() });
        let figure = |year| tables.figures.get(&FigureKey { indicator: id.clone(), year, part: part.clone() });
        let is_cumulative = |figure: &&Figure| {
            let of = |shown: Option<&Shown>| indicator.accumulation.is_cumulative(shown.and_then(Shown::quantity));
            of(None) || figure.shown.readings().into_iter().any(of)
        };
        let carried = Carried {
            indicator: id.clone(),
            part: part.clone(),
            from,
            target: target(from).filter(|_| target(year).is_none()).cloned(),
            cumulative: figure(from).filter(is_cumulative).cloned(),
            is_final,
        };
        (carried.target.is_some() || carried.cumulative.is_some()).then_some(carried)
    };
    parts.filter_map(carry).collect()
}

/// What the year before left to this one and its Plan has not answered.
pub fn unanswered(tables: &Tables, measure: &MeasureId, year: FiscalYear) -> Vec<ToDo> {
    let Some(from) = year.previous() else { return Vec::new() };
    tables.to_dos(measure, from).into_iter().filter(|to_do| !to_do.is_answered()).collect()
}

/// The sentences of a text, for one of them to be marked: a line is never cut but after 。, and marks of lists go.
pub fn sentences(text: &str) -> Vec<String> {
    let lines = text.lines().map(|line| line.trim().trim_start_matches(['・', '-', '●', '○', '■', '◆', '*']).trim_start());
    let of_line = lines.flat_map(|line| line.split_inclusive('。'));
    of_line.map(str::trim).filter(|sentence| !sentence.is_empty()).map(str::to_owned).collect()
}

fn says_nothing(tables: &Tables, cell: &CellId) -> bool {
    let is_empty = |entry: Entry| matches!(entry, Entry::Passage(_, Passage::Text(text)) if text.is_empty());
    tables.reading(cell).values().into_iter().all(is_empty)
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Accumulation, Decided, Link, Part, Rule, Step, Trust};

    fn plan(city: City, row: &str, of: i32, column: Column, text: &str) -> City {
        let key = PlanKey { measure: id("S"), year: year(of), row: id(row), column };
        city.write(Entry::Plan(key, Passage::Text(text.to_owned())))
    }

    fn follow_up(city: City, of: i32, matter: Matter, value: FollowUp) -> City {
        city.write(Entry::FollowUp(FollowUpKey::Sheet(id("S"), year(of), matter), value))
    }

    fn city() -> City {
        let key = PassageKey { measure: id("S"), year: year(2023), section: Section::Content };
        let city = City::new().measure("S").scale().write(Entry::Passage(key, Passage::Text("手続を減らす。".to_owned())));
        let city = plan(plan(city, "r1", 2023, Column::Plan, "調べる。"), "r2", 2023, Column::Plan, "決める。");
        let city = follow_up(city, 2023, Matter::Link(id("r1"), Link::Schedule(id("s1"))), FollowUp::state(State::Yes));
        city.write(Entry::Position(Record::PlanRow(id("S"), year(2023), id("r1")), crate::domain::Position::new("1").unwrap()))
    }

    fn all(tables: &Tables) -> RollOver {
        let rolled = rolled(tables, year(2023));
        let rows = rolled.iter().flat_map(|it| it.rows.iter().map(|row| (it.measure.clone(), row.row.clone())));
        RollOver { rows: rows.collect(), measures: rolled.iter().map(|it| it.measure.clone()).collect() }
    }

    #[test]
    fn the_next_year_gets_what_was_chosen_and_keeps_what_it_says() {
        let city = plan(city(), "r2", 2024, Column::Plan, "もう決めた。");
        let entries = roll_over(&city.tables, year(2023), &all(&city.tables));
        let rolled = entries.into_iter().fold(city, City::write);
        let text = |row: &str, of| {
            let key = PlanKey { measure: id("S"), year: year(of), row: id(row), column: Column::Plan };
            match rolled.tables.plan.get(&key) {
                Some(Passage::Text(text)) => text.clone(),
                other => format!("{other:?}"),
            }
        };
        assert_eq!((text("r1", 2024).as_str(), text("r2", 2024).as_str()), ("調べる。", "もう決めた。"));
        assert_eq!(rolled.tables.links_of(&id("S"), year(2024), &id("r1")), [Link::Schedule(id("s1"))]);
        assert_eq!(rolled.tables.plan_rows_of(&id("S"), year(2024)), [&id::<RowId>("r1"), &id("r2")]);
        assert_eq!(roll_over(&rolled.tables, year(2023), &all(&rolled.tables)), [], "a second time changes nothing");
    }

    #[test]
    fn a_row_is_copied_on_choice_and_a_stopped_measure_not_at_all() {
        let city = city();
        let none = RollOver { measures: [id("S")].into(), rows: BTreeSet::new() };
        assert_eq!(roll_over(&city.tables, year(2023), &none).len(), 1, "実施内容 alone");
        let stopped = city.rating("S", 2023, Step::Committee, "stopped");
        assert!(rolled(&stopped.tables, year(2023))[0].is_stopped);
        assert_eq!(roll_over(&stopped.tables, year(2023), &all(&stopped.tables)), []);
    }

    #[test]
    fn a_to_do_waits_until_it_is_answered_and_to_drop_it_takes_a_reason() {
        let city = follow_up(city(), 2023, Matter::ToDo(id("t1")), FollowUp::words("代わりを探す。"));
        let open = |city: &City| unanswered(&city.tables, &id("S"), year(2024)).len();
        assert_eq!(open(&city), 1);
        let dropped = follow_up(city.clone(), 2023, Matter::Answer(id("t1")), FollowUp::state(State::Dropped));
        assert_eq!(open(&dropped), 1);
        let with_reason = FollowUp { words: "費用に見合わない。".to_owned(), ..FollowUp::state(State::Dropped) };
        assert_eq!(open(&follow_up(city.clone(), 2023, Matter::Answer(id("t1")), with_reason)), 0);
        assert_eq!(open(&follow_up(city.clone(), 2023, Matter::Answer(id("t1")), FollowUp::state(State::Continued))), 0);
        let taken_back = FollowUp { state: Some(State::No), ..FollowUp::words("代わりを探す。") };
        assert_eq!(open(&follow_up(city, 2023, Matter::ToDo(id("t1")), taken_back)), 0);
    }

    #[test]
    fn a_cumulative_figure_is_a_reference_until_its_year_is_final() {
        let with = |indicator: &mut crate::domain::Indicator| {
            indicator.measure = Some(id("S"));
            indicator.accumulation = Accumulation::Cumulative;
        };
        let city = city().indicator_with("X", with).target("X", 2023, at_least("85")).figures("X", [(2023, n("(累計)145件"))]);
        let found = carried(&city.tables, &id("S"), year(2024));
        assert_eq!(found.len(), 1);
        assert!(found[0].target.is_some() && found[0].cumulative.is_some() && !found[0].is_final);
        let decided = Decided { at: date("2024-06-28").and_hms_opt(9, 0, 0).unwrap(), by: String::new(), order: 1, digest: String::new() };
        let closed = FollowUp { decided: Some(decided), ..FollowUp::state(State::Closed) };
        let city = city.write(Entry::FollowUp(FollowUpKey::Year(year(2023), id("z")), closed));
        assert!(carried(&city.tables, &id("S"), year(2024))[0].is_final);
        let own = city.target("X", 2024, at_least("150"));
        assert_eq!(carried(&own.tables, &id("S"), year(2024))[0].target, None);
    }

    #[test]
    fn the_target_of_both_parts_is_carried_for_the_whole_indicator() {
        let with = |indicator: &mut crate::domain::Indicator| {
            indicator.measure = Some(id("S"));
            indicator.parts = ["m", "f"].map(|name| Part { id: id(name), label: name.to_owned(), unit: "%".to_owned() }).into();
        };
        let city = city().indicator_with("X", with).target("X", 2023, Rule::Narrow);
        let city = city.target_at("X", TargetSlot::Year(year(2023)), Some("f"), Trust::Confirmed(at_least("5%")));
        let found = carried(&city.tables, &id("S"), year(2024));
        let targets: Vec<_> = found.into_iter().map(|it| (it.part, it.target.unwrap().rule)).collect();
        assert_eq!(targets, [(None, Trust::Confirmed(Rule::Narrow)), (Some(id("f")), Trust::Confirmed(at_least("5%")))]);
    }

    #[test]
    fn a_figure_that_calls_itself_a_running_total_is_carried_and_no_other() {
        let with = |indicator: &mut crate::domain::Indicator| indicator.measure = Some(id("S"));
        let carried = |shown: Shown| {
            let city = city().indicator_with("X", with).figures("X", [(2023, shown)]);
            carried(&city.tables, &id("S"), year(2024)).into_iter().filter_map(|it| it.cumulative).count()
        };
        assert_eq!((carried(n("(累計)6件")), carried(n("6件"))), (1, 0));
    }

    #[test]
    fn action_is_cut_into_sentences_and_nothing_of_it_is_lost() {
        let text = "・システム導入以外を調べる。窓口は業務改革を進める。\n- 範囲を広げる";
        assert_eq!(sentences(text), ["システム導入以外を調べる。", "窓口は業務改革を進める。", "範囲を広げる"]);
        assert_eq!(sentences("\n 。\n"), ["。"]);
    }

    #[test]
    fn a_text_is_taken_over_where_there_is_one_and_the_next_year_has_none() {
        let text = |of, section, text: &str| {
            Entry::Passage(PassageKey { measure: id("S"), year: year(of), section }, Passage::Text(text.to_owned()))
        };
        let texts = |city: &City| rolled(&city.tables, year(2023)).remove(0).texts;
        let content = || (Section::Content, "手続を減らす。".to_owned());
        let both = city().write(text(2023, Section::Effect, "早く届く。"));
        assert_eq!(texts(&both), [content(), (Section::Effect, "早く届く。".to_owned())]);
        assert_eq!(texts(&both.clone().write(text(2024, Section::Effect, "もっと早く届く。"))), [content()]);
        assert_eq!(texts(&both.clone().write(text(2023, Section::Effect, ""))), [content()]);
        assert_eq!(texts(&both.write(text(2024, Section::Effect, ""))).len(), 2);
    }

    #[test]
    fn a_measure_is_rolled_where_it_had_a_sheet_of_its_own_that_year() {
        let passage = |measure: &str, of| {
            Entry::Passage(PassageKey { measure: id(measure), year: year(of), section: Section::Content }, Passage::Text("内容".to_owned()))
        };
        let city = city().measure("T").write(passage("T", 2022));
        let measures = |of| rolled(&city.tables, year(of)).into_iter().map(|it| it.measure.to_string()).collect::<Vec<_>>();
        assert_eq!([2022, 2023, 2024].map(measures), [vec!["T"], vec!["S"], vec![]]);
        // Rows of a plan are a sheet, too.
        let planned = plan(City::new().measure("S"), "r1", 2023, Column::Plan, "調べる。");
        assert_eq!([2022, 2023].map(|of| rolled(&planned.tables, year(of)).len()), [0, 1]);
    }

    #[test]
    fn a_row_says_whether_the_next_year_has_it_or_took_it_out() {
        let row = |city: &City| {
            let row = rolled(&city.tables, year(2023)).remove(0).rows.remove(0);
            (row.is_there, row.was_removed)
        };
        assert_eq!(row(&city()), (false, false));
        let there = plan(city(), "r1", 2024, Column::Plan, "もう調べた。");
        assert_eq!(row(&there), (true, false));
        let removed = Entry::Standing(Record::PlanRow(id("S"), year(2024), id("r1")), Standing::Removed);
        assert_eq!(row(&there.write(removed)), (false, true));
    }
}
