//! Names in the text: where they are and what kind of thing each names.
//!
//! The tagger finds them; the gazetteers have a say where they know a name, and a few rules mend what a model
//! that looks at one sentence cannot know: titles are kept apart from names, a dateline names a place, a headline
//! names what the text names.

use super::recognizer::{self, Tagged};
use crate::lexicon::Lexicon;
use crate::lexicon::packed::Row;
use crate::report::view::EntityType;
use crate::segment::{Document, SentenceKind};
use crate::tag::{Tag, Tags};
use crate::text::capitalised;
use crate::token::{Case, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// A name before it has an entity.
#[derive(Debug, Clone)]
pub(super) struct Name<'d> {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What kind of thing it names.
    pub kind: EntityType,
    /// How sure that is: 3 a list, 2 the tagger by far, 1 the tagger, 0 a guess.
    pub strength: u8,
    /// The row of the gazetteer.
    pub row: Option<Row<'d>>,
    /// Why, in words.
    pub reason: &'static str,
}

/// From this margin on the tagger is sure of a kind.
const SURE: i32 = 120;
/// Below this margin it only guesses.
const GUESS: i32 = 30;

/// Small words that belong to the surname behind them.
const PARTICLES: [&str; 18] = [
    "von", "van", "der", "den", "de", "del", "della", "da", "do", "das", "dos", "du", "bin", "bint", "ibn", "al",
    "ten", "ter",
];

/// Finds names and titles in all sentences.
pub(super) fn names<'d>(
    document: &Document<'_>,
    tags: &Tags,
    lexicon: &Lexicon<'d>,
) -> (Vec<Name<'d>>, Vec<Range<usize>>) {
    let reader = Reader { document, tags, lexicon };
    let titles = reader.titles();
    let listed = reader.listed();
    let mut tagged = recognizer::tag(document, tags, lexicon);
    tagged.iter_mut().for_each(|tag| reader.trim(tag, &titles));
    tagged.retain(|tag| !tag.tokens.is_empty());
    reader.join_parts(&mut tagged);
    tagged.iter_mut().for_each(|tag| reader.read_head(tag));
    reader.add_headed(&mut tagged, &titles);
    reader.follow_fuller_names(&mut tagged);
    let mut names = reader.settle(tagged, listed);
    dateline_names(document, lexicon, &mut names);
    (names, titles)
}

struct Reader<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
}

/// A name of the gazetteer where it stands in the text.
struct Listed<'d> {
    tokens: Range<usize>,
    rows: Vec<Row<'d>>,
}

impl<'d> Reader<'_, '_, 'd> {
    /// The titles and roles in all sentences.
    fn titles(&self) -> Vec<Range<usize>> {
        let mut titles = Vec::new();
        for sentence in &self.document.sentences {
            let mut at = sentence.tokens.start;
            while at < sentence.tokens.end {
                let length = self.title(at, sentence.tokens.end);
                if length > 0 {
                    titles.push(at..at + length);
                }
                at += length.max(1);
            }
        }
        titles
    }

    /// How many tokens the title that starts at `at` has; 0 for none.
    fn title(&self, at: usize, end: usize) -> usize {
        let found = self.lexicon.titles.longest(|k, form| {
            if at + k < end {
                form(&self.document.tokens[at + k].lower);
            }
        });
        let length = found.map_or(0, |(n, _)| n);
        // "former" alone is no title, and a verb is none.
        let verb = length == 1 && (self.tags.tag(at).is_verb() || self.tags.tag(at) == Tag::Md);
        if verb || length == 1 && self.document.tokens[at].is("former") { 0 } else { length }
    }

