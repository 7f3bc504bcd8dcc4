use crate::rules::prelude::*;

pub(in crate::rules) static RULE: Rule = Rule {
    code: "capacity/load-test-throughput-infeasible",
    summary: Text {
        en: "a load test whose users cannot send as many requests as it promises",
        pt: "um teste de carga cujos usuários não conseguem enviar as requisições prometidas",
        es: "una prueba de carga cuyos usuarios no pueden enviar las peticiones prometidas",
    },
    severity: Severity::Error,
    section: &[SectionKind::LoadTest],
    why: Text {
        en: "A virtual user that waits between two rounds sends at most one round per wait: N users with a pause of Z seconds \
             stay below N / Z rounds a second, however fast the system answers. For a rate, use an arrival-rate executor.",
        pt: "Um usuário virtual que espera entre duas rodadas envia no máximo uma rodada por espera: N usuários com pausa de Z \
             segundos ficam abaixo de N / Z rodadas por segundo, por mais rápido que o sistema responda. Para uma taxa, use um \
             executor de taxa de chegada.",
        es: "Un usuario virtual que espera entre dos rondas envía como mucho una ronda por espera: N usuarios con una pausa de \
             Z segundos quedan por debajo de N / Z rondas por segundo, por rápido que responda el sistema. Para una tasa, use \
             un ejecutor de tasa de llegada.",
    },
    source: "Little's law in its interactive form, X <= N / (R + Z): Lazowska et al. 1984, chapter 3; k6: open and closed models",
    bad: "\
# Capacity plan
## Load test
We generate 600 req/s:
```javascript
import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 100, duration: '10m' };
export default function () {
  http.get('https://staging.example.org/');
  sleep(1);
}
```
",
    good: "\
# Capacity plan
## Load test
We generate 600 req/s:
```javascript
import http from 'k6/http';
import { sleep } from 'k6';
export const options = { vus: 900, duration: '10m' };
export default function () {
  http.get('https://staging.example.org/');
  sleep(1);
}
```
",
    check,
};

/// Ten percent below the promise may be rounding.
const NEARLY: Decimal = Decimal::from_parts(9, 0, 0, false, 1);

static INFEASIBLE: Text = Text {
    en: "{users} with a pause of {pause} send at most {most} requests/s, {claimed} are wanted",
    pt: "{users} com pausa de {pause} enviam no máximo {most} requisições/s; o esperado é {claimed}",
    es: "{users} con una pausa de {pause} envían como mucho {most} peticiones/s; lo esperado es {claimed}",
};
static CLAIMED: Text = Text { en: "wanted here", pt: "esperado aqui", es: "esperado aquí" };
static PAUSE: Text = Text { en: "the pause", pt: "a pausa", es: "la pausa" };
static HELP: Text = Text {
    en: "use an arrival-rate executor, or at least {enough} virtual users",
    pt: "use um executor de taxa de chegada, ou pelo menos {enough} usuários virtuais",
    es: "use un ejecutor de tasa de llegada, o al menos {enough} usuarios virtuales",
};
static HOLDS: Text = Text {
    en: "{users} with a pause of {pause} can send {most} requests/s, {claimed} are wanted",
    pt: "{users} com pausa de {pause} podem enviar {most} requisições/s; o esperado é {claimed}",
    es: "{users} con una pausa de {pause} pueden enviar {most} peticiones/s; lo esperado es {claimed}",
};

static ROUNDS: Text = Text {
    en: "{users} in iterations of {pause} send at most {most} requests/s, {claimed} are wanted",
    pt: "{users} em iterações de {pause} enviam no máximo {most} requisições/s; o esperado é {claimed}",
    es: "{users} en iteraciones de {pause} envían como mucho {most} peticiones/s; lo esperado es {claimed}",
};
static ROUND: Text = Text { en: "one iteration", pt: "uma iteração", es: "una iteración" };
static ONE_IN_ROUND: Text = Text {
    en: "an iteration sends one request",
    pt: "uma iteração envia uma requisição",
    es: "una iteración envía una petición",
};

