//! A configuration as a file: every key, what it means, and where its value comes from.

use super::keys::{KEYS, Key};
use super::setting::{Shape, Shown, quoted};
use super::{Config, Settings};

pub(super) fn print(config: &Config) -> String {
    let mut text = match &config.file {
        Some(file) => format!("# The configuration of pickle-codegen, with {}.\n", file.display()),
        None => "# The configuration of pickle-codegen, without a file.\n".to_owned(),
    };
    for key in KEYS {
        text.push('\n');
        text.push_str(&format!("# {}\n", meaning(key)));
        text.push_str(&print_key(config, key));
    }
    text
}

fn print_key(config: &Config, key: &Key) -> String {
    let name = key.name;
    let origin = config.origin(key, None);
    match (key.show)(&config.settings) {
        Shown::Nothing => format!("# {name} = # {origin}\n"),
        Shown::Value(value) => format!("{name} = {value} # {origin}\n"),
        Shown::Entries(entries) => {
            let line = |(entry, value): (String, String)| {
                format!("{} = {value} # {}\n", quoted(&entry), config.origin(key, Some(&entry)))
            };
            let lines: String = entries.into_iter().map(line).collect();
            format!("[{name}] # {origin}\n{lines}")
        }
        Shown::Tables(tables) if tables.is_empty() => format!("# [[{name}]] # {origin}\n"),
        Shown::Tables(tables) => {
            let line = |(name, value): (String, String)| format!("{name} = {value}\n");
            let table = |entries: Vec<(String, String)>| -> String {
                format!("[[{name}]] # {origin}\n{}", entries.into_iter().map(line).collect::<String>())
            };
            tables.into_iter().map(table).collect()
        }
    }
}

/// What a key means, in a line: what its words mean too.
pub(super) fn meaning(key: &Key) -> String {
    let Shape::Word(words) = key.shape else {
        return key.meaning.to_owned();
    };
    let words: Vec<String> = words.iter().map(|word| format!("`{}` ({})", word.word, word.meaning)).collect();
    format!("{}: {}", key.meaning, words.join(", "))
}

/// The value that a key has when nobody says anything, as TOML; nothing if it has none.
pub(super) fn default_value(key: &Key) -> Option<String> {
    match (key.show)(&Settings::default()) {
        Shown::Value(value) => Some(value),
        _ => None,
    }
}
