//! What holds for every text: properties over arbitrary Unicode and over scrambled news.

use article_lens::lexicon::Lexicon;
use article_lens::report::view::{Entity, EntityType, Report, TextRange};
use article_lens::segment::Document;
use article_lens::text::{Span, Utf16Map};
use article_lens::token::tokenize;
use article_lens::{Options, analyze, parse_date};
use proptest::prelude::*;

fn options() -> Options {
    Options::new(parse_date("today", "2025-05-12").expect("a date"))
}

/// Pieces that news is made of, to reach deeper than random characters do.
fn piece() -> impl Strategy<Value = String> {
    let news = [
        "India",
        "Pakistan’s",
        "US Secretary of State Marco Rubio",
        "both nations",
        "urged",
        "said",
        "“",
        "”",
        "\"",
        "‘",
        "’",
        ",",
        ".",
        "—",
        "(",
        ")",
        "on Friday",
        "May 7",
        "2022",
        "since",
        "according to",
        "attack",
        "General",
        "😀",
        "’s",
        "which",
        "and",
        "to",
        "condemned",
        "the G7",
        "held talks with",
        "was",
        "he",
        "\n",
        "\n\n",
        "Feb. 30",
        "$5 million",
        "Rs500",
        "3.5 per cent",
        "hundreds of",
        "10–15",
        "million",
        "a",
        "half",
        "Canadian",
        "dollars",
        "100m",
        "-5",
        "°C",
        "6-mile",
        "pounds",
        "Operation Dawn",
        "e\u{301}",
        "\u{202e}",
        "日本",
        "9999-99-99",
        "by",
        "not",
        "she",
        "himself",
        "it",
        "Mr. Rubio",
        "the minister",
        "the company",
        "Halvorsen Foods ASA (HFA)",
        "HFA",
        "I",
        "of",
        "in",
        "a year earlier",
        "the next day",
        "at 6 p.m.",
        "480 BC",
        "1999-2004",
        "2025-05-10",
        "first quarter",
        "twice a year",
        "half an hour",
        "ago",
        "Friday, May 9",
        "nineteen ninety-six",
        "the end of",
        "Easter",
    ];
    prop_oneof![4 => prop::sample::select(news.to_vec()).prop_map(str::to_owned), 1 => "\\PC{0,6}"]
}

fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.join(" ")),
        prop::collection::vec(piece(), 0..60).prop_map(|pieces| pieces.concat()),
        "\\PC{0,80}",
        any::<String>(),
    ]
}

fn slice(units: &[u16], range: TextRange) -> Option<String> {
    String::from_utf16(units.get(range.start as usize..range.end as usize)?).ok()
}

/// Every range lies on whole characters within the text, and named ranges are their words.
fn check_ranges(text: &str, report: &Report) -> Result<(), TestCaseError> {
    let units: Vec<u16> = text.encode_utf16().collect();
    let inside = |range: TextRange| slice(&units, range).is_some();
    for mention in report.entities.iter().flat_map(|e| &e.mentions) {
        prop_assert_eq!(slice(&units, mention.range), Some(mention.text.clone()));
    }
    for time in &report.times {
        prop_assert_eq!(slice(&units, time.range), Some(time.text.clone()));
    }
    for event in report.timeline.iter().chain(&report.tail) {
        prop_assert!(inside(event.evidence) && inside(event.sentence) && !event.headline.is_empty());
        prop_assert!(inside(event.trigger) && event.mentions.iter().all(|r| inside(*r)));
        prop_assert!(event.start <= event.end);
    }
    for attribution in &report.attributions {
        prop_assert!(!attribution.content.is_empty() && attribution.content.iter().all(|r| inside(*r)));
    }
    for statement in &report.statements {
        prop_assert_eq!(slice(&units, statement.cue.range), Some(statement.cue.text.clone()));
        prop_assert!(!statement.evidence.is_empty() && statement.evidence.iter().all(|r| inside(*r)));
        prop_assert!(!statement.targets.is_empty() || !statement.category.is_empty(), "a deed can stand alone");
        prop_assert!(!statement.negated || statement.targets.iter().all(|t| t.polarity == 0));
    }
    for wording in &report.wording {
        prop_assert_eq!(slice(&units, wording.range), Some(wording.text.clone()));
    }
    prop_assert!(report.summary.iter().map(|s| s.text.split_whitespace().count()).sum::<usize>() <= 80);
    Ok(())
}

