//! Small groups: what of a counted survey may be shown together.
//!
//! The rule (the stress-check guidance's ten people, and this programme's promise to staff): nobody learns a colleague's
//! answer from anything that is published, read side by side. Not from one table, not by subtracting the sections of a
//! department from the department, not by subtracting an earlier edition of the same survey from a later one.
//!
//! Whole groups are hidden, never single numbers of a group: what is left can then be proved safe by hand.
//!
//! # What is published
//!
//! People stand in a tree of places: the city, its 部, their 課. A place that shows its 回答者数 is *open*. For every question
//! some of the open places show their answers too: they are *open for the question*. The *rest* of an open place is what
//! is left of it without the open places below it: the hidden sections, and staff who named the department itself. It is
//! not printed, but whoever can subtract has it. By an attribute (性別) the city, and some places below it, show all *columns*:
//! its classes, where those that are too small are thrown together into one column that is not printed.
//!
//! # Why it is safe
//!
//! 1. The open places are a tree, so everything that can be had from them by adding and subtracting is a sum of rests, and
//!    rests do not overlap. Every rest is therefore held against the rule as if it were printed: enough people, and neither all
//!    nor all but one of one mind ([`Form::is_sound`]). Two sound rests joined are sound, hence every sum of them.
//! 2. Inside a rest nothing is known but its totals, how many people the places in it have where that is printed, and
//!    対象者数. These are the margins of one table, whose inside may be any table with these margins: an answer of a hidden
//!    place takes every value from `max(0, total − room of the others)` to `min(total, own room)`. Where the place must be protected, that
//!    range starts at zero or is at least `minimum − 1` wide, or more places join the rest ([`places`]).
//! 3. By an attribute, each rest of the places that show it has two sets of margins, its open places and its columns. For any answer
//!    the cells of place and class are again only bound by margins, and any inside will do. The range of a small cell is checked likewise, and
//!    the question is not shown by that attribute where it is narrow ([`attribute`]). All questions of an attribute are shown in the same
//!    places and columns, so the number of people in a cell is either known with all its answers or not at all.
//! 4. Two attributes meet only in totals that are known for both, so they say nothing about each other.
//! 5. A question that is asked only after an answer to another one is shown only where that one is, and as if it were known of every
//!    hidden place how many answered it. By an attribute it is shown only where somebody of every printed class answered.
//! 6. A later edition opens no place, question, attribute or column that an earlier one kept closed. So each of its rests is a sum of rests of the
//!    earlier edition, and what came in between is the difference: again a set of people that do not overlap with any other, and it
//!    is held against the same rule. A single late answer is never published; it waits for nine others.
//! 7. Answers of different years are of different papers: nothing printed adds them.
//!
//! Rates are functions of counts that are shown, and say nothing more. The programme's own city-wide indicators are
//! exempt: they are printed whatever they say (N6 prints 8人).

mod attribute;
mod family;
mod form;
mod places;

pub use attribute::ByAttribute;
pub use form::{Asked, Crowd, Form};
pub use places::Open;

/// People counted by place, question and attribute: everything that could be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Counted {
    pub form: Form,
    /// The first is the city; a place comes after the one it belongs to.
    pub places: Vec<Place>,
    /// By attribute, then class, then place: those who named the place itself.
    pub attributes: Vec<Vec<Vec<Crowd>>>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Where in the list the place stands that it belongs to; the city belongs to itself.
    pub within: usize,
    /// 対象者数 of those who belong to the place itself, where it is known.
    pub eligible: Option<u32>,
    /// Those who named the place itself.
    pub own: Crowd,
}

/// What an earlier edition of the same survey has shown, in the order of today's places, questions and classes.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub open: Vec<Open>,
    /// Of each open place, everyone in it.
    pub totals: Vec<Crowd>,
    /// By attribute.
    pub attributes: Vec<ByAttribute>,
    /// By attribute, then class, then place: everyone in it.
    pub columns: Vec<Vec<Vec<Crowd>>>,
}

/// What may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Release {
    /// By place.
    pub open: Vec<Open>,
    pub attributes: Vec<ByAttribute>,
}

/// Decides what may be shown of `counted` beside the earlier editions, oldest first.
pub fn release(counted: &Counted, earlier: &[Earlier]) -> Release {
    let totals = totals(&counted.places, |place| &counted.places[place].own);
    let open = places::open(counted, &totals, earlier);
    let by = |attribute| attribute::by_attribute(counted, &totals, &open, attribute, earlier);
    let attributes = (0..counted.attributes.len()).map(by).collect();
    Release { open, attributes }
}

/// Everyone in each place.
pub fn totals<'a>(places: &[Place], own: impl Fn(usize) -> &'a Crowd) -> Vec<Crowd> {
    let mut totals: Vec<Crowd> = (0..places.len()).map(|place| own(place).clone()).collect();
    for place in (1..places.len()).rev() {
        let (above, here) = totals.split_at_mut(place);
        above[places[place].within].add(&here[0]);
    }
    totals
}

#[cfg(test)]
mod tests;
