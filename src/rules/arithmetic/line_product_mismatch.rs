use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/line-product-mismatch",
    summary: Text {
        en: "a row whose quantity times price is not its amount",
        pt: "uma linha em que quantidade vezes preço não dá o valor",
        es: "una fila en la que cantidad por precio no da el importe",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "Quantity and price are what is ordered, the amount is what is approved. A row that does not multiply is \
             either ordered wrong or approved wrong.",
        pt: "Quantidade e preço são o que se contrata, o valor é o que se aprova. Uma linha cuja conta não fecha foi contratada ou aprovada errada.",
        es: "Cantidad y precio son lo que se contrata, el importe es lo que se aprueba. Una fila cuya cuenta no cuadra se contrató o se aprobó mal.",
    },
    source: "AWS Well-Architected, cost optimization pillar; a month has 720 to 744 hours",
    bad: "\
# Plano
## Custos
| Item | Quantidade | Preço unitário | Valor |
|---|---|---|---|
| API | 3 | R$ 250 | R$ 750 |
| Banco | 2 | R$ 400 | R$ 900 |
| Cache | 2 | R$ 90 | R$ 180 |
",
    good: "\
# Plano
## Custos
| Item | Quantidade | Preço unitário | Valor |
|---|---|---|---|
| API | 3 | R$ 250 | R$ 750 |
| Banco | 2 | R$ 400 | R$ 800 |
| Cache | 2 | R$ 90 | R$ 180 |
",
    check,
};

static WRONG: Text = Text {
    en: "{quantity} × {price} is {computed}, not {stated}",
    pt: "{quantity} × {price} dá {computed}, não {stated}",
    es: "{quantity} × {price} da {computed}, no {stated}",
};
static QUANTITY: Text = Text { en: "the quantity", pt: "a quantidade", es: "la cantidad" };
static PRICE: Text = Text { en: "the price of one", pt: "o preço de um", es: "el precio de uno" };
static HELP: Text = Text {
    en: "write {computed}, or correct quantity or price",
    pt: "escreva {computed}, ou corrija a quantidade ou o preço",
    es: "escriba {computed}, o corrija la cantidad o el precio",
};
static HOLDS: Text = Text {
    en: "{quantity} × {price} = {stated}",
    pt: "{quantity} × {price} = {stated}",
    es: "{quantity} × {price} = {stated}",
};

const QUANTITIES: &[&str] = &[
    "qtd",
    "qtde",
    "quantidade",
    "quantity",
    "qty",
    "cantidad",
    "cant",
    "units",
    "unidades",
    "instancias",
    "instances",
    "horas",
    "hours",
    "nos",
    "nodes",
    "replicas",
    "volume",
    "volumen",
    "count",
];
const PRICES: &[&str] = &["unit", "unitario", "unitaria", "preco", "price", "precio", "tarifa", "rate", "each", "cada"];
const AMOUNTS: &[&str] = &[
    "total", "subtotal", "valor", "importe", "amount", "monto", "custo", "cost", "costo", "mensal", "monthly",
    "mensual", "mes", "month",
];

static SLIP: Text = Text {
    en: "every row is off by {factor}: count in the unit of the price",
    pt: "todas as linhas erram por {factor}: conte na unidade do preço",
    es: "todas las filas fallan por {factor}: cuente en la unidad del precio",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for table in &canvas.tables {
        let narrow = if table.header.len() <= WIDEST { table.header.len() } else { 0 };
        for column in 0..narrow {
            priced(canvas, table, column, out);
        }
        let Some((quantity, price, amount)) = columns(table) else { continue };
        let lines: Vec<[&Fact; 3]> = table
            .rows
            .iter()
            .filter(|row| !row.total)
            .map(|row| [quantity, price, amount].map(|column| row.only(column)))
            .filter_map(|[q, p, a]| Some([&canvas.facts[q?], &canvas.facts[p?], &canvas.facts[a?]]))
            .filter(is_line)
            .collect();
        multiply(&lines, out);
    }
    for lines in listed(canvas) {
        multiply(&lines, out);
    }
}

/// Whether an amount and a price of one are both money, and the price is not said to be of a longer time.
fn is_line([_, price, amount]: &[&Fact; 3]) -> bool {
    // The amount of a month may be under a header that does not say so.
    let of_a_year = price.quantity.per == Some(Period::Year) && price.origins.per.is_none();
    let longer = of_a_year && amount.quantity.per != Some(Period::Year);
    matches!(amount.quantity.unit, Unit::Money(_)) && price.quantity.unit.same_kind(&amount.quantity.unit) && !longer
}

