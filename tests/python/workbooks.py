"""Reads workbooks with openpyxl: {"files": [path, ...]} gives their sheets, each with its name, the ranges that are
merged, and its lines. A number is given as {"number": text} with all its digits, so that none is rounded on the way."""

import json
import sys

from openpyxl import load_workbook
from openpyxl.utils.escape import unescape


def value(cell):
    if cell.value is None:
        return None
    if cell.data_type == "n":
        return {"number": repr(cell.value)}
    assert cell.data_type == "s", (cell.coordinate, cell.data_type)
    return unescape(cell.value)


def sheet(sheet):
    return {
        "name": sheet.title,
        "merged": sorted(str(cells) for cells in sheet.merged_cells.ranges),
        "lines": [[value(cell) for cell in line] for line in sheet.iter_rows()],
    }


json.dump(
    [[sheet(one) for one in load_workbook(path)] for path in json.load(sys.stdin)["files"]],
    sys.stdout,
)
