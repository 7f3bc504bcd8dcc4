use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/autoscale-too-slow",
    summary: Text {
        en: "an autoscaler that cannot keep the time it promises",
        pt: "um autoscaling que não cumpre o tempo prometido",
        es: "un autoescalado que no cumple el tiempo prometido",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "Between two steps an autoscaler waits. From N0 to N1 replicas in steps of s it waits at least (N1 - N0)/s - 1 times, \
             and then a replica still has to start.",
        pt: "Entre dois passos o autoscaling espera. De N0 a N1 réplicas em passos de s ele espera pelo menos (N1 - N0)/s - 1 \
             vezes, e depois a réplica ainda precisa subir.",
        es: "Entre dos pasos el autoescalado espera. De N0 a N1 réplicas en pasos de s espera al menos (N1 - N0)/s - 1 veces, y \
             después la réplica aún tiene que arrancar.",
    },
    source: "Kubernetes documentation: Horizontal Pod Autoscaling, scaling policies",
    bad: "\
# Capacity plan
## Infrastructure
- Autoscaling: 1 replica per step, cooldown of 300 s, from 3 to 8 replicas in 5 minutes
",
    good: "\
# Capacity plan
## Infrastructure
- Autoscaling: 5 replicas per step, cooldown of 300 s, from 3 to 8 replicas in 5 minutes
",
    check,
};

static SLOW: Text = Text {
    en: "in steps of {step} with {cooldown} between them this takes at least {computed}, {promise} are promised",
    pt: "em passos de {step} com {cooldown} entre eles, isso leva pelo menos {computed}; o prometido é {promise}",
    es: "en pasos de {step} con {cooldown} entre ellos, esto lleva al menos {computed}; lo prometido es {promise}",
};
static MULTIPLE: Text = Text {
    en: "in steps of {step} with {cooldown} between them, {from} to {to} takes at least {computed}; {promise} are promised",
    pt: "em passos de {step} com {cooldown} entre eles, ir de {from} a {to} leva pelo menos {computed}; o prometido é {promise}",
    es: "en pasos de {step} con {cooldown} entre ellos, ir de {from} a {to} lleva al menos {computed}; lo prometido es {promise}",
};
static LIMIT: Text = Text { en: "how far it grows", pt: "até onde cresce", es: "hasta dónde crece" };
static ANY_SIZE: Text = Text {
    en: "the promise holds for every size up to the limit, and twice the load needs twice the replicas",
    pt: "a promessa vale para qualquer tamanho até o limite, e o dobro da carga pede o dobro das réplicas",
    es: "la promesa vale para cualquier tamaño hasta el límite, y el doble de carga pide el doble de réplicas",
};
static STEP: Text = Text { en: "the step", pt: "o passo", es: "el paso" };
static COOLDOWN: Text = Text { en: "the wait between steps", pt: "a espera entre passos", es: "la espera entre pasos" };
static HELP: Text = Text {
    en: "take larger steps, wait less, or promise {computed}",
    pt: "dê passos maiores, espere menos ou prometa {computed}",
    es: "dé pasos mayores, espere menos o prometa {computed}",
};
static HOLDS: Text = Text {
    en: "in steps of {step} with {cooldown} between them this takes at least {computed} of the {promise} promised",
    pt: "em passos de {step} com {cooldown} entre eles, isso leva pelo menos {computed} dos {promise} prometidos",
    es: "en pasos de {step} con {cooldown} entre ellos, esto lleva al menos {computed} de los {promise} prometidos",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_multiples(canvas, out);
    for component in &canvas.components {
        let facts: Vec<&Fact> = component.facts.iter().filter_map(|&at| canvas.facts.get(at)).collect();
        let changes = facts.iter().enumerate().filter(|(_, f)| is_change(f));
        let found = changes.filter_map(|(at, change)| Some((*change, promise(change, facts.get(at + 1..)?)?))).next();
        let Some((change, promise)) = found else { continue };
        let step = facts.iter().find(|f| is_step(f));
        let times: Vec<&Fact> = facts.iter().copied().filter(|f| is_time(f) && f.span != promise.span).collect();
        let cooldown = time_of(WAITS, &times);
        let (Some(step), Some(cooldown)) = (step, cooldown) else { continue };
        let boot = time_of(BOOTS, &times).filter(|f| f.span != cooldown.span);
        say(change, promise, step, cooldown, boot, out);
    }
}

