//! Common nouns that stand for an entity ("the minister", "the company"), where only one can be meant.
//!
//! What may be said of an entity comes from its role ("foreign minister"), the gazetteer (a bank, a party), the
//! words of its name ("European Commission"), and what the text says of it ("Jane Doe, a singer," "Orla is a
//! start-up", "Jane Doe, 34,"). A definite phrase is the entity when all its words fit, when no other entity
//! that they fit was mentioned lately, and when nothing behind it tells that it is described afresh.

use super::{Entities, Mention};
use crate::lexicon::Lexicon;
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::tag::{Tag, Tags};
use std::collections::{BTreeSet, HashMap};
use std::ops::Range;

/// Sentences that a role looks back; the person may have had another role before.
const ROLE_BACK: usize = 12;
/// Sentences that a word for a kind of body looks back.
const BODY_BACK: usize = 6;

/// What the names of companies end in.
const COMPANY_ENDS: [&str; 17] = [
    "inc", "ltd", "plc", "asa", "corp", "llc", "ag", "gmbh", "co", "company", "sa", "nv", "se", "ab", "oyj", "bv",
    "holdings",
];

/// Most entities that are kept in mind.
const MOST_RECENT: usize = 48;

/// What is known so far of those who may be meant.
pub(super) struct Nominals<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
    /// Who may be called by a noun.
    called: HashMap<String, BTreeSet<usize>>,
    /// The words of each entity's role.
    roles: Vec<Vec<String>>,
    /// The last sentence in which each entity was mentioned.
    last: Vec<Option<usize>>,
    /// The age that the text gives a person.
    ages: HashMap<String, BTreeSet<usize>>,
    /// The entities mentioned last, the latest at the end.
    recent: Vec<usize>,
}

impl<'a, 't, 'd> Nominals<'a, 't, 'd> {
    pub(super) fn new(document: &'a Document<'t>, tags: &'a Tags, lexicon: &'a Lexicon<'d>, found: &Entities) -> Self {
        let mut nominals = Nominals {
            document,
            tags,
            lexicon,
            called: HashMap::new(),
            roles: Vec::with_capacity(found.entities.len()),
            last: vec![None; found.entities.len()],
            ages: HashMap::new(),
            recent: Vec::new(),
        };
        for (index, entity) in found.entities.iter().enumerate() {
            let words = |text: &str| -> Vec<String> {
                text.to_lowercase()
                    .split([' ', ',', '-'])
                    .map(|w| w.trim_matches(['’', '\'', '.']).to_owned())
                    .collect()
            };
            let role = entity.role.as_deref().map(words).unwrap_or_default();
            if entity.kind == EntityType::Person {
                role.iter().for_each(|w| {
                    if nominals.is_person(w) {
                        nominals.call(w, index);
                    }
                });
            } else if entity.kind == EntityType::Org {
                let sorts = lexicon.names.rows(&entity.name).filter(|row| row.field(0) == "ORG");
                sorts.flat_map(|row| nouns(row.field(1))).for_each(|w| nominals.call(w, index));
                let name = words(&entity.name);
                let company = |w: &String| COMPANY_ENDS.contains(&w.trim_end_matches('.'));
                if name.last().is_some_and(company) {
                    nouns("company").iter().for_each(|w| nominals.call(w, index));
                }
                let head = name.iter().position(|w| w == "of" || w == "for").unwrap_or(name.len());
                if let Some(noun) =
                    head.checked_sub(1).map(|h| &name[h]).filter(|w| name.len() > 1 && nominals.is_body(w))
                {
                    nominals.call(noun, index);
                }
            }
            nominals.roles.push(role);
        }
        nominals
    }

    fn call(&mut self, noun: &str, entity: usize) {
        self.called.entry(noun.to_owned()).or_default().insert(entity);
    }

    fn is_person(&self, lower: &str) -> bool {
        self.lexicon.persons.first(lower).is_some()
            || self.lexicon.groups.has(lower, "people")
            || self.lexicon.titles.first(lower).is_some()
    }

    fn is_body(&self, lower: &str) -> bool {
        self.lexicon.groups.has(lower, "bodies") || matches!(lower, "commission" | "foundation" | "society" | "fund")
    }

    /// Takes note of a mention and, behind a name, of what is said of it.
    pub(super) fn saw(&mut self, mention: &Mention, sentence: usize, found: &Entities) {
        self.last[mention.entity] = Some(sentence);
        self.recent.retain(|&e| e != mention.entity);
        self.recent.push(mention.entity);
        if self.recent.len() > MOST_RECENT {
            self.recent.remove(0);
        }
        let kind = found.entities[mention.entity].kind;
        if mention.kind != crate::report::view::MentionKind::Name
            || !matches!(kind, EntityType::Person | EntityType::Org)
        {
            return;
        }
        let word = |at: usize| self.document.tokens.get(at).map_or("", |t| t.lower.as_str());
        let end = mention.tokens.end;
        let age = word(end + 1);
        if word(end) == ","
            && matches!(word(end + 2), "," | ".")
            && age.len() <= 3
            && age.bytes().all(|b| b.is_ascii_digit())
        {
            self.ages.entry(age.to_owned()).or_default().insert(mention.entity);
        }
        // "Jane Doe, a singer", "Jane Doe is the singer", "the singer Jane Doe"
        let article = |at: usize| matches!(word(at), "a" | "an" | "the");
        let said =
            (word(end) == "," || self.tags.lemma(end) == "be" || self.tags.lemma(end) == "become") && article(end + 1);
        let fits = |noun: &str| if kind == EntityType::Person { self.is_person(noun) } else { self.is_body(noun) };
        let mut nouns = Vec::new();
        if said {
            let phrase = (end + 2..end + 8).take_while(|&i| {
                let tag = self.tags.tag(i);
                tag.is_noun() || tag.is_adjective() || matches!(tag, Tag::Cd | Tag::Vbn | Tag::Vbg)
            });
            nouns.extend(phrase.last().map(|i| self.tags.lemma(i).to_owned()));
        }
        if let Some(before) = mention.tokens.start.checked_sub(1).filter(|&b| matches!(self.tags.tag(b), Tag::Nn)) {
            nouns.push(self.tags.lemma(before).to_owned());
        }
        nouns.retain(|n| fits(n));
        nouns.iter().for_each(|n| self.call(n, mention.entity));
    }

