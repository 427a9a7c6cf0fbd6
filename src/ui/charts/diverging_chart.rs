//! Diverging bars as a chart for ECharts.

use super::diverging::{Diverging, Piece, Side};
use super::pen::{LegendItem, Lie, Mark, Pen, Stroke};
use super::picture::{Picture, Series};
use super::plot::{Drawing, Plot};
use charming::component::{Axis, Grid};
use charming::datatype::{DataFrame, DataPoint};
use charming::element::{AxisLabel, AxisLine, AxisTick, AxisType, ItemStyle, SplitLine};
use charming::series::Bar;
use leptos::prelude::*;

const INK: &str = "#1a1a1a";

/// Dark outside and light inside, so that the steps are told apart without colour, and the sides by their place.
const FAVOURABLE: [&str; 4] = ["#0017c1", "#7096f8", "#c5d7fb", "#e8f1fe"];
const MIDDLE: &str = "#e6e6e6";
const OTHER: [&str; 4] = ["#8b3200", "#e2813d", "#ffc199", "#ffeee2"];

impl Diverging {
    fn pens(&self) -> Vec<Pen> {
        let n_other = self.steps.iter().filter(|step| step.side == Side::Other).count();
        let (mut n_right, mut n_left) = (0, 0);
        let ink = |side| match side {
            Side::Favourable => {
                n_right += 1;
                FAVOURABLE[(n_right - 1) % FAVOURABLE.len()]
            }
            Side::Middle => MIDDLE,
            Side::Other => {
                n_left += 1;
                OTHER[(n_other - n_left) % OTHER.len()]
            }
        };
        let sides = self.steps.iter().map(|step| step.side);
        sides.map(ink).map(|ink| Pen { ink, stroke: Stroke::Solid, mark: Mark::None }).collect()
    }

    /// The chart for ECharts; nothing where there is no bar.
    pub fn chart(&self) -> Option<Picture> {
        (!self.bars.is_empty()).then_some(())?;
        let pens = self.pens();
        let groups = Axis::new()
            .type_(AxisType::Category)
            .data(self.bars.iter().map(|bar| bar.name.clone()).collect::<Vec<_>>())
            // The first group stands at the top.
            .inverse(true)
            .axis_tick(AxisTick::new().show(false))
            .axis_line(AxisLine::new().show(true))
            .axis_label(AxisLabel::new().color(INK).font_size(14.0).interval(0.0));
        // Numbers stand in the table: to the left they would be below zero.
        let shares = Axis::new()
            .type_(AxisType::Value)
            .min(-100.0)
            .max(100.0)
            .axis_label(AxisLabel::new().show(false))
            .split_line(SplitLine::new().show(false));
        let bar = |piece: Piece| {
            let style = ItemStyle::new().color(pens[piece.step].ink).border_color(INK).border_width(0.5);
            let lengths = piece.lengths.into_iter().map(DataPoint::from).collect::<DataFrame>();
            Series::Bar(Bar::new().stack("answers").item_style(style).data(lengths))
        };
        Some(Picture {
            animation: false,
            grid: Grid::new().left(12).right(12).bottom(8).top(8).contain_label(true),
            x_axis: shares,
            y_axis: groups,
            mark_line: None,
            series: self.pieces().into_iter().map(bar).collect(),
        })
    }

    pub fn legend(&self) -> Vec<LegendItem> {
        let steps = self.steps.iter().zip(self.pens());
        steps.map(|(step, pen)| LegendItem { pen, lie: Lie::Filled, words: step.words.clone() }).collect()
    }
}

/// Diverging bars. Their table stands beside them: that is the page's part.
#[component]
pub fn DivergingChart(
    #[prop(into)] bars: Signal<Diverging>,
    #[prop(into)] title: Signal<String>,
    /// What a person who does not see the picture should know.
    #[prop(into)]
    description: Signal<String>,
    #[prop(optional)] drawing: Drawing,
) -> impl IntoView {
    let chart = Memo::new(move |_| bars.with(Diverging::chart));
    let legend = Signal::derive(move || bars.with(Diverging::legend));
    let n_rows = Signal::derive(move || bars.with(|bars| bars.bars.len()));
    view! { <Plot chart title description legend drawing n_rows /> }
}
