use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/toc-anchor-broken",
    summary: Text {
        en: "a link to a heading that is not there",
        pt: "um link para um título que não existe",
        es: "un enlace a un título que no existe",
    },
    severity: Severity::Advice,
    section: &[],
    why: Text {
        en: "A reader who clicks an entry of the contents stays where they are. Emoji, numbers and renamed headings are the \
             usual reason: GitHub leaves the emoji out of the anchor but keeps the hyphen of the space behind it.",
        pt: "Quem clica no sumário fica onde está. O motivo costuma ser emoji, número ou título renomeado: o GitHub tira o \
             emoji da âncora, mas mantém o hífen do espaço que vem depois.",
        es: "Quien pulsa una entrada del índice se queda donde está. Suele deberse a emojis, números o títulos cambiados: \
             GitHub quita el emoji del ancla, pero conserva el guion del espacio que le sigue.",
    },
    source: "GitHub Docs: basic writing and formatting syntax, section links",
    bad: "# Capacity plan\n\n- [Volumes](#volumes)\n- [Costs](#costs)\n\n## Volumes\n\n## 💰 Costs\n",
    good: "# Capacity plan\n\n- [Volumes](#volumes)\n- [Costs](#-costs)\n\n## Volumes\n\n## 💰 Costs\n",
    check,
};

static ONE: Text = Text {
    en: "no heading has the anchor #{target}",
    pt: "nenhum título tem a âncora #{target}",
    es: "ningún título tiene el ancla #{target}",
};
static MANY: Text = Text {
    en: "{count} links lead to no heading of this document",
    pt: "{count} links não levam a nenhum título deste documento",
    es: "{count} enlaces no llevan a ningún título de este documento",
};
static ANOTHER: Text = Text { en: "this one too", pt: "este também", es: "este también" };
static MEANT: Text =
    Text { en: "its heading is #{right}", pt: "o título dele é #{right}", es: "su título es #{right}" };
static HELP: Text = Text {
    en: "link to #{right}, or take the emoji or number out of the heading",
    pt: "aponte o link para #{right}, ou tire o emoji ou o número do título",
    es: "enlace con #{right}, o quite el emoji o el número del título",
};
static HELP_GONE: Text = Text {
    en: "take the link out, or write the section it announces",
    pt: "retire o link, ou escreva a seção que ele anuncia",
    es: "quite el enlace, o escriba la sección que anuncia",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let Some((first, others)) = canvas.broken_links.split_first() else { return };
    let message = match others.len() {
        0 => ONE.with("target", first.target.as_str()),
        more => MANY.with("count", more + 1),
    };
    let finding = out.find(first.span, message);
    for other in others {
        let remark = match &other.right {
            Some(right) => MEANT.with("right", right.as_str()),
            None => ANOTHER.plain(),
        };
        finding.label(other.span, remark);
    }
    finding.help(match &first.right {
        Some(right) => HELP.with("right", right.as_str()),
        None => HELP_GONE.plain(),
    });
    let edit = |link: &BrokenLink| Some(Edit { span: link.address?, text: format!("#{}", link.right.as_ref()?) });
    let edits: Vec<Edit> = canvas.broken_links.iter().filter_map(edit).collect();
    if !edits.is_empty() {
        finding.fix = Some(Fix { safe: true, edits });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn several_broken_links_are_one_finding() {
        let text =
            "# Plano\n1. [Objetivo](#objetivo)\n2. [Visão geral](#visão-geral)\n\n## 🎯 Objetivo\n## 🚀 Visão Geral\n";
        let said = findings(&RULE, text);
        assert_eq!(said, ["advice «[Objetivo](#objetivo)» 2 links lead to no heading of this document"]);
    }

    #[test]
    fn what_github_makes_of_a_heading_is_found() {
        let text = "# Plan\n[a](#2-costs--taxes) [b](#volúmenes-2026) [c](#risks-1) [d](#api_v2) [e](#️-setup) [f](#-setup)\n\n## ⚙️ Setup\n## 2. Costs & taxes\n## Volúmenes (2026)\n## Risks\n## Risks\n## `api_v2`\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn anchors_set_by_hand_footnotes_and_other_pages_are_left_alone() {
        let text = "# Plan\n[up](#top) [x](#money) [y](other.md#costs) [1](#fn-1) [z](#%C3%ADndice)\n\n<a id=\"money\"></a>\n## Costs\n## Índice\n";
        assert!(findings(&RULE, text).is_empty(), "{:?}", findings(&RULE, text));
    }

    #[test]
    fn the_repair_replaces_the_address_alone() {
        let text = "# Plan\n[Costs](#costs)\n\n## 💰 Costs\n";
        assert_eq!(repairs(&RULE, text), ["#costs → #-costs"]);
    }
}
