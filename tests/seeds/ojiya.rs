//! 小千谷市行政改革実施計画 進捗管理票《令和5年度》.

use super::{
    OJIYA,
    printed::{self, year},
    table::{self, missing, plain},
    tables,
};
use shinchoku::{
    domain::{
        Claim, Column, Counts, DecisionEffect, DepartmentId, FiscalYear, Indicator, IndicatorId, MeasureId, NoteKind, NotePlace, Part,
        Passage, PassageKey, Pillar, PlanKey, Record, RowId, ScheduleRow, Section, Step, Sum, SumOrigin, Tables, TargetSlot, Trust,
    },
    evaluate::{SumCheck, printed_rating, reconcile},
    register::Reading,
};

const MEASURES: &str = include_str!("ojiya-measures.tsv");
const INDICATORS: &str = include_str!("ojiya-indicators.tsv");
const SCHEDULE: &str = include_str!("ojiya-schedule.tsv");
const PLAN: &str = include_str!("ojiya-plan.tsv");
const PASSAGES: &str = include_str!("ojiya-passages.tsv");
const RATINGS: &str = include_str!("ojiya-ratings.tsv");
const NOTES: &str = include_str!("ojiya-notes.tsv");
const CLAIMS: &str = include_str!("ojiya-claims.tsv");
const SUMS: &str = include_str!("ojiya-sums.tsv");

/// R4 to R6.
const YEARS: [i32; 3] = [2022, 2023, 2024];
/// The year of the sheets.
const R5: i32 = 2023;

fn number(tables: &Tables, measure: &MeasureId) -> String {
    tables.measures.get(measure).expect("a measure").number.clone()
}

#[test]
fn the_cover_names_city_title_years_and_committee() {
    let tables = tables(OJIYA);
    let overview = tables.overview.get(&()).expect("an overview");
    assert_eq!((overview.city.as_str(), overview.title.as_str()), ("小千谷市", "小千谷市行政改革実施計画")); // O:5
    assert_eq!((overview.first_year, overview.last_year), (year(2022), Some(year(2024)))); // O:7
    assert_eq!(overview.issued_by, ["小千谷市行政改革推進委員会 幹事会"]); // O:13
    assert!(missing(&overview.document, "進捗管理票 令和5年度 令和6年6月").is_empty()); // O:3, O:9, O:11
    assert_eq!(tables.settings.get(&()).map(|settings| settings.first_judged_year), Some(year(2022)));
}

#[test]
fn three_pillars_stand_in_order_and_the_first_is_printed_in_two_ways() {
    let tables = tables(OJIYA);
    let row = |pillar: &Pillar| [pillar.number.clone(), plain(&printed::trust(&pillar.name, String::clone)), pillar.summary.clone()];
    let pillars: Vec<_> = tables.listed_pillars().into_iter().map(|(_, pillar)| row(pillar)).collect();
    let printed = [
        // O:18 in the list, O:26 and O:58 on the sheets.
        [
            "1",
            "社会情勢の変化に適応した行政サービスの構築or社会情勢の変化に対応した行政サービスの構築",
            "デジタル化による行政サービスの向上と業務の効率化",
        ],
        ["2", "人口減少期における健全で持続可能な財政運営の推進", "民間活力の活用と連携の推進"], // O:20
        ["3", "将来を見据えた行政運営の推進", "組織の柔軟性と人材育成"],                         // O:23
    ];
    assert_eq!(pillars, printed);
}

#[test]
fn seven_measures_have_their_lead_and_related_departments() {
    let tables = tables(OJIYA);
    let name = |id: &DepartmentId| tables.departments.get(id).expect("a department").name.clone();
    let names = |ids: &[DepartmentId]| ids.iter().map(name).collect::<Vec<_>>().join(" ");
    let measures = tables.listed_measures();
    assert_eq!(measures.len(), 7);
    let rows = measures.into_iter().map(|(id, measure)| {
        let assignment = tables.assignments.get(&Record::Measure(id.clone())).expect("an assignment");
        let pillar = tables.pillars.get(&measure.pillar).expect("a pillar").number.clone();
        let departments = [names(&assignment.lead), names(&assignment.related), assignment.related_in_words.clone()];
        [measure.number.clone(), pillar, measure.name.clone()].into_iter().chain(departments).collect()
    });
    table::check(MEASURES, rows.collect());
}

