//! Article Lens reads a news article and tells who and what it names, when things happened, and who
//! takes which position towards whom, each finding tied to the words it came from.

pub mod analysis;
pub mod attribution;
pub mod correction;
pub mod entity;
pub mod error;
pub mod lexicon;
pub mod linear;
pub mod options;
pub mod quantity;
pub mod report;
pub mod segment;
pub mod stance;
pub mod syntax;
pub mod tag;
pub mod text;
pub mod time;
pub mod timeline;
pub mod token;
#[cfg(target_arch = "wasm32")]
pub mod wasm;

pub use correction::Correction;
pub use error::InputError;
pub use options::{Options, parse_date};
pub use report::Report;

/// Analyses one article with the lexicon that ships with the engine.
///
/// # Example
/// ```
/// use article_lens::{Options, analyze, parse_date};
/// let options = Options::new(parse_date("today", "2025-05-12")?);
/// let report = analyze("GENEVA, May 10 (Newsdesk) — Marie Dupont criticised the plan on Friday.", &options);
/// assert_eq!(report.times[1].value, "XXXX-WXX-5");
/// # Ok::<(), article_lens::InputError>(())
/// ```
pub fn analyze(text: &str, options: &Options) -> Report {
    report::build(&analysis::run(text, options, &lexicon::Lexicon::embedded()))
}
