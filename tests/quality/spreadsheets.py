#!/usr/bin/env python3
"""Reads reports as people do and compares them with their CSVs: spreadsheets.py REPORTS…

The CSVs, read by Python's csv, are the record; datapackage.json gives types, keys and dialects. Compared with them: pandas, the workbook by
openpyxl and by LibreOffice, the CSVs by LibreOffice, the Parquet file by pyarrow. `--hostile` prints articles of hostile text.
"""
import csv
import datetime
import json
import re
import subprocess
import sys
import tempfile
from pathlib import Path

csv.field_size_limit(1 << 30)
CELL = 32_767
# CSV for LibreOffice's command line: comma, quotation mark, UTF-8, from line 1; on the way out also every text in marks, and all sheets.
READ = "CSV:44,34,76,1"
WRITE = "csv:Text - txt - csv (StarCalc):44,34,76,1,,0,true,false,false,false,false,-1"


def hostile():
    words = [
        "=cmd|' /C calc'!A0", "+1+1", "-1+1", "@SUM(1)", "<script>alert(1)</script>", "'quoted", "https://example.org/a?b=c&d", "_x0041_",
        "\u202egpj.exe", "a\x00b", "a\x01\x1b\ufffe\uffffb", "1e5", "007", "TRUE", "2019-01-10", "a|b", 'say ""', "{=1}", "\U0001d11e",
    ]
    for at, word in enumerate(words):
        text = f'{word} said the talks went well. "We agree with {word}", said Mara Lin of {word}. Otto Berg told {word} that it was a disaster.'
        yield {"id": f"{word}-{at}", "outlet": word, "title": word, "url": word, "date": "2019-01-10", "text": text}
    yield {"id": "long", "outlet": "Hill Post", "date": "1812-06-24", "text": 'Mara Lin said, "It is ' + "good and " * 5_000 + 'done."'}


class Checks:
    def __init__(self):
        self.made, self.failed = 0, 0

    def that(self, true, what):
        self.made += 1
        if not true:
            self.failed += 1
            if self.failed <= 40:
                print("FAILED", what)

    def same(self, got, expected, what):
        self.that(got == expected, f"{what}: {got!r:.200} for {expected!r:.200}")


class Table:
    """A table as its CSVs have it."""

    def __init__(self, root, resource):
        self.name, paths = resource["name"], resource["path"]
        self.paths = [root / path for path in ([paths] if isinstance(paths, str) else paths)]
        self.fields = resource["schema"]["fields"]
        self.header = [field["name"] for field in self.fields]
        self.key = resource["schema"].get("uniqueKeys", [[]])[0]
        self.guarded = resource["dialect"]["lineTerminator"] == "\r\n"

    def rows(self, path):
        with open(path, encoding="utf-8-sig" if self.guarded else "utf-8", newline="") as file:
            header, *rows = csv.reader(file)
        return header, rows

    def value(self, cell, kind):
        """A cell by its type; numbers as they are printed."""
        if cell == "":
            return None
        if kind == "string":
            return cell[1:] if self.guarded and cell.startswith("'") else cell
        return cell

    def values(self):
        kinds = [field["type"] for field in self.fields]
        for path in self.paths:
            for row in self.rows(path)[1]:
                yield [self.value(cell, kind) for cell, kind in zip(row, kinds, strict=True)]


def shown(value, printed, kind):
    """A typed value as the CSV prints it; `printed` says with how many decimals."""
    if value is None:
        return None
    if kind == "boolean" and isinstance(value, bool):
        return "true" if value else "false"
    if kind == "integer" and not isinstance(value, (bool, str)) and float(value).is_integer():
        return str(int(value))
    if kind == "number" and not isinstance(value, (bool, str)):
        decimals = len((printed or ".").partition(".")[2])
        return f"{value:.{decimals}f}" if abs(value) > 0 else f"{0:.{decimals}f}"
    if isinstance(value, (datetime.datetime, datetime.date)):
        return value.strftime("%Y-%m-%d")
    return value if isinstance(value, str) else repr(value)


