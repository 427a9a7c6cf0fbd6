//! Preparing a survey: last year's copied, lists typed a line each, and what a change after opening does.

use crate::domain::{
    Attribute, AttributeAsked, AttributeChoice, Choice, ChoiceId, FiscalYear, Question, QuestionKind, SectionId, Sense, Survey, SurveyId,
    SurveySection, Tables,
};
use chrono::NaiveDate;

impl Survey {
    /// Asks nothing yet.
    pub fn new(year: FiscalYear, title: &str) -> Survey {
        let (questions, scope, base_date, opens, closes, public_key, sections, department, attributes, slips) = Default::default();
        let title = title.to_owned();
        Survey { year, title, version: 1, questions, scope, base_date, opens, closes, public_key, sections, department, attributes, slips }
    }

    /// Whether people may be answering: there is a key, and the opening date is not ahead.
    pub fn is_open(&self, today: NaiveDate) -> bool {
        !self.public_key.is_empty() && self.opens.is_none_or(|opens| opens <= today)
    }

    /// What the survey of a year is called, so that two people who start it apart start the same one.
    pub fn id_of(year: FiscalYear) -> SurveyId {
        SurveyId::new(&year.number().to_string()).expect("digits are an id")
    }

    /// The same questions for another year: its dates and its key are made anew.
    pub fn copied_to(&self, year: FiscalYear) -> Survey {
        let questions = self.questions.iter().map(|question| Question { since: 0, ..question.clone() }).collect();
        Survey { year, version: 1, questions, base_date: None, opens: None, closes: None, public_key: String::new(), ..self.clone() }
    }

    /// With the changed questions marked as of this version, so that older answers to them are not counted as answers to
    /// what they ask now.
    pub fn changed_from(mut self, before: &Survey) -> Survey {
        if self.version > 1 {
            for question in &mut self.questions {
                let asks = |question: &Question| (question.text.clone(), question.kind, question.unit.clone(), question.choices.clone());
                if before.question(&question.id).is_none_or(|before| asks(before) != asks(question)) {
                    question.since = self.version;
                }
            }
        }
        self
    }
}

impl Tables {
    /// The years that a survey of `year` can be copied to: the next one and the present one. Where there is a survey
    /// already, none is made over it, since its key would be gone with it.
    pub fn years_without_survey(&self, year: FiscalYear, present: FiscalYear) -> Vec<FiscalYear> {
        let has_survey = |year: FiscalYear| {
            let of_year = |survey: &Survey| survey.year == year;
            !self.surveys.reading(&Survey::id_of(year)).values().is_empty() || self.surveys.settled().any(|(_, survey)| of_year(survey))
        };
        let later = [year.next(), Some(present)].into_iter().flatten().filter(|later| *later > year && !has_survey(*later));
        later.collect::<std::collections::BTreeSet<_>>().into_iter().collect()
    }
}

impl Question {
    /// The choices as lines; a line that stood there before is the same choice.
    pub fn with_choices(&self, lines: &str) -> Question {
        let kept = |label: &str| self.choices.iter().find(|choice| choice.label == label);
        let mut taken: Vec<ChoiceId> = self.choices.iter().map(|choice| choice.id.clone()).collect();
        let choice = |label: &str| {
            kept(label).cloned().unwrap_or_else(|| {
                let id = free(&mut taken, "c", ChoiceId::new);
                Choice { id, label: label.to_owned(), sense: Sense::Other }
            })
        };
        Question { choices: filled(lines).map(choice).collect(), ..self.clone() }
    }

    /// What a new question of this kind starts from.
    pub fn of_kind(&self, kind: QuestionKind) -> Question {
        let question = Question { kind, ..self.clone() };
        match kind {
            QuestionKind::Number | QuestionKind::Text => Question { choices: Vec::new(), feeds: None, ..question },
            QuestionKind::Likert if question.choices.is_empty() => question.with_usual_steps(),
            QuestionKind::Likert | QuestionKind::Single => question,
            QuestionKind::Multiple => Question { feeds: None, ..question },
        }
    }

    /// The five steps of N, the first two favourable.
    fn with_usual_steps(self) -> Question {
        let steps = ["そう思う", "どちらかといえばそう思う", "どちらともいえない", "どちらかといえばそう思わない", "そう思わない"];
        let mut question = self.with_choices(&steps.join("\n"));
        question.choices.iter_mut().take(2).for_each(|choice| choice.sense = Sense::Favourable);
        question
    }
}

