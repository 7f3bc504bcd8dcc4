use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/unit-conversion-mismatch",
    summary: Text {
        en: "the same figure in two units that do not agree",
        pt: "a mesma cifra em duas unidades que não concordam",
        es: "la misma cifra en dos unidades que no concuerdan",
    },
    severity: Severity::Error,
    section: &[],
    why: Text {
        en: "A figure is repeated per year or per second because somebody will use the second form. When it is not the \
             first one converted, the sizing and the budget are made of different numbers.",
        pt: "Uma cifra é repetida por ano ou por segundo porque alguém vai usar a segunda forma. Se ela não é a primeira \
             convertida, o dimensionamento e o orçamento partem de números diferentes.",
        es: "Una cifra se repite por año o por segundo porque alguien usará la segunda forma. Si no es la primera \
             convertida, el dimensionamiento y el presupuesto parten de números distintos.",
    },
    source: "SI units; months of 28 to 31 days, 20 to 31 of them worked",
    bad: "# Plano\n\n## Custos\n\n- Servidores: R$ 1.000/mês (R$ 14.000/ano)\n",
    good: "# Plano\n\n## Custos\n\n- Servidores: R$ 1.000/mês (R$ 12.000/ano)\n",
    check,
};

static WRONG: Text = Text {
    en: "{first} is {computed}, not {stated}",
    pt: "{first} são {computed}, não {stated}",
    es: "{first} son {computed}, no {stated}",
};
static ONE_WRONG: Text = Text {
    en: "{first} is {computed}, not {stated}",
    pt: "{first} é {computed}, não {stated}",
    es: "{first} es {computed}, no {stated}",
};
static MANY_WRONG: Text = Text {
    en: "{first} are {computed}, not {stated}",
    pt: "{first} são {computed}, não {stated}",
    es: "{first} son {computed}, no {stated}",
};
static FROM: Text = Text { en: "the same figure", pt: "a mesma cifra", es: "la misma cifra" };
static ROWS: Text = Text {
    en: "{count} other rows are converted right",
    pt: "{count} outras linhas estão convertidas certo",
    es: "{count} otras filas están bien convertidas",
};
static HELP: Text = Text {
    en: "write {computed}, or say what makes the two differ",
    pt: "escreva {computed}, ou diga o que diferencia as duas",
    es: "escriba {computed}, o diga qué diferencia a las dos",
};
static UNIT: Text = Text {
    en: "the two differ by a factor of a thousand: write the larger unit for the smaller figure, or the same figure",
    pt: "as duas diferem por um fator de mil: escreva a unidade maior na cifra menor, ou a mesma cifra",
    es: "las dos difieren en un factor de mil: escriba la unidad mayor en la cifra menor, o la misma cifra",
};
static NO_DISCOUNT: Text = Text {
    en: "no discount for paying by the year",
    pt: "nenhum desconto por pagamento anual",
    es: "ningún descuento por pago anual",
};
static NOTHING_ONCE: Text = Text {
    en: "every month costs the same, and nothing is paid once",
    pt: "todo mês custa o mesmo, e nada é pago uma vez só",
    es: "todos los meses cuestan lo mismo, y nada se paga una sola vez",
};
static HOLDS: Text = Text { en: "{first} = {stated}", pt: "{first} = {stated}", es: "{first} = {stated}" };

/// Words for prices that customers pay: those are cheaper by the year.
const PRICES: &[&str] = &[
    "plan",
    "plano",
    "planos",
    "plans",
    "planes",
    "assinatura",
    "assinaturas",
    "subscription",
    "suscripcion",
    "tier",
    "premium",
    "pro",
    "basic",
    "preco",
    "price",
    "precio",
    "pricing",
    "precos",
    "desconto",
    "discount",
    "descuento",
    "licenca",
    "license",
    "licencia",
    "billed",
    "paid",
    "prepaid",
    "upfront",
    "cobrado",
    "cobrada",
    "faturado",
    "faturada",
    "facturado",
    "facturada",
    "pagamento",
    "pago",
    "paga",
    "pagado",
    "pagada",
    "antecipado",
    "antecipada",
    "adelantado",
    "adelantada",
];