    /// The entity that the noun phrase `tokens` with head `head` stands for, and the tokens of the mention: those
    /// behind the last name within the phrase.
    pub(super) fn resolve(
        &self,
        tokens: Range<usize>,
        head: usize,
        sentence: usize,
        found: &Entities,
    ) -> Option<(Range<usize>, usize)> {
        let word = |at: usize| self.document.tokens.get(at).map_or("", |t| t.lower.as_str());
        let singular = !matches!(self.tags.tag(head), Tag::Nns | Tag::Nnps);
        if word(tokens.start) != "the" || !singular || head + 1 != tokens.end || self.is_predicate(tokens.start) {
            return None;
        }
        // "the man who", "the company behind", "the minister, Jane Doe,": a description of its own.
        let afresh = matches!(word(head + 1), "who" | "that" | "which" | "whose" | "from" | "behind" | "of");
        let named = |at: usize| found.mention_at(at).is_some();
        if afresh || named(head + 1) || word(head + 1) == "," && named(head + 2) {
            return None;
        }
        let noun = self.tags.lemma(head);
        let years = word(tokens.start + 1);
        if let Some(age) = years.strip_suffix("-year-old").or(years.strip_suffix("-years-old")) {
            return self.only(self.ages.get(age)?, ROLE_BACK, sentence).map(|e| (tokens, e));
        }
        let called = self.called.get(noun)?;
        let inside: Vec<&Mention> = found.mentions_in(tokens.clone()).collect();
        let fits = |&entity: &usize| {
            let person = found.entities[entity].kind == EntityType::Person;
            let role = &self.roles[entity];
            // What the phrase adds must be known of the entity.
            (tokens.start + 1..head).all(|i| {
                let name = inside.iter().find(|m| m.tokens.contains(&i));
                let state = name.is_some_and(|m| {
                    let (named, own) = (&found.entities[m.entity].state, &found.entities[entity].state);
                    named.is_some() && (named == own || !person && own.is_none())
                });
                let known = role.iter().any(|w| w == word(i)) || state || self.tags.tag(i).is_adverb();
                known || word(i) == "former" || word(i) == "-"
            })
        };
        let fitting: BTreeSet<usize> = self.recent.iter().copied().filter(|e| called.contains(e) && fits(e)).collect();
        let person = |e: &usize| found.entities[*e].kind == EntityType::Person;
        let back = if fitting.iter().any(person) { ROLE_BACK } else { BODY_BACK };
        let entity = self.only(&fitting, back, sentence)?;
        let start = inside.last().map_or(tokens.start, |m| m.tokens.end);
        let start = (start..head).find(|&i| self.tags.tag(i) != Tag::Pos).unwrap_or(head);
        Some((start..tokens.end, entity))
    }

    /// The only one of some entities that was mentioned in the last sentences.
    fn only(&self, entities: &BTreeSet<usize>, back: usize, sentence: usize) -> Option<usize> {
        let lately = |e: usize| self.last[e].is_some_and(|s| s + back >= sentence);
        let mut near = self.recent.iter().copied().filter(|&e| entities.contains(&e) && lately(e));
        near.next().filter(|_| near.next().is_none())
    }

    /// Whether the phrase tells what somebody is or becomes.
    fn is_predicate(&self, start: usize) -> bool {
        let before = start.checked_sub(1).map_or("", |b| self.tags.lemma(b));
        matches!(before, "be" | "become" | "as" | "remain" | "call" | "name" | "elect" | "appoint")
    }
}

/// The nouns for a kind of organisation in the gazetteer.
fn nouns(sort: &str) -> &'static [&'static str] {
    match sort {
        "company" => &["company", "firm", "group", "business", "giant", "maker", "manufacturer"],
        "bank" => &["bank", "lender"],
        "party" => &["party"],
        "team" => &["team", "club", "side"],
        "university" => &["university"],
        "agency" => &["agency"],
        "court" => &["court"],
        "media" => &["newspaper", "broadcaster", "network", "magazine"],
        "armed" => &["group", "militia", "movement"],
        "ngo" => &["organisation", "organization", "charity", "group", "foundation"],
        "igo" => &["organisation", "organization", "body", "bloc", "alliance"],
        "government" => &["agency", "department", "ministry"],
        _ => &[],
    }
}
