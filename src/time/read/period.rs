//! Repeated times, and what is only past, present or future.

use super::Found;
use crate::tag::Tag;
use crate::time::value::{Amount, Length, Reading};
use crate::time::word::Words;

impl Words<'_, '_, '_> {
    /// "every week", "each Friday", "every four years", "twice a year", "daily".
    pub(super) fn set(&self, at: usize) -> Option<Found> {
        let set = |end: usize, value: String| Some(Found::new(end, Reading::Set(value)));
        if self.one_of(at, "every each") {
            let other = usize::from(self.one_of(at + 1, "other"));
            let next = at + 1 + other + usize::from(self.one_of(at + 1 + other, "single trading working business"));
            if let Some(weekday) = self.weekday_name(next) {
                let part = self.day_part(next + 1);
                let value = format!("XXXX-WXX-{weekday}{}", part.map_or(String::new(), |p| format!("T{p}")));
                return set(next + 1 + usize::from(part.is_some()), value);
            }
            if let Some(month) = self.month(next) {
                return set(next + 1, format!("XXXX-{month:02}"));
            }
            if let Some(season) = self.sense(next, "season") {
                return set(next + 1, format!("XXXX-{season}"));
            }
            if let Some(part) = self.day_part(next) {
                return set(next + 1, format!("XXXX-XX-XXT{part}"));
            }
            if self.word(next) == "weekend" {
                return set(next + 1, "XXXX-WXX-WE".into());
            }
            if let Some(unit) = self.unit(next) {
                let amount = Amount::whole(1 + other as u32);
                return set(next + 1, Length { amount, unit }.value());
            }
            let (end, length) = self.length(next)?;
            return set(end, length.value());
        }
        // "twice a year", "three times a week"
        let times = match self.word(at) {
            "once" | "twice" => Some(at + 1),
            _ => self.whole(at).map(|(end, _)| end).filter(|&end| self.word(end) == "times").map(|end| end + 1),
        };
        if let Some(next) = times.filter(|&next| self.one_of(next, "a an every each per"))
            && let Some(unit) = self.unit(next + 1)
        {
            return set(next + 2, Length { amount: Amount::whole(1), unit }.value());
        }
        if self.word(at) == "per" {
            let unit = self.unit(at + 1).filter(|_| !self.word(at + 1).ends_with('s'))?;
            return set(at + 2, Length { amount: Amount::whole(1), unit }.value());
        }
        // An adjective describes a thing: a daily newspaper is no time.
        let value = self.sense(at, "every")?;
        let tag = self.tags.tag(self.list[at].token);
        let noun = self.list.get(at + 1).is_some_and(|w| self.tags.tag(w.token).is_noun() || w.joined);
        let ends = self.list.get(at + 1).is_none_or(|w| self.tags.tag(w.token) == Tag::Sign);
        ((tag.is_adverb() || ends) && !noun).then(|| Found::new(at + 1, Reading::Set(value.to_owned())))
    }

    /// "now", "recently", "the future".
    pub(super) fn vague(&self, at: usize) -> Option<Found> {
        let the = usize::from(self.before(at) == "the");
        let (end, value) = self.phrase(at - the, "vague")?;
        let value = match value {
            "PAST_REF" => "PAST_REF",
            "FUTURE_REF" => "FUTURE_REF",
            _ => "PRESENT_REF",
        };
        // "the past two years" is read elsewhere, "the future king" is no time.
        let noun = |at: usize| {
            self.list.get(at).is_some_and(|w| {
                let tag = self.tags.tag(w.token);
                tag.is_noun() || tag.is_adjective() || tag == Tag::Cd
            })
        };
        let from_now = self.before(at) == "from";
        let fits = if from_now {
            false
        } else if the == 1 {
            end > at && !noun(end) && self.word(end) != "of"
        } else {
            end > at && !self.joined(end)
        };
        fits.then(|| {
            let found = Found::new(end, Reading::Vague(value));
            if the == 1 { found.with_article() } else { found }
        })
    }
}
