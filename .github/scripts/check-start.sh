#!/usr/bin/env bash
# Measures the time from the start of the service to its first response, and its memory afterwards. Prints the figures,
# and fails if either is out of bounds. Usage:
#
#   check-start.sh COMMAND...
#
# where COMMAND starts the service, such as target/bankfeed-runner. The bounds are several times what was measured, since
# runners are shared: they detect only large regressions.
set -euo pipefail

runs=${RUNS:-5}
max_start_ms=${MAX_START_MS:-500}
max_resident_mib=${MAX_RESIDENT_MIB:-128}
export QUARKUS_HTTP_PORT=${QUARKUS_HTTP_PORT:-8000}

# The first line of the response to GET /transaction, or empty if nothing listens
first_line() {
    { exec 3<>"/dev/tcp/127.0.0.1/$QUARKUS_HTTP_PORT"; } 2>/dev/null || return 0
    printf 'GET /transaction HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n' >&3
    head -n 1 <&3
    exec 3>&-
}

service=
trap '[[ -z $service ]] || kill "$service" 2>/dev/null || true' EXIT

starts=()
residents=()
for ((run = 1; run <= runs; run++)); do
    begin=$(date +%s%N)
    "$@" >service.log 2>&1 &
    service=$!
    until [[ $(first_line) == 'HTTP/1.1 200'* ]]; do
        if ! kill -0 "$service" 2>/dev/null || (($(date +%s%N) - begin > 60000000000)); then
            cat service.log >&2
            echo "The service did not respond" >&2
            exit 1
        fi
        sleep 0.002
    done
    starts+=($((($(date +%s%N) - begin) / 1000000)))
    sleep 1
    residents+=($(($(awk '/^VmRSS:/ { print $2 }' "/proc/$service/status") / 1024)))
    kill -TERM "$service"
    wait "$service" || true
    service=
done
rm -f service.log

median() {
    printf '%s\n' "$@" | sort -n | sed -n "$((($# + 1) / 2))p"
}

start_ms=$(median "${starts[@]}")
resident_mib=$(median "${residents[@]}")
{
    echo "| median of $runs starts | measured | at most |"
    echo "|---|---|---|"
    echo "| first response | $start_ms ms | $max_start_ms ms |"
    echo "| resident memory | $resident_mib MiB | $max_resident_mib MiB |"
} | tee -a "${GITHUB_STEP_SUMMARY:-/dev/null}"

((start_ms <= max_start_ms && resident_mib <= max_resident_mib)) || {
    echo "Out of bounds" >&2
    exit 1
}
