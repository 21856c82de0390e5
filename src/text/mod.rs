//! Positions in the text.

mod cover;
mod span;
mod utf16;

pub(crate) use cover::Cover;
pub use span::Span;
pub use utf16::Utf16Map;

/// `words` with their first letter as a capital.
pub(crate) fn capitalised(words: &str) -> String {
    let mut chars = words.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// `words` with single spaces: a phrase that ran over a line break reads as one.
pub(crate) fn single_spaced(words: &str) -> String {
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}