static ONE_PAUSE: Text = Text {
    en: "a user pauses once in an iteration",
    pt: "um usuário pausa uma vez por iteração",
    es: "un usuario pausa una vez por iteración",
};

/// What a closed test can send at most.
struct Closed<'c> {
    users: &'c Fact,
    pause: &'c Fact,
    per_second: Decimal,
    per_user: Decimal,
}

static ONE: Text = Text {
    en: "a user sends one request between two pauses",
    pt: "um usuário envia uma requisição entre duas pausas",
    es: "un usuario envía una petición entre dos pausas",
};

fn check(canvas: &Canvas, out: &mut Outcomes) {
    check_scripts(canvas, out);
    for test in canvas.load_tests.tests.iter().filter(|t| !t.in_code) {
        check_words(canvas, test, out);
    }
}

/// A test in words that gives users, their pause and the rate they are to make in one line.
fn check_words(canvas: &Canvas, test: &LoadTest, out: &mut Outcomes) {
    let fact = |&at: &usize| canvas.facts.get(at);
    let round = test.round.as_ref().and_then(fact);
    let (Some(users), Some(pause)) = (test.users.iter().find_map(fact), test.think.as_ref().and_then(fact).or(round))
    else {
        return;
    };
    let in_round = round.is_some_and(|round| round.span == pause.span);
    let requests_each = test.requests_per_iteration.as_ref().and_then(fact);
    // What a round sends is said in another line, of this test or of another.
    if requests_each.is_none() && canvas.load_tests.rounds {
        return;
    }
    let rates: Vec<&Fact> = test.rates.iter().filter_map(fact).filter(|f| f.line == users.line).collect();
    let ([claimed, ..], [_]) = (rates.as_slice(), test.users.as_slice()) else { return };
    // A second rate is that of another step, unless it repeats the first.
    let nearly = Decimal::new(5, 2);
    let rate = |f: &Fact| f.quantity.in_period(Period::Second).map(Interval::ordered);
    let apart = |f: &Fact| rate(f).zip(rate(claimed)).is_none_or(|(a, b)| a.disjoint(&b, nearly));
    if rates.iter().any(|f| apart(f)) {
        return;
    }
    let wanted = claimed.quantity.in_period(Period::Second).map(Interval::ordered).and_then(|i| i.low.or(i.high));
    let shortest = pause.quantity.base().and_then(|b| b.ordered().low).filter(|z| *z > Decimal::ZERO);
    let per_round = requests_each.map_or(Some(Decimal::ONE), |f| f.quantity.bounds().high);
    let sent = users.quantity.bounds().high.zip(per_round).and_then(|(n, each)| n.checked_mul(each));
    let per_second = sent.zip(shortest).and_then(|(n, z)| n.checked_div(z));
    let (Some(wanted), Some(per_second)) = (wanted, per_second.filter(|_| pause.line == users.line)) else { return };
    // "1,100 users on each of 4 machines" are more.
    let each = |w: &Word| matches!(w.as_str(), "cada" | "each" | "per" | "por");
    let part = users.quantity.each.is_some() || users.behind.iter().take(3).any(each);
    let requests = demand::entity(claimed) == Some(&Entity::Request);
    if part
        || demand::is_multiplied(canvas, users)
        || !requests
        || wanted.checked_mul(NEARLY).is_none_or(|least| per_second >= least)
    {
        return;
    }
    let most = figure(claimed, per_second);
    let message = if in_round { &ROUNDS } else { &INFEASIBLE }
        .with("users", users.written.as_str())
        .with("pause", pause.written.as_str())
        .with("most", most.as_str())
        .with("claimed", claimed.written.as_str());
    let finding = out.find(users.span, message);
    finding
        .label(claimed.span, CLAIMED.plain())
        .label(pause.span, if in_round { ROUND.plain() } else { PAUSE.plain() })
        .figures(most, claimed.written.as_str());
    let assumed = match (requests_each.is_some(), in_round) {
        (true, true) => None,
        (true, false) => Some(&ONE_PAUSE),
        (false, true) => Some(&ONE_IN_ROUND),
        (false, false) => Some(&ONE),
    };
    if let Some(assumed) = assumed {
        finding.severity(Severity::Warning).assuming(assumed.plain());
    }
    if let Some(enough) =
        shortest.and_then(|z| wanted.checked_mul(z)).zip(per_round).and_then(|(n, each)| n.checked_div(each))
    {
        finding.help(HELP.with("enough", count(canvas, enough)));
    }
}

