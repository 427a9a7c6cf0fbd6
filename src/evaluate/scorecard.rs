//! The whole programme in one fiscal year: what is met, what changed, what blocks.

use super::{
    sheet,
    target::{Judgement, judge},
    verdict::{Against, Doubt, Verdict},
};
use crate::{
    domain::{
        BaselineKey, CellId, FigureKey, FiscalYear, IndicatorId, Owner, PartId, PillarId, Shown, Tables, TargetKey, TargetSlot, Trust,
        owner_of,
    },
    register::Reading,
};
use chrono::NaiveDate;

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scorecard {
    pub year: FiscalYear,
    pub whole: Score,
    /// In document order; pillars that no longer stand in the list, with indicators that do, come last.
    pub pillars: Vec<(PillarId, Score)>,
    /// Of every listed indicator, in document order.
    pub judgements: Vec<Judgement>,
    pub changes: Vec<Change>,
    pub blocks: Vec<Block>,
}

/// Indicators by how they count. An indicator of several parts counts once.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Score {
    pub achieved: u32,
    pub not_achieved: u32,
    pub first_measure: u32,
    pub undecided: u32,
    pub not_due: u32,
    pub not_judged: u32,
}

/// How an indicator counts. Of several parts the last in this order speaks for the whole: each has to be met, so one miss
/// decides, and nothing else does while a part is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Mark {
    NotJudged,
    FirstMeasure,
    Achieved,
    NotDue,
    Undecided,
    NotAchieved,
}

/// A verdict that counts otherwise than in the year before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub before: Verdict,
    pub now: Verdict,
}

/// A verdict that waits for a person, where to act, and whose business that is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Block {
    pub indicator: IndicatorId,
    pub part: Option<PartId>,
    pub doubt: Doubt,
    /// At least one.
    pub cells: Vec<CellId>,
    /// Of the first cell.
    pub owner: Owner,
}

impl From<Verdict> for Mark {
    fn from(verdict: Verdict) -> Self {
        match verdict {
            Verdict::Achieved => Mark::Achieved,
            Verdict::NotAchieved | Verdict::Unchanged => Mark::NotAchieved,
            Verdict::FirstMeasure => Mark::FirstMeasure,
            Verdict::Undecided(_) => Mark::Undecided,
            Verdict::NotDue(_) => Mark::NotDue,
            Verdict::NotJudged(_) => Mark::NotJudged,
        }
    }
}

impl Mark {
    /// In the order in which a scorecard counts them.
    pub const ALL: [Mark; 6] = [Mark::Achieved, Mark::NotAchieved, Mark::FirstMeasure, Mark::Undecided, Mark::NotDue, Mark::NotJudged];

    /// The mark of a whole indicator.
    pub fn of(judgements: &[Judgement]) -> Mark {
        judgements.iter().map(|judgement| judgement.finding.verdict.into()).max().unwrap_or(Mark::NotJudged)
    }
}

impl Score {
    /// How many were compared: the denominator of every share.
    pub fn n_judged(self) -> u32 {
        self.achieved + self.not_achieved
    }

    pub fn of(mut self, mark: Mark) -> u32 {
        *self.counter(mark)
    }

    pub(super) fn count(&mut self, mark: Mark) {
        *self.counter(mark) += 1;
    }

    fn counter(&mut self, mark: Mark) -> &mut u32 {
        match mark {
            Mark::Achieved => &mut self.achieved,
            Mark::NotAchieved => &mut self.not_achieved,
            Mark::FirstMeasure => &mut self.first_measure,
            Mark::Undecided => &mut self.undecided,
            Mark::NotDue => &mut self.not_due,
            Mark::NotJudged => &mut self.not_judged,
        }
    }
}

/// The programme on a page, for one fiscal year.
pub fn scorecard(tables: &Tables, year: FiscalYear, today: NaiveDate) -> Scorecard {
    let mut scorecard = Scorecard {
        year,
        whole: Score::default(),
        pillars: tables.listed_pillars().into_iter().map(|(id, _)| (id.clone(), Score::default())).collect(),
        judgements: Vec::new(),
        changes: Vec::new(),
        blocks: Vec::new(),
    };
    for (id, indicator) in tables.listed_indicators() {
        let judgements = judge(tables, id, year, today);
        let mark = Mark::of(&judgements);
        scorecard.whole.count(mark);
        scorecard.score_of(&indicator.pillar).count(mark);
        let before = year.previous().map(|previous| judge(tables, id, previous, today)).unwrap_or_default();
        scorecard.changes.extend(judgements.iter().filter_map(|judgement| change(judgement, &before)));
        scorecard.blocks.extend(judgements.iter().filter_map(|judgement| block(tables, judgement)));
        scorecard.judgements.extend(judgements);
    }
    scorecard
}

