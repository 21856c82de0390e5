//! Bytes to UTF-16 code units.

use super::Span;
use crate::report::view::TextRange;

/// How many bytes lie between two remembered positions.
const STEP: usize = 64;

/// Converts byte positions of one text into UTF-16 code units.
///
/// ASCII text needs no table; other text keeps one remembered position every 64 bytes.
///
/// # Example
/// ```
/// use article_lens::text::{Span, Utf16Map};
/// let map = Utf16Map::new("😀 Rubio");
/// let range = map.range(Span::new(5, 10));
/// assert_eq!((range.start, range.end), (3, 8));
/// ```
pub struct Utf16Map<'t> {
    text: &'t str,
    /// `(byte, code units before it)`, ascending; empty for ASCII text.
    marks: Vec<(u32, u32)>,
}

impl<'t> Utf16Map<'t> {
    /// The map of `text`, built in one pass.
    pub fn new(text: &'t str) -> Self {
        let mut marks = Vec::new();
        if !text.is_ascii() {
            let (mut next, mut units) = (0, 0);
            for (byte, character) in text.char_indices() {
                if byte >= next {
                    marks.push((byte as u32, units));
                    next = byte + STEP;
                }
                units += character.len_utf16() as u32;
            }
        }
        Utf16Map { text, marks }
    }

    /// The code units before byte `byte`.
    pub fn offset(&self, byte: usize) -> u32 {
        let byte = byte.min(self.text.len());
        let known = self.marks.partition_point(|mark| mark.0 as usize <= byte);
        match known.checked_sub(1).map(|i| self.marks[i]) {
            None => byte as u32,
            Some((from, units)) => {
                units + self.text.get(from as usize..byte).map_or(0, |gap| gap.encode_utf16().count() as u32)
            }
        }
    }

    /// The range of `span`.
    pub fn range(&self, span: Span) -> TextRange {
        TextRange { start: self.offset(span.start), end: self.offset(span.end) }
    }
}
