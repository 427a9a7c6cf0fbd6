//! `evaluate FILE... [--year YEAR] [--today DATE]`: what the data says, one JSON object a line.
//!
//! Numbers are decimal texts as they are printed; attainment and progress are percent with one decimal. What there is
//! nothing to say about is left out. `reason` is one of [`reason`]'s words.

use super::{Ending, files::Files};
use crate::{
    domain::{Dash, FiscalYear, Rule, Shown, Trust, Workspace},
    evaluate::{Actual, Doubt, FarGoal, Finding, Judgement, Trend, Unjudged, VariantJudgement, Verdict, Wait, has_year, judge, years},
    register::Reading,
};
use chrono::NaiveDate;
use serde::{Serialize, Serializer};
use std::{io, io::Write, path::PathBuf};

/// Judges the files as one: every year with a figure or a target, or one year only. What could not be read goes to `err`.
pub(super) fn evaluate(
    paths: &[PathBuf],
    year: Option<FiscalYear>,
    today: NaiveDate,
    out: &mut dyn Write,
    err: &mut dyn Write,
) -> io::Result<Ending> {
    let files = Files::open(paths, err)?;
    for line in lines(&files.joined(), year, today) {
        serde_json::to_writer(&mut *out, &line)?;
        writeln!(out)?;
    }
    Ok(if files.is_clean() { Ending::Clean } else { Ending::Damaged })
}

/// By programme, indicator in document order, part, year.
fn lines(workspace: &Workspace, year: Option<FiscalYear>, today: NaiveDate) -> Vec<Line> {
    let mut lines = Vec::new();
    for (programme, program) in &workspace.programs {
        let tables = &program.tables;
        for (indicator, _) in tables.listed_indicators() {
            let years = match year {
                Some(year) => has_year(tables, indicator, year).then_some(year).into_iter().collect(),
                None => years(tables, indicator, today),
            };
            let of_year = |year| judge(tables, indicator, year, today).into_iter().enumerate();
            let mut judgements: Vec<_> = years.into_iter().flat_map(of_year).collect();
            // The sort is stable: within a part the years stay in order.
            judgements.sort_by_key(|(part, _)| *part);
            lines.extend(judgements.into_iter().map(|(_, judgement)| Line::new(programme.as_str(), &judgement)));
        }
    }
    lines
}

