//! What expressions say to the days they mean: counted from the day of publication, or from what the text spoke of last.

use super::Publication;
use super::calendar::{Grain, Period, day_name, month_name, shift_days};
use super::read::Expression;
use super::tense::Tense;
use super::value::{Amount, Clock, From, Length, Named, Part, Reading, Resolved, Unit, Which, Year};
use crate::report::view::{Precision, TimeCertainty, TimeType};
use chrono::{Datelike, NaiveDate, Weekday};

/// How many years around an anchor a date without a year is looked for.
const YEARS: i32 = 8;
/// Days from which on a date of the same year lies too far back to be meant when the story could go on instead.
const FAR_BACK: i64 = 200;
/// Days from publication within which a day of the week beside a date tells its year.
const HALF_A_YEAR: i64 = 200;
/// Years from which on "years ago" is no year of the calendar.
const LONG_AGO: i32 = 1000;
/// Days within which a story goes on over the end of a year.
const SOON: i64 = 150;

/// What the text spoke of last.
#[derive(Debug, Clone, Copy)]
struct Focus {
    period: Period,
    /// Whether its year is sure.
    sure: bool,
    sentence: usize,
}

/// A stretch that an expression means.
struct Meant {
    period: Period,
    /// Whether its year is sure.
    sure: bool,
    stated: bool,
    reason: String,
}

/// What stands around an expression.
#[derive(Debug, Clone, Copy)]
pub(super) struct Setting {
    /// Of its clause.
    pub tense: Tense,
    /// Whether it is the dateline itself.
    pub dateline: bool,
    /// Whether it goes on from there ("since 2022").
    pub open: bool,
}

/// Resolves expressions in text order.
pub(super) struct Resolver<'p> {
    publication: &'p Publication,
    /// Whether the text tells a story of its own time: dates without a year follow those before them.
    story: bool,
    focus: Option<Focus>,
    /// What was spoken of last, planned or not.
    beside: Option<Focus>,
    /// The quarter that the text spoke of last.
    quarter: Option<Focus>,
}

impl<'p> Resolver<'p> {
    pub fn new(publication: &'p Publication, expressions: &[Expression]) -> Self {
        let story = is_story(publication, expressions);
        // A story begins in the first year that it names.
        let first = expressions.iter().find_map(|e| match &e.reading {
            Reading::Named(Named { part, year: Year::Stated(year), .. }) => part_of(*part, *year),
            _ => None,
        });
        let focus = first.filter(|_| story).map(|period| Focus { period, sure: true, sentence: 0 });
        Resolver { publication, story, focus, beside: None, quarter: None }
    }

