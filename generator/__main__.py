"""`python -m generator` is the command `letters`."""

from .cli import main

if __name__ == "__main__":
    main()
