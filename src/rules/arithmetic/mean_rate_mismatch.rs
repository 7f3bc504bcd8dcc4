use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/mean-rate-mismatch",
    summary: Text {
        en: "a mean rate that its own daily volume does not give",
        pt: "uma taxa média que não bate com o próprio volume diário",
        es: "una tasa media que no cuadra con su propio volumen diario",
    },
    severity: Severity::Error,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "The mean per second is the volume of the day divided by its 86,400 seconds. It can be higher, when the load \
             falls into a few hours, but never lower; a system sized with the wrong one of the two is sized wrong.",
        pt: "A média por segundo é o volume do dia dividido pelos seus 86.400 segundos. Ela pode ser maior, quando a carga \
             se concentra em poucas horas, mas nunca menor; um sistema dimensionado pelo número errado fica errado.",
        es: "La media por segundo es el volumen del día dividido entre sus 86.400 segundos. Puede ser mayor, cuando la \
             carga se concentra en pocas horas, pero nunca menor; un sistema dimensionado con el número equivocado queda \
             mal dimensionado.",
    },
    source: "SI units; a month has 28 to 31 days",
    bad: "# Plano\n\n## Volumes esperados\n\n- Escalado: 8.640.000 requisições/dia, média de 10 req/s\n",
    good: "# Plano\n\n## Volumes esperados\n\n- Escalado: 8.640.000 requisições/dia, média de 100 req/s\n",
    check,
};

static WRONG: Text = Text {
    en: "{volume} is a mean of {computed}, not {mean}",
    pt: "{volume} dão uma média de {computed}, não {mean}",
    es: "{volume} dan una media de {computed}, no {mean}",
};
static VOLUME: Text =
    Text {
        en: "the volume it is the mean of", pt: "o volume de que é a média", es: "el volumen del que es la media"
    };
static HELP: Text = Text {
    en: "write {computed}, or correct the volume",
    pt: "escreva {computed}, ou corrija o volume",
    es: "escriba {computed}, o corrija el volumen",
};
static HELP_HOURS: Text = Text {
    en: "write {computed}, correct the volume, or say in which hours the load falls",
    pt: "escreva {computed}, corrija o volume, ou diga em que horas a carga acontece",
    es: "escriba {computed}, corrija el volumen, o diga en qué horas ocurre la carga",
};
static ALL_DAY: Text = Text {
    en: "the mean is taken over all 24 hours of a day",
    pt: "a média é de todas as 24 horas do dia",
    es: "la media es de las 24 horas del día",
};
static HOLDS: Text = Text {
    en: "{volume} ÷ time = {computed}",
    pt: "{volume} ÷ tempo = {computed}",
    es: "{volume} ÷ tiempo = {computed}",
};

/// How far apart the two may be, each side, rounded as people round rates.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// The same where one of them is "about" right.
const ROUGHLY: Decimal = Decimal::from_parts(12, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for profile in &canvas.load_profiles {
        let Some(volume) = profile.volume.map(|v| &canvas.facts[v]) else { continue };
        judge(canvas, profile, volume, out);
    }
    for table in &canvas.tables {
        for rows in table.rows.windows(2) {
            let [volumes, means] = rows else { continue };
            below(canvas, volumes, means, out);
        }
    }
}

/// A row of means right below a row of volumes by the day, whatever each calls its things: where one column shows that
/// the means are those of the volumes, they are in the others too.
fn below(canvas: &Canvas, volumes: &Row, means: &Row, out: &mut Outcomes) {
    let counted = |f: &&Fact| matches!(f.quantity.unit, Unit::Count(_) | Unit::Bare) && f.quantity.each.is_none();
    let exact = |f: &&Fact| f.quantity.relation == Relation::Equal && f.quantity.bounds().value() > Some(Decimal::ZERO);
    let only = |row: &Row, column: usize| {
        row.only(column).filter(|&at| counted(&&canvas.facts[at]) && exact(&&canvas.facts[at]))
    };
    let pairs = (0..means.cells.len()).filter_map(|column| Some((only(volumes, column)?, only(means, column)?)));
    let fits = |&(volume, mean): &(usize, usize)| {
        let (volume, mean) = (&canvas.facts[volume].quantity, &canvas.facts[mean].quantity);
        volume.per == Some(Period::Day) && mean.per == Some(Period::Second) && mean.statistic == Some(Statistic::Mean)
    };
    let pairs: Vec<(usize, usize)> = pairs.filter(fits).collect();
    let known = |mean: usize| canvas.load_profiles.iter().any(|p| p.mean == mean && p.volume.is_some());
    // One digit fits many volumes.
    let shows = |&(volume, mean): &(usize, usize)| {
        let (volume, mean) = (&canvas.facts[volume].quantity, &canvas.facts[mean].quantity);
        let precise =
            mean.bounds().value().is_some_and(|v| mean.step.checked_mul(Decimal::TEN).is_some_and(|s| s <= v));
        let both = volume.in_period(Period::Second).zip(mean.widened());
        precise && both.is_some_and(|(computed, stated)| !computed.ordered().disjoint(&stated, Decimal::new(1, 2)))
    };
    if !pairs.iter().any(shows) {
        return;
    }
    for &(volume, mean) in pairs.iter().filter(|(_, mean)| !known(*mean)) {
        let profile = LoadProfile { mean, volume: Some(volume), peak: None, factor: None, some_hours: false };
        judge(canvas, &profile, &canvas.facts[volume], out);
    }
}

