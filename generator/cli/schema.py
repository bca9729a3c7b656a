"""`letters schema`"""

from ..records import write_schemas
from . import options


def schema(data: options.Data = options.DATA) -> None:
    """Write the records' JSON Schemas beside the data.

    An editor that knows YAML explains, completes and checks a record while one types, once the record's first line
    names its schema; the records of this project do.
    """
    for file in write_schemas(data):
        print(file)
