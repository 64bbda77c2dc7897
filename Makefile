# The commands of this project. `make help` lists them.
.DEFAULT_GOAL := help
.PHONY: help demo test setup lint docs docs-pages outage-report bench down clean

help: ## List the commands
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:[^#]*## /\t/' | expand -t 16

demo: .venv/.installed ## Bring up the whole warehouse on sample data of five systems
	@.venv/bin/python -m tradehouse demo

test: .venv/.installed ## Everything CI checks: linters, conventions, builds on PostgreSQL 18 and 15
	@sh scripts/check.sh

setup: .venv/.installed ## Make .venv with the locked requirements

lint: .venv/.installed ## Only the linters and conventions
	@sh scripts/check.sh lint

docs: .venv/.installed ## Generate and serve the catalog on http://localhost:8080
	@.venv/bin/python -m tradehouse up
	@.venv/bin/dbt docs generate --quiet
	@.venv/bin/dbt docs serve --port 8080

docs-pages: .venv/.installed ## Write docs/domains from the models
	@.venv/bin/python -m tradehouse up
	@.venv/bin/python scripts/domain_pages.py

outage-report: .venv/.installed ## Measure what readers notice, ours against stock dbt-postgres (10 minutes)
	@.venv/bin/python scripts/outage_report.py

bench: .venv/.installed ## Measure a night against its rivals: TRADES=5000000 KEEP=--keep
	@.venv/bin/python -m tradehouse bench --trades $(or $(TRADES),5000000) $(KEEP)

down: ## Stop the embedded PostgreSQL, keep its data
	@if [ -x .venv/bin/python ]; then .venv/bin/python -m tradehouse down; fi

clean: ## Delete the embedded PostgreSQL with its data, .venv and everything generated
	@if [ -e .venv/.installed ]; then .venv/bin/python -m tradehouse down --destroy; fi
	@rm -rf .venv target logs profiles.yml .pytest_cache .ruff_cache

.venv/.installed: requirements.lock pyproject.toml
	@sh scripts/setup.sh
