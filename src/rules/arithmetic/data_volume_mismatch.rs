use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/data-volume-mismatch",
    summary: Text {
        en: "an amount of data that so much for each of so many does not give",
        pt: "um volume de dados que não bate com o tamanho de cada um vezes quantos são",
        es: "un volumen de datos que no cuadra con el tamaño de cada uno por cuántos son",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "What one user or order stores or sends, times how many there are, is what disks, links and quotas are \
             bought for. A slip by a unit or a power of ten is found here, or when the bill or the full disk comes.",
        pt: "O que um usuário ou pedido armazena ou envia, vezes quantos são, é o que define discos, links e cotas. Um \
             engano de unidade ou de potência de dez aparece aqui, ou quando chega a conta ou o disco enche.",
        es: "Lo que guarda o envía un usuario o pedido, por cuántos son, es lo que define discos, enlaces y cuotas. Un \
             error de unidad o de potencia de diez aparece aquí, o cuando llega la factura o se llena el disco.",
    },
    source: "general arithmetic; a month has 28 to 31 days",
    bad: "# Plano\n\n## Volumes esperados\n\n- Fotos: 2 MB por pedido → 500 GB/mês com 100.000 pedidos por mês\n",
    good: "# Plano\n\n## Volumes esperados\n\n- Fotos: 2 MB por pedido → 200 GB/mês com 100.000 pedidos por mês\n",
    check,
};

static WRONG: Text = Text {
    en: "{count} at {each} are {computed}, not {total}",
    pt: "{count} a {each} dão {computed}, não {total}",
    es: "{count} a {each} dan {computed}, no {total}",
};
static EACH: Text = Text { en: "for each", pt: "para cada um", es: "para cada uno" };
static COUNT: Text = Text { en: "so many", pt: "quantos são", es: "cuántos son" };
static RATE: Text = Text { en: "what is added", pt: "o que entra", es: "lo que se suma" };
static TIME: Text = Text { en: "for so long", pt: "por quanto tempo", es: "por cuánto tiempo" };
static HELP: Text = Text {
    en: "write {computed}, or say what else is counted",
    pt: "escreva {computed}, ou diga o que mais entra na conta",
    es: "escriba {computed}, o diga qué más entra en la cuenta",
};
static HOLDS: Text =
    Text { en: "{count} × {each} = {total}", pt: "{count} × {each} = {total}", es: "{count} × {each} = {total}" };

/// How far apart they may be, each side: binary units, headers and rounding are not said.
const SLACK: Decimal = Decimal::from_parts(25, 0, 0, false, 2);

/// How far apart they may be where nothing else is in between, each side: a terabyte is a tenth less than a tebibyte.
const BINARY: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// What says that the second figure follows from the first.
const GIVES: &[&str] = &[
    "→",
    "=",
    "->",
    "⇒",
    "≈",
    " gives",
    " give ",
    " makes",
    " comes to",
    " come to",
    "that is",
    " i.e.",
    " so ",
    " da ",
    " dao",
    " dan ",
    "ou seja",
    "o sea",
    "es decir",
    "resulta",
];

/// What else an amount of data may hold.
const MORE: &[&str] = &[
    "replic", "index", "indic", "compr", "copi", "copy", "backup", "overhead", "reten", "free", "livre", "libre",
    "limit", "quota", "cota", "cuota",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let calculated: HashSet<usize> = canvas.calculations.iter().map(|c| c.entry).collect();
    for range in canvas.sentences() {
        kept(canvas, range.clone(), out);
        let facts = &canvas.facts[range.clone()];
        let is_each = |f: &Fact| f.quantity.each.is_some() && matches!(f.quantity.unit, Unit::Data(_));
        if calculated.contains(&facts[0].entry) || !facts.iter().any(is_each) {
            continue;
        }
        let more = facts.iter().any(|f| begins(&f.words, MORE));
        let mut joins = canvas.neighbours_in(range.clone()).iter();
        if !more && joins.any(|pair| GIVES.iter().any(|gives| pair.between.contains(gives))) {
            judge(facts, out);
        }
    }
}