fn multiply(lines: &[[&Fact; 3]], out: &mut Outcomes) {
    let verdicts: Vec<bool> = lines.iter().map(|[q, p, a]| multiplies(q, &p.quantity, a)).collect();
    let held = verdicts.iter().filter(|v| **v).count();
    // Where hardly a row multiplies, the columns are not what they are taken for.
    let trusted = held > lines.len() - held || lines.len() == 1;
    for ([q, p, a], holds) in lines.iter().zip(verdicts) {
        let message = |text: &'static Text| text.with("quantity", q.written.as_str()).with("price", p.written.as_str());
        if holds {
            out.pass(a.span, [q.span, p.span], message(&HOLDS).with("stated", a.written.as_str()));
        } else if trusted {
            report(q, p, a, message(&WRONG), held, out);
        }
    }
}

/// The rows of lists: `{name: nodes, qty: 8, price: 400, amount: 3200}`.
fn listed(canvas: &Canvas) -> Vec<Vec<[&Fact; 3]>> {
    let mut lists: Vec<(Option<usize>, Vec<[&Fact; 3]>)> = Vec::new();
    let fact = |group: &Group, list: &[&str]| {
        let says = |label: &str| label.to_lowercase().split(|c: char| !c.is_alphanumeric()).any(|w| list.contains(&w));
        let items = group.items.iter().filter(|item| says(&item.label));
        let only_one = |item: &Item| only(item.facts.iter()).and_then(|&at| canvas.facts.get(at));
        only(items).and_then(only_one)
    };
    // `{amount: 3,600}` is the amount 3 and a key "600".
    let cut = |g: &Group| g.items.iter().any(|item| item.label.starts_with(|c: char| c.is_ascii_digit()));
    // A comment may say of what time or how many the figure is; a discount is taken off.
    let is_aside = |at: &usize| {
        let fact = &canvas.facts[*at];
        fact.is_remark() || matches!(fact.quantity.unit, Unit::Percent(_))
    };
    let says_more = |g: &Group| g.items.iter().any(|item| item.facts.iter().any(is_aside));
    let rows = |g: &&Group| !g.in_block && (LEAST..=WIDEST).contains(&g.items.len()) && !cut(g) && !says_more(g);
    for group in canvas.groups.iter().filter(rows) {
        let (Some(q), Some(p), Some(a)) = (fact(group, QUANTITIES), fact(group, PRICES), fact(group, AMOUNTS)) else {
            continue;
        };
        let line = [q, p, a];
        if !is_line(&line) || q.span == p.span || p.span == a.span || a.span == q.span {
            continue;
        }
        match lists.iter_mut().find(|(above, _)| *above == group.above) {
            Some((_, lines)) => lines.push(line),
            None => lists.push((group.above, vec![line])),
        }
    }
    lists.into_iter().map(|(_, lines)| lines).collect()
}

