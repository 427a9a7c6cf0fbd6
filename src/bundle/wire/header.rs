//! The parts of a file's header. They are for people, so unknown fields of them are passed over.

use crate::{
    bundle::Titled,
    domain::{Author, NotAnId},
};
use serde::{Deserialize, Serialize};
use std::borrow::Cow;

#[derive(Serialize, Deserialize)]
#[serde(default)]
#[derive(Default)]
pub(in crate::bundle) struct AuthorForm<'a> {
    #[serde(skip_serializing_if = "str::is_empty")]
    department: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    person: Cow<'a, str>,
    #[serde(skip_serializing_if = "str::is_empty")]
    device: Cow<'a, str>,
}

impl<'a> From<&'a Author> for AuthorForm<'a> {
    fn from(author: &'a Author) -> Self {
        let Author { department, person, device } = author;
        AuthorForm { department: department.into(), person: person.into(), device: device.into() }
    }
}

impl From<AuthorForm<'_>> for Author {
    fn from(form: AuthorForm<'_>) -> Self {
        let AuthorForm { department, person, device } = form;
        Author { department: department.into_owned(), person: person.into_owned(), device: device.into_owned() }
    }
}

#[derive(Serialize, Deserialize)]
pub(in crate::bundle) struct TitledForm<'a> {
    id: Cow<'a, str>,
    #[serde(default)]
    title: Cow<'a, str>,
}

impl<'a> From<&'a Titled> for TitledForm<'a> {
    fn from(titled: &'a Titled) -> Self {
        TitledForm { id: titled.id.as_str().into(), title: titled.title.as_str().into() }
    }
}

impl TryFrom<TitledForm<'_>> for Titled {
    type Error = NotAnId;

    fn try_from(form: TitledForm<'_>) -> Result<Self, Self::Error> {
        Ok(Titled { id: form.id.parse()?, title: form.title.into_owned() })
    }
}
