use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/share-sum-mismatch",
    summary: Text {
        en: "shares of one whole that add up to more than 100%",
        pt: "partes de um todo que somam mais de 100%",
        es: "partes de un todo que suman más de 100%",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "Traffic, users or costs are sized by their shares. Shares of one whole that exceed it count somebody twice.",
        pt: "Tráfego, usuários ou custos são dimensionados pelas partes. Partes que passam do todo contam alguém duas vezes.",
        es: "El tráfico, los usuarios o los costos se dimensionan por sus partes. Partes que exceden el todo cuentan a \
             alguien dos veces.",
    },
    source: "general arithmetic; tolerance: half of the last printed place for each share",
    bad: "# Plan\n\n## Volumes\n\nTraffic distribution:\n\n- Mobile: 58%\n- Desktop: 31%\n- TV: 19%\n",
    good: "# Plan\n\n## Volumes\n\nTraffic distribution:\n\n- Mobile: 58%\n- Desktop: 31%\n- TV: 11%\n",
    check,
};

static WRONG: Text =
    Text { en: "these shares add up to {sum}", pt: "estas partes somam {sum}", es: "estas partes suman {sum}" };
static TERMS: Text = Text { en: "{terms}", pt: "{terms}", es: "{terms}" };
static HELP: Text = Text {
    en: "correct a share so that they make 100%, or say that one may belong to several",
    pt: "corrija uma parte para que somem 100%, ou diga que um caso pode contar em várias",
    es: "corrija una parte para que sumen 100%, o diga que un caso puede contar en varias",
};
static HOLDS: Text = Text { en: "{terms} = {sum}", pt: "{terms} = {sum}", es: "{terms} = {sum}" };

/// Words that announce a division of one whole.
const PARTITION: &[&str] = &[
    "distribu",
    "split",
    "mix",
    "breakdown",
    "share",
    "partic",
    "reparto",
    "repart",
    "divid",
    "composi",
    "allocation",
    "asigna",
    "aloca",
    "uma vez",
    "una vez",
    "once",
    "one of",
];

/// Words that say that the parts overlap, or are parts of different things.
const OVERLAP: &[&str] = &[
    "multipl",
    "varios",
    "varias",
    "several",
    "more than one",
    "mais de u",
    "mas de u",
    "overlap",
    "hit",
    "cpu",
    "uso de",
    "usage",
    "utili",
    "ocupa",
    "headroom",
    "margem",
    "margen",
    "margin",
    "folga",
    "holgura",
    "livre",
    "libre",
    "spare",
    "idle",
    "ocios",
    "sazonal",
    "season",
    "estacional",
    "pico",
    "peak",
    "hora",
    "hour",
    "cresc",
    "growth",
    "crec",
    "meta",
    "target",
    "desconto",
    "discount",
    "descuento",
    "economia",
    "saving",
    "ahorro",
    "alert",
    "probab",
];

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for group in &canvas.groups {
        if !is_partition(&group.title) {
            continue;
        }
        let shares: Option<Vec<&Fact>> = group
            .items
            .iter()
            .filter(|item| !item.facts.is_empty() || !item.text.trim().is_empty())
            .map(|item| share(canvas, &item.facts))
            .collect();
        judge(shares.unwrap_or_default(), out);
    }
    for line in canvas.facts.chunk_by(|one, next| one.entry == next.entry) {
        let shares = shares_of_line(line);
        if !of_one_total(line) || shares.is_empty() || counts_once(canvas, line) {
            judge(shares, out);
        }
    }
    for table in &canvas.tables {
        for column in 0..table.header.len() {
            let title = format!("{} {}", table.title, table.header[column]);
            if !is_partition(&title) || is_of_each(&table.header[column]) || table.rows.iter().any(|row| row.total) {
                continue;
            }
            let shares: Option<Vec<&Fact>> =
                table.rows.iter().map(|row| row.cells.get(column).and_then(|facts| share(canvas, facts))).collect();
            judge(shares.unwrap_or_default(), out);
        }
    }
}

