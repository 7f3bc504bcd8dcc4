use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/queue-drain-infeasible",
    summary: Text {
        en: "consumers that never catch up",
        pt: "consumidores que nunca alcançam a fila",
        es: "consumidores que nunca alcanzan la cola",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Infrastructure, SectionKind::Strategies],
    why: Text {
        en: "A backlog shrinks only by what consumers do beyond what arrives. At or below the mean arrival it grows for ever, however large the queue is.",
        pt: "Um acúmulo só diminui pelo que os consumidores fazem além do que chega. Na média de chegada ou abaixo dela ele cresce para sempre, por maior que seja a fila.",
        es: "Un atraso solo disminuye por lo que los consumidores hacen de más respecto a lo que llega. En la media de llegada o por debajo crece para siempre, por grande que sea la cola.",
    },
    source: "Little's law; stability of a queue: consumers × rate > arrivals",
    bad: "\
# Capacity plan
## Volumes
- Scaled: mean of 200 messages/s
## Infrastructure
- Consumers of the queue: 8 replicas, each replica handles 20 messages/s
",
    good: "\
# Capacity plan
## Volumes
- Scaled: mean of 200 messages/s
## Infrastructure
- Consumers of the queue: 12 replicas, each replica handles 20 messages/s
",
    check,
};

static BEHIND: Text = Text {
    en: "{replicas} × {each} = {capacity}, and {arrivals} arrive on average",
    pt: "{replicas} × {each} = {capacity}, e chegam {arrivals} em média",
    es: "{replicas} × {each} = {capacity}, y llegan {arrivals} de media",
};
static ARRIVALS: Text = Text { en: "what arrives", pt: "o que chega", es: "lo que llega" };
static HELP: Text = Text {
    en: "plan for at least {enough} consumers, and more to work off a backlog",
    pt: "preveja pelo menos {enough} consumidores, e mais para reduzir um acúmulo",
    es: "prevea al menos {enough} consumidores, y más para reducir un atraso",
};
static HOLDS: Text = Text {
    en: "{replicas} × {each} = {capacity} for {arrivals} on average",
    pt: "{replicas} × {each} = {capacity} para {arrivals} em média",
    es: "{replicas} × {each} = {capacity} para {arrivals} de media",
};

static GROWS: Text = Text {
    en: "{arrivals} arrive and {capacity} leave: the queue only grows",
    pt: "chegam {arrivals} e saem {capacity}: a fila só cresce",
    es: "llegan {arrivals} y salen {capacity}: la cola solo crece",
};
static SHRINKS: Text = Text {
    en: "{arrivals} arrive and {capacity} leave",
    pt: "chegam {arrivals} e saem {capacity}",
    es: "llegan {arrivals} y salen {capacity}",
};
static DRAIN: Text = Text {
    en: "{backlog} in {time} take {needed}; {capacity} leave",
    pt: "{backlog} em {time} exigem {needed}; saem {capacity}",
    es: "{backlog} en {time} exigen {needed}; salen {capacity}",
};
static LEAVES: Text = Text { en: "what leaves", pt: "o que sai", es: "lo que sale" };
static BACKLOG: Text = Text { en: "the backlog", pt: "o acúmulo", es: "lo acumulado" };
static FASTER: Text = Text {
    en: "plan for more than {arrivals} to leave",
    pt: "preveja a saída de mais de {arrivals}",
    es: "prevea que salgan más de {arrivals}",
};
static LONGER: Text = Text {
    en: "plan for {needed} and what arrives meanwhile, or for {longer} at least",
    pt: "preveja {needed} e o que chega nesse meio-tempo, ou pelo menos {longer}",
    es: "prevea {needed} y lo que llega mientras tanto, o al menos {longer}",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_lines(canvas, out);
    let fleets = fleet::fleets(canvas);
    for fleet in fleets.iter().filter(|f| fleet::follows(&f.component.name.value)) {
        let Some(entity) = demand::entity(fleet.each) else { continue };
        // Two kinds of consumers may share what arrives.
        if fleets
            .iter()
            .filter(|f| fleet::follows(&f.component.name.value) && demand::entity(f.each) == Some(entity))
            .count()
            > 1
        {
            continue;
        }
        let mean = |f: &&Fact| {
            f.quantity.statistic == Some(Statistic::Mean)
                && f.metric == Metric::Throughput
                && f.quantity.each.is_none()
                && demand::entity(f) == Some(entity)
                && !demand::is_current(canvas, f)
        };
        let rates = canvas.facts_in(SectionKind::Volumes).filter(mean);
        let least = rates.filter_map(|f| Some((f, f.quantity.in_period(Period::Second)?.ordered().low?)));
        let Some((arrivals, per_second)) = least.min_by_key(|(_, n)| *n) else { continue };
        let Some(capacity) = fleet.most.checked_mul(fleet.per_second) else { continue };
        let own = fleet.own(fleet.most).unwrap_or(capacity);
        let text = if capacity < per_second { &BEHIND } else { &HOLDS };
        let message = text
            .with("replicas", fleet.most.normalize().to_string())
            .with("each", demand::shown(fleet.each))
            .with("capacity", fleet.unit().print(own, None))
            .with("arrivals", demand::shown(arrivals));
        if capacity >= per_second {
            out.pass(fleet.replicas.span, [fleet.each.span, arrivals.span], message);
            continue;
        }
        let finding = out.find(fleet.replicas.span, message);
        finding.label(arrivals.span, ARRIVALS.plain());
        if let Some(enough) = per_second.checked_div(fleet.per_second) {
            finding.help(HELP.with("enough", (enough.floor() + Decimal::ONE).normalize().to_string()));
        }
    }
}

