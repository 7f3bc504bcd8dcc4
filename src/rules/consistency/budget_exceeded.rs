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

static OF_ALL: Text = Text {
    en: "the total is of the same time as the budget",
    pt: "o total é do mesmo período que o orçamento",
    es: "el total es del mismo período que el presupuesto",
};
static ONE: Text = Text {
    en: "{cost} is more than the {limit} that the objective allows",
    pt: "{cost} é mais do que os {limit} que o objetivo permite",
    es: "{cost} es más que los {limit} que permite el objetivo",
};
static ALLOWED: Text = Text { en: "what is allowed", pt: "o que é permitido", es: "lo que se permite" };
static HELP_ONE: Text = Text {
    en: "cut what one costs to {limit}, or allow {cost}",
    pt: "reduza o custo de cada um para {limit}, ou permita {cost}",
    es: "reduzca el costo de cada uno a {limit}, o permita {cost}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_ceiling(canvas, out);
    check_one(canvas, out);
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
    let Some(cheapest) = planned.iter().copied().min_by_key(|b| least(b)) else {
        if totals.is_empty() {
            check_open(canvas, budget, limit, most, out);
        }
        return;
    };
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

/// The total of a table that says of no time what it costs, where it is too near the budget to be of a longer one.
fn check_open(canvas: &Canvas, budget: &Budget, limit: &Fact, most: Decimal, out: &mut Outcomes) {
    /// A year's total is twelve times that of a month, and no plan is so far below its budget.
    const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);
    const TOTAL: &[&str] =
        &["total", "geral", "general", "grand", "overall", "todo", "tudo", "costs", "custos", "costos"];
    let named = |label: &str| {
        let name = label.split([',', '(']).next().unwrap_or("").to_lowercase();
        name.split_whitespace().all(|word| TOTAL.contains(&word))
    };
    let fits = |f: &&Fact| {
        let total = f.cost_role == Some(CostRole::Total) && f.sections.contains(SectionKind::Costs) && !f.is_remark();
        total && f.quantity.per.is_none() && f.quantity.relation == Relation::Equal && named(&f.label)
    };
    let totals: Vec<&Fact> = canvas.facts.iter().filter(fits).collect();
    // What is compared with today, or is of a year that runs, is what runs all the time, not what is paid once.
    let (now, planned): (Vec<&Fact>, Vec<&Fact>) = totals.into_iter().partition(|f| demand::is_current(canvas, f));
    let in_row = |row: &Row, f: &Fact| row.cells.iter().flatten().any(|&at| canvas.facts[at].span == f.span);
    let compared = |f: &Fact| {
        let mut rows = canvas.tables.iter().flat_map(|table| &table.rows).filter(|row| in_row(row, f));
        rows.any(|row| now.iter().any(|today| in_row(row, today)))
    };
    let runs = |f: &&Fact| names_a_year(f) || !now.is_empty() && (f.scenario.is_some() || compared(f));
    if !planned.iter().all(runs) || planned.iter().any(|f| !f.same_currency(limit)) || budget.per != Period::Month {
        return;
    }
    // Of several totals the budget may be for any.
    let Some(total) = planned.into_iter().min_by_key(|f| f.quantity.bounds().low) else { return };
    let Some(costs) = total.quantity.bounds().low else { return };
    if leaves_out(canvas, limit) || leaves_out(canvas, total) || is_of_a_part(canvas, limit, total) {
        return;
    }
    let too_far = most.checked_mul(NEAR).is_none_or(|far| costs > far);
    let Some(excess) = costs.checked_sub(most).filter(|excess| *excess > Decimal::ZERO && !too_far) else { return };
    let (said, excess) = (demand::shown(total), limit.notation.figure(excess, None));
    let message = WRONG.with("total", said.as_str()).with("budget", demand::shown(limit));
    out.find(total.span, message.with("excess", excess.as_str()))
        .severity(Severity::Warning)
        .assuming(OF_ALL.plain())
        .label(limit.span, BUDGET.plain())
        .figures(said.as_str(), limit.written.as_str())
        .help(HELP.with("excess", excess).with("total", said));
}

