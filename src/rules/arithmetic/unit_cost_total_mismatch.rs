use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/unit-cost-total-mismatch",
    summary: Text {
        en: "a cost per user or request that does not give the total cost",
        pt: "um custo por usuário ou requisição que não bate com o custo total",
        es: "un costo por usuario o petición que no cuadra con el costo total",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "Prices are set with the cost of one user, budgets with the cost of all of them. When one times the other is \
             not what the budget says, one of the two decisions rests on a wrong number.",
        pt: "Preços são definidos pelo custo de um usuário, orçamentos pelo custo de todos. Se um vezes o outro não dá o \
             orçamento, uma das duas decisões se apoia em um número errado.",
        es: "Los precios se fijan con el costo de un usuario, los presupuestos con el de todos. Si uno por otro no da el \
             presupuesto, una de las dos decisiones se apoya en un número equivocado.",
    },
    source: "FinOps Foundation, framework: unit economics",
    bad: "# Plan\n\n## Costs\n\n- Hosting is $850/month for 240,000 orders/month, so $0.035 per order.\n",
    good: "# Plan\n\n## Costs\n\n- Hosting is $850/month for 240,000 orders/month, so $0.0035 per order.\n",
    check,
};

static WRONG: Text = Text {
    en: "{count} at {each} cost {computed}, not {total}",
    pt: "{count} a {each} custam {computed}, não {total}",
    es: "{count} a {each} cuestan {computed}, no {total}",
};
static COUNT: Text = Text { en: "for so many", pt: "para esta quantidade", es: "para esta cantidad" };
static TOTAL: Text =
    Text { en: "the cost of all: {total}", pt: "o custo de todos: {total}", es: "el costo de todos: {total}" };
static HELP: Text = Text {
    en: "one of them costs {right}, or all of them {computed}: correct one of the two, or say what each includes",
    pt: "um custa {right}, ou todos custam {computed}: corrija um dos dois, ou diga o que cada um inclui",
    es: "uno cuesta {right}, o todos cuestan {computed}: corrija uno de los dos, o diga qué incluye cada uno",
};
static HOLDS: Text =
    Text { en: "{count} × {each} = {total}", pt: "{count} × {each} = {total}", es: "{count} × {each} = {total}" };

static ALL: Text = Text {
    en: "the cost of one is a share of that total, and a month has 30 days",
    pt: "o custo de um é uma parte desse total, e um mês tem 30 dias",
    es: "el costo de uno es una parte de ese total, y un mes tiene 30 días",
};

/// How far apart they may be where they stand together, each side: 5%.
const TOGETHER: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// How far apart they may be in different places, each side: 12%.
const APART: Decimal = Decimal::from_parts(12, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let mut done = Vec::new();
    let calculated: HashSet<usize> = canvas.calculations.iter().map(|c| c.entry).collect();
    // A calculation is judged as one.
    // The total of the next sentence may be of anything.
    let lines = canvas
        .sentences()
        .into_iter()
        .map(|facts| &canvas.facts[facts])
        .filter(|line| line.iter().all(|f| !calculated.contains(&f.entry)));
    for facts in lines {
        in_one_line(facts, &mut done, out);
    }
    for table in &canvas.tables {
        in_one_column(canvas, table, &mut done, out);
    }
    by_population(canvas, &mut done, out);
    by_scenario(canvas, &mut done, out);
    beside_total(canvas, &mut done, out);
}

/// Whether an amount is what is saved, added or granted, not what all of it costs.
fn is_difference(fact: &Fact) -> bool {
    const BEFORE: &[&str] = &[
        "save", "saving", "econom", "ahorr", "went", "rose", "grew", "subi", "sube", "sobe", "aument", "increas",
        "cresc", "crece", "credit", "discount", "descont", "descuent", "reduc", "reduz", "corta", "corte", "drop",
        "fell", "caiu", "baix", "baja", "differ", "diferen", "extra", "adicion", "addition", "refund", "reembols",
        "revenue", "receita", "ingres", "faturam",
    ];
    const BEHIND: &[&str] = &[
        "more", "less", "mais", "menos", "mas", "extra", "adicion", "addition", "off", "save", "econom", "ahorr",
        "cheap",
    ];
    let near = |words: &[Word], stems: &[&str]| {
        words.iter().take(5).any(|w| matches!(w.as_str(), "up" | "down") || stems.iter().any(|s| w.starts_with(s)))
    };
    near(&fact.before, BEFORE) || near(&fact.behind, BEHIND)
}

