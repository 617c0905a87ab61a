# make run · make test · make quick · make proof · make coverage · make bench · make lint · make docs · make site · make words · make mutants: each sets up what it needs in .venv.
.PHONY: run test quick proof coverage bench lint lint-javascript docs site words mutants clean
.DELETE_ON_ERROR:

PYTHON ?= python3
BIN := .venv/bin
CORE := tests/surfaces tests/optimizers tests/descent tests/maps tests/test_params.py tests/test_house.py
LONG := surfaces/formula surfaces/layers/test_penalty_path.py surfaces/layers/test_penalty.py surfaces/calculus/test_critical.py descent/test_noting.py descent/test_skim.py maps/test_leaving.py optimizers/test_same_state.py surfaces/test_digits.py surfaces/test_sklearn.py optimizers/test_torch.py optimizers/test_torch_ends.py optimizers/test_optax.py descent/script/test_module.py maps/test_basins.py
NODE_TESTS := tests/javascript/*.test.js
JAVASCRIPT := "player/assets/**/*.js" player/types.d.ts tests/javascript/*.js export/site/assets/*.js

# $(call with_node,PROGRAM,COMMAND,WHAT): the command; without the program only a word of WHAT is left undone, and in CI an error.
define with_node
@if command -v $(1) >/dev/null; then $(2); \
else echo "$(3): $(1) was not found. Install Node.js 18 or later with npm (Debian: apt-get install nodejs npm)."; \
test "$$CI" != true; fi
endef

run: .venv/run.stamp
	$(BIN)/streamlit run app.py

test: .venv/test.stamp
	$(call with_node,node,node --test $(NODE_TESTS),JavaScript not tested)
	$(BIN)/python -m pytest -n 2 --dist worksteal $(ARGS)

# The core alone: what is minimized, how, and the house; but for typed surfaces, the last digits, and the longest comparisons, of libraries, languages and many runs.
quick: .venv/test.stamp
	$(BIN)/python -m pytest -n 2 --dist worksteal $(addprefix --ignore=tests/,$(LONG)) $(ARGS) $(CORE)

# All cases of the products of which the others take a seeded sample (tests/sampling.py).
proof: export RAVINE_PROOF = 1
proof: test

coverage: ARGS = --cov --ignore=tests/browser
coverage: test

bench: .venv/test.stamp
	$(BIN)/python -m benchmarks.animation
	$(BIN)/python -m benchmarks.gallery
	$(BIN)/python -m benchmarks.load
	$(BIN)/python -m benchmarks.tables
	$(BIN)/python -m benchmarks.maps
	$(BIN)/python -m benchmarks.compiled

lint: .venv/test.stamp
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/mypy
	$(call with_node,npx,$(MAKE) --no-print-directory lint-javascript,JavaScript not linted)

lint-javascript: node_modules/.package-lock.json
	npx --no-install prettier --check --log-level warn $(JAVASCRIPT)
	npx --no-install oxlint --deny-warnings player/assets tests/javascript export/site/assets
	npx --no-install tsc

docs: .venv/test.stamp
	$(BIN)/python -W error -m docs.reference
	@echo "docs/api/index.html"

# Gallery, lessons and races as pages for any static host, or to be opened from the folder.
site: .venv/run.stamp
	$(BIN)/python -m export.site site

# How many small mistakes in the core the tests find. Not in CI: half an hour.
mutants: .venv/test.stamp
	$(BIN)/python -m pip install --quiet "cosmic-ray>=8.7,<9"
	$(BIN)/python -m benchmarks.mutants

# Every text of the interface, for translators.
words: .venv/test.stamp
	$(BIN)/python -m docs.words

clean:
	rm -rf .venv node_modules build *.egg-info docs/api site

.venv/run.stamp: requirements.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements.txt
	touch $@

.venv/test.stamp: requirements-dev.txt .venv/run.stamp
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -r requirements-dev.txt
	touch $@

node_modules/.package-lock.json: package.json package-lock.json
	npm ci --no-audit --no-fund
	touch $@