const WAITS: &[&str] = &["cooldown", "espera", "intervalo", "interval", "wait"];
const BOOTS: &[&str] = &["boot", "arranque", "startup", "sube", "sobe", "subida"];

fn is_time(fact: &Fact) -> bool {
    matches!(fact.quantity.unit, Unit::Duration(_))
}

/// The time that is called so. Where the first time of a line has its name before it ("cooldown 60 s, boot 40 s") the
/// others have too, else behind them ("2 min cooldown, 90 s to boot").
fn time_of<'c>(names: &[&str], times: &[&'c Fact]) -> Option<&'c Fact> {
    const NEAR: usize = 4;
    let precedes = |f: &Fact| {
        let first = times.iter().find(|other| other.entry == f.entry);
        first.is_some_and(|f| [WAITS, BOOTS].iter().any(|names| begins(f.before.iter().take(NEAR), names)))
    };
    let is_called = |f: &&&Fact| {
        let beside = if precedes(f) { &f.before } else { &f.behind };
        begins(beside.iter().take(NEAR), names)
    };
    times.iter().find(is_called).or_else(|| times.iter().find(|f| demand::says(f, NEAR, names))).copied()
}

/// "Able to double the load in 5 minutes", held against each autoscaler: from which size on it cannot.
fn check_multiples(canvas: &Canvas, out: &mut Outcomes) {
    if canvas.scalers.is_empty() {
        return;
    }
    let factors = canvas.facts.iter().enumerate().filter(|(_, f)| f.quantity.unit == Unit::Factor).take(FACTORS);
    for (at, factor) in factors {
        let Some(within) = canvas.facts.get(at + 1..).and_then(|behind| promised_growth(canvas, factor, behind)) else {
            continue;
        };
        for scaler in &canvas.scalers {
            let of = |at: usize| canvas.facts.get(at);
            let (Some(step), Some(wait), Some(most)) = (of(scaler.step), of(scaler.wait), of(scaler.most)) else {
                continue;
            };
            say_multiple(factor, within, step, wait, most, out);
        }
    }
}

/// Further multiples are not looked at.
const FACTORS: usize = 200;

/// The time in which the system is to be able to take so many times the load.
fn promised_growth<'c>(canvas: &Canvas, factor: &Fact, behind: &'c [Fact]) -> Option<&'c Fact> {
    const ABLE: &[&str] = &["capa", "able", "abilit", "absor", "escala", "scale", "aguent", "suport", "soport"];
    const LOAD: &[&str] = &["carga", "load", "traf", "demand", "throughput", "vazao", "instanc", "replica"];
    if factor.quantity.unit != Unit::Factor || factor.quantity.relation != Relation::Equal {
        return None;
    }
    let mut line = behind.iter().take_while(|f| f.entry == factor.entry);
    let within = line.find(|f| matches!(f.quantity.unit, Unit::Duration(_)))?;
    let soon = within.quantity.base().and_then(|b| b.ordered().high).is_some_and(|s| s <= HOUR);
    let joined = matches!(within.quantity.relation, Relation::Less | Relation::AtMost)
        || within.before.iter().take(3).any(|w| matches!(w.as_str(), "in" | "em" | "en" | "within" | "ate" | "menos"));
    let line = canvas.sayings.iter().find(|s| s.span == factor.line);
    let says = |stems: &[&str]| demand::says(factor, 12, stems) || line.is_some_and(|l| l.says(stems));
    // "Capacity to double" is an ability, "double the capacity" is a load.
    let load = says(LOAD) || factor.behind.iter().take(3).any(|w| w.starts_with("capac"));
    (soon && joined && says(ABLE) && load).then_some(within)
}

