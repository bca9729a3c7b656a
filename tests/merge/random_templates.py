"""Templates drawn at random: those that an office might write, and those that it might write by mistake."""

import random
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from tests.runs import short_templates

TEXTS = "council addressee.name addressee.role signatory.name".split()
SHAPED = [
    "date|long_date", "period.end|short_date", "publication|long_date", "year|year", "values.courses|count",
    "values.people_trained|count", "values.more_courses|count", "period.start|long_date",
]  # fmt: skip
LISTS = ["personal_paragraphs", "signatory.roles"]
CONDITIONS = ["reissue.there", "complaints_upheld.awaited", "compliance.total == 0", "personal_paragraphs"]
PANELS = {
    "complaints_upheld": "{{{{ {0}.count|count }}}} of {{{{ {0}.total|count }}}}, {{{{ {0}.rate|percent }}}}",
    "compliance": "{{{{ {0}.rate|percent }}}} of {{{{ {0}.total|count }}}}",
    "satisfactory_remedies": "{{{{ {0}.count|count }}}} of {{{{ {0}.total|count }}}}, {{{{ {0}.rate|percent }}}}",
}
INLINE = "abbr b bdi cite code del em i ins kbd mark q s samp small span strong sub sup time u var".split()
BLOCKS = "blockquote div article address aside".split()
WORDS = """
    our letter about complaints during the year for your authority; you may publish it - staff learn from well-known
    faults, remedies (and more) on time: 2 of 3 cases, 45% or 1,400 people. See £5 "as said" & so on!
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
    "td { vertical-align: middle; padding: 0 }",
]


@dataclass(slots=True)
class Author:
    """Writes a template: blocks that hold blocks, lines that hold values, and now and then a wording that varies."""

    dice: random.Random
    sections: int = 0
    marks: int = field(default=0)

    def page(self) -> str:
        blocks = [self.block(3) for _ in range(self.dice.randint(2, 6))]
        blocks += ["<p>Dear {{ addressee.name }}</p>", "<h1>Annual Review letter {{ year|year }}</h1>"]
        blocks += [self.loop(name) for name in self.some(LISTS)]
        letter = self.shuffled(blocks)
        statistics = [self.panel(name) for name in self.some(list(PANELS))]
        statistics += [self.block(2) for _ in range(self.dice.randint(0, 2))]
        heading = self.dice.choice(
            ["<h2>{{ council }}</h2>", "<h2>Statistics for {{ council }}</h2>", "<h2>Figures</h2>"]
        )
        return (
            '{% extends "page.html" %}{% block title %}Letter - {{ council }}{% endblock %}\n'
            "{% block author %}An Invented Ombudsman{% endblock %}\n"
            f"{{% block letter %}}\n{letter}\n{{% endblock %}}\n"
            f"{{% block statistics %}}\n{heading}\n{self.shuffled(statistics)}\n{{% endblock %}}\n"
        )

    def some(self, of: Sequence[str]) -> list[str]:
        return [one for one in of if self.dice.random() < 0.7]

    def shuffled(self, blocks: list[str]) -> str:
        self.dice.shuffle(blocks)
        return "\n".join(blocks)

    def style(self) -> str:
        return "\n".join(self.dice.sample(STYLES, self.dice.randint(0, 3)))

    def block(self, depth: int) -> str:
        kinds: list[Callable[[int], str]] = [self.paragraph, self.paragraph, self.listing, self.table, self.terms]
        if depth:
            kinds += [self.inside, self.choice, self.section, self.quotation]
        return self.dice.choice(kinds)(max(depth - 1, 0))

    def paragraph(self, depth: int) -> str:
        tag = self.dice.choice(["p", "p", "p", "h2", "h3"])
        return f"<{tag}>{self.line()}</{tag}>"

    def line(self, nested: int = 2) -> str:
        words = self.dice.sample(WORDS, self.dice.randint(1, 8))
        for _ in range(self.dice.randint(0, 2)):
            words.append(self.value())
            words.append(self.dice.choice(WORDS))
        if nested and self.dice.random() < 0.4:
            tag = self.dice.choice(INLINE)
            words.insert(self.dice.randrange(len(words)), f"<{tag}>{self.line(nested - 1)}</{tag}>")
        if self.dice.random() < 0.1:
            words.insert(self.dice.randrange(len(words)), "<br>")
        if self.dice.random() < 0.1:
            words.append(f'<a href="https://example.org/{len(words)}">{self.line(0)}</a>')
        return " ".join(words).replace(" & ", " &amp; ").replace('"', '"')

    def value(self) -> str:
        name = self.dice.choice(TEXTS if self.dice.random() < 0.3 else SHAPED)
        return f"{{{{ {name} }}}}"

    def mark(self) -> str:
        """Words that stand nowhere else."""
        self.marks += 1
        return f"Note {self.marks}:"

    def listing(self, depth: int) -> str:
        tag = self.dice.choice(["ul", "ol"])
        inner = self.listing(depth - 1) if depth and self.dice.random() < 0.3 else ""
        return (
            f"<{tag}>"
            + "".join(f"<li>{self.line()}</li>" for _ in range(self.dice.randint(1, 4)))
            + (f"<li>{self.line()}{inner}</li></{tag}>")
        )

    def table(self, depth: int) -> str:
        columns = self.dice.randint(1, 3)
        rows = ["<tr>" + "".join(f"<th>{self.line(0)}</th>" for _ in range(columns)) + "</tr>"]
        for _ in range(self.dice.randint(1, 3)):
            cells = [self.value() if self.dice.random() < 0.3 else self.line() for _ in range(columns)]
            rows.append("<tr>" + "".join(f"<td>{cell}</td>" for cell in cells) + "</tr>")
        return f"<table>{''.join(rows)}</table>"

    def terms(self, depth: int) -> str:
        return f"<dl><dt>{self.line(0)}</dt><dd>{self.line()}</dd></dl>"

    def inside(self, depth: int) -> str:
        tag = self.dice.choice(BLOCKS)
        return f"<{tag}>{self.block(depth)}{self.block(depth)}</{tag}>"

    def quotation(self, depth: int) -> str:
        return f"<blockquote><p>{self.line()}</p></blockquote>"

    def choice(self, depth: int) -> str:
        other = f"{{% else %}}<p>{self.mark()} {self.line()}</p>" if self.dice.random() < 0.5 else ""
        block = f"<p>{self.mark()} {self.line()}</p>{self.block(depth) if depth else ''}"
        return f"{{% if {self.dice.choice(CONDITIONS)} %}}{block}{other}{{% endif %}}"

    def section(self, depth: int) -> str:
        self.sections += 1
        inner = self.dice.choice([self.block, self.section])(depth - 1) if depth else self.paragraph(0)
        return f'<section data-part="part-{self.sections}">{inner}</section>'

    def loop(self, name: str) -> str:
        item = self.dice.choice(["<p>{{ one }}</p>", "<div>{{ one }}</div>", "<li>{{ one }}</li>"])
        loop = f"{{% for one in {name} %}}{item}{{% endfor %}}"
        before, after = f"<p>{self.mark()}</p>", f"<p>{self.mark()}</p>"
        return f"{before}<ul>{loop}</ul>{after}" if item.startswith("<li") else f"{before}{loop}{after}"

    def panel(self, name: str) -> str:
        figures = PANELS[name].format(name)
        return (
            f'<section data-part="{name}"><h3>{self.mark()} {name.capitalize()}</h3>'
            f"{{% if {name}.awaited %}}<p>Awaited</p>{{% elif {name}.total == 0 %}}<p>Nothing to report</p>"
            f"{{% else %}}{self.dice.choice(['<p>{}</p>', '<ul><li>{}</li></ul>', '<blockquote>{}</blockquote>']).format(figures)}"
            "{% endif %}</section>"
        )


SLIPS = [
    ("</p>", ""), ("</strong>", ""), ("<p>", "<p"), ("|count", ""), ("|long_date", "|date"), ("council", "counsel"),
    ("{{ council }}", "{{ council }}{{ addressee.name }}"), ("<p>Dear", "{% for one in signatory.roles %}{{ one }}{% endfor %}<p>Dear"),
    ("{{ council }}", "{{ council.upper }}"), ("{{ council }}", "{{ council }}{% if reissue.there %}, late{% endif %}"),
    ("{{ council }}", "{{ council }}{{ values.courses|count }}"), ("{% endif %}", ""), ("</section>", ""),
    ("<h1>", "{% set a = 1 %}<h1>"), ("{{ year|year }}", "{{ year + 1 }}"), ("</h1>", " {{ range }}</h1>"),
    ("<h1>", '<h1 title="{{ council }}">'), ("<h1>", "<h1 style='text-transform: uppercase'>"),
    ("<h1>", "<h1 style='position: absolute; top: 0'>"), ("<h1>", "<h1 style='float: right'>"),
    ("<h1>", "<h1 hidden>"), ("<h1>", "\ue000<h1>"), ("<h1>", "\U000f0000<h1>"), ("<h1>", "<svg><text>45%</text></svg><h1>"),
    ("<h1>", "<h1>{{ '<b>' }}"), ("<h1>", "<!-- -- --><h1>"), ("<h1>", "<script>1</script><h1>"),
    ("{{ addressee.name }}", "{{ addressee.name|count }}"), ("{{ addressee.name }}", "{{ addressee }}"),
    ("<h1>", "{% include 'none.html' %}<h1>"), ("<h1>", "<input value='x'><h1>"), ("<h1>", "<h1>&shy;&nbsp;&zwj;"),
    ("<h1>", "<h1 style='content: \"x\"'>"), ("<h1>", "<table><h1>"), ("<h1>", "<h1 style='columns: 2'>"),
]  # fmt: skip


def written(folder: Path, seed: int, *, slips: int = 0) -> Path:
    """Write the templates of a seed, with so many slips, and return their folder."""
    dice = random.Random(seed)
    author = Author(dice)
    templates = short_templates(folder)
    page = author.page()
    for _ in range(slips):
        right, wrong = dice.choice(SLIPS)
        page = page.replace(right, wrong, 1)
    (templates / "2020" / "letter.html").write_text(page)
    css = templates / "2020" / "letter.css"
    css.write_text(f"{css.read_text()}\n{author.style()}\n")
    return templates