/// Mentions stand in text order, apart from each other, and belong to one entity; salience falls. A name may lie
/// within an amount ("Canadian" in "5 million Canadian dollars").
fn check_mentions(report: &Report) -> Result<(), TestCaseError> {
    let (mut all, mut amounts): (Vec<TextRange>, Vec<TextRange>) = Default::default();
    for entity in &report.entities {
        prop_assert!(!entity.mentions.is_empty() && !entity.name.is_empty());
        prop_assert!(entity.mentions.iter().all(|m| m.range.start < m.range.end && !m.text.is_empty()));
        prop_assert!(entity.mentions.windows(2).all(|m| m[0].range.end <= m[1].range.start));
        prop_assert!((0.0..=1.0).contains(&entity.salience));
        let named = EntityType::NAMED.contains(&entity.entity_type);
        prop_assert!(named || entity.salience == 0.0 && entity.role.is_none() && entity.link.is_none());
        if named { &mut all } else { &mut amounts }.extend(entity.mentions.iter().map(|m| m.range));
    }
    for ranges in [&mut all, &mut amounts] {
        ranges.sort_by_key(|r| (r.start, r.end));
        prop_assert!(ranges.windows(2).all(|m| m[0].end <= m[1].start), "no two mentions overlap");
    }
    for amount in &amounts {
        let from = all.partition_point(|name| name.end <= amount.start);
        let mut over = all[from..].iter().take_while(|name| name.start < amount.end);
        prop_assert!(over.all(|name| amount.start <= name.start && name.end <= amount.end && name != amount));
    }
    let named = |e: &Entity| EntityType::NAMED.contains(&e.entity_type);
    prop_assert!(report.entities.windows(2).all(|e| named(&e[0]) || !named(&e[1])), "amounts stand behind names");
    prop_assert!(report.entities.windows(2).all(|e| e[0].salience >= e[1].salience));
    Ok(())
}

/// Every identifier in the report names something in it.
fn check_ids(report: &Report) -> Result<(), TestCaseError> {
    let entity = |id: &Option<String>| id.as_ref().is_none_or(|id| report.entities.iter().any(|e| &e.id == id));
    let statement = |id: &String| report.statements.iter().any(|s| &s.id == id);
    prop_assert!(report.statements.iter().flat_map(|s| &s.targets).all(|t| entity(&t.entity_id)));
    prop_assert!(
        report
            .statements
            .iter()
            .flat_map(|s| s.source.iter().chain(&s.via).chain(&s.co_sources))
            .all(|s| entity(&s.entity_id))
    );
    prop_assert!(report.matrix.rows.iter().chain(&report.matrix.columns).all(|p| entity(&p.entity_id)));
    prop_assert!(report.matrix.cells.iter().flat_map(|c| &c.statement_ids).all(statement));
    prop_assert!(report.summary.iter().flat_map(|s| &s.statement_ids).all(statement));
    prop_assert!(report.timeline.iter().flat_map(|e| &e.participants).all(|p| entity(&Some(p.clone()))));
    prop_assert!(report.voices.unheard.iter().all(|u| entity(&Some(u.clone()))));
    Ok(())
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 400, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_sound_report(text in text()) {
        let report = analyze(&text, &options());
        check_ranges(&text, &report)?;
        check_mentions(&report)?;
        check_ids(&report)?;
    }

    #[test]
    fn the_same_text_gives_the_same_report(text in text()) {
        let once = serde_json::to_string(&analyze(&text, &options())).expect("a report is JSON");
        let twice = serde_json::to_string(&analyze(&text, &options())).expect("a report is JSON");
        prop_assert_eq!(once, twice);
    }

    #[test]
    fn tokens_and_gaps_rebuild_the_text(text in text()) {
        let mut end = 0;
        for token in tokenize(&text) {
            prop_assert!(token.span.start >= end && token.span.end > token.span.start);
            let gap = text.get(end..token.span.start);
            prop_assert!(gap.is_some_and(|gap| gap.chars().all(|c| !c.is_alphanumeric())), "{:?}", gap);
            prop_assert!(text.get(token.span.start..token.span.end).is_some());
            end = token.span.end;
        }
        prop_assert!(text.get(end..).is_some_and(|rest| rest.chars().all(|c| !c.is_alphanumeric())));
    }

    #[test]
    fn utf16_offsets_agree_with_counting(text in any::<String>()) {
        let map = Utf16Map::new(&text);
        for (byte, _) in text.char_indices().chain([(text.len(), ' ')]) {
            prop_assert_eq!(map.offset(byte) as usize, text[..byte].encode_utf16().count());
            let range = map.range(Span::new(byte, text.len()));
            prop_assert_eq!(range.end as usize, text.encode_utf16().count());
        }
    }
}

