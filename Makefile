# Two commands do it all: `make up` shares a lens with the emulator through the real Pulumi engine, `make test` runs every
# test. A machine needs Python (3.10 or newer) and make; the rest is obtained here, in this folder and the user's cache.

PYTHON ?= python3
STACK := local
VENV := .venv
BIN := $(VENV)/bin
STATE := .pulumi-state
U := --upgrade

# Each recipe looks for Pulumi when it runs. The virtual environment comes first on PATH, because the language host that is
# built here takes its Python from PATH.
WITH_PULUMI = pulumi_bin="$$($(BIN)/python tools/get_pulumi.py)" && export PATH="$(CURDIR)/$(BIN):$$pulumi_bin:$$PATH"
WITH_STACK = $(WITH_PULUMI) && mkdir -p $(STATE) && pulumi stack select --create $(STACK)

# A local run must never meet a real account or another backend: it sees nothing of the user's AWS and Pulumi settings.
unexport $(filter AWS_% PULUMI_%,$(.VARIABLES))
STACK_TARGETS := up outputs preview refresh destroy recording
$(STACK_TARGETS): export AWS_CONFIG_FILE := /dev/null
$(STACK_TARGETS): export AWS_SHARED_CREDENTIALS_FILE := /dev/null
$(STACK_TARGETS): export AWS_EC2_METADATA_DISABLED := true
$(STACK_TARGETS): export PULUMI_BACKEND_URL := file://$(CURDIR)/$(STATE)
$(STACK_TARGETS): export PULUMI_HOME := $(CURDIR)/$(STATE)/home
$(STACK_TARGETS): export PULUMI_CONFIG_PASSPHRASE :=
$(STACK_TARGETS): export PULUMI_SKIP_UPDATE_CHECK := true
$(STACK_TARGETS): export PULUMI_DISABLE_AUTOMATIC_PLUGIN_ACQUISITION := true

.PHONY: help
help:  ## Show this list
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-13s %s\n", $$1, $$2 }' $(firstword $(MAKEFILE_LIST))

.PHONY: up
up: emulator-started  ## Publish a lens, share it with two accounts and accept it there, on the emulator
	@$(WITH_STACK) && pulumi up --yes --stack $(STACK)

.PHONY: outputs
outputs: emulator-started  ## Show the outputs of `make up` as JSON
	@$(WITH_STACK) && pulumi stack output --json --stack $(STACK)

.PHONY: preview
preview: emulator-started  ## Show what `make up` would do
	@$(WITH_STACK) && pulumi preview --stack $(STACK)

.PHONY: refresh
refresh: emulator-started  ## Take over into the state what happened to the shares outside Pulumi
	@$(WITH_STACK) && pulumi refresh --yes --stack $(STACK)

.PHONY: destroy
destroy: emulator-started  ## Delete the shares again; the emulator goes on running
	@$(WITH_STACK) && pulumi destroy --yes --stack $(STACK)

.PHONY: recording
recording: emulator-started $(VENV)/development.stamp  ## Record `make up` in colour for the README
	@$(WITH_STACK) && python tools/record_terminal.py

.PHONY: screenshot
screenshot: up $(VENV)/development.stamp  ## Take a picture of the emulator's page after `make up`, for the README
	@$(BIN)/python tools/screenshot.py

.PHONY: test
test: $(VENV)/development.stamp  ## Run every test, or some: make test T="tests/unit -k owner"
	@$(WITH_PULUMI) && pytest -n $(or $(N),4) $(T)

.PHONY: faults
faults: $(VENV)/development.stamp  ## Let every operation meet every fault, and write docs/explanation/reliability.md
	@$(BIN)/pytest tests/faults --all-faults -n $(or $(N),8) -q

.PHONY: coverage
coverage: $(VENV)/development.stamp  ## Measure how much of both packages the unit, emulator and protocol tests run
	@$(BIN)/coverage erase
	@$(BIN)/coverage run -m pytest -n auto tests/unit tests/emulator tests/protocol
	@$(BIN)/coverage combine --quiet
	@$(BIN)/coverage report

.PHONY: test-versions
test-versions: $(VENV)/development.stamp  ## Test with the oldest dependencies on Python 3.10, the newest on the newest Python
	$(BIN)/python -m nox

