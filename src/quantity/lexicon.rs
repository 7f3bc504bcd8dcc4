//! The words of units, in Portuguese, English and Spanish: lower case, without accents, nouns in the singular.

use crate::folding::fold_word;
use crate::quantity::words;
use crate::quantity::{Currency, DataUnit, Each, Entity, Period, TimeUnit};
use rust_decimal::Decimal;

/// What a word behind a number measures.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Measure {
    Time(TimeUnit),
    Data(DataUnit),
    /// Data per second: `Mbps`.
    Flow(DataUnit),
    /// Things per time: `RPS`.
    Rate(Entity, Period),
    Money(Currency),
    Cores,
    Percent,
    Factor,
}

const fn bytes(power: u8) -> DataUnit {
    DataUnit { bits: false, power, binary: false }
}

/// The measure that a unit symbol or word stands for. `raw` is as written, `word` folded.
pub(in crate::quantity) fn measure(raw: &str, word: &str) -> Option<Measure> {
    if let Some(unit) = binary(raw) {
        return Some(Measure::Data(unit));
    }
    // "2 mín" is the least there may be.
    if word == "min" && raw.contains(['í', 'Í']) {
        return None;
    }
    Some(match word {
        "ns" | "nanosegundo" | "nanosegundos" | "nanosecond" | "nanoseconds" => Measure::Time(TimeUnit::Nanosecond),
        "us" | "µs" | "μs" | "microsegundo" | "microsegundos" | "microsecond" | "microseconds" => {
            Measure::Time(TimeUnit::Microsecond)
        }
        "ms" | "msec" | "milissegundo" | "milissegundos" | "milisegundo" | "milisegundos" | "millisecond"
        | "milliseconds" | "millis" => Measure::Time(TimeUnit::Millisecond),
        "b" if raw == "B" => Measure::Data(bytes(0)),
        "byte" | "bytes" => Measure::Data(bytes(0)),
        "bit" | "bits" => Measure::Data(DataUnit { bits: true, ..bytes(0) }),
        "kb" | "kilobyte" | "kilobytes" | "quilobytes" => Measure::Data(bytes(1)),
        "mb" | "megabyte" | "megabytes" | "megas" => Measure::Data(bytes(2)),
        "gb" | "gigabyte" | "gigabytes" | "gigas" | "gbs" => Measure::Data(bytes(3)),
        "tb" | "terabyte" | "terabytes" => Measure::Data(bytes(4)),
        "pb" | "petabyte" | "petabytes" => Measure::Data(bytes(5)),
        "kbit" | "kbits" => Measure::Data(DataUnit { bits: true, ..bytes(1) }),
        "mbit" | "mbits" | "megabit" | "megabits" => Measure::Data(DataUnit { bits: true, ..bytes(2) }),
        "gbit" | "gbits" | "gigabit" | "gigabits" => Measure::Data(DataUnit { bits: true, ..bytes(3) }),
        "bps" => Measure::Flow(DataUnit { bits: true, ..bytes(0) }),
        "kbps" => Measure::Flow(DataUnit { bits: !raw.contains('B'), ..bytes(1) }),
        "mbps" => Measure::Flow(DataUnit { bits: !raw.contains('B'), ..bytes(2) }),
        "gbps" => Measure::Flow(DataUnit { bits: !raw.contains('B'), ..bytes(3) }),
        "tbps" => Measure::Flow(DataUnit { bits: !raw.contains('B'), ..bytes(4) }),
        "rps" | "reqps" => Measure::Rate(Entity::Request, Period::Second),
        "rpm" => Measure::Rate(Entity::Request, Period::Minute),
        // Quotas of language models: tokens per minute, requests and tokens per day.
        "tpm" => Measure::Rate(Entity::Token, Period::Minute),
        "rpd" if raw == "RPD" => Measure::Rate(Entity::Request, Period::Day),
        "tpd" if raw == "TPD" => Measure::Rate(Entity::Token, Period::Day),
        "qps" => Measure::Rate(Entity::Query, Period::Second),
        "tps" => Measure::Rate(Entity::Transaction, Period::Second),
        "iops" => Measure::Rate(Entity::Io, Period::Second),
        "eps" => Measure::Rate(Entity::Event, Period::Second),
        "vcpu" | "vcpus" | "cpu" | "cpus" | "core" | "cores" | "nucleo" | "nucleos" | "vcore" | "vcores" => {
            Measure::Cores
        }
        "percent" | "pct" => Measure::Percent,
        "x" | "vezes" | "veces" | "times" | "fold" => Measure::Factor,
        _ => {
            return time(word).map(Measure::Time).or_else(|| currency(raw, word).map(Measure::Money));
        }
    })
}

