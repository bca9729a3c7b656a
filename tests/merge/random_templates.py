"""Templates drawn at random: those that an office might write, and those that it might write by mistake."""

import random
from collections.abc import Callable, Sequence
from pathlib import Path

from tests.runs import short_templates

TEXTS = "council addressee.name addressee.role signatory.name".split()
SHAPED = [
    "date|long_date",
    "period.start|long_date",
    "period.end|short_date",
    "publication|long_date",
    "year|year",
    "values.courses|count",
    "values.people_trained|count",
    "values.more_courses|count",
]
CONDITIONS = ["reissue.there", "complaints_upheld.awaited", "compliance.total == 0", "personal_paragraphs"]
COUNTED = "{{{{ {0}.count|count }}}} of {{{{ {0}.total|count }}}}, {{{{ {0}.rate|percent }}}}"
PANELS = {
    "complaints_upheld": COUNTED,
    "compliance": "{{{{ {0}.rate|percent }}}} of {{{{ {0}.total|count }}}}",
    "satisfactory_remedies": COUNTED,
}
INLINE = "abbr b bdi cite code del em i ins kbd mark q s samp small span strong sub sup time u var".split()
WORDS = """
    our letter about complaints during the year for your authority; you may publish it - staff learn from well-known
    faults, remedies (and more) on time: 2 of 3 cases, 45% or 1,400 people. See £5 "as said" &amp; so on!
""".split()
STYLES = [
    '@page { @bottom-center { content: "Page " counter(page) " of " counter(pages) } }',
    '@page { @top-right { content: "An Invented Ombudsman, 1 Example Street" } }',
    "@page :first { @top-left { content: 'First page' } } @page { @bottom-right { content: counter(page) } }",
    "p, li, td { hyphens: auto; width: 5cm }",
    "table { border-collapse: collapse; width: 100% } td, th { border: 1px solid black; width: 4cm }",
    "ul, ol { list-style-position: inside }",
    "ul { list-style: none } blockquote { margin: 1cm 2cm }",
    "ol { list-style: upper-roman }",
    ".statistics { break-before: auto }",
    "p { text-align: justify; width: 9cm }",
    "main { font-size: 10pt; line-height: 1.5 }",
    "td { padding: 0; vertical-align: top }",
]
LOOP = "{% for one in signatory.roles %}{{ one }}{% endfor %}"
SLIPS = [
    ("</p>", ""),
    ("</strong>", ""),
    ("<p>", "<p"),
    ("{% endif %}", ""),
    ("</section>", ""),
    ("|count", ""),
    ("|long_date", "|date"),
    ("council", "counsel"),
    ("{{ council }}", "{{ council }}{{ addressee.name }}"),
    ("{{ council }}", "{{ council }}{% if reissue.there %}, late{% endif %}"),
    ("{{ council }}", "{{ council }}{{ values.courses|count }}"),
    ("{{ council }}", "{{ council.upper }}"),
    ("{{ addressee.name }}", "{{ addressee.name|count }}"),
    ("{{ addressee.name }}", "{{ addressee }}"),
    ("{{ year|year }}", "{{ year + 1 }}"),
    ("</h1>", " {{ range }}</h1>"),
    ("<p>Dear", f"{LOOP}<p>Dear"),
    ("<h1>", "{% set a = 1 %}<h1>"),
    ("<h1>", "{% include 'none.html' %}<h1>"),
    ("<h1>", "<h1>{{ '<b>' }}"),
    ("<h1>", '<h1 title="{{ council }}">'),
    ("<h1>", "<h1 style='text-transform: uppercase'>"),
    ("<h1>", "<h1 style='position: absolute; top: 0'>"),
    ("<h1>", "<h1 style='float: right'>"),
    ("<h1>", "<h1 style='columns: 2'>"),
    ("<h1>", "<h1 style='content: \"x\"'>"),
    ("<h1>", "<h1 hidden>"),
    ("<h1>", "\ue000<h1>"),
    ("<h1>", "\U000f0000<h1>"),
    ("<h1>", "<svg><text>45%</text></svg><h1>"),
    ("<h1>", "<!-- -- --><h1>"),
    ("<h1>", "<script>1</script><h1>"),
    ("<h1>", "<input value='x'><h1>"),
    ("<h1>", "<table><h1>"),
    ("<h1>", "<h1>&shy;&nbsp;&zwj;"),
]
"""What somebody wrote, and what slipped in instead."""


