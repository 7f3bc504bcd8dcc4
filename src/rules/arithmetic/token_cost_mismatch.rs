use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/token-cost-mismatch",
    summary: Text {
        en: "a model bill that calls, tokens and price do not give",
        pt: "uma conta de modelo que não bate com chamadas, tokens e preço",
        es: "una factura de modelo que no cuadra con llamadas, tokens y precio",
    },
    severity: Severity::Error,
    section: &[SectionKind::Costs],
    why: Text {
        en: "The bill of a language model is a product of four numbers, and often the largest line of the plan. A slip in \
             one of them is invisible in the result.",
        pt: "A conta de um modelo de linguagem é um produto de quatro números, e muitas vezes a maior linha do plano. Um \
             deslize em um deles não aparece no resultado.",
        es: "La factura de un modelo de lenguaje es un producto de cuatro números, y a menudo la mayor línea del plan. Un \
             desliz en uno de ellos no se ve en el resultado.",
    },
    source: "FinOps Foundation, FinOps for AI: cost per token",
    bad: "\
# Plan
## Costs
- Assistant: 8,000 chats/day x 3,000 tokens x 30 days at $2.00 per 1M tokens = $1,140/month
",
    good: "\
# Plan
## Costs
- Assistant: 8,000 chats/day x 3,000 tokens x 30 days at $2.00 per 1M tokens = $1,440/month
",
    check,
};

static WRONG: Text = Text {
    en: "{calls} × {tokens} at {price} is {computed}, not {stated}",
    pt: "{calls} × {tokens} a {price} dão {computed}, não {stated}",
    es: "{calls} × {tokens} a {price} dan {computed}, no {stated}",
};
static CALLS: Text = Text { en: "the calls", pt: "as chamadas", es: "las llamadas" };
static TOKENS: Text = Text { en: "the tokens of one", pt: "os tokens de uma", es: "los tokens de una" };
static PRICE: Text = Text { en: "the price", pt: "o preço", es: "el precio" };
static HELP: Text = Text {
    en: "write {computed}, or the number of calls, tokens or days that it is for",
    pt: "escreva {computed}, ou o número de chamadas, tokens ou dias a que se refere",
    es: "escriba {computed}, o el número de llamadas, tokens o días al que se refiere",
};
static DAYS: Text = Text { en: "a month of 30 days", pt: "mês de 30 dias", es: "mes de 30 días" };
static HOLDS: Text = Text {
    en: "{calls} × {tokens} × {price} = {stated}",
    pt: "{calls} × {tokens} × {price} = {stated}",
    es: "{calls} × {tokens} × {price} = {stated}",
};

/// What the bill may be off by besides its rounding, each side: 1%.
const SLACK: Decimal = Decimal::from_parts(1, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let mut entries: Vec<Vec<&Fact>> = Vec::new();
    for fact in &canvas.facts {
        match entries.last_mut() {
            Some(last) if last.first().is_some_and(|f| f.entry == fact.entry) => last.push(fact),
            _ => entries.push(vec![fact]),
        }
    }
    for facts in &entries {
        judge(facts, &[], out);
    }
    let mut of_parent: HashMap<usize, Vec<&Group>> = HashMap::new();
    let mut below: HashMap<usize, Vec<&Group>> = HashMap::new();
    for group in &canvas.groups {
        of_parent.entry(group.parent.unwrap_or(usize::MAX)).or_default().push(group);
        below.entry(group.above.unwrap_or(usize::MAX)).or_default().push(group);
    }
    for group in &canvas.groups {
        let own = facts_of(canvas, group);
        // A group of one line was judged as a line.
        let one_line = own.windows(2).all(|pair| pair[0].entry == pair[1].entry);
        if one_line || !own.iter().any(|f| is_bill(f)) {
            continue;
        }
        // What is not said beside the calls is said once for all of them: above, or below the same key beside them.
        let above = |at: Option<usize>| at.and_then(|at| of_parent.get(&at)).into_iter().flatten().copied();
        let higher = above(group.above).next().and_then(|g| g.above);
        let beside = higher.and_then(|at| below.get(&at)).into_iter().flatten().copied();
        let shared: Vec<&Fact> = above(group.above)
            .chain(above(higher))
            .chain(beside)
            .filter(|g| g.parent != group.parent)
            .flat_map(|g| facts_of(canvas, g))
            .collect();
        judge(&own, &shared, out);
    }
}

fn is_bill(fact: &Fact) -> bool {
    fact.metric == Metric::Cost && fact.quantity.per == Some(Period::Month) && !fact.quantity.increment
}