fn check_scripts(canvas: &Canvas, out: &mut Outcomes) {
    let code = || canvas.load_tests.tests.iter().filter(|t| t.in_code);
    // A rate in the code drives the test, whatever its users do.
    if code().any(|t| !t.rates.is_empty()) {
        return;
    }
    let Some(test) = code().filter_map(|t| closed(canvas, t)).max_by_key(|c| c.per_second) else { return };
    let wanted = demand::tested(canvas, &Entity::Request);
    let planned = demand::expected(canvas, &Entity::Request);
    let claimed = wanted.iter().max_by_key(|r| r.high()).or(planned.iter().min_by_key(|r| r.low()));
    let Some(claimed) = claimed else { return };
    let Some(least) = claimed.low().checked_mul(NEARLY) else { return };
    let most = figure(claimed.fact, test.per_second);
    let text = if test.per_second < least { &INFEASIBLE } else { &HOLDS };
    let message = text
        .with("users", test.users.written.as_str())
        .with("pause", test.pause.written.as_str())
        .with("most", most.as_str())
        .with("claimed", claimed.fact.written.as_str());
    if test.per_second >= least {
        out.pass(test.users.span, [test.pause.span, claimed.fact.span], message);
        return;
    }
    let enough = claimed.low().checked_div(test.per_user).map(|n| count(canvas, n));
    let finding = out.find(test.users.span, message);
    finding
        .label(claimed.fact.span, CLAIMED.plain())
        .label(test.pause.span, PAUSE.plain())
        .figures(most, claimed.fact.written.as_str());
    if let Some(enough) = enough {
        finding.help(HELP.with("enough", enough));
    }
}

/// So many that it is enough, as the document groups its digits.
fn count(canvas: &Canvas, value: Decimal) -> String {
    Notation::usual(&Unit::Bare, canvas.habits).print(value.ceil(), Some(0))
}

/// A rate to one decimal, as the document writes numbers.
fn figure(like: &Fact, value: Decimal) -> String {
    let value = value.round_dp(1).normalize();
    like.notation.figure(value, Some(value.scale()))
}

fn closed<'c>(canvas: &'c Canvas, test: &LoadTest) -> Option<Closed<'c>> {
    let fact = |at: usize| canvas.facts.get(at);
    let users = test.users.iter().filter_map(|&at| fact(at)).max_by_key(|f| f.quantity.bounds().high)?;
    let pause = test.think.and_then(fact)?;
    let requests = test.requests_per_iteration.and_then(fact)?;
    let shortest = pause.quantity.base()?.ordered().low.filter(|z| *z > Decimal::ZERO)?;
    let per_user = requests.quantity.bounds().high?.checked_div(shortest)?;
    let per_second = users.quantity.bounds().high?.checked_mul(per_user)?;
    Some(Closed { users, pause, per_second, per_user })
}

#[cfg(test)]
mod tests {
    use crate::rules::prelude::*;

    fn script(options: &str, body: &str) -> Vec<String> {
        let text = format!(
            "# Canvas\n## Load test\n- load: 600 req/s\n\n```javascript\nimport http from 'k6/http';\nexport const options = \
             {{ {options} }};\nexport default function () {{ {body} }}\n```\n"
        );
        findings(&super::RULE, &text)
    }

