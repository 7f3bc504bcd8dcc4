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

fn check(canvas: &Canvas, out: &mut Outcomes) {
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
}
