//! Whole articles, from text to report, against what a careful reader would write down.

use article_lens::report::view::{Act, EntityType, MentionKind, PublicationBasis, Report, TargetRole, WordingKind};
use article_lens::{Options, analyze, parse_date};

const SAMPLE: &str = include_str!("golden/sample.txt");

fn options() -> Options {
    Options::new(parse_date("today", "2026-11-23").expect("a date"))
}

fn published(date: &str) -> Options {
    options().published(parse_date("published", date).expect("a date"))
}

/// The words of a range in UTF-16 code units.
fn words(text: &str, range: article_lens::report::view::TextRange) -> String {
    let units: Vec<u16> = text.encode_utf16().collect();
    String::from_utf16_lossy(&units[range.start as usize..range.end as usize])
}

/// `source -act-> target:role:polarity, …` for every statement, sources joined by `+`, via in brackets.
fn lines(report: &Report) -> Vec<String> {
    let line = |s: &article_lens::report::view::Statement| {
        let mut sources: Vec<&str> = s.source.iter().chain(&s.co_sources).map(|s| s.text.as_str()).collect();
        if sources.is_empty() {
            sources.push("(writer)");
        }
        let via: String = s.via.iter().map(|v| format!(" via {}", v.text)).collect();
        let targets: Vec<String> =
            s.targets.iter().map(|t| format!("{}:{}:{}", t.text, t.role.as_str(), t.polarity)).collect();
        format!("{}{via} -{}-> {}", sources.join(" + "), s.act.as_str(), targets.join(", "))
    };
    report.statements.iter().map(line).collect()
}

fn dates(report: &Report) -> Vec<(String, String)> {
    report.timeline.iter().map(|e| (e.date.clone(), e.headline.clone())).collect()
}

#[test]
fn the_sample_names_its_people_and_places() {
    let report = analyze(SAMPLE, &options());
    let mut found: Vec<(String, EntityType)> =
        report.entities.iter().map(|e| (e.name.clone(), e.entity_type)).collect();
    found.sort();
    use EntityType::*;
    let mut expected: Vec<(String, EntityType)> = [
        ("Washington", Gpe),
        ("UNI", Org),
        ("India", Gpe),
        ("Pakistan", Gpe),
        ("US", Gpe),
        ("Marco Rubio", Person),
        ("Asim Munir", Person),
        ("State Department", Org),
        ("Tammy Bruce", Person),
        ("Kashmir", Loc),
        ("Operation Sindoor", Event),
        ("PoK", Gpe),
        ("Bahawalpur", Gpe),
        ("Muridke", Gpe),
        ("Muzaffarabad", Gpe),
        ("Operation Bunyan-un-Marsoos", Event),
        ("Indian", Norp),
        ("Line of Control", Loc),
        ("G7", Org),
        ("Saudi Arabia", Gpe),
    ]
    .map(|(name, kind)| (name.to_owned(), kind))
    .into();
    expected.sort();
    assert_eq!(found, expected);
}

#[test]
fn the_sample_ties_names_together() {
    let report = analyze(SAMPLE, &options());
    let entity = |name: &str| report.entities.iter().find(|e| e.name == name).expect(name);
    let rubio = entity("Marco Rubio");
    assert_eq!(rubio.role.as_deref(), Some("US Secretary of State"));
    assert_eq!(rubio.aliases, ["Rubio"]);
    let munir = entity("Asim Munir");
    assert_eq!(munir.role.as_deref(), Some("Pakistan’s Chief of Army Staff, General"));
    let pronouns: Vec<&str> =
        munir.mentions.iter().filter(|m| m.kind == MentionKind::Pronoun).map(|m| m.text.as_str()).collect();
    assert_eq!(pronouns, ["his", "His", "he"]);
    let tied = |name: &str| entity(name).affiliation.as_ref().map(|a| a.name.clone());
    assert_eq!(tied("Indian").as_deref(), Some("India"));
    assert_eq!(tied("Washington").as_deref(), Some("US"));
    assert_eq!(tied("Tammy Bruce").as_deref(), Some("State Department"));
    assert_eq!(entity("US").mentions.len(), 3);
    assert_eq!(entity("Pakistan").mentions.len(), 7);
}

