use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/growth-factor-mismatch",
    summary: Text {
        en: "a growth factor that the volumes do not give",
        pt: "um fator de crescimento que não bate com os volumes",
        es: "un factor de crecimiento que no cuadra con los volúmenes",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Volumes],
    why: Text {
        en: "Everything behind the volumes is sized by them. When the objective says 10x and the volumes grow 8x, either \
             the promise is not planned for or the volumes are stale.",
        pt: "Tudo o que vem depois dos volumes é dimensionado por eles. Quando o objetivo diz 10x e os volumes crescem 8x, \
             ou a promessa não está planejada ou os volumes estão desatualizados.",
        es: "Todo lo que sigue a los volúmenes se dimensiona con ellos. Cuando el objetivo dice 10x y los volúmenes crecen \
             8x, o la promesa no está planificada o los volúmenes están desactualizados.",
    },
    source: "general arithmetic; tolerance: 10%, real mismatches are far larger",
    bad: "\
# Canvas de escalabilidade
## Objetivo
Crescer 10x em pedidos até dezembro.
## Volumes
| | Atual | Escalado |
|---|---|---|
| Pedidos por dia | 500 | 4.000 |
",
    good: "\
# Canvas de escalabilidade
## Objetivo
Crescer 10x em pedidos até dezembro.
## Volumes
| | Atual | Escalado |
|---|---|---|
| Pedidos por dia | 500 | 5.000 |
",
    check,
};

/// How far each of the two factors may be off, as a share of itself: together ten percent.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

static WRONG: Text = Text {
    en: "the objective says {stated}, the volumes grow {computed}: from {before} to {after}",
    pt: "o objetivo diz {stated}, os volumes crescem {computed}: de {before} para {after}",
    es: "el objetivo dice {stated}, los volúmenes crecen {computed}: de {before} a {after}",
};
static FROM: Text = Text { en: "this much now", pt: "quanto é hoje", es: "cuánto es hoy" };
static TO: Text = Text { en: "this much later", pt: "quanto será", es: "cuánto será" };
static HELP: Text = Text {
    en: "write {computed} in the objective, or plan for {after_planned}",
    pt: "escreva {computed} no objetivo, ou planeje {after_planned}",
    es: "escriba {computed} en el objetivo, o planifique {after_planned}",
};
static ASSUMED: Text = Text {
    en: "the factor of the objective refers to these volumes",
    pt: "o fator do objetivo se refere a estes volumes",
    es: "el factor del objetivo se refiere a estos volúmenes",
};
static HOLDS: Text = Text {
    en: "{after} / {before} = {stated}",
    pt: "{after} / {before} = {stated}",
    es: "{after} / {before} = {stated}",
};

static SAID: Text = Text {
    en: "the growth is said to be {stated}, the volumes grow {computed}: from {before} to {after}",
    pt: "diz-se que o crescimento é {stated}, os volumes crescem {computed}: de {before} para {after}",
    es: "se dice que el crecimiento es {stated}, los volúmenes crecen {computed}: de {before} a {after}",
};
static HELP_SAID: Text = Text {
    en: "write {computed}, or plan for {after_planned}",
    pt: "escreva {computed}, ou planeje {after_planned}",
    es: "escriba {computed}, o planifique {after_planned}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    summed_up(canvas, out);
    for goal in &canvas.growth_goals {
        let is_named = |g: &&Growth| !goal.subject.is_empty() && g.subject.iter().any(|w| goal.subject.contains(w));
        let named: Vec<&Growth> = canvas.growth.iter().filter(is_named).collect();
        let candidates = if named.is_empty() { canvas.growth.iter().collect() } else { named.clone() };
        let agrees = |g: &&&Growth| fits(goal, g);
        if let Some(growth) = candidates.iter().find(agrees) {
            let (from, to) = (&canvas.facts[growth.from], &canvas.facts[growth.to]);
            let message = HOLDS.with("after", print(to, &growth.after)).with("before", print(from, &growth.before));
            let stated = canvas.facts[goal.fact].written.as_str();
            out.pass(canvas.facts[goal.fact].span, [from.span, to.span], message.with("stated", stated));
            continue;
        }
        // "Doubles in phase 1, doubles again in phase 2, 4x overall": the factors of one line are steps of one growth.
        let line = |f: &&Fact| f.entry == canvas.facts[goal.fact].entry;
        let (before, behind) = canvas.facts.split_at(goal.fact);
        let beside = before.iter().rev().take_while(line).take(STEPS);
        let mut beside = beside.chain(behind.iter().skip(1).take_while(line).take(STEPS));
        let step =
            |f: &Fact| f.quantity.unit == Unit::Factor && canvas.growth.iter().any(|g| is(&f.quantity.bounds(), g));
        if beside.any(step) {
            continue;
        }
        // A factor of something that has no volumes says nothing about the others.
        if named.is_empty() && !goal.subject.is_empty() {
            continue;
        }
        // "Users" may be any of several kinds of users.
        let surely = |g: &&Growth| {
            goal.subject.iter().all(|w| g.subject.contains(w)) || g.subject.iter().all(|w| goal.subject.contains(w))
        };
        let Some(growth) = candidates.into_iter().rev().find(surely) else { continue };
        // "3x the orders on Black Friday" may be of a part of them.
        let assumed = named.is_empty() || !goal.subject.iter().all(|w| growth.subject.contains(w));
        report(canvas, goal, growth, assumed, out);
    }
}

