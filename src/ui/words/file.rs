//! Files: what they are, what was wrong with them, what adopting them did.

use super::kind;
use crate::bundle::note::{Carried, Looks, Note, Reason, Spot, Unreadable};
use crate::bundle::{Integrity, Scope};
use crate::domain::{Author, Kind};
use crate::merge::Change;
use crate::session::{Closed, Opened, Received, Refused, WorkingState};

/// `12 KB`
pub fn size(n_bytes: usize) -> String {
    if n_bytes < 1_000_000 { format!("{} KB", n_bytes.div_ceil(1_000)) } else { format!("{} MB", n_bytes.div_ceil(1_000_000)) }
}

pub fn scope(scope: &Scope) -> String {
    let kind = match scope {
        Scope::Programme(_) => "配布ファイル",
        Scope::Report(_) => "所属の報告",
        Scope::Answers(_) => "アンケートの回答（封をしたもの）",
        Scope::Publication(_) => "公表版",
        Scope::Backup => "全体の控え",
    };
    scope.programme().map_or(kind.to_owned(), |titled| format!("{kind}　{}", titled.title))
}

pub fn author(author: Option<&Author>) -> String {
    let names = author.map(|author| [author.department.as_str(), author.person.as_str()].map(str::to_owned)).unwrap_or_default();
    let name = names.into_iter().filter(|name| !name.is_empty()).collect::<Vec<_>>().join(" ");
    if name.is_empty() { "記載なし".to_owned() } else { name }
}

pub fn change(change: Change) -> &'static str {
    match change {
        Change::New => "新規",
        Change::Updated => "更新",
        Change::Conflict => "内容の食い違い",
        Change::OursNewer => "手元のほうが新しい",
        Change::Same => "同じ",
    }
}

pub fn adopt_button(n_cells: usize, n_sealed: usize, n_typed: usize) -> String {
    match (n_cells, n_sealed) {
        (0, 0) if n_typed > 0 => "入力の途中だった文章を戻す".to_owned(),
        (cells, 0) => format!("選んだ{cells}件を読み込む"),
        (0, sealed) => format!("回答{sealed}件を読み込む"),
        (cells, sealed) => format!("選んだ{cells}件と回答{sealed}件を読み込む"),
    }
}

/// What adopting did.
pub fn adopted(n_cells: usize, received: Received) -> String {
    let Received { opened, known, kept_sealed, late, without_slip, newer_version, older_version, .. } = received;
    let said = |n: usize, words: String| (n > 0).then_some(words);
    let sentences = [
        said(n_cells, format!("{n_cells}件を読み込みました。「元に戻す」で取り消せます。")),
        said(opened, format!("回答{opened}件を開きました。")),
        said(known, format!("回答{known}件は、すでに受け取っていました（二重には数えません）。")),
        said(kept_sealed, format!("封をした回答{kept_sealed}件を預かりました。この端末では開けません。事務局へ送付してください。")),
        said(late, format!("うち{late}件は締切のあとに届いた回答です。数えるかどうかは「回収の状況」で決められます。")),
        said(
            without_slip,
            format!("うち{without_slip}件は整理番号がないか、使われた番号のため、数えません。「回収の状況」で確かめられます。"),
        ),
        said(
            newer_version,
            format!("うち{newer_version}件は、手元より新しい版の設問への回答です。新しい配布ファイルを読み込むと数えます。"),
        ),
        said(older_version, format!("うち{older_version}件は、前の版の設問への回答です。そのあとで変わった設問は数えません。")),
    ];
    let closed = [
        (Closed::NotTried, received.not_tried),
        (Closed::CannotOpen, received.refused),
        (Closed::NotUnderstood, received.not_understood),
        (Closed::OtherSurvey, received.other_survey),
    ];
    let mut text: String = sentences.into_iter().flatten().collect();
    text.extend(closed.into_iter().filter(|(_, n)| *n > 0).map(|(why, n)| format!("回答{n}件は、{}", unopened(why))));
    if received.not_tried + received.refused + received.not_understood + received.other_survey > 0 {
        text.push_str("封をしたままこの端末に残してあり、「回収の状況」でもう一度開けます。");
    }
    text
}

