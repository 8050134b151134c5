//! W1: dataclass instances of six fields.

use pickle_core::Pickle;
use serde::{Deserialize, Serialize};

use crate::random::Random;

const TAGS: [&str; 12] =
    ["admin", "beta", "billing", "blocked", "editor", "guest", "internal", "legacy", "owner", "trial", "vip", "writer"];

/// Somebody with an account.
#[derive(Debug, Clone, PartialEq, Pickle, Serialize, Deserialize)]
#[pickle(module = "models")]
pub struct User {
    /// A number of their own.
    pub id: i64,
    /// 10 to 20 characters that no other has.
    pub name: String,
    /// Most have one.
    pub email: Option<String>,
    /// Most are.
    pub active: bool,
    /// Any float.
    pub score: f64,
    /// Up to four words of twelve.
    pub tags: Vec<String>,
}

/// A [`User`] whose texts stay in the input.
#[derive(Debug, Clone, PartialEq, Pickle, Deserialize)]
#[pickle(module = "models", name = "User")]
#[expect(missing_docs, reason = "they are those of the owned struct")]
pub struct UserRef<'a> {
    pub id: i64,
    pub name: &'a str,
    #[serde(borrow)]
    pub email: Option<&'a str>,
    pub active: bool,
    pub score: f64,
    #[serde(borrow)]
    pub tags: Vec<&'a str>,
}

impl PartialEq<User> for UserRef<'_> {
    fn eq(&self, other: &User) -> bool {
        self.id == other.id
            && self.name == other.name
            && self.email == other.email.as_deref()
            && self.active == other.active
            && self.score == other.score
            && self.tags == other.tags
    }
}

/// The first of the users.
pub fn users(count: usize) -> Vec<User> {
    let mut random = Random::new(1);
    (0..count).map(|index| user(&mut random, index as i64)).collect()
}

fn user(random: &mut Random, id: i64) -> User {
    let name = format!("{}{id:06}", random.letters(4, 14));
    User {
        id,
        email: (!random.once_in(4)).then(|| format!("{name}@example.org")),
        name,
        active: !random.once_in(5),
        score: random.fraction() * 100.0,
        tags: (0..random.below(5)).map(|_| (*random.choose(&TAGS)).to_owned()).collect(),
    }
}
