//! Small groups under attack: everything that is published about random staffs, of two editions and two years, is handed to a
//! solver of linear programmes, which looks for the least and the most that every hidden count can be.
//!
//! The attacker knows the rule, 対象者数 of every place, who the questions were asked of, and that between two editions of
//! a survey answers were only added. `SHINCHOKU_CASES` says how many staffs.

use microlp::{ComparisonOp, OptimizationDirection, Problem};
use shinchoku::evaluate::disclosure::{Asked, Counted, Crowd, Earlier, Form, Place, Release, release, totals};

/// SplitMix64: the same staffs on every machine.
struct Chance(u64);

impl Chance {
    fn below(&mut self, n: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % n as u64) as usize
    }

    fn percent(&mut self, share: usize) -> bool {
        self.below(100) < share
    }
}

struct Person {
    place: usize,
    classes: Vec<usize>,
    answers: Vec<Option<usize>>,
    /// 0: in the first edition already; 1: came between the two.
    wave: usize,
}

struct Staff {
    form: Form,
    /// By place: the place it belongs to, and 対象者数.
    places: Vec<(usize, u32)>,
    /// By attribute, how many classes.
    n_classes: Vec<usize>,
    people: Vec<Person>,
}

impl Staff {
    fn random(chance: &mut Chance) -> Staff {
        let mut places = vec![(0, 0)];
        for _ in 0..1 + chance.below(3) {
            let department = places.len();
            places.push((0, 0));
            for _ in 0..chance.below(4) {
                places.push((department, 0));
            }
        }
        let minimum = 3 + chance.below(8) as u32;
        let n_questions = 1 + chance.below(2);
        let asked: Vec<Asked> = (0..n_questions)
            .map(|question| Asked { n_choices: 2 + chance.below(2), follows: (question == 1 && chance.percent(30)).then_some(0) })
            .collect();
        let n_classes: Vec<usize> = (0..chance.below(3)).map(|attribute| if attribute == 0 { 2 + chance.below(2) } else { 2 }).collect();
        let has_late = chance.percent(50);
        // Of one mind, or of many: a share of those who give the first answer, for the whole staff or for each place.
        let leaning: Vec<usize> = asked.iter().map(|_| [50, 70, 95][chance.below(3)]).collect();
        let mut people = Vec::new();
        for place in 1..places.len() {
            let is_head_office = places.iter().skip(place).any(|(within, _)| *within == place);
            let size = if is_head_office {
                chance.below(4)
            } else {
                [2, minimum as usize, 2 * minimum as usize, 4 * minimum as usize][chance.below(4)]
            };
            let eligible = size + chance.below(size + 1) / 2;
            places[place].1 = eligible as u32;
            let is_of_one_mind = chance.percent(15);
            for _ in 0..(eligible * (60 + chance.below(41))).div_ceil(100) {
                let classes = n_classes.iter().map(|&n| if chance.percent(60) { 0 } else { chance.below(n) }).collect();
                let mut answers: Vec<Option<usize>> = Vec::new();
                for (question, asked) in asked.iter().enumerate() {
                    let is_asked = asked.follows.is_none_or(|other: usize| answers[other] == Some(0));
                    let first = if is_of_one_mind { 100 } else { leaning[question] };
                    let answer = if chance.percent(first) { 0 } else { chance.below(asked.n_choices) };
                    answers.push((is_asked && !chance.percent(8)).then_some(answer));
                }
                let wave = usize::from(has_late && chance.percent(30));
                people.push(Person { place, classes, answers, wave });
            }
        }
        Staff { form: Form::new(minimum, asked), places, n_classes, people }
    }

    fn counted(&self, waves: usize) -> Counted {
        let form = &self.form;
        let crowds = || vec![form.nobody(); self.places.len()];
        let mut own = crowds();
        let mut attributes: Vec<Vec<Vec<Crowd>>> = self.n_classes.iter().map(|&n| (0..n).map(|_| crowds()).collect()).collect();
        for person in self.people.iter().filter(|person| person.wave < waves) {
            let count = |crowd: &mut Crowd| {
                crowd.add_people(1);
                for (question, answer) in person.answers.iter().enumerate() {
                    if let Some(choice) = *answer {
                        crowd.add_answered(form, question, 1);
                        crowd.add_given(form, question, choice, 1);
                    }
                }
            };
            count(&mut own[person.place]);
            for (attribute, &class) in person.classes.iter().enumerate() {
                count(&mut attributes[attribute][class][person.place]);
            }
        }
        let place = |(own, &(within, eligible)): (Crowd, &(usize, u32))| Place { within, eligible: Some(eligible), own };
        Counted { form: form.clone(), places: own.into_iter().zip(&self.places).map(place).collect(), attributes }
    }

