//! What loading makes of a difference between the one who dumped and the one who loads.

use std::fmt;

/// What becomes of an attribute, or of a whole object, that was dumped by other code than that which loads it; from
/// harmless to worst.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
#[non_exhaustive]
pub enum Effect {
    /// It is loaded as it was.
    None,
    /// That is not told by what is known of the classes.
    Unknown,
    /// It is not loaded: the next dump is without it.
    Dropped,
    /// It is loaded as an attribute that the class does not declare.
    Extra,
    /// It is loaded, and may be of another type than the annotation says.
    Mistyped,
    /// The object is loaded without it: an `AttributeError` for whoever looks at it.
    Missing,
    /// It is loaded with a value that is not its own, and nothing says so.
    Wrong,
    /// Loading fails.
    Error,
}

impl Effect {
    /// Every effect, from harmless to worst.
    pub const ALL: &'static [Effect] = &[
        Effect::None,
        Effect::Unknown,
        Effect::Dropped,
        Effect::Extra,
        Effect::Mistyped,
        Effect::Missing,
        Effect::Wrong,
        Effect::Error,
    ];

    /// Whether code that relies on its classes stops to work: a failure, another value, none at all or one of another
    /// type does that. What is kept beside the declared attributes, or left out, does not.
    ///
    /// ```
    /// use pickle_codegen::compare::Effect;
    ///
    /// assert!(Effect::Missing.breaks());
    /// assert!(!Effect::Extra.breaks());
    /// ```
    pub fn breaks(self) -> bool {
        self >= Effect::Mistyped
    }

    /// Its name, in lower case.
    pub fn as_str(self) -> &'static str {
        self.words().0
    }

    /// What it means, in a few words.
    pub fn meaning(self) -> &'static str {
        self.words().1
    }

    fn words(self) -> (&'static str, &'static str) {
        match self {
            Effect::None => ("none", "loads as it was"),
            Effect::Unknown => ("unknown", "cannot be told"),
            Effect::Dropped => ("dropped", "is dropped"),
            Effect::Extra => ("extra", "is kept as an undeclared attribute"),
            Effect::Mistyped => ("mistyped", "may have a value of another type"),
            Effect::Missing => ("missing", "is missing"),
            Effect::Wrong => ("wrong", "silently gets a wrong value"),
            Effect::Error => ("error", "fails to load"),
        }
    }
}

impl fmt::Display for Effect {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

/// The effects of a change where Python loads, and where the generated Rust does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[non_exhaustive]
pub struct Effects {
    /// What Python makes of it.
    pub python: Effect,
    /// What the generated Rust makes of it.
    pub rust: Effect,
}

impl Effects {
    pub(super) const NONE: Effects = Effects::both(Effect::None);

    /// The same effect in both.
    pub(super) const fn both(effect: Effect) -> Effects {
        Effects { python: effect, rust: effect }
    }

    pub(super) fn max(self, other: Effects) -> Effects {
        Effects { python: self.python.max(other.python), rust: self.rust.max(other.rust) }
    }
}
