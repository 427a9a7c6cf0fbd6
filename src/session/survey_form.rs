//! Answers that a form service collected: its CSV into the same answers, and what its headings hold, remembered.

use super::{OfficeError, Received, Session, table};
use crate::{
    bundle::Opened,
    domain::SurveyId,
    sheetfile::survey_answers::{Form, Holds, Taken, answers_of},
};
use leptos::prelude::*;
use std::collections::BTreeMap;

impl Session {
    /// What staff said about headings, in this programme.
    fn remembered_columns(self) -> BTreeMap<String, Holds> {
        let Some(program) = self.program_id().get_untracked() else { return BTreeMap::new() };
        let text = self.drafts().with_untracked(|drafts| drafts.get(&format!("form-columns:{program}")).cloned()).unwrap_or_default();
        let column = |line: &str| line.split_once('\t').and_then(|(name, heading)| Some((heading.to_owned(), Holds::from_name(name)?)));
        text.lines().filter_map(column).collect()
    }

    pub fn remember_column(self, heading: &str, holds: Holds) {
        let Some(program) = self.program_id().get_untracked() else { return };
        let mut columns = self.remembered_columns();
        columns.insert(heading.replace(['\n', '\t'], " "), holds);
        let lines: Vec<String> = columns.iter().map(|(heading, holds)| format!("{}\t{heading}", holds.name())).collect();
        self.set_draft(&format!("form-columns:{program}"), Some(&lines.join("\n")));
    }

    /// Reads the file, and changes nothing.
    pub async fn read_survey_form(self, id: &SurveyId, bytes: &[u8]) -> Result<Taken, OfficeError> {
        let tables = table::read_lines(bytes).await?;
        let Some(program) = self.program().get_untracked() else { return Ok(Taken::default()) };
        let Some(survey) = program.tables.surveys.get(id) else { return Ok(Taken::default()) };
        let departments: Vec<_> =
            program.tables.listed_departments().into_iter().map(|(id, department)| (id.clone(), department.name.clone())).collect();
        let form = Form { id, survey, departments: &departments, remembered: &self.remembered_columns() };
        Ok(tables.first().map(|(_, rows)| answers_of(rows, &form)).unwrap_or_default())
    }

    /// Lays the answers to those that are here; what came before stays as it is.
    pub fn take_form(self, id: &SurveyId, taken: Taken) -> Received {
        let mut received = Received::default();
        if let Some(program) = self.program_id().get_untracked() {
            let opened = taken.answers.into_iter().map(|(id, answer)| Opened { id, answer, slip: None }).collect();
            self.take_in(&program, id, opened, &mut received);
        }
        received
    }
}
