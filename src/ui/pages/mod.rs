//! One file a place of the navigation. A page asks the session once, at its top.

mod agenda_form;
mod answer;
mod conflicts;
mod editor;
mod exchange;
mod handover;
mod help;
mod history;
mod home;
mod indicators;
mod inquiry_form;
mod intake;
mod keeping;
mod making;
mod measures;
mod overtime;
mod paper;
mod plan_list;
mod protection;
mod provenance;
mod read_form;
mod read_in;
mod reports;
mod results;
mod settings;
mod sheet;
mod slip;
mod submission;
mod submission_board;
mod submission_own;
mod submission_steps;
mod submissions;
mod survey;
mod welcome;
mod working_file;
mod write_out;
mod year;

pub use answer::AnswerPage;
pub use conflicts::ConflictsPage;
pub use editor::{Desk, EditorPage, Review};
pub use exchange::ExchangePage;
pub use handover::HandoverPage;
pub use help::HelpPage;
pub use history::HistoryPage;
pub use home::HomePage;
pub use indicators::{
    BulkEntryPage, ImportFiguresPage, IndicatorChartsPage, IndicatorPage, IndicatorYearsPage, IndicatorsPage, OwnersPage, SummaryPage,
    SumsPage,
};
pub use keeping::{Findings, Keeping};
pub use measures::{MeasuresPage, MeasuresViewPage};
pub use overtime::OvertimePage;
pub use paper::PaperPage;
pub use protection::ProtectionPage;
pub use reports::ReportsPage;
pub use results::ResultsPage;
pub use settings::SettingsPage;
pub use sheet::SheetPage;
pub use slip::SlipPage;
pub use submission::SubmissionPage;
pub use submission_own::AskedOfUs;
pub use submissions::SubmissionsPage;
pub use survey::{ChosenSurvey, SurveyEditorPage, SurveyFormPage, SurveyIntakePage, SurveyPage};
pub use welcome::{ProfileFields, ProgramChoice, WelcomePage};
pub use year::YearSelect;
