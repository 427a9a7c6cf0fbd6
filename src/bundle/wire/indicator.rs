//! Indicators, measures and departments.

use super::{choice, object, words};
use crate::domain::*;

words! {
    Accumulation { Yearly "yearly", Cumulative "cumulative", Total "total", }
    Measured { YearEnd "year_end", NextApril "next_april", }
    Tag { None "none", New "new", Expanded "expanded", }
    Commitment { CarryOut "carry_out", Consider "consider", Both "both", }
}

object! { value Indicator {
    pillar: PillarId,
    #[omit] measure: Option<MeasureId>,
    #[omit] group: String,
    #[omit] mark: String,
    #[omit] name: String,
    #[omit] unit: String,
    #[omit] decimals: u32,
    #[omit] parts: Vec<Part>,
    #[omit] accumulation: Accumulation,
    #[omit] measured: Measured,
    #[omit] source: Source,
    #[omit] stages: Vec<String>,
    #[omit] remarks: Vec<String>,
} }

object! { part Part {
    id: PartId,
    #[omit] label: String,
    #[omit] unit: String,
} }

choice! { Source {
    Entry "entry",
    Survey "survey" (question: QuestionId),
} }

object! { value DefinitionBreak {
    #[omit] what: String,
} }

object! { part BreakKey {
    indicator: IndicatorId,
    year: FiscalYear,
} }

object! { value Measure {
    pillar: PillarId,
    #[omit] number: String,
    #[omit] name: String,
    #[omit] section: String,
    #[omit] actor: String,
    #[omit] further_actors: Vec<String>,
    #[omit] tag: Tag,
    #[omit] commitment: Commitment,
    #[omit] summary: Vec<String>,
    #[omit] dates: Vec<String>,
} }

object! { value Department {
    #[omit] name: String,
    #[omit] parent: Option<DepartmentId>,
    #[omit] from: Option<FiscalYear>,
    #[omit] until: Option<FiscalYear>,
    #[omit] successors: Vec<DepartmentId>,
} }

object! { value Assignment {
    #[omit] lead: Vec<DepartmentId>,
    #[omit] related: Vec<DepartmentId>,
    #[omit] related_in_words: String,
} }
