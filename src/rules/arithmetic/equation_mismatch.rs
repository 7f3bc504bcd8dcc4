use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/equation-mismatch",
    summary: Text {
        en: "a calculation that is wrong", pt: "uma conta que não fecha", es: "un cálculo que no cuadra"
    },
    severity: Severity::Error,
    section: &[],
    why: Text {
        en: "A calculation is written out so that others can follow it. When its result is not what its own numbers give, \
             everything that was sized or priced with the result is off by the same factor.",
        pt: "Uma conta é escrita para que outros possam acompanhá-la. Se o resultado não é o que os próprios números dão, \
             tudo o que foi dimensionado ou orçado com ele erra na mesma proporção.",
        es: "Un cálculo se escribe para que otros puedan seguirlo. Si el resultado no es el que dan sus propios números, \
             todo lo dimensionado o presupuestado con él falla en la misma proporción.",
    },
    source: "general arithmetic; tolerance: half of the last printed place, ten percent where \"~\" is written",
    bad: "# Plano de capacidade\n\n## Volume\n\n- Fotos: 400 pedidos × 2,5 MB = 1.500 MB/dia\n",
    good: "# Plano de capacidade\n\n## Volume\n\n- Fotos: 400 pedidos × 2,5 MB = 1.000 MB/dia\n",
    check,
};

static WRONG: Text = Text {
    en: "{expression} is {computed}, not {stated}",
    pt: "{expression} dá {computed}, não {stated}",
    es: "{expression} da {computed}, no {stated}",
};
static HERE: Text = Text { en: "this calculation", pt: "esta conta", es: "este cálculo" };
static HELP: Text = Text {
    en: "write {computed}, or correct the number that is wrong on the left",
    pt: "escreva {computed}, ou corrija o número errado à esquerda",
    es: "escriba {computed}, o corrija el número equivocado de la izquierda",
};
static SLIP: Text = Text {
    en: "write \"×\" in front of the bracket: the result is that of the product",
    pt: "escreva \"×\" antes do parêntese: o resultado é o do produto",
    es: "escriba \"×\" antes del paréntesis: el resultado es el del producto",
};
static APPROXIMATE: Text = Text {
    en: "figures with \"~\" may be off by 10%",
    pt: "cifras com \"~\" podem variar 10%",
    es: "las cifras con \"~\" pueden variar un 10%",
};
static HOLDS: Text = Text { en: "{written}", pt: "{written}", es: "{written}" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let right: Vec<String> = canvas
        .calculations
        .iter()
        .filter(|c| c.equation.verdicts().first() == Some(&Some(true)))
        .map(|c| shape_of(&c.equation))
        .collect();
    for calculation in &canvas.calculations {
        let mut verdicts = calculation.equation.verdicts();
        if verdicts.first() == Some(&None) && right.contains(&shape_of(&calculation.equation)) {
            // Its units do not tell, but the same units in the same order are right elsewhere as plain numbers.
            verdicts[0] = is_far_off(calculation).then_some(false);
        }
        let Some(wrong) = verdicts.iter().position(|v| *v == Some(false)) else {
            if verdicts.iter().all(|v| *v == Some(true)) {
                let results = calculation.results.iter().map(|r| r.span);
                out.pass(calculation.span, results, HOLDS.with("written", calculation.written.as_str()));
            }
            continue;
        };
        report(canvas, calculation, wrong, out);
    }
}

