use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/number-locale-ambiguous",
    summary: Text {
        en: "numbers written with marks that mean opposite things",
        pt: "números escritos com sinais que significam coisas opostas",
        es: "números escritos con signos que significan cosas opuestas",
    },
    severity: Severity::Advice,
    section: &[],
    why: Text {
        en: "Where 1.500 is one thousand and a half in one line and 1.5 is one and a half in the next, the reader of 2.500 has \
             to guess, and a factor of a thousand lies between the guesses.",
        pt: "Quando 1.500 é mil e quinhentos em uma linha e 1.5 é um e meio na outra, quem lê 2.500 tem de adivinhar, e entre \
             os palpites há um fator de mil.",
        es: "Cuando 1.500 es mil quinientos en una línea y 1.5 es uno y medio en otra, quien lee 2.500 tiene que adivinar, y \
             entre las dos lecturas hay un factor de mil.",
    },
    source: "ISO 80000-1: the decimal sign; SI Brochure, 5.4.4",
    bad: "# Capacity plan\n## Volumes\n- Today 12,000 orders per day\n- Planned 36.000 orders per day\n",
    good: "# Capacity plan\n## Volumes\n- Today 12,000 orders per day\n- Planned 36,000 orders per day\n",
    check,
};

static MIXED: Text = Text {
    en: "numbers are written in two ways: {one} and {other}",
    pt: "os números são escritos de dois jeitos: {one} e {other}",
    es: "los números se escriben de dos maneras: {one} y {other}",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "use one mark for thousands and one for fractions in the whole document",
    pt: "use um só sinal para milhares e um só para decimais em todo o documento",
    es: "use un solo signo para los miles y uno solo para los decimales en todo el documento",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some((one, other)) = canvas.wording.notations.clash() else { return };
    let (Some(one), Some(other)) = (canvas.facts.get(one), canvas.facts.get(other)) else { return };
    // The later one is the one that breaks the habit.
    let (first, later) = if one.span.start <= other.span.start { (one, other) } else { (other, one) };
    let message = MIXED.with("one", first.written.as_str()).with("other", later.written.as_str());
    out.find(later.figure, message).label(first.figure, OTHER.with("other", first.written.as_str())).help(HELP.plain());
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(one: &str, other: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## Volumes\n- {one}\n- {other}\n"))
    }

    #[test]
    fn thousands_and_fractions_with_one_mark_clash() {
        assert_eq!(says("12.000 pedidos por dia", "fila de 1.5 GB").len(), 1);
        assert_eq!(says("12,000 orders per day", "queue of 1,5 GB").len(), 1);
    }

    #[test]
    fn versions_prices_in_dollars_and_code_keep_their_own_marks() {
        assert!(says("12.000 pedidos por dia", "US$ 0.25 por mil tokens").is_empty());
        assert!(says("12.000 pedidos por dia", "Python 3.12 e TLS 1.3").is_empty());
        assert!(says("12.000 pedidos por dia", "1,5 GB por hora").is_empty());
        assert!(says("12.000 pedidos por dia", "R$ 1,275 milhões por ano").is_empty());
        assert!(says("99.9% availability", "0.250 s").is_empty());
        let text = "# Canvas\n## Volumes\n- 12.000 pedidos por dia\n```yaml\ncpu: 1.5\n```\n";
        assert!(findings(&RULE, text).is_empty());
    }
}