/// "Compute share: api 20%, workers 60%, database 30%": the shares of a line that is called a division and holds
/// nothing else.
fn shares_of_line(line: &[Fact]) -> Vec<&Fact> {
    const FEWEST: usize = 3;
    const DIVISION: &[&str] = &["share", "split", "divis", "distribu", "breakdown", "repart"];
    let label = line.first().map(|f| f.label.to_lowercase()).unwrap_or_default();
    let named = DIVISION.iter().any(|word| label.contains(word)) || of_one_total(line);
    let divides = named && !OVERLAP.iter().any(|word| label.contains(word));
    let scenario = line.first().and_then(|f| f.scenario).filter(|_| of_one_total(line));
    let plain = |f: &Fact| {
        let text = !f.is_remark() && f.metric == Metric::Share;
        text && f.quantity.relation == Relation::Equal && !f.quantity.increment && f.scenario == scenario
    };
    if divides && line.len() >= FEWEST && line.iter().all(plain) { line.iter().collect() } else { Vec::new() }
}

/// "70% counter, 20% delivery, 15% pick-up (of the total of sales)": the last says of what all of them are shares, and no
/// other has a whole of its own.
fn of_one_total(line: &[Fact]) -> bool {
    const OF: &[&str] = &["de", "do", "da", "dos", "das", "of", "del", "em", "no", "na", "in", "en"];
    const THE: &[&str] = &["the", "all", "el"];
    let [others @ .., last] = line else { return false };
    let total = last.behind.iter().position(|w| w.starts_with("total")).filter(|at| *at > 1);
    let before = total.map(|at| &last.behind[..at]).unwrap_or_default();
    let mut before = before.iter().rev().skip_while(|w| THE.contains(&w.as_str()));
    let own = |f: &Fact| f.behind.iter().any(|w| OF.contains(&w.as_str()));
    before.next().is_some_and(|w| OF.contains(&w.as_str())) && !others.iter().any(own)
}

/// Whether nothing in a line says that one thing may count in several of its shares.
fn counts_once(canvas: &Canvas, line: &[Fact]) -> bool {
    const SEVERAL: &[&str] =
        &["vari", "mult", "several", "mais", "mas", "more", "sobrep", "overlap", "soma", "ambos", "both"];
    let Some(span) = line.first().map(|f| f.line) else { return false };
    let at = canvas.sayings.partition_point(|saying| saying.span.start < span.start);
    canvas.sayings.get(at).is_some_and(|saying| saying.span == span && !saying.says(SEVERAL))
}

fn is_partition(title: &str) -> bool {
    PARTITION.iter().any(|word| title.contains(word)) && !OVERLAP.iter().any(|word| title.contains(word))
}

/// Whether a column says how much of each is in use: each row is a whole of its own.
fn is_of_each(header: &str) -> bool {
    header.split(|c: char| !c.is_alphanumeric()).any(|word| matches!(word, "uso" | "use" | "used" | "usado" | "usada"))
}

/// The only percentage among the facts of an item, when it is a plain share.
fn share<'c>(canvas: &'c Canvas, facts: &[usize]) -> Option<&'c Fact> {
    let shares = facts.iter().map(|&f| &canvas.facts[f]).filter(|f| matches!(f.quantity.unit, Unit::Percent(_)));
    let only = only(shares)?;
    let plain = only.quantity.relation == Relation::Equal
        && !only.quantity.increment
        && only.quantity.bounds().value().is_some();
    (plain && only.metric == Metric::Share).then_some(only)
}

