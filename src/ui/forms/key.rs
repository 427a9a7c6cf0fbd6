//! The name of a cell to be filled in, as a file carries it: `plan|o1|2023|r1|first@91ab…-7`.
//!
//! Behind the `@` stands what the copy that wrote the file had seen of the cell. What comes back was written in the sight of
//! that and of nothing newer, so a later change here and another one in the file meet as 内容の食い違い, as with any file.

use crate::{
    domain::{
        CellId, Column, DepartmentId, FigureKey, FiscalYear, FollowUpKey, IndicatorId, Matter, MeasureId, PartId, PassageKey, PlanKey,
        RatingKey, RowId, Section, Step, Tables,
    },
    register::{Context, Dot},
};

/// A cell that forms have a field for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Field {
    Passage(PassageKey),
    Plan(PlanKey),
    Rating(RatingKey),
    Figure(FigureKey),
    /// 主管課回答 to one 委員意見.
    Reply(MeasureId, FiscalYear, RowId),
    /// What one department says of a measure that nobody leads.
    Report(MeasureId, FiscalYear, Said, DepartmentId),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Said {
    Progress,
    Work,
    GoodPractice,
}

const SAID: [(Said, &str); 3] = [(Said::Progress, "progress"), (Said::Work, "work"), (Said::GoodPractice, "good")];

/// The cell of a 主管課回答.
pub(super) fn reply(measure: MeasureId, year: FiscalYear, opinion: RowId) -> FollowUpKey {
    FollowUpKey::Sheet(measure, year, Matter::Reply(opinion))
}

/// The cell of a department's report.
pub(super) fn report(measure: MeasureId, year: FiscalYear, said: Said, department: DepartmentId) -> FollowUpKey {
    let matter = match said {
        Said::Progress => Matter::Progress(department),
        Said::Work => Matter::Work(department),
        Said::GoodPractice => Matter::GoodPractice(department),
    };
    FollowUpKey::Sheet(measure, year, matter)
}

const SECTIONS: [(Section, &str); 4] =
    [(Section::Content, "content"), (Section::Effect, "effect"), (Section::Check, "check"), (Section::Action, "action")];
const COLUMNS: [(Column, &str); 3] = [(Column::Plan, "plan"), (Column::FirstHalf, "first"), (Column::SecondHalf, "second")];
const STEPS: [(Step, &str); 4] =
    [(Step::AsPrinted, "printed"), (Step::Lead, "lead"), (Step::Secretariat, "secretariat"), (Step::Committee, "committee")];

impl Field {
    pub fn id(&self) -> CellId {
        match self.clone() {
            Field::Passage(key) => CellId::Passage(key),
            Field::Plan(key) => CellId::Plan(key),
            Field::Rating(key) => CellId::Rating(key),
            Field::Figure(key) => CellId::Figure(key),
            Field::Reply(measure, year, opinion) => CellId::FollowUp(reply(measure, year, opinion)),
            Field::Report(measure, year, said, department) => CellId::FollowUp(report(measure, year, said, department)),
        }
    }

    /// What these tables have seen of the cell.
    pub fn context(&self, tables: &Tables) -> Context {
        let context = match self {
            Field::Passage(key) => tables.passages.cell(key).map(|cell| cell.context()),
            Field::Plan(key) => tables.plan.cell(key).map(|cell| cell.context()),
            Field::Rating(key) => tables.ratings.cell(key).map(|cell| cell.context()),
            Field::Figure(key) => tables.figures.cell(key).map(|cell| cell.context()),
            Field::Reply(measure, year, opinion) => {
                tables.follow_ups.cell(&reply(measure.clone(), *year, opinion.clone())).map(|cell| cell.context())
            }
            Field::Report(measure, year, said, department) => {
                tables.follow_ups.cell(&report(measure.clone(), *year, *said, department.clone())).map(|cell| cell.context())
            }
        };
        context.cloned().unwrap_or_default()
    }