#[test]
fn eighteen_indicators_have_the_printed_baselines_figures_and_targets() {
    let tables = tables(OJIYA);
    let indicators = tables.listed_indicators();
    assert_eq!(indicators.len(), 18);
    let row = |(id, indicator): (&IndicatorId, &Indicator), part: Option<&Part>| {
        let mark = part.map(|part| part.label.chars().take(1).collect()).unwrap_or_default();
        let mut row = vec![id.to_string(), indicator.name.clone(), mark, printed::accumulation(indicator.accumulation)];
        row.extend(printed::baseline(&tables, id, part));
        for of in YEARS {
            row.push(printed::figure(&tables, id, part, of));
            row.push(printed::target(&tables, id, part, TargetSlot::Year(year(of))));
        }
        row
    };
    let rows = indicators.into_iter().flat_map(|known| printed::parts(known.1).into_iter().map(move |part| (known, part)));
    table::check(INDICATORS, rows.map(|(known, part)| row(known, part)).collect());
    let labels: Vec<_> = tables
        .indicators
        .get(&IndicatorId::new("O7-1").expect("an id"))
        .expect("O7-1")
        .parts
        .iter()
        .map(|part| part.label.as_str())
        .collect();
    assert_eq!(labels, ["①学校訪問", "②就職説明会等"]); // O:241
}

#[test]
fn an_indicator_stands_on_the_sheet_it_is_numbered_after() {
    let tables = tables(OJIYA);
    for (id, indicator) in tables.listed_indicators() {
        let measure = indicator.measure.as_ref().expect("a sheet");
        assert!(id.as_str().starts_with(&format!("O{}-", number(&tables, measure))), "{id}");
        assert_eq!(indicator.pillar, tables.measures.get(measure).expect("a measure").pillar, "{id}");
    }
}

#[test]
fn only_the_agreements_in_force_are_counted_as_a_population() {
    let tables = tables(OJIYA);
    let populations = tables.baselines.settled().filter(|(_, baseline)| baseline.counts == Counts::APopulation);
    assert_eq!(populations.map(|(key, _)| key.indicator.as_str()).collect::<Vec<_>>(), ["O5-1"]); // O:173
}

#[test]
fn only_the_training_figure_is_told_with_something_left_out() {
    let tables = tables(OJIYA);
    let with_variants = tables.figures.settled().filter(|(_, figure)| !figure.variants.is_empty());
    let [(key, figure)] = with_variants.collect::<Vec<_>>()[..] else { panic!("one figure with variants") };
    assert_eq!((key.indicator.as_str(), key.year), ("O7-2", year(R5)));
    let [variant] = &figure.variants[..] else { panic!("one variant") };
    assert_eq!((variant.quantity.amount.to_string().as_str(), variant.quantity.unit.as_str()), ("663", "人")); // O:253
    assert!(variant.excluding.contains("人権パネル展"));
}

#[test]
fn nothing_is_said_of_other_years() {
    let tables = tables(OJIYA);
    let is_in_plan = |of: FiscalYear| YEARS.contains(&of.number());
    assert!(tables.figures.cells().all(|(key, _)| is_in_plan(key.year)));
    assert!(tables.targets.cells().all(|(key, _)| matches!(key.slot, TargetSlot::Year(of) if is_in_plan(of))));
    assert!(tables.passages.cells().all(|(key, _)| key.year == year(R5)) && tables.plan.cells().all(|(key, _)| key.year == year(R5)));
    assert!(tables.surveys.is_empty());
}

#[test]
fn twenty_two_schedule_rows_have_their_words_under_the_year_they_begin_in() {
    let tables = tables(OJIYA);
    let row = |measure: &MeasureId, row: &ScheduleRow| {
        let beginning = |of: i32| row.spans.iter().find(|span| span.from == year(of)).map(|span| span.words.clone()).unwrap_or_default();
        [number(&tables, measure), row.item.clone()].into_iter().chain(YEARS.map(beginning)).collect::<Vec<_>>()
    };
    let measures = tables.listed_measures();
    let rows = measures.iter().flat_map(|(id, _)| tables.schedule_of(id).into_iter().map(|(_, of)| row(id, of)));
    let rows: Vec<_> = rows.collect();
    assert_eq!(rows.len(), 22);
    table::check(SCHEDULE, rows);
}

#[test]
fn no_two_spans_of_a_schedule_row_share_a_year() {
    for (key, row) in tables(OJIYA).schedule.settled() {
        let ends = row.spans.iter().flat_map(|span| [span.from.number() * 2, span.to.number() * 2 + 1]).collect::<Vec<_>>();
        assert!(ends.is_sorted_by(|a, b| a < b), "{key:?}");
        assert!(row.spans.iter().all(|span| YEARS.contains(&span.from.number()) && YEARS.contains(&span.to.number())), "{key:?}");
    }
}

