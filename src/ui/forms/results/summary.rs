//! アンケート結果 for the 庁議, on one A4: who answered, the questions that feed indicators, and what changed.

use super::{Published, has_choices, last_before, people, percent, published};
use crate::{
    domain::{EditionGroup, EditionKey, GroupPlace, Indicator, Question, Survey, SurveyId, Tables},
    evaluate::Rate,
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};
use rust_decimal::Decimal;

const WIDTH: u16 = 6;
/// More lines than this do not stay on one sheet of paper.
const MOST_CHANGES: usize = 12;

pub(crate) fn page(tables: &Tables, key: &EditionKey) -> Page {
    let blocks = published(tables, key).iter().flat_map(blocks).collect();
    Page {
        name: "アンケート結果（庁議用）".to_owned(), orientation: Orientation::Portrait, columns: vec![9, 5, 9, 3, 5, 3], blocks
    }
}

fn blocks(it: &Published<'_>) -> Vec<Block> {
    let last_year = last_year(it);
    let mut blocks = vec![
        Block::line(Look::Title, it.heading(), WIDTH),
        Block::line(Look::Plain, format!("{}　{}", it.programme(), it.issue()), WIDTH),
        response(it, last_year.as_ref()),
        Block::line(Look::Plain, it.scope(), WIDTH),
        questions(it, last_year.as_ref()),
        Block::line(Look::Plain, words::ROUNDING, WIDTH),
        Block::line(Look::Plain, it.minimum(), WIDTH),
    ];
    blocks.push(changes(it));
    blocks
}

/// The last edition of the survey of the year before.
fn last_year<'a>(it: &Published<'a>) -> Option<Published<'a>> {
    let year = it.survey.year.previous()?;
    let found = it.tables.surveys.settled().find(|(_, survey)| survey.year == year);
    let (id, survey): (&SurveyId, &Survey) = found?;
    let (number, edition) = last_before(it.tables, id, None)?;
    // Keys are kept in the table: the edition's own is found there again.
    let key = it.tables.editions.cells().map(|(key, _)| key).find(|key| key.survey == *id && key.number == number)?;
    Some(Published { tables: it.tables, key, survey, edition })
}

fn response(it: &Published<'_>, last_year: Option<&Published<'_>>) -> Block {
    let head = ["年度", "対象者数", "回答者数", "回答率"].map(|text| Cell::text(Look::Head, text));
    let line = |of: &Published<'_>| {
        let [eligible, answered, rate] = of.response();
        spread([Cell::text(Look::Label, of.survey.year.wareki()), eligible, answered, rate])
    };
    let rows = [spread(head), line(it)].into_iter().chain(last_year.map(line)).collect();
    Block::new(1, rows)
}

/// Four cells over the six columns.
fn spread([first, second, third, fourth]: [Cell; 4]) -> Vec<Cell> {
    vec![first, second, third, fourth.over(3)]
}

/// The questions that feed indicators; without any, those on a scale.
fn chosen(it: &Published<'_>) -> Vec<Question> {
    let all: Vec<Question> = it.questions().into_iter().filter(has_choices).collect();
    let (feeding, others): (Vec<_>, Vec<_>) = all.into_iter().partition(|question| question.feeds.is_some());
    if feeding.is_empty() { others } else { feeding }
}

fn questions(it: &Published<'_>, last_year: Option<&Published<'_>>) -> Block {
    let before = last_year.map_or("前年度".to_owned(), |it| it.survey.year.wareki());
    let heads = ["指標・設問".to_owned(), "肯定的な回答".to_owned(), "回答の内訳".to_owned(), "無回答".to_owned(), before, "差".to_owned()];
    let mut rows = vec![heads.map(|text| Cell::text(Look::Head, text)).to_vec()];
    for question in chosen(it) {
        let now = of_city(it, &question);
        let before = last_year.and_then(|last| same_question(last, &question)).and_then(|before| of_city(last_year?, &before));
        let difference = now.zip(before).map(|(now, before)| now.percent - before.percent);
        rows.push(vec![
            Cell::text(Look::Label, name(it, &question)),
            now.as_ref().map_or_else(|| Cell::text(Look::Centred, words::HIDDEN), rate_cell),
            Cell::text(Look::Body, spoken(it, &question)),
            silent(it, &question),
            before.as_ref().map_or_else(|| Cell::text(Look::Centred, "—"), rate_cell),
            difference.map_or_else(|| Cell::text(Look::Centred, "—"), points),
        ]);
    }
    Block::new(1, rows)
}

/// `55.2%` over `（32人／58人）`.
fn rate_cell(rate: &Rate) -> Cell {
    Cell::text(Look::Centred, words::rate(rate).replace('（', "\n（"))
}

