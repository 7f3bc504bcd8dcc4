//! What a rule has to say: findings, passes, and checks that could not be made.

use crate::source::Span;
use crate::words::Message;

/// How much a finding matters.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    /// An improvement.
    Advice,
    /// A competent reviewer would ask for a change.
    Warning,
    /// Wrong by the document's own numbers, or a must-have that is missing.
    Error,
}

impl Severity {
    /// The name that reports and configuration use.
    pub fn name(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }
}

/// The families of rules that compare figures; the others look for what is missing or unclear. A figure that is wrong in
/// itself goes before one that contradicts another, and that before one that does not suffice.
pub(crate) const COMPARING: [&str; 3] = ["arithmetic/", "consistency/", "capacity/"];

/// One occurrence of a defect.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Finding {
    /// The code of the rule, `family/name`; stamped by the engine.
    pub rule: &'static str,
    /// How much it matters, when that is less than the rule's own severity; the engine fills it in.
    pub severity: Option<Severity>,
    /// Where it stands.
    pub span: Span,
    /// What is wrong, with the numbers.
    pub message: Message,
    /// Every other place the finding rests on.
    pub labels: Vec<Label>,
    /// Further places the finding rests on that need no remark (the middle rows of a sum).
    pub places: Vec<Span>,
    /// What follows from the document's other numbers, in its own notation.
    pub computed: Option<String>,
    /// What the document says.
    pub stated: Option<String>,
    /// What was taken for granted, if anything.
    pub assumption: Option<Message>,
    /// What to do.
    pub help: Option<Message>,
    /// The repair, when there is exactly one.
    pub fix: Option<Fix>,
}

impl Finding {
    /// A finding at `span`. The engine stamps rule and severity.
    pub fn new(span: Span, message: Message) -> Finding {
        Finding {
            rule: "",
            severity: None,
            span,
            message,
            labels: Vec::new(),
            places: Vec::new(),
            computed: None,
            stated: None,
            assumption: None,
            help: None,
            fix: None,
        }
    }

    /// Adds another place the finding rests on.
    pub fn label(&mut self, span: Span, message: Message) -> &mut Finding {
        self.labels.push(Label { span, message });
        self
    }

    /// Says what to do.
    pub fn help(&mut self, help: Message) -> &mut Finding {
        self.help = Some(help);
        self
    }

    /// Puts the two figures that disagree side by side, in the document's notation.
    pub fn figures(&mut self, computed: impl Into<String>, stated: impl Into<String>) -> &mut Finding {
        self.computed = Some(computed.into());
        self.stated = Some(stated.into());
        self
    }

    /// Says what was taken for granted.
    pub fn assuming(&mut self, assumption: Message) -> &mut Finding {
        self.assumption = Some(assumption);
        self
    }

    /// Makes the finding count for less than its rule usually does.
    pub fn severity(&mut self, severity: Severity) -> &mut Finding {
        self.severity = Some(severity);
        self
    }

    /// Offers a repair that needs no judgement.
    pub fn fix(&mut self, span: Span, text: impl Into<String>) -> &mut Finding {
        self.fix = Some(Fix { safe: true, edits: vec![Edit { span, text: text.into() }] });
        self
    }

    /// Makes the repair one that a person has to decide on.
    pub fn unsafe_unless(&mut self, safe: bool) -> &mut Finding {
        if let Some(fix) = &mut self.fix {
            fix.safe = safe;
        }
        self
    }
}

/// A second place of a finding, with a remark.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// The remark.
    pub message: Message,
}

/// A repair: the edits that make a finding go away.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fix {
    /// Whether it can be applied without a person's judgement.
    pub safe: bool,
    /// The edits; they do not overlap.
    pub edits: Vec<Edit>,
}

/// A replacement of some text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What is replaced; empty for an insertion.
    pub span: Span,
    /// What takes its place.
    pub text: String,
}

/// A check that was made and holds.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pass {
    /// The code of the rule; stamped by the engine.
    pub rule: &'static str,
    /// The place that was verified.
    pub span: Span,
    /// Every other place it rests on.
    pub labels: Vec<Span>,
    /// The arithmetic.
    pub message: Message,
}

/// A check that could not be made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Unchecked {
    /// The code of the rule; stamped by the engine.
    pub rule: &'static str,
    /// What is missing.
    pub missing: Message,
}

/// A finding that the author of the document allows, where it stands.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Allowed {
    /// The finding.
    pub finding: Finding,
    /// Why, in the author's words.
    pub reason: String,
    /// The comment that allows it.
    pub span: Span,
}

/// What a rule has to say about one canvas.
#[derive(Debug, Default)]
pub struct Outcomes {
    /// Defects.
    pub findings: Vec<Finding>,
    /// Defects that the author allows.
    pub allowed: Vec<Allowed>,
    /// Checks that hold.
    pub passes: Vec<Pass>,
    /// Checks that could not be made, because something is not written down.
    pub unchecked: Vec<Unchecked>,
}

impl Outcomes {
    /// Records a defect and hands it back to be filled in:
    /// `out.find(span, MESSAGE.with(..)).label(other, ..).help(..)`.
    pub fn find(&mut self, span: Span, message: Message) -> &mut Finding {
        self.findings.push(Finding::new(span, message));
        let last = self.findings.len() - 1;
        &mut self.findings[last]
    }

    /// Records a check that holds.
    pub fn pass(&mut self, span: Span, labels: impl IntoIterator<Item = Span>, message: Message) {
        self.passes.push(Pass { rule: "", span, labels: labels.into_iter().collect(), message });
    }

    /// Records a check that could not be made.
    pub fn cannot_check(&mut self, missing: Message) {
        self.unchecked.push(Unchecked { rule: "", missing });
    }
}
