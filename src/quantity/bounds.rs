//! What stands before a number and bounds it: `~`, `<`, "até", "at least", "de ... para".

use std::collections::HashMap;
use std::sync::LazyLock;

use crate::quantity::Relation;
use crate::quantity::token::{Kind, Tokens};

/// What was read before a number.
#[derive(Clone, Debug)]
pub(in crate::quantity) struct Bounds {
    pub relation: Relation,
    pub approximate: bool,
    pub increment: bool,
    /// "de", "from", "entre" directly before: a range may follow.
    pub opening: Opening,
    /// The first token of all that.
    pub first: usize,
}

/// What opens a range.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Opening {
    None,
    /// "de", "desde".
    De,
    /// "from".
    From,
    /// "entre", "between".
    Between,
}

const RELATIONS: &[(&str, Relation)] = &[
    ("abaixo de", Relation::Less),
    ("abaixo dos", Relation::Less),
    ("inferior a", Relation::Less),
    ("inferior al", Relation::Less),
    ("inferior ao", Relation::Less),
    ("menor al", Relation::Less),
    ("mayor al", Relation::More),
    ("superior al", Relation::More),
    ("superior ao", Relation::More),
    ("inferiores a", Relation::Less),
    ("menor que", Relation::Less),
    ("menor do que", Relation::Less),
    ("menores que", Relation::Less),
    ("menos de", Relation::Less),
    ("menos del", Relation::Less),
    ("menos do que", Relation::Less),
    ("menos dos", Relation::Less),
    ("mas del", Relation::More),
    ("mais do que", Relation::More),
    ("mais dos", Relation::More),
    ("a lo sumo", Relation::AtMost),
    ("menos que", Relation::Less),
    ("por debajo de", Relation::Less),
    ("por debajo del", Relation::Less),
    ("por encima del", Relation::More),
    ("superar los", Relation::More),
    ("superar las", Relation::More),
    ("superar el", Relation::More),
    ("supere los", Relation::More),
    ("supere las", Relation::More),
    ("supere el", Relation::More),
    ("exceder de", Relation::More),
    ("exceder los", Relation::More),
    ("exceda", Relation::More),
    ("ultrapasse", Relation::More),
    ("exceda de", Relation::More),
    ("nao passar de", Relation::AtMost),
    ("nao passa de", Relation::AtMost),
    ("nao passe de", Relation::AtMost),
    ("nao pode passar de", Relation::AtMost),
    ("nao deve passar de", Relation::AtMost),
    ("sem passar de", Relation::AtMost),
    ("no pasar de", Relation::AtMost),
    ("no pasa de", Relation::AtMost),
    ("no pase de", Relation::AtMost),
    ("no puede pasar de", Relation::AtMost),
    ("no debe pasar de", Relation::AtMost),
    ("sin pasar de", Relation::AtMost),
    ("debajo de", Relation::Less),
    ("below", Relation::Less),
    ("under", Relation::Less),
    ("less than", Relation::Less),
    ("lower than", Relation::Less),
    ("fewer than", Relation::Less),
    ("smaller than", Relation::Less),
    ("ate", Relation::AtMost),
    ("no maximo", Relation::AtMost),
    ("no mas de", Relation::AtMost),
    ("nao mais de", Relation::AtMost),
    ("nao mais que", Relation::AtMost),
    ("no more than", Relation::AtMost),
    ("at most", Relation::AtMost),
    ("up to", Relation::AtMost),
    ("hasta", Relation::AtMost),
    ("como maximo", Relation::AtMost),
    ("within", Relation::AtMost),
    ("em ate", Relation::AtMost),
    ("not exceed", Relation::AtMost),
    ("not exceeding", Relation::AtMost),
    ("menor ou igual a", Relation::AtMost),
    ("menor o igual a", Relation::AtMost),
    ("menor o igual que", Relation::AtMost),
    ("less than or equal to", Relation::AtMost),
    ("acima de", Relation::More),
    ("acima dos", Relation::More),
    ("superior a", Relation::More),
    ("superiores a", Relation::More),
    ("maior que", Relation::More),
    ("maior do que", Relation::More),
    ("mayor que", Relation::More),
    ("mayor a", Relation::More),
    ("menor a", Relation::Less),
    ("maiores que", Relation::More),
    ("mais de", Relation::More),
    ("mais que", Relation::More),
    ("mas de", Relation::More),
    ("por encima de", Relation::More),
    ("encima de", Relation::More),
    ("above", Relation::More),
    ("over", Relation::More),
    ("more than", Relation::More),
    ("greater than", Relation::More),
    ("higher than", Relation::More),
    ("exceeds", Relation::More),
    ("exceed", Relation::More),
    ("exceeding", Relation::More),
    ("excede", Relation::More),
    ("exceder", Relation::More),
    ("excedendo", Relation::More),
    ("ultrapassa", Relation::More),
    ("ultrapassar", Relation::More),
    ("supera", Relation::More),
    ("superar", Relation::More),
    ("supere", Relation::More),
    ("pelo menos", Relation::AtLeast),
    ("ao menos", Relation::AtLeast),
    ("no minimo", Relation::AtLeast),
    ("como minimo", Relation::AtLeast),
    ("minimo de", Relation::AtLeast),
    ("al menos", Relation::AtLeast),
    ("por lo menos", Relation::AtLeast),
    ("at least", Relation::AtLeast),
    ("minimum of", Relation::AtLeast),
    ("a partir de", Relation::AtLeast),
    ("maior ou igual a", Relation::AtLeast),
    ("mayor o igual a", Relation::AtLeast),
    ("mayor o igual que", Relation::AtLeast),
    ("greater than or equal to", Relation::AtLeast),
];

