use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/text-not-utf8",
    summary: Text {
        en: "bytes that are not UTF-8, or control characters",
        pt: "bytes que não são UTF-8, ou caracteres de controle",
        es: "bytes que no son UTF-8, o caracteres de control",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Markdown and YAML are UTF-8. Other bytes look different in every program, and a control character inside a \
             number splits it.",
        pt: "Markdown e YAML são UTF-8. Outros bytes aparecem diferentes em cada programa, e um caractere de controle \
             dentro de um número o parte em dois.",
        es: "Markdown y YAML son UTF-8. Otros bytes se ven distintos en cada programa, y un carácter de control dentro de \
             un número lo parte en dos.",
    },
    source: "CommonMark 0.31; YAML 1.2.2, 5.1 character set",
    bad: "# Capacity plan\n\nPeak: 1\u{0}200 orders/h\n",
    good: "# Capacity plan\n\nPeak: 1200 orders/h\n",
    check,
};

static BYTES: Text = Text {
    en: "{count} bytes are not UTF-8, here first; they were read as Windows-1252",
    pt: "{count} bytes não são UTF-8, o primeiro aqui; foram lidos como Windows-1252",
    es: "{count} bytes no son UTF-8, aquí el primero; se leyeron como Windows-1252",
};
static CONTROLS: Text = Text {
    en: "{count} control characters, here first; they were read as spaces",
    pt: "{count} caracteres de controle, o primeiro aqui; foram lidos como espaços",
    es: "{count} caracteres de control, aquí el primero; se leyeron como espacios",
};
static HELP: Text =
    Text { en: "save the file as UTF-8", pt: "salve o arquivo em UTF-8", es: "guarde el archivo en UTF-8" };

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for damage in &canvas.damage {
        let (first, message) = match damage {
            Damage::NotUtf8 { bytes, first } => (first, BYTES.with("count", *bytes)),
            Damage::ControlCharacters { count, first } => (first, CONTROLS.with("count", *count)),
            _ => continue,
        };
        out.find(*first, message).help(HELP.plain());
    }
}
