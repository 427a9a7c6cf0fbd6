//! The second program: what is heavy and rare, run in a worker when it is first asked for.
//!
//! A message is a list of texts: a number, an operation, its arguments; behind them the bytes of files. The answer is the number,
//! `ok` or the name of an error, and the results. Other bytes travel as base64.

#[cfg(target_arch = "wasm32")]
mod worker {
    use base64::{Engine, engine::general_purpose::STANDARD};
    use js_sys::{Array, Uint8Array};
    use shinchoku::{
        browser::files,
        bundle,
        domain::{ProgramId, Workspace},
        seal::{self, SealError},
        session::proposals,
        sheetfile::{
            SheetRows,
            attendance::{
                Headings, Intake, Refused, Role, headings_of, headings_of_file, read_days, read_leaves, write_days, write_leaves,
                write_ledger,
            },
            form,
            lines::{read_rows, write_texts},
            write_csv,
            xlsx::{self, NotAWorkbook},
        },
        ui::forms::{self, Order},
        ui::words::overtime::{file_refusal, row_refusal},
    };
    use wasm_bindgen::{JsCast, JsValue, closure::Closure};
    use web_sys::{DedicatedWorkerGlobalScope, MessageEvent};

    /// Listens for messages, and says that it does.
    pub fn run() {
        let scope: DedicatedWorkerGlobalScope = js_sys::global().unchecked_into();
        let answering = scope.clone();
        let on_message = Closure::<dyn FnMut(MessageEvent)>::new(move |event: MessageEvent| {
            let data = Array::from(&event.data());
            let message: Vec<String> = data.iter().filter_map(|text| text.as_string()).collect();
            let Some((number, [operation, arguments @ ..])) = message.split_first() else { return };
            let files: Vec<Vec<u8>> = data.iter().filter_map(|file| Some(file.dyn_ref::<Uint8Array>()?.to_vec())).collect();
            let answer = match perform(operation, arguments, &files) {
                Ok(results) => [number.clone(), "ok".to_owned()].into_iter().chain(results).collect(),
                Err(Failure(name)) => vec![number.clone(), name.to_owned()],
            };
            post(&answering, answer);
        });
        scope.set_onmessage(Some(on_message.as_ref().unchecked_ref()));
        on_message.forget();
        post(&scope, vec!["ready".to_owned()]);
    }

    fn post(scope: &DedicatedWorkerGlobalScope, texts: Vec<String>) {
        let message: Array = texts.into_iter().map(JsValue::from).collect();
        // A list of texts can always be cloned to the other side.
        let _ = scope.post_message(&message);
    }

    /// The name of an error, as `session::office` knows it.
    struct Failure(&'static str);

    fn perform(operation: &str, arguments: &[String], files: &[Vec<u8>]) -> Result<Vec<String>, Failure> {
        match (operation, arguments) {
            ("new_key", []) => {
                let key = seal::new_key();
                Ok(vec![key.public, key.secret])
            }
            ("seal", [public, text, size]) => {
                let size = size.parse().map_err(|_| SealError::Failed)?;
                Ok(vec![STANDARD.encode(seal::seal(public, text, size)?)])
            }
            ("open", [secret, sealed]) => {
                let sealed = STANDARD.decode(sealed).map_err(|_| SealError::CannotOpen)?;
                Ok(vec![seal::open(secret, &sealed)?])
            }
            // Of each: the text, or what went wrong, behind a sign that tells which.
            ("open_all", [secret, sealed @ ..]) => {
                let open = |sealed: &String| {
                    let sealed = STANDARD.decode(sealed).map_err(|_| SealError::CannotOpen)?;
                    seal::open(secret, &sealed)
                };
                Ok(sealed.iter().map(|sealed| open(sealed).map_or_else(|error| format!("-{error}"), |text| format!("+{text}"))).collect())
            }
            ("lock", [passphrase, secret]) => Ok(vec![STANDARD.encode(seal::lock(passphrase, secret.as_bytes())?)]),
            ("unlock", [passphrase, locked]) => {
                let locked = STANDARD.decode(locked).map_err(|_| SealError::CannotOpen)?;
                let secret = seal::unlock(passphrase, &locked)?;
                Ok(vec![String::from_utf8(secret).map_err(|_| SealError::NotOurs)?])
            }
            ("tables", [file]) => {
                let bytes = STANDARD.decode(file).map_err(|_| SealError::Failed)?;
                Ok(SheetRows::carry(&tables(&bytes)?))
            }
            ("form", [everything, program, order, format]) => form(everything, program, order, format).ok_or(SealError::Failed.into()),
            ("filled", [everything, file]) => {
                let bytes = STANDARD.decode(file).map_err(|_| SealError::Failed)?;
                let read = bundle::read(everything).map_err(|_| SealError::Failed)?;
                filled(&read.workspace, &bytes)
            }
            ("workbook", [title, pages @ ..]) => workbook(title, pages).ok_or(SealError::Failed.into()),
            ("lines", [text]) => Ok(write_texts(&read_rows(text))),
            ("attendance", [headings]) => Ok(attendance(headings, files)),
            ("days", [headings]) => Ok(days(headings, &texts(files))),
            ("leave", [headings]) => Ok(leave(headings, &texts(files))),
            _ => Err(SealError::Failed.into()),
        }
    }

    fn named(headings: &str) -> Headings {
        let named = |line: &str| line.split_once('\t').map(|(heading, role)| (heading.to_owned(), Role::from_name(role)));
        headings.lines().filter_map(named).collect()
    }

    fn texts(files: &[Vec<u8>]) -> Vec<String> {
        files.iter().map(|file| files::decode(file)).collect()
    }

    /// The leave of some files: a line a row (職員番号, 所属, year, months); then as [`attendance`].
    fn leave(headings: &str, files: &[String]) -> Vec<String> {
        let headings = named(headings);
        let taken = read_leaves(files.iter().map(String::as_str), &headings);
        let mut results =
            vec![write_leaves(&taken.rows), taken.rows.len().to_string(), taken.n_totals.to_string(), files.len().to_string()];
        for (refusal, text) in taken.files.iter().zip(files) {
            results.extend([refusal.map(file_refusal).unwrap_or_default(), headings_of(text, &headings).join("\t")]);
        }
        results.extend(refused(&taken.refused));
        results
    }

    /// Tables of days, as [`leave`].
    fn days(headings: &str, files: &[String]) -> Vec<String> {
        let headings = named(headings);
        let taken = read_days(files.iter().map(String::as_str), &headings);
        let mut results = vec![write_days(&taken.rows), taken.rows.len().to_string(), taken.n_totals.to_string(), files.len().to_string()];
        for (refusal, text) in taken.files.iter().zip(files) {
            results.extend([refusal.map(file_refusal).unwrap_or_default(), headings_of(text, &headings).join("\t")]);
        }
        results.extend(refused(&taken.refused));
        results
    }

    fn refused(rows: &[Refused]) -> impl Iterator<Item = String> + '_ {
        rows.iter().flat_map(|refused| [refused.at.file.to_string(), refused.at.line.to_string(), row_refusal(&refused.why)])
    }

