//! The dateline: `Washington, May 10 (UNI)`, `GENEVA (Reuters) –`, `KYIV, Ukraine —`, `Juba, 4 March 2026.`

use crate::lexicon::Lexicon;
use crate::token::{Case, Token, TokenKind};
use std::ops::Range;

/// Place, date and agency before the first sentence, as token ranges.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Dateline {
    /// All of it, the dash included.
    pub tokens: Range<usize>,
    /// The place.
    pub place: Range<usize>,
    /// The date.
    pub date: Option<Range<usize>>,
    /// The agency in brackets.
    pub agency: Option<Range<usize>>,
}

/// Paragraphs at the top in which a dateline may stand.
const PARAGRAPHS: usize = 6;

/// Finds the dateline at the start of one of the first paragraphs.
pub(super) fn find(text: &str, tokens: &[Token], paragraphs: &[Range<usize>], lexicon: &Lexicon) -> Option<Dateline> {
    paragraphs.iter().take(PARAGRAPHS).find_map(|range| read(text, tokens, range.clone(), lexicon))
}

fn read(text: &str, tokens: &[Token], range: Range<usize>, lexicon: &Lexicon) -> Option<Dateline> {
    let sign = |i: usize, sign: &str| i < range.end && tokens[i].is(sign);
    let dash = |i: usize| i < range.end && matches!(tokens[i].lower.as_str(), "-" | "--" | "—" | "–" | ":");
    let is_month =
        |i: usize| i < range.end && tokens[i].is_capitalised() && lexicon.time.has(&tokens[i].lower, "month");
    let is_day = |i: usize| i < range.end && day_number(&tokens[i]).is_some();
    let is_year = |i: usize| i < range.end && year_number(&tokens[i]).is_some();

    let mut i = range.start;
    let place_end = |mut i: usize, most: usize| {
        let start = i;
        while i < range.end
            && i - start < most
            && tokens[i].is_capitalised()
            && tokens[i].kind == TokenKind::Word
            && !is_month(i)
        {
            i += 1;
        }
        i
    };
    i = place_end(i, 4);
    let place = range.start..i;
    if place.is_empty() {
        return None;
    }
    // A region after the city: "KYIV, Ukraine", "PORTLAND, Ore."
    if sign(i, ",") && !is_month(i + 1) {
        let end = place_end(i + 1, 3);
        if end > i + 1 {
            i = end;
        }
    }
    let mut date = None;
    let mut after = i;
    if sign(after, ",") {
        after += 1;
    }
    if is_month(after) && is_day(after + 1) {
        let mut end = after + 2;
        if sign(end, ",") && is_year(end + 1) {
            end += 2;
        } else if is_year(end) {
            end += 1;
        }
        date = Some(after..end);
        i = end;
    } else if is_day(after) && is_month(after + 1) {
        let end = after + 2 + usize::from(is_year(after + 2));
        date = Some(after..end);
        i = end;
    }
    let mut agency = None;
    if sign(i, ",") && sign(i + 1, "(") {
        i += 1;
    }
    if sign(i, "(") {
        let close = (i + 1..range.end.min(i + 7)).find(|&j| sign(j, ")"))?;
        agency = Some(i + 1..close);
        i = close + 1;
    }
    let dashed = dash(i);
    if dashed {
        i += 1;
    }
    // "Umm Rawaba, 4 March 2026.": a place, a whole date and a full stop are nothing else.
    let stopped = date.as_ref().is_some_and(|d| is_year(d.end - 1)) && !dashed && agency.is_none() && sign(i, ".");
    if stopped {
        i += 1;
    }
    let shouted = tokens[place.clone()].iter().all(|t| t.case == Case::Upper);
    let known = lexicon
        .longest_name(text, &tokens[..place.end], place.start)
        .is_some_and(|(n, mut rows)| n == place.len() && rows.any(|row| matches!(row.field(0), "GPE" | "LOC")));
    let marked = stopped || agency.is_some() || (dashed && (shouted || known || date.is_some()));
    let plausible = stopped || shouted || known || (date.is_some() && agency.is_some());
    (marked && plausible && i < range.end).then_some(Dateline { tokens: range.start..i, place, date, agency })
}

/// The day of the month that a token names.
fn day_number(token: &Token) -> Option<u32> {
    let digits = token.lower.trim_end_matches(|c: char| c.is_ascii_lowercase());
    let suffix = &token.lower[digits.len()..];
    if token.kind != TokenKind::Number || digits.len() > 2 || !matches!(suffix, "" | "st" | "nd" | "rd" | "th") {
        return None;
    }
    digits.parse().ok().filter(|day| (1..=31).contains(day))
}

/// The year that a token names, 1000 to 2199.
fn year_number(token: &Token) -> Option<i32> {
    if token.kind != TokenKind::Number || token.lower.len() != 4 {
        return None;
    }
    token.lower.parse().ok().filter(|year| (1000..2200).contains(year))
}
