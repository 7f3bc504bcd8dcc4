use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/linear-scaling-assumed",
    summary: Text {
        en: "many times the replicas, taken for as many times the capacity",
        pt: "muitas vezes as réplicas, tomadas por outras tantas vezes a capacidade",
        es: "muchas veces las réplicas, tomadas por otras tantas veces la capacidad",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "What replicas share, a database, a lock, a cache to keep in step, makes each further one worth less, and at some size the next one makes it slower. Two measured sizes show how far it goes.",
        pt: "O que as réplicas dividem, um banco, um lock, um cache a manter em dia, faz cada nova valer menos, e em algum tamanho a próxima deixa tudo mais lento. Dois tamanhos medidos mostram até onde vai.",
        es: "Lo que las réplicas comparten, una base, un bloqueo, una caché que mantener al día, hace que cada nueva valga menos, y a cierto tamaño la siguiente lo hace más lento. Dos tamaños medidos muestran hasta dónde llega.",
    },
    source: "Gunther, Guerrilla Capacity Planning (2007): the Universal Scalability Law, C(N) = N / (1 + σ(N - 1) + κN(N - 1))",
    bad: "\
# Capacity plan
## Infrastructure
- API: from 2 to 40 replicas, each replica serves 100 req/s
",
    good: "\
# Capacity plan
## Infrastructure
- API: from 2 to 40 replicas, each replica serves 100 req/s, measured with 2, 10 and 20 replicas
",
    check,
};

/// How many times the replicas of today count as many.
const MANY: Decimal = Decimal::from_parts(8, 0, 0, false, 0);

static LINEAR: Text = Text {
    en: "{times} times the replicas are taken to serve {times} times as much",
    pt: "{times} vezes as réplicas são tomadas por {times} vezes a capacidade",
    es: "{times} veces las réplicas se toman por {times} veces la capacidad",
};
static EACH: Text = Text { en: "what one serves", pt: "o que uma atende", es: "lo que atiende una" };
static HELP: Text = Text {
    en: "measure what one replica serves at two sizes or more, and write both",
    pt: "meça o que uma réplica atende em dois tamanhos ou mais, e escreva os resultados",
    es: "mida lo que atiende una réplica en dos tamaños o más, y escriba los resultados",
};

/// Beginnings of words that say that it was tried.
const MEASURED: &[&str] = &["medid", "measur", "tested", "testad", "probad", "benchmark", "aferid", "comprobad"];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for fleet in fleet::fleets(canvas) {
        let beside = |f: &&Fact| f.line == fleet.each.line || f.line == fleet.replicas.line;
        let tried = canvas.facts.iter().filter(beside).any(|f| demand::says(f, 24, MEASURED));
        // A test of all that is planned will show it.
        let peak = fleet.most.checked_mul(fleet.per_second).and_then(|all| all.checked_div(Decimal::TWO));
        let tests = demand::entity(fleet.each).map(|e| demand::tested(canvas, e)).unwrap_or_default();
        let tested = tests.iter().map(demand::Rate::high).max();
        let will_be = tested.zip(peak).is_some_and(|(tested, half)| tested >= half);
        let Some(today) = today(canvas, fleet.component, fleet.replicas).filter(|n| *n > Decimal::ZERO) else {
            continue;
        };
        let Some(times) = fleet.most.checked_div(today).filter(|t| *t >= MANY) else { continue };
        if tried || will_be {
            continue;
        }
        let shown = times.round_dp(0).normalize().to_string();
        out.find(fleet.replicas.span, LINEAR.with("times", shown))
            .label(fleet.each.span, EACH.plain())
            .help(HELP.plain());
    }
}

/// How many replicas there are: said to be of today, or where a growth begins.
fn today(canvas: &Canvas, component: &Component, planned: &Fact) -> Option<Decimal> {
    if planned.quantity.relation == Relation::FromTo {
        return planned.quantity.bounds().low;
    }
    let replicas = component.replicas.iter().filter_map(|&at| canvas.facts.get(at));
    replicas.filter(|f| demand::is_current(canvas, f)).filter_map(|f| f.quantity.bounds().high).max()
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(line: &str) -> usize {
        findings(&super::RULE, &format!("# Plano\n## Infraestrutura\n{line}\n")).len()
    }

    #[test]
    fn a_few_times_the_replicas_are_no_leap() {
        assert_eq!(says("- API: de 2 para 10 réplicas, cada réplica atende 100 req/s"), 0);
        assert_eq!(says("- API: de 2 para 20 réplicas, cada réplica atende 100 req/s"), 1);
    }

    #[test]
    fn the_range_of_an_autoscaler_is_no_growth() {
        assert_eq!(says("- API: 2 a 40 réplicas, cada réplica atende 100 req/s"), 0);
    }

    #[test]
    fn what_is_tested_at_full_size_need_not_be_measured_before() {
        let text = "# Plan\n## Infrastructure\n- API: from 2 to 40 replicas, each replica serves 100 req/s\n## Load test\n- load: 4,000 req/s\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
