//! An option for ECharts, put together of charming's parts.

use charming::{
    component::{Axis, Grid},
    element::MarkLine,
    series::{Bar, Line},
};
use serde::Serialize;

/// What our charts are made of. `charming::Chart` can hold every kind of series that there is, and would bring the code of all
/// of them.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Picture {
    pub animation: bool,
    pub grid: Grid,
    pub x_axis: Axis,
    pub y_axis: Axis,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub mark_line: Option<MarkLine>,
    pub series: Vec<Series>,
}

#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(untagged)]
#[expect(clippy::large_enum_variant, reason = "a chart has a handful of series, most of them lines")]
pub enum Series {
    Line(Line),
    Bar(Bar),
}
