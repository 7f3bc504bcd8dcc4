use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/budget-exceeded",
    summary: Text {
        en: "a total that exceeds the budget of the objective",
        pt: "um total que ultrapassa o orçamento do objetivo",
        es: "un total que supera el presupuesto del objetivo",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Costs],
    why: Text {
        en: "A plan that costs more than its own objective allows will not be carried out as written. Somebody has to \
             raise the budget or cut the plan, and that is cheaper to decide now.",
        pt: "Um plano que custa mais do que o próprio objetivo permite não será executado como está. Alguém terá de \
             aumentar o orçamento ou cortar o plano, e decidir isso agora é mais barato.",
        es: "Un plan que cuesta más de lo que permite su propio objetivo no se ejecutará como está escrito. Alguien tendrá \
             que subir el presupuesto o recortar el plan, y decidirlo ahora es más barato.",
    },
    source: "AWS Well-Architected Framework, Cost Optimization pillar",
    bad: "\
# Plan de escalabilidad
## Objetivo
Duplicar los pedidos con un presupuesto de USD 900/mes.
## Costos por mes
- Servidores: USD 700
- Base de datos: USD 310
- Total: USD 1.010
",
    good: "\
# Plan de escalabilidad
## Objetivo
Duplicar los pedidos con un presupuesto de USD 1.200/mes.
## Costos por mes
- Servidores: USD 700
- Base de datos: USD 310
- Total: USD 1.010
",
    check,
};

static WRONG: Text = Text {
    en: "the total of {total} exceeds the budget of {budget} by {excess}",
    pt: "o total de {total} ultrapassa o orçamento de {budget} em {excess}",
    es: "el total de {total} supera el presupuesto de {budget} en {excess}",
};
static BUDGET: Text = Text { en: "the budget", pt: "o orçamento", es: "el presupuesto" };
static HELP: Text = Text {
    en: "cut {excess}, or raise the budget to {total}",
    pt: "corte {excess}, ou aumente o orçamento para {total}",
    es: "recorte {excess}, o suba el presupuesto a {total}",
};
static HOLDS: Text = Text { en: "{total} ≤ {budget}", pt: "{total} ≤ {budget}", es: "{total} ≤ {budget}" };

static ABOVE_CEILING: Text = Text {
    en: "the total of {total} exceeds the budget of {budget} that is configured",
    pt: "o total de {total} ultrapassa o orçamento de {budget} que está configurado",
    es: "el total de {total} supera el presupuesto de {budget} que está configurado",
};
static HELP_CEILING: Text = Text {
    en: "cut the plan, or raise the budget in canvas.toml",
    pt: "corte o plano, ou aumente o orçamento em canvas.toml",
    es: "recorte el plan, o suba el presupuesto en canvas.toml",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_ceiling(canvas, out);
    // Two budgets are budgets of two things.
    let [budget] = canvas.budgets.as_slice() else { return };
    let limit = &canvas.facts[budget.fact];
    let Some(most) = limit.quantity.bounds().high else { return };
    let fits = |bill: &&Bill| {
        let fact = &canvas.facts[bill.fact];
        bill.is_total && bill.per == budget.per && fact.same_currency(limit)
    };
    let totals: Vec<&Bill> = canvas.bills.iter().filter(fits).collect();
    let later = |b: &&&Bill| !matches!(b.when, When::Scenario(ScenarioKind::Current));
    let planned: Vec<&Bill> = totals.iter().filter(later).copied().collect();
    let least = |b: &Bill| canvas.facts[b.fact].quantity.bounds().low;
    // Of several totals the budget may be for any.
    let Some(cheapest) = planned.iter().copied().min_by_key(|b| least(b)) else { return };
    let total = &canvas.facts[cheapest.fact];
    let Some(costs) = least(cheapest) else { return };
    if leaves_out(canvas, limit) || leaves_out(canvas, total) || is_of_a_part(canvas, limit, total) {
        return;
    }
    // An amount in thousands says so only in its header.
    let bare = total.origins.unit.is_some() && total.quantity.bounds().value().is_some();
    let said = if bare { limit.notation.print(costs, None) } else { demand::shown(total) };
    if costs <= most {
        if planned.iter().all(|b| canvas.facts[b.fact].quantity.bounds().high.is_some_and(|h| h <= most)) {
            let message = HOLDS.with("total", said).with("budget", demand::shown(limit));
            out.pass(total.span, [limit.span], message);
        }
        return;
    }
    let Some(excess) = costs.checked_sub(most) else { return };
    let excess = limit.notation.figure(excess, None);
    let message =
        WRONG.with("total", said.as_str()).with("budget", demand::shown(limit)).with("excess", excess.as_str());
    let finding = out.find(total.span, message);
    finding
        .label(limit.span, BUDGET.plain())
        .figures(said, limit.written.as_str())
        .help(HELP.with("excess", excess).with("total", limit.notation.figure(costs, None)));
    if total.quantity.approximate || limit.quantity.approximate {
        finding.severity(Severity::Warning);
    }
}

/// Whether the budget is of what only one of the terms of the total is: "infrastructure budget" beside salaries.
fn is_of_a_part(canvas: &Canvas, limit: &Fact, total: &Fact) -> bool {
    const PARTS: &[&str] = &["infra", "cloud", "nuvem", "nube", "hosting", "hospeda", "opera"];
    let line = canvas.sayings.iter().find(|saying| saying.span == limit.line);
    let terms = canvas.sums.iter().filter(|sum| sum.total.span == total.span).flat_map(|sum| &sum.terms);
    let labels: Vec<String> = terms.map(|term| term.label.to_lowercase()).collect();
    let is_part = |part: &&str| labels.iter().any(|label| label.split(' ').any(|word| word.starts_with(part)));
    line.is_some_and(|saying| PARTS.iter().filter(|part| saying.says(&[part])).any(is_part))
}

