use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/derived-figure-mismatch",
    summary: Text {
        en: "a difference, percentage or share of a table that its row does not give",
        pt: "uma diferença, porcentagem ou parte de uma tabela que não bate com a linha",
        es: "una diferencia, un porcentaje o una parte de una tabla que no cuadra con su fila",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "A column that is computed from the others is believed without checking. The one row that does not follow the \
             rule of its column was not updated with the rest.",
        pt: "Uma coluna calculada a partir das outras é aceita sem conferir. A única linha que não segue a regra da coluna \
             não foi atualizada com o resto.",
        es: "Una columna calculada a partir de las otras se cree sin revisar. La única fila que no sigue la regla de su \
             columna no se actualizó con el resto.",
    },
    source: "general arithmetic; a column follows a rule when most of its rows do",
    bad: "\
# Plan
## Costs
| Item | Before | After | Change |
|---|---|---|---|
| API | $400 | $300 | -25% |
| Database | $500 | $450 | -10% |
| Cache | $100 | $80 | -40% |
",
    good: "\
# Plan
## Costs
| Item | Before | After | Change |
|---|---|---|---|
| API | $400 | $300 | -25% |
| Database | $500 | $450 | -10% |
| Cache | $100 | $80 | -20% |
",
    check,
};

static WRONG: Text = Text {
    en: "{one} and {two} give {computed} here, not {stated}",
    pt: "{one} e {two} dão {computed} aqui, não {stated}",
    es: "{one} y {two} dan {computed} aquí, no {stated}",
};
static FROM: Text = Text { en: "computed from this", pt: "calculado a partir disto", es: "calculado a partir de esto" };
static ROWS: Text = Text {
    en: "{count} other rows of the column are right",
    pt: "{count} outras linhas da coluna estão certas",
    es: "{count} otras filas de la columna son correctas",
};
static HELP: Text = Text {
    en: "write {computed}, or correct the figure it comes from",
    pt: "escreva {computed}, ou corrija a cifra de onde vem",
    es: "escriba {computed}, o corrija la cifra de la que sale",
};
static HOLDS: Text = Text { en: "{one}, {two}: {stated}", pt: "{one}, {two}: {stated}", es: "{one}, {two}: {stated}" };

static SHOWN: Text = Text {
    en: "another column shows that the rows multiply",
    pt: "outra coluna mostra que as linhas se multiplicam",
    es: "otra columna muestra que las filas se multiplican",
};

/// How far each side of a product of rows may be stretched.
const SLACK: Decimal = Decimal::from_parts(5, 0, 0, false, 2);

/// So near, a column shows that its rows multiply.
const EXACT: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

/// Further tables are not looked at for rows that multiply, nor are longer ones.
const TABLES: usize = 60;

/// How many rows must follow the rule of a column before one that does not is an exception.
const FOLLOW: usize = 2;

/// How much of its last place a figure that is cut off may lack.
const CUT: Decimal = Decimal::from_parts(99, 0, 0, false, 2);

/// Wider tables are lists of something else.
const WIDEST: usize = 12;

/// Rows beyond so many are data.
const LONGEST: usize = 200;

/// Stems of headers of columns that are differences of others.
const DIFFERENCES: &[&str] = &[
    "dif", "saving", "econom", "ahorro", "change", "varia", "delta", "free", "livre", "libre", "marg", "lucro",
    "profit", "ganancia", "result", "saldo", "remain", "resta", "sobra", "aument", "increase", "crec", "cresc",
    "growth", "headroom", "folga", "holgura",
];

/// Whether a header says that its column is of one of several.
fn each(header: &str) -> bool {
    let words: Vec<&str> = header.split(|c: char| !c.is_alphanumeric()).collect();
    words.iter().any(|w| matches!(*w, "each" | "cada" | "unit" | "unitaria" | "unitario"))
        || words.windows(2).any(|w| {
            let one = ["replica", "no", "node", "instancia", "instance", "worker", "servidor", "server", "pod", "nodo"];
            matches!(w[0], "per" | "por") && one.contains(&w[1])
        })
}

/// How a column may be computed from two others.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Way {
    /// By how much the second is above the first, as a share of the first.
    Growth,
    /// How many times the first the second is.
    Ratio,
    /// The first as a share of the second.
    Share,
    /// The second less the first.
    Difference,
    /// So many of the first as the second counts.
    Product,
}

