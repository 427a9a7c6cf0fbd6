//! What is asked, people counted by what they answered, and the rule that every group is held against.

use std::ops::Range;

/// The questions as far as counting goes, and the least number of people that is shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Form {
    minimum: u32,
    asked: Vec<Asked>,
    /// Where the counts of each question's choices begin.
    firsts: Vec<usize>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Asked {
    /// None for numbers and texts, which groups never show.
    pub n_choices: usize,
    /// The question whose answer decides whether this one is asked.
    pub follows: Option<usize>,
}

impl Form {
    /// With a minimum of at least 3, whatever a file says.
    pub fn new(minimum: u32, asked: Vec<Asked>) -> Self {
        let first = 1 + asked.len();
        let firsts = asked.iter().scan(first, |next, asked| Some(std::mem::replace(next, *next + asked.n_choices))).collect();
        Form { minimum: minimum.max(3), asked, firsts }
    }

    pub fn minimum(&self) -> u32 {
        self.minimum
    }

    pub fn asked(&self) -> &[Asked] {
        &self.asked
    }

    pub fn nobody(&self) -> Crowd {
        Crowd(vec![0; 1 + self.asked.len() + self.asked.iter().map(|asked| asked.n_choices).sum::<usize>()])
    }

    /// Where a crowd counts who answered the question.
    pub(super) fn answered(&self, question: usize) -> usize {
        1 + question
    }

    pub(super) fn choices(&self, question: usize) -> Range<usize> {
        let first = self.firsts[question];
        first..first + self.asked[question].n_choices
    }

    /// Whether so many people may be known to be a group.
    pub(super) fn is_group(&self, n_people: u32) -> bool {
        n_people >= self.minimum
    }

    /// Whether the answers of a group to a question may be known: enough people answered, and neither all nor all but one of
    /// them gave one answer, or one of them would know what the others said. Of nobody there is nothing to know.
    pub fn is_sound(&self, answered: u32, given: &[u32]) -> bool {
        answered == 0 || (self.is_group(answered) && given.iter().all(|&n| n + 2 <= answered))
    }

    /// Whether a hidden count may lie where these bounds leave it: anywhere from nothing on, or in a range so wide that it says little.
    pub(super) fn is_free(&self, least: u32, most: u32) -> bool {
        least == 0 || most.saturating_sub(least) + 1 >= self.minimum
    }

    /// The same of people who came, or went, between two editions. They are spread over places that are not told apart, so at
    /// least `minimum − 1` of them must have said something else, whatever is asked about.
    pub(super) fn is_sound_change(&self, answered: u32, given: &[u32]) -> bool {
        self.is_sound(answered, given) && given.iter().all(|&n| answered == 0 || n + self.minimum - 1 <= answered)
    }
}

/// People, counted together: how many they are, how many of them answered each question, and how many gave each answer.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub struct Crowd(pub(super) Vec<u32>);

impl Crowd {
    pub fn n_people(&self) -> u32 {
        self.0[0]
    }

    pub fn answered(&self, form: &Form, question: usize) -> u32 {
        self.0[form.answered(question)]
    }

    /// By choice.
    pub fn given(&self, form: &Form, question: usize) -> &[u32] {
        &self.0[form.choices(question)]
    }

    /// So many more people, whatever they answered.
    pub fn add_people(&mut self, n: u32) {
        self.0[0] += n;
    }

    /// So many of them answered the question.
    pub fn add_answered(&mut self, form: &Form, question: usize, n: u32) {
        self.0[form.answered(question)] += n;
    }

    /// So many of them gave this answer.
    pub fn add_given(&mut self, form: &Form, question: usize, choice: usize, n: u32) {
        let choices = form.choices(question);
        debug_assert!(choice < choices.len());
        self.0[choices.start + choice] += n;
    }

    pub fn add(&mut self, other: &Crowd) {
        self.0.iter_mut().zip(&other.0).for_each(|(n, more)| *n += more);
    }
}