#[test]
fn twenty_plan_rows_and_two_dashes_have_both_half_years_results() {
    let tables = tables(OJIYA);
    let (_, printed) = table::read(PLAN);
    let measures = tables.listed_measures();
    let rows: Vec<_> =
        measures.iter().flat_map(|(id, _)| tables.plan_rows_of(id, year(R5)).into_iter().map(move |row| (*id, row.clone()))).collect();
    assert_eq!(rows.len(), 20 + 2);
    let mut at = printed.iter();
    let mut row = |(measure, row): (&MeasureId, _)| {
        let printed = at.next().map(|row| row.cells.clone()).unwrap_or_default();
        let columns = [Column::Plan, Column::FirstHalf, Column::SecondHalf];
        let cell = |(at, column)| {
            let key = PlanKey { measure: measure.clone(), year: year(R5), row: RowId::clone(&row), column };
            passage(tables.plan.reading(&key), printed.get(at + 1).copied().unwrap_or_default())
        };
        [number(&tables, measure)].into_iter().chain(columns.into_iter().enumerate().map(cell)).collect::<Vec<_>>()
    };
    let rows: Vec<_> = rows.into_iter().map(&mut row).collect();
    table::check(PLAN, rows);
    let n_texts = tables.plan.settled().filter(|(_, passage)| matches!(passage, Passage::Text(text) if !text.trim().is_empty())).count();
    assert_eq!(n_texts, 20 * 3);
}

#[test]
fn every_sheet_has_its_four_passages() {
    let tables = tables(OJIYA);
    let (_, printed) = table::read(PASSAGES);
    let sections = [
        (Section::Content, "実施内容"),
        (Section::Effect, "期待される効果"),
        (Section::Check, "【Check】"),
        (Section::Action, "【Action】"),
    ];
    let keys = tables.listed_measures().into_iter().flat_map(|(id, _)| sections.map(|(section, name)| (id, section, name)));
    let rows = keys.zip(&printed).map(|((id, section, name), row)| {
        let reading = tables.passages.reading(&PassageKey { measure: id.clone(), year: year(R5), section });
        vec![number(&tables, id), name.to_owned(), passage(reading, row.cells[2])]
    });
    table::check(PASSAGES, rows.collect());
    assert_eq!(tables.passages.len(), 7 * 4);
}

/// The words of the table where a text of our own has them all, else what it lacks; a dash with its meaning.
fn passage(reading: Reading<&Passage>, words: &str) -> String {
    match reading {
        Reading::Absent => String::new(),
        Reading::Conflict(_) => "in conflict".to_owned(),
        Reading::Settled(Passage::Dash(meaning)) => printed::dash(*meaning),
        Reading::Settled(Passage::Text(text)) => match &missing(text, words)[..] {
            [] => words.to_owned(),
            missing => format!("not {} in {text}", missing.join(" ")),
        },
    }
}

#[test]
fn the_scale_has_three_grades_one_without_its_symbol_and_a_decision() {
    let tables = tables(OJIYA);
    let scale = tables.rating_scale.get(&()).expect("a scale");
    let grades: Vec<_> = scale.grades.iter().map(|grade| (symbol(grade.symbol.as_ref()), grade.label.as_str())).collect();
    let printed = [("◎", "計画どおり"), ("lost", "概ね計画どおり"), ("△", "あまり進まなかった")]; // O:217, O:84, O:52
    assert_eq!(grades, printed.map(|(symbol, label)| (symbol.to_owned(), label)));
    let decisions: Vec<_> = scale.decisions.iter().map(|decision| (decision.label.as_str(), decision.effect)).collect();
    assert_eq!(decisions, [("導入検討の結果、取組中止とする", DecisionEffect::Stops)]); // O:157
}

fn symbol(symbol: Option<&Trust<String>>) -> String {
    symbol.map(|symbol| printed::trust(symbol, String::clone)).unwrap_or_default()
}

