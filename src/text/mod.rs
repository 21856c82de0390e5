//! Positions in the text.

mod cover;
mod span;
mod utf16;

pub(crate) use cover::Cover;
pub use span::Span;
pub use utf16::Utf16Map;