fn report(canvas: &Canvas, calculation: &Calculation, wrong: usize, out: &mut Outcomes) {
    let (Some(result), Some(place)) = (calculation.equation.results.get(wrong), calculation.results.get(wrong)) else {
        return;
    };
    let before =
        wrong.checked_sub(1).and_then(|n| Some((&calculation.equation.results[n], calculation.results.get(n)?)));
    if before.is_some_and(|(volume, _)| canvas.rounded_days.make(volume, result, Decimal::new(5, 2))) {
        return;
    }
    let converted = before.and_then(|(quantity, _)| converted(quantity, result));
    let Some(computed) = converted.or_else(|| calculation.equation.evaluate_like(result)) else { return };
    if calculation.approximate && !computed.disjoint(&result.bounds(), TENTH)
        || is_rounded(calculation, &computed, result)
        || is_per_many(calculation, &computed, result)
        || is_share_of_another(calculation, result)
        || is_misread(calculation, &computed, result)
    {
        return;
    }
    let meant = multiplied(&calculation.equation.expression);
    let slips = meant.is_some();
    if meant
        .is_some_and(|expression| Equation { expression, ..calculation.equation.clone() }.holds(result) != Some(true))
    {
        return;
    }
    let computed = place.notation.span(&narrow(computed));
    let expression =
        before.filter(|_| converted.is_some()).map_or(&calculation.expression, |(_, place)| &place.written);
    let message = WRONG.with("expression", expression.as_str()).with("computed", computed.as_str());
    let finding = out.find(place.span, message.with("stated", place.written.as_str()));
    finding
        .label(calculation.span, HERE.plain())
        .figures(computed.as_str(), place.written.as_str())
        .help(HELP.with("computed", computed.as_str()));
    if slips {
        finding.severity(Severity::Warning).help(SLIP.plain());
    } else if calculation.approximate {
        finding.severity(Severity::Warning).assuming(APPROXIMATE.plain());
    }
}

/// Ten percent, as far as a result with "≈" may be off.
const TENTH: Decimal = Decimal::from_parts(1, 0, 0, false, 1);

/// Whether a quotient is that of a thousand or a million: "cost per thousand calls: $4,500 / 9 million = $0.50".
fn is_per_many(calculation: &Calculation, computed: &Interval, result: &Quantity) -> bool {
    let of = |count: i64| {
        let Some(many) = computed.scale(Decimal::from(count)) else { return false };
        !many.apart_by_more_than(&result.bounds(), result.slack().max(result.step))
    };
    divides(&calculation.equation.expression) && [1_000, 1_000_000].into_iter().any(of)
}

/// Whether a product of plain numbers is followed by the share that it is of something else: "4 × 10 = 50% of 80".
fn is_share_of_another(calculation: &Calculation, result: &Quantity) -> bool {
    let expression = &calculation.equation.expression;
    matches!(result.unit, Unit::Percent(_)) && !divides(expression) && !has_percent(expression)
}

/// Whether a letter behind a number leaves a doubt of what it stands for, and the result is off by more than a person errs:
/// in "900B" it may be bytes or billions.
fn is_misread(calculation: &Calculation, computed: &Interval, result: &Quantity) -> bool {
    const FARTHEST: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
    let bytes = calculation.written.as_bytes();
    let letter = |at: usize| {
        bytes[at..].first().is_some_and(|b| matches!(b, b'B' | b'b' | b'K' | b'k' | b'M' | b'm'))
            && !bytes.get(at + 1).is_some_and(u8::is_ascii_alphanumeric)
    };
    let doubtful = || (1..bytes.len()).any(|at| bytes[at - 1].is_ascii_digit() && letter(at));
    let far = || {
        let (computed, stated) = computed.middle().zip(result.bounds().middle())?;
        let (less, more) = if computed < stated { (computed, stated) } else { (stated, computed) };
        less.checked_mul(FARTHEST).map(|farthest| more > farthest)
    };
    doubtful() && far() == Some(true)
}

fn divides(expression: &Expression) -> bool {
    match expression {
        Expression::Number(_) => false,
        Expression::Binary(left, operator, right) => *operator == Operator::Divided || divides(left) || divides(right),
    }
}

fn has_percent(expression: &Expression) -> bool {
    match expression {
        Expression::Number(quantity) => matches!(quantity.unit, Unit::Percent(_)),
        Expression::Binary(left, _, right) => has_percent(left) || has_percent(right),
    }
}

/// How many months a year has.
const MONTHS: Decimal = Decimal::from_parts(12, 0, 0, false, 0);

