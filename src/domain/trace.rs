//! 経過: what was done with inquiries and files. Records are only ever added, each under an id of its own, so that a
//! decision taken back (確定解除) leaves its trace and two offices never overwrite each other's.

use super::{AgendaId, DepartmentId, FiscalYear, Tables, TraceId};
use crate::register::{Context, Moment};
use chrono::NaiveDate;

/// One thing that was done.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Trace {
    /// On the wall clock of the device; for people.
    pub at: Moment,
    /// Who, as they call themselves; may be empty.
    pub by: String,
    pub event: Event,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Event {
    Handled(Handled),
    FileRead(FileRead),
    /// The reading of a file was undone.
    FileForgotten(TraceId),
    /// 廃棄: rows about people were taken off a device for good.
    Disposed(Disposed),
}

/// 廃棄記録. It counts and names nobody.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Disposed {
    /// What the rows were about: 時間外勤務, 年次有給休暇 …
    pub what: String,
    pub years: Vec<FiscalYear>,
    pub n_people: u32,
}

/// A step of one department's submission to one inquiry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Handled {
    pub inquiry: AgendaId,
    pub department: DepartmentId,
    /// One more than every step its writer knew of. Two alike: neither knew of the other.
    pub order: u32,
    pub step: Handling,
}

#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Handling {
    /// 所属長確認. `digest` says of which content.
    Confirmed { name: String, on: NaiveDate, digest: String },
    /// 提出: the department wrote its report.
    Submitted { digest: String },
    /// 受付: the secretariat read the report in.
    Received { digest: String, file: TraceId },
    /// 差戻し, with 再提出期限. `seen` is every change of the content up to now.
    Returned { reason: String, due: Option<NaiveDate>, seen: Context },
    /// 内容確認
    Checked,
    /// 確定解除
    Reopened { reason: String },
    /// 確定
    Settled { seen: Context },
}

/// A file that was read in.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FileRead {
    pub name: String,
    /// Fingerprint of its content.
    pub digest: String,
    /// Who wrote it, as the file says.
    pub from: String,
    pub written_at: Option<Moment>,
    /// How many cells were adopted.
    pub n_cells: u32,
}

/// Where a submission stands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum SubmissionStage {
    /// 未提出
    #[default]
    Asked,
    /// 提出済み, not yet read in by the secretariat.
    Submitted,
    /// 受付
    Received,
    /// 内容確認済み
    Checked,
    /// 差戻し
    Returned,
    /// 確定
    Settled,
}

impl SubmissionStage {
    pub const ALL: [SubmissionStage; 6] = [
        SubmissionStage::Asked,
        SubmissionStage::Submitted,
        SubmissionStage::Received,
        SubmissionStage::Checked,
        SubmissionStage::Returned,
        SubmissionStage::Settled,
    ];

    /// Where the step leads; `None` where it is not allowed.
    pub fn after(self, step: &Handling) -> Option<SubmissionStage> {
        match (step, self) {
            // After 確定 nothing moves but by 確定解除.
            (Handling::Reopened { .. }, SubmissionStage::Settled) => Some(SubmissionStage::Checked),
            (Handling::Reopened { .. }, _) | (_, SubmissionStage::Settled) => None,
            (Handling::Confirmed { .. }, stage) => Some(stage),
            // A better report on its way does not undo what the secretariat has done with the earlier one.
            (Handling::Submitted { .. }, SubmissionStage::Asked | SubmissionStage::Returned | SubmissionStage::Submitted) => {
                Some(SubmissionStage::Submitted)
            }
            (Handling::Submitted { .. }, stage) => Some(stage),
            (Handling::Received { .. }, _) => Some(SubmissionStage::Received),
            (Handling::Checked, SubmissionStage::Received) => Some(SubmissionStage::Checked),
            (Handling::Returned { .. }, SubmissionStage::Received | SubmissionStage::Checked) => Some(SubmissionStage::Returned),
            (Handling::Settled { .. }, SubmissionStage::Checked) => Some(SubmissionStage::Settled),
            (Handling::Checked | Handling::Returned { .. } | Handling::Settled { .. }, _) => None,
        }
    }
}

