#!/usr/bin/env bash
# Writes what the program prints into docs/tutorial.md, between the page's markers:
#
#     bash tools/tutorial_outputs.sh build/release/bin/penholder           rewrite the page
#     bash tools/tutorial_outputs.sh --check build/release/bin/penholder   fail (1) if the page is stale
#
# A block is everything between `<!-- output: NAME -->` and `<!-- end -->`. NAME is one of the names in `output` below.
set -euo pipefail

check=no
if [[ ${1:-} == --check ]]; then check=yes; shift; fi
if [[ $# -ne 1 ]]; then echo "usage: bash tools/tutorial_outputs.sh [--check] PROGRAM" >&2; exit 2; fi
if [[ ! -x $1 ]]; then echo "tutorial_outputs: no program at $1" >&2; exit 2; fi
program=$(realpath "$1")
root=$(cd "$(dirname "$0")/.." && pwd)
page=$root/docs/tutorial.md
scratch=$(mktemp -d)
trap 'rm -rf "$scratch"' EXIT

# Eighty columns, no colour, and paths as a reader types them. Findings end a command with status 1 and errors in a case
# with 3; anything else is a failure of the program, and the page must not show it. Progress and notes on the
# standard error are not part of the page.
run() {
  local status=0
  COLUMNS=80 NO_COLOR=1 "$program" "$@" 2>"$scratch/stderr" || status=$?
  if [[ $status -ne 0 && $status -ne 1 && $status -ne 3 ]]; then
    echo "tutorial_outputs: penholder $* ended with status $status:" >&2
    cat "$scratch/stderr" >&2
    return 1
  fi
}

output() {
  cd "$root"
  case $1 in
    check-clean) run check cases/tutorial ;;
    check-broken)
      # The edit that the page asks the reader to make.
      sed 's/{objective: strait-open, strength: \[decisive/{objective: strait-opened, strength: [decisive/' \
        cases/tutorial/harbour.yaml >"$scratch/my-harbour.yaml"
      cd "$scratch" && run check my-harbour.yaml ;;
    rank | sequence | stress | compare) run "$1" cases/tutorial ;;
    why-task) run why cases/tutorial --task train-coast-guard ;;
    why-demand) run why cases/tutorial --done reopen-the-ferry --by 2031-09-01 ;;
    *) echo "tutorial_outputs: no output is called '$1'" >&2; return 1 ;;
  esac
}

blocks=0
inside=no
while IFS= read -r line || [[ -n $line ]]; do
  if [[ $inside == yes ]]; then
    [[ $line == "<!-- end -->" ]] || continue
    inside=no
  fi
  printf '%s\n' "$line"
  if [[ $line =~ ^\<!--\ output:\ ([a-z-]+)\ --\>$ ]]; then
    name=${BASH_REMATCH[1]}
    text=$(output "$name")
    if [[ -z $text ]]; then echo "tutorial_outputs: '$name' printed nothing" >&2; exit 1; fi
    printf '\n```text\n%s\n```\n\n' "$text"
    blocks=$((blocks + 1))
    inside=yes
  fi
done <"$page" >"$scratch/page"

if [[ $inside == yes ]]; then echo "tutorial_outputs: a block of $page has no '<!-- end -->'" >&2; exit 1; fi
if [[ $blocks -eq 0 ]]; then echo "tutorial_outputs: $page has no output blocks" >&2; exit 1; fi

if cmp -s "$scratch/page" "$page"; then
  echo "docs/tutorial.md: $blocks outputs, all current"
elif [[ $check == yes ]]; then
  diff -u "$page" "$scratch/page" || true
  echo "docs/tutorial.md is stale; run: bash tools/tutorial_outputs.sh PROGRAM" >&2
  exit 1
else
  cat "$scratch/page" >"$page.new" && mv "$page.new" "$page"
  echo "docs/tutorial.md: $blocks outputs written"
fi
