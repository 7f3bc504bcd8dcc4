//! The score, explained: the rubric, and the calculation of one canvas.

use std::fmt::Write as _;
use std::io::{self, Write};

use crate::report::Brief;
use crate::report::layout::{Ink, Style};
use crate::rules::section_name;
use crate::score::gain::Gain;
use crate::score::rubric::{Category, ITEMS, Level, MUST_HAVES, VERSION};
use crate::source::{Source, Span};
use crate::words::{Language, Text};

/// Writes the rubric.
///
/// # Errors
/// Those of `out`.
pub fn rubric(style: &Style, language: Language, out: &mut dyn Write) -> io::Result<()> {
    let mut page = String::new();
    let title = TITLE.with("version", VERSION.to_string()).in_language(language);
    let _ = writeln!(page, "{}", style.paint(Ink::Strong, &title));
    page.push_str(&style.hanging(None, "", HOW.in_language(language)));
    for level in Level::ALL {
        let head = format!("  {:>3}%  ", level.share());
        let said = format!("{}: {}", level_name(level).in_language(language), meaning(level).in_language(language));
        page.push_str(&style.hanging(None, &head, &said));
    }
    for category in Category::ALL {
        let points: u32 = ITEMS.iter().filter(|item| item.category == category).map(|item| item.points).sum();
        let name = category_name(category).in_language(language);
        let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, &format!("{name} ({points})")));
        for item in ITEMS.iter().filter(|item| item.category == category) {
            let head = format!("  {:>4}  ", item.points);
            page.push_str(&style.hanging(None, &head, item.name.in_language(language)));
            if !item.rules.is_empty() {
                page.push_str(&style.hanging(Some(Ink::Faint), "        ", &item.rules.join(", ")));
            }
        }
    }
    let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, CAPS.in_language(language)));
    let musts: Vec<&str> = MUST_HAVES.iter().map(|must| must.name.in_language(language)).collect();
    page.push_str(&style.hanging(None, "  ", &CAPS_ARE.with("musts", musts.join(", ")).in_language(language)));
    let _ = writeln!(page, "\n{}", style.paint(Ink::Strong, GRADES.in_language(language)));
    page.push_str(&style.hanging(None, "  ", GRADES_ARE.in_language(language)));
    out.write_all(page.as_bytes())
}

/// Writes the calculation of one score: items, levels, why, cap, and what would gain how much.
///
/// # Errors
/// Those of `out`.
pub fn calculation(
    source: &Source,
    report: &Brief,
    style: &Style,
    language: Language,
    out: &mut dyn Write,
) -> io::Result<()> {
    let score = &report.score;
    let Some(points) = score.points else { return Ok(()) };
    let mut page = String::new();
    let title = TITLE.with("version", VERSION.to_string()).in_language(language);
    let _ = writeln!(page, "  {}", style.paint(Ink::Strong, &title));
    for category in Category::ALL {
        let items = || score.items.iter().filter(move |scored| scored.item.category == category);
        let reached: u32 = items().map(crate::score::Scored::hundredths).sum();
        let possible: u32 = items().map(|scored| scored.item.points).sum();
        let name = category_name(category).in_language(language);
        let sum = format!("{name}: {} / {possible}", decimal(reached, language));
        let _ = writeln!(page, "  {}", style.paint(Ink::Strong, &sum));
        for scored in items() {
            let sign = match scored.level {
                Level::Verified => (Ink::Good, style.glyph("✔", "+")),
                Level::Contradicted => (Ink::Severity(crate::finding::Severity::Error), style.glyph("×", "x")),
                _ => (Ink::Faint, style.glyph("·", "-")),
            };
            let head = format!("  {} {:>4}/{} ", sign.1, decimal(scored.hundredths(), language), scored.item.points);
            let level = level_name(scored.level).in_language(language);
            let name = scored.item.name.in_language(language);
            let why = scored.why.in_language(language);
            let place = line(source, scored.place, language);
            page.push_str(&style.hanging(Some(sign.0), &head, &format!("{name}: {level}{place} ({why})")));
        }
    }
    let earned = EARNED.with("earned", decimal(score.earned, language)).in_language(language);
    let cap = score.cap.as_ref().map(|cap| format!("; {}", cap.in_language(language))).unwrap_or_default();
    let _ = writeln!(page);
    page.push_str(&style.hanging(None, "  ", &format!("{earned}{cap} → {points} ({})", score.grade)));
    let _ = writeln!(page);
    let worth = |gain: &&Gain| gain.hundredths > 0;
    if score.gains.iter().any(|gain| worth(&gain)) {
        let _ = writeln!(page, "  {}", style.paint(Ink::Strong, WRITE.in_language(language)));
        for gain in score.gains.iter().filter(worth) {
            page.push_str(&advised(source, gain, style, language));
        }
    }
    if score.gains.iter().any(|gain| !worth(&gain)) {
        let _ = writeln!(page, "  {}", style.paint(Ink::Strong, CAPPED.in_language(language)));
        for gain in score.gains.iter().filter(|gain| !worth(gain)) {
            page.push_str(&advised(source, gain, style, language));
        }
    }
    let _ = writeln!(page);
    out.write_all(page.as_bytes())
}

