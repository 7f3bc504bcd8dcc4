use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/percent-change-mismatch",
    summary: Text {
        en: "a percentage or multiple that its two numbers do not give",
        pt: "uma porcentagem ou um múltiplo que não bate com os dois números",
        es: "un porcentaje o múltiplo que no cuadra con sus dos números",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Readers remember \"-50%\" and \"10x\", not the figures beside them. When they disagree, one of them was \
             copied from an earlier plan.",
        pt: "Quem lê guarda \"-50%\" e \"10x\", não as cifras ao lado. Se discordam, uma delas veio de um plano anterior.",
        es: "Quien lee recuerda \"-50%\" y \"10x\", no las cifras de al lado. Si no coinciden, una viene de un plan anterior.",
    },
    source: "general arithmetic; tolerance: one unit of the last printed place (for multiples: less than that), ten percent where \"~\" is written",
    bad: "# Plano\n\n- Consultas por página: de 40 para 30 consultas (-50%)\n",
    good: "# Plano\n\n- Consultas por página: de 40 para 30 consultas (-25%)\n",
    check,
};

static WRONG: Text = Text {
    en: "{from} to {to} is {computed}, not {stated}",
    pt: "de {from} para {to} dá {computed}, não {stated}",
    es: "de {from} a {to} da {computed}, no {stated}",
};
static DROP: Text = Text {
    en: "{from} to {to} is a fall of {computed}, not of {stated}",
    pt: "de {from} para {to} é uma queda de {computed}, não de {stated}",
    es: "de {from} a {to} es una caída del {computed}, no del {stated}",
};
static SHARE: Text = Text {
    en: "{from} is {computed} of {to}, not {stated}",
    pt: "{from} são {computed} de {to}, não {stated}",
    es: "{from} es el {computed} de {to}, no el {stated}",
};
static THROUGH: Text = Text {
    en: "{share} of {whole} is {part} and leaves {rest}, not {stated}",
    pt: "{share} de {whole} são {part} e deixam {rest}, não {stated}",
    es: "{share} de {whole} son {part} y dejan {rest}, no {stated}",
};
static THROUGH_HOLDS: Text = Text {
    en: "{share} of {whole} is {part} and leaves {rest}",
    pt: "{share} de {whole} são {part} e deixam {rest}",
    es: "{share} de {whole} son {part} y dejan {rest}",
};
static THROUGH_HELP: Text = Text {
    en: "write {right}, or correct the share",
    pt: "escreva {right}, ou corrija a porcentagem",
    es: "escriba {right}, o corrija el porcentaje",
};
static WHOLE: Text = Text { en: "of so many", pt: "de tantos", es: "de tantos" };
static HERE: Text = Text { en: "from these figures", pt: "destas cifras", es: "de estas cifras" };
static COST: Text = Text { en: "one of these costs", pt: "um destes custos", es: "uno de estos costos" };
static HELP: Text = Text { en: "write {computed}", pt: "escreva {computed}", es: "escriba {computed}" };
static HOLDS: Text =
    Text { en: "{from} to {to}: {stated}", pt: "{from} para {to}: {stated}", es: "{from} a {to}: {stated}" };
static PART: Text =
    Text { en: "{from} of {to}: {stated}", pt: "{from} de {to}: {stated}", es: "{from} de {to}: {stated}" };

/// So many costs are pointed at.
const COSTS: usize = 4;

/// How far a percentage or multiple may be off when nothing says that it was rounded: 3% of itself.
const SLACK: Decimal = Decimal::from_parts(3, 0, 0, false, 2);

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for pair in &canvas.neighbours {
        let (figures, stated) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        if joined(pair) && figures.quantity.relation == Relation::FromTo && !saves(figures, pair) {
            change(figures, stated, pair, out);
        }
    }
    promised(canvas, out);
    for pairs in canvas.neighbours.windows(2) {
        let [one, two] = pairs else { continue };
        let of = matches!(one.between.trim(), "of" | "de" | "of the" | "out of" | "dos" | "do" | "de los");
        if one.second == two.first && of && two.aside && two.between.trim_start_matches([' ', '(', '=', '~']).is_empty()
        {
            part(canvas, one, two, out);
        }
        if one.second == two.first && two.aside && two.between.trim() == "(" && replaces(&one.between) {
            replaced(canvas, one, two, out);
        }
    }
    for said in multiples::stated(canvas) {
        let (before, after) = (said.before, said.after);
        let base = after.quantity.base().zip(before.quantity.base());
        if let Some(ratio) = base.and_then(|(after, before)| after.div(&before)) {
            judge((before, after), &ratio, said.stated, out);
        }
    }
    savings(canvas, out);
    reserves(canvas, out);
    grown(canvas, out);
    aimed(canvas, out);
    let_through(canvas, out);
}

/// "The CDN answers 90%, so 200 of the 1,000 req/s reach the origin": a share, what it is of, and what it lets through.
fn let_through(canvas: &Canvas, out: &mut Outcomes) {
    const CACHES: &[&str] = &["cdn", "cache", "edge", "borda", "borde", "hit", "acert", "aciert"];
    for range in canvas.sentences() {
        let facts = &canvas.facts[range];
        let exact = |f: &Fact| f.quantity.relation == Relation::Equal && !f.quantity.increment && !f.quantity.ambiguous;
        let Some(share) = only(facts.iter().filter(|f| matches!(f.quantity.unit, Unit::Percent(_)))) else { continue };
        let cached = begins(share.before.iter().chain(&share.behind), CACHES);
        let counts: Vec<&Fact> = facts.iter().filter(|f| f.span != share.span).collect();
        if !(cached && exact(share) && counts.iter().all(|f| exact(f) && f.quantity.each.is_none())) {
            continue;
        }
        let (whole, through) = match counts.as_slice() {
            [one, other] if is_whole(one) && gets_through(other) => (Some(*one), *other),
            [other, one] if is_whole(one) && gets_through(other) => (Some(*one), *other),
            [through] if gets_through(through) => (peak_with(canvas, through), *through),
            _ => continue,
        };
        let bare = through.quantity.unit == Unit::Bare;
        let alike = |whole: &&Fact| {
            let counted = matches!(whole.quantity.unit, Unit::Count(_));
            let same = whole.quantity.unit == through.quantity.unit && whole.quantity.per == through.quantity.per;
            counted && (same || bare && through.quantity.per.is_none())
        };
        if let Some(whole) = whole.filter(alike) {
            judge_through(share, whole, through, out);
        }
    }
}

