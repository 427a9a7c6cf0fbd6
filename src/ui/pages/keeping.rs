//! 保存と控え: what is kept here, what it takes up, earlier states to go back to, and what could not be read.

use crate::{
    browser::files,
    domain::ProgramId,
    session::{NotRestored, Outgoing, Restored, Session},
    store::inventory::{Aside, Finding, Group, Name, Snapshot, Was},
    ui::{
        parts::{
            Arrival, Button, ButtonSize, CaptionPlace, DataTable, Dialog, Icon, LiveRegion, Notice, Progress, TableStyle, Tone, Weight,
        },
        route::{ExchangeView, Route},
        words,
    },
};
use leptos::prelude::*;
use leptos::task::spawn_local;
use std::collections::BTreeMap;

/// What localStorage of every browser holds, in UTF-16 units.
const ROOM: usize = 5_242_880;

#[component]
pub fn Keeping() -> impl IntoView {
    let session = Session::here();
    view! {
        <section class="section">
            <h2>"保存と控え"</h2>
            <p>{move || words::save_state(&session.save_state().get())}</p>
            <FindingList />
            <div class="row">
                <Button
                    icon=Icon::Download
                    on_click=move |()| {
                        let export = session.export(&Outgoing::Backup);
                        files::download(&export.name, &export.text);
                    }
                >
                    "全体の控えを書き出す"
                </Button>
                <a href=Route::Exchange(ExchangeView::Overview).href()>"控えを読み込んで戻す"</a>
            </div>
            <Notice tone=Tone::Info title="控えを戻すとき">
                <p>"「提出・回収」で控えのファイルを選ぶと、手元との違いが一覧になります。選んだものだけが戻ります。"</p>
            </Notice>
            <EarlierStates />
            <Room />
            <TextsAside />
        </section>
    }
}

/// A word at home where something odd was found; the whole of it stands in 設定.
#[component]
pub fn Findings() -> impl IntoView {
    let session = Session::here();
    let n_findings = move || session.findings().with(Vec::len);
    view! {
        <Show when=move || { n_findings() != 0 }>
            <Notice tone=Tone::Warning title=Signal::derive(move || format!("保存されたものについて、お知らせが{}件あります", n_findings()))>
                <p><a href=Route::Settings.href()>"設定の「保存と控え」で内容を見る"</a></p>
            </Notice>
        </Show>
    }
}

/// The title of a programme, where it is on this device.
fn title_of(session: Session, id: &ProgramId) -> Option<String> {
    session.programs().with(|programs| programs.iter().find(|(known, _)| known == id).map(|(_, title)| title.clone()))
}

#[component]
fn FindingList() -> impl IntoView {
    let session = Session::here();
    let program = move |finding: &Finding| match finding {
        Finding::PartMissing { shelf } | Finding::PartUnreadable { shelf, .. } | Finding::PartReadInPart { shelf, .. } => {
            title_of(session, &shelf.program)
        }
        _ => None,
    };
    let sentences = move || {
        let sentence = |finding: &Finding| words::finding(finding, program(finding).as_deref());
        session.findings().with(|findings| findings.iter().map(sentence).collect::<Vec<_>>())
    };
    view! {
        <Show when=move || session.findings().with(|findings| !findings.is_empty())>
            <Notice tone=Tone::Warning title="このページを開いてから分かったこと">
                <ul>{move || sentences().into_iter().map(|sentence| view! { <li>{sentence}</li> }).collect_view()}</ul>
            </Notice>
        </Show>
    }
}

