//! Verdicts against an oracle that was written apart from them.
//!
//! The oracle knows nothing of candidates, places or reasons: it takes one *world*, in which every doubtful cell has one
//! reading, decides it by the list of evaluation.md §2 on integer fractions, and asks whether all worlds agree.

mod book;
mod case;
mod chance;
mod fraction;
mod world;

use case::Case;
use chance::Chance;
use fraction::Fraction;
use shinchoku::evaluate::{Finding, Unjudged, Verdict, Wait};
use std::collections::BTreeMap;
use world::Basis;

#[test]
fn ten_thousand_random_indicator_years_have_the_oracles_verdict() {
    let mut chance = Chance(20_230_601);
    let mut seen = BTreeMap::<String, u32>::new();
    for round in 0..10_000 {
        let case = Case::any(&mut chance);
        let judgement = case.judged();
        let expected = case.expected(&case.target, Basis::Setting);
        assert_eq!(Answer::of(&judgement.finding), expected, "round {round}: {case:#?}\n{judgement:#?}");
        if let Some(far_goal) = &judgement.far_goal {
            assert_eq!(Answer::of(&far_goal.finding), case.expected(&case.far_goal, Basis::Setting), "far goal, round {round}: {case:#?}");
        }
        if let Some(other) = judgement.references.and_then(|references| references.other) {
            let expected = case.expected(&case.target, case.other_basis());
            assert_eq!(kind(other.verdict), expected.kind, "other reference, round {round}: {case:#?}");
        }
        *seen.entry(expected.kind).or_default() += 1;
        *seen.entry(format!("with progress: {}", expected.progress.is_some())).or_default() += 1;
        *seen.entry(format!("with attainment: {}", expected.attainment.is_some())).or_default() += 1;
        *seen.entry(format!("other reference: {}", judgement.references.is_some_and(|references| references.disagree()))).or_default() += 1;
    }
    // A generator that never reaches a branch proves nothing about it.
    for kind in [
        "achieved",
        "not_achieved",
        "unchanged",
        "first_measure",
        "undecided",
        "not_due: before",
        "not_due: collected",
        "not_judged: unmeasured",
        "not_judged: not applicable",
        "not_judged: dash",
        "not_judged: blank",
        "not_judged: as needed",
        "not_judged: stopped",
        "not_judged: nothing to compare",
        "with progress: true",
        "with attainment: true",
        "other reference: true",
    ] {
        assert!(seen.get(kind).is_some_and(|&n| n >= 50), "{kind}: {seen:#?}");
    }
}

/// What is compared with the oracle.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Answer {
    kind: String,
    difference: Option<Fraction>,
    attainment: Option<String>,
    progress: Option<String>,
}

impl Answer {
    fn of(finding: &Finding) -> Self {
        Answer {
            kind: kind(finding.verdict),
            difference: finding.difference.map(|difference| Fraction(difference.mantissa(), 10_i128.pow(difference.scale())).reduced()),
            attainment: finding.attainment.map(|percent| percent.to_string()),
            progress: finding.progress.map(|progress| progress.percent().to_string()),
        }
    }
}

fn kind(verdict: Verdict) -> String {
    let text = match verdict {
        Verdict::Achieved => "achieved",
        Verdict::NotAchieved => "not_achieved",
        Verdict::Unchanged => "unchanged",
        Verdict::FirstMeasure => "first_measure",
        Verdict::Undecided(_) => "undecided",
        Verdict::NotDue(Wait::BeforeMeasuring) => "not_due: before",
        Verdict::NotDue(Wait::BeingCollected) => "not_due: collected",
        Verdict::NotJudged(Unjudged::Unmeasured) => "not_judged: unmeasured",
        Verdict::NotJudged(Unjudged::NotApplicable) => "not_judged: not applicable",
        Verdict::NotJudged(Unjudged::NoTargetSet) => "not_judged: dash",
        Verdict::NotJudged(Unjudged::TargetBlank) => "not_judged: blank",
        Verdict::NotJudged(Unjudged::AsNeeded) => "not_judged: as needed",
        Verdict::NotJudged(Unjudged::Stopped) => "not_judged: stopped",
        Verdict::NotJudged(Unjudged::NothingToCompare) => "not_judged: nothing to compare",
        Verdict::NotJudged(Unjudged::NotPlanned) => "not_judged: not planned",
    };
    text.to_owned()
}