const WAYS: [Way; 5] = [Way::Growth, Way::Ratio, Way::Share, Way::Difference, Way::Product];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for table in &canvas.tables {
        for column in 0..table.header.len().min(WIDEST) {
            if let Some((_, lines)) = best(canvas, table, column) {
                report(&lines, out);
            }
        }
    }
    for table in canvas.tables.iter().take(TABLES) {
        products(canvas, table, out);
    }
}

/// A row as two figures, the one computed from them, and whether it is.
struct Line<'c> {
    one: &'c Fact,
    two: &'c Fact,
    stated: &'c Fact,
    computed: Interval,
    way: Way,
    holds: bool,
}

impl Line<'_> {
    /// What is computed from the figures as they are written, not as they may have been rounded.
    fn exact(&self) -> Interval {
        let written = |q: &Quantity| Quantity { step: Decimal::ZERO, approximate: false, ..q.clone() };
        let (one, two) = (&self.one.quantity, &self.two.quantity);
        let two = if self.way == Way::Product { two.clone() } else { written(two) };
        computed(&written(one), &two, &self.stated.quantity, self.way).unwrap_or(self.computed)
    }
}

/// The way in which most rows of a column are computed, if most are.
fn best<'c>(canvas: &'c Canvas, table: &Matrix, column: usize) -> Option<(usize, Vec<Line<'c>>)> {
    let mut best: Option<(usize, Vec<Line>)> = None;
    let named = DIFFERENCES.iter().any(|word| table.header[column].contains(word));
    for first in 0..column {
        for second in (0..column).filter(|second| *second != first) {
            // "Capacity of one", "capacity of all".
            let of_one = each(&table.header[first]) && !each(&table.header[column]);
            for way in WAYS {
                let totals = way == Way::Product && of_one;
                if way == Way::Difference && !named {
                    continue;
                }
                let lines = lines(canvas, table, [first, second, column], way);
                // What is there once gives itself.
                let once = |l: &Line| way == Way::Product && l.two.quantity.bounds().value() == Some(Decimal::ONE);
                let held = lines.iter().filter(|l| l.holds && !once(l)).count();
                let failed = lines.iter().filter(|l| !l.holds).count();
                let follow = if totals { 1 } else { FOLLOW };
                if held >= follow.max(if totals { failed } else { 2 * failed })
                    && best.as_ref().is_none_or(|(most, _)| held > *most)
                {
                    best = Some((held, lines));
                }
            }
        }
    }
    best
}

fn lines<'c>(canvas: &'c Canvas, table: &Matrix, columns: [usize; 3], way: Way) -> Vec<Line<'c>> {
    let mut lines = Vec::new();
    for row in table.rows.iter().take(LONGEST) {
        let [Some(one), Some(two)] = [columns[0], columns[1]].map(|c| row.only(c).map(|f| &canvas.facts[f])) else {
            continue;
        };
        // "-$283.86 (-49%)" states both.
        for stated in row.cells.get(columns[2]).into_iter().flatten().map(|&f| &canvas.facts[f]) {
            let Some(computed) = computed(&one.quantity, &two.quantity, &stated.quantity, way) else { continue };
            let mut line = Line { one, two, stated, computed, way, holds: false };
            let written = stated.quantity.bounds();
            let is_near = |figure: Interval, slack| {
                [written, written.negated()].iter().any(|written| !figure.apart_by_more_than(written, slack))
            };
            // What rounding explains, or cutting off, but not both at once.
            line.holds = is_near(computed, Decimal::ZERO) || is_near(line.exact(), slack(&stated.quantity));
            lines.push(line);
        }
    }
    lines
}