#[component]
fn EarlierStates() -> impl IntoView {
    let session = Session::here();
    let outcome = RwSignal::new(None::<Result<Restored, NotRestored>>);
    let restore = move |name: Name| spawn_local(async move { outcome.set(Some(session.restore(&name).await)) });
    let newest_first = move || session.snapshots().get().into_iter().rev().collect::<Vec<_>>();
    let row = move |snapshot: Snapshot| {
        let at = words::moment(snapshot.saved_at);
        let name = format!("{at}：この時点に戻す");
        view! {
            <tr>
                <th scope="row">{at}</th>
                <td>{words::occasion(snapshot.occasion)}</td>
                <td>
                    <Button size=ButtonSize::Small icon=Icon::Undo name on_click=move |()| restore(snapshot.name.clone())>"この時点に戻す"</Button>
                </td>
            </tr>
        }
    };
    view! {
        <h3>"以前の状態"</h3>
        <p>"読み込みの前と、日が変わるときに、そのときの状態を残しています（新しいものから10個）。戻しても、「元に戻す」で今の状態に帰れます。"</p>
        {move || outcome.get().map(|outcome| outcome_view(session, outcome))}
        {move || match newest_first() {
            rows if rows.is_empty() => view! { <p class="soft">"まだありません。"</p> }.into_any(),
            rows => {
                view! {
                    <DataTable caption="以前の状態" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
                        <thead>
                            <tr>
                                <th scope="col">"日時"</th>
                                <th scope="col">"きっかけ"</th>
                                <th scope="col">"操作"</th>
                            </tr>
                        </thead>
                        <tbody>{rows.into_iter().map(row).collect_view()}</tbody>
                    </DataTable>
                }
                    .into_any()
            }
        }}
    }
}

fn outcome_view(session: Session, outcome: Result<Restored, NotRestored>) -> impl IntoView + use<> {
    let (tone, title, sentences) = match outcome {
        Ok(Restored { n_entries, n_left, lost }) => {
            let title = match n_entries {
                0 => "今の状態と同じでした。何も変えていません。".to_owned(),
                _ => format!("{n_entries}件の欄を戻しました。「元に戻す」で取り消せます。"),
            };
            let left = (n_left > 0).then(|| format!("{n_left}件の欄は、そのとき空だったか食い違っていたため、今のままです。"));
            let lost = lost.into_iter().map(|shelf| {
                let of = words::shelf(&shelf, title_of(session, &shelf.program).as_deref());
                format!("{of}は、そのときのものが読めなかったため、今のままです。")
            });
            (Tone::Success, title, left.into_iter().chain(lost).collect::<Vec<_>>())
        }
        Err(NotRestored::Gone) => (Tone::Error, "この状態はもう残っていません。何も変えていません。".to_owned(), Vec::new()),
        Err(NotRestored::Unreadable) => (Tone::Error, "ブラウザーの保存先が答えません。何も変えていません。".to_owned(), Vec::new()),
        Err(NotRestored::Refused(refusal)) => {
            (Tone::Error, "戻せませんでした。何も変えていません。".to_owned(), vec![words::refusal(&refusal)])
        }
    };
    view! {
        <Notice tone arrival=Arrival::Sudden title>
            {sentences.into_iter().map(|sentence| view! { <p>{sentence}</p> }).collect_view()}
        </Notice>
    }
}

/// What is stored, by programme and kind.
#[component]
fn Room() -> impl IntoView {
    let session = Session::here();
    let of_snapshots = RwSignal::new(None::<usize>);
    Effect::new(move |_| {
        session.save_state().track();
        spawn_local(async move { of_snapshots.set(session.usage_of_snapshots().await) });
    });
    let rows = move || {
        let mut rows: BTreeMap<(ProgramId, Group), usize> = BTreeMap::new();
        for (shelf, units) in session.usage().get() {
            *rows.entry((shelf.program, shelf.group)).or_default() += units;
        }
        rows
    };
    let total = move || rows().values().sum::<usize>();
    let label = move || format!("{}のうち{}", words::room(ROOM), words::room(total()));
    let row = move |((program, group), units): ((ProgramId, Group), usize)| {
        let title = title_of(session, &program).unwrap_or_else(|| program.to_string());
        view! {
            <tr>
                <th scope="row">{title}</th>
                <td>{words::group(&group)}</td>
                <td class="number">{words::room(units)}</td>
            </tr>
        }
    };
    view! {
        <h3>"使っている容量"</h3>
        <Progress label part=Signal::derive(move || Some(total() as f64 / ROOM as f64)) />
        <DataTable caption="使っている容量の内訳" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
            <thead>
                <tr>
                    <th scope="col">"プログラム"</th>
                    <th scope="col">"種類"</th>
                    <th scope="col">"容量"</th>
                </tr>
            </thead>
            <tbody>
                {move || rows().into_iter().map(row).collect_view()}
                <tr>
                    <th scope="row">"以前の状態"</th>
                    <td>"今と違う部分だけ（別の保存先にあり、上の割合に入りません）"</td>
                    <td class="number">{move || of_snapshots.get().map_or_else(|| "—".to_owned(), words::room)}</td>
                </tr>
            </tbody>
        </DataTable>
    }
}

