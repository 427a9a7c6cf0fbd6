//! Pens: ink, stroke and mark together, so that lines are told apart on a printer without colour.

use charming::element::{ItemStyle, LineStyle, LineStyleType, Symbol};
use leptos::prelude::*;

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stroke {
    Solid,
    Dashed,
    Dotted,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    None,
    Circle,
    Square,
    Triangle,
    Diamond,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Pen {
    pub ink: &'static str,
    pub stroke: Stroke,
    pub mark: Mark,
}

impl Pen {
    pub(super) fn line_style(self) -> LineStyle {
        let stroke = match self.stroke {
            Stroke::Solid => LineStyleType::Solid,
            Stroke::Dashed => LineStyleType::Dashed,
            Stroke::Dotted => LineStyleType::Dotted,
        };
        LineStyle::new().color(self.ink).width(2.0).type_(stroke)
    }

    pub(super) fn symbol(self) -> Symbol {
        match self.mark {
            Mark::None => Symbol::None,
            Mark::Circle => Symbol::Circle,
            Mark::Square => Symbol::Rect,
            Mark::Triangle => Symbol::Triangle,
            Mark::Diamond => Symbol::Diamond,
        }
    }

    pub(super) fn item_style(self) -> ItemStyle {
        ItemStyle::new().color(self.ink)
    }
}

/// How a line lies in the chart, and so in the legend.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Lie {
    Across,
    Upright,
    /// A field filled with its ink.
    Filled,
}

/// What a pen stands for. The legend is ours and not ECharts', because ours wraps on a narrow page and on paper.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct LegendItem {
    pub pen: Pen,
    pub lie: Lie,
    pub words: String,
}

#[component]
pub(super) fn Legend(items: Signal<Vec<LegendItem>>) -> impl IntoView {
    view! {
        <ul class="chart__legend">
            {move || {
                items
                    .get()
                    .into_iter()
                    .map(|LegendItem { pen, lie, words }| view! { <li><Sample pen lie /> {words}</li> })
                    .collect_view()
            }}
        </ul>
    }
}

/// A short piece of the line, drawn as ECharts draws it.
#[component]
fn Sample(pen: Pen, lie: Lie) -> impl IntoView {
    let dashes = match pen.stroke {
        Stroke::Solid => None,
        Stroke::Dashed => Some("8 4"),
        Stroke::Dotted => Some("2 3"),
    };
    let line = match lie {
        Lie::Across => "M1 8h38",
        Lie::Upright => "M20 0v16",
        Lie::Filled => "M4 2h32v12h-32z",
    };
    let fill = if lie == Lie::Filled { pen.ink } else { "none" };
    // A light field shows by its edge.
    let stroke = if lie == Lie::Filled { "#1a1a1a" } else { pen.ink };
    let mark = match pen.mark {
        Mark::None => "",
        Mark::Circle => "M20 3a5 5 0 1 0 0 10a5 5 0 1 0 0-10",
        Mark::Square => "M15.5 3.5h9v9h-9z",
        Mark::Triangle => "M20 2.5l5.5 10h-11z",
        Mark::Diamond => "M20 2l6 6l-6 6l-6-6z",
    };
    view! {
        <svg width="40" height="16" viewBox="0 0 40 16" aria-hidden="true" focusable="false">
            <path d=line fill=fill stroke=stroke stroke-width=if lie == Lie::Filled { "1" } else { "2" } stroke-dasharray=dashes></path>
            <path d=mark fill=pen.ink></path>
        </svg>
    }
}