/// Whether figures of these units can be computed from each other in a way.
fn fits(one: &Quantity, two: &Quantity, stated: &Quantity, way: Way) -> bool {
    let money = |q: &Quantity| matches!(q.unit, Unit::Money(_));
    // "Revenue per month", "Cost": where only one header says how often, it may hold for both.
    let often = one.per == two.per || money(one) && (one.per.is_none() || two.per.is_none());
    let same = || Quantity { per: two.per, ..one.clone() }.same_kind(two);
    let alike = || often && !matches!(one.unit, Unit::Percent(_) | Unit::Factor) && same();
    match (way, &stated.unit) {
        (Way::Product, _) => {
            let counts = matches!(two.unit, Unit::Count(_) | Unit::Bare) && two.per.is_none();
            counts
                && matches!(one.unit, Unit::Count(_) | Unit::Data(_))
                && one.per == stated.per
                && one.unit.same_kind(&stated.unit)
        }
        (Way::Growth, Unit::Percent(_)) | (Way::Ratio, Unit::Factor) => alike(),
        // Bare numbers of two columns may be of two kinds; what one is of the other is told by the column that says so.
        (Way::Share, Unit::Percent(_)) => one.unit != Unit::Bare && alike(),
        (Way::Difference, Unit::Percent(_)) => false,
        (Way::Difference, _) => one.unit != Unit::Bare && stated.same_kind(one) && one.per == two.per && alike(),
        _ => false,
    }
}

/// What is computed from two figures, in the unit of the stated one.
fn computed(one: &Quantity, two: &Quantity, stated: &Quantity, way: Way) -> Option<Interval> {
    let whole = |q: &Quantity| q.relation == Relation::Equal && !q.ambiguous && q.bounds().value().is_some();
    if !(fits(one, two, stated, way) && whole(one) && whole(stated)) {
        return None;
    }
    if way == Way::Product {
        // "3 to 6 replicas": the total is that of the most.
        let most = if two.relation == Relation::Range { two.bounds().high } else { two.bounds().value() };
        let product = one.widened().filter(|_| two.step == Decimal::ONE)?.scale(one.unit.base())?;
        return product.mul(&Interval::point(most?))?.div(&Interval::point(stated.unit.base()));
    }
    if !whole(two) || one.interval == two.interval {
        return None;
    }
    let (a, b) = (one.widened()?.scale(one.unit.base())?, two.widened()?.scale(two.unit.base())?);
    match way {
        Way::Growth => b.div(&a)?.sub(&Interval::point(Decimal::ONE))?.scale(Decimal::ONE_HUNDRED),
        Way::Share => a.div(&b)?.scale(Decimal::ONE_HUNDRED),
        Way::Ratio => b.div(&a),
        Way::Difference => b.sub(&a)?.div(&Interval::point(stated.unit.base())),
        Way::Product => None,
    }
}

/// Less than one unit of the last place, as a figure may be cut off there: "4x" is no 5x. A tenth of it with "~".
fn slack(stated: &Quantity) -> Decimal {
    let cut = stated.step.checked_mul(CUT).unwrap_or(stated.step);
    if stated.approximate { stated.slack().max(cut) } else { cut }
}

fn report(lines: &[Line], out: &mut Outcomes) {
    let held = lines.iter().filter(|l| l.holds).count();
    // "Saving: 25%" says without a sign by how much it falls.
    let unsigned = |l: &&Line| l.stated.quantity.bounds().low.is_some_and(|low| low > Decimal::ZERO);
    let negative = |l: &&Line| l.computed.middle().is_some_and(|value| value < Decimal::ZERO);
    let falls = lines.iter().filter(|l| l.holds).any(|l| unsigned(&l) && negative(&l));
    for line in lines {
        let message = |text: &'static Text| {
            let message = text.with("one", line.one.written.as_str()).with("two", line.two.written.as_str());
            message.with("stated", line.stated.written.as_str())
        };
        if line.holds {
            out.pass(line.stated.span, [line.one.span, line.two.span], message(&HOLDS));
            continue;
        }
        // What explains the column by figures of which one may be per another period leaves a doubt.
        if line.way != Way::Product && line.one.quantity.per != line.two.quantity.per {
            continue;
        }
        let Some(value) = line.exact().middle().map(|value| if falls { value.abs() } else { value }) else { continue };
        let decimals = line.stated.quantity.step.normalize().scale();
        let computed = line.stated.notation.print(value.round_dp(decimals).normalize(), None);
        out.find(line.stated.span, message(&WRONG).with("computed", computed.as_str()))
            .label(line.one.span, FROM.plain())
            .label(line.two.span, ROWS.with("count", held))
            .figures(computed.as_str(), line.stated.written.as_str())
            .help(HELP.with("computed", computed.as_str()));
    }
}