    #[test]
    fn a_pause_is_short_and_may_stand_in_front_of_its_word() {
        let says = |test: &str| findings(&super::RULE, &format!("# Plan\n## Load test\n- {test}\n"));
        assert_eq!(says("60 VUs com 1 s de pausa entre requisições gerando 280 rps").len(), 1);
        assert_eq!(says("60 VUs with a 1 s pause, 280 rps").len(), 1);
        assert_eq!(says("60 VUs com 1 s de pausa, 50 rps"), [""; 0]);
        assert_eq!(says("k6: constant-vus, 100 VUs, sleep(1), expected 90 rps, 30m"), [""; 0]);
    }

    #[test]
    fn each_round_may_make_several_requests() {
        let says = |test: &str| findings(&super::RULE, &format!("# Plan\n## Load test\n- {test}\n"));
        for test in [
            "k6: 300 VUs, think time 2 s, each iteration makes 5 requests, 500 req/s for 30 min",
            "k6: 300 VUs, think time of 2 s, 5 requests per page, 500 req/s",
            "k6: 300 VUs com pausa de 2 s, 5 requisições por sessão, 500 req/s",
            "k6: 300 VUs con pausa de 2 s, cada iteración hace 5 peticiones, 500 req/s",
            "k6: 300 VUs, think time 2 s, 500 req/s\n- Each session issues five requests",
            "k6: 300 VUs com pausa de 2 s, 500 req/s\n- Cada página faz cinco requisições",
            "k6: 10 injetores × 300 VUs, pausa de 2 s, 1.400 req/s",
        ] {
            assert_eq!(says(test), [""; 0], "{test}");
        }
        assert_eq!(says("k6: 300 VUs, think time 2 s, each iteration makes 2 requests, 900 req/s").len(), 1);
        let yaml = "load_test:\n  tool: k6\n  virtual_users: 300\n  think_time: 2 s\n  requests_per_session: 5\n  target: 500 req/s\n";
        assert_eq!(findings(&super::RULE, yaml), [""; 0]);
    }

    #[test]
    fn several_requests_in_a_round_count() {
        let six = "http.get('https://a.example/1');".repeat(6);
        assert!(script("vus: 100, duration: '10m'", &format!("{six} sleep(1);")).is_empty());
    }

    #[test]
    fn an_arrival_rate_needs_no_users() {
        let options = "scenarios: { s: { executor: 'constant-arrival-rate', rate: 600, timeUnit: '1s', duration: '5m', \
                       preAllocatedVUs: 50 } }";
        assert!(script(options, "http.get('https://a.example/'); sleep(1);").is_empty());
    }

    #[test]
    fn users_without_a_pause_may_send_any_rate() {
        assert!(script("vus: 100, duration: '10m'", "http.get('https://a.example/');").is_empty());
    }

    #[test]
    fn users_and_their_pause_in_words_bound_the_rate() {
        let says = |users: &str| {
            let line =
                format!("- Carga: 270 req/s, com {users} leitores virtuais e pausa de 5 s entre páginas (~271 req/s)");
            findings(&super::RULE, &format!("# Canvas\n## Teste de carga\n{line}\n"))
        };
        assert_eq!(says("152").len(), 1);
        assert!(says("152")[0].starts_with("warning"));
        assert!(says("1.520").is_empty());
    }

    #[test]
    fn users_and_the_length_of_their_iterations_bound_the_rate() {
        let says = |line: &str| findings(&super::RULE, &format!("# Canvas\n## Teste de carga\n- {line}\n"));
        let found = says("k6: 300 VUs, iteraciones de 1 s con 2 peticiones, 6.500 rps");
        assert_eq!(
            found,
            ["error «300 VUs» 300 VUs in iterations of 1 s send at most 600 requests/s, 6.500 rps are wanted"]
        );
        assert_eq!(
            says("500 usuários virtuais, cada iteração de 5 segundos com 1 requisição, 1.600 req/s por 30 min").len(),
            1
        );
        assert!(says("k6: 300 VUs, iterations of 1 s with 25 requests each, 6,500 rps").is_empty());
        assert!(says("k6: 300 VUs, 6,500 rps for 10 min").is_empty());
    }
}
