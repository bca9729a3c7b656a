"""`python -m generator` is the command `letters`."""

from .cli import main

main()
