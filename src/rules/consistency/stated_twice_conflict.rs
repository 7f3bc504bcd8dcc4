use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/stated-twice-conflict",
    summary: Text {
        en: "the same quantity with two values",
        pt: "a mesma quantidade com dois valores",
        es: "la misma cantidad con dos valores",
    },
    severity: Severity::Error,
    section: &[],
    why: Text {
        en: "This is the most frequent defect of real plans: a table is updated and the summary is not. Readers take \
             the figure they see first, so two teams plan with two numbers.",
        pt: "Este é o defeito mais frequente dos planos reais: a tabela é atualizada e o resumo não. Cada leitor fica com \
             o número que vê primeiro, e duas equipes planejam com dois números.",
        es: "Es el defecto más frecuente de los planes reales: se actualiza la tabla y no el resumen. Cada lector se queda \
             con la cifra que ve primero, y dos equipos planifican con dos números.",
    },
    source: "general arithmetic; tolerance: 10%, real conflicts are far larger",
    bad: "\
# Plano de escalabilidade
## Resumo
O custo total para 10.000 usuários fica em R$ 900/mês.
## Custos para 10.000 usuários
| Item | Custo mensal |
|---|---|
| Servidores | R$ 1.000 |
| Banco de dados | R$ 500 |
| Total | R$ 1.500 |
",
    good: "\
# Plano de escalabilidade
## Resumo
O custo total para 10.000 usuários fica em R$ 1.500/mês.
## Custos para 10.000 usuários
| Item | Custo mensal |
|---|---|
| Servidores | R$ 1.000 |
| Banco de dados | R$ 500 |
| Total | R$ 1.500 |
",
    check,
};

/// How far each of two figures may be off, as a share of itself: together ten percent.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The ends of a range in a heading are rounded: each may be off by an eighth.
const ENDS: Decimal = Decimal::from_parts(125, 0, 0, false, 3);

static COST: Text = Text {
    en: "all of it costs {one} here and {other} elsewhere",
    pt: "o custo de tudo é {one} aqui e {other} em outro lugar",
    es: "el costo de todo es {one} aquí y {other} en otra parte",
};
static HEADING: Text = Text {
    en: "the heading says {one}, the total under it {other}",
    pt: "o título diz {one}, o total abaixo dele {other}",
    es: "el título dice {one}, el total debajo {other}",
};
static SUMMARY: Text = Text {
    en: "this table says {one}, the part that the row is about {other}",
    pt: "esta tabela diz {one}, e a parte de que a linha trata, {other}",
    es: "esta tabla dice {one}, y la parte de que trata la fila, {other}",
};
static PAID: Text = Text {
    en: "{product} is said to cost from {said} on, and the table has {amount} for {row}",
    pt: "{product} custaria a partir de {said}, e a tabela tem {amount} para {row}",
    es: "{product} costaría a partir de {said}, y la tabla tiene {amount} para {row}",
};
static VOLUME: Text = Text {
    en: "the planned volume is {one} here and {other} elsewhere",
    pt: "o volume planejado é {one} aqui e {other} em outro lugar",
    es: "el volumen planificado es {one} aquí y {other} en otra parte",
};
static OTHER: Text = Text { en: "{other} here", pt: "{other} aqui", es: "{other} aquí" };
static HELP: Text = Text {
    en: "keep one of the two figures, or say what makes them different",
    pt: "fique com um dos dois números, ou diga o que os diferencia",
    es: "quédese con una de las dos cifras, o diga qué las diferencia",
};
static PLANNED: Text = Text {
    en: "the only total of the costs is that of the scaled system",
    pt: "o único total dos custos é o do sistema escalado",
    es: "el único total de los costos es el del sistema escalado",
};
static HOLDS: Text = Text {
    en: "{one} = {other} in both places",
    pt: "{one} = {other} nos dois lugares",
    es: "{one} = {other} en los dos lugares",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let totals: Vec<&Bill> = canvas.bills.iter().filter(|b| b.is_total).collect();
    for mention in canvas.bills.iter().filter(|b| !b.is_total) {
        let (here, alike) = (&canvas.facts[mention.fact], |t: &&&Bill| comparable(canvas, mention, t));
        // Where one of several totals agrees, that is the one that is meant.
        let matching: Vec<&&Bill> = totals.iter().filter(alike).collect();
        let agrees = |t: &&&&Bill| !far(here, &canvas.facts[t.fact]);
        if let Some(total) = matching.iter().find(agrees) {
            compare(here, &canvas.facts[total.fact], out);
        } else if let [total] = matching.as_slice() {
            let finding = report(here, &canvas.facts[total.fact], &COST, out);
            if total.when != mention.when {
                finding.severity(Severity::Warning).assuming(PLANNED.plain());
            }
        }
    }
    for headline in &canvas.headlines {
        let (heading, total) = (&canvas.facts[headline.heading], &canvas.facts[headline.total]);
        // A table of totals leaves the period to its title.
        let unsaid = headline.in_table && heading.quantity.per.is_none();
        if !unsaid && heading.quantity.per != total.quantity.per || !heading.same_currency(total) {
            continue;
        }
        // A part of the total may be open at one end in the table alone.
        if !far(heading, total) && (headline.in_table || !ends_far(heading, total)) {
            compare(heading, total, out);
        } else {
            let text = if headline.in_table { &SUMMARY } else { &HEADING };
            let finding = report(heading, total, text, out);
            if headline.in_table || !far(heading, total) || heading.quantity.approximate || total.quantity.approximate {
                finding.severity(Severity::Warning);
            }
        }
    }
    for from in paid::contradictions(canvas) {
        let Some(first) = from.said.first() else { continue };
        let message = PAID
            .with("product", from.product.as_str())
            .with("said", demand::shown(first))
            .with("amount", from.amount.written.as_str())
            .with("row", from.row.label.as_str());
        let finding = out.find(from.amount.span, message);
        finding.severity(Severity::Warning).help(HELP.plain());
        for said in &from.said {
            finding.label(said.span, OTHER.with("other", demand::shown(said)));
        }
    }
    volumes(canvas, out);
}