/// Words for figures that are no restatement: another statistic, another case.
const OTHER: &[&str] = &[
    "pico",
    "peak",
    "max",
    "maximo",
    "maxima",
    "min",
    "media",
    "medio",
    "mean",
    "avg",
    "average",
    "promedio",
    "burst",
    "rajada",
    "limite",
    "limit",
    "meta",
    "target",
    "antes",
    "before",
    "depois",
    "after",
    "desconto",
    "discount",
    "descuento",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let results: HashSet<Span> = canvas.calculations.iter().flat_map(|c| &c.results).map(|r| r.span).collect();
    for pair in &canvas.neighbours {
        thousandfold(canvas, pair, out);
        let (one, two) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        // "6 MB/s or 48 Mbit/s": nobody offers the choice between bytes and bits.
        let bits = bits_and_bytes(one, two) && matches!(pair.between.trim_matches([' ', ',']), "or" | "ou" | "o" | "/");
        let yearly = by_the_year(one, two, pair) || by_the_month(canvas, pair);
        if results.contains(&two.span) || !(bits || yearly || restates(pair)) || !comparable(one, two) {
            continue;
        }
        let signed = pair.between.contains(['=', '≈']) || bits;
        // "500 ms (5 min)" is a limit with its window, "16 GB (512 MB)" may be a part.
        if one.quantity.per == two.quantity.per && !signed {
            continue;
        }
        match verdict(one, two, signed) {
            Some(false) if canvas.rounded_days.make(&one.quantity, &two.quantity, ROUNDED) => {}
            Some(false) if takes_part(pair) || may_be_another_time(canvas, pair) || is_of_many(canvas, pair) => {}
            Some(true) => holds(one, two, out),
            Some(false) if dearer_by_the_month(one, two) && is_price(&pair.behind) => {}
            Some(false) => report(one, two, out, |finding| {
                if dearer_by_the_month(one, two) {
                    finding.severity(Severity::Warning).assuming(NO_DISCOUNT.plain());
                }
            }),
            None => {}
        }
    }
    for table in &canvas.tables {
        columns(canvas, table, out);
    }
    totals(canvas, out);
}

/// "~8,800 TB ≈ 9 TB": the same size twice, of which one is a thousand times the other.
fn thousandfold(canvas: &Canvas, pair: &Neighbours, out: &mut Outcomes) {
    /// Besides what the figures were rounded by.
    const SLACK: Decimal = Decimal::from_parts(2, 0, 0, false, 2);
    let (Some(one), Some(two)) = (canvas.facts.get(pair.first), canvas.facts.get(pair.second)) else { return };
    let (a, b) = (&one.quantity, &two.quantity);
    // "8,800 TB" may be less than nine where nothing else shows what the comma means.
    let clear = |q: &Quantity| !q.ambiguous || canvas.habits.decimal.is_some();
    let plain = |q: &Quantity| q.relation == Relation::Equal && clear(q) && !q.increment && q.each.is_none();
    let size = matches!(a.unit, Unit::Data(_)) && a.unit == b.unit && (a.per == b.per || a.per.is_none());
    let about = pair.between.trim().is_empty() && two.written.starts_with('≈');
    let signed = about || matches!(pair.between.trim(), "=" | "≈" | "= ~" | "=~" | "~=" | "≈ ~");
    let goes_on = pair.behind.trim_start().starts_with(['/', '×', '+', '*', '-', '÷', '−']);
    if !size || !signed || goes_on || takes_part(pair) || !plain(a) || !plain(b) {
        return;
    }
    let (Some(from), Some(to)) = (a.widened(), b.widened()) else { return };
    let is_thousand = |ratio: Option<Interval>| {
        ratio.is_some_and(|ratio| !ratio.disjoint(&Interval::point(Decimal::ONE_THOUSAND), SLACK))
    };
    if !is_thousand(to.div(&from)) && !is_thousand(from.div(&to)) {
        return;
    }
    let Some(value) = a.bounds().middle() else { return };
    let value = value.normalize();
    let computed = two.notation.print(value, Some(value.scale()));
    let message = WRONG.with("first", shown(one)).with("computed", computed.as_str());
    out.find(two.span, message.with("stated", two.written.as_str()))
        .severity(Severity::Warning)
        .label(one.span, FROM.plain())
        .figures(computed.as_str(), two.written.as_str())
        .help(UNIT.plain());
}

/// "Total per month: $26,000" and "Total per year: $336,000", in two rows or lines.
fn totals(canvas: &Canvas, out: &mut Outcomes) {
    const NEAR: usize = 16;
    /// Words for amounts that a year has and no month.
    const ONCE: &[&str] = &[
        "unic",
        "once",
        "one-",
        "one off",
        "setup",
        "implant",
        "migra",
        "instala",
        "install",
        "implement",
        "decimo",
        "13",
        "upfront",
        "anual",
        "yearly",
        "annual",
        "por ano",
        "al ano",
        "per year",
    ];
    let costs: Vec<&Fact> = canvas.facts_in(SectionKind::Costs).filter(|f| !f.is_remark()).collect();
    let money = |f: &Fact| matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.is_none();
    let total = |f: &Fact, per: Period| {
        let named = f.label.split(',').next().is_some_and(|row| row.to_lowercase().starts_with("total"));
        money(f) && named && f.quantity.per == Some(per)
    };
    let once = |f: &&Fact| {
        let label = f.label.to_lowercase();
        money(f)
            && !total(f, Period::Year)
            && (f.quantity.per == Some(Period::Year) || ONCE.iter().any(|w| label.contains(w)))
    };
    if costs.iter().copied().any(|f| once(&f)) {
        return;
    }
    let column = |f: &Fact| f.label.split_once(',').map(|(_, column)| column.trim().to_owned());
    for (at, year) in costs.iter().enumerate().filter(|(_, f)| total(f, Period::Year)) {
        let before = costs[at.saturating_sub(NEAR)..at].iter().rev();
        let mut months =
            before.filter(|f| total(f, Period::Month) && column(f) == column(year) && f.entry != year.entry);
        let Some(month) = months.next().filter(|_| months.next().is_none()) else { continue };
        if month.scenario != year.scenario || !comparable(month, year) {
            continue;
        }
        match verdict(month, year, true) {
            Some(true) => holds(month, year, out),
            Some(false) => report(month, year, out, |finding| {
                let text = if dearer_by_the_month(month, year) { &NO_DISCOUNT } else { &NOTHING_ONCE };
                finding.severity(Severity::Warning).assuming(text.plain());
            }),
            None => {}
        }
    }
}

