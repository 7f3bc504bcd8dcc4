use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/objective-volume-contradiction",
    summary: Text {
        en: "more at one time than the volumes hold in all",
        pt: "mais usuários simultâneos do que os volumes têm ao todo",
        es: "más usuarios simultáneos de los que los volúmenes tienen en total",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Volumes],
    why: Text {
        en: "Those who are there at one time are a part of those who come in a month, or of all who are registered. An \
             objective above that cannot happen: one of the two figures is of another time or another thing.",
        pt: "Quem está presente ao mesmo tempo é uma parte de quem vem no mês, ou de quem tem cadastro. Um objetivo acima \
             disso não pode acontecer: um dos dois números é de outro tempo ou de outra coisa.",
        es: "Los que están al mismo tiempo son una parte de los que vienen en el mes, o de los registrados. Un objetivo por \
             encima de eso no puede ocurrir: una de las dos cifras es de otro tiempo o de otra cosa.",
    },
    source: "Little (1961), L = λW: what is present is what arrives times how long it stays",
    bad: "\
# Scaling canvas
## Objective
Support 5,000 concurrent users with p95 below 300 ms.
## Volumes
- Today: 300 registered users
- Scaled: 2,000 registered users
",
    good: "\
# Scaling canvas
## Objective
Support 150 concurrent users with p95 below 300 ms.
## Volumes
- Today: 300 registered users
- Scaled: 2,000 registered users
",
    check,
};

static WRONG: Text = Text {
    en: "{concurrent} at one time cannot come from {all} in all",
    pt: "{concurrent} ao mesmo tempo não podem vir de {all} ao todo",
    es: "{concurrent} al mismo tiempo no pueden salir de {all} en total",
};
static ALL: Text = Text { en: "the most that is expected", pt: "o máximo esperado", es: "lo máximo esperado" };
static HELP: Text = Text {
    en: "correct one of the two; arrivals per hour times the hours they stay give those present at one time",
    pt: "corrija um dos dois; chegadas por hora vezes as horas que ficam dão os presentes ao mesmo tempo",
    es: "corrija una de las dos; las llegadas por hora por las horas que se quedan dan los presentes a la vez",
};
static STAY: Text = Text {
    en: "nobody stays longer than that period",
    pt: "ninguém fica mais do que esse período",
    es: "nadie se queda más que ese período",
};
static HOLDS: Text = Text {
    en: "{concurrent} at one time of {all} in all",
    pt: "{concurrent} ao mesmo tempo, de {all} ao todo",
    es: "{concurrent} al mismo tiempo, de {all} en total",
};

static APART: Text = Text {
    en: "the objective is {one} at one time here and {other} elsewhere",
    pt: "o objetivo é {one} ao mesmo tempo aqui e {other} em outro lugar",
    es: "el objetivo es {one} al mismo tiempo aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static APART_HELP: Text = Text {
    en: "keep one of the two figures, or say whom each of them counts",
    pt: "fique com um dos dois números, ou diga quem cada um conta",
    es: "quédese con una de las dos cifras, o diga a quién cuenta cada una",
};

/// From this factor on two figures do not round the same goal.
const FACTOR: Decimal = Decimal::TWO;

