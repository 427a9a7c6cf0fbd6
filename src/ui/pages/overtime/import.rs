//! 読み込み: files or copied cells, shown before anything of them is taken.

use super::heads;
use crate::{
    browser::files,
    domain::{FiscalYear, overtime::Month},
    session::{Attendance, FilePreview, OfficeError, Picked, Preview, RefusedRow, Rows, Sheet, SheetRows, read_tables},
    sheetfile::attendance::Role,
    ui::{
        parts::{
            self, Arrival, Button, CaptionPlace, Cell, DataTable, FieldSize, FilePicker, Item, LabelPlace, Listing, Notice, Progress,
            Select, TextArea, Tone, Weight,
        },
        words::{self, overtime as overtime_words},
    },
};
use leptos::{prelude::*, task::spawn_local};
use std::{collections::BTreeSet, sync::Arc};

/// What the reading is at.
#[derive(Clone, Default, PartialEq)]
enum Work {
    #[default]
    Idle,
    Busy(String),
    Failed(String),
    Done(String),
}

#[component]
pub fn Import(sheet: Sheet) -> impl IntoView {
    let attendance = Attendance::here();
    let work = RwSignal::new(Work::default());
    let pasted = RwSignal::new(String::new());
    let finish = move |outcome: Result<(), OfficeError>| {
        work.set(match outcome {
            Ok(()) => Work::Idle,
            Err(why) => Work::Failed(words::reading_error(&why)),
        });
    };
    let read = move |picked: Vec<Picked>| {
        work.set(Work::Busy("読み込んでいます".to_owned()));
        spawn_local(async move { finish(attendance.read(sheet, picked).await) });
    };
    let on_files = move |chosen: Vec<web_sys::File>| {
        work.set(Work::Busy("ファイルを開いています".to_owned()));
        spawn_local(async move {
            let mut picked = Vec::new();
            for file in chosen {
                match files::read(&file).await {
                    None => {
                        return work.set(Work::Failed(format!("{}を開けません。場所が変わっていないか確かめてください。", file.name())));
                    }
                    Some(bytes) if bytes.starts_with(b"PK") => match read_tables(&bytes).await {
                        Ok(sheets) => picked.extend(of_workbook(&file.name(), &sheets)),
                        Err(why) => return work.set(Work::Failed(format!("{}：{}", file.name(), words::reading_error(&why)))),
                    },
                    Some(bytes) => picked.push((file.name(), bytes.into())),
                }
            }
            read(picked);
        });
    };
    let on_paste = move |()| {
        let text = pasted.get_untracked();
        if !text.trim().is_empty() {
            read(vec![("貼り付けた表".to_owned(), text.into_bytes().into())]);
        }
    };
    let accept = move |()| {
        attendance.accept();
        pasted.set(String::new());
        work.set(Work::Done("取り込みました。封をして保管しなければ、この画面を閉じると消えます。".to_owned()));
    };
    let discard = move |()| {
        attendance.discard();
        work.set(Work::Done("読み込みをやめました。何も変わっていません。".to_owned()));
    };
    let rename = Callback::new(move |(heading, role): (String, String)| {
        spawn_local(async move { finish(attendance.name_heading(heading, role).await) });
    });
    view! {
        <section class="section no-print">
            <h2>{match sheet {
                Sheet::Hours => "時間外勤務の表を読み込む",
                Sheet::Leave => "休暇の表を読み込む",
                Sheet::Running => "パソコンの稼働の表を読み込む",
                Sheet::Claimed => "時間外勤務の申請の表を読み込む",
            }}</h2>
            <p class="lead">
                {match sheet {
                    Sheet::Hours => "庶務事務システムの表（Excel、CSV、または表からコピーしたセル）を読み込みます。1行が1職員の1年度（職員番号・所属・年度・4月～3月）でも、1職員の1か月（職員番号・所属・年月・時間外。週休日・休日と他費目はあれば使います）でもかまいません。時間は12.5とも12:30とも書け、列の名前が違うときは読み込む前に選べます。",
                    Sheet::Leave => "年次有給休暇の表（職員番号・所属・年度・4月～3月の取得日数）を読み込みます。日数は1.5、2日3時間、2日3:45のように書けます。",
                    Sheet::Running => "1行が1職員の1日です（職員番号・日付・起動・終了、または稼働時間。所属と区分はあれば使います）。1日に何行あってもかまいません。",
                    Sheet::Claimed => "1行が1職員の1日の申請です（職員番号・日付・申請時間、または開始・終了）。",
                }}
                "職員ごとの行は個人情報です。「保管・配布」で封をしなければ、この画面を開いている間だけ手元にあり、送付もされません。"
            </p>
            <FilePicker
                label="表のファイル"
                accept=".xlsx,.csv,.tsv,.txt"
                on_files
                support=match sheet {
                    Sheet::Hours => "Excel（.xlsx）・CSV・タブ区切り。文字コードはUTF-8でもShift_JISでも読めます。前年度の表も一緒に選ぶと、年度をまたぐ平均も判定できます。",
                    Sheet::Leave | Sheet::Running | Sheet::Claimed => "Excel（.xlsx）・CSV・タブ区切り。文字コードはUTF-8でもShift_JISでも読めます。",
                }
            />
            <details class="stack">
                <summary>"セルを貼り付けて読み込む"</summary>
                <TextArea label="貼り付けた表" value=pasted on_change=move |text| pasted.set(text) rows=4 />
                <Button on_click=on_paste>"貼り付けた表を読む"</Button>
            </details>
            {move || match work.get() {
                Work::Idle => ().into_any(),
                Work::Busy(label) => view! { <Progress label part=Signal::stored(None) /> }.into_any(),
                Work::Failed(why) => {
                    view! { <Notice tone=Tone::Error arrival=Arrival::Sudden title="読み込めませんでした"><p>{why}</p></Notice> }.into_any()
                }
                Work::Done(what) => view! { <Notice tone=Tone::Success arrival=Arrival::Sudden title=what /> }.into_any(),
            }}
            {move || {
                attendance
                    .preview()
                    .get()
                    .filter(|preview| preview.rows.sheet() == sheet)
                    .map(|preview| {
                        view! {
                            <div class="card">
                                <h3>"読み込む前の確認"</h3>
                                {summary(&preview)}
                                {preview.files.iter().map(|file| file_view(file, rename)).collect_view()}
                                {refused(&preview)}
                                <div class="actions">
                                    <Button weight=Weight::Text on_click=discard>"やめる"</Button>
                                    <Button weight=Weight::Primary on_click=accept disabled=preview.n_rows == 0>
                                        {format!("{}行を取り込む", preview.n_rows)}
                                    </Button>
                                </div>
                            </div>
                        }
                    })
            }}
        </section>
    }
}

