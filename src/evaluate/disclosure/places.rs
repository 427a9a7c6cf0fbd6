//! Which places show how many answered, and which show what.

use super::{
    Counted, Crowd, Earlier,
    family::{Family, Rest},
};

/// What a place shows.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Open {
    /// 回答者数.
    pub people: bool,
    /// By question.
    pub questions: Vec<bool>,
}

pub(super) fn open(counted: &Counted, totals: &[Crowd], earlier: &[Earlier]) -> Vec<Open> {
    let form = &counted.form;
    let people = open_for_people(counted, totals, earlier);
    let mut by_question: Vec<Vec<bool>> = Vec::new();
    for (question, asked) in form.asked().iter().enumerate() {
        let may_open: Vec<bool> = (0..counted.places.len())
            .map(|place| {
                let follows = asked.follows.is_none_or(|other| by_question.get(other).is_some_and(|open| open[place]));
                let was_open = earlier.iter().all(|edition| edition.open[place].questions[question]);
                people.is_open[place] && asked.n_choices > 0 && follows && was_open
            })
            .collect();
        by_question.push(open_for_question(counted, totals, earlier, question, &people, &may_open));
    }
    let open = |place: usize| Open { people: people.is_open[place], questions: by_question.iter().map(|open| open[place]).collect() };
    (0..counted.places.len()).map(open).collect()
}

fn open_for_people<'a>(counted: &'a Counted, totals: &[Crowd], earlier: &[Earlier]) -> Family<'a> {
    let form = &counted.form;
    let may_open = |place: usize| form.is_group(totals[place].n_people()) && earlier.iter().all(|edition| edition.open[place].people);
    let may_open: Vec<bool> = (0..counted.places.len()).map(may_open).collect();
    let row = |total: &Crowd| vec![total.n_people()];
    let layers = layers(totals, earlier, row);
    let is_sound = |row: &[u32]| row[0] == 0 || form.is_group(row[0]);
    let is_safe = |rest: &Rest| is_sound(rest.now) && rest.before.iter().all(|before| is_change(rest.now, before, is_sound));
    Family::new(&counted.places, &may_open, layers, |place| totals[place].n_people()).settle(|row| row[0] == 0, is_safe)
}

fn open_for_question(
    counted: &Counted,
    totals: &[Crowd],
    earlier: &[Earlier],
    question: usize,
    people: &Family<'_>,
    may_open: &[bool],
) -> Vec<bool> {
    let form = &counted.form;
    let row = |total: &Crowd| {
        let counts = [total.n_people(), total.answered(form, question)];
        counts.into_iter().chain(total.given(form, question).iter().copied()).collect::<Vec<u32>>()
    };
    let is_sound = |row: &[u32]| form.is_sound(row[0], &row[1..]);
    let inside = Inside { counted, question, people };
    let is_safe = |rest: &Rest| {
        let is_sound_now = is_sound(&rest.now[1..]);
        let is_change_sound = |row: &[u32]| form.is_sound_change(row[0], &row[1..]);
        let mut changes = rest.before.iter().map(|before| is_change(&rest.now[1..], &before[1..], is_change_sound));
        is_sound_now && changes.all(|is_sound| is_sound) && (rest.is_all || inside.is_protected(rest))
    };
    let family = Family::new(&counted.places, may_open, layers(totals, earlier, row), |place| totals[place].n_people());
    family.settle(|row| row[1] == 0, is_safe).is_open
}

/// Whether what lies between two editions may be known: nothing, or people who came, or went, and are sound by themselves.
fn is_change(now: &[u32], before: &[u32], is_sound: impl Fn(&[u32]) -> bool) -> bool {
    let difference = |more: &[u32], less: &[u32]| -> Option<Vec<u32>> { more.iter().zip(less).map(|(a, b)| a.checked_sub(*b)).collect() };
    now == before || difference(now, before).or_else(|| difference(before, now)).is_some_and(|difference| is_sound(&difference))
}

/// The rows of all places, today's and those of every earlier edition.
fn layers(totals: &[Crowd], earlier: &[Earlier], row: impl Fn(&Crowd) -> Vec<u32>) -> Vec<Vec<Vec<u32>>> {
    let editions = earlier.iter().map(|edition| edition.totals.as_slice());
    std::iter::once(totals).chain(editions).map(|totals| totals.iter().map(&row).collect()).collect()
}

/// The hidden places inside a rest, and how closely their answers to a question can be guessed.
struct Inside<'a> {
    counted: &'a Counted,
    question: usize,
    /// The places that show 回答者数, and so how many people the hidden ones have.
    people: &'a Family<'a>,
}

