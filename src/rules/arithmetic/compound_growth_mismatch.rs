use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/compound-growth-mismatch",
    summary: Text {
        en: "a projection that its own growth rate does not give",
        pt: "uma projeção que a própria taxa de crescimento não dá",
        es: "una proyección que su propia tasa de crecimiento no da",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Volumes, SectionKind::Costs],
    why: Text {
        en: "A rate per month works upon itself: 10% for a year is three times as much, not twice. A table that grows \
             otherwise than its title says sizes the system for another plan.",
        pt: "Uma taxa mensal age sobre si mesma: 10% por um ano dá o triplo, não o dobro. Uma tabela que cresce diferente do \
             que o título diz dimensiona o sistema para outro plano.",
        es: "Una tasa mensual actúa sobre sí misma: 10% durante un año da el triple, no el doble. Una tabla que crece distinto \
             de lo que dice su título dimensiona el sistema para otro plan.",
    },
    source: "compound growth: after n periods (1 + r)^n times the first value; tolerance: a quarter",
    bad: "\
# Capacity plan
## Volumes
### Cautious scenario (10% monthly growth)
| Month | Users |
|---|---|
| 1 | 10,000 |
| 12 | 28,000 |
| 24 | 160,000 |
",
    good: "\
# Capacity plan
## Volumes
### Cautious scenario (10% monthly growth)
| Month | Users |
|---|---|
| 1 | 10,000 |
| 12 | 28,000 |
| 24 | 90,000 |
",
    check,
};

static WRONG: Text = Text {
    en: "{first} growing {rate} for {periods} periods come to {computed}, not {stated}",
    pt: "{first} crescendo {rate} por {periods} períodos chegam a {computed}, não a {stated}",
    es: "{first} creciendo {rate} durante {periods} períodos llegan a {computed}, no a {stated}",
};
static FIRST: Text = Text { en: "it starts here", pt: "começa aqui", es: "empieza aquí" };
static RATE: Text = Text { en: "the growth rate", pt: "a taxa de crescimento", es: "la tasa de crecimiento" };
static HELP: Text = Text {
    en: "write {computed}, or the rate that the figures have",
    pt: "escreva {computed}, ou a taxa que os números têm",
    es: "escriba {computed}, o la tasa que tienen las cifras",
};
static HOLDS: Text = Text {
    en: "{first} growing {rate} for {periods} periods: {stated}",
    pt: "{first} crescendo {rate} por {periods} períodos: {stated}",
    es: "{first} creciendo {rate} durante {periods} períodos: {stated}",
};

/// How far a projection may be from its rate: growth is rounded and counted from different months.
const SLACK: Decimal = Decimal::from_parts(125, 0, 0, false, 2);

/// Words of a title that names growth, and for the periods it may be in, those of the column that counts them.
const GROWTH: &[&str] = &["growth", "crescimento", "crecimiento", "growing", "crescendo", "creciendo"];
const PERIODS: [(&[&str], &[&str]); 2] = [
    (&["month", "monthly", "mensal", "mensual", "mes", "mom"], &["month", "months", "mes", "meses"]),
    (&["year", "yearly", "annual", "anual", "ano", "yoy"], &["year", "years", "ano", "anos"]),
];

/// More periods than a plan looks ahead.
const LONGEST: u32 = 120;

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for table in &canvas.tables {
        let said: HashSet<&str> = table.title.split(|c: char| !c.is_alphanumeric()).collect();
        let says = |words: &[&str]| words.iter().any(|w| said.contains(w));
        let Some((_, columns)) = only(PERIODS.iter().filter(|(title, _)| says(title))) else { continue };
        let counts_time = |header: &String| columns.contains(&header.trim_matches(|c: char| !c.is_alphanumeric()));
        let Some(time) = table.header.iter().position(counts_time).filter(|_| says(GROWTH)) else { continue };
        let Some(rate) = rate(canvas, table) else { continue };
        for column in (0..table.header.len()).filter(|column| *column != time) {
            let rows = table.rows.iter().filter(|row| !row.total);
            let points: Vec<(u32, &Fact)> = rows
                .filter_map(|row| {
                    let period = canvas.facts[row.only(time)?].quantity.bounds().value()?;
                    Some((u32::try_from(period).ok()?, &canvas.facts[row.only(column)?]))
                })
                .collect();
            if let [first, .., last] = points.as_slice() {
                judge(rate, first, last, out);
            }
        }
    }
}

