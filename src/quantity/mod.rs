//! Amounts: how much money, which share, how long, heavy or hot.
//!
//! Tokens are cut into pieces (`500-megawatt`, `5.3bn`, `twenty-five`), and a rule reads a number with its unit from
//! left to right. Amounts are a table of their own: they are no names, so nothing refers to them or says anything.

mod piece;

use crate::lexicon::Lexicon;
use crate::lexicon::packed::Row;
use crate::report::view::EntityType;
use crate::segment::Document;
use crate::text::{Span, single_spaced};
use piece::{Join, Piece};

/// Most pieces of a number.
const LONGEST: usize = 8;
/// Words before an amount among which one may say that something is weighed.
const BEFORE: usize = 4;

/// An amount in the text.
#[derive(Debug, Clone, PartialEq)]
pub struct Quantity {
    /// Where it stands.
    pub span: Span,
    /// Money, a share, or another measure.
    pub kind: EntityType,
    /// What tells its kind.
    pub reason: String,
}

/// Finds all amounts of `document`, in text order, none inside another.
pub fn find_quantities(document: &Document<'_>, lexicon: &Lexicon<'_>) -> Vec<Quantity> {
    let (mut found, mut pieces) = (Vec::new(), Vec::new());
    for sentence in &document.sentences {
        pieces.clear();
        for token in &document.tokens[sentence.tokens.clone()] {
            piece::split(document.text, token, lexicon, &mut pieces);
        }
        let reader = Reader { text: document.text, pieces: &pieces, lexicon };
        let mut at = 0;
        while at < pieces.len() {
            match reader.read(at) {
                Some((end, quantity)) => {
                    found.push(quantity);
                    at = end.max(at + 1);
                }
                None => at += 1,
            }
        }
    }
    found
}

struct Reader<'a, 't, 'd> {
    text: &'t str,
    /// The pieces of one sentence.
    pieces: &'a [Piece<'t>],
    lexicon: &'a Lexicon<'d>,
}

/// A number, written in figures or words.
struct Number {
    /// Its first piece.
    start: usize,
    /// The piece behind it.
    end: usize,
    /// Whether it is written in figures.
    figures: bool,
    /// Whether its figures are thousands.
    large: bool,
    /// Whether a scale ("million") belongs to it.
    scaled: bool,
}

