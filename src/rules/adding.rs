//! What the two rules about sums have in common: the words, and when a sum that does not hold is certain.

use crate::finding::{Outcomes, Severity};
use crate::model::{Addend, Canvas, Doubt, Fact, Sum};
use crate::words::Text;

static WRONG: Text = Text {
    en: "the rows add up to {computed}, this total says {stated}",
    pt: "as linhas somam {computed}, este total diz {stated}",
    es: "las filas suman {computed}, este total dice {stated}",
};
static TERMS: Text = Text { en: "{terms}", pt: "{terms}", es: "{terms}" };
static HELP: Text = Text {
    en: "write {computed}, or add the row that is missing",
    pt: "escreva {computed}, ou acrescente a linha que falta",
    es: "escriba {computed}, o añada la fila que falta",
};
static APPROXIMATE: Text = Text {
    en: "figures with \"~\" may be off by 10%",
    pt: "cifras com \"~\" podem variar 10%",
    es: "las cifras con \"~\" pueden variar un 10%",
};
static ENDS: Text = Text {
    en: "the lowest values may come together, and so may the highest",
    pt: "os valores mais baixos podem ocorrer juntos, e os mais altos também",
    es: "los valores más bajos pueden darse juntos, y los más altos también",
};
static NO_PARENTS: Text = Text {
    en: "no row is the sum of others, though one comes to as much",
    pt: "nenhuma linha é a soma de outras, embora uma dê o mesmo valor",
    es: "ninguna fila es la suma de otras, aunque una dé lo mismo",
};
static OF_EACH: Text = Text {
    en: "a price with a count beside it is paid so many times",
    pt: "um preço com uma quantidade ao lado é pago tantas vezes",
    es: "un precio con una cantidad al lado se paga tantas veces",
};
static OF_ALL: Text = Text {
    en: "this total is of all the rows above it",
    pt: "este total é de todas as linhas acima dele",
    es: "este total es de todas las filas de arriba",
};
static HOLDS: Text = Text { en: "{terms} = {stated}", pt: "{terms} = {stated}", es: "{terms} = {stated}" };

/// Checks the sums that `mine` picks.
pub(in crate::rules) fn check(canvas: &Canvas, out: &mut Outcomes, mine: impl Fn(&Sum) -> bool) {
    for sum in canvas.sums.iter().filter(|s| mine(s)) {
        let (Some(right), Some(computed), Some(total)) = (sum.verdict(), sum.computed(), sum.total.quantity.as_ref())
        else {
            continue;
        };
        let notation = &sum.total.notation;
        let stated = notation.span(&total.interval);
        let terms = terms(&sum.terms);
        let places = sum.terms.iter().map(|t| t.span);
        if right {
            out.pass(sum.total.span, places, HOLDS.with("terms", terms).with("stated", stated));
            continue;
        }
        let computed_text = notation.span(&computed);
        let (Some(first), Some(last)) = (sum.terms.first(), sum.terms.last()) else { continue };
        let finding =
            out.find(sum.total.span, WRONG.with("computed", computed_text.as_str()).with("stated", stated.as_str()));
        finding
            .label(first.span.to(last.span), TERMS.with("terms", terms))
            .figures(computed_text.as_str(), stated)
            .help(HELP.with("computed", computed_text.as_str()));
        for term in &sum.terms[1..] {
            finding.places.push(term.span);
        }
        let assumed = match sum.doubt {
            Some(Doubt::Parents) => Some(&NO_PARENTS),
            Some(Doubt::Name) => Some(&OF_ALL),
            None if sum.terms.iter().any(|term| term.multiplied) => Some(&OF_EACH),
            None if sum.is_approximate() => Some(&APPROXIMATE),
            None if sum.holds() == Some(true) => Some(&ENDS),
            None => None,
        };
        if let Some(assumed) = assumed {
            finding.severity(Severity::Warning).assuming(assumed.plain());
        } else if let Some(value) = computed.value() {
            // Nobody's hand but a person's writes a total of which some rows are left out or counted several times.
            // A figure that the document repeats elsewhere is not wrong in one place.
            let repeated = |fact: &&Fact| {
                fact.quantity.interval == total.interval
                    && fact.quantity.unit == total.unit
                    && fact.span != sum.total.span
            };
            let alone = canvas.facts.iter().filter(repeated).count() == 0;
            finding
                .fix(sum.total.figure, notation.figure(value, None))
                .unsafe_unless(alone && sum.as_written && total.interval.value().is_some());
        }
    }
}

/// `800 + 200 + 1.200 + 300`; a long sum shows its ends.
fn terms(terms: &[Addend]) -> String {
    const SHOWN: usize = 8;
    let written: Vec<String> =
        terms.iter().filter_map(|t| t.quantity.as_ref().map(|q| t.notation.span(&q.bounds()))).collect();
    if written.len() <= SHOWN {
        return written.join(" + ");
    }
    format!("{} + … + {}", written[..SHOWN - 2].join(" + "), written[written.len() - 1])
}
