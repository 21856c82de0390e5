use article_lens::{Options, analysis, parse_date, lexicon::Lexicon};
fn main() {
    let lexicon = Lexicon::embedded();
    let text = include_str!("../../tests/golden/sample.txt");
    let options = Options::new(parse_date("today", "2025-05-12").unwrap());
    let t = std::time::Instant::now();
    for _ in 0..1500 { std::hint::black_box(analysis::run(text, &options, &lexicon).statements.len()); }
    println!("{:.3} ms", t.elapsed().as_secs_f64() / 1.5);
}
