#!/bin/sh
# Import of large price lists, side by side with the machine's floor and with Python: prints one table. See README.md.
set -eu
cd "$(dirname "$0")/.."
binary="${COSTCALC:-$PWD/target/release/costcalc}"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
python3 benches/price_list.py "$work"
python3 benches/price_list.py "$work/twice" 2

python3 - "$binary" "$work" "${1:-5}" <<'PYTHON'
import os, statistics, subprocess, sys, time

binary, work, rounds = sys.argv[1], sys.argv[2], int(sys.argv[3])
JSON = "import json, sys; print(len(json.load(open(sys.argv[1]))['terms']['OnDemand']))"
CSV = "import csv, sys; print(sum(1 for row in csv.reader(open(sys.argv[1], newline=''))))"


def importing(path):
    return [binary, "prices", "import", path, "-o", f"{work}/book", "--replace"]


json, csv = f"{work}/index.json", f"{work}/index.csv"
twice = [f"{work}/twice/index.json", f"{work}/twice/index.csv"]
# Name, command, file, and how many of the rounds it takes part in.
RUNS = [
    ("cat, JSON", ["cat", json], json, rounds),
    ("costcalc prices import, JSON", importing(json), json, rounds),
    ("Python json", ["python3", "-c", JSON, json], json, 2),
    ("cat, CSV", ["cat", csv], csv, rounds),
    ("costcalc prices import, CSV", importing(csv), csv, rounds),
    ("Python csv", ["python3", "-c", CSV, csv], csv, 2),
    ("the same, JSON twice as large", importing(twice[0]), twice[0], 2),
    ("the same, CSV twice as large", importing(twice[1]), twice[1], 2),
]


def run(command):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


results = [[] for _ in RUNS]
# Round by round, so that what else the machine does is spread over all of them.
for done in range(rounds):
    for (_, command, _, times), of_run in zip(RUNS, results):
        if done < times:
            of_run.append(run(command))

# A peak below this script's own memory shows as that.
print(f"{'':<30} {'best':>10} {'median':>10} {'a CPU s':>10} {'peak':>10}   (load {os.getloadavg()[0]:.1f}, {rounds} rounds)")
for (name, _, path, _), of_run in zip(RUNS, results):
    megabytes = os.path.getsize(path) / 1e6
    best, median = min(wall for wall, _, _ in of_run), statistics.median(wall for wall, _, _ in of_run)
    cpu, peak = min(cpu for _, cpu, _ in of_run), max(memory for _, _, memory in of_run)
    rates = [f"{megabytes / seconds:.0f} MB/s" for seconds in (best, median, max(cpu, 1e-3))]
    print(f"{name:<30} " + " ".join(f"{rate:>10}" for rate in rates) + f" {peak:>6.1f} MiB", flush=True)
PYTHON
