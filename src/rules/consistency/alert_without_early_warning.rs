use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/alert-without-early-warning",
    summary: Text {
        en: "an only alert that fires at the objective itself",
        pt: "um único alerta, que dispara no próprio valor do objetivo",
        es: "una única alerta, que se dispara en el propio valor del objetivo",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Monitoring],
    why: Text {
        en: "An alert at the objective tells that the promise is being broken. A second one before it leaves time to act.",
        pt: "Um alerta no valor do objetivo avisa que a promessa está sendo quebrada. Um segundo, antes dele, dá tempo de \
             agir.",
        es: "Una alerta en el valor del objetivo avisa de que la promesa se está rompiendo. Una segunda, antes, deja tiempo \
             para actuar.",
    },
    source: "SRE Workbook, chapter 5: Alerting on SLOs",
    bad: "\
# Capacity plan
## Objective
- p95 latency < 2 s
## Monitoring
- Alert: p95 latency > 2 s for 5 min
",
    good: "\
# Capacity plan
## Objective
- p95 latency < 2 s
## Monitoring
- Alert: p95 latency > 1.6 s for 10 min
",
    check,
};

/// How much of the objective is used up when the first alert should have fired.
const EARLY: Decimal = Decimal::from_parts(8, 0, 0, false, 1);

static SAME: Text = Text {
    en: "the only alert fires at {alert}, which is the objective",
    pt: "o único alerta dispara em {alert}, que é o objetivo",
    es: "la única alerta se dispara con {alert}, que es el objetivo",
};
static PROMISED: Text = Text { en: "promised here", pt: "prometido aqui", es: "prometido aquí" };
static HELP: Text =
    Text { en: "add a warning at {early}", pt: "acrescente um aviso em {early}", es: "añada un aviso con {early}" };

static ASSUMED: Text = Text {
    en: "alert and objective are on the same statistic",
    pt: "alerta e objetivo são sobre a mesma estatística",
    es: "la alerta y el objetivo son sobre la misma estadística",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for guard in promise::guards(canvas, Role::Alert) {
        let nearly = (Decimal::TWO - promise::NEARLY..=promise::NEARLY).contains(&guard.ratio);
        // Availability is alerted on by how fast its budget is used up.
        if !nearly || guard.tiers > 1 || guard.objective.metric == Metric::Availability {
            continue;
        }
        let (Some(alert), Some(promised)) =
            (promise::fact(canvas, guard.limit), promise::fact(canvas, guard.objective))
        else {
            continue;
        };
        let early = guard.limit.limit.checked_mul(EARLY).and_then(|e| e.checked_div(alert.quantity.unit.base()));
        let finding = out.find(alert.span, SAME.with("alert", promise::figure(canvas, guard.limit)));
        finding.label(promised.span, PROMISED.plain());
        if guard.assumed {
            finding.assuming(ASSUMED.plain());
        }
        if let Some(early) = early {
            finding.help(HELP.with("early", alert.notation.print(early, None)));
        }
    }
}