/// From half of the limit to the limit, for twice the load.
fn say_multiple(factor: &Fact, within: &Fact, step: &Fact, wait: &Fact, most: &Fact, out: &mut Outcomes) {
    let longest = |f: &Fact| f.quantity.base().and_then(|b| b.ordered().high);
    let times = factor.quantity.bounds().value().filter(|n| *n > Decimal::ONE);
    let to = most.quantity.bounds().high;
    let (Some(times), Some(to), Some(size)) = (times, to, step.quantity.bounds().value()) else { return };
    let (Some(pause), Some(allowed)) = (longest(wait), longest(within)) else { return };
    let Some(from) = to.checked_div(times).map(|n| n.floor()).filter(|n| *n >= Decimal::ONE) else { return };
    let Some(target) = from.checked_mul(times).map(|n| n.ceil()) else { return };
    let Some(steps) = (target - from).checked_div(size).map(|n| n.ceil()) else { return };
    let Some(least) = (steps - Decimal::ONE).checked_mul(pause) else { return };
    let own = least.checked_div(within.quantity.unit.base()).unwrap_or(least).round_dp(1).normalize();
    let computed = within.notation.print(own, Some(own.scale()));
    let text = if least > allowed { &MULTIPLE } else { &HOLDS };
    let message = text
        .with("step", size.normalize().to_string())
        .with("cooldown", demand::shown(wait))
        .with("from", from.normalize().to_string())
        .with("to", target.normalize().to_string())
        .with("computed", computed.as_str())
        .with("promise", demand::shown(within));
    if least <= allowed {
        out.pass(within.span, [step.span, wait.span, most.span], message);
        return;
    }
    out.find(within.span, message)
        .severity(Severity::Warning)
        .label(step.span, STEP.plain())
        .label(wait.span, COOLDOWN.plain())
        .label(most.span, LIMIT.plain())
        .figures(computed.as_str(), demand::shown(within))
        .assuming(ANY_SIZE.plain())
        .help(HELP.with("computed", computed));
}

/// What takes longer is growth of the business, not of an autoscaler.
const HOUR: Decimal = Decimal::from_parts(3600, 0, 0, false, 0);

/// "3 to 8 replicas", "from 5 to 14": the sizes between which the system grows.
fn is_change(fact: &Fact) -> bool {
    let counted = fact.metric == Metric::Replicas
        || fact.quantity.unit == Unit::Bare && fact.quantity.relation == Relation::FromTo;
    counted && matches!(fact.quantity.relation, Relation::FromTo | Relation::Range)
}

/// The time that is promised for a change: the first one behind it, "in 5 minutes", "em menos de 4 min".
fn promise<'c>(change: &Fact, behind: &[&'c Fact]) -> Option<&'c Fact> {
    let first = behind.iter().find(|f| f.entry == change.entry && matches!(f.quantity.unit, Unit::Duration(_)))?;
    let limit = matches!(first.quantity.relation, Relation::Less | Relation::AtMost);
    let within = first.before.first().is_some_and(|w| matches!(w.as_str(), "in" | "em" | "en" | "within"));
    (limit || within).then_some(*first)
}

fn say(change: &Fact, promise: &Fact, step: &Fact, cooldown: &Fact, boot: Option<&Fact>, out: &mut Outcomes) {
    let seconds = |f: &Fact| f.quantity.base().and_then(|b| b.ordered().low.or(b.high));
    let (Some(from), Some(to)) = (change.quantity.interval.low, change.quantity.interval.high) else { return };
    let size = step.quantity.bounds().high.filter(|s| *s > Decimal::ZERO);
    let (Some(size), Some(wait)) = (size, seconds(cooldown)) else { return };
    let within = promise.quantity.base().and_then(|b| b.ordered().high);
    let Some(within) = within.filter(|_| to > from) else { return };
    let Some(steps) = to.checked_sub(from).and_then(|n| n.checked_div(size)).map(|n| n.ceil()) else { return };
    let waits = steps - Decimal::ONE;
    let start = boot.and_then(seconds).unwrap_or_default();
    let Some(least) = waits.checked_mul(wait).and_then(|t| t.checked_add(start)) else { return };
    let own = least.checked_div(promise.quantity.unit.base()).unwrap_or(least).round_dp(1).normalize();
    let computed = promise.notation.print(own, Some(own.scale()));
    let text = if least > within { &SLOW } else { &HOLDS };
    let message = text
        .with("step", size.normalize().to_string())
        .with("cooldown", demand::shown(cooldown))
        .with("computed", computed.as_str())
        .with("promise", demand::shown(promise));
    if least <= within {
        out.pass(promise.span, [change.span, step.span, cooldown.span], message);
        return;
    }
    out.find(promise.span, message)
        .label(step.span, STEP.plain())
        .label(cooldown.span, COOLDOWN.plain())
        .figures(computed.as_str(), demand::shown(promise))
        .help(HELP.with("computed", computed));
}

