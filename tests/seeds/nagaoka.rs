//! 長岡市職員「働き方・仕事の進め方改革」実行プログラム.

use super::{
    NAGAOKA, printed,
    table::{self, missing, plain},
    tables,
};
use shinchoku::domain::{
    Commitment, Indicator, IndicatorId, Measure, MeasureId, Measured, NoteKind, NotePlace, Part, PillarRole, Reference, Sense, Source,
    Tables, Tag, TargetSlot,
};
use std::collections::BTreeMap;

const INDICATORS: &str = include_str!("nagaoka-indicators.tsv");
const MEASURES: &str = include_str!("nagaoka-measures.tsv");
const NOTES: &str = include_str!("nagaoka-notes.tsv");

/// R1 to R4.
const YEARS: std::ops::RangeInclusive<i32> = 2019..=2022;

#[test]
fn the_cover_names_city_title_day_and_issuing_units() {
    let tables = tables(NAGAOKA);
    let overview = tables.overview.get(&()).expect("an overview");
    assert_eq!(overview.city, "長岡市");
    assert_eq!(overview.title, "長岡市職員「働き方・仕事の進め方改革」実行プログラム"); // N:3-4
    assert_eq!(overview.established.map(|day| day.to_string()).as_deref(), Some("2023-06-01")); // N:401
    assert_eq!((overview.first_year, overview.last_year), (printed::year(2023), None)); // N:80, no end stated
    assert_eq!(overview.policies.len(), 2); // N:34-35
    let units = ["総務部 人事課", "総務部 行政管理課", "DX推進部 行政DX推進課", "地方創生推進部 人権・男女共同参画課"]; // N:403-409
    assert_eq!(overview.issued_by, units);
}

#[test]
fn targets_are_judged_from_r5_against_the_r4_column_beside_them() {
    let tables = tables(NAGAOKA);
    let settings = tables.settings.get(&()).expect("settings");
    assert_eq!(settings.first_judged_year, printed::year(2023)); // N:401
    assert_eq!(settings.reference, Reference::Baseline(printed::year(2022))); // N:53
}

#[test]
fn three_pillars_and_a_heading_of_indicators_stand_in_order() {
    let tables = tables(NAGAOKA);
    let pillars: Vec<_> = tables.listed_pillars().into_iter().map(|(_, pillar)| pillar).collect();
    let names: Vec<_> =
        pillars.iter().map(|pillar| (pillar.number.as_str(), pillar.name.confirmed().expect("one name").as_str())).collect();
    let printed = [
        ("1", "事務事業と既存制度・運用・慣例の抜本的な見直し"), // N:39
        ("2", "DXによるワークスタイル変革"),                     // N:43
        ("3", "働きやすい職場環境づくりと職員の意識改革"),       // N:47
        ("4", "共通指標"),                                       // N:74
    ];
    assert_eq!(names, printed);
    let roles: Vec<_> = pillars.iter().map(|pillar| pillar.role).collect();
    assert_eq!(roles, [PillarRole::Pillar, PillarRole::Pillar, PillarRole::Pillar, PillarRole::HeadingOfIndicators]);
    assert!(pillars[..3].iter().all(|pillar| !pillar.summary.is_empty()), "each pillar is described (N:41, N:45, N:49)");
}

#[test]
fn thirteen_indicators_and_a_reference_have_the_printed_figures_and_targets() {
    let tables = tables(NAGAOKA);
    let indicators = tables.listed_indicators();
    assert_eq!(indicators.len(), 13 + 1);
    let row = |(id, indicator): (&IndicatorId, &Indicator), part: Option<&Part>| {
        let number = tables.pillars.get(&indicator.pillar).expect("a pillar").number.clone();
        let measured = match indicator.measured {
            Measured::YearEnd => "",
            Measured::NextApril => "翌年度の4月1日",
        };
        let mut row = vec![id.to_string(), number, indicator.group.clone(), indicator.mark.clone() + &indicator.name];
        row.extend([part.map(|part| part.label.clone()).unwrap_or_default(), indicator.unit.clone(), measured.to_owned()]);
        row.extend(YEARS.map(|year| printed::figure(&tables, id, part, year)));
        row.extend([TargetSlot::EveryYear, TargetSlot::Far].map(|slot| printed::target(&tables, id, part, slot)));
        row
    };
    let rows = indicators.into_iter().flat_map(|known| printed::parts(known.1).into_iter().map(move |part| (known, part)));
    table::check(INDICATORS, rows.map(|(known, part)| row(known, part)).collect());
}

#[test]
fn nothing_is_said_of_other_years_or_beside_the_figures() {
    let tables = tables(NAGAOKA);
    assert!(tables.figures.cells().all(|(key, _)| YEARS.contains(&key.year.number())));
    assert!(tables.targets.cells().all(|(key, _)| matches!(key.slot, TargetSlot::EveryYear | TargetSlot::Far)));
    let figures: Vec<_> = tables.figures.settled().collect();
    assert_eq!(figures.len(), 14 * 4 + 4, "one a year, of N10 one a part");
    assert!(figures.iter().all(|(_, figure)| figure.variants.is_empty() && figure.measured_on.is_none()));
    assert!(tables.baselines.is_empty() && tables.breaks.is_empty() && tables.sums.is_empty());
}

