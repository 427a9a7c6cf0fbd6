//! One line of the body: one cell.

use super::{
    Fault, Reason, Wrong,
    canonical::{canonical, canonical_object, to_json},
    wire::{Json, Name, Pairs, Value, Wire},
};
use crate::{
    domain::{CellId, CellKind, Opaque, Program, Table, Tables, UnknownKey},
    register::{Cell, Context, Dot, Moment, Rest, Sibling, Writer},
};
use serde::{Deserialize, Deserializer};
use serde_json::value::RawValue;
use std::{borrow::Cow, sync::Arc};

/// The highest change a writer can count: above it other programs' numbers are no longer exact.
const HIGHEST_CHANGE: u64 = (1 << 53) - 1;

/// A cell as it stands in a file, split but not yet judged.
#[derive(Deserialize)]
pub(super) struct Line<'a> {
    #[serde(borrow)]
    pub kind: Cow<'a, str>,
    #[serde(borrow)]
    pub program: Cow<'a, str>,
    #[serde(borrow)]
    pub key: Piece<'a>,
    #[serde(borrow)]
    pub siblings: Vec<SiblingForm<'a>>,
    #[serde(borrow, default)]
    pub context: Option<Pairs<Name<'a>, u64>>,
}

/// A piece of a line, as it stands there.
pub(super) struct Piece<'a> {
    pub raw: &'a str,
    /// What it says, where it is read already and not asked for yet.
    pub json: Option<Json<'a>>,
}

impl<'de: 'a, 'a> Deserialize<'de> for Piece<'a> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        <&RawValue>::deserialize(deserializer).map(|raw| Piece { raw: raw.get(), json: None })
    }
}

impl<'a> Line<'a> {
    /// `None` if it is no cell, whatever its kind.
    pub fn read(raw: &'a RawValue) -> Option<Self> {
        // serde would take an object with the fields' names for the list.
        if raw.get().starts_with('[') { serde_json::from_str(raw.get()).ok() } else { None }
    }
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SiblingForm<'a> {
    #[serde(borrow)]
    pub dot: Cow<'a, str>,
    #[serde(borrow)]
    pub value: Piece<'a>,
    #[serde(borrow, default)]
    pub before: Option<Piece<'a>>,
    #[serde(borrow, default)]
    pub at: Option<Cow<'a, str>>,
}

// What is the same for every kind of cell stands outside of what is compiled for each.

impl SiblingForm<'_> {
    fn dot(&self) -> Result<Dot, Reason> {
        let dot = self.dot.parse::<Dot>().ok().filter(|dot| dot.n <= HIGHEST_CHANGE);
        dot.ok_or_else(|| Reason::BadDot(self.dot.chars().take(80).collect()))
    }

    fn at(&self) -> Result<Option<Moment>, Reason> {
        self.at.as_ref().map(|at| read_moment(at)).transpose()
    }
}

impl Line<'_> {
    /// What the cell has seen beyond its values, with room for these: every cell keeps such a list, and it is made once.
    fn context(&self) -> Result<Context, Reason> {
        let pairs = self.context.as_ref().map_or(&[][..], |Pairs(pairs)| pairs);
        let mut seen = Vec::with_capacity(pairs.len() + self.siblings.len());
        for (Name(writer), n) in pairs {
            match writer.parse::<Writer>() {
                Ok(writer) if (1..=HIGHEST_CHANGE).contains(n) => seen.push(Dot { writer, n: *n }),
                _ => return Err(Reason::BadContext),
            }
        }
        Ok(Context::from(seen))
    }
}

/// A record that is in the workspace now.
pub(super) enum Taken {
    New,
    /// There was a record of this cell already; both are merged.
    Again(Option<CellId>),
}

/// Why a record is not, with the name of its cell if that could be read.
pub(super) struct Refused {
    pub reason: Reason,
    /// Boxed: refusals are rare, and every record that is read would pay for their size.
    pub cell: Option<Box<CellId>>,
}

impl From<Reason> for Refused {
    fn from(reason: Reason) -> Self {
        Refused { reason, cell: None }
    }
}

