"""Distances in a straight line. Pure."""

from __future__ import annotations

from collections.abc import Iterable
from math import asin, cos, radians, sin, sqrt

from search.request import Point

# The Earth's mean radius in metres (IUGG).
RADIUS = 6_371_008.8


def metres(near: Point, latitude: float, longitude: float) -> float:
    """From `near` to a place in degrees, by the haversine formula."""
    here, there = radians(near.latitude), radians(latitude)
    up = sin((there - here) / 2)
    across = sin(radians(longitude - near.longitude) / 2)
    half = up * up + cos(there) * cos(here) * across * across
    return 2 * RADIUS * asin(min(1.0, sqrt(half)))


def kilometres(
    near: Point | None, points: Iterable[tuple[float, float]]
) -> float | None:
    """To the nearest of `points`; None where one or the other is not known."""
    if near is None:
        return None
    found = [metres(near, latitude, longitude) for latitude, longitude in points]
    return min(found) / 1000 if found else None


Vector = tuple[float, float, float]


def on_sphere(latitude: float, longitude: float) -> Vector:
    """A place in degrees as a point of the unit sphere.

    Squares of chords between such points order as distances do, without trigonometry.
    """
    up, round_ = radians(latitude), radians(longitude)
    return (cos(up) * cos(round_), cos(up) * sin(round_), sin(up))


def kilometres_of(square: float) -> float:
    """The distance that belongs to the square of a chord of the unit sphere."""
    return 2 * RADIUS * asin(min(1.0, sqrt(square) / 2)) / 1000
