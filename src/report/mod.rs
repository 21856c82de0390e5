//! From the analysis to the report that leaves the engine.

pub mod view;

pub use view::Report;
