//! What an expression says to the days it means, anchored to the publication date.

use super::Publication;
use super::value::{Reading, Resolved, Unit};
use crate::report::view::{Precision, TimeCertainty, TimeType};
use crate::segment::Document;
use crate::syntax::Syntax;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// Whether the clause around token `token` speaks of what is to come.
pub(super) fn is_future(syntax: &Syntax, document: &Document<'_>, token: usize) -> bool {
    let Some(sentence) = document.sentence_of(token) else {
        return false;
    };
    let clause = syntax
        .clauses_in(sentence)
        .filter(|(_, c)| syntax.chunks[c.verb].tokens.start < token && token <= c.end + 1)
        .last()
        .or_else(|| syntax.clauses_in(sentence).find(|(_, c)| syntax.chunks[c.verb].tokens.start > token));
    let mut at = clause.map(|(i, _)| i);
    while let Some(clause) = at.and_then(|i| syntax.clauses.get(i)) {
        if clause.group.future {
            return true;
        }
        at = clause.parent.filter(|_| clause.group.form != crate::syntax::VerbForm::Finite);
    }
    false
}

/// Resolves one reading. `future` says that its clause speaks of what is to come, `dateline` that it is the dateline itself.
pub(super) fn resolve(reading: &Reading, publication: &Publication, future: bool, dateline: bool) -> Resolved {
    let context = Context { publication, future, dateline };
    context.resolve(reading).unwrap_or_else(|| Resolved {
        kind: TimeType::Date,
        value: if future { "FUTURE_REF" } else { "PAST_REF" }.into(),
        days: None,
        precision: Precision::Unknown,
        certainty: TimeCertainty::Vague,
        reason: "No such day in the calendar.".into(),
    })
}

struct Context<'p> {
    publication: &'p Publication,
    future: bool,
    dateline: bool,
}