/// `growth: 10x` beside the volumes of today and of later: where all that grows until then grows alike.
fn summed_up(canvas: &Canvas, out: &mut Outcomes) {
    let plain = |g: &&Growth| g.from != g.to && g.means_to_grow();
    let growths: Vec<&Growth> = canvas.growth.iter().filter(plain).collect();
    let until = |g: &Growth| canvas.facts[g.to].scenario;
    let Some(last) = growths.iter().max_by_key(|g| g.to) else { return };
    let Some(ratio) = growth_of(last) else { return };
    let alike = |g: &&Growth| until(g) != until(last) || is(&ratio, g);
    if !growths.iter().all(alike) {
        return;
    }
    for fact in canvas.facts_in(SectionKind::Volumes).filter(|f| sums_up(canvas, f)) {
        let factor = fact.quantity.bounds();
        let (from, to) = (&canvas.facts[last.from], &canvas.facts[last.to]);
        if let Some(growth) = growths.iter().find(|g| is(&factor, g)) {
            let (from, to) = (&canvas.facts[growth.from], &canvas.facts[growth.to]);
            let message = HOLDS.with("after", print(to, &growth.after)).with("before", print(from, &growth.before));
            out.pass(fact.span, [from.span, to.span], message.with("stated", fact.written.as_str()));
            continue;
        }
        // A state that is none of the scenarios may grow so much: "5x (today → Black Friday)".
        let another = |f: &Fact| {
            let amount = f.quantity.unit == from.quantity.unit && f.quantity.per == from.quantity.per;
            let planned = last.before.mul(&factor);
            amount && planned.is_some_and(|planned| !planned.disjoint(&f.quantity.bounds(), SLACK))
        };
        if canvas.facts_in(SectionKind::Volumes).into_iter().any(another) {
            continue;
        }
        let Some((ratio, planned)) = ratio.middle().zip(last.before.mul(&factor)) else { continue };
        let computed = format!("{}x", from.notation.figure(ratio.round_dp(1).normalize(), None));
        let message = SAID.with("stated", fact.written.as_str()).with("computed", computed.as_str());
        let message = message.with("before", print(from, &last.before)).with("after", print(to, &last.after));
        out.find(fact.span, message)
            .label(from.span, FROM.plain())
            .label(to.span, TO.plain())
            .figures(computed.as_str(), fact.written.as_str())
            .help(HELP_SAID.with("computed", computed.as_str()).with("after_planned", print(to, &planned)));
    }
}

/// Whether a factor is named the growth of all, and of no one scenario.
fn sums_up(canvas: &Canvas, fact: &Fact) -> bool {
    const GROWTH: &[&str] = &["growth", "crescimento", "crecimiento"];
    const FACTOR: &[&str] = &["factor", "fator"];
    const BESIDE: &[&str] = &["de", "of", "total", "expected", "esperado", "previsto"];
    let label = fact.label.to_lowercase();
    let words = || label.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let among = |list: &[&str]| words().any(|word| list.contains(&word));
    let plain = words().all(|word| [GROWTH, FACTOR, BESIDE].iter().any(|list| list.contains(&word)));
    // A bare "factor" may be that of the peak.
    let named = among(GROWTH) || among(FACTOR) && !is_of_the_peak(canvas, fact);
    let stated = fact.quantity.unit == Unit::Factor && fact.quantity.relation == Relation::Equal && !fact.is_remark();
    let overall =
        fact.scenario.is_none() && fact.quantity.per.is_none() && !fact.sections.contains(SectionKind::Objective);
    // "Fator de crescimento: 5x. Pico = 5x a média": the label speaks of the first.
    let first = canvas.facts.iter().find(|f| f.entry == fact.entry).is_some_and(|first| first.span == fact.span);
    stated && overall && plain && named && first && !fact.quantity.ambiguous
}

