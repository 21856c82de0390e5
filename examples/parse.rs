//! Prints how a text is read: tags, chunks and clauses of every sentence.
//!
//! `cargo run --example parse -- article.txt`

use article_lens::lexicon::Lexicon;
use article_lens::segment::Document;
use article_lens::{syntax, tag};
use std::{env, fs, io};

fn main() -> io::Result<()> {
    let path = env::args().nth(1).ok_or_else(|| io::Error::other("name a text file"))?;
    let text = fs::read_to_string(path)?;
    let lexicon = Lexicon::embedded();
    let document = Document::new(&text, &lexicon);
    let tags = tag::tag_document(&document, &lexicon);
    let syntax = syntax::parse(&document, &tags, &lexicon);
    for (index, sentence) in document.sentences.iter().enumerate() {
        println!("{:?}: {}", sentence.kind, document.words(sentence.tokens.clone()));
        for chunk in &syntax.chunks[syntax.sentences[index].clone()] {
            let tagged: Vec<String> =
                chunk.tokens.clone().map(|t| format!("{}/{}", document.word(t), tags.tag(t).as_str())).collect();
            println!(
                "  {:<12} {}",
                format!("{:?}", chunk.kind).split(['(', ' ']).next().unwrap_or(""),
                tagged.join(" ")
            );
        }
        for (_, clause) in syntax.clauses_in(index) {
            let words = |chunk: &usize| document.words(syntax.chunks[*chunk].tokens.clone()).to_owned();
            println!(
                "  {:?} «{}» subjects {:?}, end «{}»",
                clause.relation,
                words(&clause.verb),
                clause.subjects.iter().map(words).collect::<Vec<_>>(),
                document.word(clause.end - 1),
            );
            for argument in &clause.arguments {
                println!("    {:?} «{}»", argument.marker, document.words(argument.tokens.clone()));
            }
        }
    }
    Ok(())
}