    fn is_within(&self, mut place: usize, other: usize) -> bool {
        while place > other {
            place = self.places[place].0;
        }
        place == other
    }

    fn n_cells(&self) -> usize {
        self.n_classes.iter().product()
    }

    fn class_of(&self, cell: usize, attribute: usize) -> usize {
        cell / self.n_classes[..attribute].iter().product::<usize>() % self.n_classes[attribute]
    }
}

/// One edition: what was counted, and what of it is shown.
struct Edition {
    waves: usize,
    counted: Counted,
    release: Release,
    totals: Vec<Crowd>,
}

impl Edition {
    fn new(staff: &Staff, waves: usize, earlier: &[Earlier]) -> Edition {
        let counted = staff.counted(waves);
        let release = release(&counted, earlier);
        let totals = totals(&counted.places, |place| &counted.places[place].own);
        Edition { waves, counted, release, totals }
    }

    /// What a later edition remembers of it: nothing of what was hidden.
    fn remembered(&self) -> Earlier {
        let form = &self.counted.form;
        let seen = |total: &Crowd, is_people: bool, questions: &[bool]| {
            let mut seen = form.nobody();
            seen.add_people(if is_people { total.n_people() } else { 0 });
            for (question, _) in questions.iter().enumerate().filter(|(_, is_open)| **is_open) {
                seen.add_answered(form, question, total.answered(form, question));
                let given = total.given(form, question).iter().enumerate();
                given.for_each(|(choice, &n)| seen.add_given(form, question, choice, n));
            }
            seen
        };
        let open = &self.release.open;
        let columns = |(classes, by): (&Vec<Vec<Crowd>>, &shinchoku::evaluate::disclosure::ByAttribute)| {
            let class = |(class, own): (usize, &Vec<Crowd>)| {
                let totals = totals(&self.counted.places, |place| &own[place]);
                let is_shown = |place: usize| by.classes[class] && by.places[place];
                let seen = |(place, total)| if is_shown(place) { seen(total, true, &by.questions) } else { form.nobody() };
                totals.iter().enumerate().map(seen).collect()
            };
            classes.iter().enumerate().map(class).collect()
        };
        Earlier {
            open: open.clone(),
            totals: self.totals.iter().zip(open).map(|(total, open)| seen(total, open.people, &open.questions)).collect(),
            attributes: self.release.attributes.clone(),
            columns: self.counted.attributes.iter().zip(&self.release.attributes).map(columns).collect(),
        }
    }
}

/// A sum over the unknown people.
type Sum = Vec<usize>;

/// Weighted unknowns, how they compare, and with what.
type Row = (Vec<(usize, f64)>, ComparisonOp, f64);

struct Attack<'a> {
    staff: &'a Staff,
    n_waves: usize,
    /// What the attacker knows.
    rows: Vec<Row>,
}

/// Which people a sum counts.
#[derive(Clone)]
struct Group<'f> {
    waves: std::ops::Range<usize>,
    is_here: &'f dyn Fn(usize) -> bool,
    is_cell: &'f dyn Fn(usize) -> bool,
}

impl<'a> Attack<'a> {
    fn n_answers(&self, question: usize) -> usize {
        // And 無回答.
        self.staff.form.asked()[question].n_choices + 1
    }

    fn unknown(&self, wave: usize, place: usize, cell: usize, question: usize, answer: usize) -> usize {
        let asked = self.staff.form.asked().len();
        (((wave * self.staff.places.len() + place) * self.staff.n_cells() + cell) * asked + question) * 4 + answer
    }

