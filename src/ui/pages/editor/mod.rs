//! プログラムの編集: a programme is set up, checked and changed, by the secretariat.
//!
//! One file a view. Every step goes through the [`Desk`]: what would change figures' verdicts is shown before it is made.

mod definition;
mod departments;
mod desk;
mod frame;
mod indicator;
mod indicators;
mod judging;
mod measures;
mod order;
mod overview;
mod pillars;
mod problems;
mod reorganise;
mod review;
mod scale;
mod start;
mod targets;
mod typed;
mod years;

pub use desk::Desk;
pub use review::Review;

use crate::ui::route::EditorView;
use leptos::prelude::*;

#[component]
pub fn EditorPage(view: EditorView) -> impl IntoView {
    match view {
        EditorView::New => view! { <start::Start /> }.into_any(),
        EditorView::Overview => view! { <overview::Overview /> }.into_any(),
        EditorView::Departments => view! { <departments::Departments /> }.into_any(),
        EditorView::Pillars => view! { <pillars::Pillars /> }.into_any(),
        EditorView::Measures => view! { <measures::Measures /> }.into_any(),
        EditorView::Measure(id) => view! { <measures::MeasureForm id /> }.into_any(),
        EditorView::Indicators => view! { <indicators::Indicators /> }.into_any(),
        EditorView::Indicator(id) => view! { <indicator::IndicatorForm id /> }.into_any(),
        EditorView::Targets => view! { <targets::Targets /> }.into_any(),
        EditorView::Scale => view! { <scale::Scale /> }.into_any(),
        EditorView::Judging => view! { <judging::Judging /> }.into_any(),
        EditorView::Years => view! { <years::Years /> }.into_any(),
    }
}