/// Texts that could not be read: named, to be saved as files or dropped.
#[component]
fn TextsAside() -> impl IntoView {
    let session = Session::here();
    let asked = RwSignal::new(None::<(Name, String)>);
    let message = RwSignal::new(String::new());
    let name_of = move |aside: &Aside| {
        let program = match &aside.was {
            Was::Part(shelf) => title_of(session, &shelf.program),
            _ => None,
        };
        words::was(&aside.was, program.as_deref())
    };
    let row = move |aside: Aside| {
        let title = name_of(&aside);
        let (file, drop_title) = (title.clone(), title.clone());
        let (saved, dropped) = (aside.name.clone(), aside.name);
        let save = move |()| {
            let (name, file) = (saved.clone(), format!("進捗帳_読めなかった文章_{file}_{saved}.txt"));
            spawn_local(async move {
                match session.read_aside(&name).await {
                    Some(text) => files::download(&file, &text),
                    None => message.set("この文章は見つかりませんでした。".to_owned()),
                }
            });
        };
        view! {
            <tr>
                <th scope="row">{title.clone()}</th>
                <td>
                    <div class="row">
                        <Button size=ButtonSize::Small icon=Icon::Download name=format!("{title}をファイルに保存") on_click=save>"ファイルに保存"</Button>
                        <Button
                            size=ButtonSize::Small
                            weight=Weight::Text
                            name=format!("{title}を削除")
                            on_click=move |()| asked.set(Some((dropped.clone(), drop_title.clone())))
                        >
                            "削除"
                        </Button>
                    </div>
                </td>
            </tr>
        }
    };
    let remove = move |()| {
        let Some((name, _)) = asked.get_untracked() else { return };
        asked.set(None);
        spawn_local(async move {
            session.drop_aside(&name).await;
            message.set("削除しました。".to_owned());
        });
    };
    view! {
        <Show when=move || session.texts_aside().with(|texts| !texts.is_empty())>
            <h3>"読めなかった文章"</h3>
            <p>"壊れていて読めなかったものを、捨てずに残しています。ファイルに保存して、詳しい人に見てもらえます。"</p>
            <DataTable caption="読めなかった文章" caption_place=CaptionPlace::Hidden style=TableStyle::Narrow>
                <thead>
                    <tr>
                        <th scope="col">"何だったか"</th>
                        <th scope="col">"操作"</th>
                    </tr>
                </thead>
                <tbody>{move || session.texts_aside().get().into_iter().map(row).collect_view()}</tbody>
            </DataTable>
        </Show>
        <LiveRegion message />
        <Dialog open=Signal::derive(move || asked.get().is_some()) title="読めなかった文章の削除" on_close=move |()| asked.set(None)>
            <p>{move || asked.get().map(|(_, title)| format!("{title}の読めなかった文章を削除します。元に戻せません。"))}</p>
            <div class="actions">
                <Button weight=Weight::Text on_click=move |()| asked.set(None)>"やめる"</Button>
                <Button weight=Weight::Danger on_click=remove>"削除する"</Button>
            </div>
        </Dialog>
    }
}
