//! 回答者数からみた目安: how far a rate might lie from that of all who were asked.
//!
//! Floats are allowed here: an interval is only ever displayed, and decides nothing.

/// In percent.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Interval {
    pub low: f64,
    pub high: f64,
}

/// The Wilson interval (95 %) of `favourable` among `answered`, with the correction for a finite population of `eligible`
/// people: n′ = n(N−1)/(N−n). A survey of everybody is no sample; where everybody answered, the rate itself is left.
///
/// `None` where nobody answered, or more than were asked.
pub fn interval(favourable: u64, answered: u64, eligible: u64) -> Option<Interval> {
    if answered == 0 || favourable > answered || answered > eligible {
        return None;
    }
    let share = favourable as f64 / answered as f64;
    if answered == eligible {
        return Some(Interval { low: share * 100.0, high: share * 100.0 });
    }
    let n = answered as f64 * (eligible as f64 - 1.0) / (eligible as f64 - answered as f64);
    let z2 = Z * Z;
    let centre = (share + z2 / (2.0 * n)) / (1.0 + z2 / n);
    let half = Z / (1.0 + z2 / n) * (share * (1.0 - share) / n + z2 / (4.0 * n * n)).sqrt();
    Some(Interval { low: (centre - half).max(0.0) * 100.0, high: (centre + half).min(1.0) * 100.0 })
}

/// The 97.5th percentile of the normal distribution.
const Z: f64 = 1.959_963_984_540_054;

#[cfg(test)]
mod tests {
    use super::*;

    fn bounds(favourable: u64, answered: u64, eligible: u64) -> Option<(String, String)> {
        interval(favourable, answered, eligible).map(|Interval { low, high }| (format!("{low:.1}"), format!("{high:.1}")))
    }

    #[test]
    fn the_interval_narrows_as_more_of_those_asked_answer() {
        let text = |low: &str, high: &str| Some((low.to_owned(), high.to_owned()));
        // n′ = 100 · 199 ÷ 100 = 199: 50 ± 6.9.
        assert_eq!(bounds(50, 100, 200), text("43.1", "56.9"));
        assert_eq!(bounds(50, 100, 1_000_000), text("40.4", "59.6"));
        assert_eq!(bounds(50, 100, 100), text("50.0", "50.0"));
        assert_eq!(bounds(0, 10, 20), text("0.0", "16.8"));
        assert_eq!(bounds(10, 10, 20), text("83.2", "100.0"));
    }

    #[test]
    fn there_is_none_where_nobody_or_more_than_everybody_answered() {
        assert_eq!(interval(0, 0, 10), None);
        assert_eq!(interval(5, 11, 10), None);
        assert_eq!(interval(6, 5, 10), None);
        assert_eq!(bounds(1, 1, 1), Some(("100.0".to_owned(), "100.0".to_owned())));
    }
}