/// What a result comes to in the unit and period of the next one.
fn converted(before: &Quantity, after: &Quantity) -> Option<Interval> {
    let value = match (before.per, after.per) {
        (Some(_), Some(period)) => Interval::point(before.nominal_in_period(period)?),
        (None, None) => match (&before.unit, &after.unit) {
            (Unit::Duration(TimeUnit::Month), Unit::Duration(TimeUnit::Year)) => {
                return before.bounds().div(&Interval::point(MONTHS));
            }
            (Unit::Duration(TimeUnit::Year), Unit::Duration(TimeUnit::Month)) => return before.bounds().scale(MONTHS),
            _ => before.base()?,
        },
        _ => return None,
    };
    value.div(&Interval::point(after.unit.base()))
}

/// What is computed with what, and in which unit it ends, without the numbers.
fn shape_of(equation: &Equation) -> String {
    format!("{} = {:?}", shape(&equation.expression), equation.results.first().map(|q| (&q.unit, q.per)))
}

fn shape(expression: &Expression) -> String {
    match expression {
        Expression::Number(q) => format!("{:?} {:?}", q.unit, q.per),
        Expression::Binary(left, operator, right) => format!("({} {operator:?} {})", shape(left), shape(right)),
    }
}

fn is_far_off(calculation: &Calculation) -> bool {
    let stated = calculation.equation.results.first().map(Quantity::bounds);
    calculation.equation.evaluate().zip(stated).is_some_and(|(computed, stated)| computed.disjoint(&stated, TENTH))
}

/// What is meant where one division is divided by another: most people who write that mean a product.
fn multiplied(expression: &Expression) -> Option<Expression> {
    let Expression::Binary(left, operator, right) = expression else { return None };
    let product = |left, right| Some(Expression::Binary(Box::new(left), Operator::Times, Box::new(right)));
    let joined = |left, right| Some(Expression::Binary(Box::new(left), *operator, Box::new(right)));
    if *operator == Operator::Divided && matches!(**right, Expression::Binary(_, Operator::Divided, _)) {
        return product((**left).clone(), (**right).clone());
    }
    match (multiplied(left), multiplied(right)) {
        (None, None) => None,
        (one, other) => joined(one.unwrap_or((**left).clone()), other.unwrap_or((**right).clone())),
    }
}

/// One value where the ends differ only by the rounding of a division.
fn narrow(interval: Interval) -> Interval {
    match (interval.ordered(), interval.middle()) {
        (Interval { low: Some(low), high: Some(high) }, Some(middle)) if (high - low).abs() < Decimal::new(1, 12) => {
            Interval::point(middle)
        }
        _ => interval,
    }
}