#[test]
fn empty_and_blank_texts_give_empty_reports() {
    for text in ["", " ", "\n\n", "\u{feff}", "…"] {
        let report = analyze(text, &options());
        assert!(report.entities.is_empty() && report.statements.is_empty() && report.timeline.is_empty());
    }
}

#[test]
fn a_text_over_the_limit_is_cut_and_says_so() {
    let text = "The council of the city urged calm in the city. ".repeat(article_lens::analysis::MOST_BYTES / 48 + 10);
    let report = analyze(&text, &options());
    assert_eq!(report.diagnostics.iter().map(|d| d.code.as_str()).collect::<Vec<_>>(), ["text-truncated"]);
}

proptest! {
    #[test]
    fn tokens_are_in_order_and_sentences_share_them_out(pieces in prop::collection::vec(piece(), 0..60), other in any::<String>()) {
        for text in [pieces.join(" "), pieces.concat(), other] {
            let document = Document::new(&text, &Lexicon::embedded());
            for pair in document.tokens.windows(2) {
                prop_assert!(pair[0].span.end <= pair[1].span.start);
            }
            prop_assert!(document.tokens.iter().all(|t| t.span.start < t.span.end));
            for parts in [
                document.sentences.iter().map(|s| s.tokens.clone()).collect::<Vec<_>>(),
                document.paragraphs.clone(),
            ] {
                let ends = parts.iter().flat_map(|part| part.clone()).collect::<Vec<_>>();
                prop_assert_eq!(ends, (0..document.tokens.len()).collect::<Vec<_>>());
            }
        }
    }
}

/// A step that took time with the square of the text would never end here.
#[test]
fn long_strange_texts_come_to_an_end() {
    let units = [
        ".",
        "'",
        "’",
        "\"",
        "“",
        "-",
        "a.",
        "a'",
        "a-",
        "1,",
        "1 000\u{202f}",
        "Mr. ",
        "A. ",
        "[1]",
        "@",
        "#a",
        "a@",
        "a.b",
        "s' ",
        "\n",
        "! ",
        ":-) ",
        "*** ",
        "\u{301}",
        "👩\u{200d}",
        "🇫",
        "e\u{301}",
        "(",
        "US$",
        "\u{ad}a",
        "1. ",
        "Ph.D.",
        "The ",
        "WHO ",
    ];
    let lexicon = Lexicon::embedded();
    for unit in units {
        let text = unit.repeat(100_000);
        let document = Document::new(&text, &lexicon);
        let held = document.sentences.iter().map(|s| s.tokens.len()).sum::<usize>();
        assert_eq!(held, document.tokens.len(), "{unit:?}");
    }
}

/// As above, for the stages that look from one mention to others.
#[test]
fn many_names_and_pronouns_come_to_an_end() {
    let one = |i: usize| {
        format!("Anna Berg{i} met Olof Dahl{i}. She said he had sold it to them. The minister of Food{i} Group left. ")
    };
    let text: String = (0..3200).map(one).collect();
    assert!(analyze(&text, &options()).entities.len() > 1000);
}

/// As above, for expressions of time, what they date, and tellings of the same event.
#[test]
fn many_dates_come_to_an_end() {
    let units = [
        "May 5, 2020, ",
        "on Friday and ",
        "He left on Monday and ",
        "in the first quarter ",
        "a year earlier ",
        "of 1999 to ",
        "two thousand and ",
        "The next day Anna Berg left. ",
        "Later Anna Berg said “no” on May 3. ",
        "1999-",
        "the ",
    ];
    for unit in units {
        let report = analyze(&unit.repeat(20_000), &options());
        assert!(report.times.len() <= 60_000, "{unit:?}");
    }
}
