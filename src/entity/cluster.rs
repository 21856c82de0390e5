//! Names to entities: one entity for all names of the same person, place or thing.

use super::recognize::Name;
use super::{Affiliation, Entities, Entity, Gender, Mention, alias, correct, join_words};
use crate::correction::Correction;
use crate::lexicon::Lexicon;
use crate::report::view::{AffiliationRelation, EntityType, MentionKind};
use crate::segment::Document;
use crate::text::capitalised;
use std::collections::HashMap;
use std::ops::Range;

/// Groups names into entities, as corrected.
pub(super) fn cluster(
    document: &Document<'_>,
    mut names: Vec<Name<'_>>,
    titles: Vec<Range<usize>>,
    corrections: &[Correction],
    lexicon: &Lexicon<'_>,
) -> Entities {
    join_nicknames(document, &mut names);
    agree(document, &mut names);
    let mut groups = alias::groups(document, &names, lexicon);
    correct::groups(document, corrections, &names, &mut groups);
    let mut found = Entities { titles, ..Entities::default() };
    for (name, &entity) in names.iter().zip(&groups) {
        if entity == found.entities.len() {
            found.entities.push(new_entity(document, name, lexicon));
        }
        let words = join_words(document, name.tokens.clone());
        let before = &found.entities[entity];
        let longer = words.chars().count() > before.name.chars().count();
        let person = name.kind == EntityType::Person;
        let better = match before.kind {
            EntityType::Person => longer && person,
            EntityType::Org if person => name.tokens.len() > 1,
            EntityType::Org => longer && name.row.is_none(),
            _ => person && name.tokens.len() > 1 && !before.is_state,
        };
        if better {
            let merged = new_entity(document, name, lexicon);
            let gender = before.gender;
            let mentions = std::mem::take(&mut found.entities[entity].mentions);
            let old = std::mem::replace(&mut found.entities[entity], Entity { mentions, ..merged });
            let new = &mut found.entities[entity];
            if new.gender == Gender::Unknown {
                new.gender = gender;
            }
            if new.state.is_none() && new.kind == old.kind {
                (new.state, new.affiliation) = (old.state, old.affiliation);
            }
        }
        found.entities[entity].mentions.push(found.mentions.len());
        found.mentions.push(Mention { tokens: name.tokens.clone(), kind: MentionKind::Name, entity });
    }
    correct::calls(document, corrections, &mut found);
    name_aliases(document, &mut found);
    found
}

/// "Robert “Bobby” Fischer" is one name.
fn join_nicknames(document: &Document<'_>, names: &mut Vec<Name<'_>>) {
    let mut joined: Vec<Name<'_>> = Vec::with_capacity(names.len());
    for name in names.drain(..) {
        joined.push(name);
        let [.., given, nick, surname] = joined.as_slice() else { continue };
        let marks = |at: usize| document.is_quote(at) || matches!(document.tokens[at].lower.as_str(), "(" | ")");
        let between = nick.tokens.start == given.tokens.end + 1
            && surname.tokens.start == nick.tokens.end + 1
            && marks(given.tokens.end)
            && marks(nick.tokens.end);
        let plain = [given, nick, surname].iter().all(|n| n.kind == EntityType::Person || n.strength <= 1);
        if between && plain && nick.tokens.len() == 1 && [given, surname].iter().any(|n| n.kind == EntityType::Person) {
            let whole = Name { tokens: given.tokens.start..surname.tokens.end, row: None, ..given.clone() };
            let whole = Name { kind: EntityType::Person, strength: 2, reason: "a nickname stands within it", ..whole };
            joined.truncate(joined.len() - 3);
            joined.push(whole);
        }
    }
    *names = joined;
}

