//! Code in, sayings out.

use proptest::prelude::*;

use super::*;

/// What code says, one line each, indented by depth.
fn said(language: &str, text: &str) -> String {
    let mut lines = String::new();
    for said in read(language, text) {
        lines.push_str(&"  ".repeat(said.depth));
        lines.push_str(&said.label);
        if !said.value.is_empty() {
            lines.push_str(": ");
            lines.push_str(&said.value);
        }
        lines.push('\n');
    }
    lines
}

/// The code that the saying with this label and value points at.
fn pointed<'t>(language: &str, text: &'t str, label: &str) -> &'t str {
    let all = read(language, text);
    let found = all.iter().find(|s| s.label == label).expect("the label is said");
    &text[found.value_at.clone()]
}

const K6: &str = r"
import http from 'k6/http';
import { check, sleep } from 'k6';

const SHOP = __ENV.SHOP || 'https://staging.loja.example';
const PEAK = 240;

export const options = {
  // warm up, hold, cool down
  stages: [
    { duration: '90s', target: 60 },
    { duration: '1h30m', target: PEAK }, // hold
  ],
  thresholds: {
    http_req_duration: ['p(95)<750', 'avg<=200'],
    'http_req_duration{kind:search}': [{ threshold: 'p(99.9) < 1500', abortOnFail: true, delayAbortEval: '10s' }],
    http_req_failed: ['rate<0.005'],
    checks: ['rate>0.99'],
    http_reqs: ['rate>=80'],
  },
};

export default function () {
  const res = http.get(`${SHOP}/produtos?pagina=3`);
  check(res, { 'fast enough': (r) => r.timings.duration < 900 });
  http.post(`${SHOP}/carrinho`, JSON.stringify({ id: 77 }));
  sleep(Math.random() * 4 + 2);
}
";

#[test]
fn a_k6_script_says_its_stages_limits_host_and_pauses() {
    assert_eq!(
        said("javascript", K6),
        "\
stages
  stage
    duration: 90 s
    vus: 60 VUs
  stage
    duration: 90 min
    vus: 240 VUs
http_req_duration: p95 < 750 ms
http_req_duration: mean latency <= 200 ms
http_req_duration: p99.9 < 1500 ms
error_rate: < 0.5%
checks: > 99%
http_reqs: >= 80 requests/s
requests_per_iteration: 2 requests
target: https://staging.loja.example
check: response time < 900 ms
think_time: 2-6 s
"
    );
}

#[test]
fn each_saying_points_at_its_code() {
    assert_eq!(pointed("js", K6, "vus"), "60");
    assert_eq!(pointed("js", K6, "duration"), "'90s'");
    assert_eq!(pointed("js", K6, "error_rate"), "'rate<0.005'");
    assert_eq!(pointed("js", K6, "check"), "timings.duration < 900");
    assert_eq!(pointed("js", K6, "think_time"), "Math.random() * 4 + 2");
}

#[test]
fn arrival_rates_are_requests_when_each_iteration_sends_one() {
    let script = |requests: &str| {
        format!(
            "export const options = {{ scenarios: {{ rush: {{ executor: 'constant-arrival-rate', rate: 3000, \
             timeUnit: '1m', duration: '15m', preAllocatedVUs: 80, maxVUs: 400 }} }} }};\n\
             export default () => {{ {requests} sleep(randomIntBetween(1, 3)); }}"
        )
    };
    assert_eq!(
        said("typescript", &script("http.get('http://pix.example:8080/saldo');")),
        "\
rush
  executor: constant-arrival-rate
  rate: 3000 requests/min
  duration: 15 min
  preAllocatedVUs: 80 VUs
  maxVUs: 400 VUs
requests_per_iteration: 1 requests
target: http://pix.example:8080
think_time: 1-3 s
"
    );
    let two = said("ts", &script("http.get(A); http.get(B);"));
    assert!(two.contains("rate: 3000 iterations/min\n"), "{two}");
    assert!(two.contains("requests_per_iteration: 2 requests\n"), "{two}");
}

#[test]
fn stages_of_an_arrival_rate_are_rates() {
    let text = "scenarios: { climb: { executor: 'ramping-arrival-rate', startRate: 5, timeUnit: '1s', \
                stages: [{ target: 40, duration: '2m' }] } }, thresholds: { http_req_failed: ['rate<0.1'] }";
    assert_eq!(
        said("k6", text),
        "\
climb
  executor: ramping-arrival-rate
  startRate: 5 requests/s
  stages
    stage
      rate: 40 requests/s
      duration: 2 min
error_rate: < 10%
"
    );
}

#[test]
fn javascript_that_is_no_load_test_says_nothing() {
    let text = "const cache = new Map();\nfor (let i = 0; i < 500; i++) { cache.set(i, i * 2); }\nsetTimeout(f, 3000);";
    assert_eq!(said("javascript", text), "");
}

