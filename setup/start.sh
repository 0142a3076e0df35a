#!/usr/bin/env bash
# Finds a Python that is new enough and hands over to setup/run.py or setup/test.py.
set -eu
setup=$(cd -P "$(dirname "$(readlink -f "$0")")" && pwd)
program=$setup/$1.py
shift

python=$setup/../.venv/bin/python
if [ -x "$python" ]; then
  exec "$python" "$program" "$@"
fi
found=
for python in ${GRIDWARD_PYTHON:-} python3 python3.14 python3.13 python3.12 python3.11; do
  version=$("$python" -c 'import sys; print("%d.%d" % sys.version_info[:2])' 2>/dev/null) || continue
  if "$python" -c 'import sys; sys.exit(sys.version_info < (3, 11))'; then
    exec "$python" "$program" "$@"
  fi
  found="$found $python=$version"
done
if [ -z "$found" ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  { apt-get update && DEBIAN_FRONTEND=noninteractive apt-get install -y --no-install-recommends python3 python3-venv; } >&2
  exec python3 "$program" "$@"
fi
{
  echo "未找到 Python 3.11 或更新版本(现有:${found:- 无})。请安装 python3.11 与 python3.11-venv,或用 GRIDWARD_PYTHON=路径 指定。"
  echo "Python 3.11 or newer was not found (here:${found:- none}). Install python3.11 and python3.11-venv, or set GRIDWARD_PYTHON=path."
} >&2
exit 2
