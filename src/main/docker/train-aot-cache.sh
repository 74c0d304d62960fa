#!/usr/bin/env bash
# Trains an AOT cache of the service, which halves its start-up time. Usage:
#
#   train-aot-cache.sh COMMAND...
#
# where COMMAND starts the service with -XX:AOTCacheOutput=FILE (JDK 25 or later). The script queries every endpoint and
# stops the service, whereupon the JVM writes FILE. Afterwards, start it with -XX:AOTCache=FILE and the same class path,
# JVM and collector; otherwise the JVM ignores the cache. The service must listen on
# http://localhost:$QUARKUS_HTTP_PORT (8000). Requires only bash.
set -euo pipefail

port=${QUARKUS_HTTP_PORT:-8000}

# get PATH: prints the response, once the service has closed the connection
get() {
    exec 3<>"/dev/tcp/localhost/$port" || return 1
    printf 'GET %s HTTP/1.1\r\nHost: localhost\r\nAccept: */*\r\nConnection: close\r\n\r\n' "$1" >&3
    cat <&3
    exec 3>&-
}

"$@" &
service=$!
trap 'kill "$service" 2>/dev/null || true' EXIT

for _ in {1..300}; do
    kill -0 "$service"
    if response=$(get /q/health/ready 2>/dev/null) && [[ $response == 'HTTP/1.1 200'* ]]; then
        break
    fi
    sleep 0.2
done
[[ ${response-} == 'HTTP/1.1 200'* ]] || { echo "The service did not become ready on port $port" >&2; exit 1; }

for round in {1..20}; do
    for path in / /transaction /transactions/100 '/stream?limit=1' /config /status '/datasets?count=1000&format=ndjson' \
        '/datasets?count=1000&format=csv' '/labels?from=1&to=10' /q/health /q/metrics /openapi.json /nothing-here; do
        [[ $path == /stream* && $round -gt 1 ]] || get "$path" >/dev/null
    done
done

trap - EXIT
kill -TERM "$service"
wait "$service" || [[ $? -eq 143 ]]
