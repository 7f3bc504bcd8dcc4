use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "clarity/quantity-basis-missing",
    summary: Text {
        en: "a cost without currency or period, or a quota or budget that is never stated",
        pt: "um custo sem moeda ou período, ou uma cota ou orçamento nunca informado",
        es: "un costo sin moneda o período, o una cuota o presupuesto que nunca se indica",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Costs, SectionKind::Infrastructure, SectionKind::Monitoring],
    why: Text {
        en: "A cost of 1,500 is cheap a year and dear a day. A quota to be raised and 80% of a budget mean nothing until \
             somebody writes how large they are.",
        pt: "Um custo de 1.500 é barato por ano e caro por dia. Uma cota a aumentar e 80% de um orçamento não significam nada \
             enquanto ninguém escreve de quanto são.",
        es: "Un costo de 1.500 es barato al año y caro al día. Una cuota por ampliar y el 80% de un presupuesto no significan \
             nada mientras nadie escriba de cuánto son.",
    },
    source: "FinOps Foundation: budgeting and forecasting; ISO/IEC/IEEE 29148: requirements are complete",
    bad: "\
# Capacity plan
## Costs
- Servers: $900
- Database: $400
- Total: $1,300
",
    good: "\
# Capacity plan
## Costs
- Servers: $900
- Database: $400
- Total per month: $1,300
",
    check,
};

static NO_CURRENCY: Text = Text {
    en: "nothing says in which currency {figure} is",
    pt: "nada diz em que moeda está {figure}",
    es: "nada dice en qué moneda está {figure}",
};
static NO_PERIOD: Text = Text {
    en: "nothing says whether {figure} is per month, per year or once",
    pt: "nada diz se {figure} é por mês, por ano ou uma vez só",
    es: "nada dice si {figure} es por mes, por año o por única vez",
};
static QUOTA: Text = Text {
    en: "this quota is never stated: nobody can tell whether it is enough",
    pt: "esta cota nunca é informada: não dá para saber se ela basta",
    es: "esta cuota nunca se indica: no se puede saber si alcanza",
};
static SHARE: Text = Text {
    en: "{figure} of a budget that is never stated",
    pt: "{figure} de um orçamento nunca informado",
    es: "{figure} de un presupuesto que nunca se indica",
};
static ALSO: Text = Text { en: "here too", pt: "aqui também", es: "aquí también" };
static WRITE: Text = Text {
    en: "write it beside the number or in the heading",
    pt: "escreva ao lado do número ou no título",
    es: "escríbalo junto al número o en el título",
};
static STATE: Text = Text {
    en: "write how much it is today and planned, per which time",
    pt: "escreva de quanto ela é hoje e no plano, por qual período",
    es: "escriba de cuánto es hoy y en el plan, por qué período",
};
static BUDGET: Text = Text {
    en: "write the budget beside the costs",
    pt: "escreva o orçamento junto dos custos",
    es: "escriba el presupuesto junto a los costos",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let baseless = &canvas.wording.baseless;
    costs(canvas, &baseless.no_currency, &NO_CURRENCY, out);
    if baseless.no_currency.is_empty() {
        costs(canvas, &baseless.no_period, &NO_PERIOD, out);
    }
    if let Some((first, others)) = baseless.quotas.split_first() {
        let finding = out.find(first.span, QUOTA.plain());
        finding.help(STATE.plain()).severity(Severity::Advice);
        for other in others {
            finding.label(other.span, ALSO.plain());
        }
    }
    let mut shares = baseless.shares.iter().filter_map(|&at| canvas.facts.get(at));
    if let Some(first) = shares.next() {
        let finding = out.find(first.span, SHARE.with("figure", first.written.as_str()));
        finding.help(BUDGET.plain()).severity(Severity::Advice);
        for other in shares {
            finding.label(other.span, ALSO.plain());
        }
    }
}

