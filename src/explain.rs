//! One rule, explained, with what it says now about its own bad example.
