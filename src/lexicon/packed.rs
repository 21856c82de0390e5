//! Packed tables, read in place.
//!
//! A pack is one block of bytes: the magic, the number of tables, a directory, then for each table
//! a finite-state map from key to rows (crate `fst`), the places of its rows, and the rows
//! themselves as text with tab-separated fields. Nothing is parsed or copied when a pack is opened.
//! [`write()`] is what `cargo xtask pack` calls; the two live together so that they cannot drift apart.

use fst::raw::{CompiledAddr, Fst, Output};
use std::collections::{BTreeMap, BTreeSet};

const MAGIC: &[u8; 8] = b"ALENS\x00\x00\x01";
/// Bytes of one directory entry: 16 of name, then offset and length of map, places and rows.
const ENTRY: usize = 16 + 6 * 4;
/// Bytes of the place of one row: offset (4) and length (2).
const PLACE: usize = 6;
/// Keys share their places where a table has over this many keys for each different list of rows.
const FEW: usize = 4;

/// A block of packed tables.
pub struct Pack<'d> {
    bytes: &'d [u8],
}

impl<'d> Pack<'d> {
    /// A pack over `bytes`; bytes that are no pack hold no table.
    pub fn new(bytes: &'d [u8]) -> Self {
        Pack { bytes: if bytes.starts_with(MAGIC) { bytes } else { &[] } }
    }

    /// The table called `name`; empty if there is none.
    pub fn table(&self, name: &str) -> Table<'d> {
        self.find(name).unwrap_or_default()
    }

    /// The bytes called `name`, which have a format of their own; empty if there are none.
    pub fn bytes(&self, name: &str) -> &'d [u8] {
        self.parts().find(|(stored, _)| *stored == name).map_or(&[], |(_, [_, bytes, _])| bytes)
    }

    /// The name of each table and the bytes of its map, its places and its rows.
    pub fn parts(&self) -> impl Iterator<Item = (&'d str, [&'d [u8]; 3])> + use<'d> {
        let bytes = self.bytes;
        (0..number(bytes, 8).unwrap_or(0)).map_while(move |i| {
            let at = 12 + i * ENTRY;
            let stored = bytes.get(at..at + 16)?;
            let length = stored.iter().position(|b| *b == 0).unwrap_or(16);
            let part = |k: usize| {
                let offset = number(bytes, at + 16 + k * 8)?;
                let length = number(bytes, at + 20 + k * 8)?;
                bytes.get(offset..offset + length)
            };
            let name = std::str::from_utf8(&stored[..length]).ok()?;
            Some((name, [part(0)?, part(1)?, part(2)?]))
        })
    }

    fn find(&self, name: &str) -> Option<Table<'d>> {
        let (_, [map, places, rows]) = self.parts().find(|(stored, _)| *stored == name)?;
        Some(Table { map: Some(Fst::new(map).ok()?), places, rows: std::str::from_utf8(rows).ok()? })
    }
}

/// A map from keys to rows; a key may have several.
#[derive(Default)]
pub struct Table<'d> {
    map: Option<Fst<&'d [u8]>>,
    places: &'d [u8],
    rows: &'d str,
}

/// One row: the fields after the key.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Row<'d>(&'d str);

impl<'d> Row<'d> {
    /// The field at `index`; empty if the row has fewer.
    pub fn field(self, index: usize) -> &'d str {
        self.0.split('\t').nth(index).unwrap_or("")
    }

    /// All fields.
    pub fn fields(self) -> impl Iterator<Item = &'d str> {
        self.0.split('\t')
    }
}

/// The rows of one key.
#[derive(Clone, Copy)]
pub struct Rows<'d> {
    places: &'d [u8],
    rows: &'d str,
    next: usize,
    end: usize,
}

impl<'d> Iterator for Rows<'d> {
    type Item = Row<'d>;

    fn next(&mut self) -> Option<Row<'d>> {
        if self.next >= self.end {
            return None;
        }
        let at = self.next * PLACE;
        self.next += 1;
        let offset = number(self.places, at)?;
        let length = u16::from_le_bytes(self.places.get(at + 4..at + 6)?.try_into().ok()?) as usize;
        self.rows.get(offset..offset + length).map(Row)
    }
}

/// A place in the map while a phrase is being followed word by word.
#[derive(Clone, Copy)]
struct State {
    node: CompiledAddr,
    output: Output,
}

