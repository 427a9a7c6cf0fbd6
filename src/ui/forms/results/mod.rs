//! アンケート結果: one published edition as forms. Nothing but what the edition holds is in them, and how its parts are called.

mod rows;
mod summary;
mod tables;

pub(super) use rows::page as rows;
pub(super) use summary::page as summary;
pub(super) use tables::pages as tables;

use super::title;
use crate::{
    domain::{Edition, EditionGroup, EditionKey, GroupPlace, Indicator, Question, QuestionId, QuestionKind, Survey, SurveyId, Tables},
    evaluate::{Rate, rate, share},
    sheetfile::form::{Cell, Look},
    ui::words,
};
use rust_decimal::Decimal;

/// One edition with what it is read with.
struct Published<'a> {
    tables: &'a Tables,
    key: &'a EditionKey,
    survey: &'a Survey,
    edition: &'a Edition,
}

/// Of two editions of one number, which only a conflict brings, both.
fn published<'a>(tables: &'a Tables, key: &'a EditionKey) -> Vec<Published<'a>> {
    let Some(survey) = tables.surveys.get(&key.survey) else { return Vec::new() };
    let editions = tables.editions.reading(key).values();
    editions.into_iter().map(|edition| Published { tables, key, survey, edition }).collect()
}

/// The last edition of a survey before a number; before `None`: the last.
fn last_before<'a>(tables: &'a Tables, survey: &SurveyId, number: Option<u32>) -> Option<(u32, &'a Edition)> {
    let of_survey = tables.editions.cells().filter(|(key, _)| key.survey == *survey);
    let earlier = of_survey.filter(|(key, _)| number.is_none_or(|number| key.number < number));
    let (key, cell) = earlier.max_by_key(|(key, _)| key.number)?;
    Some((key.number, cell.reading().values().pop()?))
}

impl Published<'_> {
    /// `令和5年度　職員アンケート　結果`
    fn heading(&self) -> String {
        format!("{}　{}　結果", self.survey.year.wareki(), self.survey.title)
    }

    fn programme(&self) -> String {
        title(self.tables)
    }

    fn issue(&self) -> String {
        format!("第{}版（{}公表）", self.key.number, words::date(self.edition.on))
    }

    /// 調査対象者の範囲 and 基準日, without which no rate says anything.
    fn scope(&self) -> String {
        words::survey_scope(self.survey)
    }

    fn minimum(&self) -> String {
        words::protection(self.edition.results.minimum)
    }

    fn city(&self) -> Option<&EditionGroup> {
        self.edition.results.group(&GroupPlace::City, None)
    }

    /// The questions that were counted, with the choices they had then.
    fn questions(&self) -> Vec<Question> {
        let results = &self.edition.results;
        let question = |(id, _): &(QuestionId, _)| results.question(self.survey, id);
        results.questions.iter().filter_map(question).collect()
    }

    fn text(&self, question: &Question) -> String {
        if self.edition.results.is_of_another_wording(question) {
            format!("{}（公表のあとに設問が変わりました）", question.text)
        } else {
            question.text.clone()
        }
    }

    fn counts<'g>(&self, group: &'g EditionGroup, question: &Question) -> Option<(u32, &'g [u32])> {
        group.counts_of(self.edition.results.place_of(&question.id)?)
    }

    /// At the decimals of the indicator that it feeds.
    fn rate(&self, group: &EditionGroup, question: &Question) -> Option<Rate> {
        let (answered, given) = self.counts(group, question)?;
        let decimals = self.indicator(question).map_or(1, |indicator| indicator.decimals);
        rate(question, answered, given, decimals)
    }

    fn indicator(&self, question: &Question) -> Option<&Indicator> {
        self.tables.indicators.get(question.feeds.as_ref()?)
    }

    fn mean(&self, question: &Question) -> Option<(u32, Decimal)> {
        self.edition.results.means.iter().find(|(id, _)| *id == question.id).map(|(_, mean)| *mean)
    }

    /// 対象者数・回答者数・回答率 of the whole city.
    fn response(&self) -> [Cell; 3] {
        let city = self.city();
        let (eligible, answered) = (city.and_then(|city| city.eligible), city.and_then(|city| city.answered));
        [people(eligible, "未入力"), people(answered, words::HIDDEN), percent(response_rate(city))]
    }
}

fn response_rate(group: Option<&EditionGroup>) -> Option<Decimal> {
    let (answered, eligible) = group.and_then(|group| group.answered.zip(group.eligible))?;
    share(answered.into(), eligible.into())
}

fn people(n: Option<u32>, otherwise: &str) -> Cell {
    n.map_or_else(|| Cell::text(Look::Centred, otherwise), |n| Cell::number(Look::Centred, n.into(), "", "人"))
}

fn percent(value: Option<Decimal>) -> Cell {
    value.map_or_else(|| Cell::text(Look::Centred, "—"), |value| Cell::number(Look::Centred, value, "", "%"))
}

fn has_choices(question: &Question) -> bool {
    match question.kind {
        QuestionKind::Likert | QuestionKind::Single | QuestionKind::Multiple => true,
        QuestionKind::Number | QuestionKind::Text => false,
    }
}