/// What takes work from a queue, by one line: so much per second, and where it says so.
struct Leaving<'c> {
    fact: &'c Fact,
    per_second: Decimal,
    shown: String,
}

/// "6 messages/s arrive, 4 leave", "a backlog of 7,200 is drained in 10 min": what one line says of its queue.
fn check_lines(canvas: &Canvas, out: &mut Outcomes) {
    const QUEUE: &[&str] = &["fila", "queue", "cola", "backlog", "acumul"];
    const LONGEST: usize = 12;
    let planned = [SectionKind::Volumes, SectionKind::Infrastructure, SectionKind::Strategies];
    let mut from = 0;
    for facts in canvas.facts.chunk_by(|one, other| one.entry == other.entry) {
        let range = from..from + facts.len();
        from = range.end;
        let inside = planned.iter().any(|&section| facts[0].sections.contains(section));
        let named = facts.iter().any(|f| begins(f.words.iter().take(20), QUEUE));
        if !inside || !named || facts.len() > LONGEST || facts.iter().any(Fact::is_remark) {
            continue;
        }
        let Some(leaving) = leaving(canvas, range) else { continue };
        arriving(facts, &leaving, out);
        draining(facts, &leaving, out);
    }
}

/// Whether one of the words right beside a number begins like one of `stems`.
fn beside(fact: &Fact, stems: &[&str]) -> bool {
    begins(fact.before.iter().take(2).chain(fact.behind.first()), stems)
}

fn per_second(fact: &Fact) -> Option<Decimal> {
    let plain = fact.metric == Metric::Throughput && fact.quantity.relation == Relation::Equal;
    fact.quantity.in_period(Period::Second).filter(|_| plain && !fact.quantity.increment)?.ordered().high
}

/// "4 leave", "4 consumers of 1 message/s": the only one of its line.
fn leaving(canvas: &Canvas, range: std::ops::Range<usize>) -> Option<Leaving<'_>> {
    const OUT: &[&str] = &["sai", "saem", "sale", "leave", "out", "consom", "consum", "drena", "drain"];
    let facts = &canvas.facts[range.clone()];
    let mut found = Vec::new();
    for (at, fact) in facts.iter().enumerate() {
        let Some(rate) = per_second(fact) else { continue };
        let joins = canvas.neighbours_in((range.start + at).saturating_sub(1)..range.start + at + 1).first();
        let joined =
            joins.is_some_and(|pair| matches!(pair.between.trim(), "de" | "of" | "x" | "×" | "a" | "at" | "com"));
        match at.checked_sub(1).and_then(|before| facts.get(before)).filter(|count| joined && is_crew(count)) {
            Some(count) => {
                let all = count.quantity.bounds().high.and_then(|count| count.checked_mul(rate))?;
                let shown = format!("{} × {}", demand::shown(count), demand::shown(fact));
                found.push(Leaving { fact, per_second: all, shown });
            }
            None if beside(fact, OUT) && !fact.is_of_each() => {
                found.push(Leaving { fact, per_second: rate, shown: demand::shown(fact) });
            }
            None => {}
        }
    }
    only(found).filter(|leaving| leaving.per_second > Decimal::ZERO)
}

fn is_crew(fact: &Fact) -> bool {
    let crew = match demand::entity(fact) {
        Some(Entity::Worker | Entity::Replica | Entity::Pod | Entity::Instance) => true,
        Some(Entity::Thing(name)) => ["consum", "worker"].iter().any(|stem| name.starts_with(stem)),
        _ => false,
    };
    crew && demand::is_count(fact) && fact.quantity.relation == Relation::Equal
}

