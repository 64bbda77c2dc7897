#!/bin/sh
# Everything CI checks. `sh scripts/check.sh lint` stops before the tests.
# Works on a server and in a folder of its own: whatever runs already is left alone.
set -eu
cd "$(dirname "$0")/.."
PATH=$PWD/.venv/bin:$PATH

work=$(mktemp -d)
chmod 711 "$work"
export TRADEHOUSE_HOME="$work/servers" DBT_PROFILES_DIR="$work" DBT_LOG_PATH="$work/logs"
cleanup() {
    python -m tradehouse down --destroy >/dev/null 2>&1 || true
    rm -rf "$work"
}
trap cleanup EXIT
trap 'exit 130' INT TERM

step() { printf '\n== %s\n' "$1"; }

step "ruff"
ruff check .
ruff format --check .

step "yamllint"
yamllint --strict . &
yaml=$!

step "dbt parse, warnings are errors"
python -m tradehouse up
python -m tradehouse.dbt_command --warn-error parse
wait "$yaml"

step "sqlfluff"
# Two of them: with --processes one renders and hands over what the others read.
lint_half() {
    find models tests/invariants tests/reconciliation -name '*.sql' | sort |
        awk -v half="$1" 'NR % 2 == half' | xargs python scripts/sqlfluff_cli.py lint
}
lint_half 0 &
one=$!
lint_half 1 &
other=$!
failed=0
wait "$one" || failed=1
wait "$other" || failed=1
[ "$failed" = 0 ]

step "dbt-bouncer"
dbt-bouncer run --config-file dbt-bouncer.yml

[ "${1:-all}" = lint ] && exit 0

step "pytest"
# Tests wait for servers, readers and killed builds; on two cores five processes took longer.
pytest --numprocesses 4 --dist loadgroup --no-loadscope-reorder
