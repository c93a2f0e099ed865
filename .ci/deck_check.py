"""Reads decks and workbooks back with python-pptx and openpyxl, as a program that did not write them.

Usage: deck_check.py COSTCALC SCENARIO FOLDER. Renders the deck with LibreOffice too where soffice is there.
"""

import io
import shutil
import subprocess
import sys
from pathlib import Path

from openpyxl import load_workbook
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE

binary, scenario, folder = sys.argv[1], sys.argv[2], Path(sys.argv[3])
deck = folder / "deck.pptx"
subprocess.run([binary, "chart", scenario, "-o", deck], check=True, stderr=subprocess.DEVNULL)

presentation = Presentation(deck)
slides = list(presentation.slides)
assert presentation.slide_width * 9 == presentation.slide_height * 16, "a deck is 16:9"
assert len(slides) >= 7, len(slides)

table = next(shape.table for shape in slides[0].shapes if shape.has_table)
assert table.cell(0, 0).text == "Workload" and len(table.rows) >= 2

SCATTER = {XL_CHART_TYPE.XY_SCATTER, XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS, XL_CHART_TYPE.XY_SCATTER_LINES}
seen = set()
for number, slide in enumerate(slides, 1):
    assert slide.shapes.title.text.strip(), f"slide {number} has no title"
    notes = slide.notes_slide.notes_text_frame.text
    # On slides numbers keep their units on one line.
    title = slide.shapes.title.text.rstrip("…").replace("\u00a0", " ")
    assert title in notes and "Prices:" in notes, f"slide {number}: notes"
    charts = [shape.chart for shape in slide.shapes if shape.has_chart]
    assert charts or number == 1, f"slide {number} has no chart"
    for chart in charts:
        seen.add("scatter" if chart.chart_type in SCATTER else chart.chart_type)
        sheet = load_workbook(io.BytesIO(chart.part.chart_workbook.xlsx_part.blob), data_only=True).active
        columns = {}
        for column in sheet.iter_cols(values_only=True):
            columns.setdefault(column[0], []).append(list(column[1:]))
        for plot in chart.plots:
            for series in plot.series:
                values = list(series.values)
                assert any(value is not None for value in values), f"slide {number}: {series.name} is empty"
                same = [
                    all(
                        (a is None) == (b is None) and (a is None or abs(a - b) <= 1e-12 * max(1, abs(a)))
                        for a, b in zip(values, other, strict=False)
                    )
                    for other in columns[series.name]
                ]
                assert any(same), f"slide {number}: {series.name} is not what the workbook holds"
expected = {"scatter", XL_CHART_TYPE.BAR_CLUSTERED, XL_CHART_TYPE.COLUMN_STACKED, XL_CHART_TYPE.BAR_STACKED}
assert seen == expected, seen

book = folder / "result.xlsx"
subprocess.run([binary, "compare", scenario, "--export", book], check=True, stdout=subprocess.DEVNULL)
sheets = load_workbook(book)
assert sheets.sheetnames == ["Comparison", "Line items", "Assumptions & prices"], sheets.sheetnames
comparison = sheets["Comparison"]
headings = [cell.value for cell in comparison[1]]
cost = comparison.cell(2, headings.index("lambda_usd") + 1)
assert isinstance(cost.value, (int, float)) and "$" in cost.number_format and comparison.freeze_panes == "B2"
items = sheets["Line items"]
amounts = {}
for row in items.iter_rows(min_row=2, values_only=True):
    amounts[(row[0], row[1])] = amounts.get((row[0], row[1]), 0) + row[10]
total = amounts[(comparison.cell(2, 1).value, "lambda")]
assert abs(total - cost.value) < 1e-9 * max(1, total), "line items do not add up to the cost"

if shutil.which("soffice"):
    subprocess.run(
        ["soffice", "--headless", "--convert-to", "pdf", "--outdir", folder, deck],
        check=True,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    assert (folder / "deck.pdf").stat().st_size > 20_000, "LibreOffice could not render the deck"
    print("rendered by LibreOffice")
print(f"{len(slides)} slides and {len(sheets.sheetnames)} sheets read back")
