//! 年間予定, 照会, and what was done with them.

use super::{Fault, Wire, Wrong, is_default, object};
use crate::{
    domain::*,
    register::{Context, Dot},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

object! { value Agenda as AgendaForm {
    #[omit] title: String,
    #[omit] departments: Vec<DepartmentId>,
    #[omit] note: String,
    what: Occasion,
    #[omit] withdrawn_on: Option<chrono::NaiveDate>,
} }

/// `{"yearly":{"until":"05-31"}}`, `{"once":{"until":"2027-05-31"}}` or `{"inquiry":{…}}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum OccasionForm<'a> {
    Yearly(BetweenForm<'a>),
    Once(BetweenForm<'a>),
    Inquiry(InquiryForm<'a>),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct BetweenForm<'a> {
    #[serde(default, skip_serializing_if = "is_default")]
    from: Option<Cow<'a, str>>,
    until: Cow<'a, str>,
}

impl<'a> BetweenForm<'a> {
    fn of<T: Wire<Form<'a> = Cow<'a, str>> + 'a>(from: &'a Option<T>, until: &'a T) -> Self {
        BetweenForm { from: from.to_form(), until: until.to_form() }
    }

    fn read<T: Wire<Form<'a> = Cow<'a, str>> + 'a>(self) -> Result<(Option<T>, T), Fault> {
        let from = Option::<T>::from_form(self.from).map_err(|fault| fault.below("from"))?;
        Ok((from, T::from_form(self.until).map_err(|fault| fault.below("until"))?))
    }
}

impl Wire for Occasion {
    type Form<'a> = OccasionForm<'a>;

    fn to_form(&self) -> OccasionForm<'_> {
        match self {
            Occasion::Yearly { from, until } => OccasionForm::Yearly(BetweenForm::of(from, until)),
            Occasion::Once { from, until } => OccasionForm::Once(BetweenForm::of(from, until)),
            Occasion::Inquiry(inquiry) => OccasionForm::Inquiry(inquiry.to_form()),
        }
    }

    fn from_form(form: OccasionForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            OccasionForm::Yearly(between) => {
                let (from, until) = between.read().map_err(|fault| fault.below("yearly"))?;
                Occasion::Yearly { from, until }
            }
            OccasionForm::Once(between) => {
                let (from, until) = between.read().map_err(|fault| fault.below("once"))?;
                Occasion::Once { from, until }
            }
            OccasionForm::Inquiry(inquiry) => Occasion::Inquiry(Inquiry::from_form(inquiry).map_err(|fault| fault.below("inquiry"))?),
        })
    }
}

object! { part Inquiry as InquiryForm {
    #[omit] document_number: String,
    sent_on: chrono::NaiveDate,
    due: chrono::NaiveDate,
    #[omit] asks: Vec<Asked>,
} }

/// `{"figures":2026}`, `{"indicator":["N1",2026]}`
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum AskedForm<'a> {
    Figures(i32),
    Sheets(i32),
    Indicator(Cow<'a, str>, i32),
    Sheet(Cow<'a, str>, i32),
    Survey(Cow<'a, str>),
}

impl Wire for Asked {
    type Form<'a> = AskedForm<'a>;

    fn to_form(&self) -> AskedForm<'_> {
        match self {
            Asked::Figures(year) => AskedForm::Figures(year.to_form()),
            Asked::Sheets(year) => AskedForm::Sheets(year.to_form()),
            Asked::Indicator(indicator, year) => AskedForm::Indicator(indicator.to_form(), year.to_form()),
            Asked::Sheet(measure, year) => AskedForm::Sheet(measure.to_form(), year.to_form()),
            Asked::Survey(survey) => AskedForm::Survey(survey.to_form()),
        }
    }

    fn from_form(form: AskedForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            AskedForm::Figures(year) => Asked::Figures(FiscalYear::from_form(year)?),
            AskedForm::Sheets(year) => Asked::Sheets(FiscalYear::from_form(year)?),
            AskedForm::Indicator(indicator, year) => Asked::Indicator(IndicatorId::from_form(indicator)?, FiscalYear::from_form(year)?),
            AskedForm::Sheet(measure, year) => Asked::Sheet(MeasureId::from_form(measure)?, FiscalYear::from_form(year)?),
            AskedForm::Survey(survey) => Asked::Survey(SurveyId::from_form(survey)?),
        })
    }
}

/// `05-31`
impl Wire for MonthDay {
    type Form<'a> = Cow<'a, str>;

    fn to_form(&self) -> Cow<'_, str> {
        Cow::Owned(format!("{:02}-{:02}", self.month(), self.day()))
    }

    fn from_form(form: Cow<'_, str>) -> Result<Self, Fault> {
        let read = || {
            let (month, day) = form.split_once('-')?;
            let is_plain = |text: &str| text.len() == 2 && text.bytes().all(|b| b.is_ascii_digit());
            if !is_plain(month) || !is_plain(day) {
                return None;
            }
            MonthDay::new(month.parse().ok()?, day.parse().ok()?).ok()
        };
        read().ok_or_else(|| Wrong::NotADay.into())
    }
}