impl Context<'_> {
    fn anchor(&self) -> NaiveDate {
        self.publication.date
    }

    /// "the dateline, 10 May" or "publication, 10 May 2025".
    fn anchor_words(&self) -> String {
        let date = self.anchor();
        let (day, month) = (date.day(), month_name(date.month()));
        match (self.publication.year_stated, self.publication.tokens.is_some()) {
            (true, _) => format!("publication, {day} {month} {}", date.year()),
            (false, true) => format!("the dateline, {day} {month}"),
            (false, false) => format!("today, {day} {month} {}", date.year()),
        }
    }

    /// What an assumed year adds to a reason.
    fn assumed(&self) -> String {
        if self.is_sure() { String::new() } else { format!("; the year {} is assumed", self.anchor().year()) }
    }

    fn is_sure(&self) -> bool {
        self.publication.year_stated || self.publication.year_supported
    }

    fn made(
        &self,
        value: String,
        days: (NaiveDate, NaiveDate),
        precision: Precision,
        certainty: TimeCertainty,
        reason: String,
    ) -> Option<Resolved> {
        Some(Resolved { kind: TimeType::Date, value, days: Some(days), precision, certainty, reason })
    }

    fn resolve(&self, reading: &Reading) -> Option<Resolved> {
        let stated = || "Stated in the text.".to_owned();
        match *reading {
            Reading::Day { year: Some(year), month, day, .. } => {
                let date = NaiveDate::from_ymd_opt(year, month, day)?;
                self.made(date.to_string(), (date, date), Precision::Day, TimeCertainty::Stated, stated())
            }
            Reading::Day { year: None, month, day, .. } => {
                let date = if self.dateline {
                    NaiveDate::from_ymd_opt(self.anchor().year(), month, day)?
                } else {
                    self.nearest(|year| NaiveDate::from_ymd_opt(year, month, day))?
                };
                let value = if self.is_sure() { date.to_string() } else { format!("XXXX-{month:02}-{day:02}") };
                self.made(value, (date, date), Precision::Day, TimeCertainty::Inferred, self.year_reason())
            }
            Reading::Days { year, month, first, last } => {
                let end = match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, last)?,
                    None => self.nearest(|year| NaiveDate::from_ymd_opt(year, month, last))?,
                };
                let start = end.with_day(first)?;
                let shown = year.map_or_else(
                    || {
                        if self.is_sure() { end.year().to_string() } else { "XXXX".into() }
                    },
                    |y| y.to_string(),
                );
                let value = format!("{shown}-{month:02}-{first:02}/{shown}-{month:02}-{last:02}");
                let (certainty, reason) = if year.is_some() {
                    (TimeCertainty::Stated, stated())
                } else {
                    (TimeCertainty::Inferred, self.year_reason())
                };
                self.made(value, (start, end), Precision::Day, certainty, reason)
            }
            Reading::Month { year, month } => {
                let first = match year {
                    Some(year) => NaiveDate::from_ymd_opt(year, month, 1)?,
                    None => self.nearest(|year| NaiveDate::from_ymd_opt(year, month, 1))?,
                };
                let value = if year.is_some() || self.is_sure() {
                    format!("{}-{month:02}", first.year())
                } else {
                    format!("XXXX-{month:02}")
                };
                let (certainty, reason) = if year.is_some() {
                    (TimeCertainty::Stated, stated())
                } else {
                    (TimeCertainty::Inferred, self.year_reason())
                };
                self.made(value, (first, month_end(first)?), Precision::Month, certainty, reason)
            }
            Reading::Year(year) => {
                self.made(year.to_string(), year_days(year)?, Precision::Year, TimeCertainty::Stated, stated())
            }
            Reading::Decade(year) => {
                let days = (year_days(year)?.0, year_days(year + 9)?.1);
                self.made((year / 10).to_string(), days, Precision::Decade, TimeCertainty::Stated, stated())
            }
            Reading::Quarter { year, quarter } => {
                let start = |year| NaiveDate::from_ymd_opt(year, quarter * 3 - 2, 1);
                let first = match year {
                    Some(year) => start(year)?,
                    // A quarter is spoken of when it is over.
                    None => [0, -1]
                        .into_iter()
                        .filter_map(|shift| start(self.anchor().year() + shift))
                        .find(|first| quarter_end(*first).is_some_and(|end| end <= self.anchor()) || self.future)?,
                };
                let shown = if year.is_some() || self.is_sure() { first.year().to_string() } else { "XXXX".into() };
                let (certainty, reason) = if year.is_some() {
                    (TimeCertainty::Stated, stated())
                } else {
                    (
                        TimeCertainty::Inferred,
                        format!("The latest such quarter before {}{}.", self.anchor_words(), self.assumed()),
                    )
                };
                self.made(
                    format!("{shown}-Q{quarter}"),
                    (first, quarter_end(first)?),
                    Precision::Quarter,
                    certainty,
                    reason,
                )
            }
            Reading::Season { year, season } => {
                let year = year.unwrap_or(self.anchor().year());
                let month = match season {
                    "SP" => 3,
                    "SU" => 6,
                    "FA" => 9,
                    _ => 12,
                };
                let first = NaiveDate::from_ymd_opt(year, month, 1)?;
                let last = first.checked_add_months(Months::new(3))?.pred_opt()?;
                self.made(format!("{year}-{season}"), (first, last), Precision::Season, TimeCertainty::Stated, stated())
            }
            Reading::Weekday { weekday, shift } => self.weekday(weekday, shift),
            Reading::DayShift(shift) => {
                let date = shift_days(self.anchor(), shift)?;
                let words = match shift {
                    0 => "The day of",
                    1 => "The day after",
                    _ => "The day before",
                };
                let value = if self.is_sure() || self.publication.tokens.is_none() {
                    date.to_string()
                } else {
                    format!("XXXX-{}", date.format_month_day())
                };
                self.made(
                    value,
                    (date, date),
                    Precision::Day,
                    TimeCertainty::Inferred,
                    format!("{words} {}{}.", self.anchor_words(), self.assumed()),
                )
            }
            Reading::UnitShift(unit, shift) => self.unit_shift(unit, shift),
            Reading::Distance(unit, count) => self.distance(unit, count),
            Reading::Duration(unit, count) => Some(Resolved {
                kind: TimeType::Duration,
                value: iso_duration(unit, count),
                days: None,
                precision: Precision::Unknown,
                certainty: TimeCertainty::Stated,
                reason: "A length of time.".into(),
            }),
            Reading::Set(value) => Some(Resolved {
                kind: TimeType::Set,
                value: value.into(),
                days: None,
                precision: Precision::Unknown,
                certainty: TimeCertainty::Stated,
                reason: "A repeated time.".into(),
            }),
        }
    }

    /// The year that brings a year-less date nearest to publication, on the side that the tense tells.
    fn nearest(&self, date: impl Fn(i32) -> Option<NaiveDate>) -> Option<NaiveDate> {
        let anchor = self.anchor();
        let candidates: Vec<NaiveDate> = (-4..=4).filter_map(|shift| date(anchor.year() + shift)).collect();
        let side = |d: &&NaiveDate| {
            if self.future { **d >= anchor } else { **d <= anchor }
        };
        let distance = |d: &&NaiveDate| (**d - anchor).num_days().abs();
        candidates.iter().filter(side).min_by_key(distance).or_else(|| candidates.iter().min_by_key(distance)).copied()
    }

    fn year_reason(&self) -> String {
        if self.dateline {
            return format!("The date of publication. {}", self.publication.reason);
        }
        let side = if self.future { "The first such date from" } else { "The latest such date up to" };
        format!("{side} {}{}.", self.anchor_words(), self.assumed())
    }

    fn weekday(&self, weekday: u32, shift: i32) -> Option<Resolved> {
        let anchor = self.anchor();
        let back = (anchor.weekday().number_from_monday() + 7 - weekday) % 7;
        let ahead = (7 - back) % 7;
        let days = match (shift, self.future) {
            (1, _) | (0, true) => {
                if ahead == 0 {
                    7
                } else {
                    ahead as i32
                }
            }
            (-1, _) => {
                if back == 0 {
                    -7
                } else {
                    -(back as i32)
                }
            }
            _ => -(back as i32),
        };
        let date = shift_days(anchor, days)?;
        let name = day_name(date.weekday());
        let words = match days.signum() {
            1 => format!("{name} after {}", self.anchor_words()),
            0 => format!("{name}, the day of {}", self.anchor_words()),
            _ => format!("{name} before {}", self.anchor_words()),
        };
        let value = if self.is_sure() || self.publication.tokens.is_none() {
            date.to_string()
        } else {
            format!("XXXX-WXX-{weekday}")
        };
        self.made(value, (date, date), Precision::Day, TimeCertainty::Inferred, format!("{words}{}.", self.assumed()))
    }

    fn unit_shift(&self, unit: Unit, shift: i32) -> Option<Resolved> {
        let anchor = self.anchor();
        let sure = self.is_sure() || self.publication.tokens.is_none();
        let year = |y: i32| {
            if sure { y.to_string() } else { "XXXX".to_owned() }
        };
        let (value, days, precision) = match unit {
            Unit::Week(_) => {
                let monday = shift_days(anchor, shift * 7 - anchor.weekday().num_days_from_monday() as i32)?;
                let week = monday.iso_week();
                let value = if sure { format!("{}-W{:02}", week.year(), week.week()) } else { "XXXX-WXX".into() };
                (value, (monday, shift_days(monday, 6)?), Precision::Week)
            }
            Unit::Month => {
                let first = shift_months(anchor.with_day(1)?, shift)?;
                (format!("{}-{:02}", year(first.year()), first.month()), (first, month_end(first)?), Precision::Month)
            }
            Unit::Quarter => {
                let first =
                    shift_months(NaiveDate::from_ymd_opt(anchor.year(), anchor.month0() / 3 * 3 + 1, 1)?, shift * 3)?;
                (
                    format!("{}-Q{}", year(first.year()), first.month0() / 3 + 1),
                    (first, quarter_end(first)?),
                    Precision::Quarter,
                )
            }
            Unit::Year => {
                let y = anchor.year() + shift;
                (year(y), year_days(y)?, Precision::Year)
            }
            Unit::Decade => {
                let y = anchor.year() / 10 * 10 + shift * 10;
                ((y / 10).to_string(), (year_days(y)?.0, year_days(y + 9)?.1), Precision::Decade)
            }
            _ => return None,
        };
        let words = match shift {
            0 => "The one of",
            1 => "The one after",
            _ => "The one before",
        };
        self.made(
            value,
            days,
            precision,
            TimeCertainty::Inferred,
            format!("{words} {}{}.", self.anchor_words(), self.assumed()),
        )
    }

    fn distance(&self, unit: Unit, count: i32) -> Option<Resolved> {
        let anchor = self.anchor();
        let from = if count < 0 { "back" } else { "on" };
        let reason = format!("Counted {from} from {}{}.", self.anchor_words(), self.assumed());
        match unit {
            Unit::Day => {
                let date = shift_days(anchor, count)?;
                self.made(date.to_string(), (date, date), Precision::Day, TimeCertainty::Inferred, reason)
            }
            Unit::Week(n) => {
                let date = shift_days(anchor, count * 7 * n)?;
                let monday = shift_days(date, -(date.weekday().num_days_from_monday() as i32))?;
                let week = date.iso_week();
                self.made(
                    format!("{}-W{:02}", week.year(), week.week()),
                    (monday, shift_days(monday, 6)?),
                    Precision::Week,
                    TimeCertainty::Vague,
                    reason,
                )
            }
            Unit::Month | Unit::Quarter => {
                let first = shift_months(anchor.with_day(1)?, if unit == Unit::Month { count } else { count * 3 })?;
                self.made(
                    format!("{}-{:02}", first.year(), first.month()),
                    (first, month_end(first)?),
                    Precision::Month,
                    TimeCertainty::Vague,
                    reason,
                )
            }
            Unit::Year | Unit::Decade | Unit::Century => {
                let factor = match unit {
                    Unit::Decade => 10,
                    Unit::Century => 100,
                    _ => 1,
                };
                let year = anchor.year() + count.checked_mul(factor)?;
                self.made(year.to_string(), year_days(year)?, Precision::Year, TimeCertainty::Vague, reason)
            }
            Unit::Clock(_) => {
                self.made(anchor.to_string(), (anchor, anchor), Precision::Day, TimeCertainty::Vague, reason)
            }
        }
    }
}