#[test]
fn the_sample_dates_what_happened() {
    let report = analyze(SAMPLE, &published("2025-05-10"));
    let expected = [
        ("2022", "Asim Munir becomes Pakistan’s army chief"),
        ("2025-04-22", "Deadly terrorist attack in Kashmir left 26 people dead"),
        ("2025-05-07", "India launched “Operation Sindoor”"),
        ("2025-05-09", "Marco Rubio held a phone conversation with Asim Munir"),
    ];
    assert_eq!(dates(&report), expected.map(|(d, h)| (d.to_owned(), h.to_owned())));
    assert!(report.timeline[0].open, "he is still army chief");
}

#[test]
fn the_sample_shows_an_assumed_year_as_assumed() {
    let report = analyze(SAMPLE, &options());
    let publication = &report.publication;
    assert_eq!(publication.date, "XXXX-05-10");
    assert_eq!(publication.basis, PublicationBasis::Dateline);
    assert!(!publication.year_stated);
    assert!(publication.reason.contains("has no year"), "{}", publication.reason);
    assert_eq!(publication.alternatives.first().map(String::as_str), Some("2025-05-10"));
    assert!(publication.alternatives.iter().all(|d| d.as_str() >= "2022"), "he has been army chief since 2022");
    let values: Vec<&str> = report.times.iter().map(|t| t.value.as_str()).collect();
    assert_eq!(values, ["XXXX-05-10", "XXXX-WXX-5", "XXXX-04-22", "XXXX-05-07", "2022"]);
}

#[test]
fn the_sample_tells_who_stands_where() {
    let report = analyze(SAMPLE, &options());
    let expected = [
        "(writer) -harm-> India:partner:-1, Pakistan:partner:-1",
        "Marco Rubio -consult-> Asim Munir:partner:0",
        "Marco Rubio -urge-> India:addressee:0, Pakistan:addressee:0, to pursue de-escalation:topic:1",
        "Marco Rubio -offer-> India:addressee:1, Pakistan:addressee:1, US assistance in facilitating constructive dialogue to prevent further conflict:topic:1",
        "Marco Rubio via Tammy Bruce -support-> restraint:topic:1",
        "Marco Rubio via Tammy Bruce -offer-> supporting peace and stability in the region:topic:1",
        "(writer) -harm-> India:partner:-1, Pakistan:partner:-1",
        "(writer) -harm-> a deadly terrorist attack:topic:-1",
        "India -blame-> Pakistan-based terrorists:object:-1, attack:topic:-1",
        "(writer) -say-> India:topic:0, Pakistan:topic:0",
        "India -harm-> Pakistan:object:-1",
        "Pakistan -harm-> India:object:-1",
        "(writer) -criticise-> Pakistan:object:-1",
        "(writer) -say-> escalating conflict:topic:-1",
        "(writer) -harm-> India:partner:-1, Pakistan:partner:-1",
        "(writer) -say-> drone and missile attacks:topic:-1",
        "The international community -concern-> situation:topic:-1",
        "G7 + Saudi Arabia -urge-> immediate de-escalation:topic:1",
        "G7 + Saudi Arabia -urge-> India:addressee:0, Pakistan:addressee:0, to engage in dialogue to resolve their differences peacefully:topic:1",
        "Asim Munir -oppose-> India:object:-1, regional terrorism:topic:-1",
        "(writer) -question-> Asim Munir:object:-1",
        "US -say-> situation:topic:0",
        "US -offer-> to promote stability and prevent further escalation:topic:1, India:addressee:1, Pakistan:addressee:1",
    ];
    assert_eq!(lines(&report), expected);
}

#[test]
fn the_sample_flags_the_writers_wording() {
    let report = analyze(SAMPLE, &options());
    let flagged: Vec<(&str, WordingKind)> = report.wording.iter().map(|w| (w.text.as_str(), w.kind)).collect();
    for (words, kind) in [
        ("without much success", WordingKind::UnattributedEvaluation),
        ("is under intense scrutiny", WordingKind::AgentlessPassive),
        ("there have been reports of", WordingKind::VagueAttribution),
        ("hardline", WordingKind::LoadedLabel),
    ] {
        assert!(flagged.contains(&(words, kind)), "{words} in {flagged:?}");
    }
}

