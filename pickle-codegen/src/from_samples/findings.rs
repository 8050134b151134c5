//! What there is to say about samples, in words; each names the sample and the byte.

use pickle_core::Error;

use super::forms::Form;
use super::layouts::Refusal;
use super::observations::{Observations, ObservedClass};
use super::shapes::Reason;
use super::types::Loss;
use crate::diagnostics::{Code, Diagnostic};

/// A sample that does not consist of pickles; `offset` is where the one begins that is none.
pub(super) fn no_pickle(name: &str, offset: usize, error: &Error) -> Diagnostic {
    let message = format!("`{name}` holds no pickle at byte {offset}: {error}");
    Diagnostic::without_span(Code::SampleNotPickle, message)
        .help("a sample is a file with one or more pickles, one after the other, and nothing else")
}

/// A class whose objects differ, with the forms that its record does not load.
pub(super) fn contradiction(observations: &Observations, class: &ObservedClass, others: &[Form]) -> Option<Diagnostic> {
    let described = |form: &Form| {
        let tally = class.forms.get(form)?;
        Some(format!("{form} ({} times, {})", tally.count, observations.place(tally.first)))
    };
    let other = others.iter().find_map(&described)?;
    let taken = class.forms.iter().filter(|(form, _)| !others.contains(form));
    let taken = taken.max_by_key(|(_, tally)| (tally.count, std::cmp::Reverse(tally.first))).map(|(form, _)| form)?;
    let message = format!("`{}` is {} and also {other}; the first is taken", class.name, described(taken)?);
    Some(Diagnostic::without_span(Code::SampleLayouts, message).help(
        "the other objects do not load: if they are of an old version, dump them anew, or infer their types from samples of \
         their own",
    ))
}

/// A class that is left out.
pub(super) fn refusal(observations: &Observations, class: &ObservedClass, refusal: &Refusal) -> Diagnostic {
    let reason = match refusal {
        Refusal::Name(name) => format!("`{}` is no name in Python", name.escape_debug()),
        Refusal::Form(form) => {
            let place = class.forms.get(form).map_or_else(String::new, |tally| observations.place(tally.first));
            format!("no layout has objects {form}: {place}")
        }
    };
    let message = format!("`{}` is left out: {reason}", class.name);
    Diagnostic::without_span(Code::SampleLayoutUnknown, message)
        .help("its objects are `Any`; a type by hand can read them with `getstate` and `setstate`")
}

/// A class that is left out because of cycles.
pub(super) fn cycle(class: &ObservedClass) -> Diagnostic {
    let message =
        format!("`{}` is left out: its objects take part in cycles in which no object owns the others", class.name);
    Diagnostic::without_span(Code::SampleCycle, message)
        .help("its objects are `Any`, which keeps cycles; a type by hand can have `Weak` fields")
}

/// A field that is `Any` for reasons.
pub(super) fn losses(
    observations: &Observations,
    class: &ObservedClass,
    field: &str,
    losses: &[Loss],
) -> Option<Diagnostic> {
    let first = losses.iter().min()?;
    let reason = match first.reason {
        Reason::Surrogates => "it has a `str` with lone surrogates".to_owned(),
        Reason::OldText => "it has strings of Python 2, of which some are text and some are data".to_owned(),
        Reason::Outside => "it has what is loaded from outside of the pickle".to_owned(),
        Reason::NoType => "it has objects without a Rust type".to_owned(),
        Reason::HoldsItself => "it has containers that hold themselves".to_owned(),
        Reason::TooDeep => "its type would have too many parts".to_owned(),
        Reason::TooMany => "it has values of too many types".to_owned(),
        Reason::ClassLeftOut(left_out) => {
            format!("it has objects of `{}`, which is left out", observations.class(left_out).name)
        }
    };
    let place = first.seen.map(|seen| format!(" ({})", observations.place(seen))).unwrap_or_default();
    let message = format!("`{field}` of `{}` is `Any`, or has `Any` in it: {reason}{place}", class.name);
    Some(
        Diagnostic::without_span(Code::SampleTypeUnknown, message)
            .help("nothing is lost: `Any` dumps as it was loaded"),
    )
}

/// A class with arguments that have no names in the samples.
pub(super) fn unnamed_arguments(class: &ObservedClass, fields: &[&str]) -> Diagnostic {
    let fields = fields.iter().map(|field| format!("`{field}`")).collect::<Vec<_>>().join(", ");
    let message = format!("nothing in the samples names the values {fields} of `{}`", class.name);
    Diagnostic::without_span(Code::SampleNamesUnknown, message)
        .help("rename the fields as you like: they are known by their positions")
}