/// Whether a mention and a total are of the same scenario or size, period and currency.
fn comparable(canvas: &Canvas, mention: &Bill, total: &Bill) -> bool {
    let (here, there) = (&canvas.facts[mention.fact], &canvas.facts[total.fact]);
    let same_time = match (&mention.when, &total.when) {
        (When::Unsaid, _) => false,
        (When::Scenario(ScenarioKind::Scaled), When::Unsaid) => true,
        (one, other) => one == other,
    };
    same_time && mention.per == total.per && here.same_currency(there) && here.entry != there.entry
}

fn far(one: &Fact, other: &Fact) -> bool {
    one.quantity.bounds().disjoint(&other.quantity.bounds(), SLACK)
}

/// Whether both are ranges of which an end that both have is off.
fn ends_far(one: &Fact, other: &Fact) -> bool {
    let (a, b) = (one.quantity.bounds(), other.quantity.bounds());
    let range = |i: &Interval| i.value().is_none() && i.low.is_some();
    let off = |a: Option<Decimal>, b: Option<Decimal>| {
        a.zip(b).is_some_and(|(a, b)| Interval::point(a).disjoint(&Interval::point(b), ENDS))
    };
    range(&a) && range(&b) && (off(a.low, b.low) || off(a.high, b.high))
}

fn compare(here: &Fact, there: &Fact, out: &mut Outcomes) {
    let message = HOLDS.with("one", here.written.as_str()).with("other", there.written.as_str());
    out.pass(here.span, [there.span], message);
}

fn report<'a>(here: &Fact, there: &Fact, wrong: &'static Text, out: &'a mut Outcomes) -> &'a mut Finding {
    let message = wrong.with("one", here.written.as_str()).with("other", there.written.as_str());
    let finding = out.find(here.span, message);
    finding
        .label(there.span, OTHER.with("other", there.written.as_str()))
        .figures(there.written.as_str(), here.written.as_str())
        .help(HELP.plain());
    finding
}

