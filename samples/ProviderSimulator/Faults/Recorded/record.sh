#!/usr/bin/env bash
# Records what proxies answer when nobody answers them: each is started on loopback in front of a port where nothing listens, and asked once.
# Writes NAME.http beside this script: a line with the program's version, then the response as it came, without style sheets.
#   apt-get install nginx haproxy varnish squid apache2 lighttpd caddy h2o
set -euo pipefail
here=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)
work=$(mktemp -d)
chmod 755 "$work"
pids=()
trap 'kill "${pids[@]}" 2>/dev/null || true; wait; rm -rf "$work"' EXIT
dead=127.0.0.1:1
port=18600

# Asks until there is an answer: name, version, path, further arguments of curl.
record() {
    for _ in $(seq 100); do
        if curl --silent --include --http1.1 "${@:4}" "http://127.0.0.1:$port$3" > "$work/answer" && [ -s "$work/answer" ]; then
            # Style sheets are left out: nothing reads them, and Squid's has a licence of its own.
            { printf '%s\n' "$2"; perl -0pe 's/<style.*?<\/style>//gs' "$work/answer"; } > "$here/$1.http"
            printf '%s: %s: %s\n' "$1" "$2" "$(head -n 1 "$work/answer" | tr -d '\r')"
            port=$((port + 1))
            return
        fi
        sleep 0.2
    done
    echo "$1 does not answer." >&2
    exit 1
}
run() { "$@" > "$work/log" 2>&1 & pids+=($!); }
as_nobody() { if [ "$(id -u)" -eq 0 ]; then chown -R nobody "$work"; run runuser -u nobody -- "$@"; else run "$@"; fi; }

cat > "$work/nginx.conf" <<EOF
daemon off; pid $work/nginx.pid; error_log $work/nginx.log; events { }
http { access_log off; client_body_temp_path $work/a; proxy_temp_path $work/b; fastcgi_temp_path $work/c; uwsgi_temp_path $work/d; scgi_temp_path $work/e;
  server { listen 127.0.0.1:$port; location / { proxy_pass http://$dead; } } }
EOF
run nginx -p "$work" -c "$work/nginx.conf"
record nginx "$(nginx -v 2>&1 | sed 's/.*: //')" /token

cat > "$work/haproxy.cfg" <<EOF
defaults
    mode http
    timeout connect 2s
    timeout client 10s
    timeout server 10s
frontend front
    bind 127.0.0.1:$port
    default_backend back
backend back
    server one $dead
EOF
run haproxy -db -f "$work/haproxy.cfg"
record haproxy "$(haproxy -v | head -n 1 | sed 's/HAProxy version \([0-9.]*\).*/HAProxy \1/')" /token

run varnishd -F -n "$work/varnish" -a "127.0.0.1:$port" -b "$dead" -s malloc,16m
record varnish "$(varnishd -V 2>&1 | head -n 1 | sed 's/.*(\(varnish-[0-9.]*\).*/\1/')" /token

cat > "$work/squid.conf" <<EOF
http_port 127.0.0.1:$port accel defaultsite=api.example.com no-vhost
cache_peer 127.0.0.1 parent 1 0 no-query originserver name=one
http_access allow all
cache deny all
pid_filename $work/squid.pid
access_log none
cache_log $work/squid.log
coredump_dir $work
visible_hostname proxy.example.com
EOF
as_nobody squid -N -f "$work/squid.conf"
record squid "$(squid -v | head -n 1 | sed 's/.*Version /squid /')" /token

cat > "$work/apache.conf" <<EOF
ServerRoot /usr/lib/apache2
PidFile $work/apache.pid
ErrorLog $work/apache.log
ServerName api.example.com
Listen 127.0.0.1:$port
LoadModule mpm_event_module modules/mod_mpm_event.so
LoadModule authz_core_module modules/mod_authz_core.so
LoadModule proxy_module modules/mod_proxy.so
LoadModule proxy_http_module modules/mod_proxy_http.so
DefaultRuntimeDir $work
ProxyPass / http://$dead/
EOF
run apache2 -DFOREGROUND -f "$work/apache.conf"
record apache "$(apache2 -v | head -n 1 | sed 's/.*: //; s/ (.*//')" /token

cat > "$work/lighttpd.conf" <<EOF
server.document-root = "$work"
server.bind = "127.0.0.1"
server.port = $port
server.modules = ("mod_proxy")
proxy.server = ("" => (("host" => "127.0.0.1", "port" => 1)))
EOF
run lighttpd -D -f "$work/lighttpd.conf"
record lighttpd "$(lighttpd -v | head -n 1 | cut -d' ' -f1)" /token

printf '{\n admin off\n auto_https off\n}\nhttp://127.0.0.1:%s {\n reverse_proxy %s\n}\n' "$port" "$dead" > "$work/Caddyfile"
HOME=$work XDG_DATA_HOME=$work XDG_CONFIG_HOME=$work run caddy run --config "$work/Caddyfile" --adapter caddyfile
record caddy "caddy $(caddy version | cut -d' ' -f1)" /token

cat > "$work/h2o.conf" <<EOF
listen: { host: 127.0.0.1, port: $port }
error-log: $work/h2o.log
hosts: { default: { paths: { "/": { proxy.reverse.url: "http://$dead/" } } } }
EOF
[ "$(id -u)" -ne 0 ] || echo "user: root" >> "$work/h2o.conf"
run h2o -c "$work/h2o.conf"
record h2o "$(h2o -v | head -n 1 | sed 's/ version / /')" /token
