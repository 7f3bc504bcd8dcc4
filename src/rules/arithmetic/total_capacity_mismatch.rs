use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/total-capacity-mismatch",
    summary: Text {
        en: "a capacity of all replicas that is not what each of them serves times their number",
        pt: "uma capacidade total que não é a de cada réplica vezes o número de réplicas",
        es: "una capacidad total que no es la de cada réplica por el número de réplicas",
    },
    severity: Severity::Error,
    section: &[SectionKind::Infrastructure],
    why: Text {
        en: "The total is what the peak, the alerts and the load test are held against. When it stays behind after the \
             number of replicas or the measurement of one has changed, all of these are wrong with it.",
        pt: "É com o total que se comparam o pico, os alertas e o teste de carga. Se ele fica para trás quando muda o \
             número de réplicas ou a medição de uma delas, tudo isso fica errado junto.",
        es: "Con el total se comparan el pico, las alertas y la prueba de carga. Si queda atrás cuando cambia el número de \
             réplicas o la medición de una de ellas, todo eso queda mal con él.",
    },
    source: "general arithmetic; N replicas serve at most N times what one does (Gunther, Guerrilla Capacity Planning)",
    bad: "\
# Capacity plan
## Infrastructure
- API: 3 to 6 replicas, each replica serves 50 req/s, 420 req/s in total
",
    good: "\
# Capacity plan
## Infrastructure
- API: 3 to 6 replicas, each replica serves 50 req/s, 300 req/s in total
",
    check,
};

static WRONG: Text = Text {
    en: "{replicas} × {each} is {computed}, not {stated}",
    pt: "{replicas} × {each} dá {computed}, não {stated}",
    es: "{replicas} × {each} da {computed}, no {stated}",
};
static SHARE: Text = Text {
    en: "{load} of {replicas} × {each} is {computed}, not {stated}",
    pt: "{load} de {replicas} × {each} é {computed}, não {stated}",
    es: "{load} de {replicas} × {each} es {computed}, no {stated}",
};
static EACH: Text = Text { en: "what each serves", pt: "quanto cada uma atende", es: "lo que atiende cada una" };
static COUNT: Text = Text { en: "how many there are", pt: "quantas são", es: "cuántas son" };
static HELP: Text = Text {
    en: "write {computed}, or correct the replicas or what each serves",
    pt: "escreva {computed}, ou corrija as réplicas ou quanto cada uma atende",
    es: "escriba {computed}, o corrija las réplicas o lo que atiende cada una",
};
static HOLDS: Text = Text {
    en: "{replicas} × {each} = {stated}",
    pt: "{replicas} × {each} = {stated}",
    es: "{replicas} × {each} = {stated}",
};
static SHARE_HOLDS: Text = Text {
    en: "{load} of {replicas} × {each}: {stated}",
    pt: "{load} de {replicas} × {each}: {stated}",
    es: "{load} de {replicas} × {each}: {stated}",
};

/// Words for all of it.
const ALL: &[&str] =
    &["total", "teto", "techo", "tope", "ceiling", "together", "juntas", "juntos", "todas", "todo", "all"];

/// Words that say nothing between such a word and its figure.
const LINKS: &[&str] = &[
    "de",
    "e",
    "es",
    "is",
    "are",
    "of",
    "o",
    "a",
    "el",
    "la",
    "the",
    "sao",
    "son",
    "em",
    "en",
    "in",
    "capacity",
    "no",
    "capacidad",
    "capacidade",
    "throughput",
    "vazao",
    "rps",
    "qps",
    "tps",
    "atendem",
    "atienden",
    "serve",
];

/// What joins a number of replicas and what they serve together.
const JOINTS: &[&str] = &[
    "quedan", "left", "leaves", "restam", "sobram", "entre", "las", "los", "the", "as", "os", "between", "serve",
    "atendem", "atienden", "can", "podem", "pueden", "dan", "dao", "give", "with", "com", "con", "in", "em", "en",
];

/// What says that a load takes a share.
const TAKES: &[&str] = &[
    "ocupa", "usa", "uses", "takes", "fills", "consome", "consume", "is", "es", "e", "el", "o", "the", "at", "peak",
    "no", "pico", "equals",
];

/// A percentage may be off by this many points besides its rounding.
const POINT: Decimal = Decimal::ONE;