/// "Of the 1,000 req/s", "das 25.000 perguntas".
fn is_whole(fact: &Fact) -> bool {
    const OF: &[&str] = &["of", "dos", "das", "de", "los", "las", "the"];
    fact.before.first().is_some_and(|w| OF.contains(&w.as_str()))
}

/// "From 7 to 3 days (saves 30%)": what is saved is money, and not what falls.
fn saves(figures: &Fact, pair: &Neighbours) -> bool {
    const SAVES: &[&str] = &["save", "saving", "econom", "ahorr", "poup"];
    let money = matches!(figures.quantity.unit, Unit::Money(_));
    let mut words = pair.between.split(|c: char| !c.is_alphanumeric());
    !money && words.any(|word| SAVES.iter().any(|stem| word.starts_with(stem)))
}

/// "Chegam 200 req/s", "10,000 do not reach the model".
fn gets_through(fact: &Fact) -> bool {
    const PASSES: &[&str] = &["cheg", "lleg", "reach", "arriv", "ating", "alcan"];
    const NOT: &[&str] = &["nao", "no", "not", "do", "does", "never", "nunca"];
    let passes = |w: &Word| PASSES.iter().any(|stem| w.starts_with(stem));
    let mut behind = fact.behind.iter().take(3).skip_while(|w| NOT.contains(&w.as_str()));
    fact.before.iter().take(2).any(passes) || behind.next().is_some_and(passes)
}

/// The planned peak of what gets through at the peak of the same scenario.
fn peak_with<'c>(canvas: &'c Canvas, through: &Fact) -> Option<&'c Fact> {
    let said = through.before.iter().chain(&through.behind).any(|w| matches!(w.as_str(), "pico" | "peak"));
    let at_peak = (said || through.quantity.statistic == Some(Statistic::Peak)) && through.scenario.is_some();
    let fits = |f: &&Fact| {
        let other = f.entry != through.entry && f.scenario == through.scenario && !f.is_remark();
        let alike = f.quantity.unit == through.quantity.unit && f.quantity.per == through.quantity.per;
        let plain = f.quantity.relation == Relation::Equal && f.quantity.each.is_none() && !demand::is_at_origin(f);
        other && alike && plain && f.quantity.statistic == Some(Statistic::Peak)
    };
    only(canvas.facts_in(SectionKind::Volumes).filter(|_| at_peak).filter(fits))
}

fn judge_through(share: &Fact, whole: &Fact, through: &Fact, out: &mut Outcomes) {
    const NEAR: Decimal = Decimal::from_parts(5, 0, 0, false, 2);
    const ROUGHLY: Decimal = Decimal::from_parts(15, 0, 0, false, 2);
    let value = |f: &Fact| f.quantity.bounds().value();
    let (Some(all), Some(part), Some(stated)) =
        (value(whole), share.quantity.base().and_then(|b| b.value()), value(through))
    else {
        return;
    };
    let answered = all.checked_mul(part);
    let (Some(answered), Some(rest)) = (answered, answered.and_then(|answered| all.checked_sub(answered))) else {
        return;
    };
    if part <= Decimal::ZERO || part >= Decimal::ONE {
        return;
    }
    let printed = |n: Decimal| whole.notation.print(n.round_dp(1).normalize(), Some(n.round_dp(1).normalize().scale()));
    let message = |text: &'static Text| {
        let message = text.with("share", share.written.as_str()).with("whole", demand::named(whole));
        message.with("part", printed(answered)).with("rest", printed(rest)).with("stated", demand::shown(through))
    };
    let approximate = [share, whole, through].iter().any(|f| f.quantity.approximate);
    let slack = if approximate { ROUGHLY } else { NEAR };
    let denied = through.before.iter().take(2).chain(through.behind.first()).chain(through.behind.get(1));
    let denied = denied.into_iter().any(|w| matches!(w.as_str(), "nao" | "no" | "not" | "never" | "nunca"));
    let right = if denied { answered } else { rest };
    let off = |right: Decimal| Interval::point(right).disjoint(&Interval::point(stated), slack);
    if off(answered) && off(rest) {
        out.find(through.span, message(&THROUGH))
            .label(share.span, HERE.plain())
            .label(whole.span, WHOLE.plain())
            .figures(printed(right), demand::shown(through))
            .help(THROUGH_HELP.with("right", printed(right)));
    } else {
        out.pass(through.span, [share.span, whole.span], message(&THROUGH_HOLDS));
    }
}

/// "Grow 10x: from 2 million to 10 million visits": the label promises a factor, and its text begins with both ends.
fn promised(canvas: &Canvas, out: &mut Outcomes) {
    const GROWS: &[&str] = &["cresc", "crec", "grow", "escal", "scal", "aument", "increas", "multipl"];
    /// What may stand in front of both ends.
    const LEAD: &[&str] = &["de", "from", "desde", "passar", "pasar", "ir", "go", "going", "grow", "crescer", "crecer"];
    for (at, facts) in canvas.facts.windows(2).enumerate() {
        let [stated, figures] = facts else { continue };
        let label = stated.part != figures.part && !figures.is_remark() && !stated.is_remark();
        let beside = label && stated.entry == figures.entry;
        let ends = figures.quantity.relation == Relation::FromTo && figures.quantity.statistic.is_none();
        let counted = matches!(figures.quantity.unit, Unit::Count(_) | Unit::Bare) && !figures.quantity.ambiguous;
        if !(beside && ends && counted && stated.quantity.unit == Unit::Factor) {
            continue;
        }
        // "Crescer 10x: catálogo de 2 para 5 mil, usuários de 1 para 10 mil" promises it of one of them.
        let own = stated.label.to_lowercase();
        let plain = figures.before.iter().all(|w| LEAD.contains(&w.as_str()) || own.contains(w.as_str()));
        let next = canvas.facts.get(at + 2).filter(|next| next.entry == figures.entry);
        let alone = next.is_none_or(|next| next.quantity.relation != Relation::FromTo);
        if plain && alone && GROWS.iter().any(|stem| own.contains(stem)) {
            change(figures, stated, &Neighbours::default(), out);
        }
    }
}

