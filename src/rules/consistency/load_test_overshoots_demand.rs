use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "consistency/load-test-overshoots-demand",
    summary: Text {
        en: "a load test that is orders of magnitude above the expected load",
        pt: "um teste de carga ordens de grandeza acima da carga esperada",
        es: "una prueba de carga órdenes de magnitud por encima de la carga esperada",
    },
    severity: Severity::Warning,
    section: &[SectionKind::LoadTest, SectionKind::Volumes],
    why: Text {
        en: "A volume per day is not a number of users at one time. A test far above anything that is expected is expensive, \
             fails for reasons nobody will ever meet, and says nothing about the load that will come.",
        pt: "Um volume por dia não é um número de usuários ao mesmo tempo. Um teste muito acima do que se espera custa caro, \
             falha por motivos que ninguém vai encontrar e não diz nada sobre a carga que virá.",
        es: "Un volumen por día no es un número de usuarios a la vez. Una prueba muy por encima de lo esperado es cara, falla \
             por motivos que nadie encontrará y no dice nada de la carga que vendrá.",
    },
    source: "Little's law, L = lambda W (Little 1961)",
    bad: "\
# Capacity plan
## Volumes
- Scaled: 10,000 interactions/day
## Load test
- JMeter with 10,000 concurrent users
",
    good: "\
# Capacity plan
## Volumes
- Scaled: 10,000 interactions/day
## Load test
- JMeter with 20 concurrent users
",
    check,
};

/// More than this many times the peak is no safety margin and no growth.
const FAR: Decimal = Decimal::from_parts(20, 0, 0, false, 0);

/// How many times the mean the peak is taken to be where only a volume per day or month is written.
const PEAK_FACTOR: Decimal = Decimal::TEN;

/// How many seconds a user of a test is taken to spend on one request, at most.
const SECONDS_PER_REQUEST: Decimal = Decimal::from_parts(60, 0, 0, false, 0);

static RATE: Text = Text {
    en: "the test sends {tested}, more than {times} times the highest load that is expected ({expected})",
    pt: "o teste envia {tested}, mais de {times} vezes a maior carga esperada ({expected})",
    es: "la prueba envía {tested}, más de {times} veces la mayor carga esperada ({expected})",
};
static USERS: Text = Text {
    en: "a test with {tested} does not fit {expected}, which is {rate} requests/s on average",
    pt: "um teste com {tested} não combina com {expected}, que são {rate} requisições/s em média",
    es: "una prueba con {tested} no encaja con {expected}, que son {rate} peticiones/s de media",
};
static EXPECTED: Text = Text { en: "the highest volume", pt: "o maior volume", es: "el volumen mayor" };
static ASSUMED: Text = Text {
    en: "a user sends a request a minute, and the peak is ten times the mean",
    pt: "um usuário envia uma requisição por minuto, e o pico é dez vezes a média",
    es: "un usuario envía una petición por minuto, y el pico es diez veces la media",
};
static HELP: Text = Text {
    en: "test with a rate of arrival near the expected peak, or correct the volume",
    pt: "teste com uma taxa de chegada próxima do pico esperado, ou corrija o volume",
    es: "pruebe con una tasa de llegada cercana al pico esperado, o corrija el volumen",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    let volumes: Vec<(&Fact, Decimal)> = canvas
        .facts
        .iter()
        .filter(|f| f.sections.contains(SectionKind::Volumes) || f.sections.contains(SectionKind::Objective))
        .filter(|f| {
            f.metric == Metric::Throughput && f.quantity.each.is_none() && !f.sections.contains(SectionKind::LoadTest)
        })
        .filter_map(|f| Some((f, f.quantity.in_period(Period::Second)?.ordered().high?)))
        .filter(|(_, rate)| *rate > Decimal::ZERO)
        .collect();
    let Some(&(volume, per_second)) = volumes.iter().max_by_key(|(_, rate)| *rate) else { return };
    let breaks = canvas.load_tests.tests.iter().any(|t| t.breaks);
    let short =
        volumes.iter().any(|(f, _)| matches!(f.quantity.per, Some(Period::Second | Period::Minute | Period::Hour)));
    let peak = if short { Some(per_second) } else { per_second.checked_mul(PEAK_FACTOR) };
    let Some(far) = peak.and_then(|p| p.checked_mul(FAR)) else { return };
    let finding = match (largest_rate(canvas, volume, far), largest_crowd(canvas, far)) {
        (Some(tested), _) if short => {
            let message = RATE
                .with("tested", demand::shown(tested))
                .with("times", FAR.to_string())
                .with("expected", demand::shown(volume));
            out.find(tested.span, message)
        }
        (_, Some(_)) if lasts_long(volume) => return,
        (_, Some(tested)) => {
            let rate = per_second.round_sf(2).unwrap_or(per_second).normalize();
            let marks = Notation::usual(&Unit::Bare, canvas.habits);
            let rate = marks.print(rate, Some(rate.scale()));
            let message =
                USERS.with("tested", demand::shown(tested)).with("expected", demand::shown(volume)).with("rate", rate);
            let finding = out.find(tested.span, message);
            finding.assuming(ASSUMED.plain());
            finding
        }
        _ => return,
    };
    finding.label(volume.span, EXPECTED.plain()).help(HELP.plain());
    if breaks {
        finding.severity(Severity::Advice);
    }
}

