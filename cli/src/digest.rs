//! A report as a page of text for people.

use article_lens::Report;
use article_lens::report::view::{Dating, Source, Statement, TimelineEvent};
use std::collections::HashMap;
use std::fmt::Write;

/// How many entities are listed.
const ENTITIES: usize = 20;

/// The digest of a report: publication date, summary, timeline and its tail, statements, entities, wording, notes.
pub fn digest(report: &Report) -> String {
    let names: HashMap<&str, &str> =
        report.entities.iter().map(|entity| (entity.id.as_str(), entity.name.as_str())).collect();
    let mut page = Page::default();

    let publication = &report.publication;
    page.line(&format!(
        "Published {} ({}){}",
        publication.date,
        publication.basis.as_str(),
        because(&publication.reason)
    ));
    if !publication.alternatives.is_empty() {
        page.line(&format!("Other dates that the text allows: {}", publication.alternatives.join(", ")));
    }

    page.section("Summary", report.summary.iter().map(|s| s.text.clone()));
    page.section("Timeline", report.timeline.iter().map(|event| entry(event, &names)));
    page.section("Without a date, or only said", report.tail.iter().map(|event| entry(event, &names)));
    page.section("Statements", report.statements.iter().map(statement));
    let listed = report.entities.iter().take(ENTITIES).map(|entity| {
        let mut line = format!("{} [{}]", entity.name, entity.entity_type.as_str());
        if let Some(role) = &entity.role {
            let _ = write!(line, ", {role}");
        }
        if !entity.aliases.is_empty() {
            let _ = write!(line, ", also {}", entity.aliases.join(", "));
        }
        let times = entity.mentions.len();
        let _ = write!(line, " - {times} {}", plural(times, "mention"));
        line
    });
    let more = report.entities.len().saturating_sub(ENTITIES);
    let rest = (more > 0).then(|| format!("and {more} more"));
    page.section("Entities", listed.chain(rest));
    page.section("Wording", report.wording.iter().map(|flag| format!("\"{}\"{}", flag.text, because(&flag.reason))));
    page.section("Notes", report.diagnostics.iter().map(|note| note.message.clone()));
    page.text
}

/// One event of the timeline or of its tail.
fn entry(event: &TimelineEvent, names: &HashMap<&str, &str>) -> String {
    let date = match event.dating {
        Dating::Expression => format!("{}  ", event.date),
        Dating::News | Dating::Order => String::new(),
    };
    let mut line = format!("{date}{}", event.headline);
    let who: Vec<&str> = event.participants.iter().filter_map(|id| names.get(id.as_str()).copied()).collect();
    if !who.is_empty() {
        let _ = write!(line, " - {}", who.join(", "));
    }
    line + &because(&event.reason)
}

/// One statement.
fn statement(statement: &Statement) -> String {
    let holder = |source: &Option<Source>| match source {
        Some(source) => source.text.clone(),
        None => "the writer".to_owned(),
    };
    let mut who = holder(&statement.source);
    for other in &statement.co_sources {
        let _ = write!(who, " and {}", other.text);
    }
    let targets: Vec<String> = statement
        .targets
        .iter()
        .map(|target| {
            let sign = match target.polarity {
                1.. => " (+)",
                0 => "",
                _ => " (-)",
            };
            format!("{}{sign}", target.text)
        })
        .collect();
    let mut line = format!("{who}: {}", statement.act.as_str());
    if statement.negated {
        line.push_str(" (denied)");
    }
    if !targets.is_empty() {
        let _ = write!(line, " -> {}", targets.join(", "));
    }
    let _ = write!(line, "  [\"{}\", {}]", statement.cue.text, statement.attribution.as_str());
    line + &because(&statement.reason)
}

fn because(reason: &str) -> String {
    match reason {
        "" => String::new(),
        reason => format!(": {reason}"),
    }
}

fn plural(count: usize, noun: &str) -> String {
    match count {
        1 => noun.to_owned(),
        _ => format!("{noun}s"),
    }
}

/// The page in the making.
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    /// A heading and its lines; nothing where there are no lines.
    fn section(&mut self, heading: &str, lines: impl Iterator<Item = String>) {
        for (index, line) in lines.enumerate() {
            if index == 0 {
                self.line("");
                self.line(heading);
            }
            self.text.push_str("  ");
            self.line(&line);
        }
    }

    /// A line. Text of the article may hold anything: control characters, which a terminal would
    /// obey, become spaces.
    fn line(&mut self, line: &str) {
        let plain = line.chars().map(|c| if c.is_control() { ' ' } else { c });
        self.text.extend(plain);
        self.text.push('\n');
    }
}