#[test]
fn a_locust_file_says_its_waits_and_weighted_tasks() {
    let text = r#"
from locust import HttpUser, FastHttpUser, task, between, constant_pacing

class Visitor(HttpUser):
    """Looks around, buys little."""
    host = "https://homolog.feira.example/app"
    weight = 4
    wait_time = between(0.5, 2.5)

    @task(7)
    def browse(self):
        self.client.get(f"/ofertas/{self.page}", timeout=30)

    @task
    def buy(self):
        with self.client.post("/pedidos", json={"qtd": 12}) as r:
            pass

class Robot(FastHttpUser):
    wait_time = constant_pacing(20)
"#;
    assert_eq!(
        said("python", text),
        "\
Visitor
  target: https://homolog.feira.example
  weight: 4
  think_time: 0.5-2.5 s
  task: GET /ofertas/{self.page}
    weight: 7
  task: POST /pedidos
Robot
  pacing: 20 s
"
    );
    assert_eq!(pointed("python", text, "think_time"), "between(0.5, 2.5)");
}

#[test]
fn the_durations_of_a_locust_shape_count_from_the_start() {
    let text = "class Wave(LoadTestShape):\n    stages = [\n        {\"duration\": 120, \"users\": 30, \"spawn_rate\": 3},\n    ]";
    assert_eq!(
        said("py", text),
        "\
Wave
  stages
    stage
      until: 120 s
      vus: 30 VUs
      spawn_rate: 3 VUs/s
"
    );
}

#[test]
fn python_that_is_no_load_test_only_says_its_pools() {
    let text = "engine = create_engine(URL, pool_size=15, max_overflow=5, pool_timeout=30)\n\
                executor = ThreadPoolExecutor(max_workers=64)\nthread_pool_size = 9\nretries = 3";
    assert_eq!(said("python", text), "pool_size: 15 connections\nmax_overflow: 5 connections\npool_timeout: 30 s\n");
}

#[test]
fn commands_say_how_much_load_they_make() {
    let text = "# smoke\n\
        $ k6 run --vus 25 --duration=10m --env HOST=x test.js\n\
        locust -f load.py --headless -u 900 -r 30 -t 1h30m \\\n    --host https://stage.bank.example/v2\n\
        ./wrk -t8 -c160 -d45s --latency \"http://edge.example/health?x=1\"\n\
        ab -n 20000 -c 75 https://edge.example/\n\
        echo 'GET https://edge.example' | vegeta attack -rate=120/s -duration=5m | tee out.bin\n\
        docker run --rm -i grafana/k6 run -s 2m:40,3m:80 - <script.js\n\
        kubectl autoscale deployment/api --min=3 --max=18 --cpu-percent=65\n\
        kubectl scale deployment/api --replicas=20\n\
        grep -c 400 access.log";
    assert_eq!(
        said("bash", text),
        "\
k6 run
  vus: 25 VUs
  duration: 10 min
locust
  vus: 900 VUs
  spawn_rate: 30 VUs/s
  duration: 90 min
  target: https://stage.bank.example
wrk
  threads: 8 threads
  connections: 160 connections
  duration: 45 s
  target: http://edge.example
ab
  requests: 20000 requests
  connections: 75 connections
  target: https://edge.example
vegeta attack
  rate: 120 requests/s
  duration: 5 min
k6 run
  stage
    duration: 2 min
    vus: 40 VUs
  stage
    duration: 3 min
    vus: 80 VUs
kubectl autoscale
  minReplicas: 3 replicas
  maxReplicas: 18 replicas
  averageUtilization: 65%
"
    );
    assert_eq!(pointed("bash", text, "connections"), "-c160");
}

#[test]
fn a_jmeter_plan_says_its_threads_and_times() {
    let text = "<intProp name=\"ThreadGroup.num_threads\">140</intProp>\n<stringProp name=\"ThreadGroup.ramp_time\">90</stringProp>\n\
        <stringProp name=\"ThreadGroup.duration\">${time}</stringProp>\n<stringProp name=\"ConstantTimer.delay\">250</stringProp>\n\
        <stringProp name=\"HTTPSampler.port\">8443</stringProp>";
    assert_eq!(said("xml", text), "vus: 140 VUs\nramp: 90 s\nthink_time: 250 ms\n");
    assert_eq!(pointed("jmx", text, "vus"), "140");
}

#[test]
fn sql_says_its_limits_and_buffers() {
    let text = "-- max_connections = 999\n\
        ALTER SYSTEM SET max_connections = 350;\n\
        alter system set shared_buffers TO '2GB';\n\
        SET statement_timeout = '5s';\n\
        SET work_mem = 8192;\n\
        SELECT id FROM pedidos WHERE total > 5000 LIMIT 10;\n\
        CREATE TABLE t (pool_size INTEGER, nome VARCHAR(255));";
    assert_eq!(
        said("sql", text),
        "max_connections: 350 connections\nshared_buffers: 2 GB\nstatement_timeout: 5 s\nwork_mem: 8192 KB\n"
    );
}