fn is_unit_cost(fact: &Fact) -> bool {
    let all = fact.quantity.relation == Relation::Equal
        && !fact.quantity.increment
        && fact.quantity.bounds().value().is_some();
    let token = |f: &Fact| f.quantity.each.as_ref().is_some_and(|each| each.entity == Entity::Token);
    all && !token(fact) && fact.metric == Metric::UnitCost && fact.quantity.bounds().low > Some(Decimal::ZERO)
}

fn is_total_cost(fact: &Fact) -> bool {
    fact.metric == Metric::Cost
        && fact.quantity.relation == Relation::Equal
        && !fact.quantity.increment
        && fact.quantity.bounds().value().is_some()
}

/// Whether `count` counts what `each` is the price of.
fn counts(count: &Fact, each: &Fact) -> bool {
    let Some(per) = &each.quantity.each else { return false };
    let same = match &count.quantity.unit {
        Unit::Count(entity) => {
            *entity == per.entity
                || per.entity == Entity::User && matches!(entity, Entity::ActiveUser | Entity::MonthlyActiveUser)
        }
        _ => false,
    };
    same && count.quantity.each.is_none()
        && count.quantity.relation == Relation::Equal
        && count.quantity.bounds().value().is_some()
}

/// "$850 for 240,000 orders, so $0.035 per order".
fn in_one_line(facts: &[Fact], done: &mut Vec<Span>, out: &mut Outcomes) {
    let only = |wanted: &dyn Fn(&Fact) -> bool| only(facts.iter().filter(|f| wanted(f)));
    let Some(each) = only(&is_unit_cost) else { return };
    let Some((total, count)) = only(&is_total_cost).zip(only(&|f| counts(f, each))) else { return };
    if !is_difference(total) {
        judge(each, count, total, TOGETHER, done, out);
    }
}

/// Users, cost and cost per user in rows of one table.
fn in_one_column(canvas: &Canvas, table: &Matrix, done: &mut Vec<Span>, out: &mut Outcomes) {
    for column in 0..table.header.len() {
        let facts: Vec<&Fact> = table.rows.iter().filter_map(|row| Some(&canvas.facts[row.only(column)?])).collect();
        let only = |wanted: &dyn Fn(&Fact) -> bool| only(facts.iter().filter(|f| wanted(f))).copied();
        let Some(each) = only(&is_unit_cost) else { continue };
        if let (Some(total), Some(count)) = (only(&is_total_cost), only(&|f| counts(f, each))) {
            judge(each, count, total, TOGETHER, done, out);
        }
    }
}

/// The cost of one in a scenario that is named by its population, and the cost of all where the same population stands.
fn by_population(canvas: &Canvas, done: &mut Vec<Span>, out: &mut Outcomes) {
    for each in canvas.facts.iter().filter(|f| is_unit_cost(f) && f.quantity.statistic == Some(Statistic::Total)) {
        let users = each.quantity.each.as_ref().is_some_and(|e| e.entity.is_user());
        let scenario = each.scenario.map(|s| &canvas.scenarios[s]);
        let Some(population) = scenario.and_then(|s| s.population).filter(|_| users).and_then(|p| p.value()) else {
            continue;
        };
        for table in &canvas.tables {
            for column in 0..table.header.len() {
                let facts = || table.rows.iter().filter_map(|row| Some(&canvas.facts[row.only(column)?]));
                let is_population =
                    |f: &&Fact| f.metric == Metric::Population && f.quantity.bounds().value() == Some(population);
                let totals = facts().filter(|f| is_total_cost(f) && f.quantity.per == each.quantity.per);
                if let Some((count, total)) = facts().find(is_population).zip(only(totals)) {
                    judge(each, count, total, APART, done, out);
                }
            }
        }
    }
}

