//! Cells by name, and their values in one line, for plans, conflicts and undo.

use super::{figure, target};
use crate::domain::{
    AgendaId, Assignment, CellId, Column, DepartmentId, Entry, Event, FigureKey, FiscalYear, FollowUpKey, IndicatorId, Kind, MeasureId,
    NoteId, PartId, Passage, Position, Rating, Record, RowId, Ruling, ScheduleKey, Section, Standing, Step, SumId, SurveyId, Table, Tables,
    TargetSlot,
};
use chrono::Datelike;
use std::collections::BTreeSet;

/// What a kind of cell is called.
pub fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Overview => "プログラムの概要",
        Kind::Settings => "判定の設定",
        Kind::Vocabulary => "用語",
        Kind::RatingScale => "評価区分",
        Kind::Department => "所属",
        Kind::Pillar => "柱",
        Kind::Measure => "取組",
        Kind::Indicator => "指標の定義",
        Kind::Assignment => "主管課",
        Kind::Position => "並び順",
        Kind::Standing => "有無",
        Kind::Target => "目標値",
        Kind::Baseline => "基準値",
        Kind::Figure => "実績値",
        Kind::DefinitionBreak => "定義の変更",
        Kind::Schedule => "年次計画",
        Kind::Passage => "管理票の文章",
        Kind::Plan => "取組目標・結果",
        Kind::Rating => "評価",
        Kind::Note => "注記",
        Kind::Claim => "本文の記述",
        Kind::Sum => "照合",
        Kind::Survey => "アンケート",
        Kind::Eligible => "対象者数",
        Kind::PaperTally => "用紙の集計",
        Kind::Agenda => "照会・年間予定",
        Kind::Trace => "経過",
        Kind::Overtime => "時間外勤務",
        Kind::FollowUp => "取組の経過",
        Kind::Intake => "回答を数えるかどうか",
        Kind::Edition => "公表した集計",
    }
}

/// What some copies know of a programme, the one that is asked first in front. A report has no definitions, and what it brings
/// is not here yet: only both together have every name.
type Known<'a> = [&'a Tables];