/// How far apart a rate and its volume may be, each side, in a document that rounds its days.
const ROUNDED: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// Whether the first figure is calculated with what stands before it: "rows × 500 bytes = 3 TB".
fn takes_part(pair: &Neighbours) -> bool {
    let before = pair.before.trim_end();
    let named = before.rsplit(' ').next().is_some_and(|word| matches!(word, "x" | "vezes" | "veces" | "times"));
    named || before.ends_with(['×', '*', '·', '✕', '÷', '/', '+', '−', '^'])
}

/// Whether the first figure is the size of one of many, and the second that of all: "450.000 arquivos de 8 KB = 3,6 GB".
fn is_of_many(canvas: &Canvas, pair: &Neighbours) -> bool {
    let fact = |at: usize| canvas.facts.get(at);
    let (Some(many), Some(one)) = (pair.first.checked_sub(1).and_then(fact), fact(pair.first)) else { return false };
    let counts = matches!(many.quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Factor) && many.entry == one.entry;
    // The number stands in the same clause: "4 VMs, 500 GB = 0.5 TB" restates what each has.
    let mut words = pair.before.split(|c: char| !c.is_alphanumeric());
    counts && words.any(|word| word.starts_with(|c: char| c.is_ascii_digit()))
}

/// Whether what stands behind an amount says that it is the price for paying by the year.
fn is_price(behind: &str) -> bool {
    behind.split(|c: char| !c.is_alphanumeric()).any(|word| PRICES.contains(&word))
}

/// Whether nothing but brackets, a comment or a sign of equality stands between the two, and no word for another case.
fn restates(pair: &Neighbours) -> bool {
    const JOINING: &[&str] = &[
        "",
        "ou",
        "or",
        "o",
        "i.e",
        "ie",
        "ou seja",
        "isto e",
        "o sea",
        "es decir",
        "equivale a",
        "equivalente a",
        "about",
        "cerca de",
        "aprox",
        "approx",
    ];
    let signs: &[char] = &[' ', '(', '=', '~', '≈', '#', '.', ','];
    let joined =
        (pair.aside || pair.between.contains(['=', '≈'])) && JOINING.contains(&pair.between.trim_matches(signs));
    let other = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| OTHER.contains(&w));
    joined && !other(&pair.behind) && !pair.behind.trim_start().starts_with(['/', '×', '+', '*', '-'])
}

/// "$115k per month, $1.28M per year": the same bill in both, where nothing else is said between or behind them.
fn by_the_year(one: &Fact, two: &Fact, pair: &Neighbours) -> bool {
    let money = |f: &Fact| matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.is_none();
    let year = one.quantity.per == Some(Period::Month) && two.quantity.per == Some(Period::Year);
    let joined =
        matches!(pair.between.trim(), "," | "/" | "e" | "y" | "and" | "ou" | "or" | "o" | ", e" | ", ou seja,");
    let other = |text: &str| text.split(|c: char| !c.is_alphanumeric()).any(|w| OTHER.contains(&w));
    const BILL: &[&str] =
        &["custo", "cost", "coste", "gasto", "total", "bill", "fatura", "factura", "conta", "cuenta", "spend"];
    // "Pro: $30 per month, $300 per year" is a price list.
    let billed = one.words.iter().take(20).any(|w| BILL.iter().any(|stem| w.starts_with(stem)));
    billed
        && money(one)
        && money(two)
        && year
        && joined
        && pair.behind.trim_matches(['.', ' ']).is_empty()
        && !other(&pair.before)
}

