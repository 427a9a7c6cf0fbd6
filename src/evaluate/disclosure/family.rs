//! A family of open places in the tree, chosen so that the rest of every one of them is safe.

use super::Place;

/// The open places, and the rest of each.
///
/// A row holds the counts that matter; `N` layers of rows are kept side by side: today's first, then those of earlier editions.
pub(super) struct Family<'a> {
    places: &'a [Place],
    pub(super) is_open: Vec<bool>,
    /// By layer and place; meaningful for open places only.
    rests: Vec<Vec<Vec<u32>>>,
    /// The places whose own people are in the rest of an open place.
    members: Vec<Vec<usize>>,
    /// How many people stand in the rest.
    sizes: Vec<u32>,
    /// The open places right below an open place.
    below: Vec<Vec<usize>>,
}

/// The rest of an open place.
pub(super) struct Rest<'a> {
    pub(super) now: &'a [u32],
    /// The same of each earlier edition.
    pub(super) before: Vec<&'a [u32]>,
    pub(super) members: &'a [usize],
    /// Everything but the city is closed: no more places can join.
    pub(super) is_all: bool,
}

impl<'a> Family<'a> {
    /// `layers`: by layer and place the counts of everyone in the place. `n_people`: of everyone in the place.
    pub(super) fn new(places: &'a [Place], may_open: &[bool], layers: Vec<Vec<Vec<u32>>>, n_people: impl Fn(usize) -> u32) -> Self {
        let n_places = places.len();
        let mut family = Family {
            places,
            is_open: may_open.to_vec(),
            rests: layers,
            members: (0..n_places).map(|place| vec![place]).collect(),
            sizes: (0..n_places).map(n_people).collect(),
            below: vec![Vec::new(); n_places],
        };
        if !may_open.first().is_some_and(|&is_open| is_open) {
            family.is_open.fill(false);
            return family;
        }
        for (place, Place { within, .. }) in places.iter().enumerate().skip(1) {
            let home = family.home(*within);
            if family.is_open[place] {
                family.below[home].push(place);
                family.sizes[home] -= family.sizes[place];
                for layer in &mut family.rests {
                    let (above, here) = layer.split_at_mut(place);
                    // A place comes after its home, and its total is still whole.
                    above[home].iter_mut().zip(&here[0]).for_each(|(rest, n)| *rest = rest.saturating_sub(*n));
                }
            } else {
                family.members[home].push(place);
            }
        }
        family
    }

    /// The open place that a place stands in, itself included.
    pub(super) fn home(&self, mut place: usize) -> usize {
        while !self.is_open[place] && place != 0 {
            place = self.places[place].within;
        }
        place
    }

    /// Closes places until every rest is safe. `is_nobody` says of a rest that there is nothing in it to protect; a place
    /// without anybody at all is closed.
    pub(super) fn settle(mut self, is_nobody: impl Fn(&[u32]) -> bool, is_safe: impl Fn(&Rest) -> bool) -> Self {
        for place in (0..self.places.len()).rev() {
            while self.is_open[place] {
                let now = &self.rests[0][place];
                let is_empty = self.below[place].is_empty() && is_nobody(now);
                let rest = Rest {
                    now,
                    before: self.rests[1..].iter().map(|layer| layer[place].as_slice()).collect(),
                    members: &self.members[place],
                    is_all: place == 0 && self.below[0].is_empty(),
                };
                if !is_empty && is_safe(&rest) {
                    break;
                }
                // The cheapest company first: the fewest people that disappear.
                let company = self.below[place].iter().copied().min_by_key(|&other| (self.cost(other), other));
                match company.filter(|_| !is_empty) {
                    Some(other) => self.close(other),
                    None => self.close(place),
                }
            }
        }
        self
    }

    /// How many people stand in the rest of an open place.
    pub(super) fn size(&self, place: usize) -> u32 {
        self.sizes[place]
    }

    /// How many people disappear for the rest above to grow.
    fn cost(&self, place: usize) -> u32 {
        match (self.sizes[place], self.below[place].iter().map(|&other| self.cost(other)).min()) {
            (0, Some(cost)) => cost.saturating_mul(2),
            (size, _) => size,
        }
    }

    /// What is in it falls to the open place above.
    fn close(&mut self, place: usize) {
        self.is_open[place] = false;
        if place == 0 {
            self.is_open.fill(false);
            return;
        }
        let home = self.home(self.places[place].within);
        for layer in &mut self.rests {
            let (above, here) = layer.split_at_mut(place);
            // What an edition of a damaged file says need not add up.
            above[home].iter_mut().zip(&here[0]).for_each(|(rest, n)| *rest = rest.saturating_add(*n));
        }
        self.sizes[home] += self.sizes[place];
        let members = std::mem::take(&mut self.members[place]);
        self.members[home].extend(members);
        let below = std::mem::take(&mut self.below[place]);
        self.below[home].retain(|&other| other != place);
        self.below[home].extend(below);
    }
}