/// Why an answer stays closed, and what helps.
pub fn unopened(why: Closed) -> &'static str {
    match why {
        Closed::NotTried => "開く部品が動かず、まだ開いていません。ページを開き直して、もう一度お試しください。",
        Closed::CannotOpen => {
            "この端末の鍵では開けません。別の鍵（なくした鍵や前の鍵）で封をした回答か、途中で書きかえられた回答です。正しい鍵を戻すと開けます。開けないときは、送り主に同じファイルをもう一度送ってもらってください。"
        }
        Closed::NotUnderstood => "新しい版の進捗帳で書かれた回答です。ページを新しくすると読み取れます。",
        Closed::OtherSurvey => "封の中に、別のアンケートの名前があります。数えません。送り主に、どのアンケートに答えたか確かめてください。",
    }
}

/// Whether the file still says what it said when it was written.
pub fn integrity(integrity: &Integrity) -> String {
    match integrity {
        Integrity::Intact => "なし".to_owned(),
        Integrity::Changed(kinds) => {
            let names: Vec<&str> = kinds.iter().map(|name| kind_name(name)).collect();
            format!("あり（{}）", names.join("、"))
        }
        Integrity::Unknown => "確かめられません".to_owned(),
    }
}

/// A kind by the name that files have for it.
fn kind_name(name: &str) -> &str {
    match Kind::from_name(name) {
        Some(known) => kind(known),
        None => name,
    }
}

/// What makes a file big: `実績値 3 MB、管理票の文章 2 MB`.
pub fn heavy(weights: &[(String, usize)]) -> String {
    let parts: Vec<String> = weights.iter().take(3).map(|(name, n_bytes)| format!("{} {}", kind_name(name), size(*n_bytes))).collect();
    parts.join("、")
}

/// What taking an import back did, where `n_kept` cells stay.
pub fn taken_back(n_kept: usize) -> String {
    match n_kept {
        0 => "読み込みを取り消しました。".to_owned(),
        n => format!("読み込みを取り消しました。そのあとで書きかえたか書き出した{n}件は、そのままです。"),
    }
}

pub const WORKING_FILE_FAILED: &str = "作業ファイルに書けませんでした。ファイルを移動したか、書き込む許可がありません。前の内容は残っています。「全体の控え」を書き出すか、作業ファイルを開きなおしてください。";

pub fn working_file(state: Option<&WorkingState>) -> String {
    let Some(WorkingState { name, written_at, is_behind, is_written_over }) = state else {
        return "このページでは、まだ作業ファイルを開いていません。".to_owned();
    };
    let when = written_at.map_or("保存の日時は分かりません".to_owned(), |at| format!("最後の保存 {}", super::moment(at)));
    let news = if *is_behind {
        "そのあとの変更があります。終わる前に上書き保存してください。"
    } else {
        "変更はありません。"
    };
    let how = if *is_written_over {
        ""
    } else {
        "このブラウザーはファイルを直接書きかえられないため、上書き保存すると新しいファイルがダウンロードされます。前のファイルと置きかえてください。"
    };
    format!("作業ファイル：{name}（{when}）。{news}{how}")
}

/// What opening a working file did.
pub fn opened(opened: &Opened) -> String {
    match opened {
        Opened::Adopted(0) => "作業ファイルを開きました。手元と同じ内容です。".to_owned(),
        Opened::Adopted(n) => format!("作業ファイルを開き、{n}件を取り込みました。手元と食い違う欄があれば、どちらも残してあります。"),
        Opened::OtherKind(other) => format!("作業ファイルではありません（{}）。「読み込む」から読み込んでください。", scope(other)),
        Opened::Refused(why) => refused(why),
    }
}

pub fn refused(refused: &Refused) -> String {
    match refused {
        Refused::NoBytes => {
            "ブラウザーが中身を渡しませんでした。フォルダーは「フォルダーを選ぶ」から選んでください。移動したファイルは選びなおしてください。手元の内容は何も変わっていません。"
                .to_owned()
        }
        Refused::Unreadable(why) => unreadable(why),
    }
}

