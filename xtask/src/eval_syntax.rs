//! `cargo xtask eval-syntax`: subjects and objects of the clause reader against the held-out treebanks.
//!
//! For each verb of the treebank that has a subject (`nsubj`, `nsubj:pass`) or an object (`obj`):
//! does the engine's clause with that verb at its head have a phrase there that holds the same word?
//! Copulas and auxiliaries are left out; of what is coordinated the first member counts.

use crate::conllu::{self, HELD_OUT};
use crate::eval_tokens::Score;
use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::syntax::{Relation, parse};
use article_lens::tag::tag_document;
use article_lens::text::Span;
use std::collections::BTreeSet;
use std::path::Path;

/// Prints precision, recall and F1 of subjects and objects for each file.
pub fn run(corpora: &Path) -> anyhow::Result<()> {
    let lexicon = Lexicon::embedded();
    for file in HELD_OUT {
        let [mut subjects, mut objects] = [Score::default(); 2];
        for text in conllu::read(corpora, &[file])? {
            let document = Document::new(&text.text, &lexicon);
            let tags = tag_document(&document, &lexicon);
            let syntax = parse(&document, &tags, &lexicon);
            let [mut gold_subjects, mut gold_objects, mut found_subjects, mut found_objects]: [BTreeSet<(Span, Span)>;
                4] = Default::default();
            for word in &text.words {
                let Some(head) = word.head.map(|head| &text.words[head]).filter(|head| head.tag.starts_with("VB"))
                else {
                    continue;
                };
                match word.relation.as_str() {
                    "nsubj" | "nsubj:pass" => _ = gold_subjects.insert((head.span, word.span)),
                    "obj" => _ = gold_objects.insert((head.span, word.span)),
                    _ => {}
                }
            }
            // A copula or auxiliary is no verb of its own in the trees.
            let main = |w: &&conllu::Word| {
                w.tag.starts_with("VB") && !w.relation.starts_with("aux") && !w.relation.starts_with("cop")
            };
            let verbs: BTreeSet<Span> = text.words.iter().filter(main).map(|w| w.span).collect();
            for clause in &syntax.clauses {
                let verb = document.tokens[syntax.chunks[clause.verb].head].span;
                if !verbs.contains(&verb) {
                    continue;
                }
                // A tree takes the first word of a name for its head, a chunk the last: any word of the chunk will do.
                let pair = |gold: &BTreeSet<(Span, Span)>, chunk: usize| {
                    let chunk = &syntax.chunks[chunk];
                    let own = document.span(chunk.tokens.clone());
                    let inside = |g: &&(Span, Span)| g.0 == verb && own.start <= g.1.start && g.1.end <= own.end;
                    gold.iter().find(inside).copied().unwrap_or((verb, document.tokens[chunk.head].span))
                };
                // Participles and what is coordinated share a subject, which basic trees do not note.
                let own = matches!(clause.relation, Relation::Main | Relation::Relative);
                if let Some(&subject) = clause.subjects.first().filter(|_| own) {
                    // "who" is the subject in the tree, the noun before it in the clause: both name the same.
                    let relative = gold_subjects.iter().find(|(head, subject)| {
                        let word = subject.slice(&text.text).to_lowercase();
                        *head == verb && matches!(word.as_str(), "who" | "which" | "that")
                    });
                    let relative = relative.filter(|_| clause.relation == Relation::Relative);
                    found_subjects.insert(relative.copied().unwrap_or_else(|| pair(&gold_subjects, subject)));
                }
                if let Some(&object) = clause.object().and_then(|object| object.nouns.first()) {
                    found_objects.insert(pair(&gold_objects, object));
                }
            }
            subjects.add(Score::of(&gold_subjects, &found_subjects));
            objects.add(Score::of(&gold_objects, &found_objects));
        }
        println!("{file}: subjects {subjects}; objects {objects}");
    }
    Ok(())
}