impl AttributeAsked {
    /// What staff usually choose among.
    pub fn usual(attribute: Attribute) -> AttributeAsked {
        let lines = match attribute {
            Attribute::Sex => "男性\n女性\n回答しない",
            Attribute::Age => "20代以下\n30代\n40代\n50代\n60代以上",
            Attribute::Post => "部長級・課長級\n課長補佐級・係長級\n主査級以下\n会計年度任用職員",
        };
        AttributeAsked { attribute, choices: Vec::new() }.with_choices(lines)
    }

    pub fn with_choices(&self, lines: &str) -> AttributeAsked {
        let mut taken: Vec<ChoiceId> = self.choices.iter().map(|choice| choice.id.clone()).collect();
        let choice = |label: &str| {
            let kept = self.choices.iter().find(|choice| choice.label == label).cloned();
            kept.unwrap_or_else(|| AttributeChoice { id: free(&mut taken, "a", ChoiceId::new), label: label.to_owned() })
        };
        AttributeAsked { attribute: self.attribute, choices: filled(lines).map(choice).collect() }
    }
}

impl Survey {
    /// The pages by their titles, a line each.
    pub fn with_sections(&self, lines: &str) -> Survey {
        let mut taken: Vec<SectionId> = self.sections.iter().map(|section| section.id.clone()).collect();
        let section = |title: &str| {
            let kept = self.sections.iter().find(|section| section.title == title).cloned();
            kept.unwrap_or_else(|| SurveySection {
                id: free(&mut taken, "s", SectionId::new),
                title: title.to_owned(),
                lead: String::new(),
            })
        };
        Survey { sections: filled(lines).map(section).collect(), ..self.clone() }
    }
}

fn filled(lines: &str) -> impl Iterator<Item = &str> {
    lines.lines().map(str::trim).filter(|line| !line.is_empty())
}

