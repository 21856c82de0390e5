//! Names to entities: one entity for all names of the same person, place or thing.

use super::recognize::Name;
use super::{Affiliation, Entities, Entity, Gender, Mention};
use crate::lexicon::Lexicon;
use crate::report::view::{AffiliationRelation, EntityType, MentionKind};
use crate::segment::Document;
use crate::text::single_spaced;
use std::collections::HashMap;
use std::ops::Range;

/// Groups names into entities.
pub(super) fn cluster(
    document: &Document<'_>,
    mut names: Vec<Name<'_>>,
    titles: Vec<Range<usize>>,
    lexicon: &Lexicon<'_>,
) -> Entities {
    agree(document, &mut names);
    let surnames = surnames(document, &names);
    let full_names = organisations(document, &names);
    let mut keys: HashMap<String, usize> = HashMap::new();
    let mut found = Entities { titles, ..Entities::default() };
    for name in &names {
        let key = key(document, name, &surnames, &full_names);
        let entity = *keys.entry(key).or_insert_with(|| {
            found.entities.push(new_entity(document, name, lexicon));
            found.entities.len() - 1
        });
        let words = surface(document, name.tokens.clone());
        let longer = words.chars().count() > found.entities[entity].name.chars().count();
        if longer && found.entities[entity].kind == EntityType::Org && name.row.is_none() {
            found.entities[entity].name = words.clone();
        }
        if longer && found.entities[entity].kind == EntityType::Person {
            let merged = new_entity(document, name, lexicon);
            found.entities[entity] =
                Entity { mentions: std::mem::take(&mut found.entities[entity].mentions), ..merged };
        }
        found.entities[entity].mentions.push(found.mentions.len());
        found.mentions.push(Mention { tokens: name.tokens.clone(), kind: MentionKind::Name, entity });
    }
    join_acronyms(document, &mut found);
    name_aliases(document, &mut found);
    found
}

/// The words of a name, without a joining line break.
fn surface(document: &Document<'_>, tokens: Range<usize>) -> String {
    single_spaced(document.words(tokens))
}

/// Gives all names with the same words the kind that is best founded.
fn agree(document: &Document<'_>, names: &mut [Name<'_>]) {
    let mut best: HashMap<String, (u8, EntityType, &'static str)> = HashMap::new();
    for name in names.iter() {
        let entry =
            best.entry(surface(document, name.tokens.clone())).or_insert((name.strength, name.kind, name.reason));
        if name.strength > entry.0 {
            *entry = (name.strength, name.kind, name.reason);
        }
    }
    for name in names.iter_mut() {
        let (strength, kind, reason) = best[&surface(document, name.tokens.clone())];
        if strength > name.strength {
            (name.strength, name.kind, name.reason) = (strength, kind, reason);
        }
    }
}

/// The last words of people's full names, with the full name.
fn surnames(document: &Document<'_>, names: &[Name<'_>]) -> HashMap<String, String> {
    let mut surnames = HashMap::new();
    for name in names.iter().filter(|n| n.kind == EntityType::Person && n.tokens.len() > 1) {
        let full = surface(document, name.tokens.clone());
        for part in [name.tokens.end - 1, name.tokens.start] {
            surnames.entry(document.word(part).to_owned()).or_insert_with(|| full.clone());
        }
    }
    surnames
}

/// The names of organisations in small letters, the longest first.
fn organisations(document: &Document<'_>, names: &[Name<'_>]) -> Vec<String> {
    let long = names.iter().filter(|n| n.kind == EntityType::Org && n.tokens.len() > 1 && n.row.is_none());
    let mut found: Vec<String> =
        long.map(|n| surface(document, n.tokens.clone()).trim_end_matches('.').to_lowercase()).collect();
    found.sort_by_key(|n| (std::cmp::Reverse(n.len()), n.clone()));
    found.dedup();
    found
}