/// The cost of one, the total of all costs and the number of those it is the cost of, each once in one scenario.
fn by_scenario(canvas: &Canvas, done: &mut Vec<Span>, out: &mut Outcomes) {
    let priced = |f: &&Fact| is_unit_cost(f) && f.scenario.is_some();
    let open = |f: &&Fact| {
        let whole = f.cost_role == Some(CostRole::Total) && f.sections.contains(SectionKind::Costs);
        whole && is_total_cost(f) && f.quantity.per.is_none() && !f.is_remark()
    };
    let totals: Vec<&Fact> = canvas.facts.iter().filter(open).collect();
    for each in canvas.unit_costs.iter().map(|&f| &canvas.facts[f]).filter(priced) {
        let in_scenario = |fact: &Fact| fact.scenario == each.scenario;
        let mut bills = canvas.bills.iter().filter(|b| b.is_total && in_scenario(&canvas.facts[b.fact])).peekable();
        if bills.peek().is_none() {
            if let Some(total) = only(totals.iter().copied().filter(|t| in_scenario(t))) {
                against(canvas, each, (total, None), each.scenario, done, out);
            }
        } else if let Some(bill) = only(bills) {
            against(canvas, each, (&canvas.facts[bill.fact], Some(bill.per)), each.scenario, done, out);
        }
    }
}

/// "R$ 50.000/mês, R$ 75 por loja": what one costs behind the cost of all, against how many the scenario of both has.
fn beside_total(canvas: &Canvas, done: &mut Vec<Span>, out: &mut Outcomes) {
    for &at in &canvas.unit_costs {
        let each = &canvas.facts[at];
        let before = at.checked_sub(1).and_then(|before| canvas.facts.get(before));
        // "R$ 6 por usuário pagante" is not of all users.
        let plain = is_unit_cost(each) && each.behind.is_empty();
        let Some(total) = before.filter(|f| f.entry == each.entry && is_total_cost(f) && plain) else {
            continue;
        };
        // "Atual: R$ 21.000/mês. Escalado: R$ 50.000/mês, R$ 75 por loja": the nearer name is that of both.
        let nearer = total.origins.scenario.zip(each.origins.scenario).is_some_and(|(t, e)| e.start <= t.start);
        let inside = total.origins.scenario.is_some_and(|name| total.line.start <= name.start);
        let alike = total.scenario == each.scenario || nearer && inside;
        if let (Some(scenario), Some(per), true) = (total.scenario, total.quantity.per, alike) {
            against(canvas, each, (total, Some(per)), Some(scenario), done, out);
        }
    }
}

/// How many of those that `each` is the price of are planned in a scenario, where the volumes say it once.
fn counted<'c>(canvas: &'c Canvas, each: &Fact, scenario: Option<usize>) -> Option<&'c Fact> {
    let of = each.quantity.each.as_ref().map(|e| &e.entity)?;
    let counted = |v: &&Volume| {
        let fact = &canvas.facts[v.fact];
        let bare =
            fact.quantity.unit == Unit::Bare && matches!(of, Entity::Thing(t) if v.subject.iter().any(|w| w == t));
        fact.scenario == scenario
            && v.load == Load::Unsaid
            && (bare && fact.quantity.bounds().value().is_some() || counts(fact, each))
            && fact.quantity.each.is_none()
    };
    let count = only(canvas.volumes.iter().filter(counted)).map(|count| &canvas.facts[count.fact])?;
    // "Cost per active user" is not of all users.
    let says = |f: &Fact, stem: &str| f.label.to_lowercase().contains(stem) || f.written.to_lowercase().contains(stem);
    SOME.iter().all(|stem| !says(each, stem) || says(count, stem)).then_some(count)
}

/// Beginnings of words for some of those who are counted.
const SOME: &[&str] = &[
    "ativ", "activ", "active", "pagant", "paying", "paid", "premium", "assin", "subscri", "suscri", "novo", "new",
    "nuev",
];

/// The cost of one against the cost of all in a time, or in one that is not said: only what fits no time is wrong.
fn against(
    canvas: &Canvas,
    each: &Fact,
    (total, per): (&Fact, Option<Period>),
    scenario: Option<usize>,
    done: &mut Vec<Span>,
    out: &mut Outcomes,
) {
    let Some(count) = counted(canvas, each, scenario) else { return };
    let times = times(canvas, count, per);
    let share = each.quantity.each.as_ref().map_or(Decimal::ONE, |e| e.count);
    let one = each.quantity.widened().and_then(|cost| cost.div(&Interval::point(share)));
    let product = one.zip(count.quantity.widened()).and_then(|(cost, count)| cost.mul(&count));
    let (Some(product), Some(stated), Some(usual)) = (product, total.quantity.widened(), times.first()) else { return };
    let fits = |times: &Decimal| product.scale(*times).is_none_or(|all| !all.disjoint(&stated, APART));
    if fits(usual) || !times.iter().any(fits) {
        judge_all(each, count, total, *usual, done, out);
    }
}

