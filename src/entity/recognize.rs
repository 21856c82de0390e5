//! Names in the text: where they are and what kind of thing each names.
//!
//! The tagger finds them; the gazetteers have a say where they know a name, and a few rules mend what a model
//! that looks at one sentence cannot know: titles are kept apart from names, a dateline names a place, a headline
//! names what the text names.

use super::recognizer::{self, Tagged};
use crate::lexicon::Lexicon;
use crate::lexicon::packed::Row;
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::tag::{Tag, Tags};
use crate::token::{Case, TokenKind};
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

/// Finds names and titles in all sentences.
pub(super) fn names<'d>(
    document: &Document<'_>,
    tags: &Tags,
    lexicon: &Lexicon<'d>,
) -> (Vec<Name<'d>>, Vec<Range<usize>>) {
    let reader = Reader { document, tags, lexicon };
    let titles = reader.titles();
    let listed = reader.listed();
    let tagged = recognizer::tag(document, tags, lexicon);
    let mut names = reader.settle(tagged, listed, &titles);
    dateline_place(document, lexicon, &mut names);
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

    /// Brings what the tagger found and what the lists know together.
    fn settle(&self, tagged: Vec<Tagged>, listed: Vec<Listed<'d>>, titles: &[Range<usize>]) -> Vec<Name<'d>> {
        let mut names: Vec<Name<'d>> = Vec::new();
        let mut listed = listed.into_iter().peekable();
        for mut tag in tagged {
            self.trim(&mut tag, titles);
            if tag.tokens.is_empty() {
                continue;
            }
            let mut known = None;
            while let Some(entry) = listed.next_if(|l| l.tokens.start < tag.tokens.end) {
                if entry.tokens.end <= tag.tokens.start {
                    names.extend(self.missed(entry));
                } else if entry.tokens.start <= tag.tokens.start && entry.tokens.end >= tag.tokens.end {
                    known = Some(entry);
                }
            }
            if names.last().is_some_and(|n| n.tokens.end > tag.tokens.start) {
                continue;
            }
            names.push(self.name(tag, known));
        }
        for entry in listed {
            if names.last().is_none_or(|n| n.tokens.end <= entry.tokens.start) {
                names.extend(self.missed(entry));
            }
        }
        names
    }

    /// A title at the start of a person's name is no part of it, nor is an article of any name.
    fn trim(&self, tag: &mut Tagged, titles: &[Range<usize>]) {
        if tag.kind == EntityType::Person {
            let at = titles.partition_point(|t| t.end <= tag.tokens.start);
            for title in &titles[at..] {
                if title.start > tag.tokens.start || title.end >= tag.tokens.end {
                    break;
                }
                tag.tokens.start = title.end;
            }
        }
        if tag.tokens.len() > 1 && self.document.tokens[tag.tokens.start].is("the") {
            tag.tokens.start += 1;
        }
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

    /// A listed name that the tagger overlooked: taken where it can hardly be anything else.
    fn missed(&self, listed: Listed<'d>) -> Option<Name<'d>> {
        let row = *listed.rows.first()?;
        let kind = EntityType::from_word(row.field(0))?;
        let sure = listed.tokens.len() > 1 || matches!(row.field(1), "state" | "demonym");
        let reason = "a name in the gazetteer";
        sure.then_some(Name { tokens: listed.tokens, kind, strength: 3, row: Some(row), reason })
    }
}

/// The place of a dateline is a place, in capitals or not ("OSLO").
fn dateline_place<'d>(document: &Document<'_>, lexicon: &Lexicon<'d>, names: &mut Vec<Name<'d>>) {
    let Some(dateline) = &document.dateline else { return };
    let Some(first) = dateline.place.clone().next() else { return };
    let listed = |n: &Name<'_>| n.tokens.start == first && n.row.is_some();
    if names.iter().any(listed) {
        return;
    }
    let titled: Vec<String> = dateline.place.clone().map(|i| title_case(&document.tokens[i].lower)).collect();
    let row = lexicon.names.rows(&titled.join(" ")).find(|row| matches!(row.field(0), "GPE" | "LOC"));
    names.retain(|n| n.tokens.end <= dateline.place.start || n.tokens.start >= dateline.place.end);
    let reason = "the place in the dateline";
    let at = names.partition_point(|n| n.tokens.start < first);
    names.insert(at, Name { tokens: dateline.place.clone(), kind: EntityType::Gpe, strength: 3, row, reason });
}

fn title_case(lower: &str) -> String {
    let mut chars = lower.chars();
    chars.next().map_or_else(String::new, |c| c.to_uppercase().chain(chars).collect())
}