    fn sum(&self, group: &Group<'_>, question: usize, is_answer: impl Fn(usize) -> bool) -> Sum {
        let mut sum = Vec::new();
        for wave in group.waves.clone() {
            for place in (0..self.staff.places.len()).filter(|&place| (group.is_here)(place)) {
                for cell in (0..self.staff.n_cells()).filter(|&cell| (group.is_cell)(cell)) {
                    let answers = (0..self.n_answers(question)).filter(|&answer| is_answer(answer));
                    sum.extend(answers.map(|answer| self.unknown(wave, place, cell, question, answer)));
                }
            }
        }
        sum
    }

    fn new(staff: &'a Staff, editions: &[Edition]) -> Attack<'a> {
        let n_waves = editions.iter().map(|edition| edition.waves).max().unwrap_or(0);
        let mut attack = Attack { staff, n_waves, rows: Vec::new() };
        for (place, &(_, eligible)) in staff.places.iter().enumerate() {
            let is_here = |other: usize| other == place;
            let group = Group { waves: 0..n_waves, is_here: &is_here, is_cell: &|_| true };
            attack.learn(&attack.sum(&group, 0, |_| true), &Vec::new(), ComparisonOp::Le, eligible);
            for wave in 0..n_waves {
                for cell in 0..staff.n_cells() {
                    let is_cell = |other: usize| other == cell;
                    attack.learn_paper(&Group { waves: wave..wave + 1, is_here: &is_here, is_cell: &is_cell });
                }
            }
        }
        editions.iter().for_each(|edition| attack.publish(edition));
        attack
    }

    /// `more − less` is, or is at most, so many.
    fn learn(&mut self, more: &Sum, less: &Sum, op: ComparisonOp, n: u32) {
        let weighted = more.iter().map(|&at| (at, 1.0)).chain(less.iter().map(|&at| (at, -1.0)));
        self.rows.push((weighted.collect(), op, f64::from(n)));
    }

    /// Everyone has one answer, or none, to each question, and some questions are asked only after the first answer to another.
    fn learn_paper(&mut self, group: &Group<'_>) {
        let everyone = self.sum(group, 0, |_| true);
        for (question, asked) in self.staff.form.asked().to_vec().into_iter().enumerate().skip(1) {
            self.learn(&everyone, &self.sum(group, question, |_| true), ComparisonOp::Eq, 0);
            if let Some(other) = asked.follows {
                let answered = self.sum(group, question, |answer| answer < asked.n_choices);
                self.learn(&answered, &self.sum(group, other, |answer| answer == 0), ComparisonOp::Le, 0);
            }
        }
    }

    fn publish(&mut self, edition: &Edition) {
        let staff = self.staff;
        let form = &staff.form;
        let everyone = |_: usize| true;
        for (place, open) in edition.release.open.iter().enumerate() {
            let is_here = |other: usize| staff.is_within(other, place);
            let group = Group { waves: 0..edition.waves, is_here: &is_here, is_cell: &everyone };
            self.publish_group(&group, &edition.totals[place], open.people, &open.questions);
        }
        for (attribute, by) in edition.release.attributes.iter().enumerate() {
            for (class, own) in edition.counted.attributes[attribute].iter().enumerate().filter(|(class, _)| by.classes[*class]) {
                let totals = totals(&edition.counted.places, |place| &own[place]);
                for (place, total) in totals.iter().enumerate().filter(|(place, _)| by.places[*place]) {
                    let is_here = |other: usize| staff.is_within(other, place);
                    let is_cell = |cell: usize| staff.class_of(cell, attribute) == class;
                    let group = Group { waves: 0..edition.waves, is_here: &is_here, is_cell: &is_cell };
                    assert!(total.n_people() >= form.minimum(), "a small group is shown");
                    self.publish_group(&group, total, true, &by.questions);
                }
            }
        }
    }

    fn publish_group(&mut self, group: &Group<'_>, total: &Crowd, is_people: bool, questions: &[bool]) {
        let form = self.staff.form.clone();
        let form = &form;
        if is_people {
            assert!(total.n_people() >= form.minimum(), "a small group is shown");
            self.learn(&self.sum(group, 0, |_| true), &Vec::new(), ComparisonOp::Eq, total.n_people());
        }
        for question in (0..questions.len()).filter(|&question| questions[question]) {
            let given = total.given(form, question);
            assert!(total.answered(form, question) >= form.minimum(), "few answers are shown");
            assert!(given.iter().all(|&n| n + 1 < total.answered(form, question)), "one mind is shown");
            for (choice, &n) in given.iter().enumerate() {
                self.learn(&self.sum(group, question, |answer| answer == choice), &Vec::new(), ComparisonOp::Eq, n);
            }
        }
    }

    /// The least, or the most, that the sum can be.
    fn bound(&self, target: &Sum, direction: OptimizationDirection) -> f64 {
        let mut problem = Problem::new(direction);
        let mut weights = vec![0.0; self.unknown(self.n_waves, 0, 0, 0, 0)];
        target.iter().for_each(|&at| weights[at] += 1.0);
        let unknowns: Vec<_> = weights.into_iter().map(|weight| problem.add_var(weight, (0.0, f64::INFINITY))).collect();
        for (row, op, n) in &self.rows {
            let row: Vec<_> = row.iter().map(|&(at, weight)| (unknowns[at], weight)).collect();
            problem.add_constraint(row, *op, *n);
        }
        problem.solve().expect("the true answers are a solution").objective()
    }

    /// Why the count that is hidden can be guessed too closely; nothing where it cannot.
    fn guess(&self, target: &Sum, most_allowed: u32) -> Option<String> {
        let least = self.bound(target, OptimizationDirection::Minimize);
        let most = self.bound(target, OptimizationDirection::Maximize);
        let is_wide = most - least > f64::from(self.staff.form.minimum()) - 1.0 - EPSILON;
        let is_all_allowed = least < EPSILON && most > f64::from(most_allowed) - EPSILON;
        (!is_wide && !is_all_allowed).then(|| format!("{least}..{most}, allowed 0..{most_allowed}"))
    }
}

const EPSILON: f64 = 1e-6;

/// A hidden count.
struct Hidden {
    what: String,
    target: Sum,
    /// What 対象者数, 回答者数 and the totals it stands in leave it.
    most_allowed: u32,
}

/// The hidden counts of an edition that somebody could be hurt by.
fn hidden(attack: &Attack<'_>, editions: &[Edition], at: usize) -> Vec<Hidden> {
    let (staff, edition) = (attack.staff, &editions[at]);
    let form = &staff.form;
    let open = &edition.release.open;
    let mut hidden = Vec::new();
    for question in 0..form.asked().len() {
        let is_open = |place: usize| open[place].questions[question];
        let home = |mut place: usize| {
            while place != 0 && !is_open(place) {
                place = staff.places[place].0;
            }
            place
        };
        // Nothing but the city is shown: nothing more can be hidden.
        if !(1..staff.places.len()).any(is_open) {
            continue;
        }
        for place in (1..staff.places.len()).filter(|&place| !is_open(place)) {
            let is_part = |other: usize| staff.is_within(other, place) && home(other) == home(place);
            let is_rest = |other: usize| home(other) == home(place);
            let part = edition.crowd(is_part);
            let rest = edition.crowd(is_rest);
            let is_small = !open[place].people && part.n_people() < form.minimum();
            let answered = part.answered(form, question);
            let is_of_one_mind = part.given(form, question).iter().any(|&n| n + 1 >= answered);
            if answered == 0 || !(is_small || is_of_one_mind || answered < form.minimum()) {
                continue;
            }
            // Where 回答者数 is hidden too, it is at most 対象者数, and at most what is left of the place above that shows it.
            let eligible: u32 = (0..staff.places.len()).filter(|&other| is_part(other)).map(|other| staff.places[other].1).sum();
            let (n_left, _) = edition.people_around(staff, is_part);
            let n_people = if open[place].people { part.n_people() } else { eligible.min(n_left) };
            // How many were asked is a total of another question, and bounds this one further.
            let room = if form.asked()[question].follows.is_some() { 0 } else { n_people };
            // What an earlier edition counted of them is at most what its own rests held, and as many as they were; what came since
            // is at most what came to the rest, and as many as there was room for.
            let since = editions[..at].last().map(|before| {
                let was_open = |place: usize| before.release.open[place].questions[question];
                let home = |mut place: usize| {
                    while place != 0 && !was_open(place) {
                        place = staff.places[place].0;
                    }
                    place
                };
                let homes: Vec<usize> = (0..staff.places.len()).filter(|&other| is_part(other)).map(home).collect();
                let (n_left, n_others) = before.people_around(staff, is_part);
                let is_known = before.release.open[place].people;
                let exactly = before.crowd(is_part).n_people();
                let (least, most) = if is_known { (exactly, exactly) } else { (n_left.saturating_sub(n_others), eligible.min(n_left)) };
                let then = before.crowd(|other| homes.contains(&home(other)));
                (then, most, before.crowd(is_rest), n_people.saturating_sub(least))
            });
            for (choice, &total) in rest.given(form, question).iter().enumerate() {
                let given = |crowd: &Crowd| crowd.given(form, question)[choice];
                let total = since.as_ref().map_or(total, |(then, n_then, all_then, n_more)| {
                    let more = (total - given(all_then)).min(*n_more);
                    total.min(given(then).min(*n_then) + more)
                });
                let group = Group { waves: 0..edition.waves, is_here: &is_part, is_cell: &|_| true };
                hidden.push(Hidden {
                    what: format!("place {place}, question {question}, answer {choice}, edition {at}"),
                    target: attack.sum(&group, question, |answer| answer == choice),
                    most_allowed: room.min(total),
                });
            }
        }
    }
    hidden.extend(hidden_cells(attack, editions, at));
    hidden
}

/// The small cells of open places and classes that are not shown.
fn hidden_cells(attack: &Attack<'_>, editions: &[Edition], at: usize) -> Vec<Hidden> {
    let (staff, edition) = (attack.staff, &editions[at]);
    let form = &staff.form;
    let mut hidden = Vec::new();
    for (attribute, by) in edition.release.attributes.iter().enumerate() {
        for (class, own) in edition.counted.attributes[attribute].iter().enumerate() {
            let totals = totals(&edition.counted.places, |place| &own[place]);
            for (place, cell) in totals.iter().enumerate() {
                for question in (0..form.asked().len()).filter(|&question| edition.release.open[place].questions[question]) {
                    let is_shown = by.classes[class] && by.places[place] && by.questions[question];
                    if is_shown || cell.n_people() == 0 || cell.n_people() >= form.minimum() {
                        continue;
                    }
                    for choice in 0..form.asked()[question].n_choices {
                        let is_here = |other: usize| staff.is_within(other, place);
                        let is_cell = |cell: usize| staff.class_of(cell, attribute) == class;
                        let group = Group { waves: 0..edition.waves, is_here: &is_here, is_cell: &is_cell };
                        let allowed = edition.allowed_in_cell(attribute, class, place, question, choice);
                        // What an earlier edition left of it, and what came to the place since.
                        let since = |before: &Edition| {
                            let in_row = |edition: &Edition| edition.totals[place].given(form, question)[choice];
                            before.allowed_in_cell(attribute, class, place, question, choice) + in_row(edition) - in_row(before)
                        };
                        hidden.push(Hidden {
                            what: format!(
                                "place {place}, attribute {attribute}, class {class}, question {question}, answer {choice}, edition {at}"
                            ),
                            target: attack.sum(&group, question, |answer| answer == choice),
                            most_allowed: editions[..at].last().map_or(allowed, |before| allowed.min(since(before))),
                        });
                    }
                }
            }
        }
    }
    hidden
}

impl Edition {
    /// What the totals of a place that is open and those of its class leave a small cell.
    fn allowed_in_cell(&self, attribute: usize, class: usize, place: usize, question: usize, choice: usize) -> u32 {
        let (form, by) = (&self.counted.form, &self.release.attributes[attribute]);
        let in_row = self.totals[place].given(form, question)[choice];
        // How many were asked is a total of another question, and bounds this one further.
        if form.asked()[question].follows.is_some() {
            return 0;
        }
        if !(by.places[0] && by.questions[question]) {
            return in_row;
        }
        // The classes that are not shown are one column.
        let is_column = |other: usize| if by.classes[class] { other == class } else { !by.classes[other] };
        let shows = |mut other: usize| {
            while other != 0 && !by.places[other] {
                other = self.counted.places[other].within;
            }
            other
        };
        // Of the place above that shows the attribute, what the places below it that show it leave.
        let left = (0..self.counted.places.len()).filter(|&other| shows(other) == shows(place));
        let given = |class: usize, other: usize| self.counted.attributes[attribute][class][other].given(form, question)[choice];
        let in_class: u32 = left
            .flat_map(|other| (0..by.classes.len()).map(move |class| (class, other)))
            .filter(|&(class, _)| is_column(class))
            .map(|(class, other)| given(class, other))
            .sum();
        in_row.min(in_class)
    }

