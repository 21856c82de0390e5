//! The report: the only types that leave the engine.
//!
//! Every field is plain data, named in camelCase outside, and every position is a [`TextRange`] in
//! UTF-16 code units of the text that was given, so that `text.slice(start, end)` in JavaScript is
//! the surface. Optional fields are `null`, never absent.

use crate::correction::Correction;
use serde::Serialize;

/// Declares a plain report type: serialised in camelCase, described to TypeScript on wasm32 and to
/// JSON Schema with the feature `schema`.
macro_rules! view {
    ($($(#[$meta:meta])* pub $kind:ident $name:ident $body:tt)*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, PartialEq, Serialize)]
        #[serde(rename_all = "camelCase")]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify), tsify(missing_as_null))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub $kind $name $body
    )*};
}

/// Declares a closed set of words; `as_str` is the word in the report.
macro_rules! words {
    ($($(#[$meta:meta])* pub enum $name:ident { $($(#[$vmeta:meta])* $variant:ident = $word:literal,)* })*) => {$(
        $(#[$meta])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize)]
        #[cfg_attr(target_arch = "wasm32", derive(tsify::Tsify))]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        pub enum $name { $($(#[$vmeta])* #[serde(rename = $word)] $variant,)* }

        impl $name {
            /// All members, in the order of their declaration.
            pub const ALL: &'static [$name] = &[$($name::$variant),*];

            /// The word that stands for this member in the report and in the data files.
            pub fn as_str(self) -> &'static str {
                match self { $($name::$variant => $word,)* }
            }

            /// The member that `word` stands for.
            pub fn from_word(word: &str) -> Option<Self> {
                match word { $($word => Some($name::$variant),)* _ => None }
            }
        }
    )*};
}

words! {
    /// What kind of thing an entity is (OntoNotes names); the kinds of names first, then those of amounts.
    pub enum EntityType {
        /// People.
        Person = "PERSON",
        /// Companies, agencies, institutions, parties, armed groups.
        Org = "ORG",
        /// Countries, cities, provinces: places with a government.
        Gpe = "GPE",
        /// Other places: rivers, mountains, regions, lines.
        Loc = "LOC",
        /// Buildings, airports, bridges, streets.
        Fac = "FAC",
        /// Nationalities, religious or political groups.
        Norp = "NORP",
        /// Named wars, operations, storms, games, summits.
        Event = "EVENT",
        /// Named laws, treaties, agreements.
        Law = "LAW",
        /// Titles of books, films, songs, reports.
        Work = "WORK",
        /// Vehicles, weapons, devices, goods with a name.
        Product = "PRODUCT",
        /// Amounts of money.
        Money = "MONEY",
        /// Shares in a hundred.
        Percent = "PERCENT",
        /// Lengths, areas, volumes, masses, temperatures, speeds and other measures.
        Quantity = "QUANTITY",
    }

    /// What words a mention is made of.
    pub enum MentionKind {
        /// The name or a part of it.
        Name = "name",
        /// A common noun that stands for it ("the minister").
        Nominal = "nominal",
        /// A pronoun ("he").
        Pronoun = "pronoun",
    }

    /// Where the publication date comes from.
    pub enum PublicationBasis {
        /// The reader or the caller gave it.
        Given = "given",
        /// The page that the text came from says so.
        Metadata = "metadata",
        /// The dateline of the article.
        Dateline = "dateline",
        /// Facts in the text fix it, as a weekday beside a date does.
        Facts = "facts",
        /// Nothing in the text says it: the day of the analysis stands in.
        Today = "today",
    }

    /// How exact a date is.
    pub enum Precision {
        /// A clock time.
        Time = "time",
        /// A calendar day.
        Day = "day",
        /// A calendar week.
        Week = "week",
        /// A calendar month.
        Month = "month",
        /// A quarter of a year.
        Quarter = "quarter",
        /// A season or a half year.
        Season = "season",
        /// A year.
        Year = "year",
        /// A decade.
        Decade = "decade",
        /// A century.
        Century = "century",
        /// Not known.
        Unknown = "unknown",
    }

    /// TIMEX3 type of a temporal expression.
    pub enum TimeType {
        /// A date of any precision.
        Date = "DATE",
        /// A time of day.
        Time = "TIME",
        /// A length of time.
        Duration = "DURATION",
        /// A repeated time.
        Set = "SET",
    }

    /// What sort of event it is.
    pub enum EventKind {
        /// Something that happened, or is to happen.
        Event = "event",
        /// Something that was said.
        Statement = "statement",
    }

    /// What the date of an event rests on.
    pub enum Dating {
        /// A temporal expression that belongs to it.
        Expression = "expression",
        /// No date is said: it is told as the news of the day.
        News = "news",
        /// No date is said: it is told as following another event, whose date it carries.
        Order = "order",
    }

    /// What qualifies a temporal expression (TIMEX3 `mod`).
    pub enum TimeModifier {
        /// "early", "the beginning of".
        Start = "START",
        /// "mid", "the middle of".
        Mid = "MID",
        /// "late", "the end of".
        End = "END",
        /// "about", "around".
        Approx = "APPROX",
        /// "more than", "over".
        MoreThan = "MORE_THAN",
        /// "less than", "nearly".
        LessThan = "LESS_THAN",
        /// "at least".
        EqualOrMore = "EQUAL_OR_MORE",
        /// "at most", "up to".
        EqualOrLess = "EQUAL_OR_LESS",
    }

    /// How a date was arrived at.
    pub enum TimeCertainty {
        /// Every part of it stands in the text.
        Stated = "stated",
        /// A part of it was worked out; the reason says how.
        Inferred = "inferred",
        /// The text itself is vague.
        Vague = "vague",
    }

    /// How the words of a source are given.
    pub enum AttributionKind {
        /// In quotation marks throughout.
        Direct = "direct",
        /// Partly in quotation marks.
        Mixed = "mixed",
        /// Told in the writer's words.
        Indirect = "indirect",
    }

    /// What names a source.
    pub enum SourceForm {
        /// A name.
        Name = "name",
        /// A title or role without a name.
        Title = "title",
        /// A pronoun.
        Pronoun = "pronoun",
        /// A common noun phrase.
        Common = "common",
        /// A collective without a name ("the international community").
        Collective = "collective",
        /// A source that is kept unnamed ("officials", "sources").
        Anonymous = "anonymous",
        /// Nobody is named at all.
        Implicit = "implicit",
    }

    /// What sort of statement it is.
    pub enum StatementKind {
        /// A source's speech or attitude.
        Stance = "stance",
        /// A deed towards a target.
        Act = "act",
        /// An evaluation, cause or contested label in the writer's own voice.
        Claim = "claim",
        /// Something that is told without anybody who does it, or that several do to each other.
        Event = "event",
    }

    /// The seventeen acts.
    pub enum Act {
        /// Says something that takes no side.
        Say = "say",
        /// Praises.
        Praise = "praise",
        /// Supports.
        Support = "support",
        /// Offers, pledges, agrees.
        Offer = "offer",
        /// Talks with.
        Consult = "consult",
        /// Backs down, apologises.
        Concede = "concede",
        /// Urges, calls for, demands.
        Urge = "urge",
        /// Is worried about.
        Concern = "concern",
        /// Doubts, asks about.
        Question = "question",
        /// Condemns, criticises.
        Criticise = "criticise",
        /// Accuses, blames, attributes to.
        Blame = "blame",
        /// Denies.
        Deny = "deny",
        /// Rejects.
        Reject = "reject",
        /// Opposes.
        Oppose = "oppose",
        /// Threatens.
        Threaten = "threaten",
        /// Helps.
        Help = "help",
        /// Attacks, sanctions, arrests.
        Harm = "harm",
    }

    /// The part a target plays in a statement.
    pub enum TargetRole {
        /// Whom or what the act is about.
        Object = "object",
        /// To whom it is said; being urged or asked is neither praise nor blame.
        Addressee = "addressee",
        /// The proposition or matter.
        Topic = "topic",
        /// The other side of a joint act.
        Partner = "partner",
    }

    /// Who vouches for a statement.
    pub enum StatementAttribution {
        /// The source's own words in quotation marks.
        Direct = "direct",
        /// Partly quoted.
        Mixed = "mixed",
        /// The source, in the writer's words.
        Indirect = "indirect",
        /// A deed that the writer reports.
        Act = "act",
        /// The writer alone.
        Narrator = "narrator",
    }

    /// What a matrix cell says in one word.
    pub enum CellLabel {
        /// More for than against.
        Supportive = "supportive",
        /// More against than for.
        Critical = "critical",
        /// Both.
        Mixed = "mixed",
        /// In contact, taking no side.
        Engaged = "engaged",
    }

    /// Why the writer's wording is flagged.
    pub enum WordingKind {
        /// A judgement that nobody is named for.
        UnattributedEvaluation = "unattributedEvaluation",
        /// A cause that nobody is named for.
        UnattributedCause = "unattributedCause",
        /// A description of somebody that nobody is named for.
        UnattributedCharacterisation = "unattributedCharacterisation",
        /// "There have been reports", "critics say".
        VagueAttribution = "vagueAttribution",
        /// A group speaks and nobody in it is named.
        CollectiveSource = "collectiveSource",
        /// A word that judges whom it names.
        LoadedLabel = "loadedLabel",
        /// Something is done and nobody is said to do it.
        AgentlessPassive = "agentlessPassive",
    }

    /// How an entity belongs to another.
    pub enum AffiliationRelation {
        /// The people or things of a state ("Indian").
        Demonym = "demonym",
        /// The capital, and a usual word for its government.
        Capital = "capital",
        /// A city or region of a state.
        Place = "place",
        /// A person's or body's state or organisation.
        Member = "member",
    }
}

impl EntityType {
    /// The kinds of names: all but those of amounts.
    pub const NAMED: &'static [EntityType] = EntityType::ALL.split_at(10).0;
}

view! {
    /// A stretch of the given text, in UTF-16 code units, half open.
    #[derive(Copy, Eq, PartialOrd, Ord)]
    pub struct TextRange {
        /// First code unit.
        pub start: u32,
        /// One past the last code unit.
        pub end: u32,
    }

    /// Everything found in one article.
    pub struct Report {
        /// Version of this structure; 1.
        pub schema_version: u32,
        /// The publication date that dates are anchored to, and how it was found.
        pub publication: Publication,
        /// Who and what is named, the most important first.
        pub entities: Vec<Entity>,
        /// Temporal expressions, in text order.
        pub times: Vec<TimeExpression>,
        /// Dated events, in the order in which they happened.
        pub timeline: Vec<TimelineEvent>,
        /// What is told without a date of its own, and what is only said, in text order: the tail of the timeline.
        pub tail: Vec<TimelineEvent>,
        /// Who says what, in text order.
        pub attributions: Vec<Attribution>,
        /// Who takes which position towards whom, in text order.
        pub statements: Vec<Statement>,
        /// The statements, summed by holder and target.
        pub matrix: Matrix,
        /// Who is heard, and who is written about but not heard.
        pub voices: Voices,
        /// Wording in the writer's own voice that a careful reader would ask about.
        pub wording: Vec<Wording>,
        /// The positions in at most 80 words.
        pub summary: Vec<SummarySentence>,
        /// What the reader put right before this was found, as given.
        pub corrections: Vec<Correction>,
        /// What was cut, skipped or uncertain.
        pub diagnostics: Vec<Diagnostic>,
    }

    /// The publication date.
    pub struct Publication {
        /// ISO 8601 date; `XXXX-05-10` when the year is neither stated nor supported.
        pub date: String,
        /// The full ISO date that everything is anchored to, with the assumed year filled in.
        pub anchor: String,
        /// How exact it is.
        pub precision: Precision,
        /// Where it comes from.
        pub basis: PublicationBasis,
        /// Whether the year is stated (or given) rather than assumed.
        pub year_stated: bool,
        /// Other full dates that the text allows, the likeliest first; empty when the year is stated.
        pub alternatives: Vec<String>,
        /// The words it was read from.
        pub range: Option<TextRange>,
        /// How it was found, in words.
        pub reason: String,
    }

    /// One person, place, group or thing with all its mentions.
    pub struct Entity {
        /// Identifier within this report (`e1`).
        pub id: String,
        /// The fullest name in the text.
        pub name: String,
        /// What kind of thing it is.
        #[serde(rename = "type")]
        pub entity_type: EntityType,
        /// Title or role, as the text gives it.
        pub role: Option<String>,
        /// Other names for it in the text.
        pub aliases: Vec<String>,
        /// A page about it (Wikidata).
        pub link: Option<String>,
        /// What it belongs to.
        pub affiliation: Option<Affiliation>,
        /// Importance in this article, 0 to 1.
        pub salience: f64,
        /// Why it was taken for this type.
        pub reason: String,
        /// Where it is mentioned, in text order.
        pub mentions: Vec<Mention>,
    }

    /// What an entity belongs to.
    pub struct Affiliation {
        /// The entity of this report, if it is one.
        pub entity_id: Option<String>,
        /// Its name.
        pub name: String,
        /// How they belong together.
        pub relation: AffiliationRelation,
        /// Why, in words.
        pub reason: String,
    }

    /// One mention of an entity.
    pub struct Mention {
        /// Where.
        pub range: TextRange,
        /// The words.
        pub text: String,
        /// Name, common noun or pronoun.
        pub kind: MentionKind,
    }

    /// A temporal expression.
    pub struct TimeExpression {
        /// Identifier within this report (`t1`).
        pub id: String,
        /// Where.
        pub range: TextRange,
        /// The words.
        pub text: String,
        /// TIMEX3 type.
        #[serde(rename = "type")]
        pub time_type: TimeType,
        /// TIMEX3/ISO 8601 value; parts that are only assumed are `X`.
        pub value: String,
        /// First civil day it covers (ISO date), assumed year included.
        pub start: Option<String>,
        /// Last civil day it covers, inclusive.
        pub end: Option<String>,
        /// How exact it is.
        pub precision: Precision,
        /// Stated, inferred or vague.
        pub certainty: TimeCertainty,
        /// What qualifies it: "early", "about", "at least".
        pub modifier: Option<TimeModifier>,
        /// How the value was found, in words.
        pub reason: String,
    }

    /// An event.
    pub struct TimelineEvent {
        /// Identifier within this report (`v1`).
        pub id: String,
        /// Whether it happened or was only said.
        pub kind: EventKind,
        /// What its date rests on; only `expression` is a date that the text says.
        pub dating: Dating,
        /// The temporal expression that dates it.
        pub time_id: Option<String>,
        /// The event that it follows, where `dating` is `order`.
        pub after_id: Option<String>,
        /// TIMEX3/ISO 8601 date; parts that are only assumed are `X`.
        pub date: String,
        /// First civil day (ISO date), assumed year included.
        pub start: String,
        /// Last civil day, inclusive; the same as `start` for a day.
        pub end: String,
        /// Whether it goes on after `end` ("since 2022").
        pub open: bool,
        /// How exact the date is.
        pub precision: Precision,
        /// Stated, inferred or vague.
        pub certainty: TimeCertainty,
        /// A short headline made from the text.
        pub headline: String,
        /// The verb or noun that tells it.
        pub trigger: TextRange,
        /// The words that show it.
        pub evidence: TextRange,
        /// The sentence they stand in.
        pub sentence: TextRange,
        /// Other words of the text that tell the same event.
        pub mentions: Vec<TextRange>,
        /// Entities that take part.
        pub participants: Vec<String>,
        /// How it was dated, in words.
        pub reason: String,
    }

    /// A source.
    pub struct Source {
        /// The entity of this report, if it is one.
        pub entity_id: Option<String>,
        /// What it is called.
        pub text: String,
        /// The words that name it here.
        pub range: Option<TextRange>,
        /// What names it.
        pub form: SourceForm,
    }

    /// Words with their place.
    pub struct Quote {
        /// The words.
        pub text: String,
        /// Where.
        pub range: TextRange,
    }

    /// Who says what.
    pub struct Attribution {
        /// Identifier within this report (`a1`).
        pub id: String,
        /// Who says it.
        pub source: Source,
        /// The word that tells it is said; none where only layout tells.
        pub cue: Option<Quote>,
        /// What is said.
        pub content: Vec<TextRange>,
        /// Quoted, partly quoted or told.
        pub kind: AttributionKind,
        /// Whom the writer has it from, the outermost first.
        pub via: Vec<Source>,
    }

    /// Whom or what a statement is about.
    pub struct Target {
        /// The entity of this report, if it is one.
        pub entity_id: Option<String>,
        /// What it is called.
        pub text: String,
        /// The words that name it here.
        pub range: Option<TextRange>,
        /// The part it plays.
        pub role: TargetRole,
        /// -1 against, 0 neither, 1 for.
        pub polarity: i8,
    }

    /// Who takes which position towards whom, in whose words.
    pub struct Statement {
        /// Identifier within this report (`s1`).
        pub id: String,
        /// Stance, act or claim.
        pub kind: StatementKind,
        /// Who holds it; null for the writer.
        pub source: Option<Source>,
        /// Others who hold it jointly.
        pub co_sources: Vec<Source>,
        /// Whom the writer has it from, the outermost first.
        pub via: Vec<Source>,
        /// What is done.
        pub act: Act,
        /// The words that tell it.
        pub cue: Quote,
        /// Towards whom and about what.
        pub targets: Vec<Target>,
        /// Who vouches for it.
        pub attribution: StatementAttribution,
        /// 1 asserted, 0.7 reported, 0.5 hedged or conditional.
        pub certainty: f64,
        /// Whether it is denied; a negated statement has polarity 0, never the opposite.
        pub negated: bool,
        /// PLOVER event category, empty where there is none.
        pub category: String,
        /// The words that show it; never empty.
        pub evidence: Vec<TextRange>,
        /// The sentence they stand in.
        pub sentence: TextRange,
        /// Why it was read so, in words.
        pub reason: String,
    }

    /// Statements summed by holder and target.
    pub struct Matrix {
        /// The holders.
        pub rows: Vec<Party>,
        /// The targets.
        pub columns: Vec<Party>,
        /// The cells that hold anything.
        pub cells: Vec<Cell>,
    }

    /// A holder or a target of the matrix.
    pub struct Party {
        /// The entity of this report, if it is one.
        pub entity_id: Option<String>,
        /// What it is called.
        pub text: String,
        /// Whether it is a matter rather than somebody.
        pub topic: bool,
        /// Index, in the same list, of the body or state that it speaks and acts for; it stands before its members.
        pub parent: Option<u32>,
    }

    /// One holder towards one target.
    pub struct Cell {
        /// Index into `rows`.
        pub row: u32,
        /// Index into `columns`.
        pub column: u32,
        /// In one word.
        pub label: CellLabel,
        /// The same of what is said alone; null if nothing is.
        pub speech: Option<CellLabel>,
        /// The same of what is done alone; null if nothing is.
        pub deeds: Option<CellLabel>,
        /// Sum of polarity times certainty.
        pub score: f64,
        /// What it was summed from; never empty.
        pub statement_ids: Vec<String>,
    }

    /// Who is heard.
    pub struct Voices {
        /// Share of the article's characters that is attributed to somebody, 0 to 1.
        pub attributed_share: f64,
        /// Share of the article's characters inside attributed quotation marks, 0 to 1.
        pub direct_share: f64,
        /// Who is heard, the longest first.
        pub sources: Vec<Voice>,
        /// People, organisations and states that the article writes about and never lets speak.
        pub unheard: Vec<String>,
    }

    /// One voice.
    pub struct Voice {
        /// The entity of this report, if it is one.
        pub entity_id: Option<String>,
        /// What it is called.
        pub text: String,
        /// Whether it has a name.
        pub named: bool,
        /// Characters (UTF-16 code units) attributed to it; shared ones split.
        pub characters: u32,
        /// Those of them in quotation marks.
        pub direct_characters: u32,
        /// Share of all attributed characters, 0 to 1.
        pub share: f64,
        /// The attributions it was summed from.
        pub attribution_ids: Vec<String>,
    }

    /// A flagged piece of the writer's wording.
    pub struct Wording {
        /// Where.
        pub range: TextRange,
        /// The words.
        pub text: String,
        /// What is flagged.
        pub kind: WordingKind,
        /// Why, in words.
        pub reason: String,
    }

    /// One sentence of the summary.
    pub struct SummarySentence {
        /// The sentence.
        pub text: String,
        /// The statements it tells.
        pub statement_ids: Vec<String>,
        /// The words of the article that show it.
        pub evidence: Vec<TextRange>,
    }

    /// Something that was cut, skipped or is uncertain.
    pub struct Diagnostic {
        /// A stable name for it (`text-truncated`).
        pub code: String,
        /// One sentence for the reader.
        pub message: String,
        /// Where, if it has a place.
        pub range: Option<TextRange>,
    }
}
