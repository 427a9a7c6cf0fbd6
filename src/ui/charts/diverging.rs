//! 回答の内訳: diverging bars, favourable answers to the right of a line, the others to the left, a middle step on both sides.

/// Bars of several groups over the steps of one question.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Diverging {
    /// Best first.
    pub steps: Vec<Step>,
    pub bars: Vec<DivergingBar>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    pub words: String,
    pub side: Side,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    Favourable,
    /// The step in the middle of an odd scale.
    Middle,
    Other,
}

#[derive(Clone, Debug, PartialEq)]
pub struct DivergingBar {
    /// With its rate: `総務部　62.5%`.
    pub name: String,
    /// In percent, by step.
    pub shares: Vec<f64>,
}

/// A piece of every bar, from the line outwards; those to the left are below zero.
#[derive(Clone, Debug, PartialEq)]
pub struct Piece {
    pub step: usize,
    pub lengths: Vec<f64>,
}

impl Diverging {
    /// Which side each step of a scale stands on, from whether it is favourable, best first.
    pub fn sides(is_favourable: &[bool]) -> Vec<Side> {
        let n = is_favourable.len();
        let half = n / 2;
        let is_scale = n % 2 == 1 && is_favourable.iter().enumerate().all(|(at, is_favourable)| *is_favourable == (at < half));
        let side = |(at, is_favourable): (usize, &bool)| match is_favourable {
            true => Side::Favourable,
            false if is_scale && at == half => Side::Middle,
            false => Side::Other,
        };
        is_favourable.iter().enumerate().map(side).collect()
    }

    /// Stacked from the line outwards: first the middle, then the weaker steps.
    pub fn pieces(&self) -> Vec<Piece> {
        let of = |side: Side| (0..self.steps.len()).filter(move |&at| self.steps[at].side == side);
        let piece = |step: usize, factor: f64| {
            let lengths = self.bars.iter().map(|bar| bar.shares.get(step).copied().unwrap_or(0.0) * factor).collect();
            Piece { step, lengths }
        };
        let right = of(Side::Middle).map(|step| piece(step, 0.5)).chain(of(Side::Favourable).rev().map(|step| piece(step, 1.0)));
        let left = of(Side::Middle).map(|step| piece(step, -0.5)).chain(of(Side::Other).map(|step| piece(step, -1.0)));
        right.chain(left).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_middle_of_a_scale_stands_on_both_sides() {
        let sides = Diverging::sides(&[true, true, false, false, false]);
        assert_eq!(sides, [Side::Favourable, Side::Favourable, Side::Middle, Side::Other, Side::Other]);
        // Of four steps, and of answers that are no scale, there is no middle.
        assert_eq!(Diverging::sides(&[true, true, false, false]), [Side::Favourable, Side::Favourable, Side::Other, Side::Other]);
        assert_eq!(Diverging::sides(&[false, true, false]), [Side::Other, Side::Favourable, Side::Other]);
    }

    #[test]
    fn every_bar_is_a_hundred_percent_long_and_the_strongest_steps_stand_outside() {
        let steps = Diverging::sides(&[true, true, false, false, false]).into_iter().map(|side| Step { words: String::new(), side });
        let bars = vec![DivergingBar { name: String::new(), shares: vec![10.0, 40.0, 20.0, 25.0, 5.0] }];
        let pieces = Diverging { steps: steps.collect(), bars }.pieces();
        let lengths: Vec<(usize, f64)> = pieces.iter().map(|piece| (piece.step, piece.lengths[0])).collect();
        assert_eq!(lengths, [(2, 10.0), (1, 40.0), (0, 10.0), (2, -10.0), (3, -25.0), (4, -5.0)]);
    }
}
