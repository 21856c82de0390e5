//! Treebanks in CoNLL-U, with the text that they annotate put together again.

use anyhow::Context;
use article_lens::text::Span;
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The parts to train on.
pub const TRAINING: [&str; 2] = ["ewt_train.conllu", "gum_train.conllu"];
/// The parts that training never sees.
pub const HELD_OUT: [&str; 2] = ["ewt_dev.conllu", "gum_dev.conllu"];

/// One syntactic word.
pub struct Word {
    /// Where it stands in the text; words of a contraction that do not spell it share its whole span.
    pub span: Span,
    /// The form as annotated.
    pub form: String,
    /// The lemma as annotated.
    pub lemma: String,
    /// The tag of the Penn Treebank.
    pub tag: String,
    /// The word it depends on, by its number in the document; none for a root.
    pub head: Option<usize>,
    /// The relation to its head.
    pub relation: String,
    /// The span of the contraction it is part of.
    pub contraction: Option<Span>,
}

/// One text of a treebank.
pub struct Text {
    /// Its name.
    pub id: String,
    /// The text: sentences with the spaces that the treebank notes, a line for each paragraph.
    pub text: String,
    /// Its words.
    pub words: Vec<Word>,
    /// The words of each sentence.
    pub sentences: Vec<Range<usize>>,
}

impl Text {
    /// The span of one sentence.
    pub fn sentence(&self, index: usize) -> Span {
        let words = &self.words[self.sentences[index].clone()];
        words.first().map_or(Span::new(0, 0), |first| first.span.cover(words[words.len() - 1].span))
    }

    /// What kind of text it is, from its name.
    pub fn genre(&self) -> &str {
        self.id.trim_start_matches("GUM_").split(['_', '-']).next().unwrap_or("")
    }
}

/// Reads files of `corpora/syntax`.
pub fn read(corpora: &Path, files: &[&str]) -> anyhow::Result<Vec<Text>> {
    let mut texts = Vec::new();
    for file in files {
        let path = corpora.join("syntax").join(file);
        let content = fs::read_to_string(&path).with_context(|| format!("cannot read {}", path.display()))?;
        parse(&content, &mut texts).with_context(|| format!("in {}", path.display()))?;
    }
    Ok(texts)
}

fn parse(content: &str, texts: &mut Vec<Text>) -> anyhow::Result<()> {
    // What goes before the next word.
    let mut gap = "";
    let mut start = 0;
    // Last number and span of the contraction that is being read.
    let mut contraction: Option<(usize, Span)> = None;
    for line in content.lines() {
        if let Some(id) = line.strip_prefix("# newdoc id = ") {
            texts.push(Text { id: id.to_owned(), text: String::new(), words: Vec::new(), sentences: Vec::new() });
            start = 0;
        } else if line.starts_with("# newpar") {
            gap = "\n";
        }
        let Some(text) = texts.last_mut() else { continue };
        if line.is_empty() {
            text.sentences.push(start..text.words.len());
            start = text.words.len();
            continue;
        }
        let columns: Vec<&str> = line.split('\t').collect();
        if columns.len() != 10 || columns[0].contains('.') {
            continue;
        }
        let mut write = |form: &str| {
            if !text.text.is_empty() {
                text.text.push_str(gap);
            }
            text.text.push_str(form);
            gap = if columns[9].split('|').any(|f| f == "SpaceAfter=No") { "" } else { " " };
            Span::new(text.text.len() - form.len(), text.text.len())
        };
        if let Some((_, last)) = columns[0].split_once('-') {
            contraction = Some((last.parse()?, write(columns[1])));
            continue;
        }
        let number: usize = columns[0].parse()?;
        contraction = contraction.filter(|c| c.0 >= number);
        let span = match contraction {
            None => write(columns[1]),
            Some((last, whole)) => {
                // The words of a contraction mostly spell it one after the other.
                let from =
                    text.words.last().filter(|w| w.contraction == Some(whole)).map_or(whole.start, |w| w.span.end);
                let rest = text.text.get(from..whole.end).unwrap_or("");
                let spelt = if number == last { rest == columns[1] } else { rest.starts_with(columns[1]) };
                if spelt { Span::new(from, from + columns[1].len()) } else { whole }
            }
        };
        let head: usize = columns[6].parse()?;
        text.words.push(Word {
            span,
            form: columns[1].to_owned(),
            lemma: columns[2].to_owned(),
            tag: columns[4].to_owned(),
            head: head.checked_sub(1).map(|head| start + head),
            relation: columns[7].to_owned(),
            contraction: contraction.map(|c| c.1),
        });
    }
    Ok(())
}