/// Why a whole file was refused: what it is, that nothing has changed, and what to do.
pub fn unreadable(unreadable: &Unreadable) -> String {
    let what = match unreadable {
        Unreadable::TooLarge(n_bytes) => format!("大きすぎます（{}）。20 MBまでのファイルを読み込めます。", size(*n_bytes)),
        Unreadable::TooDeep(depth) => format!("かっこの入れ子が深すぎます（{depth}段）。進捗帳のファイルではないようです。"),
        Unreadable::TooManyRecords(n) => format!("記録が多すぎます（{n}件）。進捗帳のファイルではないようです。"),
        Unreadable::NotABundle(looks) => looks_like(*looks),
        Unreadable::NotJson { line, column } => {
            format!(
                "{line}行目の{column}文字目で読めなくなりました。途中で書きかえられたようです。送り主に、もう一度書き出してもらってください。"
            )
        }
        Unreadable::NotANumber { line, .. } => {
            format!("{line}行目に、数として扱えない値（NaNなど）があります。送り主に、もう一度書き出してもらってください。")
        }
        Unreadable::CutShort => "途中で切れています。送り主に、もう一度送付してもらってください。".to_owned(),
        Unreadable::WrongFormat(format) => format!("別の種類のファイルです（{format}）。進捗帳から書き出したファイルを選んでください。"),
        Unreadable::NewerVersion { theirs, ours } => {
            format!(
                "新しい版の進捗帳で書かれています（第{theirs}版、このページは第{ours}版まで）。新しい進捗帳を開いて読み込んでください。"
            )
        }
        Unreadable::BadEnvelope(path) => {
            format!("ファイルの枠組みが壊れています（{path}）。送り主に、もう一度書き出してもらってください。")
        }
        Unreadable::BadHeader(field) => format!("見出しの「{field}」が読めません。送り主に、もう一度書き出してもらってください。"),
        Unreadable::UnknownKind(kind) => format!("知らない種類のファイルです（{kind}）。新しい進捗帳が必要かもしれません。"),
    };
    format!("{what}手元の内容は何も変わっていません。")
}

fn looks_like(looks: Looks) -> String {
    let what = match looks {
        Looks::Empty => "空のファイルです。",
        Looks::Utf16 => "文字コードが変わっていて読めません。送り主に、書き出したファイルをそのまま送ってもらってください。",
        Looks::Pdf => "PDFです。進捗帳から書き出した .json のファイルを選んでください。",
        Looks::Zip => "圧縮ファイル（zipなど）です。中の .json を取り出して選んでください。",
        Looks::Office => "ExcelかWordのファイルです。進捗帳から書き出した .json のファイルを選んでください。",
        Looks::Html => "メールの画面（HTML）です。添付されたファイルそのものを保存して選んでください。",
        Looks::Mail => "メールそのもの（.emlなど）です。メールを開き、添付されたファイルを保存して選んでください。",
        Looks::Quoted => "返信の引用（行の頭が「>」）になっていて、元の内容と合いません。添付されたファイルを選んでください。",
        Looks::QuotedPrintable => "メールの符号（=E3=81など）のままで、元の内容に戻せません。添付されたファイルを選んでください。",
        Looks::SmartQuotes => {
            "引用符が「“」「”」に変わっていて、元の内容と合いません。ワープロを通さずに、もう一度送付してもらってください。"
        }
        Looks::WrappedLines => "メールの途中で長い行が折り返され、元の内容と合いません。添付ファイルで、もう一度送付してもらってください。",
        Looks::Jis => "文字コードがJIS（ISO-2022-JP）に変わっています。送り主に、書き出したファイルを添付で送ってもらってください。",
        Looks::ShiftJis => "文字コードがShift_JISに変わっています。送り主に、もう一度書き出したファイルをそのまま送ってもらってください。",
        Looks::Binary => "進捗帳のファイルではありません。",
        Looks::OtherJson => "進捗帳のファイルではありません（別のソフトのJSON）。",
        Looks::Wrapped => "前後に別の文章が付いています。ファイルそのものか、「{」から「}」までを選んでください。",
        Looks::Text => "文章のファイルです。進捗帳から書き出したファイルを選んでください。",
    };
    what.to_owned()
}

