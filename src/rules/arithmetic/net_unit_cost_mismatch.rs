use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/net-unit-cost-mismatch",
    summary: Text {
        en: "a cost per user that cost and savings of the same users do not give",
        pt: "um custo por usuário que não bate com o custo e a economia dos mesmos usuários",
        es: "un costo por usuario que no cuadra con el costo y el ahorro de los mismos usuarios",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "A saving is easily counted twice: once in the projection and once more in the cost per user. The margin that is \
             planned with it does not exist.",
        pt: "Uma economia é facilmente contada duas vezes: na projeção e de novo no custo por usuário. A margem planejada \
             com ela não existe.",
        es: "Un ahorro se cuenta fácilmente dos veces: en la proyección y de nuevo en el costo por usuario. El margen \
             planificado con él no existe.",
    },
    source: "FinOps Foundation, framework: unit economics",
    bad: "\
# Canvas
## Costs
```yaml
ai_projection:
  10k_users:
    monthly_cost: $9000
    savings: $2700
cost_per_user_monthly:
  scale_10k: # 10,000 users
    ai_processing: $0.50
    hosting: $0.80
```
",
    good: "\
# Canvas
## Costs
```yaml
ai_projection:
  10k_users:
    monthly_cost: $9000
    savings: $2700
cost_per_user_monthly:
  scale_10k: # 10,000 users
    ai_processing: $0.63
    hosting: $0.80
```
",
    check,
};

static WRONG: Text = Text {
    en: "({gross} - {saved}) / {users} users is {computed} per user, not {stated}",
    pt: "({gross} - {saved}) / {users} usuários dão {computed} por usuário, não {stated}",
    es: "({gross} - {saved}) / {users} usuarios dan {computed} por usuario, no {stated}",
};
static GROSS: Text =
    Text { en: "the cost before savings", pt: "o custo antes da economia", es: "el costo antes del ahorro" };
static SAVED: Text = Text { en: "the savings", pt: "a economia", es: "el ahorro" };
static HELP: Text = Text {
    en: "write {computed}, or name the further savings",
    pt: "escreva {computed}, ou diga quais são as outras economias",
    es: "escriba {computed}, o indique los demás ahorros",
};
static NET: Text = Text {
    en: "({gross} - {saved}) / {users} = {stated}",
    pt: "({gross} - {saved}) / {users} = {stated}",
    es: "({gross} - {saved}) / {users} = {stated}",
};
static BEFORE: Text = Text {
    en: "{gross} / {users} = {stated}, before savings of {saved}",
    pt: "{gross} / {users} = {stated}, antes da economia de {saved}",
    es: "{gross} / {users} = {stated}, antes del ahorro de {saved}",
};

/// How far the cost per user may be off besides its rounding, each side: 2.5%.
const SLACK: Decimal = Decimal::from_parts(25, 0, 0, false, 3);

/// Words of labels that name no part of the system.
const GENERIC: &[&str] = &[
    "cost", "costs", "custo", "custos", "costo", "costos", "per", "por", "user", "usuario", "total", "monthly",
    "mensal", "mensual",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for group in &canvas.groups {
        let facts: Vec<&Fact> = group.items.iter().flat_map(|i| &i.facts).map(|&f| &canvas.facts[f]).collect();
        let saves = |f: &Fact| {
            let label = f.label.to_lowercase();
            ["saving", "economia", "ahorro"].iter().any(|word| label.contains(word))
        };
        let money = |f: &&Fact| f.metric == Metric::Cost && f.quantity.bounds().value().is_some();
        let (savings, costs): (Vec<&Fact>, Vec<&Fact>) = facts.into_iter().filter(money).partition(|f| saves(f));
        let ([saved], [gross]) = (savings.as_slice(), costs.as_slice()) else { continue };
        let Some(users) = population(canvas, gross) else { continue };
        let unit_costs = canvas.facts.iter().filter(|f| {
            let users_each = f.quantity.each.as_ref().is_some_and(|each| each.entity.is_user());
            users_each && f.metric == Metric::UnitCost && population(canvas, f) == Some(users) && same_part(f, gross)
        });
        for each in unit_costs {
            judge(each, gross, saved, users, out);
        }
    }
}

fn population(canvas: &Canvas, fact: &Fact) -> Option<Decimal> {
    canvas.scenarios[fact.scenario?].population?.value().filter(|users| *users > Decimal::ZERO)
}

/// Whether the label of the unit cost names what the costs are said to be of.
fn same_part(each: &Fact, gross: &Fact) -> bool {
    let label = each.label.to_lowercase();
    let mut words = label.split(|c: char| !c.is_alphanumeric()).filter(|w| w.len() > 1 && !GENERIC.contains(w));
    words.any(|word| gross.words.iter().any(|w| w == word))
}

fn judge(each: &Fact, gross: &Fact, saved: &Fact, users: Decimal, out: &mut Outcomes) {
    let whole = Interval::point(users);
    let per_user = |cost: Interval| cost.div(&whole);
    let net = gross.quantity.bounds().sub(&saved.quantity.bounds()).and_then(per_user);
    let (Some(net), Some(before)) = (net, per_user(gross.quantity.bounds())) else { return };
    let Some(stated) = each.quantity.widened() else { return };
    let near = |cost: &Interval| !cost.disjoint(&stated, SLACK);
    let message = |text: &'static Text| {
        let message = text.with("gross", gross.written.as_str()).with("saved", saved.written.as_str());
        message.with("users", users.normalize().to_string()).with("stated", each.written.as_str())
    };
    let places = [gross.span, saved.span];
    if near(&net) {
        out.pass(each.span, places, message(&NET));
    } else if near(&before) {
        out.pass(each.span, places, message(&BEFORE));
    } else if let Some(value) = net.middle() {
        let computed = each.notation.print(value.round_dp(2), None);
        out.find(each.span, message(&WRONG).with("computed", computed.as_str()))
            .label(gross.span, GROSS.plain())
            .label(saved.span, SAVED.plain())
            .figures(computed.as_str(), each.written.as_str())
            .help(HELP.with("computed", computed.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn the_cost_before_savings_passes_too() {
        let text = super::RULE.bad.replace("$0.50", "$0.90");
        assert_eq!(passes(&super::RULE, &text), ["$9000 / 10000 = $0.90, before savings of $2700"]);
    }

    #[test]
    fn other_parts_and_other_populations_are_left_alone() {
        let hosting = super::RULE.bad.replace("ai_processing", "search");
        assert!(findings(&super::RULE, &hosting).is_empty());
        let population = super::RULE.bad.replace("10,000 users", "20,000 users");
        assert!(findings(&super::RULE, &population).is_empty());
    }
}