/// What may stand between so much data a day and how long it is kept.
const KEEP: &[&str] = &[
    "em",
    "in",
    "en",
    "por",
    "for",
    "durante",
    "during",
    "over",
    "com",
    "con",
    "with",
    "de",
    "of",
    "e",
    "and",
    "y",
    "sao",
    "are",
    "kept",
    "stored",
    "retained",
    "retencao",
    "retencion",
    "retention",
    "guardado",
    "guardados",
    "guardada",
    "guardadas",
    "guardamos",
    "mantido",
    "mantidos",
    "mantida",
    "mantidas",
    "mantenido",
    "mantenidos",
    "retido",
    "retidos",
    "armazenado",
    "armazenados",
    "almacenado",
    "almacenados",
    "retenido",
    "retenidos",
    "se",
    "guardan",
    "guardam",
    "uma",
    "una",
    "a",
];

/// What says that an amount is what comes of it.
const COMES: &[&str] = &[
    "sao",
    "da",
    "dao",
    "dan",
    "son",
    "isso",
    "isto",
    "eso",
    "esto",
    "seja",
    "sea",
    "decir",
    "that",
    "makes",
    "make",
    "gives",
    "give",
    "comes",
    "come",
    "is",
    "are",
    "total",
    "totaliza",
    "totalizam",
    "soma",
    "somam",
    "suma",
    "suman",
    "resulta",
    "resultam",
    "resultan",
    "acumula",
    "acumulam",
    "acumulan",
];

/// What may stand beside that.
const JOINS: &[&str] =
    &["em", "in", "en", "um", "uma", "un", "una", "a", "of", "de", "i", "e", "o", "ou", "es", "to", "so"];

/// What else than so many days of it an amount of data may hold, or be.
const OTHER: &[&str] = &[
    "replic", "index", "indic", "compr", "copi", "copy", "backup", "overhead", "dedup", "agreg", "aggreg", "amostr",
    "sampl", "muestr", "disc", "disk", "ssd", "ebs", "nvme", "quota", "cota", "cuota", "livre", "libre", "free",
    "capac",
];

/// What says that it is added to what was there before.
const GROWS: &[&str] =
    &["cresc", "crec", "grow", "aument", "increas", "base", "inic", "alread", "acima", "mais", "mas"];

/// "20 GB a day; in 5 years, 36.5 TB", "720 GB/day kept for 400 days that is 288 TB".
fn kept(canvas: &Canvas, range: std::ops::Range<usize>, out: &mut Outcomes) {
    let flow = |f: &Fact| {
        let plain = f.quantity.relation == Relation::Equal && f.quantity.statistic.is_none() && !f.quantity.increment;
        matches!(f.quantity.unit, Unit::Data(_)) && plain && f.quantity.per.is_some() && f.quantity.each.is_none()
    };
    let long = |f: &&Fact| matches!(f.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Day);
    let facts = &canvas.facts[range.clone()];
    for (at, rate) in facts.iter().enumerate().filter(|(_, f)| flow(f)) {
        // "In 5 years (1,825 days)" says it twice.
        let times: Vec<&Fact> = facts[at + 1..].iter().take_while(long).take(2).collect();
        let time = times.iter().find(|time| !time.quantity.ambiguous);
        let (Some(time), Some(total)) = (time, facts.get(at + 1 + times.len())) else { continue };
        let from = range.start + at;
        let joins = canvas.neighbours_in(from..from + times.len() + 2);
        let whole = matches!(total.quantity.unit, Unit::Data(_))
            && total.quantity.per.is_none()
            && total.quantity.each.is_none()
            && total.quantity.relation == Relation::Equal
            && !total.quantity.increment;
        let other = begins(total.words.iter().take(24), OTHER);
        if whole && !other && joins.len() == times.len() + 1 && leads(joins) {
            judge_kept(rate, time, total, out);
        }
    }
}

/// Whether nothing else is said between so much a day, how long, and the amount, than that it is what comes of them.
fn leads(joins: &[Neighbours]) -> bool {
    let words = |pair: &Neighbours| -> Vec<String> {
        let words = pair.between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
        words.map(str::to_owned).collect()
    };
    let ([first, .., last], true) =
        (joins, joins.iter().all(|p| !p.between.contains(['×', '*', '/', '+', '<', '>', '~'])))
    else {
        return false;
    };
    let begins = words(first);
    let ends = words(last);
    let result = last.between.contains(['=', '→', '⇒', ':']) || ends.iter().any(|w| COMES.contains(&w.as_str()));
    let in_time = begins.last().is_some_and(|w| matches!(w.as_str(), "em" | "in" | "en" | "over"));
    let twice = joins.len() < 3 || joins[1..joins.len() - 1].iter().all(|pair| words(pair).is_empty());
    begins.iter().all(|w| KEEP.contains(&w.as_str()))
        && ends.iter().all(|w| COMES.contains(&w.as_str()) || JOINS.contains(&w.as_str()))
        && (result || in_time && ends.is_empty())
        && twice
}

