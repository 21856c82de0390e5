//! What the treebanks say about the engine's own tokens.

use crate::conllu::Text;
use crate::eval_tokens::unit;
use article_lens::tag::Tag;
use article_lens::token::Token;
use std::collections::BTreeMap;

/// Tag and lemma of one token.
#[derive(Clone)]
pub struct Gold {
    /// The tag.
    pub tag: Tag,
    /// The lemma in lower case.
    pub lemma: String,
    /// Whether the treebank has the same token; else it is a hyphenated word put together.
    pub exact: bool,
}

/// The tag of a treebank as one of the engine's: money is a number, an address a name, a word split
/// by mistake and a foreign word a noun, what is cut off a word an adjective.
fn tag_of(name: &str) -> Tag {
    match name {
        "$" | "LS" => Tag::Cd,
        "ADD" => Tag::Nnp,
        "FW" | "GW" => Tag::Nn,
        "AFX" => Tag::Jj,
        name => Tag::from_word(name),
    }
}

/// Tag and lemma of each token of a text; none where the treebank cuts otherwise.
pub fn gold(text: &Text, tokens: &[Token]) -> Vec<Option<Gold>> {
    let mut spans = BTreeMap::new();
    let mut at = 0;
    while at < text.words.len() {
        let (end, whole) = unit(text, at);
        let words = &text.words[at..end];
        for word in words {
            let gold =
                Gold { tag: tag_of(&word.tag), lemma: word.lemma.replace('’', "'").to_lowercase(), exact: true };
            spans.insert(word.span, gold);
        }
        if words.len() > 1 && words[0].contraction.is_none() {
            // A hyphenated word has the tag of its head, or is an adjective before its noun.
            let outside = |w: &&crate::conllu::Word| w.head.is_none_or(|head| !(at..end).contains(&head));
            let head = words.iter().find(outside).unwrap_or(&words[words.len() - 1]);
            let modifies =
                matches!(head.relation.as_str(), "amod" | "compound" | "nmod") && head.head.is_some_and(|h| h >= end);
            let tag = tag_of(&head.tag);
            let tag = if modifies && !tag.is_name() && tag != Tag::Cd { Tag::Jj } else { tag };
            let lemma = words.iter().map(|w| w.lemma.to_lowercase()).collect();
            spans.entry(whole).or_insert(Gold { tag, lemma, exact: false });
        }
        at = end;
    }
    tokens.iter().map(|token| spans.get(&token.span).cloned()).collect()
}
