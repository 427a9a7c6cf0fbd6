//! Charts: options built with charming as pure values, drawn by our own small binding to ECharts.
//!
//! ECharts is fetched when the first chart comes into sight and may be missing: a chart is a picture of the table beside
//! it, never the only place where a number stands. Colours and strokes are chosen for white paper and for printers
//! without colour. There are no tooltips: every point carries its number, as printed.

mod diverging;
mod scale;
mod trend;

#[cfg(target_arch = "wasm32")]
mod diverging_chart;
#[cfg(target_arch = "wasm32")]
mod echarts;
#[cfg(target_arch = "wasm32")]
mod pen;
#[cfg(target_arch = "wasm32")]
mod picture;
#[cfg(target_arch = "wasm32")]
mod plot;
#[cfg(target_arch = "wasm32")]
mod trend_chart;

pub use diverging::{Diverging, DivergingBar, Piece, Side, Step};
pub use scale::Scale;
pub use trend::{Break, Level, LevelKind, Numbers, Point, Trend, TrendLine};

#[cfg(target_arch = "wasm32")]
pub use diverging_chart::DivergingChart;
#[cfg(target_arch = "wasm32")]
pub use pen::{LegendItem, Lie, Mark, Pen, Stroke};
#[cfg(target_arch = "wasm32")]
pub use picture::{Picture, Series};
#[cfg(target_arch = "wasm32")]
pub use plot::{Drawing, Plot, TrendChart};
