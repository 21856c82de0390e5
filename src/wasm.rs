//! The boundary to JavaScript: free functions, plain data, no state.

use crate::{Correction, InputError, Options, parse_date, report::Report};
use chrono::NaiveDate;
use js_sys::{Date, Error, Object};
use serde::{Deserialize, Serialize};
use tsify::Tsify;
use wasm_bindgen::prelude::*;

/// What may be said beside the text.
#[derive(Default, Deserialize, Tsify)]
#[serde(rename_all = "camelCase", default)]
pub struct AnalyzeOptions {
    /// The publication date, `YYYY-MM-DD`.
    #[tsify(optional, type = "string | null")]
    published: Option<String>,
    /// Where `published` comes from; `given` unless said otherwise.
    #[tsify(optional, type = "\"given\" | \"metadata\" | null")]
    published_basis: Option<String>,
    /// The day of the analysis, `YYYY-MM-DD`; today's local date unless said otherwise.
    #[tsify(optional, type = "string | null")]
    today: Option<String>,
    /// What the reader put right, in the order in which it is carried out.
    #[tsify(optional, type = "Correction[] | null")]
    corrections: Option<Vec<Correction>>,
}

/// Analyses `text` and returns the report.
///
/// Throws an `Error` with one clear sentence when an option cannot be used; no text is an error.
#[wasm_bindgen(unchecked_return_type = "Report")]
pub fn analyze(
    text: &str,
    #[wasm_bindgen(unchecked_optional_param_type = "AnalyzeOptions | null")] options: JsValue,
) -> Result<JsValue, Error> {
    let report = crate::analyze(text, &read_options(options)?);
    serialize(&report)
}

/// The version of the engine.
#[wasm_bindgen]
pub fn version() -> String {
    env!("CARGO_PKG_VERSION").to_owned()
}

/// Gives up this instance after a trap, whose memory nobody vouches for; call [`start`] right after it,
/// which makes a fresh one of the same module.
#[wasm_bindgen]
pub fn discard() {
    wasm_bindgen::handler::schedule_reinit();
}

/// Sees to it that a panic is written to the console, where it can be reported, before the module traps.
///
/// Runs by itself when the module is loaded; is called only after [`discard`].
#[wasm_bindgen(start)]
pub fn start() {
    std::panic::set_hook(Box::new(|info| {
        web_sys::console::error_1(&format!("article-lens {}: {info}", env!("CARGO_PKG_VERSION")).into());
    }));
}

fn read_options(options: JsValue) -> Result<Options, Error> {
    let given: AnalyzeOptions = if options.is_undefined() || options.is_null() {
        AnalyzeOptions::default()
    } else {
        refuse_unknown(&options)?;
        serde_wasm_bindgen::from_value(options).map_err(|e| Error::new(&format!("The options cannot be read: {e}.")))?
    };
    let date = |name, value: Option<String>| value.map(|v| parse_date(name, &v)).transpose().map_err(to_error);
    let read = Options::new(date("today", given.today)?.unwrap_or_else(local_today))
        .corrected(given.corrections.unwrap_or_default());
    Ok(match (date("published", given.published)?, given.published_basis.as_deref()) {
        (None, _) => read,
        (Some(day), None | Some("given")) => read.published(day),
        (Some(day), Some("metadata")) => read.published_by_metadata(day),
        (Some(_), Some(other)) => {
            return Err(Error::new(&format!("publishedBasis is \"given\" or \"metadata\", not {other:?}.")));
        }
    })
}

/// A misspelt option would do nothing, and nobody would notice; the deserialiser reads known fields only.
fn refuse_unknown(options: &JsValue) -> Result<(), Error> {
    const KNOWN: [&str; 4] = ["published", "publishedBasis", "today", "corrections"];
    let Some(object) = options.dyn_ref::<Object>() else {
        return Ok(());
    };
    for key in Object::keys(object).iter().filter_map(|key| key.as_string()) {
        if !KNOWN.contains(&key.as_str()) {
            return Err(Error::new(&format!(
                "The options have no {key:?}; they have published, publishedBasis, today and corrections."
            )));
        }
    }
    Ok(())
}

fn local_today() -> NaiveDate {
    let now = Date::new_0();
    NaiveDate::from_ymd_opt(now.get_full_year() as i32, now.get_month() + 1, now.get_date()).unwrap_or_default()
}

fn serialize(report: &Report) -> Result<JsValue, Error> {
    let serializer = serde_wasm_bindgen::Serializer::new().serialize_missing_as_null(true);
    report.serialize(&serializer).map_err(|e| Error::new(&format!("The report could not be handed over: {e}.")))
}

fn to_error(error: InputError) -> Error {
    Error::new(&error.to_string())
}
