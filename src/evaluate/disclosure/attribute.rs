//! Which classes, questions and places are shown by an attribute.

use super::{
    Counted, Crowd, Earlier, Form, Open,
    family::{Family, Rest},
    totals,
};

/// What is shown by one attribute: these questions, of these classes, in these places, or nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ByAttribute {
    pub classes: Vec<bool>,
    pub questions: Vec<bool>,
    pub places: Vec<bool>,
}

pub(super) fn by_attribute(counted: &Counted, everyone: &[Crowd], open: &[Open], attribute: usize, earlier: &[Earlier]) -> ByAttribute {
    let closed = ByAttribute {
        classes: vec![false; counted.attributes[attribute].len()],
        questions: vec![false; counted.form.asked().len()],
        places: vec![false; counted.places.len()],
    };
    if !open[0].people || earlier.iter().any(|edition| !is_unchanged(counted, everyone, attribute, edition)) {
        return closed;
    }
    shown(counted, everyone, open, attribute, earlier).unwrap_or(closed)
}

/// Whether an edition showed the attribute, of the very same answers: who came since is never told apart by it.
fn is_unchanged(counted: &Counted, everyone: &[Crowd], attribute: usize, edition: &Earlier) -> bool {
    let before = &edition.attributes[attribute];
    let is_same = |class: usize| !before.classes[class] || edition.columns[attribute][class][0] == city(counted, attribute, class);
    before.places[0] && edition.totals[0] == everyone[0] && (0..before.classes.len()).all(is_same)
}

fn city(counted: &Counted, attribute: usize, class: usize) -> Crowd {
    let mut city = counted.form.nobody();
    counted.attributes[attribute][class].iter().for_each(|own| city.add(own));
    city
}

fn shown(counted: &Counted, everyone: &[Crowd], open: &[Open], attribute: usize, earlier: &[Earlier]) -> Option<ByAttribute> {
    let own = &counted.attributes[attribute];
    let by_class: Vec<Vec<Crowd>> = own.iter().map(|class| totals(&counted.places, |place| &class[place])).collect();
    let may_show = |class: usize| earlier.iter().all(|edition| edition.attributes[attribute].classes[class]);
    let classes = classes(&counted.form, &by_class, may_show)?;
    let shown_classes: Vec<usize> = (0..own.len()).filter(|&class| classes[class]).collect();
    let of_everyone = |place: usize| &counted.places[place].own;
    let own_columns = columns(&shown_classes, of_everyone, own, counted.places.len());
    let now = columns(&shown_classes, |place| &everyone[place], &by_class, counted.places.len());
    let mut table = Table { counted, open, own: own_columns, now, questions: Vec::new() };
    // With the city as the only place that shows it.
    let whole: Vec<usize> = (0..counted.places.len()).collect();
    table.people_are_free(&whole).then_some(())?;
    for (question, asked) in counted.form.asked().iter().enumerate() {
        let was_open = earlier.iter().all(|edition| edition.attributes[attribute].questions[question]);
        let follows = asked.follows.is_none_or(|other| table.questions.contains(&other));
        let may_show = open[0].questions[question] && was_open && follows;
        if may_show && table.is_sound_in_city(question) && table.answers_are_free(question, &whole) {
            table.questions.push(question);
        }
    }
    (!table.questions.is_empty()).then_some(())?;
    let places = table.places(|place| earlier.iter().all(|edition| edition.attributes[attribute].places[place]));
    let questions = (0..counted.form.asked().len()).map(|question| table.questions.contains(&question)).collect();
    Some(ByAttribute { classes, questions, places })
}

/// The classes that the city shows; the others together are enough people again, or nobody.
fn classes(form: &Form, by_class: &[Vec<Crowd>], may_show: impl Fn(usize) -> bool) -> Option<Vec<bool>> {
    let n_people = |class: usize| by_class[class][0].n_people();
    let mut shown: Vec<bool> = (0..by_class.len()).map(|class| form.is_group(n_people(class)) && may_show(class)).collect();
    loop {
        let n_hidden: u32 = (0..shown.len()).filter(|&class| !shown[class]).map(n_people).sum();
        let n_columns = shown.iter().filter(|shown| **shown).count() + usize::from(n_hidden > 0);
        let smallest = (0..shown.len()).filter(|&class| shown[class]).min_by_key(|&class| n_people(class))?;
        if n_hidden == 0 || form.is_group(n_hidden) {
            // One column is the city itself.
            return (n_columns > 1).then_some(shown);
        }
        shown[smallest] = false;
    }
}

/// By column, then place. The last column is of everybody else; it is left out where there is nobody else.
type Columns = Vec<Vec<Crowd>>;

fn columns<'a>(classes: &[usize], everyone: impl Fn(usize) -> &'a Crowd, by_class: &[Vec<Crowd>], n_places: usize) -> Columns {
    let others = |place: usize| {
        let mut others = everyone(place).clone();
        for &class in classes {
            others.0.iter_mut().zip(&by_class[class][place].0).for_each(|(n, shown)| *n = n.saturating_sub(*shown));
        }
        others
    };
    let shown = classes.iter().map(|&class| by_class[class].clone());
    shown.chain([(0..n_places).map(others).collect()]).collect()
}

