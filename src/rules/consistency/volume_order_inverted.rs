use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/volume-order-inverted",
    summary: Text {
        en: "a peak below its mean, or a planned volume below today's",
        pt: "um pico abaixo da média, ou um volume planejado abaixo do atual",
        es: "un pico por debajo de la media, o un volumen planificado por debajo del actual",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "A peak cannot be lower than the mean over a longer time, and a plan for growth seldom plans for less. Usually \
             two cells were swapped, or one of them was left behind when the plan changed.",
        pt: "Um pico não pode ser menor que a média de um tempo mais longo, e um plano de crescimento raramente planeja \
             menos. Em geral duas células foram trocadas, ou uma ficou para trás quando o plano mudou.",
        es: "Un pico no puede ser menor que la media de un tiempo más largo, y un plan de crecimiento rara vez planifica \
             menos. Por lo general se intercambiaron dos celdas, o una quedó atrás cuando cambió el plan.",
    },
    source: "general arithmetic",
    bad: "\
# Capacity plan
## Volumes
| | Today | Scaled |
|---|---|---|
| Searches, mean | 20 req/s | 120 req/s |
| Searches, peak | 70 req/s | 90 req/s |
",
    good: "\
# Capacity plan
## Volumes
| | Today | Scaled |
|---|---|---|
| Searches, mean | 20 req/s | 120 req/s |
| Searches, peak | 70 req/s | 390 req/s |
",
    check,
};

static PEAK: Text = Text {
    en: "a peak of {peak} is below the mean of {mean}",
    pt: "um pico de {peak} fica abaixo da média de {mean}",
    es: "un pico de {peak} queda por debajo de la media de {mean}",
};
static PEAK_OF_TOTAL: Text = Text {
    en: "a peak of {peak} is below what {mean} come to on average: {rate} per second",
    pt: "um pico de {peak} fica abaixo do que {mean} dão em média: {rate} por segundo",
    es: "un pico de {peak} queda por debajo de lo que {mean} dan en promedio: {rate} por segundo",
};
static MEAN: Text = Text { en: "the mean", pt: "a média", es: "la media" };
static PEAK_HELP: Text = Text {
    en: "write the peak as at least {mean}, or correct the mean",
    pt: "escreva o pico com pelo menos {mean}, ou corrija a média",
    es: "escriba el pico con al menos {mean}, o corrija la media",
};
static LESS: Text = Text {
    en: "{after} are planned, fewer than the {before} of today",
    pt: "o plano prevê {after}, menos que os {before} de hoje",
    es: "el plan prevé {after}, menos que los {before} de hoy",
};
static NOW: Text = Text { en: "today", pt: "hoje", es: "hoy" };
static LESS_HELP: Text = Text {
    en: "swap or correct the two figures; if it is meant to shrink, say why",
    pt: "troque ou corrija os dois números; se é para diminuir, diga por quê",
    es: "intercambie o corrija las dos cifras; si debe disminuir, diga por qué",
};
static UNIFORM: Text = Text {
    en: "{mean} is all of it, and the peak is of the same thing",
    pt: "{mean} é tudo, e o pico é da mesma coisa",
    es: "{mean} es todo, y el pico es de lo mismo",
};
static HOLDS: Text =
    Text { en: "peak {peak} ≥ mean {mean}", pt: "pico {peak} ≥ média {mean}", es: "pico {peak} ≥ media {mean}" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let mut by_subject: HashMap<&[Word], Vec<&Volume>> = HashMap::new();
    for volume in canvas.volumes.iter().filter(|v| !v.subject.is_empty()) {
        by_subject.entry(&volume.subject).or_default().push(volume);
    }
    for peak in canvas.volumes.iter().filter(|v| v.load == Load::Peak) {
        check_peak(canvas, peak, by_subject.get(peak.subject.as_slice()).map_or(&[], Vec::as_slice), out);
    }
    for growth in &canvas.growth {
        let (from, to) = (&canvas.facts[growth.from], &canvas.facts[growth.to]);
        if is_ceiling(to)
            || canvas.fall_explained
            || growth.after.high.is_some_and(|after| after.is_zero())
            || is_split(from, to)
        {
            continue;
        }
        let falls = matches!((growth.after.high, growth.before.low), (Some(after), Some(before)) if after < before);
        // The steps of a ladder may begin below what there is.
        let ladder = || canvas.growth.iter().any(|g| g.from == growth.from && g.after.low >= growth.before.high);
        if falls && growth.from != growth.to && growth.means_to_grow() && !ladder() && !is_to_fall(canvas, growth.to) {
            let message = LESS.with("after", to.written.as_str()).with("before", from.written.as_str());
            let finding = out.find(to.span, message);
            finding.severity(Severity::Warning).label(from.span, NOW.plain()).help(LESS_HELP.plain());
        }
    }
}

