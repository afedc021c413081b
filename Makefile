# The two that matter: `make demo` runs the product, `make test` its tests. Both start from
# a machine that has Python 3.11 or later and make, and nothing else.

PYTHON ?= python3
PORT ?= 8000
VENV := .venv
BIN := $(VENV)/bin
STAMP := $(VENV)/.synced

.PHONY: help demo demo-reset demo-import run test test-cluster test-next lint format bench bench-admin bench-harvest bench-referents bench-search \
	lock frontend frontend-check audit

help:
	@echo "make demo          prepara e avvia la dimostrazione su http://localhost:$(PORT)"
	@echo "make demo-reset    cancella i dati della dimostrazione e ricomincia"
	@echo "make demo-import FILE=consultori.csv   prova l'importazione in una cartella a parte"
	@echo "make test          esegue tutti i test"
	@echo "make test-cluster  tre nodi Elasticsearch, uno ucciso sotto carico (serve ES_NODE)"
	@echo "make lint          controlla stile, tipi e regole di importazione"
	@echo "make format        mette in ordine il codice"
	@echo "make bench         misura peso e velocità delle pagine"
	@echo "make bench-admin   misura la redazione su 2.000 e su 20.000 schede inventate"
	@echo "make bench-harvest misura quanti recapiti raccoglie un programma con un accesso valido"
	@echo "make bench-referents misura la ricerca tra 2.000 referenti inventati"
	@echo "make bench-search  misura la ricerca su 100.000 schede inventate"
	@echo "make test-next     prova la prossima versione di Wagtail (indicativo)"
	@echo "make lock          ricompila i file in requirements/"
	@echo "make frontend      ricompila static/ (serve Node)"

$(STAMP): requirements/dev.txt
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || \
		{ echo "Serve Python 3.11 o successivo: $$($(PYTHON) --version) è troppo vecchio. Prova: make PYTHON=python3.12 …"; exit 1; }
	@$(PYTHON) -c 'import ensurepip, venv' 2>/dev/null || \
		{ echo "A Python manca il modulo venv. Su Debian e Ubuntu: apt-get install python3-venv"; exit 1; }
	@test -x $(BIN)/python || $(PYTHON) -m venv $(VENV)
	@test -x $(BIN)/uv || $(BIN)/python -m pip install --quiet --disable-pip-version-check "uv>=0.13,<1"
	$(BIN)/uv pip sync --quiet --require-hashes requirements/dev.txt
	@touch $(STAMP)

demo: $(STAMP)
	@PORT=$(PORT) $(BIN)/python manage.py demo

demo-reset: $(STAMP)
	@PORT=$(PORT) $(BIN)/python manage.py demo --reset --no-serve

demo-import: $(STAMP)
	@test -n "$(FILE)" || { echo "Scrivi quale file: make demo-import FILE=consultori.csv"; exit 1; }
	@DATA_DIR=$${DATA_DIR:-var/import} $(BIN)/python manage.py demo --bare --no-serve
	@DATA_DIR=$${DATA_DIR:-var/import} $(BIN)/python manage.py import_directory "$(FILE)" \
		--mapping exchange/mappings/consultori.yaml --apply --publish

test: $(STAMP)
	@$(BIN)/python -m pytest -n auto --dist loadgroup -q -rs

test-cluster: $(STAMP)
	@TEST_CLUSTER=1 $(BIN)/python -m pytest -m cluster -q -rs -s -p no:randomly tests/search/elastic

test-next: requirements/next.txt
	@test -x $(BIN)/uv || $(MAKE) --no-print-directory $(STAMP)
	@test -x .venv-next/bin/python || $(PYTHON) -m venv .venv-next
	@$(BIN)/uv pip sync --quiet --require-hashes --python .venv-next/bin/python requirements/next.txt
	@.venv-next/bin/python -W ignore -m pytest -n auto --dist loadgroup -q -W default --create-db

lint: $(STAMP)
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy core directory search network home editorial exchange intranet accounts site/config
	PYTHONPATH=site:. $(BIN)/lint-imports
	$(BIN)/djlint site/templates --lint --quiet
	$(BIN)/python manage.py makemigrations --check --dry-run

format: $(STAMP)
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

bench: $(STAMP)
	@$(BIN)/python manage.py demo --no-serve >/dev/null
	@$(BIN)/python tests/bench/pages.py
	@$(BIN)/python tests/bench/sheet.py

bench-admin: $(STAMP)
	@$(BIN)/python tests/bench/admin.py

bench-harvest: $(STAMP)
	@$(BIN)/python tests/bench/harvest.py

bench-referents: $(STAMP)
	@$(BIN)/python tests/bench/referents.py

# ARGS="--clients 1 4 --parts"; with DATABASE_URL on PostgreSQL; SEARCH_URL and
# ARGS="--engine elasticsearch" for that engine. See docs/search.md.
bench-search: $(STAMP)
	@$(BIN)/python tests/bench/search_bench.py --pages
	@$(BIN)/python tests/bench/search_bench.py $(ARGS)

audit: $(STAMP)
	@$(BIN)/pip-audit --requirement requirements/production.txt --disable-pip --require-hashes

lock: $(STAMP)
	@for set in base production dev next; do \
		extra=""; case $$set in production) extra="--extra production";; dev|next) extra="--extra production --extra dev";; esac; \
		over=""; case $$set in next) over="--override requirements/next.in";; esac; \
		$(BIN)/uv pip compile --quiet --universal --generate-hashes --no-header $$extra $$over \
			pyproject.toml --output-file requirements/$$set.txt || exit 1; \
	done

frontend:
	@cd site/frontend && PUPPETEER_SKIP_DOWNLOAD=1 npm ci --ignore-scripts --silent && npm run --silent build

frontend-check: frontend
	@git diff --exit-code --stat -- static || \
		{ echo "static/ non corrisponde ai sorgenti: esegui make frontend e registra il risultato."; exit 1; }
