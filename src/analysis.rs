//! All stages, one after the other.

use crate::attribution::{self, Attributions, Context};
use crate::correction::Correction;
use crate::entity::{self, Entities};
use crate::lexicon::Lexicon;
use crate::options::Options;
use crate::quantity::{self, Quantity};
use crate::segment::{Document, SentenceKind};
use crate::stance::{self, Statement, matrix, summary, voices, wording};
use crate::syntax::{self, Syntax};
use crate::tag::{self, Tags};
use crate::time::{self, Times};
use crate::timeline::{self, Event};

/// Longest text analysed, in bytes; what is beyond is cut off, and a diagnostic says so.
pub const MOST_BYTES: usize = 4 << 20;
/// Share of words that must be common English ones in a text of some length.
const ENGLISH_SHARE: f64 = 0.2;
/// Words from which on the language is judged.
const ENGLISH_WORDS: usize = 30;

/// The tables of all stages.
pub struct Analysis<'t> {
    /// Tokens and sentences.
    pub document: Document<'t>,
    /// Who and what is named.
    pub entities: Entities,
    /// Dates and times.
    pub times: Times,
    /// Amounts of money, shares and measures.
    pub quantities: Vec<Quantity>,
    /// Dated events.
    pub timeline: Vec<Event>,
    /// Who says what.
    pub attributions: Attributions,
    /// Who takes which position.
    pub statements: Vec<Statement>,
    /// Positions by holder and target.
    pub matrix: matrix::Matrix,
    /// Who is heard.
    pub voices: voices::Voices,
    /// The writer's flagged wording.
    pub wording: Vec<wording::Wording>,
    /// The stance summary.
    pub summary: Vec<summary::Sentence>,
    /// What the reader put right.
    pub corrections: Vec<Correction>,
    /// Whether the text was cut.
    pub cut: bool,
    /// Whether the text does not look like English.
    pub foreign: bool,
}

/// The tables up to the entities.
pub struct Names<'t> {
    /// Tokens and sentences.
    pub document: Document<'t>,
    /// Parts of speech and lemmas.
    pub tags: Tags,
    /// Phrases and clauses.
    pub syntax: Syntax,
    /// Who and what is named.
    pub entities: Entities,
}

/// Runs the stages up to the entities over `text`, as corrected.
pub fn names<'t>(text: &'t str, corrections: &[Correction], lexicon: &Lexicon<'_>) -> Names<'t> {
    let document = Document::new(text, lexicon);
    let tags = tag::tag_document(&document, lexicon);
    let syntax = syntax::parse(&document, &tags, lexicon);
    let entities = entity::find_entities(&document, &tags, &syntax, corrections, lexicon);
    Names { document, tags, syntax, entities }
}

/// Runs all stages over `text`.
pub fn run<'t>(text: &'t str, options: &Options, lexicon: &Lexicon<'_>) -> Analysis<'t> {
    let cut = text.len() > MOST_BYTES;
    let text = if cut { &text[..text.floor_char_boundary(MOST_BYTES)] } else { text };
    let Names { document, tags, syntax, entities } = names(text, &options.corrections, lexicon);
    let times = time::find_times(&document, &tags, &syntax, &entities, lexicon, options);
    let quantities = quantity::find_quantities(&document, lexicon);
    let context = Context::new(&document, &tags, &syntax, &entities, lexicon);
    let attributions = attribution::find_attributions(&context);
    let timeline = timeline::build(&context, &times, &attributions, &options.corrections);
    let wording = wording::find_wording(&context, &attributions);
    let statements = stance::find_statements(&context, &attributions, &wording);
    let matrix = matrix::matrix(&entities, &statements);
    let map = crate::text::Utf16Map::new(text);
    let voices = voices::voices(&document, &entities, &attributions, &statements, &map);
    let summary = summary::summarize(&context, &statements, &voices, &wording);
    let foreign = is_foreign(&document, lexicon);
    Analysis {
        document,
        entities,
        times,
        quantities,
        timeline,
        attributions,
        statements,
        matrix,
        voices,
        wording,
        summary,
        corrections: options.corrections.clone(),
        cut,
        foreign,
    }
}

/// Whether too few words of the prose are common English ones.
fn is_foreign(document: &Document<'_>, lexicon: &Lexicon<'_>) -> bool {
    let words = document
        .sentences
        .iter()
        .filter(|s| s.kind == SentenceKind::Body)
        .flat_map(|s| &document.tokens[s.tokens.clone()]);
    let letters = words.filter(|t| t.lower.starts_with(char::is_alphabetic));
    let (common, all) =
        letters.fold((0usize, 0usize), |(c, a), t| (c + usize::from(lexicon.is_starter(&t.lower)), a + 1));
    all >= ENGLISH_WORDS && (common as f64) < ENGLISH_SHARE * all as f64
}
