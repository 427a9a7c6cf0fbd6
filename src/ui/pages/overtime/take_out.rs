//! A list as a file: CSV for whatever reads it, a workbook for managers.
//!
//! What is written is what the list shows. Rows about people are written only after a question is answered, because the file is
//! not sealed; rows about 所属 come here as they may leave the device (see `pooled`).

use super::keeping::Work;
use crate::{
    browser::files,
    session::{Attendance, Session, csv_text},
    sheetfile::form::Content,
    ui::{
        forms,
        parts::{Button, ButtonSize, Cell, Dialog, Icon, Rows, Weight},
        words::{self, overtime as overtime_words},
    },
};
use leptos::{prelude::*, task::spawn_local};

/// What the rows of a list are about.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum About {
    People,
    Workplaces,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    Csv,
    Workbook,
}

const XLSX: &str = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The buttons below a list.
#[component]
pub(super) fn TakeOut(
    /// Part of the file's name: `進捗帳_残り時間_20230930.csv`.
    #[prop(into)]
    name: String,
    heads: Vec<String>,
    #[prop(into)] rows: Signal<Rows>,
    about: About,
    /// Of what time the list is, where it is not as of the day of the data.
    #[prop(optional, into)]
    of: MaybeProp<String>,
    /// Said above the rows in a workbook.
    #[prop(optional, into)]
    notes: Signal<Vec<String>>,
) -> impl IntoView {
    let attendance = Attendance::here();
    let session = Session::here();
    let work = RwSignal::new(Work::default());
    let asked = RwSignal::new(None::<Format>);
    let [csv, workbook] = ["CSVで", "Excelに"].map(|format| format!("{name}を{format}書き出す"));
    let list = StoredValue::new((name, heads));
    let write = move |format: Format| {
        let (name, heads) = list.get_value();
        let day = attendance.as_of().get_untracked();
        let file = format!("進捗帳_{name}_{}", day.format("%Y%m%d"));
        let contents: Vec<Vec<Content>> =
            rows.with_untracked(|rows| rows.iter().map(|cells| cells.iter().filter_map(Cell::content).collect()).collect());
        if format == Format::Csv {
            let texts = contents.iter().map(|row| row.iter().map(Content::shown).collect());
            return files::download(&format!("{file}.csv"), &csv_text(&std::iter::once(heads.clone()).chain(texts).collect::<Vec<_>>()));
        }
        let of = of.get_untracked().unwrap_or_else(|| overtime_words::as_of(day));
        let mut notes = notes.get_untracked();
        if about == About::People {
            notes.push("職員ごとの行です。この表の保管と廃棄は、書き出した人が責任をもって行ってください。".to_owned());
        }
        let page = forms::list(&name, &format!("{name}（{of}）"), &notes, &heads, contents);
        let title = session.program().with_untracked(|program| program.as_ref().map(|program| forms::title(&program.tables)));
        work.set(Work::Busy("Excelのファイルを作っています"));
        spawn_local(async move {
            work.set(match session.list_workbook(&title.unwrap_or_default(), &[page]).await {
                Ok(bytes) => {
                    files::download_bytes(&format!("{file}.xlsx"), &bytes, XLSX);
                    Work::Idle
                }
                Err(why) => Work::Failed(words::form_error(&why)),
            });
        });
    };
    let begin = move |format: Format| match about {
        About::People => asked.set(Some(format)),
        About::Workplaces => write(format),
    };
    let answer = move |()| {
        if let Some(format) = asked.get_untracked() {
            asked.set(None);
            write(format);
        }
    };
    view! {
        <div class="actions no-print">
            <Button size=ButtonSize::Small icon=Icon::Download name=workbook on_click=move |()| begin(Format::Workbook)>"Excelに書き出す"</Button>
            <Button size=ButtonSize::Small icon=Icon::Download name=csv on_click=move |()| begin(Format::Csv)>"CSVで書き出す"</Button>
        </div>
        {move || work.get().view()}
        <Dialog open=Signal::derive(move || asked.get().is_some()) title="職員ごとの行を書き出しますか" on_close=move |()| asked.set(None)>
            <p>"職員番号の入ったファイルです。封はされないので、だれでも開けます。所属長に渡すときは、「保管・配布」で封をしたファイルを作ってください。"</p>
            <div class="actions">
                <Button weight=Weight::Text on_click=move |()| asked.set(None)>"やめる"</Button>
                <Button weight=Weight::Primary on_click=answer>"書き出す"</Button>
            </div>
        </Dialog>
    }
}
