//! Small groups by hand: at the boundary, in small trees, by attribute, and how much is left.

use super::*;

/// A question of three answers.
fn form() -> Form {
    Form::new(10, vec![Asked { n_choices: 3, follows: None }])
}

fn crowd(form: &Form, given: [u32; 3]) -> Crowd {
    let mut crowd = form.nobody();
    crowd.add_people(given.iter().sum());
    crowd.add_answered(form, 0, given.iter().sum());
    given.iter().enumerate().for_each(|(choice, &n)| crowd.add_given(form, 0, choice, n));
    crowd
}

/// Places below the city, each with the place it belongs to and its own people's answers.
fn counted<const N: usize>(places: [(usize, [u32; 3]); N]) -> Counted {
    let form = form();
    let place = |(within, given)| Place { within, eligible: None, own: crowd(&form, given) };
    let city = Place { within: 0, eligible: None, own: form.nobody() };
    let places = std::iter::once(city).chain(places.into_iter().map(place)).collect();
    Counted { places, attributes: Vec::new(), form }
}

/// By place below the city: `人` where 回答者数 is shown, `問` where the answers are too, `－` where nothing is.
fn check<const N: usize>(places: [(usize, [u32; 3]); N], expected: &str) {
    let release = release(&counted(places), &[]);
    let sign = |open: &Open| match (open.people, open.questions[0]) {
        (_, true) => '問',
        (true, false) => '人',
        (false, false) => '－',
    };
    let shown: String = release.open.iter().skip(1).map(sign).collect();
    assert_eq!(shown, expected, "{places:?}");
}

#[test]
fn ten_people_are_a_group_and_nine_are_none() {
    check([(0, [4, 3, 3]), (0, [20, 10, 10]), (0, [9, 9, 9])], "問問問");
    check([(0, [3, 3, 3]), (0, [20, 10, 10]), (0, [9, 9, 9])], "－問－");
}

#[test]
fn all_but_one_of_one_mind_are_hidden_and_all_but_two_are_not() {
    check([(0, [10, 2, 0]), (0, [20, 10, 10]), (0, [9, 9, 9])], "問問問");
    check([(0, [11, 1, 0]), (0, [20, 10, 10]), (0, [9, 9, 9])], "人問人");
}

#[test]
fn of_two_the_small_one_hides_the_other() {
    check([(0, [2, 1, 1]), (0, [20, 10, 10])], "－－");
}

#[test]
fn a_section_alone_with_its_head_hides_the_smallest_section_beside_it() {
    // A department with one person of its own, and two sections.
    check([(0, [1, 0, 0]), (1, [5, 5, 4]), (1, [10, 10, 9]), (0, [20, 20, 20])], "問－問問");
    // Nobody of its own: everything adds up, and nothing is left over.
    check([(0, [0, 0, 0]), (1, [5, 5, 4]), (1, [10, 10, 9]), (0, [20, 20, 20])], "問問問問");
}

#[test]
fn a_small_office_beside_big_departments_costs_one_total_and_one_section() {
    let office = (0, [2, 1, 1]);
    let department = [(0, [0, 0, 0]), (2, [5, 5, 4]), (2, [10, 10, 9])];
    check([office, department[0], department[1], department[2], (0, [30, 30, 30])], "－－－問問");
}

#[test]
fn where_nobody_answered_there_is_nothing_to_protect() {
    check([(0, [0, 0, 0]), (0, [10, 10, 10]), (0, [20, 20, 20])], "－問問");
}

#[test]
fn the_rest_of_one_mind_needs_company_until_it_says_little() {
    // 12 of one mind beside 20 who mostly agree: at least 9 of the 12 would be known to say the same.
    check([(0, [12, 0, 0]), (0, [17, 2, 1]), (0, [20, 20, 20]), (0, [30, 30, 30])], "人人人問");
}

/// By attribute, of two places.
fn by_class(classes: &[[[u32; 3]; 2]]) -> Release {
    release(&classed(classes), &[])
}

fn classed(classes: &[[[u32; 3]; 2]]) -> Counted {
    let form = form();
    let place = |own| Place { within: 0, eligible: None, own };
    let mut own = [form.nobody(), form.nobody()];
    for class in classes {
        own.iter_mut().zip(class).for_each(|(own, given)| own.add(&crowd(&form, *given)));
    }
    let places = std::iter::once(form.nobody()).chain(own).map(place).collect();
    let class = |class: &[[u32; 3]; 2]| std::iter::once(form.nobody()).chain(class.map(|given| crowd(&form, given))).collect();
    Counted { places, attributes: vec![classes.iter().map(class).collect()], form: form.clone() }
}

/// What was counted, as an edition that was published with all that may be shown.
fn published(counted: &Counted) -> Earlier {
    let Release { open, attributes } = release(counted, &[]);
    let whole = |classes: &Vec<Vec<Crowd>>| classes.iter().map(|own| totals(&counted.places, |place| &own[place])).collect();
    let columns = counted.attributes.iter().map(whole).collect();
    Earlier { open, totals: totals(&counted.places, |place| &counted.places[place].own), attributes, columns }
}

