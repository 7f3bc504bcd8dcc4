use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/downtime-arithmetic-mismatch",
    summary: Text {
        en: "a downtime that the availability beside it does not allow",
        pt: "uma indisponibilidade que não bate com a disponibilidade ao lado",
        es: "un tiempo de caída que no cuadra con la disponibilidad escrita al lado",
    },
    severity: Severity::Error,
    section: &[SectionKind::Objective, SectionKind::Monitoring],
    why: Text {
        en: "People plan maintenance and recovery with the minutes, contracts quote the percentage. When they differ, one \
             of the two will be broken without anybody noticing.",
        pt: "Manutenção e recuperação são planejadas com os minutos, contratos citam a porcentagem. Se diferem, uma das \
             duas será violada sem que ninguém perceba.",
        es: "El mantenimiento y la recuperación se planifican con los minutos, los contratos citan el porcentaje. Si \
             difieren, uno de los dos se incumplirá sin que nadie lo note.",
    },
    source: "Google, Site Reliability Engineering, appendix A: availability table",
    bad: "# Plano\n\n## Objetivo\n\n- Disponibilidade: 99,9% (4,3 min de indisponibilidade por mês)\n",
    good: "# Plano\n\n## Objetivo\n\n- Disponibilidade: 99,9% (43 min de indisponibilidade por mês)\n",
    check,
};

static WRONG: Text = Text {
    en: "{availability} leaves {computed} of downtime, not {stated}",
    pt: "{availability} deixa {computed} de indisponibilidade, não {stated}",
    es: "{availability} deja {computed} de caída, no {stated}",
};
static WRONG_OVER: Text = Text {
    en: "{availability} leaves {computed} of downtime per {period}, not {stated}",
    pt: "{availability} deixa {computed} de indisponibilidade por {period}, não {stated}",
    es: "{availability} deja {computed} de caída por {period}, no {stated}",
};
static WRONG_IN: Text = Text {
    en: "{availability} leaves {computed} of downtime in {window}, not {stated}",
    pt: "{availability} deixa {computed} de indisponibilidade em {window}, não {stated}",
    es: "{availability} deja {computed} de caída en {window}, no {stated}",
};
static A_DAY: Text = Text { en: "day", pt: "dia", es: "día" };
static A_WEEK: Text = Text { en: "week", pt: "semana", es: "semana" };
static A_MONTH: Text = Text { en: "month", pt: "mês", es: "mes" };
static A_QUARTER: Text = Text { en: "quarter", pt: "trimestre", es: "trimestre" };
static A_YEAR: Text = Text { en: "year", pt: "ano", es: "año" };
static FROM: Text = Text { en: "the availability", pt: "a disponibilidade", es: "la disponibilidad" };
static HELP: Text = Text {
    en: "write {computed}, or the availability that {stated} means",
    pt: "escreva {computed}, ou a disponibilidade que {stated} significa",
    es: "escriba {computed}, o la disponibilidad que {stated} significa",
};
static MONTH: Text = Text { en: "a month of 30 days", pt: "mês de 30 dias", es: "mes de 30 días" };
static HOLDS: Text = Text {
    en: "{availability} leaves {stated} of downtime",
    pt: "{availability} deixa {stated} de indisponibilidade",
    es: "{availability} deja {stated} de caída",
};

/// Stems of words for time in which nothing is served.
const DOWN: &[&str] = &[
    "downtime",
    "indisponib",
    "inativ",
    "inactiv",
    "outage",
    "fora do ar",
    "fuera de",
    "caida",
    "parada",
    "parad",
    "down",
];

static SHARE: Text = Text {
    en: "{outage} is {computed} of what {availability} leaves in a month ({minutes} min), not {stated}",
    pt: "{outage} são {computed} do que {availability} deixa num mês ({minutes} min), não {stated}",
    es: "{outage} son el {computed} de lo que {availability} deja en un mes ({minutes} min), no el {stated}",
};
static USES: Text = Text {
    en: "{outage}: {stated} of the error budget",
    pt: "{outage}: {stated} do orçamento de erro",
    es: "{outage}: {stated} del presupuesto de error",
};
static OUTAGE: Text = Text { en: "the outage", pt: "a parada", es: "la caída" };
static BUDGET: Text =
    Text { en: "the budget comes from this", pt: "o orçamento vem disto", es: "el presupuesto sale de esto" };
