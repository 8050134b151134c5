"""The classes in the lists; the pickles name this module."""


class Person(object):
    def __init__(self, name):
        self.name = name


class Order(object):
    def __init__(self, number, customer):
        self.number = number
        self.customer = customer
