//! Words a person reads, in the three languages of the program, and messages made of them.

/// A language of documents and messages.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Language {
    /// English.
    #[default]
    En,
    /// Portuguese (Brazil).
    Pt,
    /// Spanish.
    Es,
}

impl Language {
    /// All of them.
    pub const ALL: [Language; 3] = [Language::En, Language::Pt, Language::Es];

    /// The two letters of its code.
    pub fn code(self) -> &'static str {
        match self {
            Language::En => "en",
            Language::Pt => "pt",
            Language::Es => "es",
        }
    }
}

/// The same text in every language, with named placeholders: `the rows add up to {computed}`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Text {
    /// English.
    pub en: &'static str,
    /// Portuguese (Brazil).
    pub pt: &'static str,
    /// Spanish.
    pub es: &'static str,
}

impl Text {
    /// The text in `language`, placeholders unfilled.
    pub fn in_language(&self, language: Language) -> &'static str {
        match language {
            Language::En => self.en,
            Language::Pt => self.pt,
            Language::Es => self.es,
        }
    }

    /// A message with nothing to fill in.
    pub fn plain(&'static self) -> Message {
        Message { text: self, values: Vec::new() }
    }

    /// A message with one placeholder filled; [`Message::with`] fills further ones.
    pub fn with(&'static self, name: &'static str, value: impl Into<Part>) -> Message {
        self.plain().with(name, value)
    }
}

/// A [`Text`] with what goes into its placeholders.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Message {
    /// The text.
    pub text: &'static Text,
    /// What goes into its placeholders, by name.
    pub values: Vec<(&'static str, Part)>,
}

/// What goes into a placeholder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Part {
    /// Something that is the same in every language: a number as the document writes it, a quotation.
    Same(String),
    /// Words.
    Words(&'static Text),
    /// Words with values of their own.
    Message(Box<Message>),
    /// Several, joined with commas.
    List(Vec<Part>),
}

impl From<String> for Part {
    fn from(same: String) -> Part {
        Part::Same(same)
    }
}

impl From<&str> for Part {
    fn from(same: &str) -> Part {
        Part::Same(same.to_owned())
    }
}

impl From<usize> for Part {
    fn from(number: usize) -> Part {
        Part::Same(number.to_string())
    }
}

impl From<&'static Text> for Part {
    fn from(words: &'static Text) -> Part {
        Part::Words(words)
    }
}

impl From<Message> for Part {
    fn from(message: Message) -> Part {
        Part::Message(Box::new(message))
    }
}

impl From<Vec<Part>> for Part {
    fn from(parts: Vec<Part>) -> Part {
        Part::List(parts)
    }
}

impl Part {
    fn in_language(&self, language: Language) -> String {
        match self {
            Part::Same(same) => same.clone(),
            Part::Words(text) => text.in_language(language).to_owned(),
            Part::Message(message) => message.in_language(language),
            Part::List(parts) => parts.iter().map(|p| p.in_language(language)).collect::<Vec<_>>().join(", "),
        }
    }
}

impl Message {
    /// The message with one more placeholder filled.
    #[must_use]
    pub fn with(mut self, name: &'static str, value: impl Into<Part>) -> Message {
        // Most messages have one or two; a run keeps thousands of them.
        self.values.reserve_exact(1);
        self.values.push((name, value.into()));
        self
    }

    /// The message as a person reads it. Placeholders nobody filled stay as they are.
    pub fn in_language(&self, language: Language) -> String {
        let mut out = String::new();
        let mut rest = self.text.in_language(language);
        while let Some(open) = rest.find('{') {
            let Some(close) = rest[open..].find('}').map(|n| open + n) else { break };
            out.push_str(&rest[..open]);
            match self.values.iter().find(|(name, _)| *name == &rest[open + 1..close]) {
                Some((_, part)) => out.push_str(&part.in_language(language)),
                None => out.push_str(&rest[open..=close]),
            }
            rest = &rest[close + 1..];
        }
        out.push_str(rest);
        out
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    static BOTH: Text = Text { en: "{a} and {b}", pt: "{a} e {b}", es: "{a} y {b}" };
    static RED: Text = Text { en: "red", pt: "vermelho", es: "rojo" };

    #[test]
    fn placeholders_are_filled_in_the_language_of_the_reader() {
        let message = BOTH.with("a", &RED).with("b", "R$ 2.500");
        assert_eq!(message.in_language(Language::Pt), "vermelho e R$ 2.500");
        assert_eq!(message.in_language(Language::Es), "rojo y R$ 2.500");
    }

    #[test]
    fn a_placeholder_inside_a_value_is_left_alone() {
        assert_eq!(BOTH.with("a", "{b}").with("b", "x").in_language(Language::En), "{b} and x");
    }
}