#[test]
fn the_sample_is_summed_up_fairly() {
    let report = analyze(SAMPLE, &options());
    let text = report.summary.iter().map(|s| s.text.as_str()).collect::<Vec<_>>().join(" ");
    assert!(text.split_whitespace().count() <= 80, "{text}");
    for part in [
        "Marco Rubio urges India and Pakistan to pursue de-escalation",
        "India blames Pakistan-based terrorists for the attack",
        "Not heard: Pakistan and Asim Munir.",
    ] {
        assert!(text.contains(part), "{part:?} in {text:?}");
    }
    assert!(report.summary.iter().all(|s| !s.evidence.is_empty()), "every sentence leads to its words");
    let unheard: Vec<&str> = report
        .voices
        .unheard
        .iter()
        .map(|id| report.entities.iter().find(|e| &e.id == id).map_or("", |e| e.name.as_str()))
        .collect();
    assert_eq!(unheard, ["Pakistan", "Asim Munir"]);
}

#[test]
fn every_cell_stands_on_statements() {
    let report = analyze(SAMPLE, &options());
    for cell in &report.matrix.cells {
        assert!(!cell.statement_ids.is_empty());
        assert!(cell.statement_ids.iter().all(|id| report.statements.iter().any(|s| &s.id == id)));
    }
    let row = |name: &str| report.matrix.rows.iter().position(|p| p.text == name);
    for holder in
        ["Marco Rubio", "India", "Pakistan", "G7", "Saudi Arabia", "Asim Munir", "US", "The international community"]
    {
        assert!(row(holder).is_some(), "{holder}");
    }
}

#[test]
fn every_range_is_its_words() {
    let report = analyze(SAMPLE, &options());
    for mention in report.entities.iter().flat_map(|e| &e.mentions) {
        assert_eq!(words(SAMPLE, mention.range), mention.text);
    }
    for statement in &report.statements {
        assert_eq!(words(SAMPLE, statement.cue.range), statement.cue.text);
        assert!(!statement.evidence.is_empty());
    }
}

#[test]
fn an_earnings_report() {
    let report = analyze(include_str!("golden/earnings.txt"), &published("2025-02-12"));
    let company = report.entities.iter().find(|e| e.name == "Halvorsen Foods ASA").expect("the company");
    let names = company.mentions.iter().filter(|m| m.kind == MentionKind::Name).count();
    assert_eq!((company.entity_type, names), (EntityType::Org, 3));
    let others = company.mentions.iter().filter(|m| m.kind != MentionKind::Name).map(|m| m.text.as_str());
    assert_eq!(others.collect::<Vec<_>>(), ["its", "company", "the company", "its", "The company"]);
    assert!(
        dates(&report).contains(&(
            "2025-02-12".into(),
            "Halvorsen Foods ASA reported a 14% rise in fourth-quarter profit".into()
        ))
    );
    let lines = lines(&report);
    for line in [
        "Food Workers' Union -criticise-> decision:topic:-1",
        "Kari Moen -blame-> board:object:-1, breaking a promise made in 2023:topic:-1",
        "Kari Moen -urge-> government:addressee:0, to intervene:topic:1",
    ] {
        assert!(lines.iter().any(|l| l == line), "{line} in {lines:#?}");
    }
}

#[test]
fn a_court_report() {
    let report = analyze(include_str!("golden/court.txt"), &published("2023-06-14"));
    let dates = dates(&report);
    for (date, headline) in [
        ("2023-06-13", "Federal jury convicted Denise Carroway of accepting bribes from a construction company"),
        ("2023-06-03", "Victor Delmar testified against Carroway"),
    ] {
        assert!(dates.iter().any(|(d, h)| d == date && h == headline), "{headline} in {dates:#?}");
    }
    let denial = report.statements.iter().find(|s| s.act == Act::Deny).expect("the denial");
    assert_eq!(denial.source.as_ref().map(|s| s.text.as_str()), Some("Paul Renner"));
}

#[test]
fn a_disaster_report() {
    let report = analyze(include_str!("golden/disaster.txt"), &published("2024-07-16"));
    let blame = report.statements.iter().find(|s| s.act == Act::Blame).expect("the accusation");
    assert_eq!(blame.source.as_ref().map(|s| s.text.as_str()), Some("Ramon Diaz"));
    assert_eq!(
        blame.targets.iter().find(|t| t.role == TargetRole::Object).map(|t| t.text.as_str()),
        Some("government")
    );
    assert!(dates(&report).iter().any(|(d, h)| d == "2024-07-14" && h.contains("typhoon slammed into")));
}

#[test]
fn a_political_report_keeps_a_denial_of_criticism_neutral() {
    let report = analyze(include_str!("golden/politics.txt"), &published("2024-06-28"));
    let negated = report.statements.iter().find(|s| s.negated).expect("did not criticise");
    assert!(negated.targets.iter().all(|t| t.polarity == 0));
}
