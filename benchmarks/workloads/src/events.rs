//! W6: one small object.

use pickle_core::Pickle;
use serde::{Deserialize, Serialize};

/// Something that happened, as a service reports it.
#[derive(Debug, Clone, PartialEq, Pickle, Serialize, Deserialize)]
#[pickle(module = "models")]
#[expect(missing_docs, reason = "the names say it")]
pub struct Event {
    pub id: i64,
    pub kind: String,
    pub user: String,
    pub at: f64,
    pub level: i64,
    pub handled: bool,
    pub source: Option<String>,
    pub tags: Vec<String>,
}

/// An [`Event`] whose texts stay in the input.
#[derive(Debug, Clone, PartialEq, Pickle, Deserialize)]
#[pickle(module = "models", name = "Event")]
#[expect(missing_docs, reason = "they are those of the owned struct")]
pub struct EventRef<'a> {
    pub id: i64,
    pub kind: &'a str,
    pub user: &'a str,
    pub at: f64,
    pub level: i64,
    pub handled: bool,
    #[serde(borrow)]
    pub source: Option<&'a str>,
    #[serde(borrow)]
    pub tags: Vec<&'a str>,
}

impl PartialEq<Event> for EventRef<'_> {
    fn eq(&self, other: &Event) -> bool {
        self.id == other.id
            && self.kind == other.kind
            && self.user == other.user
            && self.at == other.at
            && self.level == other.level
            && self.handled == other.handled
            && self.source == other.source.as_deref()
            && self.tags == other.tags
    }
}

/// The event.
pub fn event() -> Event {
    Event {
        id: 7_204_118_533,
        kind: "order.placed".to_owned(),
        user: "ada.lovelace".to_owned(),
        at: 1_732_579_200.25,
        level: 20,
        handled: false,
        source: Some("checkout-7f9c".to_owned()),
        tags: vec!["web".to_owned(), "eu-west".to_owned()],
    }
}