/// More zones, regions or clusters than this are not left unnamed.
const MOST_PLACES: u8 = 6;

/// So many replicas of a component, and what each of them serves.
struct Each<'c> {
    canvas: &'c Canvas,
    component: &'c Component,
    each: &'c Fact,
}

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let beside: HashMap<usize, &Neighbours> = canvas.neighbours.iter().map(|n| (n.first, n)).collect();
    for component in &canvas.components {
        let [each] = component.capacity_each.as_slice() else { continue };
        let Some(each) = canvas.facts.get(*each).filter(|f| !demand::is_current(canvas, f)) else { continue };
        let known = Each { canvas, component, each };
        for pair in component.facts.iter().filter_map(|at| beside.get(at)) {
            known.hold_beside(pair, out);
        }
        for &at in &component.rates {
            known.hold_shared(&canvas.facts[at], out);
        }
    }
    for fleet in fleet::fleets(canvas) {
        let known = Each { canvas, component: fleet.component, each: fleet.each };
        for &at in &fleet.component.rates {
            known.hold_total(&canvas.facts[at], &fleet, out);
        }
        for pair in fleet.component.facts.iter().filter_map(|at| beside.get(at)) {
            known.hold_share(pair, &fleet, out);
        }
    }
}

impl Each<'_> {
    /// Whether a figure is a rate of the same kind as what each serves, in the same period.
    fn is_like(&self, fact: &Fact) -> bool {
        let (one, other) = (&fact.quantity, &self.each.quantity);
        one.unit == other.unit && one.per == other.per && one.each.is_none() && !one.increment
    }

    /// What so many serve, as far as the rounding of what each serves tells.
    fn times(&self, replicas: Decimal) -> Option<Interval> {
        self.each.quantity.widened()?.mul(&Interval::point(replicas))
    }

    /// "270 req/s between the 6".
    fn hold_shared(&self, total: &Fact, out: &mut Outcomes) {
        let words: Vec<&str> = total.behind.iter().map(Word::as_str).collect();
        let (["entre" | "between", _, count] | ["entre" | "between", count]) = words.as_slice() else { return };
        let Some(replicas) = count.parse::<Decimal>().ok().filter(|_| self.is_like(total)) else { return };
        let (Some(computed), Some(stated)) = (self.times(replicas), total.quantity.widened()) else { return };
        self.judge(total, None, replicas, computed.disjoint(&stated, Decimal::ZERO), out);
    }

    /// "With 5 machines 225 req/s are left".
    fn hold_beside(&self, pair: &Neighbours, out: &mut Outcomes) {
        let (one, two) = (&self.canvas.facts[pair.first], &self.canvas.facts[pair.second]);
        let (count, rate) = if self.is_like(one) { (two, one) } else { (one, two) };
        if !self.is_like(rate) || rate.span == self.each.span || !is_linked(&pair.between, JOINTS) {
            return;
        }
        let brackets = pair.between.trim() == "(" && !pair.behind.contains(|c: char| c.is_alphabetic());
        let said = pair.between.chars().any(char::is_alphabetic);
        let counted = match &count.quantity.unit {
            Unit::Count(Entity::Replica | Entity::Pod | Entity::Instance | Entity::Node) => said || brackets,
            // "270 req/s between the 6".
            Unit::Bare => {
                std::ptr::eq(rate, one) && (pair.between.contains("entre") || pair.between.contains("between"))
            }
            _ => false,
        };
        let exact = count.quantity.relation == Relation::Equal && demand::is_count(count);
        let Some(replicas) = count.quantity.bounds().value().filter(|_| counted && exact) else { return };
        let (Some(computed), Some(stated)) = (self.times(replicas), rate.quantity.widened()) else { return };
        self.judge(rate, Some(count), replicas, computed.disjoint(&stated, Decimal::ZERO), out);
    }

    /// "360 req/s in total".
    fn hold_total(&self, total: &Fact, fleet: &fleet::Fleet, out: &mut Outcomes) {
        // A label says it of all that stands behind it; in a sentence nothing else may be said with it.
        let labelled = total.quantity.statistic == Some(Statistic::Total) && total.origins.statistic.is_some();
        let named = labelled || leads(&total.before) || closes(&total.behind);
        if !named || total.is_remark() || !self.is_like(total) || demand::is_current(self.canvas, total) {
            return;
        }
        let places = self.places(total).find(|(_, sure)| *sure).map_or(Decimal::ONE, |(places, _)| places);
        let Some(most) = fleet.most.checked_mul(places) else { return };
        let (Some(computed), Some(stated)) = (self.times(most), total.quantity.widened()) else { return };
        let above = matches!((stated.low, computed.high), (Some(stated), Some(computed)) if stated > computed);
        let holds = !computed.disjoint(&stated, Decimal::ZERO);
        // Less than all of them serve may be the total of fewer, or with something set aside.
        if holds || above && !self.is_of_more(total, computed, stated) {
            self.judge(total, Some(fleet.replicas), most, above, out);
        }
    }

    /// The counts of other things in the line of a total, and whether the replicas are surely so many in each of them:
    /// "in each of 2 zones, 3 pods".
    fn places(&self, total: &Fact) -> impl Iterator<Item = (Decimal, bool)> {
        let facts = self.component.facts.iter().filter_map(|at| self.canvas.facts.get(*at));
        facts.filter(|f| f.entry == total.entry && f.quantity.per.is_none() && f.quantity.each.is_none()).filter_map(
            |f| {
                let Unit::Count(Entity::Thing(_)) = f.quantity.unit else { return None };
                let count = f.quantity.bounds().value().filter(|count| *count > Decimal::ONE)?;
                Some((count, f.before.iter().take(4).any(|word| matches!(word.as_str(), "each" | "cada"))))
            },
        )
    }

    /// Whether a total may be that of several places with so many replicas each: the line counts them, or has said what
    /// one of them serves.
    fn is_of_more(&self, total: &Fact, one: Interval, stated: Interval) -> bool {
        let comes_to = |count| one.scale(count).is_some_and(|all| !all.disjoint(&stated, Decimal::ZERO));
        let before = self.component.rates.iter().filter_map(|at| self.canvas.facts.get(*at));
        let mut before = before.filter(|f| f.entry == total.entry && f.span.end <= total.span.start && self.is_like(f));
        let said = before.any(|f| f.span != self.each.span && !f.quantity.bounds().disjoint(&one, Decimal::ZERO));
        self.places(total).any(|(count, _)| comes_to(count)) || said && (2..=MOST_PLACES).any(|n| comes_to(n.into()))
    }

    fn judge(&self, total: &Fact, count: Option<&Fact>, replicas: Decimal, wrong: bool, out: &mut Outcomes) {
        let (each, notation) = (demand::shown(self.each), &total.notation);
        let written = replicas.normalize().to_string();
        let message = |text: &'static Text| {
            text.with("replicas", written.as_str()).with("each", each.as_str()).with("stated", total.written.as_str())
        };
        if !wrong {
            let spans = std::iter::once(self.each.span).chain(count.map(|c| c.span));
            out.pass(total.span, spans, message(&HOLDS));
            return;
        }
        let own = self.each.quantity.bounds().high.and_then(|each| each.checked_mul(replicas));
        let Some(computed) = own.map(|own| notation.print(own.normalize(), None)) else { return };
        let finding = out.find(total.span, message(&WRONG).with("computed", computed.as_str()));
        finding
            .label(self.each.span, EACH.plain())
            .figures(computed.as_str(), total.written.as_str())
            .help(HELP.with("computed", computed.as_str()));
        if let Some(count) = count {
            finding.label(count.span, COUNT.plain());
        }
        if [Some(total), Some(self.each), count].into_iter().flatten().any(|f| f.quantity.approximate) {
            finding.severity(Severity::Warning);
        }
    }

    /// "The peak of 240 takes 67%".
    fn hold_share(&self, pair: &Neighbours, fleet: &fleet::Fleet, out: &mut Outcomes) {
        let (load, share) = (&self.canvas.facts[pair.first], &self.canvas.facts[pair.second]);
        let bare = load.quantity.unit == Unit::Bare && load.quantity.statistic == Some(Statistic::Peak);
        let is_share = matches!(share.quantity.unit, Unit::Percent(_)) && share.quantity.relation == Relation::Equal;
        if !(is_share && (bare || self.is_like(load)) && is_linked(&pair.between, TAKES)) || is_of_load(share) {
            return;
        }
        let percent = |of: &Interval| load.quantity.bounds().div(of)?.scale(Decimal::ONE_HUNDRED);
        let rates = self.component.rates.iter().map(|&at| &self.canvas.facts[at]);
        let stated_totals = rates.filter(|f| f.span != load.span && self.is_like(f)).map(|f| f.quantity.bounds());
        let all = self.times(fleet.most);
        let (Some(stated), Some(computed)) = (share.quantity.widened(), all.as_ref().and_then(percent)) else { return };
        let fits = |percent: Interval| !percent.apart_by_more_than(&stated, POINT);
        // What all of them serve is no load: the share is what the peak leaves of it, or how far it is above the peak.
        if !computed.disjoint(&Interval::point(Decimal::ONE_HUNDRED), Decimal::new(1, 2)) {
            return;
        }
        let message = |text: &'static Text| {
            let message = text.with("load", load.written.as_str()).with("each", demand::shown(self.each));
            message.with("replicas", fleet.most.normalize().to_string()).with("stated", share.written.as_str())
        };
        if fits(computed) {
            out.pass(share.span, [load.span, self.each.span], message(&SHARE_HOLDS));
            return;
        }
        // It may be a share of what fewer of them serve.
        if stated_totals.into_iter().any(|total| percent(&total).is_some_and(fits)) {
            return;
        }
        let Some(value) = computed.middle() else { return };
        let computed = share.notation.print(value.round_dp(1).normalize(), None);
        let finding = out.find(share.span, message(&SHARE).with("computed", computed.as_str()));
        finding
            .severity(Severity::Warning)
            .label(self.each.span, EACH.plain())
            .label(fleet.replicas.span, COUNT.plain())
            .figures(computed.as_str(), share.written.as_str())
            .help(HELP.with("computed", computed.as_str()));
    }
}

