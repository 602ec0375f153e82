"""What all values share, written once.

attrs would write ``__repr__``, ``__eq__`` and ``__hash__`` anew for each of two hundred classes, which takes half of the
time in which the classes are made, at each start.  Here they are written once, from what attrs knows of the fields.
"""

from __future__ import annotations

from collections.abc import Callable
from operator import attrgetter
from typing import Any, Generic, TypeVar, overload

import attrs


class Shown:
    """Shown as attrs shows a value; for ``@attrs.frozen(repr=False)``."""

    __slots__ = ()

    def __repr__(self) -> str:
        fields: Any = getattr(type(self), "__attrs_attrs__", ())
        shown = ", ".join(
            f"{f.name}={f.repr(value) if callable(f.repr) else repr(value)}"
            for f in fields
            if f.repr
            for value in (getattr(self, f.name),)
        )
        return f"{type(self).__qualname__.rpartition('>.')[2]}({shown})"


class Value(Shown):
    """Equal to another of its class with equal fields; for ``@attrs.frozen(eq=False, repr=False)``.

    Not for values in the inner loops, which are compared or looked up a million times: what attrs writes is faster there.

    >>> @attrs.frozen(eq=False, repr=False)
    ... class Point(Value):
    ...     x: int
    ...     y: int
    >>> Point(1, 2) == Point(1, 2), Point(1, 2) == (1, 2), len({Point(1, 2), Point(1, 2)}), Point(1, 2)
    (True, False, 1, Point(x=1, y=2))
    """

    __slots__ = ()

    def __eq__(self, other: object) -> bool:
        if self is other:
            return True
        kind = type(self)
        if type(other) is not kind:
            return NotImplemented
        key = _KEYS.get(kind) or _key(kind)
        return bool(key(self) == key(other))

    def __hash__(self) -> int:
        kind = type(self)
        return hash((kind, (_KEYS.get(kind) or _key(kind))(self)))


_KEYS: dict[type, Callable[[Any], Any]] = {}


def _key(kind: type) -> Callable[[Any], Any]:
    """Make what reads the fields that count."""
    fields: Any = attrs.fields(kind)
    names = [f.name for f in fields if f.eq]
    made = _KEYS[kind] = attrgetter(*names) if names else _nothing
    return made


def _nothing(_: Any) -> tuple[()]:
    return ()


Made = TypeVar("Made")


class kept(Generic[Made]):  # noqa: N801 - stands where a decorator does
    """A property worked out when it is first asked for, and kept.

    As :class:`functools.cached_property`, without the lock that it takes each time before Python 3.12: a document asks
    thousands of figures once each.

    >>> class Figure:
    ...     @kept
    ...     def ticks(self) -> int:
    ...         print("worked out")
    ...         return 12
    >>> figure = Figure()
    >>> figure.ticks + figure.ticks
    worked out
    24
    """

    def __init__(self, make: Callable[[Any], Made]) -> None:
        self._make = make
        self._name = make.__name__
        self.__doc__ = make.__doc__

    @overload
    def __get__(self, instance: None, owner: type) -> kept[Made]: ...

    @overload
    def __get__(self, instance: object, owner: type) -> Made: ...

    def __get__(self, instance: object | None, owner: type) -> kept[Made] | Made:
        if instance is None:
            return self
        made = instance.__dict__[self._name] = self._make(instance)
        return made
