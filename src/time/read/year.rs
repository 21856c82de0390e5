//! Years and what is longer, quarters, halves, seasons.

use super::Found;
use crate::tag::Tag;
use crate::time::calendar::Grain;
use crate::time::value::{From, Named, Part, Reading, Which, Year};
use crate::time::word::Words;

/// Words that make four figures behind them a year.
const TIMED: &str = "in since by until till during from of before after early late mid through throughout for ( than between circa c. ca. spring summer autumn fall winter fiscal pre post into due both";
/// Words before four figures that count them, or number something.
const COUNTED: &str =
    "$ € £ ¥ # no. nearly over least most room flight article route highway section page chapter model number";

impl Words<'_, '_, '_> {
    /// Four figures that can be a year.
    pub(super) fn year_figures(&self, at: usize) -> Option<i32> {
        let word = self.word(at);
        (word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()))
            .then(|| word.parse().ok())
            .flatten()
            .filter(|year| (1000..2200).contains(year))
    }

    /// A year in figures or words, with its era: "2025", "nineteen ninety-six", "480 BC", "'98"; 0 is 1 BC.
    pub(super) fn stated_year(&self, at: usize) -> Option<(usize, i32)> {
        let number = self.word(at).parse::<i32>().ok().filter(|n| (1..10_000).contains(n));
        if let Some(year) = number.filter(|_| self.one_of(at + 1, "bc b.c. bce b.c.e.")) {
            return Some((at + 2, 1 - year));
        }
        if let Some(year) = number.filter(|_| self.one_of(at + 1, "ad a.d. ce c.e.")) {
            return Some((at + 2, year));
        }
        if let Some(year) =
            self.word(at + 1).parse().ok().filter(|n| (1..2200).contains(n) && self.one_of(at, "ad a.d."))
        {
            return Some((at + 2, year));
        }
        if let Some(year) = self.year_figures(at) {
            return Some((at + 1, year));
        }
        self.spelled_year(at)
    }

    /// Whether the figures at `at` count what follows: "1,984 people", "2019 people", "1500 m".
    pub(super) fn counts(&self, at: usize) -> bool {
        let tag = |at: usize| self.list.get(at).map_or(Tag::Sign, |w| self.tags.tag(w.token));
        let plural = tag(at + 1) == Tag::Nns || tag(at + 1).is_adjective() && tag(at + 2) == Tag::Nns;
        let behind = self.one_of(at + 1, "% percent per m km kg mw gw feet miles metres meters hours million billion");
        self.one_of(at.wrapping_sub(1), COUNTED) || behind || plural && !self.one_of(at.wrapping_sub(1), "in since , (")
    }

    /// "2022", "1999-2004", "fiscal 2024", "the year 2000", "the 1990s", "the 19th century".
    pub(super) fn year_or_more(&self, at: usize) -> Option<Found> {
        self.named_year(at).or_else(|| self.decade(at)).or_else(|| self.century(at)).or_else(|| self.plain_year(at))
    }

    fn whole_year(end: usize, year: i32) -> Found {
        Found::new(end, Reading::Named(Named::stated(Part::Whole(Grain::Year), year)))
    }

    /// "the year 2000", "fiscal year 2024", "FY2024".
    fn named_year(&self, at: usize) -> Option<Found> {
        if let Some(year) = self.word(at).strip_prefix("fy") {
            let short = |digits: &str| digits.parse::<i32>().ok().map(|y| if y < 100 { 2000 + y } else { y });
            let (year, end) =
                if year.is_empty() { (short(self.word(at + 1))?, at + 2) } else { (short(year)?, at + 1) };
            return (1900..2200).contains(&year).then(|| Self::whole_year(end, year));
        }
        let fiscal = usize::from(self.one_of(at, "fiscal financial calendar"));
        let year = usize::from(self.word(at + fiscal) == "year");
        if fiscal + year == 0 {
            return None;
        }
        let (end, stated) = self.stated_year(at + fiscal + year).or_else(|| {
            let (end, year) = self.whole(at + year).filter(|_| fiscal == 0)?;
            (1000..2200).contains(&year).then_some((end, year as i32))
        })?;
        let found = Self::whole_year(end, stated);
        Some(if year == 1 { found.with_article() } else { found })
    }

    /// "the 1990s", "the '90s", "the nineties", "the 480s BC".
    fn decade(&self, at: usize) -> Option<Found> {
        let apostrophe = usize::from(self.one_of(at, "' ‘ ’"));
        let word = self.word(at + apostrophe);
        let digits =
            word.trim_start_matches(['\'', '’', '‘']).strip_suffix('s').map(|w| w.trim_end_matches(['\'', '’']));
        let digits = digits.filter(|d| d.ends_with('0') && d.bytes().all(|b| b.is_ascii_digit()));
        let short = apostrophe == 1 || word.starts_with(['\'', '’', '‘']);
        let before_christ = self.one_of(at + 1, "bc b.c. bce b.c.e.");
        let article = self.before(at) == "the" || self.one_of(at.wrapping_sub(1), "early mid late");
        let (end, year) = match digits {
            Some(digits) if before_christ => (at + 2, -digits.parse::<i32>().ok()? - 1),
            Some(digits) if digits.len() == 4 => (at + 1, digits.parse().ok()?),
            Some(digits) if digits.len() == 2 && (short || article) => {
                let tens: i32 = digits.parse().ok()?;
                (at + 1 + apostrophe, if tens <= 20 { 2000 + tens } else { 1900 + tens })
            }
            _ => {
                let tens = self.sense(at, "decade").filter(|_| article).and_then(|d| d.parse::<i32>().ok())?;
                // "in his seventies" is an age.
                (at + 1, 1900 + tens * 10)
            }
        };
        (-10_000..2200)
            .contains(&year)
            .then(|| Found::new(end, Reading::Named(Named::stated(Part::Whole(Grain::Decade), year))).with_article())
    }

    /// "the 19th century", "eighteenth-century".
    fn century(&self, at: usize) -> Option<Found> {
        let (number, next) = match self.day_of_month(at).filter(|_| !self.word(at).bytes().all(|b| b.is_ascii_digit()))
        {
            Some(number) => (number, at + 1),
            None if self.word(at) == "twenty" => (20 + self.number(at + 1, "ordinal").filter(|n| *n < 10)?, at + 2),
            None => return None,
        };
        let end = next + 1;
        if !self.one_of(next, "century centuries") {
            return None;
        }
        let number = i32::try_from(number).ok()?;
        let (end, year) = if self.one_of(end, "bc b.c. bce b.c.e.") {
            (end + 1, 1 - number * 100)
        } else {
            (end, (number - 1) * 100)
        };
        Some(Found::new(end, Reading::Named(Named::stated(Part::Whole(Grain::Century), year))).with_article())
    }

    /// "2022" where a year can stand, "1999-2004", "2023/24".
    fn plain_year(&self, at: usize) -> Option<Found> {
        if self.joined(at) && !self.one_of(at.wrapping_sub(1), "mid pre post early late") {
            return None;
        }
        let of = at.wrapping_sub(1);
        let tag = |at: usize| self.list.get(at).map_or(Tag::Sign, |w| self.tags.tag(w.token));
        let listed = self.one_of(of, ", and or to - – /")
            && at.checked_sub(2).is_some_and(|b| self.year_figures(b).is_some() || self.month(b).is_some())
            && (self.one_of(at.wrapping_sub(3), TIMED) || self.one_of(at.wrapping_sub(3), ", and or the"));
        // "its 2019 report", "the 2024 election"
        let describes = (self.one_of(of, "the a its their his her this that 's") || tag(of).is_adjective())
            && (tag(at + 1).is_noun() || tag(at + 1).is_adjective() || tag(at + 1) == Tag::Vbg);
        // "2007 also saw …", "1972 election"
        let next = tag(at + 1);
        let told = next.is_verb() || next.is_adverb() || matches!(next, Tag::Md | Tag::Nn);
        let opens = at == 0 && (self.one_of(at + 1, ", : -") || told);
        // A year by itself between paragraphs is a heading.
        let heading = self.list.len() == 1 && self.document.sentences.len() > 1;
        let opens = opens || heading;
        let timed = self.one_of(of, TIMED) || listed || describes || opens;
        // "2018-2020: …"
        let timed = timed || at == 0 && self.range_sign(at + 1).is_some_and(|next| self.one_of(next + 1, ": - –"));
        if let Some((first, last)) = self.word(at).split_once('/').filter(|_| timed)
            && let Some(found) = Self::years(at + 1, first, last)
        {
            return Some(found);
        }
        if let Some(found) = self.years_before_christ(at, timed) {
            return Some(found);
        }
        let (end, year) = self.stated_year(at)?;
        let figures = end == at + 1;
        // "the 1988 period", "the 2021 fiscal year"
        let fiscal = usize::from(self.one_of(end, "fiscal financial calendar"));
        if figures
            && self.before(at) == "the"
            && (self.one_of(end + fiscal, "year") || self.one_of(end, "period quarter"))
        {
            return Some(Self::whole_year(end + fiscal + 1, year).with_article());
        }
        if let Some(next) = self.range_sign(end).filter(|_| figures && (timed || self.before(at) == "the"))
            && let Some(found) = Self::years(next + 1, self.word(at), self.word(next))
        {
            return Some(found);
        }
        if self.range_sign(end).is_some_and(|next| self.figures(next).is_some()) && self.joined(end) {
            return None;
        }
        let counted = self.counts(at) && !describes && figures;
        let usual = !figures || (1200..2200).contains(&year);
        (usual && timed && !counted || end > at + 1).then(|| Self::whole_year(end, year))
    }

    /// "480–479 BC"; "in 499" where the text speaks of years before Christ.
    fn years_before_christ(&self, at: usize, timed: bool) -> Option<Found> {
        let first =
            self.figures(at).and_then(|n| i32::try_from(n).ok()).filter(|n| (1..1000).contains(n) && self.ancient)?;
        let named = |year: i32| Named::stated(Part::Whole(Grain::Year), year);
        if let Some(next) = self.range_sign(at + 1) {
            let (end, last) = self.stated_year(next).filter(|found| found.1 <= 0)?;
            return Some(Found::new(end, Reading::Range(named(1 - first), named(last))));
        }
        let alone = !self.joined(at + 1) && !self.counts(at) && first > 99;
        let era = self.one_of(at + 1, "bc b.c. bce b.c.e. ad a.d. ce c.e.");
        let counted = self.list.get(at + 1).is_some_and(|w| self.tags.tag(w.token).is_noun());
        (timed && alone && !era && !counted).then(|| Self::whole_year(at + 1, 1 - first))
    }

    /// From one year to another, the second perhaps in two figures.
    fn years(end: usize, first: &str, last: &str) -> Option<Found> {
        let from = first.parse::<i32>().ok().filter(|_| first.len() == 4)?;
        let to = last.parse::<i32>().ok()?;
        let to = if last.len() == 2 { from / 100 * 100 + to } else { to };
        let named = |year| Named::stated(Part::Whole(Grain::Year), year);
        ((1200..2200).contains(&from) && from < to && to < 2200 && matches!(last.len(), 2 | 4))
            .then(|| Found::new(end, Reading::Range(named(from), named(to))))
    }

    /// "the third quarter of 2024", "third-quarter", "Q3 2024", "the first half of this year", "the 1989 third quarter".
    pub(super) fn quarter(&self, at: usize) -> Option<Found> {
        let figures = |at: usize| self.one_of(at, "q1 q2 q3 q4 h1 h2");
        let (lead, led) = match self.year_figures(at).filter(|_| self.before(at) == "the" || figures(at + 1)) {
            Some(year) => (1, Year::Stated(year)),
            None => (0, Year::Open),
        };
        let start = at + lead + usize::from(self.one_of(at + lead, "fiscal flat financial"));
        let letters = |letter: char| {
            let word = self.word(start);
            let digit = word.strip_prefix(letter).or_else(|| word.strip_suffix(letter))?;
            digit.parse::<u32>().ok().filter(|n| digit.len() == 1 && (1..=4).contains(n) && self.capital_letter(start))
        };
        let named = |name: &str, from: usize| (self.word(from) == name).then_some(from + 1);
        let ordinal = self.ordinal(start);
        let (part, end) = if let Some(quarter) = letters('q') {
            (Part::Quarter(quarter), start + 1)
        } else if let Some(half) = letters('h').filter(|n| *n <= 2) {
            (Part::Half(half), start + 1)
        } else if lead == 1 && self.word(start) == "quarter" {
            return None;
        } else {
            let (number, next) = ordinal?;
            let next = next + usize::from(self.one_of(next, "fiscal financial calendar"));
            match named("quarter", next) {
                Some(end) if number <= 4 => (Part::Quarter(number), end),
                _ if number <= 2 => (Part::Half(number), named("half", next)?),
                _ => return None,
            }
        };
        let (end, year) = match self.year_behind(end) {
            (end, Year::Open) if self.are(end, "of the year") => (end + 3, Year::Shifted(0, From::Sentence)),
            found => found,
        };
        let year = if led == Year::Open { year } else { led };
        // Quarters and halves without a year may be those of a match.
        let (business, sport) = self.subjects();
        let doubtful = sport || matches!(part, Part::Half(_)) && !business;
        let part_of = matches!(part, Part::Half(_)) && self.word(end) == "of";
        if year == Year::Open && (doubtful || part_of) {
            return None;
        }
        let found = Found::new(end, Reading::Named(Named { year, ..Named::open(part) }));
        // "the third quarter", but "the third-quarter report"
        let describes = (start + 1..end).any(|i| self.joined(i)) && year == Year::Open;
        Some(if self.before(at) == "the" && !describes { found.with_article() } else { found })
    }

    /// Whether the letter of "Q3" is a capital.
    fn capital_letter(&self, at: usize) -> bool {
        self.list.get(at).is_some_and(|w| w.span.slice(self.document.text).contains(['Q', 'H']))
    }

    /// "first", "3rd", "last": which quarter or half, and where that ends.
    fn ordinal(&self, at: usize) -> Option<(u32, usize)> {
        if self.one_of(at, "latter last") && self.one_of(at + 1, "half") {
            return Some((2, at + 1));
        }
        self.number(at, "ordinal").map(|n| (n, at + 1))
    }

    /// "last summer", "the summer of 2024", "winter 2023-24", "the spring".
    pub(super) fn season(&self, at: usize) -> Option<Found> {
        let name = |next: usize| match self.sense(next, "season")? {
            "SP" => Some(0),
            "SU" => Some(1),
            "FA" => Some(2),
            _ => Some(3),
        };
        let (season, which, from, next) = self.which_one(at, name)?;
        let (end, year) = self.year_behind(next);
        // "winter 2023-24"
        let end = match self.range_sign(end).filter(|&n| matches!(year, Year::Stated(_)) && self.word(n).len() == 2) {
            Some(second) if self.figures(second).is_some() => second + 1,
            _ => end,
        };
        let plain = which == Which::Nearest && year == Year::Open;
        let introduced = |back: usize, words: &str| at.checked_sub(back).is_some_and(|b| self.one_of(b, words));
        let the = self.before(at) == "the";
        let prepositions = "in during by since until of this before after for through throughout over";
        let common = !matches!(self.word(next - 1), "fall" | "spring");
        let timed = if the {
            introduced(2, prepositions)
        } else {
            common && introduced(1, "in during by since until early late")
        };
        if plain && (!timed || self.joined(next) || self.one_of(next, "of holidays holiday games olympics")) {
            return None;
        }
        let found = Found::new(end, Reading::Named(Named { part: Part::Season(season), year, which, from }));
        Some(if the { found.with_article() } else { found })
    }
}
