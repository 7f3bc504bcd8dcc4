//! Words that say of which time, phase or size of the system a number speaks. Folded: lower case, no accents.

use crate::extract::vocabulary::{Word, find_phrase, folded_words, has, year};

/// The system as it is.
pub const CURRENT: &[&str] = &[
    "atual",
    "atuais",
    "atualmente",
    "hoje",
    "current",
    "currently",
    "today",
    "now",
    "actual",
    "actuales",
    "actualmente",
    "hoy",
    "baseline",
    "piloto",
    "pilot",
    "existente",
    "existing",
    "ahora",
    "agora",
    "mvp",
];

/// What is to come, in a title that also speaks of today: "quanto passa hoje, quanto vai passar".
pub const AHEAD: &[&str] = &[
    "vai", "vao", "va", "van", "will", "sera", "serao", "seran", "amanha", "manana", "tomorrow", "depois", "despues",
    "later", "futuros", "futuras", "adiante", "ahead",
];

/// What is wanted, in a clause beside what is: "hoje são 500 e precisamos de 5.000".
const WANTED: &[&str] = &[
    "precisamos",
    "precisaremos",
    "queremos",
    "quer",
    "querem",
    "quiere",
    "quieren",
    "necesitamos",
    "necesitaremos",
    "must",
    "want",
    "wants",
];

/// Days that are not like today, with which a clause opens: "hoje: 10 mil; Black Friday: 90 mil".
const EVENTS: &[&str] = &[
    "black friday",
    "cyber monday",
    "hot sale",
    "buen fin",
    "natal",
    "navidad",
    "christmas",
    "lancamento",
    "lanzamiento",
    "launch",
    "go live",
    "estreia",
    "estreno",
    "eleicao",
    "eleccion",
    "election",
    "campanha",
    "campana",
    "campaign",
    "meta",
    "alvo",
    "target",
    "goal",
    "objetivo",
];

/// Whether a clause opens with a day that is not like today.
pub fn opens_with_an_event(words: &[Word]) -> bool {
    EVENTS.iter().any(|event| find_phrase(words, event).is_some_and(|at| at <= 1))
}

/// Headers that are over what is aimed at, beside one that is over what is.
pub const AIMS: &[&str] = &["meta", "metas", "target", "targets", "goal", "goals", "objetivo", "objective"];

/// What is agreed for months, so that these are no horizon: "Savings Plan de 1 ano".
pub const AGREED: &[&str] =
    &["saving", "contrat", "contract", "commit", "compromis", "reserv", "licen", "cud", "garant"];

/// The system as it is planned.
pub const SCALED: &[&str] = &[
    "escalado",
    "escalada",
    "escalados",
    "scaled",
    "futuro",
    "futura",
    "future",
    "projetado",
    "projetada",
    "projecao",
    "projected",
    "projection",
    "proyectado",
    "proyectada",
    "proyeccion",
    "alvo",
    "planejado",
    "planned",
    "planificado",
];

/// Words that a number follows when it is the number of a phase.
pub const PHASE: &[&str] = &["fase", "phase", "etapa", "stage", "estagio", "onda", "wave", "tier", "nivel", "level"];

/// Words that open what is said of a later, larger system.
pub const WHEN: &[&str] = &["cuando", "quando", "when", "once", "ao", "al", "apos", "after", "upon", "if", "se", "si"];

/// How verbs for becoming so large begin.
pub const GROWN: &[&str] = &[
    "crez",
    "crec",
    "cresc",
    "grow",
    "lleg",
    "cheg",
    "ating",
    "alcan",
    "reach",
    "pasar",
    "pases",
    "pase",
    "passar",
    "passe",
    "passing",
    "superar",
    "supere",
    "ultrapass",
    "exceed",
    "exced",
    "hit",
];

/// Words for months, behind a number of them.
pub const MONTHS: &[&str] = &["mes", "meses", "month", "months"];

/// Numbers in words, behind which months or years follow: `six_months`.
pub const NUMBERS: &[(&str, u32)] = &[
    ("two", 2),
    ("dois", 2),
    ("duas", 2),
    ("dos", 2),
    ("three", 3),
    ("tres", 3),
    ("four", 4),
    ("quatro", 4),
    ("cuatro", 4),
    ("five", 5),
    ("cinco", 5),
    ("six", 6),
    ("seis", 6),
    ("nine", 9),
    ("nove", 9),
    ("nueve", 9),
    ("twelve", 12),
    ("doze", 12),
    ("doce", 12),
    ("eighteen", 18),
    ("dezoito", 18),
    ("dieciocho", 18),
];

/// Words for years, behind a number of them.
pub const YEARS: &[&str] = &["ano", "anos", "year", "years", "year", "anios"];

/// Words between which and a year or a number of months something is to be.
const BY: &[&str] = &["em", "en", "in", "by", "ate", "hasta", "until", "para", "for"];

/// Words for how many times as much one state is as another.
const TIMES: &[&str] = &["fator", "factor", "multiplicador", "multiplier", "multiplo", "razao", "razon", "ratio"];

/// Words for how much more one state is than another.
const CHANGE: &[&str] = &[
    "crescimento",
    "crecimiento",
    "growth",
    "aumento",
    "increase",
    "variacao",
    "variacion",
    "variation",
    "change",
    "cambio",
    "mudanca",
    "delta",
    "diferenca",
    "diferencia",
    "difference",
];

/// Words for the end of a year.
pub const END: &[&str] = &["fim", "final", "fin", "end"];

