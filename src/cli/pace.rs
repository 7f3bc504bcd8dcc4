//! How long the parts of a run take.

use std::fmt::Write as _;
use std::io::Write as _;
use std::time::{Duration, Instant};

use unicode_width::UnicodeWidthStr;

use crate::Step;
use crate::words::{Language, Text};

/// A part of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Phase {
    /// Finding the files, and what holds for them.
    Find,
    /// Reading their bytes.
    Read,
    /// A step of the work on one document.
    Step(Step),
    /// Comparing with a baseline or a revision.
    Compare,
    /// Writing the reports.
    Report,
}

/// The phases in their order, with what they are called.
static PHASES: [(Phase, Text); 8] = [
    (Phase::Find, Text { en: "find files", pt: "localizar arquivos", es: "buscar archivos" }),
    (Phase::Read, Text { en: "read", pt: "ler", es: "leer" }),
    (Phase::Step(Step::Parse), Text { en: "parse", pt: "analisar a sintaxe", es: "analizar la sintaxis" }),
    (Phase::Step(Step::Understand), Text { en: "understand", pt: "compreender", es: "comprender" }),
    (Phase::Step(Step::Judge), Text { en: "judge", pt: "julgar", es: "juzgar" }),
    (Phase::Step(Step::Score), Text { en: "score", pt: "pontuar", es: "puntuar" }),
    (Phase::Compare, Text { en: "compare", pt: "comparar", es: "comparar" }),
    (Phase::Report, Text { en: "report", pt: "relatar", es: "informar" }),
];

/// The time that was spent in each phase.
#[derive(Clone, Copy, Debug, Default)]
pub struct Pace {
    spent: [Duration; PHASES.len()],
}

impl Pace {
    /// Adds what another run of the same phases took.
    pub fn add(&mut self, other: &Pace) {
        self.spent.iter_mut().zip(other.spent).for_each(|(spent, more)| *spent += more);
    }

    /// A clock that starts now.
    pub fn clock(&mut self) -> Clock<'_> {
        Clock { pace: self, since: Instant::now() }
    }

    /// Says on standard error how long everything took; the time differs from run to run, so no report has it.
    pub fn print(&self, elapsed: Duration, language: Language) {
        // Where standard error is closed there is nobody to tell.
        let _ = anstream::stderr().write_all(self.table(elapsed, language).as_bytes());
    }

    fn table(&self, elapsed: Duration, language: Language) -> String {
        let phases = PHASES.iter().zip(self.spent).filter(|(_, spent)| !spent.is_zero());
        let rows: Vec<(&str, Duration)> =
            phases.map(|((_, name), spent)| (name.in_language(language), spent)).collect();
        let width = rows.iter().map(|(name, _)| name.width()).max().unwrap_or(0);
        let milliseconds = |time: Duration| format!("{:.1} ms", time.as_secs_f64() * 1_000.0);
        let mut table = TIME.with("elapsed", milliseconds(elapsed)).in_language(language) + "\n";
        for (name, spent) in rows {
            let gap = " ".repeat(width - name.width());
            // Writing to a string does not fail.
            let _ = writeln!(table, "  {name}{gap}  {:>12}", milliseconds(spent));
        }
        table
    }
}

/// Writes the time that passes to the phases that end.
pub struct Clock<'a> {
    pace: &'a mut Pace,
    since: Instant,
}

impl Clock<'_> {
    /// What has passed since the last phase was spent in this one.
    pub fn done(&mut self, phase: Phase) {
        let now = Instant::now();
        let place = PHASES.iter().position(|(known, _)| *known == phase);
        if let Some(spent) = place.and_then(|place| self.pace.spent.get_mut(place)) {
            *spent += now.duration_since(self.since);
        }
        self.since = now;
    }
}

static TIME: Text = Text {
    en: "time: {elapsed}, of which (work on several files at once is added up)",
    pt: "tempo: {elapsed}, dos quais (o trabalho em vários arquivos ao mesmo tempo é somado)",
    es: "tiempo: {elapsed}, de los cuales (el trabajo en varios archivos a la vez se suma)",
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn time_goes_to_the_phase_that_ends_and_phases_that_were_not_are_not_said() {
        let mut pace = Pace::default();
        let mut clock = pace.clock();
        std::thread::sleep(Duration::from_millis(2));
        clock.done(Phase::Read);
        clock.done(Phase::Step(Step::Judge));
        let mut all = pace;
        all.add(&pace);
        let table = all.table(Duration::from_millis(1_500), Language::En);
        let lines: Vec<&str> = table.lines().collect();
        assert_eq!(lines.len(), 3, "{table}");
        assert!(lines[0].starts_with("time: 1500.0 ms"), "{table}");
        let read: String = lines[1].trim().chars().filter(|c| c.is_ascii_digit()).collect();
        assert!(
            lines[1].trim().starts_with("read ") && read.parse::<u32>().is_ok_and(|tenths| tenths >= 40),
            "{table}"
        );
        assert!(lines[2].trim().starts_with("judge "), "{table}");
    }
}
