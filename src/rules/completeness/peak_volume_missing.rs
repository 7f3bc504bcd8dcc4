use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "completeness/peak-volume-missing",
    summary: Text {
        en: "volumes per day or month, and no peak",
        pt: "volumes por dia ou por mês, e nenhum pico",
        es: "volúmenes por día o por mes, y ningún pico",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "Systems are sized for their busiest minutes. The same number of orders a day needs one server when they come \
             evenly and ten when they come at noon.",
        pt: "Sistemas são dimensionados para seus minutos mais cheios. O mesmo número de pedidos por dia pede um servidor se \
             eles chegam por igual e dez se chegam ao meio-dia.",
        es: "Los sistemas se dimensionan para sus minutos más cargados. El mismo número de pedidos al día necesita un servidor \
             si llegan por igual y diez si llegan al mediodía.",
    },
    source: "Google SRE book, ch. 21 Handling Overload; Azure Well-Architected Framework, PE:02",
    bad: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- Hoje: 1.000 pedidos/dia, com picos no almoço\n- Em 2027: 10.000 pedidos/dia\n\
          ## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n",
    good: "# Canvas de escalabilidade\n## Objetivo\n- p95 < 800 ms\n## Volumes\n- Hoje: 1.000 pedidos/dia, com picos de 300/h no almoço\n- Em 2027: 10.000 pedidos/dia\n\
           ## Custos\n- R$ 9/mês\n## Riscos\n- Risco: fila cheia\n",
    check,
};

static MISSING: Text = Text {
    en: "volumes per {period} only, {volume} for instance; no figure for the peak",
    pt: "há só volumes por {period}, como {volume}; nenhuma cifra do pico",
    es: "solo hay volúmenes por {period}, como {volume}; ninguna cifra del pico",
};
static DAY: Text = Text { en: "day", pt: "dia", es: "día" };
static WEEK: Text = Text { en: "week", pt: "semana", es: "semana" };
static MONTH: Text = Text { en: "month", pt: "mês", es: "mes" };
static YEAR: Text = Text { en: "year", pt: "ano", es: "año" };
static SPOKEN: Text =
    Text { en: "peaks are spoken of here", pt: "aqui se fala de picos", es: "aquí se habla de picos" };
static HELP: Text = Text {
    en: "write the busiest hour or minute, or by what factor it is above the mean",
    pt: "escreva a hora ou o minuto mais cheio, ou quantas vezes ele passa da média",
    es: "escriba la hora o el minuto más cargado, o cuántas veces supera la media",
};

/// Places that are shown.
const SHOWN: usize = 3;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    if !canvas.is_filled(SectionKind::Volumes) || !canvas.is_whole() {
        return;
    }
    let slow = |v: &&Volume| period(canvas, v).is_some();
    let Some(volume) = canvas.volumes.iter().rfind(slow) else { return };
    let Some(period) = period(canvas, volume) else { return };
    if has_peak(canvas) || canvas.topics_in(SectionKind::Volumes).contains(Topic::Batch) {
        return;
    }
    let fact = &canvas.facts[volume.fact];
    let spoken: Vec<&Mention> = canvas.mentions.iter().filter(|m| m.topics.contains(Topic::Peak)).take(SHOWN).collect();
    let finding = out.find(fact.span, MISSING.with("period", period).with("volume", fact.written.as_str()));
    finding.help(HELP.plain());
    for mention in &spoken {
        finding.label(mention.text.span, SPOKEN.plain());
    }
    // Where nobody spoke of peaks there may be none worth a number.
    if spoken.is_empty() {
        finding.severity(Severity::Advice);
    }
}

/// The period of a volume in the section, when it is a day or longer.
fn period(canvas: &Canvas, volume: &Volume) -> Option<&'static Text> {
    let fact = canvas.facts.get(volume.fact)?;
    match fact.quantity.per.filter(|_| fact.sections.contains(SectionKind::Volumes))? {
        Period::Day => Some(&DAY),
        Period::Week => Some(&WEEK),
        Period::Month => Some(&MONTH),
        Period::Year => Some(&YEAR),
        _ => None,
    }
}

/// Whether any number outside of tests and alerts is a peak: called so, counted at one time, per hour or shorter.
fn has_peak(canvas: &Canvas) -> bool {
    const PEAK: &[&str] =
        &["pico", "peak", "max", "simult", "concur", "burst", "rajada", "rafaga", "sazonal", "season", "rush"];
    const AT_ONCE: &[[&str; 2]] = &[["same", "time"], ["mesmo", "tempo"], ["mismo", "tiempo"]];
    const ELSEWHERE: &[SectionKind] = &[SectionKind::LoadTest, SectionKind::Monitoring, SectionKind::Costs];
    let short = |f: &Fact| matches!(f.quantity.per, Some(Period::Second | Period::Minute | Period::Hour));
    // "Thousands" is no figure.
    let counted = |f: &Fact| {
        matches!(f.quantity.unit, Unit::Count(_) | Unit::Bare | Unit::Factor | Unit::Percent(_))
            && f.written.contains(|c: char| c.is_ascii_digit())
    };
    // "1,000 a day, with peaks at noon" is no peak.
    let long = |f: &Fact| matches!(f.quantity.per, Some(Period::Day | Period::Week | Period::Month | Period::Year));
    let called = |f: &Fact| {
        matches!(f.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum))
            || !long(f) && f.words.iter().any(|w| PEAK.iter().any(|stem| w.starts_with(stem)))
            || AT_ONCE.iter().any(|pair| pair.iter().all(|word| f.words.iter().any(|w| w == word)))
    };
    let is_peak = |f: &Fact| {
        counted(f) && !ELSEWHERE.iter().any(|&s| f.sections.contains(s)) && (called(f) || short(f) && is_demand(f))
    };
    canvas.facts.iter().any(is_peak)
}

/// What one component serves per second is no demand.
fn is_demand(fact: &Fact) -> bool {
    !fact.sections.contains(SectionKind::Infrastructure) || fact.sections.contains(SectionKind::Volumes)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(volumes: &str) -> Vec<String> {
        findings(
            &RULE,
            &format!(
                "# Scalability canvas\n## Objective\n- p95 < 1 s\n## Volumes\n{volumes}\n## Costs\n- US$ 9/month\n## Risks\n- Risk: outage\n"
            ),
        )
    }

    #[test]
    fn a_peak_in_any_form_is_enough() {
        for volumes in [
            "- 900 orders/day, 200 users at the same time\n",
            "- 900 orders/day, noon is 3x busier than the mean at its peak\n",
            "- 900 orders/day\n- 40 requests per minute\n",
            "- 90,000 payslips per month, in a nightly batch\n",
            "- 4,000 registered users\n",
            "| | Mean | Peak |\n|---|---|---|\n| Orders per day | 900 | 2,000 |\n",
        ] {
            assert_eq!(with(volumes), Vec::<String>::new(), "{volumes}");
        }
    }

    #[test]
    fn it_is_advice_where_nobody_speaks_of_peaks() {
        assert_eq!(with("- 900 orders/day\n").len(), 1);
        assert!(with("- 900 orders/day\n")[0].starts_with("advice"));
    }
}
