#!/bin/bash
# Installs from packages.txt what is missing: tools/packages.sh run|test|dev
# `test` takes in `run`, `dev` takes in both. Does nothing, and needs no rights, when all is there.
set -euo pipefail
cd "$(dirname "$0")/.."

case "${1:-}" in
  run) wanted="run" ;;
  test) wanted="run test" ;;
  dev) wanted="run test dev" ;;
  *) echo "usage: tools/packages.sh run|test|dev" >&2; exit 2 ;;
esac

if ! command -v dpkg-query >/dev/null; then
  echo "not a Debian system: please see to it that what packages.txt lists is there" >&2
  exit 0
fi

missing=()
while IFS='|' read -r package when _; do
  package="${package%"${package##*[![:space:]]}"}"
  when="${when//[[:space:]]/}"
  [[ -z "$package" || "$package" == \#* || " $wanted " != *" $when "* ]] && continue
  if [[ "$package" == *"("*")" ]]; then
    command="${package##*\(}"
    package="${package%% *}"
    command -v "${command%)}" >/dev/null && continue
  fi
  status="$(dpkg-query -W -f='${db:Status-Status}' "$package" 2>/dev/null || true)"
  [[ "$status" == installed ]] || missing+=("$package")
done <packages.txt

((${#missing[@]} == 0)) && exit 0
echo "installing: ${missing[*]}"
as_root=()
if [[ "$(id -u)" != 0 ]]; then
  if ! command -v sudo >/dev/null; then
    echo "error: neither root nor sudo; ask an administrator for: apt-get install ${missing[*]}" >&2
    exit 1
  fi
  as_root=(sudo)
fi
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get update -qq
"${as_root[@]}" env DEBIAN_FRONTEND=noninteractive \
  apt-get install -y -qq --no-install-recommends "${missing[@]}"
