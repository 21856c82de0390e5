//! Names in the text: where they are and what kind of thing each names.
//!
//! Gazetteers first, then runs of capitalised words, typed by their head noun, a title before them,
//! a given name, or their context.

use crate::lexicon::Lexicon;
use crate::lexicon::packed::Row;
use crate::report::view::EntityType;
use crate::segment::{Document, SentenceKind};
use crate::tag::{Tag, Tags};
use crate::token::{Case, Token, TokenKind};
use std::collections::HashMap;
use std::ops::Range;

/// A name before it has an entity.
#[derive(Debug, Clone)]
pub(super) struct Name<'d> {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// What kind of thing it names.
    pub kind: EntityType,
    /// How sure that is: 3 a list or a head noun, 2 a title or given name, 1 context, 0 a guess.
    pub strength: u8,
    /// The row of the gazetteer.
    pub row: Option<Row<'d>>,
    /// Why, in words.
    pub reason: &'static str,
}

/// Words that join the parts of one name when a capital follows.
const JOINERS: [&str; 17] =
    ["of", "the", "for", "de", "da", "do", "del", "della", "di", "la", "le", "al", "bin", "ibn", "von", "van", "der"];
/// Prepositions behind which an unknown name is most likely a place.
const PLACING: [&str; 7] = ["in", "near", "at", "from", "across", "outside", "around"];
/// Longest name, in tokens.
const MOST_TOKENS: usize = 9;

/// Finds names and titles in all sentences.
pub(super) fn names<'d>(
    document: &Document<'_>,
    tags: &Tags,
    lexicon: &Lexicon<'d>,
) -> (Vec<Name<'d>>, Vec<Range<usize>>) {
    let reader = Reader { document, tags, lexicon, inside: capitals_inside(document) };
    let (mut names, mut titles) = (Vec::new(), Vec::new());
    for sentence in &document.sentences {
        reader.sentence(sentence.tokens.clone(), sentence.kind, &mut names, &mut titles);
    }
    dateline_place(document, lexicon, &mut names);
    place_lists(document, &mut names);
    (names, titles)
}

/// Words whose capital tells that they are names, and how often.
fn capitals_inside<'t>(document: &Document<'t>) -> HashMap<&'t str, u32> {
    let mut inside = HashMap::new();
    let capital = |i: usize| document.tokens.get(i).is_some_and(Token::is_capitalised);
    for sentence in document.sentences.iter().filter(|s| s.kind == SentenceKind::Body) {
        for i in sentence.tokens.clone() {
            let opens = i == sentence.tokens.start || document.is_quote(i - 1);
            // At the start of a sentence a capital tells something only when another one follows.
            if capital(i) && (!opens || i + 1 < sentence.tokens.end && capital(i + 1)) {
                *inside.entry(document.word(i)).or_default() += 1;
            }
        }
    }
    inside
}

struct Reader<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
    inside: HashMap<&'t str, u32>,
}

impl<'d> Reader<'_, '_, 'd> {
    fn sentence(
        &self,
        range: Range<usize>,
        kind: SentenceKind,
        names: &mut Vec<Name<'d>>,
        titles: &mut Vec<Range<usize>>,
    ) {
        let mut i = range.start;
        while i < range.end {
            let title = self.title(i, range.end);
            let listed = self.listed(i, range.clone());
            let run = if self.is_name_word(i, &range, kind) { self.run(i, &range, kind) } else { i };
            // "San Pedro de Atacama": a listed place goes on with its particle.
            let particle = listed.is_some_and(|(n, row)| {
                let next = self.document.tokens.get(i + n).map_or("", |t| t.lower.as_str());
                row.field(0) == "GPE" && run > i + n && matches!(next, "de" | "del" | "da" | "do" | "di" | "la")
            });
            if particle {
                let kind = EntityType::Gpe;
                names.push(Name { tokens: i..run, kind, strength: 2, row: None, reason: "begins with a listed place" });
                i = run;
                continue;
            }
            let headed = (run > i + 1).then(|| self.head(i..run)).flatten();
            let wanted = listed.map_or(0, |(n, _)| n);
            if title > 0 && title >= wanted && headed.is_none_or(|(kind, _)| kind == EntityType::Person) {
                titles.push(i..i + title);
                i += title;
            } else if let Some((length, row)) =
                listed.filter(|&(n, row)| headed.is_none() || i + n >= run || row.field(0) == "PERSON")
            {
                i = self.push_listed(i, length, row, run, names);
            } else if run > i {
                // A demonym or state before an office belongs to the office.
                let end = self.shorten(i, run, range.end);
                if let Some(name) = self.typed(i..end, kind, &range, titles) {
                    names.push(name);
                }
                i = end;
            } else {
                i += 1;
            }
        }
    }