/// Gives all names with the same words the kind that is best founded.
fn agree(document: &Document<'_>, names: &mut [Name<'_>]) {
    let mut best: HashMap<String, (u8, EntityType, &'static str)> = HashMap::new();
    for name in names.iter() {
        let entry =
            best.entry(join_words(document, name.tokens.clone())).or_insert((name.strength, name.kind, name.reason));
        if name.strength > entry.0 {
            *entry = (name.strength, name.kind, name.reason);
        }
    }
    for name in names.iter_mut() {
        let (strength, kind, reason) = best[&join_words(document, name.tokens.clone())];
        if strength > name.strength || strength == name.strength && kind != name.kind {
            (name.strength, name.kind, name.reason) = (strength, kind, reason);
        }
    }
}

fn new_entity(document: &Document<'_>, name: &Name<'_>, lexicon: &Lexicon<'_>) -> Entity {
    let state = name.row.map(|row| row.field(2)).filter(|state| *state != "-").map(str::to_owned);
    let relation = match name.row.map_or("", |row| row.field(1)) {
        "demonym" => Some((AffiliationRelation::Demonym, "the people or things of")),
        "capital" => Some((AffiliationRelation::Capital, "capital of")),
        "city" | "region" | "area" => Some((AffiliationRelation::Place, "in")),
        "state" | "continent" => None,
        _ => Some((AffiliationRelation::Member, "of")),
    };
    let affiliation = relation.zip(state.clone()).map(|((relation, words), state)| Affiliation {
        reason: format!("{} {words} {state} (gazetteer)", join_words(document, name.tokens.clone())),
        name: state,
        entity: None,
        relation,
    });
    let person = name.kind == EntityType::Person;
    let gender =
        if person { Gender::of_given(&document.tokens[name.tokens.start].lower, lexicon) } else { Gender::Unknown };
    Entity {
        name: shown(document, name),
        kind: name.kind,
        role: None,
        aliases: Vec::new(),
        affiliation,
        link: link(document, name, lexicon),
        is_state: name.row.is_some_and(|row| row.field(1) == "state"),
        state,
        gender,
        salience: 0.0,
        reason: name.reason.to_owned(),
        mentions: Vec::new(),
    }
}

/// The words of a name; the place of a dateline without the capitals that agencies set it in ("OSLO").
fn shown(document: &Document<'_>, name: &Name<'_>) -> String {
    let words = join_words(document, name.tokens.clone());
    let dateline = document.dateline.as_ref().is_some_and(|d| d.place == name.tokens);
    let capitals = words.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    // A listed acronym ("US", "UAE") is in the lists as it stands; a place that is set in capitals is not.
    if !(dateline && capitals && words.chars().count() > 3) {
        return words;
    }
    words.split(' ').map(|word| capitalised(&word.to_lowercase())).collect::<Vec<_>>().join(" ")
}

/// The page about a name: only where the row that told what it is has one, so that a name is never linked by its looks.
fn link(document: &Document<'_>, name: &Name<'_>, lexicon: &Lexicon<'_>) -> Option<String> {
    let row = name.row.filter(|row| EntityType::from_word(row.field(0)) == Some(name.kind))?;
    // A state goes under many names, and its row says which is the one of the lists.
    let words = join_words(document, name.tokens.clone()).replace('’', "'");
    let key = if row.field(1) == "state" { row.field(2) } else { &words };
    let page = lexicon.links.rows(key).find(|page| page.field(0) == row.field(0) && page.field(1) == row.field(1))?;
    Some(format!("https://www.wikidata.org/wiki/{}", page.field(2)))
}

/// Lists the other names of each entity.
fn name_aliases(document: &Document<'_>, found: &mut Entities) {
    for mention in &found.mentions {
        let words = join_words(document, mention.tokens.clone());
        let entity = &mut found.entities[mention.entity];
        if words != entity.name && !entity.aliases.contains(&words) {
            entity.aliases.push(words);
        }
    }
}

/// Ties what belongs to a state or body to that entity, where the article names it.
pub(super) fn affiliate(found: &mut Entities) {
    let mut names: HashMap<String, usize> = HashMap::new();
    for (index, entity) in found.entities.iter().enumerate() {
        names.entry(entity.name.clone()).or_insert(index);
    }
    for i in 0..found.entities.len() {
        let Some(name) = found.entities[i].affiliation.as_ref().filter(|a| a.entity.is_none()).map(|a| a.name.clone())
        else {
            continue;
        };
        let by_name = names.get(&name).copied();
        let entity = match (found.states.get(&name).copied(), by_name) {
            (Some(a), Some(b)) => Some(a.min(b)),
            (a, b) => a.or(b),
        };
        let entity = entity.filter(|&e| e != i);
        let shown = entity.map(|e| found.entities[e].name.clone());
        if let Some(affiliation) = &mut found.entities[i].affiliation {
            affiliation.entity = entity;
            affiliation.name = shown.unwrap_or(name);
        }
    }
}
