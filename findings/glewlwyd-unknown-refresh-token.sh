#!/usr/bin/env bash
# Glewlwyd 2.7.5 (Debian 12) answers a refresh token that it does not know with status 400 and no body at all. RFC 6749, section
# 5.2 has JSON with "error":"invalid_grant" there. A client cannot tell it from a gateway in trouble, and does not learn that the user is needed. The
# control is an unknown code, which the same endpoint answers with JSON (though with 403 and "invalid_code", which the section does not have either).
# Needs root to install the Debian packages where they are missing. Exits with 0 while that is so, with 1 when it has changed, with 2 when it could
# not be tried.
set -euo pipefail

work=$(mktemp -d)
chmod 755 "$work"
port=$((20000 + RANDOM % 20000))
server=
trap '[ -z "$server" ] || kill "$server" 2>/dev/null || true; wait; rm -rf "$work"' EXIT

bash "$(dirname "$0")/../tests/Shared/AuthorizationServers/start-glewlwyd.sh" "$port" "$work/server" > "$work/ready" 2> "$work/errors" &
server=$!
for _ in $(seq 240); do
    [ -s "$work/ready" ] && break
    kill -0 "$server" 2>/dev/null || { cat "$work/errors"; exit 2; }
    sleep 1
done

ask() { # the form: prints "status length-of-body", and leaves the body in $work/body
    curl -sS -o "$work/body" -w '%{http_code} %{size_download}' -u 'c1:sec:ret+1/%' -d "$1" "http://127.0.0.1:$port/api/oidc/token" || exit 2
}

code=$(ask 'grant_type=authorization_code&code=unknown&redirect_uri=http://127.0.0.1:9/cb')
echo "Glewlwyd $(dpkg-query -W -f '${Version}' glewlwyd)"
echo "an unknown code:          $code $(cat "$work/body")"
token=$(ask 'grant_type=refresh_token&refresh_token=unknown')
echo "an unknown refresh token: $token $(cat "$work/body")"
[ "${code##* }" -gt 0 ] || { echo 'The control has no body either: this says nothing about refresh tokens.'; exit 2; }
[ "$token" = '400 0' ] || { echo 'Changed: the refusal of a refresh token says something.'; exit 1; }
