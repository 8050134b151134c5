import ctypes
import threading
from enum import Enum
from typing import NamedTuple

import attr
from django.db import models
from msgspec import Struct
from sqlalchemy.orm import DeclarativeBase, declarative_base

Base = declarative_base()


class Article(models.Model):
    id: int


class User(Base):
    id: int


class Mapped(DeclarativeBase):
    id: int


class Header(ctypes.Structure):
    id: int


class Worker(threading.Thread):
    id: int


class Wave(complex, Enum):
    A = 1


class Both(dict, Struct):
    id: int


class Kind(type):
    pass


@attr.unheard_of
class Unheard:
    id: int


class Made(metaclass=type):
    id: int