fn judge_kept(rate: &Fact, time: &Fact, total: &Fact, out: &mut Outcomes) {
    let day = Decimal::from(86_400);
    let days = time.quantity.base().and_then(|t| t.div(&Interval::point(day)));
    let middle = days.and_then(|d| d.middle());
    let (Some(days), Some(middle)) = (days, middle) else { return };
    let computed = rate.quantity.in_period(Period::Day).and_then(|bytes| bytes.mul(&days));
    let nominal = rate.quantity.nominal_in_period(Period::Day).and_then(|bytes| bytes.checked_mul(middle));
    let (Some(computed), Some(nominal), Some(stated)) = (computed, nominal, total.quantity.base()) else { return };
    let shown = nominal.checked_div(total.quantity.unit.base()).and_then(|value| value.round_sf(3));
    let Some(shown) = shown.map(|value| value.normalize()) else { return };
    let shown = total.notation.print(shown, Some(shown.scale()));
    let message = |text: &'static Text| {
        let message = text.with("count", time.written.as_str()).with("each", rate.written.as_str());
        message.with("total", total.written.as_str())
    };
    let grows = begins(rate.before.iter().chain(&rate.behind), GROWS);
    if !computed.disjoint(&stated, BINARY) {
        out.pass(total.span, [rate.span, time.span], message(&HOLDS));
    } else if !(grows && stated.low > computed.high) {
        out.find(total.span, message(&WRONG).with("computed", shown.as_str()))
            .label(rate.span, RATE.plain())
            .label(time.span, TIME.plain())
            .figures(shown.as_str(), total.written.as_str())
            .help(HELP.with("computed", shown.as_str()));
    }
}

