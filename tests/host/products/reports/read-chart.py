"""Follows a workbook's relations from its first chart to the cells that it shows, with the standard library only."""
import json
import posixpath
import re
import sys
import xml.etree.ElementTree as xml
import zipfile

book = zipfile.ZipFile(sys.argv[1])
for name in book.namelist():
    if name.endswith((".xml", ".rels")):
        xml.fromstring(book.read(name))


def relations(part):
    folder, name = posixpath.split(part)
    path = f"{folder}/_rels/{name}.rels"
    if path not in book.namelist():
        return {}
    return {
        r.get("Id"): posixpath.normpath(posixpath.join(folder, r.get("Target"))).lstrip("/")
        for r in xml.fromstring(book.read(path))
    }


main = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
chart_ns = "{http://schemas.openxmlformats.org/drawingml/2006/chart}"
rel_id = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
sheets = {}
parts = relations("xl/workbook.xml")
for sheet in xml.fromstring(book.read("xl/workbook.xml")).iter(f"{main}sheet"):
    sheets[sheet.get("name")] = parts[sheet.get(rel_id)]
for name, part in sheets.items():
    root = xml.fromstring(book.read(part))
    drawing = root.find(f"{main}drawing")
    if drawing is None:
        continue
    drawn = relations(part)[drawing.get(rel_id)]
    chart = xml.fromstring(book.read(next(iter(relations(drawn).values()))))
    reference = next(chart.iter(f"{chart_ns}val")).find(f"{chart_ns}numRef")
    sheet, column, first, last = re.match(r"'(.+)'!\$([A-Z]+)\$(\d+):\$[A-Z]+\$(\d+)", reference.find(f"{chart_ns}f").text).groups()
    wanted = {f"{column}{row}" for row in range(int(first), int(last) + 1)}
    cells = [c for c in xml.fromstring(book.read(sheets[sheet])).iter(f"{main}c") if c.get("r") in wanted]
    print(
        json.dumps(
            {
                "sheet": name,
                "cells": [float(c.find(f"{main}v").text) for c in cells if c.get("t", "n") == "n"],
                "cached": [float(v.text) for v in reference.iter(f"{chart_ns}v")],
            }
        )
    )
    break
