"""A queryset whose SQL is composed once and run many times, with other values.

For the wide tables of pages Django spends several times as long on composing the SQL as
the database on running it, and it composes anew at each use. A `Composition` keeps what
Django composed; rows become objects by Django's own code, so that `only`,
`select_related` and `values_list` mean what they always mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from copy import copy
from typing import Any, Generic, TypeVar

from django.core.exceptions import EmptyResultSet
from django.db import connections
from django.db.models import Model, QuerySet

M = TypeVar("M", bound=Model)
Argument = int | str | Sequence[int]
# What an argument looks like: a number, a text, or a list of so many numbers.
Shape = type[int] | type[str] | int
FIRST_MARK = -1_000_000


def shape_of(argument: Argument) -> Shape:
    """The shape: arguments of the same shapes share one composition."""
    if isinstance(argument, int):
        return int
    return str if isinstance(argument, str) else len(argument)


def flat(arguments: Iterable[Argument]) -> list[int | str]:
    """All values in a row, lists spread out."""
    values: list[int | str] = []
    for argument in arguments:
        if isinstance(argument, int | str):
            values.append(argument)
        else:
            values.extend(argument)
    return values


class Composition(Generic[M]):
    """What `build` makes, composed with marks where its arguments will stand.

    An argument may only stand where SQL takes it as it is (`exact`, `in`): a mark that is
    not found again raises ValueError at once.
    """

    def __init__(
        self,
        build: Callable[..., QuerySet[M]],
        shapes: Sequence[Shape],
        /,
        **fixed: Any,
    ) -> None:
        marks = _marks(shapes)
        self.queryset = build(*marks, **fixed)
        self.compiler: Any = self.queryset.query.get_compiler(self.queryset.db)
        try:
            self.sql, params = self.compiler.as_sql()
        except EmptyResultSet:  # nothing can pass: Django asks the database nothing
            self.sql, params = "", ()
        selected = [column for column, *_ in self.compiler.select]
        self.converters = self.compiler.get_converters(selected)
        self.params = list(params)
        self.places = list(_places(self.params, flat(marks))) if self.sql else []

    def rows(self, values: Sequence[int | str] = ()) -> list[M]:
        """The rows for `values`, which take the places of the marks."""
        params = self.params.copy()
        for place, index in self.places:
            params[place] = values[index]
        # A copy for each run: threads share the composition, not its connection.
        compiler = copy(self.compiler)
        compiler.connection = connections[self.queryset.db]
        compiler.as_sql = lambda *_, **__: (self.sql, tuple(params))
        compiler.get_converters = lambda _: self.converters
        queryset = self.queryset.all()
        queryset.query.get_compiler = lambda *_, **__: compiler  # type: ignore[method-assign]
        return list(queryset)


def _marks(shapes: Iterable[Shape]) -> list[Argument]:
    """An argument of each shape, every value of it found nowhere else."""
    number = FIRST_MARK
    marks: list[Argument] = []
    for shape in shapes:
        length = shape if isinstance(shape, int) else 1
        numbers = [number - n for n in range(length)]
        number -= length
        if isinstance(shape, int):
            marks.append(numbers)
        else:
            marks.append(shape(numbers[0]))
    return marks


def _places(params: list[Any], marks: list[int | str]) -> Iterator[tuple[int, int]]:
    """(position among the parameters, index of the value) of each mark."""
    found = dict(enumerate(marks))
    for place, param in enumerate(params):
        for index, mark in enumerate(marks):
            # PostgreSQL's backend wraps numbers in types of its own, which are ints too.
            if isinstance(param, type(mark)) and param == mark:
                found.pop(index, None)
                yield place, index
    if found:
        raise ValueError(f"not among the parameters: argument {list(found)}")