#[derive(Serialize)]
struct Line {
    programme: String,
    indicator: String,
    #[serde(skip_serializing_if = "Option::is_none")]
    part: Option<String>,
    fiscal_year: i32,
    #[serde(skip_serializing_if = "Option::is_none")]
    actual: Option<ActualForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Cell<TargetForm>>,
    verdict: &'static str,
    /// Only where it is so.
    #[serde(skip_serializing_if = "Option::is_none")]
    reference_only: Option<bool>,
    #[serde(flatten)]
    numbers: Numbers,
    #[serde(skip_serializing_if = "Option::is_none")]
    trend: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    far_goal: Option<FarGoalForm>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    variants: Vec<VariantForm>,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct Numbers {
    #[serde(skip_serializing_if = "Option::is_none")]
    attainment: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    progress: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    difference: Option<String>,
}

#[derive(Serialize)]
struct FarGoalForm {
    #[serde(skip_serializing_if = "Option::is_none")]
    target: Option<Cell<TargetForm>>,
    verdict: &'static str,
    #[serde(flatten)]
    numbers: Numbers,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

#[derive(Serialize)]
struct VariantForm {
    excluding: String,
    actual: String,
    verdict: &'static str,
    #[serde(flatten)]
    numbers: Numbers,
    #[serde(skip_serializing_if = "Option::is_none")]
    reason: Option<&'static str>,
}

/// A plain value where there is no doubt, an object that says which doubt there is otherwise.
#[derive(Serialize)]
#[serde(untagged)]
enum Cell<V> {
    Value(V),
    /// `null`: one reading is that the place shows nothing.
    Candidates {
        candidates: Vec<Option<V>>,
    },
    Lost {
        lost: bool,
    },
    Conflict {
        conflict: Vec<Option<Cell<V>>>,
    },
}

#[derive(Serialize)]
#[serde(untagged)]
enum ActualForm {
    Whole(Cell<ShownForm>),
    /// Both parts of a two-part target, by id, in the order of the definition.
    Parts(PartForms),
}

struct PartForms(Vec<(String, Cell<ShownForm>)>);

impl Serialize for PartForms {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_map(self.0.iter().map(|(part, cell)| (part, cell)))
    }
}

#[derive(Serialize)]
#[serde(untagged)]
enum ShownForm {
    /// `"145"`, `"調整・検討"`
    Text(String),
    WordsAndNumber {
        words: String,
        number: String,
    },
    Dash {
        dash: &'static str,
    },
}

/// `"increase"`, `{"at_least":"85"}`, `{"dash":"no_target"}`
#[derive(Serialize)]
#[serde(rename_all = "snake_case")]
enum TargetForm {
    Increase,
    Decrease,
    AtLeast(String),
    AtMost(String),
    Exactly(String),
    Narrow,
    Equal,
    Reach(String),
    AsNeeded,
    Dash(&'static str),
    AtLeastPreviousYear,
    AtMostPreviousYear,
}

impl Line {
    fn new(programme: &str, judgement: &Judgement) -> Self {
        Line {
            programme: programme.to_owned(),
            indicator: judgement.indicator.to_string(),
            part: judgement.part.as_ref().map(ToString::to_string),
            fiscal_year: judgement.year.number(),
            actual: ActualForm::new(&judgement.actual),
            target: Cell::new(&judgement.target, TargetForm::new),
            verdict: verdict(judgement.finding.verdict),
            reference_only: judgement.is_reference_only.then_some(true),
            numbers: Numbers::new(&judgement.finding),
            trend: judgement.trend.map(trend),
            far_goal: judgement.far_goal.as_ref().map(FarGoalForm::new),
            variants: judgement.variants.iter().map(VariantForm::new).collect(),
            reason: reason(&judgement.finding),
        }
    }
}

impl Numbers {
    fn new(finding: &Finding) -> Self {
        Numbers {
            attainment: finding.attainment.map(|percent| percent.to_string()),
            progress: finding.progress.map(|progress| progress.percent().to_string()),
            difference: finding.difference.map(|difference| difference.to_string()),
        }
    }
}

impl FarGoalForm {
    fn new(far_goal: &FarGoal) -> Self {
        FarGoalForm {
            target: Cell::new(&far_goal.target, TargetForm::new),
            verdict: verdict(far_goal.finding.verdict),
            numbers: Numbers::new(&far_goal.finding),
            reason: reason(&far_goal.finding),
        }
    }
}

impl VariantForm {
    fn new(variant: &VariantJudgement) -> Self {
        VariantForm {
            excluding: variant.excluding.clone(),
            actual: variant.quantity.amount.to_string(),
            verdict: verdict(variant.finding.verdict),
            numbers: Numbers::new(&variant.finding),
            reason: reason(&variant.finding),
        }
    }
}

impl<F> Cell<F> {
    /// `None` for a blank.
    fn new<V>(reading: &Reading<Trust<V>>, form: impl Fn(&V) -> Option<F> + Copy) -> Option<Self> {
        match reading {
            Reading::Absent => None,
            Reading::Settled(trust) => Cell::settled(trust, form),
            Reading::Conflict(values) => Some(Cell::Conflict { conflict: values.iter().map(|trust| Cell::settled(trust, form)).collect() }),
        }
    }

