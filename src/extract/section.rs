//! The eight sections of a canvas, found by their titles.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::sync::LazyLock;

use crate::extract::prompt::{self, Filling};
use crate::extract::vocabulary::phrases::Phrases;
use crate::extract::vocabulary::{self, Word, sections};
use crate::extract::{Kind, Outline, Vocabulary};
use crate::source::{Span, Spanned};

/// The eight sections of a canvas.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[allow(missing_docs)]
pub enum SectionKind {
    #[default]
    Objective,
    Volumes,
    Infrastructure,
    Strategies,
    Costs,
    Risks,
    Monitoring,
    LoadTest,
}

impl SectionKind {
    /// All of them, in the order of the template.
    pub const ALL: [SectionKind; 8] = [
        SectionKind::Objective,
        SectionKind::Volumes,
        SectionKind::Infrastructure,
        SectionKind::Strategies,
        SectionKind::Costs,
        SectionKind::Risks,
        SectionKind::Monitoring,
        SectionKind::LoadTest,
    ];

    /// The name that reports and configuration use.
    pub fn name(self) -> &'static str {
        match self {
            SectionKind::Objective => "objective",
            SectionKind::Volumes => "volumes",
            SectionKind::Infrastructure => "infrastructure",
            SectionKind::Strategies => "strategies",
            SectionKind::Costs => "costs",
            SectionKind::Risks => "risks",
            SectionKind::Monitoring => "monitoring",
            SectionKind::LoadTest => "load-test",
        }
    }
}

/// Some of the eight sections.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct SectionSet(u8);

impl SectionSet {
    /// Adds a section.
    pub fn insert(&mut self, kind: SectionKind) {
        self.0 |= 1 << kind as u8;
    }

    /// Whether a section is in it.
    pub fn contains(self, kind: SectionKind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// Whether there is none.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The sections in it, in the order of the template.
    pub fn iter(self) -> impl Iterator<Item = SectionKind> {
        SectionKind::ALL.into_iter().filter(move |&k| self.contains(k))
    }
}

/// How sure it is that a title opens a section.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Confidence {
    /// Content of the section is often found under such a title.
    #[default]
    Possible,
    /// The section's name beside other words, or a usual synonym.
    Likely,
    /// The section's own name.
    Certain,
}

/// A title that opens a section, and what is under it.
#[derive(Clone, Debug)]
pub struct Found {
    /// Which section.
    pub kind: SectionKind,
    /// How sure that is.
    pub confidence: Confidence,
    /// The title.
    pub title: Spanned<String>,
    /// The entry of the title.
    pub entry: usize,
    /// Title and content.
    pub span: Span,
    /// What the lines under it are, counted.
    pub filling: Filling,
    /// The first line with content.
    pub content: Option<Span>,
    /// The first line of a template's example that says something.
    pub example: Option<Span>,
}

/// The sections that a title names: one, or several when it is merged ("Custos e riscos").
pub fn of_title(title: &str, vocabulary: &Vocabulary) -> Vec<(SectionKind, Confidence)> {
    if let Some((kind, _)) = vocabulary.titles.iter().find(|(_, extra)| same_title(extra, title)) {
        return vec![(*kind, Confidence::Certain)];
    }
    if is_money_sign(title) {
        return vec![(SectionKind::Costs, Confidence::Likely)];
    }
    let title = without_suffix(title);
    let words = vocabulary::title_words(title);
    // "References and resources" lists texts, not what runs.
    let texts = words.iter().any(|word| sections::TEXTS.contains(&word.as_str()));
    if words.is_empty() || words.len() > 12 || texts {
        return Vec::new();
    }
    // "SLOs & alerts", "Costs / risks"
    let signed: Vec<Vec<Word>> = title.split(['&', '/', '+', ',', '|']).map(vocabulary::title_words).collect();
    let by_word = || words.split(|w| matches!(w.as_str(), "e" | "y" | "and" | "vs")).collect();
    let parts: Vec<&[Word]> = if signed.len() > 1 { signed.iter().map(Vec::as_slice).collect() } else { by_word() };
    if parts.len() > 1 {
        let each: Vec<_> = parts.iter().filter_map(|p| best(p)).filter(|f| f.1 >= Confidence::Likely).collect();
        let mut kinds: Vec<SectionKind> = each.iter().map(|f| f.0).collect();
        kinds.dedup();
        if each.len() == parts.len() && kinds.len() > 1 {
            return each;
        }
    }
    let mut found: Vec<(SectionKind, Confidence)> = best(&words).into_iter().collect();
    // What "Infrastructure costs" lists is bought and runs.
    if let [(SectionKind::Costs, confidence)] = found[..]
        && (0..words.len()).any(|at| is_infrastructure_of_costs(&words, at))
    {
        found.push((SectionKind::Infrastructure, confidence));
    }
    found
}