/// How many times a total may hold what is counted, the usual first: a year has twelve times the cost of a month, and
/// what one costs may itself be by the month or the year.
fn times(canvas: &Canvas, count: &Fact, per: Option<Period>) -> Vec<Decimal> {
    let month = canvas.assumptions.days_per_month;
    let (one, twelve) = (Decimal::ONE, Decimal::from(12));
    match (count.quantity.per, per) {
        (Some(Period::Day), Some(Period::Month)) => vec![month],
        (Some(Period::Day), None) => vec![month, one, Decimal::from(7), Decimal::from(365)],
        (Some(Period::Month), None) => vec![one, twelve],
        (None, None) => [Some(one), Some(twelve), one.checked_div(twelve)].into_iter().flatten().collect(),
        (None, Some(Period::Year)) => vec![one, twelve],
        (counted, per) if counted.is_none() || counted == per => vec![one],
        _ => Vec::new(),
    }
}

/// What stands in three places may not be of the same scope: nothing certain is said.
fn judge_all(each: &Fact, count: &Fact, total: &Fact, times: Decimal, done: &mut Vec<Span>, out: &mut Outcomes) {
    let mut all = count.clone();
    if times != Decimal::ONE {
        let Some(interval) = count.quantity.bounds().scale(times) else { return };
        all.quantity.interval = interval;
        all.quantity.per = total.quantity.per;
        // "40.000 assinaturas/dia" are so many "assinaturas" in a month.
        let behind = count.notation.behind.as_str();
        let end = ["/", " por ", " per ", " a ", " al "].iter().filter_map(|per| behind.find(per)).min();
        let plain = Notation {
            behind: behind.get(..end.unwrap_or(behind.len())).unwrap_or("").into(),
            ..count.notation.clone()
        };
        all.written = plain.span(&interval);
    }
    let before = out.findings.len();
    judge(each, &all, total, APART, done, out);
    for finding in &mut out.findings[before..] {
        finding.severity(Severity::Warning).assuming(ALL.plain());
    }
}