static TOO: Text = Text { en: "and this share too", pt: "e esta parcela também", es: "y esta parte también" };
static DIVIDE: Text = Text {
    en: "divide by the error budget, not by the whole period",
    pt: "divida pelo orçamento de erro, não pelo período inteiro",
    es: "divida por el presupuesto de error, no por el período entero",
};
static THIRTY: Text = Text {
    en: "the budget is that of 30 days",
    pt: "o orçamento é o de 30 dias",
    es: "el presupuesto es el de 30 días",
};

/// How far the stated time may be off besides its rounding: 3%.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let windows = windows(canvas, out);
    for pair in &canvas.neighbours {
        if windows.contains(&pair.second) {
            continue;
        }
        let (one, two) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        let (availability, down) = match (one.metric, &two.quantity.unit) {
            // "100% − SLO = 0.1%": what may be missing is no availability.
            (Metric::Availability, Unit::Duration(_)) if one.quantity.bounds().high >= Some(NINETY) => (one, two),
            _ => continue,
        };
        let said = format!("{} {}", pair.between, pair.behind);
        if is_of_something_else(&pair.between, &pair.behind) || is_whole_period(down) {
            continue;
        }
        let own = down.quantity.per.or_else(|| period(&pair.behind));
        let opens = pair.between.trim_end_matches([' ', '=', '~']).ends_with('(');
        // In brackets of its own, or in a comment: "99.9% of availability (43 min in 30 days)".
        let aside = pair.aside && (says_only_when(&pair.between) || opens && own.is_some());
        let over = own.or_else(|| period(&pair.between)).or_else(|| period(&pair.before));
        let says_down = DOWN.iter().any(|word| said.contains(word));
        if !(says_down || aside && over.is_some()) {
            continue;
        }
        judge(availability, down, over, true, out);
    }
    for table in &canvas.tables {
        rows(canvas, table, out);
    }
    shares(canvas, out);
}

/// Rows with an availability in one column and the time that it leaves in another, whose header or title says in which
/// period: "SLO | Downtime per month".
fn rows(canvas: &Canvas, table: &Matrix, out: &mut Outcomes) {
    const BUDGET: &[&str] = &["error budget", "orcamento de erro", "presupuesto de error"];
    const PROMISED: &[&str] = &["avail", "dispon", "uptime", "slo", "sla", "success", "sucesso", "exito"];
    let named = |column: usize, stems: &[&str]| {
        table.header.get(column).is_some_and(|header| stems.iter().any(|stem| header.contains(stem)))
    };
    let promises = |header: &String| begins(header.split(|c: char| !c.is_alphanumeric()), PROMISED);
    let promises: Vec<usize> = (0..table.header.len()).filter(|&column| promises(&table.header[column])).collect();
    for (column, header) in table.header.iter().enumerate() {
        let leaves = named(column, DOWN) || named(column, BUDGET);
        if !leaves || promises.contains(&column) || is_of_something_else("", header) {
            continue;
        }
        for row in &table.rows {
            let fact = |column: usize| row.only(column).and_then(|at| canvas.facts.get(at));
            let Some(down) = fact(column).filter(|f| matches!(f.quantity.unit, Unit::Duration(_))) else { continue };
            let high = |f: &&Fact| {
                let share = f.quantity.bounds();
                matches!(f.quantity.unit, Unit::Percent(_)) && share.low >= Some(NINETY) && share.high.is_some()
            };
            let over = down.quantity.per.or_else(|| period(header)).or_else(|| period(&table.title));
            let promised = only(promises.iter().filter_map(|&column| fact(column)).filter(high));
            if let (Some(availability), Some(over)) = (promised.filter(|_| !is_whole_period(down)), over) {
                judge(availability, down, Some(over), false, out);
            }
        }
    }
}

