//! What a survey shows: the groups that may be shown, put down as they are published and remembered.

use super::{
    super::{
        disclosure::{ByAttribute, Crowd, Earlier, Form, Open, Release, totals},
        exact::{self, Fraction},
    },
    Count,
};
use crate::domain::{Answer, Edition, EditionGroup, GroupClass, GroupPlace, Question, QuestionId, QuestionKind, Reply, Results};
use rust_decimal::Decimal;
use std::collections::BTreeSet;

/// Whether the results may go out as a new edition.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Publishable {
    Ready,
    /// Fewer people answered than a group needs.
    TooFew,
    /// Nothing has changed since the last edition.
    Unchanged,
    /// So few answers came, or went, since an earlier edition that the difference would tell them.
    TooFewChanges,
}

pub(super) fn publishable(results: &Results, editions: &[&Edition]) -> Publishable {
    let is_open = results.groups.first().is_some_and(|city| city.answered.is_some());
    match (is_open, editions.last()) {
        (true, Some(last)) if last.results == *results => Publishable::Unchanged,
        (true, _) => Publishable::Ready,
        (false, None) => Publishable::TooFew,
        (false, Some(_)) => Publishable::TooFewChanges,
    }
}

pub(super) fn results(count: &Count<'_>, everyone: &[Crowd], release: &Release, answers: &[&Answer], editions: &[&Edition]) -> Results {
    let form = &count.counts.form;
    let eligible = count.roster.eligible_in();
    let groups = |at: usize, class: Option<GroupClass>, total: &Crowd, is_open: bool, questions: &[bool]| EditionGroup {
        place: count.roster.place(at).clone(),
        within: count.roster.place(count.roster.within(at)).clone(),
        eligible: eligible[at].filter(|_| class.is_none()),
        class,
        answered: is_open.then_some(total.n_people()),
        counts: (0..questions.len())
            .map(|question| {
                let all = || std::iter::once(total.answered(form, question)).chain(total.given(form, question).iter().copied());
                if is_open && questions[question] { all().collect() } else { Vec::new() }
            })
            .collect(),
    };
    // Those who named no department are a row where there are any.
    let is_listed = |at: &usize| *count.roster.place(*at) != GroupPlace::Unnamed || everyone[*at].n_people() > 0;
    let places = (0..count.roster.n_places()).filter(is_listed);
    let mut all: Vec<EditionGroup> =
        places.map(|at| groups(at, None, &everyone[at], release.open[at].people, &release.open[at].questions)).collect();
    for ((asked, classes), by) in count.survey.attributes.iter().zip(&count.counts.attributes).zip(&release.attributes) {
        for (n_class, own) in classes.iter().enumerate() {
            let totals = totals(&count.counts.places, |at| &own[at]);
            // The city has a row for every class; a place below it only where it shows the attribute.
            for at in (0..count.roster.n_places()).filter(|&at| at == 0 || by.places[at]) {
                let choice = asked.choices.get(n_class).map(|choice| choice.id.clone());
                let class = GroupClass { attribute: asked.attribute, choice };
                all.push(groups(at, Some(class), &totals[at], by.places[at] && by.classes[n_class], &by.questions));
            }
        }
    }
    let choices = |question: &Question| question.choices.iter().take(64).map(|choice| choice.id.clone()).collect();
    Results {
        version: count.survey.version,
        minimum: form.minimum(),
        questions: count.survey.questions.iter().map(|question| (question.id.clone(), choices(question))).collect(),
        groups: all,
        means: if release.open[0].people { means(count, form, answers, editions) } else { Vec::new() },
    }
}

