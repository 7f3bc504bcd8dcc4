use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/storage-below-growth",
    summary: Text {
        en: "a disk that is full before the plan ends",
        pt: "um disco que enche antes do fim do plano",
        es: "un disco que se llena antes de que acabe el plan",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "What is there, and what comes in until the end of the plan or for as long as it is kept, must fit. A full disk stops \
             writes, not just growth.",
        pt: "O que já existe, e o que chega até o fim do plano ou enquanto é guardado, precisa caber. Um disco cheio para as \
             escritas, não só o crescimento.",
        es: "Lo que ya hay, y lo que llega hasta el final del plan o mientras se guarda, debe caber. Un disco lleno detiene las \
             escrituras, no solo el crecimiento.",
    },
    source: "Azure Well-Architected: capacity planning; stock + growth × time × copies",
    bad: "\
# Capacity plan
## Infrastructure
- PostgreSQL: 100 GB disk, 40 GB used, growing 10 GB/month for 12 months
",
    good: "\
# Capacity plan
## Infrastructure
- PostgreSQL: 200 GB disk, 40 GB used, growing 10 GB/month for 12 months
",
    check,
};

static FULL: Text = Text {
    en: "{sum} = {computed}, the limit is {limit}",
    pt: "{sum} = {computed}, o limite é {limit}",
    es: "{sum} = {computed}, el límite es {limit}",
};
static STATED: Text = Text {
    en: "{computed} are to be stored, the limit is {limit}",
    pt: "serão armazenados {computed}, o limite é {limit}",
    es: "se van a almacenar {computed}, el límite es {limit}",
};
static FILLED: Text = Text {
    en: "{computed} of data are planned for a disk of {limit}",
    pt: "o plano prevê {computed} de dados para um disco de {limit}",
    es: "el plan prevé {computed} de datos para un disco de {limit}",
};
static GROWTH: Text = Text { en: "what comes in", pt: "o que chega", es: "lo que llega" };
static PLANNED: Text = Text { en: "planned here", pt: "planejado aqui", es: "previsto aquí" };
static ONLY_DISK: Text = Text {
    en: "the data is kept on this disk: no larger one is written down",
    pt: "os dados ficam neste disco: nenhum maior está escrito",
    es: "los datos se guardan en este disco: no hay otro mayor por escrito",
};
static HELP: Text = Text {
    en: "plan for more than {computed}, keep less, or keep it elsewhere",
    pt: "preveja mais de {computed}, guarde menos ou guarde em outro lugar",
    es: "prevea más de {computed}, guarde menos o guárdelo en otro sitio",
};
static HOLDS: Text = Text {
    en: "{sum} = {computed} of {limit}",
    pt: "{sum} = {computed} de {limit}",
    es: "{sum} = {computed} de {limit}",
};
static HORIZON: Text = Text {
    en: "for how long {growth} are added to what is stored",
    pt: "por quanto tempo chegam {growth} ao que está armazenado",
    es: "durante cuánto tiempo llegan {growth} a lo almacenado",
};

/// What is to be stored.
struct Need {
    /// In bytes.
    bytes: Decimal,
    /// The calculation, in the numbers of the document.
    sum: String,
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_planned(canvas, out);
    for store in &canvas.stores {
        let fact = |at: usize| canvas.facts.get(at);
        let Some((limit, growth)) = fact(store.limit).zip(store.growth.and_then(fact)) else { continue };
        let Some(most) = limit.quantity.base().and_then(|b| b.ordered().high).filter(|m| *m > Decimal::ZERO) else {
            continue;
        };
        // What a single period fills is the size of something else: of a row, of a file.
        if growth.quantity.base().and_then(|b| b.ordered().low).is_none_or(|grows| grows > most) {
            continue;
        }
        let need = need(canvas, store, growth);
        let bytes = |f: &Fact| f.quantity.base().and_then(|b| b.ordered().low.or(b.high));
        let stated = store.stated.iter().filter_map(|&at| fact(at)).filter_map(|f| Some((f, bytes(f)?)));
        let stated = stated.max_by_key(|(_, n)| *n);
        let own = |bytes: Decimal| {
            let value = bytes.checked_div(limit.quantity.unit.base()).unwrap_or(bytes).round_dp(1).normalize();
            limit.notation.figure(value, Some(value.scale())) + unit(limit)
        };
        let shown = own(most);
        let (message, holds, computed) = match (&need, stated) {
            (Some(need), _) => {
                let holds = need.bytes <= most;
                // Where calculation and result of the document disagree, that is what is wrong.
                if stated.is_some_and(|(_, result)| (result <= most) != holds) {
                    continue;
                }
                let text = if holds { &HOLDS } else { &FULL };
                (text.with("sum", need.sum.as_str()).with("computed", own(need.bytes)), holds, own(need.bytes))
            }
            (None, Some((result, bytes))) if bytes > most => {
                (STATED.with("computed", demand::shown(result)), false, demand::shown(result))
            }
            (None, Some(_)) => continue,
            (None, None) => {
                out.cannot_check(HORIZON.with("growth", demand::shown(growth)));
                continue;
            }
        };
        let message = message.with("limit", shown.as_str());
        if holds {
            out.pass(limit.span, [growth.span], message);
            continue;
        }
        let finding = out.find(limit.span, message);
        finding
            .label(growth.span, GROWTH.plain())
            .figures(computed.as_str(), shown)
            .help(HELP.with("computed", computed));
        if growth.quantity.approximate || limit.quantity.approximate {
            finding.severity(Severity::Warning);
        }
    }
}