fn judge(each: &Fact, count: &Fact, total: &Fact, slack: Decimal, done: &mut Vec<Span>, out: &mut Outcomes) {
    let (a, b, n) = (&each.quantity, &total.quantity, &count.quantity);
    let periods = |x: Option<Period>, y: Option<Period>| x == y || x.is_none() || y.is_none();
    if !a.unit.same_kind(&b.unit) || !periods(n.per, b.per) || !periods(a.per, b.per) || done.contains(&total.span) {
        return;
    }
    let exact = a.base().zip(n.base()).and_then(|(a, n)| a.mul(&n)).and_then(|i| i.middle());
    let share = a.each.as_ref().map_or(Decimal::ONE, |e| e.count);
    let wide = a.widened().and_then(|w| w.div(&Interval::point(share))).zip(n.widened()).and_then(|(a, n)| a.mul(&n));
    let (Some(exact), Some(wide), Some(stated)) = (exact, wide, b.widened()) else { return };
    done.push(total.span);
    let message = |text: &'static Text| {
        let message = text.with("count", count.written.as_str()).with("each", each.written.as_str());
        message.with("total", total.written.as_str())
    };
    if !wide.disjoint(&stated, slack) {
        out.pass(each.span, [count.span, total.span], message(&HOLDS));
        return;
    }
    let right = b.bounds().middle().zip(n.bounds().middle()).and_then(|(b, n)| b.checked_div(n)?.checked_mul(share));
    let Some(right) = right.and_then(|r| r.round_sf(2)) else { return };
    let computed = total.notation.print(exact.round_dp(2).normalize(), None);
    let right = each.notation.print(right, Some(right.normalize().scale()));
    out.find(each.span, message(&WRONG).with("computed", computed.as_str()))
        .label(count.span, COUNT.plain())
        .label(total.span, TOTAL.with("total", total.written.as_str()))
        .figures(computed.as_str(), total.written.as_str())
        .help(HELP.with("right", right).with("computed", computed.as_str()));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    const BY_POPULATION: &str = "# Canvas\n\n| Métrica | Hoje | 6 meses |\n|---|---|---|\n| Usuários ativos | 2 | 100 |\n| Custo mensal | $0 | $50 |\n\n```yaml\ncost_per_user_monthly:\n  small: # 100 users\n    infrastructure: \"$2.00\"\n    ai: \"$1.40\"\n    total: \"$3.40\"\n```\n";

    #[test]
    fn the_cost_of_one_is_held_against_the_cost_of_as_many_users_elsewhere() {
        let found = findings(&super::RULE, BY_POPULATION);
        assert_eq!(found, ["$3.40: 100 at $3.40 cost $340, not $50"]);
        assert_eq!(passes(&super::RULE, &BY_POPULATION.replace("$50", "$340")).len(), 1);
    }

    #[test]
    fn cost_and_count_in_one_line_give_the_cost_of_one() {
        let text = "- R$ 5.200/mês para 60.000 usuários: R$ 0,09 por usuário";
        assert_eq!(passes(&super::RULE, text).len(), 1);
    }

    #[test]
    fn the_cost_of_one_is_held_against_volume_and_total_of_its_scenario() {
        let text = "# Plan\n## Expected volume\n| Metric | Current | Scaled |\n|---|---|---|\n| Orders per day | 1,500 | 4,500 |\n## Monthly costs\n| Item | Current | Scaled |\n|---|---|---|\n| API | $500 | $1,200 |\n| Data | $220 | $420 |\n| Total | $720 | $1,620 |\n| Cost per order | $0.016 | $0.12 |\n";
        let found = findings(&super::RULE, text);
        assert_eq!(found, ["$0.12: 135,000 at $0.12 cost $16,200, not $1,620"]);
        assert_eq!(passes(&super::RULE, &text.replace("0.12 |", "0.012 |")).len(), 2);
        let divided = format!("{text}\n- Cost per order, scaled: $1,620 / 135,000 = $0.012\n");
        assert!(findings(&super::RULE, &divided.replace("0.12 |", "0.012 |")).is_empty(), "what is divided is a total");
        let two = text.replace("| API |", "| Refunds per order | $0.40 | $0.40 |\n| API |");
        assert!(findings(&super::RULE, &two.replace("0.12 |", "0.012 |")).is_empty());
    }

    #[test]
    fn the_amount_of_another_sentence_and_a_difference_are_no_total() {
        for text in [
            "- Moving saves $14,000 per month. At 3M users the bill is $0.02 per user.",
            "- The vendor bills us $30,000 per month. We allow $0.02 per order for checks, with 1M orders per month.",
            "- A economia é de R$ 8.000 por mês com 2.000.000 de pedidos por mês a R$ 0,03 por pedido",
            "- $15,000 more per month than today, $0.05 per user for 2M users",
            "- Compute went up $8,000 per month, with 1M orders per month at $0.03 per order",
            "- El ahorro es de $ 9.000 por mes, a $ 0,03 por pedido y 2.000.000 de pedidos por mes",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn paying_users_and_requests_are_not_users() {
        let text = "- R$ 5.200/mês para 60.000 usuários: R$ 0,40 por assinante";
        assert!(findings(&super::RULE, text).is_empty());
        let two = "- R$ 5.200/mês, dos quais R$ 900/mês de rede, para 60.000 usuários: R$ 0,02 por usuário";
        assert!(findings(&super::RULE, two).is_empty());
    }

    #[test]
    fn the_cost_of_one_behind_the_cost_of_all_is_held_against_how_many_there_are() {
        for (shops, costs) in [
            ("- Lojas: 300 hoje, 900 escalado", "- Escalado: R$ 50.000/mês, R$ 75 por loja"),
            ("- Lojas: 300 hoje, 900 escalado", "- Escalado: R$ 50.000/mês (R$ 75 por loja)"),
            (
                "| Métrica | Atual | Escalado |\n|---|---|---|\n| Lojas | 300 | 900 |",
                "Atual: R$ 21.000/mês, R$ 70 por loja. Escalado: R$ 50.000/mês, R$ 75 por loja.",
            ),
            ("- Shops: 300 today, 900 scaled", "- Scaled: $50,000/month, $75 per shop"),
            ("- Tiendas: 300 hoy, 900 escalado", "- Escalado: 50.000 €/mes, 75 € por tienda"),
        ] {
            let text = format!("# Plan\n## Volumes\n{shops}\n## Costs\n{costs}\n");
            let found = findings(&super::RULE, &text);
            assert_eq!(found.len(), 1, "{text}: {found:?}");
            assert!(found[0].contains("67") && found[0].contains("50"), "{found:?}");
            let right = text.replace("75", "55.56").replace("R$ 55.56", "R$ 55,56").replace("55.56 €", "55,56 €");
            assert_eq!(findings(&super::RULE, &right), [""; 0], "{right}");
            for other in [
                text.replace("900", "900 a 1.500"),
                text.replace("por loja", "por terminal")
                    .replace("per shop", "per till")
                    .replace("por tienda", "por caja"),
            ] {
                assert_eq!(findings(&super::RULE, &other), [""; 0], "{other}");
            }
        }
    }

    #[test]
    fn the_cost_of_some_of_them_is_not_that_of_all() {
        for costs in [
            "- Escalado: R$ 12.000/mês, R$ 6,00 por usuário pagante (2.000 pagantes)",
            "- Escalado: R$ 12.000/mês, R$ 6,00 por usuário ativo",
            "- Total: R$ 12.000/mês, R$ 6,00 por usuário",
        ] {
            let text = format!(
                "# Plano\n## Volumes\n- Atual: 1.000 usuários\n- Escalado: 4.000 usuários\n## Custos\n{costs}\n"
            );
            assert_eq!(findings(&super::RULE, &text), [""; 0], "{costs}");
        }
    }

    #[test]
    fn a_total_without_a_period_is_wrong_only_where_no_period_makes_it_right() {
        let says = |total: &str, each: &str| {
            let text = format!(
                "# Plano\n## Volumes\n- Atual: 8.000 assinaturas/dia\n- Escalado: 40.000 assinaturas/dia\n## Custos\n- Total: R$ 8.500 atual, {total} escalado\n- Custo por assinatura: R$ 0,035 atual, {each} escalado\n"
            );
            findings(&super::RULE, &text)
        };
        assert_eq!(
            says("R$ 20.500", "R$ 0,010"),
            ["R$ 0,010: 1.200.000 assinaturas at R$ 0,010 cost R$ 12.000, not R$ 20.500"]
        );
        assert_eq!(says("R$ 20.500", "R$ 0,017"), [""; 0], "a month");
        assert_eq!(says("R$ 248.200", "R$ 0,017"), [""; 0], "a year");
        assert_eq!(says("R$ 680", "R$ 0,017"), [""; 0], "a day");
    }

    #[test]
    fn the_cost_of_one_by_the_month_beside_the_total_of_a_year_is_left_alone() {
        let says = |rows: &str| {
            let costs = format!("| Item | Atual | Escalado |\n|---|---|---|\n| API | R$ 2.000 | R$ 6.000 |\n{rows}");
            let text = format!(
                "# Plano\n## Volumes\n- Atual: 1.000 usuários\n- Escalado: 4.000 usuários\n## Custos\n{costs}\n"
            );
            findings(&super::RULE, &text)
        };
        for rows in [
            "| Total | R$ 2.000 | R$ 6.000 |\n| Total anual | R$ 24.000 | R$ 72.000 |\n| Custo por usuário | R$ 2,00 | R$ 1,50 |",
            "| Total | R$ 2.000 | R$ 6.000 |\n| Custo por usuário/ano | R$ 24,00 | R$ 18,00 |",
            "| Total | R$ 2.000 | R$ 6.000 |\n| Custo por usuário ativo | R$ 4,00 | R$ 3,00 |",
        ] {
            assert_eq!(says(rows), [""; 0], "{rows}");
        }
        let wrong = "| Total | R$ 2.000 | R$ 6.000 |\n| Custo por usuário | R$ 2,00 | R$ 2,50 |";
        assert_eq!(says(wrong).len(), 1);
    }
}