impl Handling {
    /// Of steps that did not know of each other the more careful one goes first, and may close the way to the others.
    fn rank(&self) -> u8 {
        match self {
            Handling::Confirmed { .. } => 0,
            Handling::Submitted { .. } => 1,
            Handling::Received { .. } => 2,
            Handling::Returned { .. } => 3,
            Handling::Checked => 4,
            Handling::Reopened { .. } => 5,
            Handling::Settled { .. } => 6,
        }
    }
}

/// A step with what became of it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Taken<'a> {
    pub id: &'a TraceId,
    pub trace: &'a Trace,
    pub step: &'a Handling,
    pub effect: Effect,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Effect {
    Moved(SubmissionStage),
    /// It crossed another step and was not allowed any more when both met.
    Crossed,
    /// The reading of its file was undone.
    Forgotten,
}

impl Tables {
    /// The steps of one submission, in order.
    pub fn steps(&self, inquiry: &AgendaId, department: &DepartmentId) -> Vec<Taken<'_>> {
        let mut handled: Vec<_> = self
            .traces
            .cells()
            .filter_map(|(id, cell)| Some((id, &cell.siblings().first()?.value)))
            .filter_map(|(id, trace)| match &trace.event {
                Event::Handled(handled) if handled.inquiry == *inquiry && handled.department == *department => Some((id, trace, handled)),
                Event::Handled(_) | Event::FileRead(_) | Event::FileForgotten(_) | Event::Disposed(_) => None,
            })
            .collect();
        handled.sort_by_key(|(id, _, handled)| (handled.order, handled.step.rank(), *id));
        let mut stage = SubmissionStage::Asked;
        let mut steps = Vec::new();
        for (id, trace, Handled { step, .. }) in handled {
            let effect = match (step, stage.after(step)) {
                (Handling::Received { file, .. }, _) if self.is_forgotten(file) => Effect::Forgotten,
                (_, Some(next)) => {
                    stage = next;
                    Effect::Moved(next)
                }
                (_, None) => Effect::Crossed,
            };
            steps.push(Taken { id, trace, step, effect });
        }
        steps
    }

    pub fn stage(&self, inquiry: &AgendaId, department: &DepartmentId) -> SubmissionStage {
        stage_of(&self.steps(inquiry, department))
    }

    /// The next step of a submission, counted on from all that are known.
    pub fn next_step(&self, inquiry: &AgendaId, department: &DepartmentId, step: Handling) -> Event {
        let order = self.next_order(inquiry, department);
        Event::Handled(Handled { inquiry: inquiry.clone(), department: department.clone(), order, step })
    }

    pub(super) fn next_order(&self, inquiry: &AgendaId, department: &DepartmentId) -> u32 {
        let known = self.traces.cells().flat_map(|(_, cell)| cell.siblings()).filter_map(|sibling| match &sibling.value.event {
            Event::Handled(handled) if handled.inquiry == *inquiry && handled.department == *department => Some(handled.order),
            Event::Handled(_) | Event::FileRead(_) | Event::FileForgotten(_) | Event::Disposed(_) => None,
        });
        known.max().unwrap_or(0).saturating_add(1)
    }

    /// Whether the reading of a file was undone.
    pub fn is_forgotten(&self, file: &TraceId) -> bool {
        let mut events = self.traces.cells().flat_map(|(_, cell)| cell.siblings()).map(|sibling| &sibling.value.event);
        events.any(|event| matches!(event, Event::FileForgotten(forgotten) if forgotten == file))
    }
}