/// Over a list of notes: whether something is missing, or only odd.
pub fn notes_title(notes: &[Note]) -> &'static str {
    if notes.iter().all(Note::is_harmless) {
        return "途中で変わっていましたが、内容は元のままです";
    }
    let is_only_odd = |note: &Note| note.is_harmless() || matches!(note.reason, Reason::DigestDiffers(_) | Reason::CountDiffers { .. });
    if notes.iter().all(is_only_odd) { "確かめてください" } else { "読み取れません" }
}

/// One line about what could not be read, or is odd.
pub fn note(note: &Note) -> String {
    let place = match &note.spot {
        Spot::File => "ファイル全体".to_owned(),
        Spot::Header(field) => format!("見出しの「{field}」"),
        Spot::Writer { line } => format!("{line}行目（書いた人）"),
        Spot::Cell { line, .. } => format!("{line}行目"),
    };
    let what = match &note.reason {
        Reason::NotACell | Reason::BadKey(_) | Reason::BadValue(_) | Reason::BadDot(_) | Reason::BadContext | Reason::BadMoment(_) => {
            "この1件は読み取れません。ほかの内容は読み込めます。"
        }
        Reason::BadProgram | Reason::OtherProgram => "別のプログラムの記録です。読み込みません。",
        Reason::TextTooLong(_) => "文章が長すぎて読み込めません。",
        Reason::NumberTooLong(_) => "数の桁が多すぎて読み込めません。",
        Reason::Repeated => "同じ欄の記録が2回あります。合わせて読み込みます。",
        Reason::RepeatedTooOften => "同じ欄の記録が多すぎます。この1件は読み込みません。",
        Reason::NotUnderstood => "読み取れませんが、内容には影響しません。",
        Reason::TwoAuthors => "書いた人の記載が二通りあります。",
        Reason::DigestDiffers(kinds) => return format!("{place}：{}", changed_since(kinds)),
        Reason::Carried(carried) => as_carried(*carried),
        Reason::CountDiffers { .. } => "件数が見出しと合いません。途中が抜けているかもしれません。送り主に確かめてください。",
        Reason::PartsLost(n) => return format!("{place}：{n}個のまとまりが欠けているか壊れています。読み取れたところは読み込めます。"),
        Reason::NotASealedAnswer => "封をした回答の1件が読み取れません。ほかの回答は読み込めます。",
        Reason::More(_) => "読み取れないものがほかにもあります。",
    };
    let raw = if note.raw.is_empty() { String::new() } else { format!("（{}）", note.raw) };
    format!("{place}：{what}{raw}")
}

/// Which parts of a file somebody, or a carrier, has changed.
fn changed_since(kinds: &[String]) -> String {
    let names: Vec<&str> = kinds.iter().map(|name| kind_name(name)).collect();
    format!("書き出したあとで内容が変わっています（{}）。送り主に確かめてください。", names.join("、"))
}

fn as_carried(carried: Carried) -> &'static str {
    match carried {
        Carried::ByteOrderMark => "先頭に文字コードの印（BOM）が付いていますが、内容は元のままです。",
        Carried::LineEnds => "改行の形が変わっていますが、内容は元のままです。",
        Carried::Utf16 => "文字コードがUTF-16に変わっていますが、内容は元のままです。",
        Carried::Mended(Looks::Html) => "メールの画面（HTML）から取り出しました。件数と検査値が合い、内容は元のままです。",
        Carried::Mended(Looks::Quoted) => "返信の引用（行の頭の「>」）を外しました。件数と検査値が合い、内容は元のままです。",
        Carried::Mended(Looks::QuotedPrintable) => "メールの符号を元に戻しました。件数と検査値が合い、内容は元のままです。",
        Carried::Mended(Looks::SmartQuotes) => "変わっていた引用符を元に戻しました。件数と検査値が合い、内容は元のままです。",
        Carried::Mended(Looks::WrappedLines) => "折り返された行をつなぎました。件数と検査値が合い、内容は元のままです。",
        Carried::Mended(_) => "前後の文章を除いて取り出しました。件数と検査値が合い、内容は元のままです。",
    }
}