/// "Hoje: 10 endpoints" and "Em 2027: 50 endpoints (10x)": a factor, or "+400%", in brackets behind a volume that was
/// given for now.
fn grown(canvas: &Canvas, out: &mut Outcomes) {
    // "At peak (8x)", "no pico (8x)".
    let behind = |p: &&Neighbours| p.aside && multiples::stays(&p.between) && p.behind.trim().is_empty();
    for pair in canvas.neighbours.iter().filter(behind) {
        let stated = &canvas.facts[pair.second];
        let of_it = canvas.growth.iter().filter(|g| g.to == pair.first && g.from != g.to);
        let Some(growth) = only(of_it) else { continue };
        let (before, after) = (&canvas.facts[growth.from], &canvas.facts[growth.to]);
        let whole = |f: &Fact| f.quantity.bounds().value().is_some() && !f.quantity.ambiguous;
        let ratio = growth.after.div(&growth.before).filter(|_| whole(before) && whole(after) && whole(stated));
        let change = match stated.quantity.unit {
            Unit::Factor => ratio,
            // "(+50%)": what is added.
            Unit::Percent(_) if stated.written.starts_with('+') => {
                ratio.and_then(|r| r.sub(&Interval::point(Decimal::ONE)))
            }
            _ => None,
        };
        let Some(change) = change else { continue };
        judge((before, after), &change, stated, out);
    }
}

/// Holds the factor that stands behind a volume against how many times the one before it that is.
fn judge((before, after): (&Fact, &Fact), ratio: &Interval, stated: &Fact, out: &mut Outcomes) {
    let message = |text: &'static Text| {
        let message = text.with("from", before.written.as_str()).with("to", after.written.as_str());
        message.with("stated", stated.written.as_str())
    };
    if close(ratio, &stated.quantity) {
        out.pass(stated.span, [before.span, after.span], message(&HOLDS));
    } else {
        report(message(&WRONG), *ratio, stated, before.span, out);
    }
}

/// What is counted, per which time, and the word behind it.
type Noun<'c> = (&'c Unit, Option<Period>, Option<&'c Word>);

/// "Today: 10 endpoints", and among the goals "50+ endpoints (10x)": outside of the volumes the same noun stands once
/// for now.
fn aimed(canvas: &Canvas, out: &mut Outcomes) {
    let is_now = |f: &Fact| demand::is_current(canvas, f);
    let counted = |f: &Fact| matches!(f.quantity.unit, Unit::Count(_)) && !f.is_remark() && f.quantity.each.is_none();
    let whole = |f: &Fact| f.quantity.bounds().value().is_some_and(|v| v > Decimal::ZERO) && !f.quantity.ambiguous;
    let mut now: HashMap<Noun, Vec<&Fact>> = HashMap::new();
    for fact in canvas.facts.iter().filter(|f| is_now(f) && counted(f)) {
        now.entry((&fact.quantity.unit, fact.quantity.per, fact.behind.first())).or_default().push(fact);
    }
    for pair in canvas.neighbours.iter().filter(|p| p.aside && p.behind.trim().is_empty()) {
        let (after, stated) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        let aimed = after.scenario.is_some() || after.sections.contains(SectionKind::Objective);
        let single = matches!(after.quantity.relation, Relation::Equal | Relation::AtLeast);
        let later = aimed && single && !is_now(after) && counted(after) && !after.quantity.ambiguous;
        // "(10x)" closes what is said of the figure, with at most a word that both have.
        let word = after.behind.first();
        let between = pair.between.trim();
        let closes = multiples::stays(between) || word.is_some_and(|w| between == format!("{w} ("));
        if !(later && closes && stated.quantity.unit == Unit::Factor && whole(stated)) {
            continue;
        }
        let known = canvas.growth.iter().any(|g| g.to == pair.first);
        let before = now.get(&(&after.quantity.unit, after.quantity.per, word.filter(|_| !multiples::stays(between))));
        let Some([before]) = before.map(Vec::as_slice).filter(|_| !known) else { continue };
        let to = after.quantity.bounds().low.map(Interval::point);
        let Some(ratio) = to.and_then(|to| to.div(&before.quantity.bounds())).filter(|_| whole(before)) else {
            continue;
        };
        judge((before, after), &ratio, stated, out);
    }
}

/// Whether the second figure says something about the first: in brackets, or a few words behind it.
fn joined(pair: &Neighbours) -> bool {
    let between = pair.between.trim();
    let apart = between.contains([';', ')', '|']) || between.contains(". ") || between.split_whitespace().count() > 7;
    let other = ["vs", "versus", "target", "meta", "com", "with", "con", "e", "and", "y", "p95", "p99", "at", "a"];
    let others = || between.split(|c: char| !c.is_alphanumeric()).any(|w| other.contains(&w));
    !apart && (names_a_fall(between) || !others())
}

