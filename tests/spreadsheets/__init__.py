"""Small spreadsheets, each with one thing that people do in them, filed by that; and what is said of each.

`python -m tests.spreadsheets make` makes them anew: `openpyxl/` as that writes them, `libreoffice/` as LibreOffice
does after opening those (`soffice` is needed), and `csv/` by hand. `said.txt` is what was approved, to be read aloud.
"""