/// What all names of one entity have in common.
fn key(document: &Document<'_>, name: &Name<'_>, surnames: &HashMap<String, String>, full_names: &[String]) -> String {
    let words = surface(document, name.tokens.clone());
    if let Some(row) = name.row.filter(|row| row.field(1) == "state") {
        return format!("state {}", row.field(2));
    }
    // A surname alone is the person named in full elsewhere, unless a list knows better.
    let weak = name.kind == EntityType::Person || name.strength == 0;
    if name.tokens.len() == 1
        && weak
        && let Some(full) = surnames.get(&words)
    {
        return format!("person {full}");
    }
    if name.kind == EntityType::Person {
        let last = document.word(name.tokens.end - 1);
        let first = document.word(name.tokens.start);
        // "J. Smith" and "John A. Smith" go with "John Smith" when only one such surname is there.
        let full = surnames.get(last).filter(|full| {
            full.split(' ')
                .next()
                .is_some_and(|f| f == first || f.chars().next() == first.chars().next() && first.len() <= 2)
        });
        return format!("person {}", full.unwrap_or(&words));
    }
    let bare = words.trim_end_matches('.').to_lowercase();
    // "Halvorsen" and "Halvorsen Foods" go with "Halvorsen Foods ASA".
    let unlisted = name.row.is_none() && matches!(name.kind, EntityType::Org);
    let longer =
        full_names.iter().find(|full| unlisted && full.strip_prefix(&bare).is_some_and(|rest| rest.starts_with(' ')));
    format!("{} {}", name.kind.as_str(), longer.unwrap_or(&bare))
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
        reason: format!("{} {words} {state} (gazetteer)", surface(document, name.tokens.clone())),
        name: state,
        entity: None,
        relation,
    });
    let gender = match lexicon.given.first(document.word(name.tokens.start)).map_or("", |row| row.field(0)) {
        "m" if name.kind == EntityType::Person => Gender::Male,
        "f" if name.kind == EntityType::Person => Gender::Female,
        _ => Gender::Unknown,
    };
    Entity {
        name: surface(document, name.tokens.clone()),
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

/// The page about a name: only where the row that told what it is has one, so that a name is never linked by its looks.
fn link(document: &Document<'_>, name: &Name<'_>, lexicon: &Lexicon<'_>) -> Option<String> {
    let row = name.row.filter(|row| EntityType::from_word(row.field(0)) == Some(name.kind))?;
    // A state goes under many names, and its row says which is the one of the lists.
    let words = surface(document, name.tokens.clone()).replace('’', "'");
    let key = if row.field(1) == "state" { row.field(2) } else { &words };
    let page = lexicon.links.rows(key).find(|page| page.field(0) == row.field(0) && page.field(1) == row.field(1))?;
    Some(format!("https://www.wikidata.org/wiki/{}", page.field(2)))
}

/// "Federal Aviation Administration (FAA)": the acronym in brackets is the name before it.
fn join_acronyms(document: &Document<'_>, found: &mut Entities) {
    let mut joins = Vec::new();
    for pair in found.mentions.windows(2) {
        let (long, short) = (&pair[0], &pair[1]);
        let bracket = short.tokens.start == long.tokens.end + 1 && document.tokens[long.tokens.end].is("(");
        let initials: String = long
            .tokens
            .clone()
            .filter(|&i| document.tokens[i].is_capitalised())
            .filter_map(|i| document.word(i).chars().next())
            .collect();
        let acronym: String = document.words(short.tokens.clone()).chars().filter(|c| c.is_alphabetic()).collect();
        let fits = acronym.len() > 1 && initials.to_uppercase().contains(&acronym.to_uppercase());
        if bracket && fits && long.entity != short.entity {
            joins.push((short.entity, long.entity));
        }
    }
    for (from, to) in joins {
        for mention in &mut found.mentions {
            if mention.entity == from {
                mention.entity = to;
            }
        }
        let moved = std::mem::take(&mut found.entities[from].mentions);
        found.entities[to].mentions.extend(moved);
        found.entities[to].mentions.sort_unstable();
    }
    compact(found);
}

/// Drops entities without mentions.
fn compact(found: &mut Entities) {
    let mut new_index = Vec::with_capacity(found.entities.len());
    let mut kept = 0;
    for entity in &found.entities {
        new_index.push(kept);
        kept += usize::from(!entity.mentions.is_empty());
    }
    found.entities.retain(|e| !e.mentions.is_empty());
    for mention in &mut found.mentions {
        mention.entity = new_index[mention.entity];
    }
}

/// Lists the other names of each entity.
fn name_aliases(document: &Document<'_>, found: &mut Entities) {
    for mention in &found.mentions {
        let words = surface(document, mention.tokens.clone());
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
