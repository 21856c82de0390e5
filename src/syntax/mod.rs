//! Tags to phrases and clauses: which verb has which subject and which arguments.
//!
//! A shallow parse by rule, read from left to right; it errs on the side of leaving an argument out.

mod chunk;
mod clause;

use crate::lexicon::Lexicon;
use crate::segment::Document;
use crate::tag::Tags;
use std::ops::Range;

pub use chunk::{Chunk, ChunkKind, VerbForm, VerbGroup};
pub use clause::{Argument, Clause, Marker, Relation};

/// The chunks and clauses of a document.
#[derive(Debug)]
pub struct Syntax {
    /// Chunks of all sentences, in order; together they cover every token once.
    pub chunks: Vec<Chunk>,
    /// The chunks of each sentence.
    pub sentences: Vec<Range<usize>>,
    /// Clauses, in the order of their verbs.
    pub clauses: Vec<Clause>,
}

impl Syntax {
    /// The chunk that holds token `token`.
    pub fn chunk_of(&self, token: usize) -> Option<usize> {
        let at = self.chunks.partition_point(|c| c.tokens.end <= token);
        (at < self.chunks.len()).then_some(at)
    }

    /// The noun phrases behind the preposition at chunk `preposition`, coordinated ones apart.
    pub fn nouns_behind(&self, preposition: usize) -> Vec<usize> {
        let kind = |at: usize| self.chunks.get(at).map(|c| c.kind);
        let skip = |mut at: usize| {
            while matches!(kind(at), Some(ChunkKind::Quote | ChunkKind::Adverb)) {
                at += 1;
            }
            at
        };
        let mut nouns = Vec::new();
        let mut at = skip(preposition + 1);
        while kind(at) == Some(ChunkKind::Noun) {
            nouns.push(at);
            let joint = skip(at + 1);
            if kind(joint) != Some(ChunkKind::Conjunction) {
                break;
            }
            at = skip(joint + 1);
        }
        nouns
    }

    /// The clauses whose verb stands in sentence `sentence`.
    pub fn clauses_in(&self, sentence: usize) -> impl Iterator<Item = (usize, &Clause)> {
        let first = self.clauses.partition_point(|c| c.sentence < sentence);
        let own = self.clauses[first..].iter().take_while(move |c| c.sentence == sentence);
        own.enumerate().map(move |(i, c)| (first + i, c))
    }

    /// The clauses of a sentence that stand around token `token`, at most `most` on either side, with their indices.
    pub fn clauses_around(
        &self,
        sentence: usize,
        token: usize,
        most: usize,
    ) -> impl DoubleEndedIterator<Item = (usize, &Clause)> {
        let at = self.clauses.partition_point(|c| self.chunks[c.verb].tokens.start < token);
        let (first, end) = (at.saturating_sub(most), (at + most).min(self.clauses.len()));
        self.clauses[first..end]
            .iter()
            .enumerate()
            .map(move |(i, c)| (first + i, c))
            .filter(move |(_, c)| c.sentence == sentence)
    }

    /// The index of the clause whose verb group is chunk `verb`.
    pub fn clause_of_verb(&self, verb: usize) -> Option<usize> {
        let at = self.clauses.partition_point(|c| c.verb < verb);
        self.clauses.get(at).filter(|c| c.verb == verb).map(|_| at)
    }

    /// The index of the clause whose verb group begins at token `token`.
    pub fn clause_at(&self, token: usize) -> Option<usize> {
        let start = |c: &Clause| self.chunks[c.verb].tokens.start;
        let at = self.clauses.partition_point(|c| start(c) < token);
        self.clauses.get(at).filter(|c| start(c) == token).map(|_| at)
    }

    /// The clause whose verb group begins at token `token`.
    pub fn clause_from(&self, token: usize) -> Option<&Clause> {
        self.clause_at(token).map(|at| &self.clauses[at])
    }
}

/// Parses every sentence of `document`.
pub fn parse(document: &Document<'_>, tags: &Tags, lexicon: &Lexicon<'_>) -> Syntax {
    let mut syntax = Syntax { chunks: Vec::new(), sentences: Vec::new(), clauses: Vec::new() };
    for (index, sentence) in document.sentences.iter().enumerate() {
        let start = syntax.chunks.len();
        syntax.chunks.extend(chunk::chunks(document, tags, lexicon, sentence.tokens.clone(), sentence.kind));
        let range = start..syntax.chunks.len();
        let first = syntax.clauses.len();
        let clauses = clause::clauses(&syntax.chunks, range.clone(), index, first, tags, lexicon);
        syntax.clauses.extend(clauses);
        syntax.sentences.push(range);
    }
    syntax
}
