//! Python names to Rust identifiers: Rust's capitals, Rust's keywords, and names that are still free.

use std::collections::HashSet;

use pickle_core::schema::Literal;
use proc_macro2::{Ident, Span};
use syn::ext::IdentExt;
use syn::parse::Parser;

/// The words that can be identifiers as `r#word` only.
const KEYWORDS: &[&str] = &[
    "abstract", "as", "async", "await", "become", "box", "break", "const", "continue", "do", "dyn", "else", "enum",
    "extern", "false", "final", "fn", "for", "gen", "if", "impl", "in", "let", "loop", "macro", "match", "mod", "move",
    "mut", "override", "priv", "pub", "ref", "return", "static", "struct", "trait", "true", "try", "type", "typeof",
    "unsafe", "unsized", "use", "virtual", "where", "while", "yield",
];

/// The words that cannot be identifiers at all.
const RESERVED: &[&str] = &["Self", "crate", "self", "super"];

/// `name`, or as near as Rust allows; what is a keyword can still become an identifier.
pub(super) fn legal_name(name: String) -> String {
    if RESERVED.contains(&name.as_str()) {
        format!("{name}_")
    } else if Ident::parse_any.parse_str(&name).is_ok_and(|parsed| parsed.unraw() == name) && name != "_" {
        name
    } else {
        let legal = |character: char| if character.is_ascii_alphanumeric() { character } else { '_' };
        format!("_{}_", name.chars().map(legal).collect::<String>())
    }
}

/// The identifier that is spelled `name`, which has to be legal.
pub(super) fn identifier(name: &str) -> Ident {
    if KEYWORDS.contains(&name) { Ident::new_raw(name, Span::call_site()) } else { Ident::new(name, Span::call_site()) }
}

/// The text of an identifier without `r#`.
pub(super) fn unraw(identifier: &Ident) -> String {
    identifier.unraw().to_string()
}

/// `wanted`, or `wanted` with the first number that makes it a name not yet taken.
pub(super) fn unique(wanted: String, separator: &str, taken: &mut HashSet<String>) -> String {
    let stem = match wanted.trim_end_matches('_') {
        "" => &wanted,
        stem => stem,
    };
    let numbered = (2_usize..).map(|number| format!("{stem}{separator}{number}"));
    let free = [wanted.clone()].into_iter().chain(numbered).find(|name| !taken.contains(name));
    let free = free.unwrap_or(wanted);
    taken.insert(free.clone());
    free
}

/// The name of a struct field: `snake_case`, with the underscores in front as they are.
pub(super) fn snake_case(name: &str) -> String {
    let stem = name.trim_start_matches('_');
    let mut snake = name[..name.len() - stem.len()].to_owned();
    let characters: Vec<char> = stem.chars().collect();
    for (index, &character) in characters.iter().enumerate() {
        let previous = index.checked_sub(1).map(|previous| characters[previous]);
        let starts_word = character.is_uppercase()
            && previous.is_some_and(|previous| {
                let next_is_lower = characters.get(index + 1).is_some_and(|next| next.is_lowercase());
                !previous.is_uppercase() && previous != '_' || previous.is_uppercase() && next_is_lower
            });
        let repeats_underscore = character == '_' && previous == Some('_');
        if starts_word {
            snake.push('_');
        }
        if !repeats_underscore {
            snake.extend(character.to_lowercase());
        }
    }
    if stem.is_empty() { "field".to_owned() } else { snake }
}

/// The name of a type: every part of a dotted or underscored name, and every argument, starts with a capital.
pub(super) fn type_case(qualname: &str) -> String {
    let separates = |character: char| character.is_ascii() && !character.is_ascii_alphanumeric();
    let words = qualname.split(separates).filter(|word| !word.is_empty());
    after_digits(words.map(capitalized))
}

/// The name of an enum's variant: `NOT_FOUND` is `NotFound`.
pub(super) fn variant_case(name: &str) -> String {
    let words = name.split('_').filter(|word| !word.is_empty());
    after_digits(words.map(|word| {
        let is_shouted = !word.chars().any(char::is_lowercase);
        if is_shouted { capitalized(&word.to_lowercase()) } else { capitalized(word) }
    }))
}