#[test]
fn four_survey_questions_feed_four_indicators() {
    let tables = tables(NAGAOKA);
    let [(_, survey)] = tables.surveys.settled().collect::<Vec<_>>()[..] else { panic!("one survey") };
    assert_eq!(survey.year, printed::year(2023)); // N:80
    let fed: Vec<_> = survey.questions.iter().map(|question| question.feeds.as_ref().expect("an indicator").as_str()).collect();
    assert_eq!(fed, ["N1", "N4", "N12", "N13"]); // N:56, N:63, N:76, N:78
    for question in &survey.questions {
        let indicator = question.feeds.as_ref().and_then(|id| tables.indicators.get(id)).expect("an indicator");
        assert_eq!(indicator.source, Source::Survey(question.id.clone()));
        let asked = indicator.name.split(['「', '」']).nth(1).expect("a quoted question");
        assert_eq!(question.text, asked);
        let favourable = question.choices.iter().map(|choice| choice.sense == Sense::Favourable);
        assert_eq!(favourable.collect::<Vec<_>>(), [true, true, false, false, false], "{}", question.text);
    }
    let n_by_survey = tables.indicators.settled().filter(|(_, indicator)| indicator.source != Source::Entry).count();
    assert_eq!(n_by_survey, 4);
}

#[test]
fn forty_one_measures_have_the_printed_names_actors_and_tags() {
    let tables = tables(NAGAOKA);
    let (head, rows) = table::read(MEASURES);
    assert_eq!(rows.len(), 41);
    let words_of: Vec<&str> = rows.iter().map(|row| *row.cells.last().expect("words")).collect();
    let row = |(at, (id, measure)): (usize, (&MeasureId, &Measure))| {
        let number = tables.pillars.get(&measure.pillar).expect("a pillar").number.clone();
        let tag = match measure.tag {
            Tag::None => "",
            Tag::New => "新規",
            Tag::Expanded => "拡充",
        };
        let only_considered = match measure.commitment {
            Commitment::CarryOut => "",
            Commitment::Both => "some",
            Commitment::Consider => "all",
        };
        // What is told in words of our own has the names and numbers of the document.
        let words = words_of.get(at).copied().unwrap_or_default();
        let absent = missing(&told(&tables, id, measure), words);
        let words = if absent.is_empty() { words.to_owned() } else { format!("not {}", absent.join(" ")) };
        let names = [number, measure.section.clone(), measure.actor.clone(), tag.to_owned(), measure.name.clone()];
        names.into_iter().chain([only_considered.to_owned(), measure.dates.join(""), words]).collect::<Vec<_>>()
    };
    assert_eq!(head.len(), 8);
    table::check(MEASURES, tables.listed_measures().into_iter().enumerate().map(row).collect());
}

/// Everything a page says about a measure.
fn told(tables: &Tables, id: &MeasureId, measure: &Measure) -> String {
    let notes =
        tables.listed_notes().into_iter().filter(|(_, note)| note.place == NotePlace::Measure(id.clone())).map(|(_, note)| &note.text);
    measure.summary.iter().chain(&measure.further_actors).chain([&measure.name]).chain(notes).cloned().collect::<Vec<_>>().join("\n")
}

#[test]
fn measures_are_counted_by_tag_and_actor() {
    let tables = tables(NAGAOKA);
    let mut by_tag = BTreeMap::<Tag, u32>::new();
    let mut by_actor = BTreeMap::<String, u32>::new();
    for (_, measure) in tables.listed_measures() {
        *by_tag.entry(measure.tag).or_default() += 1;
        *by_actor.entry(measure.actor.clone()).or_default() += 1;
    }
    assert_eq!(by_tag, BTreeMap::from([(Tag::New, 9), (Tag::Expanded, 13), (Tag::None, 19)]));
    let actors = [("各職場", 18), ("関係部署", 3), ("管理部門", 9), ("管理職", 6), ("", 5)];
    assert_eq!(by_actor, actors.map(|(actor, n)| (actor.to_owned(), n)).into());
}

#[test]
fn printed_notes_stand_where_they_belong() {
    let tables = tables(NAGAOKA);
    let (_, rows) = table::read(NOTES);
    let footnotes: Vec<_> = tables.listed_notes().into_iter().filter(|(_, note)| note.kind == NoteKind::Footnote).collect();
    assert_eq!(footnotes.len(), rows.len());
    for row in rows {
        let [place, mark, words] = row.cells[..] else { panic!("three columns") };
        let is_there = |of: &NotePlace| match of {
            NotePlace::Program => place.is_empty(),
            NotePlace::Measure(id) => tables.measures.get(id).is_some_and(|measure| plain(&measure.name) == plain(place)),
            _ => false,
        };
        let found = footnotes.iter().any(|(_, note)| is_there(&note.place) && note.mark == mark && missing(&note.text, words).is_empty());
        assert!(found, "{}: no note {mark} with {words}", row.source);
    }
}