/// Whether the first of several words that says anything is one for all of it.
fn leads(words: &[Word]) -> bool {
    words.iter().find(|w| !LINKS.contains(&w.as_str())).is_some_and(|w| ALL.contains(&w.as_str()))
}

/// Whether what stands behind a figure says that it is of all of them, and nothing else.
fn closes(words: &[Word]) -> bool {
    leads(words) && words.iter().all(|w| LINKS.contains(&w.as_str()) || ALL.contains(&w.as_str()))
}

/// Whether nothing stands between two figures but these words.
fn is_linked(between: &str, words: &[&str]) -> bool {
    !between.contains([',', ';', ':', ')'])
        && between.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()).all(|w| words.contains(&w))
}

/// "36 searches/s (20% of the requests)": a share of all that arrives, not of what can be served.
fn is_of_load(share: &Fact) -> bool {
    const OF: &[&str] = &["of", "the", "all", "de", "do", "da", "das", "dos", "del", "los", "las", "todas", "todos"];
    const LOAD: &[&str] = &[
        "requis", "request", "petic", "solicit", "chamad", "llamad", "call", "consult", "quer", "traf", "pedid",
        "order", "visit", "acess", "acces",
    ];
    let opens = share.behind.first().is_some_and(|word| OF.contains(&word.as_str()));
    let noun = share.behind.iter().find(|word| !OF.contains(&word.as_str()));
    opens && noun.is_some_and(|noun| LOAD.iter().any(|stem| noun.starts_with(stem)))
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn says(infrastructure: &str) -> Vec<String> {
        findings(&super::RULE, &format!("# Canvas\n## Infraestrutura\n{infrastructure}\n"))
    }

    #[test]
    fn a_share_of_what_arrives_is_none_of_what_can_be_served() {
        for line in [
            "- Busca: 2 nós com 60 consultas/s por nó. O pico de busca é de 36 consultas/s (20% das requisições).",
            "- Search: 2 nodes, 60 queries/s per node. The peak is 36 queries/s (20% of the requests).",
            "- Búsqueda: 2 nodos, 60 consultas/s por nodo. El pico es de 36 consultas/s (20% de las peticiones).",
        ] {
            assert_eq!(findings(&super::RULE, &format!("# Canvas\n## Infrastructure\n{line}\n")), [""; 0], "{line}");
        }
    }

    #[test]
    fn totals_above_what_all_replicas_serve_are_errors_in_every_form() {
        for text in [
            "- API: de 3 a 6 réplicas. Cada uma atende 50 req/s, então o teto é de 420 req/s.",
            "- API: de 4 a 8 réplicas; 45 req/s por réplica, 630 req/s no total.",
            "```yaml\napi:\n  max_replicas: 4\n  capacity_per_replica_rps: 65\n  total_capacity_rps: 620\ndatabase:\n  cpu: 4\n```",
            "- Web: 6 máquinas. Cada una atiende 45 solicitudes/s, 720 solicitudes/s entre las 6.",
            "- API: 6 réplicas. Cada uma atende 50 req/s, e com 5 réplicas restam 200 req/s.",
        ] {
            let said = says(text);
            assert!(said.len() == 1 && said[0].starts_with("error"), "{text}: {said:?}");
        }
    }

    #[test]
    fn a_share_that_nothing_gives_is_worth_a_question() {
        let said = says("- API: de 4 a 12 réplicas. Cada réplica atende 40 req/s: o pico de 300 req/s ocupa 42,5%.");
        assert_eq!(said, ["warning «42,5%» 300 req/s of 12 × 40 req/s is 62,5%, not 42,5%"]);
    }

    #[test]
    fn what_is_right_or_less_or_of_something_else_is_left_alone() {
        for text in [
            "- API: de 3 a 6 réplicas. Cada uma atende 50 req/s, então o teto é de 300 req/s.",
            "- API: de 3 a 6 réplicas. Cada uma atende 50 req/s; 240 req/s no total com a reserva de 20%.",
            "- API: 3 réplicas. Cada uma atende 33 req/s, 100 req/s no total.",
            "- API: 6 réplicas de 50 req/s cada; limite do gateway de 900 req/s.",
            "- API: de 4 a 12 réplicas. Cada réplica atende 40 req/s: o pico de 300 req/s ocupa 62,5%.",
            "- API: 8 réplicas de 50 req/s cada; o pico de 300 req/s ocupa 86% de 350 req/s.",
            "- API: 6 réplicas de 50 req/s cada; 5.000 req/s no total no CDN.",
        ] {
            assert_eq!(says(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn replicas_in_two_places_and_shares_of_the_capacity_itself_are_left_alone() {
        for text in [
            "- API: 4 réplicas em Recife e 2 em Natal, 30 req/s cada, 180 req/s no total.",
            "- API: 4 replicas in Oslo and 2 in Bergen, 30 req/s each, 180 req/s in total.",
            "- API: 4 pods fijos + 2 spot, 30 req/s cada uno, 180 req/s en total.",
            "- API: 6 réplicas × 30 req/s = 180 req/s (20% acima do pico de 150 req/s)",
            "- API: 6 replicas × 30 req/s = 180 req/s (17% headroom)",
        ] {
            assert_eq!(says(text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn a_total_may_be_that_of_all_zones() {
        for text in [
            "- API: in each of 2 zones, 3 pods × 10 rps = 30 rps, 60 rps in all",
            "- API: in each of two zones, 3 pods × 10 rps = 30 rps, 60 rps in all",
            "- API: em cada uma das 2 zonas, 3 pods × 10 req/s = 30 req/s, 60 req/s no total",
            "- API: en cada una de las 2 zonas, 3 pods × 10 req/s = 30 req/s, 60 req/s en total",
            "- API: 3 pods × 10 req/s = 30 req/s; com 2 regiões, 60 req/s no total",
        ] {
            assert_eq!(says(text), Vec::<String>::new(), "{text}");
        }
        for text in [
            "- API: in each of 2 zones, 3 pods × 10 rps = 30 rps, 75 rps in all",
            "- API: em cada uma das 2 zonas, 3 pods × 10 req/s = 30 req/s, 90 req/s no total",
            "- API: en cada una de las 2 zonas, 3 pods × 10 req/s = 30 req/s, 75 req/s en total",
        ] {
            let said = says(text);
            assert!(said.len() == 1 && said[0].contains("6 × 10"), "{text}: {said:?}");
        }
    }

    #[test]
    fn so_many_in_each_zone_are_not_all() {
        for text in [
            "- API: 3 × 4 réplicas (três zonas), 30 req/s cada, 360 req/s no total.",
            "- API: 3 x 4 replicas (three zones), 30 req/s each, 360 req/s in total.",
        ] {
            assert_eq!(says(text), Vec::<String>::new(), "{text}");
        }
    }
}
