#!/bin/sh
# Make the environment in .venv/ what the locks say: environment.sh runtime|test
#
# Does nothing when it is whole already. The stamp goes first and is written last, so that an interrupted run is never
# taken for a whole one; it holds the hash of the locks, so that the environment is made anew when one changes.
set -eu

kind=${1:-}
case $kind in
runtime) lock=requirements.lock ;;
test) lock=requirements-test.lock ;;
*)
    echo "usage: environment.sh runtime|test" >&2
    exit 2
    ;;
esac
venv=.venv
stamp=$venv/papershelf-environment
# As pip does: certificates are those of the system, where a company may have added its own. uv renamed the variable.
export UV_SYSTEM_CERTS=true UV_NATIVE_TLS=true

say() {
    printf 'papershelf: %s\n' "$@" >&2
}

fail() {
    say "$@"
    exit 2
}

is_recent() {
    "$1" -c 'import sys; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

version_of() {
    "$1" --version 2>&1 | head -n 1
}

# Set `python`: the one that PYTHON names, else python3, else a newer one that stands beside an old python3.
choose_python() {
    if [ -n "${PYTHON:-}" ]; then
        command -v "$PYTHON" >/dev/null 2>&1 || fail "PYTHON=$PYTHON is no command." \
            "Name a Python 3.11 or newer, or leave PYTHON out."
        is_recent "$PYTHON" || fail "PYTHON=$PYTHON will not do ($(version_of "$PYTHON")): Python 3.11 or newer is needed."
        python=$PYTHON
        return
    fi
    for python in python3 python3.13 python3.12 python3.11 python3.14; do
        ! is_recent "$python" || return 0
    done
    if command -v python3 >/dev/null 2>&1; then
        found="python3 is $(version_of python3)"
    else
        found="there is no python3 on PATH"
    fi
    fail "Python 3.11 or newer is needed, but $found." \
        "Install one (Debian 12 or newer: apt-get install python3 python3-venv; macOS: brew install python)," \
        "or name one that stands elsewhere: make serve PYTHON=/path/to/python3.13"
}

# Print what must be the same for the environment to stand: the locks, the folder (an environment holds absolute
# paths, so a moved one is of no use), and what the project itself is installed from.
state() {
    "$venv/bin/python" - <<'PYTHON_CODE'
import hashlib
import os
import pathlib

for names in (["requirements.lock", "requirements-test.lock"], ["pyproject.toml"]):
    print(hashlib.sha256(os.getcwd().encode() + b"".join(pathlib.Path(name).read_bytes() for name in names)).hexdigest())
PYTHON_CODE
}

interpreter_of() {
    "$1" -c 'import os, sys; print(os.path.realpath(sys._base_executable), sys.version)'
}

has_installer() {
    command -v uv >/dev/null 2>&1 || "$venv/bin/python" -m pip --version >/dev/null 2>&1
}

# Whether what is installed from the locks may stay: whole, from these locks, with the Python that is asked for.
is_current() {
    [ -f "$stamp" ] && is_recent "$venv/bin/python" && has_installer || return 1
    [ "$(sed -n 2p "$stamp")" = "$(state | sed -n 1p)" ] || return 1
    [ -z "${PYTHON:-}" ] || [ "$(interpreter_of "$python")" = "$(interpreter_of "$venv/bin/python")" ]
}

make_venv() {
    rm -rf "$venv"
    if command -v uv >/dev/null 2>&1; then
        uv venv --quiet --python "$("$python" -c 'import sys; print(sys.executable)')" "$venv"
        return
    fi
    "$python" -c 'import ensurepip, venv' >/dev/null 2>&1 || fail \
        "$(version_of "$python") has no venv module, which is needed to make the environment." \
        "On Debian and Ubuntu: apt-get install python3-venv"
    "$python" -m venv "$venv"
    has_installer || fail "the new environment has no pip." "On Debian and Ubuntu: apt-get install python3-venv"
}

install_locked() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --python "$venv/bin/python" --require-hashes -r "$lock"
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --require-hashes -r "$lock"
    fi || fail "the packages of $lock could not be installed; the lines above say why." \
        "Try again when that is mended: make starts afresh by itself."
}

# The project itself, editable. Its build backend is in the locks, so nothing is fetched for it.
install_project() {
    if command -v uv >/dev/null 2>&1; then
        uv pip install --quiet --offline --python "$venv/bin/python" --no-deps --no-build-isolation -e .
    else
        "$venv/bin/python" -m pip install --quiet --disable-pip-version-check --no-index --no-deps \
            --no-build-isolation -e .
    fi
}

choose_python
have=
if is_current; then
    have=$(sed -n 1p "$stamp")
    if [ "$(sed -n 2,3p "$stamp")" = "$(state)" ] && { [ "$have" = test ] || [ "$have" = "$kind" ]; }; then
        exit 0
    fi
fi
if [ -n "$have" ]; then
    rm -f "$stamp"
else
    say "making the environment in $venv with $(version_of "$python") (once, about a minute)"
    make_venv
fi
if [ "$have" = test ]; then
    kind=test
elif [ "$have" != "$kind" ]; then
    install_locked
fi
install_project
{
    echo "$kind"
    state
} >"$stamp.new"
mv "$stamp.new" "$stamp"