/// `05-10`.
trait MonthDay {
    fn format_month_day(&self) -> String;
}

impl MonthDay for NaiveDate {
    fn format_month_day(&self) -> String {
        format!("{:02}-{:02}", self.month(), self.day())
    }
}

fn shift_days(date: NaiveDate, days: i32) -> Option<NaiveDate> {
    let distance = Days::new(u64::from(days.unsigned_abs()));
    if days < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) }
}

fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let distance = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(distance) } else { date.checked_add_months(distance) }
}

fn month_end(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(1))?.pred_opt()
}

fn quarter_end(first: NaiveDate) -> Option<NaiveDate> {
    first.checked_add_months(Months::new(3))?.pred_opt()
}

fn year_days(year: i32) -> Option<(NaiveDate, NaiveDate)> {
    Some((NaiveDate::from_ymd_opt(year, 1, 1)?, NaiveDate::from_ymd_opt(year, 12, 31)?))
}

fn iso_duration(unit: Unit, count: i32) -> String {
    match unit {
        Unit::Clock(letter) => format!("PT{count}{letter}"),
        Unit::Day => format!("P{count}D"),
        Unit::Week(n) => format!("P{}W", count * n),
        Unit::Month => format!("P{count}M"),
        Unit::Quarter => format!("P{}M", count * 3),
        Unit::Year => format!("P{count}Y"),
        Unit::Decade => format!("P{}Y", count * 10),
        Unit::Century => format!("P{}Y", count * 100),
    }
}

/// The English name of a month.
pub(crate) fn month_name(month: u32) -> &'static str {
    const NAMES: [&str; 12] = [
        "January",
        "February",
        "March",
        "April",
        "May",
        "June",
        "July",
        "August",
        "September",
        "October",
        "November",
        "December",
    ];
    NAMES[(month.clamp(1, 12) - 1) as usize]
}

fn day_name(day: Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[day.num_days_from_monday() as usize]
}