fn change(figures: &Fact, stated: &Fact, pair: &Neighbours, out: &mut Outcomes) {
    // "45 consultas → 5.1 (1%)": of what is counted there is no tenth; the second is something else.
    let counted = matches!(figures.quantity.unit, Unit::Count(_))
        && figures.quantity.per.is_none()
        && figures.quantity.each.is_none();
    let whole = |end: Option<Decimal>| end.is_some_and(|end| end.fract().is_zero());
    if counted && whole(figures.quantity.interval.low) != whole(figures.quantity.interval.high) {
        return;
    }
    let plain = |value: Option<Decimal>| value.map(Interval::point);
    let slack = figures.quantity.slack();
    let ends = plain(figures.quantity.interval.low).zip(plain(figures.quantity.interval.high));
    let Some((from, to)) = ends.filter(|(from, _)| from.low > Some(Decimal::ZERO)) else { return };
    let (Some(wide_from), Some(wide_to)) = (from.widened(slack), to.widened(slack)) else { return };
    let (Some(ratio), Some(exact), Some(back)) = (wide_to.div(&wide_from), to.div(&from), wide_from.div(&wide_to))
    else {
        return;
    };
    let one = Interval::point(Decimal::ONE);
    let is_factor = matches!(stated.quantity.unit, Unit::Factor);
    let is_percent = matches!(stated.quantity.unit, Unit::Percent(_));
    if !(is_factor || is_percent)
        || stated.quantity.bounds().value().is_none()
        || stated.quantity.relation != Relation::Equal
        || is_percent && is_rate(stated, pair)
    {
        return;
    }
    let says_change = stated.written.contains(['+', '-', '−'])
        || matches!(stated.quantity.unit, Unit::Percent(PercentKind::Growth | PercentKind::Discount))
        || names_a_fall(&pair.between);
    let gain = |of: &Interval| of.sub(&one);
    // What a percentage or multiple may mean, the usual reading first; a person may count from either end.
    let readings: Vec<Option<Interval>> = match (is_factor, says_change) {
        (true, _) => vec![Some(ratio), Some(back), gain(&ratio), gain(&back)],
        // "Uma redução para 60%" says what is left.
        (false, true) if pair.between.trim_end().ends_with(" para") || pair.between.trim_end().ends_with(" to") => {
            vec![gain(&ratio), Some(ratio)]
        }
        (false, true) => vec![gain(&ratio)],
        (false, false) => vec![gain(&ratio), Some(ratio), Some(back)],
    };
    // "99.5% to 99.9% (5x less downtime)" counts what is missing to the whole.
    let missing = |share: &Interval| Interval::point(Decimal::ONE_HUNDRED).sub(share);
    let rest = is_percent_of(figures).then(|| missing(&from)?.div(&missing(&to)?)).flatten();
    // "From 40% to 30%, a drop of 10%" counts points.
    let points = to
        .sub(&from)
        .filter(|_| is_percent_of(figures) && is_percent)
        .and_then(|p| p.div(&Interval::point(Decimal::ONE_HUNDRED)));
    if points.is_some_and(|points| close(&points, &stated.quantity)) {
        return;
    }
    let of_rest = rest.filter(|_| is_factor).is_some_and(|rest| close(&rest, &stated.quantity));
    if !of_rest && from.low < to.low && says_less(&pair.behind) {
        return;
    }
    // The change counted from the new figure is another base: nothing is said about it.
    let other_base = from.div(&to).and_then(|back| gain(&back)).filter(|_| is_percent);
    let Some(usual) = (if is_factor { Some(exact) } else { gain(&exact) }) else { return };
    let said = [("from", &from), ("to", &to)];
    let message = |text: &'static Text| {
        said.iter().fold(text.plain(), |m, (name, value)| m.with(name, figures.notation.span(value)))
    };
    if of_rest || readings.into_iter().flatten().any(|r| close(&r, &stated.quantity)) {
        out.pass(stated.span, [figures.span], message(&HOLDS).with("stated", stated.written.as_str()));
    } else if !other_base.is_some_and(|r| close(&r, &stated.quantity)) && !has_own_base(pair) {
        // "From 5,600 to 3,900, a saving of 40%": the fall is written without its sign.
        let bare = is_percent && !stated.written.contains(['-', '−']);
        let falls = usual.middle().is_some_and(|change| change < Decimal::ZERO) && bare;
        let (text, usual) = if falls { (&DROP, usual.negated()) } else { (&WRONG, usual) };
        report(message(text), usual, stated, figures.span, out);
    }
}

/// "12% ao mês", "CAGR of 12%": how fast it changes, not by how much from one end to the other.
fn is_rate(stated: &Fact, pair: &Neighbours) -> bool {
    const RATES: &[&str] = &[
        "cagr",
        "yoy",
        "mom",
        "qoq",
        "composto",
        "compuesto",
        "compound",
        "compounded",
        "anualizado",
        "annualised",
        "annualized",
    ];
    let per = stated.quantity.per.is_some() && stated.origins.per.is_none();
    let texts = [&pair.between, &pair.behind].into_iter();
    let mut words = texts.flat_map(|text| text.split(|c: char| !c.is_alphanumeric()).take(8));
    per || words.any(|word| RATES.contains(&word))
}

/// "Uma redução de 60%", "a saving of 40%": what is taken off, never what is left.
fn names_a_fall(between: &str) -> bool {
    const FALLS: &[&str] =
        &["reduc", "queda", "econom", "saving", "drop", "fall", "cut", "corte", "ahorr", "baja", "caida", "decrease"];
    let mut last = between.rsplit(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty());
    let of = last.next().is_some_and(|w| matches!(w, "de" | "of" | "del" | "um" | "un"));
    of && last.next().is_some_and(|word| FALLS.iter().any(|stem| word.starts_with(stem)))
}

fn is_percent_of(figures: &Fact) -> bool {
    matches!(figures.quantity.unit, Unit::Percent(_))
}

/// Whether something else became less by it: "(4x fewer calls)".
fn says_less(behind: &str) -> bool {
    const LESS: &[&str] = &["less", "fewer", "lower", "smaller", "menos", "menor", "menores", "reducao", "reduccion"];
    behind.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).take(2).any(|w| LESS.contains(&w))
}

/// Whether the percentage names what it is of: "~43% over 840 rps", "30% do teto".
fn has_own_base(pair: &Neighbours) -> bool {
    let behind = [" de ", " do ", " da ", " del ", " of ", " over ", " above ", " sobre ", " acima "];
    let between = ["headroom", "folga", "margem", "margen", "holgura", "spare"];
    behind.iter().any(|word| pair.behind.contains(word)) || between.iter().any(|word| pair.between.contains(word))
}

