//! A trend as a chart for ECharts.

use super::pen::{LegendItem, Lie, Mark, Pen, Stroke};
use super::picture::{Picture, Series};
use super::trend::{Break, LevelKind, Point, Trend, TrendLine};
use charming::component::{Axis, Grid};
use charming::datatype::{DataFrame, DataPoint};
use charming::element::{
    AxisLabel, AxisType, ItemStyle, Label, LabelPosition, LineStyle, MarkLine, MarkLineData, MarkLineVariant, SplitLine, Symbol, TextStyle,
};
use charming::series::Line;

const INK: &str = "#1a1a1a";
const GRID_INK: &str = "#cccccc";
const PAPER: &str = "rgba(255, 255, 255, 0.85)";
const NOTHING: &str = "rgba(0, 0, 0, 0)";
const MARK_SIZE: f64 = 10.0;
const FONT_SIZE: f64 = 14.0;

const LINES: [Pen; 4] = [
    Pen { ink: "#0017c1", stroke: Stroke::Solid, mark: Mark::Circle },
    Pen { ink: "#8b3200", stroke: Stroke::Dashed, mark: Mark::Square },
    Pen { ink: "#0c472a", stroke: Stroke::Dotted, mark: Mark::Triangle },
    Pen { ink: "#6c006c", stroke: Stroke::Solid, mark: Mark::Diamond },
];
const YEARLY_TARGET: Pen = Pen { ink: "#a90000", stroke: Stroke::Dashed, mark: Mark::Diamond };
const BREAK: Pen = Pen { ink: "#4d4d4d", stroke: Stroke::Dotted, mark: Mark::None };

impl LevelKind {
    fn pen(self) -> Pen {
        match self {
            LevelKind::Target => Pen { ink: "#a90000", stroke: Stroke::Dashed, mark: Mark::None },
            LevelKind::FarGoal => Pen { ink: "#5109ad", stroke: Stroke::Dotted, mark: Mark::None },
            LevelKind::Reference => Pen { ink: "#4d4d4d", stroke: Stroke::Solid, mark: Mark::None },
        }
    }
}

impl Trend {
    /// The chart for ECharts; nothing where no year has a value.
    pub fn chart(&self) -> Option<Picture> {
        let scale = self.scale()?;
        let years = Axis::new()
            .type_(AxisType::Category)
            .data(self.years.clone())
            .axis_label(AxisLabel::new().color(INK).font_size(FONT_SIZE).interval(0.0));
        let values = Axis::new()
            .type_(AxisType::Value)
            .name(self.unit.as_str())
            .name_text_style(TextStyle::new().color(INK).font_size(FONT_SIZE).align("right"))
            .min(scale.least)
            .max(scale.most)
            .interval(scale.step)
            .axis_label(AxisLabel::new().color(INK).font_size(FONT_SIZE))
            .split_line(SplitLine::new().line_style(LineStyle::new().color(GRID_INK)));
        // Levels and breaks hang on a series of their own each, because one mark line has one stroke for all its marks.
        let levels = self.levels.iter().map(|level| mark_line(MarkLineData::new().y_axis(level.value), level.kind.pen()));
        let breaks = self.breaks.iter().map(|it| mark_line(MarkLineData::new().x_axis(it.year.as_str()), BREAK));
        let target = self.yearly_target.iter().map(|target| line(target, YEARLY_TARGET));
        let lines = self.lines.iter().zip(LINES.into_iter().cycle()).map(|(part, pen)| line(part, pen));
        let numbers = self.numbers(scale);
        let numbers = [written(&numbers.above, LabelPosition::Top), written(&numbers.below, LabelPosition::Bottom)];
        Some(Picture {
            animation: false,
            grid: Grid::new().left(12).right(24).bottom(12).top(36).contain_label(true),
            x_axis: years,
            y_axis: values,
            // Under the lines. ECharts reads it here only; on a series' own mark line it has no effect.
            mark_line: Some(MarkLine::new().z(1)),
            series: levels.chain(breaks).chain(target).chain(lines).chain(numbers).map(Series::Line).collect(),
        })
    }

    /// What each line means, in the order of reading.
    pub fn legend(&self) -> Vec<LegendItem> {
        let item = |pen: Pen, words: &str| LegendItem { pen, lie: Lie::Across, words: words.to_owned() };
        let lines = self.lines.iter().zip(LINES.into_iter().cycle()).map(|(line, pen)| item(pen, &line.name));
        let yearly = self.yearly_target.iter().map(|target| item(YEARLY_TARGET, &target.name));
        let levels = self.levels.iter().map(|level| item(level.kind.pen(), &level.words));
        let breaks =
            self.breaks.iter().map(|Break { year, words }| LegendItem { lie: Lie::Upright, ..item(BREAK, &format!("{year} {words}")) });
        lines.chain(yearly).chain(levels).chain(breaks).collect()
    }
}

fn line(line: &TrendLine, pen: Pen) -> Line {
    Line::new()
        .name(line.name.as_str())
        .symbol(pen.symbol())
        .symbol_size(MARK_SIZE)
        .show_symbol(true)
        .connect_nulls(false)
        .silent(true)
        .line_style(pen.line_style())
        .item_style(pen.item_style())
        .data(line.points.iter().map(data_point).collect::<DataFrame>())
}

/// A point's name is what its label says, because ECharts would print the float.
fn data_point(point: &Option<Point>) -> DataPoint {
    match point {
        Some(point) => DataPoint::from((point.value, point.text.as_str())),
        None => DataPoint::from(None::<f64>),
    }
}

/// A series that is nothing but its numbers, over everything else: a series has one place for all its labels, and our
/// numbers stand above here and below there.
fn written(points: &[Option<Point>], at: LabelPosition) -> Line {
    let label = Label::new()
        .show(true)
        .position(at)
        .formatter("{b}")
        .color(INK)
        .font_size(FONT_SIZE)
        .background_color(PAPER)
        .padding((1.0, 3.0, 1.0, 3.0));
    Line::new()
        .z(3)
        .silent(true)
        // Invisible, yet of the marks' size, which the labels keep away from.
        .symbol(Symbol::Circle)
        .symbol_size(MARK_SIZE)
        .show_symbol(true)
        .line_style(LineStyle::new().color(NOTHING))
        .item_style(ItemStyle::new().color(NOTHING))
        .label(label)
        .data(points.iter().map(data_point).collect::<DataFrame>())
}

/// A series that is nothing but one line across the chart.
fn mark_line(data: MarkLineData, pen: Pen) -> Line {
    Line::new().silent(true).data(DataFrame::new()).mark_line(
        MarkLine::new()
            .silent(true)
            .symbol(vec![Symbol::None, Symbol::None])
            .label(Label::new().show(false))
            .line_style(pen.line_style())
            .data(vec![MarkLineVariant::Simple(data)]),
    )
}