/// "99.9% over a rolling 28 days = 40.3 minutes": the windows over which an availability leaves some time, as indices of
/// facts. What it leaves is judged here.
fn windows(canvas: &Canvas, out: &mut Outcomes) -> HashSet<usize> {
    const OVER: &[&str] = &[
        "over", "in", "per", "within", "em", "nos", "por", "a cada", "cada", "en", "rolling", "janela", "window",
        "ventana", "durante", "during", "every",
    ];
    let mut found = HashSet::new();
    for pairs in canvas.neighbours.windows(2) {
        let [over, left] = pairs else { continue };
        let fact = |at: usize| canvas.facts.get(at);
        let (Some(share), Some(window), Some(down)) = (fact(over.first), fact(over.second), fact(left.second)) else {
            continue;
        };
        let time = |f: &Fact| if let Unit::Duration(unit) = f.quantity.unit { Some(unit) } else { None };
        let (Some(long), Some(short)) = (time(window), time(down)) else { continue };
        let mut words = over.between.split(|c: char| !c.is_alphanumeric());
        let chained = left.first == over.second && words.any(|w| OVER.contains(&w)) && over.between.len() < 40;
        let restated = left.between.trim_start().starts_with(['=', '≈', '(']);
        let promised = share.quantity.bounds().low.is_some_and(|low| low >= NINETY && low < Decimal::ONE_HUNDRED);
        let percent = matches!(share.quantity.unit, Unit::Percent(_)) && promised;
        if !(percent && chained && restated && long >= TimeUnit::Day && short < TimeUnit::Day) {
            continue;
        }
        found.insert(over.second);
        if is_whole_period(down) {
            continue;
        }
        let Some(count) = window.quantity.interval.value() else { continue };
        let one = match long {
            TimeUnit::Month => Period::Month.seconds_range(),
            TimeUnit::Year => Period::Year.seconds_range(),
            unit => Interval::point(unit.seconds()),
        };
        let gap = |low: Decimal| Interval::point(Decimal::ONE).sub(&Interval::point(low));
        let gap = share.quantity.base().and_then(|base| gap(base.low?));
        let allowed = gap.and_then(|gap| gap.mul(&one.scale(count)?));
        let stated = down.quantity.widened().and_then(|w| w.scale(down.quantity.unit.base()));
        let (Some(allowed), Some(stated)) = (allowed, stated) else { continue };
        if !allowed.disjoint(&stated, SLACK) {
            let message = HOLDS.with("availability", share.written.as_str()).with("stated", down.written.as_str());
            out.pass(down.span, [share.span, window.span], message);
            continue;
        }
        let plain = left.between.trim() == "=" && down.quantity.relation == Relation::Equal;
        let ours = share.metric == Metric::Availability && plain && !is_of_something_else(&over.between, &left.behind);
        let value = allowed.middle().and_then(|s| s.checked_div(down.quantity.unit.base())).filter(|_| ours);
        let Some(value) = value else { continue };
        let computed = down.notation.print(value.round_dp(2).normalize(), None);
        let message = WRONG_IN.with("availability", share.written.as_str()).with("computed", computed.as_str());
        let message = message.with("window", window.written.as_str()).with("stated", down.written.as_str());
        out.find(down.span, message)
            .severity(Severity::Warning)
            .label(share.span, FROM.plain())
            .figures(computed.as_str(), down.written.as_str())
            .help(HELP.with("computed", computed.as_str()).with("stated", down.written.as_str()));
    }
    found
}

const NINETY: Decimal = Decimal::from_parts(90, 0, 0, false, 0);

/// What outages are said to use of the error budget. Where several are off, they were all divided by the same wrong time.
fn shares(canvas: &Canvas, out: &mut Outcomes) {
    let spent = spent::spent(canvas);
    let mut wrong = spent.iter().filter(|s| !s.holds);
    for right in spent.iter().filter(|s| s.holds) {
        let message = USES.with("outage", right.outage.written.as_str()).with("stated", right.stated.written.as_str());
        out.pass(right.stated.span, [right.outage.span], message);
    }
    let Some(first) = wrong.next() else { return };
    let minutes = first.budget.checked_div(Decimal::from(60)).unwrap_or_default().round_dp(1).normalize();
    let numbers = &first.stated.notation;
    let minutes = numbers.clone().figure(minutes, Some(minutes.scale()));
    let computed = first.computed.round_sf(2).unwrap_or(first.computed).normalize();
    let computed = numbers.print(computed, Some(computed.scale()));
    let message = SHARE
        .with("outage", first.outage.written.as_str())
        .with("computed", computed.as_str())
        .with("availability", first.availability.written.as_str())
        .with("minutes", minutes.trim_end_matches('%'))
        .with("stated", first.stated.written.as_str());
    let finding = out.find(first.stated.span, message);
    finding
        .severity(Severity::Warning)
        .label(first.outage.span, OUTAGE.plain())
        .label(first.availability.span, BUDGET.plain())
        .figures(computed.as_str(), first.stated.written.as_str())
        .help(DIVIDE.plain())
        .assuming(THIRTY.plain());
    for other in wrong {
        finding.label(other.stated.span, TOO.plain());
    }
}

