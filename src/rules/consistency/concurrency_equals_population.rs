use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/concurrency-equals-population",
    summary: Text {
        en: "nearly all users at the same time",
        pt: "quase todos os usuários ao mesmo tempo",
        es: "casi todos los usuarios al mismo tiempo",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Volumes, SectionKind::Objective],
    why: Text {
        en: "Of those who use a system in a month, a few percent are there at one time. A plan in which all of them are pays \
             for many times what it needs, unless they are made to come together (an exam, a call centre).",
        pt: "De quem usa um sistema no mês, só uma pequena parte está presente ao mesmo tempo. Um plano em que todos estão paga \
             muitas vezes o que precisa, a não ser que sejam levados a vir juntos (uma prova, uma central de atendimento).",
        es: "De quienes usan un sistema en el mes, solo una pequeña parte está presente a la vez. Un plan en el que están \
             todos paga muchas veces lo que necesita, salvo que deban venir juntos (un examen, un centro de llamadas).",
    },
    source: "Little (1961), L = λW; Azure Well-Architected Framework, PE:02 capacity planning",
    bad: "\
# Plan
```yaml
plan: growth
phases:
  phase_1:
    target_users: 500-5000
milestones:
  phase_1:
    concurrent_users: 5000
```
",
    good: "\
# Plan
```yaml
plan: growth
phases:
  phase_1:
    target_users: 500-5000
milestones:
  phase_1:
    concurrent_users: 400
```
",
    check,
};

/// From this share of the users on, "concurrent" probably means something else.
const SHARE: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

static WRONG: Text = Text {
    en: "{concurrent} at one time are {share}% of {all}",
    pt: "{concurrent} ao mesmo tempo são {share}% de {all}",
    es: "{concurrent} al mismo tiempo son el {share}% de {all}",
};
static ALL: Text = Text { en: "all of them", pt: "todos", es: "todos" };
static HELP: Text = Text {
    en: "write how many are there at one time (sessions per hour times hours per session), or why all of them are",
    pt: "escreva quantos estão presentes ao mesmo tempo (sessões por hora vezes horas por sessão), ou por que todos estão",
    es: "escriba cuántos están a la vez (sesiones por hora por horas por sesión), o por qué están todos",
};
static HOLDS: Text = Text {
    en: "{concurrent} at one time are {share}% of {all}",
    pt: "{concurrent} ao mesmo tempo são {share}% de {all}",
    es: "{concurrent} al mismo tiempo son el {share}% de {all}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for concurrent in canvas.volumes.iter().filter(|v| v.at_once).map(|v| &canvas.facts[v.fact]) {
        let user = matches!(&concurrent.quantity.unit, Unit::Count(e) if e.is_user());
        let Some(scenario) = concurrent.scenario.and_then(|s| canvas.scenarios.get(s)).filter(|_| user) else {
            continue;
        };
        let phase = match scenario.kind {
            ScenarioKind::Phase(n) => Some(n),
            _ => None,
        };
        let sizes = canvas.phases.iter().filter(|p| Some(p.phase) == phase && p.subject == ["user"]).map(|p| p.fact);
        let volumes =
            canvas.volumes.iter().filter(|v| !v.at_once && v.load == Load::Unsaid && is_all(v)).map(|v| v.fact);
        // Of several figures for users the largest is all of them.
        let all = sizes
            .chain(volumes)
            .map(|at| &canvas.facts[at])
            .filter(|f| matches!(&f.quantity.unit, Unit::Count(e) if e.is_user() && *e != Entity::ConcurrentUser))
            .filter(|f| f.quantity.per.is_none() && f.quantity.each.is_none())
            .filter(|f| f.scenario.and_then(|s| canvas.scenarios.get(s)).is_some_and(|s| s.same_as(scenario)))
            // "Up to 200 users" is what a size is for, at one time or in all.
            .filter(|f| f.quantity.bounds().high.is_some() && f.quantity.relation != Relation::AtMost)
            .max_by_key(|f| f.quantity.bounds().high);
        let Some(all) = all else { continue };
        let (Some(most), Some(present)) = (all.quantity.bounds().high, concurrent.quantity.bounds().low) else {
            continue;
        };
        let Some(share) = present.checked_div(most) else { continue };
        let percent = share.saturating_mul(Decimal::ONE_HUNDRED).round_dp(0).normalize().to_string();
        let shown = |text: &'static Text| {
            text.with("concurrent", concurrent.written.as_str())
                .with("share", percent.as_str())
                .with("all", all.named())
        };
        if share < SHARE {
            out.pass(concurrent.span, [all.span], shown(&HOLDS));
        } else {
            out.find(concurrent.span, shown(&WRONG)).label(all.span, ALL.plain()).help(HELP.plain());
        }
    }
}

/// Words for everybody who uses the system.
const USERS: &[&str] = &[
    "user",
    "usuario",
    "usuaria",
    "active",
    "ativo",
    "ativa",
    "activo",
    "activa",
    "registered",
    "registrado",
    "registrada",
    "cadastrado",
    "cadastrada",
    "cliente",
    "customer",
    "client",
    "base",
    "unique",
    "unico",
    "mau",
    "dau",
];

/// A figure for the users, rather than the users of a calculation.
fn is_all(volume: &Volume) -> bool {
    volume.subject.iter().all(|w| USERS.contains(&w.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_with_all_users_at_one_time_is_found() {
        let table = |n: &str| {
            format!(
                "# Plan\n## Volumes\n| | Today | Scaled |\n|---|---|---|\n| Registered users | 900 | 4,000 |\n| Concurrent users | 40 | {n} |\n"
            )
        };
        assert_eq!(findings(&RULE, &table("4,000")).len(), 1, "{:?}", findings(&RULE, &table("4,000")));
        assert!(findings(&RULE, &table("300")).is_empty());
    }
}