impl Scorecard {
    fn score_of(&mut self, pillar: &PillarId) -> &mut Score {
        let at = self.pillars.iter().position(|(id, _)| id == pillar).unwrap_or_else(|| {
            self.pillars.push((pillar.clone(), Score::default()));
            self.pillars.len() - 1
        });
        &mut self.pillars[at].1
    }
}

fn change(judgement: &Judgement, before: &[Judgement]) -> Option<Change> {
    let before = before.iter().find(|before| before.part == judgement.part)?.finding.verdict;
    let now = judgement.finding.verdict;
    (Mark::from(before) != Mark::from(now)).then(|| Change {
        indicator: judgement.indicator.clone(),
        part: judgement.part.clone(),
        before,
        now,
    })
}

fn block(tables: &Tables, judgement: &Judgement) -> Option<Block> {
    let Verdict::Undecided(doubt) = judgement.finding.verdict else { return None };
    let cells = cells_in_doubt(tables, judgement, doubt);
    let owner = owner_of(tables, cells.first()?);
    Some(Block { indicator: judgement.indicator.clone(), part: judgement.part.clone(), doubt, cells, owner })
}

/// Where a doubt can be settled.
fn cells_in_doubt(tables: &Tables, judgement: &Judgement, doubt: Doubt) -> Vec<CellId> {
    match doubt {
        Doubt::FigureInConflict | Doubt::NotEntered | Doubt::FigureLost | Doubt::FigureUnsettled => {
            let is_open = |shown: &Reading<Trust<Shown>>| match shown {
                Reading::Settled(Trust::Confirmed(shown)) => *shown == Shown::Blank,
                Reading::Absent | Reading::Settled(_) | Reading::Conflict(_) => true,
            };
            let open = judgement.actual.iter().filter(|actual| is_open(&actual.shown));
            open.map(|actual| figure(judgement, actual.part.as_ref(), judgement.year)).collect()
        }
        Doubt::FellWithoutReason | Doubt::NotComparable | Doubt::UnitsDiffer | Doubt::TooLarge => {
            judgement.actual.iter().map(|actual| figure(judgement, actual.part.as_ref(), judgement.year)).collect()
        }
        Doubt::TargetInConflict | Doubt::TargetLost | Doubt::TargetUnsettled => vec![target(tables, judgement)],
        Doubt::ReferenceUnsettled => match judgement.references.map(|references| references.used.against) {
            Some(Against::Baseline(year) | Against::FirstMeasured(year) | Against::PreviousYear(year)) => {
                judgement.actual.iter().map(|actual| figure(judgement, actual.part.as_ref(), year)).collect()
            }
            Some(Against::PrintedBaseline) | None => {
                vec![CellId::Baseline(BaselineKey { indicator: judgement.indicator.clone(), part: judgement.part.clone() })]
            }
        },
        Doubt::DefinitionInConflict | Doubt::NoOrderOfStages => vec![CellId::Indicator(judgement.indicator.clone())],
        Doubt::SettingsInConflict => vec![CellId::Settings(())],
        Doubt::DecisionInConflict => {
            let measure =
                tables.indicators.reading(&judgement.indicator).values().into_iter().find_map(|definition| definition.measure.as_ref());
            let rating = measure.and_then(|measure| sheet::last_rating_before(tables, measure, judgement.year));
            rating.map(|(key, _)| CellId::Rating(key)).into_iter().collect()
        }
    }
}

fn figure(judgement: &Judgement, part: Option<&PartId>, year: FiscalYear) -> CellId {
    CellId::Figure(FigureKey { indicator: judgement.indicator.clone(), year, part: part.cloned() })
}

/// The cell of the target in force; the year's own where none is.
fn target(tables: &Tables, judgement: &Judgement) -> CellId {
    let key = |slot, part: &Option<PartId>| TargetKey { indicator: judgement.indicator.clone(), slot, part: part.clone() };
    let slots = [TargetSlot::Year(judgement.year), TargetSlot::EveryYear];
    let keys = slots.into_iter().flat_map(|slot| [key(slot, &judgement.part), key(slot, &None)]);
    let mut in_force = keys.filter(|key| tables.targets.reading(key).map(|target| target.rule.clone()) == judgement.target);
    CellId::Target(in_force.next().unwrap_or_else(|| key(TargetSlot::Year(judgement.year), &judgement.part)))
}

