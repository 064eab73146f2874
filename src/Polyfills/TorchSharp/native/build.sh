#!/usr/bin/env bash
# Configures and builds the bridge into $1; further arguments go to CMake. Safe when several builds run at once.
set -euo pipefail
source=$(cd "$(dirname "$0")" && pwd)
build=$1
shift
mkdir -p "$build"
exec 9> "$build/.lock"
flock 9
if ! command -v cmake > /dev/null || ! command -v c++ > /dev/null; then
  echo "error: the native bridge needs cmake and g++. Run src/setup.sh once." >&2
  exit 1
fi
if ! cmake -S "$source" -B "$build" "$@" > "$build/configure.log" 2>&1; then
  tail -n 20 "$build/configure.log" >&2
  echo "error: CMake found no usable LibTorch. Run src/setup.sh once, or name one with -p:LibTorch=DIR." >&2
  exit 1
fi
if ! cmake --build "$build" --parallel "$(nproc)" > "$build/build.log" 2>&1; then
  grep -E "error|Error" "$build/build.log" | head -n 20 >&2
  echo "error: the native bridge does not build; see $build/build.log." >&2
  exit 1
fi
# Newer than every input also when only a header changed.
touch "$build/libTorchBridge.so"
