//! What of a table of 所属 may leave the device: no group of fewer people than the programme's minimum.
//!
//! One list is not put together: the 所属 to be heard about their plan. Why stands where it is drawn (`ui::pages::overtime::plan`).

/// Puts small groups together, the smallest first, until what is put together has the minimum; a group that would be the only
/// small one takes the next with it, so that no difference to a total shows it. `people` says how many a row is about.
///
/// Gives the rows that stand alone, in their order, and those that must be one; none at all where even all together are too few.
pub fn pooled<T>(rows: Vec<T>, minimum: u32, people: impl Fn(&T) -> u32) -> (Vec<T>, Vec<T>) {
    let mut order: Vec<usize> = (0..rows.len()).collect();
    order.sort_by_key(|&at| people(&rows[at]));
    let mut n_together = 0;
    let mut n_pooled = 0;
    for &at in &order {
        let has_enough = n_pooled == 0 || n_together >= minimum;
        if people(&rows[at]) >= minimum && has_enough {
            break;
        }
        n_together += people(&rows[at]);
        n_pooled += 1;
    }
    if n_pooled > 0 && n_together < minimum {
        return (Vec::new(), Vec::new());
    }
    let together: Vec<bool> = (0..rows.len()).map(|at| order[..n_pooled].contains(&at)).collect();
    let (pool, alone): (Vec<_>, Vec<_>) = rows.into_iter().zip(together).partition(|(_, is_pooled)| *is_pooled);
    let bare = |pairs: Vec<(T, bool)>| pairs.into_iter().map(|(row, _)| row).collect();
    (bare(alone), bare(pool))
}

/// Neighbouring classes put together until each has the minimum: from which to which class (both included), and how many people.
pub fn merged(counts: &[u32], minimum: u32) -> Vec<(usize, usize, u32)> {
    let mut merged: Vec<(usize, usize, u32)> = Vec::new();
    let mut open: Option<(usize, u32)> = None;
    for (at, &count) in counts.iter().enumerate() {
        let (from, before) = open.unwrap_or((at, 0));
        if before + count >= minimum {
            merged.push((from, at, before + count));
            open = None;
        } else {
            open = Some((from, before + count));
        }
    }
    // The rest goes with its neighbour; without one it is shown to nobody.
    if let (Some((_, rest)), Some(last)) = (open, merged.last_mut()) {
        (last.1, last.2) = (counts.len() - 1, last.2 + rest);
    }
    merged
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn small_groups_are_put_together() {
        let of = |rows: &[u32]| pooled(rows.to_vec(), 10, |&n| n);
        assert_eq!(of(&[30, 12, 10]), (vec![30, 12, 10], vec![]));
        assert_eq!(of(&[30, 4, 6]), (vec![30], vec![4, 6]));
        assert_eq!(of(&[30, 4, 12, 7]), (vec![30, 12], vec![4, 7]));
        assert_eq!(of(&[30, 4, 12]), (vec![30], vec![4, 12]), "one alone takes the next smallest with it");
        assert_eq!(of(&[4, 3]), (vec![], vec![]));
    }

    #[test]
    fn neighbouring_classes_are_put_together() {
        assert_eq!(merged(&[100, 40, 10, 3, 0, 1], 10), [(0, 0, 100), (1, 1, 40), (2, 5, 14)]);
        assert_eq!(merged(&[2, 3, 50], 10), [(0, 2, 55)]);
        assert_eq!(merged(&[2, 3], 10), []);
    }

    proptest! {
        #[test]
        fn nothing_below_the_minimum_leaves(rows in prop::collection::vec(0u32..40, 0..30), minimum in 3u32..12) {
            let (alone, pool) = pooled(rows.clone(), minimum, |&n| n);
            prop_assert!(alone.iter().all(|&n| n >= minimum));
            prop_assert!(pool.is_empty() || pool.iter().sum::<u32>() >= minimum && pool.len() > 1);
            prop_assert!(alone.len() + pool.len() == rows.len() || alone.is_empty() && pool.is_empty());
            let classes = merged(&rows, minimum);
            prop_assert!(classes.iter().all(|&(_, _, n)| n >= minimum));
            prop_assert!(classes.is_empty() || classes.iter().map(|&(_, _, n)| n).sum::<u32>() == rows.iter().sum::<u32>());
        }
    }
}
