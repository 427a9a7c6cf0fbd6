//! Links, to-dos, 委員意見, 所属の報告 and 確定 of a year.

use super::{Fault, Wire, object, words};
use crate::domain::*;
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

words! {
    State {
        Yes "yes", No "no", Reflected "reflected", Continued "continued", Done "done", Dropped "dropped", UnderWay "under_way",
        Considered "considered", NotStarted "not_started", NotApplicable "not_applicable", Closed "closed", Reopened "reopened",
    }
}

object! { value FollowUp as FollowUpForm {
    #[omit] state: Option<State>,
    #[omit] words: String,
    #[omit] on: Option<chrono::NaiveDate>,
    #[omit] decided: Option<Decided>,
} }

object! { part Decided as DecidedForm {
    at: crate::register::Moment,
    #[omit] by: String,
    order: u32,
    digest: String,
} }

/// `{"sheet":["O1",2023,{"to_do":"t1"}]}`, `{"year":[2023,"…"]}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum FollowUpKeyForm<'a> {
    Sheet(Cow<'a, str>, i32, MatterForm<'a>),
    Year(i32, Cow<'a, str>),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum MatterForm<'a> {
    MainItem,
    Closing,
    LinkToSchedule(Cow<'a, str>, Cow<'a, str>),
    LinkToIndicator(Cow<'a, str>, Cow<'a, str>),
    ToDo(Cow<'a, str>),
    Answer(Cow<'a, str>),
    Opinion(Cow<'a, str>),
    Reply(Cow<'a, str>),
    Reflection(Cow<'a, str>),
    Progress(Cow<'a, str>),
    Work(Cow<'a, str>),
    GoodPractice(Cow<'a, str>),
}

impl Wire for FollowUpKey {
    type Form<'a> = FollowUpKeyForm<'a>;

    fn to_form(&self) -> FollowUpKeyForm<'_> {
        match self {
            FollowUpKey::Sheet(measure, year, matter) => FollowUpKeyForm::Sheet(measure.to_form(), year.to_form(), matter.to_form()),
            FollowUpKey::Year(year, id) => FollowUpKeyForm::Year(year.to_form(), id.to_form()),
        }
    }

    fn from_form(form: FollowUpKeyForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            FollowUpKeyForm::Sheet(measure, year, matter) => {
                FollowUpKey::Sheet(Wire::from_form(measure)?, Wire::from_form(year)?, Wire::from_form(matter)?)
            }
            FollowUpKeyForm::Year(year, id) => FollowUpKey::Year(Wire::from_form(year)?, Wire::from_form(id)?),
        })
    }
}

impl Wire for Matter {
    type Form<'a> = MatterForm<'a>;

    fn to_form(&self) -> MatterForm<'_> {
        match self {
            Matter::MainItem => MatterForm::MainItem,
            Matter::Closing => MatterForm::Closing,
            Matter::Link(row, Link::Schedule(to)) => MatterForm::LinkToSchedule(row.to_form(), to.to_form()),
            Matter::Link(row, Link::Indicator(to)) => MatterForm::LinkToIndicator(row.to_form(), to.to_form()),
            Matter::ToDo(id) => MatterForm::ToDo(id.to_form()),
            Matter::Answer(id) => MatterForm::Answer(id.to_form()),
            Matter::Opinion(id) => MatterForm::Opinion(id.to_form()),
            Matter::Reply(id) => MatterForm::Reply(id.to_form()),
            Matter::Reflection(id) => MatterForm::Reflection(id.to_form()),
            Matter::Progress(department) => MatterForm::Progress(department.to_form()),
            Matter::Work(department) => MatterForm::Work(department.to_form()),
            Matter::GoodPractice(department) => MatterForm::GoodPractice(department.to_form()),
        }
    }

    fn from_form(form: MatterForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            MatterForm::MainItem => Matter::MainItem,
            MatterForm::Closing => Matter::Closing,
            MatterForm::LinkToSchedule(row, to) => Matter::Link(Wire::from_form(row)?, Link::Schedule(Wire::from_form(to)?)),
            MatterForm::LinkToIndicator(row, to) => Matter::Link(Wire::from_form(row)?, Link::Indicator(Wire::from_form(to)?)),
            MatterForm::ToDo(id) => Matter::ToDo(Wire::from_form(id)?),
            MatterForm::Answer(id) => Matter::Answer(Wire::from_form(id)?),
            MatterForm::Opinion(id) => Matter::Opinion(Wire::from_form(id)?),
            MatterForm::Reply(id) => Matter::Reply(Wire::from_form(id)?),
            MatterForm::Reflection(id) => Matter::Reflection(Wire::from_form(id)?),
            MatterForm::Progress(department) => Matter::Progress(Wire::from_form(department)?),
            MatterForm::Work(department) => Matter::Work(Wire::from_form(department)?),
            MatterForm::GoodPractice(department) => Matter::GoodPractice(Wire::from_form(department)?),
        })
    }
}