    fn settled<V>(trust: &Trust<V>, form: impl Fn(&V) -> Option<F>) -> Option<Self> {
        match trust {
            Trust::Confirmed(value) => form(value).map(Cell::Value),
            Trust::Candidates { readings, .. } => {
                Some(Cell::Candidates { candidates: readings.iter().map(|reading| reading.as_ref().and_then(&form)).collect() })
            }
            Trust::Lost { .. } => Some(Cell::Lost { lost: true }),
        }
    }
}

impl ActualForm {
    fn new(places: &[Actual]) -> Option<Self> {
        match places {
            [whole] => Cell::new(&whole.shown, ShownForm::new).map(ActualForm::Whole),
            parts => {
                let of_part = |actual: &Actual| Some((actual.part.as_ref()?.to_string(), Cell::new(&actual.shown, ShownForm::new)?));
                let parts: Vec<_> = parts.iter().filter_map(of_part).collect();
                (!parts.is_empty()).then_some(ActualForm::Parts(PartForms(parts)))
            }
        }
    }
}

impl ShownForm {
    fn new(shown: &Shown) -> Option<Self> {
        match shown {
            Shown::Blank => None,
            Shown::Dash(meaning) => Some(ShownForm::Dash { dash: dash(*meaning) }),
            Shown::Number(quantity) => Some(ShownForm::Text(quantity.amount.to_string())),
            Shown::Words(words) => Some(ShownForm::Text(words.clone())),
            Shown::WordsAndNumber(words, quantity) => {
                Some(ShownForm::WordsAndNumber { words: words.clone(), number: quantity.amount.to_string() })
            }
        }
    }
}

impl TargetForm {
    fn new(rule: &Rule) -> Option<Self> {
        Some(match rule {
            Rule::Increase => TargetForm::Increase,
            Rule::Decrease => TargetForm::Decrease,
            Rule::AtLeast(quantity) => TargetForm::AtLeast(quantity.amount.to_string()),
            Rule::AtMost(quantity) => TargetForm::AtMost(quantity.amount.to_string()),
            Rule::Exactly(quantity) => TargetForm::Exactly(quantity.amount.to_string()),
            Rule::Narrow => TargetForm::Narrow,
            Rule::Equal => TargetForm::Equal,
            Rule::Reach(stage) => TargetForm::Reach(stage.clone()),
            Rule::AsNeeded => TargetForm::AsNeeded,
            Rule::Dash(meaning) => TargetForm::Dash(dash(*meaning)),
            Rule::AtLeastPreviousYear => TargetForm::AtLeastPreviousYear,
            Rule::AtMostPreviousYear => TargetForm::AtMostPreviousYear,
            Rule::Blank => return None,
        })
    }
}

fn verdict(verdict: Verdict) -> &'static str {
    match verdict {
        Verdict::Achieved => "achieved",
        Verdict::NotAchieved => "not_achieved",
        Verdict::Unchanged => "unchanged",
        Verdict::FirstMeasure => "first_measure",
        Verdict::Undecided(_) => "undecided",
        Verdict::NotDue(_) => "not_due",
        Verdict::NotJudged(_) => "not_judged",
    }
}

/// Why a verdict is no comparison; of one that is, whether a doubtful cell was read in every way.
fn reason(finding: &Finding) -> Option<&'static str> {
    match finding.verdict {
        Verdict::Undecided(doubt) => Some(match doubt {
            Doubt::FigureInConflict => "figure_in_conflict",
            Doubt::TargetInConflict => "target_in_conflict",
            Doubt::SettingsInConflict => "settings_in_conflict",
            Doubt::DefinitionInConflict => "definition_in_conflict",
            Doubt::DecisionInConflict => "decision_in_conflict",
            Doubt::TargetLost => "target_lost",
            Doubt::TargetUnsettled => "target_unsettled",
            Doubt::NotEntered => "not_entered",
            Doubt::FigureLost => "figure_lost",
            Doubt::FigureUnsettled => "figure_unsettled",
            Doubt::FellWithoutReason => "fell_without_reason",
            Doubt::ReferenceUnsettled => "reference_unsettled",
            Doubt::NoOrderOfStages => "no_order_of_stages",
            Doubt::NotComparable => "not_comparable",
            Doubt::UnitsDiffer => "units_differ",
            Doubt::TooLarge => "too_large",
        }),
        Verdict::NotDue(wait) => Some(match wait {
            Wait::BeforeMeasuring => "before_measuring",
            Wait::BeingCollected => "being_collected",
        }),
        Verdict::NotJudged(unjudged) => Some(match unjudged {
            Unjudged::TargetBlank => "target_blank",
            Unjudged::NoTargetSet => "no_target_set",
            Unjudged::NotPlanned => "not_planned",
            Unjudged::AsNeeded => "as_needed",
            Unjudged::Stopped => "stopped",
            Unjudged::Unmeasured => "unmeasured",
            Unjudged::NotApplicable => "not_applicable",
            Unjudged::NothingToCompare => "nothing_to_compare",
        }),
        Verdict::Achieved | Verdict::NotAchieved | Verdict::Unchanged | Verdict::FirstMeasure => {
            finding.holds_in_any_reading.then_some("any_reading")
        }
    }
}

fn trend(trend: Trend) -> &'static str {
    match trend {
        Trend::Rising => "rising",
        Trend::Level => "level",
        Trend::Falling => "falling",
    }
}

fn dash(dash: Dash) -> &'static str {
    match dash {
        Dash::Unmeasured => "unmeasured",
        Dash::NoTarget => "no_target",
        Dash::NotApplicable => "not_applicable",
        Dash::NotPlanned => "not_planned",
    }
}
