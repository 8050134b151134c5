//! The text of a path: its segments joined and brought into the form that Python's `str` gives.

/// A path in parts, as Python's `splitroot` has them.
#[derive(Debug, Clone, Copy, Default)]
struct Split<'t> {
    drive: &'t str,
    root: &'t str,
    rest: &'t str,
}

/// The text of the path that Python makes from these segments.
pub(super) fn normalized(is_windows: bool, segments: &[&str]) -> String {
    if is_windows { windows(segments) } else { posix(segments) }
}

fn posix(segments: &[&str]) -> String {
    let from = segments.iter().rposition(|segment| segment.starts_with('/')).unwrap_or(0);
    let segments = segments.get(from..).unwrap_or_default();
    let root = match segments.first() {
        // POSIX gives a meaning to two slashes, and to no other number of them.
        Some(first) if first.starts_with("//") && !first.starts_with("///") => "//",
        Some(first) if first.starts_with('/') => "/",
        _ => "",
    };
    shown(root, &names(segments, '/'), "/")
}

fn windows(segments: &[&str]) -> String {
    let segments: Vec<String> = segments.iter().map(|segment| segment.replace('/', "\\")).collect();
    let (mut drive, mut root, mut rests) = ("", "", Vec::new());
    for split in segments.iter().map(|segment| split_windows(segment)) {
        let is_other_drive = !split.drive.is_empty() && !split.drive.eq_ignore_ascii_case(drive);
        if !split.root.is_empty() || is_other_drive {
            root = split.root;
            rests.clear();
        }
        if !split.drive.is_empty() {
            drive = split.drive;
        }
        rests.push(split.rest);
    }
    if root.is_empty() && is_share(drive) {
        root = "\\";
    }
    let mut names = names(&rests, '\\');
    let begins_like_a_drive = names.first().is_some_and(|name| !split_windows(name).drive.is_empty());
    if drive.is_empty() && root.is_empty() && begins_like_a_drive {
        names.insert(0, ".");
    }
    shown(&format!("{drive}{root}"), &names, "\\")
}

/// The names in some segments; empty ones and single points lead nowhere.
fn names<'t>(segments: &[&'t str], separator: char) -> Vec<&'t str> {
    let all = segments.iter().flat_map(|segment| segment.split(separator));
    all.filter(|name| !matches!(*name, "" | ".")).collect()
}

fn shown(anchor: &str, names: &[&str], separator: &str) -> String {
    match format!("{anchor}{}", names.join(separator)) {
        text if text.is_empty() => ".".to_owned(),
        text => text,
    }
}

/// Takes a path with backslashes apart: `c:`, `\\server\share` and `\\?\UNC\server\share` are drives.
fn split_windows(path: &str) -> Split<'_> {
    const LONG_SHARE: &str = "\\\\?\\UNC\\";
    if path.starts_with("\\\\") {
        let is_long = path.get(..LONG_SHARE.len()).is_some_and(|start| start.eq_ignore_ascii_case(LONG_SHARE));
        return split_share(path, if is_long { LONG_SHARE.len() } else { 2 });
    }
    let (drive, rest) = match path.char_indices().nth(1) {
        Some((colon, ':')) => path.split_at(colon + 1),
        _ => ("", path),
    };
    let (root, rest) = rest.split_at(usize::from(rest.starts_with('\\')));
    Split { drive, root, rest }
}

/// Takes `server\share\rest` apart, which begins at `start`.
fn split_share(path: &str, start: usize) -> Split<'_> {
    let separators = || path.match_indices('\\').map(|(index, _)| index).filter(|index| *index >= start);
    match separators().nth(1) {
        Some(end) => Split { drive: &path[..end], root: &path[end..=end], rest: &path[end + 1..] },
        None => Split { drive: path, ..Split::default() },
    }
}

/// Whether a drive is a share, which always has a root.
fn is_share(drive: &str) -> bool {
    let parts: Vec<&str> = drive.split('\\').collect();
    match parts.as_slice() {
        ["", "", host, _] => !matches!(*host, "?" | "."),
        ["", "", _, _, _, _] => true,
        _ => false,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Each with what `str` of CPython 3.12 and 3.13 gives.
    const POSIX: &[(&[&str], &str)] = &[
        (&[], "."),
        (&[""], "."),
        (&["a", "b"], "a/b"),
        (&["/", "a"], "/a"),
        (&["//a"], "//a"),
        (&["///a"], "/a"),
        (&["a", "/b", "c"], "/b/c"),
        (&["a//b/./c/.."], "a/b/c/.."),
    ];

    const WINDOWS: &[(&[&str], &str)] = &[
        (&[], "."),
        (&["c:\\", "a", "b"], "c:\\a\\b"),
        (&["c:/a", "b"], "c:\\a\\b"),
        (&["c:", "a"], "c:a"),
        (&["\\\\s\\sh\\", "x"], "\\\\s\\sh\\x"),
        (&["//s/sh"], "\\\\s\\sh\\"),
        (&["//?/UNC/s/sh/x"], "\\\\?\\UNC\\s\\sh\\x"),
        (&["c:/a", "d:b"], "d:b"),
        (&["c:/a", "C:b"], "C:\\a\\b"),
        (&["c:/a", "/b"], "c:\\b"),
        (&["./a:b"], ".\\a:b"),
        (&["ä:/b"], "ä:\\b"),
    ];

    #[test]
    fn segments_become_the_text_that_python_shows() {
        for (segments, expected) in POSIX {
            assert_eq!(posix(segments), *expected, "{segments:?}");
        }
        for (segments, expected) in WINDOWS {
            assert_eq!(windows(segments), *expected, "{segments:?}");
        }
    }
}
