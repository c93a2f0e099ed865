#!/bin/sh
# Import of large price lists, side by side with the machine's floor and with Python: prints one table. See README.md.
set -eu
cd "$(dirname "$0")/.."
binary="$PWD/target/release/costcalc"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 benches/price_list.py "$work"

python3 - "$binary" "$work" <<'PYTHON'
import os, subprocess, sys, time

binary, work = sys.argv[1:3]
JSON = "import json, sys; print(len(json.load(open(sys.argv[1]))['terms']['OnDemand']))"
CSV = "import csv, sys; print(sum(1 for row in csv.reader(open(sys.argv[1], newline=''))))"


def run(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def row(name, command, path, times):
    results = sorted(run(command) for _ in range(times))
    # The best run: what else the machine does only adds. A peak below this script's own memory shows as that.
    best, peak = results[0][0], max(memory for _, memory in results)
    rate = os.path.getsize(path) / best / 1e6
    print(f"{name:<28} {best:8.2f} s {rate:8.0f} MB/s {peak:8.1f} MiB", flush=True)


for kind, python in (("json", JSON), ("csv", CSV)):
    path = f"{work}/index.{kind}"
    row(f"cat, {kind}", ["cat", path], path, 5)
    row(f"costcalc prices import, {kind}", [binary, "prices", "import", path, "-o", f"{work}/{kind}", "--replace"], path, 5)
    row(f"python {kind}", ["python3", "-c", python, path], path, 1)
PYTHON