def fits(text):
    """As a spreadsheet's cell holds it: cut, counted in UTF-16 units."""
    encoded = text.encode("utf-16-le")
    return text if len(encoded) <= 2 * CELL else encoded[: 2 * (CELL - 1)].decode("utf-16-le", "ignore") + "…"


def unescaped(text):
    """openpyxl leaves the escapes of a workbook in inline text."""
    return re.sub("_x([0-9A-Fa-f]{4})_", lambda match: chr(int(match[1], 16)), text) if isinstance(text, str) else text


def in_lines(text):
    """Spreadsheets know one end of a line."""
    return text.replace("\r\n", "\n").replace("\r", "\n") if isinstance(text, str) else text


def check_csv(checks, root, package, manifest):
    import pandas

    listed = {entry["name"] for entry in manifest["files"]}
    rows = {}
    for table in package:
        for path in table.paths:
            name = str(path.relative_to(root))
            checks.that(name in listed, f"{name} is not in the manifest")
            header, lines = table.rows(path)
            checks.same(header, table.header, f"{name}, first line by csv")
            checks.that(all(len(line) == len(header) for line in lines), f"{name}: a line of another length")
            frame = pandas.read_csv(path, encoding="utf-8-sig", keep_default_na=False, dtype=str)
            checks.same(list(frame.columns), table.header, f"{name}, header by pandas")
            checks.same(len(frame), len(lines), f"{name}, rows by pandas")
            rows[name] = len(lines)
            if table.key:
                checks.that(not frame.duplicated(table.key).any(), f"{name}: {table.key} is no key")
    counts = manifest["counts"]
    for name, key in [("data/articles.csv", "articles"), ("data/sentences.csv", "rows"), ("warnings.csv", "warnings")]:
        checks.same(rows[name], counts[key], f"{name}, rows in the manifest")
    checks.same(sum(name.startswith("speakers/") for name in rows), counts["statement_files"], "files in speakers/")


def check_workbook(checks, root, package):
    import openpyxl

    book = openpyxl.load_workbook(root / "report.xlsx")
    tables = [table for table in package if table.name != "statements"]
    checks.same(book.sheetnames[0], "contents", "the first sheet")
    checks.same(sorted(book.sheetnames[1:]), sorted(table.name for table in tables), "the sheets")
    told = list(book["contents"].iter_rows(min_row=2, values_only=True))
    for table in tables:
        sheet, what = book[table.name], f"sheet {table.name}"
        header = [cell.value for cell in sheet[1]]
        checks.same(header, table.header, f"{what}, header")
        checks.that(all(cell.font.bold and cell.comment for cell in sheet[1]), f"{what}: a header without weight or note")
        notes = [cell.comment.text.partition("\n(")[0] for cell in sheet[1] if cell.comment]
        checks.same(notes, [field["description"] for field in table.fields], f"{what}, notes")
        checks.same(sheet.freeze_panes, "A2", f"{what}, frozen")
        checks.that(sheet.auto_filter.ref, f"{what}: no filter")
        columns = [line[1] for line in told if line[0] == table.name and line[1]]
        checks.same(columns, table.header, f"{what}, columns in contents")
        expected = list(table.values())
        checks.same([line[2] for line in told if line[0] == table.name and not line[1]], [len(expected)], f"{what}, rows in contents")
        checks.same(sheet.max_row, len(expected) + 1, f"{what}, rows")
        for at, (line, row) in enumerate(zip(sheet.iter_rows(min_row=2), expected), 2):
            for cell, printed, field in zip(line, row, table.fields, strict=True):
                kind, place = field["type"], f"{what}, {cell.coordinate}"
                checks.that(cell.data_type != "f" and cell.hyperlink is None, f"{place} is a formula or a link")
                got = shown(unescaped(cell.value), printed, kind)
                checks.same(got, None if printed is None else fits(printed), place)
                if kind == "date" and printed and printed >= "1900-03-01":
                    checks.that(cell.is_date and cell.number_format == "yyyy-mm-dd", f"{place} is no date")
                if kind == "number" and printed:
                    checks.same(len(cell.number_format.partition(".")[2]), len(printed.partition(".")[2]), f"{place}, decimals shown")
                if kind == "string" and printed:
                    checks.same(cell.data_type in ("s", "inlineStr"), True, f"{place} is no text")


