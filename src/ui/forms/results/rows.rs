//! The same edition as one table, an answer of a group a row: what other programs read.

use super::{Published, published, response_rate};
use crate::{
    domain::{EditionGroup, EditionKey, GroupPlace, Question, QuestionKind, Tables},
    evaluate::share,
    sheetfile::form::{Block, Cell, Look, Orientation, Page},
    ui::words,
};
use rust_decimal::Decimal;

const HEADS: [&str; 15] = [
    "年度",
    "アンケート",
    "版",
    "調査対象",
    "基準日",
    "設問",
    "所属",
    "属性",
    "対象者数",
    "回答者数",
    "回答率（%）",
    "この設問の回答",
    "答え",
    "人数",
    "割合（%）",
];

pub(crate) fn page(tables: &Tables, key: &EditionKey) -> Page {
    let heads = HEADS.map(|text| Cell::text(Look::Head, text)).to_vec();
    let rows = published(tables, key).into_iter().flat_map(|it| rows_of(&it));
    let blocks = vec![Block::new(1, std::iter::once(heads).chain(rows).collect())];
    Page { name: "アンケート結果".to_owned(), orientation: Orientation::Landscape, columns: vec![1; HEADS.len()], blocks }
}

fn rows_of(it: &Published<'_>) -> Vec<Vec<Cell>> {
    let mut rows = Vec::new();
    for question in it.questions() {
        match question.kind {
            QuestionKind::Number => rows.push(mean(it, &question)),
            QuestionKind::Text => rows.extend(texts(it, &question)),
            QuestionKind::Likert | QuestionKind::Single | QuestionKind::Multiple => {
                rows.extend(it.edition.results.groups.iter().flat_map(|group| of_group(it, &question, group)));
            }
        }
    }
    rows
}

fn text(text: impl Into<String>) -> Cell {
    Cell::text(Look::Body, text)
}

fn number(value: Option<Decimal>, otherwise: &str) -> Cell {
    value.map_or_else(|| text(otherwise), |value| Cell::number(Look::Body, value, "", ""))
}

/// What every row begins with.
fn first(it: &Published<'_>, question: &Question, place: &str, class: &str) -> Vec<Cell> {
    let base = it.survey.base_date.map_or_else(String::new, words::date);
    let year = it.survey.year.wareki();
    let issue = format!("第{}版", it.key.number);
    [&year, &it.survey.title, &issue, &it.survey.scope, &base, &it.text(question), place, class].map(text).to_vec()
}

fn of_group(it: &Published<'_>, question: &Question, group: &EditionGroup) -> Vec<Vec<Cell>> {
    let place = words::group_place(&group.place, it.tables);
    let class = group.class.as_ref().map(|class| words::group_class(class, it.survey)).unwrap_or_default();
    let mut head = first(it, question, &place, &class);
    head.push(number(group.eligible.map(Decimal::from), ""));
    head.push(number(group.answered.map(Decimal::from), words::HIDDEN));
    let counts = it.counts(group, question).filter(|_| group.answered.is_some());
    let rate = response_rate(Some(group)).filter(|_| group.answered.is_some());
    head.push(number(rate, if group.answered.is_some() { "" } else { words::HIDDEN }));
    let line = |rest: [Cell; 4]| head.iter().cloned().chain(rest).collect::<Vec<_>>();
    let Some((answered, given)) = counts else {
        return vec![line([text(words::HIDDEN), text(words::HIDDEN), text(words::HIDDEN), text(words::HIDDEN)])];
    };
    let of = |label: &str, n: u64, share: Option<Decimal>| {
        line([number(Some(answered.into()), ""), text(label), number(Some(n.into()), ""), number(share, "")])
    };
    let choices = question.choices.iter().zip(given).map(|(choice, &n)| of(&choice.label, n.into(), share(n.into(), answered.into())));
    let favourable = it.rate(group, question).map(|rate| of("肯定的な回答", rate.favourable, Some(rate.percent)));
    choices.chain(favourable).collect()
}

fn mean(it: &Published<'_>, question: &Question) -> Vec<Cell> {
    let mut cells = first(it, question, &words::group_place(&GroupPlace::City, it.tables), "");
    let city = it.city();
    cells.push(number(city.and_then(|city| city.eligible).map(Decimal::from), ""));
    cells.push(number(city.and_then(|city| city.answered).map(Decimal::from), words::HIDDEN));
    cells.push(number(response_rate(city), ""));
    match it.mean(question) {
        Some((n, mean)) => {
            cells.extend([number(Some(n.into()), ""), text(format!("平均（{}）", question.unit)), number(Some(mean), ""), text("")])
        }
        None => cells.extend([words::HIDDEN; 4].map(text)),
    }
    cells
}

fn texts(it: &Published<'_>, question: &Question) -> Vec<Vec<Cell>> {
    let own = it.edition.texts.iter().filter(|(id, _)| *id == question.id).flat_map(|(_, texts)| texts);
    let row = |typed: &String| {
        let head = first(it, question, &words::group_place(&GroupPlace::City, it.tables), "");
        head.into_iter().chain(["", "", "", "", typed, "", ""].map(text)).collect()
    };
    own.map(row).collect()
}
