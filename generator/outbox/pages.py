"""The templates of what the outbox writes as HTML itself, in `html/`."""

from jinja2 import Environment, PackageLoader, StrictUndefined

PAGES = Environment(
    loader=PackageLoader("generator.outbox", "html"), autoescape=True, undefined=StrictUndefined, trim_blocks=True
)