/// The sheets that somebody sees and that hold anything, each as a table of its own.
fn of_workbook(name: &str, sheets: &[SheetRows]) -> Vec<Picked> {
    let filled: Vec<&SheetRows> = sheets.iter().filter(|sheet| !sheet.is_hidden && sheet.rows.iter().any(|row| !row.is_empty())).collect();
    let of = |sheet: &&SheetRows| {
        let name = if filled.len() > 1 { format!("{name}「{}」", sheet.name) } else { name.to_owned() };
        (name, sheet.to_csv().into_bytes().into())
    };
    filled.iter().map(of).collect()
}

fn summary(preview: &Preview) -> impl IntoView + use<> {
    let rows =
        format!("読み取った行 {}、合計として数えない行 {}、読み取れない行 {}", preview.n_rows, preview.n_totals, preview.refused.len());
    let (years, n_people, n_workplaces, last): (BTreeSet<FiscalYear>, usize, usize, String) = match &preview.rows {
        Rows::Hours(ledger) => {
            let last = ledger.last_month().map(|last| format!("　最後の月は{}", overtime_words::month(last)));
            (ledger.years(), ledger.people().count(), ledger.workplaces().len(), last.unwrap_or_default())
        }
        Rows::Leave(rows) => {
            let people: BTreeSet<_> = rows.iter().map(|row| &row.employee).collect();
            let workplaces: BTreeSet<_> = rows.iter().map(|row| &row.workplace).collect();
            (rows.iter().map(|row| row.year).collect(), people.len(), workplaces.len(), String::new())
        }
        Rows::Running(rows) | Rows::Claimed(rows) => {
            let people: BTreeSet<_> = rows.iter().map(|row| &row.employee).collect();
            let workplaces: BTreeSet<_> = rows.iter().filter_map(|row| row.workplace.as_ref()).collect();
            let years = rows.iter().filter_map(|row| Some(Month::of_day(row.day).ok()?.fiscal_year()));
            let days = rows.iter().map(|row| row.day);
            let span = days.clone().min().zip(days.max());
            let span = span.map(|(first, last)| format!("　{}～{}", words::date(first), words::date(last)));
            (years.collect(), people.len(), workplaces.len(), span.unwrap_or_default())
        }
    };
    let years: Vec<String> = years.into_iter().map(words::year).collect();
    view! {
        <dl class="facts">
            <dt>"行"</dt>
            <dd>{rows}</dd>
            <dt>"内容"</dt>
            <dd>{format!("{n_people}人、{n_workplaces}所属")}</dd>
            <dt>"年度"</dt>
            <dd>{years.join("、")} {last}</dd>
        </dl>
        <p class="soft">"すでに取り込んだ表があるときは、同じ所属の同じ時期だけが新しい内容に置きかわります。"</p>
    }
}