/// Headers of a column whose cells say when.
pub const OVER_TIMES: &[&str] = &[
    "ano",
    "anos",
    "year",
    "years",
    "quando",
    "when",
    "cuando",
    "data",
    "date",
    "fecha",
    "periodo",
    "period",
    "horizonte",
    "horizon",
    "fase",
    "phase",
    "marco",
    "milestone",
    "hito",
];

/// Words beside a month or a year that leave it the name of a time: "fim do ano 2", "meta 2027".
const WHEN_WORDS: &[&str] = &[
    "fim", "final", "fin", "end", "of", "de", "do", "da", "del", "em", "en", "in", "no", "na", "el", "the", "by",
    "ate", "hasta", "until", "at",
];

/// Whether a word may stand in the name of a time, beside its month or year.
pub fn names_only_when(word: &str) -> bool {
    [WHEN_WORDS, SCALED, AIMS, YEARS].iter().any(|list| list.contains(&word))
}

/// Whether a name says by how much something changes.
pub fn names_a_change(name: &str) -> bool {
    name.contains(['Δ', '%']) || has(name, CHANGE) || has(name, TIMES)
}

/// Whether a name is that of the launch, and nothing else.
pub fn is_launch(words: &[Word]) -> bool {
    const LAUNCH: &[&str] = &["lancamento", "lanzamiento", "launch", "golive"];
    let mut rest = words.iter().filter(|word| !WHEN_WORDS.contains(&word.as_str()));
    match (rest.next(), rest.next(), rest.next()) {
        (Some(one), None, _) => LAUNCH.contains(&one.as_str()),
        (Some(one), Some(two), None) => one == "go" && two == "live",
        _ => false,
    }
}

/// Whether a phrase says itself that it speaks of a later day: "14,7 GB depois", "270 req/s em 2028", "en 24 meses".
pub fn is_ahead(phrase: &str) -> bool {
    let words: Vec<Word> = folded_words(phrase).collect();
    let number = |word: &str| word.parse::<u32>().is_ok() || NUMBERS.iter().any(|(name, _)| *name == word);
    let dated = |run: &[Word]| {
        let word = |at: usize| run.get(at).map_or("", Word::as_str);
        let unit = MONTHS.contains(&word(2)) || YEARS.contains(&word(2));
        // "Em 12 meses de operação" looks back.
        BY.contains(&word(0)) && (year(word(1)).is_some() || number(word(1)) && unit && !matches!(word(3), "de" | "of"))
    };
    let later = |word: &Word| AHEAD.contains(&word.as_str()) || WANTED.contains(&word.as_str());
    words.iter().any(later) || (0..words.len()).any(|at| dated(&words[at..]))
}

/// Whether a name in these words sets two states against each other, so that it names neither: "Fator F2/hoje", "Δ hoje → meta", "2028 vs
/// atual".
pub fn compares(name: &str, words: &[Word]) -> bool {
    /// A longer text is no name.
    const LONGEST: usize = 60;
    const SIGNS: &[&str] = &["→", "->", "÷", "Δ"];
    const AGAINST: &[&str] = &["vs", "versus", "contra", "against", "frente"];
    const PERIODS: &[&str] = &["s", "seg", "min", "h", "hora", "hour", "dia", "day", "semana", "week", "mes", "month"];
    if name.len() > LONGEST {
        return false;
    }
    let says = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    // "Crescimento atual/mês" is by how much a month.
    let divides = || {
        name.match_indices('/').any(|(at, _)| {
            let (before, behind) = (folded_words(&name[..at]).last(), folded_words(&name[at + 1..]).next());
            let is = |word: &Option<Word>, list: &[&str]| word.as_ref().is_some_and(|w| list.contains(&w.as_str()));
            is(&behind, CURRENT) || is(&before, CURRENT) && !is(&behind, PERIODS)
        })
    };
    words.len() > 1
        && says(CURRENT)
        && (says(AGAINST) || SIGNS.iter().any(|sign| name.contains(sign)) || (says(TIMES) || says(CHANGE)) && divides())
}

/// Whether a name is over how many times as much one state is as another: "Fator F2/hoje".
pub fn names_a_factor(name: &str) -> bool {
    let words: Vec<Word> = folded_words(name).collect();
    words.iter().any(|word| TIMES.contains(&word.as_str())) && compares(name, &words)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn words(name: &str) -> Vec<Word> {
        folded_words(name).collect()
    }

    #[test]
    fn a_name_that_sets_two_states_against_each_other_names_neither() {
        for name in ["Fator F2/hoje", "Growth 2028/today", "Δ hoje→F2", "Actual -> meta", "2028 vs hoje", "Hoy vs meta"]
        {
            assert!(compares(name, &words(name)), "{name}");
        }
        for name in [
            "Hoje",
            "Hoje (req/s)",
            "Custo atual/mês",
            "Fator de pico hoje",
            "Growth",
            "v2 → v3",
            "Crescimento atual/mês",
        ] {
            assert!(!compares(name, &words(name)), "{name}");
        }
    }

    #[test]
    fn a_phrase_may_say_that_it_speaks_of_a_later_day() {
        for phrase in ["14,7 GB depois", "270 req/s em 2028", "270 req/s en 24 meses", "40 by 2027", "9 in two years"] {
            assert!(is_ahead(phrase), "{phrase}");
        }
        for phrase in ["270 req/s", "2028 pedidos", "medido em 12 meses de operação", "40 TB por mês"] {
            assert!(!is_ahead(phrase), "{phrase}");
        }
    }
}