fn share_of(rate: Option<Rate>) -> Cell {
    rate.map_or_else(|| Cell::text(Look::Centred, words::HIDDEN), |rate| percent(Some(rate.percent)))
}

fn points(difference: Decimal) -> Cell {
    let sign = if difference > Decimal::ZERO { "＋" } else { "" };
    Cell::number(Look::Centred, difference, sign, "")
}

fn name(it: &Published<'_>, question: &Question) -> String {
    match it.indicator(question) {
        // N names its indicators by the questions.
        Some(Indicator { mark, name, .. }) if name.contains(&question.text) => format!("{mark}{name}"),
        Some(Indicator { mark, name, .. }) => format!("{mark}{name}\n「{}」", it.text(question)),
        None => it.text(question),
    }
}

fn of_city(it: &Published<'_>, question: &Question) -> Option<Rate> {
    it.rate(it.city()?, question)
}

/// Other choices are another question.
fn same_question(it: &Published<'_>, question: &Question) -> Option<Question> {
    it.edition.results.question(it.survey, &question.id).filter(|other| other.choices == question.choices)
}

fn spoken(it: &Published<'_>, question: &Question) -> String {
    let counts = it.city().and_then(|city| it.counts(city, question));
    let Some((_, given)) = counts else { return words::HIDDEN.to_owned() };
    question.choices.iter().zip(given).map(|(choice, n)| format!("{} {n}人", choice.label)).collect::<Vec<_>>().join("\n")
}

fn silent(it: &Published<'_>, question: &Question) -> Cell {
    let city = it.city();
    let silent = city.and_then(|city| Some(city.answered?.saturating_sub(it.counts(city, question)?.0)));
    people(silent, words::HIDDEN)
}

/// What is another than in the edition before.
fn changes(it: &Published<'_>) -> Block {
    let Some((number, edition)) = last_before(it.tables, &it.key.survey, Some(it.key.number)) else {
        return Block::line(Look::Plain, "この調査の最初の版です。", WIDTH);
    };
    let key = EditionKey { survey: it.key.survey.clone(), number };
    let before = Published { tables: it.tables, key: &key, survey: it.survey, edition };
    let title = format!("第{number}版から変わったこと");
    let heads = [(title.as_str(), 2), (&*format!("第{number}版"), 1), (&*format!("第{}版", it.key.number), 3)]
        .map(|(text, n)| Cell::text(Look::Head, text).over(n))
        .to_vec();
    let line = |name: String, [before, now]: [Cell; 2]| vec![Cell::text(Look::Label, name).over(2), before, now.over(3)];
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let ([eligible, answered, rate], [eligible_now, answered_now, rate_now]) = (before.response(), it.response());
    for (name, pair) in [("対象者数", [eligible, eligible_now]), ("回答者数", [answered, answered_now]), ("回答率", [rate, rate_now])]
    {
        if pair[0] != pair[1] {
            rows.push(line(name.to_owned(), pair));
        }
    }
    for question in chosen(it) {
        let rates = [same_question(&before, &question).and_then(|question| of_city(&before, &question)), of_city(it, &question)];
        if rates[0] != rates[1] {
            rows.push(line(name(it, &question), rates.map(share_of)));
        }
    }
    rows.extend(groups(&before, it).into_iter().map(|(name, pair)| line(name, pair)));
    if rows.is_empty() {
        return Block::line(Look::Plain, format!("第{number}版と同じ結果です。"), WIDTH);
    }
    let n_more = rows.len().saturating_sub(MOST_CHANGES);
    rows.truncate(MOST_CHANGES);
    if n_more > 0 {
        rows.push(vec![Cell::text(Look::Body, format!("ほか{n_more}か所")).over(WIDTH)]);
    }
    Block::new(1, std::iter::once(heads).chain(rows).collect())
}

/// 回答者数 of departments, where it is another; a later edition hides more at most.
fn groups(before: &Published<'_>, now: &Published<'_>) -> Vec<(String, [Cell; 2])> {
    let results = &before.edition.results;
    let changed = |group: &&EditionGroup| {
        let was = results.group(&group.place, None).and_then(|group| group.answered);
        group.class.is_none() && group.place != GroupPlace::City && was != group.answered
    };
    let line = |group: &EditionGroup| {
        let was = results.group(&group.place, None).and_then(|group| group.answered);
        let name = format!("{}の回答者数", words::group_place(&group.place, now.tables));
        (name, [people(was, words::HIDDEN), people(group.answered, words::HIDDEN)])
    };
    now.edition.results.groups.iter().filter(changed).map(line).collect()
}
