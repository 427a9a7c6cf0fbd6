//! What a committee reads behind 【Action】: what belongs together, what the year before left, 委員意見, how a measure ended, what
//! departments report, and whether the year is 確定. Nothing is printed of what nobody entered.

use super::{Edition, Order, sheet::passage_text};
use crate::{
    domain::{Column, FiscalYear, Link, MeasureId, PlanKey, Report, RowId, ScheduleKey, State, Tables, ToDo},
    evaluate::{has_sheet, is_reported_on},
    sheetfile::form::{Block, Cell, Look},
    ui::words,
};

/// The grid of the sheet.
const WIDTH: u16 = 24;

pub(super) fn blocks(tables: &Tables, id: &MeasureId, order: &Order) -> Vec<Block> {
    let year = order.year;
    let blocks = [
        links(tables, id, year),
        answered(tables, id, year),
        left(tables, id, year),
        opinions(tables, id, year),
        closing(tables, id, order),
        reports(tables, id, order),
    ];
    blocks.into_iter().flatten().collect()
}

/// Whether the measure has no sheet but the reports of departments (N:393-396).
pub(super) fn has_only_reports(tables: &Tables, id: &MeasureId, year: FiscalYear) -> bool {
    is_reported_on(tables, id) && !has_sheet(tables, id, year)
}

/// A table with its name above the heads of its columns.
fn table<const N: usize>(name: String, columns: [(&str, u16); N], rows: Vec<[String; N]>) -> Option<Block> {
    let heads = columns.map(|(text, width)| Cell::text(Look::Head, text).over(width)).to_vec();
    let row = |texts: [String; N]| {
        let cells = texts.into_iter().zip(columns);
        cells.map(|(text, (_, width))| Cell::text(Look::Body, text).over(width)).collect::<Vec<_>>()
    };
    let head = [vec![Cell::text(Look::Head, name).over(WIDTH)], heads];
    (!rows.is_empty()).then(|| Block::new(2, head.into_iter().chain(rows.into_iter().map(row)).collect()))
}

