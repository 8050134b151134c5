//! What changed between two versions of an enumeration or of a flag.

use pickle_core::schema::{ClassName, Enumeration, Flag, Member, Value};

use super::advice::Situation;
use super::change::{Change, ENUMERATION, FLAG};
use super::effect::{Effect, Effects};
use super::finding::Finding;

/// A member in either version: its name and its value.
struct Found<'m> {
    name: &'m str,
    aliases: &'m [String],
    value: Value,
}

/// The members of one version, and what one that is not there does.
struct Members<'m> {
    members: Vec<Found<'m>>,
    kind: &'static str,
    is_by_name: bool,
    unknown: Effects,
}

/// What changed about the members of an enumeration.
pub(super) fn compare_enumerations(class: &ClassName, old: &Enumeration, new: &Enumeration) -> Vec<Finding> {
    let by_name = (old.is_by_name != new.is_by_name)
        .then(|| of_class(class, Change::MembersByName { is_by_name: new.is_by_name }));
    let members = compare_members(class, &Members::of_enumeration(old), &Members::of_enumeration(new));
    by_name.into_iter().chain(members).collect()
}

/// What changed about the members of a flag.
pub(super) fn compare_flags(class: &ClassName, old: &Flag, new: &Flag) -> Vec<Finding> {
    compare_members(class, &Members::of_flag(old), &Members::of_flag(new))
}

/// What changed about an enumeration that is a flag now, or a flag that is an enumeration now. Both have values.
pub(super) fn compare_enumeration_with_flag(
    class: &ClassName,
    enumeration: &Enumeration,
    flag: &Flag,
    is_flag_now: bool,
) -> Vec<Finding> {
    let (enumeration, flag) = (Members::of_enumeration(enumeration), Members::of_flag(flag));
    let (old, new) = if is_flag_now { (enumeration, flag) } else { (flag, enumeration) };
    let change = Change::KindChanged { from: old.kind, to: new.kind };
    [of_class(class, change)].into_iter().chain(compare_members(class, &old, &new)).collect()
}

impl<'m> Members<'m> {
    fn of_enumeration(enumeration: &'m Enumeration) -> Members<'m> {
        let found =
            |member: &'m Member| Found { name: &member.name, aliases: &member.aliases, value: member.value.clone() };
        let members = enumeration.members.iter().map(found).collect();
        let unknown = Effects::both(Effect::Error);
        Members { members, kind: ENUMERATION, is_by_name: enumeration.is_by_name, unknown }
    }

    /// Python refuses bits that no member of a flag has, unless it is an `IntFlag`; Rust keeps them.
    fn of_flag(flag: &'m Flag) -> Members<'m> {
        let members = flag.members.iter();
        let found =
            members.map(|member| Found { name: &member.name, aliases: &[], value: Value::Int(member.bits.into()) });
        let unknown = Effects { python: Effect::Error, rust: Effect::None };
        Members { members: found.collect(), kind: FLAG, is_by_name: false, unknown }
    }

    fn by_name(&self, name: &str) -> Option<&Found<'m>> {
        self.members.iter().find(|member| member.is_called(name))
    }

    fn by_value(&self, value: &Value) -> Option<&Found<'m>> {
        self.members.iter().find(|member| is_equal(&member.value, value))
    }

    /// What loading makes of a member of another version.
    fn effects_on(&self, sent: &Found<'_>, writer: &Members<'_>) -> Effects {
        if writer.is_by_name {
            return if self.by_name(sent.name).is_some() { Effects::NONE } else { Effects::both(Effect::Error) };
        }
        match self.by_value(&sent.value) {
            None => self.unknown,
            Some(found) if found.is_called(sent.name) || self.by_name(sent.name).is_none() => {
                let is_another = !found.is_called(sent.name) && writer.by_name(found.name).is_some();
                if is_another { Effects::both(Effect::Wrong) } else { Effects::NONE }
            }
            Some(_) => Effects::both(Effect::Wrong),
        }
    }
}

impl Found<'_> {
    fn is_called(&self, name: &str) -> bool {
        self.name == name || self.aliases.iter().any(|alias| alias == name)
    }
}

fn compare_members(class: &ClassName, old: &Members<'_>, new: &Members<'_>) -> Vec<Finding> {
    let mut findings = Vec::new();
    for member in &old.members {
        let Some(change) = change_of(member, old, new) else { continue };
        let back = match &change {
            Change::MemberRenamed { to } => new.by_name(to),
            _ => new.by_name(member.name),
        };
        let read_old = new.effects_on(member, old);
        let write_old = back.map_or(Effects::NONE, |member| old.effects_on(member, new));
        findings.push(of_member(class, member.name, change, read_old, write_old));
    }
    let is_renamed = |added: &Found<'_>| old.by_value(&added.value).is_some_and(|was| new.by_name(was.name).is_none());
    for added in new.members.iter().filter(|member| old.by_name(member.name).is_none() && !is_renamed(member)) {
        let change = Change::MemberAdded { value: added.value.clone() };
        findings.push(of_member(class, added.name, change, Effects::NONE, old.effects_on(added, new)));
    }
    findings
}

/// What became of a member of the old version, if anything did.
fn change_of(member: &Found<'_>, old: &Members<'_>, new: &Members<'_>) -> Option<Change> {
    match (new.by_name(member.name), new.by_value(&member.value)) {
        (Some(same), _) if is_equal(&same.value, &member.value) => None,
        (Some(same), _) => Some(Change::MemberValueChanged { from: member.value.clone(), to: same.value.clone() }),
        (None, Some(other)) if old.by_name(other.name).is_none() => {
            Some(Change::MemberRenamed { to: other.name.to_owned() })
        }
        (None, _) => Some(Change::MemberRemoved { value: member.value.clone() }),
    }
}

fn of_class(class: &ClassName, change: Change) -> Finding {
    let (read_old, write_old) = (Effects::NONE, Effects::NONE);
    Finding::new(&Situation { old: None, new: None, class, field: None, read_old, write_old }, vec![change])
}

fn of_member(class: &ClassName, name: &str, change: Change, read_old: Effects, write_old: Effects) -> Finding {
    let situation = Situation { old: None, new: None, class, field: Some(name), read_old, write_old };
    Finding::new(&situation, vec![change])
}

/// Whether Python finds one where it looks for the other: `True == 1 == 1.0`.
fn is_equal(left: &Value, right: &Value) -> bool {
    match (number(left), number(right)) {
        (Some(left), Some(right)) => left == right,
        _ => left == right,
    }
}

fn number(value: &Value) -> Option<f64> {
    match value {
        Value::Bool(flag) => Some(f64::from(*flag)),
        // Two large numbers that differ do so as ints.
        Value::Int(int) => i32::try_from(*int).ok().map(f64::from),
        Value::Float(float) => Some(*float),
        _ => None,
    }
}