    /// Resolves the next expression; none where no calendar has it.
    pub fn resolve(&mut self, expression: &Expression, setting: Setting) -> Option<Resolved> {
        let Setting { tense, dateline, open } = setting;
        // What is only planned, or went on from then, is not what a story goes on from.
        let aside = dateline || open || tense.is_ahead();
        let kind = if expression.clock.is_some() { TimeType::Time } else { TimeType::Date };
        let dated = |meant: Meant| self.dated(expression, meant);
        let plain = |kind: TimeType, value: String, certainty: TimeCertainty, reason: &str| Resolved {
            kind,
            value,
            days: None,
            precision: Precision::Unknown,
            certainty,
            modifier: expression.modifier,
            reason: reason.into(),
            inconsistent: None,
        };
        let resolved = match &expression.reading {
            Reading::Duration(length) => {
                plain(TimeType::Duration, length.value(), TimeCertainty::Stated, "A length of time.")
            }
            Reading::Set(value) => plain(TimeType::Set, value.clone(), TimeCertainty::Stated, "A repeated time."),
            Reading::Vague(value) => plain(kind, (*value).into(), TimeCertainty::Vague, "The text does not say when."),
            Reading::Named(named) => {
                let meant = self.named(named, tense, dateline, expression.sentence)?;
                let (period, sure) = (meant.period, meant.sure);
                let mut resolved = dated(meant);
                self.beside = Some(Focus { period, sure, sentence: expression.sentence });
                resolved.inconsistent = inconsistent(named, period.first());
                // "the year-earlier quarter" is only compared with.
                if !aside && named.year != Year::Shifted(-1, From::Sentence) {
                    self.attend(period, sure, expression.sentence);
                }
                resolved
            }
            Reading::Range(first, last) => {
                let last = self.named(last, tense, dateline, expression.sentence)?;
                // The first part is the latest that lies before the last.
                let first = match first.year {
                    Year::Open => self.before(&first.part, last.period.first())?,
                    _ => self.named(first, tense, dateline, expression.sentence)?.period,
                };
                let (end, sure) = (last.period, last.sure);
                let mut resolved = dated(last);
                let start = first.value(sure) + &expression.clock.map_or(String::new(), |c| format!("T{}", c.value()));
                resolved.value = format!("{start}/{}", end.value(sure));
                resolved.days = Some((first.first(), end.last()?));
                self.attend(end, sure, expression.sentence);
                resolved
            }
            Reading::Unit { grain, shift, from } => {
                // "overnight" is the night before, unless it lies ahead.
                let overnight = expression.clock == Some(Clock::Part("NI")) && *from == From::Sentence;
                let shift = if overnight && !tense.is_ahead() { -1 } else { *shift };
                match self.unit(*grain, shift, *from, expression.sentence) {
                    Some(meant) => {
                        let (period, sure) = (meant.period, meant.sure);
                        let resolved = dated(meant);
                        if !aside {
                            self.attend(period, sure, expression.sentence);
                        }
                        resolved
                    }
                    None => plain(
                        kind,
                        unknown(*grain, expression.clock),
                        TimeCertainty::Vague,
                        "Counted from a time that the text does not say.",
                    ),
                }
            }
            Reading::Distance { length, back, from } => match self.distance(*length, *back, *from, expression.sentence)
            {
                Some(meant) => {
                    let (period, sure) = (meant.period, meant.sure);
                    // "a year earlier" is only compared with.
                    let compared = *back
                        && matches!(length, Length { amount: Amount(Some(10)), unit: Unit::Calendar(Grain::Year, 1) });
                    let resolved = dated(meant);
                    if !compared {
                        self.attend(period, sure, expression.sentence);
                    }
                    resolved
                }
                None => {
                    let value = if *back { "PAST_REF" } else { "FUTURE_REF" };
                    plain(kind, value.into(), TimeCertainty::Vague, "Counted from a time that the text does not say.")
                }
            },
        };
        Some(resolved)
    }

    /// Keeps what was spoken of last.
    fn attend(&mut self, period: Period, sure: bool, sentence: usize) {
        // What a story counts from the day of publication is no part of it.
        if self.story && (period.first() - self.publication.date).num_days().abs() < 400 {
            return;
        }
        let focus = Focus { period, sure, sentence };
        if period.grain == Grain::Quarter {
            self.quarter = Some(focus);
        }
        if period.grain <= Grain::Year {
            self.focus = Some(focus);
        }
    }

    fn dated(&self, expression: &Expression, meant: Meant) -> Resolved {
        let Meant { period, sure, stated, reason } = meant;
        let weekday = match expression.reading {
            Reading::Named(Named { part: Part::Weekday(weekday), .. }) if !sure => Some(weekday),
            _ => None,
        };
        let value = weekday.map_or_else(|| period.value(sure), |w| format!("XXXX-WXX-{w}"));
        let (kind, value, precision) = match expression.clock {
            Some(clock) => (TimeType::Time, format!("{value}T{}", clock.value()), Precision::Time),
            None => (TimeType::Date, value, period.grain.precision()),
        };
        let vague = matches!(expression.reading, Reading::Distance { .. }) && period.grain != Grain::Day;
        let certainty = match (stated, vague) {
            (true, _) => TimeCertainty::Stated,
            (false, true) => TimeCertainty::Vague,
            (false, false) => TimeCertainty::Inferred,
        };
        let days = period.last().map(|last| (period.first(), last));
        Resolved { kind, value, days, precision, certainty, modifier: expression.modifier, reason, inconsistent: None }
    }

    /// A stretch counted from the day of publication.
    fn counted(&self, period: Period, words: &str) -> Meant {
        let reason = format!("{words} {}{}.", self.publication.words(), self.publication.assumed());
        Meant { period, sure: self.publication.is_sure(), stated: false, reason }
    }