/// Planned volumes of one name, scenario, statistic and period in two sections.
fn volumes(canvas: &Canvas, out: &mut Outcomes) {
    let of = |v: &Volume| &canvas.facts[v.fact];
    let planned: Vec<&Volume> = canvas.volumes.iter().filter(|v| v.state == State::Later).collect();
    let places: Vec<Option<usize>> = planned.iter().map(|v| place(canvas, of(v))).collect();
    let mut told: Vec<(Option<usize>, Option<usize>)> = Vec::new();
    for (at, first) in planned.iter().enumerate() {
        let apart = |o: &&&Volume| of(o).sections != of(first).sections;
        let named = |o: &&&Volume| !first.subject.is_empty() && o.subject == first.subject && alike(canvas, o, first);
        let alone = |v: &Volume| {
            let same = |o: &&&Volume| o.subject == v.subject && alike(canvas, o, v);
            planned.iter().filter(same).filter(|o| of(o).sections == of(v).sections).count() == 1
        };
        let second = planned[at + 1..].iter().find(|o| named(o) && apart(o));
        if let Some(second) = second.filter(|s| alone(s) && alone(first)) {
            if far(of(first), of(second)) {
                report(of(second), of(first), &VOLUME, out).severity(Severity::Warning);
            } else {
                compare(of(second), of(first), out);
            }
            continue;
        }
        // In words and in a table, for the same number of months from now.
        let alone = |v: &Volume, at: Option<usize>| {
            let beside = planned.iter().zip(&places).filter(|(o, place)| **place == at && dated(canvas, o, v));
            beside.count() == 1
        };
        let here = places.get(at).copied().flatten();
        let mut later = planned.iter().zip(&places).skip(at + 1);
        let second = later.find(|(o, place)| **place != here && dated(canvas, o, first));
        let Some((second, there)) = second.map(|(second, place)| (second, *place)) else { continue };
        if !alone(second, there) || !alone(first, here) {
            continue;
        }
        if !far(of(first), of(second)) {
            compare(of(second), of(first), out);
        } else if !told.contains(&(here, there)) {
            // One table that is shifted against another is one mistake.
            told.push((here, there));
            report(of(second), of(first), &VOLUME, out).severity(Severity::Warning);
        }
    }
}

/// Whether two volumes are of one scenario, statistic, unit and period.
fn alike(canvas: &Canvas, one: &Volume, other: &Volume) -> bool {
    let (a, b) = (&canvas.facts[one.fact], &canvas.facts[other.fact]);
    let scenario = |f: &Fact| f.scenario.and_then(|s| canvas.scenarios.get(s));
    one.load == other.load
        && a.quantity.unit == b.quantity.unit
        && a.quantity.per == b.quantity.per
        && scenario(a).zip(scenario(b)).is_some_and(|(a, b)| a.same_as(b))
}

/// Whether two volumes count the same things in the same number of months from now.
fn dated(canvas: &Canvas, one: &Volume, other: &Volume) -> bool {
    let a = &canvas.facts[one.fact];
    let scenario = a.scenario.and_then(|s| canvas.scenarios.get(s));
    let horizon = scenario.is_some_and(|s| matches!(s.kind, ScenarioKind::Horizon(_)) && s.population.is_none());
    let counted = matches!(a.quantity.unit, Unit::Count(_)) && a.quantity.relation == Relation::Equal;
    horizon
        && counted
        && !one.own.is_empty()
        && one.own == other.own
        && one.at_once == other.at_once
        && alike(canvas, one, other)
}

