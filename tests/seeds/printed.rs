//! The notation of the tables: a cell of a programme as the document prints it.
//!
//! `≥10件` 以上, `≤4.0%` 以下, `=0人` just so, bare words a stage to reach, `—` with its meaning, `lost` 欠落, `17件 or nothing`
//! readings of a doubtful cell, and nothing at all for a blank.

use shinchoku::{
    domain::{
        Accumulation, BaselineKey, Dash, Figure, FigureKey, FiscalYear, Indicator, IndicatorId, Part, PartId, Qualifier, Quantity, Rule,
        Shown, Tables, TargetKey, TargetSlot, Trust,
    },
    register::Reading,
};

pub fn year(number: i32) -> FiscalYear {
    FiscalYear::new(number).expect("a year of the documents")
}

/// An indicator row of a table for each part, or one for an indicator without parts.
pub fn parts(indicator: &Indicator) -> Vec<Option<&Part>> {
    if indicator.parts.is_empty() { vec![None] } else { indicator.parts.iter().map(Some).collect() }
}

pub fn figure(tables: &Tables, id: &IndicatorId, part: Option<&Part>, of: i32) -> String {
    let key = FigureKey { indicator: id.clone(), year: year(of), part: part.map(|part| part.id.clone()) };
    settled(tables.figures.reading(&key), |figure: &Figure| trust(&figure.shown, shown))
}

/// The part's own target, else the indicator's.
pub fn target(tables: &Tables, id: &IndicatorId, part: Option<&Part>, slot: TargetSlot) -> String {
    let of =
        |part: Option<PartId>| settled(tables.targets.reading(&TargetKey { indicator: id.clone(), slot, part }), |t| trust(&t.rule, rule));
    let own = part.map(|part| of(Some(part.id.clone()))).unwrap_or_default();
    if own.is_empty() { of(None) } else { own }
}

/// Its date or what it counts, and its value.
pub fn baseline(tables: &Tables, id: &IndicatorId, part: Option<&Part>) -> [String; 2] {
    let reading = tables.baselines.reading(&BaselineKey { indicator: id.clone(), part: part.map(|part| part.id.clone()) });
    [settled(reading.clone(), |baseline| baseline.as_of.clone()), settled(reading, |baseline| trust(&baseline.shown, shown))]
}

pub fn accumulation(accumulation: Accumulation) -> String {
    let word = match accumulation {
        Accumulation::Yearly => "yearly",
        Accumulation::Cumulative => "cumulative",
        Accumulation::Total => "total",
    };
    word.to_owned()
}

pub fn trust<V>(trust: &Trust<V>, print: impl Fn(&V) -> String) -> String {
    match trust {
        Trust::Confirmed(value) => print(value),
        Trust::Candidates { readings, .. } => {
            let readings: Vec<String> = readings.iter().map(|reading| reading.as_ref().map_or("nothing".to_owned(), &print)).collect();
            readings.join(" or ")
        }
        Trust::Lost { .. } => "lost".to_owned(),
    }
}

fn settled<V>(reading: Reading<&V>, print: impl Fn(&V) -> String) -> String {
    match reading {
        Reading::Absent => String::new(),
        Reading::Settled(value) => print(value),
        Reading::Conflict(_) => "in conflict".to_owned(),
    }
}

fn shown(shown: &Shown) -> String {
    match shown {
        Shown::Dash(meaning) => dash(*meaning),
        Shown::Blank => String::new(),
        Shown::Number(number) => quantity(number),
        Shown::Words(words) => words.clone(),
        Shown::WordsAndNumber(words, number) => words.clone() + &quantity(number),
    }
}

fn rule(rule: &Rule) -> String {
    match rule {
        Rule::Increase => "増加".to_owned(),
        Rule::Decrease => "減少".to_owned(),
        Rule::AtLeast(least) => "≥".to_owned() + &quantity(least),
        Rule::AtMost(most) => "≤".to_owned() + &quantity(most),
        Rule::Exactly(number) => "=".to_owned() + &quantity(number),
        Rule::Narrow => "近づける".to_owned(),
        Rule::Equal => "一致".to_owned(),
        Rule::Reach(stage) => stage.clone(),
        Rule::AsNeeded => "随時".to_owned(),
        Rule::Dash(meaning) => dash(*meaning),
        Rule::Blank => String::new(),
        Rule::AtLeastPreviousYear => "前年度以上".to_owned(),
        Rule::AtMostPreviousYear => "前年度以下".to_owned(),
    }
}

pub fn dash(meaning: Dash) -> String {
    let meaning = match meaning {
        Dash::Unmeasured => "未測定",
        Dash::NoTarget => "目標設定なし",
        Dash::NotApplicable => "該当なし",
        Dash::NotPlanned => "計画なし",
    };
    "—".to_owned() + meaning
}

/// With as many decimals as the cell has: `12日` and `12.0日` differ.
fn quantity(quantity: &Quantity) -> String {
    let qualifier = match quantity.qualifier {
        Qualifier::Plain => "",
        Qualifier::Cumulative => "(累計)",
        Qualifier::Total => "延べ",
    };
    format!("{qualifier}{}{}", quantity.amount, quantity.unit)
}