/// "$100 a day, $3,000 a month (30 days)": the same in both, for as many days as it says itself.
fn by_the_month(canvas: &Canvas, pair: &Neighbours) -> bool {
    let Some([one, two, days]) = canvas.facts.get(pair.first..pair.first + 3) else { return false };
    let money = |f: &Fact, per| {
        matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.is_none() && f.quantity.per == Some(per)
    };
    let joined = matches!(pair.between.trim(), "," | ";" | ", ou" | ", or" | ", o");
    let behind = canvas.neighbours_in(pair.second..pair.second + 2).first();
    let counted = behind.is_some_and(|p| p.aside && p.between.trim() == "(" && p.behind.trim().is_empty());
    let month = matches!(days.quantity.unit, Unit::Duration(TimeUnit::Day)) && days.entry == two.entry;
    joined && counted && month && money(one, Period::Day) && money(two, Period::Month)
}

/// Whether a time behind a time is another one: days are worked for some hours, and a window leaves some minutes of
/// downtime: "99.9% in 28 days = 40.3 minutes", "1 dia = 8 h de operação".
fn may_be_another_time(canvas: &Canvas, pair: &Neighbours) -> bool {
    const OF_SOMETHING: &[&str] = &[
        "budget",
        "orcamento",
        "presupuesto",
        "erro",
        "down",
        "indispon",
        "dispon",
        "avail",
        "uptime",
        "slo",
        "sla",
        "inativ",
        "inactiv",
        "outage",
        "fora",
        "fuera",
        "caida",
        "parad",
        "oper",
        "trabal",
        "trabaj",
        "work",
        "util",
        "labora",
        "jornada",
        "expediente",
        "turno",
        "shift",
        "comercia",
        "business",
        "servic",
        "window",
        "janela",
        "ventana",
        "rolling",
    ];
    let fact = |at: usize| canvas.facts.get(at);
    let (Some(one), Some(two)) = (fact(pair.first), fact(pair.second)) else { return true };
    let long = |f: &Fact| matches!(f.quantity.unit, Unit::Duration(unit) if unit >= TimeUnit::Day);
    if !matches!(one.quantity.unit, Unit::Duration(_)) || one.quantity.per.is_some() {
        return false;
    }
    let share = |at: Option<usize>| {
        let near = at.and_then(fact).filter(|f| f.entry == one.entry);
        near.is_some_and(|f| matches!(f.quantity.unit, Unit::Percent(_)))
    };
    let mut words = one.words.iter().take(20).chain(&two.behind);
    // Nobody is that far off: "RTO: 4 h = 30 min to notice + 3.5 h to restore".
    let ratio = two.quantity.base().zip(one.quantity.base()).and_then(|(to, from)| to.div(&from));
    let near = Interval::between(Decimal::new(5, 1), Decimal::TWO);
    long(one)
        || long(two)
        || pair.behind.contains(['+', '×', '−'])
        || ratio.is_none_or(|ratio| ratio.disjoint(&near, Decimal::ZERO))
        || share(pair.first.checked_sub(1))
        || share(Some(pair.second + 1))
        || words.any(|w| OF_SOMETHING.iter().any(|stem| w.starts_with(stem)))
}

fn bits_and_bytes(one: &Fact, two: &Fact) -> bool {
    match (&one.quantity.unit, &two.quantity.unit) {
        (Unit::Data(a), Unit::Data(b)) => a.bits != b.bits && one.quantity.per == two.quantity.per,
        _ => false,
    }
}

fn comparable(one: &Fact, two: &Fact) -> bool {
    let (a, b) = (&one.quantity, &two.quantity);
    let differ = a.per != b.per || a.unit != b.unit;
    let statistics = a.statistic.is_none() || b.statistic.is_none() || a.statistic == b.statistic;
    let exact = |q: &Quantity| {
        q.relation == Relation::Equal && !q.increment && !q.ambiguous && q.bounds().low > Some(Decimal::ZERO)
    };
    differ
        && statistics
        && a.same_kind(b)
        && a.each == b.each
        && exact(a)
        && exact(b)
        && !matches!(a.unit, Unit::Percent(_) | Unit::Bare)
}

/// Whether the second is the first converted; `None` where a difference may have a reason.
fn verdict(one: &Fact, two: &Fact, signed: bool) -> Option<bool> {
    let (a, b) = (&one.quantity, &two.quantity);
    // Both sides move: 3% in all, 10% with "~".
    let slack = Decimal::new(if a.approximate || b.approximate { 50 } else { 15 }, 3);
    let base = |q: &Quantity| q.widened()?.scale(q.unit.base());
    let (Some(from), Some(to)) = (base(a), base(b)) else { return None };
    let (Some(per), Some(other)) = (a.per, b.per) else {
        // A thousand bytes or 1024 of them: both are written.
        let binary = Interval::between(Decimal::ONE, Decimal::new(110, 2));
        let ratio = to.div(&from)?;
        let near = |i: &Interval| !ratio.disjoint(i, slack);
        return Some(near(&binary) || Interval::point(Decimal::ONE).div(&binary).is_some_and(|i| near(&i)));
    };
    let (low, high) = ratio_of(per, other)?;
    let ratio = to.div(&from)?;
    if !ratio.disjoint(&Interval::between(low, high), slack) {
        // Twelve months are a year to the cent; a little less is neither right nor surely wrong.
        let off = low == high && ratio.disjoint(&Interval::point(low), Decimal::new(2, 3));
        return if off && matches!(a.unit, Unit::Money(_)) { None } else { Some(true) };
    }
    // Within an hour a rate per second or minute may be its peak.
    let fine = |p: Period| p <= Period::Hour;
    let nominal = per.seconds().checked_div(other.seconds())?;
    let peak = if per > other { ratio.low > Some(nominal) } else { ratio.high < Some(nominal) };
    if fine(per) && fine(other) && !signed && peak {
        return None;
    }
    if let Unit::Money(_) = a.unit {
        let words = || one.words.iter().chain(&two.words);
        if dearer_by_the_month(one, two) && words().any(|w| PRICES.contains(&w.as_str())) {
            return None;
        }
    }
    Some(false)
}

