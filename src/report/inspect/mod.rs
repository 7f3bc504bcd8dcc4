//! What was understood of a canvas: for a person, and as a typed model for programs.

mod names;

pub mod json;

pub mod text;

mod words;

mod wire;
