//! Quotation marks to quoted stretches, paired within a paragraph and never an error.

use crate::segment::Document;
use crate::text::Span;

/// The quoted stretches, the marks included. A mark that opens and never closes reaches to the end
/// of its paragraph when it is curly, and is left alone when it is straight.
pub fn quotations(document: &Document<'_>) -> Vec<Span> {
    let mut found = Vec::new();
    for paragraph in &document.paragraphs {
        let mut open: Option<(usize, &str)> = None;
        for at in paragraph.clone().filter(|&i| document.is_quote(i)) {
            let mark = document.tokens[at].lower.as_str();
            match open {
                Some((start, opener)) if closes(opener, mark) => {
                    found.push(document.span(start..at + 1));
                    open = None;
                }
                None if opens(mark) && (document.tokens[at].spaced || !matches!(mark, "\"" | "'")) => {
                    open = Some((at, mark))
                }
                _ => {}
            }
        }
        if let Some((start, "“" | "«" | "„")) = open {
            found.push(document.span(start..paragraph.end));
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
    matches!(mark, "“" | "\"" | "«" | "‘" | "'" | "„" | "‹" | "»")
}

fn closes(opener: &str, mark: &str) -> bool {
    match opener {
        "“" => mark == "”" || mark == "\"",
        "\"" => mark == "\"" || mark == "”",
        "„" => matches!(mark, "“" | "”"),
        "«" => mark == "»",
        "»" => mark == "«",
        "‹" => mark == "›",
        "‘" | "'" => matches!(mark, "’" | "'"),
        _ => false,
    }
}