fn is_infrastructure_of_costs(words: &[Word], at: usize) -> bool {
    let kind = SectionKind::Infrastructure;
    PHRASES.at(words, at).any(|(_, &(of, level), length)| {
        of == kind && level == 3 && qualifies(kind, words.get(at + length..).unwrap_or(&[]))
    })
}

/// The section that a title puts in plain words: "O que queremos", "What could go wrong?". Where another title names
/// that section, this one is about something else.
pub(in crate::extract) fn asked(title: &str) -> Option<SectionKind> {
    static QUESTIONS: LazyLock<HashMap<&str, SectionKind>> = LazyLock::new(|| {
        let questions = sections::QUESTIONS.iter();
        questions.flat_map(|&(kind, titles)| titles.iter().map(move |&title| (title, kind))).collect()
    });
    QUESTIONS.get(vocabulary::title_words(without_suffix(title)).join(" ").as_str()).copied()
}

/// The section that a title asks for by how it opens and a word behind it: "Onde a plataforma roda", "Why we need this".
pub(in crate::extract) fn asked_in_some_way(title: &str) -> Option<SectionKind> {
    let words = vocabulary::title_words(without_suffix(title));
    if words.len() > sections::LONGEST_QUESTION || words.iter().any(|word| sections::ELSE.contains(&word.as_str())) {
        return None;
    }
    let behind = |opening: &str| {
        let length = opening.split(' ').count();
        let opens = words.len() > length && opening.split(' ').zip(&words).all(|(one, other)| one == other.as_str());
        opens.then(|| &words[length..])
    };
    let fits = |openings: &[&str], stems: &[&str]| {
        let mut behind = openings.iter().filter_map(|opening| behind(opening));
        // A stem of two letters is a word: "do", "us".
        let begins = |word: &Word, stem: &str| if stem.len() > 2 { word.starts_with(stem) } else { word == stem };
        behind.any(|rest| rest.iter().any(|word| stems.iter().any(|stem| begins(word, stem))))
    };
    sections::ASKED.iter().find(|(_, openings, stems)| fits(openings, stems)).map(|&(kind, ..)| kind)
}

/// A title that is a sign of money and no words, but for what stands in brackets: "$$$ (USD/mês)", "💸 $".
fn is_money_sign(title: &str) -> bool {
    let bare = title.split(['(', '[']).next().unwrap_or_default();
    bare.contains(['$', '€', '£', '¥']) && !bare.contains(char::is_alphanumeric)
}

fn same_title(one: &str, other: &str) -> bool {
    vocabulary::title_words(one) == vocabulary::title_words(other)
}

/// The title without what stands in brackets behind it: "Custos (mensal)".
fn without_suffix(title: &str) -> &str {
    match title.find(['(', '[']) {
        Some(at) if title[..at].chars().filter(|c| c.is_alphabetic()).count() >= 3 => &title[..at],
        _ => title,
    }
}

/// What titles are called, with how well that tells the section.
static PHRASES: LazyLock<Phrases<(SectionKind, u8)>> = LazyLock::new(|| {
    Phrases::of_lists(sections::TITLES.iter().map(|&(kind, level, phrases)| ((kind, level), phrases)))
});

/// How well a phrase fits a title: how sure it is, whether it is no sort of another, how long, not a mere "strategy", how
/// near to the beginning.
type Fit = (Confidence, bool, usize, bool, std::cmp::Reverse<usize>);

/// Whether the name of one section only tells of which sort the one right behind it is: "Infrastructure costs", "Load test
/// costs", "SLO monitoring". Where a word joins them, the first is meant: "Custos de infraestrutura".
fn qualifies(kind: SectionKind, behind: &[Word]) -> bool {
    const HEADS: [SectionKind; 4] =
        [SectionKind::Costs, SectionKind::Risks, SectionKind::Monitoring, SectionKind::LoadTest];
    let head = |of: SectionKind| of != kind && HEADS.contains(&of);
    kind != SectionKind::Risks && PHRASES.at(behind, 0).any(|(_, &(of, level), _)| level == 3 && head(of))
}

