# The commands of Papershelf. On a fresh machine `make serve` is all that is needed: Python 3.11 or newer, make and git.
.DEFAULT_GOAL := help
BIN := .venv/bin
BROWSER = PAPERSHELF_CHROMIUM="$$($(BIN)/python tests/browser_path.py)" && export PAPERSHELF_CHROMIUM
# Most tests build, with one thread; each process has a Chromium of its own, so that more than four want much memory.
PYTEST = $(BIN)/python -m pytest -n auto --maxprocesses 4
# Material and MkDocs would print advertisements for their successors on every run.
export NO_MKDOCS_2_WARNING := 1
export DISABLE_MKDOCS_2_WARNING := true

.PHONY: help serve build check test test-full test-latex bench bench-search bench-map lint format screenshots formats lock clean runtime-environment test-environment

help: ## list these commands
	@sed -n 's/^\([a-z-]*\):.*## /\1	/p' $(MAKEFILE_LIST) | expand -t 14

serve: runtime-environment ## build and serve on http://127.0.0.1:8000/, again after each change of content/ or overrides/
	$(BIN)/papershelf serve

build: runtime-environment ## build the site into site/ (ARGS=--locked and the like are passed on)
	$(BIN)/papershelf build $(ARGS)

check: runtime-environment ## list problems, repairs and missing facts of the content
	$(BIN)/papershelf check

test: test-environment ## run all tests, long sweeps sampled; installs what it needs, Chromium included
	$(BROWSER) && $(PYTEST)

test-full: test-environment ## run the long sweeps whole, other site builders and the HTML validator included
	$(BROWSER) && PAPERSHELF_FULL=1 $(PYTEST) -m "sweep or full"

test-latex: test-environment ## typeset exported bibliographies with a real LaTeX; installs it (Debian)
	sh tests/latex/install.sh
	$(BIN)/python -m pytest tests/latex/typeset.py

bench: test-environment ## measure beside Hugo, Pagefind and MkDocs (CORPUS=FILE, SIZES="1000 5000", ONLY="ours hugo"; needs npm)
	$(BROWSER) && $(BIN)/python -m tests.bench.bench $(if $(CORPUS),--corpus "$(CORPUS)") $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY))

bench-search: runtime-environment ## compare the search with Pagefind and lunr on CORPUS=FILE (SIZES="5000 20000", ONLY=pagefind, QUERIES=60; needs Node)
	$(BIN)/python -m tests.bench.search.bench --corpus "$(CORPUS)" $(if $(SIZES),--sizes $(SIZES)) $(if $(ONLY),--only $(ONLY)) $(if $(QUERIES),--queries $(QUERIES))

bench-map: test-environment ## measure the map of papers on CORPUS=FILE (SIZES="2000 20000"): cost, and neighbours kept
	$(BIN)/python -m tests.bench.layout --corpus "$(CORPUS)" $(if $(SIZES),--sizes $(SIZES))

lint: test-environment ## ruff and mypy
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy

format: test-environment ## let ruff lay out the code
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

screenshots: test-environment ## renew the pictures in screenshots/
	$(BROWSER) && $(BIN)/python -m tests.tools.screenshots

formats: test-environment ## renew the tables of README.md about the fields of each format
	$(BIN)/python -m tests.tools.formats

lock: ## renew both lock files (needs uv); they name no package index
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra build pyproject.toml -o requirements.lock
	uv pip compile -q --universal --generate-hashes --no-header --python-version 3.11 --extra build --extra test -c requirements.lock pyproject.toml -o requirements-test.lock

clean: ## leave a fresh clone: everything that git ignores goes
	git clean -fdXq

# PYTHON=... names another interpreter than the first fitting one on PATH.
runtime-environment:
	@PYTHON="$(PYTHON)" sh tests/tools/environment.sh runtime

test-environment:
	@PYTHON="$(PYTHON)" sh tests/tools/environment.sh test
