use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "hygiene/text-mojibake",
    summary: Text {
        en: "text that was saved in the wrong encoding",
        pt: "texto salvo com a codificação errada",
        es: "texto guardado con la codificación equivocada",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "UTF-8 that a program took for another encoding and saved again shows broken letters to every reader and hides \
             words from every search. It was repaired for this check; the file still has it.",
        pt: "UTF-8 que um programa leu em outra codificação e salvou de novo mostra letras quebradas a quem lê e esconde \
             palavras de quem busca. Foi reparado para esta verificação; o arquivo continua como estava.",
        es: "UTF-8 que un programa leyó con otra codificación y guardó de nuevo muestra letras rotas a quien lee y esconde \
             palabras a quien busca. Se reparó para esta comprobación; el archivo sigue igual.",
    },
    source: "Unicode Standard, ch. 3.9; WHATWG Encoding Standard",
    bad: "# Canvas de escalabilidade\n\n## Objetivo\n- Atender 10 vezes mais sessÃµes por mÃªs atÃ© 2027, com operaÃ§Ã£o estÃ¡vel\n",
    good: "# Canvas de escalabilidade\n\n## Objetivo\n- Atender 10 vezes mais sessões por mês até 2027, com operação estável\n",
    check,
};

static DAMAGED: Text = Text {
    en: "{count} characters were read as {encoding} and saved again, here first",
    pt: "{count} caracteres foram lidos como {encoding} e salvos de novo, o primeiro aqui",
    es: "{count} caracteres se leyeron como {encoding} y se guardaron de nuevo, aquí el primero",
};
static LOST: Text = Text {
    en: "{count} characters were read as {encoding} and saved again, here first; {lost} of them lost bytes and could only be guessed",
    pt: "{count} caracteres foram lidos como {encoding} e salvos de novo, o primeiro aqui; {lost} deles perderam bytes e só puderam ser adivinhados",
    es: "{count} caracteres se leyeron como {encoding} y se guardaron de nuevo, aquí el primero; {lost} de ellos perdieron bytes y solo se pudieron adivinar",
};
static HELP: Text = Text {
    en: "save the file as UTF-8 again from where it is still right",
    pt: "salve o arquivo de novo em UTF-8 a partir de onde ele ainda está certo",
    es: "guarde el archivo de nuevo en UTF-8 desde donde aún está bien",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for damage in &canvas.damage {
        let Damage::Mojibake { encoding, repaired, lost, first } = damage else { continue };
        let message = if *lost == 0 { DAMAGED.with("count", *repaired) } else { LOST.with("count", repaired + lost) };
        out.find(*first, message.with("encoding", *encoding).with("lost", *lost)).help(HELP.plain());
    }
}