fn facts_of<'c>(canvas: &'c Canvas, group: &Group) -> Vec<&'c Fact> {
    group.items.iter().flat_map(|i| &i.facts).map(|&f| &canvas.facts[f]).collect()
}

fn judge(own: &[&Fact], shared: &[&Fact], out: &mut Outcomes) {
    fn only<'f>(facts: &[&'f Fact], wanted: impl Fn(&Fact) -> bool) -> Option<Option<&'f Fact>> {
        let mut found = facts.iter().filter(|f| wanted(f) && f.quantity.bounds().low.is_some());
        match (found.next(), found.next()) {
            (None, _) => Some(None),
            (Some(one), None) => Some(Some(*one)),
            // Two of them: input and output, now and later.
            (Some(_), Some(_)) => None,
        }
    }
    let token = |e: &Entity| *e == Entity::Token;
    let is_calls = |f: &Fact| {
        matches!(&f.quantity.unit, Unit::Count(e) if !token(e))
            && f.metric == Metric::Throughput
            && f.quantity.each.is_none()
    };
    let is_tokens = |f: &Fact| matches!(&f.quantity.unit, Unit::Count(e) if token(e)) && f.quantity.per.is_none();
    let is_price = |f: &Fact| {
        matches!(f.quantity.unit, Unit::Money(_)) && f.quantity.each.as_ref().is_some_and(|each| token(&each.entity))
    };
    let here_or_shared = |wanted: &dyn Fn(&Fact) -> bool| -> Option<&Fact> {
        only(own, wanted)?.or_else(|| only(shared, wanted).flatten())
    };
    let (Some(Some(calls)), Some(Some(bill))) = (only(own, is_calls), only(own, is_bill)) else { return };
    let (Some(tokens), Some(price)) = (here_or_shared(&is_tokens), here_or_shared(&is_price)) else { return };
    let Some(stated) = bill.quantity.widened() else { return };
    let Some(each) = tokens.quantity.bounds().mul(&price.quantity.base().unwrap_or_default()) else { return };
    let monthly = |calls: Interval| calls.mul(&each);
    let whole = calls.quantity.in_period(Period::Month).and_then(monthly);
    let worked = calls
        .quantity
        .in_period(Period::Day)
        .and_then(|d| d.mul(&Interval::between(20.into(), 23.into())))
        .and_then(monthly);
    let message = |text: &'static Text| {
        let message = text.with("calls", calls.written.as_str()).with("tokens", tokens.written.as_str());
        message.with("price", price.written.as_str()).with("stated", bill.written.as_str())
    };
    if whole.is_some_and(|w| !w.disjoint(&stated, SLACK)) {
        out.pass(bill.span, [calls.span, tokens.span, price.span], message(&HOLDS));
        return;
    }
    if worked.is_none_or(|w| !w.disjoint(&stated, SLACK)) {
        return;
    }
    let nominal = calls.quantity.nominal_in_period(Period::Month).map(Interval::point).and_then(monthly);
    let Some(computed) = nominal.and_then(|i| i.middle()) else { return };
    let computed = bill.notation.print(computed.round_dp(2).normalize(), None);
    out.find(bill.span, message(&WRONG).with("computed", computed.as_str()))
        .label(calls.span, CALLS.plain())
        .label(tokens.span, TOKENS.plain())
        .label(price.span, PRICE.plain())
        .figures(computed.as_str(), bill.written.as_str())
        .assuming(DAYS.plain())
        .help(HELP.with("computed", computed.as_str()));
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    const PROJECTION: &str = "yaml:costs:\n  ai:\n    now:\n      requests_per_day: 500\n      avg_tokens_per_request: 3000\n      cost_per_1k_tokens: \"$0.002\"\n      monthly_cost: \"$90\"\n    scaling:\n      1k_users:\n        requests_per_day: 5000\n        monthly_cost: \"$900\"\n";

    #[test]
    fn tokens_and_price_are_said_once_for_several_scenarios() {
        assert_eq!(passes(&super::RULE, PROJECTION).len(), 2);
        assert_eq!(findings(&super::RULE, &PROJECTION.replace("$900", "$500")).len(), 1);
    }

    #[test]
    fn input_and_output_with_prices_of_their_own_are_left_alone() {
        let text =
            "- 1,000 chats/day: 2,000 tokens in at $3 per 1M tokens, 500 tokens out at $15 per 1M tokens, $405/month";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
