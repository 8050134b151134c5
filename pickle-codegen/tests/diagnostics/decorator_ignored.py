from elsewhere import register


@register("order")
class Order:
    id: int