/// Takes a cell of a kind this page knows.
pub(super) fn take<C>(line: &mut Line<'_>, tables: &mut Tables, patience: &mut usize) -> Result<Taken, Refused>
where
    C: CellKind<Key: Wire, Value: Value>,
{
    let key = read_key::<C::Key>(&mut line.key).map_err(Reason::BadKey)?;
    let refused = |key, reason| Refused { reason, cell: Some(Box::new(C::id(key))) };
    let cell = match read_cell(line, read_value::<C::Value>) {
        Ok(cell) => cell,
        Err(reason) => return Err(refused(key, reason)),
    };
    match put(C::table_mut(tables), key, cell, patience) {
        Ok(None) => Ok(Taken::New),
        Ok(Some(key)) => Ok(Taken::Again(Some(C::id(key)))),
        Err((key, reason)) => Err(refused(key, reason)),
    }
}

/// Takes a cell of a kind this page does not know, word for word.
pub(super) fn take_unknown(line: &mut Line<'_>, program: &mut Program, patience: &mut usize) -> Result<Taken, Refused> {
    let key = canonical(line.key.raw).ok_or(Reason::NotACell)?;
    let key = UnknownKey { kind: line.kind.clone().into_owned(), key };
    let read_opaque = |piece: &mut Piece<'_>| match canonical(piece.raw) {
        Some(text) => Ok((Opaque(Arc::from(text)), Rest::default())),
        None => Err(Wrong::Shape.into()),
    };
    let cell = read_cell(line, read_opaque)?;
    match put(&mut program.unknown, key, cell, patience) {
        Ok(None) => Ok(Taken::New),
        Ok(Some(_)) => Ok(Taken::Again(None)),
        Err((_, reason)) => Err(reason.into()),
    }
}

/// Puts the cell there, or merges it with the one that is there already, of which the key is given back.
fn put<K: Ord + Clone, V: Ord + Clone>(
    table: &mut Table<K, V>,
    key: K,
    cell: Cell<V>,
    patience: &mut usize,
) -> Result<Option<K>, (K, Reason)> {
    let Err((key, cell)) = table.put_new(key, cell) else { return Ok(None) };
    let known = table.cell(&key).expect("a cell stands where none could be put");
    let effort = |cell: &Cell<V>| cell.siblings().len() + cell.context().dots().count();
    match patience.checked_sub(effort(known) + effort(&cell)) {
        Some(rest) => *patience = rest,
        None => return Err((key, Reason::RepeatedTooOften)),
    }
    let both = known.merge(&cell);
    table.put(key.clone(), Some(both));
    Ok(Some(key))
}

fn read_key<K: Wire>(piece: &mut Piece<'_>) -> Result<K, Fault> {
    K::from_json(read_json(piece)?)
}

fn read_cell<V, R>(line: &mut Line<'_>, read_value: R) -> Result<Cell<V>, Reason>
where
    V: Ord + Clone,
    R: Fn(&mut Piece<'_>) -> Result<(V, Rest), Fault>,
{
    // Of a line with several faults the first is said, and a wrong context stands behind the values.
    let (context, fault_behind) = match line.context() {
        Ok(context) => (context, None),
        Err(reason) => (Context::default(), Some(reason)),
    };
    let mut cell = Cell::from_parts([], context);
    for form in &mut line.siblings {
        let dot = form.dot()?;
        let (value, rest) = read_value(&mut form.value).map_err(Reason::BadValue)?;
        // What an older value had of a newer page's fields is for nobody to see.
        let before = match form.before.as_mut().map(&read_value).transpose() {
            Ok(before) => before.map(|(value, _)| value),
            Err(fault) => return Err(Reason::BadValue(fault.below("before"))),
        };
        cell.put(Sibling { dot, value, before, at: form.at()?, rest });
    }
    fault_behind.map_or(Ok(cell), Err)
}

fn read_moment(text: &str) -> Result<Moment, Reason> {
    Moment::from_json(Json::text(text)).map_err(|_| Reason::BadMoment(text.chars().take(80).collect()))
}

/// The value and its unknown fields. The usual value has none.
fn read_value<V: Value>(piece: &mut Piece<'_>) -> Result<(V, Rest), Fault> {
    let (known, rest) = read_fields(piece, V::FIELDS)?;
    Ok((V::from_json(known)?, rest))
}

/// The known fields of an object, and the others.
fn read_fields<'a>(piece: &mut Piece<'a>, known: &[&str]) -> Result<(Json<'a>, Rest), Fault> {
    let Json::Object(mut fields) = read_json(piece)? else { return Err(Wrong::Shape.into()) };
    let n_fields = fields.len();
    fields.retain(|(name, _)| known.contains(&name.as_ref()));
    let rest = if fields.len() == n_fields { Rest::default() } else { read_rest(piece.raw, known)? };
    Ok((Json::Object(fields), rest))
}

/// The fields nobody here knows, word for word.
fn read_rest(raw: &str, known: &[&str]) -> Result<Rest, Fault> {
    let Pairs(pairs) = serde_json::from_str::<Pairs<Name<'_>, &RawValue>>(raw).map_err(|_| Wrong::Shape)?;
    let pairs = pairs.into_iter().map(|(Name(name), value)| (name, value));
    let unknown = pairs.filter(|(name, _)| !known.contains(&name.as_ref())).collect();
    Ok(Rest::from_canonical(&canonical_object(unknown).ok_or(Wrong::Shape)?))
}

fn read_json<'a>(piece: &mut Piece<'a>) -> Result<Json<'a>, Fault> {
    match piece.json.take() {
        Some(json) => Ok(json),
        None => serde_json::from_str(piece.raw).map_err(|_| Fault::shape(place_of_damage(piece.raw))),
    }
}