impl Reader<'_, '_, '_> {
    fn word(&self, at: usize) -> &str {
        self.pieces.get(at).map_or("", |p| p.word)
    }

    fn is_figures(&self, at: usize) -> bool {
        self.pieces.get(at).is_some_and(|p| p.figures)
    }

    fn join(&self, at: usize) -> Join {
        self.pieces.get(at).map_or(Join::None, |p| p.join)
    }

    /// Whether nothing stands between the piece at `at` and the one before it.
    fn touches(&self, at: usize) -> bool {
        at > 0 && at < self.pieces.len() && self.pieces[at - 1].span.end == self.pieces[at].span.start
    }

    /// Whether the word at `at` is one of `kind` in `data/lexicon/units.tsv`.
    fn is(&self, at: usize, kind: &str) -> bool {
        self.pieces.get(at).is_some_and(|p| p.listed && piece::is(self.lexicon, p.word, kind))
    }

    /// A scale; a letter only where it hangs on the number ("10m").
    fn is_scale(&self, at: usize) -> bool {
        self.is(at, "scale") && (self.word(at).len() > 1 || self.join(at) != Join::None)
    }

    /// The amount that starts at `at`, and the piece behind it.
    fn read(&self, at: usize) -> Option<(usize, Quantity)> {
        if self.join(at) != Join::None {
            return None;
        }
        let code = self.is(at, "code");
        if code || self.is(at, "sign") {
            let dot = usize::from(code && self.word(at + 1) == ".");
            let number = self.number(at + 1 + dot, true).filter(|n| n.figures)?;
            return self.quantity(at, number.end, "money", self.word(at));
        }
        let number = self.number(at, false)?;
        // "100m": what could be a scale may be the unit.
        let (unit, end, kind) = [number.end, number.end - 1]
            .into_iter()
            .filter(|&unit| unit > at)
            .find_map(|unit| self.unit(unit, &number).map(|(end, kind)| (unit, end, kind)))?;
        let words = self.pieces[unit].span.cover(self.pieces[end - 1].span).slice(self.text);
        self.quantity(at, end, kind, words)
    }

    fn quantity(&self, start: usize, end: usize, measure: &str, unit: &str) -> Option<(usize, Quantity)> {
        if self.join(end) == Join::Direct {
            return None;
        }
        let kind = match measure {
            "money" => EntityType::Money,
            "percent" => EntityType::Percent,
            _ => EntityType::Quantity,
        };
        let what = match measure {
            "money" => "an amount of money",
            "percent" => "a share",
            "area" => "an area",
            "energy" => "an amount of energy",
            "tension" => "an electric tension",
            "data" => "an amount of data",
            measure => &format!("a {measure}"),
        };
        let span = self.pieces[start].span.cover(self.pieces[end - 1].span);
        Some((end, Quantity { span, kind, reason: format!("“{}” with a number is {what}", single_spaced(unit)) }))
    }

    /// The number that starts at `at`; `money` where a sign of money stands before it.
    fn number(&self, at: usize, money: bool) -> Option<Number> {
        let first = self.pieces.get(at)?;
        let mut number = Number { start: at, end: at + 1, figures: first.figures, large: false, scaled: false };
        if first.figures {
            number.large = first.is_large();
            // "€1 000 000"
            while money && number.end < at + LONGEST && self.is_thousand(number.end) {
                number.end += 1;
            }
            // "2 1/2"
            number.end += usize::from(self.is_figures(number.end) && self.word(number.end).contains('/'));
            number.end = self.range_end(number.end, money);
        } else if self.is(at, "several") {
            return self.several(number);
        } else if self.is(at, "one") {
            self.is_scale(at + 1).then_some(())?;
        } else if self.is(at, "number") {
            if self.word(at).eq_ignore_ascii_case("half") && self.is(at + 1, "one") {
                number.end += 1;
            }
            while number.end < at + 3 && self.is(number.end, "number") {
                number.end += 1;
            }
        } else {
            return None;
        }
        let half = ["and", "a", "half"].iter().enumerate().all(|(k, word)| self.word(number.end + k) == *word);
        number.end += if half { 3 } else { 0 };
        while number.end < at + LONGEST {
            let end = number.end;
            let and = usize::from(self.word(end) == "and" && self.word(end - 1) == "hundred");
            if self.is_scale(end) {
                number.scaled = true;
                number.end += 1;
            } else if number.scaled && !number.figures && self.is(end + and, "number") {
                number.end += and + 1;
            } else {
                break;
            }
        }
        Some(number)
    }

    /// Whether three figures at `at` go on the one to three before them.
    fn is_thousand(&self, at: usize) -> bool {
        let plain = |k: usize| self.is_figures(k) && self.word(k).bytes().all(|b| b.is_ascii_digit());
        plain(at) && plain(at - 1) && self.word(at).len() == 3 && self.word(at - 1).len() <= 3
    }

    /// "hundreds of millions of …"
    fn several(&self, mut number: Number) -> Option<Number> {
        number.scaled = true;
        while number.end < number.start + LONGEST && self.word(number.end) == "of" {
            number.end += 1;
            if !self.is(number.end, "several") {
                return Some(number);
            }
            number.end += 1;
        }
        None
    }

    /// Where a range ends whose first number ends at `end` ("10–15", "10 to 15").
    fn range_end(&self, end: usize, money: bool) -> usize {
        let range = self.is_figures(end + 1)
            && match self.word(end) {
                "–" | "-" => self.touches(end) && self.touches(end + 1),
                // "$5 to 10 million", but not "$5 to 3 people".
                "to" => !money || self.is_scale(end + 2),
                _ => false,
            };
        end + if range { 2 } else { 0 }
    }

    /// The unit at `at` behind `number`: where it ends, and what it measures.
    fn unit(&self, at: usize, number: &Number) -> Option<(usize, &str)> {
        if let Some((end, row)) = self.unit_word(at, number) {
            let measure = row.field(0);
            return Some((end, if matches!(measure, "sign" | "code") { "money" } else { measure }));
        }
        // "Canadian dollars", "Hong Kong dollars"
        let capital = |k: usize| self.word(k).starts_with(char::is_uppercase);
        (1..3).take_while(|k| capital(at + k - 1)).find_map(|k| {
            let (end, row) = self.unit_word(at + k, number)?;
            (row.field(0) == "money").then_some((end, "money"))
        })
    }

    fn unit_word(&self, at: usize, number: &Number) -> Option<(usize, Row<'_>)> {
        let (length, mut rows) = self.lexicon.units.longest(|k, form| {
            if let Some(piece) = self.pieces.get(at + k) {
                form(piece.word);
                if let Some(lower) = piece::small(piece.word) {
                    form(&lower);
                }
            }
        })?;
        let end = at + length;
        rows.find(|row| self.counts(*row, at, end, number)).map(|row| (end, row))
    }

    /// Whether the unit from `at` to `end` has the sense `row` behind `number`.
    fn counts(&self, row: Row<'_>, at: usize, end: usize, number: &Number) -> bool {
        let joined = self.join(at) != Join::None;
        match (row.field(0), row.field(1)) {
            ("number" | "scale" | "several" | "one", _) => false,
            ("sign" | "code", _) => !self.is_figures(end),
            (_, "figures") => number.figures || joined,
            (_, "large") => number.large || number.scaled,
            (_, "weighed") => {
                let before = &self.pieces[number.start.saturating_sub(BEFORE)..number.start];
                let weighed = before.iter().any(|p| p.word.starts_with("weigh"));
                !number.scaled && (joined || weighed || self.word(end) == "of")
            }
            (_, "lone") => !(end..end + 2).any(|k| self.is_plural(k)),
            _ => true,
        }
    }

    fn is_plural(&self, at: usize) -> bool {
        let tags = self.lexicon.words.first(self.word(at)).map_or("", |row| row.field(0));
        tags.split(' ').next() == Some("NNS")
    }
}