/// "≤ 2/s", "at most 40 a day": a limit on what should not be, rather than what is expected.
fn is_ceiling(fact: &Fact) -> bool {
    const MOST: &[&str] = &["no máx", "at most", "como máx", "a lo sumo", "máximo de", "no more than", "no más de"];
    let written = fact.written.to_lowercase();
    let said = written.starts_with(['<', '≤']) || MOST.iter().any(|most| written.contains(most));
    said && matches!(fact.quantity.relation, Relation::Less | Relation::AtMost)
}

/// Whether the row or the line of a figure says that there is to be less of it: "Eliminate connections per request".
fn is_to_fall(canvas: &Canvas, at: usize) -> bool {
    const LESS: &[&str] = &[
        "elimin", "reduz", "reduc", "evit", "minimi", "remov", "disminu", "diminu", "avoid", "decreas", "bajar",
        "baixar", "cortar", "stop", "fewer", "menos", "less",
    ];
    let Some(fact) = canvas.facts.get(at) else { return false };
    let rows = canvas.tables.iter().flat_map(|table| &table.rows);
    let row = rows.into_iter().find(|row| row.cells.iter().flatten().any(|&cell| cell == at));
    let start = row.map_or(fact.line.start, |row| row.span.start.min(fact.line.start));
    let first = canvas.sayings.partition_point(|saying| saying.span.start < start);
    let line = canvas.sayings[first..].iter().take_while(|saying| saying.span.start <= fact.span.start);
    line.into_iter().any(|saying| saying.says(LESS))
}

/// Whether one is with something and the other without it: "without the CDN 900 req/s, with it 400 req/s".
fn is_split(one: &Fact, other: &Fact) -> bool {
    const WITHOUT: &[&str] = &["sem", "sin", "without"];
    let without = |fact: &Fact| {
        let label = fact.label.to_lowercase();
        let mut words = fact.before.iter().chain(&fact.behind).map(Word::as_str).chain(label.split_whitespace());
        words.any(|w| WITHOUT.contains(&w))
    };
    without(one) != without(other)
}

fn check_peak(canvas: &Canvas, peak: &Volume, alike: &[&Volume], out: &mut Outcomes) {
    let of = |volume: &Volume| &canvas.facts[volume.fact];
    let beside = |v: &&&Volume| {
        v.state == peak.state
            && of(v).sections == of(peak).sections
            && of(v).scenario == of(peak).scenario
            && of(v).quantity.unit == of(peak).quantity.unit
    };
    // Two peaks of one name are peaks of two things.
    let means = alike.iter().filter(beside).filter(|v| v.load != Load::Peak && of(v).quantity.per.is_some());
    let peaks = alike.iter().filter(beside).filter(|v| v.load == Load::Peak).count();
    let (Some(mean), 1) = (only(means), peaks) else { return };
    let (high, low) = (of(peak), of(mean));
    let per_second = |fact: &Fact| fact.quantity.in_period(Period::Second);
    let (Some(peak_rate), Some(mean_rate)) = (per_second(high), per_second(low)) else { return };
    let total = mean.load == Load::Unsaid;
    // A rate that is called nothing may be a limit; a total of a day is a total.
    if total && !matches!(low.quantity.per, Some(Period::Day | Period::Week | Period::Month | Period::Year)) {
        return;
    }
    if !matches!((peak_rate.high, mean_rate.low), (Some(peak), Some(mean)) if peak < mean) {
        let message = HOLDS.with("peak", rate(high)).with("mean", rate(low));
        out.pass(high.span, [low.span], message);
        return;
    }
    let message = if total {
        let rate = low.quantity.nominal_in_period(Period::Second).unwrap_or_default().round_dp(2).normalize();
        PEAK_OF_TOTAL.with("rate", low.notation.figure(rate, None))
    } else {
        PEAK.plain()
    };
    let finding = out.find(high.span, message.with("peak", high.written.as_str()).with("mean", low.written.as_str()));
    finding
        .label(low.span, MEAN.plain())
        .figures(low.written.as_str(), high.written.as_str())
        .help(PEAK_HELP.with("mean", low.written.as_str()));
    if total || high.quantity.approximate || low.quantity.approximate {
        finding.severity(Severity::Warning).assuming(UNIFORM.with("mean", low.written.as_str()));
    }
}

