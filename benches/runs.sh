#!/bin/sh
# Whole runs, from process start to exit, side by side: prints one table. See README.md beside this file.
set -eu
cd "$(dirname "$0")/.."
binary="$PWD/target/release/costcalc"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

awk 'BEGIN {
    split("m7g.large c7g.large m5.large c6i.xlarge r6g.large t3.medium m7i.large c7a.large", type, " ")
    split("128 256 512 1024 1769 2048", memory, " ")
    header = "name,requests_per_month,duration_ms,memory_mb,instance_type"
    print header > "'"$work"'/ten.csv"; print header > "'"$work"'/million.csv"
    print "name,requests_per_month,duration_ms,memory_mb" > "'"$work"'/search.csv"
    srand(1)
    for (i = 0; i < 1000000; i++) {
        base = "workload " i "," int(1e4 + rand() * 1e9) "," int(5 + rand() * 900) "," memory[int(rand() * 6) + 1]
        row = base "," type[int(rand() * 8) + 1]
        if (i < 10) print row > "'"$work"'/ten.csv"
        if (i < 100000) print base > "'"$work"'/search.csv"
        print row > "'"$work"'/million.csv"
    }
}'

python3 - "$binary" "$work" <<'PYTHON'
import os, resource, subprocess, sys, time

binary, work = sys.argv[1:3]


def run(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def row(name, command, times, rows=None):
    results = sorted(run(command) for _ in range(times))
    median = results[len(results) // 2][0]
    peak = max(memory for _, memory in results)
    rate = f"{rows / median / 1e6:8.2f} M rows/s" if rows else ""
    print(f"{name:<44} {median * 1e3:10.2f} ms {peak:8.1f} MiB {rate}")


row("true (the floor of starting a process)", ["true"], 100)
ten = [binary, "compare", f"{work}/ten.csv"]
row("ten rows, table", ten, 100)
row("ten rows, JSON", ten + ["--format", "json"], 100)
million = [binary, "compare", f"{work}/million.csv", "--format", "csv", "--jobs"]
row("1,000,000 rows, types given, CSV, 1 thread", million + ["1"], 3, 1_000_000)
row("1,000,000 rows, types given, CSV, 2 threads", million + ["2"], 3, 1_000_000)
search = [binary, "compare", f"{work}/search.csv", "--format", "csv"]
row("100,000 rows, types to choose, CSV", search, 3, 100_000)
PYTHON