/// Whether a ratio is what was written, taken either with or without its sign.
fn close(ratio: &Interval, stated: &Quantity) -> bool {
    let Some(written) = stated.base() else { return false };
    let (Some(step), Some(high)) = (stated.step.checked_mul(stated.unit.base()), written.middle()) else { return true };
    let share = if stated.approximate { Decimal::new(1, 1) } else { SLACK };
    // "5x" may be rounded or cut off from anything between 4 and 6, but is neither.
    let step = if stated.unit == Unit::Factor { step.checked_mul(Decimal::new(99, 2)).unwrap_or(step) } else { step };
    let slack = step.max(high.abs().checked_mul(share).unwrap_or(step));
    [written, written.negated()].iter().any(|w| !ratio.apart_by_more_than(w, slack))
}

fn report(message: Message, computed: Interval, stated: &Fact, figures: Span, out: &mut Outcomes) {
    let Some(value) = computed.middle().and_then(|v| v.checked_div(stated.quantity.unit.base())) else { return };
    let decimals = if matches!(stated.quantity.unit, Unit::Factor) { 1 } else { stated.notation.decimals };
    let sign = if stated.written.starts_with('+') && value > Decimal::ZERO { "+" } else { "" };
    let computed = format!("{sign}{}", stated.notation.print(value.round_dp(decimals).normalize(), None));
    let message = message.with("computed", computed.as_str()).with("stated", stated.written.as_str());
    out.find(stated.span, message)
        .label(figures, HERE.plain())
        .figures(computed.as_str(), stated.written.as_str())
        .help(HELP.with("computed", computed.as_str()));
}

/// Whether the first of two figures takes the place of the second: "1,200 orders a day instead of 400".
fn replaces(between: &str) -> bool {
    let words =
        ["instead of", "rather than", "up from", "em vez de", "em lugar de", "no lugar de", "en lugar de", "en vez de"];
    words.iter().any(|w| between.contains(w)) && !between.contains([',', ';', '('])
}

/// "30,000 students instead of 20,000 (1.5x)".
fn replaced(canvas: &Canvas, one: &Neighbours, two: &Neighbours, out: &mut Outcomes) {
    let (to, from, stated) = (&canvas.facts[one.first], &canvas.facts[one.second], &canvas.facts[two.second]);
    let plain = |f: &Fact| f.quantity.bounds().value().is_some_and(|v| v > Decimal::ZERO) && !f.quantity.ambiguous;
    let alike = to.quantity.same_kind(&from.quantity) && to.quantity.per == from.quantity.per;
    let bare = to.quantity.unit == Unit::Bare || from.quantity.unit == Unit::Bare;
    if !((alike || bare) && plain(to) && plain(from) && stated.quantity.unit == Unit::Factor) {
        return;
    }
    let base = |f: &Fact| if alike { f.quantity.base() } else { Some(f.quantity.bounds()) };
    let Some(ratio) = base(to).zip(base(from)).and_then(|(to, from)| to.div(&from)) else { return };
    let message = |text: &'static Text| {
        let message = text.with("from", from.written.as_str()).with("to", to.written.as_str());
        message.with("stated", stated.written.as_str())
    };
    if close(&ratio, &stated.quantity) {
        out.pass(stated.span, [from.span, to.span], message(&HOLDS));
    } else {
        report(message(&WRONG), ratio, stated, from.span, out);
    }
}

/// "R$ 200 of R$ 900 (22%)".
fn part(canvas: &Canvas, one: &Neighbours, two: &Neighbours, out: &mut Outcomes) {
    let (small, large, stated) = (&canvas.facts[one.first], &canvas.facts[one.second], &canvas.facts[two.second]);
    let alike = small.quantity.same_kind(&large.quantity) || small.quantity.unit == Unit::Bare;
    if alike && small.quantity.per == large.quantity.per && matches!(stated.quantity.unit, Unit::Percent(_)) {
        share(small, large, &[], stated, out);
    }
}

fn share(small: &Fact, large: &Fact, others: &[Span], stated: &Fact, out: &mut Outcomes) {
    let Some((part, whole)) = small.quantity.widened().zip(large.quantity.widened()) else { return };
    let (Some(wide), Some(exact)) = (part.div(&whole), small.quantity.bounds().div(&large.quantity.bounds())) else {
        return;
    };
    let left = Interval::point(Decimal::ONE).sub(&wide);
    let message = |text: &'static Text| text.with("from", small.written.as_str()).with("to", large.written.as_str());
    let places = others.iter().copied().chain([small.span, large.span]);
    if close(&wide, &stated.quantity) {
        out.pass(stated.span, places, message(&PART).with("stated", stated.written.as_str()));
    } else if !left.is_some_and(|left| close(&left, &stated.quantity)) {
        report(message(&SHARE), exact, stated, small.span, out);
    }
}

/// A saving with its percentage in the comment, below the only cost beside it that it can be a part of.
fn savings(canvas: &Canvas, out: &mut Outcomes) {
    const SAVED: &[&str] = &["saving", "economia", "ahorro", "descont", "discount", "descuento"];
    for pair in canvas.neighbours.iter().filter(|p| p.aside) {
        let (saved, stated) = (&canvas.facts[pair.first], &canvas.facts[pair.second]);
        let is_saving = SAVED.iter().any(|word| saved.label.to_lowercase().contains(word));
        let percent = matches!(stated.quantity.unit, Unit::Percent(_)) && stated.part != saved.part;
        if !(is_saving && percent && matches!(saved.quantity.unit, Unit::Money(_))) {
            continue;
        }
        let Some(group) = canvas.groups.iter().find(|g| g.items.iter().any(|i| i.facts.contains(&pair.first))) else {
            continue;
        };
        let wholes = group.items.iter().flat_map(|i| &i.facts).map(|&f| &canvas.facts[f]).filter(|f| {
            f.span != saved.span
                && f.quantity.unit.same_kind(&saved.quantity.unit)
                && f.quantity.each == saved.quantity.each
                && f.quantity.bounds().low > saved.quantity.bounds().high
        });
        if let Some(whole) = only(wholes) {
            share(saved, whole, &[], stated, out);
        }
    }
}

