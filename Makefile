# make run   environment, install, the timeline on the screen, the whole site of calendars and pages in build/site
# make test  the same, then every check
# make help  the other words

PYTHON ?= python3
VENV   ?= .venv
BIN     = $(VENV)/bin
OUT    ?= build

# Some machines forbid Python to keep what it compiled; here a hundred processes import the same modules.
unexport PYTHONDONTWRITEBYTECODE
# Of what is installed, most is never imported: what is, Python compiles itself.
export PIP_NO_COMPILE = 1

.PHONY: help run serve test lint types contracts unit clients clients-table wheel bench golden record pictures notebooks seal constraints format clean

help:
	@sed -n 's/^# *//p' Makefile | head -n 3
	@echo "serve                                     the site at http://127.0.0.1:8000/, to subscribe to"
	@echo "lint types contracts unit clients wheel   the parts of make test"
	@echo "format                                    mend what can be mended by itself"
	@echo "golden                                    write the golden files anew; look at the difference before committing"
	@echo "record                                    write docs/record.md anew: what is known, missing and disputed"
	@echo "pictures                                  draw docs/pictures/ anew: the timeline, as the README shows it"
	@echo "notebooks                                 run those of docs/ and keep what they say; look at the difference"
	@echo "seal                                      bring the ledger of what subscribers were shown up to date"
	@echo "clients-table                             which calendar programs read the feeds, and what they see, as Markdown"
	@echo "bench                                     measure, side by side with the rivals"
	@echo "constraints                               pin the newest versions"
	@echo "clean                                     remove what was built"

$(BIN)/kzeu-timeline: pyproject.toml constraints.txt
	$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11) and "Python 3.11 or newer is needed: make PYTHON=python3.11 ...")'
	@echo "Installing into $(VENV); the first time this takes a minute."
	$(PYTHON) -m venv $(VENV)
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable .
	@touch $@

$(VENV)/dev: $(BIN)/kzeu-timeline
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev]'
	@touch $@

$(VENV)/bench: $(VENV)/dev
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[dev,bench]'
	@touch $@

run: $(BIN)/kzeu-timeline
	@$(BIN)/kzeu-timeline timeline --since 2025; echo
	@$(BIN)/kzeu-timeline next 3; echo
	@$(BIN)/kzeu-timeline publish $(OUT)/site
	@echo
	@echo "In Kazakh, Russian and English:"
	@echo "  calendars              $(abspath $(OUT))/site/feeds/"
	@echo "  tables, texts, data    $(abspath $(OUT))/site/timeline*"
	@echo "  the page to open       $(abspath $(OUT))/site/index.html"
	@echo "To subscribe from a calendar program, which needs an address: make serve"

serve: $(VENV)/serve
	$(BIN)/kzeu-timeline serve

$(VENV)/serve: $(BIN)/kzeu-timeline
	PIP_CONSTRAINT=constraints.txt $(BIN)/python -m pip install --quiet --disable-pip-version-check --editable '.[serve]'
	@touch $@

test: run lint types contracts unit clients wheel
	@echo "all checks passed"

lint: $(VENV)/dev
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(VENV)/dev
	$(BIN)/mypy
	$(BIN)/mypy --strict tests/typing

contracts: $(VENV)/dev
	$(BIN)/lint-imports
	$(BIN)/kzeu-timeline check

# The examples say what is covered. To trace the laws and the sweeps as well makes them twice as slow, and adds less than 1 %.
unit: $(VENV)/dev
	$(BIN)/pytest -m "not clients and not hypothesis and not broad" -n auto --dist worksteal --cov --cov-report=term:skip-covered --cov-fail-under=95
	$(BIN)/pytest -m "not clients and (hypothesis or broad)" -n auto --dist worksteal

clients: $(VENV)/dev
	$(BIN)/python tests/clients/install.py
	$(BIN)/pytest tests/clients -m clients -n auto --dist loadfile

clients-table: $(VENV)/dev
	@$(BIN)/python tests/clients/install.py >&2
	@$(BIN)/python -m tests.clients.table

wheel: $(VENV)/dev
	$(BIN)/python tests/wheel.py

bench: $(VENV)/bench
	@for file in benchmarks/bench_*.py; do echo; $(BIN)/python $$file || exit 1; done

golden: $(VENV)/dev
	$(BIN)/pytest tests/golden --write-golden

record: $(BIN)/kzeu-timeline
	$(BIN)/kzeu-timeline coverage --output docs/record.md

pictures: $(VENV)/dev
	$(BIN)/python -m tests.pictures

notebooks: $(VENV)/dev
	$(BIN)/python -m tests.notebooks

seal: $(BIN)/kzeu-timeline
	$(BIN)/kzeu-timeline seal --seeds seeds

format: $(VENV)/dev
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

constraints:
	rm -rf $(VENV)-new && $(PYTHON) -m venv $(VENV)-new
	$(VENV)-new/bin/python -m pip install --quiet --editable '.[dev,bench]'
	{ echo "# Every version that the project is built and tested with. \`make constraints\` writes it anew."; \
	  $(VENV)-new/bin/python -m pip freeze --exclude-editable | grep -v ' @ '; } > constraints.txt
	rm -rf $(VENV)-new

clean:
	rm -rf $(OUT) $(VENV) dist tests/clients/node_modules tests/clients/.venv .mypy_cache .pytest_cache .ruff_cache .import_linter_cache .hypothesis