    /// Pushes a name of the gazetteer; a longer run around a city may name something else.
    fn push_listed(&self, at: usize, length: usize, row: Row<'d>, run: usize, names: &mut Vec<Name<'d>>) -> usize {
        let kind = EntityType::from_word(row.field(0)).unwrap_or(EntityType::Org);
        let given = self.lexicon.given.first(self.document.word(at)).is_some();
        let person =
            length == 1 && run > at + 1 && given && kind != EntityType::Norp && !matches!(row.field(1), "state");
        if person {
            names.push(Name {
                tokens: at..run,
                kind: EntityType::Person,
                strength: 2,
                row: None,
                reason: "begins with a given name",
            });
            return run;
        }
        let reason = match row.field(1) {
            "demonym" => "a people or group in the gazetteer",
            "agency" => "a news agency in the gazetteer",
            _ => "a name in the gazetteer",
        };
        names.push(Name { tokens: at..at + length, kind, strength: 3, row: Some(row), reason });
        at + length
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

    fn listed(&self, at: usize, range: Range<usize>) -> Option<(usize, Row<'d>)> {
        let token = &self.document.tokens[at];
        if token.kind != TokenKind::Word || token.case == Case::Lower {
            return None;
        }
        let (length, mut rows) =
            self.lexicon.longest_name(self.document.text, &self.document.tokens[..range.end], at)?;
        let row = rows.next()?;
        // A common word at the start of a sentence is that word, unless it is a name elsewhere too.
        let common = length == 1
            && at == range.start
            && self.lexicon.words.first(&token.lower).is_some()
            && token.case == Case::Title;
        // "Apple said": a bare singular noun is no subject, a name is.
        let common = common && !self.tags.tag(at + length).is_finite();
        let person = length == 1 && self.tags.tag(at) == Tag::Prp;
        let shouted = length == 1
            && token.case == Case::Upper
            && self.is_shouted(&range)
            && self.lexicon.words.first(&token.lower).is_some();
        (!person
            && !shouted
            && (!common
                || self.inside.contains_key(self.document.word(at))
                || self.tags.tag(at).is_name()
                || row.field(1) == "demonym"
                || row.field(1) == "state"))
            .then_some((length, row))
    }

    fn is_shouted(&self, range: &Range<usize>) -> bool {
        let words =
            self.document.tokens[range.clone()].iter().filter(|t| t.kind == TokenKind::Word && t.lower.len() > 1);
        let (upper, all) = words.fold((0, 0), |(u, a), t| (u + usize::from(t.case == Case::Upper), a + 1));
        upper * 2 > all
    }

    /// Whether the word at `at` can be part of a name.
    fn is_name_word(&self, at: usize, range: &Range<usize>, kind: SentenceKind) -> bool {
        let token = &self.document.tokens[at];
        let letters = token.kind == TokenKind::Word && token.lower.starts_with(char::is_alphabetic);
        if !letters
            || !(token.is_capitalised() || token.case == Case::Mixed)
            || token.is("i")
            || token.lower.contains("http")
            || token.lower.contains('@')
        {
            return false;
        }
        if self.lexicon.time.has(&token.lower, "month") || self.lexicon.time.has(&token.lower, "weekday") {
            return false;
        }
        let seen = self.inside.get(self.document.word(at)).copied().unwrap_or(0);
        let name = self.tags.tag(at).is_name();
        let quote = at > range.start && self.document.is_quote(at - 1);
        let opens = quote
            && at.checked_sub(2).is_none_or(|b| b < range.start || self.document.tokens[b].kind == TokenKind::Sign);
        let fresh = at == range.start || opens || at > 0 && self.document.tokens[at - 1].is(":");
        match kind {
            // A capital in a headline tells nothing: only what the text or the lists know counts.
            SentenceKind::Headline => seen > 0 || name && self.lexicon.words.first(&token.lower).is_none(),
            _ if fresh => {
                name && (seen > 0 || self.lexicon.words.first(&token.lower).is_none() || self.follows_name(at, range))
            }
            _ => {
                name || !self.tags.tag(at).is_verb()
                    && self.tags.tag(at) != Tag::Md
                    && token.case != Case::Lower
                    && self.tags.tag(at) != Tag::Prp
            }
        }
    }

    /// Whether the word after `at` is surely a name.
    fn follows_name(&self, at: usize, range: &Range<usize>) -> bool {
        range.contains(&(at + 1)) && self.document.tokens[at + 1].is_capitalised() && self.tags.tag(at + 1).is_name()
    }

    /// The end of the run of name words that starts at `start`.
    fn run(&self, start: usize, range: &Range<usize>, kind: SentenceKind) -> usize {
        let mut end = start + 1;
        while end < range.end && end - start < MOST_TOKENS {
            let token = &self.document.tokens[end];
            let next = end + 1;
            let capital_next = next < range.end && self.is_name_word(next, range, kind);
            // "von der Leyen"
            let particle_next = next + 1 < range.end
                && JOINERS.contains(&self.document.tokens[next].lower.as_str())
                && !matches!(token.lower.as_str(), "of" | "for" | "the")
                && self.is_name_word(next + 1, range, kind);
            let joins = JOINERS.contains(&token.lower.as_str())
                && (capital_next
                    || particle_next
                    || token.is("of")
                        && next + 1 < range.end
                        && self.document.tokens[next].is("the")
                        && self.is_name_word(next + 1, range, kind))
                && self.can_join(start..end, &token.lower);
            let joins_and = token.is("&") && capital_next;
            // "Food Workers' Union"
            let owned = token.is("'") && capital_next && self.lexicon.heads.has(self.document.word(next), "last");
            let the = token.is("the") && end > start && self.document.tokens[end - 1].is("of") && capital_next;
            let number = token.kind == TokenKind::Number
                && !token.lower.contains(['.', ','])
                && token.lower.len() <= 2
                && self.head(start..end).is_none()
                && self.document.tokens[end - 1].is_capitalised()
                && next >= range.end;
            if self.is_name_word(end, range, kind) || owned || joins || joins_and || the || number {
                end += 1;
            } else {
                break;
            }
        }
        end
    }

    /// Whether `joiner` can go on the name so far: "of" needs a head noun before it, name particles need a name.
    fn can_join(&self, so_far: Range<usize>, joiner: &str) -> bool {
        match joiner {
            "of" | "for" | "the" => {
                let last = self.document.word(so_far.end - 1);
                last.eq_ignore_ascii_case("of")
                    || self.lexicon.heads.first(last).is_some() && self.title(so_far.end - 1, so_far.end) == 0
            }
            _ => true,
        }
    }

    /// Ends a run before a title that stands within it ("Treasury Secretary Scott Bessent").
    fn shorten(&self, start: usize, run: usize, end: usize) -> usize {
        (start + 1..run)
            .find(|&i| {
                let title = self.title(i, end);
                title > 0 && i + title < run + 1 && !(i + title == run && self.head(start..run).is_some())
            })
            .unwrap_or(run)
    }

    /// The type that the head noun of a name tells.
    fn head(&self, name: Range<usize>) -> Option<(EntityType, &'static str)> {
        let of =
            name.clone().find(|&i| i > name.start && matches!(self.document.tokens[i].lower.as_str(), "of" | "for"));
        let last = of.unwrap_or(name.end) - 1;
        let typed = |at: usize, place: &str| {
            let row = self.lexicon.heads.rows(self.document.word(at)).find(|row| row.field(0) == place)?;
            EntityType::from_word(row.field(1))
        };
        if name.len() > 1
            && let Some(kind) = typed(name.start, "first")
        {
            return Some((kind, "its first word tells the kind"));
        }
        let alone = name.len() == 1;
        typed(last, "last").filter(|_| !alone).map(|kind| (kind, "its head noun tells the kind"))
    }

    /// Gives a run of name words its type.
    fn typed(
        &self,
        name: Range<usize>,
        kind: SentenceKind,
        range: &Range<usize>,
        titles: &[Range<usize>],
    ) -> Option<Name<'d>> {
        let words: Vec<&str> = name.clone().map(|i| self.document.word(i)).collect();
        let make = |kind, strength, reason| Some(Name { tokens: name.clone(), kind, strength, row: None, reason });
        let token =
            |i: usize| self.document.tokens.get(i).filter(|_| range.contains(&i)).map_or("", |t| t.lower.as_str());
        let before = name.start.checked_sub(1).map_or("", token);
        if let Some((kind, reason)) = self.head(name.clone()) {
            return make(kind, 3, reason);
        }
        if titles.last().is_some_and(|t| t.end == name.start) {
            return make(EntityType::Person, 2, "a title stands before it");
        }
        if self.lexicon.given.first(words[0]).is_some() && words.len() > 1 {
            return make(EntityType::Person, 2, "begins with a given name");
        }
        if words.iter().any(|w| w.contains(|c: char| c.is_ascii_digit())) {
            return make(EntityType::Product, 1, "a designation of letters and figures");
        }
        if words.contains(&"&") {
            return make(EntityType::Org, 2, "joined by an ampersand");
        }
        if matches!(before, "called" | "titled" | "entitled")
            || name.start > range.start && self.document.is_quote(name.start - 1) && self.is_work(name.start - 1, range)
        {
            return make(EntityType::Work, 1, "given as a title");
        }
        // "Jane Doe, a spokeswoman for", "Jane Doe, 34,"
        let apposition = token(name.end) == "," && {
            let after =
                name.end + 1 + usize::from(matches!(token(name.end + 1), "the" | "a" | "an" | "his" | "her" | "their"));
            let age = self
                .document
                .tokens
                .get(name.end + 1)
                .is_some_and(|t| t.kind == TokenKind::Number && t.lower.len() <= 3)
                && token(name.end + 2) == ",";
            age || (after..(after + 5).min(range.end))
                .take_while(|&i| token(i) != ",")
                .any(|i| self.title(i, range.end) > 0)
        };
        if apposition {
            return make(EntityType::Person, 2, "a role or an age stands behind it");
        }
        if words.len() == 1 && self.lexicon.given.first(words[0]).is_some() {
            return make(EntityType::Person, 1, "a given name");
        }
        // A common word with a capital names nothing by itself ("the Court", "TV").
        let common = words.len() == 1 && self.lexicon.words.first(&self.document.tokens[name.start].lower).is_some();
        let acronym =
            words.len() == 1 && self.document.tokens[name.start].case == Case::Upper && words[0].chars().count() <= 6;
        if acronym {
            return (kind != SentenceKind::Headline && !common).then(|| Name {
                tokens: name.clone(),
                kind: EntityType::Org,
                strength: 1,
                row: None,
                reason: "an acronym",
            });
        }
        let earlier = name.start.checked_sub(1).filter(|b| range.contains(b)).map_or("", |b| self.tags.lemma(b));
        if self.lexicon.groups.has(earlier, "bodies") {
            return make(EntityType::Org, 1, "a word for an organisation stands before it");
        }
        // "Her brother, Idris, added"
        let whose = name.start.checked_sub(2).filter(|b| before == "," && range.contains(b));
        if token(name.end) == "," && whose.is_some_and(|b| self.lexicon.groups.has(self.tags.lemma(b), "people")) {
            return make(EntityType::Person, 1, "a word for a person stands before it");
        }
        let staff = before == "at"
            && name
                .start
                .checked_sub(2)
                .filter(|b| range.contains(b))
                .is_some_and(|b| self.lexicon.groups.has(self.tags.lemma(b), "people"));
        if staff {
            return make(EntityType::Org, 1, "people work there");
        }
        let placed = PLACING.contains(&before) && words.len() <= 2;
        if placed {
            return make(EntityType::Gpe, 1, "stands where places stand");
        }
        let speaks = self.tags.tag(name.end).is_verb()
            && self.lexicon.frames.rows(self.tags.lemma(name.end)).any(|row| row.field(2) == "speech");
        let spoken = !before.is_empty()
            && self.tags.tag(name.start.saturating_sub(1)) == Tag::Vbd
            && matches!(before, "said" | "added" | "told");
        // One unknown word that opens a sentence is a name only if it is one elsewhere too.
        let lone = words.len() == 1 && name.start == range.start && !self.inside.contains_key(words[0]);
        if (lone || common) && !speaks {
            return None;
        }
        match words.len() {
            1 if speaks || spoken => make(EntityType::Person, 0, "it speaks"),
            1 if before == "the" => make(EntityType::Org, 0, "a name behind “the”"),
            1 => make(EntityType::Org, 0, "a capitalised name of unknown kind"),
            2 | 3 if before != "the" => make(EntityType::Person, 0, "two or three capitalised words of unknown kind"),
            _ => make(EntityType::Org, 0, "a capitalised name of unknown kind"),
        }
    }

