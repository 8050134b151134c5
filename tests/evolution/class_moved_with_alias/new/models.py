"""The class is in another module, and the old one imports it."""

from bank import Account
