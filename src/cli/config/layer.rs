//! A configuration file as it was read, with the place of everything in it, and what is wrong with it.

use std::collections::BTreeMap;
use std::ops::Range;
use std::path::{Path, PathBuf};

use globset::{GlobBuilder, GlobSet, GlobSetBuilder};
use rust_decimal::Decimal;
use toml::de::{DeTable, DeValue};

use crate::cli::config::file::{AssumedFigures, File, Number};
use crate::cli::error::{Failure, reason};
use crate::cli::files;
use crate::extract::jargon::base_forms;
use crate::extract::vocabulary::meanings::{MEANINGS, Meaning};
use crate::model::Limit;
use crate::rules::names;
use crate::words::{Message, Text};

/// A configuration file.
#[derive(Debug)]
pub struct Layer {
    /// Where it is.
    pub path: PathBuf,
    /// What it says.
    pub file: File,
    /// The files that each of its overrides speaks of.
    overrides: Vec<GlobSet>,
    text: String,
    /// The place of each value by its path: `severity.capacity`, `path.0.min_score`.
    places: BTreeMap<String, Range<usize>>,
}

impl Layer {
    /// Reads a file.
    ///
    /// # Errors
    /// When it cannot be read, or something in it is wrong: nothing of such a file is used.
    pub fn read(path: &Path) -> Result<Layer, Failure> {
        let text = std::fs::read_to_string(path)
            .map_err(|error| Failure::Unreadable { path: files::name(path), reason: reason(&error) })?;
        Layer::parse(path, text)
    }

    /// Reads the text of a file.
    ///
    /// # Errors
    /// When something in it is wrong.
    pub fn parse(path: &Path, text: String) -> Result<Layer, Failure> {
        let wrong = |span: Range<usize>, problem: Message| failure(path, &text, span.start, problem);
        let file: File = toml::from_str(&text).map_err(|error| {
            let span = error.span().unwrap_or(0..0);
            wrong(span, problem(error.message()))
        })?;
        let mut places = BTreeMap::new();
        if let Ok(table) = DeTable::parse(&text) {
            collect(table.get_ref(), "", &mut places);
        }
        let mut layer = Layer { path: path.to_owned(), file, overrides: Vec::new(), text, places };
        layer.examine()?;
        for index in 0..layer.file.path.len() {
            layer.overrides.push(layer.globs(index)?);
        }
        Ok(layer)
    }

