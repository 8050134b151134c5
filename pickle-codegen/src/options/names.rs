//! Names by which options mean classes and fields.

use pickle_core::schema::ClassName;

/// Whether a name means a class: its name in its module, or with the module in front, as in `shop.models.Order`.
pub(crate) fn means(name: &str, module: &str, qualname: &str) -> bool {
    let before = name.strip_suffix(qualname);
    before.is_some_and(|before| before.is_empty() || before.strip_suffix(['.', ':']) == Some(module))
}

/// Whether a name means a class or an alias.
pub(crate) fn means_class(name: &str, class: &ClassName) -> bool {
    means(name, &class.module, &class.qualname)
}

/// Whether a name means a field, as `Order.total` and `shop.models.Order.total` do.
pub(crate) fn means_field(name: &str, class: &ClassName, field: &str) -> bool {
    let class_name = name.strip_suffix(field).and_then(|class| class.strip_suffix('.'));
    class_name.is_some_and(|name| means_class(name, class))
}

#[cfg(test)]
mod tests {
    use pickle_core::schema::ClassName;

    use super::{means_class, means_field};

    #[test]
    fn a_class_is_meant_with_or_without_its_module() {
        let line = ClassName::new("shop.models", "Order.Line");
        for name in ["Order.Line", "shop.models.Order.Line", "shop.models:Order.Line"] {
            assert!(means_class(name, &line), "{name}");
        }
        for name in ["Line", "models.Order.Line", "shop.modelsOrder.Line", ".Order.Line", ""] {
            assert!(!means_class(name, &line), "{name}");
        }
    }

    #[test]
    fn a_field_is_meant_by_its_class_and_its_name() {
        let order = ClassName::new("shop", "Order");
        assert!(means_field("Order.total", &order, "total"));
        assert!(means_field("shop.Order.total", &order, "total"));
        assert!(!means_field("total", &order, "total"));
        assert!(!means_field("Order.subtotal", &order, "total"));
    }
}