def convert(source, out, options):
    """LibreOffice with a profile of its own, so that an open window does not stand in the way."""
    command = ["soffice", f"-env:UserInstallation=file://{out}/profile", "--headless", *options, "--outdir", str(out), *map(str, source)]
    done = subprocess.run(command, capture_output=True, text=True, timeout=900)
    if done.returncode or "Error" in done.stderr:
        print(done.stderr)


def read(path):
    with open(path, encoding="utf-8", newline="") as file:
        return list(csv.reader(file))


def check_libreoffice(checks, root, package):
    tables = [table for table in package if table.name != "statements"]
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder)
        convert([root / "report.xlsx"], out, ["--convert-to", WRITE])
        for table in tables:
            path, what = out / f"report-{table.name}.csv", f"LibreOffice, sheet {table.name}"
            if not path.exists():
                checks.that(False, f"{what} is not there")
                continue
            header, *rows = read(path)
            expected = list(table.values())
            checks.same(header, table.header, f"{what}, header")
            checks.same(len(rows), len(expected), f"{what}, rows")
            for at, (row, values) in enumerate(zip(rows, expected), 2):
                for got, printed, field in zip(row, values, table.fields, strict=True):
                    if field["type"] == "boolean":
                        got = got.lower()
                    if field["type"] == "number" and got:
                        # Exported as it is held, not as it is shown.
                        got = shown(float(got), printed, "number")
                    wanted = "" if printed is None else in_lines(fits(printed))
                    # A character that XML does not hold is the reader's to show.
                    if not re.search("[\x00-\x08\x0b-\x1f\ufffe\uffff]", wanted):
                        checks.same(in_lines(got), wanted, f"{what}, line {at}, {field['name']}")
    for table in tables:
        with tempfile.TemporaryDirectory() as folder:
            out, source = Path(folder), table.paths[0]
            convert([source], out, [f"--infilter={READ}", "--convert-to", WRITE])
            made = sorted(out.glob("*.csv"))
            what = f"LibreOffice, {source.relative_to(root)}"
            if not made:
                checks.that(False, f"{what} cannot be opened")
                continue
            header, *rows = read(made[0])
            checks.same(header, table.header, f"{what}, header")
            checks.same(len(rows), len(table.rows(source)[1]), f"{what}, rows")


def check_parquet(checks, root, package):
    import pyarrow.parquet

    file = pyarrow.parquet.ParquetFile(root / "data/sentences.parquet")
    table = next(table for table in package if table.name == "sentences")
    kinds = {"string": "string", "integer": "int64", "number": "double", "boolean": "bool", "date": "date32[day]"}
    schema = [(field.name, str(field.type)) for field in file.schema_arrow]
    checks.same(schema, [(field["name"], kinds[field["type"]]) for field in table.fields], "Parquet, types")
    checks.same(json.loads(file.metadata.metadata[b"fields"]), table.fields, "Parquet, what the columns mean")
    columns = [column.to_pylist() for column in file.read().columns]
    expected = list(table.values())
    checks.same(file.metadata.num_rows, len(expected), "Parquet, rows")
    for at, (row, values) in enumerate(zip(zip(*columns), expected), 2):
        for got, printed, field in zip(row, values, table.fields, strict=True):
            checks.same(shown(got, printed, field["type"]), printed, f"Parquet, line {at}, {field['name']}")


def main(roots):
    checks = Checks()
    for root in map(Path, roots):
        before = checks.made
        package = [Table(root, resource) for resource in json.loads((root / "datapackage.json").read_text())["resources"]]
        manifest = json.loads((root / "manifest.json").read_text())
        check_csv(checks, root, package, manifest)
        check_workbook(checks, root, package)
        check_libreoffice(checks, root, package)
        check_parquet(checks, root, package)
        print(f"{root.name}: {checks.made - before} checks")
    print(f"{checks.made} checks, {checks.failed} failed")
    return checks.failed > 0


if __name__ == "__main__":
    if sys.argv[1:] == ["--hostile"]:
        for article in hostile():
            print(json.dumps(article))
        sys.exit(0)
    sys.exit(main(sys.argv[1:]))