/// Whether a peak is so many times a mean of the same scenario.
fn is_of_the_peak(canvas: &Canvas, factor: &Fact) -> bool {
    /// More volumes are not looked through.
    const MOST: usize = 60;
    let volumes = || canvas.volumes.iter().take(MOST);
    let ratio = |peak: &Volume, mean: &Volume| {
        let (peak, mean) = (&canvas.facts[peak.fact], &canvas.facts[mean.fact]);
        (peak.scenario == mean.scenario).then(|| peak.quantity.base()?.div(&mean.quantity.base()?)).flatten()
    };
    let peaks = || volumes().filter(|v| v.load == Load::Peak);
    let of = |peak: &Volume| {
        let mut means = volumes().filter(|v| v.load == Load::Mean);
        means.any(|mean| ratio(peak, mean).is_some_and(|r| !r.disjoint(&factor.quantity.bounds(), SLACK)))
    };
    canvas.volumes.len() > MOST || peaks().any(of)
}

/// No line promises more steps of growth.
const STEPS: usize = 8;

fn fits(goal: &GrowthGoal, growth: &Growth) -> bool {
    is(&goal.factor, growth) || goal.or.as_ref().is_some_and(|factor| is(factor, growth))
}

fn is(factor: &Interval, growth: &Growth) -> bool {
    growth_of(growth).is_some_and(|ratio| !ratio.disjoint(factor, SLACK))
}

fn growth_of(growth: &Growth) -> Option<Interval> {
    growth.after.div(&growth.before)
}

fn print(fact: &Fact, amount: &Interval) -> String {
    fact.notation.span(amount)
}