    /// How many people are left of the places that show 回答者数 around these, and how many of them may be others.
    fn people_around(&self, staff: &Staff, is_part: impl Fn(usize) -> bool) -> (u32, u32) {
        let shows = |mut other: usize| {
            while other != 0 && !self.release.open[other].people {
                other = staff.places[other].0;
            }
            other
        };
        let homes: Vec<usize> = (0..staff.places.len()).filter(|&other| is_part(other)).map(shows).collect();
        let is_around = |other: usize| homes.contains(&shows(other));
        let others = (0..staff.places.len()).filter(|&other| is_around(other) && !is_part(other));
        (self.crowd(is_around).n_people(), others.map(|other| staff.places[other].1).sum())
    }

    /// Of those who named these places.
    fn crowd(&self, is_here: impl Fn(usize) -> bool) -> Crowd {
        let mut crowd = self.counted.form.nobody();
        let here = self.counted.places.iter().enumerate().filter(|(place, _)| is_here(*place));
        here.for_each(|(_, place)| crowd.add(&place.own));
        crowd
    }
}

/// How many hidden counts of each staff are attacked: each costs two linear programmes.
const ATTACKED: usize = 3;

/// Staffs beyond the usual ones of whom something could be guessed once: of questions that only some were asked.
const FOUND: [u64; 6] = [1077, 3608, 4354, 4511, 7458, 8800];

#[test]
fn nothing_published_together_narrows_a_hidden_count() {
    let n_cases: u64 = std::env::var("SHINCHOKU_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(1_000);
    let (mut n_attacked, mut n_shown, mut n_by_attribute, mut n_later) = (0, 0, 0, 0);
    let mut guessed = Vec::new();
    for case in (0..n_cases).chain(FOUND) {
        let mut chance = Chance(case);
        // Two years: other answers of the same places. What is printed of them meets nowhere.
        for _year in 0..2 {
            let staff = Staff::random(&mut chance);
            let first = Edition::new(&staff, 1, &[]);
            let mut editions = vec![first];
            if staff.people.iter().any(|person| person.wave == 1) {
                let later = Edition::new(&staff, 2, &[editions[0].remembered()]);
                n_later += usize::from(later.release.open[0].people);
                editions.push(later);
            }
            n_shown += editions.iter().flat_map(|edition| edition.release.open.iter().skip(1)).filter(|open| open.people).count();
            let attributes = editions.iter().flat_map(|edition| &edition.release.attributes);
            n_by_attribute += attributes.flat_map(|by| &by.places).filter(|shows| **shows).count();
            let attack = Attack::new(&staff, &editions);
            let mut hidden: Vec<Hidden> = (0..editions.len()).flat_map(|at| hidden(&attack, &editions, at)).collect();
            for _ in 0..ATTACKED.min(hidden.len()) {
                let Hidden { what, target, most_allowed } = hidden.swap_remove(chance.below(hidden.len()));
                n_attacked += 1;
                guessed.extend(attack.guess(&target, most_allowed).map(|guess| format!("case {case}, {what}: {guess}")));
            }
        }
    }
    println!("{n_attacked} hidden counts; {n_shown} places, {n_by_attribute} by attribute, {n_later} later editions shown");
    assert!(guessed.is_empty(), "{} of {n_attacked}:\n{}", guessed.len(), guessed[..guessed.len().min(20)].join("\n"));
    // The attack has something to bite on, and hiding everything is no answer.
    assert!(n_attacked > n_cases as usize && n_shown > n_cases as usize && n_by_attribute > n_cases as usize / 10);
}
