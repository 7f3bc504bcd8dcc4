use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/scenario-volume-missing",
    summary: Text {
        en: "no volume for today, or none at all",
        pt: "nenhum volume de hoje, ou nenhum volume",
        es: "ningún volumen de hoy, o ningún volumen",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes, SectionKind::Objective],
    why: Text {
        en: "\"Ten times as much\" is a number only when it is said of what. Without today's volume nobody can size, price or \
             test the growth, or see later whether it came.",
        pt: "\"Dez vezes mais\" só vira número quando se diz de quanto. Sem o volume de hoje, ninguém dimensiona, orça ou testa \
             o crescimento, nem vê depois se ele veio.",
        es: "\"Diez veces más\" solo es un número cuando se dice de cuánto. Sin el volumen de hoy nadie puede dimensionar, \
             presupuestar o probar el crecimiento, ni ver después si llegó.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; Google SRE book, ch. 18",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- Crescer 10x até 2027\n## Volumes\n- Muito mais pedidos\n## Custos\n- R$ 9/mês\n\
          ## Riscos\n- Risco: fila cheia\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- Crescer 10x até 2027\n## Volumes\n- 1.000 pedidos/dia hoje, 10.000/dia em 2027\n## Custos\n- R$ 9/mês\n\
           ## Riscos\n- Risco: fila cheia\n",
    check,
};

static NONE: Text = Text {
    en: "the section on volumes has no number",
    pt: "a seção de volumes não tem nenhum número",
    es: "la sección de volúmenes no tiene ningún número",
};
static NO_BASE: Text = Text {
    en: "{factor} of what: no volume of today is written down",
    pt: "{factor} de quê: nenhum volume de hoje está escrito",
    es: "{factor} de qué: no consta ningún volumen de hoy",
};
static PLANNED: Text = Text { en: "this is planned", pt: "isto é o planejado", es: "esto es lo previsto" };
static HELP: Text = Text {
    en: "write how much it is today and how much it shall be; a product before its launch starts at zero, which may be said too",
    pt: "escreva quanto é hoje e quanto deve ser; um produto antes do lançamento começa do zero, e isso também pode ser dito",
    es: "escriba cuánto es hoy y cuánto debe ser; un producto antes del lanzamiento empieza en cero, y eso también se puede decir",
};

/// Planned volumes that are shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_filled(SectionKind::Volumes) || !canvas.is_whole() || canvas.speaks_of(Topic::Launch) {
        return;
    }
    if canvas.facts_in(SectionKind::Volumes).next().is_none() && canvas.volumes.is_empty() {
        let place = canvas.section(SectionKind::Volumes).and_then(|s| s.content);
        out.find(place.unwrap_or(canvas.head), NONE.plain()).help(HELP.plain());
        return;
    }
    let Some(goal) = canvas.facts.iter().find(|f| is_goal(f)) else { return };
    if has_base(canvas) {
        return;
    }
    let finding = out.find(goal.span, NO_BASE.with("factor", goal.written.as_str())).help(HELP.plain());
    let demand = |f: &&Fact| {
        let wanted = f.sections.contains(SectionKind::Objective) || f.sections.contains(SectionKind::Volumes);
        wanted && matches!(f.metric, Metric::Throughput | Metric::Population)
    };
    for planned in canvas.volumes.iter().filter_map(|v| canvas.facts.get(v.fact)).filter(demand).take(SHOWN) {
        finding.label(planned.span, PLANNED.plain());
    }
}

/// "Aumento de 10x", "crescer 5 vezes": a growth by a factor, of load rather than of cost or speed.
fn is_goal(fact: &Fact) -> bool {
    const GROW: &[&str] =
        &["aument", "cresc", "crec", "grow", "increas", "multiplic", "escal", "scal", "vezes", "veces", "times"];
    const ELSEWHERE: &[SectionKind] =
        &[SectionKind::LoadTest, SectionKind::Costs, SectionKind::Strategies, SectionKind::Risks];
    fact.quantity.unit == Unit::Factor
        && fact.quantity.interval.low.is_some_and(|low| low > Decimal::ONE)
        && fact.words.iter().take(12).any(|w| GROW.iter().any(|stem| w.starts_with(stem)))
        && !ELSEWHERE.iter().any(|&s| fact.sections.contains(s))
}

/// Whether any number may be that of today: it is called so, goes "from … to …", or stands among the volumes with no
/// state of its own.
fn has_base(canvas: &Canvas) -> bool {
    let now = |f: &Fact| {
        let current = f.scenario.and_then(|s| canvas.scenarios.get(s)).is_some_and(|s| s.kind == ScenarioKind::Current);
        // In a target column or under a later phase, "today" does not occur.
        current && !matches!(f.metric, Metric::Cost | Metric::UnitCost | Metric::Setting)
    };
    // "Phase 1 (0 to 1,000 req/s)" is the name of a phase.
    let names = |f: &Fact| {
        let covers = |s: &Scenario| s.name.span.start <= f.span.start && f.span.end <= s.name.span.end;
        canvas.scenarios.iter().any(covers)
    };
    let unsaid = |v: &Volume| {
        let fact = &canvas.facts[v.fact];
        v.state == State::Unsaid && fact.sections.contains(SectionKind::Volumes) && !names(fact)
    };
    let beside = |v: &Volume| canvas.facts.iter().any(|f| f.entry == canvas.facts[v.fact].entry && is_goal(f));
    canvas.facts.iter().any(now)
        || !canvas.growth.is_empty()
        || canvas.volumes.iter().any(|v| v.state <= State::Current || unsaid(v))
        || canvas.volumes.iter().take(MOST).any(beside)
        || canvas.facts_in(SectionKind::Volumes).any(|f| f.quantity.relation == Relation::FromTo)
}

/// Volumes whose line is looked at.
const MOST: usize = 50;

#[cfg(test)]
mod tests {
    use super::*;

    fn with(objective: &str, volumes: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n{objective}\n## Volumes\n{volumes}\n## Costs\n- US$ 9/month\n## Risks\n- Risk: outage\n"
            ),
        )
    }

    #[test]
    fn a_factor_of_nothing_is_found() {
        assert_eq!(
            with("- Grow 10x by 2027", "- Phase 1: 500 req/s\n- Phase 2: 5,000 req/s"),
            ["error «10x» 10x of what: no volume of today is written down"]
        );
    }

    #[test]
    fn a_base_may_be_said_in_many_ways() {
        for (objective, volumes) in [
            ("- Grow 10x from the 500 req/s of now", "- Phase 1: 5,000 req/s"),
            ("- Grow 10x", "- Current: 500 req/s\n- Phase 1: 5,000 req/s"),
            ("- Grow 10x", "- From 500 to 5,000 req/s"),
            ("- Grow 10x", "| | Today | 2027 |\n|---|---|---|\n| Orders/day | 90 | 900 |"),
            ("- Grow 10x after the launch in March", "- Phase 1: 5,000 req/s"),
            ("- Grow 10x", "- 500 req/s"),
            ("- p95 below 800 ms", "- Phase 1: 5,000 req/s"),
        ] {
            assert_eq!(with(objective, volumes), Vec::<String>::new(), "{objective} {volumes}");
        }
    }
}