    /// Which of its overrides speak of the file at `path`.
    pub fn overrides_for(&self, path: &Path) -> Vec<usize> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let folder = std::path::absolute(if folder.as_os_str().is_empty() { Path::new(".") } else { folder });
        let (Ok(folder), Ok(path)) = (folder, std::path::absolute(path)) else { return Vec::new() };
        let Ok(below) = path.strip_prefix(folder) else { return Vec::new() };
        let globs = self.overrides.iter().enumerate();
        globs.filter(|(_, globs)| globs.is_match(below)).map(|(index, _)| index).collect()
    }

    /// The line, from 1, on which a value is set.
    pub fn line(&self, key: &str) -> Option<usize> {
        let place = self.places.get(key)?;
        Some(self.text.get(..place.start)?.matches('\n').count() + 1)
    }

    /// What no type can say: that rules exist, and figures make sense.
    fn examine(&self) -> Result<(), Failure> {
        let file = &self.file;
        self.common("", file.min_score, file.budget.as_deref(), file.severity.keys(), &file.assumptions)?;
        for (index, one) in file.path.iter().enumerate() {
            let inside = format!("path.{index}.");
            self.common(&inside, one.min_score, one.budget.as_deref(), one.severity.keys(), &one.assumptions)?;
        }
        self.words()
    }

    /// That each word is one, and means one thing.
    fn words(&self) -> Result<(), Failure> {
        let mut known: BTreeMap<Vec<String>, &str> = BTreeMap::new();
        for (meaning, words) in &self.file.words {
            if Meaning::named(meaning).is_none() {
                let names: Vec<&str> = MEANINGS.iter().map(|meaning| meaning.name).collect();
                let problem = match names::nearest(meaning, &names) {
                    Some(suggestion) => UNKNOWN_KEY_MEANT.with("name", meaning.as_str()).with("suggestion", suggestion),
                    None => UNKNOWN_KEY.with("name", meaning.as_str()).with("known", names.join(", ")),
                };
                return Err(self.wrong(&format!("words.{meaning}"), problem));
            }
            for (index, word) in words.iter().enumerate() {
                let wrong = |problem| Err(self.wrong(&format!("words.{meaning}.{index}"), problem));
                let parts = base_forms(word);
                if !parts.iter().any(|part| part.contains(char::is_alphabetic)) {
                    return wrong(NO_WORD.with("written", word.as_str()));
                }
                if let Some(other) = known.insert(parts, meaning).filter(|other| other != meaning) {
                    return wrong(TWO_MEANINGS.with("word", word.as_str()).with("other", other));
                }
            }
        }
        Ok(())
    }

    fn common<'a>(
        &self,
        inside: &str,
        min_score: Option<u32>,
        budget: Option<&str>,
        mut rules: impl Iterator<Item = &'a String>,
        figures: &AssumedFigures,
    ) -> Result<(), Failure> {
        if min_score.is_some_and(|points| points > 100) {
            return Err(self.wrong(&format!("{inside}min_score"), RANGE.with("least", "0").with("most", "100")));
        }
        if let Some(budget) = budget
            && Limit::read(budget).is_none()
        {
            return Err(self.wrong(&format!("{inside}budget"), BUDGET.with("written", budget)));
        }
        if let Some(rule) = rules.find(|rule| names::rule_or_family(rule).is_none()) {
            let problem = match names::suggestion(rule, true) {
                Some(suggestion) => NO_RULE_MEANT.with("name", rule.as_str()).with("suggestion", suggestion),
                None => NO_RULE.with("name", rule.as_str()),
            };
            return Err(self.wrong(&format!("{inside}severity.{rule}"), problem));
        }
        let ranges = [
            ("days_per_month", figures.days_per_month, 28, 31),
            ("peak_factor", figures.peak_factor, 1, 10_000),
            ("headroom", figures.headroom, 0, 99),
        ];
        for (name, number, least, most) in ranges {
            let fits = |Number(n): Number| Decimal::from(least) <= n && n <= Decimal::from(most);
            if number.is_some_and(|number| !fits(number)) {
                let problem = RANGE.with("least", least.to_string()).with("most", most.to_string());
                return Err(self.wrong(&format!("{inside}assumptions.{name}"), problem));
            }
        }
        Ok(())
    }

    /// The pattern of an override; one without a folder in it speaks of files in any folder.
    fn globs(&self, index: usize) -> Result<GlobSet, Failure> {
        let mut set = GlobSetBuilder::new();
        let files = self.file.path.get(index).map(|one| one.files.as_slice()).unwrap_or_default();
        for (place, pattern) in files.iter().enumerate() {
            let wanted = match pattern.trim_start_matches("./").trim_end_matches('/') {
                name if name.contains('/') => name.trim_start_matches('/').to_owned(),
                name => format!("**/{name}"),
            };
            // A folder stands for everything in it.
            for wanted in [wanted.clone(), format!("{wanted}/**")] {
                let glob = GlobBuilder::new(&wanted).literal_separator(true).build().map_err(|error| {
                    let problem = PATTERN.with("pattern", pattern.as_str()).with("error", error.kind().to_string());
                    self.wrong(&format!("path.{index}.files.{place}"), problem)
                })?;
                set.add(glob);
            }
        }
        set.build().map_err(|error| {
            let problem = PATTERN.with("pattern", files.join(", ")).with("error", error.to_string());
            self.wrong(&format!("path.{index}.files"), problem)
        })
    }

    fn wrong(&self, key: &str, problem: Message) -> Failure {
        failure(&self.path, &self.text, self.places.get(key).map_or(0, |place| place.start), problem)
    }

    /// That the file it extends cannot be used.
    pub fn wrong_extension(&self, problem: Message) -> Failure {
        self.wrong("extends", problem)
    }
}

fn failure(path: &Path, text: &str, offset: usize, problem: Message) -> Failure {
    let before = text.get(..offset).unwrap_or(text);
    let line = before.matches('\n').count() + 1;
    let column = before.rsplit('\n').next().unwrap_or_default().chars().count() + 1;
    Failure::Configuration { path: files::name(path), line, column, problem }
}

