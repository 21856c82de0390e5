//! What is counted from a day outside the words: "last month", "that year", "three days ago", "year-earlier".

use super::Found;
use crate::tag::Tag;
use crate::time::calendar::Grain;
use crate::time::value::{Amount, From, Length, Named, Part, Reading, Unit, Year};
use crate::time::word::Words;

impl Words<'_, '_, '_> {
    /// "last month", "the following day", "this year's third quarter", "recent weeks", "the past five days".
    pub(super) fn counted_unit(&self, at: usize) -> Option<Found> {
        self.several_units(at)
            .or_else(|| self.year_before(at))
            .or_else(|| self.one_unit(at))
            .or_else(|| self.unit_beside(at))
            .or_else(|| self.bare_unit(at))
            .or_else(|| self.unit_end(at))
    }

    /// "the past five days", "the first nine months", "recent weeks", "the coming days": a length.
    fn several_units(&self, at: usize) -> Option<Found> {
        let skip = usize::from(self.one_of(at, "very"));
        let opening = "last past next previous coming following preceding final first initial recent latest future later subsequent intervening these those";
        // "is to last 18 months"
        let verb = self.word(at) == "last" && (self.before(at) == "to" || self.tags.tag(self.list[at].token).is_verb());
        if verb || !self.one_of(at + skip, opening) {
            return None;
        }
        let start = at + skip + 1;
        if let Some((end, length)) = self.length(start).filter(|_| !self.one_of(start, "a an")) {
            if self.one_of(end, "ago earlier later before") {
                return None;
            }
            let end = end + 2 * usize::from(self.are(end, "or so"));
            return Some(self.of_year(end, Reading::Duration(length)));
        }
        let plural = self.word(start).ends_with('s') || self.word(start) == "centuries";
        // "the last week of October", "the first day of the talks"
        if let Some(unit) = self
            .unit(start)
            .filter(|_| !plural && self.word(start + 1) == "of" && self.one_of(at + skip, "last first final"))
        {
            return Some(self.of_year(start + 1, Reading::Duration(Length { amount: Amount::whole(1), unit })));
        }
        let unit = self.unit(start).filter(|_| plural && self.word(at + skip) != "last")?;
        // "recent weeks and months"
        let more = usize::from(self.word(start + 1) == "and" && self.unit(start + 2).is_some()) * 2;
        Some(Found::new(start + 1 + more, Reading::Duration(Length { amount: Amount(None), unit })).with_article())
    }

    /// A length with the year or month that it is part of: "the first nine months of 1989".
    fn of_year(&self, end: usize, reading: Reading) -> Found {
        let behind = || {
            let year = self.stated_year(end + 1).map(|(end, _)| end);
            year.or_else(|| self.calendar_date(end + 1).map(|found| found.end))
        };
        let end = if self.word(end) == "of" { behind().unwrap_or(end) } else { end };
        Found::new(end, reading).with_article()
    }

    /// "the year-ago quarter", "year-earlier", "the year-earlier period".
    fn year_before(&self, at: usize) -> Option<Found> {
        let word = self.word(at) == "year" && self.one_of(at + 1, "ago earlier before") && self.joined(at + 1)
            || self.are(at, "prior year") && self.joined(at + 1);
        let year = Length { amount: Amount::whole(1), unit: Unit::Calendar(Grain::Year, 1) };
        let reading = Reading::Distance { length: year, back: true, from: From::Text };
        if !word {
            return None;
        }
        let end = at + 2;
        // "the year-earlier period" of a report is a quarter.
        if self.one_of(end, "period quarter") {
            let reading = Reading::Unit { grain: Grain::Quarter, shift: -4, from: From::Text };
            return Some(Found::new(end + 1, reading).with_article());
        }
        if let Some((end, length)) = self.length(end) {
            return Some(Found::new(end, Reading::Duration(length)).with_article());
        }
        match self.quarter(end) {
            Some(Found { end, reading: Some(Reading::Named(named)), .. }) if named.year == Year::Open => {
                let year = Year::Shifted(-1, From::Sentence);
                Some(Found::new(end, Reading::Named(Named { year, ..named })).with_article())
            }
            _ => Some(Found::new(end, reading)),
        }
    }

    /// "last month", "the previous year", "that week", with what is named of it: "last year's third quarter".
    fn one_unit(&self, at: usize) -> Option<Found> {
        let fiscal =
            |at: usize| at + usize::from(self.one_of(at, "fiscal calendar financial full whole entire single very"));
        let the = self.before(at) == "the";
        let (shift, from, article) = match self.word(at) {
            "last" | "past" => (-1, From::Publication, the),
            "next" if the => (1, From::Text, true),
            "next" | "coming" => (1, From::Publication, the),
            "this" => (0, From::Publication, false),
            "current" => (0, From::Publication, true),
            "that" => (0, From::Text, false),
            "same" => (0, From::Text, true),
            "following" | "subsequent" | "ensuing" => (1, From::Text, true),
            "previous" | "preceding" | "prior" => (-1, From::Text, true),
            "latest" | "comparable" | "corresponding" => (-1, From::Publication, true),
            _ => return None,
        };
        // "this past year", "this coming week", "that same day"
        let (shift, from, skip) = match (self.word(at), self.word(at + 1)) {
            ("this", "past" | "last") => (-1, From::Publication, 2),
            ("this", "coming" | "next") => (1, From::Publication, 2),
            ("this" | "that", "same" | "very" | "current") => (0, from, 2),
            _ => (shift, from, 1),
        };
        let unit = fiscal(at + skip);
        // "the latest period": the quarter that is reported on.
        if self.one_of(at, "latest") && self.word(unit) == "period" {
            let reading = Reading::Unit { grain: Grain::Quarter, shift: 0, from: From::Text };
            return Some(Found::new(unit + 1, reading).with_article());
        }
        let grain = self.grain(unit).filter(|_| !self.joined(unit + 1))?;
        let same = self.word(at) == "same";
        if self.one_of(at, "latest comparable corresponding")
            && !matches!(grain, Grain::Quarter | Grain::Week | Grain::Month | Grain::Year)
            || matches!(grain, Grain::Day) && self.one_of(at, "last past current latest this")
            || same && !matches!(grain, Grain::Day | Grain::Week | Grain::Month | Grain::Year)
        {
            return None;
        }
        // "the past year", "the past decade" are lengths that end now.
        if self.word(at) == "past" && the {
            let length = Length { amount: Amount::whole(1), unit: Unit::Calendar(grain, 1) };
            return Some(Found::new(unit + 1, Reading::Duration(length)).with_article());
        }
        if grain == Grain::Year && self.one_of(unit + 1, "'s") {
            let named = |part: Part| Named { year: Year::Shifted(shift, from), ..Named::open(part) };
            match self.quarter(unit + 2).or_else(|| self.season(unit + 2)) {
                Some(Found { end, reading: Some(Reading::Named(n)), .. }) if n.year == Year::Open => {
                    return Some(Found::new(end, Reading::Named(named(n.part))));
                }
                _ => {}
            }
            if let Some(month) = self.month(unit + 2).filter(|_| !self.joined(unit + 3)) {
                return Some(Found::new(unit + 3, Reading::Named(named(Part::Month(month)))));
            }
        }
        let end = unit + 1 + if self.are(unit + 1, "or so") { 2 } else { 0 };
        let mut found = Found::new(end, Reading::Unit { grain, shift, from });
        found.article = article;
        Some(found)
    }

    /// "the quarter", "the year": the one that is spoken of.
    fn bare_unit(&self, at: usize) -> Option<Found> {
        let fiscal = usize::from(self.one_of(at, "fiscal full"));
        let grain = self.grain(at + fiscal).filter(|_| self.before(at) == "the")?;
        let singular = !self.word(at + fiscal).ends_with('s');
        let behind = at + fiscal + 1;
        let governed = at >= 2
            && self.one_of(
                at - 2,
                "in for during of over throughout through until by on to earlier later since at from this",
            );
        let told = self.one_of(behind, "of when that after before which he she they we it i in to where ahead")
            || self.joined(behind)
            || self.list.get(behind).is_some_and(|w| self.tags.tag(w.token).is_noun());
        let part = self.phrase(at.saturating_sub(3), "part").is_some_and(|(end, _)| end + 1 == at)
            || at >= 3 && self.phrase(at - 3, "part").is_some_and(|(end, _)| end + 1 == at);
        // "for the year ended June 30"
        if singular && grain == Grain::Year && self.one_of(behind, "ended ending to through") {
            let length = Length { amount: Amount::whole(1), unit: Unit::Calendar(grain, 1) };
            return Some(Found::new(behind, Reading::Duration(length)).with_article());
        }
        let usual =
            matches!(grain, Grain::Quarter | Grain::Year | Grain::Month | Grain::Week | Grain::Day | Grain::Decade);
        (singular && usual && (governed || part || grain == Grain::Quarter) && !told)
            .then(|| Found::new(behind, Reading::Unit { grain, shift: 0, from: From::Text }).with_article())
    }

    /// "the day before", "the year after": counted from what the text spoke of last.
    fn unit_beside(&self, at: usize) -> Option<Found> {
        let grain = self.grain(at).filter(|_| self.before(at) == "the")?;
        let shift = match self.word(at + 1) {
            "before" | "previous" => -1,
            "after" | "following" => 1,
            _ => return None,
        };
        self.stands_alone(at + 2)
            .then(|| Found::new(at + 2, Reading::Unit { grain, shift, from: From::Text }).with_article())
    }

    /// Whether a word before `at` has nothing behind it that it could govern.
    fn stands_alone(&self, at: usize) -> bool {
        self.list.get(at).is_none_or(|w| self.tags.tag(w.token) == Tag::Sign || self.one_of(at, "and but or when"))
    }

    /// "year-end", "month's end": the end of the one that is spoken of.
    fn unit_end(&self, at: usize) -> Option<Found> {
        let grain = self.grain(at).filter(|_| !self.joined(at))?;
        let possessive = usize::from(self.word(at + 1) == "'s");
        let end = self.word(at + 1 + possessive) == "end" && !self.word(at).ends_with('s');
        let bare = possessive == 0 && (self.joined(at + 1) || grain == Grain::Year);
        (end && (possessive == 1 || bare))
            .then(|| Found::new(at + 2 + possessive, Reading::Unit { grain, shift: 0, from: From::Publication }))
    }

    /// A length with what it is counted from: "three days ago", "a year earlier", "two weeks later", "two days".
    pub(super) fn counted(&self, at: usize) -> Option<Found> {
        let (end, length) = match self.length(at) {
            Some(found) => found,
            None => (at + 1, self.long(at).or_else(|| self.bare_plural(at))?),
        };
        // "eight-hour-long"
        let end = end + usize::from(self.word(end) == "long" && self.joined(end));
        if self.is_age(at, end) {
            return None;
        }
        // "Islam will one day be …"
        if self.are(at, "one day") && self.one_of(at.wrapping_sub(1), "will would could may might can shall should") {
            return Some(Found::new(end, Reading::Vague("FUTURE_REF")));
        }
        let so = 2 * usize::from(self.are(end, "or so") || self.are(end, "or more"));
        let two = self.are(end, "or two");
        let end = end + if two { 2 } else { so };
        let length = if two { Length { amount: Amount(None), ..length } } else { length };
        let distance = |end: usize, back: bool, from: From| Found::new(end, Reading::Distance { length, back, from });
        match self.word(end) {
            "ago" => return Some(distance(end + 1, true, From::Publication)),
            "earlier" | "previously" | "beforehand" => return Some(distance(end + 1, true, From::Text)),
            "before" if self.stands_alone(end + 1) => return Some(distance(end + 1, true, From::Text)),
            "later" | "afterward" | "afterwards" | "thereafter" if !self.one_of(end + 1, "than") => {
                return Some(distance(end + 1, false, From::Text));
            }
            "hence" => return Some(distance(end + 1, false, From::Publication)),
            "from" if self.word(end + 1) == "now" => return Some(distance(end + 2, false, From::Publication)),
            _ => {}
        }
        // "$50 a year", "60 kilometres an hour": a rate is no time.
        if self.one_of(at, "a an") && end == at + 2 && self.measured(at) {
            return None;
        }
        // "the nine months", but "the two-week crisis", "the two day rally"
        let describes = (at + 1..end).any(|i| self.joined(i)) || !self.word(end - 1).ends_with('s');
        let found = Found::new(end, Reading::Duration(length));
        Some(if self.before(at) == "the" && !describes { found.with_article() } else { found })
    }

    /// "month-long", "decades-long": one unit, or several, before "long".
    fn long(&self, at: usize) -> Option<Length> {
        let unit = self.unit(at).filter(|_| !self.joined(at) && self.word(at + 1) == "long" && self.joined(at + 1))?;
        let amount = if self.word(at).ends_with('s') { Amount(None) } else { Amount::whole(1) };
        Some(Length { amount, unit })
    }

    /// "for weeks", "in years", "months of talks": a plural by itself after a preposition, or before "ago", "later".
    fn bare_plural(&self, at: usize) -> Option<Length> {
        let unit = self.unit(at).filter(|_| !self.joined(at) && !self.joined(at + 1))?;
        let plural = self.word(at).ends_with('s') || self.word(at) == "millennia";
        let timed = self.one_of(at.wrapping_sub(1), "for in within after of over by last")
            || self.one_of(at + 1, "ago earlier later before ahead")
            || self.word(at + 1) == "of" && self.before(at) != "the" && unit != Unit::Clock('M');
        (plural && timed && !matches!(unit, Unit::Clock('S') | Unit::Night))
            .then_some(Length { amount: Amount(None), unit })
    }

    /// Whether the words from `at` to `end` tell how old somebody is.
    fn is_age(&self, at: usize, end: usize) -> bool {
        self.one_of(end, "old olds older younger")
            || self.are(end, "of age")
            || self.one_of(at.wrapping_sub(1), "aged age")
    }

    /// Whether what stands before "a year" is an amount: "$50 a year", "twice a week", "5 percent a year".
    fn measured(&self, at: usize) -> bool {
        let number = |back: usize| {
            at.checked_sub(back).is_some_and(|b| {
                self.figures(b).is_some()
                    || self.word(b).starts_with(|c: char| c.is_ascii_digit())
                    || self.number(b, "scale").is_some()
            })
        };
        self.one_of(at.wrapping_sub(1), "times twice once % percent million billion trillion")
            || number(1)
            || number(2) && !self.one_of(at.wrapping_sub(1), ", for in to and of")
    }
}