/// 年次計画 and 数値目標 of each Plan row that staff linked.
fn links(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Option<Block> {
    let row = |(at, row): (usize, &RowId)| {
        let links = tables.links_of(id, year, row);
        let named = |name: &dyn Fn(&Link) -> Option<String>| links.iter().filter_map(name).collect::<Vec<_>>().join("\n");
        let key = PlanKey { measure: id.clone(), year, row: row.clone(), column: Column::Plan };
        let plan = tables.plan.get(&key).map(passage_text).unwrap_or_default();
        let of_schedule = |link: &Link| match link {
            Link::Schedule(row) => tables.schedule.get(&ScheduleKey { measure: id.clone(), row: row.clone() }).map(|it| it.item.clone()),
            Link::Indicator(_) => None,
        };
        let of_indicators = |link: &Link| match link {
            Link::Indicator(indicator) => tables.indicators.get(indicator).map(|it| format!("{}{}", it.mark, it.name)),
            Link::Schedule(_) => None,
        };
        let name = format!("{}行目　{}", at + 1, words::shortened(&plan));
        (!links.is_empty()).then(|| [name, named(&of_schedule), named(&of_indicators)])
    };
    let rows = tables.plan_rows_of(id, year).into_iter().enumerate().filter_map(row).collect();
    let columns = [("取組目標【Plan】", 10), ("年次計画の実施項目", 7), ("数値目標", 7)];
    table("取組目標と年次計画・数値目標の対応".to_owned(), columns, rows)
}

/// What the Plan of this year makes of what the last 【Action】 left.
fn answered(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Option<Block> {
    let before = year.previous()?;
    let row = |to_do: ToDo| {
        let (state, words) = answer(&to_do);
        [to_do.words, state.unwrap_or("未対応").to_owned(), words]
    };
    let columns = [("前年度の改善事項", 10), ("対応", 3), ("内容・理由", 11)];
    table(format!("前年度（{}）からの宿題と対応", before.wareki()), columns, tables.to_dos(id, before).into_iter().map(row).collect())
}

fn answer(to_do: &ToDo) -> (Option<&'static str>, String) {
    (to_do.answer.map(words::follow_up::answer), to_do.answer_words.clone())
}

/// What this 【Action】 leaves to the next year, with its answers where they are there already.
fn left(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Option<Block> {
    let row = |to_do: ToDo| {
        let (state, words) = answer(&to_do);
        let answer = state.map_or(String::new(), |state| format!("{state}　{words}").trim_end().to_owned());
        [to_do.words, answer]
    };
    let columns = [("改善事項", 13), ("次年度の対応（反映・継続・完了・見送り）", 11)];
    table("次年度への宿題".to_owned(), columns, tables.to_dos(id, year).into_iter().map(row).collect())
}

/// 委員意見 → 主管課回答 → 反映状況.
fn opinions(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Option<Block> {
    let rows = tables.opinions(id, year).into_iter().map(|opinion| {
        let reflection = opinion.reflection.map(words::follow_up::reflection).unwrap_or_default();
        let reflection = format!("{reflection}\n{}", opinion.reflection_words);
        [opinion.words, opinion.reply, reflection.trim().to_owned()]
    });
    table("委員意見への対応".to_owned(), [("委員意見", 8), ("主管課回答", 9), ("反映状況", 7)], rows.collect())
}

/// The record of an end. What is handed over to whom is the office's own.
fn closing(tables: &Tables, id: &MeasureId, order: &Order) -> Option<Block> {
    let closing = tables.closing(id, order.year)?;
    let label = |text: &str| Cell::text(Look::Label, text).over(6);
    let value = |text: String| Cell::text(Look::Body, text).over(WIDTH - 6);
    let mut rows = vec![vec![Cell::text(Look::Head, "取組を終えた記録").over(WIDTH)]];
    rows.extend(closing.on.map(|day| vec![label("終えた日"), value(words::date(day))]));
    let is_told = order.edition == Edition::Internal && !closing.words.trim().is_empty();
    rows.extend(is_told.then(|| vec![label("経緯と引き継ぐこと"), value(closing.words.clone())]));
    (rows.len() > 1).then(|| Block::new(1, rows))
}

/// The departments that said something about a measure, in their order.
pub(super) fn reported(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Vec<Report> {
    let all = tables.listed_departments().into_iter().map(|(department, _)| tables.report(id, year, department));
    all.filter(|it| it.progress.is_some() || it.good_practice.is_some() || !it.work.trim().is_empty()).collect()
}

/// 実施した 3、実施中 1、優良事例 2: how many departments say what.
pub(super) fn counted(reports: &[Report]) -> String {
    use crate::domain::Matter;
    let count = |is: &dyn Fn(&Report) -> bool| reports.iter().filter(|it| is(it)).count();
    let states = Matter::PROGRESS.iter().map(|state| (words::follow_up::progress(*state), count(&|it| it.progress == Some(*state))));
    let good = [("優良事例", count(&|it| it.good_practice == Some(State::Yes)))];
    let named = states.chain(good).filter(|(_, n)| *n != 0).map(|(name, n)| format!("{name} {n}所属"));
    named.collect::<Vec<_>>().join("、")
}

/// What a department says, as the columns of a table: 所属, 実施状況, 取り組んだこと, 優良事例.
pub(super) fn report_texts(tables: &Tables, report: Report) -> [String; 4] {
    [
        tables.departments.get(&report.department).map_or_else(|| report.department.to_string(), |it| it.name.clone()),
        report.progress.map(words::follow_up::progress).unwrap_or_default().to_owned(),
        report.work,
        report.good_practice.map(words::follow_up::good_practice).unwrap_or_default().to_owned(),
    ]
}

/// What departments report on a measure that none of them leads (N:393-396). Outside the office: how many did what.
fn reports(tables: &Tables, id: &MeasureId, order: &Order) -> Option<Block> {
    let reports = reported(tables, id, order.year);
    if reports.is_empty() {
        return None;
    }
    let main = if tables.is_main_item(id, order.year) { "（主要な項目）" } else { "" };
    let name = format!("{}の所属の報告{main}", order.year.wareki());
    if order.edition == Edition::Public {
        let head = vec![Cell::text(Look::Head, name).over(WIDTH)];
        return Some(Block::new(1, vec![head, vec![Cell::text(Look::Body, counted(&reports)).over(WIDTH)]]));
    }
    let columns = [("所属", 5), ("実施状況", 3), ("取り組んだこと", 12), ("優良事例", 4)];
    table(name, columns, reports.into_iter().map(|report| report_texts(tables, report)).collect())
}

/// 確定 of the year with its 照合番号; where something came in afterwards, that it did. Who decided it is the office's own.
pub(super) fn seal(tables: &Tables, order: &Order) -> Option<Block> {
    let decided = tables.closed(order.year)?;
    let by = if order.edition == Edition::Internal && !decided.by.is_empty() { format!("　{}", decided.by) } else { String::new() };
    let number = words::short_digest(&decided.digest);
    let mut text = format!("{}は確定済み（{}{by}）　照合番号 {number}", order.year.wareki(), words::date(decided.at.date()));
    if let Some(now) = order.digest.as_deref().filter(|now| *now != decided.digest) {
        text.push_str(&format!("　確定のあとに内容が変わっています（いまの照合番号 {}）", words::short_digest(now)));
    }
    Some(Block::line(Look::Plain, text, WIDTH))
}

/// The same by name and content, for a list of cells; none of it is filled in there.
pub(super) fn listed(tables: &Tables, id: &MeasureId, year: FiscalYear) -> Vec<(String, String)> {
    let mut lines = Vec::new();
    let mut line = |name: String, text: String| {
        if !text.trim().is_empty() {
            lines.push((name, text));
        }
    };
    for (at, row) in tables.plan_rows_of(id, year).into_iter().enumerate() {
        let names = tables.links_of(id, year, row).into_iter().filter_map(|link| match link {
            Link::Schedule(row) => {
                let item = tables.schedule.get(&ScheduleKey { measure: id.clone(), row })?;
                Some(format!("年次計画：{}", item.item))
            }
            Link::Indicator(indicator) => Some(format!("数値目標：{}", tables.indicators.get(&indicator)?.name)),
        });
        line(format!("対応する年次計画・数値目標 {}行目", at + 1), names.collect::<Vec<_>>().join("\n"));
    }
    for (at, to_do) in year.previous().map(|before| tables.to_dos(id, before)).unwrap_or_default().into_iter().enumerate() {
        let (state, words) = answer(&to_do);
        line(format!("前年度からの宿題 {}", at + 1), to_do.words);
        line(format!("前年度からの宿題 {}への対応", at + 1), format!("{}　{words}", state.unwrap_or("未対応")).trim_end().to_owned());
    }
    for (at, to_do) in tables.to_dos(id, year).into_iter().enumerate() {
        line(format!("次年度への宿題 {}", at + 1), to_do.words);
    }
    for (at, opinion) in tables.opinions(id, year).into_iter().enumerate() {
        let at = at + 1;
        let reflection = opinion.reflection.map(words::follow_up::reflection).unwrap_or_default();
        line(format!("委員意見 {at}"), opinion.words);
        line(format!("委員意見 {at}への主管課回答"), opinion.reply);
        line(format!("委員意見 {at}の反映状況"), format!("{reflection}　{}", opinion.reflection_words).trim().to_owned());
    }
    if let Some(closing) = tables.closing(id, year) {
        line("終えた日".to_owned(), closing.on.map(words::date).unwrap_or_default());
        line("経緯と引き継ぐこと".to_owned(), closing.words.clone());
    }
    for report in reported(tables, id, year) {
        let [department, progress, work, good_practice] = report_texts(tables, report);
        line(format!("{department}の実施状況"), progress);
        line(format!("{department}の取り組んだこと"), work);
        line(format!("{department}の優良事例"), good_practice);
    }
    lines
}