/// The people of one place in a rest.
#[derive(Clone, Default)]
struct Part {
    n_people: u32,
    answered: u32,
    given: Vec<u32>,
    /// Of the people whose place shows its 回答者数, or lies in one that does and is in this part.
    n_known: u32,
    /// 対象者数 of those of whom only the rest is known how many they are; `None` where one is unknown.
    eligible: Option<u32>,
}

impl Part {
    fn add(&mut self, n_people: u32, answered: u32, given: &[u32]) {
        self.n_people += n_people;
        self.answered += answered;
        self.given.iter_mut().zip(given).for_each(|(n, more)| *n += more);
    }
}

/// 対象者数 together: it bounds counts from above, so what is beyond counting may stay at the most there is.
fn sum(eligible: u32, more: Option<u32>) -> Option<u32> {
    Some(eligible.saturating_add(more?))
}

impl Inside<'_> {
    /// Whether every place in the rest that needs it is free to have answered otherwise.
    fn is_protected(&self, rest: &Rest) -> bool {
        // A place by itself hides nobody.
        if rest.members.len() == 1 {
            return true;
        }
        let form = &self.counted.form;
        let (parts, homes) = self.parts(rest);
        // Fewer than a group who answered are telling, too; of a place where nobody did, nothing narrows the counts above nothing.
        let is_telling = |part: &Part| !form.is_sound(part.answered, &part.given);
        let places = parts.iter().enumerate().filter_map(|(place, part)| Some((place, part.as_ref()?))).all(|(place, part)| {
            let is_counted = self.people.is_open[place];
            !is_telling(part) || self.is_free(rest, Some(place).filter(|_| !is_counted), part)
        });
        // What is left of each place that shows its 回答者数 can be had by subtracting, and is a group of known size as well.
        places && homes.iter().flatten().all(|part| !is_telling(part) || self.is_free(rest, None, part))
    }

    /// `place`: where 回答者数 of the part is not known.
    fn is_free(&self, rest: &Rest, place: Option<usize>, part: &Part) -> bool {
        let form = &self.counted.form;
        let n_rest = rest.now[0];
        let (room, others) = if let Some(place) = place {
            // Only the whole of its home's rest is known, and 対象者数.
            let home = self.people.home(place);
            let n_home = self.people.size(home);
            let fellows = rest.members.iter().filter(|&&other| self.people.home(other) == home && !self.is_within(other, place));
            let eligible = fellows.map(|&other| self.counted.places[other].eligible).try_fold(0, sum);
            let room = part.n_known + part.eligible.map_or(n_home, |eligible| eligible.min(n_home));
            let others = (n_rest - n_home - part.n_known) + eligible.map_or(n_home, |eligible| eligible.min(n_home));
            (room, others)
        } else {
            (part.n_people, n_rest - part.n_people)
        };
        // How many were asked is a total of another question, and bounds who answered: at worst it says how many did.
        let (room, others) = match form.asked()[self.question].follows {
            Some(_) => (room.min(part.answered), others.min(rest.now[1] - part.answered)),
            None => (room, others),
        };
        rest.now[2..].iter().all(|&total| form.is_free(total.saturating_sub(others), room.min(total)))
    }

    /// The people in the rest, by place below the open one, and by the place whose 回答者数 counts them and of which no part shows its own.
    fn parts(&self, rest: &Rest) -> (Vec<Option<Part>>, Vec<Option<Part>>) {
        let form = &self.counted.form;
        let mut parts: Vec<Option<Part>> = vec![None; self.counted.places.len()];
        let mut homes = parts.clone();
        let choices = form.choices(self.question);
        let empty = || Part { given: vec![0; choices.len()], eligible: Some(0), ..Part::default() };
        let top = rest.members[0];
        for &member in rest.members {
            let Crowd(own) = &self.counted.places[member].own;
            let home = self.people.home(member);
            homes[home].get_or_insert_with(empty).add(own[0], own[form.answered(self.question)], &own[choices.clone()]);
            let mut place = member;
            while place != top {
                let part = parts[place].get_or_insert_with(empty);
                part.add(own[0], own[form.answered(self.question)], &own[choices.clone()]);
                if self.is_within(home, place) {
                    part.n_known += own[0];
                } else {
                    part.eligible = part.eligible.and_then(|eligible| sum(eligible, self.counted.places[member].eligible));
                }
                place = self.counted.places[place].within;
            }
        }
        (parts, homes)
    }

    fn is_within(&self, mut place: usize, other: usize) -> bool {
        while place > other {
            place = self.counted.places[place].within;
        }
        place == other
    }
}