    /// A stretch counted from what the text spoke of last.
    fn told(&self, period: Period, focus: Focus, words: &str) -> Meant {
        let reason = format!("{words} {}, which the text spoke of before.", focus.period.name(focus.sure));
        Meant { period, sure: focus.sure, stated: false, reason }
    }

    fn named(&self, named: &Named, tense: Tense, dateline: bool, sentence: usize) -> Option<Meant> {
        let today = self.publication.date;
        match named.year {
            Year::Stated(year) => {
                let period = part_of(named.part, year)?;
                Some(Meant { period, sure: true, stated: true, reason: "Stated in the text.".into() })
            }
            Year::Shifted(shift, from) => {
                let own = self.beside.filter(|f| from == From::Sentence && f.sentence == sentence);
                let focus = own.or(self.focus.filter(|_| from == From::Text));
                if let Part::Weekday(weekday) = named.part {
                    let week = Period::holding(Grain::Week, today)?.shifted(Grain::Week, shift)?;
                    let day = shift_days(week.first(), i64::from(weekday) - 1)?;
                    return Some(self.counted(Period::day(day), weeks(shift)));
                }
                if from == From::Sentence && shift == 0 && focus.is_none() {
                    return self.nearest(named.part, tense, sentence);
                }
                let (base, sure) = focus.map_or((today, self.publication.is_sure()), |f| (f.period.first(), f.sure));
                let period = part_of(named.part, base.year() + shift)?;
                Some(match focus {
                    Some(focus) => Meant { sure, ..self.told(period, focus, "Counted from") },
                    None => self.counted(period, "Counted from"),
                })
            }
            Year::Open if dateline => {
                let period = self.candidates(named.part, today).min_by_key(|p| p.distance(today))?;
                let reason = format!("The date of publication. {}", self.publication.reason);
                Some(Meant { period, sure: self.publication.is_sure(), stated: false, reason })
            }
            Year::Open => self.open(named, tense, sentence),
        }
    }

    /// A part of a year that is not said.
    fn open(&self, named: &Named, tense: Tense, sentence: usize) -> Option<Meant> {
        let today = self.publication.date;
        let in_text = self.focus.filter(|_| named.from == From::Text || self.story);
        let anchor = in_text.map_or(today, |f| f.period.first());
        let meant = |period: Period, words: &str| match in_text {
            Some(focus) => self.told(period, focus, words),
            None => self.counted(period, words),
        };
        match named.which {
            Which::Nearest => self.nearest(named.part, tense, sentence),
            Which::Last => {
                let period =
                    self.candidates(named.part, anchor).rfind(|p| p.last().is_some_and(|last| last < anchor))?;
                Some(meant(period, &named_words(named.part, period, "The last such time before", "before")))
            }
            Which::Next => {
                let after = in_text.and_then(|f| f.period.last()).unwrap_or(anchor);
                let period = self.candidates(named.part, anchor).find(|p| p.first() > after)?;
                Some(meant(period, &named_words(named.part, period, "The first such time after", "after")))
            }
            Which::This => match named.part {
                Part::Weekday(_) if in_text.is_none() => self.nearest(named.part, tense, sentence),
                Part::Weekend if in_text.is_none() => {
                    let period = Period::holding(Grain::Weekend, today)?;
                    Some(meant(period, "The weekend of the week of"))
                }
                part => {
                    let period = self
                        .candidates(part, anchor)
                        .min_by_key(|p| ((p.first().year() - anchor.year()).abs(), p.distance(anchor)))?;
                    Some(meant(period, "The one in the year of"))
                }
            },
        }
    }

