//! YAML that is written: mappings, lists and lines, with comments behind them.

use crate::extract::vocabulary::fold;

/// What stands behind a key, or is an item.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convert) enum Yaml {
    /// A scalar.
    Line(String),
    /// Items.
    List(Vec<Yaml>),
    /// Keys with their values, in order.
    Map(Vec<Key>),
}

/// A key with its value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::convert) struct Key {
    pub name: String,
    /// What stands behind it, for people.
    pub comment: String,
    pub value: Yaml,
}

impl Key {
    pub(in crate::convert) fn new(name: &str, value: Yaml) -> Key {
        Key { name: name.to_owned(), comment: String::new(), value }
    }

    pub(in crate::convert) fn with_comment(mut self, comment: &str) -> Key {
        self.comment = comment.to_owned();
        self
    }

    /// The key with its value, as it stands `depth` levels deep.
    pub(in crate::convert) fn written(&self, depth: usize) -> String {
        let mut out = String::new();
        self.write(&"  ".repeat(depth), &mut out);
        out
    }

    fn write(&self, indent: &str, out: &mut String) {
        let comment = if self.comment.is_empty() { String::new() } else { format!("  # {}", self.comment) };
        let name = quoted(&self.name);
        match &self.value {
            Yaml::Line(text) => out.push_str(&format!("{indent}{name}: {}{comment}\n", quoted(text))),
            deeper => {
                out.push_str(&format!("{indent}{name}:{comment}\n"));
                deeper.write(&format!("{indent}  "), out);
            }
        }
    }
}

impl Yaml {
    fn write(&self, indent: &str, out: &mut String) {
        match self {
            Yaml::Line(text) => out.push_str(&format!("{indent}{}\n", quoted(text))),
            Yaml::Map(keys) => keys.iter().for_each(|key| key.write(indent, out)),
            Yaml::List(items) => {
                for item in items {
                    let mut text = String::new();
                    item.write(&format!("{indent}  "), &mut text);
                    out.push_str(&format!("{indent}- {}", text.get(indent.len() + 2..).unwrap_or("")));
                }
            }
        }
    }
}

/// A scalar between quotes, unless it is words or a number that YAML cannot take for anything else.
pub(in crate::convert) fn quoted(text: &str) -> String {
    let plain = text.starts_with(char::is_alphanumeric)
        && !text.contains([':', '#', '"', '\\'])
        && !text.contains(char::is_control)
        && !text.ends_with(' ')
        && !text.chars().all(|c| c.is_ascii_digit() || matches!(c, '.' | '-' | ':' | '_' | 'e' | 'x'))
        && !matches!(fold(text).as_str(), "true" | "false" | "yes" | "no" | "null" | "on" | "off" | "y" | "n");
    if plain {
        return text.to_owned();
    }
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            c if c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                out.push_str(&format!("\\u{:04X}", u32::from(c)));
            }
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_mappings_stand_as_people_write_them() {
        let risk = Yaml::Map(vec![Key::new("risk", Yaml::Line("the queue stops".into()))]);
        let line = Yaml::Line("a: b".into());
        let key = Key::new("risks", Yaml::List(vec![risk, line])).with_comment("6. Risks");
        assert_eq!(key.written(0), "risks:  # 6. Risks\n  - risk: the queue stops\n  - \"a: b\"\n");
    }

    #[test]
    fn what_yaml_would_take_for_something_else_stands_between_quotes() {
        for text in ["1.0", "yes", "- a", "a: b", "\"x\"", "# a", "> 400 ms", "*a*", "a\u{7}", ""] {
            assert!(quoted(text).starts_with('"'), "{text}");
        }
        assert_eq!(quoted("10.000 pedidos/dia"), "10.000 pedidos/dia");
        assert_eq!(quoted("a\u{7}\\"), "\"a\\u0007\\\\\"");
    }
}
