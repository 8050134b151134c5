"""`TypedDict`: a dict in the pickle, and no class."""
# python: 3.8+
from typing import List, TypedDict


class Point(TypedDict):
    x: int
    y: int


class Movie(TypedDict, total=False):
    title: str
    year: int


class Sample(TypedDict):
    name: str
    origin: Point
    points: List[Point]
    movie: Movie


def samples():
    return [
        Sample(name="empty", origin={"x": 0, "y": 0}, points=[], movie={}),
        Sample(name="full", origin={"x": 1, "y": -1}, points=[{"x": 2, "y": 3}], movie={"title": "M", "year": 1931}),
        Sample(name="half", origin={"x": 5, "y": 6}, points=[], movie={"year": 1927}),
    ]