struct Table<'a> {
    counted: &'a Counted,
    open: &'a [Open],
    /// Those who named the place itself.
    own: Columns,
    /// Everyone in the place.
    now: Columns,
    /// Those that are shown.
    questions: Vec<usize>,
}

impl Table<'_> {
    fn form(&self) -> &Form {
        &self.counted.form
    }

    fn is_sound_in_city(&self, question: usize) -> bool {
        self.is_answered(question, 0) && self.now.iter().all(|column| self.is_sound(question, &column[0].0))
    }

    /// Whether somebody of every class that is printed answered. That nobody of five did would tell what the one said who was
    /// asked, because of what else they had said.
    fn is_answered(&self, question: usize, place: usize) -> bool {
        let n_printed = self.now.len() - 1;
        self.now[..n_printed].iter().all(|column| column[place].answered(self.form(), question) > 0)
    }

    /// Whether the answers of one column may be known.
    fn is_sound(&self, question: usize, crowd: &[u32]) -> bool {
        let form = self.form();
        form.is_sound(crowd[form.answered(question)], &crowd[form.choices(question)])
    }

    /// The places that show it, the city among them.
    fn places(&self, may_show: impl Fn(usize) -> bool) -> Vec<bool> {
        let may_open: Vec<bool> = (0..self.counted.places.len())
            .map(|place| {
                let shows = |&question: &usize| self.open[place].questions[question] && self.is_answered(question, place);
                self.open[place].people && self.questions.iter().all(shows) && may_show(place)
            })
            .collect();
        let row = |place: usize| self.now.iter().flat_map(|column| &column[place].0).copied().collect();
        let layers = vec![(0..self.counted.places.len()).map(row).collect()];
        let length = self.form().nobody().0.len();
        let n_people = |row: &[u32]| -> u32 { row.iter().step_by(length).sum() };
        let size = |place: usize| self.now.iter().map(|column| column[place].n_people()).sum();
        let family = Family::new(&self.counted.places, &may_open, layers, size);
        family.settle(|row| n_people(row) == 0, |rest| rest.is_all || n_people(rest.now) == 0 || self.is_safe(rest, length)).is_open
    }

    fn is_safe(&self, rest: &Rest, length: usize) -> bool {
        let form = self.form();
        let are_columns_sound = rest.now.chunks(length).enumerate().all(|(column, crowd)| {
            // Nobody may be left over, but a class that is shown is a group everywhere.
            let is_nobody_left = column + 1 == self.now.len() && crowd[0] == 0;
            (form.is_group(crowd[0]) || is_nobody_left) && self.questions.iter().all(|&question| self.is_sound(question, crowd))
        });
        are_columns_sound
            && self.people_are_free(rest.members)
            && self.questions.iter().all(|&question| self.answers_are_free(question, rest.members))
    }

    /// Whether 回答者数 of no small cell follows from the margins.
    fn people_are_free(&self, members: &[usize]) -> bool {
        self.cells_are_free(members, |place| self.open[place].people, 0..1)
    }

    fn answers_are_free(&self, question: usize, members: &[usize]) -> bool {
        self.cells_are_free(members, |place| self.open[place].questions[question], self.form().choices(question))
    }

    /// The cells of open place and column among these people, whose margins are known: the range that any count of a small
    /// cell has.
    fn cells_are_free(&self, members: &[usize], is_open: impl Fn(usize) -> bool, counts: std::ops::Range<usize>) -> bool {
        let form = self.form();
        let n_columns = self.own.len();
        let width = 1 + counts.len();
        // By row and column: people, then the counts. A row is an open place, or what its open parts leave of it.
        let empty = || vec![0u32; n_columns * width];
        let mut whole: Vec<Option<Vec<u32>>> = vec![None; self.counted.places.len()];
        let mut rests = whole.clone();
        let mut total = vec![0u32; n_columns * width];
        for &member in members {
            let cells: Vec<u32> = (self.own.iter())
                .flat_map(|column| std::iter::once(column[member].0[0]).chain(column[member].0[counts.clone()].iter().copied()))
                .collect();
            let add = |row: &mut Vec<u32>| row.iter_mut().zip(&cells).for_each(|(n, more)| *n += more);
            add(&mut total);
            let (mut place, mut is_home_found) = (member, false);
            loop {
                if is_open(place) {
                    if !is_home_found {
                        add(rests[place].get_or_insert_with(empty));
                        is_home_found = true;
                    }
                    add(whole[place].get_or_insert_with(empty));
                }
                if place == 0 {
                    break;
                }
                place = self.counted.places[place].within;
            }
        }
        whole.iter().chain(&rests).flatten().all(|row| {
            (0..n_columns).all(|column| {
                let n_people = row[column * width];
                n_people == 0
                    || form.is_group(n_people)
                    || (1..width).all(|count| {
                        let across = |cells: &[u32]| -> u32 { cells.iter().skip(count).step_by(width).sum() };
                        let (in_row, in_column, in_all) = (across(row), total[column * width + count], across(&total));
                        form.is_free((in_row + in_column).saturating_sub(in_all), in_row.min(in_column))
                    })
            })
        })
    }
}