/// Whether the line of an amount says that something is not in it: the total may have it.
fn leaves_out(canvas: &Canvas, fact: &Fact) -> bool {
    const WITHOUT: &[&str] = &["sem", "sin", "without", "not", "nao", "no"];
    const COUNTED: &[&str] = &[
        "contar", "conta", "contan", "count", "inclu", "consider", "impost", "impuest", "tax", "licen", "salari",
        "pessoal", "personal", "people", "staff", "support", "soporte", "suporte", "iva",
    ];
    const EXCEPT: &[&str] =
        &["exclu", "excet", "except", "salvo", "apart", "tirando", "afora", "descontad", "liquid", "net"];
    let begins = |word: &Word, stems: &[&str]| stems.iter().any(|stem| word.starts_with(stem));
    let line = canvas.sayings.iter().find(|saying| saying.span == fact.line);
    line.is_some_and(|saying| {
        // "Fora licenças" leaves them out, "fora do ar" does not.
        let outside = |w: &[Word]| matches!(w[0].as_str(), "fora" | "fuera") && !w[1].starts_with('d');
        let pair = |w: &[Word]| WITHOUT.contains(&w[0].as_str()) && begins(&w[1], COUNTED) || outside(w);
        saying.says(EXCEPT) || saying.words.windows(2).any(pair)
    })
}

/// Against the budget from outside of the document, which is for all of it.
fn check_ceiling(canvas: &Canvas, out: &mut Outcomes) {
    let Some(ceiling) = &canvas.expectations.budget else { return };
    let totals = canvas.bills.iter().filter(|bill| {
        bill.is_total && bill.per == ceiling.per && !matches!(bill.when, When::Scenario(ScenarioKind::Current))
    });
    let amounts = totals.filter_map(|bill| {
        let fact = canvas.facts.get(bill.fact)?;
        let same = matches!(fact.quantity.unit, Unit::Money(currency) if currency.may_be(ceiling.currency));
        Some((fact, fact.quantity.bounds().low.filter(|_| same)?))
    });
    // Of several totals the budget may be for any.
    let Some((total, least)) = amounts.min_by_key(|&(_, least)| least) else { return };
    if least > ceiling.amount {
        let message = ABOVE_CEILING.with("total", total.written.as_str()).with("budget", ceiling.written.as_str());
        let finding = out.find(total.span, message);
        finding.figures(total.written.as_str(), ceiling.written.as_str()).help(HELP_CEILING.plain());
    } else {
        let message = HOLDS.with("total", total.written.as_str()).with("budget", ceiling.written.as_str());
        out.pass(total.span, [], message);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn plan(objective: &str, costs: &str) -> Vec<String> {
        findings(&RULE, &format!("# Plan\n## Objective\n{objective}\n## Costs\n{costs}\n"))
    }

    #[test]
    fn a_planned_total_above_the_ceiling_is_found() {
        let table = "| Item | Today | Scaled |\n|---|---|---|\n| API | $300/month | $900/month |\n| Total | $300/month | $900/month |";
        assert_eq!(plan("Stay under $700 per month", table).len(), 1, "{:?}", plan("Stay under $700 per month", table));
        assert!(plan("Stay under $950 per month", table).is_empty());
        for ceiling in ["Cost of up to $700/month", "Cost: no more than $700/month", "At most $700/month in all"] {
            assert_eq!(plan(&format!("{ceiling} in the scaled scenario"), table).len(), 1, "{ceiling}");
        }
    }

    #[test]
    fn a_budget_that_leaves_something_out_is_not_for_all_of_the_total() {
        let table = "| Item | USD/month |\n|---|---|\n| Cloud | 600 |\n| Licences | 300 |\n| Total | 900 |";
        assert_eq!(plan("Budget of USD 700/month", table).len(), 1);
        for without in [", not counting licences", " without taxes", ", excluding licences", ", sem contar licenças"] {
            assert!(plan(&format!("Budget of USD 700/month{without}"), table).is_empty(), "{without}");
        }
        assert_eq!(plan("At most 40 min fora do ar, budget of USD 700/month", table).len(), 1);
        let said = plan("Stay within USD 700/month", table);
        assert!(said.len() == 1 && said[0].contains("the budget of USD 700/month"), "{said:?}");
    }

    #[test]
    fn a_yearly_budget_another_currency_and_a_budget_of_a_part_are_left_alone() {
        let total = "- API: $600/month\n- Data: $400/month\n- Total: $1,000/month";
        assert!(plan("Budget: $900 per year", total).is_empty());
        assert!(plan("Budget: R$ 900/month", total).is_empty());
        assert!(plan("Database budget: $300/month", total).is_empty());
        assert!(plan("10x the orders", total).is_empty());
    }

    #[test]
    fn a_budget_of_one_of_the_items_is_not_that_of_the_total() {
        let items = "- Infrastructure: $15k/month\n- On-call staff: $9k/month\n- Grand total: $24k/month";
        assert!(plan("Infrastructure budget: $18k/month", items).is_empty());
        assert_eq!(plan("Budget: $18k/month", items).len(), 1);
    }

    #[test]
    fn a_total_in_thousands_is_shown_with_its_thousands() {
        let table = "| Item | R$ mil/mês |\n|---|---|\n| API | 30 |\n| Dados | 25 |\n| Total | 55 |";
        let said = plan("Orçamento de R$ 50 mil/mês", table);
        assert!(said.len() == 1 && said[0].contains("R$ 55.000/mês"), "{said:?}");
    }
}
