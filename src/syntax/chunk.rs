//! Chunks: noun phrases, verb groups, and the words between them.

use crate::lexicon::Lexicon;
use crate::segment::{Document, SentenceKind};
use crate::tag::{Tag, Tags};
use std::ops::Range;

/// What a chunk is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChunkKind {
    /// A noun phrase, or a pronoun.
    Noun,
    /// A noun phrase that names a time ("Friday", "last week").
    Time,
    /// A verb group.
    Verb(VerbGroup),
    /// A preposition.
    Preposition,
    /// "that", "if", "while": it opens a clause.
    Subordinator,
    /// "who", "which": it opens a relative clause.
    Relative,
    /// "and", "but", "or".
    Conjunction,
    /// An adverb or particle.
    Adverb,
    /// An adjective outside a noun phrase.
    Adjective,
    /// A comma.
    Comma,
    /// A quotation mark.
    Quote,
    /// Any other sign: it ends a clause.
    Stop,
}

/// The form of a verb group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum VerbForm {
    /// Has a tense: "held", "has urged", "will meet".
    Finite,
    /// "to meet".
    Infinitive,
    /// A bare base form: "(to promote and) prevent".
    Base,
    /// "urging".
    Gerund,
    /// A past participle by itself: "triggered (by)".
    Participle,
}

/// What a verb group says about its verb.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct VerbGroup {
    /// Its form.
    pub form: VerbForm,
    /// Whether the subject undergoes it.
    pub passive: bool,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether it speaks of what may, could or would be.
    pub conditional: bool,
    /// Whether it speaks of what is to come.
    pub future: bool,
    /// Whether it has "have" before its participle.
    pub perfect: bool,
    /// Whether it is in the past.
    pub past: bool,
}

/// A stretch of tokens that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Chunk {
    /// What it is.
    pub kind: ChunkKind,
    /// Its tokens.
    pub tokens: Range<usize>,
    /// Its main token: the last noun, the last verb.
    pub head: usize,
}

impl Chunk {
    /// The verb group, if it is one.
    pub fn verb(&self) -> Option<VerbGroup> {
        match self.kind {
            ChunkKind::Verb(group) => Some(group),
            _ => None,
        }
    }

    /// Whether it is a noun phrase.
    pub fn is_noun(&self) -> bool {
        self.kind == ChunkKind::Noun
    }
}

/// Tokens of a noun phrase at the most; what is longer is no prose.
const LONGEST_PHRASE: usize = 64;

/// Splits one sentence into chunks.
pub(super) fn chunks(
    document: &Document<'_>,
    tags: &Tags,
    lexicon: &Lexicon<'_>,
    range: Range<usize>,
    kind: SentenceKind,
) -> Vec<Chunk> {
    let chunker = Chunker { document, tags, lexicon, end: range.end };
    let mut found: Vec<Chunk> = Vec::new();
    let mut at = range.start;
    while at < range.end {
        let chunk = chunker.verb_group(at).or_else(|| chunker.noun_phrase(at)).unwrap_or_else(|| Chunk {
            kind: chunker.single(at),
            tokens: at..at + 1,
            head: at,
        });
        at = chunk.tokens.end;
        found.push(chunk);
    }
    let mut found = join_brackets(join_plurals(found, tags), document);
    mark_subordinators(&mut found, document);
    if kind != SentenceKind::Headline {
        repair_tense(&mut found, document, lexicon);
    }
    found
}

struct Chunker<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
    end: usize,
}

