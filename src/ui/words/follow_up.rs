//! Links, to-dos, 委員意見, 所属の報告 and 確定, in words.

use crate::domain::{DepartmentId, FiscalYear, FollowUp, FollowUpKey, Link, Matter, MeasureId, RowId, State, Tables};

/// What a cell of that kind is called.
pub fn matter(known: &[&Tables], measure: &MeasureId, year: FiscalYear, matter: &Matter) -> String {
    let department = |id: &DepartmentId| super::cell::department_name(known, id);
    let row = |id: &RowId| super::cell::planned(known, measure, year, id);
    match matter {
        Matter::MainItem => "主要な項目".to_owned(),
        Matter::Closing => "終了の記録".to_owned(),
        Matter::Link(id, Link::Schedule(to)) => format!("{}と年次計画「{}」の対応", row(id), super::cell::scheduled(known, measure, to)),
        Matter::Link(id, Link::Indicator(to)) => format!("{}と指標「{}」の対応", row(id), super::cell::indicator_name(known, to)),
        Matter::ToDo(_) => "次年度への宿題".to_owned(),
        Matter::Answer(_) => "宿題への対応".to_owned(),
        Matter::Opinion(_) => "委員意見".to_owned(),
        Matter::Reply(_) => "主管課回答".to_owned(),
        Matter::Reflection(_) => "反映状況".to_owned(),
        Matter::Progress(id) => format!("{}の実施状況", department(id)),
        Matter::Work(id) => format!("{}の取組内容", department(id)),
        Matter::GoodPractice(id) => format!("{}の優良事例", department(id)),
    }
}

/// The answer of the next Plan to a to-do.
pub fn answer(state: State) -> &'static str {
    match state {
        State::Reflected => "反映",
        State::Continued => "継続",
        State::Done => "完了",
        State::Dropped => "見送り",
        other => plain(other),
    }
}

/// 反映状況 of an opinion.
pub fn reflection(state: State) -> &'static str {
    match state {
        State::Reflected => "反映した",
        State::Considered => "検討中",
        State::Dropped => "反映しない",
        other => plain(other),
    }
}

/// 実施状況 of a measure in one department.
pub fn progress(state: State) -> &'static str {
    match state {
        State::Done => "実施した",
        State::UnderWay => "実施中",
        State::Considered => "検討中",
        State::NotStarted => "未着手",
        State::NotApplicable => "該当なし",
        other => plain(other),
    }
}

pub fn good_practice(state: State) -> &'static str {
    match state {
        State::Yes => "優良事例あり",
        State::No => "該当なし",
        other => plain(other),
    }
}

fn plain(state: State) -> &'static str {
    match state {
        State::Yes => "はい",
        State::No => "いいえ",
        State::Reflected => "反映",
        State::Continued => "継続",
        State::Done => "完了",
        State::Dropped => "見送り",
        State::UnderWay => "実施中",
        State::Considered => "検討中",
        State::NotStarted => "未着手",
        State::NotApplicable => "該当なし",
        State::Closed => "確定",
        State::Reopened => "確定解除",
    }
}

/// The value in one line, for two of them to be compared.
pub fn entry(key: &FollowUpKey, value: &FollowUp) -> String {
    let state = value.state.map(|state| match key {
        FollowUpKey::Sheet(_, _, Matter::Answer(_)) => answer(state),
        FollowUpKey::Sheet(_, _, Matter::Reflection(_)) => reflection(state),
        FollowUpKey::Sheet(_, _, Matter::Progress(_)) => progress(state),
        FollowUpKey::Sheet(_, _, Matter::GoodPractice(_)) => good_practice(state),
        FollowUpKey::Sheet(_, _, Matter::ToDo(_) | Matter::Opinion(_)) if state == State::No => "取り消し",
        FollowUpKey::Sheet(..) | FollowUpKey::Year(..) => plain(state),
    });
    let on = value.on.map(|day| format!("（{}から）", super::date(day)));
    let by = value.decided.as_ref().map(|decided| format!("{}　{}", super::moment(decided.at), decided.by));
    let pieces = [state.map(str::to_owned), on, Some(value.words.clone()), by];
    pieces.into_iter().flatten().filter(|piece| !piece.is_empty()).collect::<Vec<_>>().join("　")
}
