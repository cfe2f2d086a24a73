# Sourced by the start scripts: arguments, installs, start and stop of one server.
set -euo pipefail
fail() { echo "${0##*/}: $*" >&2; exit 1; }
[ $# -eq 2 ] || fail "usage: ${0##*/} PORT DIR"
PORT=$1 BASE=http://127.0.0.1:$1
mkdir -p "$2"; DIR=$(cd "$2" && pwd)
SRC=$(cd "$(dirname "${BASH_SOURCE[0]}")/src" && pwd)
: "${ACCESS_TOKEN_TTL:=3600}" "${CLIENT_SECRET:=sec:ret+1/%}" "${REDIRECT_URI:=http://127.0.0.1:9/cb}"
USER_NAME=joe USER_PASSWORD=joe-password
export PORT BASE DIR ACCESS_TOKEN_TTL CLIENT_SECRET REDIRECT_URI USER_NAME USER_PASSWORD
export DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8
[[ $CLIENT_SECRET =~ ^[!-~]+$ ]] || fail 'CLIENT_SECRET must be printable ASCII without spaces'
! (exec 3<>"/dev/tcp/127.0.0.1/$PORT") 2>/dev/null || fail "port $PORT is in use"

# Installs the Debian packages that are missing; the services that come with them are neither started nor enabled.
apt_install() {
  local p unit enabled policy=/usr/sbin/policy-rc.d made='' rc=0 missing=()
  for p; do dpkg-query -W -f '${Status}\n' "$p" 2>/dev/null | grep -q '^install ok installed' || missing+=("$p"); done
  [ ${#missing[@]} -gt 0 ] || return 0
  [ "$(id -u)" = 0 ] || fail "Debian packages missing (installing them needs root): ${missing[*]}"
  enabled=$(echo /etc/systemd/system/*.wants/*)
  [ -e $policy ] || { printf '#!/bin/sh\nexit 101\n' >$policy; chmod +x $policy; made=1; }
  { apt-get update && RUNLEVEL=1 apt-get install -y --no-install-recommends "${missing[@]}"; } >>"$DIR/install.log" 2>&1 || rc=$?
  [ -z "$made" ] || rm -f $policy
  [ $rc = 0 ] || { tail -5 "$DIR/install.log" >&2; fail "apt-get could not install ${missing[*]}"; }
  for unit in /etc/systemd/system/*.wants/*; do
    case " $enabled " in *" $unit "*) continue;; esac
    unit=${unit##*/}
    { deb-systemd-helper disable "$unit"; update-rc.d "${unit%.service}" disable; } >>"$DIR/install.log" 2>&1 || true
  done
}

# Installs npm packages (name@version) and links them into DIR, with a newer node where the system's is too old. Sets NODE.
# They are kept in PACKAGES, which servers and runs share; a lock lets one of them install at a time.
npm_install() {
  { command -v npm && command -v node; } >/dev/null || apt_install nodejs npm
  local old packages; old=$(node -p 'process.versions.node.split(".")[0] < 20')
  [ "$old" = false ] || set -- "$@" node@22.21.1
  packages=${PACKAGES:-${TMPDIR:-/tmp}/atom-oauth-npm}/$(echo "$*" | tr -c 'a-zA-Z0-9.\n' _)
  mkdir -p "$packages"; chmod 755 "$(dirname "$packages")" "$packages"
  (
    flock 9
    [ ! -e "$packages/installed" ] || exit 0
    cd "$packages" && echo '{"private":true}' >package.json &&
      npm install --no-audit --no-fund --save-exact "$@" >>"$DIR/install.log" 2>&1 && chmod -R a+rX . && touch installed
  ) 9>"$packages/lock" || { tail -5 "$DIR/install.log" >&2; fail "npm could not install $*"; }
  ln -sfn "$packages/node_modules" "$DIR/node_modules"
  NODE=$(command -v node)
  [ "$old" = false ] || NODE=$DIR/node_modules/.bin/node
}

# serve PATH COMMAND…: runs COMMAND in DIR as nobody and returns when PATH answers (with any status under 500).
serve() {
  local path=$1 as=() i; shift
  if [ "$(id -u)" = 0 ]; then
    chown -R nobody:nogroup "$DIR"
    as=(setpriv --reuid=nobody --regid=nogroup --clear-groups)
    "${as[@]}" test -w "$DIR" || fail "the user nobody cannot reach $DIR"
  fi
  (cd "$DIR" && exec "${as[@]}" env HOME="$DIR" "$@") >>"$DIR/server.log" 2>&1 &
  SERVER=$!; echo $SERVER >"$DIR/pid"
  trap stop EXIT; trap 'exit 0' TERM INT
  for ((i = 0; i < 300; i++)); do
    kill -0 $SERVER 2>/dev/null || break
    [[ $(curl -s -o "$DIR/ready" -w '%{http_code}' --max-time 5 "$BASE$path") != [234]?? ]] || return 0
    sleep 0.2
  done
  tail -5 "$DIR/server.log" >&2; fail "the server did not start (see $DIR/server.log)"
}
stop() { kill $SERVER 2>/dev/null || true; wait $SERVER 2>/dev/null || true; rm -f "$DIR/pid"; }

# announce JSON-MEMBERS: prints the line that says "ready", then waits for the server's end.
announce() {
  local secret=${CLIENT_SECRET//\\/\\\\}
  printf '{%s,"client_secret":"%s","redirect_uri":"%s","user":"%s","password":"%s","access_token_ttl":%s}\n' \
    "$1" "${secret//\"/\\\"}" "$REDIRECT_URI" $USER_NAME $USER_PASSWORD "$ACCESS_TOKEN_TTL"
  wait $SERVER
}