/// Whether an amount is of a year that is counted: "Total, Year 1".
fn names_a_year(fact: &Fact) -> bool {
    const YEAR: &[&str] = &["year", "ano", "año"];
    let column = fact.label.rsplit(',').next().unwrap_or("").to_lowercase();
    let words: Vec<&str> = column.split_whitespace().collect();
    matches!(words.as_slice(), [year, number] if YEAR.contains(year) && number.parse::<u8>().is_ok())
}

/// What one user or order may cost by the objective, against what the costs say that one costs.
fn check_one(canvas: &Canvas, out: &mut Outcomes) {
    let bounded = |f: &&Fact| {
        let most = matches!(f.quantity.relation, Relation::AtMost | Relation::Less) && !f.is_remark();
        f.metric == Metric::UnitCost && most && f.sections.contains(SectionKind::Objective)
    };
    // Two limits are limits of two things.
    let Some(limit) = only(canvas.facts.iter().filter(bounded)) else { return };
    let alike = |f: &&Fact| {
        let (one, other) = (&f.quantity, &limit.quantity);
        let times = |q: &Quantity| q.per.unwrap_or(Period::Month);
        let exact = one.relation == Relation::Equal && !one.increment && !one.approximate && !other.approximate;
        // "R$ 75 por loja" in a table of monthly costs is by the month too; of an order it is once.
        let same = times(one) == times(other) && (one.per == other.per || one.per.is_none());
        exact && same && one.each == other.each && f.same_currency(limit) && !demand::is_current(canvas, f)
    };
    let costs = canvas.unit_costs.iter().filter_map(|&at| canvas.facts.get(at)).filter(alike);
    let Some(cost) = costs.min_by_key(|f| f.quantity.bounds().low) else { return };
    let (Some(least), Some(most)) = (cost.quantity.bounds().low, limit.quantity.bounds().high) else { return };
    if least <= most || leaves_out(canvas, limit) || leaves_out(canvas, cost) {
        return;
    }
    out.find(cost.span, ONE.with("cost", demand::shown(cost)).with("limit", demand::shown(limit)))
        .label(limit.span, ALLOWED.plain())
        .figures(demand::shown(cost), demand::shown(limit))
        .help(HELP_ONE.with("limit", demand::shown(limit)).with("cost", demand::shown(cost)));
}