/// What comes per second, when the document counts per another time.
fn rate(fact: &Fact) -> String {
    match fact.quantity.nominal_in_period(Period::Second) {
        Some(rate) if fact.quantity.per != Some(Period::Second) => {
            format!("{} ({}/s)", fact.written, fact.notation.figure(rate.round_dp(2).normalize(), None))
        }
        _ => fact.written.clone(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_steps_of_a_ladder_may_be_below_today() {
        let text = |last: u32| {
            format!(
                "# Plan\n## Volumes\n### Scenario 1: Current\n- Active users: 800\n### Projection 1\n- Active users: 50\n### Projection 2\n- Active users: {last}\n"
            )
        };
        assert_eq!(findings(&RULE, &text(2_000)), [""; 0]);
        assert!(!findings(&RULE, &text(60)).is_empty());
    }

    #[test]
    fn a_peak_below_the_mean_of_its_line_is_found() {
        let text = "# Plano\n## Volumes\n- Hoje: média de 500 pedidos/h, pico de 300 pedidos/h\n";
        assert_eq!(findings(&RULE, text).len(), 1, "{:?}", findings(&RULE, text));
    }

    #[test]
    fn a_peak_per_second_is_compared_with_the_total_of_a_day() {
        let yaml = "volumenes:\n  actual:\n    pedidos_por_dia: 864000\n    pico_pedidos_por_segundo: 5\n";
        assert_eq!(findings(&RULE, yaml).len(), 1, "{:?}", findings(&RULE, yaml));
        let yaml = "volumenes:\n  actual:\n    pedidos_por_dia: 86400\n    pico_pedidos_por_segundo: 5\n";
        assert!(findings(&RULE, yaml).is_empty());
    }

    #[test]
    fn means_and_peaks_of_different_things_are_left_alone() {
        let text = "# Plan\n## Volumes\n- Searches, mean: 120 req/s\n- Checkouts, peak: 9 req/s\n";
        assert!(findings(&RULE, text).is_empty());
        let text = "# Plan\n## Volumes\n| Region | Mean | Peak |\n|---|---|---|\n| North | 50 req/s | 80 req/s |\n| South | 10 req/s | 20 req/s |\n";
        assert!(findings(&RULE, text).is_empty());
    }

    #[test]
    fn a_plan_for_fewer_orders_is_worth_a_question_and_fewer_errors_are_not() {
        let table = |name: &str| {
            format!("# Plano\n## Volumes\n| | Atual | Escalado |\n|---|---|---|\n| {name} por dia | 900 | 700 |\n")
        };
        assert!(findings(&RULE, &table("Pedidos"))[0].starts_with("warning"));
        assert!(findings(&RULE, &table("Chamados de suporte")).is_empty());
        assert!(findings(&RULE, &table("Pedidos no sistema legado")).is_empty());
        let off = "# Plan\n## Volumes\n| | Today | Scaled |\n|---|---|---|\n| Batch orders per day | 900 | 0 |\n";
        assert!(findings(&RULE, off).is_empty());
    }

    #[test]
    fn a_fall_that_is_explained_beside_its_table_is_meant() {
        let with = |reason: &str| {
            let table = "| | Atual | Escalado |\n|---|---|---|\n| Fotos enviadas por dia | 900 | 700 |\n";
            findings(&RULE, &format!("# Plano\n## Volumes\n{table}\n{reason}\n"))
        };
        assert!(with("No plano são menos fotos porque o app passa a juntar as repetidas.").is_empty());
        assert!(with("O envio cai: as repetidas ficam no aparelho.").is_empty());
        assert_eq!(with("As fotos são das lojas do Sul.").len(), 1);
    }

    #[test]
    fn what_is_to_become_less_is_planned_to_be_less() {
        let row = |columns: &str, name: &str, after: &str| {
            let text = format!(
                "# Plan\n## Volumes\n| ID | {columns} |\n|---|---|---|---|\n| V-1 | {name} | 900 | {after} |\n"
            );
            findings(&RULE, &text).len()
        };
        let (en, pt, es) = ("What | Today | Scaled", "Item | Atual | Escalado", "Qué | Actual | Escalado");
        for (columns, name, after) in [
            (en, "Avoid repeated queries per day", "700"),
            (pt, "Eliminar consultas repetidas por dia", "700"),
            (es, "Reducir consultas repetidas por día", "700"),
            (en, "Orders per day", "≤ 700"),
            (pt, "Pedidos por dia", "no máximo 700"),
        ] {
            assert_eq!(row(columns, name, after), 0, "{name} {after}");
        }
        for (columns, name) in [(en, "Orders per day"), (pt, "Pedidos por dia"), (es, "Pedidos por día")] {
            assert_eq!(row(columns, name, "700"), 1, "{name}");
        }
    }

    #[test]
    fn with_and_without_something_are_two_states() {
        let text =
            "# Plano\n## Volumes\n- Hoje: 900 req/s no banco (sem cache); Escalado: 400 req/s no banco (com cache)\n";
        assert!(findings(&RULE, text).is_empty());
    }
}
