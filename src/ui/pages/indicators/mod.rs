//! 指標: all indicators of a programme looked at in several ways, and each by itself.

mod assignment;
mod bulk;
mod charts;
mod computed;
mod doubt;
mod entry;
mod explanation;
mod facts;
mod history;
mod import;
mod import_preview;
mod indicator;
mod owners;
mod revision;
mod scorecard;
mod summary;
mod sums;
mod table;
mod trend;
mod writing;
mod years;

pub use bulk::BulkEntryPage;
pub use charts::IndicatorChartsPage;
pub use import::ImportFiguresPage;
pub use indicator::IndicatorPage;
pub use owners::OwnersPage;
pub use summary::SummaryPage;
pub use sums::SumsPage;
pub use table::IndicatorsPage;
pub use years::IndicatorYearsPage;

pub(super) use scorecard::Scores;
pub(super) use sums::terms_text;

use super::{LookHead, LooksFor, Span};
use crate::{
    domain::{FiscalYear, IndicatorId, Program, Tables, TargetKey, TargetSlot, Trust},
    evaluate::{Judgement, judge},
    session::Session,
    ui::{
        parts::EmptyState,
        route::{IndicatorsView, Route},
    },
};
use chrono::NaiveDate;
use leptos::prelude::*;

/// A pillar with its indicators, in document order, under the headings they stand below.
#[derive(Clone, Debug, PartialEq)]
struct Section {
    heading: String,
    groups: Vec<(String, Vec<IndicatorId>)>,
    far: FarColumn,
}

impl Section {
    /// The section with some of its indicators; nothing where none is left.
    fn keep(self, is_kept: &impl Fn(&IndicatorId) -> bool) -> Option<Section> {
        let kept = |ids: Vec<IndicatorId>| ids.into_iter().filter(|id| is_kept(id)).collect::<Vec<_>>();
        let groups: Vec<_> = self.groups.into_iter().map(|(group, ids)| (group, kept(ids))).filter(|(_, ids)| !ids.is_empty()).collect();
        (!groups.is_empty()).then_some(Section { groups, ..self })
    }
}

/// O has no target without a date: an empty column would only ask what is missing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FarColumn {
    Shown,
    None,
}

/// The whole table without its figures, so that an edit of a figure redraws one row and not the page.
fn outline(session: Session) -> Memo<Option<Vec<Section>>> {
    Memo::new(move |_| session.program().get().map(|program| sections(&program.tables)))
}

fn sections(tables: &Tables) -> Vec<Section> {
    let listed = tables.listed_indicators();
    let has_far = |id: &IndicatorId| {
        let far = |part| TargetKey { indicator: id.clone(), slot: TargetSlot::Far, part };
        tables.targets.cells_from(&far(None)).next().is_some_and(|(key, _)| key.indicator == *id && key.slot == TargetSlot::Far)
    };
    let mut sections = Vec::new();
    for (pillar, of) in tables.listed_pillars() {
        let mut groups: Vec<(String, Vec<IndicatorId>)> = Vec::new();
        for (id, indicator) in listed.iter().filter(|(_, indicator)| indicator.pillar == *pillar) {
            match groups.last_mut().filter(|(group, _)| *group == indicator.group) {
                Some((_, ids)) => ids.push((*id).clone()),
                None => groups.push((indicator.group.clone(), vec![(*id).clone()])),
            }
        }
        if !groups.is_empty() {
            let is_shown = groups.iter().flat_map(|(_, ids)| ids).any(has_far);
            let far = if is_shown { FarColumn::Shown } else { FarColumn::None };
            sections.push(Section { heading: heading(&of.number, &of.name), groups, far });
        }
    }
    sections
}

/// `1 社会情勢の変化に適応した…`; of a name in doubt every reading.
pub(super) fn heading(number: &str, name: &Trust<String>) -> String {
    let name = match name {
        Trust::Confirmed(name) => name.clone(),
        Trust::Candidates { readings, .. } => {
            let readings: Vec<&str> = readings.iter().flatten().map(String::as_str).collect();
            format!("{}（原本照合待ち）", readings.join(" または "))
        }
        Trust::Lost { .. } => "（欠落）".to_owned(),
    };
    format!("{number} {name}")
}

/// One indicator over some years.
type Course = Vec<(FiscalYear, Vec<Judgement>)>;

fn course(program: &Program, id: &IndicatorId, years: &[FiscalYear], today: NaiveDate) -> Course {
    years.iter().map(|year| (*year, judge(&program.tables, id, *year, today))).collect()
}

fn name_of(tables: &Tables, id: &IndicatorId) -> String {
    tables.indicators.get(id).map_or_else(|| id.to_string(), |indicator| format!("{}{}", indicator.mark, indicator.name))
}

fn indicator_link(tables: &Tables, id: &IndicatorId) -> impl IntoView + use<> {
    view! { <a href=Route::Indicator(id.clone()).href()>{name_of(tables, id)}</a> }
}

/// The head that all looks share, with the ways between them.
#[component]
fn Head(here: Route, title: &'static str, lead: &'static str, span: Span) -> impl IntoView {
    let looks = [
        (Route::Indicators, "現状及び目標"),
        (Route::IndicatorsAs(IndicatorsView::Entry), "まとめて入力"),
        (Route::IndicatorsAs(IndicatorsView::Import), "表から取り込む"),
        (Route::IndicatorsAs(IndicatorsView::Years), "各年度の実績と目標"),
        (Route::IndicatorsAs(IndicatorsView::Charts), "図"),
        (Route::IndicatorsAs(IndicatorsView::Summary), "庁議用一枚"),
        (Route::IndicatorsAs(IndicatorsView::Sums), "合計の照合"),
        (Route::IndicatorsAs(IndicatorsView::Owners), "担当"),
    ];
    let is_entry = |route: &Route| matches!(route, Route::IndicatorsAs(IndicatorsView::Entry | IndicatorsView::Import));
    view! {
        <LookHead title lead span />
        <LooksFor label="指標の見かた" looks=looks.into() is_entry here />
    }
}

/// The sections, or why there are none.
fn with_sections<V: IntoView + 'static>(sections: Option<Vec<Section>>, view: impl Fn(Section) -> V) -> AnyView {
    match sections {
        None => view! { <EmptyState title="プログラムが選ばれていません" /> }.into_any(),
        Some(sections) if sections.is_empty() => view! { <EmptyState title="指標が登録されていません" /> }.into_any(),
        Some(sections) => sections.into_iter().map(view).collect_view().into_any(),
    }
}
