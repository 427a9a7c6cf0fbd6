//! The ends and steps of an axis, in round numbers.

/// A value axis from `least` to `most` in steps of `step`, which is positive and divides it.
///
/// We choose it and not ECharts, because ECharts looks at the lines only: a target above them would be cut off.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Scale {
    pub least: f64,
    pub most: f64,
    pub step: f64,
}

impl Scale {
    /// The axis that holds all values with some air above; `None` where there is no (finite) value.
    ///
    /// It begins at zero, so that a small change looks small, unless that would press the values into the upper quarter.
    pub fn around(values: impl IntoIterator<Item = f64>) -> Option<Scale> {
        let values: Vec<f64> = values.into_iter().filter(|value| value.is_finite()).collect();
        let low = values.iter().copied().reduce(f64::min)?;
        let high = values.iter().copied().reduce(f64::max)?;
        let (low, high) = (if low > 0.0 && low < high * 0.75 { 0.0 } else { low }, if high < 0.0 { 0.0 } else { high });
        let air = if high > low { (high - low) * 0.08 } else { high.abs().max(1.0) * 0.2 };
        let (bottom, top) = (if low == 0.0 { 0.0 } else { low - air }, high + air);
        // Amounts of ours are never below zero by the air alone.
        let bottom = if low >= 0.0 { bottom.max(0.0) } else { bottom };
        let is_whole = values.iter().all(|value| value.fract() == 0.0);
        let step = round_step((top - bottom) / 5.0, is_whole);
        Some(Scale { least: (bottom / step).floor() * step, most: (top / step).ceil() * step, step })
    }
}

/// The smallest of 1, 2, 2.5, 5 times a power of ten that is not below `least`, and a whole one for counts.
fn round_step(least: f64, is_whole: bool) -> f64 {
    let power = 10f64.powf(least.log10().floor());
    let steps = [1.0, 2.0, 2.5, 5.0].map(|times| times * power);
    let fits = |step: &f64| *step >= least && (!is_whole || step.fract() == 0.0);
    let step = steps.into_iter().find(fits).unwrap_or(10.0 * power);
    if is_whole { step.max(1.0) } else { step }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(values: &[f64], least: f64, most: f64, step: f64) {
        let scale = Scale::around(values.iter().copied()).unwrap();
        let near = |a: f64, b: f64| (a - b).abs() < 1e-9;
        assert!(near(scale.least, least) && near(scale.most, most) && near(scale.step, step), "{values:?} gave {scale:?}");
    }

    #[test]
    fn axes_are_round_and_hold_every_value() {
        check(&[0.0, 2.0], 0.0, 3.0, 1.0);
        check(&[304.0, 326.0], 300.0, 330.0, 10.0);
        check(&[3.0, 7.4, 4.0], 0.0, 8.0, 2.0);
        check(&[32.0, 48.0], 0.0, 60.0, 20.0);
        check(&[800.0, 1116.0], 0.0, 1250.0, 250.0);
        check(&[9.4, 8.9], 8.8, 9.6, 0.2);
        check(&[50.0], 40.0, 60.0, 5.0);
        check(&[0.0], 0.0, 1.0, 1.0);
        check(&[-5.0, 10.0], -10.0, 15.0, 5.0);
    }

    #[test]
    fn nothing_to_show_has_no_axis() {
        assert_eq!(Scale::around([]), None);
        assert_eq!(Scale::around([f64::NAN, f64::INFINITY]), None);
    }
}
