//! アンケート: surveys, 対象者数, paper tallies.

#[cfg(test)]
use super::super::schema::{self, Definitions};
use super::{Fault, Json, Value, Wire, Wrong, object, object::fields, scalar::Id, word::Words, words};
use crate::domain::*;
#[cfg(test)]
use chrono::NaiveDate;
use rust_decimal::Decimal;
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
/// what a question says besides stands in `details` of the survey, where old pages keep what they do not know.
impl Wire for Survey {
    fn to_json(&self) -> Json<'_> {
        let Survey { year, title, version, questions, scope, base_date, opens, closes, public_key, .. } = self;
        let Survey { sections, department, attributes, slips, .. } = self;
        // Of two questions of one name, which no page writes, the first speaks.
        let mut details = BTreeMap::new();
        for question in questions {
            details.entry(question.id.as_str()).or_insert_with(|| detail(question));
        }
        let details = details.into_iter().filter(|(_, detail)| !detail.is_empty());
        let details: Vec<_> = details.map(|(id, detail)| (Cow::Borrowed(id), Json::Object(detail))).collect();
        let mut pairs = fields!(pairs year, #[omit] title, version,);
        if !questions.is_empty() {
            pairs.push((Cow::Borrowed("questions"), Json::List(questions.iter().map(question).collect())));
        }
        pairs.extend(fields!(pairs #[omit] scope, #[omit] base_date, #[omit] opens, #[omit] closes, #[omit] public_key, #[omit] sections,));
        if !details.is_empty() {
            pairs.push((Cow::Borrowed("details"), Json::Object(details)));
        }
        pairs.extend(fields!(pairs #[omit] department, #[omit] attributes, #[omit] slips,));
        Json::Object(pairs)
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let Questions(mut questions) = fields.omissible("questions")?;
        let mut details: BTreeMap<QuestionId, Detail> = fields.omissible("details")?;
        for question in &mut questions {
            if let Some(Detail(detail)) = details.remove(&question.id) {
                let Question { id, text, choices, feeds, .. } = question.clone();
                *question = Question { id, text, choices, feeds, ..detail };
            }
        }
        let survey = Survey {
            year: fields.required("year")?,
            title: fields.omissible("title")?,
            version: fields.required("version")?,
            questions,
            scope: fields.omissible("scope")?,
            base_date: fields.omissible("base_date")?,
            opens: fields.omissible("opens")?,
            closes: fields.omissible("closes")?,
            public_key: fields.omissible("public_key")?,
            sections: fields.omissible("sections")?,
            department: fields.omissible("department")?,
            attributes: fields.omissible("attributes")?,
            slips: fields.omissible("slips")?,
        };
        fields.end()?;
        Ok(survey)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("Survey", |definitions| {
            schema::object(vec![
                ("year", FiscalYear::schema(definitions), false),
                ("title", String::schema(definitions), true),
                ("version", u32::schema(definitions), false),
                ("questions", Questions::schema(definitions), true),
                ("scope", String::schema(definitions), true),
                ("base_date", Option::<NaiveDate>::schema(definitions), true),
                ("opens", Option::<NaiveDate>::schema(definitions), true),
                ("closes", Option::<NaiveDate>::schema(definitions), true),
                ("public_key", String::schema(definitions), true),
                ("sections", Vec::<SurveySection>::schema(definitions), true),
                ("details", BTreeMap::<QuestionId, Detail>::schema(definitions), true),
                ("department", DepartmentAsked::schema(definitions), true),
                ("attributes", Vec::<AttributeAsked>::schema(definitions), true),
                ("slips", SlipRule::schema(definitions), true),
            ])
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

fn question(question: &Question) -> Json<'_> {
    let Question { id, text, choices, feeds, .. } = question;
    fields!(write id, #[omit] text, #[omit] choices, #[omit] feeds,)
}

fn detail(Question { kind, section, unit, requirement, shown_if, since, .. }: &Question) -> Vec<(Cow<'_, str>, Json<'_>)> {
    fields!(pairs #[omit] kind, #[omit] section, #[omit] unit, #[omit] requirement, #[omit] shown_if, #[omit] since,)
}

/// Questions as the first pages knew them.
#[derive(Default)]
struct Questions(Vec<Question>);

impl Wire for Questions {
    fn to_json(&self) -> Json<'_> {
        Json::List(self.0.iter().map(question).collect())
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let read = |json: Json<'_>| {
            let mut fields = json.into_fields()?;
            let mut question = Question::new(fields.required("id")?);
            question.text = fields.omissible("text")?;
            question.choices = fields.omissible("choices")?;
            question.feeds = fields.omissible("feeds")?;
            fields.end()?;
            Ok(question)
        };
        let items = json.into_list()?.into_iter().enumerate();
        items.map(|(i, item)| read(item).map_err(|fault: Fault| fault.at(i))).collect::<Result<_, _>>().map(Questions)
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        let question = definitions.define("Question", |definitions| {
            schema::object(vec![
                ("id", QuestionId::schema(definitions), false),
                ("text", String::schema(definitions), true),
                ("choices", Vec::<Choice>::schema(definitions), true),
                ("feeds", Option::<IndicatorId>::schema(definitions), true),
            ])
        });
        schema::list(question)
    }
}

/// What a question says besides; of the rest of it nothing.
struct Detail(Question);

impl Wire for Detail {
    fn to_json(&self) -> Json<'_> {
        Json::Object(detail(&self.0))
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let detail = Question {
            kind: fields.omissible("kind")?,
            section: fields.omissible("section")?,
            unit: fields.omissible("unit")?,
            requirement: fields.omissible("requirement")?,
            shown_if: fields.omissible("shown_if")?,
            since: fields.omissible("since")?,
            ..Question::new(QuestionId::new("_").map_err(|NotAnId(text)| Wrong::NotAnId(text))?)
        };
        fields.end()?;
        Ok(Detail(detail))
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("QuestionDetail", |definitions| {
            schema::object(vec![
                ("kind", QuestionKind::schema(definitions), true),
                ("section", Option::<SectionId>::schema(definitions), true),
                ("unit", String::schema(definitions), true),
                ("requirement", Requirement::schema(definitions), true),
                ("shown_if", Option::<Condition>::schema(definitions), true),
                ("since", u32::schema(definitions), true),
            ])
        })
    }
}

object! { part SurveySection {
    id: SectionId,
    #[omit] title: String,
    #[omit] lead: String,
} }

object! { part Condition {
    question: QuestionId,
    choices: Vec<ChoiceId>,
} }

object! { part AttributeAsked {
    attribute: Attribute,
    #[omit] choices: Vec<AttributeChoice>,
} }

object! { part AttributeChoice {
    id: ChoiceId,
    #[omit] label: String,
} }

impl Id for Attribute {
    fn as_text(&self) -> &str {
        self.word()
    }
}

object! { part Choice {
    id: ChoiceId,
    #[omit] label: String,
    sense: Sense,
} }

object! { part EligibleKey {
    survey: SurveyId,
    department: DepartmentId,
} }

/// `{"people":120}`
impl Wire for People {
    fn to_json(&self) -> Json<'_> {
        Json::Object(vec![(Cow::Borrowed("people"), self.0.to_json())])
    }

    fn from_json(json: Json<'_>) -> Result<Self, Fault> {
        let mut fields = json.into_fields()?;
        let people = fields.required("people")?;
        fields.end()?;
        Ok(People(people))
    }

    #[cfg(test)]
    fn schema(definitions: &mut Definitions) -> serde_json::Value {
        definitions.define("People", |definitions| schema::object(vec![("people", u32::schema(definitions), false)]))
    }
}

impl Value for People {
    const FIELDS: &'static [&'static str] = &["people"];
}

object! { value PaperTally {
    answered: u32,
    #[omit] counts: BTreeMap<QuestionId, BTreeMap<ChoiceId, u32>>,
    overlap: Overlap,
    #[omit] several: BTreeMap<QuestionId, SeveralTally>,
    #[omit] numbers: BTreeMap<QuestionId, Vec<Decimal>>,
    #[omit] texts: BTreeMap<QuestionId, Vec<String>>,
} checked by nobody_chose_twice }

object! { part SeveralTally {
    answered: u32,
    #[omit] counts: BTreeMap<ChoiceId, u32>,
} }

fn nobody_chose_twice(tally: &PaperTally) -> Result<(), Fault> {
    match tally.exceeding() {
        None => Ok(()),
        Some((question, _)) => Err(Fault::from(Wrong::CountsExceedAnswers).below(question.as_str()).below("counts")),
    }
}

object! { part IntakeKey {
    survey: SurveyId,
    #[omit] answer: Option<AnswerId>,
} }

object! { value Intake {
    ruling: Ruling,
    #[omit] reason: String,
} }
