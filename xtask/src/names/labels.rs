//! Labels of one scheme from gold texts, the teacher's labels and the gazetteers.

use super::texts::Text;
use crate::corpora::Kind;
use article_lens::lexicon::Lexicon;
use article_lens::report::view::EntityType;
use article_lens::segment::Document;
use std::collections::HashMap;
use std::ops::Range;

/// A name in a text: code points and kind.
pub type Span = (Range<usize>, EntityType);

/// Plain texts with the teacher's names, and gold texts with their own names and, for the kinds that their corpus
/// leaves out, the teacher's.
pub fn assemble(gold: Vec<Text>, silver: Vec<Text>, lexicon: &Lexicon<'_>) -> Vec<(Text, Vec<Span>)> {
    let mut own: HashMap<(String, String), Text> = HashMap::new();
    for text in gold {
        own.insert((text.corpus.clone(), text.labelled.id.clone()), text);
    }
    let mut texts = Vec::new();
    for text in silver {
        let taught = spans(&text, lexicon);
        let spans = match own.get(&(text.corpus.clone(), text.labelled.id.clone())) {
            None => taught,
            Some(gold) => {
                let mut merged = spans(gold, lexicon);
                let main = |kind: EntityType| matches!(kind, EntityType::Person | EntityType::Org | EntityType::Gpe);
                for (range, kind) in taught {
                    if !main(kind) && merged.iter().all(|(r, _)| r.end <= range.start || range.end <= r.start) {
                        merged.push((range, kind));
                    }
                }
                merged.sort_by_key(|(r, _)| r.start);
                merged
            }
        };
        texts.push((text, spans));
    }
    texts
}

/// The names of a text with the kinds of the report; names whose kind cannot be told are left out.
fn spans(text: &Text, lexicon: &Lexicon<'_>) -> Vec<Span> {
    let chars: Vec<char> = text.labelled.text.chars().collect();
    let name = |range: Range<usize>, label: &str| {
        let words: String = chars[range.clone()].iter().collect();
        let quoted = range.start.checked_sub(1).is_some_and(|b| matches!(chars[b], '"' | '“' | '‘' | '\''));
        Some((range, kind(label, &words, quoted, lexicon)?))
    };
    let mut spans = Vec::new();
    for (start, end, label) in &text.labelled.entities {
        // "Lhasa, Tibet" is two places, whatever a corpus says.
        let place = Kind::from_label(label) == Some(Kind::Loc);
        let mut from = *start;
        let commas = (*start..*end).zip(&chars[*start..*end]).filter(|(_, c)| place && **c == ',');
        for (at, _) in commas {
            spans.extend(name(from..at, label));
            from = (at + 2).min(*end);
        }
        if from < *end {
            spans.extend(name(from..*end, label));
        }
    }
    spans
}

/// The kind of a name: what its label says, and for labels that stand for several kinds what the lists say.
fn kind(label: &str, words: &str, quoted: bool, lexicon: &Lexicon<'_>) -> Option<EntityType> {
    let exact = match label {
        "FAC" | "Facility" | "facility" => Some(EntityType::Fac),
        "NORP" | "norp" => Some(EntityType::Norp),
        "PRODUCT" | "Product" | "product" => Some(EntityType::Product),
        "event" | "election" => Some(EntityType::Event),
        "creative-work" => Some(EntityType::Work),
        _ => None,
    };
    if exact.is_some() {
        return exact;
    }
    let known = || {
        let document = Document::new(words, lexicon);
        let head = document.tokens.last().map(|t| t.span.slice(words));
        let first = document.tokens.first().map(|t| t.span.slice(words));
        let listed =
            lexicon.names.rows(words.trim_start_matches("the ")).find_map(|r| EntityType::from_word(r.field(0)));
        let by_head = |word: Option<&str>, place: &str| {
            word.and_then(|w| lexicon.heads.rows(w).find(|r| r.field(0) == place))
                .and_then(|row| EntityType::from_word(row.field(1)))
        };
        let several = document.tokens.len() > 1;
        let headed = by_head(head, "last").filter(|_| several).or_else(|| by_head(first, "first").filter(|_| several));
        [listed, headed]
    };
    match Kind::from_label(label)? {
        Kind::Per => Some(EntityType::Person),
        Kind::Org => Some(EntityType::Org),
        Kind::Loc => {
            let place = |k: &EntityType| matches!(k, EntityType::Gpe | EntityType::Loc | EntityType::Fac);
            Some(known().into_iter().flatten().find(place).unwrap_or(EntityType::Gpe))
        }
        Kind::Misc => {
            let other = |k: &EntityType| {
                matches!(
                    k,
                    EntityType::Norp | EntityType::Event | EntityType::Law | EntityType::Work | EntityType::Product
                )
            };
            let numbered = words.contains(|c: char| c.is_ascii_digit()) && words.contains(char::is_alphabetic);
            known()
                .into_iter()
                .flatten()
                .find(other)
                .or_else(|| quoted.then_some(EntityType::Work))
                .or_else(|| numbered.then_some(EntityType::Product))
        }
    }
}
