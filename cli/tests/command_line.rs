//! The built binary, as people and scripts call it.

use serde_json::{Value, json};
use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

const PAGE: &str = r#"<!doctype html>
<html lang="en"><head><title>Ceasefire agreed | Example News</title>
<meta property="og:title" content="Ceasefire agreed">
<meta property="article:published_time" content="2025-05-10T18:30:00+05:30"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/world">World</a></li></ul></nav>
<article><h1>Ceasefire agreed</h1>
<p>India and Pakistan agreed to a ceasefire on Saturday, the secretary of state said, after four days of strikes, drones and shelling across the border.</p>
<p>"We welcome the decision," he told reporters in Washington, adding that talks, on a broad set of issues, would start <a href="/talks">soon</a> at a neutral site.</p>
<p>The prime minister thanked the army, the navy and the air force, and said that operations were only paused, not ended, according to his office.</p>
</article><footer>Copyright Example News</footer></body></html>"#;

/// Runs the command with `input` on standard input.
fn run(arguments: &[&str], input: &[u8]) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_article-lens"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("standard input is a pipe");
    let input = input.to_vec();
    let feeder = std::thread::spawn(move || {
        // The command may end before it has read everything.
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("the binary ends");
    feeder.join().expect("the feeder ends");
    output
}

fn code(output: &Output) -> i32 {
    output.status.code().expect("it was not killed")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("UTF-8")
}

/// Asserts that the command failed with one line on standard error, nothing on standard output, and
/// that the line holds `words`.
#[track_caller]
fn assert_fails(output: &Output, words: &str) {
    let message = String::from_utf8_lossy(&output.stderr);
    assert_eq!(code(output), 2, "{message}");
    assert_eq!(message.trim_end().lines().count(), 1, "{message}");
    assert!(message.contains(words), "{message}");
    assert!(output.stdout.is_empty());
}

/// The rows of a batch.
fn rows(output: &Output) -> Vec<Value> {
    stdout(output).lines().map(|line| serde_json::from_str(line).expect("each row is JSON")).collect()
}

/// A file of its own for a test.
fn file(name: &str, content: &[u8]) -> PathBuf {
    let path = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name);
    fs::write(&path, content).expect("the file can be written");
    path
}

fn published(report: &Value) -> (&str, &str) {
    let publication = &report["publication"];
    (publication["anchor"].as_str().expect("a date"), publication["basis"].as_str().expect("a basis"))
}

#[test]
fn analyze_reads_a_file_or_standard_input() {
    let path = file("plain.txt", b"\xef\xbb\xbfIndia said so on Friday.");
    let path = path.to_str().expect("UTF-8");
    let from_file = run(&["analyze", path, "--today", "2025-05-10"], b"");
    assert_eq!(code(&from_file), 0);
    let report: Value = serde_json::from_str(stdout(&from_file)).expect("JSON");
    assert_eq!(report["schemaVersion"], 1);
    assert_eq!(stdout(&from_file).lines().count(), 1);
    for arguments in [&["analyze", "--today", "2025-05-10"][..], &["analyze", "-", "--today", "2025-05-10"]] {
        let piped = run(arguments, b"India said so on Friday.");
        assert_eq!(piped.stdout, from_file.stdout);
    }
    let pretty = run(&["analyze", path, "--today", "2025-05-10", "--pretty"], b"");
    assert!(stdout(&pretty).lines().count() > 5);
    let parsed: Value = serde_json::from_str(stdout(&pretty)).expect("JSON");
    assert_eq!(parsed, report);
}

#[test]
fn analyze_prints_a_digest() {
    let output = run(&["analyze", "--format", "text", "--published", "2025-05-10"], b"India said so.");
    assert_eq!(code(&output), 0);
    assert!(stdout(&output).starts_with("Published 2025-05-10"));
}

#[test]
fn analyze_says_in_one_line_what_is_wrong() {
    assert_fails(&run(&["analyze", "no/such/file.txt"], b""), "no/such/file.txt");
    assert_fails(&run(&["analyze", env!("CARGO_TARGET_TMPDIR")], b""), "cannot read");
    assert_fails(&run(&["analyze"], b"caf\xe9 in Paris"), "not UTF-8 (byte 3)");
    assert_fails(&run(&["analyze"], b""), "the text is empty");
    assert_fails(&run(&["analyze"], b" \n\t\n"), "the text is empty");
    assert_fails(&run(&["analyze", "--published", "10 May"], b"text"), "\"10 May\" is not a date");
    assert_fails(&run(&["analyze", "--today", "2025-02-30"], b"text"), "The today date");
    assert_fails(&run(&["analyze", "--html"], b""), "the HTML is empty");
    assert_fails(
        &run(&["analyze", "--html"], b"<html><body><script>1</script></body></html>"),
        "cannot be read as an article",
    );
}

#[test]
fn analyze_refuses_wrong_usage() {
    for arguments in
        [&[][..], &["analyse"], &["analyze", "--format", "xml"], &["analyze", "a", "b"], &["batch", "--jobs", "0"]]
    {
        let output = run(arguments, b"");
        assert_eq!(code(&output), 2, "{arguments:?}");
        assert!(!output.stderr.is_empty());
    }
}