/// Where the last step that counted has led.
pub fn stage_of(steps: &[Taken<'_>]) -> SubmissionStage {
    let moved = steps.iter().rev().find_map(|taken| match taken.effect {
        Effect::Moved(stage) => Some(stage),
        Effect::Crossed | Effect::Forgotten => None,
    });
    moved.unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::Entry,
        register::{Dot, Writer},
    };

    const SENT: Handling = Handling::Submitted { digest: String::new() };

    fn id<I: std::str::FromStr<Err = crate::domain::NotAnId>>(text: &str) -> I {
        text.parse().unwrap()
    }

    /// Two inquiries, `q` and `r`, to two departments, `a` and `b`.
    #[derive(Default)]
    struct Files(Tables, u64);

    impl Files {
        fn add(&mut self, event: Event) -> TraceId {
            self.1 += 1;
            let at = NaiveDate::from_ymd_opt(2024, 5, 31).unwrap().and_hms_opt(9, 0, 0).unwrap();
            let trace: TraceId = id(&format!("t{}", self.1));
            let dot = Dot { writer: Writer::from_bits(1), n: self.1 };
            self.0.write(Entry::Trace(trace.clone(), Trace { at, by: String::new(), event }), dot, None);
            trace
        }

        fn step(&mut self, inquiry: &str, department: &str, step: Handling) -> TraceId {
            self.add(self.0.next_step(&id(inquiry), &id(department), step))
        }

        fn effects(&self, inquiry: &str, department: &str) -> Vec<Effect> {
            self.0.steps(&id(inquiry), &id(department)).into_iter().map(|taken| taken.effect).collect()
        }
    }

    #[test]
    fn every_submission_counts_its_own_steps() {
        let mut files = Files::default();
        for (inquiry, department) in [("q", "a"), ("q", "b"), ("r", "a")] {
            files.step(inquiry, department, SENT);
        }
        files.step("q", "a", SENT);
        let order = |inquiry: &str, department: &str| files.0.next_order(&id(inquiry), &id(department));
        assert_eq!([order("q", "a"), order("q", "b"), order("r", "a"), order("r", "b")], [3, 2, 2, 1]);
        let n_steps = |inquiry: &str, department: &str| files.effects(inquiry, department).len();
        assert_eq!([n_steps("q", "a"), n_steps("q", "b"), n_steps("r", "a"), n_steps("r", "b")], [2, 1, 1, 0]);
        assert_eq!(files.0.stage(&id("r"), &id("b")), SubmissionStage::Asked);
    }

    #[test]
    fn a_report_whose_reading_was_undone_was_not_received() {
        let mut files = Files::default();
        files.step("q", "a", SENT);
        let read = |files: &mut Files| {
            let name = String::new();
            files.add(Event::FileRead(FileRead { name: name.clone(), digest: name.clone(), from: name, written_at: None, n_cells: 0 }))
        };
        let (first, second) = (read(&mut files), read(&mut files));
        files.step("q", "a", Handling::Received { digest: String::new(), file: first.clone() });
        files.add(Event::FileForgotten(first));
        files.step("q", "a", Handling::Checked);
        assert_eq!(files.effects("q", "a")[1..], [Effect::Forgotten, Effect::Crossed]);
        assert_eq!(files.0.stage(&id("q"), &id("a")), SubmissionStage::Submitted);
        files.step("q", "a", Handling::Received { digest: String::new(), file: second });
        assert_eq!(files.0.stage(&id("q"), &id("a")), SubmissionStage::Received);
    }

    #[test]
    fn of_steps_that_did_not_know_of_each_other_the_more_careful_one_goes_first() {
        let seen = Context::default();
        let mut files = Files::default();
        let file = id("t0");
        files.step("q", "a", Handling::Received { digest: String::new(), file });
        let order = files.0.next_order(&id("q"), &id("a"));
        // In the order of their names the way would be free for both.
        for step in [Handling::Checked, Handling::Returned { reason: "表紙".to_owned(), due: None, seen }] {
            files.add(Event::Handled(Handled { inquiry: id("q"), department: id("a"), order, step }));
        }
        assert_eq!(files.effects("q", "a")[1..], [Effect::Moved(SubmissionStage::Returned), Effect::Crossed]);
    }
}
