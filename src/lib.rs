//! `canvas` reads scalability canvases, finds what is wrong, missing or impossible in them, and scores them.
//!
//! The rooms stand in the order in which a canvas flows through them; each uses only rooms above it.

pub mod source;

pub mod words;

pub mod folding;

pub mod syntax;

pub mod quantity;

pub mod canonical;

pub mod extract;

pub mod model;

pub mod finding;

pub mod rules;

pub mod derived;

pub mod template;

pub mod fix;

pub mod score;

pub mod report;

pub mod checking;

pub mod explain;

pub mod repair;

pub mod convert;

pub mod cli;

pub use crate::checking::{Step, check, check_if_canvas, check_in_steps};