impl Chunker<'_, '_, '_> {
    fn tag(&self, token: usize) -> Tag {
        if token < self.end { self.tags.tag(token) } else { Tag::Sign }
    }

    fn word(&self, token: usize) -> &str {
        if token < self.end { &self.document.tokens[token].lower } else { "" }
    }

    fn is_time(&self, token: usize) -> bool {
        if token >= self.end {
            return false;
        }
        let (mut named, mut month) = (false, false);
        for row in self.lexicon.time.rows(self.word(token)) {
            named |= matches!(row.field(0), "weekday" | "deictic");
            month |= row.field(0) == "month" && self.document.tokens[token].is_capitalised();
        }
        let day = self.tag(token) == Tag::Cd
            && token + 1 < self.end
            && self.lexicon.time.has(self.word(token + 1), "month")
            && self.document.tokens[token + 1].is_capitalised();
        day || named || month && self.tag(token) != Tag::Md
    }

    /// The verb group that starts at `start`.
    fn verb_group(&self, start: usize) -> Option<Chunk> {
        let infinitive = self.tag(start) == Tag::To && {
            let next = (start + 1..self.end).find(|&i| !self.tag(i).is_adverb())?;
            self.tag(next) == Tag::Vb
        };
        let opens = infinitive || self.tag(start).is_verb() || self.tag(start) == Tag::Md;
        if !opens || self.modifies_noun(start) {
            return None;
        }
        let mut group = VerbGroup {
            form: VerbForm::Finite,
            passive: false,
            negated: false,
            conditional: false,
            future: false,
            perfect: false,
            past: false,
        };
        group.form = match self.tag(start) {
            Tag::To => VerbForm::Infinitive,
            Tag::Vb => VerbForm::Base,
            Tag::Vbg => VerbForm::Gerund,
            Tag::Vbn => VerbForm::Participle,
            _ => VerbForm::Finite,
        };
        let mut head = start;
        let mut expects_verb = infinitive;
        let mut last_auxiliary = "";
        let mut i = start + usize::from(infinitive);
        while i < self.end {
            let tag = self.tag(i);
            let word = self.word(i);
            if tag == Tag::Md {
                group.future |= matches!(word, "will" | "shall" | "'ll" | "wo" | "would" | "'d");
                group.conditional |= matches!(word, "could" | "may" | "might" | "should" | "can");
                expects_verb = true;
            } else if tag.is_verb() {
                if i > start && !expects_verb {
                    break;
                }
                head = i;
                group.passive = last_auxiliary == "be" && tag == Tag::Vbn;
                group.past |= tag == Tag::Vbd;
                let role = self.lexicon.auxiliaries.first(self.tags.lemma(i)).map_or("", |row| row.field(0));
                expects_verb = self.continues(i, role);
                group.perfect |= role == "have" && expects_verb;
                last_auxiliary = if expects_verb { role } else { "" };
            } else if matches!(word, "not" | "n't" | "never") && (expects_verb || i > start) {
                group.negated = true;
            } else if tag == Tag::To && expects_verb && last_auxiliary == "aspect" {
                last_auxiliary = "";
            } else if !(tag.is_adverb() && expects_verb) {
                break;
            }
            i += 1;
        }
        // "never spoke"
        let before = start.checked_sub(1).map_or("", |b| self.word(b));
        group.negated |= matches!(before, "never" | "not" | "hardly" | "scarcely");
        // "is going to", "is set to", "plans to" speak of what is to come.
        let ahead =
            matches!(self.tags.lemma(head), "go" | "set" | "plan" | "expect" | "schedule" | "due" | "slate" | "intend");
        let verb_behind = |to: usize| {
            let next = self.tag(to + 1);
            self.word(to) == "to" && !(next.is_name() || matches!(next, Tag::Dt | Tag::PrpS | Tag::Prp | Tag::Cd))
        };
        group.future |= ahead && verb_behind(i);
        // The same where "set" is read as an adjective: "is set to", "is due to", "is likely to".
        let awaited = matches!(self.word(i), "set" | "due" | "slated" | "scheduled" | "expected" | "poised" | "likely");
        group.future |= awaited && self.tags.lemma(head) == "be" && verb_behind(i + 1);
        // "is to resume"
        let is = self.tags.lemma(head) == "be" && group.form == VerbForm::Finite;
        group.future |= is && self.tag(i) == Tag::To && self.tag(i + 1) == Tag::Vb;
        let end = (head + 1).max(start + 1);
        Some(Chunk { kind: ChunkKind::Verb(group), tokens: start..end, head })
    }

    /// Whether the auxiliary at `at` has its verb right behind it.
    fn continues(&self, at: usize, role: &str) -> bool {
        let Some(next) = (at + 1..self.end).find(|&i| !self.tag(i).is_adverb()) else {
            return false;
        };
        let tag = self.tag(next);
        match role {
            "be" => matches!(tag, Tag::Vbn | Tag::Vbg) && !self.modifies_noun(next),
            "have" => matches!(tag, Tag::Vbn | Tag::Vbd) && !self.modifies_noun(next),
            "do" => matches!(tag, Tag::Vb),
            "aspect" => tag == Tag::Vbg && !self.modifies_noun(next) || tag == Tag::To && self.tag(next + 1) == Tag::Vb,
            _ => false,
        }
    }

    /// Whether a participle stands before its noun ("rising prices", "the wounded soldiers").
    fn modifies_noun(&self, at: usize) -> bool {
        if !matches!(self.tag(at), Tag::Vbn | Tag::Vbg) || at == 0 {
            return false;
        }
        let before = self.tag(at - 1);
        let opened = matches!(before, Tag::Dt | Tag::PrpS | Tag::Pos | Tag::Cd | Tag::Pdt) || before.is_adjective();
        let bare = before == Tag::In && self.tag(at) == Tag::Vbn || at == self.sentence_start(at);
        (opened || bare)
            && (self.tag(at + 1).is_noun() || self.tag(at + 1).is_adjective())
            && self.tag(at + 1) != Tag::Nnp
    }

    fn sentence_start(&self, token: usize) -> usize {
        self.document.sentence_of(token).map_or(0, |s| self.document.sentences[s].tokens.start)
    }

    /// The noun phrase that starts at `start`.
    fn noun_phrase(&self, start: usize) -> Option<Chunk> {
        if matches!(self.tag(start), Tag::Prp | Tag::Ex) {
            return Some(Chunk { kind: ChunkKind::Noun, tokens: start..start + 1, head: start });
        }
        if self.is_time(start) {
            let mut end = start + 1;
            while end < self.end
                && (self.is_time(end) || self.tag(end) == Tag::Cd || self.lexicon.time.has(self.word(end), "daypart"))
            {
                end += 1;
            }
            return Some(Chunk { kind: ChunkKind::Time, tokens: start..end, head: end - 1 });
        }
        let bound = self.bound(start);
        let mut head = None;
        let mut i = start + bound;
        while i < self.end.min(start + LONGEST_PHRASE) {
            let tag = self.tag(i);
            let noun = tag.is_noun() && !self.is_time(i);
            let modifier = matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pdt | Tag::Cd | Tag::WpS)
                || tag.is_adjective()
                || self.modifies_noun(i);
            // "both nations", where "both" is read as a conjunction.
            let both = self.word(i) == "both" && self.tag(i + 1) == Tag::Nns;
            let possessive = tag == Tag::Pos && head.is_some();
            let adverb = tag.is_adverb()
                && (self.tag(i + 1).is_adjective() || self.tag(i + 1) == Tag::Cd || self.modifies_noun(i + 1));
            // A determiner after a noun opens another phrase.
            let opens = matches!(tag, Tag::Dt | Tag::PrpS | Tag::Pdt | Tag::WpS) && head.is_some();
            let joins = tag == Tag::Cc && self.word(i) == "&" && head.is_some() && self.tag(i + 1).is_name();
            let time = self.is_time(i) || head.is_some() && self.opens_time_or_amount(i);
            if time || opens || !(noun || modifier || both || possessive || adverb || joins) {
                break;
            }
            if noun || (tag == Tag::Cd && !self.tag(i + 1).is_noun()) {
                head = Some(i);
            } else if possessive {
                head = head.filter(|&h| h + 1 == i);
            }
            i += 1;
        }
        let head = head.or_else(|| {
            // "those", "both", "the wounded": a determiner or adjective that stands for its noun.
            let last = i.checked_sub(1).filter(|&last| last >= start)?;
            let pronoun = self.tag(last) == Tag::Dt && last == start && !matches!(self.word(last), "the" | "a" | "an");
            let people = self.tag(start) == Tag::Dt && last > start && self.tag(last) == Tag::Jj;
            (pronoun || people).then_some(last)
        })?;
        let time = self.lexicon.time.has(self.word(head), "unit")
            && start < head
            && matches!(self.word(head - 1), "last" | "next" | "this" | "past" | "earlier");
        // "in 2015 and 2016"
        let year = head == start && self.tag(head) == Tag::Cd && is_year(self.word(head));
        let kind = if time || year { ChunkKind::Time } else { ChunkKind::Noun };
        Some(Chunk { kind, tokens: start..head + 1, head })
    }

    /// How many words before a number bound it: "at least 40", "more than 40", "up to 40", "as many as 40".
    fn bound(&self, start: usize) -> usize {
        let [first, second, third] = [0, 1, 2].map(|k| if start + k < self.end { self.word(start + k) } else { "" });
        let length = match (first, second, third) {
            ("at", "least" | "most", _) | ("more" | "less" | "fewer", "than", _) | ("up" | "close", "to", _) => 2,
            ("as", "many" | "few" | "much", "as") => 3,
            _ => return 0,
        };
        if start + length < self.end && self.tag(start + length) == Tag::Cd { length } else { 0 }
    }

    /// Whether what stands at `at`, behind a noun, opens a phrase of its own ("took Kabul last month", "gave Mali 5 million
    /// dollars").
    fn opens_time_or_amount(&self, at: usize) -> bool {
        let next = self.tag(at + 1);
        let after = matches!(self.word(at), "last" | "next" | "this" | "past")
            && self.lexicon.time.has(self.word(at + 1), "unit");
        let scaled = || self.lexicon.units.has(self.word(at + 1), "scale");
        let counted = match self.tag(at - 1).is_name() {
            true => next == Tag::Cd || scaled(),
            false => next == Tag::Cd || scaled() || next == Tag::Nns,
        };
        after || self.tag(at) == Tag::Cd && self.tag(at - 1).is_noun() && counted
    }

    fn single(&self, at: usize) -> ChunkKind {
        match self.tag(at) {
            Tag::In | Tag::To
                if matches!(
                    self.word(at),
                    "that" | "if" | "whether" | "because" | "although" | "though" | "unless" | "whereas" | "while"
                ) =>
            {
                ChunkKind::Subordinator
            }
            Tag::In | Tag::To => ChunkKind::Preposition,
            Tag::Cc => ChunkKind::Conjunction,
            Tag::Wdt | Tag::Wp | Tag::WpS => ChunkKind::Relative,
            Tag::Wrb => ChunkKind::Subordinator,
            Tag::Sign if self.document.is_quote(at) => ChunkKind::Quote,
            Tag::Sign if self.word(at) == "," => ChunkKind::Comma,
            Tag::Sign => ChunkKind::Stop,
            tag if tag.is_adjective() || tag == Tag::Cd => ChunkKind::Adjective,
            _ => ChunkKind::Adverb,
        }
    }
}

