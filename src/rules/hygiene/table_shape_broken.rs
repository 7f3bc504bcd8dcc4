use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/table-shape-broken",
    summary: Text {
        en: "a row with another number of cells than its header",
        pt: "uma linha com outro número de células que o cabeçalho",
        es: "una fila con otro número de celdas que el encabezado",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Markdown fills a short row up on the right and cuts a long one without a word, so that values stand under the \
             wrong header or vanish. It happens most often to the row with the total.",
        pt: "O Markdown completa a linha curta à direita e corta a comprida sem avisar: os valores ficam sob o cabeçalho \
             errado ou somem. Acontece sobretudo com a linha do total.",
        es: "Markdown completa la fila corta por la derecha y corta la larga sin avisar: los valores quedan bajo el \
             encabezado equivocado o desaparecen. Ocurre sobre todo con la fila del total.",
    },
    source: "GitHub Flavored Markdown, 4.10 tables",
    bad: "# Capacity plan\n\n| # | Service | RAM | CPU |\n|---|---|---|---|\n| 1 | api | 2 GB | 1 |\n| Total | 2 GB | 1 |\n",
    good: "# Capacity plan\n\n| # | Service | RAM | CPU |\n|---|---|---|---|\n| 1 | api | 2 GB | 1 |\n|  | Total | 2 GB | 1 |\n",
    check,
};

static SHAPE: Text = Text {
    en: "number of cells in this row: {cells}; in its header: {header}",
    pt: "número de células desta linha: {cells}; do seu cabeçalho: {header}",
    es: "número de celdas de esta fila: {cells}; de su encabezado: {header}",
};
static HELP_SHORT: Text = Text {
    en: "add the empty cell that is missing, so that each value stands under its header",
    pt: "acrescente a célula vazia que falta, para cada valor ficar sob o seu cabeçalho",
    es: "añada la celda vacía que falta, para que cada valor quede bajo su encabezado",
};
static HELP_LONG: Text = Text {
    en: "what stands beyond the header is not shown: add a column, or escape a `|` inside a cell as `\\|`",
    pt: "o que passa do cabeçalho não aparece: acrescente uma coluna, ou escreva `\\|` para um `|` dentro da célula",
    es: "lo que pasa del encabezado no se muestra: añada una columna, o escriba `\\|` para un `|` dentro de la celda",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for Problem { kind, span } in &canvas.problems {
        let ProblemKind::TableShape { cells, header } = kind else { continue };
        let help = if cells < header { &HELP_SHORT } else { &HELP_LONG };
        out.find(*span, SHAPE.with("cells", *cells).with("header", *header)).help(help.plain());
    }
}
