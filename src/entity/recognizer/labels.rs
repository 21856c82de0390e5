//! The labels of the recognizer: for each kind of name a word that begins one and a word that goes on with it.

use crate::report::view::EntityType;

/// How many labels there are.
pub const LABELS: usize = 1 + 2 * EntityType::NAMED.len();
/// The label of a word that belongs to no name.
pub const OUTSIDE: u8 = 0;

/// The label of the first word of a name.
pub fn begin(kind: EntityType) -> u8 {
    1 + 2 * kind as u8
}

/// The label of a further word of a name.
pub fn inside(kind: EntityType) -> u8 {
    2 + 2 * kind as u8
}

/// What a label says: its kind, and whether it begins a name.
pub fn read(label: u8) -> Option<(EntityType, bool)> {
    let at = usize::from(label.checked_sub(1)?);
    Some((*EntityType::NAMED.get(at / 2)?, at % 2 == 0))
}

/// Whether `after` may follow `before`: a name goes on only as what it began.
pub fn may_follow(before: u8, after: u8) -> bool {
    match read(after) {
        Some((kind, false)) => read(before).is_some_and(|(k, _)| k == kind),
        _ => true,
    }
}
