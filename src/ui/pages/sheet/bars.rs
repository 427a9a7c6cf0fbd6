//! 年次計画 as bars over the years: an end is dragged by the pointer or moved by the arrow keys.

use crate::domain::{FiscalYear, ScheduleRow, Span, SpanEnd};
use leptos::{ev, html, prelude::*};

/// The bars of one row. While an end is dragged only the picture follows; letting go is the change.
#[component]
pub fn Bars(row: Memo<Option<ScheduleRow>>, years: Memo<Vec<FiscalYear>>, on_change: Callback<ScheduleRow>) -> impl IntoView {
    let dragged = RwSignal::new(None::<ScheduleRow>);
    let track = NodeRef::<html::Div>::new();
    let shown = move || dragged.get().or_else(|| row.get()).map(|row| row.spans).unwrap_or_default();
    let n_bars = Memo::new(move |_| row.with(|row| row.as_ref().map_or(0, |row| row.spans.len())));
    let style = move || format!("--years: {}", years.with(Vec::len).max(1));
    let moved = move |at: usize, end: SpanEnd, to: FiscalYear| {
        let years = years.get_untracked();
        Some(row.get_untracked()?.stretched(at, end, to, (*years.first()?, *years.last()?)))
    };
    // The year under the pointer: the track is as wide as all years together.
    let year_at = move |x: f64| {
        let track = track.get_untracked()?;
        let left = track.get_bounding_client_rect().left();
        let share = (x - left) / f64::from(track.offset_width().max(1));
        let years = years.get_untracked();
        let at = (share * years.len() as f64).floor().clamp(0.0, years.len().saturating_sub(1) as f64) as usize;
        years.get(at).copied()
    };
    let handle = move |at: usize, end: SpanEnd| {
        let span = move || shown().get(at).cloned();
        let value = move |span: &Span| if end == SpanEnd::From { span.from } else { span.to };
        let label = move || {
            let words = span().map(|span| span.words).unwrap_or_default();
            format!("「{words}」の{}", if end == SpanEnd::From { "開始年度" } else { "終了年度" })
        };
        let bound =
            move |last: bool| years.with(|years| if last { years.last() } else { years.first() }.map(|year| year.number().to_string()));
        let drag = move |event: ev::PointerEvent| {
            if dragged.with_untracked(Option::is_some)
                && let Some(row) = year_at(f64::from(event.client_x())).and_then(|year| moved(at, end, year))
            {
                dragged.set(Some(row));
            }
        };
        let take = move |event: ev::PointerEvent| {
            event.prevent_default();
            let handle = event_target::<leptos::web_sys::HtmlElement>(&event);
            // Without the pointer's capture a drag ends at the edge of the handle: the lists beside the bars serve then.
            let _ = handle.set_pointer_capture(event.pointer_id());
            let _ = handle.focus();
            dragged.set(row.get_untracked());
        };
        let release = move |_: ev::PointerEvent| {
            if let Some(row) = dragged.try_update(Option::take).flatten() {
                on_change.run(row);
            }
        };
        let step = move |event: ev::KeyboardEvent| {
            let Some(year) = span().map(|span| value(&span)) else { return };
            let to = match event.key().as_str() {
                "ArrowLeft" | "ArrowDown" => year.previous(),
                "ArrowRight" | "ArrowUp" => year.next(),
                "Home" => years.with_untracked(|years| years.first().copied()),
                "End" => years.with_untracked(|years| years.last().copied()),
                _ => return,
            };
            event.prevent_default();
            if let Some(row) = to.and_then(|to| moved(at, end, to)) {
                on_change.run(row);
            }
        };
        let class = if end == SpanEnd::From { "bar-handle bar-handle--from" } else { "bar-handle bar-handle--to" };
        view! {
            <span
                class=class
                role="slider"
                tabindex="0"
                aria-label=label
                aria-valuemin=move || bound(false)
                aria-valuemax=move || bound(true)
                aria-valuenow=move || span().map(|span| value(&span).number().to_string())
                aria-valuetext=move || span().map(|span| value(&span).wareki())
                on:pointerdown=take
                on:pointermove=drag
                on:pointerup=release
                on:pointercancel=move |_| dragged.set(None)
                on:keydown=step
            ></span>
        }
    };
    let bar = move |at: usize| {
        let place = move || {
            let spans = shown();
            let (Some(span), Some(first)) = (spans.get(at), years.with(|years| years.first().copied())) else { return String::new() };
            let from = span.from.number() - first.number() + 1;
            let to = span.to.number() - first.number() + 2;
            format!("grid-column: {from} / {to}")
        };
        view! {
            <div class="bar" style=place>
                {handle(at, SpanEnd::From)}
                <span class="bar__words">{move || shown().get(at).map(|span| span.words.clone())}</span>
                {handle(at, SpanEnd::To)}
            </div>
        }
    };
    view! {
        <div class="bars" style=style>
            <div class="bars__years" aria-hidden="true">
                {move || years.get().into_iter().map(|year| view! { <span>{year.short()}</span> }).collect_view()}
            </div>
            <div class="bars__track" node_ref=track>
                {move || (0..n_bars.get()).map(bar).collect_view()}
            </div>
        </div>
    }
}