/// "after", "before", "as", "since", "until", "for" open a clause when a subject and its verb follow.
fn mark_subordinators(chunks: &mut [Chunk], document: &Document<'_>) {
    for i in 0..chunks.len() {
        let word = document.tokens[chunks[i].head].lower.as_str();
        if chunks[i].kind == ChunkKind::Preposition
            && matches!(word, "after" | "before" | "as" | "since" | "until" | "till" | "once")
        {
            let finite = |c: Option<&Chunk>| {
                c.and_then(Chunk::verb).is_some_and(|v| matches!(v.form, VerbForm::Finite | VerbForm::Participle))
            };
            let subject = chunks.get(i + 1).is_some_and(Chunk::is_noun);
            let chain = chunks.get(i + 2).is_some_and(|c| c.kind == ChunkKind::Preposition)
                && chunks.get(i + 3).is_some_and(Chunk::is_noun);
            if subject && (finite(chunks.get(i + 2)) || chain && finite(chunks.get(i + 4))) {
                chunks[i].kind = ChunkKind::Subordinator;
            }
        }
    }
}

/// A form that can be past tense or participle ("convicted") is past tense where the clause would
/// have no verb otherwise, or where it goes on after a verb with a tense.
fn repair_tense(chunks: &mut [Chunk], document: &Document<'_>, lexicon: &Lexicon<'_>) {
    let breaks = |c: &Chunk| {
        matches!(
            c.kind,
            ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Subordinator | ChunkKind::Relative | ChunkKind::Quote
        )
    };
    for i in 1..chunks.len() {
        // "we reject": a bare form behind its subject has a tense.
        if let Some(group) = chunks[i].verb().filter(|g| g.form == VerbForm::Base)
            && chunks[i - 1].is_noun()
        {
            chunks[i].kind = ChunkKind::Verb(VerbGroup { form: VerbForm::Finite, ..group });
        }
    }
    for i in 0..chunks.len() {
        let Some(group) = chunks[i].verb().filter(|g| g.form == VerbForm::Participle) else {
            continue;
        };
        let form = document.tokens[chunks[i].head].lower.as_str();
        let listed = lexicon.words.first(form).map_or("", |row| row.field(0));
        let past = form.ends_with("ed") || listed.split(' ').any(|tag| tag == "VBD");
        // "written by", but "started by writing"
        let by = chunks.get(i + 1).is_some_and(|c| document.tokens[c.head].is("by"));
        let agent = by && chunks.get(i + 2).and_then(Chunk::verb).is_none();
        let finite = |c: &Chunk| c.verb().is_some_and(|v| v.form == VerbForm::Finite);
        let before = chunks[..i].iter().rev().find(|c| !matches!(c.kind, ChunkKind::Adverb | ChunkKind::Time));
        let joined = before.is_some_and(|c| c.kind == ChunkKind::Conjunction);
        let earlier = chunks[..i].iter().rev().find_map(|c| c.verb().filter(|v| v.form == VerbForm::Finite));
        let mut changed = group;
        if joined && let Some(earlier) = earlier {
            changed = VerbGroup { form: VerbForm::Finite, ..earlier };
        } else {
            let start = chunks[..i].iter().rposition(&breaks).map_or(0, |at| at + 1);
            let told = chunks[start..i].iter().any(finite);
            // Its subject is a noun that no preposition governs.
            let free = |at: usize| {
                let governed = at > start && chunks[at - 1].kind == ChunkKind::Preposition;
                chunks[at].is_noun() && !governed
            };
            let named = (start..i).any(free);
            let told_after = chunks[i + 1..].iter().take_while(|c| !breaks(c)).any(finite);
            let closed = before.is_some_and(|c| c.kind == ChunkKind::Comma);
            // After a comma it can end a parenthesis ("X, the Y, announced") when nothing else has a tense.
            let main = |at: usize| {
                let opener = chunks[..at].iter().rev().find(|c| c.kind != ChunkKind::Adverb);
                finite(&chunks[at]) && !opener.is_some_and(|c| c.kind == ChunkKind::Relative)
            };
            let lone = closed && !(0..chunks.len()).any(main) && chunks[..i].iter().any(Chunk::is_noun);
            // "Jobs welcomed everyone … and announced": a participle has no object.
            let object = joins_directly(chunks, i);
            if past && !agent && (!told_after || object) && (named && !told || lone) {
                changed = VerbGroup { form: VerbForm::Finite, past: true, passive: false, ..group };
            }
        }
        chunks[i].kind = ChunkKind::Verb(changed);
    }
}