/// The section that a title names best. "Strategy" gives way: a monitoring strategy is about monitoring.
fn best(words: &[Word]) -> Option<(SectionKind, Confidence)> {
    let mut best: Option<(Fit, SectionKind)> = None;
    for at in 0..words.len() {
        for (_, &(kind, level), length) in PHRASES.at(words, at) {
            // "Arquitectura objetivo", "público objetivo": that of a target.
            let noun = at.checked_sub(1).and_then(|before| words.get(before));
            let describes = words[at] == "objetivo" && length == 1;
            if describes
                && noun.is_some_and(|noun| !sections::BEFORE_A_NOUN.contains(&noun.as_str()) && !is_number(noun))
            {
                continue;
            }
            // "Latency budget": milliseconds that may be spent.
            let grants = matches!(words[at].as_str(), "budget" | "orcamento" | "presupuesto") && length == 1;
            if grants && vocabulary::begins(words, sections::SPENT_IN_OTHER_WAYS) {
                continue;
            }
            // "Scaling strategies by component": a whole name, and how its content is laid out.
            let laid_out = |i: usize| {
                at == 0 && length >= 2 && i >= length && words.get(length).is_some_and(|w| w == "por" || w == "by")
            };
            // "Risks / mitigation": another name of the same section.
            let same = |i: usize| PHRASES.at(words, i).any(|(_, &(of, _), length)| of == kind && length == 1);
            let only_fillers = words.iter().enumerate().all(|(i, w)| {
                (at..at + length).contains(&i)
                    || laid_out(i)
                    || same(i)
                    || sections::FILLERS.contains(&w.as_str())
                    || is_number(w)
            });
            let confidence = match (level, only_fillers) {
                (3, true) => Confidence::Certain,
                (3, false) | (2, true) => Confidence::Likely,
                (2, false) | (1, true) => Confidence::Possible,
                _ => continue,
            };
            let heads = !qualifies(kind, &words[at + length..]);
            let key = (confidence, heads, length, kind != SectionKind::Strategies, std::cmp::Reverse(at));
            if best.as_ref().is_none_or(|(other, _)| key > *other) {
                best = Some((key, kind));
            }
        }
    }
    best.map(|((confidence, ..), kind)| (kind, confidence))
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}

/// What stands under a title.
#[derive(Clone, Copy, Default)]
struct Below {
    span: Span,
    filling: Filling,
    content: Option<Span>,
    example: Option<Span>,
}

/// Looks at what stands under each title that was found.
pub(in crate::extract) fn weigh(outline: &mut Outline) {
    let mut sections = std::mem::take(&mut outline.sections);
    // The title of the section that each entry stands in, nearest first; a section inside another fills both.
    let mut above: Vec<Option<usize>> = vec![None; outline.entries.len()];
    let titles: BTreeSet<usize> = sections.iter().map(|s| s.entry).collect();
    for (index, entry) in outline.entries.iter().enumerate() {
        above[index] = entry.parent.and_then(|p| if titles.contains(&p) { Some(p) } else { above[p] });
    }
    let mut of_title: BTreeMap<usize, Below> =
        titles.iter().map(|&t| (t, Below { span: outline.entries[t].span, ..Below::default() })).collect();
    let natures = prompt::natures(outline);
    for (index, entry) in outline.entries.iter().enumerate() {
        let filling = if entry.kind == Kind::Heading { Filling::default() } else { natures[index].into() };
        let works_out = filling.examples > 0 && entry.text.plain.chars().any(char::is_alphanumeric);
        let own = titles.contains(&index).then_some(index);
        for title in std::iter::successors(own.or(above[index]), |&t| above[t]) {
            if let Some(below) = of_title.get_mut(&title) {
                below.span = below.span.to(entry.span);
                below.filling.add(filling);
                if filling.content > 0 {
                    below.content.get_or_insert(entry.span);
                }
                if works_out {
                    below.example.get_or_insert(entry.span);
                }
            }
        }
    }
    for found in &mut sections {
        if let Some(&Below { span, filling, content, example }) = of_title.get(&found.entry) {
            found.span = span;
            found.filling = filling;
            found.content = content;
            found.example = example;
        }
    }
    outline.sections = sections;
}

#[cfg(test)]
mod tests {
    use super::*;