/// Whether the budget is of what only one of the terms of the total is: "infrastructure budget" beside salaries.
fn is_of_a_part(canvas: &Canvas, limit: &Fact, total: &Fact) -> bool {
    const PARTS: &[&str] = &["infra", "cloud", "nuvem", "nube", "hosting", "hospeda", "opera"];
    let line = canvas.line_of(limit);
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
    let line = canvas.line_of(fact);
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
    fn a_budget_beside_the_costs_is_one() {
        for costs in [
            "| Item | R$/mês |\n|---|---|\n| VMs | 400 |\n| HSM | 300 |\n| Total | 700 |\n\n- Orçamento: R$ 600/mês",
            "- Total: $75,000/month\n- Approved budget: $70,000/month",
            "| Item | Now | Scaled |\n|---|---|---|\n| Chat | 10 €/month | 50 €/month |\n| Total | 10 €/month | 50 €/month |\n\n- Presupuesto: 45 €/mes",
        ] {
            assert_eq!(plan("- 10x", costs).len(), 1, "{costs}: {:?}", plan("- 10x", costs));
        }
        for costs in [
            "- Total: $65,000/month\n- Budget: $70,000/month",
            "- Total: $75,000/month\n- Budget: $900,000/year",
            "- Total: $75,000/month\n- Budget for licences: $7,000/month",
            "- Total: $75,000/month\n- Budget today: $30,000/month",
            "- Total: $75,000/month\n- Limit of the database: $7,000/month",
            "- Today: total $20,000/month\n- Scaled: total $60,000/month\n- Budget: $70,000/month",
        ] {
            assert_eq!(plan("- 10x", costs), [""; 0], "{costs}");
        }
        let repeated = "- Total: $75,000/month\n- Budget: $70,000/month";
        assert_eq!(plan("- Budget: $70,000/month", repeated).len(), 1);
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

    #[test]
    fn a_total_of_no_time_is_held_to_a_monthly_budget_that_it_is_near() {
        let table = |total: &str| {
            format!(
                "Modelo: US$ 662,50, que a R$ 5,50 dão R$ 3.643,75.\n\n| Item | Atual | Escalado |\n|---|---|---|\n| Modelo | R$ 729 | R$ 3.644 |\n| **Total** | R$ 3.000 | {total} |"
            )
        };
        let budget = "- Orçamento de R$ 9.000 por mês";
        let said = plan(budget, &table("R$ 9.900"));
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
        for total in ["R$ 8.900", "R$ 99.000", "US$ 9.900"] {
            assert_eq!(plan(budget, &table(total)), [""; 0], "{total}");
        }
        for budget in [
            "- Orçamento de R$ 9.000 por mês, sem impostos",
            "- Orçamento de R$ 9.000",
            "- Orçamento do banco: R$ 9.000 por mês",
        ] {
            assert_eq!(plan(budget, &table("R$ 9.900")), [""; 0], "{budget}");
        }
        let rollout = table("R$ 9.900").replace("**Total**", "Total da implantação");
        for once in [rollout.as_str(), "- Implantação: R$ 6.000\n- Migração: R$ 5.000\n- Total: R$ 11.000"] {
            assert_eq!(plan(budget, once), [""; 0], "{once}");
        }
        let pilot =
            "| Item | 3 meses de piloto |\n|---|---|\n| API | R$ 12.000 |\n| Banco | R$ 8.000 |\n| Total | R$ 20.000 |";
        assert_eq!(plan(budget, pilot), [""; 0]);
    }

    #[test]
    fn a_total_under_a_year_or_beside_that_of_today_is_planned() {
        for (budget, head) in [
            ("Budget: €4,000 a month", "| Line | Year 1 |"),
            ("Orçamento: € 4.000 por mês", "| Item | Ano 1 |"),
            ("Presupuesto: 4.000 € al mes", "| Partida | Año 1 |"),
        ] {
            let one = |total: &str| format!("{head}\n|---|--:|\n| LLM | €2,500 |\n| **Total** | {total} |");
            let said = plan(budget, &one("€4,300"));
            assert!(said.len() == 1 && said[0].starts_with("warning"), "{head}: {said:?}");
            assert_eq!(plan(budget, &one("€3,900")), [""; 0], "{head}");
            // Nearly twelve times as much is what comes together in the year.
            assert_eq!(plan(budget, &one("€43,000")), [""; 0], "{head}");
        }
        for (budget, later) in [
            ("Budget: $4,000 a month", "Today | Carnival"),
            ("Budget: $4,000 a month", "Today | Year 1"),
            ("Orçamento: $4,000 por mês", "Hoje | Volta às aulas"),
            ("Presupuesto: $4,000 al mes", "Hoy | Año 1"),
        ] {
            let table = |total: &str, total_of: &str| {
                format!("| | {later} |\n|---|--:|--:|\n| API | $900 | $2,500 |\n| **{total_of}** | $1,700 | {total} |")
            };
            let monthly = |total: &str| format!("Per month\n\n{}", table(total, "Total per month"));
            let said = plan(budget, &monthly("$4,300"));
            assert!(said.len() == 1 && said[0].starts_with("error"), "{later}: {said:?}");
            assert_eq!(plan(budget, &monthly("$3,900")), [""; 0], "{later}");
            let said = plan(budget, &table("$4,300", "Total"));
            assert!(said.len() == 1 && said[0].starts_with("warning"), "{later}: {said:?}");
        }
        let parts = "| | Production | Staging |\n|---|--:|--:|\n| Total per month | $4,300 | $700 |";
        assert_eq!(plan("Budget: $4,000 a month", parts), [""; 0]);
    }

    #[test]
    fn a_limit_of_what_is_spent_is_a_budget_however_it_is_said() {
        let total = "- API: $9,000/month\n- Data: $4,000/month\n- Total: $13,000/month";
        for limit in [
            "Spend no more than $12,000 per month in year 1",
            "The bill must not exceed $12,000 per month",
            "Aguentar 900 req/s, gastando no máximo $12,000 por mês",
            "O gasto não deve ultrapassar $12,000 por mês",
            "El gasto no debe superar los $12,000 al mes",
            "Gastar hasta $12,000 al mes en el año 1",
        ] {
            let said = plan(limit, total);
            assert!(said.len() == 1 && said[0].starts_with("error"), "{limit}: {said:?}");
            let more = limit.replace("$12,000", "$14,000");
            assert_eq!(plan(&more, total), [""; 0], "{more}");
        }
        for limit in
            ["Spend no more than $12,000 per month on ads", "El gasto en licencias no debe superar los $12,000 al mes"]
        {
            assert_eq!(plan(limit, total), [""; 0], "{limit}");
        }
    }

    #[test]
    fn a_budget_is_named_by_what_stands_beside_its_value() {
        let yaml = |name: &str, value: &str| {
            format!(
                "title: Plan\ngoal:\n  targets:\n    - metric: {name}\n      value: {value}\ncosts:\n  currency: USD\n  period: month\n  api: 2,400\n  database: 2,100\n  total: 4,500\n"
            )
        };
        for name in ["monthly budget", "orçamento mensal", "presupuesto mensual"] {
            assert_eq!(findings(&RULE, &yaml(name, "$4,000")).len(), 1, "{name}");
            assert_eq!(findings(&RULE, &yaml(name, "$5,000")), [""; 0], "{name}");
        }
        assert_eq!(findings(&RULE, &yaml("monthly budget of the database", "$4,000")), [""; 0]);
    }

    #[test]
    fn what_one_costs_is_held_to_what_one_may_cost() {
        for (limit, cost) in [
            ("Custo por loja de até R$ 60/mês", "Escalado: R$ 50.000/mês, R$ 75 por loja"),
            (
                "Cost per order of at most $0.04",
                "| | Scaled |\n|---|---|\n| Total | $900 |\n| Cost per order | $0.05 |",
            ),
            ("Costo por pedido de hasta 0,04 €", "- Costo por pedido: 0,03 € actual, 0,05 € escalado"),
        ] {
            let said = plan(limit, cost);
            assert!(said.len() == 1 && said[0].contains("allows"), "{cost}: {said:?}");
            let less = cost.replace("75", "55").replace("0.05", "0.04").replace("0,05", "0,04");
            assert_eq!(plan(limit, &less), [""; 0], "{less}");
        }
        for (limit, cost) in [
            ("Custo por loja de até R$ 60/mês", "Atual: R$ 21.000/mês, R$ 75 por loja"),
            ("Custo por loja de até R$ 60/mês", "- Receita: R$ 75 por loja"),
            ("Custo por loja de até R$ 60/mês", "Escalado: R$ 50.000/mês, R$ 75 por terminal"),
            ("Custo por loja de até R$ 60/mês", "- Custo por loja: R$ 75 em 2026, R$ 58 escalado"),
            ("Cost per order of at most $0.04", "- Card fee per order: $0.05"),
            ("Cost per order of at most $0.04", "- Cost per order: about $0.045"),
        ] {
            assert_eq!(plan(limit, cost), [""; 0], "{limit} {cost}");
        }
    }
}
