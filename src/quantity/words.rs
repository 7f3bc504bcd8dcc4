//! Long lists of words, folded, in Portuguese, English and Spanish together.

use std::collections::HashSet;
use std::sync::LazyLock;

/// A list of words that is asked for each number.
pub(in crate::quantity) type Words = LazyLock<HashSet<&'static str>>;

/// The words of `list`, which are divided by spaces.
fn listed(list: &'static str) -> HashSet<&'static str> {
    list.split_whitespace().collect()
}

/// Products whose name is followed by a version, and words for "version".
pub(in crate::quantity) static PRODUCTS: Words = LazyLock::new(|| {
    listed(
        "\
    python postgresql postgres pg gemini gpt claude llama mistral java kotlin node nodejs react angular vue \
    kubernetes ubuntu debian alpine redis mysql mariadb mongodb kafka rabbitmq nginx docker php laravel django \
    rails ruby golang go rust net apache mpl bsd gpl agpl lgpl http tls ssl oauth windows ios android macos tomcat \
    elasticsearch opensearch cassandra flask fastapi spring boot typescript ecmascript openapi swagger terraform \
    helm swarm prometheus grafana whisper sonnet opus haiku wi wifi bluetooth usb pci cuda drupal wordpress \
    sqlserver oracle jenkins version versao versoes versiones versions release releases vitess istio k gp ipv",
    )
});

/// People and firms in the singular, who are counted and never paid for.
pub(in crate::quantity) static PEOPLE: Words = LazyLock::new(|| {
    listed(
        "\
    cliente customer client assinante subscriber suscriptor abonado aluno estudante alumno estudiante student paciente \
    patient motorista driver conductor entregador repartidor courier vendedor seller comprador buyer professor docente \
    profesor teacher funcionario empleado employee colaborador membro miembro member morador residente resident \
    visitante visitor leitor lector reader jogador jugador player viajante viajero traveller passageiro pasajero \
    passenger lojista comerciante merchant tenant inquilino socio condutor pessoa persona people",
    )
});

/// Nouns that are numbered: what follows is their number, not how many there are.
pub(in crate::quantity) static NUMBERED: Words = LazyLock::new(|| {
    listed(
        "\
    secao secoes section sections seccion secciones fase fases phase phases option options opcao opcoes opcion \
    opciones tier tiers sprint sprints semana semanas week weeks mes meses month months ano anos year years dia \
    day nivel niveis level levels passo passos step steps paso pasos cenario cenarios scenario scenarios escenario \
    escenarios item itens figura figure tabela table tabla capitulo chapter etapa etapas stage stages zona zone \
    node gateway cluster parte part trimestre quarter camada layer capa categoria category bloco block bloque \
    modulo module grupo group prioridade priority prioridad sev severity pagina page linha line linea round rodada \
    teste test tests prueba risco risk riesgo rfc iso iec nist lei ley artigo articulo article issue ticket pr adr \
    cve id numero number nº milestone marco hito epic epico task tarefa tarea percentil percentile plano plan soc \
    case caso exemplo example ejemplo anexo appendix apendice servidor server shard regiao region rack slot versao \
    onda wave ola horizonte horizon objetivo objective okr meta goal criterio requisito requirement estrategia \
    strategy alternativa alternative no user worker usuario instance instancia pod replica job thread nota note \
    linhas lines no. rascunho borrador draft revisao seed semente semilla",
    )
});

/// Words behind a number that are never what it counts: small words and frequent verbs.
pub(in crate::quantity) static SMALL: Words = LazyLock::new(|| {
    listed(
        "\
    mondays tuesdays wednesdays thursdays fridays saturdays sundays lunes martes miercoles jueves viernes sabados domingos \
    a o e y as os um uma un una el la los las lo the an de do da dos das del em en no na nos nas ao aos al com con \
    with without sem sin para por pelo pela per for to at in on of by from or ou and and_or u se si if que that \
    which quando cuando when while is are was were be been has have had will would can could may should must sera \
    serao foi sao es son fue esta estao estan tem ter tiene pode podem puede pueden deve devem debe vs versus via \
    ate hasta until than then entao entonces mas mais pero but not nao sim yes ja ya only apenas solo so each cada \
    every todos todas all max min maximo minimo maxima minima maximum minimum avg media medio promedio average \
    pico peak total ok etc ago atras depois antes after before despues hoje hoy today ontem ayer yesterday amanha manana tomorrow agora now ahora como its it \
    this this_is isso isto esse este seria gera gerar generates needs precisa necesita usa usam usan use using uses usando takes \
    aguenta soporta suporta supports handles durante during sobre above below under over abaixo acima entre \
    between across against contra within dentro also tambem tambien plus off out up down higher lower maior menor \
    mayor less menos target meta limit limite default padrao aprox approx simultaneamente necessarias disponiveis \
    available livre free gratis atual current actual cresce grows crece falha fails falla quarter trimestre \
    last included incluido incluidos incluida incluidas incluso inclusos respectivamente respectively instantly instantaneamente sustentado sustentados too still ainda escalado escalada \
    scaled",
    )
});

/// Plurals that name a limit, an amount or a figure, not what it is of.
pub(in crate::quantity) static LIMITS: Words = LazyLock::new(|| {
    listed(
        "\
    limits limites metas targets goals objetivos quotas cotas cuotas picos peaks totals totais totales medias volumes \
    volumenes umbrales thresholds alertas alerts custos costs costos costes gastos reads writes hits",
    )
});

/// Those of [`NUMBERED`] whose numbers may have three digits and more.
pub(in crate::quantity) static LONG_NUMBERED: Words = LazyLock::new(|| {
    listed(
        "\
    rfc iso iec nist lei ley cve issue ticket pr id numero number nº artigo articulo article page pagina line linha \
    linea lines linhas section secao seccion case caso test teste epic epico task tarefa tarea sprint adr no no. item \
    percentil percentile versao",
    )
});
