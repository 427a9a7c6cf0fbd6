//! 職員ごとの残り時間: what is still allowed this month for whom, and which rule binds (N:340).

use super::{
    measured::{counted, hours, hours_within},
    take_out::{About, TakeOut},
};
use crate::{
    domain::overtime::{Minutes, OvertimeRules, Workplace},
    evaluate::overtime::{Band, Cap, Standing, standings},
    session::Attendance,
    ui::{
        parts::{Amount, Cell, FieldSize, Item, Listing, LiveRegion, Rows, Select, TableStyle, TextField, VerdictSign},
        words::overtime as words,
    },
};
use leptos::prelude::*;
use std::{collections::BTreeSet, sync::Arc};

/// Which rows are shown.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Nearness {
    All,
    From(Band),
    Undecided,
}

#[component]
pub fn People() -> impl IntoView {
    let attendance = Attendance::here();
    let rules = attendance.rules();
    let all = Memo::new(move |_| {
        let (month, rules) = (attendance.month().get(), rules.get());
        let mut all = attendance.ledger().with(|ledger| standings(ledger, month, &rules.limits));
        // Who is nearest to a limit comes first.
        all.sort_by(|a, b| {
            b.band(&rules.bands).cmp(&a.band(&rules.bands)).then_with(|| left(a).cmp(&left(b))).then_with(|| a.employee.cmp(&b.employee))
        });
        Arc::new(all)
    });
    let nearness = RwSignal::new(Nearness::All);
    let workplace = RwSignal::new(None::<Workplace>);
    let number = RwSignal::new(String::new());
    let shown = Memo::new(move |_| {
        let (nearness, workplace, number) = (nearness.get(), workplace.get(), number.get());
        let (number, rules) = (number.trim().to_owned(), rules.get());
        let is_near = |standing: &Standing| match nearness {
            Nearness::All => true,
            Nearness::From(band) => standing.band(&rules.bands) >= band,
            Nearness::Undecided => !standing.allowance.undecided.is_empty(),
        };
        let is_theirs = |standing: &Standing| workplace.as_ref().is_none_or(|wanted| standing.workplaces.contains(wanted));
        let is_found = |standing: &Standing| standing.employee.as_str().contains(&number);
        all.with(|all| {
            let shown = all.iter().filter(|standing| is_near(standing) && is_theirs(standing) && is_found(standing));
            shown.map(|standing| row(standing, &rules)).collect::<Rows>()
        })
    });
    let workplaces = Signal::derive(move || {
        let names: BTreeSet<Workplace> = all.with(|all| all.iter().flat_map(|standing| standing.workplaces.clone()).collect());
        let named = names.into_iter().map(|name| Item::new(Some(name.clone()), name.name()));
        std::iter::once(Item::new(None, "すべての所属")).chain(named).collect::<Vec<_>>()
    });
    let nearnesses = Signal::derive(move || {
        let bands = rules.get().bands;
        let from = |band, percent: u32| Item::new(Nearness::From(band), format!("{percent}%以上を使った職員"));
        vec![
            Item::new(Nearness::All, "全員"),
            from(Band::First, bands.first),
            from(Band::Second, bands.second),
            from(Band::Third, bands.third),
            Item::new(Nearness::From(Band::Beyond), "上限を超えた職員"),
            Item::new(Nearness::Undecided, "判定保留のある職員"),
        ]
    });
    let heads = super::heads(&["職員番号", "所属", "状況", "この月", "残り", "効いている上限", "年の累計", "原則を超えた月", "判定保留"]);
    let counted = Signal::derive(move || format!("{}人を表示（全{}人）", shown.with(|rows| rows.len()), all.with(|all| all.len())));
    view! {
        <section class="section">
            <p>
                {move || format!("{}にあと何時間まで命令できるかと、いちばん早く届く上限です。特例の理由を記録した月には、原則の上限を当てはめません。", words::month(attendance.month().get()))}
            </p>
            <div class="columns no-print">
                <Select
                    label="表示する職員"
                    items=nearnesses
                    selected=Signal::derive(move || Some(nearness.get()))
                    on_change=move |value| nearness.set(value)
                />
                <Select
                    label="所属"
                    items=workplaces
                    selected=Signal::derive(move || Some(workplace.get()))
                    on_change=move |value| workplace.set(value)
                />
                <TextField label="職員番号で探す" value=number on_change=move |text| number.set(text) size=FieldSize::Short />
            </div>
            <p>{move || counted.get()}</p>
            <LiveRegion message=counted />
            <Listing
                caption=Signal::derive(move || format!("職員ごとの残り時間（{}）", words::as_of(attendance.as_of().get())))
                style=TableStyle::Pinned
                heads=heads.clone()
                rows=shown
            />
            <TakeOut name="残り時間" heads rows=shown about=About::People />
        </section>
    }
}

/// Less is nearer; beyond a limit the more the nearer.
fn left(standing: &Standing) -> (Minutes, std::cmp::Reverse<Minutes>) {
    standing.allowance.binding().map_or_else(Default::default, |cap| (cap.left(), std::cmp::Reverse(cap.beyond())))
}

fn sign(band: Band) -> VerdictSign {
    match band {
        Band::Ample => VerdictSign::Good,
        Band::First => VerdictSign::First,
        Band::Second => VerdictSign::Held,
        Band::Third => VerdictSign::Flat,
        Band::Beyond => VerdictSign::Bad,
    }
}

fn row(standing: &Standing, rules: &OvertimeRules) -> Vec<Cell> {
    let names: Vec<&str> = standing.workplaces.iter().map(Workplace::name).collect();
    let cap = standing.allowance.binding();
    let band = standing.band(&rules.bands);
    let unknown = match standing.over.n_unknown {
        0 => String::new(),
        n_months => format!("（不明{n_months}）"),
    };
    let undecided = match standing.allowance.undecided.len() {
        0 => String::new().into(),
        n_rules => counted(n_rules, "件"),
    };
    vec![
        Cell::Head(standing.employee.to_string()),
        Cell::Text(names.join("、")),
        Cell::Sign(sign(band), words::band(band, &rules.bands)),
        Cell::Number(hours(standing.allowance.used)),
        Cell::Number(cap.map_or_else(|| String::new().into(), left_of)),
        Cell::Text(cap.map(|cap| words::limit_rule(cap.rule, &rules.limits)).unwrap_or_default()),
        Cell::Number(hours(standing.total)),
        Cell::Number(counted(standing.over.used, &format!("回／{}回{unknown}", standing.over.of))),
        Cell::Number(undecided),
    ]
}

/// `あと5時間`, `2時間超過`
fn left_of(cap: Cap) -> Amount {
    if cap.beyond() > Minutes::ZERO { hours_within("", cap.beyond(), "超過") } else { hours_within("あと", cap.left(), "") }
}
