//! 推移: the figures of one indicator over the years, with its target, and where their numbers stand.

use super::Scale;

/// What a trend chart shows. A year that has no figure, or one in doubt, is a gap and never a zero.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Trend {
    /// `R1`, `R2`, …: every point list below has as many entries.
    pub years: Vec<String>,
    pub unit: String,
    /// One, or one a part: 男性 and 女性.
    pub lines: Vec<TrendLine>,
    /// Targets that differ from year to year.
    pub yearly_target: Option<TrendLine>,
    /// Targets that stand for all years.
    pub levels: Vec<Level>,
    /// Where figures stop counting the same thing.
    pub breaks: Vec<Break>,
}

#[derive(Clone, Debug, PartialEq)]
pub struct TrendLine {
    pub name: String,
    pub points: Vec<Option<Point>>,
}

/// A value for its height and, beside it, as it is printed: 12.0 stays 12.0.
#[derive(Clone, Debug, PartialEq)]
pub struct Point {
    pub value: f64,
    pub text: String,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Level {
    pub kind: LevelKind,
    pub value: f64,
    /// In the legend: `目標 12日以上`.
    pub words: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum LevelKind {
    Target,
    /// A target without a date.
    FarGoal,
    /// What 増加させる and 減少させる are held against.
    Reference,
}

#[derive(Clone, Debug, PartialEq)]
pub struct Break {
    /// One of `years`.
    pub year: String,
    /// In the legend, behind the year: `数え方の変更`.
    pub words: String,
}

/// How much of the axis a number written at a point takes.
const NUMBER_HEIGHT: f64 = 0.13;

/// The numbers written into the chart, one list above their points and one below, each with an entry a year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Numbers {
    pub above: Vec<Option<Point>>,
    pub below: Vec<Option<Point>>,
}

impl Trend {
    /// The axis that holds every line and target; nothing where no year has a value.
    pub fn scale(&self) -> Option<Scale> {
        let has_figure = self.lines.iter().any(|line| line.points.iter().any(Option::is_some));
        let points = self.lines.iter().chain(&self.yearly_target).flat_map(|line| line.points.iter().flatten().map(|point| point.value));
        Scale::around(points.chain(self.levels.iter().map(|level| level.value))).filter(|_| has_figure)
    }

    /// Places the numbers so that none lies on a line: of several points of a year the highest is written above, the
    /// lowest below, and those between are left to the table.
    pub fn numbers(&self, scale: Scale) -> Numbers {
        let height = (scale.most - scale.least) * NUMBER_HEIGHT;
        let mut numbers = Numbers::default();
        for n_year in 0..self.years.len() {
            let target = self.yearly_target.as_ref().filter(|_| self.lines.len() == 1);
            let points: Vec<&Point> = self.lines.iter().chain(target).filter_map(|line| line.points.get(n_year)?.as_ref()).collect();
            let (above, below) = match points.as_slice() {
                [] => (None, None),
                [point] if self.is_crossed_above(point, height) && !self.is_crossed_below(point, height, scale) => (None, Some(*point)),
                [point] => (Some(*point), None),
                [first, rest @ ..] => {
                    let (highest, lowest) = rest.iter().fold((*first, *first), |(highest, lowest), point| {
                        let highest = if point.value > highest.value { point } else { highest };
                        (highest, if point.value <= lowest.value { point } else { lowest })
                    });
                    let has_room = lowest.value - scale.least >= height;
                    (Some(highest), Some(lowest).filter(|_| has_room))
                }
            };
            numbers.above.push(above.cloned());
            numbers.below.push(below.cloned());
        }
        numbers
    }

    fn is_crossed_above(&self, point: &Point, height: f64) -> bool {
        self.levels.iter().any(|level| level.value > point.value && level.value - point.value <= height)
    }

    fn is_crossed_below(&self, point: &Point, height: f64, scale: Scale) -> bool {
        let is_at_floor = point.value - scale.least < height;
        is_at_floor || self.levels.iter().any(|level| level.value < point.value && point.value - level.value <= height)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn line(values: &[f64]) -> TrendLine {
        let point = |value: f64| (!value.is_nan()).then(|| Point { value, text: value.to_string() });
        TrendLine { name: String::new(), points: values.iter().copied().map(point).collect() }
    }

    fn check(lines: &[&[f64]], level: Option<f64>, above: &str, below: &str) {
        let trend = Trend {
            years: vec![String::new(); lines[0].len()],
            lines: lines.iter().copied().map(line).collect(),
            levels: level.map(|value| Level { kind: LevelKind::Target, value, words: String::new() }).into_iter().collect(),
            ..Trend::default()
        };
        let numbers = trend.numbers(trend.scale().unwrap());
        let text = |points: &[Option<Point>]| {
            points.iter().map(|point| point.as_ref().map_or("·", |point| point.text.as_str())).collect::<Vec<_>>().join(" ")
        };
        assert_eq!((text(&numbers.above).as_str(), text(&numbers.below).as_str()), (above, below), "{lines:?}");
    }

    #[test]
    fn numbers_keep_clear_of_the_target_line() {
        check(&[&[11.4, 12.0, f64::NAN, 14.6]], Some(15.0), "11.4 12 · ·", "· · · 14.6");
        check(&[&[11.4, 14.6]], None, "11.4 14.6", "· ·");
    }

    #[test]
    fn of_two_lines_the_higher_number_stands_above() {
        check(&[&[30.0, 150.0, 175.0], &[10.0, 170.0, 175.0]], None, "30 170 175", "· 150 175");
    }

    #[test]
    fn a_target_without_any_figure_is_no_trend() {
        let levels = vec![Level { kind: LevelKind::Target, value: 1.0, words: String::new() }];
        assert_eq!(Trend { levels, ..Trend::default() }.scale(), None);
    }
}