#[test]
fn by_attribute_a_small_class_takes_the_next_with_it() {
    let men = [[8, 8, 8], [9, 9, 9]];
    let women = [[6, 6, 6], [7, 7, 7]];
    let both = &by_class(&[men, women]).attributes[0];
    assert_eq!((both.classes.as_slice(), both.places.as_slice()), (&[true, true][..], &[true, true, true][..]));
    let unsaid = [[1, 0, 0], [1, 1, 0]];
    let small = &by_class(&[men, women, unsaid]).attributes[0];
    assert_eq!(small.classes, [true, false, false]);
    assert_eq!(small.questions, [true]);
}

#[test]
fn a_class_that_everybody_named_says_no_more_than_the_city() {
    let one = &by_class(&[[[8, 8, 8], [9, 9, 9]]]).attributes[0];
    assert_eq!((one.classes.as_slice(), one.questions.as_slice()), (&[false][..], &[false][..]));
}

#[test]
fn an_attribute_is_shown_again_of_the_very_same_answers_only() {
    let (men, women) = ([[8, 8, 8], [9, 9, 9]], [[6, 6, 6], [7, 7, 7]]);
    let before = published(&classed(&[men, women]));
    let shows = |classes: &[[[u32; 3]; 2]]| {
        let now = release(&classed(classes), std::slice::from_ref(&before));
        (now.open[0].people, now.attributes[0].classes.clone(), now.attributes[0].questions.clone(), now.attributes[0].places.clone())
    };
    assert_eq!(shows(&[men, women]), (true, vec![true, true], vec![true], vec![true, true, true]));
    // So many came since that they are a group; whether they are men or women nobody is told.
    let nothing = || (true, vec![false, false], vec![false], vec![false, false, false]);
    assert_eq!(shows(&[[[18, 18, 18], [9, 9, 9]], women]), nothing());
    // As many in all, and of every answer: one was counted as a man, and is a woman.
    assert_eq!(shows(&[[[7, 8, 8], [9, 9, 9]], [[7, 6, 6], [7, 7, 7]]]), nothing());
}

#[test]
fn a_hidden_count_is_free_from_nothing_on_or_over_a_range_as_wide_as_a_group() {
    let is_free = |least, most| form().is_free(least, most);
    assert_eq!([is_free(0, 0), is_free(1, 1), is_free(1, 9), is_free(1, 10), is_free(5, 14)], [true, false, false, true, true]);
}

#[test]
fn of_those_who_came_all_but_one_less_than_a_group_may_be_of_one_mind() {
    let is_sound = |answered, most| form().is_sound_change(answered, &[most, answered - most, 0]);
    assert_eq!([is_sound(20, 11), is_sound(20, 12), is_sound(9, 4), is_sound(0, 0)], [true, false, false, true]);
}

#[test]
fn an_only_woman_is_not_found_by_her_rare_answer() {
    // One person in all gives the third answer; the place and the class that count it would meet in the only woman there.
    let men = [[20, 20, 0], [20, 20, 0]];
    let women = [[0, 0, 1], [10, 10, 0]];
    let release = by_class(&[men, women]);
    assert!(release.open[1].questions[0]);
    assert_eq!(release.attributes[0].questions, [false]);
}

#[test]
fn in_a_usual_city_four_of_five_bigger_departments_are_shown() {
    // Twelve 部 with a head and assistants of their own, and four to nine 課 of 8 to 40 people; a few small offices beside them.
    let form = form();
    let mut chance = 7u64;
    let mut below = |n: u64| {
        chance = chance.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        ((chance >> 33) % n) as u32
    };
    let mut places = vec![(0, form.nobody())];
    let sized = |below: &mut dyn FnMut(u64) -> u32, within: usize, n: u32, places: &mut Vec<(usize, Crowd)>| {
        let favourable = n * (3 + below(4)) / 10;
        let middle = (n - favourable) / 2;
        places.push((within, crowd(&form, [favourable, middle, n - favourable - middle])));
    };
    for _ in 0..12 {
        let department = places.len();
        let own = below(4);
        sized(&mut below, 0, own, &mut places);
        for _ in 0..4 + below(6) {
            let n = 8 + below(33);
            sized(&mut below, department, n, &mut places);
        }
    }
    for n in [3, 5, 12] {
        sized(&mut below, 0, n, &mut places);
    }
    let place = |(within, own): &(usize, Crowd)| Place { within: *within, eligible: None, own: own.clone() };
    let counted = Counted { places: places.iter().map(place).collect(), attributes: Vec::new(), form: form.clone() };
    let release = release(&counted, &[]);
    let totals = totals(&counted.places, |at| &counted.places[at].own);
    let bigger: Vec<usize> = (1..places.len()).filter(|&at| totals[at].n_people() >= 20).collect();
    let n_people = bigger.iter().filter(|&&at| release.open[at].people).count();
    let n_answers = bigger.iter().filter(|&&at| release.open[at].questions[0]).count();
    assert!(bigger.len() > 40 && n_people * 10 >= bigger.len() * 9, "{n_people} of {}", bigger.len());
    assert!(n_answers * 10 >= bigger.len() * 8, "{n_answers} of {}", bigger.len());
}
