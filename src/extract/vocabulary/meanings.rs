//! What a team's own words can mean: for each meaning the word that is read in their place.

use crate::words::{Language, Text};

/// What a word means.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Meaning {
    /// What a configuration calls it.
    pub name: &'static str,
    one: Text,
    many: Text,
}

impl Meaning {
    /// The meaning of this name.
    pub fn named(name: &str) -> Option<&'static Meaning> {
        MEANINGS.iter().find(|meaning| meaning.name == name)
    }

    /// The word for it, in the plural or not.
    pub fn word(&self, plural: bool, language: Language) -> &'static str {
        if plural { self.many.in_language(language) } else { self.one.in_language(language) }
    }
}

/// A noun, which is counted.
const fn noun(name: &'static str, one: [&'static str; 3], many: [&'static str; 3]) -> Meaning {
    let [en, pt, es] = one;
    let [en_many, pt_many, es_many] = many;
    Meaning { name, one: Text { en, pt, es }, many: Text { en: en_many, pt: pt_many, es: es_many } }
}

/// A word that is not counted.
const fn sign(name: &'static str, word: [&'static str; 3]) -> Meaning {
    noun(name, word, word)
}

/// The meanings, each in English, Portuguese and Spanish; every word is one that is known everywhere.
pub static MEANINGS: &[Meaning] = &[
    noun("user", ["user", "usuário", "usuario"], ["users", "usuários", "usuarios"]),
    noun("session", ["session", "sessão", "sesión"], ["sessions", "sessões", "sesiones"]),
    noun("request", ["request", "requisição", "petición"], ["requests", "requisições", "peticiones"]),
    noun("message", ["message", "mensagem", "mensaje"], ["messages", "mensagens", "mensajes"]),
    noun("order", ["order", "pedido", "pedido"], ["orders", "pedidos", "pedidos"]),
    noun("transaction", ["transaction", "transação", "transacción"], ["transactions", "transações", "transacciones"]),
    noun("query", ["query", "consulta", "consulta"], ["queries", "consultas", "consultas"]),
    noun("event", ["event", "evento", "evento"], ["events", "eventos", "eventos"]),
    noun("interaction", ["interaction", "interação", "interacción"], ["interactions", "interações", "interacciones"]),
    noun("job", ["job", "job", "job"], ["jobs", "jobs", "jobs"]),
    noun("connection", ["connection", "conexão", "conexión"], ["connections", "conexões", "conexiones"]),
    noun("instance", ["instance", "instância", "instancia"], ["instances", "instâncias", "instancias"]),
    noun("replica", ["replica", "réplica", "réplica"], ["replicas", "réplicas", "réplicas"]),
    noun("node", ["node", "node", "nodo"], ["nodes", "nodes", "nodos"]),
    noun("worker", ["worker", "worker", "worker"], ["workers", "workers", "workers"]),
    noun("token", ["token", "token", "token"], ["tokens", "tokens", "tokens"]),
    sign("current", ["current", "atual", "actual"]),
    sign("scaled", ["scaled", "escalado", "escalado"]),
    sign("phase", ["phase", "fase", "fase"]),
    sign("peak", ["peak", "pico", "pico"]),
    sign("mean", ["average", "média", "promedio"]),
    sign("total", ["total", "total", "total"]),
    sign("subtotal", ["subtotal", "subtotal", "subtotal"]),
];
