# make site      build the website into site/ (does nothing when nothing changed); BASE=revision tells changes since then
# make check     check seeds and corrections, and that no facts were lost since they last changed
# make diff-summary  the facts that differ from BASE, as Markdown: what a build server shows of a pull request
# make test      lint, types and all tests
# make cluster   install what extract --engine dask needs, which reads articles on several machines
# make serve     preview at http://127.0.0.1:8000/, follows what you edit
# make bench     measure what reading, searching and building cost, beside others that do such things
# make scale     measure building ten thousand articles; SCALE=1000 another number
# make fuzz      feed the reader any text at all, for a hundred times as long as make test does
# make screenshot  take the picture in README.md anew
# make lock      pin the dependencies anew, after a change in pyproject.toml (needs uv)
# make licences  write LICENCES.md: under which licence each dependency is
# make successors  build the same pages with ProperDocs and Zensical, in environments of their own
# make clean     remove everything that can be made again; make distclean the environment too
#
# Needs Python 3.11 or newer and git; everything else is installed into .venv/, as pinned by hash.
# Another Python: make site PYTHON=/path/to/python3.12. Another browser: make test CHROMIUM=/path.

SHELL := /bin/sh
VENV := .venv
RUN := $(VENV)/bin/python
MODERN := import sys; sys.exit(sys.version_info < (3, 11))
PYTHON ?= $(shell for name in python3 python3.13 python3.12 python3.11 python; do \
	$$name -c '$(MODERN)' 2>/dev/null && { echo $$name; break; }; done)
PIP := $(RUN) -m pip --disable-pip-version-check --quiet --no-input install --require-hashes
LOCK := uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-header --no-annotate --upgrade
# Handed on as they are: a shell that reads a variable takes nothing in it for a command.
export CHROMIUM
export BASE

.PHONY: site check diff-summary test lint types tests browser cluster serve bench scale fuzz successors licences screenshot lock clean distclean
.DELETE_ON_ERROR:

site: $(VENV)/site.installed
	@$(RUN) -m generator build --base "$$BASE"

check: $(VENV)/site.installed
	@$(RUN) -m generator check --base "$$BASE"

# A build server names the file of its summary page; others read it here. Its log is no place for quotes:
# it takes lines of a certain form for commands.
diff-summary: $(VENV)/site.installed
	@mkdir -p .cache
	@$(RUN) -m generator diff --format markdown --most 100 --base "$$BASE" > .cache/diff-summary.md
	@if [ -n "$$GITHUB_STEP_SUMMARY" ]; then cat .cache/diff-summary.md >> "$$GITHUB_STEP_SUMMARY"; \
		else cat .cache/diff-summary.md; fi

serve: $(VENV)/site.installed
	@$(RUN) -m generator serve

test: lint types tests

lint: $(VENV)/dev.installed
	$(RUN) -m ruff check .
	$(RUN) -m ruff format --check .
	$(RUN) tests/javascript.py

types: $(VENV)/dev.installed
	$(RUN) -m mypy

tests: $(VENV)/dev.installed browser
	$(RUN) -m pytest

browser: $(VENV)/dev.installed
	@$(RUN) tests/browser_setup.py

# The tests that feed the reader any text at all, for a hundred times as long, with other texts each time.
fuzz: $(VENV)/dev.installed
	FUZZ=$(or $(FUZZ),100) $(RUN) -m pytest -q tests/test_reader_fuzz.py

bench: $(VENV)/bench.installed $(VENV)/dev.installed browser
	@$(RUN) -m generator bench
	@PYTHONPATH=. $(RUN) tests/search_bench.py
	@PYTHONPATH=. $(RUN) tests/scale_bench.py 100 1000 10000

# Takes a quarter of an hour for the ten thousand.
scale: $(VENV)/dev.installed
	@PYTHONPATH=. $(RUN) tests/scale_bench.py $(or $(SCALE),10000)

# Their environments are inside ours: they go with it.
successors: site $(VENV)/properdocs.installed $(VENV)/zensical.installed
	@PYTHONPATH=. VENV=$(VENV) $(RUN) tests/successors.py

licences: $(VENV)/dev.installed
	@$(RUN) tests/licences.py

screenshot: site browser
	@$(RUN) tests/screenshot.py

# The environment. The files named *.installed are younger than the locks they were installed from.

$(VENV)/pyvenv.cfg:
	@test -n "$(PYTHON)" || { echo "error: no Python 3.11 or newer found; install one or name it:" \
		"make site PYTHON=/path/to/python3" >&2; exit 1; }
	@echo "making $(VENV) with $(PYTHON)"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); echo "error: no virtual environment could be made;" \
		"on Debian and Ubuntu: apt-get install python3-venv" >&2; exit 1; }

# jieba comes as source: its build uses the pinned setuptools rather than whatever is newest.
$(VENV)/site.installed: requirements-build.lock requirements.lock | $(VENV)/pyvenv.cfg
	@echo "installing what the site needs"
	@$(PIP) -r requirements-build.lock
	@$(PIP) --use-pep517 --no-build-isolation -r requirements.lock
	@touch $@

$(VENV)/dev.installed: requirements-dev.lock $(VENV)/site.installed
	@echo "installing what the tests need"
	@$(PIP) --use-pep517 --no-build-isolation -r requirements-dev.lock
	@touch $@

# What extract --engine dask needs; make test has installed it already.
cluster: $(VENV)/cluster.installed

$(VENV)/cluster.installed: requirements-cluster.lock $(VENV)/site.installed
	@echo "installing what a cluster needs"
	@$(PIP) --use-pep517 --no-build-isolation -r requirements-cluster.lock
	@touch $@

# Only `make bench` installs these; where they cannot be, it goes on without them.
$(VENV)/bench.installed: requirements-bench.lock $(VENV)/site.installed
	@echo "installing what reading is measured against"
	@if $(PIP) --use-pep517 --no-build-isolation -r requirements-bench.lock; then touch $@; \
		else echo "warning: not installed: requirements-bench.lock" >&2; fi

$(VENV)/properdocs.installed $(VENV)/zensical.installed: $(VENV)/%.installed: requirements-%.lock $(VENV)/site.installed
	@echo "installing $*, to see whether it builds the same pages"
	@rm -rf $(VENV)/$* && $(RUN) -m venv $(VENV)/$*
	@$(subst $(RUN),$(VENV)/$*/bin/python,$(PIP)) -r requirements-build.lock
	@$(subst $(RUN),$(VENV)/$*/bin/python,$(PIP)) --use-pep517 --no-build-isolation -r requirements-$*.lock
	@touch $@

lock:
	@command -v uv >/dev/null || { echo "error: no uv; install it: python3 -m pip install uv" >&2; exit 1; }
	echo 'setuptools>=77' | $(LOCK) - -o requirements-build.lock
	$(LOCK) pyproject.toml -o requirements.lock
	$(LOCK) pyproject.toml --extra dev --constraint requirements.lock -o requirements-dev.lock
	$(LOCK) pyproject.toml --extra cluster --constraint requirements-dev.lock -o requirements-cluster.lock
	echo jionlp | $(LOCK) - --constraint requirements-dev.lock -o requirements-bench.lock
	echo properdocs | $(LOCK) pyproject.toml - --constraint requirements.lock -o requirements-properdocs.lock
	echo zensical | $(LOCK) - -o requirements-zensical.lock

clean:
	rm -rf site .site.new .site.old .cache .mypy_cache .pytest_cache .ruff_cache .hypothesis
	@test ! -e .git || git clean -fdXq -- docs generator tests

distclean: clean
	rm -rf $(VENV)