#[test]
fn help_teaches_with_examples() {
    for arguments in [&["--help"][..], &["analyze", "--help"], &["batch", "--help"]] {
        let output = run(arguments, b"");
        assert_eq!(code(&output), 0);
        assert!(stdout(&output).contains("Examples:"), "{arguments:?}");
    }
}

#[test]
fn html_is_reduced_to_its_article() {
    let output = run(&["extract"], PAGE.as_bytes());
    let text = stdout(&output);
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines.len(), 4, "{text}");
    assert_eq!(lines[0], "Ceasefire agreed");
    assert!(lines[1].starts_with("India and Pakistan agreed"));
    assert!(lines[2].contains("would start soon at a neutral site."));
    assert!(!text.contains("Home") && !text.contains("Copyright"));
}

#[test]
fn html_says_when_it_was_published_unless_the_caller_does() {
    let page = run(&["analyze", "--html", "--today", "2026-01-01"], PAGE.as_bytes());
    let report: Value = serde_json::from_str(stdout(&page)).expect("JSON");
    assert_eq!(published(&report).0, "2025-05-10");

    let given = run(&["analyze", "--html", "--published", "2024-03-02"], PAGE.as_bytes());
    let report: Value = serde_json::from_str(stdout(&given)).expect("JSON");
    assert_eq!(published(&report).0, "2024-03-02");
}

#[test]
fn hostile_html_is_refused_and_not_a_crash() {
    let deep = "<div>".repeat(5_000) + "<p>India said so.</p>";
    assert_fails(&run(&["analyze", "--html"], deep.as_bytes()), "nested 5004 deep");
    let deeper = "<div>".repeat(200_000);
    assert_fails(&run(&["analyze", "--html"], deeper.as_bytes()), "never closed");
}

#[test]
fn batch_answers_every_row_in_order() {
    let mut input = String::new();
    for number in 0..500 {
        // Long and short rows mixed, so that the workers overtake each other.
        let text = "India said so on Friday. ".repeat(1 + (number * 37) % 211);
        input += &format!("{}\n", json!({"id": number, "text": text}));
    }
    let output = run(&["batch", "-j", "8"], input.as_bytes());
    assert_eq!(code(&output), 0);
    let ids: Vec<Value> = rows(&output).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, (0..500).map(|n| json!(n)).collect::<Vec<_>>());

    let alone = run(&["batch", "--jobs", "1"], input.as_bytes());
    assert_eq!(alone.stdout, output.stdout);
}