/// "Contingency (10%): $500" beside the costs that it is for.
fn reserves(canvas: &Canvas, out: &mut Outcomes) {
    for reserve in reserve::reserves(canvas) {
        let (amount, share) = (reserve.amount, reserve.share);
        let base = Notation { decimals: 0, ..amount.notation.clone() }.span(&reserve.base);
        let message = |text: &'static Text| text.with("from", amount.written.as_str()).with("to", base.as_str());
        if reserve.holds {
            out.pass(share.span, [amount.span], message(&PART).with("stated", share.written.as_str()));
            continue;
        }
        let own = amount.quantity.bounds();
        // Of a base that may be nothing it is any number of times as much.
        let least = own.low.zip(reserve.base.high).and_then(|(low, high)| low.checked_div(high));
        let computed = own.div(&reserve.base).or(least.map(|low| Interval { low: Some(low), high: None }));
        let Some(computed) = computed.and_then(|share| share.scale(Decimal::ONE_HUNDRED)) else { continue };
        let rounded = |end: Decimal| end.round_dp(share.notation.decimals).normalize();
        let computed = Interval { low: computed.low.map(rounded), high: computed.high.map(rounded) };
        let computed = share.notation.span(&computed);
        let finding = out.find(
            share.span,
            message(&SHARE).with("computed", computed.as_str()).with("stated", share.written.as_str()),
        );
        finding.label(amount.span, HERE.plain());
        for cost in reserve.costs.iter().take(COSTS) {
            finding.label(cost.span, COST.plain());
        }
        finding.figures(computed.as_str(), share.written.as_str()).help(HELP.with("computed", computed.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn a_wrong_percentage_is_reported_with_the_right_one() {
        for (text, said) in [
            ("The bill goes from $2,000 to $5,400, an increase of 270%.", "$2,000 to $5,400 is 170%, not 270%"),
            (
                "- Pedidos: de 200 para 500 pedidos/dia (+250%)",
                "200 pedidos/dia to 500 pedidos/dia is +150%, not +250%",
            ),
            ("- Atender 1.200 pedidos en lugar de 400 (5 veces)", "400 to 1.200 pedidos is 3 veces, not 5 veces"),
            ("- Endpoints: 10 → 50 endpoints (10x)", "10 endpoints to 50 endpoints is 5x, not 10x"),
        ] {
            let found = findings(&super::RULE, text);
            assert!(found.len() == 1 && found[0].ends_with(said), "{text}: {found:?}");
        }
    }

    #[test]
    fn a_figure_is_so_many_times_the_one_that_is_named_beside_it() {
        for (text, said) in [
            ("We take 24,000 events/s at peak (8x of today's 4,000 events/s).", "is 6x, not 8x"),
            ("Ingest 24,000 events/s by Q4 2027 (8x the current 4,000 events/s).", "is 6x, not 8x"),
            ("Soportar 900 req/s en la punta (5 veces los 300 req/s de hoy).", "is 3 veces, not 5 veces"),
            ("Aguentar 900 req/s no pico (5 vezes os 300 req/s de hoje).", "is 3 vezes, not 5 vezes"),
            ("Guardar 6 TB de logs al día (hoy 2 TB, 4x).", "is 3x, not 4x"),
            ("Guardar 6 TB de logs por dia (hoje 2 TB, 4x).", "is 3x, not 4x"),
            ("Handle 80 uploads/min at peak, up from 20 uploads/min at launch (6x)", "is 4x, not 6x"),
        ] {
            let found = findings(&super::RULE, &format!("# Plan\n## Objective\n{text}\n"));
            assert!(found.len() == 1 && found[0].ends_with(said), "{text}: {found:?}");
        }
        for text in [
            "We take 24,000 events/s at peak (6x of today's 4,000 events/s).",
            "Soportar 900 req/s en la punta (3 veces los 300 req/s de hoy).",
            "We take 24,000 events/s at peak (2x headroom over 4,000 events/s per shard).",
            "Handle 900 req/s: 30 pods (2x the 400 req/s of the old ones).",
            "Serve 900 req/s at peak (3x), 200 users at one time.",
            "Guardar 6 TB de logs al día (hoy 2 TB), 5x más usuarios.",
        ] {
            let text = format!("# Plan\n## Objective\n{text}\n");
            assert_eq!(findings(&super::RULE, &text), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_factor_behind_the_peak_is_of_the_peak() {
        for [now, later] in [
            ["Today: 200 req/s at peak", "Scaled: 1,000 req/s at peak (8×)"],
            ["Hoje: 200 req/s no pico", "Em 12 meses: 1.000 req/s no pico (8×)"],
            ["Hoy: 200 req/s en el pico", "Escalado: 1.000 req/s en el pico (8×)"],
        ] {
            let volumes = |later: &str| format!("# Plan\n## Volumes\n- {now}\n- {later}\n");
            assert_eq!(findings(&super::RULE, &volumes(later)).len(), 1, "{later}");
            let right = later.replace("8×", "5×");
            assert_eq!(findings(&super::RULE, &volumes(&right)), [""; 0], "{right}");
        }
    }

    #[test]
    fn a_part_is_held_against_its_whole() {
        let found = findings(
            &super::RULE,
            "yaml:costs:\n  monthly_cost: \"$900\"\n  cache_savings: \"$200\" # 35% reduction\n",
        );
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(
            findings(
                &super::RULE,
                "yaml:costs:\n  monthly_cost: \"$900\"\n  cache_savings: \"$200\" # 22% reduction\n"
            )
            .is_empty()
        );
    }

    #[test]
    fn a_reserve_is_so_many_percent_of_the_costs_beside_it() {
        let says = |costs: &str| findings(&super::RULE, &format!("# Plano\n\n## Custos\n\n{costs}\n"));
        let list = |reserve: &str| says(&format!("- API: R$ 2.000/mês\n- Banco: R$ 3.000/mês\n- {reserve}"));
        let found = list("Contingência (10%): R$ 1.500/mês");
        assert!(found.len() == 1 && found[0].contains("R$ 1.500/mês is 30% of R$ 5.000/mês, not 10%"), "{found:?}");
        for (right, wrong) in [
            (
                "```\nPlanned: $0-20/month\nBuffer: $10/month (50% safety margin)\nTotal budget: $30/month\n```",
                "```\nPlanned: $0-20/month\nBuffer: $40/month (100% safety margin)\nTotal budget: $60/month\n```",
            ),
            (
                "| Concepto | USD/mes |\n|---|---|\n| API | 400 |\n| Base | 600 |\n| Imprevistos (15%) | 150 |\n| Total | 1.150 |",
                "| Concepto | USD/mes |\n|---|---|\n| API | 400 |\n| Base | 600 |\n| Imprevistos (15%) | 250 |\n| Total | 1.250 |",
            ),
        ] {
            assert_eq!((says(right).len(), says(wrong).len()), (0, 1), "{wrong}: {:?} {:?}", says(right), says(wrong));
        }
        let apart = |amount: &str| {
            says(&format!(
                "- Infra, total: R$ 10.000/mês\n\n### Outros\n\n- Suporte: R$ 500/mês\n- Contingência (10%): {amount}"
            ))
        };
        assert_eq!((apart("R$ 1.050/mês").len(), apart("R$ 3.000/mês").len()), (0, 1));
        let closed = "- API: R$ 2.000/mês\n- Contingência (10%): R$ 700/mês\n- Total: R$ 2.700/mês\n\n### Equipe\n\n- Equipe: R$ 7.000/mês";
        assert_eq!(says(closed).len(), 1);
        // A subtotal is of a part: the reserve may be of the team above, too.
        let part = closed.replace("Total", "Subtotal");
        assert_eq!(says(&part).len(), 0);
        for other in [
            "Contingência (10%): R$ 500/mês",
            "Contingência (10%): R$ 300/mês",
            "Contingência (10%): R$ 520/mês",
            "Contingência (10% do custo da equipe): R$ 1.500/mês",
            "Contingência (até 10%): R$ 1.500/mês",
            "Contingência (10%): R$ 18.000/ano",
            "Reserva de instâncias (40%): R$ 900/mês",
            "Margem (10%): R$ 1.500/mês",
            "Equipe:\n  - SRE: R$ 10.000/mês\n- Contingência (10%): R$ 1.500/mês",
        ] {
            assert_eq!(list(other), Vec::<String>::new(), "{other}");
        }
    }

    #[test]
    fn a_goal_is_held_against_the_same_noun_of_today() {
        let text = |goal: &str| {
            format!(
                "# Roadmap\n\n## Today\n\n- 10 endpoints v1 + 4 v2\n- 300 tests\n\n## Goals in 3 months\n\n- {goal}\n"
            )
        };
        assert_eq!(
            findings(&super::RULE, &text("50+ endpoints v1 (10x)")),
            ["10x: 10 endpoints to 50+ endpoints is 5x, not 10x"]
        );
        for goal in [
            "100 endpoints v1 (10x)",
            "20 endpoints v2 (10x)",
            "900 users (10x)",
            "50+ endpoints v1 (10x in all regions)",
        ] {
            assert_eq!(findings(&super::RULE, &text(goal)), Vec::<String>::new(), "{goal}");
        }
    }

    #[test]
    fn right_changes_pass_in_whatever_way_they_are_counted() {
        for text in [
            "- Custo: de R$ 1.520 para R$ 1.900 (+25%)",
            "- Latency: from 800 ms to 80 ms (10x faster)",
            "- Users: 1k → 12k users (12x)",
            "- Pedidos: de 4.000 para 10.000 pedidos/dia (+150%)",
        ] {
            assert_eq!(passes(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn what_is_counted_does_not_become_a_fraction() {
        let says = |line: &str| findings(&super::RULE, &format!("# Plan\n\n## Costs\n\n- {line}\n")).len();
        assert_eq!(says("45 queries → 5.1 (1%) of the month"), 0);
        assert_eq!(says("45 queries → 5 (1%)"), 1);
    }

    #[test]
    fn growth_in_a_period_is_not_the_whole_change() {
        for text in [
            "Passar de 22 mil para 150 mil veículos até 2027 (crescimento de 12% ao mês)",
            "De 1.000 para 2.000 usuários, crescimento de 41% ao ano em 2 anos",
            "From 22,000 to 150,000 vehicles by 2027 (growth of 12% per month)",
            "From 1,000 to 2,000 users (CAGR 41%)",
            "De 22.000 para 150.000 veículos (12% a.m., composto)",
            "Pasar de 1.000 a 2.000 usuarios (crecimiento del 6 % mensual)",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_factor_may_be_of_what_is_missing_to_the_whole() {
        for text in [
            "- Availability from 99% to 99.8% (5x less downtime)",
            "- Disponibilidade de 99,5% para 99,9% (5x menos indisponibilidade)",
            "- Hit rate 80% → 95% (4x fewer origin calls)",
            "- Aciertos de 60% a 80% (3 veces menos consultas)",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
        assert_eq!(findings(&super::RULE, "- Hit rate from 30% to 60% (4x)").len(), 1);
    }

    #[test]
    fn percentages_of_something_else_are_left_alone() {
        for text in [
            "- Scale from 4 to 8 pods at 70% CPU",
            "- De 2 para 6 réplicas com CPU acima de 65%",
            "- From 5k to 50k users with 99.9% availability",
            "- de R$ 900 para R$ 600; erro < 0,5%",
            "- 12 pods, each 100 rps → 1,200 rps (headroom of ~43% over 840 rps)",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn what_is_added_may_stand_behind_the_later_volume() {
        let says = |more: &str| {
            let text = format!(
                "# Plan\n## Volúmenes\n- Hoy: 90.000 maletas al día\n- Futuro: 150.000 maletas al día ({more})\n"
            );
            findings(&super::RULE, &text).len()
        };
        assert_eq!((says("+50 %"), says("+67 %")), (1, 0));
    }

    #[test]
    fn a_multiple_is_less_than_one_off() {
        let says = |line: &str| findings(&super::RULE, &format!("# Plan\n- {line}\n")).len();
        assert_eq!(says("Grow from 300k to 900k orders per month (4x)"), 1);
        let found = findings(&super::RULE, "# Plan\n- Pasar de 300.000 a 900.000 pedidos por mes (×4)\n");
        assert!(found[0].contains("×3"), "{found:?}");
        assert_eq!(says("Grow from 500 to 2,400 orders per day (4x)"), 0);
        assert_eq!(says("Grow from 300k to 900k orders per month (3x)"), 0);
    }

    #[test]
    fn a_factor_before_a_colon_is_that_of_both_ends_behind_it() {
        for line in [
            "- Crescer 8x: de 3 milhões para 12 milhões de leituras por dia",
            "- Grow 8x: from 500 to 2,000 readers",
            "- **Crecer 8x**: pasar de 500 a 2.000 lectores",
        ] {
            let text = format!("# Plan\n## Objective\n{line}\n");
            assert_eq!(findings(&super::RULE, &text).len(), 1, "{line}: {:?}", findings(&super::RULE, &text));
        }
        for line in
            ["- Crescer 4x: de 3 milhões para 12 milhões de leituras por dia", "- Grow 8x: p95 from 300 to 200 ms"]
        {
            assert_eq!(
                findings(&super::RULE, &format!("# Plan\n## Objective\n{line}\n")),
                Vec::<String>::new(),
                "{line}"
            );
        }
    }

    #[test]
    fn a_saving_is_corrected_without_a_sign() {
        let found =
            findings(&super::RULE, "# Plano\n## Custos\n- Reserva: de R$ 5.000 para R$ 3.500 (economia de 40%)\n");
        assert_eq!(found, ["40%: R$ 5.000 to R$ 3.500 is a fall of 30%, not of 40%"]);
    }

    #[test]
    fn a_fall_is_of_what_it_was_not_what_is_left() {
        for line in [
            "O custo cai de R$ 0,020 para R$ 0,012 por pergunta, uma redução de 60%",
            "Custo de R$ 0,020 para R$ 0,012 (redução de 60%)",
            "Custo cai de R$ 0,020 para R$ 0,012 (−60%)",
            "The cost goes from $2,000 to $1,200, a saving of 60%",
            "El costo pasa de USD 2.000/mes a USD 1.200/mes, un ahorro de 60%",
        ] {
            assert_eq!(findings(&super::RULE, &format!("- {line}")).len(), 1, "{line}");
            assert_eq!(findings(&super::RULE, &format!("- {}", line.replace("60%", "40%"))), [""; 0], "{line}");
        }
        for line in [
            "O custo cai de R$ 0,020 para R$ 0,012 por pergunta (60%)",
            "Custo cai de R$ 2.000 para R$ 1.200 (-66,7%)",
            "The cost goes from $2,000 to $1,200, that is 60% of today",
            "Custo de R$ 0,020 para R$ 0,012, redução para 60%",
            "Bounce from 40% to 30%, a drop of 10%",
            "Rejeição de 40% para 30%, redução de 25%",
        ] {
            assert_eq!(findings(&super::RULE, &format!("- {line}")), [""; 0], "{line}");
        }
    }

    #[test]
    fn what_a_cache_lets_through_is_the_rest() {
        let says = |line: &str| {
            let volumes = "| | Atual | Escalado |\n|---|---|---|\n| Pico | 200 req/s | 1.000 req/s |";
            findings(&super::RULE, &format!("# Canvas\n\n## Volumes\n\n{volumes}\n\n- {line}\n"))
        };
        for (line, right) in [
            ("A CDN responde por 90% do tráfego, portanto dos 1.000 req/s chegam 200 req/s à origem", "100 req/s"),
            ("A CDN responde por 90% do tráfego, portanto chegam 200 req/s à origem no pico escalado", "100 req/s"),
            ("Cache com 30% de acerto: das 2.500.000 perguntas, 1.000.000 não chegam ao modelo", "750.000 perguntas"),
            ("The cache answers 80%: of the 500 req/s, 200 req/s reach the database", "100 req/s"),
            ("La CDN responde el 75%: de los 800 req/s llegan 300 req/s al origen", "200 req/s"),
        ] {
            let found = says(line);
            assert!(found.len() == 1 && found[0].contains(right), "{line}: {found:?}");
        }
        for line in [
            "A CDN responde por 90% do tráfego, portanto dos 1.000 req/s chegam 100 req/s à origem",
            "A CDN responde por 90% do tráfego, portanto chegam 100 req/s à origem no pico escalado",
            "A CDN responde por 90% do tráfego, e chegam 200 req/s à origem",
            "Cache com 30% de acerto: das 2.500.000 perguntas, 750.000 não chegam ao modelo",
            "The cache answers 80%: of the 500 req/s, 200 req/s are writes",
            "The cache answers 80%: of the 500 req/s about 110 req/s reach the database",
            "The cache answers 80%: of the 500 req/s, 200 req/s are dynamic and reach the database anyway",
            "O pico chega a 200 req/s; 90% são leituras",
            "Cache de 90%: dos 1.000 req/s chegam 200 req/s, dos quais 100 req/s são escritas",
        ] {
            assert_eq!(says(line), [""; 0], "{line}");
        }
    }

    #[test]
    fn what_a_shorter_time_saves_is_money() {
        for text in ["- Backups de 7 para 3 dias (economiza ~30%)", "- Backups kept from 7 to 3 days (saves 30%)"] {
            assert_eq!(findings(&super::RULE, text), [""; 0], "{text}");
        }
        assert_eq!(findings(&super::RULE, "- Backups kept from 7 to 3 days (-30%)").len(), 1);
    }
}