/// The name of the variant for a value of a `Literal`: that of `"not-found"` is `NotFound`.
pub(super) fn literal_case(value: &Literal) -> String {
    let text = match value {
        Literal::Str(text) => text.clone(),
        Literal::Int(int) => int.to_string(),
        Literal::Bytes(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Literal::Bool(true) => return "True".to_owned(),
        Literal::Bool(false) => return "False".to_owned(),
        _ => String::new(),
    };
    if text.is_empty() {
        return "Empty".to_owned();
    }
    match variant_case(&words_of(&text)) {
        name if name.is_empty() => "Other".to_owned(),
        name => match name.strip_prefix('_') {
            Some(digits) if digits.starts_with(|first: char| first.is_ascii_digit()) => format!("V{digits}"),
            _ => name,
        },
    }
}

/// The characters that have a name, and whether they only separate words where there are any.
const CHARACTERS: &[(char, &str, bool)] = &[
    ('+', "Plus", false),
    ('<', "Less", false),
    ('>', "Greater", false),
    ('=', "Equal", false),
    ('*', "Star", false),
    ('%', "Percent", false),
    ('&', "And", false),
    ('|', "Or", false),
    ('!', "Not", false),
    ('?', "Question", false),
    ('@', "At", false),
    ('#', "Hash", false),
    ('$', "Dollar", false),
    ('~', "Tilde", false),
    ('^', "Caret", false),
    ('-', "Minus", true),
    ('/', "Slash", true),
    ('\\', "Backslash", true),
    ('.', "Dot", true),
    (',', "Comma", true),
    (':', "Colon", true),
    (';', "Semicolon", true),
    ('_', "Underscore", true),
    (' ', "Blank", true),
    ('\t', "Tab", true),
    ('\n', "Newline", true),
];

/// A text as words with underscores between them.
fn words_of(text: &str) -> String {
    let has_words = text.contains(char::is_alphanumeric);
    let is_negative = text.parse::<f64>().is_ok_and(|number| number < 0.0);
    let mut words = String::new();
    for (index, character) in text.chars().enumerate() {
        let named = CHARACTERS.iter().find(|entry| entry.0 == character);
        match named {
            None if character.is_alphanumeric() => words.push(character),
            Some((_, name, separates)) if !separates || !has_words || index == 0 && is_negative => {
                words.push_str(&format!("_{name}_"));
            }
            _ => words.push('_'),
        }
    }
    words
}

fn capitalized(word: &str) -> String {
    let mut characters = word.chars();
    let first = characters.next().into_iter().flat_map(char::to_uppercase);
    first.chain(characters).collect()
}

/// The words in one; only numbers side by side stay apart, and a number at the start is no identifier.
fn after_digits(words: impl Iterator<Item = String>) -> String {
    let mut joined = String::new();
    for word in words {
        let starts_with_digit = word.starts_with(|first: char| first.is_ascii_digit());
        let ends_with_digit = joined.ends_with(|last: char| last.is_ascii_digit());
        if starts_with_digit && (joined.is_empty() || ends_with_digit) {
            joined.push('_');
        }
        joined.push_str(&word);
    }
    joined
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use pickle_core::schema::Literal;

    use super::{identifier, legal_name, literal_case, snake_case, type_case, unique, variant_case};

    #[test]
    fn snake_case_stays() {
        for name in ["name", "_private", "line_2", "class_", "größe", "名前"] {
            assert_eq!(snake_case(name), name);
        }
    }

    #[test]
    fn other_cases_become_snake_case() {
        let cases = [
            ("userName", "user_name"),
            ("HTTPCode", "http_code"),
            ("MAX_SIZE", "max_size"),
            ("Name", "name"),
            ("ID", "id"),
            ("utf8Name", "utf8_name"),
            ("a__b", "a_b"),
            ("__", "field"),
        ];
        for (name, expected) in cases {
            assert_eq!(snake_case(name), expected);
        }
    }

    #[test]
    fn types_are_camel_case() {
        let cases = [
            ("Order", "Order"),
            ("Order.Line", "OrderLine"),
            ("_Private", "Private"),
            ("my_class", "MyClass"),
            ("HTTPServer", "HTTPServer"),
            ("Point_2_3", "Point2_3"),
            ("名前", "名前"),
        ];
        for (name, expected) in cases {
            assert_eq!(type_case(name), expected);
        }
    }

    #[test]
    fn variants_are_camel_case() {
        let cases = [
            ("RED", "Red"),
            ("NOT_FOUND", "NotFound"),
            ("red", "Red"),
            ("Mixed", "Mixed"),
            ("V1_2", "V1_2"),
            ("_1", "_1"),
        ];
        for (name, expected) in cases {
            assert_eq!(variant_case(name), expected);
        }
    }

    #[test]
    fn literals_have_names() {
        let cases = [
            ("open", "Open"),
            ("not-found", "NotFound"),
            ("READ_ONLY", "ReadOnly"),
            ("r+", "RPlus"),
            (">=", "GreaterEqual"),
            ("-", "Minus"),
            ("-1", "Minus1"),
            ("1d", "V1d"),
            ("v1.2", "V1_2"),
            ("text/html", "TextHtml"),
            ("", "Empty"),
            ("\u{20ac}", "Other"),
        ];
        for (value, expected) in cases {
            assert_eq!(literal_case(&Literal::Str(value.to_owned())), expected, "{value}");
        }
        assert_eq!(literal_case(&Literal::Int(404)), "V404");
        assert_eq!(literal_case(&Literal::Int(-1)), "Minus1");
    }

    fn spelled(name: &str) -> String {
        identifier(&legal_name(name.to_owned())).to_string()
    }

    #[test]
    fn keywords_are_raw_or_get_an_underscore() {
        let cases = [("type", "r#type"), ("gen", "r#gen"), ("self", "self_"), ("Self", "Self_"), ("union", "union")];
        for (name, expected) in cases {
            assert_eq!(spelled(name), expected);
        }
    }

    #[test]
    fn what_cannot_be_an_identifier_is_replaced() {
        for (name, expected) in
            [("a-b", "_a_b_"), ("", "__"), ("_", "___"), ("1", "_1_"), ("\u{c}a", "__a_"), ("r#a", "_r_a_")]
        {
            assert_eq!(spelled(name), expected);
        }
    }

    #[test]
    fn taken_names_get_a_number() {
        let mut taken = HashSet::new();
        let names = ["a", "a", "a_2", "a"].map(|name| unique(name.to_owned(), "_", &mut taken));
        assert_eq!(names, ["a", "a_2", "a_2_2", "a_3"]);
        assert_eq!(["__", "__"].map(|name| unique(name.to_owned(), "", &mut taken)), ["__", "__2"]);
    }
}
