#!/usr/bin/env bash
# From a fresh clone to the page on localhost. `--no-serve` builds www/dist and the npm package in pkg/ and stops there.
# The first run compiles the engine and takes one to three minutes, later ones some seconds.
set -euo pipefail
cd "$(dirname "$0")/.."

serve=yes
case "${1-}" in
  '') ;;
  --no-serve) serve=no ;;
  *)
    echo "usage: scripts/start.sh [--no-serve]" >&2
    exit 2
    ;;
esac

need() {
  command -v "$1" >/dev/null || {
    echo "$1 is missing. $2" >&2
    exit 1
  }
}
need cargo "Install Rust from https://rustup.rs (on Debian: apt-get install rustup gcc libc6-dev), then run this again."
need node "Install Node.js 20.19 or newer from https://nodejs.org (on Debian: apt-get install nodejs npm), then run this again."
need npm "It comes with Node.js (on Debian: apt-get install npm)."
node -e 'const [major, minor] = process.versions.node.split(".").map(Number); process.exit(major > 20 || (major === 20 && minor >= 19) ? 0 : 1)' || {
  echo "Node.js $(node --version) is too old: 20.19 or newer is needed." >&2
  exit 1
}

if ! rustc --version >/dev/null 2>&1; then
  channel=$(sed -n 's/^channel = "\(.*\)"/\1/p' rust-toolchain.toml)
  need rustup "It is needed to install Rust $channel."
  echo "== installing Rust $channel"
  rustup toolchain install "$channel" --profile minimal --component clippy --component rustfmt
fi
# The target is asked for here because rustup honours rust-toolchain.toml only where automatic installation is on.
target=wasm32-unknown-unknown
if [ ! -d "$(rustc --print sysroot)/lib/rustlib/$target" ]; then
  need rustup "It is needed to add the Rust target $target; or install that target as your Rust came."
  echo "== adding the Rust target $target"
  rustup target add "$target"
fi

echo "== engine to WebAssembly (the first time up to three minutes)"
CARGO_PROFILE_DEV_DEBUG="${CARGO_PROFILE_DEV_DEBUG-0}" cargo xtask wasm

cd www
if ! cmp -s package-lock.json node_modules/.installed-lock; then
  echo "== packages of the page"
  npm ci --no-fund --no-audit --loglevel=error
  cp package-lock.json node_modules/.installed-lock
fi
echo "== page, element and package"
npm run --silent build

if [ "$serve" = yes ]; then
  exec node serve.mjs
fi
echo "built www/dist and pkg"