    /// The names of the gazetteers, the longest at each place, none within another.
    fn listed(&self) -> Vec<Listed<'d>> {
        let mut listed = Vec::new();
        for sentence in &self.document.sentences {
            let range = sentence.tokens.clone();
            let mut at = range.start;
            while at < range.end {
                let token = &self.document.tokens[at];
                let capital = token.kind == TokenKind::Word && token.case != Case::Lower;
                let found = capital
                    .then(|| self.lexicon.longest_name(self.document.text, &self.document.tokens[..range.end], at))
                    .flatten();
                if let Some((length, rows)) = found {
                    listed.push(Listed { tokens: at..at + length, rows: rows.collect() });
                    at += length;
                } else {
                    at += 1;
                }
            }
        }
        listed
    }

    /// Cuts titles and articles off a name, and puts the particles of a surname to it.
    fn trim(&self, tag: &mut Tagged, titles: &[Range<usize>]) {
        let tokens = &mut tag.tokens;
        let at = titles.partition_point(|t| t.end <= tokens.start);
        for title in &titles[at..] {
            if title.start <= tokens.start && title.end >= tokens.end && title.len() > tokens.len() {
                // "Chief of Army Staff": what stands within a title names nothing.
                tokens.end = tokens.start;
                return;
            }
            if tag.kind != EntityType::Person || title.start > tokens.start || title.end >= tokens.end {
                break;
            }
            tokens.start = title.end;
        }
        if tokens.len() > 1 && self.document.tokens[tokens.start].is("the") {
            tokens.start += 1;
        }
        let word = |at: usize| self.document.tokens[at].lower.as_str();
        while tag.kind == EntityType::Person
            && tokens.start > 0
            && PARTICLES.contains(&word(tokens.start - 1))
            && self.document.sentence_of(tokens.start - 1) == self.document.sentence_of(tokens.start)
        {
            tokens.start -= 1;
        }
        // "João Batista do Nascimento"
        let sentence = self.document.sentence_of(tokens.start).map_or(0, |s| self.document.sentences[s].tokens.end);
        let small = (tokens.end..sentence).take_while(|&at| PARTICLES.contains(&word(at))).count();
        let next = tokens.end + small;
        if tag.kind == EntityType::Person && (1..3).contains(&small) && next < sentence && self.is_distinctive(next) {
            tokens.end = next + 1;
        }
        // "Ursula von der Leyen"
        let first = tokens.start.saturating_sub(1);
        if PARTICLES.contains(&word(tokens.start))
            && self.document.tokens[first].is_capitalised()
            && self.lexicon.given.first(self.document.word(first)).is_some()
            && self.document.sentence_of(first) == self.document.sentence_of(tokens.start)
        {
            tokens.start = first;
        }
    }

    /// Puts the parts of people's names together: "Robert “Bobby” Marlowe", "Ursula von der Leyen".
    fn join_parts(&self, tagged: &mut Vec<Tagged>) {
        let mut joined: Vec<Tagged> = Vec::with_capacity(tagged.len());
        for mut tag in tagged.drain(..) {
            if tag.kind == EntityType::Person {
                if let Some(start) = self.before_nickname(tag.tokens.start) {
                    tag.tokens.start = start;
                }
                while let Some(last) = joined.pop_if(|last| last.tokens.end > tag.tokens.start) {
                    tag.tokens.start = tag.tokens.start.min(last.tokens.start);
                }
            }
            joined.push(tag);
        }
        *tagged = joined;
    }

    /// Where a name begins that goes on at `at` behind a nickname in quotation marks.
    fn before_nickname(&self, at: usize) -> Option<usize> {
        let first = at.checked_sub(4)?;
        let quoted = self.document.is_quote(at - 1) && self.document.is_quote(at - 3);
        let given = self.lexicon.given.first(self.document.word(first)).is_some();
        (quoted && given && self.document.tokens[at - 2].is_capitalised()).then_some(first)
    }

    /// A noun that tells the kind of a name has the last word ("Karsten University", "Operation Sindoor").
    fn read_head(&self, tag: &mut Tagged) {
        let words = tag.tokens.clone();
        let known = self.lexicon.longest_name(self.document.text, &self.document.tokens[..words.end], words.start);
        if words.len() < 2 || tag.kind == EntityType::Person || known.is_some_and(|(n, _)| n == words.len()) {
            return;
        }
        let of = words.clone().skip(1).find(|&i| matches!(self.document.tokens[i].lower.as_str(), "of" | "for"));
        let last = of.unwrap_or(words.end) - 1;
        if let Some(kind) = self.placed_head(words.start, "first").or_else(|| self.placed_head(last, "last")) {
            tag.kind = kind;
            tag.margin = tag.margin.max(SURE);
        }
    }

    /// A run of capitals that the recognizer overlooked is a name where its first or last word says so
    /// ("FC Augsburg", "Lindgren Mills AG").
    fn add_headed(&self, tagged: &mut Vec<Tagged>, titles: &[Range<usize>]) {
        let mut found = Vec::new();
        for sentence in self.document.sentences.iter().filter(|s| s.kind == SentenceKind::Body) {
            let range = sentence.tokens.clone();
            let free = |at: usize| {
                let word = &self.document.tokens[at];
                let tag = tagged.partition_point(|t| t.tokens.end <= at);
                let title = titles.partition_point(|t| t.end <= at);
                word.kind == TokenKind::Word
                    && word.is_capitalised()
                    && !(at == range.start && self.lexicon.words.first(&word.lower).is_some())
                    && tagged.get(tag).is_none_or(|t| t.tokens.start > at)
                    && titles.get(title).is_none_or(|t| t.start > at)
            };
            let mut at = range.start;
            while at < range.end {
                let end = (at..range.end).find(|&i| !free(i)).unwrap_or(range.end);
                // What hangs on another name is a part of it, or was left out of it for a reason.
                let before = tagged.get(tagged.partition_point(|t| t.tokens.end < at));
                let behind = tagged.get(tagged.partition_point(|t| t.tokens.start < end));
                let apart = before.is_none_or(|t| t.tokens.end != at) && behind.is_none_or(|t| t.tokens.start != end);
                let own = (at..end).any(|i| self.lexicon.words.first(&self.document.tokens[i].lower).is_none());
                if end > at + 1 && apart && own {
                    let kind = self.placed_head(at, "first").or_else(|| self.placed_head(end - 1, "last"));
                    found.extend(kind.map(|kind| Tagged { tokens: at..end, kind, margin: SURE }));
                }
                at = end.max(at + 1);
            }
        }
        tagged.extend(found);
        tagged.sort_by_key(|t| t.tokens.start);
    }

    /// A short name is what the fuller one is: "Halvorsen" behind "Halvorsen Foods", "Rubio" behind "Marco Rubio".
    fn follow_fuller_names(&self, tagged: &mut Vec<Tagged>) {
        let mut fuller: HashMap<&str, EntityType> = HashMap::new();
        for tag in tagged.iter().filter(|t| t.tokens.len() > 1 && t.margin >= GUESS) {
            let (first, last) = (self.document.word(tag.tokens.start), self.document.word(tag.tokens.end - 1));
            match tag.kind {
                EntityType::Person => {
                    fuller.insert(last, tag.kind);
                }
                // A person of that name in full goes before a company that is named after one.
                EntityType::Org if self.is_distinctive(tag.tokens.start) => {
                    fuller.entry(first).or_insert(tag.kind);
                }
                _ => {}
            }
        }
        let mut found = tagged.drain(..).peekable();
        let mut all = Vec::new();
        for sentence in &self.document.sentences {
            for at in sentence.tokens.clone() {
                while let Some(tag) = found.next_if(|t| t.tokens.start <= at) {
                    all.push(tag);
                }
                let Some(&kind) = fuller.get(self.document.word(at)) else { continue };
                match all.last_mut().filter(|t: &&mut Tagged| t.tokens.end > at) {
                    Some(tag) if tag.tokens.len() == 1 => tag.kind = kind,
                    Some(_) => {}
                    None if self.is_distinctive(at) => all.push(Tagged { tokens: at..at + 1, kind, margin: 0 }),
                    None => {}
                }
            }
        }
        all.extend(found);
        *tagged = all;
    }

    /// Whether a capitalised word is hardly anything but a name of its own: no common word, no listed place or people.
    fn is_distinctive(&self, at: usize) -> bool {
        let token = &self.document.tokens[at];
        token.is_capitalised()
            && token.case != Case::Single
            && self.lexicon.words.first(&token.lower).is_none()
            && self.lexicon.names.first(self.document.word(at)).is_none()
    }

    /// Brings what the tagger found and what the lists know together.
    fn settle(&self, tagged: Vec<Tagged>, listed: Vec<Listed<'d>>) -> Vec<Name<'d>> {
        let mut names: Vec<Name<'d>> = Vec::new();
        let mut listed = listed.into_iter().peekable();
        for tag in tagged {
            let mut known = None;
            while let Some(entry) = listed.next_if(|l| l.tokens.start < tag.tokens.end) {
                if entry.tokens.end <= tag.tokens.start {
                    names.extend(self.missed(entry));
                } else if entry.tokens.start <= tag.tokens.start && entry.tokens.end >= tag.tokens.end {
                    known = Some(entry);
                }
            }
            if names.last().is_none_or(|n| n.tokens.end <= tag.tokens.start) {
                names.push(self.name(tag, known));
            }
        }
        for entry in listed {
            if names.last().is_none_or(|n| n.tokens.end <= entry.tokens.start) {
                names.extend(self.missed(entry));
            }
        }
        names
    }

    /// A name of the tagger, with what the list says of it.
    fn name(&self, tag: Tagged, known: Option<Listed<'d>>) -> Name<'d> {
        let strength = if tag.margin >= SURE { 2 } else { u8::from(tag.margin >= GUESS) };
        let reason = match tag.kind {
            EntityType::Person => "its form and the words around it are a person's",
            EntityType::Org => "its form and the words around it are an organisation's",
            EntityType::Gpe | EntityType::Loc | EntityType::Fac => "its form and the words around it are a place's",
            _ => "its form and the words around it tell the kind",
        };
        let plain = Name { tokens: tag.tokens.clone(), kind: tag.kind, strength, row: None, reason };
        let Some(known) = known else { return plain };
        let kind = |row: &Row<'_>| EntityType::from_word(row.field(0)).unwrap_or(EntityType::Org);
        let row = known.rows.iter().find(|row| kind(row) == tag.kind).or_else(|| {
            let single = known.rows.len() == 1 && tag.margin < SURE;
            known.rows.first().filter(|_| single)
        });
        let Some(row) = row else { return plain };
        let reason = match row.field(1) {
            "demonym" => "a people or group in the gazetteer",
            "agency" => "a news agency in the gazetteer",
            _ => "a name in the gazetteer",
        };
        Name { tokens: known.tokens, kind: kind(row), strength: 3, row: Some(*row), reason }
    }

    /// The kind that the noun at `at` tells when it stands first or last in a name.
    fn placed_head(&self, at: usize, place: &str) -> Option<EntityType> {
        let row = self.lexicon.heads.rows(self.document.word(at)).find(|row| row.field(0) == place)?;
        EntityType::from_word(row.field(1))
    }

    /// The kind of a name whose head noun stands at `at`, before "of".
    fn head_kind(&self, at: usize) -> Option<EntityType> {
        self.lexicon.heads.rows(self.document.word(at)).find_map(|row| EntityType::from_word(row.field(1)))
    }

    /// A listed name that the tagger overlooked: taken where it can hardly be anything else.
    fn missed(&self, listed: Listed<'d>) -> Option<Name<'d>> {
        // "University of Leiden": the place is only a part of the name.
        let start = listed.tokens.start;
        let head = start.checked_sub(2).filter(|&h| {
            self.document.tokens[start - 1].is("of")
                && self.document.tokens[h].is_capitalised()
                && self.document.sentence_of(h) == self.document.sentence_of(start)
        });
        if let Some((head, kind)) = head.and_then(|h| Some((h, self.head_kind(h)?))) {
            let reason = "its head noun tells the kind";
            return Some(Name { tokens: head..listed.tokens.end, kind, strength: 2, row: None, reason });
        }
        let row = *listed.rows.first()?;
        let kind = EntityType::from_word(row.field(0))?;
        let sure = listed.tokens.len() > 1 || matches!(row.field(1), "state" | "demonym");
        let reason = "a name in the gazetteer";
        sure.then_some(Name { tokens: listed.tokens, kind, strength: 3, row: Some(row), reason })
    }
}

/// What a dateline names: its place, in capitals or not ("OSLO"), and its agency.
fn dateline_names<'d>(document: &Document<'_>, lexicon: &Lexicon<'d>, names: &mut Vec<Name<'d>>) {
    let Some(dateline) = &document.dateline else { return };
    let mut put = |tokens: &Range<usize>, kind, row, reason| {
        let listed = |n: &Name<'_>| n.tokens.start == tokens.start && n.row.is_some();
        if tokens.is_empty() || names.iter().any(listed) {
            return;
        }
        names.retain(|n| n.tokens.end <= tokens.start || n.tokens.start >= tokens.end);
        let at = names.partition_point(|n| n.tokens.start < tokens.start);
        names.insert(at, Name { tokens: tokens.clone(), kind, strength: 3, row, reason });
    };
    let titled: Vec<String> = dateline.place.clone().map(|i| capitalised(&document.tokens[i].lower)).collect();
    let row = lexicon.names.rows(&titled.join(" ")).find(|row| matches!(row.field(0), "GPE" | "LOC"));
    put(&dateline.place, EntityType::Gpe, row, "the place in the dateline");
    if let Some(agency) = &dateline.agency {
        let row = lexicon.names.rows(document.words(agency.clone())).find(|row| row.field(0) == "ORG");
        put(agency, EntityType::Org, row, "the agency in the dateline");
    }
}