/// Whether four figures can be a year.
fn is_year(word: &str) -> bool {
    word.len() == 4 && word.parse::<u32>().is_ok_and(|year| (1500..2100).contains(&year))
}

/// Whether the verb at `at` stands between its noun and another, at most a time or an adverb between them.
fn joins_directly(chunks: &[Chunk], at: usize) -> bool {
    let before = chunks[..at].iter().rev().find(|c| !matches!(c.kind, ChunkKind::Time | ChunkKind::Adverb));
    before.is_some_and(Chunk::is_noun) && chunks.get(at + 1).is_some_and(Chunk::is_noun)
}

/// A plural noun read as a verb ("engaged in artillery exchanges along …") goes back to its phrase: a
/// clause that has its verb takes no second one behind a preposition's noun.
fn join_plurals(chunks: Vec<Chunk>, tags: &Tags) -> Vec<Chunk> {
    let mut joined: Vec<Chunk> = Vec::with_capacity(chunks.len());
    for chunk in chunks {
        let plural = chunk.tokens.len() == 1 && tags.tag(chunk.head) == Tag::Vbz;
        let governed = joined.len() >= 2
            && joined[joined.len() - 1].is_noun()
            && joined[joined.len() - 2].kind == ChunkKind::Preposition
            && !tags.tag(joined[joined.len() - 1].head).is_name();
        let told = joined
            .iter()
            .rev()
            .take_while(|c| {
                !matches!(c.kind, ChunkKind::Comma | ChunkKind::Stop | ChunkKind::Subordinator | ChunkKind::Relative)
            })
            .any(|c| c.verb().is_some_and(|v| v.form == VerbForm::Finite));
        match joined.last_mut() {
            Some(noun) if plural && governed && told => {
                noun.tokens.end = chunk.tokens.end;
                noun.head = chunk.head;
            }
            _ => joined.push(chunk),
        }
    }
    joined
}

/// What stands in brackets within a sentence interrupts it and nothing more.
fn join_brackets(chunks: Vec<Chunk>, document: &Document<'_>) -> Vec<Chunk> {
    let is = |chunk: &Chunk, sign: &str| document.tokens[chunk.head].is(sign);
    let mut joined: Vec<Chunk> = Vec::with_capacity(chunks.len());
    let mut at = 0;
    while at < chunks.len() {
        let close = is(&chunks[at], "(").then(|| (at + 1..chunks.len()).find(|&i| is(&chunks[i], ")"))).flatten();
        match close {
            Some(close) => {
                let tokens = chunks[at].tokens.start..chunks[close].tokens.end;
                joined.push(Chunk { kind: ChunkKind::Adverb, head: tokens.start, tokens });
                at = close + 1;
            }
            None => {
                joined.push(chunks[at].clone());
                at += 1;
            }
        }
    }
    joined
}