/// Of numbers the mean of the whole city, where enough people answered, they are not of one mind, and since each earlier
/// edition either as many came or went, or the mean still is what it was.
fn means(count: &Count<'_>, form: &Form, answers: &[&Answer], editions: &[&Edition]) -> Vec<(QuestionId, (u32, Decimal))> {
    let mean = |question: &Question| {
        let number = |answer: &&Answer| match count.survey.reply(question, answer) {
            Some(Reply::Number(number)) => Some(*number),
            _ => None,
        };
        let on_paper = count.papers.iter().filter_map(|paper| paper.numbers.get(&question.id)).flatten().copied();
        let numbers: Vec<Decimal> = answers.iter().filter_map(number).chain(on_paper).collect();
        let n = u32::try_from(numbers.len()).ok()?;
        let alike = |value: &Decimal| numbers.iter().filter(|other| *other == value).count() as u32;
        let values: BTreeSet<&Decimal> = numbers.iter().collect();
        let given: Vec<u32> = values.into_iter().map(alike).collect();
        (n > 0 && form.is_sound(n, &given)).then_some(())?;
        let mean = mean_of(&numbers)?;
        // One left out and a late one let in leave the number of people as it was: another mean would tell the two apart.
        let is_apart = |edition: &&Edition| {
            let before = edition.results.means.iter().find(|(id, _)| *id == question.id);
            before.is_none_or(|(_, before)| *before == (n, mean) || n.abs_diff(before.0) >= form.minimum())
        };
        editions.iter().all(is_apart).then(|| (question.id.clone(), (n, mean)))
    };
    count.survey.questions.iter().filter(|question| question.kind == QuestionKind::Number).filter_map(mean).collect()
}

/// With one decimal. `None` of no numbers, and where their sum does not fit.
fn mean_of(numbers: &[Decimal]) -> Option<Decimal> {
    let sum = numbers.iter().try_fold(Decimal::ZERO, |sum, number| exact::sum(sum, *number))?;
    Fraction::of(sum)?.over(Fraction::of(numbers.len().into())?)?.rounded(1)
}

/// What an edition has shown, by today's places, questions and classes. What cannot be found again, because a department or a
/// question has changed since, counts as hidden then, and so stays hidden.
pub(super) fn earlier(count: &Count<'_>, results: &Results) -> Earlier {
    let form = &count.counts.form;
    let survey = count.survey;
    let question_at = |question: &Question| {
        let place = results.place_of(&question.id)?;
        let choices = &results.questions[place].1;
        let is_same = choices.iter().eq(question.choices.iter().take(64).map(|choice| &choice.id)) && question.since <= results.version;
        is_same.then_some(place)
    };
    let at: Vec<Option<usize>> = survey.questions.iter().map(question_at).collect();
    let shown = |group: Option<&EditionGroup>| {
        let mut open = Open { people: false, questions: vec![false; at.len()] };
        let mut crowd = form.nobody();
        if let Some(group) = group {
            open.people = group.answered.is_some();
            crowd.add_people(group.answered.unwrap_or(0));
            for (question, place) in at.iter().enumerate() {
                let Some((answered, given)) = place.and_then(|place| group.counts_of(place)) else { continue };
                open.questions[question] = true;
                crowd.add_answered(form, question, answered);
                let given = given.iter().take(form.asked()[question].n_choices).enumerate();
                given.for_each(|(choice, &n)| crowd.add_given(form, question, choice, n));
            }
        }
        (open, crowd)
    };
    let is_same: Vec<bool> = (0..count.roster.n_places()).map(|place| is_same_place(count, results, place)).collect();
    let group = |place: usize, class: Option<&GroupClass>| results.group(count.roster.place(place), class).filter(|_| is_same[place]);
    let (open, crowds): (Vec<Open>, Vec<Crowd>) = (0..count.roster.n_places()).map(|place| shown(group(place, None))).unzip();
    let mut attributes = Vec::new();
    let mut columns = Vec::new();
    for (asked, classes) in survey.attributes.iter().zip(&count.counts.attributes) {
        let class = |n: usize| GroupClass { attribute: asked.attribute, choice: asked.choices.get(n).map(|choice| choice.id.clone()) };
        let by_class: Vec<Vec<(Open, Crowd)>> =
            (0..classes.len()).map(|n| (0..count.roster.n_places()).map(|place| shown(group(place, Some(&class(n))))).collect()).collect();
        let is_open = |n: usize, place: usize| by_class[n][place].0.people;
        let any = |place: usize| (0..classes.len()).any(|n| is_open(n, place));
        attributes.push(ByAttribute {
            classes: (0..classes.len()).map(|n| is_open(n, 0)).collect(),
            questions: (0..at.len()).map(|question| by_class.iter().any(|places| places[0].0.questions[question])).collect(),
            places: (0..count.roster.n_places()).map(any).collect(),
        });
        columns.push(by_class.into_iter().map(|places| places.into_iter().map(|(_, crowd)| crowd).collect()).collect());
    }
    Earlier { open, totals: crowds, attributes, columns }
}

