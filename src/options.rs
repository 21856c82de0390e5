//! What a caller may say beside the text.

use crate::correction::Correction;
use crate::error::InputError;
use crate::report::view::PublicationBasis;
use chrono::NaiveDate;

/// The options of an analysis. Same text and same options give the same report, byte for byte.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Options {
    /// The day of the analysis; the engine has no clock of its own.
    pub today: NaiveDate,
    /// The publication date, where it is known.
    pub published: Option<NaiveDate>,
    /// Where `published` comes from: [`PublicationBasis::Given`] or [`PublicationBasis::Metadata`].
    pub published_basis: PublicationBasis,
    /// What the reader put right, in the order in which it is carried out.
    pub corrections: Vec<Correction>,
}

impl Options {
    /// Options for an analysis done on `today` of a text whose publication date is not known.
    pub fn new(today: NaiveDate) -> Self {
        Options { today, published: None, published_basis: PublicationBasis::Given, corrections: Vec::new() }
    }

    /// The same with the publication date given by the reader.
    pub fn published(self, date: NaiveDate) -> Self {
        Options { published: Some(date), ..self }
    }

    /// The same with the publication date taken from the page's metadata.
    pub fn published_by_metadata(self, date: NaiveDate) -> Self {
        Options { published: Some(date), published_basis: PublicationBasis::Metadata, ..self }
    }

    /// The same with what the reader put right.
    pub fn corrected(self, corrections: Vec<Correction>) -> Self {
        Options { corrections, ..self }
    }
}

/// Reads a date option in ISO 8601: `2025-05-10`, or a timestamp that begins with such a date.
///
/// # Errors
/// When `value` is no such date, or its year lies outside 1000 to 9999.
///
/// # Example
/// ```
/// assert!(article_lens::parse_date("published", "2025-05-10").is_ok());
/// assert!(article_lens::parse_date("published", "10 May").is_err());
/// ```
pub fn parse_date(option: &str, value: &str) -> Result<NaiveDate, InputError> {
    let trimmed = value.trim();
    let day = match trimmed.split_once(['T', ' ']) {
        Some((day, _)) => day,
        None => trimmed,
    };
    let number = |range: std::ops::Range<usize>| day.get(range)?.parse().ok();
    let well_formed = day.len() == 10
        && day.bytes().enumerate().all(|(i, b)| if i == 4 || i == 7 { b == b'-' } else { b.is_ascii_digit() });
    let date = if well_formed {
        || -> Option<NaiveDate> { NaiveDate::from_ymd_opt(number(0..4)? as i32, number(5..7)?, number(8..10)?) }()
    } else {
        None
    };
    match date {
        Some(date) if day >= "1000" => Ok(date),
        _ => Err(InputError::new(format!(
            "The {option} date {value:?} is not a date: write it as YYYY-MM-DD, for example 2025-05-10."
        ))),
    }
}