/// Whether the result was cut rather than rounded in its last place, or a count was rounded to its leading digits:
/// 480 × 12 MB = 5.7 GB, 86,400 × 30 = 2,600,000. Sums and money are exact.
fn is_rounded(calculation: &Calculation, computed: &Interval, result: &Quantity) -> bool {
    let stated = result.bounds();
    // Whole things are rounded up: 14.4 replicas are 15.
    let whole =
        result.step == Decimal::ONE && matches!(result.unit, Unit::Count(_) | Unit::Bare) && result.per.is_none();
    if whole && computed.value().zip(stated.value()).is_some_and(|(exact, whole)| exact.ceil() == whole) {
        return true;
    }
    if calculation.plain_sum {
        return false;
    }
    if result.step < Decimal::ONE && !computed.apart_by_more_than(&stated, result.step) {
        return true;
    }
    if matches!(result.unit, Unit::Money(_)) || result.step != Decimal::ONE {
        return false;
    }
    let Some(mut value) = stated.value().filter(|v| *v >= Decimal::ONE_THOUSAND) else { return false };
    let mut place = Decimal::ONE;
    while let Some(shorter) = value.checked_div(Decimal::TEN).filter(|v| v.fract().is_zero()) {
        value = shorter;
        place *= Decimal::TEN;
    }
    place > Decimal::ONE && {
        let half = place / Decimal::TWO;
        computed.value().zip(stated.value()).is_some_and(|(a, b)| (a - b).abs() < half)
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn a_wrong_product_is_reported_with_what_it_comes_to() {
        let found = findings(&super::RULE, "# Custos\n\n- Servidores: 3 x R$ 250 = R$ 800\n");
        assert_eq!(found, ["R$ 800: 3 x R$ 250 is R$ 750, not R$ 800"]);
    }

    #[test]
    fn a_letter_that_multiplies_may_stand_before_the_name_of_a_rate() {
        let says = |result: &str| findings(&super::RULE, &format!("- 70 msg/s × 6.550 tokens × 60 = {result}"));
        assert_eq!((says("27,5 M TPM").len(), says("27,5 milhões de TPM").len(), says("37,5 M TPM").len()), (0, 0, 1));
    }

    #[test]
    fn a_wrong_conversion_behind_a_right_product_is_reported_alone() {
        let found = findings(
            &super::RULE,
            "# Banda por espectador\n\nNo horário de pico do domingo: 3.000 × 2,5 Mbit/s = 7.500 Mbit/s = 75 Gbit/s",
        );
        assert_eq!(found, ["75 Gbit/s: 7.500 Mbit/s is 7,5 Gbit/s, not 75 Gbit/s"]);
    }

    #[test]
    fn calculations_stand_in_cells_comments_and_fences_too() {
        for text in [
            "| Item | Note |\n|---|---|\n| logs | 10 × 30 GB = 400 GB |\n",
            "```yaml\ncosts:\n  api: 700 # 8 x 80\n```\n",
            "```\nlogs   10 × 30 GB = 400 GB\n```\n",
            "| Item | Cost |\n|---|---|\n| API (3 × $40) | $140 |\n",
            "- API: R$ 800/mês hoje (4 × R$ 200), R$ 2.400/mês escalado (12 × R$ 250)",
            "- Custo por pedido: R$ 0,065 (R$ 7.800 / 1.200.000 pedidos no mês)",
            "```yaml\ncosts:\n  currency: EUR\n  cost_per_order: 0.10 # 3000 / 300000 orders\n```\n",
            "- Each order makes 80 requests (432,000 / 5,400 = 60)",
            "- 600 / 50 = 12 + 20 % = 16 réplicas",
            "- conexões: 30*15 + 14*5 = 620",
            "- 360M tokens × $2.50/M = $9,000/mo",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn right_and_rounded_calculations_are_left_alone() {
        for text in [
            "- 86.400 × 30 = 2.600.000 requisições",
            "- 480 × 12 MB = 5.7 GB",
            "- 1.000.000 ÷ 6.500/s ≈ 150 s",
            "```yaml\ncosts:\n  api: 640 # 8 x 80\n```\n",
            "| Item | Cost |\n|---|---|\n| API (3 × $40) | $120 |\n",
            "| Item | Month | Year |\n|---|---|---|\n| API (3 × $40) | $120 | $1,440 |\n",
            "- Servers: 2x VM = R$ 800",
            "- Balanceador: R$ 90/mês (3 × R$ 1/dia)",
            "- Reserva: US$ 100 (2 × R$ 280)",
            "- API: R$ 300 (2 / 3 zonas), R$ 500 (2 × 100 GB), R$ 40 (2 × R$ 15 + imposto)",
            "```yaml\ncosts:\n  rating: 4 # 4 / 10\n```\n",
            "- 1.500 * 2.500 = 3.75",
            "- 600 / 50 = 12 + 20 % = 15 réplicas",
            "- pods: 1.000 / 70 = 15",
            "- 900 rps / 80 rps per server = 12 servers",
            "- ~~10 x 20 = 250~~ 10 x 20 = 200",
            "- conexiones: 30*15 + 14*5 = 520",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_division_by_a_share_whose_result_is_that_of_the_product_is_written_wrong() {
        for text in [
            "- CPU de um lote: R$ 600 ÷ (18 h ÷ 720 h) = R$ 15",
            "- One batch: $600 / (18 h / 720 h) = ~$15",
            "- Un lote: USD 600 ÷ (18 ÷ 720) = USD 15",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
        for text in [
            "- Un lote: USD 600 × (18 ÷ 720) = USD 15",
            "- One batch: $600 / (720 h / 18 h) = $15",
            "- CPU de um lote: R$ 600 ÷ (18 h ÷ 720 h) = R$ 40",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_calculation_is_held_against_another_one_of_the_same_shape() {
        let found = findings(
            &super::RULE,
            "- Day (10h × 3600 × 6.5 req/s × 30 days) = 7M requests\n- Night (14h × 3600 × 0.6 req/s × 30 days) = 3.6M requests\n",
        );
        assert_eq!(found.len(), 1, "{found:?}");
    }

    #[test]
    fn a_letter_in_doubt_is_no_reason_to_be_a_million_times_off() {
        for text in ["- 3B × 900B = 3 GB", "- 3B usuários × 900B = 4 GB/dia", "- 7b × 400B = 9 TB"] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        assert_eq!(findings(&super::RULE, "- 30M × 900B = 40 GB").len(), 1);
        assert_eq!(findings(&super::RULE, "- 20M de requisições × 3 = 90M de requisições").len(), 1);
    }

    #[test]
    fn hours_of_service_in_brackets_are_no_quotient() {
        for text in ["- Streaming: ~$316/month (24/7)", "- Suporte: R$ 900/mês (8/5)", "- Standby: $50/month (1/3)"] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(findings(&super::RULE, "- Standby: $50/month ($300 / 3)").len(), 1);
    }

    #[test]
    fn a_mean_of_things_that_are_counted_may_have_three_decimals() {
        let sum = |attempts: &str, result: &str| {
            let text = format!("Per order: 1 insert + 0.4 items + {attempts} attempts + 3 events = {result}\n");
            findings(&super::RULE, &text).len()
        };
        assert_eq!(sum("1.128", "5.528"), 0);
        assert_eq!(sum("1.12", "5.52"), 0);
        assert_eq!(sum("1.12", "9.70"), 1);
    }

    #[test]
    fn two_currencies_are_not_added() {
        for text in [
            "- Mês: US$ 400 + R$ 1.800 = R$ 4.000/mês (dólar a R$ 5,50)",
            "- Month: € 300 + $ 200 = $ 530",
            "- Nuvem: US$ 400 × 5,50 + R$ 1.800 = R$ 4.000",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(findings(&super::RULE, "- Mês: R$ 400 + R$ 1.800 = R$ 4.000").len(), 1);
    }

    #[test]
    fn what_a_currency_is_worth_in_another_is_not_computed() {
        for text in [
            "- Aviso: $0.002 + $0.003 = COP 20",
            "- Aviso: US$ 0,002 + US$ 0,003 = R$ 0,03",
            "- Model: 300k tokens × $0.50 = R$ 30.00",
            "- Modelo: US$ 2 × 300 = R$ 3.300",
            "- Modelo: US$ 2 × 300 = US$ 600 = R$ 3.300",
            "- Equipo: 3 × USD 40 = MXN 2,100",
        ] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        for text in [
            "- Aviso: COP 2.000 + COP 3.000 = COP 6.000",
            "- Aviso: $2,000 + $3,000 = $6,000 MXN",
            "- Modelo: US$ 2 × 300 = US$ 700 = R$ 3.300",
            "- Equipo: 3 × $40 = USD 140",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn plain_numbers_may_make_bytes() {
        for text in [
            "- 48000 × 24 × 2 × 60 / 8 ≈ 17.3 MB",
            "- 1920 × 1080 × 4 = 8.3 MB",
            "- 1024 × 1024 × 4 = 4 MiB",
            "- 1024 × 1024 × 4 = 4 MB",
            "- 48.000 × 24 × 2 = 2,3 Mbit",
            "- 500 × 3 = 1,500 MB",
        ] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        for text in ["- 1920 × 1080 × 4 = 6.3 MB", "- 48000 × 24 × 2 = 2.9 MB", "- 500 × 3 = 1,800 MB"] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_size_times_spans_of_time_is_shown_in_the_unit_of_the_result() {
        let found = findings(&super::RULE, "- 200/min × 4 KB × 60 min × 24 hours × 30 days = 3 TB/month");
        assert_eq!(found.len(), 1);
        assert!(found[0].contains("is 0.03"), "{found:?}");
    }

    #[test]
    fn a_calculation_ends_with_its_inline_code() {
        for text in [
            "- read `3 × $2 = $6` + write `2 × $5 = $10` = `$16`.",
            "- leitura `4×20=80` + escrita `2×15=30` = `110`",
            "- `4 × 5 = 20` + `2 × 5 = 10` = 30",
            "- `4` × `$5` = `$20`",
            "- `400 × 2,500 KB = 1` GB",
            "- `4 × $5 = $20` + $8 for logs = $28",
            "```\nRead = 300 QPS * 1k => 3MB/s\n```",
        ] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        for (text, found) in [
            ("- read `3 × $2 = $6`, write `2 × $5 = $12` = `$18`.", "$12: 2 × $5 is $10, not $12"),
            ("- read `3 × $2 = $8` + write `2 × $5 = $10` = `$18`.", "$8: 3 × $2 is $6, not $8"),
            ("- `4` × `$5` = `$30`", "$30: 4 × $5 is $20, not $30"),
            ("- `400 × 2,500 KB = 3` GB", "3` GB: 400 × 2,500 KB is 1 GB, not 3 GB"),
            ("- `4 × $5` = **$30**", "$30: 4 × $5 is $20, not $30"),
            ("- 4 × $5 = `$30`", "$30: 4 × $5 is $20, not $30"),
        ] {
            assert_eq!(findings(&super::RULE, text), [found], "{text}");
        }
    }

    #[test]
    fn a_calculation_that_holds_is_a_pass() {
        assert_eq!(passes(&super::RULE, "- 5 instâncias × 20 = 100 conexões"), ["5 instâncias × 20 = 100 conexões"]);
    }

    #[test]
    fn a_rate_in_a_label_is_held_against_the_period_over_its_result() {
        let row = |header: &str, item: &str, cost: &str| {
            let text = format!("# Costs\n\n| Item | {header} |\n|---|---|\n| {item} | {cost} |\n| Rent | $10 |\n");
            findings(&super::RULE, &text)
        };
        for (header, item, cost) in [
            ("Annual", "Certificate ($2/mo × 3 names)", "$72"),
            ("Per year", "Certificate (3 × $2/month)", "$72"),
            ("Monthly", "Runner ($0.20/h × 3)", "$438"),
            ("Monthly", "Probe (4 × $0.25/day)", "$30"),
            ("Annual", "Certificate ($2/mo × 3 names)", "$6"),
            ("Cost", "Certificate ($2/mo × 3 names)", "$72"),
        ] {
            assert_eq!(row(header, item, cost), [""; 0], "{header} {item} {cost}");
        }
        assert_eq!(row("Annual", "Certificate ($2/mo × 3 names)", "$84"), ["$84: $2/mo × 3 names is $72, not $84"]);
        assert_eq!(row("Monthly", "Certificate ($2/mo × 3 names)", "$72").len(), 1);
        assert_eq!(row("Monthly", "Certificate ($20/mo × 3 names)", "$65").len(), 1);
        assert_eq!(row("Cost", "Certificate ($2/mo × 3 names)", "$84").len(), 1);
        for (text, count) in [
            ("# Custos por ano\n\n| Item | Valor |\n|---|---|\n| Chave (R$ 3/mês × 2) | R$ 72 |\n", 0),
            ("# Custos por ano\n\n| Item | Valor |\n|---|---|\n| Chave (R$ 3/mês × 2) | R$ 82 |\n", 1),
            ("# Volumen\n\n| Dato | Por mes |\n|---|---|\n| Avisos (500/día × 4 tiendas) | 60.000 |\n", 0),
            ("# Volumen\n\n| Dato | Por mes |\n|---|---|\n| Avisos (500/día × 4 tiendas) | 80.000 |\n", 1),
            ("- Suporte: R$ 36k (R$ 3k/mês × 1 pessoa)", 0),
            ("- Suporte: R$ 44k (R$ 3k/mês × 1 pessoa)", 1),
        ] {
            assert_eq!(findings(&super::RULE, text).len(), count, "{text}");
        }
    }

    #[test]
    fn twelve_months_are_a_year() {
        for text in [
            "- 9.000 / 2,5 = 3.600 meses = 300 anos",
            "- 2,000 / 1.5 = 1,333 months = 111 years",
            "- 30 years / 2 = 180 months = 15 years",
            "- 40 meses × 3 = 10 años",
            "- 25 years × 2 = 600 months",
        ] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        assert_eq!(
            findings(&super::RULE, "- 9,000 / 2.5 = 3,600 months = 290 years"),
            ["290 years: 3,600 months is 300 years, not 290 years"]
        );
        assert_eq!(
            findings(&super::RULE, "- 40 months × 3 = 12 years"),
            ["12 years: 40 months × 3 is 10 years, not 12 years"]
        );
        assert_eq!(
            findings(&super::RULE, "- Key: $5/mo × 2 = $200/yr"),
            ["$200/yr: $5/mo × 2 is $120/yr, not $200/yr"]
        );
    }

    #[test]
    fn a_factor_that_stands_beside_the_calculation_may_be_meant_too() {
        for text in [
            "- 5 lojas, R$ 900/mês × 12 = R$ 54.000",
            "- 5 lojas: R$ 900/mês × 12 = R$ 54.000",
            "- Compute (6 hosts): $0.40/h × 730 h = $1,752",
            "- $0.40/h × 730 h = $1,752 for 6 hosts",
            "- 4 workers × 5 rps = 60 rps in three sites",
            "- web 3 × $50 and the search 2 × $90 = $330/mo",
            "| Item | Cantidad | Cuenta |\n|---|---|---|\n| Tienda | 5 | 900 € × 12 = 54.000 € |\n",
            "### Rede com 5 lojas\n\n- R$ 900/mês × 12 = R$ 54.000\n",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "- 5 lojas, R$ 900/mês × 12 = R$ 11.800",
            "- Compute (6 hosts): $0.40/h × 730 h = $1,168",
            "- 4 workers × 5 rps = 30 rps in three sites",
            "| Item | Cantidad | Cuenta |\n|---|---|---|\n| Tienda | 5 | 900 € × 12 = 12.000 € |\n",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn a_price_per_thousand_a_period_that_only_ends_it_and_a_share_of_something_else_are_left_alone() {
        for text in [
            "- Custo por mil mensagens: R$ 5.400 / 12 milhões = R$ 0,45",
            "- Cost per million calls: $840 / 120M = $7.00",
            "| Métrica | Valor |\n|---|---|\n| Costo por mil envíos | 900 € / 45.000 = 20 € |\n",
            "- 12 meses × 21,6 min = 4,32 h por ano",
            "- 20,000 reports × 30 days × 500 KB = 300 GB per month",
            "- 8.000 laudos × 22 dias × 250 KB ≈ 44 GB/mês",
            "- 60 req/s = 3 × 20 = 75% de 80 req/s",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "- Custo por mil mensagens: R$ 5.400 / 12 milhões = R$ 0,65",
            "- 12 meses × 21,6 min = 5,32 h por ano",
            "- 20,000 reports × 30 days × 500 KB = 200 GB per month",
        ] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }
}