/// The only percentage that the title of a table names: the last one before its first figure.
fn rate<'c>(canvas: &'c Canvas, table: &Matrix) -> Option<&'c Fact> {
    let first = table.rows.iter().flat_map(|row| &row.cells).flatten().min()?;
    let rate = canvas.facts.get(..*first)?.last()?;
    let figure = rate.written.split_inclusive('%').next().unwrap_or("");
    let alone = table.title.matches('%').count() == 1 && table.title.contains(figure);
    let percent = matches!(rate.quantity.unit, Unit::Percent(_)) && rate.quantity.bounds().value().is_some();
    (alone && percent).then_some(rate)
}

fn judge(rate: &Fact, first: &(u32, &Fact), last: &(u32, &Fact), out: &mut Outcomes) {
    let ((start, from), (end, to)) = (first, last);
    let counted = |f: &Fact| matches!(f.quantity.unit, Unit::Count(_)) && f.quantity.each.is_none();
    let Some(periods) = end.checked_sub(*start).filter(|n| (2..=LONGEST).contains(n)) else { return };
    let values = from.quantity.bounds().value().zip(to.quantity.bounds().value());
    let Some((low, high)) = values.filter(|_| counted(from) && counted(to) && from.quantity.unit == to.quantity.unit)
    else {
        return;
    };
    let share = rate.quantity.bounds().value().and_then(|r| r.checked_div(Decimal::ONE_HUNDRED));
    let Some(factor) = share.and_then(|s| s.checked_add(Decimal::ONE)).filter(|f| *f > Decimal::ONE) else { return };
    let computed = (0..periods).try_fold(low, |value, _| value.checked_mul(factor).map(|v| v.round_dp(6)));
    let Some(computed) = computed.filter(|c| *c > Decimal::ZERO) else { return };
    let near = |a: Decimal, b: Decimal| a.checked_mul(SLACK).is_some_and(|wide| wide >= b);
    let message = |text: &'static Text| {
        let message = text.with("first", from.written.as_str()).with("rate", rate.written.as_str());
        message.with("periods", periods.to_string()).with("stated", to.written.as_str())
    };
    if near(computed, high) && near(high, computed) {
        out.pass(to.span, [from.span, rate.span], message(&HOLDS));
        return;
    }
    let shown = to.notation.print(rounded(computed, to.quantity.step), None);
    out.find(to.span, message(&WRONG).with("computed", shown.as_str()))
        .label(from.span, FIRST.plain())
        .label(rate.span, RATE.plain())
        .figures(shown.as_str(), to.written.as_str())
        .help(HELP.with("computed", shown.as_str()));
}

/// To the places that the document writes.
fn rounded(value: Decimal, step: Decimal) -> Decimal {
    let steps = value.checked_div(step).map(|n| n.round());
    steps.and_then(|n| n.checked_mul(step)).unwrap_or(value).normalize()
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn table(title: &str, header: &str, last: &str) -> Vec<String> {
        let text =
            format!("# Plano\n## Volumes\n### {title}\n| {header} |\n|---|---|\n| 1 | 10K |\n| 6 | 20K |\n{last}\n");
        findings(&super::RULE, &text)
    }

    #[test]
    fn a_projection_is_held_to_its_rate() {
        assert_eq!(table("Crescimento de 10% ao mês", "Mês | Usuários", "| 24 | 160K |").len(), 1);
        assert_eq!(table("Crecimiento anual: 50%", "Año | Usuarios", "| 7 | 20K |").len(), 1);
    }

    #[test]
    fn other_rates_columns_and_rounded_projections_are_left_alone() {
        for (title, header, last) in [
            ("Crescimento de 10% ao mês", "Mês | Usuários", "| 24 | 85K |"),
            ("Crescimento de 10% ao mês até o mês 6, depois 5%", "Mês | Usuários", "| 24 | 40K |"),
            ("Crescimento de 5-10% ao mês", "Mês | Usuários", "| 24 | 160K |"),
            ("Crescimento de 10% ao mês", "Mês | Custo (R$)", "| 24 | 160K |"),
            ("Crescimento de 10% ao ano", "Mês | Usuários", "| 24 | 160K |"),
            ("Desconto mensal de 10%", "Mês | Usuários", "| 24 | 160K |"),
        ] {
            assert_eq!(table(title, header, last), Vec::<String>::new(), "{title}");
        }
    }
}
