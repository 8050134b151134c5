"""A package that exports what its modules define."""

from .models import Customer as Client
from .models import *
