use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/document-cut-short",
    summary: Text {
        en: "a document too large, or nested too deeply, to be read whole",
        pt: "um documento grande demais, ou aninhado demais, para ser lido inteiro",
        es: "un documento demasiado grande, o demasiado anidado, para leerse entero",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Reading is bounded, so that no document can hold up a pipeline. What lies beyond the bound was not checked, \
             and this says so.",
        pt: "A leitura tem limite, para que nenhum documento trave um pipeline. O que passa do limite não foi conferido, e \
             isto avisa.",
        es: "La lectura tiene límite, para que ningún documento detenga un pipeline. Lo que pasa del límite no se \
             comprobó, y esto lo avisa.",
    },
    source: "bounds of this program: 64 MiB of text, 5,000 lines and cells with something to read, 20,000 bytes a line, 64 levels of lists and quotes, 128 levels of YAML",
    bad: BAD,
    good: "# Capacity plan\n\n- a\n  - b\n    - c\n",
    check,
};

static CUT: Text = Text {
    en: "not all of this was read: too much {what}",
    pt: "nem tudo aqui foi lido: excesso de {what}",
    es: "esto no se leyó entero: exceso de {what}",
};
static BYTES: Text = Text {
    en: "only the first {kept} of {of} bytes were read",
    pt: "só os primeiros {kept} de {of} bytes foram lidos",
    es: "solo se leyeron los primeros {kept} de {of} bytes",
};
static NESTING: Text = Text { en: "nesting", pt: "aninhamento", es: "anidamiento" };
static LENGTH: Text = Text { en: "text", pt: "texto", es: "texto" };
static HELP: Text = Text { en: "split the document", pt: "divida o documento", es: "divida el documento" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for damage in &canvas.damage {
        if let Damage::CutShort { kept, of } = damage {
            out.find(canvas.head, BYTES.with("kept", *kept).with("of", *of)).help(HELP.plain());
        }
    }
    let cut = canvas.problems.iter().filter_map(|p| match p.kind {
        ProblemKind::CutShort(what) => Some((p.span, what)),
        _ => None,
    });
    // The first of each kind says enough.
    let mut said = Vec::new();
    for (span, what) in cut {
        if !said.contains(&what) {
            said.push(what);
            let words = if what == "nesting" { &NESTING } else { &LENGTH };
            out.find(span, CUT.with("what", words)).help(HELP.plain());
        }
    }
}

/// Two hundred quotes inside each other.
const BAD: &str = concat!(
    "# Capacity plan\n\n",
    ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>",
    ">>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>>> deep\n"
);