    fn named(title: &str) -> Vec<(SectionKind, Confidence)> {
        of_title(title, &Vocabulary::default())
    }

    #[test]
    fn what_is_aimed_at_may_be_said_behind_a_noun() {
        for title in ["Arquitectura de despliegue objetivo", "Público objetivo", "Estado objetivo"] {
            assert!(!named(title).iter().any(|f| f.0 == SectionKind::Objective), "{title}");
        }
        for title in ["1. Objetivo", "Nuestro objetivo", "O objetivo", "Visão e objetivo", "Objetivo del plan"] {
            assert!(named(title).iter().any(|f| f.0 == SectionKind::Objective), "{title}");
        }
    }

    #[test]
    fn of_two_names_side_by_side_the_first_says_of_which_sort_the_other_is() {
        use SectionKind::*;
        for (title, kind) in [
            ("Load test costs", Costs),
            ("Infrastructure monitoring", Monitoring),
            ("Infrastructure risks", Risks),
            ("Cost monitoring", Monitoring),
            ("Custos de infraestrutura", Costs),
            ("Costo de la infraestructura", Costs),
            ("Infrastructure strategy", Infrastructure),
            ("Infrastructure", Infrastructure),
            ("Riscos de custo", Risks),
            ("Cost of infrastructure", Costs),
        ] {
            assert_eq!(named(title).iter().map(|f| f.0).collect::<Vec<_>>(), [kind], "{title}");
        }
        for title in ["Infrastructure Costs", "5. Infrastructure Cost Estimate", "Cloud infrastructure cost"] {
            assert_eq!(named(title).iter().map(|f| f.0).collect::<Vec<_>>(), [Costs, Infrastructure], "{title}");
        }
    }

    #[test]
    fn a_budget_of_something_else_is_no_cost() {
        for title in [
            "Latency budget",
            "3. Error Budget Policy",
            "Performance budget",
            "Orçamento de latência",
            "Presupuesto de errores por servicio",
        ] {
            assert!(!named(title).iter().any(|f| f.0 == SectionKind::Costs), "{title}");
        }
        for title in ["Budget", "Orçamento", "Presupuesto mensual", "Annual budget"] {
            assert!(named(title).iter().any(|f| f.0 == SectionKind::Costs), "{title}");
        }
    }

    #[test]
    fn a_sign_parts_the_names_of_two_sections_as_a_word_does() {
        use SectionKind::*;
        for title in ["SLOs and alerts", "SLOs & alerts", "4. SLOs / alerts", "SLOs + Alertas", "SLOs, alertas"] {
            assert_eq!(named(title).iter().map(|f| f.0).collect::<Vec<_>>(), [Objective, Monitoring], "{title}");
        }
        assert_eq!(named("Risks/Mitigations"), [(Risks, Confidence::Certain)]);
        assert_eq!(named("Costs, budget"), [(Costs, Confidence::Certain)]);
    }

    #[test]
    fn the_name_of_a_section_is_found_whatever_stands_around_it() {
        use SectionKind::*;
        for (title, kind) in [
            ("1. Objetivo da Escalabilidade", Objective),
            ("2) 📊 Volume Esperado de Interações", Volumes),
            ("Requisitos de **Infraestrutura**", Infrastructure),
            ("ESTRATÉGIAS DE ESCALABILIDADE", Strategies),
            ("Custo Estimado (Mensal no Cenário Escalado)", Costs),
            ("Riesgos y mitigación", Risks),
            ("Monitoring", Monitoring),
            ("Plano de Teste em Ambiente Escalado", LoadTest),
            ("load_testing_strategy", LoadTest),
            ("risk_management", Risks),
            ("💸 $$$ (USD/mês)", Costs),
            ("$", Costs),
            ("Custos/mês (12m)", Costs),
            ("Prova de carga", LoadTest),
        ] {
            assert_eq!(named(title).first().map(|f| f.0), Some(kind), "{title}");
        }
    }

