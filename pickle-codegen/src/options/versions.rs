//! The versions of the libraries whose classes pickle differently from version to version.

use std::fmt;
use std::str::FromStr;

/// The versions of the libraries that a module's classes are made with.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub struct Versions {
    /// attrs
    pub attrs: AttrsVersion,
    /// What `import pydantic` means; `pydantic.v1` is always pydantic 1.
    pub pydantic: PydanticVersion,
}

/// The versions of attrs that differ in the state of classes with slots. Loading accepts both states.
///
/// ```
/// use pickle_codegen::AttrsVersion;
///
/// assert_eq!("<22.2".parse(), Ok(AttrsVersion::Before22_2));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum AttrsVersion {
    /// The state is a tuple: versions up to 22.1.
    Before22_2,
    /// The state is a dict: versions from 22.2 on.
    #[default]
    Since22_2,
}

impl fmt::Display for AttrsVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            AttrsVersion::Before22_2 => "<22.2",
            AttrsVersion::Since22_2 => ">=22.2",
        })
    }
}

impl FromStr for AttrsVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<AttrsVersion, String> {
        match text {
            "<22.2" => Ok(AttrsVersion::Before22_2),
            ">=22.2" => Ok(AttrsVersion::Since22_2),
            _ => Err(format!("expected `<22.2` or `>=22.2`, found `{text}`")),
        }
    }
}

/// The versions of pydantic that differ in the state of models.
///
/// ```
/// use pickle_codegen::PydanticVersion;
///
/// assert_eq!("1".parse(), Ok(PydanticVersion::One));
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
#[non_exhaustive]
pub enum PydanticVersion {
    /// pydantic 1
    One,
    /// pydantic 2. Versions before 2.4 do not read its `RootModel`s.
    #[default]
    Two,
    /// pydantic 2.0 to 2.3: `RootModel`s are written as other models, which later versions read too.
    TwoBefore2_4,
}

impl PydanticVersion {
    /// [`One`](PydanticVersion::One) or [`Two`](PydanticVersion::Two), by what the body of a model means.
    pub(crate) fn generation(self) -> PydanticVersion {
        match self {
            PydanticVersion::One => PydanticVersion::One,
            PydanticVersion::Two | PydanticVersion::TwoBefore2_4 => PydanticVersion::Two,
        }
    }
}

impl fmt::Display for PydanticVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            PydanticVersion::One => "1",
            PydanticVersion::Two => "2",
            PydanticVersion::TwoBefore2_4 => "2.0",
        })
    }
}

impl FromStr for PydanticVersion {
    type Err = String;

    fn from_str(text: &str) -> Result<PydanticVersion, String> {
        match text {
            "1" => Ok(PydanticVersion::One),
            "2" => Ok(PydanticVersion::Two),
            "2.0" => Ok(PydanticVersion::TwoBefore2_4),
            _ => Err(format!("expected `1`, `2` or `2.0`, found `{text}`")),
        }
    }
}
