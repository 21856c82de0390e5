//! Quotation marks to quotations, paired within a paragraph and never an error.

use crate::segment::Document;
use crate::text::Span;
use std::ops::Range;

/// A quoted stretch of text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Quotation {
    /// Its tokens, the marks included.
    pub tokens: Range<usize>,
    /// Whether it was left open: its words go on in the next paragraph.
    pub open: bool,
}

/// The quotations of a document, in text order.
///
/// A mark that opens and never closes reaches to the end of its paragraph when it is curly, or when the next
/// paragraph opens with a mark, as a quotation of several paragraphs does; else it is left alone.
pub fn quotations(document: &Document<'_>) -> Vec<Quotation> {
    let mut found = Vec::new();
    for (number, paragraph) in document.paragraphs.iter().enumerate() {
        let mut open: Option<(usize, &str)> = None;
        for at in paragraph.clone().filter(|&i| document.is_quote(i)) {
            let mark = document.tokens[at].lower.as_str();
            match open {
                Some((start, opener)) if closes(opener, mark) => {
                    found.push(Quotation { tokens: start..at + 1, open: false });
                    open = None;
                }
                // A second mark that only opens: the first was never closed.
                Some((_, "“")) if mark == "“" => open = Some((at, mark)),
                None if opens(mark) && (document.tokens[at].spaced || !matches!(mark, "\"" | "'" | "''")) => {
                    open = Some((at, mark));
                }
                _ => {}
            }
        }
        let next = document.paragraphs.get(number + 1).filter(|next| !next.is_empty());
        let goes_on = next.is_some_and(|next| document.is_quote(next.start));
        if let Some((start, mark)) = open
            && (matches!(mark, "“" | "«" | "„") || mark == "\"" && goes_on && start == paragraph.start)
        {
            found.push(Quotation { tokens: start..paragraph.end, open: goes_on });
        }
    }
    found
}

/// Those of some quotations in text order that share a byte with `span`.
pub fn overlapping(quotations: &[Span], span: Span) -> &[Span] {
    let first = quotations.partition_point(|q| q.end <= span.start);
    let end = quotations.partition_point(|q| q.start < span.end);
    &quotations[first..end.max(first)]
}

fn opens(mark: &str) -> bool {
    matches!(mark, "“" | "\"" | "«" | "‘" | "'" | "„" | "‹" | "»" | "``" | "''")
}

fn closes(opener: &str, mark: &str) -> bool {
    match opener {
        "“" => mark == "”" || mark == "\"",
        "\"" => mark == "\"" || mark == "”",
        "``" | "''" => mark == "''",
        "„" => matches!(mark, "“" | "”"),
        "«" => mark == "»",
        "»" => mark == "«",
        "‹" => mark == "›",
        "‘" | "'" => matches!(mark, "’" | "'"),
        _ => false,
    }
}