    #[test]
    fn a_title_in_plain_words_names_its_section() {
        use SectionKind::*;
        for (title, kind) in [
            ("O que queremos", Objective),
            ("2. Qué queremos lograr", Objective),
            ("Where we want to be", Objective),
            ("Para quê?", Objective),
            ("Quanto esperamos", Volumes),
            ("Where it runs", Infrastructure),
            ("Como vamos chegar lá", Strategies),
            ("¿Cuánto cuesta?", Costs),
            ("O que pode dar errado", Risks),
            ("How will we know?", Monitoring),
            ("Cómo lo probamos", LoadTest),
            ("📊 Números", Volumes),
            ("Forecast", Volumes),
            ("Quanto", Volumes),
            ("Com quê", Infrastructure),
            ("O que roda", Infrastructure),
            ("Dimensionamiento", Infrastructure),
            ("Approach", Strategies),
            ("Roadmap", Strategies),
            ("Money", Costs),
            ("What could bite us", Risks),
            ("¿Y si...?", Risks),
            ("De olho em", Monitoring),
            ("Watching", Monitoring),
            ("Ensaio", LoadTest),
            ("Proving it", LoadTest),
            ("Fleet", Infrastructure),
            ("Medidas", Strategies),
            ("Levers", Strategies),
            ("5. Despesa anual", Costs),
            ("Spend", Costs),
            ("Acompanhamento", Monitoring),
            ("Seguimiento", Monitoring),
            ("Como a gente vai saber", Monitoring),
            ("Tamanho do problema", Volumes),
        ] {
            assert_eq!(asked(title), Some(kind), "{title}");
        }
        for title in [
            "O que queremos evitar",
            "Why not Kafka",
            "Como instalar",
            "What we learned",
            "Números de telefone",
            "Roadmap do produto",
            "Próximos passos",
            "Fleet management for drivers",
            "Cloud provider comparison",
        ] {
            assert_eq!(asked(title), None, "{title}");
        }
    }

    #[test]
    fn a_title_asks_for_its_section_in_some_way() {
        use SectionKind::*;
        for (title, kind) in [
            ("Por que estamos fazendo isto", Objective),
            ("Why we need this", Objective),
            ("Por qué hacemos esto", Objective),
            ("Quanto usamos hoje e quanto vamos usar", Volumes),
            ("Cuánto usamos hoy y cuánto usaremos", Volumes),
            ("How many people will use it", Volumes),
            ("Onde a plataforma roda", Infrastructure),
            ("Dónde corre la plataforma", Infrastructure),
            ("Where the service runs", Infrastructure),
            ("Como a loja vai crescer", Strategies),
            ("What we are going to do", Strategies),
            ("Quanto tudo isso vai custar", Costs),
            ("What all of it will cost us", Costs),
            ("O que ainda pode dar errado", Risks),
            ("¿Qué nos puede fallar?", Risks),
            ("Como o plantão fica sabendo", Monitoring),
            ("How we measure it", Monitoring),
            ("Cómo vamos a ensayar la apertura", LoadTest),
        ] {
            assert_eq!(asked_in_some_way(title), Some(kind), "{title}");
        }
        for title in [
            "O que queremos evitar",
            "Why not Kafka",
            "Why Kafka",
            "Como instalar",
            "How to get started",
            "How it works",
            "What you need",
            "What we learned",
            "What changed in 2.0",
            "Custos",
            "Quem participa",
        ] {
            assert_eq!(asked_in_some_way(title), None, "{title}");
        }
    }

    #[test]
    fn a_merged_title_opens_both_sections() {
        assert_eq!(
            named("Custos e riscos").iter().map(|f| f.0).collect::<Vec<_>>(),
            [SectionKind::Costs, SectionKind::Risks]
        );
        assert_eq!(named("Riscos e Mitigação").len(), 1);
    }

    #[test]
    fn confidence_falls_with_the_words_around_the_name() {
        assert_eq!(named("Custos")[0].1, Confidence::Certain);
        assert_eq!(named("Custos/mês (12m)")[0].1, Confidence::Certain);
        assert_eq!(named("Economizar US$ 300"), []);
        assert_eq!(named("Risks / mitigation.")[0], (SectionKind::Risks, Confidence::Certain));
        assert_eq!(named("Custos de nuvem por região")[0].1, Confidence::Likely);
        assert_eq!(
            named("Estratégias de escalabilidade por componente")[0],
            (SectionKind::Strategies, Confidence::Certain)
        );
        assert_eq!(named("Alertas de plantão")[0].1, Confidence::Possible);
        assert_eq!(named("Sobre nós"), []);
    }

    #[test]
    fn a_strategy_of_something_is_about_that_thing() {
        assert_eq!(named("Estratégia de monitoramento")[0].0, SectionKind::Monitoring);
        assert_eq!(named("Estratégias")[0].0, SectionKind::Strategies);
    }
}