/// `Mi`, `MiB` and the like.
fn binary(raw: &str) -> Option<DataUnit> {
    let (letter, rest) = raw.split_at_checked(1)?;
    let power = match letter {
        "K" | "k" => 1,
        "M" => 2,
        "G" => 3,
        "T" => 4,
        "P" => 5,
        _ => return None,
    };
    let bits = match rest {
        "i" | "iB" | "ib" => false,
        "ibit" => true,
        _ => return None,
    };
    Some(DataUnit { bits, power, binary: true })
}

/// A unit of time as an amount. `m` is left to the reader: it may be minutes, milli or million.
pub(in crate::quantity) fn time(word: &str) -> Option<TimeUnit> {
    Some(match word {
        "s" | "seg" | "segs" | "sec" | "secs" | "segundo" | "segundos" | "second" | "seconds" => TimeUnit::Second,
        "min" | "mins" | "minuto" | "minutos" | "minute" | "minutes" => TimeUnit::Minute,
        "h" | "hr" | "hrs" | "hs" | "hora" | "horas" | "hour" | "hours" => TimeUnit::Hour,
        "d" | "dia" | "dias" | "day" | "days" => TimeUnit::Day,
        "semana" | "semanas" | "week" | "weeks" | "wk" | "wks" => TimeUnit::Week,
        "mes" | "meses" | "month" | "months" | "mo" => TimeUnit::Month,
        "ano" | "anos" | "year" | "years" | "yr" | "yrs" => TimeUnit::Year,
        _ => return None,
    })
}

/// A period behind "/" or "per".
pub(in crate::quantity) fn period(word: &str) -> Option<Period> {
    Some(match word {
        "m" => Period::Minute,
        "trimestre" | "trimestres" | "quarter" | "quarters" | "trim" => Period::Quarter,
        _ => match time(word)? {
            TimeUnit::Second => Period::Second,
            TimeUnit::Minute => Period::Minute,
            TimeUnit::Hour => Period::Hour,
            TimeUnit::Day => Period::Day,
            TimeUnit::Week => Period::Week,
            TimeUnit::Month => Period::Month,
            TimeUnit::Year => Period::Year,
            _ => return None,
        },
    })
}

/// The power of ten that a price is per: "$2.50/M", "US$ 5/k". A small "m" is a month.
pub(in crate::quantity) fn many(raw: &str) -> Option<u32> {
    Some(match raw {
        "k" | "K" => 3,
        "M" | "MM" | "Mi" | "mi" => 6,
        _ => return None,
    })
}

/// A thousand or a million of what is counted, in one word behind a price: "$3/MTok", "$0.20/Mreq".
pub(in crate::quantity) fn many_of(raw: &str) -> Option<Each> {
    let (letter, rest) = raw.split_at_checked(1)?;
    let count = match letter {
        "k" | "K" => Decimal::ONE_THOUSAND,
        "M" => Decimal::from(1_000_000),
        "m" if rest == "tok" => Decimal::from(1_000_000),
        _ => return None,
    };
    let noun = singular(&fold_word(rest));
    let entity = if noun == "tok" { Some(Entity::Token) } else { entity(&noun) };
    Some(Each { count, entity: entity? })
}

/// A period as an adjective: "mensal", "daily".
pub(in crate::quantity) fn periodic(word: &str) -> Option<Period> {
    Some(match word {
        "horario" | "horaria" | "horarios" | "horarias" | "hourly" => Period::Hour,
        "diario" | "diaria" | "diarios" | "diarias" | "daily" => Period::Day,
        "semanal" | "semanais" | "semanales" | "weekly" => Period::Week,
        "mensal" | "mensais" | "mensual" | "mensuales" | "monthly" | "mensalmente" | "mensualmente" | "mom" | "mrr" => {
            Period::Month
        }
        "trimestral" | "trimestrais" | "trimestrales" | "quarterly" => Period::Quarter,
        "anual" | "anuais" | "anuales" | "annual" | "annually" | "yearly" | "anualmente" | "yoy" | "arr" => {
            Period::Year
        }
        _ => return None,
    })
}

/// A currency as a word or code.
pub(in crate::quantity) fn currency(raw: &str, word: &str) -> Option<Currency> {
    Some(match raw {
        "BRL" => Currency::Brl,
        "USD" => Currency::Usd,
        "EUR" => Currency::Eur,
        "GBP" => Currency::Gbp,
        "ARS" => Currency::Ars,
        "MXN" => Currency::Mxn,
        "COP" => Currency::Cop,
        "CLP" => Currency::Clp,
        "PEN" => Currency::Pen,
        _ => match word {
            "reais" => Currency::Brl,
            "dolar" | "dolares" | "dollar" | "dollars" => Currency::Usd,
            "euro" | "euros" => Currency::Eur,
            "pound" | "pounds" => Currency::Gbp,
            "peso" | "pesos" => Currency::Dollar,
            "soles" => Currency::Pen,
            _ => return None,
        },
    })
}

