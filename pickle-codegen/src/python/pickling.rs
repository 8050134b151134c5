//! The methods that give a class a layout that is not its style's own.

use pickle_core::schema::{Class, Field, Layout, Place, Record};

use super::constants::string;
use super::forms::Method;
use super::modules::ModuleWriter;

impl ModuleWriter<'_> {
    /// The methods of a dataclass.
    pub(super) fn pickling_methods(&mut self, class: &Class, record: &Record) -> Vec<Method> {
        let names: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
        let mut methods = Vec::new();
        match &record.layout {
            Layout::Tuple => {
                methods.push(method("__getstate__(self)", format!("return {}", tuple_of(&names))));
                methods.push(Method { head: "__setstate__(self, state)".to_owned(), body: set_state(record, &names) });
            }
            Layout::Call => {
                methods.push(method("__reduce__(self)", format!("return type(self), {}", tuple_of(&names))))
            }
            Layout::Reduce(reduce) => {
                let arguments: Vec<&str> = reduce.arguments.iter().map(String::as_str).collect();
                let callable = match reduce.callable == class.name {
                    true => "type(self)",
                    false => reduce.callable.qualname.as_str(),
                };
                let state: Vec<&str> = reduce.state.iter().map(String::as_str).collect();
                let state = if state.is_empty() { String::new() } else { format!(", {}", dict_of(&state)) };
                methods.push(method("__reduce__(self)", format!("return {callable}, {}{state}", tuple_of(&arguments))));
            }
            _ if record.is_reduced_to_new => methods.push(self.reduce_to_new(record)),
            _ => {
                if let Some(new_arguments) = new_arguments(record) {
                    methods.extend([new_without_arguments(), new_arguments]);
                }
            }
        }
        methods
    }

    fn reduce_to_new(&mut self, record: &Record) -> Method {
        self.imports.module("copyreg");
        let arguments: String =
            record.new_arguments.positional.iter().map(|argument| format!(", self.{argument}")).collect();
        let class = if arguments.is_empty() { "(type(self),)".to_owned() } else { format!("(type(self){arguments})") };
        let at = |is_slot: bool| -> Vec<&str> {
            let is_there = |field: &&Field| (field.place == Place::Slot) == is_slot;
            record.fields.iter().filter(is_there).map(|field| field.name.as_str()).collect()
        };
        let state = match record.layout {
            Layout::Slots => format!("(None, {})", dict_of(&at(true))),
            Layout::DictSlots => format!("({}, {})", dict_of(&at(false)), dict_of(&at(true))),
            _ => dict_of(&at(false)),
        };
        method("__reduce__(self)", format!("return copyreg.__newobj__, {class}, {state}"))
    }
}

/// The statements that take the values in their order; attrs since 22.2 writes them by name.
fn set_state(record: &Record, names: &[&str]) -> Vec<String> {
    let mut body = Vec::new();
    if record.accepts.contains(&Layout::Attrs) {
        let names: Vec<String> = names.iter().map(|name| string(name)).collect();
        body.push("if isinstance(state, dict):".to_owned());
        body.push(format!("    state = [state[name] for name in [{}]]", names.join(", ")));
    }
    body.push(match names {
        [] => "pass".to_owned(),
        [only] => format!("(self.{only},) = state"),
        names => format!("{} = state", attributes(names)),
    });
    body
}

fn new_arguments(record: &Record) -> Option<Method> {
    let positional: Vec<&str> = record.new_arguments.positional.iter().map(String::as_str).collect();
    let keywords: Vec<&str> = record.new_arguments.keywords.iter().map(String::as_str).collect();
    match (positional.is_empty(), keywords.is_empty()) {
        (true, true) => None,
        (_, true) => Some(method("__getnewargs__(self)", format!("return {}", tuple_of(&positional)))),
        _ => {
            let body = format!("return {}, {}", tuple_of(&positional), dict_of(&keywords));
            Some(method("__getnewargs_ex__(self)", body))
        }
    }
}

/// What `__getnewargs__` returns is in the state too, so `__new__` need not do anything with it.
fn new_without_arguments() -> Method {
    method("__new__(cls, *args, **kwargs)", "return super().__new__(cls)".to_owned())
}

pub(super) fn method(head: &str, body: String) -> Method {
    Method { head: head.to_owned(), body: vec![body] }
}

fn attributes(names: &[&str]) -> String {
    let names: Vec<String> = names.iter().map(|name| format!("self.{name}")).collect();
    names.join(", ")
}

fn tuple_of(names: &[&str]) -> String {
    if names.len() == 1 { format!("({},)", attributes(names)) } else { format!("({})", attributes(names)) }
}

fn dict_of(names: &[&str]) -> String {
    let entries: Vec<String> = names.iter().map(|name| format!("{}: self.{name}", string(name))).collect();
    format!("{{{}}}", entries.join(", "))
}
