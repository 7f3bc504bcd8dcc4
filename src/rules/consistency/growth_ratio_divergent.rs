use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/growth-ratio-divergent",
    summary: Text {
        en: "users and what they do grow by very different factors",
        pt: "usuários e o que fazem crescem por fatores muito diferentes",
        es: "los usuarios y lo que hacen crecen por factores muy distintos",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "When users grow 25x and their requests 10x, each of them must do much less than today. That can be so, but then \
             the plan should say why; more often one of the rows was forgotten.",
        pt: "Quando os usuários crescem 25x e suas requisições 10x, cada um tem de fazer bem menos do que hoje. Pode ser, mas \
             então o plano deve dizer por quê; em geral uma das linhas foi esquecida.",
        es: "Cuando los usuarios crecen 25x y sus peticiones 10x, cada uno tiene que hacer mucho menos que hoy. Puede ser, \
             pero entonces el plan debe decir por qué; lo más común es que una de las filas se haya olvidado.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; growth that differs by more than a factor of 2",
    bad: "\
# Capacity plan
## Volumes
| | Today | Scaled |
|---|---|---|
| Active users | 200 | 5,000 |
| Orders per day | 500 | 3,000 |
",
    good: "\
# Capacity plan
## Volumes
| | Today | Scaled |
|---|---|---|
| Active users | 200 | 5,000 |
| Orders per day | 500 | 11,000 |
",
    check,
};

static WRONG: Text = Text {
    en: "{thing} is {growth} today's, while {base} is {users}: {before} for each today, {after} later",
    pt: "{thing}: {growth} o de hoje; {base}: {users}; isso dá {before} para cada um hoje e {after} depois",
    es: "{thing}: {growth} lo de hoy; {base}: {users}; son {before} para cada uno hoy y {after} después",
};
static USERS: Text = Text { en: "those who do it", pt: "quem o faz", es: "quienes lo hacen" };
static HELP: Text = Text {
    en: "say why each does {change} of what it does today, or correct one of the rows",
    pt: "diga por que cada um faz {change} do que faz hoje, ou corrija uma das linhas",
    es: "diga por qué cada uno hace {change} de lo que hace hoy, o corrija una de las filas",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of = |at: usize| &canvas.facts[at];
    let point = |i: &Interval| i.value().filter(|v| *v > Decimal::ZERO);
    let is_users = |g: &&Growth| match &of(g.from).quantity {
        Quantity { unit: Unit::Count(Entity::Session), .. } => true,
        Quantity { unit: Unit::Count(entity), per: None, .. } => entity.is_user(),
        _ => false,
    };
    let mut told = BTreeSet::new();
    for users in canvas.growth.iter().filter(is_users) {
        for other in canvas.growth.iter().filter(|g| of(g.from).quantity.per.is_some() && g.means_to_grow()) {
            let together =
                of(users.to).scenario == of(other.to).scenario && of(users.from).sections == of(other.from).sections;
            let values = (point(&users.before), point(&users.after), point(&other.before), point(&other.after));
            let (Some(users_before), Some(users_after), Some(before), Some(after)) = values else { continue };
            let (Some(users_growth), Some(growth)) = (users_after.checked_div(users_before), after.checked_div(before))
            else {
                continue;
            };
            let apart = growth.max(users_growth) > growth.min(users_growth).saturating_mul(Decimal::TWO);
            // A plan for one more phase repeats the same row.
            let itself = other.from == users.from;
            let columns =
                |of: &dyn Fn(&Growth) -> usize| (column(&canvas.facts[of(users)]), column(&canvas.facts[of(other)]));
            let (now, later) = (columns(&|g| g.from), columns(&|g| g.to));
            // Figures of one row are of the times that the columns name.
            let another_time = now.0.is_some() && now.0 == now.1 && later.0 != later.1;
            if itself || another_time || !together || !apart || growth < Decimal::ONE || told.contains(&other.from) {
                continue;
            }
            told.insert(other.from);
            let notation = &of(other.to).notation;
            let figure = |v: Option<Decimal>| {
                let shown = v.and_then(|v| v.round_sf(2)).unwrap_or_default().normalize();
                notation.figure(shown, Some(shown.scale()))
            };
            let message = WRONG
                .with("thing", thing(of(other.to)))
                .with("base", thing(of(users.to)))
                .with("growth", format!("{}x", figure(Some(growth))))
                .with("users", format!("{}x", figure(Some(users_growth))))
                .with("before", figure(before.checked_div(users_before)))
                .with("after", figure(after.checked_div(users_after)));
            let change = growth.checked_div(users_growth);
            let finding = out.find(of(other.to).span, message);
            finding.label(of(users.to).span, USERS.plain()).help(HELP.with("change", format!("{}x", figure(change))));
            // Words that give a reason may be the reason for this.
            if canvas.growth_explained {
                finding.severity(Severity::Advice);
            }
        }
    }
}

/// The header of the column that a figure stands in.
fn column(fact: &Fact) -> Option<&str> {
    fact.label.rsplit_once(", ").map(|(_, column)| column)
}

/// What a figure is of, as the document says it.
fn thing(fact: &Fact) -> &str {
    let label = fact.label.split(',').next().unwrap_or("").trim();
    if fact.origins.unit.is_some() && !label.is_empty() { label } else { &fact.written }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn growth_of_one_kind_and_from_nothing_says_nothing() {
        let table = |rows: &str| format!("# Plan\n## Volumes\n| | Today | Scaled |\n|---|---|---|\n{rows}\n");
        assert!(findings(&RULE, &table("| Active users | 200 | 900 |\n| Orders per day | 500 | 1,800 |")).is_empty());
        assert!(findings(&RULE, &table("| Active users | 0 | 900 |\n| Orders per day | 0 | 1,800 |")).is_empty());
        assert!(
            findings(&RULE, &table("| Visits per day | 200 | 9,000 |\n| Orders per day | 500 | 1,800 |")).is_empty()
        );
    }

    #[test]
    fn figures_of_two_quarters_are_not_held_against_each_other() {
        let table = |orders: &str| {
            format!(
                "# Plan\n## Volumes\n| | Today | 2027 Q1 | 2027 Q3 |\n|---|---|---|---|\n| Active users | 200 | 600 | 1,800 |\n| Orders per day | 500 | 1,500 | {orders} |\n"
            )
        };
        assert_eq!(findings(&RULE, &table("4,500")), Vec::<String>::new());
        assert_eq!(findings(&RULE, &table("14,500")).len(), 1);
    }
}