/// "Revenue ($30/order)" beside a column of orders: every row counts at the price that the header names.
fn priced(canvas: &Canvas, table: &Matrix, column: usize, out: &mut Outcomes) {
    let name = &table.names[column];
    let read = if name.contains('(') { parse::read(name, canvas.habits) } else { Vec::new() };
    let [price] = read.as_slice() else { return };
    let (Unit::Money(_), Some(each)) = (&price.unit, &price.each) else { return };
    let counts = |row: &Row, at: usize| {
        let fact = &canvas.facts[row.only(at)?];
        let counted = fact.quantity.unit == Unit::Count(each.entity.clone()) && fact.quantity.each.is_none();
        counted.then_some(fact)
    };
    let rows = || table.rows.iter().filter(|row| !row.total);
    let counted = (0..table.header.len()).filter(|&at| rows().any(|row| counts(row, at).is_some()));
    let Some(of) = only(counted) else { return };
    let lines: Vec<Line> = rows()
        .filter_map(|row| counts(row, of).zip(row.only(column).map(|at| &canvas.facts[at])))
        .filter(|(_, amount)| amount.quantity.unit.same_kind(&price.unit) && amount.quantity.each.is_none())
        .collect();
    let written = name.get(price.range.clone()).unwrap_or(name).trim();
    let said = |(quantity, _): &Line, text: &'static Text| {
        text.with("quantity", quantity.written.as_str()).with("price", written)
    };
    let (right, wrong): (Vec<&Line>, Vec<&Line>) =
        lines.iter().partition(|(quantity, amount)| multiplies(quantity, price, amount));
    for line in &right {
        out.pass(line.1.span, [line.0.span], said(line, &HOLDS).with("stated", line.1.written.as_str()));
    }
    // Where no row multiplies the price may be of some of them only; a decimal point that slipped in all of them is sure.
    let slip = if right.is_empty() { slip(&wrong, price) } else { None };
    if right.len() <= wrong.len() && slip.is_none() {
        return;
    }
    // What is cheaper may be free up to a number, or have a discount.
    let dearer = |line: &&&(&Fact, &Fact)| {
        let computed = product(line.0, price).and_then(|p| p.high);
        computed.zip(line.1.quantity.bounds().low).is_some_and(|(computed, stated)| stated > computed)
    };
    for line in wrong.iter().filter(dearer).take(if slip.is_some() { 1 } else { wrong.len() }) {
        let Some(computed) = product(line.0, price).map(|interval| line.1.notation.span(&interval)) else { return };
        let message = said(line, &WRONG).with("computed", computed.as_str()).with("stated", line.1.written.as_str());
        let finding = out.find(line.1.span, message);
        finding.label(line.0.span, QUANTITY.plain()).figures(computed.as_str(), line.1.written.as_str());
        match slip {
            Some(factor) => finding.severity(Severity::Warning).help(SLIP.with("factor", factor.to_string())),
            None => finding.severity(Severity::Warning).help(HELP.with("computed", computed.as_str())),
        };
    }
}

/// How many there are in a row, and what they cost there.
type Line<'c> = (&'c Fact, &'c Fact);

/// By which power of ten every amount is too large.
fn slip(lines: &[&Line], price: &Quantity) -> Option<u32> {
    let off = |factor: u32| {
        lines.iter().all(|(quantity, amount)| {
            let product = product(quantity, price).and_then(|p| p.scale(Decimal::from(factor)));
            product.is_some_and(|p| !p.disjoint(&amount.quantity.bounds(), Decimal::new(1, 2)))
        })
    };
    [10, 100].into_iter().find(|&factor| lines.len() >= LEAST && off(factor))
}

/// Wider tables are data.
const WIDEST: usize = 30;

/// So few rows may be off by the same factor by chance.
const LEAST: usize = 3;

fn columns(table: &Matrix) -> Option<(usize, usize, usize)> {
    let says = |column: usize, list: &[&str]| {
        table.header[column].split(|c: char| !c.is_alphanumeric()).any(|w| list.contains(&w))
    };
    let all = || (0..table.header.len()).filter(|&c| c != table.label_column);
    let only = |list: &[&str]| only(all().filter(|&c| says(c, list)));
    let price = only(PRICES)?;
    let quantity = all().filter(|&c| c != price && says(c, QUANTITIES)).collect::<Vec<_>>();
    let [quantity] = quantity.as_slice() else { return None };
    let amount = all().find(|&c| c != price && c != *quantity && says(c, AMOUNTS))?;
    Some((*quantity, price, amount))
}

/// The product of quantity and price, and what people multiply it with besides: hours or days of a month, months of a year.
fn multiplies(quantity: &Fact, price: &Quantity, amount: &Fact) -> bool {
    let Some(stated) = amount.quantity.widened() else { return true };
    let Some(product) = product(quantity, price) else { return true };
    let between = |low: i64, high: i64| Interval::between(Decimal::from(low), Decimal::from(high));
    let factors = [between(1, 1), between(720, 744), between(28, 31), between(20, 23), between(12, 12)];
    let rounded =
        price.slack().checked_mul(quantity.quantity.bounds().middle().unwrap_or_default()).unwrap_or_default();
    let slack = if price.approximate || quantity.quantity.approximate { rounded } else { Decimal::ZERO };
    let small = factors.iter().any(|f| product.mul(f).is_some_and(|p| !p.apart_by_more_than(&stated, slack)));
    // Prices per thousand or per million, said in the header or nowhere.
    let scaled = [1_000, 1_000_000].iter().any(|&n| {
        product.div(&Interval::point(Decimal::from(n))).is_some_and(|p| !p.disjoint(&stated, Decimal::new(1, 2)))
    });
    // `6.000` may be six, or six thousand.
    let otherwise = quantity.quantity.ambiguous
        && product.scale(Decimal::ONE_THOUSAND).is_some_and(|p| !p.disjoint(&stated, Decimal::ZERO));
    small || scaled || otherwise
}

