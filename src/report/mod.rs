//! From the analysis to the report that leaves the engine.

mod build;
pub mod view;

pub use build::build;
pub use view::Report;
