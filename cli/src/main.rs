//! Article Lens on the command line.
fn main() {}