/// What comes in all the time must leave as fast. A peak may wait.
fn arriving(facts: &[Fact], leaving: &Leaving, out: &mut Outcomes) {
    const IN: &[&str] = &["entra", "chega", "llega", "arriv", "incoming", "come"];
    const BURST: &[&str] = &[
        "pico",
        "peak",
        "burst",
        "rajada",
        "rafaga",
        "surto",
        "spike",
        "max",
        "durante",
        "during",
        "quando",
        "cuando",
        "when",
        "enquanto",
        "mientras",
        "while",
        "campa",
        "promo",
        "night",
        "overnight",
        "noite",
        "noche",
        "madrugada",
        "manha",
        "horario",
        "backlog",
        "acumul",
        "atras",
        "depois",
        "despues",
        "after",
    ];
    let comes = |f: &&Fact| f.span != leaving.fact.span && per_second(f).is_some() && !f.is_of_each();
    let Some(arrivals) = only(facts.iter().filter(comes)).filter(|f| beside(f, IN)) else { return };
    let lasting = facts.iter().any(|f| matches!(f.quantity.unit, Unit::Duration(_)));
    let burst = facts.iter().any(|f| begins(f.before.iter().chain(&f.behind), BURST));
    let peak =
        matches!(arrivals.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum | Statistic::Percentile(_)));
    let alike = demand::entity(arrivals) == demand::entity(leaving.fact);
    let Some(come) = per_second(arrivals).filter(|_| alike && !lasting && !burst && !peak) else { return };
    let message =
        |text: &'static Text| text.with("arrivals", demand::shown(arrivals)).with("capacity", leaving.shown.as_str());
    if come <= leaving.per_second {
        out.pass(leaving.fact.span, [arrivals.span], message(&SHRINKS));
    } else {
        out.find(leaving.fact.span, message(&GROWS))
            .label(arrivals.span, ARRIVALS.plain())
            .help(FASTER.with("arrivals", demand::shown(arrivals)));
    }
}

/// A backlog does not become less faster than things leave.
fn draining(facts: &[Fact], leaving: &Leaving, out: &mut Outcomes) {
    const HELD: &[&str] = &["acumul", "backlog", "atras", "pend", "represad", "parad", "fila", "cola"];
    const DRAINS: &[&str] = &[
        "dren", "drain", "escoa", "esvazi", "vaci", "zera", "clear", "work", "consum", "proces", "limp", "absor",
        "catch",
    ];
    for pair in facts.windows(2) {
        let [backlog, time] = pair else { continue };
        let counted = backlog.quantity.unit == Unit::Bare || demand::entity(backlog) == demand::entity(leaving.fact);
        let plain =
            demand::is_count(backlog) && backlog.quantity.relation == Relation::Equal && !backlog.quantity.ambiguous;
        let lasts = matches!(time.quantity.unit, Unit::Duration(_)) && begins(&time.before, DRAINS);
        if !(counted && plain && lasts && begins(backlog.before.iter().take(3), HELD)) {
            continue;
        }
        let seconds = time.quantity.bounds().high.and_then(|t| t.checked_mul(time.quantity.unit.base()));
        let count = backlog.quantity.bounds().low;
        let Some((count, seconds)) = count.zip(seconds).filter(|(_, seconds)| *seconds > Decimal::ZERO) else {
            continue;
        };
        let needed = count.checked_div(seconds);
        let (Some(needed), Some(longer)) = (needed, count.checked_div(leaving.per_second)) else { continue };
        let own = leaving.fact.quantity.per.and_then(|per| needed.checked_mul(per.seconds()));
        let Some(own) = own.and_then(|own| own.round_sf(3)) else { continue };
        let printed = printed(leaving.fact, own.normalize());
        if needed <= leaving.per_second.checked_mul(NEARLY).unwrap_or(needed) {
            continue;
        }
        let longer = longer.checked_div(time.quantity.unit.base()).unwrap_or(longer).round_dp(1);
        let longer = time.notation.print(longer.normalize(), None);
        let message = DRAIN.with("backlog", demand::shown(backlog)).with("time", demand::shown(time));
        out.find(time.span, message.with("needed", printed.as_str()).with("capacity", leaving.shown.as_str()))
            .label(backlog.span, BACKLOG.plain())
            .label(leaving.fact.span, LEAVES.plain())
            .help(LONGER.with("needed", printed).with("longer", longer));
    }
}