#[test]
fn batch_gives_an_error_row_for_a_bad_row_and_goes_on() {
    let lines: [(&[u8], Value, &str); 13] = [
        (br#"{"id": "good", "text": "India said so."}"#, json!("good"), ""),
        (b"{not json", json!("line:2"), "line 2 is not JSON"),
        (b"[1, 2]", json!("line:3"), "not a JSON object"),
        (b"{\"id\": \"latin\", \"text\": \"caf\xe9\"}", json!("line:4"), "not UTF-8"),
        (br#"{"id": "none"}"#, json!("none"), "neither \"text\" nor \"html\""),
        (br#"{"id": "null", "text": null}"#, json!("null"), "neither"),
        (br#"{"id": 7, "text": 8}"#, json!(7), "\"text\" is not a string"),
        (br#"{"id": "two", "text": "a", "html": "<p>a"}"#, json!("two"), "both"),
        (br#"{"id": "empty", "text": " \n"}"#, json!("empty"), "the text is empty"),
        (br#"{"id": "date", "text": "a", "published": "May"}"#, json!("date"), "\"May\" is not a date"),
        (br#"{"id": "today", "text": "a", "today": 5}"#, json!("today"), "\"today\" is not a string"),
        (br#"{"id": "page", "html": "<body></body>"}"#, json!("page"), "the HTML cannot be read"),
        (br#"{"id": null, "text": "India said so."}"#, json!("line:13"), ""),
    ];
    let input: Vec<u8> = lines.iter().flat_map(|(line, ..)| [line, &b"\n"[..]].concat()).collect();
    let output = run(&["batch"], &input);
    assert_eq!(code(&output), 1);
    assert!(output.stderr.is_empty());
    let rows = rows(&output);
    assert_eq!(rows.len(), lines.len());
    for (row, (_, id, words)) in rows.iter().zip(&lines) {
        assert_eq!(&row["id"], id, "{row}");
        if words.is_empty() {
            assert!(row["report"].is_object(), "{row}");
            assert!(row.get("error").is_none(), "{row}");
        } else {
            assert!(row["error"].as_str().expect("an error").contains(words), "{row}");
            assert!(row.get("report").is_none(), "{row}");
        }
    }
}

#[test]
fn batch_takes_dates_from_rows_before_options_before_pages() {
    let page = json!({"id": "page", "html": PAGE}).to_string();
    let own = json!({"id": "own", "text": "a", "published": "2023-01-02"}).to_string();
    let none = json!({"id": "none", "text": "a", "today": "2022-02-02"}).to_string();
    let input = [page, own, none].join("\n");

    let output = run(&["batch", "--today", "2021-01-01"], input.as_bytes());
    assert_eq!(code(&output), 0);
    let dates: Vec<String> = rows(&output).iter().map(|row| published(&row["report"]).0.to_owned()).collect();
    assert_eq!(dates, ["2025-05-10", "2023-01-02", "2022-02-02"]);

    let output = run(&["batch", "--published", "2020-03-03"], input.as_bytes());
    let dates: Vec<String> = rows(&output).iter().map(|row| published(&row["report"]).0.to_owned()).collect();
    assert_eq!(dates, ["2020-03-03", "2023-01-02", "2020-03-03"]);
}

#[test]
fn batch_of_html_gives_the_text_that_ranges_point_into() {
    let input = json!({"id": "page", "html": PAGE}).to_string();
    let output = run(&["batch"], input.as_bytes());
    let text = run(&["extract"], PAGE.as_bytes());
    assert_eq!(rows(&output)[0]["text"].as_str(), stdout(&text).strip_suffix('\n'));
}

#[test]
fn batch_skips_blank_lines_and_reads_files() {
    let path = file("corpus.jsonl", b"\xef\xbb\xbf{\"text\": \"a\"}\r\n\r\n   \n{\"text\": \"b\"}");
    let output = run(&["batch", path.to_str().expect("UTF-8")], b"");
    assert_eq!(code(&output), 0);
    let ids: Vec<Value> = rows(&output).iter().map(|row| row["id"].clone()).collect();
    assert_eq!(ids, [json!("line:1"), json!("line:4")]);

    let nothing = run(&["batch"], b"");
    assert_eq!((code(&nothing), nothing.stdout.len()), (0, 0));
}

#[test]
fn batch_says_in_one_line_what_is_wrong_with_its_options() {
    assert_fails(&run(&["batch", "no/such.jsonl"], b""), "no/such.jsonl");
    assert_fails(&run(&["batch", "--today", "now"], b""), "\"now\" is not a date");
}

#[test]
fn batch_ends_quietly_when_its_reader_goes_away() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_article-lens"))
        .args(["batch", "-j", "2"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = child.stdout.take().expect("a pipe");
    // The input never ends by itself: only that the reader goes away ends the command.
    let feeder =
        std::thread::spawn(move || while stdin.write_all(b"{\"id\": 1, \"text\": \"India said so.\"}\n").is_ok() {});
    let mut some = [0; 100];
    stdout.read_exact(&mut some).expect("rows come while the input goes on");
    drop(stdout);
    let output = child.wait_with_output().expect("the binary ends");
    feeder.join().expect("the feeder ends");
    assert_eq!(output.status.code(), Some(0));
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}

#[test]
fn batch_answers_a_row_before_the_next_one_comes() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_article-lens"))
        .args(["batch"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("the binary starts");
    let mut stdin = child.stdin.take().expect("a pipe");
    let mut stdout = std::io::BufReader::new(child.stdout.take().expect("a pipe"));
    for id in ["first", "second"] {
        let row = json!({"id": id, "text": "India said so."});
        writeln!(stdin, "{row}").expect("it reads");
        let mut line = String::new();
        std::io::BufRead::read_line(&mut stdout, &mut line).expect("it answers");
        let answer: Value = serde_json::from_str(&line).expect("JSON");
        assert_eq!(answer["id"], id);
    }
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
}

#[test]
fn corrections_come_from_a_list_a_report_or_a_row() {
    let list = json!([{"kind": "notName", "names": ["Spain"]}]);
    let folder = std::env::temp_dir().join(format!("article-lens-corrections-{}", std::process::id()));
    fs::create_dir_all(&folder).expect("a folder");
    let write = |name: &str, content: String| -> PathBuf {
        let path = folder.join(name);
        fs::write(&path, content).expect("a file");
        path
    };
    let text = b"Spain thanked Portugal.";
    let names = |output: &Output| -> Vec<String> {
        let report: Value = serde_json::from_slice(&output.stdout).expect("a report");
        assert_eq!(report["corrections"], list);
        report["entities"].as_array().expect("entities").iter().map(|e| e["name"].to_string()).collect()
    };
    let of_list = write("list.json", list.to_string());
    let first = run(&["analyze", "--corrections", of_list.to_str().expect("a path")], text);
    assert_eq!(names(&first), ["\"Portugal\""]);
    let of_report = write("report.json", stdout(&first).to_owned());
    assert_eq!(names(&run(&["analyze", "--corrections", of_report.to_str().expect("a path")], text)), ["\"Portugal\""]);

    let row = json!({"id": 1, "text": "Spain thanked Portugal.", "corrections": list}).to_string();
    let report = &rows(&run(&["batch"], row.as_bytes()))[0]["report"];
    assert_eq!(report["entities"].as_array().map(Vec::len), Some(1));

    let wrong = write("wrong.json", r#"[{"kind": "rename"}]"#.to_owned());
    assert_fails(
        &run(&["analyze", "--corrections", wrong.to_str().expect("a path")], text),
        "the corrections cannot be read",
    );
    fs::remove_dir_all(&folder).expect("the folder goes");
}
