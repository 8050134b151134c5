//! Protocol buffers: the messages that a `.proto` file of the same data would give.

use std::collections::HashMap;

use anyhow::{Result, ensure};
use prost::Message;
use workloads::PlainOrder;

use crate::lineup::Lineup;
use crate::name::{Format, Name, Way};

/// W1.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Users {
    #[prost(message, repeated, tag = "1")]
    users: Vec<User>,
}

#[derive(Clone, PartialEq, Message)]
struct User {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, optional, tag = "3")]
    email: Option<String>,
    #[prost(bool, tag = "4")]
    active: bool,
    #[prost(double, tag = "5")]
    score: f64,
    #[prost(string, repeated, tag = "6")]
    tags: Vec<String>,
}

/// W2; each order has a customer of its own, as in every format without references.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Orders {
    #[prost(message, repeated, tag = "1")]
    orders: Vec<Order>,
}

#[derive(Clone, PartialEq, Message)]
struct Order {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(message, required, tag = "2")]
    customer: Customer,
    #[prost(message, repeated, tag = "3")]
    items: Vec<LineItem>,
    #[prost(int64, tag = "4")]
    placed: i64,
    #[prost(string, tag = "5")]
    total: String,
    #[prost(map = "string, string", tag = "6")]
    notes: HashMap<String, String>,
}

#[derive(Clone, PartialEq, Message)]
struct Customer {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    name: String,
    #[prost(string, optional, tag = "3")]
    email: Option<String>,
}

#[derive(Clone, PartialEq, Message)]
struct LineItem {
    #[prost(string, tag = "1")]
    sku: String,
    #[prost(int64, tag = "2")]
    quantity: i64,
    #[prost(string, tag = "3")]
    price: String,
}

/// W3.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Floats {
    #[prost(double, repeated, tag = "1")]
    pub(crate) floats: Vec<f64>,
}

/// W3.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Ints {
    #[prost(sint64, repeated, tag = "1")]
    pub(crate) ints: Vec<i64>,
}

/// W4.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Texts {
    #[prost(map = "string, string", tag = "1")]
    pub(crate) texts: HashMap<String, String>,
}

/// W6.
#[derive(Clone, PartialEq, Message)]
pub(crate) struct Event {
    #[prost(int64, tag = "1")]
    id: i64,
    #[prost(string, tag = "2")]
    kind: String,
    #[prost(string, tag = "3")]
    user: String,
    #[prost(double, tag = "4")]
    at: f64,
    #[prost(int64, tag = "5")]
    level: i64,
    #[prost(bool, tag = "6")]
    handled: bool,
    #[prost(string, optional, tag = "7")]
    source: Option<String>,
    #[prost(string, repeated, tag = "8")]
    tags: Vec<String>,
}

impl From<&[workloads::User]> for Users {
    fn from(users: &[workloads::User]) -> Users {
        let users = users.iter().cloned();
        Users {
            users: users
                .map(|workloads::User { id, name, email, active, score, tags }| User {
                    id,
                    name,
                    email,
                    active,
                    score,
                    tags,
                })
                .collect(),
        }
    }
}

impl From<&[PlainOrder]> for Orders {
    fn from(orders: &[PlainOrder]) -> Orders {
        Orders { orders: orders.iter().map(Order::from).collect() }
    }
}

impl From<&PlainOrder> for Order {
    fn from(order: &PlainOrder) -> Order {
        let workloads::Customer { id, name, email } = workloads::Customer::clone(&order.customer);
        let items = order.items.iter().cloned();
        Order {
            id: order.id,
            customer: Customer { id, name, email },
            items: items
                .map(|workloads::PlainLineItem { sku, quantity, price }| LineItem { sku, quantity, price })
                .collect(),
            placed: order.placed,
            total: order.total.clone(),
            notes: order.notes.clone().into_iter().collect(),
        }
    }
}

impl From<&workloads::Event> for Event {
    fn from(event: &workloads::Event) -> Event {
        let workloads::Event { id, kind, user, at, level, handled, source, tags } = event.clone();
        Event { id, kind, user, at, level, handled, source, tags }
    }
}

/// Enters the loads and dumps of a message.
pub(crate) fn enter<'a, M: Message + Default + PartialEq + 'a>(
    lineup: &mut Lineup<'a>,
    message: &'a M,
    encoded: &'a [u8],
) -> Result<()> {
    const NAME: Name = Name(Format::Prost, Way::Plain);
    ensure!(M::decode(encoded)? == *message, "prost gives another value");
    lineup.load(NAME, encoded.len(), move || M::decode(encoded).expect("it was decoded before"));
    lineup.dump(NAME, encoded.len(), move || message.encode_to_vec());
    Ok(())
}
