//! What the reader put right about names, carried out on names and on their groups.

use super::recognize::Name;
use super::{Entities, Mention, join_words};
use crate::correction::Correction;
use crate::report::view::MentionKind;
use crate::segment::Document;
use std::collections::HashMap;

/// Leaves out what is no name, and gives names the kind that they were corrected to.
pub(super) fn names(document: &Document<'_>, corrections: &[Correction], names: &mut Vec<Name<'_>>) {
    for correction in corrections {
        match correction {
            Correction::NotName { .. } => {
                names.retain(|name| !correction.is_of(&join_words(document, name.tokens.clone())));
            }
            Correction::Type { entity_type, .. } => {
                for name in names.iter_mut() {
                    if correction.is_of(&join_words(document, name.tokens.clone())) {
                        // What a list says of another sense of the name, its state or its page, goes with that sense.
                        let row = name.row.filter(|_| name.kind == *entity_type);
                        (name.kind, name.row, name.strength) = (*entity_type, row, u8::MAX);
                        name.reason = "put right by the reader";
                    }
                }
            }
            Correction::Merge { .. } | Correction::Split { .. } | Correction::NotEvent { .. } => {}
        }
    }
}

/// Puts the names of one group together and those of another apart; `groups` has the group of each name, numbered in the
/// order in which they first stand in the text.
pub(super) fn groups(document: &Document<'_>, corrections: &[Correction], names: &[Name<'_>], groups: &mut [usize]) {
    for correction in corrections {
        let concerned: Vec<usize> = match correction {
            Correction::Merge { .. } | Correction::Split { .. } => {
                (0..names.len()).filter(|&i| correction.is_of(&join_words(document, names[i].tokens.clone()))).collect()
            }
            _ => continue,
        };
        let Some(&first) = concerned.first() else { continue };
        if let Correction::Merge { .. } = correction {
            let (into, merged): (usize, Vec<usize>) = (groups[first], concerned.iter().map(|&i| groups[i]).collect());
            groups.iter_mut().filter(|group| merged.contains(group)).for_each(|group| *group = into);
        } else {
            let apart = groups.iter().max().map_or(0, |most| most + 1);
            concerned.iter().for_each(|&i| groups[i] = apart);
        }
    }
    let mut numbers: HashMap<usize, usize> = HashMap::new();
    for group in groups {
        let next = numbers.len();
        *group = *numbers.entry(*group).or_insert(next);
    }
}

/// Calls what was put together by its first name.
pub(super) fn calls(document: &Document<'_>, corrections: &[Correction], found: &mut Entities) {
    for correction in corrections {
        let Correction::Merge { names } = correction else { continue };
        let Some(first) = names.first() else { continue };
        let called = |m: &&Mention| m.kind == MentionKind::Name && join_words(document, m.tokens.clone()) == *first;
        if let Some(entity) = found.mentions.iter().find(called).map(|mention| mention.entity) {
            found.entities[entity].name.clone_from(first);
        }
    }
}