/// The changes that would gain the most for their effort, at most `most` of them.
pub fn best(source: &Source, report: &Brief, most: usize, style: &Style, language: Language) -> String {
    let worth = report.score.gains.iter().filter(|gain| gain.hundredths > 0).take(most);
    worth.map(|gain| advised(source, gain, style, language)).collect()
}

fn advised(source: &Source, gain: &Gain, style: &Style, language: Language) -> String {
    let head = format!("  +{:<4} ", decimal(gain.hundredths, language));
    let text = format!("{}{}", gain.action.in_language(language), line(source, gain.place, language));
    style.hanging(None, &head, &text)
}

fn line(source: &Source, place: Option<Span>, language: Language) -> String {
    let Some(span) = place else { return String::new() };
    let line = LINE.with("line", source.place(span.start).line.to_string()).in_language(language);
    format!(", {line}")
}

/// Hundredths as a number with at most two decimals, in the notation of the language.
pub fn decimal(hundredths: u32, language: Language) -> String {
    let mark = if language == Language::En { '.' } else { ',' };
    match (hundredths / 100, hundredths % 100) {
        (whole, 0) => whole.to_string(),
        (whole, part) if part.is_multiple_of(10) => format!("{whole}{mark}{}", part / 10),
        (whole, part) => format!("{whole}{mark}{part:02}"),
    }
}

fn category_name(category: Category) -> &'static Text {
    static CAPACITY: Text = Text { en: "proof of capacity", pt: "prova de capacidade", es: "prueba de capacidad" };
    if category == Category::Capacity { &CAPACITY } else { section_name(category.section()) }
}

/// What a level is called.
pub fn level_name(level: Level) -> &'static Text {
    static NAMES: [Text; 5] = [
        Text { en: "absent", pt: "ausente", es: "ausente" },
        Text { en: "contradicted", pt: "contradito", es: "contradicho" },
        Text { en: "vague", pt: "vago", es: "vago" },
        Text { en: "specific", pt: "específico", es: "específico" },
        Text { en: "verified", pt: "verificado", es: "verificado" },
    ];
    &NAMES[level as usize]
}