const APPROXIMATE: &[&str] = &[
    "cerca de",
    "aproximadamente",
    "aprox",
    "por volta de",
    "em torno de",
    "en torno a",
    "alrededor de",
    "perto de",
    "about",
    "around",
    "approximately",
    "approx",
    "roughly",
    "circa",
    "uns",
    "umas",
    "unos",
    "unas",
    "quase",
    "casi",
    "nearly",
    "almost",
];

const ADDED: &[&str] = &[
    "adicionar",
    "adicionando",
    "adiciona",
    "add",
    "adding",
    "adds",
    "agregar",
    "agregando",
    "anadir",
    "additional",
    "extra",
    "mais",
];

/// The phrases that end with a word.
#[derive(Default)]
struct Phrases {
    relations: Vec<(&'static str, Relation)>,
    approximate: Vec<&'static str>,
    added: Vec<&'static str>,
}

/// All phrases, by their last word.
static ENDING: LazyLock<HashMap<&'static str, Phrases>> = LazyLock::new(|| {
    let last = |phrase: &'static str| phrase.rsplit(' ').next().unwrap_or(phrase);
    let mut ending: HashMap<&'static str, Phrases> = HashMap::new();
    for &(phrase, relation) in RELATIONS {
        ending.entry(last(phrase)).or_default().relations.push((phrase, relation));
    }
    for &phrase in APPROXIMATE {
        ending.entry(last(phrase)).or_default().approximate.push(phrase);
    }
    for &phrase in ADDED {
        ending.entry(last(phrase)).or_default().added.push(phrase);
    }
    ending
});

impl Bounds {
    /// Reads backwards from token `i`, not beyond token `floor`.
    pub(in crate::quantity) fn before(t: &Tokens, i: usize, floor: usize) -> Bounds {
        let mut bounds = Bounds {
            relation: Relation::Equal,
            approximate: false,
            increment: false,
            opening: Opening::None,
            first: i,
        };
        for _ in 0..4 {
            if !bounds.sign(t, floor) && !bounds.words(t, floor) {
                break;
            }
        }
        bounds.open(t, floor);
        bounds
    }