#[test]
fn every_sheet_has_the_printed_rating() {
    let tables = tables(OJIYA);
    let scale = tables.rating_scale.get(&()).expect("a scale");
    let rows = tables.listed_measures().into_iter().map(|(id, _)| {
        let Some((Step::AsPrinted, Reading::Settled(rating))) = printed_rating(&tables, id, year(R5)) else { panic!("{id}: no rating") };
        let grade = scale.grades.iter().find(|grade| grade.id == rating.given);
        let grade = grade.map(|grade| [symbol(grade.symbol.as_ref()), grade.label.clone()]);
        let decision = scale.decisions.iter().find(|decision| decision.id == rating.given);
        let [symbol, label] = grade.or(decision.map(|decision| [String::new(), decision.label.clone()])).expect("on the scale");
        vec![number(&tables, id), symbol, label]
    });
    table::check(RATINGS, rows.collect());
    assert_eq!(tables.ratings.len(), 7);
}

#[test]
fn twelve_numbered_notes_and_nine_call_outs_stand_on_their_sheets() {
    let tables = tables(OJIYA);
    let (_, printed) = table::read(NOTES);
    let notes = tables.listed_notes().into_iter().filter(|(_, note)| note.kind != NoteKind::Remark);
    let sheet = |place: &NotePlace| match place {
        NotePlace::Measure(id) | NotePlace::Sheet(id, _) | NotePlace::Schedule(id, _) | NotePlace::Plan(id, ..) => {
            Some(number(&tables, id))
        }
        NotePlace::Indicator(id) => tables.indicators.get(id).and_then(|known| known.measure.as_ref()).map(|id| number(&tables, id)),
        NotePlace::Program => None,
    };
    let mut notes: Vec<_> =
        notes.map(|(id, note)| (note.kind, sheet(&note.place).expect("on a sheet"), note.mark.clone(), id, note)).collect();
    notes.sort();
    let n_numbered = notes.iter().filter(|(kind, ..)| *kind == NoteKind::Footnote).count();
    assert_eq!((n_numbered, notes.len()), (12, 12 + 9));
    let rows = notes.into_iter().zip(printed).map(|((_, sheet, mark, _, note), row)| {
        let missing = missing(&note.text, row.cells[2]);
        let words = if missing.is_empty() { row.cells[2].to_owned() } else { format!("not {}", missing.join(" ")) };
        vec![sheet, mark, words]
    });
    table::check(NOTES, rows.collect());
}

#[test]
fn what_the_text_claims_of_its_figures_is_kept_with_its_line() {
    let tables = tables(OJIYA);
    for row in table::read(CLAIMS).1 {
        let [indicator, words] = row.cells[..] else { panic!("two columns") };
        let is_it = |claim: &Claim| {
            claim.indicator.as_ref().is_some_and(|id| id.as_str() == indicator)
                && claim.year == Some(year(R5))
                && claim.source.split(", ").any(|line| line == row.source)
                && missing(&claim.says, words).is_empty()
        };
        assert!(tables.claims.settled().any(|(_, claim)| is_it(claim)), "{}: {indicator} {words}", row.source);
    }
    for (id, claim) in tables.claims.settled() {
        let indicator = claim.indicator.as_ref().and_then(|id| tables.indicators.get(id)).expect("an indicator of the programme");
        assert_eq!(claim.measure, indicator.measure, "{id}");
        assert!(!claim.says.is_empty() && claim.source.starts_with("O:"), "{id}");
    }
}

#[test]
fn the_sums_of_the_text_add_up_but_for_two_of_ours() {
    let tables = tables(OJIYA);
    let checks = reconcile(&tables);
    let sums: Vec<&Sum> = tables.sums.settled().map(|(_, sum)| sum).collect();
    assert_eq!(sums.len(), 10);
    let mut rows: Vec<Vec<String>> = sums.iter().zip(&checks).map(|(sum, check)| sum_row(sum, check.check)).collect();
    // In the order of the table, where they are there.
    let order = table::read(SUMS).1;
    rows.sort_by_key(|row| order.iter().position(|known| plain(known.cells[0]) == plain(&row[0])).unwrap_or(order.len()));
    table::check(SUMS, rows);
}

fn sum_row(sum: &Sum, check: SumCheck) -> Vec<String> {
    let terms = sum.terms.iter().map(|term| term.amount.to_string()).collect::<Vec<_>>().join("+").replace("+-", "-");
    let origin = match sum.origin {
        SumOrigin::Document => "document",
        SumOrigin::Ours => "ours",
    };
    let difference = match check {
        SumCheck::Agrees { .. } => "0".to_owned(),
        SumCheck::Differs { difference, .. } => difference.to_string(),
        SumCheck::InConflict => "in conflict".to_owned(),
        SumCheck::TooLarge => "too large".to_owned(),
    };
    vec![terms, sum.stated.to_string(), sum.unit.clone(), origin.to_owned(), difference]
}
