//! W2 for the formats that have no dates and decimals.

use std::rc::Rc;

use indexmap::IndexMap;
use serde::{Deserialize, Serialize};

use crate::calendar::microseconds;
use crate::{Customer, LineItem, Order};

/// An [`Order`] of what every format has: the date is a number of microseconds since 1970, the cheapest form, and the
/// decimals are their texts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are those of the order")]
pub struct PlainOrder {
    pub id: i64,
    pub customer: Rc<Customer>,
    pub items: Vec<PlainLineItem>,
    pub placed: i64,
    pub total: String,
    pub notes: IndexMap<String, String>,
}

/// A [`LineItem`] of what every format has.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[expect(missing_docs, reason = "they are those of the line item")]
pub struct PlainLineItem {
    pub sku: String,
    pub quantity: i64,
    pub price: String,
}

impl From<&Order> for PlainOrder {
    fn from(order: &Order) -> PlainOrder {
        PlainOrder {
            id: order.id,
            customer: Rc::clone(&order.customer),
            items: order.items.iter().map(PlainLineItem::from).collect(),
            placed: microseconds(&order.placed),
            total: order.total.as_str().to_owned(),
            notes: order.notes.clone(),
        }
    }
}

impl From<&LineItem> for PlainLineItem {
    fn from(item: &LineItem) -> PlainLineItem {
        PlainLineItem { sku: item.sku.clone(), quantity: item.quantity, price: item.price.as_str().to_owned() }
    }
}
