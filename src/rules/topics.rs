//! What topics are called in messages.

use crate::model::Topic;
use crate::words::Text;

/// The name of a topic, as it stands in a list.
pub(in crate::rules) fn name(topic: Topic) -> &'static Text {
    match topic {
        Topic::Database => &DATABASE,
        Topic::Cache => &CACHE,
        Topic::Queue => &QUEUE,
        Topic::Balancer => &BALANCER,
        Topic::Cdn => &CDN,
        Topic::Model => &MODEL,
        Topic::Storage => &STORAGE,
        Topic::PaidMonitoring => &PAID_MONITORING,
        Topic::Latency => &LATENCY,
        Topic::Traffic => &TRAFFIC,
        Topic::Errors => &ERRORS,
        Topic::Saturation => &SATURATION,
        Topic::Cost => &COST,
        Topic::Availability => &AVAILABILITY,
        Topic::Quota => &QUOTA,
        _ => &OTHER,
    }
}

static DATABASE: Text = Text { en: "database", pt: "banco de dados", es: "base de datos" };
static CACHE: Text = Text { en: "cache", pt: "cache", es: "caché" };
static QUEUE: Text = Text { en: "queue", pt: "fila", es: "cola" };
static BALANCER: Text = Text { en: "load balancer", pt: "balanceador de carga", es: "balanceador de carga" };
static CDN: Text = Text { en: "CDN", pt: "CDN", es: "CDN" };
static MODEL: Text = Text { en: "AI model", pt: "modelo de IA", es: "modelo de IA" };
static STORAGE: Text = Text { en: "file storage", pt: "armazenamento de arquivos", es: "almacenamiento de archivos" };
static PAID_MONITORING: Text =
    Text { en: "monitoring tool", pt: "ferramenta de monitoramento", es: "herramienta de monitoreo" };
static LATENCY: Text = Text { en: "latency", pt: "latência", es: "latencia" };
static TRAFFIC: Text = Text { en: "traffic", pt: "tráfego", es: "tráfico" };
static ERRORS: Text = Text { en: "errors", pt: "erros", es: "errores" };
static SATURATION: Text = Text { en: "saturation", pt: "saturação", es: "saturación" };
static COST: Text = Text { en: "cost", pt: "custo", es: "costo" };
static AVAILABILITY: Text = Text { en: "availability", pt: "disponibilidade", es: "disponibilidad" };
static QUOTA: Text = Text { en: "provider limits", pt: "limites do provedor", es: "límites del proveedor" };
static OTHER: Text = Text { en: "others", pt: "outros", es: "otros" };
