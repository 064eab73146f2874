#!/usr/bin/env bash
# Prepares a machine to build and run the kit: installs what is missing (on Debian 12) and builds the native bridge.
# Safe to run again; says what it does. An argument is passed on: the directory of another LibTorch.
set -euo pipefail
root=$(cd "$(dirname "$0")/.." && pwd)
packages=(libtorch-dev libopenblas0-pthread cmake g++ ffmpeg)
browser=chromium
plotly=plotly.js-basic-dist-min@4.1.1

say() { echo "setup: $*"; }

is_debian_12() { grep -qs '^ID=debian' /etc/os-release && grep -qs '^VERSION_ID="12"' /etc/os-release; }

missing_packages() {
  for package in "${packages[@]}"; do
    dpkg-query -W -f '${Status}' "$package" 2> /dev/null | grep -q 'install ok installed' || echo "$package"
  done
}

explain_other_system() {
  say "this is not Debian 12; install by hand what is missing, then run me again:"
  say "  CMake 3.18 or later, a C++17 compiler, ffmpeg and ffprobe"
  say "  LibTorch 1.13 or later: a system package, an unpacked LibTorch zip, or a pip torch. Name its directory:"
  say "    src/setup.sh DIR, and -p:LibTorch=DIR with every dotnet command"
  say "  an optimised BLAS (OpenBLAS or MKL), unless your LibTorch brings its own"
}

install_missing() {
  local missing
  mapfile -t missing < <(missing_packages)
  if [ ${#missing[@]} -eq 0 ]; then
    say "Debian packages are in place: ${packages[*]}"
    return
  fi
  local root_command=()
  if [ "$(id -u)" -ne 0 ]; then
    if ! command -v sudo > /dev/null; then
      say "error: not root and no sudo. Install by hand: apt-get install --no-install-recommends ${missing[*]}" >&2
      exit 1
    fi
    root_command=(sudo)
  fi
  say "installing ${missing[*]} (about 1 GB on disk with what they need)"
  "${root_command[@]}" apt-get update -qq
  DEBIAN_FRONTEND=noninteractive "${root_command[@]}" apt-get install -y -qq --no-install-recommends "${missing[@]}" \
    > /dev/null
}

# For the tests of pages only: without a browser they are left out and say so. Never a reason to stop.
install_browser() {
  command -v "$browser" > /dev/null && return
  local root_command=()
  if [ "$(id -u)" -ne 0 ]; then
    command -v sudo > /dev/null || { say "no $browser: tests of pages will be left out"; return; }
    root_command=(sudo)
  fi
  say "installing $browser, for the tests of pages (about 0.4 GB on disk)"
  DEBIAN_FRONTEND=noninteractive timeout 300 "${root_command[@]}" apt-get install -y -qq --no-install-recommends \
    "$browser" > /dev/null 2>&1 || say "warning: no $browser to be had; tests of pages will be left out"
}

# For interactive figures, which reports carry only on request (PlotlyJs). Never a reason to stop.
install_plotly() {
  local folder="$root/artifacts/npm"
  [ -d "$folder/node_modules/${plotly%@*}" ] && return
  command -v npm > /dev/null || { say "no npm: the test of interactive figures will be left out"; return; }
  mkdir -p "$folder"
  timeout 60 npm install --prefix "$folder" --no-audit --no-fund --no-save --silent "$plotly" > /dev/null 2>&1 \
    || say "warning: no plotly.js to be had; the test of interactive figures will be left out"
}

check_tools() {
  local absent=()
  for tool in cmake c++ ffmpeg ffprobe; do command -v "$tool" > /dev/null || absent+=("$tool"); done
  [ ${#absent[@]} -eq 0 ] && return
  say "error: not found: ${absent[*]}" >&2
  exit 1
}

# Debian's LibTorch takes its matrix product from whatever provides libblas.so.3; the reference one is 60 times slower.
check_blas() {
  local blas
  blas=$(PATH=$PATH:/sbin:/usr/sbin ldconfig -p | awk '/libblas\.so\.3 / && !path { path = $NF } END { print path }')
  case "$(readlink -f "${blas:-/nowhere}")" in
    */blas/libblas.so*) say "warning: LibTorch multiplies with the slow reference BLAS; install libopenblas0-pthread" ;;
    /nowhere) ;;
    *) say "BLAS: $(readlink -f "$blas")" ;;
  esac
}

build_bridge() {
  local native="$root/src/Polyfills/TorchSharp/native"
  if [ $# -gt 0 ]; then
    say "LibTorch in $1: the bridge is built with it by dotnet build -p:LibTorch=$1"
    return
  fi
  say "building the native bridge (a minute the first time)"
  bash "$native/build.sh" "$native/build/system/"
  say "bridge: $native/build/system/libTorchBridge.so"
}

check_dotnet() {
  if ! command -v dotnet > /dev/null; then
    say "warning: no dotnet; install the .NET 10 SDK"
    return
  fi
  [ "$(dotnet --version | cut -d. -f1)" -ge 10 ] || say "warning: dotnet $(dotnet --version) found; the kit needs 10"
}

if is_debian_12; then install_missing && install_browser; else explain_other_system; fi
install_plotly
check_tools
check_blas
build_bridge "$@"
check_dotnet
say "done. Next: dotnet test Kit.sln"
