try:
    from cdecimal import Decimal
except ImportError:
    from decimal import Decimal