/// The file, and the meaning of its columns: open where something is missing.
fn file_view(file: &FilePreview, rename: Callback<(String, String)>) -> impl IntoView + use<> {
    let attendance = Attendance::here();
    let name = file.name.clone();
    let refusal = file.refusal.clone();
    let is_open = refusal.is_some();
    let items: Vec<Item<String>> = std::iter::once(Item::new(String::new(), "使わない"))
        .chain(Role::all().map(|role| Item::new(role.name(), overtime_words::column(role))))
        .collect();
    let row = move |heading: &String| {
        let (shown, chosen) = (heading.clone(), heading.clone());
        let guess = Role::guess(heading).map(Role::name).unwrap_or_default();
        let selected = Memo::new({
            let heading = heading.clone();
            move |_| Some(attendance.headings().with(|known| known.get(&heading).cloned()).unwrap_or_else(|| guess.clone()))
        });
        view! {
            <tr>
                <th scope="row">{shown.clone()}</th>
                <td>
                    <Select
                        label=format!("{shown}の列の意味")
                        place=LabelPlace::Hidden
                        size=FieldSize::Dense
                        items=items.clone()
                        selected
                        on_change=move |role: String| rename.run((chosen.clone(), role))
                    />
                </td>
            </tr>
        }
    };
    let headings: Vec<&String> = file.headings.iter().filter(|heading| !heading.is_empty()).collect();
    let has_headings = !headings.is_empty();
    let rows = headings.into_iter().map(row).collect_view();
    let columns = has_headings.then(|| {
        view! {
            <details open=is_open>
                <summary>{format!("{}の列の意味", file.name)}</summary>
                <p class="soft">"一度選ぶと、この端末が覚えます。"</p>
                <DataTable caption="見出しと意味" caption_place=CaptionPlace::Hidden>
                    <thead>
                        <tr>
                            <th scope="col">"見出し"</th>
                            <th scope="col">"何の列か"</th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </DataTable>
            </details>
        }
    });
    view! {
        {refusal.map(|why| view! { <Notice tone=Tone::Error title=format!("{name}は読み取れません")><p>{why}</p></Notice> })}
        {columns}
    }
}

fn refused(preview: &Arc<Preview>) -> Option<impl IntoView + use<>> {
    let row = |row: &RefusedRow| vec![Cell::Head(format!("{}行目", row.line)), Cell::Text(row.why.clone()), Cell::Text(row.file.clone())];
    let rows: parts::Rows = preview.refused.iter().map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <Notice tone=Tone::Warning title=format!("読み取れない行が{}行あります", rows.len())>
                <p>"この行は取り込みません。元の表を直して、もう一度読み込むこともできます。その職員のその時期は「判定保留」になることがあります。"</p>
            </Notice>
            <Listing caption="読み取れない行" heads=heads(&["行", "理由", "ファイル"]) rows=Signal::stored(rows) />
        }
    })
}
