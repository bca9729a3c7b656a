"""Annual review letters to councils, from YAML records through Jinja templates to PDF.

The rooms, from the ground up: `errors` and `files`, `records`, `letter`, `wording`, `paper`, `merge`, `cli`. Imports
look down only.
"""
