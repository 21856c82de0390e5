//! Positions in the text.

mod span;
mod utf16;

pub use span::Span;
pub use utf16::Utf16Map;