    /// The ledger of some attendance files; how many rows were taken, and how many were totals; how many files there are, and of
    /// each why it was refused (empty where not) and its headings; then of each refused row its file, its line and why.
    fn attendance(headings: &str, files: &[Vec<u8>]) -> Vec<String> {
        let headings = named(headings);
        let mut intake = Intake::default();
        let mut about_files = Vec::new();
        for file in files {
            let refusal = intake.add_file(file, files::read_shift_jis, &headings).err().map(file_refusal).unwrap_or_default();
            about_files.extend([refusal, headings_of_file(file, files::read_shift_jis, &headings).join("\t")]);
        }
        let taken = intake.finish();
        let mut results =
            vec![write_ledger(&taken.ledger), taken.n_rows.to_string(), taken.totals.len().to_string(), files.len().to_string()];
        results.extend(about_files);
        results.extend(refused(&taken.refused));
        results
    }

    /// The forms of an order: a text a page, or one file.
    fn form(everything: &str, program: &str, order: &str, format: &str) -> Option<Vec<String>> {
        let read = bundle::read(everything).ok()?;
        let program = ProgramId::new(program).ok()?;
        let tables = &read.workspace.program(&program)?.tables;
        let pages = forms::pages(tables, &program, &Order::read(order)?);
        Some(match format {
            "pages" => form::carry(&pages),
            "xlsx" => vec![STANDARD.encode(xlsx::write(&forms::title(tables), program.as_str(), &pages).ok()?)],
            "csv" => vec![pages.iter().map(write_csv).collect()],
            _ => return None,
        })
    }

    /// Pages as they are carried, as one file.
    fn workbook(title: &str, pages: &[String]) -> Option<Vec<String>> {
        let pages = pages.iter().map(|page| form::carried(page)).collect::<Option<Vec<_>>>()?;
        Some(vec![STANDARD.encode(xlsx::write(title, "", &pages).ok()?)])
    }

    /// A form that came back: how many cells it has, how many files it makes, those; then of each cell that cannot be read its
    /// name, its text and why. Nothing: no form of ours.
    fn filled(workspace: &Workspace, bytes: &[u8]) -> Result<Vec<String>, Failure> {
        let returned = if xlsx::is_workbook(bytes) {
            forms::read_workbook(workspace, bytes)?
        } else {
            forms::read_csv(workspace, &SheetRows::of_csv(&files::decode(bytes)))
        };
        let Some(returned) = returned else { return Ok(Vec::new()) };
        let texts = proposals(workspace, &returned.program, returned.entries, bytes);
        let unread = returned.unread.into_iter().flat_map(|unread| [unread.cell, unread.text, unread.why]);
        Ok([returned.n_cells.to_string(), texts.len().to_string()].into_iter().chain(texts).chain(unread).collect())
    }

    /// The rows of a workbook or of a text in whatever encoding.
    fn tables(bytes: &[u8]) -> Result<Vec<SheetRows>, NotAWorkbook> {
        if xlsx::is_workbook(bytes) { xlsx::read_tables(bytes) } else { Ok(vec![SheetRows::of_csv(&files::decode(bytes))]) }
    }

    impl From<SealError> for Failure {
        fn from(error: SealError) -> Self {
            Failure(match error {
                SealError::NotAKey => "not_a_key",
                SealError::TooLong { .. } => "too_long",
                SealError::CannotOpen | SealError::NotOurs => "cannot_open",
                SealError::Failed => "failed",
            })
        }
    }

    impl From<NotAWorkbook> for Failure {
        fn from(error: NotAWorkbook) -> Self {
            Failure(match error {
                NotAWorkbook::Damaged => "damaged",
                NotAWorkbook::OldFormat => "old_format",
                NotAWorkbook::Locked => "locked",
                NotAWorkbook::TooLarge => "too_large",
            })
        }
    }
}

#[cfg(target_arch = "wasm32")]
fn main() {
    worker::run();
}

/// On the host there is no worker to be.
#[cfg(not(target_arch = "wasm32"))]
fn main() {}
