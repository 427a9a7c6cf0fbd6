//! アンケート: surveys, 対象者数, paper tallies.

use super::{Fault, Pairs, Value, Wire, Word, Wrong, is_default, object, words};
use crate::domain::*;
use serde::{Deserialize, Serialize};
use std::{borrow::Cow, collections::BTreeMap};

words! {
    Sense { Favourable "favourable", Other "other", }
    QuestionKind { Likert "likert", Single "single", Multiple "multiple", Number "number", Text "text", }
    Requirement { Optional "optional", Required "required", }
    DepartmentAsked { Asked "asked", NotAsked "not_asked", }
    Attribute { Sex "sex", Age "age", Post "post", }
    SlipRule { Without "without", Asked "asked", }
    Ruling { ByArrival "by_arrival", Counted "counted", Excluded "excluded", }
    Overlap { DifferentPeople "different_people", Unknown "unknown", }
}

/// One year's survey.
///
/// By hand: the first pages had questions of four fields, and a field inside a part stops the pages that do not know it. So
/// what a question says besides stands in the survey, where old pages keep what they do not know.
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SurveyForm<'a> {
    year: i32,
    #[serde(default, skip_serializing_if = "is_default")]
    title: Cow<'a, str>,
    version: u32,
    #[serde(default, skip_serializing_if = "is_default")]
    questions: Vec<QuestionForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    scope: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    base_date: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    opens: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    closes: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    public_key: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    sections: Vec<SurveySectionForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    details: Pairs<Cow<'a, str>, DetailForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    department: Word<DepartmentAsked>,
    #[serde(default, skip_serializing_if = "is_default")]
    attributes: Vec<AttributeAskedForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    slips: Word<SlipRule>,
}

/// A question as the first pages knew it.
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct QuestionForm<'a> {
    id: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    text: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    choices: Vec<ChoiceForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    feeds: Option<Cow<'a, str>>,
}

/// What a question says besides; left out where it says nothing.
#[derive(Default, PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct DetailForm<'a> {
    #[serde(default, skip_serializing_if = "is_default")]
    kind: Word<QuestionKind>,
    #[serde(default, skip_serializing_if = "is_default")]
    section: Option<Cow<'a, str>>,
    #[serde(default, skip_serializing_if = "is_default")]
    unit: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    requirement: Word<Requirement>,
    #[serde(default, skip_serializing_if = "is_default")]
    shown_if: Option<ConditionForm<'a>>,
    #[serde(default, skip_serializing_if = "is_default")]
    since: u32,
}

impl Wire for Survey {
    type Form<'a> = SurveyForm<'a>;

    fn to_form(&self) -> SurveyForm<'_> {
        let Survey { year, title, version, questions, scope, base_date, opens, closes, public_key, .. } = self;
        let Survey { sections, department, attributes, slips, .. } = self;
        // Of two questions of one name, which no page writes, the first speaks.
        let mut details = BTreeMap::new();
        for question in questions {
            details.entry(question.id.as_str()).or_insert_with(|| detail(question));
        }
        SurveyForm {
            year: year.to_form(),
            title: title.to_form(),
            version: *version,
            questions: questions.iter().map(question).collect(),
            scope: scope.to_form(),
            base_date: base_date.to_form(),
            opens: opens.to_form(),
            closes: closes.to_form(),
            public_key: public_key.to_form(),
            sections: sections.to_form(),
            details: Pairs(details.into_iter().filter(|(_, detail)| !is_default(detail)).map(|(id, it)| (Cow::Borrowed(id), it)).collect()),
            department: department.to_form(),
            attributes: attributes.to_form(),
            slips: slips.to_form(),
        }
    }

    fn from_form(form: SurveyForm<'_>) -> Result<Self, Fault> {
        let mut details = BTreeMap::new();
        for (id, detail) in form.details.0 {
            if details.insert(id.into_owned(), detail).is_some() {
                return Err(Fault::from(Wrong::Repeated).below("details"));
            }
        }
        let mut questions = Vec::with_capacity(form.questions.len());
        for (at, form) in form.questions.into_iter().enumerate() {
            let detail = details.remove(&*form.id).unwrap_or_default();
            questions.push(read_question(form, detail).map_err(|fault| fault.at(at).below("questions"))?);
        }
        Ok(Survey {
            year: FiscalYear::from_form(form.year).map_err(|fault| fault.below("year"))?,
            title: form.title.into_owned(),
            version: form.version,
            questions,
            scope: form.scope.into_owned(),
            base_date: Wire::from_form(form.base_date).map_err(|fault: Fault| fault.below("base_date"))?,
            opens: Wire::from_form(form.opens).map_err(|fault: Fault| fault.below("opens"))?,
            closes: Wire::from_form(form.closes).map_err(|fault: Fault| fault.below("closes"))?,
            public_key: form.public_key.into_owned(),
            sections: Wire::from_form(form.sections).map_err(|fault: Fault| fault.below("sections"))?,
            department: Wire::from_form(form.department).map_err(|fault: Fault| fault.below("department"))?,
            attributes: Wire::from_form(form.attributes).map_err(|fault: Fault| fault.below("attributes"))?,
            slips: Wire::from_form(form.slips).map_err(|fault: Fault| fault.below("slips"))?,
        })
    }
}

