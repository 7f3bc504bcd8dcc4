use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/alert-autoscale-inverted",
    summary: Text {
        en: "an alert that fires before the system has begun to scale",
        pt: "um alerta que dispara antes de o sistema começar a escalar",
        es: "una alerta que se dispara antes de que el sistema empiece a escalar",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Monitoring, SectionKind::Infrastructure],
    why: Text {
        en: "Scaling is there so that nobody has to get up. An alert below the trigger calls people for what the autoscaler \
             is about to solve.",
        pt: "O autoscaling existe para que ninguém seja acordado. Um alerta abaixo do gatilho chama pessoas para o que o \
             autoscaling ia resolver.",
        es: "El autoescalado existe para no despertar a nadie. Una alerta por debajo del disparador llama a \
             personas por lo que el autoescalado iba a resolver.",
    },
    source: "Kubernetes documentation: Horizontal Pod Autoscaling",
    bad: "\
# Capacity plan
## Infrastructure
- Autoscaling: adds a replica when CPU is above 80%
## Monitoring
- Alert: CPU > 70% for 5 min
",
    good: "\
# Capacity plan
## Infrastructure
- Autoscaling: adds a replica when CPU is above 60%
## Monitoring
- Alert: CPU > 80% for 5 min
",
    check,
};

static INVERTED: Text = Text {
    en: "this alert fires at {alert}, the system scales only at {trigger}",
    pt: "este alerta dispara em {alert}, o sistema só escala em {trigger}",
    es: "esta alerta se dispara con {alert}, el sistema solo escala con {trigger}",
};
static SCALES: Text = Text { en: "scales here", pt: "escala aqui", es: "escala aquí" };
static HELP: Text = Text {
    en: "scale before {alert}, or alert above {trigger}",
    pt: "escale antes de {alert}, ou alerte acima de {trigger}",
    es: "escale antes de {alert}, o avise por encima de {trigger}",
};
static HOLDS: Text = Text {
    en: "scales at {trigger}, alert at {alert}",
    pt: "escala em {trigger}, alerta em {alert}",
    es: "escala con {trigger}, alerta con {alert}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let of = |role: Role| canvas.targets.iter().filter(move |t| t.role == role && t.metric == Metric::Utilisation);
    // An early notice below the trigger does no harm while the last alert is above it.
    let Some(alert) = of(Role::Alert).filter(|t| is_cpu(canvas, t)).max_by_key(|t| t.limit) else { return };
    let Some(trigger) = of(Role::Trigger).filter(|t| is_cpu(canvas, t)).min_by_key(|t| t.limit) else { return };
    let (Some(fires), Some(scales)) = (promise::fact(canvas, alert), promise::fact(canvas, trigger)) else { return };
    let related = alert.scope.is_everything() || trigger.scope.is_everything() || alert.scope.same_as(&trigger.scope);
    let phases = promise::same_phase(canvas, alert, trigger);
    if !related || !phases {
        return;
    }
    let (alert_at, trigger_at) = (promise::figure(canvas, alert), promise::figure(canvas, trigger));
    if alert.limit >= trigger.limit {
        out.pass(fires.span, [scales.span], HOLDS.with("trigger", trigger_at).with("alert", alert_at));
        return;
    }
    out.find(fires.span, INVERTED.with("alert", alert_at.as_str()).with("trigger", trigger_at.as_str()))
        .label(scales.span, SCALES.plain())
        .help(HELP.with("alert", alert_at).with("trigger", trigger_at));
}

/// Processor time is what systems scale by and alert on alike; memory and disks have triggers of other kinds.
fn is_cpu(canvas: &Canvas, target: &Target) -> bool {
    let Some(fact) = promise::fact(canvas, target) else { return false };
    let resource = fact
        .words
        .iter()
        .find(|w| matches!(w.as_str(), "cpu" | "memoria" | "memory" | "ram" | "disco" | "disk" | "pool"));
    resource.is_some_and(|w| w == "cpu")
}
