//! 帳票: what is printed and written as a workbook or CSV, as plain forms.
//!
//! Pure: the second program and the tests make forms, the page only shows them. One description serves paper, Excel and CSV, so
//! that they cannot disagree.

mod filled;
mod follow_up;
mod indicators;
mod key;
mod lists;
mod order;
mod reports;
mod results;
mod sheet;
mod summary;

pub use filled::{Returned, Unread, read_csv, read_workbook};
pub use order::{Edition, Order, Paper};

use crate::{
    domain::{Assignment, Measure, MeasureId, Overview, ProgramId, Record, Tables, Trust},
    register::Reading,
    sheetfile::form::Page,
};

/// The pages of an order, of one programme.
pub fn pages(tables: &Tables, program: &ProgramId, order: &Order) -> Vec<Page> {
    match &order.paper {
        Paper::Sheets(chosen) => sheets(tables, chosen).map(|(id, measure)| sheet::page(tables, id, measure, order)).collect(),
        Paper::BlankSheets(chosen) => sheets(tables, chosen).map(|(id, measure)| sheet::blank(tables, id, measure, order)).collect(),
        Paper::Measures => vec![lists::measures(tables, order)],
        Paper::Cells(chosen) => vec![lists::cells(tables, program, sheets(tables, chosen), order)],
        Paper::Reports => vec![reports::page(tables, order)],
        Paper::Indicators => vec![indicators::page(tables, order)],
        Paper::Summary => vec![summary::page(tables, order)],
        Paper::Results(key) => results::tables(tables, key),
        Paper::ResultsRows(key) => vec![results::rows(tables, key)],
        Paper::ResultsSummary(key) => vec![results::summary(tables, key)],
    }
}

/// The name of a file of the order, without its ending: `進捗帳_ojiya_進捗管理票_令和5年度`.
pub fn file_stem(program: &str, order: &Order) -> String {
    let edition = match (order.paper.issue(), order.edition) {
        (Some(key), _) => format!("_第{}版", key.number),
        (None, Edition::Public) => "_公表版".to_owned(),
        (None, Edition::Internal) => String::new(),
    };
    format!("進捗帳_{program}_{}_{}{edition}", order.paper.title(), order.year.wareki())
}

/// The chosen measures in the programme's order; none chosen: all.
fn sheets<'a>(tables: &'a Tables, chosen: &'a [MeasureId]) -> impl Iterator<Item = (&'a MeasureId, &'a Measure)> {
    tables.listed_measures().into_iter().filter(|(id, _)| chosen.is_empty() || chosen.contains(id))
}

/// `長岡市 働き方改革…`, `小千谷市行政改革実施計画`: with the city where the title does not begin with it.
pub fn title(tables: &Tables) -> String {
    let Some(Overview { city, title, .. }) = tables.overview.get(&()) else { return String::new() };
    if title.starts_with(city.as_str()) { title.clone() } else { format!("{city} {title}") }
}

/// `1 社会情勢の変化に…`; a name in doubt is printed with all its readings and the mark.
fn pillar_heading(tables: &Tables, measure: &Measure) -> String {
    let Some(pillar) = tables.pillars.get(&measure.pillar) else { return String::new() };
    let name = match &pillar.name {
        Trust::Confirmed(name) => name.clone(),
        Trust::Candidates { readings, .. } => {
            format!("{}（原本照合待ち）", readings.iter().flatten().map(String::as_str).collect::<Vec<_>>().join(" または "))
        }
        Trust::Lost { .. } => "（欠落）".to_owned(),
    };
    format!("{} {name}", pillar.number)
}

/// The same as O prints it, with what the pillar is about in brackets (O:18, O:26). N says that in whole sentences, which are no
/// part of a name.
fn pillar_in_full(tables: &Tables, measure: &Measure) -> String {
    let heading = pillar_heading(tables, measure);
    let about = tables.pillars.get(&measure.pillar).map(|pillar| pillar.summary.as_str()).unwrap_or_default();
    if about.is_empty() || about.contains('。') { heading } else { format!("{heading}（{about}）") }
}

/// 主管課 and, in brackets, 関係課; 主体 where the programme names those.
fn in_charge(tables: &Tables, id: &MeasureId, measure: &Measure) -> String {
    let name = |id| tables.departments.get(id).map_or_else(String::new, |department| department.name.clone());
    let actors = std::iter::once(&measure.actor).chain(&measure.further_actors).filter(|actor| !actor.is_empty()).cloned();
    let Some(Assignment { lead, related, related_in_words }) = tables.assignments.get(&Record::Measure(id.clone())) else {
        return actors.collect::<Vec<_>>().join("、");
    };
    let leads = actors.chain(lead.iter().map(name)).collect::<Vec<_>>().join("、");
    let related: Vec<String> = related.iter().map(name).chain([related_in_words.clone()]).filter(|name| !name.is_empty()).collect();
    if related.is_empty() { leads } else { format!("{leads}（{}）", related.join("、")) }
}

/// A reading as it is printed: nothing, the value, or every value that is in conflict.
fn reading<V>(reading: Reading<V>, text: impl Fn(V) -> String) -> String {
    match reading {
        Reading::Absent => String::new(),
        Reading::Settled(value) => text(value),
        Reading::Conflict(values) => format!("内容の食い違い：{}", values.into_iter().map(text).collect::<Vec<_>>().join("\n／\n")),
    }
}