/// "2 replicas per step", `step: 2`. A percentage grows with the system and is none.
fn is_step(fact: &Fact) -> bool {
    let counted = matches!(fact.quantity.unit, Unit::Bare) || fact.metric == Metric::Replicas;
    let named = |w: &str| ["step", "paso", "passo", "incremento"].iter().any(|s| w.starts_with(s));
    let each = matches!(&fact.quantity.each, Some(each) if matches!(&each.entity, Entity::Thing(t) if named(t)));
    let label = fact.label.to_lowercase();
    counted
        && fact.quantity.relation == Relation::Equal
        && (each
            || named(&label)
            || fact.before.iter().take(2).any(|w| named(w))
            || demand::says(fact, 3, &["paso", "passo", "step"]))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn one_step_waits_for_nothing() {
        let text = "# Canvas\n## Infrastructure\n- Autoscaling: 4 replicas per step, cooldown of 600 s, from 4 to 8 replicas in 2 \
                    minutes\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn a_multiple_of_the_load_is_promised_for_every_size() {
        let policy = |step: u32| {
            format!(
                "```yaml\nautoscaling:\n  min_replicas: 3\n  max_replicas: 24\n  scale_up_cooldown: 180s\n  scale_down_cooldown: 600s\n  scale_up:\n    step: {step}\n  scale_down:\n    step: 1\n```\n"
            )
        };
        let says = |step: u32, goal: &str| {
            findings(&super::RULE, &format!("# Canvas\n## Objective\n{goal}\n## Infrastructure\n{}", policy(step)))
        };
        for goal in [
            "- Able to double the load within 6 minutes",
            "- Capacidade de dobrar a carga em 6 minutos",
            "- Capacidad de duplicar el tráfico en 6 minutos",
            "- Escalar para o dobro da carga em 6 min",
            "- Able to double the capacity in 6 min",
        ] {
            let said = says(3, goal);
            assert_eq!(said.len(), 1, "{goal}: {said:?}");
            assert!(said[0].starts_with("warning") && said[0].contains("12 to 24 takes at least 9 min"), "{said:?}");
            assert!(says(6, goal).is_empty(), "{goal}");
        }
        for goal in [
            "- Double the number of customers in 6 months",
            "- Traffic doubles in 6 minutes when a match ends",
            "- Capacidade de dobrar a equipe em 6 minutos",
        ] {
            assert!(says(3, goal).is_empty(), "{goal}: {:?}", says(3, goal));
        }
        let relative = policy(3).replace("    step: 3", "    type: PercentChangeInCapacity\n    step: 3");
        let text =
            format!("# Canvas\n## Objective\n- Able to double the load in 6 minutes\n## Infrastructure\n{relative}");
        assert!(findings(&super::RULE, &text).is_empty());
    }

    #[test]
    fn bare_numbers_beside_a_step_are_replicas() {
        let says = |line: &str| findings(&super::RULE, &format!("# Canvas\n## Infraestrutura\n{line}\n")).len();
        let table = "| Recurso | Dimensão |\n|---|---|\n| Autoscaling | passo de 2 réplicas, intervalo de 15 min; de 5 para 8 em menos de 4 min |";
        assert_eq!(says(table), 1);
        assert_eq!(says(&table.replace("15 min", "60 s")), 0);
        assert_eq!(
            says("- Worker pool: 3 workers per step, 20 min cooldown, 90 s to boot. From 5 to 14 takes under 10 min."),
            1
        );
        assert_eq!(
            says("- Worker pool: 3 workers per step, 2 min cooldown, 20 s to boot. From 5 to 14 takes under 10 min."),
            0
        );
        for order in ["boot 40 s, cooldown 15 min", "cooldown 15 min, boot 40 s", "40 s to boot, 15 min cooldown"] {
            let line = format!("- Worker pool: 3 workers per step, {order}. From 5 to 14 takes under 10 min.");
            assert_eq!(says(&line), 1, "{line}");
        }
        assert_eq!(
            says("- 3 workers por passo, espera de 20 min. De 5 para 14 são três passos, em menos de 10 min."),
            1
        );
    }
}