/// Between which ratios a rate per `from` may be restated per `to`: worked days and hours are shorter than whole ones.
fn ratio_of(from: Period, to: Period) -> Option<(Decimal, Decimal)> {
    if from > to {
        let (low, high) = ratio_of(to, from)?;
        return Some((Decimal::ONE.checked_div(high)?, Decimal::ONE.checked_div(low)?));
    }
    let exact = from.in_one(to)?;
    let (low, high) = (exact.low?, exact.high?);
    let days = |share: Decimal| low.checked_mul(share);
    Some(match (from, to) {
        // One hour of traffic a day, twenty days a month at the least.
        (Period::Second | Period::Minute | Period::Hour, Period::Day) => (low.checked_div(Decimal::from(24))?, high),
        (Period::Second | Period::Minute | Period::Hour, _) if to > Period::Day => {
            (low.checked_div(Decimal::from(36))?, high)
        }
        (Period::Day, _) => (days(Decimal::new(68, 2))?, high),
        _ => (low, high),
    })
}

/// Whether the year costs less than twelve months, by no more than discounts come to.
fn dearer_by_the_month(one: &Fact, two: &Fact) -> bool {
    let yearly = |f: &Fact| f.quantity.in_period(Period::Year).and_then(|i| i.middle());
    let (month, year) = match (one.quantity.per, two.quantity.per) {
        (Some(Period::Month), Some(Period::Year)) => (one, two),
        (Some(Period::Year), Some(Period::Month)) => (two, one),
        _ => return false,
    };
    let Some((month, year)) = yearly(month).zip(yearly(year)) else { return false };
    month > year && year.checked_div(month).is_some_and(|share| share > Decimal::new(6, 1))
}

/// Columns that give the same figures per month and per year, or in other pairs of units, as most of their rows show.
fn columns(canvas: &Canvas, table: &Matrix, out: &mut Outcomes) {
    for first in 0..table.header.len() {
        for second in first + 1..table.header.len() {
            // What is paid once has no monthly amount: the total of the year holds more than twelve months of the other.
            let once = |row: &Row| row.only(first).is_none() && row.only(second).is_some();
            let partly = table.rows.iter().any(once);
            let pairs: Vec<(&Row, &Fact, &Fact)> = table
                .rows
                .iter()
                .filter(|row| !(partly && row.total))
                .filter_map(|row| Some((row, &canvas.facts[row.only(first)?], &canvas.facts[row.only(second)?])))
                .filter(|(_, one, two)| one.quantity.per != two.quantity.per && comparable(one, two))
                .collect();
            let verdicts: Vec<Option<bool>> = pairs.iter().map(|(_, one, two)| verdict(one, two, true)).collect();
            let held = verdicts.iter().filter(|v| **v == Some(true)).count();
            let failed = verdicts.iter().filter(|v| **v == Some(false)).count();
            if held < 2 || held <= failed {
                continue;
            }
            for (&(row, one, two), verdict) in pairs.iter().zip(&verdicts) {
                match verdict {
                    Some(true) => holds(one, two, out),
                    Some(false) if has_a_factor(canvas, row) => {}
                    Some(false) => report(one, two, out, |finding| {
                        finding.label(two.span, ROWS.with("count", held));
                    }),
                    None => {}
                }
            }
        }
    }
}

/// Whether a row says how many there are, or for how long: what one costs in an hour is then not what all cost in a month.
fn has_a_factor(canvas: &Canvas, row: &Row) -> bool {
    let counts = |f: &Fact| matches!(f.quantity.unit, Unit::Bare | Unit::Count(_) | Unit::Factor | Unit::Duration(_));
    row.cells.iter().flatten().any(|&at| counts(&canvas.facts[at]))
}

fn holds(one: &Fact, two: &Fact, out: &mut Outcomes) {
    out.pass(two.span, [one.span], HOLDS.with("first", shown(one)).with("stated", shown(two)));
}