/// A noun that is counted, from its singular.
pub(in crate::quantity) fn entity(singular: &str) -> Option<Entity> {
    Some(match singular {
        "usuario" | "user" | "utilizador" => Entity::User,
        "mau" => Entity::MonthlyActiveUser,
        "dau" => Entity::DailyActiveUser,
        "ccu" => Entity::ConcurrentUser,
        "vu" => Entity::VirtualUser,
        "sessao" | "sesion" | "session" => Entity::Session,
        "requisicao" | "request" | "req" | "peticion" | "solicitud" | "solicitacao" | "chamada" | "llamada"
        | "call" => Entity::Request,
        "mensagem" | "mensaje" | "message" | "msg" | "msj" | "mensajes" => Entity::Message,
        "pedido" | "order" => Entity::Order,
        "transacao" | "transaccion" | "transaction" | "txn" | "tx" | "trx" => Entity::Transaction,
        "consulta" | "query" => Entity::Query,
        "evento" | "event" => Entity::Event,
        "interacao" | "interaccion" | "interaction" => Entity::Interaction,
        "job" => Entity::Job,
        "conexao" | "conexion" | "connection" | "conn" | "conex" => Entity::Connection,
        "instancia" | "instance" => Entity::Instance,
        "replica" => Entity::Replica,
        "pod" => Entity::Pod,
        "node" | "nodo" => Entity::Node,
        "worker" => Entity::Worker,
        "token" => Entity::Token,
        _ => return None,
    })
}

/// What a word beside a noun says about it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::quantity) enum Modifier {
    Active,
    Concurrent,
    Registered,
    Virtual,
    Periodic(Period),
    Peak,
    Mean,
    /// "more", "extra": what is added.
    Added,
    /// Nothing that matters here.
    Plain,
}

/// What `word` (folded) says about the noun beside it.
pub(in crate::quantity) fn modifier(word: &str) -> Option<Modifier> {
    Some(match word {
        "ativo" | "ativa" | "ativos" | "ativas" | "activo" | "activa" | "activos" | "activas" | "active" => {
            Modifier::Active
        }
        "simultaneo" | "simultanea" | "simultaneos" | "simultaneas" | "simultaneous" | "simultaneously"
        | "concurrent" | "concurrente" | "concurrentes" | "concorrente" | "concorrentes" | "concurrently"
        | "paralelo" | "paralela" | "paralelos" | "paralelas" | "parallel" => Modifier::Concurrent,
        "registrado" | "registrada" | "registrados" | "registradas" | "registered" | "cadastrado" | "cadastrada"
        | "cadastrados" | "cadastradas" => Modifier::Registered,
        "virtual" | "virtuais" | "virtuales" => Modifier::Virtual,
        "peak" => Modifier::Peak,
        "average" | "avg" => Modifier::Mean,
        "adicional" | "adicionais" | "adicionales" | "additional" | "extra" | "extras" | "more" => Modifier::Added,
        "new" | "novo" | "nova" | "novos" | "novas" | "nuevo" | "nueva" | "nuevos" | "nuevas" | "total" | "totais"
        | "shared" | "compartilhado" | "compartilhados" | "compartilhada" | "compartido" | "compartidos"
        | "dedicado" | "dedicados" | "dedicada" | "dedicadas" | "different" | "small" | "large" | "main" | "real"
        | "reais" | "reales" | "unique" | "unico" | "unicos" | "unicas" | "online" | "external" | "internal"
        | "api" | "http" | "read" | "sustained" | "dedicated" | "piloto" | "trocadas" | "enviadas" | "recebidas"
        | "processadas" | "geradas" | "criados" | "criadas" | "pagantes" | "paying" | "grandes" | "pequenas"
        | "otros" | "outros" | "outras" | "other" | "free" => Modifier::Plain,
        _ => return periodic(word).map(Modifier::Periodic),
    })
}

