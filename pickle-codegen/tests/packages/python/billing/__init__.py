from billing.money import *

from .invoice import Invoice