fn collect(table: &DeTable<'_>, inside: &str, places: &mut BTreeMap<String, Range<usize>>) {
    for (key, value) in table.iter() {
        let path = format!("{inside}{}", key.get_ref());
        places.insert(path.clone(), key.span());
        match value.get_ref() {
            DeValue::Table(table) => collect(table, &format!("{path}."), places),
            DeValue::Array(items) => {
                for (index, item) in items.iter().enumerate() {
                    places.insert(format!("{path}.{index}"), item.span());
                    if let DeValue::Table(table) = item.get_ref() {
                        collect(table, &format!("{path}.{index}."), places);
                    }
                }
            }
            _ => {}
        }
    }
}

/// What the reader of TOML says, in our words where we have some. It names what it found and what it would have taken
/// between backticks.
fn problem(said: &str) -> Message {
    let mut names = said.split('`').skip(1).step_by(2);
    let unknown = if said.starts_with("unknown field") {
        Some((&UNKNOWN_KEY, &UNKNOWN_KEY_MEANT))
    } else if said.starts_with("unknown variant") {
        Some((&UNKNOWN_VALUE, &UNKNOWN_VALUE_MEANT))
    } else {
        None
    };
    let (Some((unknown, meant)), Some(name)) = (unknown, names.next()) else {
        return VERBATIM.with("error", said.lines().collect::<Vec<_>>().join("; "));
    };
    let candidates: Vec<&str> = names.collect();
    match names::nearest(name, &candidates) {
        Some(suggestion) => meant.with("name", name).with("suggestion", suggestion),
        None => unknown.with("name", name).with("known", candidates.join(", ")),
    }
}

static VERBATIM: Text = Text { en: "{error}", pt: "{error}", es: "{error}" };
static UNKNOWN_KEY: Text = Text {
    en: "there is no key `{name}` here; there are {known}",
    pt: "não existe a chave `{name}` aqui; existem {known}",
    es: "no existe la clave `{name}` aquí; existen {known}",
};
static UNKNOWN_KEY_MEANT: Text = Text {
    en: "there is no key `{name}` here; did you mean `{suggestion}`?",
    pt: "não existe a chave `{name}` aqui; você quis dizer `{suggestion}`?",
    es: "no existe la clave `{name}` aquí; ¿quiso decir `{suggestion}`?",
};
static UNKNOWN_VALUE: Text = Text {
    en: "`{name}` is none of {known}",
    pt: "`{name}` não é nenhum destes: {known}",
    es: "`{name}` no es ninguno de estos: {known}",
};
static UNKNOWN_VALUE_MEANT: Text = Text {
    en: "there is no `{name}`; did you mean `{suggestion}`?",
    pt: "não existe `{name}`; você quis dizer `{suggestion}`?",
    es: "no existe `{name}`; ¿quiso decir `{suggestion}`?",
};
static NO_RULE: Text = Text {
    en: "there is no rule or family `{name}`; `canvas rules` lists them",
    pt: "não existe regra ou família `{name}`; `canvas rules` mostra a lista",
    es: "no existe la regla o familia `{name}`; `canvas rules` muestra la lista",
};
static NO_RULE_MEANT: Text = Text {
    en: "there is no rule or family `{name}`; did you mean `{suggestion}`?",
    pt: "não existe regra ou família `{name}`; você quis dizer `{suggestion}`?",
    es: "no existe la regla o familia `{name}`; ¿quiso decir `{suggestion}`?",
};
static RANGE: Text = Text {
    en: "this is a number from {least} to {most}",
    pt: "isto é um número de {least} a {most}",
    es: "esto es un número de {least} a {most}",
};
static BUDGET: Text = Text {
    en: "`{written}` is no amount of money per month or year; write it like \"R$ 15.000/mês\" or \"US$ 3,000/month\"",
    pt: "`{written}` não é um valor por mês ou ano; escreva como \"R$ 15.000/mês\" ou \"US$ 3,000/month\"",
    es: "`{written}` no es un importe por mes o año; escríbalo como \"R$ 15.000/mês\" o \"US$ 3,000/month\"",
};
static NO_WORD: Text =
    Text { en: "`{written}` is no word", pt: "`{written}` não é uma palavra", es: "`{written}` no es una palabra" };
static TWO_MEANINGS: Text = Text {
    en: "`{word}` already means `{other}`; a word has one meaning",
    pt: "`{word}` já significa `{other}`; uma palavra tem um só significado",
    es: "`{word}` ya significa `{other}`; una palabra tiene un solo significado",
};
static PATTERN: Text = Text {
    en: "`{pattern}` is no pattern for files: {error}",
    pt: "`{pattern}` não é um padrão de arquivos: {error}",
    es: "`{pattern}` no es un patrón de archivos: {error}",
};
