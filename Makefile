# make run · make test · make proof · make coverage · make bench · make lint · make docs: each sets up what it needs in .venv.
.PHONY: run test proof coverage bench lint docs clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
OXLINT := oxlint@1

run: .venv/run.stamp
	$(BIN)/streamlit run app.py

test: .venv/test.stamp
	$(BIN)/python -m pytest -n 2 --dist loadgroup $(ARGS)

proof: export RAVINE_PROOF = 1
proof: test

coverage: ARGS = --cov --ignore=tests/browser
coverage: test

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks.animation
	$(BIN)/python -m benchmarks.gallery
	$(BIN)/python -m benchmarks.tables

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	@if command -v npx >/dev/null; then npx --yes $(OXLINT) --deny-warnings player/assets; \
	else echo "npx not found: JavaScript not linted"; fi

docs: .venv/test.stamp
	$(BIN)/python -W error -m docs.reference
	@echo "docs/api/index.html"

clean:
	rm -rf .venv build *.egg-info docs/api

.venv/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@
