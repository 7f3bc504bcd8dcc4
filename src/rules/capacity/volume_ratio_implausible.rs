use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/volume-ratio-implausible",
    summary: Text {
        en: "volumes that do not fit each other",
        pt: "volumes que não batem entre si",
        es: "volúmenes que no cuadran entre sí",
    },
    severity: Severity::Advice,
    section: &[SectionKind::Volumes],
    why: Text {
        en: "Two volumes of one plan are tied by how people use it. A ratio that nobody reaches shows a slip of a thousand, or clients that poll: both change what is to be built.",
        pt: "Dois volumes de um plano se ligam pelo modo de uso. Uma razão que ninguém alcança mostra um erro de mil vezes, ou clientes que consultam sem parar: os dois mudam o que construir.",
        es: "Dos volúmenes de un plan están unidos por cómo se usa. Una razón que nadie alcanza muestra un error de mil veces, o clientes que consultan sin parar: ambos cambian lo que hay que construir.",
    },
    source: "Azure Well-Architected Framework, PE:02 capacity planning; more than 6 requests a minute, day and night, for each user",
    bad: "\
# Capacity plan
## Volumes
- Scaled: 1,000 registered users
- Scaled: 14,400,000 requests/day
",
    good: "\
# Capacity plan
## Volumes
- Scaled: 1,000 registered users
- Scaled: 120,000 requests/day
",
    check,
};

/// Six a minute, day and night.
const MOST_A_DAY: Decimal = Decimal::from_parts(8_640, 0, 0, false, 0);

static MANY: Text = Text {
    en: "{requests} from {users} are {ratio} from each of them a day, {minute} a minute day and night",
    pt: "{requests} de {users} são {ratio} de cada um por dia, {minute} por minuto dia e noite",
    es: "{requests} de {users} son {ratio} de cada uno al día, {minute} por minuto día y noche",
};
static RATIO: Text = Text {
    en: "{source} with {ratio} are {computed}, not {stated}",
    pt: "{source} com {ratio} dão {computed}, não {stated}",
    es: "{source} con {ratio} dan {computed}, no {stated}",
};
static FITS: Text = Text {
    en: "{source} with {ratio}: {stated}",
    pt: "{source} com {ratio}: {stated}",
    es: "{source} con {ratio}: {stated}",
};
static SOURCE: Text = Text { en: "of so many", pt: "de tantos", es: "de tantos" };
static STATED: Text = Text { en: "stated here", pt: "informado aqui", es: "indicado aquí" };
static SAME: Text = Text {
    en: "the three figures belong together",
    pt: "as três cifras são do mesmo caso",
    es: "las tres cifras son del mismo caso",
};
static RATIO_HELP: Text = Text {
    en: "correct one of the three figures, or say what else is counted",
    pt: "corrija uma das três cifras, ou diga o que mais é contado",
    es: "corrija una de las tres cifras, o diga qué más se cuenta",
};

/// How far each of two figures may be stretched before they disagree.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

static USERS: Text = Text { en: "the users", pt: "os usuários", es: "los usuarios" };
static HELP: Text = Text {
    en: "check both volumes, or say what makes so many requests",
    pt: "confira os dois volumes, ou diga o que gera tantas requisições",
    es: "revise los dos volúmenes, o diga qué genera tantas peticiones",
};

/// Beginnings of words for clients that are no people.
const MACHINES: &[&str] = &[
    "sensor",
    "device",
    "dispositiv",
    "iot",
    "polling",
    "telemetr",
    "webhook",
    "bot",
    "crawler",
    "machine",
    "maquina",
    "agent",
    "integra",
    "api_key",
    "stream",
    "websocket",
    "rastread",
    "tracker",
    "veiculo",
    "vehicul",
    "heartbeat",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_stated_ratios(canvas, out);
    let volumes = || canvas.facts_in(SectionKind::Volumes).filter(|f| !f.is_remark() && !f.quantity.increment);
    if volumes().any(|f| demand::says(f, 40, MACHINES)) {
        return;
    }
    for requests in volumes().filter(|f| is_flow(f)) {
        let people = volumes().filter(|f| is_people(f) && f.scenario == requests.scenario);
        let Some(users) = people.max_by_key(|f| f.quantity.bounds().high) else { continue };
        let count = users.quantity.bounds().high.filter(|n| *n > Decimal::ZERO);
        let a_day = requests.quantity.in_period(Period::Day).map(Interval::ordered).and_then(|i| i.low);
        let Some(each) = count.zip(a_day).and_then(|(n, day)| day.checked_div(n)) else { continue };
        if each <= MOST_A_DAY {
            continue;
        }
        let minutes = each.checked_div(Decimal::from(1_440)).unwrap_or_default();
        let shown = |n: Decimal| requests.notation.figure(n.round_dp(0).normalize(), Some(0));
        let message = MANY
            .with("requests", demand::named(requests))
            .with("users", demand::named(users))
            .with("ratio", shown(each))
            .with("minute", shown(minutes));
        out.find(requests.span, message).label(users.span, USERS.plain()).help(HELP.plain());
        return;
    }
}

