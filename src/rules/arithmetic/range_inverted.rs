use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "arithmetic/range-inverted",
    summary: Text {
        en: "a range that runs downwards",
        pt: "um intervalo escrito de trás para frente",
        es: "un rango escrito al revés",
    },
    severity: Severity::Warning,
    section: &[],
    why: Text {
        en: "A range whose lower end is above its upper one was typed in a hurry or put together from two versions: nobody \
             can tell which of the two ends is wrong.",
        pt: "Um intervalo cujo mínimo passa do máximo foi digitado às pressas ou veio de duas versões: ninguém sabe qual \
             das pontas está errada.",
        es: "Un rango cuyo mínimo supera su máximo se escribió con prisa o viene de dos versiones: nadie sabe cuál de los \
             extremos está mal.",
    },
    source: "general arithmetic",
    bad: "# Plan\n\n## Infrastructure\n\n- API: 10-3 instances\n",
    good: "# Plan\n\n## Infrastructure\n\n- API: 3-10 instances\n",
    check,
};

static WRONG: Text = Text {
    en: "{written} runs downwards",
    pt: "{written} vai do maior para o menor",
    es: "{written} va de mayor a menor",
};
static HELP: Text = Text {
    en: "write {upwards}, or correct the end that is wrong",
    pt: "escreva {upwards}, ou corrija a ponta errada",
    es: "escriba {upwards}, o corrija el extremo equivocado",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    for range in &canvas.backwards {
        out.find(range.span, WRONG.with("written", range.written.as_str()))
            .figures(range.upwards.as_str(), range.written.as_str())
            .help(HELP.with("upwards", range.upwards.as_str()));
    }
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::findings;

    #[test]
    fn ranges_that_run_downwards_are_reported() {
        for text in ["- API: 80-78 instances", "yaml:costs:\n  currency: USD\n  expected: 1500-1300\n"] {
            assert_eq!(findings(&super::RULE, text).len(), 1, "{text}");
        }
    }

    #[test]
    fn reductions_differences_and_codes_are_left_alone() {
        for text in [
            "- API: 3-10 instances",
            "- p95: de 800 ms para 300 ms",
            "- Pods: 10 - 3 = 7",
            "- Phone: 3333-2222",
            "yaml:costs:\n  phone: 3333-2222\n",
            "- 2026-05 release",
            "- 100-3 users",
            "- 24-7 engineers on call",
            "- Open 9-5 hours",
        ] {
            assert_eq!(findings(&super::RULE, text), Vec::<String>::new(), "{text}");
        }
    }

    #[test]
    fn the_least_and_the_most_replicas_are_no_minutes() {
        let yaml = "yaml:infraestrutura:\n  api:\n    replicas_min: 6\n    replicas_max: 40\n    memory_min: 2\n    memory_max: 4\n";
        assert_eq!(findings(&super::RULE, yaml), Vec::<String>::new());
        assert_eq!(findings(&super::RULE, &yaml.replace("max: 40", "max: 4")).len(), 1);
    }

    #[test]
    fn a_least_above_its_most_is_inverted() {
        let yaml = "```yaml\ninfrastructure:\n  min_replicas: 6\n  max_replicas: 3\n```\n";
        assert_eq!(findings(&super::RULE, yaml).len(), 1, "{:?}", findings(&super::RULE, yaml));
        assert!(findings(&super::RULE, &yaml.replace(": 6", ": 2")).is_empty());
        assert!(findings(&super::RULE, &yaml.replace("max_replicas", "max_nodes")).is_empty());
    }
}
