//! Targets in sentences of the news, from NewsMTSC (Hamborg and Donnay 2021; MIT licence).

use crate::corpora::byte_offsets;
use crate::corpora::stance::read;
use anyhow::ensure;
use article_lens::lexicon::Lexicon;
use article_lens::linear::feature;
use article_lens::segment::Document;
use article_lens::stance::polarity::{Look, Reading, look};
use article_lens::text::Span;
use article_lens::{syntax, tag};
use serde::Deserialize;
use sha2::{Digest, Sha256};
use std::fs;
use std::ops::Range;
use std::path::Path;

/// The file that is read, beneath the folder of the corpora.
const FILE: &str = "stance/newsmtsc_train.jsonl";
const SHA256: &str = "7741ebb272a90cc96834ed5cfd886f070cea26cf4db71401f49dde1a09f182fa";
/// Parts that the sentences are dealt into.
const PARTS: u64 = 10;
/// The part that no training sees.
pub const HELD_OUT: u64 = 0;

#[derive(Deserialize)]
struct Row {
    text: String,
    start: usize,
    end: usize,
    label: String,
}

/// A marked target.
pub struct Marked {
    /// Its sentence.
    pub text: String,
    /// Its place there.
    pub span: Span,
    /// The part that its sentence belongs to, by a hash of the words.
    pub part: u64,
    /// Negative, neutral or positive: 0, 1, 2.
    pub class: usize,
    /// What the model sees of it.
    pub look: Look,
}

/// Reads the corpus as the engine does.
pub fn marked(corpora: &Path, lexicon: &Lexicon<'_>) -> anyhow::Result<Vec<Marked>> {
    let path = corpora.join(FILE);
    let found = hash(&fs::read(&path)?);
    ensure!(found == SHA256, "{} has the hash {found}, not {SHA256}", path.display());
    read::<Row>(&path)?.into_iter().map(|row| mark(row, lexicon)).collect()
}

/// SHA-256 in hexadecimal digits.
pub fn hash(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

fn mark(row: Row, lexicon: &Lexicon<'_>) -> anyhow::Result<Marked> {
    let offsets = byte_offsets(&row.text);
    ensure!(row.start < row.end && row.end < offsets.len(), "no target at {} to {}", row.start, row.end);
    let span = Span::new(offsets[row.start], offsets[row.end]);
    let class = ["neg", "neu", "pos"].iter().position(|label| *label == row.label);
    let class = class.ok_or_else(|| anyhow::anyhow!("no label {}", row.label))?;
    let part = feature(&[&row.text]) % PARTS;
    let look = read_target(&row.text, span, lexicon, look);
    Ok(Marked { text: row.text, span, part, class, look })
}

/// Reads `text` and calls `then` with the tokens of the target at `span`.
pub fn read_target<T>(
    text: &str,
    span: Span,
    lexicon: &Lexicon<'_>,
    then: impl FnOnce(Reading<'_, '_, '_>, Range<usize>) -> T,
) -> T {
    let document = Document::new(text, lexicon);
    let tags = tag::tag_document(&document, lexicon);
    let syntax = syntax::parse(&document, &tags, lexicon);
    let first = document.tokens.partition_point(|token| token.span.end <= span.start);
    let end = document.tokens.partition_point(|token| token.span.start < span.end);
    then(Reading { document: &document, tags: &tags, syntax: &syntax, lexicon }, first..end)
}