/// The figure with its period, where that stands elsewhere.
fn shown(fact: &Fact) -> Message {
    PERIODS.iter().find(|(period, _)| fact.origins.per.is_some() && fact.quantity.per == Some(*period)).map_or_else(
        || SAME.with("figure", fact.written.as_str()),
        |(_, text)| text.with("figure", fact.written.as_str()),
    )
}

static SAME: Text = Text { en: "{figure}", pt: "{figure}", es: "{figure}" };
static PERIODS: [(Period, Text); 8] = [
    (Period::Second, Text { en: "{figure} per second", pt: "{figure} por segundo", es: "{figure} por segundo" }),
    (Period::Minute, Text { en: "{figure} per minute", pt: "{figure} por minuto", es: "{figure} por minuto" }),
    (Period::Hour, Text { en: "{figure} per hour", pt: "{figure} por hora", es: "{figure} por hora" }),
    (Period::Day, Text { en: "{figure} per day", pt: "{figure} por dia", es: "{figure} por día" }),
    (Period::Week, Text { en: "{figure} per week", pt: "{figure} por semana", es: "{figure} por semana" }),
    (Period::Month, Text { en: "{figure} per month", pt: "{figure} por mês", es: "{figure} por mes" }),
    (Period::Quarter, Text { en: "{figure} per quarter", pt: "{figure} por trimestre", es: "{figure} por trimestre" }),
    (Period::Year, Text { en: "{figure} per year", pt: "{figure} por ano", es: "{figure} por año" }),
];