/// Costs that all miss the same: the total, or else the first, is shown.
fn costs(canvas: &Canvas, facts: &[usize], text: &'static Text, out: &mut Outcomes) {
    let Some(first) = facts.first().and_then(|&at| canvas.facts.get(at)) else { return };
    let finding = out.find(first.span, text.with("figure", first.written.as_str()));
    finding.help(WRITE.plain());
    finding.places.extend(facts.iter().skip(1).filter_map(|&at| canvas.facts.get(at)).map(|f| f.span));
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(section: &str, text: &str) -> Vec<String> {
        findings(&RULE, &format!("# Canvas\n## {section}\n{text}\n"))
    }

    #[test]
    fn a_number_without_a_currency_among_money_stands_out() {
        let said = says("Cost", "- Servers: $420/month\n- Storage: 310\n- Database: $270/month");
        assert_eq!(said, ["warning «310» nothing says in which currency 310 is"]);
    }

    #[test]
    fn period_and_currency_may_stand_anywhere_in_the_section() {
        for text in [
            "Valores por mês.\n- Servidor: R$ 900\n- Total: R$ 900",
            "| Item | R$/mês |\n|---|---|\n| Servidor | 900 |",
            "- Servidor: R$ 900 (uma implantação)",
        ] {
            assert!(says("Custos", text).is_empty(), "{text}: {:?}", says("Custos", text));
        }
        assert!(findings(&RULE, "custos_mensais:\n  servidor: R$ 900\n  banco: R$ 200\n").is_empty());
    }

    #[test]
    fn what_a_test_costs_is_paid_whenever_it_runs() {
        let rows = "| Part | Cost |\n|---|---|\n| Machines | $3 |\n| Traffic | $5 |";
        for title in ["One test with 9,000 users", "Custo por teste", "Costo de la prueba"] {
            assert_eq!(says("Costs", &format!("### {title}\n\n{rows}")), [""; 0], "{title}");
        }
        assert_eq!(says("Costs", &rows.replace("Cost ", "Cost per test ")), [""; 0]);
        assert_eq!(says("Costs", rows).len(), 1);
    }

    #[test]
    fn years_and_their_parts_are_periods() {
        for text in [
            "- FY26 spend: $1.2M",
            "- H1 2026: $600k, H2 2026: $700k",
            "- 1º semestre: R$ 600 mil",
            "- 2026: R$ 600 mil",
            "| R$ mil | 2026 | 2027 |\n|---|---|---|\n| Nuvem | 24 | 72 |\n| Total | 24 | 72 |",
        ] {
            assert_eq!(says("Custos", text), [""; 0], "{text}");
        }
        assert_eq!(says("Custos", "- Nuvem: R$ 600 mil").len(), 1);
    }

    #[test]
    fn a_quota_that_is_never_said_is_asked_for() {
        assert_eq!(says("Infraestrutura", "- Ajustar a cota do provedor").len(), 1);
        assert!(says("Infraestrutura", "- Ajustar a cota do provedor para 600 por minuto").is_empty());
        assert!(says("Infraestrutura", "- Ajustar a cota\n- Cota de hoje: 300 req/min").is_empty());
    }

    #[test]
    fn an_error_budget_is_no_money() {
        assert_eq!(says("Monitoring", "- Alert at 80% of the monthly budget").len(), 1);
        assert!(says("Monitoring", "- Alert when 10% of the error budget is burnt").is_empty());
        assert!(says("Monitoring", "- Alert at 80% of the budget of $900/month").is_empty());
    }

    #[test]
    fn a_share_is_of_the_budget_that_its_own_clause_names() {
        for text in [
            "- Static JSON; 5 MB/s budget per POP. Request collapsing cuts origin traffic by 85%.",
            "- O orçamento de CPU é de 5 ms. A compressão reduz o tráfego em 85%",
            "- Usa 60% do orçamento de desempenho",
            "- El presupuesto de CPU es de 5 ms; la compresión reduce el tráfico un 85%",
        ] {
            assert_eq!(says("Strategies", text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(says("Monitoring", "- Email when spend passes 80% of the budget").len(), 1);
        assert_eq!(says("Monitoramento", "- Aviso com 80% do orçamento gasto").len(), 1);
    }

    #[test]
    fn a_quota_among_costs_is_no_money() {
        for text in [
            "- SMS: R$ 500/mês\n- Push: R$ 200/mês\n- Cotas: 60 mil/dia",
            "- Compute: $500/month\n- Disks: $200/month\n- Free tier: 1 million/month",
        ] {
            assert_eq!(says("Costs", text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn quarters_and_burn_rates_say_what_they_are_of() {
        let table = "| Service | Q1 | Q2 |\n|---|---|---|\n| Cloud | $9k | $12k |\n| Total | $9k | $12k |";
        assert_eq!(says("Costs", table), Vec::<String>::new());
        assert_eq!(says("Monitoramento", "- Taxa de queima de 6x em 6 h (5% do orçamento)"), Vec::<String>::new());
        assert_eq!(
            says("Monitoring", "- The provider's availability of 99.99% is not part of our budget"),
            Vec::<String>::new()
        );
    }
}
