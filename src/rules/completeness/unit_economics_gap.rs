use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/unit-economics-gap",
    summary: Text {
        en: "an objective for costs, and nothing to compare them to",
        pt: "um objetivo de custo, e nada com que comparar os custos",
        es: "un objetivo de costo, y nada con que comparar los costos",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Costs],
    why: Text {
        en: "R$ 3,500 a month is cheap or dear only beside what is paid today, what one user brings in, or what may be spent.",
        pt: "R$ 3.500 por mês só é caro ou barato ao lado do que se paga hoje, do que um usuário rende ou do que se pode gastar.",
        es: "R$ 3.500 al mes solo es caro o barato junto a lo que se paga hoy, lo que aporta un usuario o lo que se puede gastar.",
    },
    source: "FinOps Foundation, framework: unit economics",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- Custo proporcional ao uso, p95 < 800 ms\n## Volumes\n- Hoje: 900 pedidos/dia\n- Em 2027: 9.000 pedidos/dia\n\
          ## Infraestrutura\n- 4 pods\n## Custos\n- Pods: R$ 900/mês\n- Banco: R$ 400/mês\n- Total: R$ 1.300/mês\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- Custo proporcional ao uso, p95 < 800 ms\n## Volumes\n- Hoje: 900 pedidos/dia\n- Em 2027: 9.000 pedidos/dia\n\
           ## Infraestrutura\n- 4 pods\n## Custos\n- Pods: R$ 900/mês\n- Banco: R$ 400/mês\n- Total: R$ 1.300/mês (R$ 450/mês hoje)\n",
    check,
};

static MISSING: Text = Text {
    en: "nothing to compare the costs with: neither today's, nor per user or order, nor a budget or a revenue",
    pt: "nada com que comparar os custos: nem os de hoje, nem por usuário ou pedido, nem orçamento ou receita",
    es: "nada con que comparar los costos: ni los de hoy, ni por usuario o pedido, ni presupuesto o ingresos",
};
static VOLUME: Text = Text { en: "for this volume", pt: "para este volume", es: "para este volumen" };
static OBJECTIVE: Text =
    Text { en: "the objective speaks of cost", pt: "o objetivo fala de custo", es: "el objetivo habla de costo" };
static HELP: Text = Text {
    en: "add today's cost, or the cost per user beside what one brings in",
    pt: "acrescente o custo de hoje, ou o custo por usuário ao lado do que cada um rende",
    es: "añada el costo de hoy, o el costo por usuario junto a lo que cada uno aporta",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    // A plan that wants nothing of its costs owes no comparison.
    let aimed = canvas.topics_in(SectionKind::Objective).contains(Topic::Cost);
    if !canvas.is_whole() || !canvas.is_filled(SectionKind::Costs) || !aimed {
        return;
    }
    let money = |f: &&Fact| matches!(f.metric, Metric::Cost | Metric::UnitCost);
    let positive = |f: &&Fact| f.quantity.interval.high.is_none_or(|high| high > Decimal::ZERO);
    let costs: Vec<&Fact> = canvas.facts_in(SectionKind::Costs).filter(money).filter(positive).collect();
    let now =
        |f: &Fact| f.scenario.and_then(|s| canvas.scenarios.get(s)).is_some_and(|s| s.kind != ScenarioKind::Scaled);
    let compared = canvas.facts.iter().filter(money).any(|f| f.metric == Metric::UnitCost || now(f))
        || !canvas.budgets.is_empty()
        || canvas.mentions.iter().any(|m| m.topics.contains(Topic::Value) && is_about_money(m))
        || canvas.topics_in(SectionKind::Costs).contains(Topic::Free);
    let volume =
        canvas.volumes.iter().map(|v| &canvas.facts[v.fact]).rfind(|f| f.sections.contains(SectionKind::Volumes));
    let Some(volume) = volume.filter(|_| !compared && costs.len() > 1) else { return };
    let total = canvas.bills.iter().find(|b| b.is_total).map(|b| &canvas.facts[b.fact]);
    let Some(place) = total.or(costs.first().copied()) else { return };
    let finding = out.find(place.span, MISSING.plain()).help(HELP.plain());
    finding.label(volume.span, VOLUME.plain());
    if let Some(objective) = canvas.mentions_in(SectionKind::Objective).find(|m| m.topics.contains(Topic::Cost)) {
        finding.label(objective.text.span, OBJECTIVE.plain());
    }
}

/// A line on money: in the section on costs, or about cost anywhere.
fn is_about_money(mention: &Mention) -> bool {
    mention.sections.contains(SectionKind::Costs) && !mention.is_title
        || mention.topics.contains(Topic::Cost) && !mention.sections.contains(SectionKind::Volumes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(objective: &str, costs: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- {objective}\n## Volumes\n- Today: 90 orders/day\n- In 2027: 900 orders/day\n## Infrastructure\n- 4 servers\n## Costs\n{costs}\n"
            ),
        )
    }

    #[test]
    fn anything_to_compare_with_is_enough() {
        for costs in [
            "- Servers: US$ 90/month (US$ 40 today)\n- Database: US$ 9/month",
            "- Servers: US$ 90/month\n- Database: US$ 9/month\n- Cost per order: US$ 0.004",
            "- Servers: US$ 90/month\n- Database: US$ 9/month\n- The budget is US$ 120 a month",
            "- Servers: US$ 90/month\n- Database: US$ 9/month\n- A subscription brings US$ 5",
            "| | Today | 2027 |\n|---|---|---|\n| Servers | US$ 40 | US$ 90 |\n| Database | US$ 5 | US$ 9 |",
        ] {
            assert_eq!(with("costs in line with use, p95 < 1 s", costs), Vec::<String>::new(), "{costs}");
        }
        let bare = "- Servers: US$ 90/month\n- Database: US$ 9/month";
        assert_eq!(with("costs in line with use, p95 < 1 s", bare).len(), 1);
        assert!(with("p95 < 1 s", bare).is_empty());
    }
}