/// "2 e-mails per order", beside so many orders and so many e-mails.
fn check_stated_ratios(canvas: &Canvas, out: &mut Outcomes) {
    for (at, ratio) in canvas.facts.iter().enumerate() {
        let Some(each) = ratio.quantity.each.as_ref().filter(|e| e.count == Decimal::ONE) else { continue };
        let Some(made) = demand::entity(ratio).filter(|_| ratio.quantity.relation == Relation::Equal) else { continue };
        let near: Vec<&Fact> = match row(canvas, at) {
            Some(row) => {
                row.cells.iter().flatten().filter_map(|&cell| canvas.facts.get(cell)).filter(|f| is_near(f)).collect()
            }
            None => around(canvas, at).collect(),
        };
        let only = |of: &Entity| only(near.iter().filter(|f| demand::entity(f).is_some_and(|e| alike(e, of)))).copied();
        let (Some(source), Some(stated)) = (only(&each.entity), only(made)) else { continue };
        let (a, b, c) = (&source.quantity, &stated.quantity, &ratio.quantity);
        let written = |q: &Quantity| q.relation == Relation::Equal || q.relation == Relation::Range;
        // "300 connections at most" is not what all of them open.
        let bounded = stated.quantity.statistic == Some(Statistic::Maximum);
        // "1M receipts in 2 h, 10 workers, 800 receipts/min/worker": a rate of each comes to no total.
        if a.per != b.per || c.per.is_some() || bounded || !written(a) || !written(b) {
            continue;
        }
        let Some(computed) = a.bounds().mul(&c.bounds()) else { continue };
        let shown = stated.notation.span(&computed);
        let text = if computed.disjoint(&b.bounds(), SLACK) { &RATIO } else { &FITS };
        let message = text
            .with("source", demand::shown(source))
            .with("ratio", demand::shown(ratio))
            .with("computed", shown.as_str())
            .with("stated", demand::shown(stated));
        if text.en == FITS.en {
            out.pass(ratio.span, [source.span, stated.span], message);
        } else {
            out.find(ratio.span, message)
                .label(source.span, SOURCE.plain())
                .label(stated.span, STATED.plain())
                .assuming(SAME.plain())
                .help(RATIO_HELP.plain());
        }
    }
}

/// The figures around one that speak of the same thing: in its line and the two lines before.
fn around(canvas: &Canvas, at: usize) -> impl Iterator<Item = &Fact> {
    const BEFORE: usize = 6;
    const BYTES: u32 = 240;
    let own = &canvas.facts[at];
    let from = at.saturating_sub(BEFORE);
    canvas.facts[from..(at + 3).min(canvas.facts.len())].iter().filter(move |f| {
        let close = f.span.start + BYTES >= own.span.start && (f.span.start < own.span.start || f.entry == own.entry);
        close && is_near(f)
    })
}

fn is_near(fact: &Fact) -> bool {
    fact.quantity.each.is_none() && !fact.is_remark()
}

/// The row of a table that a figure stands in: the rows beside it speak of other things.
fn row(canvas: &Canvas, at: usize) -> Option<&Row> {
    let mut rows = canvas.tables.iter().flat_map(|table| &table.rows);
    rows.find(|row| row.cells.iter().flatten().any(|&cell| cell == at))
}

/// "Map loads" and "loads" are one thing, and so are users of any kind.
fn alike(one: &Entity, other: &Entity) -> bool {
    let last = |t: &str| t.rsplit(' ').next().unwrap_or("").trim_end_matches('s').to_owned();
    match (one, other) {
        (Entity::Thing(a), Entity::Thing(b)) => last(a) == last(b),
        _ => one == other || one.is_user() && other.is_user(),
    }
}

/// Requests of a day or a mean rate of them: all day, not at the peak.
fn is_flow(fact: &Fact) -> bool {
    let mean = fact.quantity.statistic == Some(Statistic::Mean);
    let daily = matches!(fact.quantity.per, Some(Period::Day | Period::Month));
    let peak = matches!(fact.quantity.statistic, Some(Statistic::Peak | Statistic::Maximum));
    demand::entity(fact) == Some(&Entity::Request)
        && fact.metric == Metric::Throughput
        && fact.quantity.each.is_none()
        && (mean || daily && !peak)
}

/// People in all, not those who are there at one time.
fn is_people(fact: &Fact) -> bool {
    let at_once = matches!(demand::entity(fact), Some(Entity::ConcurrentUser | Entity::VirtualUser));
    demand::entity(fact).is_some_and(Entity::is_user) && !at_once && demand::is_count(fact)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(volumes: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Plano\n## Volumes\n{volumes}\n"))
    }

    #[test]
    fn so_many_requests_from_each_person_are_shown() {
        let said = says("- Atual: 1.000 usuários cadastrados\n- Atual: 14.400.000 requisições/dia");
        assert_eq!(said.len(), 1);
        assert!(said[0].contains("14.400 from each of them a day, 10 a minute"), "{said:?}");
    }

    #[test]
    fn a_rate_of_each_comes_to_no_total() {
        for line in [
            "- Emissão: 1M boletos em 2 h com 10 workers paralelos = 833 boletos/min/worker",
            "- Envío: 600 mil correos en 3 h con 5 workers, 666 correos/min/worker",
            "- Billing: 900,000 invoices in 5 h with 20 workers, 150 invoices/min/worker",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
        assert_eq!(says("- 300 pedidos por dia, 2 mensagens por pedido, 900 mensagens por dia").len(), 1);
    }

    #[test]
    fn each_row_of_a_table_has_its_own_numbers() {
        let table = |last: u32| {
            says(&format!(
                "| Service | Connections/instance | Instances | Total connections |\n|---|---|---|---|\n| Login | 40 | 2 | 80 |\n| Search | 90 | 3 | 270 |\n| Mail | 40 | 2 | {last} |"
            ))
        };
        assert_eq!(table(80), [""; 0]);
        assert_eq!(table(800).len(), 1);
    }

    #[test]
    fn devices_and_peaks_are_no_people_all_day() {
        assert!(says("- Atual: 1.000 usuários\n- Atual: 14.400.000 requisições/dia dos sensores").is_empty());
        assert!(says("- Atual: 1.000 usuários\n- Pico de 200 req/s").is_empty());
        // People of today, requests of later.
        assert!(says("- Cenário atual: 1.000 usuários\n- Cenário escalado: 14.400.000 requisições/dia").is_empty());
    }
}
