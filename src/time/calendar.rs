//! Stretches of the civil calendar, and counting in them. The arithmetic is that of `chrono`, Easter that of `computus`.

use crate::report::view::Precision;
use chrono::{Datelike, Days, Months, NaiveDate, Weekday};

/// The size of a stretch of the calendar, the smaller first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grain {
    /// A day.
    Day,
    /// Saturday and Sunday.
    Weekend,
    /// Monday to Sunday.
    Week,
    /// A month.
    Month,
    /// Three months from March, June, September or December.
    Season,
    /// Three months from January, April, July or October.
    Quarter,
    /// Six months from January or July.
    Half,
    /// A year.
    Year,
    /// Ten years.
    Decade,
    /// A hundred years.
    Century,
}

impl Grain {
    /// How exact a date of this size is.
    pub fn precision(self) -> Precision {
        match self {
            Grain::Day => Precision::Day,
            Grain::Weekend | Grain::Week => Precision::Week,
            Grain::Month => Precision::Month,
            Grain::Season | Grain::Half => Precision::Season,
            Grain::Quarter => Precision::Quarter,
            Grain::Year => Precision::Year,
            Grain::Decade => Precision::Decade,
            Grain::Century => Precision::Century,
        }
    }

    /// How many months it has, from a month on.
    fn months(self) -> Option<i32> {
        Some(match self {
            Grain::Day | Grain::Weekend | Grain::Week => return None,
            Grain::Month => 1,
            Grain::Season | Grain::Quarter => 3,
            Grain::Half => 6,
            Grain::Year => 12,
            Grain::Decade => 120,
            Grain::Century => 1200,
        })
    }
}

/// A stretch of the calendar.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Period {
    /// Its size.
    pub grain: Grain,
    first: NaiveDate,
}

impl Period {
    /// The stretch of this size that holds `date`; of a weekend, that of its week.
    pub fn holding(grain: Grain, date: NaiveDate) -> Option<Period> {
        let month = |year: i32, month: u32| NaiveDate::from_ymd_opt(year, month, 1);
        let week = i64::from(date.weekday().num_days_from_monday());
        let first = match grain {
            Grain::Day => date,
            Grain::Week => shift_days(date, -week)?,
            Grain::Weekend => shift_days(date, 5 - week)?,
            Grain::Month => date.with_day(1)?,
            Grain::Season => {
                let back = date.month() % 3;
                shift_months(date.with_day(1)?, -(back as i32))?
            }
            Grain::Quarter => month(date.year(), date.month0() / 3 * 3 + 1)?,
            Grain::Half => month(date.year(), date.month0() / 6 * 6 + 1)?,
            Grain::Year => month(date.year(), 1)?,
            Grain::Decade => month(date.year().div_euclid(10) * 10, 1)?,
            Grain::Century => month(date.year().div_euclid(100) * 100, 1)?,
        };
        Some(Period { grain, first })
    }

    /// One day.
    pub fn day(date: NaiveDate) -> Period {
        Period { grain: Grain::Day, first: date }
    }

    /// The year `year`; 0 is 1 BC.
    pub fn year(year: i32) -> Option<Period> {
        Period::holding(Grain::Year, NaiveDate::from_ymd_opt(year, 1, 1)?)
    }

    /// Its first day.
    pub fn first(self) -> NaiveDate {
        self.first
    }

    /// Its last day.
    pub fn last(self) -> Option<NaiveDate> {
        match self.grain {
            Grain::Day => Some(self.first),
            Grain::Weekend => shift_days(self.first, 1),
            grain => self.next_of(grain, 1)?.pred_opt(),
        }
    }

    fn next_of(self, grain: Grain, count: i32) -> Option<NaiveDate> {
        match grain.months() {
            Some(months) => shift_months(self.first, months.checked_mul(count)?),
            None => shift_days(self.first, i64::from(count) * if grain == Grain::Day { 1 } else { 7 }),
        }
    }

    /// The stretch of the same size, `count` of size `unit` later.
    pub fn shifted(self, unit: Grain, count: i32) -> Option<Period> {
        Period::holding(self.grain, self.next_of(unit, count)?)
    }

    /// Days from `date` to the nearest of its days; 0 within it.
    pub fn distance(self, date: NaiveDate) -> Option<i64> {
        let (before, behind) = ((self.first - date).num_days(), (date - self.last()?).num_days());
        Some(before.max(behind).max(0))
    }

    /// Its TIMEX3 value; a year that is not sure is `XXXX`.
    pub fn value(self, sure: bool) -> String {
        let date = self.first;
        let year = |year: i32| match (sure, year) {
            (false, _) => "XXXX".to_owned(),
            (true, ..=0) => format!("BC{:04}", 1 - year),
            (true, _) => format!("{year:04}"),
        };
        let own = year(date.year());
        match self.grain {
            Grain::Day => format!("{own}-{:02}-{:02}", date.month(), date.day()),
            Grain::Week | Grain::Weekend if !sure => "XXXX-WXX".into(),
            Grain::Week => format!("{}-W{:02}", year(date.iso_week().year()), date.iso_week().week()),
            Grain::Weekend => format!("{}-W{:02}-WE", year(date.iso_week().year()), date.iso_week().week()),
            Grain::Month => format!("{own}-{:02}", date.month()),
            Grain::Season => format!("{own}-{}", SEASONS[(date.month() / 3 - 1).min(3) as usize]),
            Grain::Quarter => format!("{own}-Q{}", date.month0() / 3 + 1),
            Grain::Half => format!("{own}-H{}", date.month0() / 6 + 1),
            Grain::Year => own,
            // Before Christ years count down: the last one has the digits.
            Grain::Decade | Grain::Century => {
                let (length, cut) = if self.grain == Grain::Decade { (9, 1) } else { (99, 2) };
                let named = if date.year() <= 0 { year(date.year() + length) } else { own };
                named[..named.len() - cut].to_owned()
            }
        }
    }