    /// The one of those that a name fits that is nearest on the side that the tense tells.
    fn nearest(&self, part: Part, tense: Tense, sentence: usize) -> Option<Meant> {
        let weekly = matches!(part, Part::Weekday(_) | Part::Weekend);
        // A day of the week beside a date tells its year, if that is near.
        if let Part::Day { weekday: Some(weekday), .. } = part {
            let today = self.publication.date;
            let fits = |p: &Period| {
                p.first().weekday().number_from_monday() == weekday && p.distance(today) <= Some(HALF_A_YEAR)
            };
            if let Some(period) = self.candidates(part, today).find(fits) {
                return Some(self.counted(period, "The one that its day of the week fits, near"));
            }
        }
        // A story goes on from the date it spoke of last.
        if let Some(focus) = self.focus.filter(|f| {
            self.is_told(f, tense, sentence) && (!weekly || f.period.grain == Grain::Day && f.sentence == sentence)
        }) {
            return Some(self.told(self.following(part, focus.period)?, focus, "The one that follows on"));
        }
        let today = self.publication.date;
        let around = |side: &dyn Fn(&Period) -> bool| {
            self.candidates(part, today).filter(side).min_by_key(|p| (p.distance(today), p.first() > today))
        };
        let past = around(&|p| p.first() <= today);
        let tense = if tense.is_ahead() { Tense::Future } else { tense };
        let (period, words) = match (part, tense) {
            (Part::Weekday(_), Tense::Future) => {
                let period = around(&|p| p.first() >= today)?;
                (period, if period.first() == today { ", the day of" } else { "after" })
            }
            (Part::Weekday(_), _) if past.is_some_and(|p| p.first() == today) => (past?, ", the day of"),
            (Part::Weekday(_), _) => (past?, "before"),
            (Part::Weekend, Tense::Future) => (around(&|p| p.first() > today)?, "The weekend after"),
            (Part::Weekend, _) => (past?, "The weekend before"),
            // What is reported on is the quarter at hand, whatever the tense.
            (Part::Quarter(_) | Part::Half(_), Tense::Past) => (past?, "The latest one begun before"),
            (Part::Quarter(_) | Part::Half(_), _) => (around(&|_| true)?, "The one nearest to"),
            (_, Tense::Future) => (around(&|p| p.last().is_some_and(|l| l >= today))?, "The first such date from"),
            (_, Tense::Past) => (past?, "The latest such date up to"),
            _ => (around(&|_| true)?, "The nearest such date to"),
        };
        let words = match part {
            Part::Weekday(_) => format!(
                "{}{}{words}",
                day_name(period.first().weekday()),
                if words.starts_with(',') { "" } else { " " }
            ),
            _ => words.to_owned(),
        };
        Some(self.counted(period, &words))
    }

    /// Whether dates without a year follow `focus`: in a story, or right behind a year that is long past.
    fn is_told(&self, focus: &Focus, tense: Tense, sentence: usize) -> bool {
        let long_past = focus.sure && focus.period.first().year() < self.publication.date.year() - 1;
        let near = focus.sentence == sentence || focus.period.grain < Grain::Year && focus.sentence + 1 == sentence;
        self.story && tense != Tense::Future || long_past && near && tense == Tense::Past
    }

    /// The stretch of that name that a story means after `before`: in the same year, or soon after it.
    fn following(&self, part: Part, before: Period) -> Option<Period> {
        let anchor = before.first();
        let same = self.candidates(part, anchor).find(|p| p.first().year() == anchor.year());
        let next = self.candidates(part, anchor).find(|p| p.first() > anchor);
        let (back, ahead) =
            (same.map_or(i64::MAX, |p| (anchor - p.first()).num_days()), next.map(|p| (p.first() - anchor).num_days()));
        let goes_on = before.grain < Grain::Season && back > FAR_BACK && ahead.is_some_and(|days| days < SOON);
        if goes_on || matches!(part, Part::Weekday(_) | Part::Weekend) { next } else { same.or(next) }
    }

    /// All stretches of that name around `anchor`, in order.
    fn candidates(&self, part: Part, anchor: NaiveDate) -> impl DoubleEndedIterator<Item = Period> + use<> {
        let weekly = move |count: i32| {
            let week = Period::holding(Grain::Week, anchor)?.shifted(Grain::Week, count)?;
            match part {
                Part::Weekday(weekday) => Some(Period::day(shift_days(week.first(), i64::from(weekday) - 1)?)),
                Part::Weekend => Period::holding(Grain::Weekend, week.first()),
                Part::DayOfMonth(day) => {
                    let month = Period::holding(Grain::Month, anchor)?.shifted(Grain::Month, count)?;
                    Some(Period::day(month.first().with_day(day)?))
                }
                part => part_of(part, anchor.year() + count),
            }
        };
        (-YEARS..=YEARS).filter_map(weekly)
    }

