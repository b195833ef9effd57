"""One file of the inbox: who sent it, when it came, how it is made, and what a reader of the notice must say of it."""

from collections.abc import Callable
from dataclasses import dataclass, field


@dataclass
class Finding:
    severity: str
    """error, warning or note; "note?" is a remark that may be made or left out."""
    cells: str
    """As people write them, with the sheet when the file has several: G5, 5月!6; empty for the whole file."""
    given: str
    """What stands there, to the letter."""
    about: str
    field: str = ""
    suggestion: str | None = None


@dataclass
class Submission:
    name: str
    unit: str
    form: str
    """附件1, 附件2, 附件1+附件2, or — for what is no form."""
    period: str
    producer: str
    received: str
    purpose: str
    verdict: str
    """accepted, returned, nil, unreadable, unrecognised, skipped; two with + for a workbook with both forms."""
    make: Callable
    findings: list[Finding] = field(default_factory=list)
    timeliness: str = "onTime"
    sender: str = ""
    rows: int = 0
    """Case rows in the file (for 附件2 one a unit)."""


def error(cells, given, about, field="", suggestion=None):
    return Finding("error", cells, given, about, field, suggestion)


def warning(cells, given, about, field="", suggestion=None):
    return Finding("warning", cells, given, about, field, suggestion)


def note(cells, given, about, field="", suggestion=None):
    return Finding("note", cells, given, about, field, suggestion)


def said(cells, given, about, field=""):
    """Must be said; the notice's reading leaves open how loudly."""
    return Finding("warning|note", cells, given, about, field)


def remark(cells, given, about, field=""):
    return Finding("note?", cells, given, about, field)