fn report(one: &Fact, two: &Fact, out: &mut Outcomes, more: impl Fn(&mut Finding)) {
    let (a, b) = (&one.quantity, &two.quantity);
    let value = match b.per {
        Some(period) => a.nominal_in_period(period),
        None => a.base().and_then(|i| i.middle()),
    };
    let Some(value) = value.and_then(|v| v.checked_div(b.unit.base())) else { return };
    let rounded = Some(value.round_dp(2)).filter(|rounded| !rounded.is_zero());
    let computed = two.notation.print(rounded.or(value.round_sf(2)).unwrap_or(value).normalize(), None);
    let counted = matches!(a.unit, Unit::Duration(_) | Unit::Count(_)) && a.per.is_none();
    let wrong = match a.interval.value() {
        Some(value) if value == Decimal::ONE => &ONE_WRONG,
        _ if counted => &MANY_WRONG,
        _ => &WRONG,
    };
    let message = wrong.with("first", shown(one)).with("computed", computed.as_str());
    let finding = out.find(two.span, message.with("stated", two.written.as_str()));
    finding
        .label(one.span, FROM.plain())
        .figures(computed.as_str(), two.written.as_str())
        .help(HELP.with("computed", computed.as_str()));
    more(finding);
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn a_price_for_paying_by_the_year_is_not_twelve_months() {
        for text in [
            "- Alerts: $60/month ($600/year billed annually)",
            "- CDN: R$ 100/mês (R$ 1.000/ano no pagamento anual)",
            "- CDN: USD 100/mes (USD 1.000/año facturado por adelantado)",
        ] {
            assert_eq!(
                findings(&super::RULE, &format!("# Plan\n\n## Costs\n\n{text}\n")),
                Vec::<String>::new(),
                "{text}"
            );
        }
    }

    #[test]
    fn what_is_paid_once_adds_to_the_year_alone() {
        let table = |setup: &str, total: &str| {
            format!(
                "# Custos\n\n| Item | Mensal | Anual |\n|---|---|---|\n| API | R$ 2.000 | R$ 24.000 |\n| Fila | R$ 30 | R$ 360 |\n{setup}| Total | R$ 2.030 | {total} |\n"
            )
        };
        let once = table("| Migração (uma vez) | – | R$ 4.000 |\n", "R$ 28.360");
        assert_eq!(findings(&super::RULE, &once), Vec::<String>::new());
        assert_eq!(findings(&super::RULE, &table("", "R$ 28.360")).len(), 1);
        assert_eq!(
            findings(
                &super::RULE,
                &once.replace("R$ 360", "R$ 390").replace("| Fila", "| CDN | R$ 5 | R$ 60 |\n| Fila")
            )
            .len(),
            1
        );
    }

    #[test]
    fn a_figure_restated_wrongly_is_reported() {
        for (text, said) in [
            (
                "## Costs\n\n- Servers: $1,000/month ($14,000/year)",
                "$14,000/year: $1,000/month is $12,000/year, not $14,000/year",
            ),
            (
                "yaml:load:\n  requests_per_minute: 12000 # 100 req/s\n",
                "100 req/s: 12000 per minute is 200 req/s, not 100 req/s",
            ),
            ("- Traffic: 5.000 req/min (~40 req/s)", "40 req/s"),
            ("- Uplink: 13.3 MB/s or 13 Mbit/s", "13.3 MB/s is 106.4 Mbit/s, not 13 Mbit/s"),
        ] {
            let found = findings(&super::RULE, text);
            assert!(found.len() == 1 && found[0].contains(said), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_time_that_something_else_makes_of_another_is_no_conversion() {
        for text in [
            "# Plan\n## Objective\n- SLO: 99.9% over a rolling 28 days = 40.3 minutes",
            "# Plan\n## Objective\n- Availability 99.5% over 4 weeks = 200 minutes",
            "# Plan\n## Objective\n- Error budget: 24 h = 86 s",
            "# Plano\n## Objetivo\n- 99,5% em 7 dias = 50,4 minutos",
            "# Plano\n## Objetivo\n- 24 h = 1,44 min de indisponibilidade",
            "# Plano\n## Volume\n- 1 dia = 8 h de operação",
            "# Plano\n## Volume\n- 1 mês = 22 dias",
            "# Plan\n## Objetivo\n- 1 año = 8,76 horas de caída",
            "# Plan\n## Volumen\n- 1 semana = 40 horas",
            "# Plan\n## Load test\n- 1 h = 5 min of the simulator",
            "# Plan\n## Load test\n- Recovery: 4 h = 2.5 h to notice + 1.5 h to restore",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_figure_that_is_calculated_with_is_converted_into_nothing() {
        for text in [
            "- rows × 400 bytes = 2 TB",
            "- linhas * 400 bytes = 2 TB",
            "- filas por día x 400 bytes = 2 TB",
            "- 5q * 400bytes = 2TB",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Plan\n## Volumes\n{text}\n")), [""; 0], "{text}");
        }
        assert_eq!(findings(&super::RULE, "# Plan\n## Volumes\n- Each row: 400 bytes = 2 TB\n").len(), 1);
    }

    #[test]
    fn a_rate_of_a_rounded_day_is_right_where_the_day_is_said() {
        let says = |text: &str| findings(&super::RULE, &format!("# Plan\n## Volumes\n- {text}\n")).len();
        assert_eq!(says("40M requests/day = 400 requests/s (with 10^5 s/day)"), 0);
        assert_eq!(says("40M de requisições/dia = 400 requisições/s (100 mil segundos por dia)"), 0);
        assert_eq!(says("40M requests/day = 400 requests/s"), 1);
        assert_eq!(says("40M requests/day = 200 requests/s (with 10^5 s/day)"), 1);
    }

    #[test]
    fn a_size_is_not_a_thousandth_of_itself() {
        let says = |text: &str| {
            findings(&super::RULE, &format!("# Plan\n## Storage\n- Nodes of 2.5 GB or 1.5 GB\n- {text}\n"))
        };
        for text in [
            "Total a day = ~4,700 TB ≈ 5 TB/day",
            "All photos: 4,700 GB = 4.7 GB",
            "Total por día: 4,700,000 MB ≈ 4,700 MB",
        ] {
            let said = says(text);
            assert!(said.len() == 1 && said[0].contains("4"), "{text}: {said:?}");
        }
        for text in [
            "Total a day = ~4,700 TB ≈ 5 PB/day",
            "Total a day = 4,700 TB (5 TB in the cache)",
            "4,700 GB ≈ 5 TB",
            "rows × 4,700 GB = 5 GB",
            "4,700 GB = 5 GB × 940",
        ] {
            assert_eq!(says(text), [""; 0], "{text}");
        }
        // The comma may be a decimal one.
        assert_eq!(findings(&super::RULE, "# Plan\n## Storage\n- 4,700 TB ≈ 5 TB\n"), [""; 0]);
    }

    #[test]
    fn one_is_and_many_are() {
        for (text, said) in [
            ("# Plan\n## Load test\n- Soak: 3 h = 240 min", "3 h are 180 min, not 240 min"),
            ("# Plan\n## Load test\n- Soak: 1 h = 110 min", "1 h is 60 min, not 110 min"),
            ("# Plan\n## Costs\n- Servers: $1,000/month ($14,000/year)", "$1,000/month is $12,000/year"),
        ] {
            let found = findings(&super::RULE, text);
            assert!(found.len() == 1 && found[0].contains(said), "{text}: {found:?}");
        }
    }

    #[test]
    fn one_row_that_is_converted_otherwise_than_the_others_is_reported() {
        let table = "| Item | Per month | Per year |\n|---|---|---|\n| A | $420 | $5,040 |\n| B | $610 | $7,320 |\n| C | $530 | $5,360 |\n";
        let found = findings(&super::RULE, table);
        assert_eq!(found, ["$5,360: $530 per month is $6,360, not $5,360"]);
    }

    #[test]
    fn the_rate_of_one_for_some_hours_is_not_the_bill_of_all() {
        let table = "| Window | Hours/day | Nodes | Rate | Per month |\n|---|---|---|---|---|\n| Day | 12 | 5 | $0.10/h | $180 |\n\
                     | Night | 12 | 2 | $0.10/h | $72 |\n| Master | 24 | 1 | $0.20/h | $144 |\n";
        assert_eq!(findings(&super::RULE, table), [""; 0]);
    }

    #[test]
    fn restatements_that_hold_pass() {
        for text in [
            "- 5,000 req/min (~83 req/s)",
            "- R$ 1.000/mês (R$ 12.000/ano)",
            "- 1.000 pedidos/dia (30.000 pedidos/mês)",
        ] {
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn peaks_working_days_discounts_and_windows_are_left_alone() {
        for text in [
            "- 10.000 pedidos/dia (1.500 pedidos/h no pico)",
            "- 10.000 pedidos/dia (1.500 pedidos/h)",
            "- Plano Pro: R$ 19,90/mês (R$ 199/ano)",
            "- p95 > 500 ms (5 min)",
            "- 1.000 pedidos/dia (22.000 pedidos/mês)",
            "- RAM: 16 GB (512 MB)",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_bill_per_month_and_per_year_behind_it_are_one() {
        let says = |line: &str| findings(&super::RULE, &format!("# Plan\n## Costs\n- {line}\n")).len();
        assert_eq!(says("The bill is $115k per month, $1.28M per year."), 1);
        assert_eq!(says("Total: US$ 115 mil por mês, US$ 1,28 milhão por ano"), 1);
        assert_eq!(says("Total: US$ 115 mil por mês, US$ 1,38 milhão por ano"), 0);
        assert_eq!(says("Pro: $30 per month, $300 per year"), 0);
    }

    #[test]
    fn the_size_of_one_of_many_is_not_that_of_all() {
        for text in [
            "- 120 mil fotos de 300 KB = 36 GB",
            "- 6 volumes of 250 GB = 1.5 TB",
            "- 4 enlaces de 250 Mbps = 1 Gbps",
            "| Item | Nota |\n|---|---|\n| Áudios | 9.000 áudios com 2 MB = 18 GB |\n",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(findings(&super::RULE, "- 4 VMs, disco de 500 GB = 5 TB").len(), 1);
        assert_eq!(findings(&super::RULE, "- Enlace de 250 Mbps = 2,5 Gbps").len(), 1);
    }

    #[test]
    fn the_total_of_a_year_is_twelve_times_that_of_a_month() {
        let says = |lines: &str| {
            let title = if lines.contains(" per ") { "# Plan\n## Costs" } else { "# Plano\n## Custos" };
            findings(&super::RULE, &format!("{title}\n{lines}\n"))
        };
        for lines in [
            "- API: R$ 900\n- Total mensal: R$ 900\n- Total anual: R$ 11.800",
            "| Item | Valor |\n|---|---|\n| API | $900 |\n| Total per month | $900 |\n| Total per year | $11,800 |",
        ] {
            assert_eq!(says(lines).len(), 1, "{lines}");
        }
        for lines in [
            "- API: R$ 900\n- Total mensal: R$ 900\n- Total anual: R$ 10.800",
            "- API: R$ 900\n- Migração (uma vez): R$ 1.000\n- Total mensal: R$ 900\n- Total anual: R$ 11.800",
            "| Item | Hoy | Escalado |\n|---|---|---|\n| API | 90 € | 900 € |\n| Total mensual | 90 € | 900 € |\n| Total anual | 1.080 € | 10.800 € |",
        ] {
            assert_eq!(says(lines), Vec::<String>::new(), "{lines}");
        }
    }

    #[test]
    fn a_small_result_is_not_printed_as_nothing() {
        let found = findings(&super::RULE, "- Cada evento: 8 KB = 3.6 GB\n");
        assert_eq!(found, ["3.6 GB: 8 KB is 0.000008 GB, not 3.6 GB"]);
    }

    #[test]
    fn a_day_and_a_month_that_says_its_days_are_the_same_bill() {
        for line in [
            "LLM: 200 million tokens a day, $100 a day, $4,500 a month (30 days)",
            "Modelo: US$ 100 por dia, US$ 4.500 por mês (30 dias)",
            "Modelo: 100 € al día, 4.500 € al mes (30 días)",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Plan\n## Costs\n- {line}\n")).len(), 1, "{line}");
            let right = line.replace("4,500", "3,000").replace("4.500", "3.000");
            assert_eq!(findings(&super::RULE, &format!("# Plan\n## Costs\n- {right}\n")), [""; 0], "{right}");
        }
        for line in [
            "LLM: $100 a day, $4,500 a month with the search",
            "LLM: $100 a day; search: $4,500 a month (30 days)",
            "LLM: peak of $100 a day, $2,200 a month (22 days)",
            "LLM: $100 a day per tenant, $4,500 a month (30 days)",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Plan\n## Costs\n- {line}\n")), [""; 0], "{line}");
        }
    }
}