    /// The latest stretch of that name that begins before `date`.
    fn before(&self, part: &Part, date: NaiveDate) -> Option<Period> {
        self.candidates(*part, date).rfind(|p| p.first() < date)
    }

    fn unit(&self, grain: Grain, shift: i32, from: From, sentence: usize) -> Option<Meant> {
        let today = self.publication.date;
        let focus = match from {
            From::Publication if !self.story || grain == Grain::Day => None,
            From::Publication | From::Text => self.focus,
            From::Sentence => {
                let own = self.beside.filter(|f| f.sentence == sentence);
                own.or(self.focus.filter(|_| self.story)).filter(|f| f.period.grain == Grain::Day)
            }
        };
        let words = |shift: i32| match (grain, shift) {
            (Grain::Day, 0) => "The day of",
            (Grain::Day, 1) => "The day after",
            (Grain::Day, -1) => "The day before",
            (_, 0) => "The one of",
            (_, 1) => "The one after",
            (_, -1) => "The one before",
            _ => "Counted from",
        };
        if grain == Grain::Quarter && (from == From::Text && shift <= 0 || from == From::Publication && shift == -1) {
            // "the quarter", "the latest quarter": the one that the text reports on.
            if let Some(quarter) = self.quarter.filter(|_| from == From::Text) {
                return Some(self.told(quarter.period.shifted(grain, shift)?, quarter, words(shift)));
            }
            let shift = shift.min(-1) - i32::from(shift < -1);
            let period = Period::holding(grain, today)?.shifted(grain, shift)?;
            return Some(self.counted(period, "The latest such quarter before"));
        }
        match focus {
            // "the next day" after "in 2018" is no day that the text says.
            Some(focus) if focus.period.grain > grain => None,
            Some(focus) => {
                let period = Period::holding(grain, focus.period.first())?.shifted(grain, shift)?;
                Some(self.told(period, focus, words(shift)))
            }
            None if from == From::Text && grain == Grain::Day && shift != 0 => None,
            None => Some(self.counted(Period::holding(grain, today)?.shifted(grain, shift)?, words(shift))),
        }
    }

    fn distance(&self, length: Length, back: bool, from: From, sentence: usize) -> Option<Meant> {
        let tenths = i32::try_from(length.amount.0?).ok()?;
        let (unit, factor) = match length.unit {
            Unit::Calendar(grain, factor) => (grain, i32::try_from(factor).ok()?),
            Unit::Clock('H') | Unit::Clock('M') if from == From::Publication => (Grain::Day, 0),
            _ => return None,
        };
        // Half a year is six months.
        let (unit, tenths) = if unit == Grain::Year && tenths % 10 != 0 {
            (Grain::Month, tenths * 12 / 10 * 10)
        } else {
            (unit, tenths)
        };
        let count = tenths.checked_mul(factor)? / 10 * if back { -1 } else { 1 };
        if unit >= Grain::Year && count.abs() >= LONG_AGO {
            return None;
        }
        let grain = unit.min(Grain::Year);
        let one_year = unit == Grain::Year && count.abs() == 1;
        let recent = |f: &Focus| f.sentence + 1 >= sentence;
        let quarter = self.quarter.filter(|f| one_year && recent(f));
        let focus = match from {
            From::Publication => quarter,
            _ => quarter.filter(|_| self.focus.is_none_or(|f| f.period.grain >= Grain::Quarter)).or(self.focus),
        };
        let words = if back { "Counted back from" } else { "Counted on from" };
        match focus {
            Some(focus) => {
                let period = focus.period;
                if one_year && matches!(period.grain, Grain::Month | Grain::Quarter | Grain::Half | Grain::Season) {
                    return Some(self.told(period.shifted(Grain::Year, count)?, focus, words));
                }
                if period.grain > grain {
                    return None;
                }
                let moved = Period::day(period.first()).shifted(unit, count)?;
                Some(self.told(Period::holding(grain, moved.first())?, focus, words))
            }
            // "a decade later" follows on something that the text has not dated.
            None if from == From::Text && !back => None,
            None => {
                let moved = Period::day(self.publication.date).shifted(unit, count)?;
                Some(self.counted(Period::holding(grain, moved.first())?, words))
            }
        }
    }
}

