#!/usr/bin/env bash
# Breaks src/Kit in one place at a time and asks tests/Kit.Tests whether it notices.
#   tests/mutate.sh [FOLDER]        a copy is broken in FOLDER (default: a temporary one); minutes, so no part of dotnet test
# Edits are the lines of Kit.Tests/Mutations.tsv: file, text that occurs once in it, text to put there. Verdicts gather in
# FOLDER/verdicts.tsv; edits that have one are not tried again, so an interrupted run goes on where it was. Exit code 1 when an
# edit survived or did not compile.
set -euo pipefail

root=$(cd "$(dirname "$0")/.." && pwd)
work=${1:-$(mktemp -d)}
verdicts=$work/verdicts.tsv
mkdir -p "$work"
work=$(cd "$work" && pwd)
touch "$verdicts"

# Quick ones first: most edits change a printed formula or a worked number.
stages=(
  'FullyQualifiedName~PapersSpecs|FullyQualifiedName~GoldenRows|FullyQualifiedName~UnarySpecs|FullyQualifiedName~ExprSpecs'
  'FullyQualifiedName~Kit.Tests&FullyQualifiedName!~PapersSpecs&FullyQualifiedName!~GoldenRows&FullyQualifiedName!~UnarySpecs&FullyQualifiedName!~ExprSpecs&FullyQualifiedName!~MutationSpecs&FullyQualifiedName!~Video&FullyQualifiedName!~Pairs')

if [ ! -d "$work/src" ]; then
  tar -C "$root" --exclude=bin --exclude=obj --exclude=native -cf - src tests/Directory.* tests/Kit.Tests NuGet.config | tar -C "$work" -xf -
fi

quick=(-clp:ErrorsOnly -nologo -v:q -p:RunAnalyzers=false -p:TreatWarningsAsErrors=false -p:GenerateDocumentationFile=false)
output=$work/tests/Kit.Tests/bin/Debug/net10.0
[ -f "$output/Kit.Tests.dll" ] || dotnet build "$work/tests/Kit.Tests" "${quick[@]}"

judge() {
  dotnet build "$work/src/Kit" "${quick[@]}" --no-restore > "$work/build.log" 2>&1 || { echo broken; return; }
  cp "$work/src/Kit/bin/Debug/net10.0/Kit.dll" "$output/"
  for stage in "${stages[@]}"; do
    dotnet test "$work/tests/Kit.Tests" --no-build --nologo --filter "$stage" > "$work/test.log" 2>&1 || { echo killed; return; }
  done
  echo survived
}

while IFS=$'\t' read -r file from to; do
  if [ -z "$file" ] || grep -qF -- $'\t'"$file"$'\t'"$from"$'\t'"$to" "$verdicts"; then continue; fi
  original=$(cat "$root/src/Kit/$file"; echo .)
  original=${original%.}
  printf '%s' "${original/"$from"/"$to"}" > "$work/src/Kit/$file"
  verdict=$(judge)
  printf '%s' "$original" > "$work/src/Kit/$file"
  printf '%s\t%s\t%s\t%s\n' "$verdict" "$file" "$from" "$to" | tee -a "$verdicts"
done < "$root/tests/Kit.Tests/Mutations.tsv"

printf '%s killed, %s survived, %s did not compile; %s\n' "$(grep -c ^killed "$verdicts" || true)" \
  "$(grep -c ^survived "$verdicts" || true)" "$(grep -c ^broken "$verdicts" || true)" "$verdicts"
! grep -qE '^(survived|broken)' "$verdicts"
