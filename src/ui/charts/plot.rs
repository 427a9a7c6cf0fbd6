//! The place of a chart on the page: drawn when it comes into sight, redrawn when its values change, gone with its page.

use super::Trend;
use super::echarts::{self, Drawn, Library, NoChart};
use super::pen::{Legend, LegendItem};
use super::picture::Picture;
use crate::ui::{parts::Watch, words};
use leptos::prelude::*;
use leptos::task::spawn_local;

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Drawing {
    /// Scrolling past a long page of charts fetches and draws nothing.
    #[default]
    WhenSeen,
    /// On pages that are made to be printed.
    AtOnce,
}

/// A trend chart. Its table stands beside it: that is the page's part.
#[component]
pub fn TrendChart(
    #[prop(into)] trend: Signal<Trend>,
    /// Shown above: `指標の推移`.
    #[prop(into)]
    title: Signal<String>,
    /// What a person who does not see the picture should know: first and last value, target, where there are gaps.
    #[prop(into)]
    description: Signal<String>,
    #[prop(optional)] drawing: Drawing,
) -> impl IntoView {
    let chart = Memo::new(move |_| trend.with(Trend::chart));
    let legend = Signal::derive(move || trend.with(Trend::legend));
    view! { <Plot chart title description legend drawing /> }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum State {
    Coming,
    Drawn,
    Missing,
}

/// Any chart. Where it has nothing to show or cannot be drawn, words stand in its place.
#[component]
pub fn Plot(
    #[prop(into)] chart: Signal<Option<Picture>>,
    #[prop(into)] title: Signal<String>,
    #[prop(into)] description: Signal<String>,
    #[prop(into)] legend: Signal<Vec<LegendItem>>,
    #[prop(optional)] drawing: Drawing,
    /// Bars below each other: the chart grows with them.
    #[prop(optional, into)]
    n_rows: Signal<usize>,
) -> impl IntoView {
    let place = NodeRef::<leptos::html::Div>::new();
    let state = RwSignal::new(State::Coming);
    let drawn = StoredValue::new_local(None::<Drawn>);
    let watches = StoredValue::new_local(Vec::<Watch>::new());

    // Runs in and after `await`s, when the page may have gone: hence the `try_`s.
    let draw = move |library: Result<Library, NoChart>| {
        let Some(chart) = chart.try_get_untracked().flatten() else { return };
        let Some(Some(element)) = place.try_get_untracked() else { return };
        let is_there = drawn.try_with_value(Option::is_some).unwrap_or(true);
        if is_there {
            return;
        }
        match library.and_then(|library| Drawn::new(&library, &element, &chart)) {
            Ok(chart) => {
                drawn.try_set_value(Some(chart));
                state.try_set(State::Drawn);
            }
            Err(NoChart) => {
                state.try_set(State::Missing);
            }
        }
    };
    let fetch_and_draw = move || spawn_local(async move { draw(echarts::load().await) });

    // The element exists only after mounting, and ECharts is no part of the signal graph.
    Effect::new(move |_| {
        let Some(element) = place.get() else { return };
        if watches.with_value(|watches| !watches.is_empty()) {
            return;
        }
        let resize = Watch::size(&[&element], move || {
            drawn.try_with_value(|drawn| drawn.as_ref().map(Drawn::fit));
        });
        if drawing == Drawing::AtOnce {
            fetch_and_draw();
        }
        let sight = Watch::sight(&element, fetch_and_draw);
        watches.set_value(resize.into_iter().chain(sight).collect());
    });
    Effect::new(move |_| {
        let shown = chart.get();
        drawn.try_update_value(|drawn| match (drawn.as_ref(), &shown) {
            (Some(shown), Some(chart)) => {
                if shown.show(chart).is_err() {
                    state.set(State::Missing);
                }
            }
            (Some(_), None) => *drawn = None,
            // Drawn when it comes into sight: its place is hidden until there is something to show.
            (None, _) => {}
        });
    });
    // Paper wants every chart of the page, seen or not; what is not loaded by now stays a table.
    let before_print = window_event_listener_untyped("beforeprint", move |_| {
        if let Some(library) = echarts::loaded() {
            draw(Ok(library));
        }
    });
    on_cleanup(move || before_print.remove());

    let has_chart = Memo::new(move |_| chart.with(Option::is_some));
    let is_plotted = move || has_chart.get() && state.get() != State::Missing;
    view! {
        <figure class="chart">
            <figcaption class="chart__title">{move || title.get()}</figcaption>
            <div class="chart__frame" role="img" aria-label=move || description.get() hidden=move || !is_plotted()>
                <Legend items=legend />
                <div
                    class="chart__plot"
                    style:height=move || Some(n_rows.get()).filter(|n| *n > 0).map(|n| format!("{}px", 32 * n + 32))
                    node_ref=place
                    aria-hidden="true"
                ></div>
            </div>
            <Show when=move || !is_plotted()>
                <p class="chart__missing">
                    {move || if has_chart.get() { words::NO_CHART } else { words::NOTHING_TO_CHART }}
                </p>
            </Show>
        </figure>
    }
}
