//! The globals that may be named.

use super::Named;

/// What the options `--allow` say.
pub(crate) struct Allowed<'a> {
    modules: Vec<&'a str>,
    names: Vec<&'a str>,
}

impl<'a> Allowed<'a> {
    /// `MODULE.*` is every name of the module, but not of modules inside it; anything else is one full name.
    pub(crate) fn new(patterns: &'a [String]) -> Allowed<'a> {
        let mut allowed = Allowed { modules: Vec::new(), names: Vec::new() };
        for pattern in patterns {
            match pattern.strip_suffix(".*") {
                Some(module) => allowed.modules.push(module),
                None => allowed.names.push(pattern),
            }
        }
        allowed
    }

    /// What an extension code stands for is not in the pickle, so it is never allowed.
    pub(crate) fn allows(&self, named: &Named) -> bool {
        let Named::Global(module, name) = named else { return false };
        let is_full_name = |allowed: &&str| {
            let rest = allowed.strip_prefix(module.as_str()).and_then(|rest| rest.strip_prefix('.'));
            rest == Some(name.as_str())
        };
        self.modules.contains(&module.as_str()) || self.names.iter().any(is_full_name)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_allowed_by_itself_or_by_its_module() {
        let patterns = ["os.path.join", "m.*", "*", ".*", "a.b.C"].map(str::to_owned);
        let allowed = Allowed::new(&patterns);
        let allows = |module: &str, name: &str| allowed.allows(&Named::Global(module.to_owned(), name.to_owned()));
        assert!(allows("os.path", "join"));
        assert!(allows("m", "anything"));
        assert!(allows("m", "Outer.Inner"));
        assert!(allows("a.b", "C"));
        assert!(!allows("os", "system"));
        assert!(!allows("os.path", "joined"));
        assert!(!allows("m.inner", "anything"));
        assert!(!allows("mm", "anything"));
        assert!(!allowed.allows(&Named::Extension(1)));
    }
}
