//! Article Lens reads a news article and tells who and what it names, when things happened, and who
//! takes which position towards whom, each finding tied to the words it came from.

pub mod attribution;
pub mod entity;
pub mod error;
pub mod lexicon;
pub mod options;
pub mod report;
pub mod segment;
pub mod syntax;
pub mod tag;
pub mod text;
pub mod time;
pub mod token;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use error::InputError;
pub use options::{Options, parse_date};
pub use report::Report;

/// Analyses one article.
pub fn analyze(_text: &str, options: &Options) -> Report {
    use report::view::*;
    let today = options.published.unwrap_or(options.today);
    Report {
        schema_version: 1,
        publication: Publication {
            date: today.to_string(),
            anchor: today.to_string(),
            precision: Precision::Day,
            basis: PublicationBasis::Today,
            year_stated: false,
            alternatives: vec![],
            range: None,
            reason: String::new(),
        },
        entities: vec![],
        times: vec![],
        timeline: vec![],
        attributions: vec![],
        statements: vec![],
        matrix: Matrix {
            rows: vec![],
            columns: vec![],
            cells: vec![],
        },
        voices: Voices {
            attributed_share: 0.0,
            direct_share: 0.0,
            sources: vec![],
            unheard: vec![],
        },
        wording: vec![],
        summary: vec![],
        diagnostics: vec![],
    }
}
