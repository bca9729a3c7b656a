"""A record as the YAML that it is read from."""

from collections.abc import Mapping

import yaml

from .model import Record


class _Plain(yaml.CSafeDumper):
    """A value that stands in two places is written in both: aliases are not read."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def dump(record: Record | Mapping[str, object], *, width: int = 110) -> str:
    """YAML that loads as the same record, or as facts that have its shape. What is not known is not there."""
    facts = record.model_dump(exclude_none=True, exclude_defaults=True) if isinstance(record, Record) else record
    return yaml.dump(_plain(facts), Dumper=_Plain, allow_unicode=True, sort_keys=False, width=width)


def on_one_line(facts: Mapping[str, object]) -> str:
    """The same in a line of its own, as a person writes it: `reissue: {date: 2020-08-05}`."""
    plain = _plain(facts)
    written = yaml.dump(plain, Dumper=_Plain, allow_unicode=True, sort_keys=False, width=2**30, default_flow_style=True)
    return written.strip()[1:-1]  # without the braces around it


def _plain(value: object) -> object:
    """Lists for tuples, which YAML's dumper marks as Python's own."""
    if isinstance(value, Mapping):
        return {key: _plain(item) for key, item in value.items()}
    return [_plain(item) for item in value] if isinstance(value, tuple) else value