/// Whether what is counted goes on for as long as somebody is there: a stream, a call, a match. Users of such are many
/// at one time, however few begin in a second.
fn lasts_long(volume: &Fact) -> bool {
    const LONG: &[&str] = &[
        "stream",
        "session",
        "sessao",
        "sessoes",
        "sesion",
        "viewing",
        "view",
        "visualiza",
        "watch",
        "transmiss",
        "transmis",
        "call",
        "chamada",
        "llamada",
        "consulta",
        "match",
        "partida",
        "aula",
        "clase",
        "class",
        "lesson",
        "meeting",
        "reuni",
        "live",
        "conference",
        "videoconf",
        "conex",
        "connection",
    ];
    let session = matches!(demand::entity(volume), Some(Entity::Session | Entity::Connection));
    let named = |w: &str| LONG.iter().any(|stem| w.starts_with(stem));
    let written = volume.written.to_lowercase();
    session || written.split(|c: char| !c.is_alphabetic()).any(named) || volume.words.iter().take(2).any(|w| named(w))
}

/// A tested rate of the same things, if it is too high.
fn largest_rate<'c>(canvas: &'c Canvas, volume: &Fact, far: Decimal) -> Option<&'c Fact> {
    let tested = demand::tested(canvas, demand::entity(volume)?);
    tested.iter().filter(|r| r.low() > far).max_by_key(|r| r.low()).map(|r| r.fact)
}

/// People who use the system at one time in a test, if they would make too much load, and no plan expects them.
fn largest_crowd(canvas: &Canvas, far: Decimal) -> Option<&Fact> {
    let people = |f: &&Fact| {
        let entity = demand::entity(f);
        let crowd = matches!(entity, Some(Entity::ConcurrentUser | Entity::VirtualUser));
        crowd && f.quantity.per.is_none() && f.quantity.each.is_none()
    };
    let count = |f: &Fact| f.quantity.bounds().low.or(f.quantity.bounds().high);
    let (tests, plans): (Vec<&Fact>, Vec<&Fact>) =
        canvas.facts.iter().filter(people).partition(|f| f.sections.contains(SectionKind::LoadTest));
    let largest = tests.into_iter().max_by_key(|f| count(f))?;
    let users = count(largest)?;
    if plans.iter().any(|f| count(f).and_then(|c| c.checked_mul(FAR)).is_some_and(|c| c >= users)) {
        return None;
    }
    (users.checked_div(SECONDS_PER_REQUEST)? > far).then_some(largest)
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    #[test]
    fn a_stated_rate_of_the_peak_needs_no_assumption() {
        let text = "# Canvas\n## Volumes\n- Scaled: peak of 10 req/s\n## Load test\n- k6, 5,000 req/s for 30 min\n";
        let said = findings(&super::RULE, text);
        assert_eq!(
            said,
            [
                "warning «5,000 req/s» the test sends 5,000 req/s, more than 20 times the highest load that is expected (10 req/s)"
            ]
        );
    }

    #[test]
    fn those_who_watch_stay_for_long() {
        let says = |volume: &str| {
            let text = format!("# Canvas\n## Volumes\n- {volume}\n## Load test\n- k6, 20,000 VUs for 30 min\n");
            findings(&super::RULE, &text)
        };
        assert_eq!(says("9,500 orders/day").len(), 1);
        for volume in ["9,500 streams/day", "9,500 sessions/day", "9.500 sessões/dia", "9,500 video calls/day"] {
            assert_eq!(says(volume), [""; 0], "{volume}");
        }
    }

    #[test]
    fn a_crowd_that_the_plan_expects_is_tested_rightly() {
        let text = "# Canvas\n## Volumes\n- 3,000 orders/day\n- 2,000 concurrent users at the opening\n## Load test\n- 2,500 \
                    concurrent users\n";
        assert!(findings(&super::RULE, text).is_empty());
    }
}