fn product(quantity: &Fact, price: &Quantity) -> Option<Interval> {
    let of_data = price.each.as_ref().and_then(bytes);
    let price = price.base()?;
    let quantity = match &quantity.quantity.unit {
        // "38 TB" at a price per GB.
        Unit::Data(_) if of_data.is_some() => quantity.quantity.base()?.scale(Decimal::ONE.checked_div(of_data?)?)?,
        // "400 GB" at a price per GB.
        Unit::Data(_) | Unit::Duration(_) => quantity.quantity.bounds(),
        _ => quantity.quantity.base()?,
    };
    quantity.mul(&price)
}

/// How many bytes a price is for: "/GB".
fn bytes(each: &Each) -> Option<Decimal> {
    let Entity::Thing(name) = &each.entity else { return None };
    let (power, binary) = match name.as_str() {
        "mb" => (2, false),
        "gb" => (3, false),
        "tb" => (4, false),
        "mib" => (2, true),
        "gib" => (3, true),
        "tib" => (4, true),
        _ => return None,
    };
    Some(Unit::Data(DataUnit { bits: false, power, binary }).base())
}

fn report(quantity: &Fact, price: &Fact, amount: &Fact, message: Message, held: usize, out: &mut Outcomes) {
    let Some(interval) = product(quantity, &price.quantity) else { return };
    let computed = amount.notation.span(&interval);
    let finding =
        out.find(amount.span, message.with("computed", computed.as_str()).with("stated", amount.written.as_str()));
    finding
        .label(quantity.span, QUANTITY.plain())
        .label(price.span, PRICE.plain())
        .figures(computed.as_str(), amount.written.as_str())
        .help(HELP.with("computed", computed.as_str()));
    let vague = [quantity, price, amount].iter().any(|f| f.quantity.approximate || f.quantity.ambiguous);
    if held == 0 {
        finding.severity(Severity::Warning);
    } else if let (Some(value), false) = (interval.value(), vague) {
        finding.fix(amount.figure, amount.notation.figure(value, None));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn the_row_that_does_not_multiply_is_reported() {
        let table = "# Costos por mes\n\nLos precios son los de la lista de este año, con 5.500 mensajes por mes.\n\n| Concepto | Cantidad | Precio unitario | Importe |\n|---|---|---|---|\n| Web | 4 | USD 38 | USD 152 |\n| Mensajes | 6.000 | USD 0,05 | USD 360 |\n| Cola | 2 | USD 60 | USD 120 |\n";
        let found = findings(&super::RULE, table);
        assert_eq!(found, ["USD 360: 6.000 × USD 0,05 is USD 300, not USD 360"]);
    }

    #[test]
    fn the_row_of_a_list_that_does_not_multiply_is_reported() {
        for (costs, keys) in [
            ("costs", ["name", "qty", "price", "amount"]),
            ("costs", ["item", "quantity", "unit", "monthly"]),
            ("custos", ["nome", "quantidade", "preco", "valor"]),
            ("costos", ["nombre", "cantidad", "precio", "importe"]),
        ] {
            let yaml = |last: u32| {
                let [name, quantity, price, amount] = keys;
                let row = |what: &str, (q, p, a): (u32, u32, u32)| {
                    format!("    - {{{name}: {what}, {quantity}: {q}, {price}: {p}, {amount}: {a}}}\n")
                };
                let rows = [row("web", (6, 300, 1800)), row("Redis", (2, 150, 300)), row("PostgreSQL", (3, 700, last))];
                format!("title: Plan\n{costs}:\n  currency: USD\n  period: month\n  items:\n{}", rows.concat())
            };
            let said = findings(&super::RULE, &format!("yaml:{}", yaml(2700)));
            assert!(said.len() == 1 && said[0].contains("is 2100, not 2700"), "{keys:?}: {said:?}");
            assert_eq!(findings(&super::RULE, &format!("yaml:{}", yaml(2100))), [""; 0], "{keys:?}");
        }
        let cut = "yaml:title: Plan\ncosts:\n  currency: USD\n  items:\n    - {name: web, qty: 6, price: 300, amount: 1,800}\n    - {name: db, qty: 3, price: 500, amount: 1500}\n    - {name: mq, qty: 2, price: 50, amount: 100}\n";
        assert_eq!(findings(&super::RULE, cut), [""; 0]);
        let none = "yaml:title: Plan\ncosts:\n  currency: USD\n  items:\n    - {name: web, qty: 6, price: 300, amount: 900}\n    - {name: db, qty: 3, price: 500, amount: 700}\n";
        assert_eq!(findings(&super::RULE, none), [""; 0]);
    }

    #[test]
    fn hours_of_a_month_and_prices_per_thousand_multiply_too() {
        let table = "| Item | Qty | Unit price | Monthly cost |\n|---|---|---|---|\n| VM | 2 | $0.10/hour | $146 |\n| Calls | 2M | $0.40 per 1,000 | $800 |\n";
        assert!(findings(&super::RULE, table).is_empty());
    }

    #[test]
    fn a_price_in_the_header_is_that_of_every_row() {
        let says = |header: &str, rows: [&str; 3]| {
            let rows: String = rows.iter().map(|row| format!("| {row} |\n")).collect();
            findings(&super::RULE, &format!("# Plan\n\n| Stage | Orders | {header} |\n|---|---|---|\n{rows}"))
        };
        let one = says("Revenue ($30/order)", ["A | 100 | $3,000", "B | 250 | $7,500", "C | 400 | $15,000"]);
        assert_eq!(one, ["$15,000: 400 × $30/order is $12,000, not $15,000"]);
        let all = says("Revenue ($30/order)", ["A | 0.5 | $1,500", "B | 2 | $6,000", "C | 4 | $12,000"]);
        assert!(all.len() == 1, "{all:?}");
        for (header, rows) in [
            ("Revenue ($30/order)", ["A | 100 | $3,000", "B | 250 | $7,500", "C | 400 | $12,000"]),
            ("Revenue ($30/order)", ["A | 100 | $300", "B | 250 | $750", "C | 400 | $1,200"]),
            ("Revenue ($30/order)", ["A | 100 | $3,500", "B | 250 | $9,500", "C | 400 | $15,000"]),
            ("Cost ($30/order)", ["A | 1 | $0", "B | 250 | $7,500", "C | 400 | $12,000"]),
            ("Revenue ($30/user)", ["A | 100 | $300", "B | 250 | $750", "C | 400 | $1,300"]),
            ("Yearly revenue ($30/order)", ["A | 100 | $36,000", "B | 250 | $90,000", "C | 400 | $144,000"]),
        ] {
            assert_eq!(says(header, rows), Vec::<String>::new(), "{rows:?}");
        }
    }

    #[test]
    fn a_table_in_which_hardly_a_row_multiplies_is_left_alone() {
        let table = "| Item | Qty | Unit price | Monthly cost |\n|---|---|---|---|\n| A | 2 | $10 | $50 |\n| B | 3 | $10 | $90 |\n| C | 1 | $10 | $10 |\n";
        assert!(findings(&super::RULE, table).is_empty());
    }

    #[test]
    fn a_price_of_a_year_and_a_discount_are_not_multiplied_out() {
        let table = |price: &str| {
            format!(
                "# Plan\n## Costs\n| Item | Quantity | Price | Monthly |\n|---|---|---|---|\n| Nodes | 10 | €180 | €1,800 |\n\
                 | Store | 2 | €500 | €1,000 |\n| Support | 1 | {price} | €1,000 |\n"
            )
        };
        assert_eq!(findings(&super::RULE, &table("€12,000 a year")), [""; 0]);
        assert_eq!(findings(&super::RULE, &table("€1,200")).len(), 1);
        let list = |more: &str| {
            format!(
                "yaml:costs:\n  currency: EUR\n  period: month\n  items:\n    - {{item: nodes, quantity: 10, price: 180, amount: 1800}}\n\
                 \x20   - {{item: store, quantity: 2, price: 500, amount: 1000}}\n    - {{item: cache, quantity: 2, price: 100, {more}amount: 180}}\n"
            )
        };
        assert_eq!(findings(&super::RULE, &list("discount: 10%, ")), [""; 0]);
        assert_eq!(findings(&super::RULE, &list("")).len(), 1);
    }
}