    /// Whether the words before a quotation mark announce a title ("the film “…”").
    fn is_work(&self, quote: usize, range: &Range<usize>) -> bool {
        let before = quote.checked_sub(1).filter(|b| range.contains(b)).map_or("", |b| self.tags.lemma(b));
        matches!(
            before,
            "film"
                | "movie"
                | "book"
                | "novel"
                | "song"
                | "album"
                | "series"
                | "play"
                | "painting"
                | "report"
                | "documentary"
                | "single"
                | "essay"
        )
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

/// An unknown name in a list of places is a place ("Bahawalpur, Muridke, and Muzaffarabad").
fn place_lists(document: &Document<'_>, names: &mut [Name<'_>]) {
    let joined = |a: &Name<'_>, b: &Name<'_>| {
        let gap = &document.tokens[a.tokens.end..b.tokens.start.max(a.tokens.end)];
        !gap.is_empty() && gap.len() <= 2 && gap.iter().all(|t: &Token| t.is(",") || t.is("and") || t.is("or"))
    };
    let is_place = |n: &Name<'_>| n.kind == EntityType::Gpe && n.strength >= 1;
    for pass in 0..2 {
        for k in 1..names.len() {
            let i = if pass == 0 { k } else { names.len() - k };
            let (left, right) = names.split_at_mut(i);
            let (Some(a), Some(b)) = (left.last_mut(), right.first_mut()) else {
                continue;
            };
            if !joined(a, b) {
                continue;
            }
            let open = match (is_place(a) && b.strength == 0, is_place(b) && a.strength == 0) {
                (true, _) => b,
                (_, true) => a,
                _ => continue,
            };
            open.kind = EntityType::Gpe;
            open.strength = 1;
            open.reason = "in a list of places";
        }
    }
}