fn meaning(level: Level) -> &'static Text {
    static MEANINGS: [Text; 5] = [
        Text { en: "nothing is written", pt: "nada está escrito", es: "no hay nada escrito" },
        Text {
            en: "a finding of severity error says that it is wrong",
            pt: "um erro apontado diz que está errado",
            es: "un error señalado dice que está mal",
        },
        Text {
            en: "words, or a number that lacks what would make it mean something",
            pt: "palavras, ou um número sem o que lhe daria sentido",
            es: "palabras, o un número sin lo que le daría sentido",
        },
        Text {
            en: "a number with its unit and what it needs; with a warning it stays here",
            pt: "um número com a unidade e o que ele precisa; com um aviso, fica aqui",
            es: "un número con su unidad y lo que necesita; con un aviso se queda aquí",
        },
        Text {
            en: "all that, and a check that uses it holds; or complete, where nothing can be computed",
            pt: "tudo isso, e uma verificação que o usa confere; ou completo, onde não há o que calcular",
            es: "todo eso, y una comprobación que lo usa se cumple; o completo, donde no hay nada que calcular",
        },
    ];
    &MEANINGS[level as usize]
}

static TITLE: Text = Text {
    en: "How the score comes about (rubric {version})",
    pt: "Como a nota é formada (rubrica {version})",
    es: "Cómo se forma la puntuación (rúbrica {version})",
};
static HOW: Text = Text {
    en: "The score is the sum of the points of 39 items, each times the share of its level, under a cap. Checks that could not be made cost nothing: the coverage, beside the score, tells how many were made.",
    pt: "A nota é a soma dos pontos de 39 itens, cada um vezes a parcela do seu nível, sob um teto. O que não pôde ser verificado não tira pontos: a cobertura, ao lado da nota, diz quanto foi verificado.",
    es: "La puntuación es la suma de los puntos de 39 elementos, cada uno por la parte de su nivel, bajo un tope. Lo que no se pudo comprobar no resta puntos: la cobertura, junto a la puntuación, dice cuánto se comprobó.",
};
static CAPS: Text = Text { en: "Caps", pt: "Tetos", es: "Topes" };
static CAPS_ARE: Text = Text {
    en: "1 or 2 errors: at most 89; 3 to 5: at most 79; 6 or more: at most 69. A missing section counts as two errors, and each of these as one where it is not stated: {musts}. An allowed error: at most 89. An unfilled template has no score.",
    pt: "1 ou 2 erros: no máximo 89; de 3 a 5: no máximo 79; 6 ou mais: no máximo 69. Uma seção que falta conta como dois erros, e cada um destes como um, se não constar: {musts}. Com um erro permitido: no máximo 89. Um modelo em branco não tem nota.",
    es: "1 o 2 errores: como máximo 89; de 3 a 5: como máximo 79; 6 o más: como máximo 69. Una sección que falta cuenta como dos errores, y cada uno de estos como uno si no consta: {musts}. Con un error permitido: como máximo 89. Una plantilla sin rellenar no tiene puntuación.",
};
static GRADES: Text = Text { en: "Grades", pt: "Conceitos", es: "Niveles" };
static GRADES_ARE: Text = Text {
    en: "A from 90 with at most 3 warnings, B from 80, C from 70, D from 60, E below",
    pt: "A a partir de 90 com no máximo 3 avisos, B a partir de 80, C a partir de 70, D a partir de 60, E abaixo disso",
    es: "A desde 90 con un máximo de 3 avisos, B desde 80, C desde 70, D desde 60, E por debajo",
};
static EARNED: Text = Text { en: "{earned} of 100 points", pt: "{earned} de 100 pontos", es: "{earned} de 100 puntos" };
static WRITE: Text = Text {
    en: "What would gain points, the most for the effort first:",
    pt: "O que renderia pontos, o melhor pelo esforço primeiro:",
    es: "Lo que sumaría puntos, lo mejor por el esfuerzo primero:",
};
static CAPPED: Text = Text {
    en: "What gains nothing by itself while the cap stands:",
    pt: "O que sozinho não rende nada enquanto o teto vale:",
    es: "Lo que por sí solo no suma nada mientras rige el tope:",
};
static LINE: Text = Text { en: "line {line}", pt: "linha {line}", es: "línea {line}" };