fn judge(facts: &[Fact], out: &mut Outcomes) {
    let is_data = |f: &Fact| matches!(f.quantity.unit, Unit::Data(_)) && !f.quantity.increment;
    let each = only(facts.iter().filter(|f| is_data(f) && f.quantity.each.is_some()));
    let total = only(facts.iter().filter(|f| is_data(f) && f.quantity.each.is_none()));
    let Some((each, total)) = each.zip(total).filter(|(each, total)| each.span.start < total.span.start) else {
        return;
    };
    let Some(of) = &each.quantity.each else { return };
    let counts = |f: &&Fact| {
        let plain = f.quantity.each.is_none() && f.quantity.relation == Relation::Equal && !f.quantity.increment;
        plain && f.quantity.unit == Unit::Count(of.entity.clone())
    };
    let Some(count) = only(facts.iter().filter(counts)) else { return };
    let (rate, other) = if each.quantity.per.is_some() { (each, count) } else { (count, each) };
    let own = |f: &Fact| Some((f.quantity.base()?, f.quantity.base()?.middle()?));
    // "Growth per day: 2 MB per shop → 7 GB/year with 10 shops": so many shops, whatever the title is per.
    let own_period = other.quantity.per.filter(|_| other.origins.per.is_none());
    let of_time = |f: &Fact, period| Some((f.quantity.in_period(period)?, f.quantity.nominal_in_period(period)?));
    let first = match (rate.quantity.per, own_period, total.quantity.per) {
        (None, None, None) => own(rate),
        (Some(_), None, Some(period)) => of_time(rate, period),
        _ => None,
    };
    let Some(((one, nominal), (two, times))) = first.zip(own(other)) else { return };
    let Some((computed, stated)) = one.mul(&two).zip(total.quantity.base()) else { return };
    let shown = nominal.checked_mul(times).and_then(|bytes| bytes.checked_div(total.quantity.unit.base()));
    let Some(shown) = shown.and_then(|value| value.round_sf(2)) else { return };
    let shown = total.notation.print(shown.normalize(), None);
    let message = |text: &'static Text| {
        let message = text.with("count", count.written.as_str()).with("each", each.written.as_str());
        message.with("total", total.written.as_str())
    };
    if computed.disjoint(&stated, SLACK) {
        out.find(total.span, message(&WRONG).with("computed", shown.as_str()))
            .label(each.span, EACH.plain())
            .label(count.span, COUNT.plain())
            .figures(shown.as_str(), total.written.as_str())
            .help(HELP.with("computed", shown.as_str()));
    } else {
        out.pass(total.span, [each.span, count.span], message(&HOLDS));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn says(line: &str) -> Vec<String> {
        findings(&RULE, &format!("# Plan\n\n## Volumes\n\n- {line}\n"))
    }

    #[test]
    fn data_that_its_parts_do_not_give_is_found_in_three_languages() {
        for (line, right) in [
            ("Events: 2 KB per order → 60 GB/month with 100,000 orders per day", "6 GB/month"),
            ("Fotos: 3 MB por cliente, ou seja, 30 GB com 100.000 clientes", "300 GB"),
            ("Datos: ~9 KB/día por tienda → ~1 a 1,5 GB/año con 100 tiendas", "GB/año"),
            ("Fotos: 3 MB por cliente, ou seja, 30 GB com 100.000 clientes. No disco de 2 TB sobra espaço", "300 GB"),
            ("Logs: 5 MB per user per day = 5 TB/month for 1,000 users", "0.15 TB/month"),
        ] {
            let found = says(line);
            assert!(found.len() == 1 && found[0].contains(right), "{line}: {found:?}");
        }
    }

    #[test]
    fn the_rate_in_a_title_is_none_of_how_many_there_are() {
        let says = |line: &str| findings(&RULE, &format!("# Plan\n\n## Growth with 50 depots/day\n\n- {line}\n")).len();
        assert_eq!(says("Tracking: 20 MB per day per depot → 40 GB/year with 50 depots"), 1);
        assert_eq!(says("Tracking: 20 MB per day per depot → 360 GB/year with 50 depots"), 0);
        assert_eq!(says("Tracking: 20 MB per day per depot → 40 GB/year with 50 depots.\n  The 2 TB disk lasts"), 1);
        assert_eq!(says("Contracts: 20 MB per depot → 30 GB/month with 50 depots"), 0);
    }

    #[test]
    fn what_fits_and_what_is_no_product_is_left_alone() {
        for line in [
            "Events: 2 KB per order → 6 GB/month with 100,000 orders per day",
            "Events: 2 KB per order → 18 GB/month with 100,000 orders per day and 3 replicas",
            "Events: 2 KB per order, 500 GB disk, 100,000 orders per day",
            "Events: 2 KB per order → 500 GB quota for 100,000 orders",
            "Events: 2 KB per order → 9 GB/month compressed with 100,000 orders per day",
            "Uploads: 2 MB per photo → 10 GB/day with 1,000 users",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn what_is_kept_for_so_long_is_so_many_times_what_comes_in_a_day() {
        for (line, right) in [
            ("40.000 × 500 KB = 20 GB/dia; em 5 anos (1.825 dias), 3,65 TB", "36,5 TB"),
            ("3.6 TB/day becomes 720 GB/day; kept for 400 days that is 188 TB", "288 TB"),
            ("Parquet compresses 5:1, so 3.6 TB/day becomes 720 GB/day; kept for 400 days that is 188 TB.", "288 TB"),
            ("Logs: 20 GB/dia guardados por 90 dias, ou seja, 18 TB", "1,8 TB"),
            ("Eventos: 50 GB por día, durante 30 días: 15 TB", "1,5 TB"),
            ("Bruto: 50 GB por día, en 1 año, 1,8 TB", "18,2 TB"),
            ("Crescimento de 20 GB/dia; em 1 ano, 1 TB", "7,3 TB"),
        ] {
            let found = says(line);
            assert!(found.len() == 1 && found[0].contains(right), "{line}: {found:?}");
        }
    }

    #[test]
    fn what_else_an_amount_of_data_may_be_is_left_alone() {
        for line in [
            "40.000 × 500 KB = 20 GB/dia; em 5 anos (1.825 dias), 36,5 TB",
            "720 GB/day kept for 400 days that is 288 TB",
            "20 GB/dia com retenção de 90 dias, 4 TB de disco",
            "20 GB/dia, retenção de 90 dias, 4 TB",
            "20 GB/dia por 90 dias = 5,4 TB com 3 réplicas",
            "20 GB/day kept for 90 days is 360 GB after compression",
            "20 GB/day compressed 5:1, kept for 90 days that is 360 GB",
            "20 GB/dia hoje; em 5 anos, 90 TB",
            "Crescimento de 20 GB/dia; em 1 ano, 12 TB",
            "A base cresce 20 GB/dia; em 1 ano, 12 TB",
            "20 GB/dia, backup por 30 dias e disco de 4 TB",
            "pico de 20 GB/dia; em 1 ano, 2 TB",
            "20 GB/día; en 90 días se archivan 4 TB",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }
}