    fn sign(&mut self, t: &Tokens, floor: usize) -> bool {
        let Some(at) = t.back(self.first, floor) else { return false };
        let Kind::Sign(sign) = t.kind(at) else { return false };
        let glued_before = t.glued(at);
        let relation = match sign {
            '~' | '≈' | '∼' | '±' => {
                // `500~800` is a range, read elsewhere.
                if glued_before == Kind::Number && sign == '~' && at + 1 == self.first {
                    return false;
                }
                self.approximate = true;
                self.first = at;
                return true;
            }
            '+' => {
                if self.increment || matches!(glued_before, Kind::Number | Kind::Word | Kind::Sign('+' | '%')) {
                    return false;
                }
                // "32 GB RAM + 2 replicas" lists, "+ R$ 800" adds.
                let listed = at + 1 < self.first && t.back(at, 0).is_some_and(|b| t.is_word(b));
                let operand =
                    t.back(at, floor.saturating_sub(1)).is_some_and(|b| t.is_number(b) || t.is(b, '%') || t.is(b, ')'));
                if operand || listed {
                    return false;
                }
                self.increment = true;
                self.first = at;
                return true;
            }
            '<' | '＜' => Relation::Less,
            '>' | '＞'
                if matches!(glued_before, Kind::Sign('-' | '=' | '–' | '|'))
                    // The end of a tag: `<host> 6379`.
                    || glued_before == Kind::Word && at + 1 < self.first =>
            {
                return false;
            }
            '>' | '＞' => Relation::More,
            '≤' | '⩽' => Relation::AtMost,
            '≥' | '⩾' => Relation::AtLeast,
            '=' => match glued_before {
                Kind::Sign('<') if at > floor => return self.relate(Relation::AtMost, at - 1),
                Kind::Sign('>') if at > floor => return self.relate(Relation::AtLeast, at - 1),
                Kind::Sign('~' | '≈') if at > floor => {
                    self.approximate = true;
                    self.first = at - 1;
                    return true;
                }
                _ => return false,
            },
            '.' => {
                // "aprox. 500"
                let word = at.checked_sub(1).map_or("", |w| t.word(w));
                if at > floor && matches!(word, "aprox" | "approx" | "ca" | "aproximad") {
                    self.approximate = true;
                    self.first = at - 1;
                    return true;
                }
                return false;
            }
            _ => return false,
        };
        self.relate(relation, at)
    }

    fn relate(&mut self, relation: Relation, first: usize) -> bool {
        if self.relation != Relation::Equal {
            return false;
        }
        self.relation = relation;
        self.first = first;
        true
    }

    fn words(&mut self, t: &Tokens, floor: usize) -> bool {
        let Some(last) = t.back(self.first, floor) else { return false };
        if !t.is_word(last) {
            return false;
        }
        // Most words end no phrase at all.
        let Some(ending) = ENDING.get(t.word(last)) else { return false };
        if self.relation == Relation::Equal {
            let longest = ending
                .relations
                .iter()
                .filter_map(|(phrase, relation)| t.phrase_before(self.first, floor, phrase).map(|at| (at, *relation)))
                .min_by_key(|(at, _)| *at);
            if let Some((at, relation)) = longest {
                // "já hasta 2027" has no number of its own; "from 5 up to" is handled as a range.
                return match (denied(t, at, floor), relation) {
                    (Some(first), Relation::More) => self.relate(Relation::AtMost, first),
                    (Some(first), Relation::Less) => self.relate(Relation::AtLeast, first),
                    _ => self.relate(relation, at),
                };
            }
        }
        if !self.approximate
            && let Some(at) = ending.approximate.iter().filter_map(|p| t.phrase_before(self.first, floor, p)).min()
        {
            self.approximate = true;
            self.first = at;
            return true;
        }
        if !self.increment
            && let Some(at) = ending.added.iter().find_map(|p| t.phrase_before(self.first, floor, p))
        {
            self.increment = true;
            self.first = at;
            return true;
        }
        false
    }

    fn open(&mut self, t: &Tokens, floor: usize) {
        let Some(at) = t.back(self.first, floor) else { return };
        self.opening = match t.word(at) {
            "de" | "desde" => Opening::De,
            "from" => Opening::From,
            "entre" | "between" => Opening::Between,
            _ => return,
        };
    }
}

/// "Não deve ultrapassar", "never above", "sin superar": where the word stands that denies the bound that begins at `i`.
fn denied(t: &Tokens, i: usize, floor: usize) -> Option<usize> {
    const MAY: &[&str] = &[
        "deve", "devem", "deveria", "pode", "podem", "debe", "deben", "deberia", "puede", "pueden", "must", "should",
        "may", "can", "shall", "ficar", "fica", "estar", "subir", "suba", "go", "goes", "rise", "rises", "be", "is",
        "se", "esta",
    ];
    const DENIES: &[&str] = &["nao", "nunca", "jamais", "jamas", "never", "not", "cannot", "sem", "sin", "without"];
    // In Portuguese "no" is "in the": "no pico acima de 300".
    const VERBS: &[&str] =
        &["superar", "supere", "supera", "exceder", "exceda", "excede", "debe", "deben", "deberia", "puede", "pueden"];
    let mut at = i;
    for _ in 0..3 {
        let back = t.back(at, floor)?;
        match t.word(back) {
            word if DENIES.contains(&word) => return Some(back),
            "no" => return VERBS.contains(&t.word(at)).then_some(back),
            word if MAY.contains(&word) => at = back,
            _ => return None,
        }
    }
    None
}
