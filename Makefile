# Each target makes what it needs: the environment in .venv, then the course. `make` alone lists them.

ARGS ?=
BIN := .venv/bin
UV := $(BIN)/uv
INSTALL := $(UV) pip install --quiet --python $(BIN)/python
LOCK := $(UV) pip compile --quiet --universal --generate-hashes --no-annotate --no-header --python-version 3.11
# Without it the first start compiles while the learner waits; what no start imports would cost as much again.
COMPILE_BYTECODE := $(BIN)/python -m compileall -q -j 0 -x '/(tests?|testing|pip|setuptools|fontTools)/'
NOTEBOOKS := $(shell find source notebooks -name '*.ipynb' -not -path '*/.*' 2>/dev/null)
# Beside mypy: pytest writes down what it makes of the tests' files, which each of its processes would do again.
COLLECT := env -u PYTHONDONTWRITEBYTECODE $(BIN)/pytest --collect-only --quiet > /dev/null
# Cells of a notebook stay together, and so do tests of a file.
PYTEST := $(BIN)/pytest --dist=loadfile --no-loadscope-reorder --nbval-cell-timeout=60

# Shows a notebook in a diff as the cells that it holds; as it lies on disk where the environment is gone.
TEXTCONV := f() { $(BIN)/jupytext --quiet --to py:percent --output - "$$1" 2>/dev/null || cat "$$1"; }; f

.PHONY: help lab instructor demo test test-quick test-deep bench gallery format setup clean lock FORCE

help: ## List the targets
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' $(firstword $(MAKEFILE_LIST)) | awk -F'|' '{ printf "%-20s %s\n", $$1, $$2 }'

lab: .venv/.course ## Open JupyterLab on your own copy of the course (options: ARGS="--no-browser --port 8890")
	@$(BIN)/rounds lab $(ARGS)

instructor: .venv/.course ## Open JupyterLab on the course itself, with formgrader
	@$(BIN)/rounds instructor $(ARGS)

demo: .venv/.learner ## Grade a sample cohort in a course of its own and print the table
	@$(BIN)/rounds demo $(ARGS)

test: .venv/.developer ## Run every tracked notebook and the tests (20 minutes at most)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	@$(COLLECT) & $(BIN)/mypy; typed=$$?; wait; exit $$typed
	$(PYTEST) --numprocesses=2 --nbval notebooks
	$(PYTEST) --numprocesses=3 --nbval-lax --override-ini="testpaths=tests source" --ignore=tests/samples -m "not deep" $(ARGS)

test-quick: .venv/.developer ## Run what takes seconds (3 minutes at most)
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/pytest --numprocesses=2 -m "not (slow or deep or browser)" $(ARGS)

test-deep: test ## Run everything, exhaustive tests included
	$(PYTEST) --numprocesses=2 --nbval-lax release # as learners find it, with nothing done
	$(BIN)/pytest --numprocesses=2 -m deep $(ARGS)

bench: .venv/.developer ## Measure what the README claims
	@for script in benchmarks/*.py; do $(BIN)/python "$$script" || exit; done

gallery: .venv/.developer ## Draw every scenario of the failure lab into docs/gallery.md
	$(BIN)/python docs/gallery.py

format: .venv/.developer ## Format the code and cure what ruff can cure
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

setup: .venv/.course ## Make the environment, the gradebook and workspace/

clean: ## Remove the environment and caches; never your work, your grades or their salt
	rm -rf .venv .mypy_cache .pytest_cache .ruff_cache .hypothesis build dist
	find src tests -name __pycache__ -prune -exec rm -rf {} +

lock: .venv/.installer ## Renew the lock files
	$(LOCK) --upgrade pyproject.toml --output-file requirements/learner.lock
	$(LOCK) --upgrade pyproject.toml --group dev --constraints requirements/learner.lock --output-file requirements/developer.lock
	$(LOCK) --upgrade requirements/installer.in --output-file requirements/installer.lock

# --- What the targets stand on: one stamp for each step that is done.

# A moved or copied folder carries an environment full of the old addresses: make it anew.
ifneq ($(shell cat .venv/.here 2>/dev/null),$(CURDIR))
.venv/.installer: FORCE
endif

.venv/.installer: requirements/installer.lock
	@for python in $(or $(PYTHON),python3 python3.13 python3.12 python3.11 python); do \
	    if $$python -c 'import ensurepip, sys, venv; sys.exit(not (3, 11) <= sys.version_info[:2] <= (3, 13))' 2>/dev/null; then \
	        echo "Making .venv with $$($$python --version)"; \
	        $$python -m venv --clear .venv || exit; \
	        $(BIN)/python -m pip --quiet --disable-pip-version-check install --require-hashes -r $< || exit; \
	        printf '%s\n' '$(CURDIR)' > .venv/.here; \
	        touch $@; \
	        exit 0; \
	    fi; \
	done; \
	echo "Rounds needs Python 3.11, 3.12 or 3.13 with its venv module, and found none; install one, or name it: make $(or $(MAKECMDGOALS),setup) PYTHON=/path/to/python3.12" >&2; \
	exit 1

.venv/.learner: requirements/learner.lock pyproject.toml .venv/.installer
	@echo "Installing what a learner needs (once)"
	@$(INSTALL) --require-hashes -r requirements/learner.lock
	@$(INSTALL) --no-deps --editable .
	@$(COMPILE_BYTECODE) .venv/lib src
	@touch $@

.venv/.developer: requirements/developer.lock .venv/.learner
	@echo "Installing what a developer needs (once)"
	@$(INSTALL) --require-hashes -r requirements/developer.lock
	@git config diff.jupyternotebook.textconv '$(TEXTCONV)' || true # not every copy is a clone
	@touch $@

# Reading source/ into the gradebook costs seconds, so it is done when a notebook has changed or the gradebook is gone.
ifeq ($(wildcard gradebook.db),)
.venv/.course: FORCE
endif

.venv/.course: .venv/.learner $(NOTEBOOKS)
	@$(BIN)/rounds setup
	@touch $@

FORCE:
