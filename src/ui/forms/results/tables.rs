//! 結果表: the whole city first, then question by question the groups and years, and last the free texts.

use super::{Published, has_choices, last_before, people, percent, published, response_rate};
use crate::{
    domain::{Attribute, Choice, EditionGroup, EditionKey, Question, QuestionKind, Sense, Survey, SurveyId, Tables},
    evaluate::{rate, share},
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};

const WIDTH: u16 = 4;

pub(crate) fn pages(tables: &Tables, key: &EditionKey) -> Vec<Page> {
    published(tables, key).iter().flat_map(pages_of).collect()
}

fn pages_of(it: &Published<'_>) -> Vec<Page> {
    let questions = it.questions();
    let asked = questions.iter().enumerate().filter(|(_, question)| has_choices(question));
    let by_question = asked.map(|(at, question)| breakdown(it, at + 1, question));
    std::iter::once(whole(it, &questions)).chain(by_question).chain(texts(it)).collect()
}

fn whole(it: &Published<'_>, questions: &[Question]) -> Page {
    let heads = ["対象者数", "回答者数", "回答率"].map(|text| Cell::text(Look::Head, text));
    // Four columns: the first of the three boxes is as wide as the column of questions.
    let response = Block::new(1, vec![spread(heads), spread(it.response())]);
    let mut rows = vec![["設問", "答え", "人数", "割合"].map(|text| Cell::text(Look::Head, text)).to_vec()];
    for (at, question) in questions.iter().enumerate() {
        rows.extend(lines(it, at + 1, question));
    }
    let blocks = vec![
        Block::line(Look::Title, it.heading(), WIDTH),
        Block::line(Look::Plain, it.programme(), WIDTH),
        Block::line(Look::Plain, it.issue(), WIDTH),
        response,
        Block::line(Look::Plain, it.scope(), WIDTH),
        Block::line(Look::Plain, words::ROUNDING, WIDTH),
        Block::line(Look::Plain, it.minimum(), WIDTH),
        Block::new(1, rows),
    ];
    Page { name: "全体".to_owned(), orientation: Orientation::Portrait, columns: vec![10, 8, 3, 4], blocks }
}

fn spread([first, second, third]: [Cell; 3]) -> Vec<Cell> {
    vec![first, second, third.over(2)]
}

/// One question of the whole city, an answer a row.
fn lines(it: &Published<'_>, number: usize, question: &Question) -> Vec<Vec<Cell>> {
    let answers = answers(it, question);
    let Some(answers) = answers else { return Vec::new() };
    let n_rows = u16::try_from(answers.len()).unwrap_or(u16::MAX);
    let mut label = Some(Cell::text(Look::Label, format!("問{number}　{}", it.text(question))).down(n_rows));
    answers.into_iter().map(|cells| label.take().into_iter().chain(cells).collect()).collect()
}

/// `None`: free texts, which stand on a page of their own.
fn answers(it: &Published<'_>, question: &Question) -> Option<Vec<Vec<Cell>>> {
    let body = |text: &str| Cell::text(Look::Body, text);
    if question.kind == QuestionKind::Text {
        return None;
    }
    if question.kind == QuestionKind::Number {
        let Some((n, mean)) = it.mean(question) else { return Some(vec![hidden()]) };
        return Some(vec![vec![body("平均"), people(Some(n), ""), Cell::number(Look::Centred, mean, "", &question.unit)]]);
    }
    let city = it.city();
    let Some((answered, given)) = city.and_then(|city| it.counts(city, question)) else { return Some(vec![hidden()]) };
    let line =
        |(choice, n): (&Choice, &u32)| vec![body(&choice.label), people(Some(*n), ""), percent(share(u64::from(*n), answered.into()))];
    let mut rows: Vec<Vec<Cell>> = question.choices.iter().zip(given).map(line).collect();
    if let Some(rate) = city.and_then(|city| it.rate(city, question)) {
        let favourable = u32::try_from(rate.favourable).ok();
        rows.push(vec![body("肯定的な回答"), people(favourable, ""), percent(Some(rate.percent))]);
    }
    let silent = city.and_then(|city| city.answered).map(|people| people.saturating_sub(answered));
    rows.push(vec![body("（無回答）"), people(silent, words::HIDDEN), Cell::text(Look::Centred, "")]);
    Some(rows)
}

fn hidden() -> Vec<Cell> {
    vec![Cell::text(Look::Centred, words::HIDDEN).over(3)]
}

/// What the groups of a table differ in.
#[derive(Clone, Copy)]
enum By {
    Department,
    Attribute(Attribute),
}

/// One question by department, attribute and year.
fn breakdown(it: &Published<'_>, number: usize, question: &Question) -> Page {
    let table = Breakdown { it, question, n_choices: question.choices.len() };
    let mut rows = vec![table.heads()];
    for (name, by) in [("所属", By::Department)]
        .into_iter()
        .chain(it.survey.attributes.iter().map(|asked| (words::attribute(asked.attribute), By::Attribute(asked.attribute))))
    {
        let groups: Vec<Vec<Cell>> = table.groups(by);
        if !groups.is_empty() {
            rows.push(vec![table.band(name)]);
            rows.extend(groups);
        }
    }
    let years = table.years();
    if years.len() > 1 {
        rows.push(vec![table.band("年度")]);
        rows.extend(years);
    }
    let width = table.width();
    let blocks = vec![
        Block::line(Look::Title, format!("問{number}　{}", it.text(question)), width),
        Block::line(Look::Plain, format!("{}　{}", it.heading(), it.issue()), width),
        Block::line(Look::Plain, it.scope(), width),
        Block::line(Look::Plain, it.minimum(), width),
        Block::new(1, rows),
    ];
    let columns = std::iter::once(8).chain(std::iter::repeat_n(3, usize::from(width) - 1)).collect();
    Page { name: format!("問{number}"), orientation: Orientation::Landscape, columns, blocks }
}

struct Breakdown<'a> {
    it: &'a Published<'a>,
    question: &'a Question,
    n_choices: usize,
}

impl Breakdown<'_> {
    fn has_rate(&self) -> bool {
        self.question.choices.iter().any(|choice| choice.sense == Sense::Favourable)
    }

    fn width(&self) -> u16 {
        u16::try_from(5 + self.n_choices + usize::from(self.has_rate())).unwrap_or(u16::MAX)
    }

    fn heads(&self) -> Vec<Cell> {
        let first = ["まとまり", "対象者数", "回答者数", "回答率", "この設問の回答"].map(str::to_owned);
        let choices = self.question.choices.iter().map(|choice| choice.label.clone());
        let rate = self.has_rate().then(|| "肯定的な回答".to_owned());
        first.into_iter().chain(choices).chain(rate).map(|text| Cell::text(Look::Head, text)).collect()
    }

    fn band(&self, name: &str) -> Cell {
        Cell::text(Look::Label, name).over(self.width())
    }

    fn groups(&self, by: By) -> Vec<Vec<Cell>> {
        let all = &self.it.edition.results.groups;
        let is_wanted = |group: &&EditionGroup| match (by, &group.class) {
            (By::Department, None) => true,
            (By::Attribute(attribute), Some(class)) => class.attribute == attribute,
            _ => false,
        };
        let line = |group: &EditionGroup| {
            let depth = self.it.edition.results.depth(group);
            let name = words::group_name(group, self.it.survey, self.it.tables);
            self.line(format!("{}{name}", "　".repeat(depth)), group, self.it.counts(group, self.question))
        };
        all.iter().filter(is_wanted).map(line).collect()
    }

    /// The same question in every survey that was published.
    fn years(&self) -> Vec<Vec<Cell>> {
        let mut surveys: Vec<(&SurveyId, &Survey)> = self.it.tables.surveys.settled().collect();
        surveys.sort_by_key(|(_, survey)| survey.year);
        let line = |(id, survey): (&SurveyId, &Survey)| {
            let edition =
                if *id == self.it.key.survey { Some(self.it.edition) } else { last_before(self.it.tables, id, None).map(|it| it.1) };
            let results = &edition?.results;
            // Other choices are another question.
            results.question(survey, &self.question.id).filter(|other| other.choices == self.question.choices)?;
            let city = results.groups.first()?;
            let counts = results.place_of(&self.question.id).and_then(|at| city.counts_of(at));
            Some(self.line(survey.year.wareki(), city, counts))
        };
        surveys.into_iter().filter_map(line).collect()
    }

    fn line(&self, name: String, group: &EditionGroup, counts: Option<(u32, &[u32])>) -> Vec<Cell> {
        let mut cells = vec![Cell::text(Look::Label, name), people(group.eligible, "—")];
        // One mark, whatever it stands for.
        let hidden = |n: u16| Cell::text(Look::Centred, words::HIDDEN).over(n);
        if group.answered.is_none() {
            cells.push(hidden(self.width() - 2));
            return cells;
        }
        cells.extend([people(group.answered, ""), percent(response_rate(Some(group)))]);
        let Some((answered, given)) = counts else {
            cells.push(hidden(self.width() - 4));
            return cells;
        };
        cells.push(people(Some(answered), ""));
        cells.extend(given.iter().map(|n| people(Some(*n), "")));
        if self.has_rate() {
            cells.push(percent(rate(self.question, answered, given, 1).map(|rate| rate.percent)));
        }
        cells
    }
}

/// 自由記述: city-wide, in an order that says nothing.
fn texts(it: &Published<'_>) -> Option<Page> {
    let questions = it.questions();
    let mut blocks = vec![
        Block::line(Look::Title, format!("{}　自由記述", it.heading()), 1),
        Block::line(Look::Plain, it.issue(), 1),
        Block::line(Look::Plain, words::FREE_TEXTS, 1),
    ];
    for (id, texts) in &it.edition.texts {
        let head = questions.iter().find(|question| question.id == *id).map_or_else(|| id.to_string(), |question| it.text(question));
        let rows = texts.iter().map(|text| vec![Cell::text(Look::Body, text)]);
        blocks.push(Block::new(1, std::iter::once(vec![Cell::text(Look::Head, head)]).chain(rows).collect()));
    }
    let page = Page { name: "自由記述".to_owned(), orientation: Orientation::Portrait, columns: vec![1], blocks };
    (!it.edition.texts.is_empty()).then_some(page)
}
