//! Two small slots beside the programmes: the device's settings, and drafts.

use super::settings::DeviceSettings;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};
use std::collections::BTreeMap;

/// Texts that are not part of the workspace yet, by the name of their place: half-typed fields, unsent survey answers.
pub type Drafts = BTreeMap<String, String>;

/// The text of a small slot, and how often it was written: of two copies the one written more often counts.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Small<T> {
    pub n_writes: u64,
    pub content: T,
}

#[derive(Serialize, Deserialize)]
struct Form<T> {
    n: u64,
    content: T,
}

/// What can stand in a small slot.
pub trait Slip: Default {
    type Form: Serialize + for<'de> Deserialize<'de>;

    fn to_form(&self) -> Self::Form;
    fn from_form(form: Self::Form) -> Self;
}

impl Slip for DeviceSettings {
    type Form = Map<String, Value>;

    fn to_form(&self) -> Self::Form {
        DeviceSettings::to_form(self)
    }

    fn from_form(form: Self::Form) -> Self {
        DeviceSettings::from_form(form)
    }
}

impl Slip for Drafts {
    type Form = Drafts;

    fn to_form(&self) -> Drafts {
        self.clone()
    }

    fn from_form(form: Drafts) -> Self {
        form
    }
}

impl<T: Slip> Small<T> {
    pub fn text(&self) -> String {
        let form = Form { n: self.n_writes, content: self.content.to_form() };
        serde_json::to_string(&form).expect("the forms have text names and no floats")
    }

    /// `None` where the text is damaged.
    pub fn read(text: &str) -> Option<Self> {
        let form: Form<T::Form> = serde_json::from_str(text).ok()?;
        Some(Small { n_writes: form.n, content: T::from_form(form.content) })
    }
}