impl Value for Survey {
    const FIELDS: &'static [&'static str] = &[
        "year",
        "title",
        "version",
        "questions",
        "scope",
        "base_date",
        "opens",
        "closes",
        "public_key",
        "sections",
        "details",
        "department",
        "attributes",
        "slips",
    ];
}

fn question(question: &Question) -> QuestionForm<'_> {
    let Question { id, text, choices, feeds, .. } = question;
    QuestionForm { id: id.to_form(), text: text.to_form(), choices: choices.to_form(), feeds: feeds.to_form() }
}

fn detail(Question { kind, section, unit, requirement, shown_if, since, .. }: &Question) -> DetailForm<'_> {
    DetailForm {
        kind: kind.to_form(),
        section: section.to_form(),
        unit: unit.to_form(),
        requirement: requirement.to_form(),
        shown_if: shown_if.to_form(),
        since: *since,
    }
}

fn read_question(form: QuestionForm<'_>, detail: DetailForm<'_>) -> Result<Question, Fault> {
    Ok(Question {
        id: Wire::from_form(form.id).map_err(|fault: Fault| fault.below("id"))?,
        text: form.text.into_owned(),
        choices: Wire::from_form(form.choices).map_err(|fault: Fault| fault.below("choices"))?,
        feeds: Wire::from_form(form.feeds).map_err(|fault: Fault| fault.below("feeds"))?,
        kind: Wire::from_form(detail.kind).map_err(|fault: Fault| fault.below("kind"))?,
        section: Wire::from_form(detail.section).map_err(|fault: Fault| fault.below("section"))?,
        unit: detail.unit.into_owned(),
        requirement: Wire::from_form(detail.requirement).map_err(|fault: Fault| fault.below("requirement"))?,
        shown_if: Wire::from_form(detail.shown_if).map_err(|fault: Fault| fault.below("shown_if"))?,
        since: detail.since,
    })
}

object! { part SurveySection as SurveySectionForm {
    id: SectionId,
    #[omit] title: String,
    #[omit] lead: String,
} }

object! { part Condition as ConditionForm {
    question: QuestionId,
    choices: Vec<ChoiceId>,
} }

object! { part AttributeAsked as AttributeAskedForm {
    attribute: Attribute,
    #[omit] choices: Vec<AttributeChoice>,
} }

object! { part AttributeChoice as AttributeChoiceForm {
    id: ChoiceId,
    #[omit] label: String,
} }

object! { part Choice as ChoiceForm {
    id: ChoiceId,
    #[omit] label: String,
    sense: Sense,
} }

object! { part EligibleKey as EligibleKeyForm {
    survey: SurveyId,
    department: DepartmentId,
} }

/// `{"people":120}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct PeopleForm {
    people: u32,
}

impl Wire for People {
    type Form<'a> = PeopleForm;

    fn to_form(&self) -> PeopleForm {
        PeopleForm { people: self.0 }
    }

    fn from_form(form: PeopleForm) -> Result<Self, Fault> {
        Ok(People(form.people))
    }
}

impl Value for People {
    const FIELDS: &'static [&'static str] = &["people"];
}

object! { value PaperTally as PaperTallyForm {
    answered: u32,
    #[omit] counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>>,
    overlap: Overlap,
} checked by nobody_chose_twice }

fn nobody_chose_twice(tally: &PaperTally) -> Result<(), Fault> {
    let exceeds = |counts: &BTreeMap<ChoiceId, u32>| counts.values().map(|&n| u64::from(n)).sum::<u64>() > u64::from(tally.answered);
    match tally.counts.iter().find(|(_, counts)| exceeds(counts)) {
        None => Ok(()),
        Some((question, _)) => Err(Fault::from(Wrong::CountsExceedAnswers).below(question.as_str()).below("counts")),
    }
}

object! { part IntakeKey as IntakeKeyForm {
    survey: SurveyId,
    #[omit] answer: Option<AnswerId>,
} }

object! { value Intake as IntakeForm {
    ruling: Ruling,
    #[omit] reason: String,
} }