/// Where JSON that is whole has a text without characters, as half a surrogate pair.
fn place_of_damage(raw: &str) -> String {
    let is_whole = |raw: &RawValue| serde_json::from_str::<Json<'_>>(raw.get()).is_ok();
    if let Ok(Pairs(pairs)) = serde_json::from_str::<Pairs<Name<'_>, &RawValue>>(raw) {
        let damaged = pairs.into_iter().find(|(_, value)| !is_whole(value));
        return damaged
            .map_or_else(String::new, |(Name(name), value)| Fault::shape(place_of_damage(value.get())).below(&name).path().to_owned());
    }
    if let Ok(items) = serde_json::from_str::<Vec<&RawValue>>(raw) {
        let damaged = items.into_iter().enumerate().find(|(_, value)| !is_whole(value));
        return damaged.map_or_else(String::new, |(i, value)| Fault::shape(place_of_damage(value.get())).at(i).path().to_owned());
    }
    String::new()
}

/// The line of a cell of a kind this page knows.
pub(super) fn write<C>(program: &str, key: &C::Key, cell: &Cell<C::Value>) -> String
where
    C: CellKind<Key: Wire, Value: Value>,
{
    write_line(C::KIND.name(), program, &to_json(&key.to_json()), cell, |value, rest| splice(to_json(&value.to_json()), rest))
}

/// The line of a cell of a kind this page does not know.
pub(super) fn write_unknown(program: &str, key: &UnknownKey, cell: &Cell<Opaque>) -> String {
    write_line(&key.kind, program, &key.key, cell, |value, _| value.0.to_string())
}

fn write_line<V: Ord + Clone>(
    kind: &str,
    program: &str,
    key: &str,
    cell: &Cell<V>,
    value_text: impl Fn(&V, Option<&str>) -> String,
) -> String {
    let mut line = head_text(kind, program, key);
    for (i, sibling) in cell.siblings().iter().enumerate() {
        if i > 0 {
            line.push(',');
        }
        let value = value_text(&sibling.value, sibling.rest.text());
        let before = sibling.before.as_ref().map(|before| value_text(before, None));
        push_sibling(&mut line, sibling.dot, &value, before.as_deref(), sibling.at);
    }
    // Siblings are sorted by dot first.
    let is_implied = |dot: Dot| cell.siblings().binary_search_by(|sibling| sibling.dot.cmp(&dot)).is_ok();
    push_context(&mut line, cell.context(), &is_implied);
    line
}

fn head_text(kind: &str, program: &str, key: &str) -> String {
    format!("[{},{},{key},[", to_json(&kind), to_json(&program))
}

fn push_sibling(line: &mut String, dot: Dot, value: &str, before: Option<&str>, at: Option<Moment>) {
    // A dot is hexadecimal digits, a colon and digits: nothing to escape.
    line.push_str(&format!(r#"{{"dot":"{dot}","value":{value}"#));
    if let Some(before) = before {
        line.push_str(r#","before":"#);
        line.push_str(before);
    }
    if let Some(at) = at {
        line.push_str(r#","at":"#);
        line.push_str(&to_json(&at.to_json()));
    }
    line.push('}');
}

/// What the cell has seen beyond its own siblings; nothing where that is nothing.
fn push_context(line: &mut String, context: &Context, is_implied: &dyn Fn(Dot) -> bool) {
    line.push(']');
    let further: Vec<String> = context.dots().filter(|dot| !is_implied(*dot)).map(|dot| format!(r#""{}":{}"#, dot.writer, dot.n)).collect();
    if !further.is_empty() {
        line.push_str(&format!(",{{{}}}", further.join(",")));
    }
    line.push(']');
}

/// Puts the fields nobody here knows behind the known ones.
fn splice(mut object: String, rest: Option<&str>) -> String {
    if let Some(rest) = rest {
        object.truncate(object.len() - 1);
        if object.len() > 1 {
            object.push(',');
        }
        object.push_str(&rest[1..]);
    }
    object
}

/// The kind of a line that could not be split, as far as it can be told.
pub(super) fn kind_of(raw: &str) -> Option<String> {
    let items: Vec<&RawValue> = serde_json::from_str(raw).ok()?;
    serde_json::from_str(items.first()?.get()).ok()
}