fn report(canvas: &Canvas, goal: &GrowthGoal, growth: &Growth, assumed: bool, out: &mut Outcomes) {
    let (stated, from, to) = (&canvas.facts[goal.fact], &canvas.facts[growth.from], &canvas.facts[growth.to]);
    let Some(ratio) = growth_of(growth).and_then(|r| r.middle()) else { return };
    let Some(planned) = growth.before.mul(&goal.factor) else { return };
    let computed = format!("{}x", from.notation.figure(ratio.round_dp(1).normalize(), None));
    let message = WRONG
        .with("stated", stated.written.as_str())
        .with("computed", computed.as_str())
        .with("before", print(from, &growth.before))
        .with("after", print(to, &growth.after));
    let finding = out.find(stated.span, message);
    finding
        .label(from.span, FROM.plain())
        .label(to.span, TO.plain())
        .figures(computed.as_str(), stated.written.as_str())
        .help(HELP.with("computed", computed.as_str()).with("after_planned", print(to, &planned)));
    if assumed {
        finding.severity(Severity::Warning).assuming(ASSUMED.plain());
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn canvas(objective: &str, volumes: &str) -> String {
        format!("# Capacity plan\n## Objective\n{objective}\n## Volumes\n{volumes}\n")
    }

    #[test]
    fn a_factor_that_a_bullet_contradicts_is_found() {
        let text = canvas("Grow orders 6x by 2027", "- Today: 500 orders/day\n- Scaled: 2,000 orders/day");
        assert_eq!(findings(&RULE, &text).len(), 1, "{:?}", findings(&RULE, &text));
    }

    #[test]
    fn a_growth_beside_the_volumes_is_that_of_the_volumes() {
        let yaml = |now: &str, later: &str, orders: &str, said: &str| {
            format!(
                "title: Plan\nvolumes:\n  {now}:\n    customers: 2,000\n    orders_per_day: 500\n  {later}:\n    customers: 20,000\n    orders_per_day: {orders}\n  {said}\n"
            )
        };
        for (now, later, name) in [
            ("today", "scaled", "growth"),
            ("hoje", "escalado", "crescimento"),
            ("hoy", "escalado", "crecimiento"),
            ("atual", "projetado", "fator_de_crescimento"),
            ("actual", "proyectado", "factor"),
        ] {
            let said = findings(&RULE, &yaml(now, later, "5,000", &format!("{name}: 20x")));
            assert!(
                said.len() == 1 && said[0].starts_with("error") && said[0].contains("grow 10x"),
                "{name}: {said:?}"
            );
            assert_eq!(findings(&RULE, &yaml(now, later, "5,000", &format!("{name}: 10x"))), [""; 0], "{name}");
            // What does not grow alike may have been summed up in any way.
            assert_eq!(findings(&RULE, &yaml(now, later, "2,000", &format!("{name}: 6x"))), [""; 0], "{name}");
        }
        for other in ["growth_of_the_catalogue: 20x", "peak_factor: 20x", "growth: 2x per year", "growth_storage: 20x"]
        {
            assert_eq!(findings(&RULE, &yaml("today", "scaled", "5,000", other)), [""; 0], "{other}");
        }
    }

    #[test]
    fn a_factor_of_something_else_is_left_alone() {
        let text = canvas("Grow the catalogue 3x", "- Today: 500 orders/day\n- Scaled: 2,000 orders/day");
        assert!(findings(&RULE, &text).is_empty());
        let text = canvas("Cut the cost per order 3x", "- Today: 500 orders/day\n- Scaled: 2,000 orders/day");
        assert!(findings(&RULE, &text).is_empty());
    }

    #[test]
    fn a_word_of_scale_behind_the_second_number_is_that_of_both() {
        for (objective, volumes) in [
            (
                "Crescer 150% os pedidos, de 10 para 25 mil pedidos por dia",
                "- Hoje: 10.000 pedidos/dia\n- Futuro: 25.000 pedidos/dia",
            ),
            (
                "Grow orders by 150%, from 10 to 25 thousand orders per day",
                "- Today: 10,000 orders/day\n- Scaled: 25,000 orders/day",
            ),
            (
                "Crecer 150 %: pasar de 10 a 25 mil pedidos por día",
                "- Hoy: 10.000 pedidos/día\n- Futuro: 25.000 pedidos/día",
            ),
        ] {
            assert_eq!(findings(&RULE, &canvas(objective, volumes)), Vec::<String>::new(), "{objective}");
        }
    }

    #[test]
    fn growth_per_year_is_not_the_growth_of_the_plan() {
        let table = "| | Today | In 3 years |\n|---|---|---|\n| Orders per day | 500 | 4,000 |";
        assert!(findings(&RULE, &canvas("Grow orders 2x per year", table)).is_empty());
        assert!(findings(&RULE, &canvas("Crescer os pedidos 2x ao ano", table)).is_empty());
    }

    #[test]
    fn any_phase_may_give_the_factor() {
        let table = "| | Today | Phase 1 | Phase 2 |\n|---|---|---|---|\n| Orders per day | 500 | 1,000 | 5,000 |";
        let text = canvas("Support 10x the orders", table);
        assert!(findings(&RULE, &text).is_empty());
        assert_eq!(passes(&RULE, &text), ["5,000 / 500 = 10x"]);
    }

    #[test]
    fn growing_by_150_percent_may_be_read_both_ways() {
        let table = "| | Today | Scaled |\n|---|---|---|\n| Orders per day | 400 | 1,000 |";
        assert!(findings(&RULE, &canvas("Grow orders by 150%", table)).is_empty());
        assert!(findings(&RULE, &canvas("Grow orders to 250%", table)).is_empty());
    }

    #[test]
    fn steps_of_one_growth_and_two_of_a_thing_are_left_alone() {
        let volumes = "- Today: 500 orders/day\n- Scaled: 2,000 orders/day";
        for objective in [
            "Orders double in the first year; they double again in the second, 4x in all",
            "Login con doble factor para los pedidos",
            "Support double opt-in for newsletters",
        ] {
            assert_eq!(findings(&RULE, &canvas(objective, volumes)), Vec::<String>::new(), "{objective}");
        }
        assert_eq!(findings(&RULE, &canvas("Handle double the orders", volumes)).len(), 1);
    }

    #[test]
    fn a_state_without_a_scenario_may_have_the_growth() {
        let text = |peak: &str, factor: &str| {
            format!(
                "# Plano\n## Volumes\n| Cenário | Pico (req/s) |\n|---|---:|\n| Hoje | 500 |\n| Mês 6 | 1.000 |\n| Black Friday | {peak} |\n\n\
                 Fator de crescimento: {factor} (hoje → Black Friday). Pico = 5x a média.\n"
            )
        };
        assert_eq!(findings(&RULE, &text("2.500", "5x")), [""; 0]);
        assert_eq!(findings(&RULE, &text("2.500", "2x")), [""; 0]);
        assert_eq!(findings(&RULE, &text("2.500", "9x")).len(), 1);
    }
}