class Author:
    """Writes templates: blocks that hold blocks, lines that hold values, and now and then a wording that varies."""

    def __init__(self, dice: random.Random) -> None:
        self.dice = dice
        self.notes = self.sections = 0

    def letter(self) -> str:
        """Write a letter of some paragraphs and panels, in any order."""
        blocks = [self.block(3) for _ in range(self.dice.randint(2, 6))]
        blocks += ["<p>Dear {{ addressee.name }}</p>", "<h1>Annual Review letter {{ year|year }}</h1>"]
        blocks += [self.loop(name) for name in self.some(["personal_paragraphs", "signatory.roles"])]
        panels = [self.panel(name) for name in self.some(list(PANELS))]
        panels += [self.block(2) for _ in range(self.dice.randint(0, 2))]
        heading = self.dice.choice(["{{ council }}", "Statistics for {{ council }}", "Figures"])
        return (
            '{% extends "page.html" %}{% block title %}Letter - {{ council }}{% endblock %}\n'
            "{% block author %}An Invented Ombudsman{% endblock %}\n"
            f"{{% block letter %}}\n{self.shuffled(blocks)}\n{{% endblock %}}\n"
            f"{{% block statistics %}}\n<h2>{heading}</h2>\n{self.shuffled(panels)}\n{{% endblock %}}\n"
        )

    def style(self) -> str:
        return "\n".join(self.dice.sample(STYLES, self.dice.randint(0, 3)))

    def some(self, of: Sequence[str]) -> list[str]:
        return [one for one in of if self.dice.random() < 0.7]

    def shuffled(self, blocks: list[str]) -> str:
        self.dice.shuffle(blocks)
        return "\n".join(blocks)

    def block(self, depth: int) -> str:
        kinds: list[Callable[[int], str]] = [self.paragraph, self.paragraph, self.listing, self.table, self.terms]
        if depth:
            kinds += [self.inside, self.choice, self.section]
        return self.dice.choice(kinds)(max(depth - 1, 0))

    def paragraph(self, _: int) -> str:
        tag = self.dice.choice(["p", "p", "p", "h2", "h3"])
        return f"<{tag}>{self.line()}</{tag}>"

    def line(self, depth: int = 2) -> str:
        words = self.dice.sample(WORDS, self.dice.randint(1, 8))
        for _ in range(self.dice.randint(0, 2)):
            words += [self.value(), self.dice.choice(WORDS)]
        extra = []
        if depth and self.dice.random() < 0.4:
            tag = self.dice.choice(INLINE)
            extra.append(f"<{tag}>{self.line(depth - 1)}</{tag}>")
        if self.dice.random() < 0.1:
            extra.append("<br>")
        if self.dice.random() < 0.1:
            extra.append(f'<a href="https://example.org/{len(words)}">{self.line(0)}</a>')
        for one in extra:
            words.insert(self.dice.randrange(len(words)), one)
        return " ".join(words)

    def value(self) -> str:
        name = self.dice.choice(TEXTS if self.dice.random() < 0.3 else SHAPED)
        return f"{{{{ {name} }}}}"

    def note(self) -> str:
        """Write words that stand nowhere else."""
        self.notes += 1
        return f"Note {self.notes}:"

    def listing(self, depth: int) -> str:
        tag = self.dice.choice(["ul", "ol"])
        items = [self.line() for _ in range(self.dice.randint(1, 4))]
        if depth and self.dice.random() < 0.3:
            items[-1] += self.listing(depth - 1)
        return f"<{tag}>{''.join(f'<li>{item}</li>' for item in items)}</{tag}>"

    def table(self, _: int) -> str:
        columns = self.dice.randint(1, 3)
        rows = ["".join(f"<th>{self.line(0)}</th>" for _ in range(columns))]
        for _ in range(self.dice.randint(1, 3)):
            cells = [self.value() if self.dice.random() < 0.3 else self.line() for _ in range(columns)]
            rows.append("".join(f"<td>{cell}</td>" for cell in cells))
        return f"<table>{''.join(f'<tr>{row}</tr>' for row in rows)}</table>"

    def terms(self, _: int) -> str:
        return f"<dl><dt>{self.line(0)}</dt><dd>{self.line()}</dd></dl>"

    def inside(self, depth: int) -> str:
        tag = self.dice.choice("blockquote div article address aside".split())
        return f"<{tag}>{self.block(depth)}{self.block(depth)}</{tag}>"

    def choice(self, depth: int) -> str:
        other = f"{{% else %}}<p>{self.note()} {self.line()}</p>" if self.dice.random() < 0.5 else ""
        block = f"<p>{self.note()} {self.line()}</p>{self.block(depth) if depth else ''}"
        return f"{{% if {self.dice.choice(CONDITIONS)} %}}{block}{other}{{% endif %}}"

    def section(self, depth: int) -> str:
        self.sections += 1
        name = f"part-{self.sections}"
        inner = self.dice.choice([self.block, self.section])(depth - 1) if depth else self.paragraph(0)
        return f'<section data-part="{name}">{inner}</section>'

    def loop(self, name: str) -> str:
        around, item = self.dice.choice(
            [("{}", "<p>{}</p>"), ("<div>{}</div>", "{}<br>"), ("<ul>{}</ul>", "<li>{}</li>")]
        )
        loop = f"{{% for one in {name} %}}{item.format('{{ one }}')}{{% endfor %}}"
        return f"<p>{self.note()}</p>{around.format(loop)}<p>{self.note()}</p>"

    def panel(self, name: str) -> str:
        figures = PANELS[name].format(name)
        around = self.dice.choice(["<p>{}</p>", "<ul><li>{}</li></ul>", "<blockquote>{}</blockquote>"])
        return (
            f'<section data-part="{name}"><h3>{self.note()} {name.capitalize()}</h3>'
            f"{{% if {name}.awaited %}}<p>Awaited</p>{{% elif {name}.total == 0 %}}<p>Nothing to report</p>"
            f"{{% else %}}{around.format(figures)}{{% endif %}}</section>"
        )


def written(folder: Path, seed: int, *, slips: int = 0) -> Path:
    """Write the templates of a seed, with so many slips, and return their folder."""
    dice = random.Random(seed)
    author = Author(dice)
    letter = author.letter()
    for right, wrong in dice.sample(SLIPS, slips):
        letter = letter.replace(right, wrong, 1)
    templates = short_templates(folder)
    (templates / "2020" / "letter.html").write_text(letter)
    style = templates / "2020" / "letter.css"
    style.write_text(f"{style.read_text()}\n{author.style()}\n")
    return templates