/// "Shops", "Sales per shop/day" and "Sales/day" as rows: where one column shows that the third is the product of the
/// others, it is in every column.
fn products(canvas: &Canvas, table: &Matrix, out: &mut Outcomes) {
    let rows = || table.rows.iter().take(TABLES);
    let first = |row: &Row| (0..row.cells.len()).find_map(|column| canvas.facts.get(row.only(column)?));
    let whole = |f: &Fact, per: Option<Period>| {
        let usual = matches!(f.quantity.statistic, None | Some(Statistic::Mean | Statistic::Total));
        usual && f.quantity.each.is_none() && f.quantity.per == per && f.quantity.relation == Relation::Equal
    };
    for ratios in rows() {
        let Some(ratio) = first(ratios) else { continue };
        let Some(each) = ratio.quantity.each.as_ref().filter(|e| e.count == Decimal::ONE) else { continue };
        let made = first_word(&ratios.label);
        let is_source = |row: &&Row| {
            let named = matches!(&each.entity, Entity::Thing(noun) if *noun == first_word(&row.label));
            let of_it = |f: &Fact| named || demand::entity(f) == Some(&each.entity);
            first(row).is_some_and(|f| whole(f, None) && of_it(f))
        };
        let is_product = |row: &&Row| {
            let same = first_word(&row.label) == made && row.span != ratios.span;
            same && first(row).is_some_and(|f| whole(f, ratio.quantity.per))
        };
        let found = only(rows().filter(is_source)).zip(only(rows().filter(is_product)));
        let counts = matches!(ratio.quantity.unit, Unit::Bare | Unit::Count(_)) && !made.is_empty();
        if let Some((source, product)) = found.filter(|_| counts) {
            multiply(canvas, [source, ratios, product], out);
        }
    }
}

fn multiply(canvas: &Canvas, [source, ratios, product]: [&Row; 3], out: &mut Outcomes) {
    let mut columns = Vec::new();
    for column in 0..ratios.cells.len() {
        let figure = |row: &Row| row.only(column).and_then(|at| canvas.facts.get(at));
        let Some(((of, ratio), stated)) = figure(source).zip(figure(ratios)).zip(figure(product)) else { continue };
        let Some(computed) = of.quantity.bounds().mul(&ratio.quantity.bounds()) else { continue };
        columns.push((of, ratio, stated, computed));
    }
    let off = |stated: &Fact, computed: &Interval, slack| computed.disjoint(&stated.quantity.bounds(), slack);
    if columns.iter().all(|(_, _, stated, computed)| off(stated, computed, EXACT)) {
        return;
    }
    let named = |f: &Fact, row: &Row| format!("{} ({})", f.written, row.label);
    for (of, ratio, stated, computed) in columns.iter().filter(|(_, _, s, c)| off(s, c, SLACK)) {
        let computed = stated.notation.span(computed);
        let message = WRONG.with("one", named(of, source)).with("two", named(ratio, ratios));
        out.find(stated.span, message.with("computed", computed.as_str()).with("stated", stated.written.as_str()))
            .label(of.span, FROM.plain())
            .label(ratio.span, SHOWN.plain())
            .figures(computed.as_str(), stated.written.as_str())
            .help(HELP.with("computed", computed.as_str()));
    }
}