fn judge(canvas: &Canvas, profile: &LoadProfile, volume: &Fact, out: &mut Outcomes) {
    let mean = &canvas.facts[profile.mean];
    let Some(period) = mean.quantity.per else { return };
    let exact = volume.quantity.nominal_in_period(period);
    let (Some(exact), Some(wide), Some(stated)) = (exact, volume.quantity.in_period(period), mean.quantity.widened())
    else {
        return;
    };
    let wide = wide.ordered();
    let approximate = mean.quantity.approximate || volume.quantity.approximate;
    let slack = if approximate { ROUGHLY } else { SLACK };
    let computed = mean.notation.print(rounded(exact), None);
    let message = |text: &'static Text| {
        let message = text.with("volume", volume.named()).with("computed", computed.as_str());
        message.with("mean", mean.written.as_str())
    };
    if !wide.disjoint(&stated, slack) {
        out.pass(mean.span, [volume.span], message(&HOLDS));
        return;
    }
    let is_lower = stated.high < wide.low;
    let rounded_day = canvas.rounded_days.make(&volume.quantity, &mean.quantity, slack);
    if rounded_day || !is_lower && profile.some_hours {
        return;
    }
    let finding = out.find(mean.span, message(&WRONG));
    finding.label(volume.span, VOLUME.plain()).figures(computed.as_str(), mean.written.as_str());
    if is_lower {
        finding.help(HELP.with("computed", computed.as_str()));
    } else {
        finding.help(HELP_HOURS.with("computed", computed.as_str()));
        finding.severity(Severity::Warning).assuming(ALL_DAY.plain());
    }
}

