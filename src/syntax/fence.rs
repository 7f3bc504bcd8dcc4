//! Blocks of code inside Markdown: which of them are YAML, and what they say.