fn judge(shares: Vec<&Fact>, out: &mut Outcomes) {
    const FEWEST: usize = 2;
    let (Some(first), Some(last)) = (shares.first(), shares.last()) else { return };
    let sum = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.quantity.bounds().middle()?));
    let slack = shares.iter().try_fold(Decimal::ZERO, |sum, f| sum.checked_add(f.quantity.slack()));
    let (Some(sum), Some(slack), true) = (sum, slack, shares.len() >= FEWEST) else { return };
    let terms = shares.iter().map(|f| f.written.as_str()).collect::<Vec<_>>().join(" + ");
    let shown = first.notation.print(sum.normalize(), None);
    let slack = slack.max(Decimal::ONE);
    let excess = sum - Decimal::ONE_HUNDRED;
    if excess.abs() <= slack {
        out.pass(last.span, shares.iter().map(|f| f.span), HOLDS.with("terms", terms).with("sum", shown));
    } else if excess > slack {
        let finding = out.find(last.span, WRONG.with("sum", shown.as_str()));
        finding.label(first.span.to(last.span), TERMS.with("terms", terms)).figures("100%", shown).help(HELP.plain());
        finding.places.extend(shares.iter().skip(1).map(|f| f.span));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{findings, passes};

    #[test]
    fn shares_of_one_whole_beyond_it_are_reported() {
        let text = "Aparelhos usados (cada espectador conta uma vez):\n\n- Celular: 58%\n- Televisão: 31%\n- Computador: 19%\n";
        assert_eq!(findings(&super::RULE, text), ["19%: these shares add up to 108%"]);
    }

    #[test]
    fn shares_in_one_line_that_is_called_a_division_are_added_up() {
        let says = |line: &str| findings(&super::RULE, &format!("# Plan\n\n## Costs\n\n{line}\n"));
        for line in [
            "Compute share: api 20%, workers 60%, postgres 30%.",
            "- Divisão por canal: site 50%, app 40%, balcão 20%",
            "- Reparto por canal: sitio 50%, app 40%, mostrador 20%",
        ] {
            assert_eq!(says(line).len(), 1, "{line}");
        }
        for line in [
            "Compute share: api 20%, workers 50%, postgres 30%.",
            "CPU: api 20%, workers 60%, postgres 30%.",
            "Cache hit split: site 90%, app 80%, api 70%",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn shares_of_a_total_that_the_last_names_are_added_up() {
        let says = |line: &str| findings(&super::RULE, &format!("# Plan\n\n## Volumes\n\n{line}\n"));
        for line in [
            "Canais no escalado: 70% balcão, 20% delivery, 15% retirada em loja (do total de vendas).",
            "- Canais: 70% balcão, 20% delivery, 15% retirada (do total de vendas)",
            "- Channels: 70% counter, 20% delivery, 15% pick-up (of the total)",
            "- Canales: 70% mostrador, 20% envío, 15% retiro (del total de ventas)",
        ] {
            assert_eq!(says(line).len(), 1, "{line}: {:?}", says(line));
            assert_eq!(says(&line.replace("15%", "10%")), Vec::<String>::new(), "{line}");
        }
        for line in [
            "- Canais: 70% dos clientes usam o app, 60% compram, 15% retirada (do total de vendas)",
            "- Canais: 70% balcão, 20% delivery, 15% retirada em loja",
            "- Canais: 70% balcão, 20% delivery, 15% retirada (do total; um cliente pode usar vários)",
            "- Channels: 70% counter, 20% delivery, 15% pick-up (of the total, customers use more than one)",
            "- Uso: 70% de CPU, 60% de memória, 15% de disco (do total)",
            "- Cache: 70% hit, 60% app, 15% disk (of the total)",
            "- Canais: 70% balcão, 45% app (do total de vendas)",
        ] {
            assert_eq!(says(line), Vec::<String>::new(), "{line}");
        }
    }

    #[test]
    fn what_is_left_of_each_is_no_share_of_all() {
        let table = |title: &str, column: &str| {
            format!(
                "# Plan\n\n## {title}\n\n| Service | {column} |\n|---|---|\n| API | 40% |\n| Jobs | 70% |\n| Mail | 50% |\n"
            )
        };
        for (title, column) in [
            ("Resource allocation", "Headroom"),
            ("Resource allocation", "Utilisation"),
            ("Alocação de recursos", "Folga"),
            ("Alocação de recursos", "Margem livre"),
            ("Asignación de recursos", "Uso actual"),
            ("Asignación de recursos", "Holgura"),
            ("Asignación de recursos", "Ocupación"),
        ] {
            assert_eq!(findings(&super::RULE, &table(title, column)), [""; 0], "{title}: {column}");
        }
        assert_eq!(findings(&super::RULE, &table("Resource allocation", "Part")).len(), 1);
    }

    #[test]
    fn rounded_shares_pass() {
        let text = "Asignación del presupuesto:\n\n- Infraestructura: 67%\n- Monitoreo: 17%\n- Reserva: 17%\n";
        assert_eq!(passes(&super::RULE, text).len(), 1);
    }

    #[test]
    fn what_is_no_division_of_one_whole_is_left_alone() {
        for text in [
            "Horários de pico:\n\n- 9h: 60%\n- 14h: 70%\n",
            "Recursos usados:\n\n- cache: 70%\n- CDN: 60%\n",
            "Traffic split:\n\n- cache hit: 95%\n- CPU < 80%\n",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }
}