#[cfg(test)]
mod tests {
    use super::{super::fixture::*, *};
    use crate::domain::{Assignment, Department, Entry, Pillar, PillarRole, Position, Record, Rule};

    fn programme() -> City {
        let pillar = |number: &str| Pillar {
            number: number.to_owned(),
            name: Trust::Confirmed(number.to_owned()),
            summary: String::new(),
            role: PillarRole::Pillar,
        };
        let at = |record, place: &str| Entry::Position(record, Position::new(place).unwrap());
        City::new()
            .write(Entry::Pillar(id("1"), pillar("1")))
            .write(Entry::Pillar(id("2"), pillar("2")))
            .write(at(Record::Pillar(id("2")), "1"))
            .write(at(Record::Pillar(id("1")), "2"))
            .indicator("met")
            .every_year("met", at_least("3件"))
            .figures("met", [(2022, n("2件")), (2023, n("3件"))])
            .indicator_with("missed", |indicator| indicator.pillar = id("2"))
            .every_year("missed", exactly("0人"))
            .figures("missed", [(2022, n("1人")), (2023, n("8人"))])
            .indicator_with("missing", |indicator| indicator.pillar = id("2"))
            .every_year("missing", at_least("1件"))
            .indicator("as-needed")
            .every_year("as-needed", Rule::AsNeeded)
    }

    #[test]
    fn indicators_are_counted_by_pillar_in_document_order() {
        let city = programme();
        let scorecard = scorecard(&city.tables, year(2023), city.now());
        assert_eq!(scorecard.whole, Score { achieved: 1, not_achieved: 1, undecided: 1, not_judged: 1, ..Score::default() });
        let second = Score { not_achieved: 1, undecided: 1, ..Score::default() };
        let first = Score { achieved: 1, not_judged: 1, ..Score::default() };
        assert_eq!(scorecard.pillars, [(id("2"), second), (id("1"), first)]);
        assert_eq!(scorecard.judgements.len(), 4);
        assert_eq!(scorecard.whole.n_judged(), 2);
        assert_eq!(Mark::ALL.map(|mark| scorecard.whole.of(mark)), [1, 1, 0, 1, 0, 1]);
    }

    #[test]
    fn a_change_is_a_verdict_that_counts_otherwise_than_last_year() {
        let city = programme();
        let changes = scorecard(&city.tables, year(2023), city.now()).changes;
        let met = Change { indicator: id("met"), part: None, before: Verdict::NotAchieved, now: Verdict::Achieved };
        assert_eq!(changes, [met]);
    }

    #[test]
    fn what_blocks_is_named_with_its_cell_and_its_owner() {
        let department = Department::named("人事課");
        let city = programme()
            .write(Entry::Department(id("hr"), department))
            .write(Entry::Assignment(Record::Indicator(id("missing")), Assignment { lead: vec![id("hr")], ..Assignment::default() }))
            .doubtful_target("met", 2023, lost());
        let blocks = scorecard(&city.tables, year(2023), city.now()).blocks;
        let [target, figure] = &blocks[..] else { panic!("two blocks: {blocks:?}") };
        let key = TargetKey { indicator: id("met"), slot: TargetSlot::Year(year(2023)), part: None };
        assert_eq!((target.doubt, &target.cells[..], &target.owner), (Doubt::TargetLost, &[CellId::Target(key)][..], &Owner::Secretariat));
        assert_eq!((figure.doubt, &figure.cells[..]), (Doubt::NotEntered, &[CellId::Figure(figure_key("missing", 2023))][..]));
        assert_eq!(figure.owner, Owner::Departments(vec![id("hr")]));
    }

    #[test]
    fn of_a_pair_only_the_part_that_is_missing_blocks() {
        let city = City::new().indicator_with("X", men_and_women).every_year("X", Rule::Narrow).part("X", "male", [(2023, n("20.0"))]);
        let blocks = scorecard(&city.tables, year(2023), city.now()).blocks;
        let key = FigureKey { part: Some(id("female")), ..figure_key("X", 2023) };
        assert_eq!(blocks[0].cells, [CellId::Figure(key)]);
    }

    #[test]
    fn a_missed_part_is_a_missed_indicator_whatever_the_others_are() {
        let city = City::new()
            .indicator_with("X", men_and_women)
            .every_year("X", at_least("3"))
            .part("X", "male", [(2022, n("4")), (2023, n("2")), (2024, n("4"))])
            .part("X", "female", [(2022, n("5"))]);
        let mark = |of| Mark::of(&city.judgements("X", of));
        assert_eq!((mark(2022), mark(2023), mark(2024)), (Mark::Achieved, Mark::NotAchieved, Mark::Undecided));
    }
}
