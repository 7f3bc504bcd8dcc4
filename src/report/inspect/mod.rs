//! What was understood of a canvas: for a person, and as a typed model for programs.

pub(in crate::report) mod names;

pub mod json;

pub mod text;

pub(in crate::report) mod words;

mod wire;
