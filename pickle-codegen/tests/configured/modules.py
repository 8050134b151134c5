from dataclasses import dataclass

from modules.base import Base


@dataclass
class Order(Base):
    parent: Base
