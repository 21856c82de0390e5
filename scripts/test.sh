#!/usr/bin/env bash
# Every test: engine and command line, the module in Node, page and element in Chromium, Firefox and WebKit, the documentation.
# SKIP_OTHER_BROWSERS=1 leaves the last two out.
# The first run takes about a quarter of an hour on two cores, because everything is compiled; later ones ten minutes.
set -euo pipefail
cd "$(dirname "$0")/.."

export CARGO_PROFILE_DEV_DEBUG="${CARGO_PROFILE_DEV_DEBUG-0}" CARGO_PROFILE_TEST_DEBUG="${CARGO_PROFILE_TEST_DEBUG-0}"

scripts/start.sh --no-serve

echo "== packed tables are what data/ gives"
cargo xtask pack --check >/dev/null

echo "== tests of the workspace"
cargo test --workspace --quiet
if cargo clippy --version >/dev/null 2>&1; then
  echo "== clippy"
  cargo clippy --workspace --all-targets --quiet -- -D warnings
fi
if [ -n "${ARTICLE_LENS_CORPORA:-}" ]; then
  echo "== scores on gold data against data/model/scores.toml"
  cargo xtask eval all --corpora "$ARTICLE_LENS_CORPORA" --floors
fi

# Chromium brings no font of its own, and a page without one cannot be measured.
: "${CHROMIUM:=/usr/bin/chromium}"
export CHROMIUM
if [ ! -x "$CHROMIUM" ]; then
  if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
    echo "== installing Chromium (about half a minute)"
    apt-get update -qq
    apt-get install -y -qq --no-install-recommends chromium fonts-dejavu-core
  elif ls -d "${PLAYWRIGHT_BROWSERS_PATH:-$HOME/.cache/ms-playwright}"/chromium* >/dev/null 2>&1; then
    echo "== using the Chromium that Playwright keeps"
  else
    echo "No Chromium for the browser tests: install it (Debian: apt-get install chromium fonts-dejavu-core)," >&2
    echo "name one in CHROMIUM=/path/to/chromium, or run (cd www && npx playwright install chromium); then run this again." >&2
    exit 1
  fi
fi

# The other browsers are no condition: a test whose browser is missing says so and is skipped.
install_other() {
  local program=$1
  shift
  [ -x "$program" ] && return
  echo "== installing $* (about half a minute; SKIP_OTHER_BROWSERS=1 leaves it out)"
  { apt-get update -qq && apt-get install -y -qq --no-install-recommends "$@" fonts-dejavu-core; } || echo "They could not be installed: $*" >&2
}
if [ "${SKIP_OTHER_BROWSERS-}" != 1 ] && [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
  install_other "${FIREFOX:-/usr/bin/firefox-esr}" firefox-esr
  install_other "${WEBKIT_DRIVER:-/usr/bin/WebKitWebDriver}" webkit2gtk-driver xvfb
fi

echo "== tests of the module in Node"
cd www
node --test --test-reporter=spec test/node/*.test.mjs
echo "== the npm package in Node, TypeScript, Vite, webpack, esbuild and Rolldown (about a minute)"
node --test --test-reporter=spec test/package/*.test.mjs
echo "== tests of page and element in Chromium (about eight minutes)"
npx playwright test
echo "== every block of code in the documentation"
node --test --test-reporter=spec test/docs/*.test.mjs
if [ "${SKIP_OTHER_BROWSERS-}" != 1 ]; then
  echo "== the same in Firefox and WebKit, and Lighthouse on accessibility and best practices"
  node --test --test-reporter=spec --test-concurrency=1 test/other/*.test.mjs
fi