#[test]
fn configuration_says_its_pools() {
    let text = "[pgbouncer]\nlisten_port = 6432\nmax_client_conn = 4000\ndefault_pool_size = 40 # each\n\
        spring.datasource.hikari.maximum-pool-size=32\nDB_POOL_SIZE=\"18\"\n\
        DATABASE_URL=postgres://app@db:5432/shop?connection_limit=9&pool_timeout=15\nmaxclients 7000\n";
    assert_eq!(
        said("ini", text),
        "\
max_client_conn: 4000 connections
pool_size: 40 connections
pool_size: 32 connections
pool_size: 18 connections
pool_size: 9 connections
pool_timeout: 15 s
max_connections: 7000 connections
"
    );
}

#[test]
fn pools_of_programs_are_read_in_any_language() {
    assert_eq!(said("javascript", "const pool = new Pool({ host: 'db', max: 24 });"), "pool_size: 24 connections\n");
    assert_eq!(said("java", "config.setMaximumPoolSize(16); config.setPort(5432);"), "pool_size: 16 connections\n");
    assert_eq!(said("go", "db.SetMaxOpenConns(60)"), "pool_size: 60 connections\n");
}

#[test]
fn promql_blocks_say_their_limits() {
    let text = "# slow\nhistogram_quantile(0.99, sum by (le) (rate(pay_duration_seconds_bucket[5m]))) > 2\n\nsum(rate(x[1m]))\n";
    assert_eq!(said("promql", text), "expr: p99 > 2 s\n");
    assert_eq!(pointed("promql", text, "expr"), "> 2");
}

#[test]
fn other_languages_are_left_alone() {
    assert_eq!(said("hcl", "instance_count = 4\nstorage_gb = 500"), "");
    assert_eq!(said("dockerfile", "EXPOSE 8080\nENV WORKERS=4"), "");
}

#[test]
fn a_block_of_code_holds_what_it_says() {
    use crate::source::{Source, Span};
    use crate::syntax::{Block, Document, Fence};
    let text = "import 'k6/http';\nexport const options = { stages: [{ duration: '3m', target: 45 }] };";
    let source = format!("```js\n{text}\n```\n");
    let fence = Fence {
        language: "js".to_owned(),
        text: Inline::verbatim(text, 6),
        yaml: Vec::new(),
        span: Span::new(0, source.len() - 1),
    };
    let document = Document { blocks: vec![Block::Fence(fence)], ..Document::default() };
    let source = Source::new("canvas.md", source.as_bytes());
    let outline = crate::extract::outline(&document, &crate::extract::Vocabulary::default());
    let block = outline.entries.iter().position(|e| e.kind == Kind::Code).expect("the block is an entry");
    let vus = outline.entries.iter().position(|e| e.text.plain == "45 VUs").expect("the target is an entry");
    assert_eq!(outline.entries[vus].kind, Kind::Key);
    assert_eq!(source.slice(outline.entries[vus].text.span_of(0..2)), "45");
    let above: Vec<_> =
        outline.above(vus).map(|i| outline.entries[i].label.as_ref().map(|l| l.plain.clone())).collect();
    assert_eq!(above, [Some("stage".to_owned()), Some("stages".to_owned()), Some("js".to_owned())]);
    assert_eq!(outline.above(vus).last(), Some(block));
}

#[test]
fn odd_code_takes_no_time() {
    for piece in ["sleep(", "http.get(", "\\'", "[{", "stages: [", "`", "Pool({max:", "/*", "class A(User", "-c 'x"] {
        let text = piece.repeat(100_000 / piece.len());
        for language in ["js", "python", "sql", "bash", "promql"] {
            let started = std::time::Instant::now();
            read(language, &format!("k6/http HttpUser wrk {text}"));
            assert!(started.elapsed().as_secs() < 10, "{language}: {piece}");
        }
    }
}

proptest! {
    #[test]
    fn no_code_makes_it_stumble(
        language in prop::sample::select(vec!["js", "python", "sql", "ini", "bash", "promql", "go", "xml", ""]),
        text in prop::collection::vec(prop::sample::select(vec![
            "stages", "scenarios", "thresholds", ":", "[", "]", "{", "}", "(", ")", "'5m'", "'p(95)<500'", "target", "100",
            ",", "sleep", "http", ".", "get", "k6/http", "`${", "}`", "timings", "<", "HttpUser", "@", "task", "def",
            "class", "between", "wait_time", "=", "\n", "\\", "k6", "run", "--vus", "-c", "wrk", "/", "*", "1e9", "\"", "'",
            "name=\"ThreadGroup.duration\">", "max_connections", "Pool", "TO", "é", "🚀", "__VU", "options", "export const options", "||", "Math.random",
            "rate", "[5m]", "> 0.05", "by", "histogram_quantile", " ", "-", "99999999999999999999999999999999",
        ]), 0..60).prop_map(|parts| parts.concat()),
    ) {
        for said in read(language, &text) {
            prop_assert!(text.get(said.value_at.clone()).is_some(), "{:?}", said);
            prop_assert!(text.get(said.label_at.clone()).is_some(), "{:?}", said);
        }
    }

    #[test]
    fn no_text_makes_it_stumble(text in "\\PC*", mark in prop::sample::select(vec!["js", "py", "sql", "env", "sh", "promql"])) {
        for prefix in ["", "import 'k6/http'; ", "from locust import x\n"] {
            read(mark, &format!("{prefix}{text}"));
        }
    }
}
