//! Making a form: the second program makes it, it is shown, printed or handed over as a file, and can be stopped.

use crate::{
    browser::files,
    domain::EditionKey,
    session::{OfficeError, Session},
    sheetfile::form::Page,
    ui::{
        forms::{Edition, Order, Paper, file_stem},
        parts::{Arrival, FormPages, Notice, Progress, Tone},
        words,
    },
};
use leptos::{prelude::*, task::spawn_local};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wanted {
    Screen,
    Print,
    Workbook,
    Csv,
}

#[derive(Clone, Debug, PartialEq)]
enum Work {
    Idle,
    Busy(Wanted),
    Failed(OfficeError),
    Done(String),
}

/// アンケート結果 in its two forms.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResultsForm {
    Whole,
    /// For the 庁議, on one A4.
    Summary,
}

/// The order of what an edition published; `None` where its survey is not here, or in conflict.
pub fn results_order(session: Session, key: EditionKey, form: ResultsForm, wanted: Wanted) -> Option<Order> {
    let year = session.program().get_untracked()?.tables.surveys.get(&key.survey)?.year;
    let paper = match form {
        ResultsForm::Whole if wanted == Wanted::Csv => Paper::ResultsRows(key),
        ResultsForm::Whole => Paper::Results(key),
        ResultsForm::Summary => Paper::ResultsSummary(key),
    };
    Some(Order { paper, edition: Edition::Public, year, today: session.today().get_untracked(), fresh: None, digest: None })
}

/// The forms of one page: one at a time.
#[derive(Clone, Copy)]
pub struct Making {
    session: Session,
    work: RwSignal<Work>,
    shown: RwSignal<Option<Vec<Page>>>,
    /// Counts the works begun: what a cancelled one brings is not taken.
    begun: StoredValue<u32>,
}

impl Making {
    pub fn new(session: Session) -> Self {
        Making { session, work: RwSignal::new(Work::Idle), shown: RwSignal::new(None), begun: StoredValue::new(0) }
    }

    pub fn begin(self, wanted: Wanted, order: Order) {
        let number = self.begun.with_value(|n| n + 1);
        self.begun.set_value(number);
        self.work.set(Work::Busy(wanted));
        spawn_local(async move {
            let result = make(self.session, wanted, &order).await;
            if self.begun.get_value() != number {
                return;
            }
            match result {
                Err(why) => self.work.set(Work::Failed(why)),
                Ok(Made::File(name)) => self.work.set(Work::Done(format!("{name} を書き出しました。"))),
                Ok(Made::Pages(pages)) => {
                    self.shown.set(Some(pages));
                    self.work.set(Work::Idle);
                    if wanted == Wanted::Print {
                        // The pages are in the document before the browser is asked to print it.
                        files::pause().await;
                        files::print();
                    }
                }
            }
        });
    }

    pub fn is_busy(self) -> Signal<bool> {
        Signal::derive(move || matches!(self.work.get(), Work::Busy(_)))
    }

    pub fn is_shown(self) -> Signal<bool> {
        Signal::derive(move || self.shown.with(Option::is_some))
    }

    /// Takes the form off the page.
    pub fn forget(self) {
        self.shown.set(None);
    }

    fn cancel(self) {
        self.begun.update_value(|n| *n += 1);
        self.session.stop_office();
        self.work.set(Work::Done("中止しました。".to_owned()));
    }
}

/// How far it is, and what became of it.
#[component]
pub fn MakingState(making: Making) -> impl IntoView {
    move || match making.work.get() {
        Work::Idle => ().into_any(),
        Work::Busy(wanted) => {
            view! { <Progress label=doing(wanted) part=Signal::stored(None) on_cancel=move |()| making.cancel() /> }.into_any()
        }
        Work::Failed(why) => view! {
            <Notice tone=Tone::Error arrival=Arrival::Sudden title="帳票を作れませんでした"><p>{words::form_error(&why)}</p></Notice>
        }
        .into_any(),
        Work::Done(what) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=what /> }.into_any(),
    }
}

/// The form itself. Where it is shown, nothing else of the page is printed.
#[component]
pub fn MadePages(making: Making) -> impl IntoView {
    move || {
        making.shown.get().map(|pages| {
            view! { <div class="form-pages" role="region" aria-label="帳票の表示" tabindex="0"><FormPages pages /></div> }
        })
    }
}

enum Made {
    Pages(Vec<Page>),
    /// The name of the file that was handed over.
    File(String),
}

async fn make(session: Session, wanted: Wanted, order: &Order) -> Result<Made, OfficeError> {
    let text = order.write();
    let stem = move || {
        let program = session.program_id().get_untracked();
        file_stem(program.as_ref().map_or("", |id| id.as_str()), order)
    };
    match wanted {
        Wanted::Screen | Wanted::Print => session.form_pages(&text).await.map(Made::Pages),
        Wanted::Workbook => {
            let bytes = session.form_workbook(&text).await?;
            let name = format!("{}.xlsx", stem());
            files::download_bytes(&name, &bytes, "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");
            Ok(Made::File(name))
        }
        Wanted::Csv => {
            let text = session.form_csv(&text).await?;
            let name = format!("{}.csv", stem());
            files::download_bytes(&name, text.as_bytes(), "text/csv");
            Ok(Made::File(name))
        }
    }
}

fn doing(wanted: Wanted) -> &'static str {
    match wanted {
        Wanted::Screen | Wanted::Print => "帳票を作っています",
        Wanted::Workbook => "Excelのファイルを作っています",
        Wanted::Csv => "CSVのファイルを作っています",
    }
}