/// Two goals for the users at one time, none of them of a phase or of today, where the document has no third.
fn apart(canvas: &Canvas, out: &mut Outcomes) {
    let kind = |f: &Fact| f.scenario.and_then(|s| canvas.scenarios.get(s)).map(|s| s.kind);
    let titled = |f: &Fact| {
        let label = f.label.to_lowercase();
        f.sections.is_empty() && ["objetiv", "objective", "goal", "meta"].iter().any(|stem| label.starts_with(stem))
    };
    let wanted = |f: &&Fact| {
        let plain = f.quantity.each.is_none() && f.quantity.per.is_none() && f.quantity.statistic.is_none();
        let step =
            matches!(kind(f), Some(ScenarioKind::Phase(_) | ScenarioKind::Horizon(_) | ScenarioKind::Population));
        f.quantity.unit == Unit::Count(Entity::ConcurrentUser)
            && plain
            && !step
            && matches!(f.quantity.relation, Relation::Equal | Relation::AtLeast)
            && (titled(f) || f.sections.contains(SectionKind::Objective))
    };
    let at_once = canvas.volumes.iter().filter(|v| v.at_once).map(|v| &canvas.facts[v.fact]);
    let goals: Vec<&Fact> = at_once.filter(wanted).collect();
    let [one, other] = goals.as_slice() else { return };
    let (Some(first), Some(second)) = (one.quantity.bounds().low, other.quantity.bounds().low) else { return };
    let smaller = if first < second { one } else { other };
    let (low, high) = (first.min(second), first.max(second));
    let far = low > Decimal::ZERO && low.checked_mul(FACTOR).is_some_and(|twice| high >= twice);
    // "From 200 at one time today to 2,000" is growth.
    if !far || one.entry == other.entry || demand::is_current(canvas, smaller) {
        return;
    }
    out.find(other.span, APART.with("one", other.named()).with("other", one.named()))
        .severity(Severity::Warning)
        .label(one.span, OTHER.with("other", one.written.as_str()))
        .figures(one.written.as_str(), other.written.as_str())
        .help(APART_HELP.plain());
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    apart(canvas, out);
    let at_once = canvas.volumes.iter().filter(|v| v.at_once).map(|v| &canvas.facts[v.fact]);
    for concurrent in at_once.filter(|f| f.sections.contains(SectionKind::Objective) && f.quantity.each.is_none()) {
        let Some(least) = concurrent.quantity.bounds().low else { continue };
        let others = canvas.volumes.iter().filter(|v| !v.at_once).map(|v| &canvas.facts[v.fact]);
        let of_same: Vec<&Fact> =
            others.filter(|f| f.sections.contains(SectionKind::Volumes) && is_population(concurrent, f)).collect();
        // Half of what somebody may mean by "users" is worse than nothing: every figure must be below.
        let most = |f: &&Fact| f.quantity.bounds().high;
        let Some(all) = of_same.iter().copied().max_by_key(|f| most(f)) else { continue };
        let open = of_same.iter().any(|f| most(f).is_none());
        let (Some(high), false) = (most(&all), open) else { continue };
        let shown = |text: &'static Text| text.with("concurrent", concurrent.written.as_str()).with("all", all.named());
        if high >= least {
            out.pass(concurrent.span, [all.span], shown(&HOLDS));
            continue;
        }
        let finding = out.find(concurrent.span, shown(&WRONG));
        finding
            .label(all.span, ALL.plain())
            .figures(all.written.as_str(), concurrent.written.as_str())
            .help(HELP.plain());
        if matches!(all.quantity.per, Some(Period::Day | Period::Week)) {
            finding.severity(Severity::Warning).assuming(STAY.plain());
        }
    }
}

/// All of whom only a part is there at one time: registered or active users, or sessions per day or longer.
fn is_population(concurrent: &Fact, fact: &Fact) -> bool {
    let (Unit::Count(wanted), Unit::Count(entity)) = (&concurrent.quantity.unit, &fact.quantity.unit) else {
        return false;
    };
    let long = matches!(fact.quantity.per, Some(Period::Day | Period::Week | Period::Month | Period::Year));
    match wanted {
        Entity::Session => *entity == Entity::Session && long,
        wanted if !wanted.is_user() => false,
        _ => {
            entity.is_user()
                && !matches!(entity, Entity::ConcurrentUser)
                && *entity != Entity::VirtualUser
                && (fact.quantity.per.is_none() || long)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn thousands_of_sessions_at_one_time_cannot_come_from_500_a_month() {
        let text = "# Canvas\n## Objetivo\nSuportar milhares de sessões simultâneas.\n## Volumes\n- Hoje: 50 sessões/mês\n- Escalado: 500 sessões/mês\n";
        assert!(findings(&RULE, text)[0].starts_with("error"), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn two_goals_for_the_users_at_one_time_are_found() {
        let text =
            |first: &str, second: &str| format!("# Plan\n## Summary\n**Objective:** {first}\n## Goals\n- {second}\n");
        assert_eq!(findings(&RULE, &text("a platform for 2,000+ concurrent users", "Concurrent users: 200+")).len(), 1);
        for (first, second) in [
            ("a platform for 2,000+ concurrent users", "Concurrent users: 2,000"),
            ("a platform for 2,000+ concurrent users", "Concurrent users today: 200"),
            ("a platform for 2,000+ concurrent users", "Phase 1: 200 concurrent users"),
            ("a platform for 2,000+ users", "Concurrent users: 200+"),
        ] {
            assert_eq!(findings(&RULE, &text(first, second)), Vec::<String>::new(), "{first}, {second}");
        }
    }

    #[test]
    fn a_part_of_the_users_and_other_things_are_left_alone() {
        let plan =
            |objective: &str, volumes: &str| format!("# Plan\n## Objective\n{objective}\n## Volumes\n{volumes}\n");
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 9,000 users per month")).is_empty());
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 40 orders per day")).is_empty());
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 200 users per second")).is_empty());
        assert!(findings(&RULE, &plan("Replace the limit of 5,000 users", "- Scaled: 900 users per month")).is_empty());
    }
}