/// The data that the volumes foresee, against the only disk there is.
fn check_planned(canvas: &Canvas, out: &mut Outcomes) {
    const DISK: &[&str] = &["storage", "disk", "disco", "disks", "discos", "armazenamento", "almacenamiento", "ssd"];
    const STORED: &[&str] = &["armazen", "almacen", "stored", "storage", "guardad", "retain", "dados", "datos", "data"];
    let size = |f: &&Fact| {
        let plain = f.quantity.per.is_none() && f.quantity.each.is_none() && !f.quantity.increment;
        f.metric == Metric::Size && plain && !f.is_remark()
    };
    let label = |f: &Fact, names: &dyn Fn(&str) -> bool| {
        f.label.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(names)
    };
    let in_volumes = |f: &&Fact| f.sections.contains(SectionKind::Volumes);
    let disks = canvas.facts.iter().filter(size).filter(|f| !in_volumes(f) && label(f, &|w| DISK.contains(&w)));
    let Some(disk) = only(disks) else { return };
    let later = |f: &&Fact| {
        let kind = f.scenario.and_then(|s| canvas.scenarios.get(s)).map(|s| s.kind);
        matches!(kind, Some(ScenarioKind::Scaled | ScenarioKind::Horizon(_) | ScenarioKind::Phase(_)))
    };
    let stored = |f: &&Fact| label(f, &|w| STORED.iter().any(|stem| w.starts_with(stem)));
    let bytes = |f: &Fact| f.quantity.base().and_then(|b| b.ordered().low);
    let planned = canvas.facts.iter().filter(size).filter(in_volumes).filter(later).filter(stored);
    let Some((data, most)) = planned.filter_map(|f| Some((f, bytes(f)?))).max_by_key(|(_, n)| *n) else { return };
    let holds = disk.quantity.base().and_then(|b| b.ordered().high).filter(|n| *n > Decimal::ZERO);
    if holds.is_none_or(|holds| most < holds) || canvas.stores.iter().any(|s| s.growth.is_some()) {
        return;
    }
    let (computed, limit) = (demand::shown(data), demand::shown(disk));
    out.find(disk.span, FILLED.with("computed", computed.as_str()).with("limit", limit.as_str()))
        .severity(Severity::Warning)
        .label(data.span, PLANNED.plain())
        .figures(computed.as_str(), limit)
        .assuming(ONLY_DISK.plain())
        .help(HELP.with("computed", computed));
}

/// A quantity without the words that join it to others.
fn plain(fact: &Fact) -> String {
    fact.quantity.bounds().low.map_or_else(|| fact.written.clone(), |low| fact.notation.print(low, None))
}

/// " GB", without what it is of.
fn unit(fact: &Fact) -> &str {
    let behind = fact.notation.behind.as_str();
    let word = behind.trim_start().split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    behind.find(word).and_then(|at| behind.get(..at + word.len())).unwrap_or("")
}