/// Whether nothing but a period stands between the two: "99.9% # per month, 43 minutes".
fn says_only_when(between: &str) -> bool {
    const LINKS: [&str; 7] = ["a", "al", "ao", "in", "per", "por", "or"];
    let mut words = between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    !between.contains([')', ';']) && words.all(|w| LINKS.contains(&w) || period(w).is_some())
}

/// Whether the time is not what the availability leaves: what happened, what does not count, or a statement of its own.
fn is_of_something_else(between: &str, behind: &str) -> bool {
    const HAPPENED: &[&str] = &[
        "last", "ultim", "passad", "pasad", "previous", "anterior", "had", "was", "were", "tivemos", "teve", "houve",
        "foi", "foram", "tuvimos", "tuvo", "hubo", "fue", "fueron", "today", "hoje", "hoy", "atual", "actual",
        "current", "alone", "incident", "so far",
    ];
    const EXCLUDED: &[&str] = &[
        "exclu",
        "mainten",
        "manuten",
        "mantenim",
        "planned",
        "planej",
        "planific",
        "schedul",
        "program",
        "agend",
        "sem contar",
        "sin contar",
        "not count",
        "apart",
        "alem",
        "ademas",
    ];
    const LEAVES: &[&str] = &[
        "that is",
        "this is",
        "i.e",
        "means",
        "leav",
        "allow",
        "which",
        "equals",
        "ou seja",
        "isso",
        "isto",
        "significa",
        "equival",
        "deixa",
        "permit",
        "sobra",
        "o que da",
        "es decir",
        "eso",
        "esto",
        "deja",
        "lo que",
        "orcamento",
        "budget",
        "presupuesto",
        "at most",
        "no maximo",
        "como maximo",
        "ate ",
        "hasta",
        "up to",
    ];
    let begins = |text: &str, stems: &[&str]| {
        stems.iter().any(|stem| text.match_indices(stem).any(|(at, _)| !text[..at].ends_with(char::is_alphanumeric)))
    };
    let apart = [". ", "; ", "? ", "! "].iter().any(|end| between.contains(end)) && !begins(between, LEAVES);
    let says = |stems: &[&str]| begins(between, stems) || begins(behind, stems);
    // "14 h of downtime (99.84%)" belongs to the share behind it.
    apart || says(HAPPENED) || says(EXCLUDED) || behind.contains('%')
}

/// Whether a time is the length of a period: "43,200 min in the month, 43.2 min of them down".
fn is_whole_period(time: &Fact) -> bool {
    let quantity = &time.quantity;
    let own = quantity.bounds().value().map(Interval::point).filter(|_| quantity.relation == Relation::Equal);
    let Some(seconds) = own.and_then(|own| own.scale(quantity.unit.base())) else { return false };
    let otherwise = if quantity.ambiguous { seconds.scale(Decimal::ONE_THOUSAND) } else { None };
    let days = [1, 7, 28, 30, 31, 90, 91, 92, 360, 365, 366];
    let lengths = days.map(|days| TimeUnit::Day.seconds().checked_mul(Decimal::from(days)));
    let is = |own: &Interval| lengths.iter().flatten().any(|length| !own.disjoint(&Interval::point(*length), SLACK));
    is(&seconds) || otherwise.is_some_and(|own| is(&own))
}

fn period(words: &str) -> Option<Period> {
    let mut before = "";
    words.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty()).find_map(|word| {
        let number = std::mem::replace(&mut before, word);
        let counted = number.starts_with(|c: char| c.is_ascii_digit());
        Some(match word {
            "days" | "dias" | "day" | "dia" if counted => match number {
                "1" => Period::Day,
                "7" => Period::Week,
                "28" | "30" | "31" => Period::Month,
                "90" => Period::Quarter,
                "365" => Period::Year,
                _ => return None,
            },
            "day" | "dia" | "daily" | "diario" => Period::Day,
            "week" | "semana" | "weekly" => Period::Week,
            "month" | "mes" | "monthly" | "mensal" | "mensual" | "mensais" => Period::Month,
            "quarter" | "trimestre" => Period::Quarter,
            "year" | "ano" | "yearly" | "annual" | "anual" => Period::Year,
            _ => return None,
        })
    })
}