/// The singular of a folded noun, as far as that is easy.
pub fn singular(word: &str) -> String {
    let change = |cut: usize, with: &str| format!("{}{with}", &word[..word.len() - cut]);
    if !word.is_ascii()
        || word.len() < 4
        || word.ends_with("ss")
        || word.ends_with("us")
        || word.ends_with("is") && word.len() < 5
    {
        return match word {
            "vus" => "vu".to_owned(),
            "ops" | "maus" | "daus" | "ccus" => word[..word.len() - 1].to_owned(),
            "nos" => "no".to_owned(),
            _ => word.to_owned(),
        };
    }
    match word {
        "series" => change(1, ""),
        _ if word.ends_with("oes") || word.ends_with("aes") => change(3, "ao"),
        _ if word.ends_with("ciones") || word.ends_with("siones") || word.ends_with("xiones") => change(2, ""),
        _ if word.ends_with("ies") => change(3, "y"),
        _ if word.ends_with("ens") || word.ends_with("uns") => match word {
            "tokens" | "itens" | "runs" => change(1, "").replace("iten", "item"),
            _ => change(2, "m"),
        },
        _ if word.ends_with("ches") || word.ends_with("ores") || word.ends_with("ales") => change(2, ""),
        _ if word.ends_with("ais") => change(2, "l"),
        _ if word.ends_with("eis") => change(2, "l"),
        _ if word.ends_with("sses") => change(2, ""),
        "peticiones" | "sesiones" | "conexiones" => change(2, ""),
        "ordenes" | "servidores" | "investidores" | "consumidores" | "trabajadores" | "solicitudes" => change(2, ""),
        _ if word.ends_with("dores") || word.ends_with("dades") => {
            change(if word.ends_with("dades") { 1 } else { 2 }, "")
        }
        _ if word.ends_with('s') => change(1, ""),
        _ => word.to_owned(),
    }
}

/// Words behind a number that are never what it counts: small words and frequent verbs.
pub(in crate::quantity) fn is_small_word(word: &str) -> bool {
    words::SMALL.contains(word)
}

/// How many a written number such as "milhares" is at least, and its power of ten.
pub(in crate::quantity) fn number_word(word: &str) -> Option<i64> {
    Some(match word {
        "dezenas" | "decenas" | "dozens" | "tens" => 20,
        "centenas" | "cientos" | "hundreds" => 200,
        "milhares" | "miles" | "thousands" => 2000,
        "milhoes" | "millones" | "millions" => 2_000_000,
        _ => return None,
    })
}

/// A number in words: "uma hora", "treinta minutos", "two regions".
pub fn numeral(word: &str) -> Option<u32> {
    Some(match word {
        "um" | "uma" | "un" | "una" | "one" => 1,
        "dois" | "duas" | "dos" | "two" => 2,
        "tres" | "three" => 3,
        "quatro" | "cuatro" | "four" => 4,
        "cinco" | "five" => 5,
        "seis" | "six" => 6,
        "oito" | "ocho" | "eight" => 8,
        "dez" | "diez" | "ten" => 10,
        "doze" | "doce" | "twelve" => 12,
        "quinze" | "quince" | "fifteen" => 15,
        "vinte" | "veinte" | "twenty" => 20,
        "trinta" | "treinta" | "thirty" => 30,
        "quarenta" | "cuarenta" | "forty" => 40,
        "sessenta" | "sesenta" | "sixty" => 60,
        _ => return None,
    })
}

/// The factor in "dobrar", "triplicar".
pub(in crate::quantity) fn factor_word(word: &str) -> Option<i64> {
    Some(match word {
        "dobrar" | "duplicar" | "double" | "doubling" | "dobro" | "doble" | "dobrando" | "duplicando" | "doubles"
        | "doubled" | "duplicarse" => 2,
        "triplicar" | "triple" | "triplicando" | "tripling" | "triplo" => 3,
        "quadruplicar" | "cuadruplicar" | "quadruple" => 4,
        "decuplicar" => 10,
        _ => return None,
    })
}

/// The power of ten of a multiplier. Letters count only when they are glued to the number.
pub(in crate::quantity) fn multiplier(raw: &str, word: &str, glued: bool, money: bool) -> Option<u32> {
    Some(match word {
        "mil" | "thousand" => 3,
        "milhao" | "milhoes" | "millon" | "millones" | "million" | "millions" | "mln" => 6,
        "bilhao" | "bilhoes" | "billion" | "billions" => 9,
        "trilhao" | "trilhoes" | "trillion" => 12,
        "mi" if raw != "Mi" && (money || !glued) || raw == "MI" => 6,
        "mm" if raw == "MM" => 6,
        "bi" if money || !glued => 9,
        "bn" => 9,
        _ => match raw {
            "k" | "K" if glued || money => 3,
            "M" if glued || money => 6,
            "m" if glued && money => 6,
            "B" if glued => 9,
            _ => return None,
        },
    })
}