/// The innermost section that a number stands in.
fn place(canvas: &Canvas, fact: &Fact) -> Option<usize> {
    canvas.sections.iter().rposition(|s| s.span.start <= fact.span.start && fact.span.end <= s.span.end)
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "## Costs at 5,000 users\n| Item | Per month |\n|---|---|\n| API | $700 |\n| Data | $300 |\n| Total | $1,000 |\n";

    fn summary(text: &str) -> Vec<String> {
        findings(&RULE, &format!("# Plan\n## Summary\n{text}\n{TABLE}"))
    }

    #[test]
    fn a_summary_that_the_table_contradicts_is_found() {
        assert_eq!(summary("At 5,000 users we expect to pay about $600/month.").len(), 1);
        assert!(summary("At 5,000 users we expect to pay about $950/month.").is_empty());
    }

    #[test]
    fn a_heading_with_another_amount_than_the_total_under_it_is_found() {
        let text = |heading: &str| {
            format!(
                "# Plan\n## Costs\n### {heading}\n| Item | Cost |\n|---|---|\n| Gateway | $65/month |\n| Endpoints | $51/month |\n| Subtotal | $116/month |\n"
            )
        };
        let said = findings(&RULE, &text("Network: **$52.50/month** (45% reduction)"));
        assert_eq!(said, ["error «$52.50/month» the heading says $52.50/month, the total under it $116/month"]);
        for heading in [
            "Network: $116/month",
            "Network (budget of $200/month)",
            "Network: from $180 to $116/month",
            "Network, budget $90/month",
            "Network, $0.30 per user per month",
            "Network: $1,392/year",
            "Network: $100-120/month",
        ] {
            assert_eq!(findings(&RULE, &text(heading)), Vec::<String>::new(), "{heading}");
        }
    }

    #[test]
    fn the_total_of_a_breakdown_is_told_from_the_heading_said_again() {
        let says = |lines: &str| findings(&RULE, &format!("# Plan\n## Costs\n### Network: $90/month\n{lines}")).len();
        let breakdown = "- Gateway: $65/month\n- Endpoints: $51/month\n- Total: $116/month\n";
        assert_eq!(says(&format!("{breakdown}\n**Total cost: $90/month**\n")), 1);
        assert_eq!(says(&format!("{breakdown}\nScaled:\n- Gateway: $90/month\n- Total: $90/month\n")), 0);
    }

    #[test]
    fn a_paid_plan_that_the_table_bills_earlier_is_found() {
        let noted = |note: &str| {
            findings(
                &RULE,
                &format!(
                    "# Plan\n## Costs by size\n| Users | Hosting | Search | Total |\n|---|---|---|---|\n| 100 | $0 | $0 | $0 |\n| 2,000 | $20 | $0 | $20 |\n| 8,000 | $20 | $35 | $55 |\n| 40,000 | $20 | $35 | $55 |\n\n## Notes\n- {note}\n"
                ),
            )
        };
        let says = |from: &str| noted(&format!("Search $35: the Pro plan is required above {from}"));
        let said = says("30,000 users");
        assert!(said.len() == 1 && said[0].contains("Search is said") && said[0].starts_with("warning"), "{said:?}");
        assert!(says("7,000 users").is_empty());
        assert_eq!(says("500 users").len(), 1);
        assert!(says("30,000 searches").is_empty());
        assert_eq!(noted("Search: upgrade at 30,000 users").len(), 1);
        assert!(noted("Search: the paid plan holds up to 30,000 users").is_empty());
    }

    #[test]
    fn a_table_of_totals_agrees_with_the_parts_that_it_names() {
        let says = |total: &str, name: &str| {
            findings(
                &RULE,
                &format!(
                    "# Costs\n## Summary\n| Stage | Users | Total |\n|---|---|---|\n| Pilot | 0-100 | $10-20 |\n| Roll-out | 5,000 | {total} |\n\n## Phase 2: {name} (5,000 users)\n- API: $100\n\n**Total Cost: $300-350/month**\n"
                ),
            )
        };
        let said = says("$700-900", "Roll-out");
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
        assert!(says("$300-350", "Roll-out").is_empty());
        assert!(says("$320+", "Roll-out").is_empty());
        assert!(says("$700-900", "Late roll-out").is_empty());
    }

    #[test]
    fn a_forecast_in_words_is_held_against_the_table_of_the_same_month() {
        let says = |words: &str| {
            findings(
                &RULE,
                &format!(
                    "# Plano de capacidade\n## Volumes esperados\n{words}\n## Projeção de custos\n| Prazo | Lojas | Pedidos | Total |\n|---|---|---|---|\n| 6 meses | 80 | 9.600 | R$ 400 |\n| 12 meses | 300 | 36.000 | R$ 900 |\n"
                ),
            )
        };
        let shifted =
            "- 6 meses: 20 lojas × 120 pedidos = 2.400 pedidos\n- 12 meses: 80 lojas × 120 pedidos = 9.600 pedidos";
        let said = says(shifted);
        assert!(said.len() == 1 && said[0].starts_with("warning") && said[0].contains("2.400 pedidos"), "{said:?}");
        for fits in [
            "- 6 meses: 80 lojas × 120 pedidos = 9.600 pedidos",
            "- 6 meses: 2.400 pedidos no app",
            "- 6 meses: 2.400 pedidos/dia",
            "- 6 meses: 400 pedidos no app e 900 pedidos na web",
            "- 6 meses: mais de 2.400 pedidos",
            "- 6 meses: 2.400 pedidos simultâneos",
            "- 9 meses: 2.400 pedidos",
        ] {
            assert_eq!(says(fits), Vec::<String>::new(), "{fits}");
        }
    }

    #[test]
    fn a_conclusion_names_the_cost_of_a_size_too() {
        let said = summary("**Conclusion:** the cost reaches $300/month at 5,000 users.");
        assert_eq!(said.len(), 1, "{said:?}");
    }

    #[test]
    fn another_size_period_part_or_limit_is_another_quantity() {
        assert!(summary("At 900 users we expect to pay $600/month.").is_empty());
        assert!(summary("At 5,000 users we expect to pay $9,000/year.").is_empty());
        assert!(summary("At 5,000 users the database costs $600/month.").is_empty());
        assert!(summary("At 5,000 users the cost must stay under $600/month.").is_empty());
        assert!(summary("We pay $600/month today.").is_empty());
        assert!(summary("At 5,000 users the cost is $0.30 per user per month.").is_empty());
    }
}