impl<'d> Table<'d> {
    /// The rows of `key`.
    pub fn rows(&self, key: &str) -> Rows<'d> {
        let value = self.map.as_ref().and_then(|map| map.get(key)).map(Output::value);
        self.rows_of(value)
    }

    /// The first row of `key`.
    pub fn first(&self, key: &str) -> Option<Row<'d>> {
        self.rows(key).next()
    }

    /// Whether `key` has a row whose first field is `field`.
    pub fn has(&self, key: &str, field: &str) -> bool {
        self.rows(key)
            .any(|row| row.0.strip_prefix(field).is_some_and(|rest| rest.is_empty() || rest.starts_with('\t')))
    }

    /// Whether a key of several words, a possessive among them, begins with `word`.
    pub fn opens(&self, word: &str) -> bool {
        let Some(map) = &self.map else { return false };
        let root = State { node: map.root().addr(), output: Output::zero() };
        let state = self.follow(map, root, word.as_bytes());
        let goes_on = |state: State| b" '".iter().any(|&byte| map.node(state.node).find_input(byte).is_some());
        state.is_some_and(goes_on)
    }

    /// The longest phrase that starts at word 0, and its rows.
    ///
    /// `forms(i, &mut try_form)` names the forms under which word `i` may stand in the table; it
    /// names none where the text ends. A `*` in a key stands for any one word.
    pub fn longest(&self, forms: impl Fn(usize, &mut dyn FnMut(&str))) -> Option<(usize, Rows<'d>)> {
        let map = self.map.as_ref()?;
        let mut states = vec![State { node: map.root().addr(), output: Output::zero() }];
        let mut best = None;
        for length in 0.. {
            let mut next = Vec::new();
            let mut any = false;
            forms(length, &mut |form: &str| {
                for form in [form].into_iter().chain((!any).then_some("*")) {
                    for &state in &states {
                        let spaced = if length > 0 { self.follow(map, state, b" ") } else { Some(state) };
                        next.extend(spaced.and_then(|state| self.follow(map, state, form.as_bytes())));
                    }
                }
                any = true;
            });
            for state in &next {
                let node = map.node(state.node);
                if node.is_final() {
                    best = Some((length + 1, state.output.cat(node.final_output()).value()));
                }
            }
            if next.is_empty() {
                break;
            }
            states = next;
        }
        best.map(|(length, value)| (length, self.rows_of(Some(value))))
    }

    fn follow(&self, map: &Fst<&'d [u8]>, from: State, bytes: &[u8]) -> Option<State> {
        let mut state = from;
        for &byte in bytes {
            let node = map.node(state.node);
            let transition = node.transition(node.find_input(byte)?);
            state = State { node: transition.addr, output: state.output.cat(transition.out) };
        }
        Some(state)
    }

    fn rows_of(&self, value: Option<u64>) -> Rows<'d> {
        let (next, count) = value.map_or((0, 0), |v| ((v >> 8) as usize, (v & 0xff) as usize));
        Rows { places: self.places, rows: self.rows, next, end: next + count }
    }
}

fn number(bytes: &[u8], at: usize) -> Option<usize> {
    Some(u32::from_le_bytes(bytes.get(at..at + 4)?.try_into().ok()?) as usize)
}

/// Packs tables (name to key to rows: the fields after the key, tab-separated) and blocks of bytes
/// that have a format of their own.
///
/// # Errors
/// When a table is too large for the format: a name of over 16 bytes, a row of over 65,535 bytes,
/// a key with over 255 rows.
pub fn write(
    tables: &BTreeMap<String, BTreeMap<String, Vec<String>>>,
    blocks: &BTreeMap<String, Vec<u8>>,
) -> Result<Vec<u8>, String> {
    let mut parts: BTreeMap<&str, [Vec<u8>; 3]> = BTreeMap::new();
    for (name, table) in tables {
        parts.insert(name, table_parts(table).map_err(|e| format!("table {name}: {e}"))?);
    }
    parts.extend(blocks.iter().map(|(name, bytes)| (name.as_str(), [Vec::new(), bytes.clone(), Vec::new()])));
    let mut bytes = MAGIC.to_vec();
    bytes.extend((parts.len() as u32).to_le_bytes());
    let mut body: Vec<u8> = Vec::new();
    let base = bytes.len() + parts.len() * ENTRY;
    for (name, parts) in parts {
        let mut entry = [0u8; 16];
        entry
            .get_mut(..name.len())
            .ok_or_else(|| format!("the table name {name:?} is too long"))?
            .copy_from_slice(name.as_bytes());
        bytes.extend(entry);
        for part in parts {
            bytes.extend(((base + body.len()) as u32).to_le_bytes());
            bytes.extend((part.len() as u32).to_le_bytes());
            body.extend(part);
        }
    }
    bytes.extend(body);
    Ok(bytes)
}

fn table_parts(table: &BTreeMap<String, Vec<String>>) -> Result<[Vec<u8>; 3], String> {
    let mut map = fst::MapBuilder::memory();
    let (mut places, mut text) = (Vec::new(), String::new());
    let mut seen: BTreeMap<&str, usize> = BTreeMap::new();
    // Where few keys differ in their rows, keys with the same rows share their places: they have one value then, and
    // the map joins their endings too. Elsewhere values that rise with the keys make the smaller map.
    let distinct = table.values().collect::<BTreeSet<_>>().len();
    let shared = distinct * FEW < table.len();
    let mut lists: BTreeMap<&[String], u64> = BTreeMap::new();
    for (key, rows) in table {
        let count = u8::try_from(rows.len()).map_err(|_| format!("{key:?} has too many rows"))?;
        if let Some(&value) = lists.get(rows.as_slice()).filter(|_| shared) {
            map.insert(key, value).map_err(|e| e.to_string())?;
            continue;
        }
        let value = ((places.len() / PLACE) as u64) << 8 | u64::from(count);
        lists.insert(rows, value);
        map.insert(key, value).map_err(|e| e.to_string())?;
        for row in rows {
            let length = u16::try_from(row.len()).map_err(|_| format!("a row of {key:?} is too long"))?;
            let offset = *seen.entry(row).or_insert_with(|| {
                text.push_str(row);
                text.len() - row.len()
            });
            places.extend((offset as u32).to_le_bytes());
            places.extend(length.to_le_bytes());
        }
    }
    Ok([map.into_inner().map_err(|e| e.to_string())?, places, text.into_bytes()])
}
