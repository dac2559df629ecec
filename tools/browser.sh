#!/usr/bin/env bash
# Makes sure that the browser tests can run: Chromium and a font with Chinese characters. Installs them through apt
# where that is possible. Prints the pytest arguments that leave browser tests out when it is not; what is missing is
# said on stderr, and is a failure under CI.
set -euo pipefail

browser=/usr/bin/chromium
missing=()
[ -x "$browser" ] || missing+=(chromium)
[ -n "$(fc-list :lang=zh 2>/dev/null | head -c 1)" ] || missing+=(fontconfig fonts-wqy-microhei)
[ ${#missing[@]} -eq 0 ] && exit 0

as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo -n)
if command -v apt-get >/dev/null && "${as_root[@]}" true 2>/dev/null; then
  echo "installing ${missing[*]} for the browser tests" >&2
  "${as_root[@]}" apt-get update -qq >&2 || true
  if "${as_root[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "${missing[@]}" >/dev/null; then
    [ -x "$browser" ] && exit 0
    # Ubuntu's package is a redirection to snap, which does not work everywhere.
  fi
fi

echo "The browser tests need $browser and a font with Chinese characters; missing here: ${missing[*]}." >&2
echo "On Debian: sudo apt-get install ${missing[*]}. Elsewhere: install Chromium and link it to $browser." >&2
if [ "${CI:-}" = true ]; then
  exit 1
fi
echo "The other tests run without it." >&2
echo '-m=not(browser)'