/// What the first copy that has the cell says there; of two values in conflict the first, which is better than no name.
fn said<'a, K: Ord + Clone + 'a, V: Ord + Clone>(known: &Known<'a>, table: fn(&Tables) -> &Table<K, V>, key: &K) -> Option<&'a V> {
    known.iter().find_map(|tables| Some(&table(tables).cell(key)?.siblings().first()?.value))
}

/// Ids are for files: whoever reads learns that the thing is not here.
fn not_here(what: &str) -> String {
    format!("（ここにない{what}）")
}

pub(super) fn indicator_name(known: &Known<'_>, id: &IndicatorId) -> String {
    let indicator = said(known, |tables| &tables.indicators, id);
    indicator.map_or_else(|| not_here("指標"), |indicator| format!("{}{}", indicator.mark, indicator.name))
}

fn measure_name(known: &Known<'_>, id: &MeasureId) -> String {
    said(known, |tables| &tables.measures, id).map_or_else(|| not_here("取組"), |measure| measure.name.clone())
}

pub(super) fn department_name(known: &Known<'_>, id: &DepartmentId) -> String {
    said(known, |tables| &tables.departments, id).map_or_else(|| not_here("所属"), |department| department.name.clone())
}

fn survey_title(known: &Known<'_>, id: &SurveyId) -> String {
    said(known, |tables| &tables.surveys, id).map_or_else(|| not_here("アンケート"), |survey| survey.title.clone())
}

fn inquiry_title(known: &Known<'_>, id: &AgendaId) -> String {
    said(known, |tables| &tables.agenda, id).map_or_else(|| not_here("照会"), |agenda| agenda.title.clone())
}

fn sum_label(known: &Known<'_>, id: &SumId) -> String {
    said(known, |tables| &tables.sums, id).map_or_else(|| not_here("照合"), |sum| sum.label.clone())
}

/// A row of 年次計画 by what stands in it.
pub(super) fn scheduled(known: &Known<'_>, measure: &MeasureId, row: &RowId) -> String {
    let key = ScheduleKey { measure: measure.clone(), row: row.clone() };
    said(known, |tables| &tables.schedule, &key).map_or_else(|| not_here("行"), |row| super::shortened(&row.item))
}

/// `2行目`; nothing where no copy knows its place.
pub(super) fn planned(known: &Known<'_>, measure: &MeasureId, year: FiscalYear, row: &RowId) -> String {
    let record = Record::PlanRow(measure.clone(), year, row.clone());
    said(known, |tables| &tables.positions, &record).map_or_else(|| "行".to_owned(), |place| format!("{}行目", rank(known, &record, place)))
}

/// Which one of its list a record is at that place, counted from 1. The key of a place is for files and says nothing to people.
fn rank(known: &Known<'_>, record: &Record, place: &Position) -> usize {
    let is_of_list = |other: &Record| match (record, other) {
        (Record::ScheduleRow(measure, _), Record::ScheduleRow(its, _)) => measure == its,
        (Record::PlanRow(measure, year, _), Record::PlanRow(its, its_year, _)) => (measure, year) == (its, its_year),
        (Record::Pillar(_), Record::Pillar(_))
        | (Record::Department(_), Record::Department(_))
        | (Record::Measure(_), Record::Measure(_))
        | (Record::Indicator(_), Record::Indicator(_))
        | (Record::Note(_), Record::Note(_))
        | (Record::Sum(_), Record::Sum(_)) => true,
        (
            Record::Pillar(_)
            | Record::Department(_)
            | Record::Measure(_)
            | Record::Indicator(_)
            | Record::ScheduleRow(..)
            | Record::PlanRow(..)
            | Record::Note(_)
            | Record::Sum(_),
            _,
        ) => false,
    };
    let is_removed = |other: &Record| said(known, |tables| &tables.standings, other) == Some(&Standing::Removed);
    let all = known.iter().flat_map(|tables| tables.positions.cells()).map(|(other, _)| other);
    let others: BTreeSet<&Record> = all.filter(|other| *other != record && is_of_list(other) && !is_removed(other)).collect();
    let is_before = |other: &&&Record| said(known, |tables| &tables.positions, **other).is_some_and(|its| (its, **other) < (place, record));
    others.iter().filter(is_before).count() + 1
}

fn part_label(known: &Known<'_>, indicator: &IndicatorId, part: &Option<PartId>) -> String {
    let Some(part) = part else { return String::new() };
    let parts = said(known, |tables| &tables.indicators, indicator).map(|it| it.parts.as_slice()).unwrap_or_default();
    parts.iter().find(|known| known.id == *part).map_or_else(String::new, |it| format!("・{}", it.label))
}

/// The label of the part that a figure or target is of.
pub fn part_of(tables: &Tables, entry: &Entry) -> Option<String> {
    let (indicator, part) = match entry {
        Entry::Figure(key, _) => (&key.indicator, key.part.as_ref()?),
        Entry::Target(key, _) => (&key.indicator, key.part.as_ref()?),
        _ => return None,
    };
    let parts = &tables.indicators.get(indicator)?.parts;
    parts.iter().find(|known| known.id == *part).map(|known| known.label.clone())
}

pub(super) fn record_name(known: &Known<'_>, record: &Record) -> String {
    match record {
        Record::Pillar(id) => said(known, |tables| &tables.pillars, id).map_or_else(|| not_here("柱"), |pillar| pillar.number.clone()),
        Record::Department(id) => department_name(known, id),
        Record::Measure(id) => measure_name(known, id),
        Record::Indicator(id) => indicator_name(known, id),
        Record::ScheduleRow(measure, row) => format!("{}　年次計画「{}」", measure_name(known, measure), scheduled(known, measure, row)),
        Record::PlanRow(measure, year, row) => {
            format!("{}　{}　{}", measure_name(known, measure), year.short(), planned(known, measure, *year, row))
        }
        Record::Note(id) => note_name(known, id),
        Record::Sum(id) => sum_label(known, id),
    }
}

fn note_name(known: &Known<'_>, id: &NoteId) -> String {
    let note = said(known, |tables| &tables.notes, id);
    note.map_or_else(|| not_here("注記"), |note| super::shortened(format!("{} {}", note.mark, note.text).trim()))
}

/// The cell's name as people know it: `実績値　時間外勤務が年間720時間超の職員　R5`.
pub fn cell_name(tables: &Tables, cell: &CellId) -> String {
    cell_name_among(&[tables], cell)
}

/// The same where two copies meet.
pub fn cell_name_among(known: &[&Tables], cell: &CellId) -> String {
    let subject = match cell {
        CellId::Overview(()) | CellId::Settings(()) | CellId::Vocabulary(()) | CellId::RatingScale(()) => String::new(),
        CellId::Department(id) => record_name(known, &Record::Department(id.clone())),
        CellId::Pillar(id) => record_name(known, &Record::Pillar(id.clone())),
        CellId::Measure(id) => measure_name(known, id),
        CellId::Indicator(id) => indicator_name(known, id),
        CellId::Assignment(record) | CellId::Position(record) | CellId::Standing(record) => record_name(known, record),
        CellId::Target(key) => {
            let slot = match key.slot {
                TargetSlot::EveryYear => "毎年度".to_owned(),
                TargetSlot::Year(year) => year.short(),
                TargetSlot::Far => "めざす水準".to_owned(),
            };
            format!("{}{}　{slot}", indicator_name(known, &key.indicator), part_label(known, &key.indicator, &key.part))
        }
        CellId::Baseline(key) => format!("{}{}", indicator_name(known, &key.indicator), part_label(known, &key.indicator, &key.part)),
        CellId::Figure(FigureKey { indicator, year, part }) => {
            format!("{}{}　{}", indicator_name(known, indicator), part_label(known, indicator, part), year.short())
        }
        CellId::DefinitionBreak(key) => format!("{}　{}", indicator_name(known, &key.indicator), key.year.short()),
        CellId::Schedule(key) => {
            format!("{}　{}", measure_name(known, &key.measure), scheduled(known, &key.measure, &key.row))
        }
        CellId::Passage(key) => {
            let section = match key.section {
                Section::Content => "実施内容",
                Section::Effect => "期待される効果",
                Section::Check => "評価【Check】",
                Section::Action => "改善事項【Action】",
            };
            format!("{}　{}　{section}", measure_name(known, &key.measure), key.year.short())
        }
        CellId::Plan(key) => {
            let column = match key.column {
                Column::Plan => "取組目標【Plan】",
                Column::FirstHalf => "上半期【Do】",
                Column::SecondHalf => "下半期【Do】",
            };
            let row = planned(known, &key.measure, key.year, &key.row);
            format!("{}　{}　{row}　{column}", measure_name(known, &key.measure), key.year.short())
        }
        CellId::Rating(key) => {
            let step = match key.step {
                Step::AsPrinted => "原本の評価",
                Step::Lead => "主管課",
                Step::Secretariat => "事務局",
                Step::Committee => "幹事会・委員会",
            };
            format!("{}　{}　{step}", measure_name(known, &key.measure), key.year.short())
        }
        CellId::Note(id) => note_name(known, id),
        CellId::Claim(id) => said(known, |tables| &tables.claims, id).map_or_else(String::new, |claim| super::shortened(&claim.says)),
        CellId::Sum(id) => sum_label(known, id),
        CellId::Survey(id) => survey_title(known, id),
        CellId::Overtime(key) => {
            let day = key.day.map(|day| format!("　{}/{}", day.month(), day.day())).unwrap_or_default();
            let whose = if key.workplace.is_empty() { "全庁の設定" } else { key.workplace.as_str() };
            format!("{whose}　{}　{}{day}", key.year.short(), super::overtime::item(key.item))
        }
        CellId::FollowUp(FollowUpKey::Sheet(measure, year, matter)) => {
            format!("{}　{}　{}", measure_name(known, measure), year.short(), super::follow_up::matter(known, measure, *year, matter))
        }
        CellId::FollowUp(FollowUpKey::Year(year, _)) => year.wareki(),
        CellId::Eligible(key) | CellId::PaperTally(key) => department_name(known, &key.department),
        CellId::Edition(key) => format!("{}　第{}版", survey_title(known, &key.survey), key.number),
        CellId::Intake(key) => {
            let which = if key.answer.is_some() { "回答1件" } else { "締切後の回答" };
            format!("{}　{which}", survey_title(known, &key.survey))
        }
        CellId::Agenda(id) => inquiry_title(known, id),
        CellId::Trace(id) => match said(known, |tables| &tables.traces, id).map(|trace| &trace.event) {
            Some(Event::Handled(handled)) => {
                format!("{}　{}", inquiry_title(known, &handled.inquiry), department_name(known, &handled.department))
            }
            Some(Event::FileRead(file)) => file.name.clone(),
            Some(Event::Disposed(disposed)) => disposed.what.clone(),
            Some(Event::FileForgotten(_)) | None => String::new(),
        },
    };
    format!("{}　{subject}", kind(cell.kind())).trim_end().to_owned()
}

/// The value in one line, for two of them to be compared side by side.
pub fn entry_text(tables: &Tables, entry: &Entry) -> String {
    entry_text_among(&[tables], entry)
}

/// The same where two copies meet; the one that the value is of stands in front.
pub fn entry_text_among(known: &[&Tables], entry: &Entry) -> String {
    match entry {
        Entry::Figure(_, value) => {
            let variants: String =
                value.variants.iter().map(|it| format!("（{}を除く {}）", it.excluding, super::quantity(&it.quantity))).collect();
            let remark = if value.remark.is_empty() { String::new() } else { format!("　備考：{}", value.remark) };
            format!("{}{variants}{remark}", figure(value))
        }
        Entry::Target(_, value) => target(value),
        Entry::Baseline(_, value) => value.as_of.clone(),
        Entry::Passage(_, Passage::Text(text)) | Entry::Plan(_, Passage::Text(text)) => text.clone(),
        Entry::Passage(_, Passage::Dash(dash)) | Entry::Plan(_, Passage::Dash(dash)) => format!("—（{}）", super::dash(*dash)),
        Entry::Overview(_, value) => format!("{} {}", value.city, value.title),
        Entry::Settings(_, value) => {
            format!("判定開始 {}、小集団の下限 {}人", value.first_judged_year.short(), value.minimum_group)
        }
        Entry::Vocabulary(_, value) => [&*value.pillar, &*value.measure, &*value.department, &*value.secretariat].join("、"),
        Entry::RatingScale(_, value) => value.grades.iter().map(|grade| grade.label.as_str()).collect::<Vec<_>>().join("、"),
        Entry::Department(_, value) => value.name.clone(),
        Entry::Pillar(_, value) => value.number.clone(),
        Entry::Measure(_, value) => value.name.clone(),
        Entry::Indicator(_, value) => value.name.clone(),
        Entry::Assignment(_, value) => assigned(known, value),
        Entry::Position(record, value) => format!("{}番目", rank(known, record, value)),
        Entry::Standing(_, Standing::Present) => "あり".to_owned(),
        Entry::Standing(_, Standing::Removed) => "削除".to_owned(),
        Entry::DefinitionBreak(_, value) => value.what.clone(),
        Entry::Schedule(_, value) => {
            let spans: Vec<String> =
                value.spans.iter().map(|span| format!("{}〜{} {}", span.from.short(), span.to.short(), span.words)).collect();
            format!("{}：{}", value.item, spans.join("、"))
        }
        Entry::Rating(_, value) => rated(known, value),
        Entry::Note(_, value) => format!("{} {}", value.mark, value.text),
        Entry::Claim(_, value) => value.says.clone(),
        Entry::Sum(_, value) => value.label.clone(),
        Entry::Survey(_, value) => format!("{}（第{}版、{}問）", value.title, value.version, value.questions.len()),
        Entry::Eligible(_, value) => format!("{}人", value.0),
        Entry::PaperTally(_, value) => format!("回答者数 {}人", value.answered),
        Entry::Agenda(_, value) => format!("{}（{}）", value.title, super::planned_for(&value.what)),
        Entry::Trace(_, value) => format!("{}　{}", super::trace(value), super::done_by(value)),
        Entry::Edition(_, value) => format!("{} 公表", super::date(value.on)),
        Entry::Intake(_, value) => {
            let ruling = match value.ruling {
                Ruling::ByArrival => "締切までの回答を数える",
                Ruling::Counted => "数える",
                Ruling::Excluded => "数えない",
            };
            if value.reason.is_empty() { ruling.to_owned() } else { format!("{ruling}（{}）", value.reason) }
        }
        Entry::Overtime(key, value) => super::overtime::entry(key.item, value),
        Entry::FollowUp(key, value) => super::follow_up::entry(key, value),
    }
}

fn assigned(known: &Known<'_>, value: &Assignment) -> String {
    let names = |ids: &[DepartmentId]| ids.iter().map(|id| department_name(known, id)).collect::<Vec<_>>();
    let related = [names(&value.related), vec![value.related_in_words.clone()]].concat();
    let related: Vec<String> = related.into_iter().filter(|name| !name.is_empty()).collect();
    let lead = names(&value.lead).join("、");
    if related.is_empty() { lead } else { format!("{lead}（関係課 {}）", related.join("、")) }
}

/// The grade or decision as the programme's scale names it, with the reason: `◎ 計画どおり　理由：…`
fn rated(known: &Known<'_>, value: &Rating) -> String {
    let label = said(known, |tables| &tables.rating_scale, &()).and_then(|scale| {
        let grade = scale.grades.iter().find(|grade| grade.id == value.given).map(super::grade);
        grade.or_else(|| Some(scale.decisions.iter().find(|decision| decision.id == value.given)?.label.clone()))
    });
    let label = label.unwrap_or_else(|| not_here("評価区分"));
    if value.reason.is_empty() { label } else { format!("{label}　理由：{}", value.reason) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::{Department, Grade, GradeId, Handled, Handling, PlanKey, RatingKey, RatingScale, Trace, TraceId, Trust};
    use crate::register::{Dot, Writer};

    const DOT: Dot = Dot { writer: Writer::from_bits(1), n: 1 };

    /// What the secretariat has: the scale and the names.
    fn ours() -> Tables {
        let mut tables = Tables::default();
        let symbol = Some(Trust::Confirmed("◎".to_owned()));
        let grade = Grade { id: GradeId::new("double-circle").unwrap(), symbol, label: "計画どおり".to_owned(), at_least: None };
        let scale = RatingScale { grades: vec![grade], decisions: Vec::new(), reason_where_it_differs: Default::default() };
        tables.rating_scale.cell_mut(()).write(DOT, None, scale);
        let department = Department { name: "総務課".to_owned(), parent: None, from: None, until: None, successors: Vec::new() };
        tables.departments.cell_mut(DepartmentId::new("somu").unwrap()).write(DOT, None, department);
        tables
    }

    fn row(n: usize) -> Record {
        Record::PlanRow(MeasureId::new("m").unwrap(), FiscalYear::new(2024).unwrap(), RowId::new(&format!("p{n}")).unwrap())
    }

    /// What a department reports: rows in an order, and no definitions.
    fn theirs() -> Tables {
        let mut tables = Tables::default();
        for (n, place) in [(1, "01i"), (2, "02i"), (3, "01z")] {
            tables.positions.cell_mut(row(n)).write(DOT, None, Position::new(place).unwrap());
        }
        tables
    }

    #[test]
    fn grades_and_departments_are_read_by_name_whichever_copy_knows_them() {
        let (ours, theirs) = (ours(), theirs());
        let key = RatingKey { measure: MeasureId::new("m").unwrap(), year: FiscalYear::new(2024).unwrap(), step: Step::Lead };
        let rating = Rating { given: GradeId::new("double-circle").unwrap(), reason: String::new() };
        let entry = Entry::Rating(key, rating);
        assert_eq!(entry_text_among(&[&theirs, &ours], &entry), "◎ 計画どおり");
        assert_eq!(entry_text(&theirs, &entry), "（ここにない評価区分）");
        let mut theirs = theirs;
        let id = TraceId::new("e2426dfb").unwrap();
        let step = Handling::Checked;
        let handled = Handled { inquiry: AgendaId::new("x").unwrap(), department: DepartmentId::new("somu").unwrap(), order: 1, step };
        let at = "2026-11-22T09:58:00".parse().unwrap();
        let trace = Trace { at, by: String::new(), event: Event::Handled(handled) };
        theirs.traces.cell_mut(id.clone()).write(DOT, None, trace);
        assert_eq!(cell_name_among(&[&ours, &theirs], &CellId::Trace(id)), "経過　（ここにない照会）　総務課");
    }

    #[test]
    fn rows_are_named_and_placed_by_their_number() {
        let theirs = theirs();
        let (measure, year, id) = (MeasureId::new("m").unwrap(), FiscalYear::new(2024).unwrap(), RowId::new("p2").unwrap());
        let key = PlanKey { measure, year, row: id, column: Column::Plan };
        let name = cell_name(&theirs, &CellId::Plan(key));
        assert_eq!(name, "取組目標・結果　（ここにない取組）　R6　3行目　取組目標【Plan】");
        let entry = Entry::Position(row(3), Position::new("01z").unwrap());
        assert_eq!(entry_text(&theirs, &entry), "2番目");
        assert_eq!(cell_name(&theirs, &entry.id()), "並び順　（ここにない取組）　R6　2行目");
        // A row that was taken away is not counted.
        let mut ours = Tables::default();
        ours.standings.cell_mut(row(1)).write(DOT, None, Standing::Removed);
        assert_eq!(entry_text_among(&[&theirs, &ours], &entry), "1番目");
    }
}
