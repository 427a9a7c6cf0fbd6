//! 帳票: forms made in the second program from what is open, and forms that come back.

use super::{Incoming, OfficeError, Outgoing, Session, office};
use crate::{
    browser,
    sheetfile::form::{self, Page},
};
use base64::{Engine, engine::general_purpose::STANDARD};
use leptos::prelude::GetUntracked;

/// A cell of a form that came back and cannot be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnreadCell {
    pub cell: String,
    pub text: String,
    pub why: String,
}

/// What a spreadsheet brought.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FilledForm {
    /// One for each department whose cells changed.
    pub files: Vec<Incoming>,
    pub unread: Vec<UnreadCell>,
    pub n_cells: usize,
}

impl Session {
    /// The pages of a form, to be shown and printed. `order` as `ui::forms` writes it.
    pub async fn form_pages(self, order: &str) -> Result<Vec<Page>, OfficeError> {
        let texts = self.form(order, "pages").await?;
        texts.iter().map(|text| form::carried(text).ok_or(OfficeError::Failed)).collect()
    }

    /// The same as a workbook.
    pub async fn form_workbook(self, order: &str) -> Result<Vec<u8>, OfficeError> {
        let [file] = &self.form(order, "xlsx").await?[..] else { return Err(OfficeError::Failed) };
        STANDARD.decode(file).map_err(|_| OfficeError::Failed)
    }

    pub async fn form_csv(self, order: &str) -> Result<String, OfficeError> {
        let [text] = &self.form(order, "csv").await?[..] else { return Err(OfficeError::Failed) };
        Ok(text.clone())
    }

    async fn form(self, order: &str, format: &str) -> Result<Vec<String>, OfficeError> {
        let program = self.program_id().get_untracked().ok_or(OfficeError::Failed)?;
        office::call("form", &[self.everything(), program.to_string(), order.to_owned(), format.to_owned()]).await
    }

    /// Lists as a workbook, made in the second program. Rows about people pass through it and are kept nowhere.
    pub async fn list_workbook(self, title: &str, pages: &[Page]) -> Result<Vec<u8>, OfficeError> {
        let arguments: Vec<String> = std::iter::once(title.to_owned()).chain(form::carry(pages)).collect();
        let [file] = &office::call("workbook", &arguments).await?[..] else { return Err(OfficeError::Failed) };
        STANDARD.decode(file).map_err(|_| OfficeError::Failed)
    }

    /// Reads a form that came back. `Ok(None)`: the file is no form of ours. Nothing changes before the plan is adopted.
    pub async fn read_form(self, name: &str, bytes: &[u8]) -> Result<Option<FilledForm>, OfficeError> {
        let results = office::call("filled", &[self.everything(), STANDARD.encode(bytes)]).await?;
        let [n_cells, n_files, rest @ ..] = &results[..] else { return Ok(None) };
        let n_cells = n_cells.parse().map_err(|_| OfficeError::Failed)?;
        let n_files: usize = n_files.parse().map_err(|_| OfficeError::Failed)?;
        let (files, unread) = rest.split_at_checked(n_files).ok_or(OfficeError::Failed)?;
        let unread = unread.chunks_exact(3).map(|it| UnreadCell { cell: it[0].clone(), text: it[1].clone(), why: it[2].clone() });
        let files = files.iter().map(|text| self.read_file(name.to_owned(), Some(text.as_bytes()))).collect();
        Ok(Some(FilledForm { files, unread: unread.collect(), n_cells }))
    }

    /// Stops what the second program is doing; whoever waits for it is told that it failed.
    pub fn stop_office(self) {
        browser::office::stop();
    }

    fn everything(self) -> String {
        self.write(&Outgoing::Backup, browser::clock::now()).text
    }
}
