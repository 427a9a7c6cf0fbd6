//! Cells by name, and their values in one line, for plans, conflicts and undo.

use super::{figure, target};
use crate::domain::{
    AnswerId, CellId, Column, Entry, Event, FigureKey, FollowUpKey, IndicatorId, Kind, MeasureId, PartId, Passage, Record, Ruling, Section,
    Standing, Step, Tables, TargetSlot,
};
use chrono::Datelike;

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

fn indicator_name(tables: &Tables, id: &IndicatorId) -> String {
    tables.indicators.get(id).map_or_else(|| id.to_string(), |indicator| format!("{}{}", indicator.mark, indicator.name))
}

fn measure_name(tables: &Tables, id: &MeasureId) -> String {
    tables.measures.get(id).map_or_else(|| id.to_string(), |measure| measure.name.clone())
}

fn part_label(tables: &Tables, indicator: &IndicatorId, part: &Option<PartId>) -> String {
    let Some(part) = part else { return String::new() };
    let label = tables.indicators.get(indicator).and_then(|it| it.parts.iter().find(|known| known.id == *part)).map(|it| it.label.clone());
    format!("・{}", label.unwrap_or_else(|| part.to_string()))
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

fn record_name(tables: &Tables, record: &Record) -> String {
    match record {
        Record::Pillar(id) => tables.pillars.get(id).map_or_else(|| id.to_string(), |pillar| pillar.number.clone()),
        Record::Department(id) => tables.departments.get(id).map_or_else(|| id.to_string(), |it| it.name.clone()),
        Record::Measure(id) => measure_name(tables, id),
        Record::Indicator(id) => indicator_name(tables, id),
        Record::ScheduleRow(measure, row) => format!("{}の年次計画（{row}）", measure_name(tables, measure)),
        Record::PlanRow(measure, year, row) => format!("{} {}の行（{row}）", measure_name(tables, measure), year.short()),
        Record::Note(id) => format!("注記 {id}"),
        Record::Sum(id) => tables.sums.get(id).map_or_else(|| id.to_string(), |sum| sum.label.clone()),
    }
}

/// The cell's name as people know it: `実績値　時間外勤務が年間720時間超の職員　R5`.
pub fn cell_name(tables: &Tables, cell: &CellId) -> String {
    let subject = match cell {
        CellId::Overview(()) | CellId::Settings(()) | CellId::Vocabulary(()) | CellId::RatingScale(()) => String::new(),
        CellId::Department(id) => record_name(tables, &Record::Department(id.clone())),
        CellId::Pillar(id) => record_name(tables, &Record::Pillar(id.clone())),
        CellId::Measure(id) => measure_name(tables, id),
        CellId::Indicator(id) => indicator_name(tables, id),
        CellId::Assignment(record) | CellId::Position(record) | CellId::Standing(record) => record_name(tables, record),
        CellId::Target(key) => {
            let slot = match key.slot {
                TargetSlot::EveryYear => "毎年度".to_owned(),
                TargetSlot::Year(year) => year.short(),
                TargetSlot::Far => "めざす水準".to_owned(),
            };
            format!("{}{}　{slot}", indicator_name(tables, &key.indicator), part_label(tables, &key.indicator, &key.part))
        }
        CellId::Baseline(key) => format!("{}{}", indicator_name(tables, &key.indicator), part_label(tables, &key.indicator, &key.part)),
        CellId::Figure(FigureKey { indicator, year, part }) => {
            format!("{}{}　{}", indicator_name(tables, indicator), part_label(tables, indicator, part), year.short())
        }
        CellId::DefinitionBreak(key) => format!("{}　{}", indicator_name(tables, &key.indicator), key.year.short()),
        CellId::Schedule(key) => {
            let item = tables.schedule.get(key).map_or_else(|| key.row.to_string(), |row| row.item.clone());
            format!("{}　{item}", measure_name(tables, &key.measure))
        }
        CellId::Passage(key) => {
            let section = match key.section {
                Section::Content => "実施内容",
                Section::Effect => "期待される効果",
                Section::Check => "評価【Check】",
                Section::Action => "改善事項【Action】",
            };
            format!("{}　{}　{section}", measure_name(tables, &key.measure), key.year.short())
        }
        CellId::Plan(key) => {
            let column = match key.column {
                Column::Plan => "取組目標【Plan】",
                Column::FirstHalf => "上半期【Do】",
                Column::SecondHalf => "下半期【Do】",
            };
            format!("{}　{}　{column}", measure_name(tables, &key.measure), key.year.short())
        }
        CellId::Rating(key) => {
            let step = match key.step {
                Step::AsPrinted => "原本の評価",
                Step::Lead => "主管課",
                Step::Secretariat => "事務局",
                Step::Committee => "幹事会・委員会",
            };
            format!("{}　{}　{step}", measure_name(tables, &key.measure), key.year.short())
        }
        CellId::Note(id) => id.to_string(),
        CellId::Claim(id) => id.to_string(),
        CellId::Sum(id) => tables.sums.get(id).map_or_else(|| id.to_string(), |sum| sum.label.clone()),
        CellId::Survey(id) => tables.surveys.get(id).map_or_else(|| id.to_string(), |survey| survey.title.clone()),
        CellId::Overtime(key) => {
            let day = key.day.map(|day| format!("　{}/{}", day.month(), day.day())).unwrap_or_default();
            format!("{}　{}　{}{day}", key.workplace, key.year.short(), super::overtime::item(key.item))
        }
        CellId::FollowUp(FollowUpKey::Sheet(measure, year, matter)) => {
            format!("{}　{}　{}", measure_name(tables, measure), year.short(), super::follow_up::matter(tables, matter))
        }
        CellId::FollowUp(FollowUpKey::Year(year, _)) => year.wareki(),
        CellId::Eligible(key) | CellId::PaperTally(key) => record_name(tables, &Record::Department(key.department.clone())),
        CellId::Edition(key) => {
            let title = tables.surveys.get(&key.survey).map_or_else(|| key.survey.to_string(), |survey| survey.title.clone());
            format!("{title}　第{}版", key.number)
        }
        CellId::Intake(key) => {
            let title = tables.surveys.get(&key.survey).map_or_else(|| key.survey.to_string(), |survey| survey.title.clone());
            format!("{title}　{}", key.answer.as_ref().map_or("締切後の回答", AnswerId::as_str))
        }
        CellId::Agenda(id) => tables.agenda.get(id).map_or_else(|| id.to_string(), |agenda| agenda.title.clone()),
        CellId::Trace(id) => match tables.traces.get(id).map(|trace| &trace.event) {
            Some(Event::Handled(handled)) => {
                let title = tables.agenda.get(&handled.inquiry).map_or_else(|| handled.inquiry.to_string(), |agenda| agenda.title.clone());
                format!("{title}　{}", record_name(tables, &Record::Department(handled.department.clone())))
            }
            Some(Event::FileRead(file)) => file.name.clone(),
            Some(Event::FileForgotten { .. }) | None => String::new(),
        },
    };
    format!("{}　{subject}", kind(cell.kind())).trim_end().to_owned()
}

/// The value in one line, for two of them to be compared side by side.
pub fn entry_text(entry: &Entry) -> String {
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
        Entry::Assignment(_, value) => value.lead.iter().map(|id| id.as_str()).collect::<Vec<_>>().join("、"),
        Entry::Position(_, value) => value.as_str().to_owned(),
        Entry::Standing(_, Standing::Present) => "あり".to_owned(),
        Entry::Standing(_, Standing::Removed) => "削除".to_owned(),
        Entry::DefinitionBreak(_, value) => value.what.clone(),
        Entry::Schedule(_, value) => {
            let spans: Vec<String> =
                value.spans.iter().map(|span| format!("{}〜{} {}", span.from.short(), span.to.short(), span.words)).collect();
            format!("{}：{}", value.item, spans.join("、"))
        }
        Entry::Rating(_, value) => value.given.to_string(),
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