/// A rate in the unit of another, without "each", and without the noun where that stands for one: "12/s".
fn printed(like: &Fact, rate: Decimal) -> String {
    let behind = like.notation.behind.as_str();
    let each = [" cada", " each", " por ", " per "].iter().filter_map(|word| behind.find(word)).min();
    let plain = behind.get(..each.unwrap_or(behind.len())).unwrap_or("");
    let single = like.quantity.bounds().value() == Some(Decimal::ONE);
    let plain = plain.find('/').filter(|_| single).and_then(|per| plain.get(per..)).unwrap_or(plain);
    Notation { behind: plain.into(), ..like.notation.clone() }.print(rate, Some(rate.scale()))
}

/// Five percent more may be rounding.
const NEARLY: Decimal = Decimal::from_parts(105, 0, 0, false, 2);

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        let volumes = "| | Atual | Escalado |\n|---|---|---|\n| Eventos por segundo, média | 2.000 | 6.000 |";
        findings(&super::RULE, &format!("# Canvas\n## Volumes\n{volumes}\n## Infraestrutura\n{infrastructure}\n"))
    }

    #[test]
    fn the_mean_of_what_is_planned_must_be_worked_off() {
        assert_eq!(says("- Consumidores: 14 réplicas, cada réplica trata 400 eventos/s").len(), 1);
        assert!(says("- Consumidores: 16 réplicas, cada réplica trata 400 eventos/s").is_empty());
    }

    #[test]
    fn what_serves_directly_is_held_to_the_peak_elsewhere() {
        assert!(says("- Coletores: 14 réplicas, cada réplica trata 400 eventos/s").is_empty());
    }

    fn queue(line: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Infraestrutura\n- {line}\n"))
    }

    #[test]
    fn a_queue_that_takes_in_more_than_leaves_only_grows() {
        for line in [
            "Fila: chegam 6 msg/s, saem 4 msg/s",
            "Fila: entram 6 msg/s; 4 consumidores de 1 msg/s",
            "Queue: 6 messages/s arrive, 4 messages/s leave",
            "Queue: 6 messages/s arrive; 4 consumers at 1 message/s each",
            "Cola: llegan 6 mensajes/s y salen 4 mensajes/s",
        ] {
            assert_eq!(queue(line).len(), 1, "{line}");
            let right = line.replacen("6 ", "3 ", 1);
            assert_eq!(queue(&right), [""; 0], "{right}");
        }
        for line in [
            "Fila: chegam 6 msg/s no pico, saem 4 msg/s",
            "Fila: rajadas de 10 min em que entram 6 msg/s; saem 4 msg/s",
            "Fila: entram 6 msg/s por 10 min, saem 4 msg/s",
            "Fila: chegam 6 msg/s, saem 4 msg/s para o ERP e 2 msg/s para o CRM",
            "Fila: chegam 6 msg/s, saem 4 msg/s por consumidor",
            "Fila: chegam 6 msg/s, saem 4 lotes/s",
            "Queue: 6 jobs/s come in during the campaign, 4 jobs/s leave; the rest is worked off overnight",
            "Fila: chegam 6 msg/s no horário comercial, saem 4 msg/s dia e noite",
            "API: chegam 6 req/s, saem 4 req/s para o banco",
            "Queue: up to 6 messages/s arrive, 4 messages/s leave",
        ] {
            assert_eq!(queue(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn a_backlog_does_not_drain_faster_than_things_leave() {
        for line in [
            "Fila: entram 6 mensagens/s no pico, 4 consumidores de 1 mensagem/s cada; um acúmulo de 7.200 mensagens é drenado em 10 min",
            "Queue: 4 consumers of 1 message/s each; a backlog of 7,200 messages is drained in 10 min",
            "Cola: salen 4 mensajes/s; un atraso de 7.200 mensajes se procesa en 10 min",
        ] {
            let said = queue(line);
            assert!(said.len() == 1 && said[0].contains("take 12"), "{line}: {said:?}");
            assert_eq!(queue(&line.replace("10 min", "40 min")), [""; 0], "{line}");
        }
        for line in [
            "Fila: 4 consumidores de 1 mensagem/s cada; alerta com 7.200 mensagens por 10 min",
            "Fila: 4 a 20 consumidores de 1 mensagem/s; um acúmulo de 7.200 mensagens é drenado em 10 min",
            "Fila: 4 consumidores de 1 mensagem/s cada; um acúmulo de 7.200 mensagens é drenado em 1 h",
        ] {
            assert_eq!(queue(line), [""; 0], "{line}");
        }
    }
}