    /// "May 2025", "the third quarter of 2024": its name for a reason; without the year where that is not sure.
    pub fn name(self, sure: bool) -> String {
        let (date, grain) = (self.first, self.grain);
        let year = if sure { format!(" {}", date.year()) } else { String::new() };
        match grain {
            Grain::Day => format!("{} {}{year}", date.day(), month_name(date.month())),
            Grain::Month => format!("{}{year}", month_name(date.month())),
            Grain::Year if sure => date.year().to_string(),
            Grain::Year => "that year".into(),
            _ => self.value(sure),
        }
    }
}

/// TIMEX3 letters of the seasons, from that of March.
pub(super) const SEASONS: [&str; 4] = ["SP", "SU", "FA", "WI"];

/// A day of every year that has a name of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Holiday {
    /// Month and day.
    Fixed(u32, u32),
    /// Month, which one of it (-1 is the last), day of the week from 1 for Monday.
    Weekday(u32, i32, u32),
    /// Days from Easter Sunday.
    Easter(i64),
}

impl Holiday {
    /// Reads a rule of `data/lexicon/calendar.tsv`.
    pub fn from_rule(rule: &str) -> Option<Holiday> {
        if let Some(days) = rule.strip_prefix("easter:") {
            return Some(Holiday::Easter(days.parse().ok()?));
        }
        if let Some((month, day)) = rule.split_once('-').filter(|(month, _)| !month.contains(':')) {
            return Some(Holiday::Fixed(month.parse().ok()?, day.parse().ok()?));
        }
        let mut parts = rule.split(':');
        let mut part = || parts.next()?.parse::<i32>().ok();
        let (month, which, weekday) = (part()?, part()?, part()?);
        Some(Holiday::Weekday(month.try_into().ok()?, which, weekday.try_into().ok()?))
    }

    /// The day in `year`.
    pub fn in_year(self, year: i32) -> Option<NaiveDate> {
        match self {
            Holiday::Fixed(month, day) => NaiveDate::from_ymd_opt(year, month, day),
            Holiday::Easter(days) => {
                let easter = computus::gregorian(year).ok()?;
                shift_days(NaiveDate::from_ymd_opt(easter.year, easter.month, easter.day)?, days)
            }
            Holiday::Weekday(month, which, weekday) => {
                let weekday = Weekday::try_from(u8::try_from(weekday - 1).ok()?).ok()?;
                match u8::try_from(which) {
                    Ok(which) => NaiveDate::from_weekday_of_month_opt(year, month, weekday, which),
                    Err(_) => {
                        [5, 4].iter().find_map(|&n| NaiveDate::from_weekday_of_month_opt(year, month, weekday, n))
                    }
                }
            }
        }
    }
}

/// The day that `2025-05-10` names.
pub(super) fn iso_day(value: &str) -> Option<NaiveDate> {
    let mut parts = value.split('-').map(str::parse::<u32>);
    let (year, month, day) = (parts.next()?.ok()?, parts.next()?.ok()?, parts.next()?.ok()?);
    let year = i32::try_from(year).ok().filter(|_| value.len() == 10)?;
    NaiveDate::from_ymd_opt(year, month, day)
}

/// `date` moved by days.
pub(super) fn shift_days(date: NaiveDate, days: i64) -> Option<NaiveDate> {
    let distance = Days::new(days.unsigned_abs());
    if days < 0 { date.checked_sub_days(distance) } else { date.checked_add_days(distance) }
}

fn shift_months(date: NaiveDate, months: i32) -> Option<NaiveDate> {
    let distance = Months::new(months.unsigned_abs());
    if months < 0 { date.checked_sub_months(distance) } else { date.checked_add_months(distance) }
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

/// The English name of a day of the week.
pub(super) fn day_name(day: Weekday) -> &'static str {
    const NAMES: [&str; 7] = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"];
    NAMES[day.num_days_from_monday() as usize]
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn holidays_fall_on_their_days() {
        let day = |rule: &str, year: i32| Holiday::from_rule(rule).and_then(|h| h.in_year(year)).map(|d| d.to_string());
        assert_eq!(day("easter:-2", 2024).as_deref(), Some("2024-03-29"));
        assert_eq!(day("easter:0", 2019).as_deref(), Some("2019-04-21"));
        assert_eq!(day("11:4:4", 2025).as_deref(), Some("2025-11-27"));
        assert_eq!(day("05:-1:1", 2025).as_deref(), Some("2025-05-26"));
        assert_eq!(day("02-29", 2023), None);
    }

    proptest! {
        #[test]
        fn a_period_holds_its_days_and_follows_on_the_one_before(days in -700_000i64..700_000, count in -40i32..40) {
            let date = shift_days(NaiveDate::from_ymd_opt(2000, 1, 1).expect("a date"), days).expect("a date");
            use Grain::*;
            for grain in [Day, Week, Month, Season, Quarter, Half, Year, Decade, Century] {
                let period = Period::holding(grain, date).expect("a period");
                prop_assert!(period.first() <= date && date <= period.last().expect("an end"));
                let next = period.shifted(grain, 1).expect("a period");
                prop_assert_eq!(period.last().and_then(|d| d.succ_opt()), Some(next.first()));
                let there = period.shifted(grain, count).and_then(|p| p.shifted(grain, -count));
                prop_assert_eq!(there, Some(period));
            }
        }
    }
}
