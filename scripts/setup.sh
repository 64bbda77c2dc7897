#!/bin/sh
# Makes .venv with the locked requirements: with uv when it is on the PATH, else with venv and pip.
set -eu
cd "$(dirname "$0")/.."

fail() {
    printf 'Error: %s\nNext step: %s\n' "$1" "$2" >&2
    exit 1
}

python=${PYTHON:-python3}
command -v "$python" >/dev/null 2>&1 || fail "$python was not found." "install Python 3.11 or newer"
"$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))' ||
    fail "$("$python" --version) is too old." "set PYTHON to an interpreter of version 3.11 or newer"

if command -v uv >/dev/null 2>&1; then
    echo "Installing the locked requirements with uv ..."
    uv venv --quiet --allow-existing --python "$python" .venv ||
        fail "uv cannot make .venv." "run \`make clean\`, then try again"
    uv pip install --quiet --python .venv/bin/python --no-deps -r requirements.lock ||
        fail "The requirements could not be installed." "check the network and the package index"
    uv pip install --quiet --python .venv/bin/python --no-deps --no-build-isolation -e . ||
        fail "The project itself could not be installed." "run \`make clean\`, then try again"
else
    echo "Installing the locked requirements with pip (a minute or so) ..."
    if "$python" -c 'import ensurepip' 2>/dev/null; then
        "$python" -m venv .venv || fail "$python cannot make .venv." "run \`make clean\`, then try again"
        set -- .venv/bin/python -m pip
    elif "$python" -m pip --version >/dev/null 2>&1; then
        # Some distributions package venv without pip: the interpreter's own serves .venv too.
        "$python" -m venv --without-pip .venv ||
            fail "$python cannot make .venv." "run \`make clean\`, then try again"
        set -- "$python" -m pip --python .venv/bin/python
    else
        fail "$python has neither ensurepip nor pip." "install python3-venv, or uv"
    fi
    # Most of what is installed is never imported: what is, Python compiles then.
    set -- "$@" --disable-pip-version-check install --quiet --no-deps --no-compile
    "$@" -r requirements.lock ||
        fail "The requirements could not be installed." "check the network and the package index"
    "$@" --no-build-isolation -e . ||
        fail "The project itself could not be installed." "run \`make clean\`, then try again"
fi
touch .venv/.installed
