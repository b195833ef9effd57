"""A sheet before any producer has touched it: values by row, merges, what is hidden."""

import datetime
from dataclasses import dataclass, field


@dataclass
class Date:
    """A real date cell; style is a format code, or the number of a format that the file leaves without a code."""

    day: datetime.date
    style: str | int = "yyyy/m/d"


@dataclass
class Formula:
    """A formula; cached None means that the file holds no value for it."""

    text: str
    cached: str | float | None = None


@dataclass
class Fault:
    """An error value such as #REF!."""

    text: str


@dataclass
class Sheet:
    name: str
    rows: list[list] = field(default_factory=list)
    merges: list[str] = field(default_factory=list)
    widths: list[float] = field(default_factory=list)
    table: tuple[int, int] = (0, 0)
    """First and last row of the bordered table, counted from 1."""
    hidden: bool = False
    hidden_rows: set[int] = field(default_factory=set)
    hidden_columns: set[str] = field(default_factory=set)
    headings: set[int] = field(default_factory=set)
    """Rows shown bold and centred."""
    choices: list[tuple[str, str]] = field(default_factory=list)
    """Drop-downs: the cells and the formula of their list."""
    bordered_to: int = 0
    """A last bordered blank row far below, as a formatted whole column leaves it."""


def column(index):
    """A for 0, B for 1 … Z for 25."""
    return chr(ord("A") + index)


def height(sheet, r):
    """Points that row r of the table needs: a character of ours is two wide."""
    lines = 1
    for width, value in zip(sheet.widths, sheet.rows[r - 1]):
        wide = [sum(2 if ord(c) > 255 else 1 for c in part) for part in shown(value).split("\n")]
        lines = max(lines, sum(-(-w // max(1, int(width))) or 1 for w in wide))
    return 15 * lines + 3


def shown(value):
    """What a cell displays, as a CSV would carry it."""
    if value is None:
        return ""
    if isinstance(value, Date):
        return f"{value.day.year}/{value.day.month}/{value.day.day}"
    if isinstance(value, Formula):
        return "" if value.cached is None else shown(value.cached)
    if isinstance(value, Fault):
        return value.text
    return str(value)
