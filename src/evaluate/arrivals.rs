//! 回収: how many answers came from each department, as far as it may be seen while the survey runs.
//!
//! A count that grows by one with one file tells when somebody answered. So before the survey closes a department's count shows
//! from the minimum group up only, and never where the total less what is shown would tell a smaller one.

use super::{intake::Counting, intake::intake, survey::minimum_group};
use crate::domain::{DepartmentId, EligibleKey, GroupPlace, People, Program, SurveyId, Timing};
use chrono::NaiveDate;
use std::collections::BTreeMap;

/// One department, or those who named none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrived {
    pub place: GroupPlace,
    /// 対象者数, where it is settled.
    pub eligible: Option<u32>,
    /// Answers that came in files and count; `None`: not to be seen yet.
    pub files: Option<u32>,
    /// Answers on paper, as they were typed in.
    pub paper: Option<u32>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Arrivals {
    pub places: Vec<Arrived>,
    /// All that count; `None`: fewer than the minimum group, and not to be seen yet.
    pub files: Option<u32>,
    pub late: u32,
    /// Given to a version of the questions that is not here yet: they wait.
    pub newer_version: u32,
    pub is_closed: bool,
    pub minimum: u32,
}

/// As of `today`: on the last day of the survey it still runs. A department is listed where anything of this survey names it
/// (対象者数, a paper tally, an answer that counts), and those who named none, or one that is gone, stand together. Counted by
/// place are the answers that [`intake`](super::intake) counts, of versions known here; late ones are told of all that came.
pub fn arrivals(program: &Program, survey: &SurveyId, today: NaiveDate) -> Arrivals {
    let tables = &program.tables;
    let minimum = minimum_group(tables);
    let asked = tables.surveys.get(survey);
    let is_closed = asked.and_then(|asked| asked.closes).is_some_and(|closes| closes < today);
    let (mut counts, mut late, mut newer_version) = (BTreeMap::<Option<&DepartmentId>, u32>::new(), 0, 0);
    for (_, answer, counting) in intake(program, survey) {
        if asked.is_some_and(|asked| !asked.knows_version_of(answer)) {
            newer_version += 1;
        } else if counting == Counting::Counted {
            *counts.entry(answer.department.as_ref()).or_default() += 1;
        }
        late += u32::from(answer.arrival == Timing::Late);
    }
    let key = |department: &DepartmentId| EligibleKey { survey: survey.clone(), department: department.clone() };
    let listed = tables.listed_departments().into_iter().map(|(id, _)| id);
    let is_involved = |id: &&DepartmentId| {
        counts.contains_key(&Some(*id)) || tables.eligible.cell(&key(id)).is_some() || tables.paper_tallies.cell(&key(id)).is_some()
    };
    let mut places: Vec<Arrived> = listed
        .filter(is_involved)
        .map(|id| Arrived {
            place: GroupPlace::Department(id.clone()),
            eligible: tables.eligible.get(&key(id)).map(|&People(n)| n),
            files: Some(counts.get(&Some(id)).copied().unwrap_or(0)),
            paper: tables.paper_tallies.get(&key(id)).map(|paper| paper.answered),
        })
        .collect();
    // Who named no department, or one that is not listed any more.
    let named: u32 = places.iter().filter_map(|place| place.files).sum();
    let total: u32 = counts.values().sum();
    if total > named {
        places.push(Arrived { place: GroupPlace::Unnamed, eligible: None, files: Some(total - named), paper: None });
    }
    if !is_closed {
        hide(&mut places, minimum);
    }
    let files = Some(total).filter(|&total| is_closed || total >= minimum);
    Arrivals { places, files, late, newer_version, is_closed, minimum }
}

/// Takes away the small counts, and as many of the others as hide the small ones from subtraction.
fn hide(places: &mut [Arrived], minimum: u32) {
    let mut hidden = 0;
    let mut has_hidden = false;
    let mut by_size: Vec<&mut Arrived> = places.iter_mut().collect();
    by_size.sort_by_key(|place| place.files);
    for place in by_size {
        let Some(n) = place.files else { continue };
        if n < minimum || (has_hidden && hidden < minimum) {
            hidden += n;
            has_hidden = true;
            place.files = None;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(counts: &[u32], minimum: u32) -> Vec<Option<u32>> {
        let place = |&n: &u32| Arrived { place: GroupPlace::City, eligible: None, files: Some(n), paper: None };
        let mut places: Vec<Arrived> = counts.iter().map(place).collect();
        hide(&mut places, minimum);
        places.into_iter().map(|place| place.files).collect()
    }

    #[test]
    fn a_small_count_cannot_be_had_by_subtraction() {
        assert_eq!(shown(&[12, 30], 10), [Some(12), Some(30)]);
        assert_eq!(shown(&[10, 30], 10), [Some(10), Some(30)]);
        assert_eq!(shown(&[9, 1, 12], 10), [None, None, Some(12)]);
        assert_eq!(shown(&[12, 3, 30], 10), [None, None, Some(30)]);
        assert_eq!(shown(&[6, 5, 30], 10), [None, None, Some(30)]);
        // Nobody is as telling as one.
        assert_eq!(shown(&[0, 14, 30], 10), [None, None, Some(30)]);
        assert_eq!(shown(&[2], 10), [None]);
    }

    proptest::proptest! {
        #[test]
        fn what_is_hidden_adds_up_to_a_group(counts in proptest::collection::vec(0_u32..40, 0..8), minimum in 3_u32..12) {
            let shown = shown(&counts, minimum);
            let hidden: Vec<u32> = counts.iter().zip(&shown).filter(|(_, shown)| shown.is_none()).map(|(n, _)| *n).collect();
            let is_all = hidden.len() == counts.len();
            proptest::prop_assert!(hidden.is_empty() || is_all || hidden.iter().sum::<u32>() >= minimum);
            proptest::prop_assert!(shown.iter().flatten().all(|n| *n >= minimum));
        }
    }
}
