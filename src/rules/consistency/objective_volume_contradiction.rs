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

fn check(canvas: &Canvas, out: &mut Outcomes) {
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
    fn a_part_of_the_users_and_other_things_are_left_alone() {
        let plan =
            |objective: &str, volumes: &str| format!("# Plan\n## Objective\n{objective}\n## Volumes\n{volumes}\n");
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 9,000 users per month")).is_empty());
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 40 orders per day")).is_empty());
        assert!(findings(&RULE, &plan("300 concurrent users", "- Scaled: 200 users per second")).is_empty());
        assert!(findings(&RULE, &plan("Replace the limit of 5,000 users", "- Scaled: 900 users per month")).is_empty());
    }
}