/// Whether a place had the same departments in it. The city is always everybody.
fn is_same_place(count: &Count<'_>, results: &Results, place: usize) -> bool {
    let here = count.roster.place(place);
    let places: Vec<&EditionGroup> = results.groups.iter().filter(|group| group.class.is_none()).collect();
    let above = |place: &GroupPlace| places.iter().find(|group| group.place == *place).map(|group| &group.within);
    let stood_in = |place: &GroupPlace| {
        let mut next = Some(place);
        // As many steps as there are places: a ring in a damaged file ends.
        for _ in 0..places.len() {
            match next {
                Some(place) if place == here => return true,
                Some(GroupPlace::City) | None => return false,
                Some(place) => next = above(place),
            }
        }
        false
    };
    let stands_in = |mut at: usize| {
        while at > place {
            at = count.roster.within(at);
        }
        at == place
    };
    let then: BTreeSet<&GroupPlace> = places.iter().map(|group| &group.place).filter(|place| stood_in(place)).collect();
    let now: BTreeSet<&GroupPlace> = (0..count.roster.n_places()).filter(|&at| stands_in(at)).map(|at| count.roster.place(at)).collect();
    place == 0 || then == now
}

/// The free texts: of the whole city only, and sorted, so that neither who wrote one nor when can be told.
pub(super) fn texts(count: &Count<'_>, n_people: u32, answers: &[&Answer]) -> Vec<(QuestionId, Vec<String>)> {
    if n_people < count.counts.form.minimum() {
        return Vec::new();
    }
    let texts = |question: &Question| {
        let text = |answer: &&Answer| match count.survey.reply(question, answer) {
            Some(Reply::Text(text)) => Some(text.clone()),
            _ => None,
        };
        let on_paper = count.papers.iter().filter_map(|paper| paper.texts.get(&question.id)).flatten().cloned();
        let mut texts: Vec<String> = answers.iter().filter_map(text).chain(on_paper).collect();
        texts.sort();
        (question.id.clone(), texts)
    };
    let asked = count.survey.questions.iter().filter(|question| question.kind == QuestionKind::Text);
    asked.map(texts).filter(|(_, texts)| !texts.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mean_is_rounded_once() {
        let mean = |numbers: &[&str]| mean_of(&numbers.iter().map(|number| number.parse().unwrap()).collect::<Vec<_>>());
        let decimal = |text: &str| text.parse::<Decimal>().ok();
        assert_eq!(mean(&["1", "0", "0"]), decimal("0.3"));
        assert_eq!(mean(&["0.1", "0"]), decimal("0.1"));
        assert_eq!(mean(&["-0.1", "0"]), decimal("-0.1"));
        // Not quite 0.05, by less than a decimal can say: dividing first and rounding then gave 0.1.
        let mut nearly = vec!["0"; 19];
        nearly.push("0.9999999999999999999999999999");
        assert_eq!(mean(&nearly), decimal("0.0"));
        assert_eq!(mean(&[]), None);
        assert_eq!(mean(&["79228162514264337593543950335", "1"]), None);
    }
}
