"""Reads workbooks with two other people's readers and prints every cell, one JSON line each.

usage: read_cells.py FILE.xlsx...        needs openpyxl and python-calamine
Each line: {"file", "reader", "sheet", "ref", "value"}; dates as ISO 8601, numbers as numbers.
"""
import datetime, json, sys

import openpyxl
import python_calamine
from openpyxl.utils import get_column_letter


def plain(value):
    if isinstance(value, datetime.datetime) and (value.hour, value.minute, value.second) == (0, 0, 0):
        return value.date().isoformat()
    if isinstance(value, (datetime.datetime, datetime.date, datetime.time)):
        return value.isoformat()
    if isinstance(value, float) and value.is_integer():
        return int(value)
    return value


def with_openpyxl(path):
    for sheet in openpyxl.load_workbook(path, data_only=True).worksheets:
        for row in sheet.iter_rows():
            for cell in row:
                if cell.value not in (None, ""):
                    yield sheet.title, cell.coordinate, cell.value


def with_calamine(path):
    book = python_calamine.CalamineWorkbook.from_path(path)
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                if value not in (None, ""):
                    yield name, f"{get_column_letter(column)}{number}", value


if __name__ == "__main__":
    for path in sys.argv[1:]:
        for reader, cells in [("openpyxl", with_openpyxl), ("calamine", with_calamine)]:
            for sheet, ref, value in cells(path):
                print(json.dumps({"file": path, "reader": reader, "sheet": sheet, "ref": ref, "value": plain(value)},
                                 ensure_ascii=False))
