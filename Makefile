.PHONY: help letters test test-all checks bare lock upgrade
.NOTPARALLEL: # two targets would set up in each other's way

help:
	@echo 'make letters    print the letters of edition 2020 into output/2020/letters'
	@echo 'make test       check the code and run the tests'
	@echo 'make test-all   the same, with the tests that take minutes'
	@echo 'make bare       prove both commands on a bare Debian (as root; takes some minutes)'
	@echo 'make lock       write the locks again after a change of dependencies in pyproject.toml'
	@echo 'make upgrade    write the locks again with the newest version of everything'
	@echo 'make letters and the tests first set up what is missing. Afterwards, .venv/bin/letters --help tells the rest.'

letters:
	@tools/setup letters
	@.venv/bin/letters render
	@echo '(The command letters is .venv/bin/letters.)'

test: checks
	.venv/bin/pytest

test-all: checks
	.venv/bin/pytest -m ''

checks:
	@tools/setup tests
	.venv/bin/ruff check
	.venv/bin/ruff format --check
	.venv/bin/mypy
	.venv/bin/lint-imports --no-logo

bare:
	@tools/bare

lock:
	@tools/lock

upgrade:
	@tools/lock --upgrade
