//! What a later edition shows beside an earlier one.

use super::*;

/// Publishes what the tally shows.
fn published(city: City, number: u32) -> City {
    let edition = Edition { on: "2023-12-01".parse().unwrap(), results: tallied(&city).results, texts: Vec::new() };
    city.write(Entry::Edition(crate::domain::EditionKey { survey: id("r5"), number }, edition))
}

#[test]
fn a_later_edition_never_shows_the_one_who_came_late() {
    let first = published(both(both(survey([("a1", 60), ("b1", 60)]), "a1", 15, 14), "b1", 9, 10), 1);
    assert_eq!(tallied(&first).publishable, Publishable::Unchanged);
    // One more: the whole of the city would tell it.
    let one = answers(first.clone(), Some("a1"), "e", 1);
    assert_eq!((tallied(&one).publishable, shown(&tallied(&one))[0].2), (Publishable::TooFewChanges, None));
    // Ten more of a1 are a group, and b1 has not changed.
    // Nine of ten said the same: how many came may be known, what they said may not.
    let ten = shown(&tallied(&both(first.clone(), "a1", 1, 9)));
    assert_eq!((ten[0].2, ten[0].3.len(), ten[1].2, ten[1].3.len()), (Some(58), 0, Some(39), 0));
    let ten = answers(both(first.clone(), "a1", 1, 1), Some("a1"), "e", 1);
    let ten = ["b", "d", "a", "c", "e", "b", "d"].into_iter().fold(ten, |city, choice| answers(city, Some("a1"), choice, 1));
    let rows = shown(&tallied(&ten));
    assert_eq!((tallied(&ten).publishable, rows[1].2, rows[2].2), (Publishable::Ready, Some(39), Some(19)));
    // Spread over both, nobody can tell which is whose: the departments stay as the first edition showed them.
    let spread = (0..10).fold(first, |city, n| answers(city, Some(["a1", "b1"][n % 2]), ["a", "b", "c", "d", "e"][n % 5], 1));
    let rows = shown(&tallied(&spread));
    assert_eq!((tallied(&spread).publishable, rows[0].2, rows[1].2, rows[2].2), (Publishable::Ready, Some(58), None, None));
}

#[test]
fn a_later_mean_of_as_many_people_is_shown_only_where_it_is_the_same() {
    let of = |hours: &[i64]| {
        let reply = |hours: i64| BTreeMap::from([(id("hours"), Reply::Number(hours.into()))]);
        hours.iter().fold(of_every_kind(), |city, &hours| add(city, given("r5", 2, Some("a1"), reply(hours))))
    };
    let first: Vec<i64> = (0..12).collect();
    // Later the first has been left out, or a whole group has come.
    let later = |hours: &[i64]| {
        let editions = published(of(&first), 1).tables.editions;
        let mut city = of(hours);
        city.tables.editions = editions;
        tallied(&city).results.means
    };
    let mean = |n, mean| vec![(id("hours"), (n, d(mean)))];
    assert_eq!(later(&first), mean(12, "5.5"));
    // 0 has gone and 3 has come: 5.75 less 5.5 is the difference of these two people.
    assert_eq!(later(&[3, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]), []);
    assert_eq!(later(&[11, 10, 9, 8, 7, 6, 5, 4, 3, 2, 1, 0]), mean(12, "5.5"));
    let more = |n: i64| first.iter().copied().chain(20..20 + n).collect::<Vec<_>>();
    assert_eq!((later(&more(9)), later(&more(10))), (Vec::new(), mean(22, "14.1")));
}

#[test]
fn what_an_edition_hid_stays_hidden() {
    let city = both(both(both(survey([("a1", 60), ("b1", 60), ("c1", 60)]), "a1", 15, 14), "b1", 4, 5), "c1", 9, 10);
    let city = published(city, 1);
    // Ten late answers make b1 big enough; showing it now would show by subtraction what it said before.
    let later = (0..10).fold(city, |city, n| answers(city, Some("b1"), ["a", "b", "c", "d", "e"][n % 5], 1));
    let rows = shown(&tallied(&later));
    assert_eq!((rows[0].2, rows[1].2, rows[2].2, rows[3].2), (Some(67), Some(29), None, None));
}

#[test]
fn a_department_of_which_a_section_moved_away_is_hidden_beside_its_earlier_edition() {
    let under =
        |name: &str, parent: Option<&str>| Entry::Department(id(name), Department { parent: parent.map(id), ..Department::named(name) });
    let sections = [("a1", "a"), ("a2", "a"), ("b1", "b"), ("b2", "b"), ("c1", "c"), ("c2", "c")];
    let people = sections.map(|(section, _)| (section, 40));
    let city = ["a", "b", "c"].into_iter().fold(survey(people), |city, name| city.write(under(name, None)));
    let city = sections.into_iter().fold(city, |city, (section, above)| both(city.write(under(section, Some(above))), section, 9, 10));
    let answered = |city: &City, name: &str| shown(&tallied(city)).into_iter().find(|row| row.0 == name).unwrap().2;
    let of = |city: &City| ["a", "b", "c", "a1", "a2", "b1"].map(|name| answered(city, name));
    let first = published(city, 1);
    assert_eq!(of(&first), [Some(38), Some(38), Some(38), Some(19), Some(19), Some(19)]);
    assert_eq!(of(&first.write(under("a2", Some("b")))), [None, None, Some(38), Some(19), Some(19), Some(19)]);
}

#[test]
fn a_question_that_reads_otherwise_stays_as_hidden_as_one_that_was_never_asked() {
    let city = published(both(both(survey([("a1", 90), ("b1", 90)]), "a1", 15, 14), "b1", 9, 10), 1);
    let mut asked = city.tables.surveys.get(&id("r5")).unwrap().clone();
    (asked.version, asked.questions[0].since) = (3, 3);
    let city = city.write(Entry::Survey(id("r5"), asked));
    let later = |choice: &str| given("r5", 3, Some("a1"), BTreeMap::from([(id("n1"), Reply::Choice(id(choice)))]));
    // So many more of every answer that they would be a group, if the question were the same.
    let city = (0..120).fold(city, |city, n| add(city, later(["a", "c", "a", "c", "b", "d"][n % 6])));
    let rows = shown(&tallied(&city));
    assert_eq!((rows[0].2, rows[0].3.len()), (Some(168), 0));
}