object! { value Trace as TraceForm {
    at: crate::register::Moment,
    #[omit] by: String,
    event: Event,
} }

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum EventForm<'a> {
    Handled(HandledForm<'a>),
    FileRead(FileReadForm<'a>),
    FileForgotten(Cow<'a, str>),
    Disposed(DisposedForm<'a>),
}

impl Wire for Event {
    type Form<'a> = EventForm<'a>;

    fn to_form(&self) -> EventForm<'_> {
        match self {
            Event::Handled(handled) => EventForm::Handled(handled.to_form()),
            Event::FileRead(file) => EventForm::FileRead(file.to_form()),
            Event::FileForgotten { file } => EventForm::FileForgotten(file.to_form()),
            Event::Disposed(disposed) => EventForm::Disposed(disposed.to_form()),
        }
    }

    fn from_form(form: EventForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            EventForm::Handled(handled) => Event::Handled(Handled::from_form(handled).map_err(|fault| fault.below("handled"))?),
            EventForm::FileRead(file) => Event::FileRead(FileRead::from_form(file).map_err(|fault| fault.below("file_read"))?),
            EventForm::FileForgotten(file) => {
                Event::FileForgotten { file: TraceId::from_form(file).map_err(|fault| fault.below("file_forgotten"))? }
            }
            EventForm::Disposed(disposed) => Event::Disposed(Disposed::from_form(disposed).map_err(|fault| fault.below("disposed"))?),
        })
    }
}

object! { part FileRead as FileReadForm {
    #[omit] name: String,
    #[omit] digest: String,
    #[omit] from: String,
    #[omit] written_at: Option<crate::register::Moment>,
    n_cells: u32,
} }

object! { part Disposed as DisposedForm {
    what: String,
    #[omit] years: Vec<FiscalYear>,
    n_people: u32,
} }

object! { part Handled as HandledForm {
    inquiry: AgendaId,
    department: DepartmentId,
    order: u32,
    step: Handling,
} }

/// `{"returned":{"reason":"…","seen":["00000000000000a1:12"]}}`; `"checked"` needs no more than its name.
#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(rename_all = "snake_case")]
pub enum HandlingForm<'a> {
    Confirmed(ConfirmedForm<'a>),
    Submitted(SubmittedForm<'a>),
    Received(ReceivedForm<'a>),
    Returned(ReturnedForm<'a>),
    Checked,
    Reopened(ReopenedForm<'a>),
    Settled(SettledForm<'a>),
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ConfirmedForm<'a> {
    name: Cow<'a, str>,
    on: Cow<'a, str>,
    digest: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SubmittedForm<'a> {
    digest: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReceivedForm<'a> {
    digest: Cow<'a, str>,
    file: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReturnedForm<'a> {
    reason: Cow<'a, str>,
    #[serde(default, skip_serializing_if = "is_default")]
    due: Option<Cow<'a, str>>,
    seen: Vec<Cow<'a, str>>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct ReopenedForm<'a> {
    reason: Cow<'a, str>,
}

#[derive(PartialEq, Serialize, Deserialize)]
#[cfg_attr(test, derive(schemars::JsonSchema))]
#[serde(deny_unknown_fields)]
pub struct SettledForm<'a> {
    seen: Vec<Cow<'a, str>>,
}

impl Wire for Handling {
    type Form<'a> = HandlingForm<'a>;

    fn to_form(&self) -> HandlingForm<'_> {
        match self {
            Handling::Confirmed { name, on, digest } => {
                HandlingForm::Confirmed(ConfirmedForm { name: name.to_form(), on: on.to_form(), digest: digest.to_form() })
            }
            Handling::Submitted { digest } => HandlingForm::Submitted(SubmittedForm { digest: digest.to_form() }),
            Handling::Received { digest, file } => HandlingForm::Received(ReceivedForm { digest: digest.to_form(), file: file.to_form() }),
            Handling::Returned { reason, due, seen } => {
                HandlingForm::Returned(ReturnedForm { reason: reason.to_form(), due: due.to_form(), seen: seen.to_form() })
            }
            Handling::Checked => HandlingForm::Checked,
            Handling::Reopened { reason } => HandlingForm::Reopened(ReopenedForm { reason: reason.to_form() }),
            Handling::Settled { seen } => HandlingForm::Settled(SettledForm { seen: seen.to_form() }),
        }
    }

    fn from_form(form: HandlingForm<'_>) -> Result<Self, Fault> {
        Ok(match form {
            HandlingForm::Confirmed(form) => Handling::Confirmed {
                name: form.name.into_owned(),
                on: Wire::from_form(form.on).map_err(|fault| fault.below("on"))?,
                digest: form.digest.into_owned(),
            },
            HandlingForm::Submitted(form) => Handling::Submitted { digest: form.digest.into_owned() },
            HandlingForm::Received(form) => Handling::Received {
                digest: form.digest.into_owned(),
                file: TraceId::from_form(form.file).map_err(|fault| fault.below("file"))?,
            },
            HandlingForm::Returned(form) => Handling::Returned {
                reason: form.reason.into_owned(),
                due: Wire::from_form(form.due).map_err(|fault| fault.below("due"))?,
                seen: Context::from_form(form.seen).map_err(|fault| fault.below("seen"))?,
            },
            HandlingForm::Checked => Handling::Checked,
            HandlingForm::Reopened(form) => Handling::Reopened { reason: form.reason.into_owned() },
            HandlingForm::Settled(form) => Handling::Settled { seen: Context::from_form(form.seen).map_err(|fault| fault.below("seen"))? },
        })
    }
}

/// The highest change seen of each writer, `writer:n`, in writer order: one text for one context.
impl Wire for Context {
    type Form<'a> = Vec<Cow<'a, str>>;

    fn to_form(&self) -> Vec<Cow<'_, str>> {
        self.dots().map(|dot| Cow::Owned(dot.to_string())).collect()
    }

    fn from_form(form: Vec<Cow<'_, str>>) -> Result<Self, Fault> {
        let dots: Vec<Dot> = form.iter().map(|text| text.parse()).collect::<Result<_, _>>().map_err(|_| Wrong::Shape)?;
        if dots.is_sorted_by(|a, b| a.writer < b.writer) { Ok(dots.into_iter().collect()) } else { Err(Wrong::Shape.into()) }
    }
}