.PHONY: bench
bench: $(VENV)/bench.stamp  ## Measure against a lean resource and bare boto3: make bench B="--sizes 50"
	@$(WITH_PULUMI) && python -m benchmarks $(B)

.PHONY: docs
docs: $(VENV)/docs.stamp  ## Build the documentation site in build/site; it needs Python 3.11 or newer
	@$(BIN)/python tools/build_site.py

.PHONY: lint
lint: $(VENV)/development.stamp  ## Check style, types, the layers and the GitHub configuration
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/check-jsonschema --builtin-schema vendor.github-workflows .github/workflows/*.yml examples/*/.github/workflows/*.yml
	$(BIN)/check-jsonschema --builtin-schema vendor.dependabot .github/dependabot.yml
	$(BIN)/zizmor --offline --quiet --strict-collection . examples/12-ci

.PHONY: format
format: $(VENV)/development.stamp  ## Put every file into the house format
	$(BIN)/ruff check --fix-only
	$(BIN)/ruff format

.PHONY: dist
dist: $(VENV)/development.stamp  ## Build what is published of both packages, and check it
	@rm -rf dist
	@$(BIN)/uv build --quiet --build-constraint constraints.txt --out-dir dist .
	@$(BIN)/uv build --quiet --build-constraint constraints.txt --out-dir dist emulator
	$(BIN)/twine check --strict dist/*

.PHONY: lock
lock:  ## Renew constraints.txt with the newest versions; make lock U= changes only what it must
	@rm -rf .venv-lock && $(PYTHON) -m venv .venv-lock && .venv-lock/bin/python -m pip install --quiet uv
	@printf "%s\n" hatchling hatch-fancy-pypi-readme editables | .venv-lock/bin/uv pip compile --quiet --universal $(U) \
		--python-version 3.10 --no-annotate --no-emit-package pulumi-wellarchitected \
		--custom-compile-command "make lock" \
		--group test --group lint --group bench --group docs --group release --output-file constraints.txt requirements.txt emulator/pyproject.toml -
	@rm -rf .venv-lock

.PHONY: clean
clean:  ## Stop the emulator and remove what was made here; Pulumi stays in the user's cache
	-@if [ -d .emulator ] && [ -x $(BIN)/python ]; then $(BIN)/python -m wellarchitected_emulator stop; fi
	rm -rf $(VENV) .venv-* $(STATE) .emulator build dist .nox .coverage*
	rm -rf .pytest_cache .mypy_cache .ruff_cache .import_linter_cache .hypothesis
	find . -type d \( -name __pycache__ -o -name node_modules \) -prune -exec rm -rf {} +

.PHONY: emulator-started
emulator-started: $(VENV)/runtime.stamp
	@$(BIN)/python -m wellarchitected_emulator start >&2

# A stamp is the last thing a step makes: a step that was interrupted is done again.
PIP_INSTALL = $(BIN)/python -m pip --disable-pip-version-check install --quiet --constraint constraints.txt

$(VENV)/made.stamp:
	@echo "Making the virtual environment."
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 10) and "Python 3.10 or newer is needed: make PYTHON=...")'
	@rm -rf $(VENV) && $(PYTHON) -m venv $(VENV)
	@$(PIP_INSTALL) pip
	@touch $@

$(VENV)/runtime.stamp: $(VENV)/made.stamp requirements.txt constraints.txt pyproject.toml emulator/pyproject.toml
	@echo "Installing what the program runs with."
	@$(PIP_INSTALL) --build-constraint constraints.txt --requirement requirements.txt --editable ./emulator
	@touch $@

$(VENV)/development.stamp: $(VENV)/runtime.stamp
	@echo "Installing what the tests and checks run with."
	@$(PIP_INSTALL) --group test --group lint
	@touch $@

$(VENV)/bench.stamp: $(VENV)/runtime.stamp
	@echo "Installing what the benchmark runs with."
	@$(PIP_INSTALL) --group bench
	@touch $@

$(VENV)/docs.stamp: $(VENV)/runtime.stamp
	@echo "Installing what the documentation is built with."
	@$(PIP_INSTALL) --group docs
	@touch $@