/// The first name of its row that is not taken, and takes it.
fn free<T: Clone + PartialEq, E: std::fmt::Debug>(taken: &mut Vec<T>, letter: &str, new: impl Fn(&str) -> Result<T, E>) -> T {
    let names = (1..).map(|n: u32| new(&format!("{letter}{n}")).expect("a letter and digits are an id"));
    let id = names.into_iter().find(|id| !taken.contains(id)).expect("there are more numbers than choices");
    taken.push(id.clone());
    id
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        domain::{Entry, IndicatorId, QuestionId},
        register::{Dot, Writer},
    };

    fn labels(question: &Question) -> Vec<(&str, &str)> {
        question.choices.iter().map(|choice| (choice.id.as_str(), choice.label.as_str())).collect()
    }

    #[test]
    fn a_choice_that_is_typed_again_stays_the_same_choice() {
        let question = Question::new(QuestionId::new("q").unwrap()).with_choices("はい\nいいえ");
        assert_eq!(labels(&question), [("c1", "はい"), ("c2", "いいえ")]);
        let changed = question.with_choices("\n  いいえ\nどちらでもない\n");
        assert_eq!(labels(&changed), [("c2", "いいえ"), ("c3", "どちらでもない")]);
    }

    #[test]
    fn a_question_that_is_changed_after_the_first_version_is_asked_anew() {
        let asked = |text: &str| Question { text: text.to_owned(), ..Question::new(QuestionId::new("q").unwrap()) };
        let survey = |version: u32, text: &str| {
            let mut survey = Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート");
            (survey.version, survey.questions) = (version, vec![asked(text)]);
            survey
        };
        let since = |version: u32, text: &str| survey(version, text).changed_from(&survey(1, "前")).questions[0].since;
        assert_eq!([since(1, "後"), since(2, "後"), since(2, "前")], [0, 2, 0]);
    }

    #[test]
    fn a_copy_asks_the_same_and_has_its_dates_its_version_and_its_key_still_to_come() {
        let day = NaiveDate::from_ymd_opt(2023, 10, 1);
        let question = Question { since: 2, ..Question::new(QuestionId::new("q").unwrap()).of_kind(QuestionKind::Likert) };
        let first = Survey {
            version: 3,
            base_date: day,
            opens: day,
            closes: day,
            public_key: "age1".to_owned(),
            scope: "職員".to_owned(),
            questions: vec![question.clone()],
            ..Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート")
        };
        let copied = Survey {
            scope: "職員".to_owned(),
            questions: vec![Question { since: 0, ..question }],
            ..Survey::new(FiscalYear::new(2024).unwrap(), "職員アンケート")
        };
        assert_eq!(first.copied_to(FiscalYear::new(2024).unwrap()), copied);
    }

    #[test]
    fn classes_and_pages_that_are_typed_again_stay_the_same() {
        let sex = AttributeAsked::usual(Attribute::Sex);
        let ids = |asked: &AttributeAsked| asked.choices.iter().map(|choice| format!("{} {}", choice.id, choice.label)).collect::<Vec<_>>();
        assert_eq!(ids(&sex.with_choices("女性\nその他\n男性")), ["a2 女性", "a4 その他", "a1 男性"]);
        let survey = Survey::new(FiscalYear::new(2023).unwrap(), "").with_sections("仕事\n暮らし");
        let mut told = survey.clone();
        told.sections[1].lead = "ご家庭のこと".to_owned();
        let pages = |survey: &Survey| {
            survey.sections.iter().map(|section| format!("{} {}{}", section.id, section.title, section.lead)).collect::<Vec<_>>()
        };
        assert_eq!(pages(&survey), ["s1 仕事", "s2 暮らし"]);
        assert_eq!(pages(&told.with_sections("暮らし\n学び")), ["s2 暮らしご家庭のこと", "s3 学び"]);
    }

    #[test]
    fn a_question_of_another_kind_keeps_what_that_kind_has() {
        let feeding = Question {
            feeds: Some(IndicatorId::new("N1").unwrap()),
            ..Question::new(QuestionId::new("q").unwrap()).with_choices("はい\nいいえ")
        };
        let kept = |kind| {
            let question = feeding.of_kind(kind);
            assert_eq!(question.kind, kind);
            (question.choices.len(), question.feeds.is_some())
        };
        let kinds = [QuestionKind::Likert, QuestionKind::Single, QuestionKind::Multiple, QuestionKind::Number, QuestionKind::Text];
        assert_eq!(kinds.map(kept), [(2, true), (2, true), (2, false), (0, false), (0, false)]);
    }

    #[test]
    fn a_survey_is_open_from_its_day_on_once_there_is_a_key() {
        let day = |day: u32| NaiveDate::from_ymd_opt(2023, 10, day).unwrap();
        let is_open = |key: &str, opens: Option<NaiveDate>| {
            let public_key = key.to_owned();
            Survey { public_key, opens, ..Survey::new(FiscalYear::new(2023).unwrap(), "職員アンケート") }.is_open(day(10))
        };
        assert_eq!([is_open("", None), is_open("age1", None)], [false, true]);
        assert_eq!([9, 10, 11].map(|opens| is_open("age1", Some(day(opens)))), [true, true, false]);
    }

    #[test]
    fn a_scale_starts_with_the_steps_of_the_programme_and_a_text_has_none() {
        let question = Question::new(QuestionId::new("q").unwrap()).of_kind(QuestionKind::Likert);
        let favourable: Vec<bool> = question.choices.iter().map(|choice| choice.sense == Sense::Favourable).collect();
        assert_eq!(favourable, [true, true, false, false, false]);
        assert_eq!(question.of_kind(QuestionKind::Text).choices, []);
    }

    #[test]
    fn a_survey_is_copied_to_the_next_and_to_the_present_year_but_never_over_another() {
        let year = |number: i32| FiscalYear::new(number).unwrap();
        let write = |tables: &mut Tables, id: SurveyId, of: i32, writer: u64| {
            let dot = Dot { writer: Writer::from_bits(writer), n: 1 };
            tables.write(Entry::Survey(id, Survey::new(year(of), "職員アンケート")), dot, None);
        };
        let mut tables = Tables::default();
        write(&mut tables, SurveyId::new("first").unwrap(), 2023, 1);
        let offered = |tables: &Tables, of: i32, present: i32| tables.years_without_survey(year(of), year(present));
        assert_eq!(offered(&tables, 2023, 2026), [year(2024), year(2026)]);
        assert_eq!(offered(&tables, 2023, 2024), [year(2024)]);
        assert_eq!(offered(&tables, 2023, 2022), [year(2024)]);
        write(&mut tables, Survey::id_of(year(2024)), 2024, 2);
        assert_eq!(offered(&tables, 2023, 2024), []);
        // Whatever a survey is called, its year has one.
        write(&mut tables, SurveyId::new("other").unwrap(), 2026, 3);
        assert_eq!(offered(&tables, 2024, 2026), [year(2025)]);
        assert_eq!(offered(&tables, 2026, 2026), [year(2027)]);
        // A name that is taken stays taken, whatever year stands in it now.
        write(&mut tables, Survey::id_of(year(2027)), 2023, 4);
        assert_eq!(offered(&tables, 2026, 2026), []);
    }
}
