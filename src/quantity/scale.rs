//! The power of ten that a label says its numbers are in: "R$ mil", "(in thousands)", "en millones de COP", "(k USD)".

use crate::quantity::figure::currency_sign;
use crate::quantity::label::Label;
use crate::quantity::lexicon;
use crate::quantity::token::Kind;

impl Label<'_> {
    /// The power of ten, if the label names one.
    pub(in crate::quantity) fn scale(&self) -> Option<u32> {
        (0..self.t.len()).find_map(|i| self.thousands_in_digits(i).or_else(|| self.scale_at(i)))
    }

    fn scale_at(&self, i: usize) -> Option<u32> {
        let t = &self.t;
        if !t.is_word(i) || self.follows_per(i) || t.back(i, 0).is_some_and(|before| t.is_number(before)) {
            return None;
        }
        let (raw, word) = (t.raw(i), t.word(i));
        let power = match word {
            "milhares" | "miles" | "thousands" => 3,
            "m" if raw == "m" => return None,
            "b" => return None,
            _ => lexicon::multiplier(raw, word, true, true)?,
        };
        // "Economia de milhões" praises; what stands in brackets, behind "in" or beside a currency says how to read.
        let opens = self.in_brackets(i);
        let before = t.back(i, 0).map_or("", |before| t.word(before));
        let stated = word.len() > 2 && (opens || matches!(before, "em" | "en" | "in"));
        let closed = matches!(t.kind(t.skip(i + 1)), Kind::Sign(')' | ']' | ',' | '/'));
        (stated || opens && closed || self.follows_currency(i) || self.precedes_currency(i)).then_some(power)
    }

    /// "R$ 000", "($000s)", "(x1000)".
    fn thousands_in_digits(&self, i: usize) -> Option<u32> {
        let t = &self.t;
        if !t.is_number(i) {
            return None;
        }
        let times = matches!(t.raw(i.wrapping_sub(1)), "x" | "X" | "×")
            || matches!(t.raw(i.wrapping_sub(2)), "x" | "X" | "×") && t.kind(i.wrapping_sub(1)) == Kind::Space;
        match t.raw(i) {
            "000" if self.follows_currency(i) => Some(3),
            "1000" | "1.000" | "1,000" if times && t.is(t.skip(i + 1), ')') => Some(3),
            _ => None,
        }
    }

    fn follows_currency(&self, i: usize) -> bool {
        let t = &self.t;
        let Some(before) = t.back(i, 0) else { return false };
        let sign = matches!(t.kind(before), Kind::Sign('$' | '€' | '£'));
        sign || t.is_word(before) && lexicon::currency(t.raw(before), t.word(before)).is_some()
    }

    fn precedes_currency(&self, i: usize) -> bool {
        let t = &self.t;
        let mut next = t.skip(i + 1);
        if matches!(t.word(next), "de" | "of") {
            next = t.skip(next + 1);
        }
        currency_sign(t, next).is_some() || t.is_word(next) && lexicon::currency(t.raw(next), t.word(next)).is_some()
    }
}

#[cfg(test)]
mod tests {
    use crate::quantity::parse::implied;
    use crate::quantity::{Currency, Habits, Unit};

    fn scale(label: &str) -> Option<u32> {
        implied(label, Habits::default()).scale
    }

    #[test]
    fn a_label_may_say_that_its_numbers_are_thousands() {
        for label in [
            "R$ mil",
            "Custos (R$ mil por mês)",
            "Cost (k USD)",
            "Cost (USD k)",
            "($000s)",
            "Custo ($k)",
            "Coste (k€)",
            "Importe en miles de euros",
            "Cost in thousands",
            "Usuários (mil)",
            "Users (k)",
            "Valor (x 1.000)",
            "Mil reais",
        ] {
            assert_eq!(scale(label), Some(3), "{label}");
        }
        for label in ["Costo en millones de COP", "Receita (R$ mi)", "Requests (M)", "US$ milhões", "Cost, USD million"]
        {
            assert_eq!(scale(label), Some(6), "{label}");
        }
        let pesos = implied("Costo en millones de COP", Habits::default()).unit;
        assert_eq!(pesos, Some(Unit::Money(Currency::Cop)));
    }

    #[test]
    fn a_thousand_of_what_it_is_per_is_no_scale() {
        for label in [
            "Custo por mil requisições",
            "Price per million tokens",
            "R$ / mil req",
            "Cost (1M tokens)",
            "2 mil usuários",
            "Economia de milhões",
            "Memory (MB)",
            "Duração (m)",
            "Milhões de usuários: como chegar lá",
            "CPU (m)",
        ] {
            assert_eq!(scale(label), None, "{label}");
        }
    }
}
