//! What Python says became of the attributes, and whether that is what was said before.

use std::collections::BTreeMap;
use std::path::Path;

use pickle_codegen::compare::{Change, Effect, Finding};
use pickle_tests::interpreter::Interpreter;

use super::cases::{Case, Language, Side};

/// What became of the pickles of one side of one case: by the class that was dumped and the attribute; `*` stands for the
/// object as a whole.
pub(crate) type Observed = BTreeMap<(String, String), Effect>;

/// What became of all pickles in a directory, by case and side.
pub(crate) fn judge(interpreter: &Interpreter, pickles: &Path) -> BTreeMap<(String, Side), Observed> {
    let printed =
        interpreter.output("evolution.py", &["judge".as_ref(), pickles]).unwrap_or_else(|error| panic!("{error}"));
    let mut observed: BTreeMap<(String, Side), Observed> = BTreeMap::new();
    for line in printed.lines() {
        let words: Vec<&str> = line.split(' ').collect();
        let &[case, side, class, attribute, effect] = &words[..] else { panic!("{line}") };
        let side = if side == "old" { Side::Old } else { Side::New };
        let effect = *Effect::ALL.iter().find(|known| known.as_str() == effect).expect("a known effect");
        let of_side = observed.entry((case.to_owned(), side)).or_default();
        of_side.insert((class.to_owned(), attribute.to_owned()), effect);
    }
    observed
}

/// Where the findings of a case say something else than what was observed.
pub(crate) fn contradictions(case: &Case, side: Side, language: Language, observed: &Observed) -> Vec<String> {
    let mut classes: Vec<&str> = observed.keys().map(|(class, _)| class.as_str()).collect();
    classes.dedup();
    let of_class = |class: &str| {
        let own: BTreeMap<&str, Effect> = observed
            .iter()
            .filter(|((name, _), _)| name == class)
            .map(|((_, attribute), effect)| (attribute.as_str(), *effect))
            .collect();
        Checker { case, side, language, class: class.to_owned(), observed: own }.contradictions()
    };
    classes.into_iter().flat_map(of_class).collect()
}

struct Checker<'c> {
    case: &'c Case,
    side: Side,
    language: Language,
    class: String,
    observed: BTreeMap<&'c str, Effect>,
}

impl Checker<'_> {
    fn contradictions(&self) -> Vec<String> {
        let findings = self.findings();
        let said = findings.iter().map(|finding| self.effect(finding)).max().unwrap_or(Effect::None);
        let seen = self.observed.values().copied().max().unwrap_or(Effect::None);
        let mut contradictions = Vec::new();
        if said != seen && said != Effect::Unknown {
            contradictions.push(self.contradiction("the worst", said, seen));
        }
        // What fails to load does not show what would have become of its attributes.
        if !self.observed.contains_key("*") {
            contradictions.extend(self.by_attribute(&findings));
        }
        contradictions
    }

    fn by_attribute(&self, findings: &[&Finding]) -> Vec<String> {
        let mut rest = self.observed.clone();
        let mut contradictions = Vec::new();
        for finding in findings.iter().filter(|finding| finding.field.is_some()) {
            let names = names(finding);
            let seen = names.iter().filter_map(|name| rest.remove(name)).max().unwrap_or(Effect::None);
            if self.effect(finding) != seen && self.effect(finding) != Effect::Unknown {
                contradictions.push(self.contradiction(&names.join(" and "), self.effect(finding), seen));
            }
        }
        let of_class = findings.iter().filter(|finding| finding.field.is_none());
        let said = of_class.map(|finding| self.effect(finding)).max().unwrap_or(Effect::None);
        let seen = rest.values().copied().max().unwrap_or(Effect::None);
        if said != seen {
            contradictions.push(self.contradiction("the other attributes", said, seen));
        }
        contradictions
    }

    /// The findings about the class, which may have had another name before.
    fn findings(&self) -> Vec<&Finding> {
        let is_meant = |finding: &&Finding| self.case.name_at(self.side, &finding.class).qualname == self.class;
        self.case.comparison.findings.iter().filter(is_meant).collect()
    }

    fn effect(&self, finding: &Finding) -> Effect {
        self.language.effect(self.side.effects(finding))
    }

    fn contradiction(&self, what: &str, said: Effect, seen: Effect) -> String {
        let (case, side, class) = (&self.case.name, self.side.name(), &self.class);
        format!("{case}: {:?} loads {side} {class}, {what}: said {said}, seen {seen}", self.language)
    }
}

/// The attribute that a finding is about, and what else it may be called.
fn names(finding: &Finding) -> Vec<&str> {
    let renamed = finding.changes.iter().filter_map(|change| match change {
        Change::FieldRenamed { to, .. } => Some(to.as_str()),
        _ => None,
    });
    finding.field.as_deref().into_iter().chain(renamed).collect()
}
