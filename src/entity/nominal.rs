//! Common nouns that stand for an entity ("the minister", "the company"), where only one can be meant.

use super::Entities;
use crate::lexicon::Lexicon;
use crate::segment::Document;
use crate::tag::Tags;
use std::ops::Range;

/// What is known so far of those who may be meant.
pub(super) struct Nominals<'a, 't, 'd> {
    document: &'a Document<'t>,
    tags: &'a Tags,
    lexicon: &'a Lexicon<'d>,
}

impl<'a, 't, 'd> Nominals<'a, 't, 'd> {
    pub(super) fn new(document: &'a Document<'t>, tags: &'a Tags, lexicon: &'a Lexicon<'d>, _found: &Entities) -> Self {
        Nominals { document, tags, lexicon }
    }

    /// Takes note of a mention.
    pub(super) fn saw(&mut self, _entity: usize, _token: usize, _sentence: usize, _found: &Entities) {}

    /// The entity that the noun phrase `tokens` with head `head` stands for.
    pub(super) fn resolve(
        &mut self,
        _tokens: Range<usize>,
        _head: usize,
        _sentence: usize,
        _found: &Entities,
    ) -> Option<(Range<usize>, usize)> {
        let _ = (self.document, self.tags, self.lexicon);
        None
    }
}
