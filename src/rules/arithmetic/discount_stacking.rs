use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/discount-stacking",
    summary: Text {
        en: "discounts that are added although each applies to what the other leaves",
        pt: "descontos somados embora cada um incida sobre o que o outro deixa",
        es: "descuentos sumados aunque cada uno se aplica a lo que deja el otro",
    },
    severity: Severity::Warning,
    section: &[SectionKind::Costs],
    why: Text {
        en: "A second discount applies to a bill that is smaller already: 30% and 20% make 44%, not 50%. The promised \
             saving will not come.",
        pt: "Um segundo desconto incide sobre uma conta já menor: 30% e 20% dão 44%, não 50%. A economia prometida não \
             virá.",
        es: "Un segundo descuento se aplica a una factura ya menor: 30% y 20% dan 44%, no 50%. El ahorro prometido no \
             llegará.",
    },
    source: "AWS, how Savings Plans and discounts apply to a bill",
    bad: "# Plan\n\n## Savings\n\n- Cache: 30% off the bill\n- Commitment: another 20% off the bill\n- Together: 50% off the bill\n",
    good: "# Plan\n\n## Savings\n\n- Cache: 30% off the bill\n- Commitment: another 20% off the bill\n- Together: 44% off the bill\n",
    check,
};

static WRONG: Text = Text {
    en: "{terms} of one bill make {computed}, not {stated}",
    pt: "{terms} de uma mesma conta dão {computed}, não {stated}",
    es: "{terms} de una misma factura dan {computed}, no {stated}",
};
static PART: Text = Text { en: "one of the discounts", pt: "um dos descontos", es: "uno de los descuentos" };
static HELP: Text = Text {
    en: "write {computed}, or say which part of the bill each discount is for",
    pt: "escreva {computed}, ou diga sobre qual parte da conta cada desconto incide",
    es: "escriba {computed}, o diga a qué parte de la factura se aplica cada descuento",
};
static SAME: Text = Text {
    en: "all discounts are for the same bill",
    pt: "todos os descontos incidem sobre a mesma conta",
    es: "todos los descuentos son para la misma factura",
};
static HOLDS: Text = Text { en: "{terms} make {stated}", pt: "{terms} dão {stated}", es: "{terms} dan {stated}" };

const ALL: &[&str] = &[
    "together",
    "total",
    "combined",
    "combinado",
    "combinados",
    "juntos",
    "juntas",
    "ambos",
    "ambas",
    "overall",
    "conjunto",
    "acumulado",
    "acumulada",
    "somados",
    "sumados",
];

/// Words for less than it would cost, beside those for a discount.
const LESS: &[&str] = &["off", "cheaper", "reducao", "reduccion", "reduction", "menos"];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for group in &canvas.groups {
        let discounts: Vec<(bool, &Fact)> =
            group.items.iter().filter_map(|item| discount(canvas, group, item)).collect();
        let Some(at) = discounts.iter().position(|(all, _)| *all) else { continue };
        let (parts, total) = (&discounts[..at], discounts[at].1);
        if parts.len() < 2 {
            continue;
        }
        judge(&parts.iter().map(|(_, fact)| *fact).collect::<Vec<_>>(), total, out);
    }
}

/// The discount of an item, and whether it is that of all of them.
fn discount<'c>(canvas: &'c Canvas, group: &Group, item: &Item) -> Option<(bool, &'c Fact)> {
    // Savings in money add up; their percentages are shares of one bill.
    if item.facts.iter().any(|&f| matches!(canvas.facts[f].quantity.unit, Unit::Money(_) | Unit::Bare)) {
        return None;
    }
    let mut percents =
        item.facts.iter().map(|&f| &canvas.facts[f]).filter(|f| matches!(f.quantity.unit, Unit::Percent(_)));
    let (only, None) = (percents.next()?, percents.next()) else { return None };
    let words = format!("{} {} {}", item.label, item.text, group.title).to_lowercase();
    let says = |text: &str, list: &[&str]| text.split(|c: char| !c.is_alphanumeric()).any(|w| list.contains(&w));
    let reduces = |text: &str| says(text, cost_words::DISCOUNT) || says(text, LESS);
    let own = format!("{} {}", item.label, item.text).to_lowercase();
    let plain = only.quantity.relation == Relation::Equal && only.quantity.bounds().value().is_some();
    (plain && (reduces(&words) || reduces(&only.words.join(" ")))).then(|| (says(&own, ALL), only))
}

fn judge(parts: &[&Fact], total: &Fact, out: &mut Outcomes) {
    let share = |f: &&Fact| f.quantity.base().and_then(|i| i.middle()).map(|d| d.abs());
    let left = parts.iter().try_fold(Decimal::ONE, |left, f| left.checked_mul(Decimal::ONE.checked_sub(share(f)?)?));
    let added = parts.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(share(f)?));
    let (Some(left), Some(added), Some(stated)) = (left, added, share(&total)) else { return };
    let compound = Decimal::ONE - left;
    let near = |value: Decimal| (value - stated).abs() <= Decimal::new(5, 3);
    let terms = parts.iter().map(|f| f.written.as_str()).collect::<Vec<_>>().join(" + ");
    let message = |text: &'static Text| text.with("terms", terms.as_str()).with("stated", total.written.as_str());
    if near(compound) {
        out.pass(total.span, parts.iter().map(|f| f.span), message(&HOLDS));
    } else if near(added) {
        let computed = total.notation.print((compound * Decimal::ONE_HUNDRED).round_dp(1).normalize(), None);
        let finding = out.find(total.span, message(&WRONG).with("computed", computed.as_str()));
        for part in parts {
            finding.label(part.span, PART.plain());
        }
        finding
            .figures(computed.as_str(), total.written.as_str())
            .assuming(SAME.plain())
            .help(HELP.with("computed", computed.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn added_discounts_are_reported_with_what_they_make() {
        let text = "## Economia prevista\n\n- Cache: 30% de desconto\n- Compromisso anual: 20% de desconto\n- Juntos: 50% de desconto\n";
        assert_eq!(findings(&super::RULE, text), ["50%: 30% + 20% of one bill make 44%, not 50%"]);
    }

    #[test]
    fn a_total_that_is_neither_sum_nor_product_is_left_alone() {
        let text =
            "## Savings\n\n- Cache: 30% off compute\n- Storage tiers: 20% off storage\n- Together: 26% off the bill\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn savings_in_money_are_added() {
        let text =
            "yaml:savings:\n  cache: $1200 # 24% discount\n  spot: $300 # 6% discount\n  total: $1500 # 30% discount\n";
        assert!(findings(&super::RULE, text).is_empty());
    }

    #[test]
    fn shares_with_a_total_are_no_discounts() {
        let text = "## Traffic\n\n- Mobile: 30%\n- Desktop: 20%\n- Total: 50%\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