    pub fn write(&self, tables: &Tables) -> String {
        let name = match self {
            Field::Passage(key) => format!("passage|{}|{}|{}", key.measure, key.year.number(), word(&SECTIONS, key.section)),
            Field::Plan(key) => format!("plan|{}|{}|{}|{}", key.measure, key.year.number(), key.row, word(&COLUMNS, key.column)),
            Field::Rating(key) => format!("rating|{}|{}|{}", key.measure, key.year.number(), word(&STEPS, key.step)),
            Field::Figure(key) => {
                format!("figure|{}|{}|{}", key.indicator, key.year.number(), key.part.as_ref().map_or("", PartId::as_str))
            }
            Field::Report(measure, year, said, department) => {
                format!("report|{measure}|{}|{}|{department}", year.number(), word(&SAID, *said))
            }
            Field::Reply(measure, year, opinion) => format!("reply|{measure}|{}|{opinion}", year.number()),
        };
        let seen: Vec<String> = self.context(tables).dots().map(|dot| dot.to_string()).collect();
        format!("{name}@{}", seen.join(","))
    }

    /// What [`Field::write`] wrote, and what its writer had seen; `None` for anything else.
    pub fn read(text: &str) -> Option<(Field, Context)> {
        let (name, seen) = text.split_once('@')?;
        let seen = seen.split(',').filter(|dot| !dot.is_empty()).map(|dot| dot.parse::<Dot>().ok()).collect::<Option<Context>>()?;
        let year = |text: &str| FiscalYear::new(text.parse().ok()?).ok();
        let parts: Vec<&str> = name.split('|').collect();
        let field = match parts[..] {
            ["passage", measure, at, section] => {
                let section = meaning(&SECTIONS, section)?;
                Field::Passage(PassageKey { measure: MeasureId::new(measure).ok()?, year: year(at)?, section })
            }
            ["plan", measure, at, row, column] => {
                let (row, column) = (RowId::new(row).ok()?, meaning(&COLUMNS, column)?);
                Field::Plan(PlanKey { measure: MeasureId::new(measure).ok()?, year: year(at)?, row, column })
            }
            ["rating", measure, at, step] => {
                Field::Rating(RatingKey { measure: MeasureId::new(measure).ok()?, year: year(at)?, step: meaning(&STEPS, step)? })
            }
            ["figure", indicator, at, part] => {
                let part = if part.is_empty() { None } else { Some(PartId::new(part).ok()?) };
                Field::Figure(FigureKey { indicator: IndicatorId::new(indicator).ok()?, year: year(at)?, part })
            }
            ["reply", measure, at, opinion] => Field::Reply(MeasureId::new(measure).ok()?, year(at)?, RowId::new(opinion).ok()?),
            ["report", measure, at, said, department] => {
                let (said, department) = (meaning(&SAID, said)?, DepartmentId::new(department).ok()?);
                Field::Report(MeasureId::new(measure).ok()?, year(at)?, said, department)
            }
            _ => return None,
        };
        Some((field, seen))
    }
}

fn word<T: PartialEq + Copy>(words: &[(T, &'static str)], wanted: T) -> &'static str {
    words.iter().find(|(meaning, _)| *meaning == wanted).map_or("", |(_, word)| word)
}

fn meaning<T: Copy>(words: &[(T, &str)], wanted: &str) -> Option<T> {
    words.iter().find(|(_, word)| *word == wanted).map(|(meaning, _)| *meaning)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_field_is_found_again_by_its_name() {
        let year = FiscalYear::new(2023).unwrap();
        let measure = MeasureId::new("o1").unwrap();
        let mut fields = Vec::new();
        fields.extend(SECTIONS.map(|(section, _)| Field::Passage(PassageKey { measure: measure.clone(), year, section })));
        let row = RowId::new("r-1").unwrap();
        fields.extend(COLUMNS.map(|(column, _)| Field::Plan(PlanKey { measure: measure.clone(), year, row: row.clone(), column })));
        fields.extend(STEPS.map(|(step, _)| Field::Rating(RatingKey { measure: measure.clone(), year, step })));
        let indicator = IndicatorId::new("o1-1").unwrap();
        for part in [None, Some(PartId::new("men").unwrap())] {
            fields.push(Field::Figure(FigureKey { indicator: indicator.clone(), year, part }));
        }
        fields.push(Field::Reply(measure.clone(), year, row.clone()));
        let department = DepartmentId::new("jinji").unwrap();
        fields.extend(SAID.map(|(said, _)| Field::Report(measure.clone(), year, said, department.clone())));
        for field in fields {
            let text = field.write(&Tables::default());
            assert_eq!(Field::read(&text), Some((field, Context::default())), "{text}");
        }
        for wrong in ["", "plan|o1|2023|r1|first", "plan|o1|x|r1|first@", "figure|o1|2023||@", "passage|o1|2023|check@no"] {
            assert_eq!(Field::read(wrong), None, "{wrong}");
        }
    }
}