/// The first word of a label, in the singular: "loja" of "Lojas ativas".
fn first_word(label: &str) -> String {
    let label = label.to_lowercase();
    let word = label.split(|c: char| !c.is_alphanumeric()).find(|w| !w.is_empty()).unwrap_or("");
    singular(word)
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn differences_and_percentages_of_one_cell_are_both_computed() {
        let table = "| Item | Before | After | Savings |\n|---|---|---|---|\n| A | $576.92 | $293.06 | -$283.86 (-49%) |\n| B | $144.38 | $138.81 | -$5.57 (-4%) |\n| C | $182.50 | $156.70 | -$25.80 (-14%) |\n";
        assert_eq!(passes(&super::RULE, table).len(), 3, "{:?}", passes(&super::RULE, table));
        assert!(findings(&super::RULE, table).is_empty());
    }

    #[test]
    fn a_column_that_follows_no_rule_is_left_alone() {
        let table = "| Item | Now | Later | CPU |\n|---|---|---|---|\n| A | 40 GB | 80 GB | 60% |\n| B | 50 GB | 90 GB | 70% |\n| C | 10 GB | 20 GB | 50% |\n";
        assert!(findings(&super::RULE, table).is_empty());
    }

    #[test]
    fn multiples_of_a_row_are_computed() {
        let table = "| Metric | Now | Later | Factor |\n|---|---|---|---|\n| Users | 40 users | 400 users | 10x |\n| Posts | 50 users | 250 users | 5x |\n| Chats | 10 users | 50 users | 8x |\n";
        assert_eq!(findings(&super::RULE, table).len(), 1);
        let near = table.replace("| 8x |", "| 4x |");
        assert_eq!(findings(&super::RULE, &near).len(), 1, "5x is not 4x");
        let cut = table.replace("| 50 users | 8x |", "| 49 users | 4x |");
        assert_eq!(findings(&super::RULE, &cut), [""; 0]);
    }

    #[test]
    fn a_margin_is_a_share_of_what_is_earned() {
        let table = |of: &str, last: &str| {
            format!(
                "# Costs\n\n| Plans | {of} | Cost | Profit | Margin |\n|---|---|---|---|---|\n\
                 | 10 | $1,210 | $154 | $1,056 | 87% |\n| 40 | $4,840 | $154 | $4,686 | 96% |\n\
                 | 90 | $10,890 | $154 | $10,736 | {last} |\n"
            )
        };
        for of in ["Revenue", "Revenue/month"] {
            assert_eq!(findings(&super::RULE, &table(of, "98%")), [""; 0], "{of}");
        }
        let found = findings(&super::RULE, &table("Revenue", "89%"));
        assert!(found.len() == 1 && found[0].ends_with("here, not 89%") && !found[0].contains('-'), "{found:?}");
    }

    #[test]
    fn so_many_times_what_one_does_is_what_all_do() {
        let table = "## Capacity\n\n| Component | Replicas | Capacity per replica | Capacity |\n|---|---|---|---|\n| API | 4 | 50 req/s | 200 req/s |\n| Search | 3 | 20 req/s | 60 req/s |\n| Queue | 8 | 100 msg/s | 900 msg/s |\n";
        assert_eq!(findings(&super::RULE, table), ["900 msg/s: 100 msg/s and 8 give 800 msg/s here, not 900 msg/s"]);
        let once = table.replace("| 4 | 50", "| 1 | 200").replace("| 3 | 20", "| 1 | 60");
        assert!(findings(&super::RULE, &once).is_empty());
    }

    #[test]
    fn rows_that_multiply_in_one_column_multiply_in_all() {
        let says = |rows: &str| {
            let table = format!("| Métrica | Atual | Escalado |\n|---|---|---|\n{rows}");
            findings(&super::RULE, &format!("# Plano\n## Volumes\n{table}\n"))
        };
        for rows in [
            "| Lojas | 300 | 900 |\n| Vendas por loja/dia | 400 | 400 |\n| Vendas/dia | 120.000 | 450.000 |",
            "| Shops | 300 | 900 |\n| Sales per shop/day | 400 | 400 |\n| Sales/day | 120,000 | 450,000 |",
            "| Tiendas | 300 | 900 |\n| Ventas por tienda/día | 400 | 400 |\n| Ventas/día | 120.000 | 450.000 |",
        ] {
            let said = says(rows);
            assert!(said.len() == 1 && said[0].contains("360"), "{rows}: {said:?}");
            let right = rows.replace("450", "360");
            assert_eq!(says(&right), [""; 0], "{right}");
            // No column shows that all of the shops sell that much.
            let neither = rows.replace("120", "100");
            assert_eq!(says(&neither), [""; 0], "{neither}");
        }
        for rows in [
            "| Lojas | 300 | 900 |\n| Vendas por loja/dia | 400 | 400 |\n| Pico de vendas/dia | 120.000 | 450.000 |",
            "| Lojas | 300 | 900 |\n| Vendas por loja/dia | 400 | 400 |\n| Vendas/mês | 120.000 | 450.000 |",
            "| Lojas | 300 | 900 |\n| Lojas abertas | 280 | 800 |\n| Vendas por loja/dia | 400 | 400 |\n| Vendas/dia | 120.000 | 450.000 |",
        ] {
            assert_eq!(says(rows), [""; 0], "{rows}");
        }
    }
}