/// What a promise leaves against what is said of it; `sure` where the two stand in one line.
fn judge(availability: &Fact, down: &Fact, over: Option<Period>, sure: bool, out: &mut Outcomes) {
    let whole = Interval::point(Decimal::ONE);
    let Some(share) = availability.quantity.base().filter(|a| a.low.is_some()) else { return };
    // "Above 99.9%" promises 99.9%.
    let Some(gap) = share.low.and_then(|low| whole.sub(&Interval::point(low))) else { return };
    // "At most 43 min" names the 43 min that are left.
    let named = match down.quantity.relation {
        Relation::Less | Relation::AtMost => down.quantity.bounds().high.map(Interval::point),
        _ => Some(down.quantity.bounds()),
    };
    let widened = named.and_then(|n| n.widened(down.quantity.slack()));
    let Some(stated) = widened.and_then(|w| w.scale(down.quantity.unit.base())) else { return };
    let allowed = |p: Period| gap.mul(&p.seconds_range());
    let fits = |p: Period| allowed(p).is_some_and(|a| !a.disjoint(&stated, SLACK));
    let holds = match over {
        Some(period) => fits(period),
        None => [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year].into_iter().any(fits),
    };
    if holds {
        let message = HOLDS.with("availability", availability.written.as_str());
        out.pass(down.span, [availability.span], message.with("stated", down.written.as_str()));
        return;
    }
    let shown = over.unwrap_or(Period::Month);
    let seconds = gap.scale(shown.seconds()).and_then(|i| i.value());
    let Some(value) = seconds.and_then(|s| s.checked_div(down.quantity.unit.base())) else { return };
    // Less than is left is a tighter promise, not a wrong one; what is left by one more nine is a slip of the point.
    let tighter = matches!(down.quantity.relation, Relation::Less | Relation::AtMost)
        && stated.high.is_some_and(|high| seconds.is_some_and(|s| high < s));
    let slip = stated.scale(Decimal::TEN).is_some_and(|ten| allowed(shown).is_some_and(|a| !a.disjoint(&ten, SLACK)));
    if tighter && !slip {
        return;
    }
    let computed = down.notation.print(value.round_dp(2).normalize(), None);
    let period = match shown {
        Period::Day => Some(&A_DAY),
        Period::Week => Some(&A_WEEK),
        Period::Month => Some(&A_MONTH),
        Period::Quarter => Some(&A_QUARTER),
        Period::Year => Some(&A_YEAR),
        _ => None,
    };
    // "43 min/month" says it itself, "43 min of downtime a month" only behind it.
    let says_itself = down.quantity.per.is_some() && down.notation.behind.trim().contains([' ', '/']);
    let message = match period.filter(|_| !says_itself) {
        Some(period) => WRONG_OVER.with("period", period),
        None => WRONG.plain(),
    };
    // "até 4,3 min": the bound is no part of what is wrong.
    let stated = demand::shown(down);
    let message = message.with("availability", availability.written.as_str()).with("computed", computed.as_str());
    let finding = out.find(down.span, message.with("stated", stated.as_str()));
    finding
        .label(availability.span, FROM.plain())
        .figures(computed.as_str(), stated.as_str())
        .help(HELP.with("computed", computed.as_str()).with("stated", stated.as_str()));
    if shown == Period::Month {
        finding.assuming(MONTH.plain());
    }
    if over.is_none() || tighter || !sure {
        finding.severity(Severity::Warning);
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn an_outage_uses_its_share_of_the_budget_and_not_of_the_month() {
        let says = |text: &str| {
            findings(&super::RULE, &format!("# Plan\n## Monitoring\n- Availability: 99.9% per month\n{text}\n"))
        };
        let table = |share: &str| {
            says(&format!(
                "\n| Event | Time | Share |\n|---|---|---|\n| Restart | 20 s | {share} of the error budget |\n| Move | 21 s | {share} of monthly budget |"
            ))
        };
        let found = table("0.0008%");
        assert!(
            found.len() == 1 && found[0].contains("20 s is 0.77% of what 99.9% per month leaves in a month (43.2 min)"),
            "{found:?}"
        );
        assert_eq!(table("0.8%"), Vec::<String>::new());
        assert_eq!(says("- Cada reinício de 20 s gasta 0,0008% do orçamento de erro").len(), 1);
        for line in [
            "- Cada reinicio de 20 s gasta el 0,8% del presupuesto de error",
            "- Each restart of 20 s uses 0.06% of the yearly budget",
            "- A restart takes 20 s. We spend 3% of the budget on tests",
            "- A restart takes 20 s, 0.0008% of the month",
            "- Page when 1 h burns 2% of the error budget, ticket when 3 days burn 10% of the budget",
            "- Alertar se em 6 h gastar 5% do orçamento de erro",
            "- Search: availability of 99.5%. A restart of 20 s uses 0.0008% of the budget",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn a_row_may_hold_a_promise_and_the_time_that_it_leaves() {
        let says = |columns: &str, share: &str, time: &str| {
            let table = format!("| {columns} |\n|---|---|---|\n| Parcels | {share} | {time} |");
            findings(&super::RULE, &format!("# Plan\n## Objective\n{table}\n"))
        };
        for columns in [
            "Service | Availability SLO | Error budget (monthly)",
            "Serviço | Disponibilidade | Indisponibilidade por mês",
            "Servicio | Disponibilidad | Presupuesto de error (mes)",
        ] {
            let wrong = says(columns, "99.0%", "43.2 min");
            assert!(wrong.len() == 1 && wrong[0].contains("432"), "{columns}: {wrong:?}");
            assert_eq!(says(columns, "99.9%", "43.2 min"), [""; 0], "{columns}");
        }
        for columns in [
            "Service | Availability SLO | Downtime last month",
            "Service | Availability SLO | Planned downtime per month",
            "Service | Availability SLO | Recovery time",
            "Service | Availability SLO | Downtime",
        ] {
            assert_eq!(says(columns, "99.0%", "43.2 min"), [""; 0], "{columns}");
        }
    }

    #[test]
    fn minutes_and_seconds_are_one_time() {
        let says = |line: &str| findings(&super::RULE, &format!("## Objetivo\n- {line}\n"));
        for right in [
            "Disponibilidade 99,8% (2 min 53 s de parada por dia)",
            "Availability 99.95% (21m 54s of downtime per month)",
            "Disponibilidad 99,95 % (4 h 23 min de caída al año)",
        ] {
            assert_eq!(says(right), Vec::<String>::new(), "{right}");
        }
        let found = says("Disponibilidade 99,8% (5 min 20 s de parada por dia)");
        assert!(found.len() == 1 && found[0].contains("not 5 min 20 s"), "{found:?}");
    }

    #[test]
    fn an_availability_over_a_window_leaves_its_share_of_that_window() {
        for text in [
            "- SLO: availability of 99.9% over a rolling 28 days = 40.3 minutes",
            "- Disponibilidade de 99,5% em 7 dias = 50,4 minutos",
            "- Disponibilidad del 99,9 % en 90 días = 129,6 minutos de caída",
            "- 99.9% over a rolling 28 days = 40.3 minutes of error budget",
            "- Availability of 99.9% over 12 months = 8.7 hours",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}");
        }
        let found = findings(&super::RULE, "- Availability of 99.5% over 4 weeks = 40 minutes");
        assert_eq!(found, ["40 minutes: 99.5% leaves 201.6 minutes of downtime in 4 weeks, not 40 minutes"]);
        for text in [
            "- Availability of 99.5% over 4 weeks (40 minutes between deploys)",
            "- 99.5% of the reports in 7 days = 12 hours",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_may_be_missing_is_no_availability() {
        let line = "## Monitoring\n- **Monthly budget** = 100% − SLO = 0.1% = **43m 12s of allowed downtime**\n";
        assert_eq!(findings(&super::RULE, line), Vec::<String>::new());
    }

    #[test]
    fn a_limit_is_named_without_its_sign() {
        let found =
            findings(&super::RULE, "# Plan\n\n- Disponibilidad 99,5 % (hasta 36 horas de caída por mes)\n").concat();
        assert!(found.contains("36 horas") && !found.contains("not hasta"), "{found}");
    }

    #[test]
    fn a_downtime_ten_times_too_short_is_reported() {
        let found = findings(&super::RULE, "- Availability: 99.95% (43 min of downtime per month at most)");
        assert_eq!(found, ["43 min: 99.95% leaves 21.6 min of downtime per month, not 43 min"]);
    }

    #[test]
    fn a_time_over_so_many_days_is_one_of_that_period() {
        for text in [
            "- Manter 99,5% de disponibilidade por mês (até 7,2 h fora do ar em 30 dias)",
            "- 99,9% de disponibilidad (432 minutos en 30 días)",
            "- 99.5% availability (36 h in 30 days)",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
        assert_eq!(passes(&super::RULE, "- Disponibilidade de 99,5% (até 3,6 h fora do ar em 30 dias)").len(), 1);
    }

    #[test]
    fn a_limit_of_a_tenth_of_the_downtime_is_a_slip_of_the_point() {
        for text in [
            "- Disponibilidade de 99,9% ao mês (até 4,3 min de indisponibilidade em 30 dias)",
            "yaml:objective:\n  availability: 99.9% # per month, 4.32 minutes in 30 days\n",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_month_of_thirty_days_is_no_day() {
        for text in [
            "- 99.9% availability, which leaves 43 minutes of downtime per 30-day month",
            "- 99.9% availability, so 43 minutes of downtime in a 30-day month",
            "- 99.99% availability allows 52 min of downtime per 365-day year",
            "- 99.9% availability leaves 43 min of downtime per calendar month",
        ] {
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}");
            assert_eq!(findings(&super::RULE, &text.replace("99.9%", "99.5%").replace("99.99%", "99.5%")).len(), 1);
        }
    }

    #[test]
    fn what_happened_and_what_does_not_count_is_not_what_is_left() {
        for text in [
            "- 99.9% availability. Last year we had 9 hours of downtime (99.89%).",
            "- 99,9% de disponibilidade (no ano passado, 9 h de indisponibilidade)",
            "- Disponibilidad del 99,9 %. Solo en abril: 80 min de caída.",
            "- 99.9% monthly availability; maintenance of 3 h of downtime per month is excluded",
            "- Disponibilidade de 99,9%, sem contar 4 h de parada por mês para manutenção",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        let next = "- Disponibilidade de 99,9%. Isso deixa 4,3 h de indisponibilidade por mês.";
        assert_eq!(findings(&super::RULE, next).len(), 1);
    }

    #[test]
    fn months_of_any_length_and_years_pass() {
        for text in [
            "- Disponibilidade de 99,9% (43,2 min/mês)",
            "- Disponibilidade de 99,9% (43,8 min de indisponibilidade por mês)",
            "- Availability 99.9%, 8.76 hours of downtime per year",
            "- Disponibilidad: 99,5% (3,6 h de caída al mes)",
        ] {
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn other_times_beside_an_availability_are_left_alone() {
        for text in [
            "- Availability 99.9% (measured every 5 min)",
            "- Disponibilidade 99,9%, RTO de 30 min",
            "- Uptime 99.9% over 30 days",
            "- 99,9% de disponibilidade (menos de 10 min de indisponibilidade por mês)",
            "- Disponibilidade 99,9% (medida a cada 5 min em janelas de 30 dias)",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_length_of_the_period_is_no_downtime() {
        for text in [
            "# Plano\n\n## Objetivo\n\n- Disponibilidade de 99,5% (43.200 min por mês, 216 min de parada)\n",
            "# Plan\n\n## Objective\n\n- Availability of 99.9% in the sale week (7 days = 10,080 min, so 10 min)\n",
            "# Plan\n\n## Objetivo\n\n- Disponibilidad del 99,5 % (8.760 h al año, 43,8 h de caída)\n",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_wrapped_sentence_is_one() {
        for text in [
            "# Plano\n\n## Objetivo\n\nA meta do portal é de 99,9% de disponibilidade (até 4,3 h de\nindisponibilidade por mês).\n",
            "# Plan\n\n## Objective\n\n- The shop is to have an availability of 99.9%, which is 4.3 h of\n  downtime per month\n",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
        let apart = "# Plan\n\n## Objective\n\nAvailability of 99.9%\nDowntime of the last month: 4.3 h\n";
        assert_eq!(findings(&super::RULE, apart), Vec::<String>::new());
    }
}