fn need(canvas: &Canvas, store: &Storage, growth: &Fact) -> Option<Need> {
    let fact = |at: usize| canvas.facts.get(at);
    let horizon = store.horizon.and_then(fact)?;
    let times = periods(&horizon.quantity, growth.quantity.per?)?;
    let grows = growth.quantity.base()?.ordered().low?;
    let mut bytes = grows.checked_mul(times)?;
    let mut sum = format!("{} × {}", plain(growth), plain(horizon));
    if let Some(stock) = store.stock.and_then(fact) {
        bytes = bytes.checked_add(stock.quantity.base()?.ordered().low?)?;
        sum = format!("{} + {sum}", plain(stock));
    }
    if let Some(copies) = store.copies.and_then(fact) {
        let count = copies.quantity.bounds().low.filter(|n| *n >= Decimal::ONE)?;
        bytes = bytes.checked_mul(count)?;
        sum = if store.stock.is_some() {
            format!("({sum}) × {}", count.normalize())
        } else {
            format!("{sum} × {}", count.normalize())
        };
    }
    Some(Need { bytes, sum })
}

/// How often a period comes in a time: a year has twelve months, a month thirty days.
fn periods(time: &Quantity, per: Period) -> Option<Decimal> {
    let value = time.bounds().low?;
    let Unit::Duration(unit) = &time.unit else { return None };
    let months = match unit {
        TimeUnit::Month => Some(value),
        TimeUnit::Year => value.checked_mul(Decimal::from(12)),
        _ => None,
    };
    match (months, per) {
        (Some(months), Period::Month) => Some(months),
        (Some(months), Period::Year) => months.checked_div(Decimal::from(12)),
        _ => value.checked_mul(unit.seconds())?.checked_div(per.seconds()),
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n{infrastructure}\n"))
    }

    #[test]
    fn stock_and_growth_until_the_end_are_shown() {
        let said = says("- **Base:** disco de 60 GB. São 40 GB hoje e mais 4 GB/mês; em 12 meses, 88 GB.");
        assert_eq!(said, ["error «60 GB» 40 GB + 4 GB/mês × 12 meses = 88 GB, the limit is 60 GB"]);
        assert!(says("- **Base:** disco de 200 GB. São 40 GB hoje e mais 4 GB/mês; em 12 meses, 88 GB.").is_empty());
    }

    #[test]
    fn what_a_node_holds_is_the_limit_though_its_line_goes_on_with_what_is_used() {
        for each in ["por nó", "por nodo", "per node"] {
            let said =
                says(&format!("- **Base:** disco de 60 GB {each}: hoje são 40 GB, mais 4 GB/mês; em 12 meses, 88 GB."));
            assert_eq!(said.len(), 1, "{each}: {said:?}");
        }
        assert!(says("- **Base:** disco com 60 GB hoje, mais 4 GB/mês; em 12 meses, 108 GB.").is_empty());
    }

    #[test]
    fn the_data_that_is_planned_must_fit_on_the_only_disk() {
        let says = |disks: &str| {
            findings(
                &super::RULE,
                &format!(
                    "# Canvas\n## Volumes\n| Métrica | Hoje | Em 1 ano |\n|---|---|---|\n| Dados armazenados | 4 GB | 60 GB |\n## Infraestrutura\n```yaml\n{disks}\n```\n"
                ),
            )
        };
        let said = says("banco:\n  storage: 50GB");
        assert!(said.len() == 1 && said[0].starts_with("warning"), "{said:?}");
        assert!(says("banco:\n  storage: 100GB").is_empty());
        assert!(says("banco:\n  storage: 50GB\nbanco_fase_2:\n  storage: 200GB").is_empty());
        assert!(says("banco:\n  memoria: 16GB").is_empty());
    }

    #[test]
    fn a_year_has_twelve_months() {
        assert!(says("- Disco de 160 GB, hoy 40 GB, crece 10 GB/mes durante 1 año").is_empty());
        assert_eq!(says("- Disco de 150 GB, hoy 40 GB, crece 10 GB/mes durante 1 año").len(), 1);
    }

    #[test]
    fn retention_and_copies_may_stand_in_lines_of_their_own() {
        let text = "- Logs: 50 GB/day\n- Retention 10 days, replication factor 2\n- Disk: 2 TB";
        assert!(says(text).is_empty());
        assert_eq!(says(&text.replace("2 TB", "900 GB")).len(), 1);
    }

    #[test]
    fn the_result_of_the_document_counts_where_it_gives_no_horizon() {
        let text = "- db:\n  - disk: 200 GB, 150 GB used + 10 GB/month x 12 = 270 GB";
        assert_eq!(says(text).len(), 1);
    }

    #[test]
    fn memory_is_no_disk_and_old_data_may_leave() {
        assert!(says("- Redis: 64 GB RAM, 20 GB/day, 30 days").is_empty());
        assert!(says("- 100 GB disk, 20 GB/day for 90 days, archived to S3 every night").is_empty());
    }
}