/// A rate as people write it: whole where it is large, with two or three digits where it is small.
fn rounded(rate: Decimal) -> Decimal {
    if rate >= Decimal::ONE_HUNDRED { rate.round() } else { rate.round_sf(3).unwrap_or(rate).normalize() }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn volumes(lines: &str) -> Vec<String> {
        findings(&RULE, &format!("# Plan\n## Expected volume\n{lines}\n"))
    }

    #[test]
    fn a_mean_below_that_of_the_volume_is_impossible() {
        let text = "- Scaled: 1,728,000 requests/day, a mean of 2 requests/s";
        assert_eq!(
            volumes(text),
            ["error «2 requests/s» 1,728,000 requests/day is a mean of 20 requests/s, not 2 requests/s"]
        );
        let yaml = "expected_volume:\n  scaled:\n    requests_per_day: 4320000\n    mean_requests_per_second: 5\n";
        assert_eq!(findings(&RULE, yaml).len(), 1);
        let table = "# Plan\n## Volumen esperado\n| Métrica | Actual | Escalado |\n|---|---|---|\n| Pedidos por día | 8.640 | 86.400.000 |\n| Pedidos por segundo, media | 0,1 | 100 |\n| Pedidos por segundo, pico | 1 | 9.000 |\n";
        assert_eq!(findings(&RULE, table).len(), 1, "{:?}", findings(&RULE, table));
    }

    #[test]
    fn a_higher_mean_needs_hours_in_which_it_falls() {
        let more = "- Hoje: 864.000 requisições/dia, média de 30 req/s";
        let text = format!("# Plano\n## Volumes\n{more}\n");
        assert!(findings(&RULE, &text)[0].starts_with("warning"), "{:?}", findings(&RULE, &text));
        let hours = text.replace("30 req/s", "30 req/s no horário comercial");
        assert!(findings(&RULE, &hours).is_empty());
        let clock = text.replace("30 req/s", "30 req/s (das 8h às 16h)");
        assert!(findings(&RULE, &clock).is_empty());
        for some in ["em 8 h", "sobre 10 h"] {
            assert!(findings(&RULE, &text.replace("30 req/s", &format!("30 req/s {some}"))).is_empty(), "{some}");
        }
        assert_eq!(findings(&RULE, &text.replace("30 req/s", "30 req/s em 24 h")).len(), 1);
    }

    #[test]
    fn a_day_that_the_document_rounds_is_as_long_as_it_says() {
        for lines in [
            "- Events: 4 billion events/day\n- 4B ÷ 100K seconds = 40K events/s on average",
            "- 4 bilhões de eventos/dia\n- 4B ÷ 100.000 = média de 40.000 eventos/s",
            "- 4.000.000.000 eventos/día, media de 40.000 eventos/s (86.400 ≈ 100.000 s)",
            "- 4 billion events/day\n- Mean of 40,000 events/s, taking 10^5 s/day",
        ] {
            assert!(volumes(lines).is_empty(), "{lines}: {:?}", volumes(lines));
        }
        let unsaid = volumes("- 4,000,000,000 events/day, a mean of 40,000 events/s");
        assert!(unsaid.len() == 1 && unsaid[0].contains("46,296"), "{unsaid:?}");
        let far = volumes("- 4,000,000,000 events/day, a mean of 20,000 events/s (10^5 s/day)");
        assert_eq!(far.len(), 1, "{far:?}");
    }

    #[test]
    fn a_calculation_that_goes_on_in_further_lines_is_of_what_its_first_line_says() {
        let says = |name: &str, heading: &str| {
            let text = format!(
                "# Plan\n## 2. Volumes\n### 2.1 Orders\n- 40 million orders/day\n### 2.2 {heading}\n```\n{name} = 4 × usual\n    = 4 × 460\n    = 1,840 orders/s\n```\n"
            );
            findings(&RULE, &text).len()
        };
        assert_eq!(says("Peak of orders", "Orders a second"), 0);
        assert_eq!(says("Orders", "Peak (4x average)"), 0);
        assert_eq!(says("Orders", "Orders at peak, 4 times the mean"), 0);
        assert_eq!(says("Average of orders", "Orders a second"), 1);
    }

    #[test]
    fn a_mean_that_fits_passes_and_one_of_something_else_is_left_alone() {
        let fits = "# Plan\n## Expected volume\n- 1,000,000 requests/day (a mean of about 12 req/s)\n";
        assert_eq!(passes(&RULE, fits).len(), 1);
        for lines in [
            "- 1,728,000 requests/day, peak of 2 requests/s",
            "- API: 1,728,000 requests/day\n- Search: mean of 2 requests/s",
            "- Today: 1,728,000 requests/day\n- Scaled: mean of 200 requests/s",
            "- 1,728,000 requests/day, a mean of 2 requests/s per replica",
            "- 1,728,000 requests/day, mean of 2 orders/s",
            "- Today: 1,728,000 requests/day\n- The peak is 6 times the mean: 120 requests/s today",
            "- Hoje: 1.728.000 requisições/dia\n- O pico é 6 vezes a média: 120 requisições/s hoje",
            "- Hoy: 1.728.000 solicitudes/día\n- El pico es 6 veces el promedio: 120 solicitudes/s hoy",
        ] {
            assert!(volumes(lines).is_empty(), "{lines}: {:?}", volumes(lines));
        }
    }

    #[test]
    fn a_row_of_means_below_a_row_of_volumes_is_of_them_where_one_column_shows_it() {
        let says = |now: &str, later: &str| {
            let rows = format!("| Páginas/dia | 2.000.000 | 10.000.000 |\n| Média | {now} | {later} |");
            findings(&RULE, &format!("# Plano\n## Volumes\n| | Atual | Escalado |\n|---|---|---|\n{rows}\n"))
        };
        let said = says("23 req/s", "216 req/s");
        assert!(said.len() == 1 && said[0].contains("116 req/s"), "{said:?}");
        for (now, later) in [("23 req/s", "116 req/s"), ("46 req/s", "230 req/s"), ("46 req/s", "116 req/s; pico 400")]
        {
            assert_eq!(says(now, later), [""; 0], "{now} {later}");
        }
        let apart = "# Plan\n## Volumes\n| | Today | Scaled |\n|---|---|---|\n| Pages/day | 2,000,000 | 10,000,000 |\n| Users | 9,000 | 40,000 |\n| Mean | 23 req/s | 216 req/s |\n";
        assert_eq!(findings(&RULE, apart), [""; 0]);
    }
}
