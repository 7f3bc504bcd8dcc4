//! What the environment says about the person at the terminal: language and character set.

use crate::words::Language;

/// The language of the locale; English when it is none that the program speaks.
pub fn language() -> Language {
    language_named(&first_of(["LC_ALL", "LC_MESSAGES", "LANG"]))
}

/// Whether more than ASCII can be shown; no only when the locale says so.
pub fn is_unicode() -> bool {
    shows_unicode(&first_of(["LC_ALL", "LC_CTYPE", "LANG"]))
}

fn first_of(variables: [&str; 3]) -> String {
    let values = variables.into_iter().filter_map(std::env::var_os);
    values.map(|v| v.to_string_lossy().into_owned()).find(|v| !v.is_empty()).unwrap_or_default()
}

fn language_named(locale: &str) -> Language {
    let code = locale.split(['_', '.', '-', '@']).next().unwrap_or_default();
    Language::ALL.into_iter().find(|language| code.eq_ignore_ascii_case(language.code())).unwrap_or_default()
}

fn shows_unicode(locale: &str) -> bool {
    if locale == "C" || locale == "POSIX" {
        return false;
    }
    locale.split_once('.').is_none_or(|(_, set)| set.replace('-', "").to_ascii_lowercase().starts_with("utf8"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn languages_are_read_from_locales() {
        assert_eq!(language_named("pt_BR.UTF-8"), Language::Pt);
        assert_eq!(language_named("es"), Language::Es);
        assert_eq!(language_named("estonian"), Language::En);
        assert_eq!(language_named(""), Language::En);
    }

    #[test]
    fn only_a_locale_that_says_so_is_without_unicode() {
        assert!(shows_unicode("") && shows_unicode("pt_BR") && shows_unicode("C.UTF-8") && shows_unicode("en_US.utf8"));
        assert!(!shows_unicode("C") && !shows_unicode("POSIX") && !shows_unicode("pt_BR.ISO-8859-1"));
    }
}