/// Moves a day that an expression means; a value without its year stays as it is.
pub(super) fn move_days(resolved: &mut Resolved, count: i64) {
    let moved = resolved.days.and_then(|(first, last)| Some((shift_days(first, count)?, shift_days(last, count)?)));
    if let Some(((first, _), moved)) = resolved.days.zip(moved) {
        resolved.value = resolved.value.replacen(&Period::day(first).value(true), &Period::day(moved.0).value(true), 1);
        resolved.reason = format!("{} The week is that of the day beside it.", resolved.reason);
        resolved.days = Some(moved);
    }
}

/// Whether a text tells of a time of its own: past years stand in it throughout, and next to nothing in it counts
/// from the day of publication.
fn is_story(publication: &Publication, expressions: &[Expression]) -> bool {
    let (mut told, mut counted) = (0usize, 0usize);
    for expression in expressions {
        match &expression.reading {
            Reading::Named(Named { year: Year::Stated(year), .. }) if *year < publication.date.year() - 1 => told += 1,
            Reading::Named(Named { part: Part::Weekday(_), from: From::Publication, .. }) => counted += 1,
            Reading::Unit { from: From::Publication, .. } | Reading::Distance { from: From::Publication, .. } => {
                counted += 1
            }
            _ => {}
        }
    }
    told >= 3 && told > 2 * counted
}

/// The stretch with that name in `year`; none for a day that it does not have, or what no year has.
fn part_of(part: Part, year: i32) -> Option<Period> {
    let month = |month: u32| NaiveDate::from_ymd_opt(year, month, 1);
    Some(match part {
        Part::Day { month, day, .. } => Period::day(NaiveDate::from_ymd_opt(year, month, day)?),
        Part::Holiday(holiday) => Period::day(holiday.in_year(year)?),
        Part::Month(number) => Period::holding(Grain::Month, month(number)?)?,
        Part::Season(number) => Period::holding(Grain::Season, month(number * 3 + 3)?)?,
        Part::Quarter(number) => Period::holding(Grain::Quarter, month(number * 3 - 2)?)?,
        Part::Half(number) => Period::holding(Grain::Half, month(number * 6 - 5)?)?,
        Part::Whole(grain) => Period::holding(grain, month(1)?)?,
        Part::Weekday(_) | Part::Weekend | Part::DayOfMonth(_) => return None,
    })
}

fn named_words(part: Part, period: Period, words: &str, side: &str) -> String {
    match part {
        Part::Weekday(_) => format!("{} {side}", day_name(period.first().weekday())),
        _ => words.to_owned(),
    }
}

fn weeks(shift: i32) -> &'static str {
    match shift {
        0 => "The day in the week of",
        1 => "The day in the week after",
        _ => "The day in the week before",
    }
}

/// The value of a stretch of which nothing but its size is known.
fn unknown(grain: Grain, clock: Option<Clock>) -> String {
    let value = match grain {
        Grain::Day => "XXXX-XX-XX",
        Grain::Week => "XXXX-WXX",
        Grain::Weekend => "XXXX-WXX-WE",
        Grain::Month => "XXXX-XX",
        Grain::Quarter => "XXXX-QX",
        _ => "XXXX",
    };
    clock.map_or_else(|| value.to_owned(), |clock| format!("{value}T{}", clock.value()))
}

/// What is wrong where a day of the week stands beside a date that is another.
fn inconsistent(named: &Named, date: NaiveDate) -> Option<String> {
    let Part::Day { weekday: Some(weekday), .. } = named.part else { return None };
    let own = date.weekday();
    (own.number_from_monday() != weekday).then(|| {
        let said = Weekday::try_from(u8::try_from(weekday - 1).unwrap_or(0)).map_or("", day_name);
        format!("{} {} {} is a {}, not a {said}.", date.day(), month_name(date.month()), date.year(), day_name(own))
    })
}
