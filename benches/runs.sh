#!/bin/sh
# Whole runs, from process start to exit, beside public tools on the same file: prints one table. See README.md beside
# this file. ROWS (default 10000000, a power of ten) is the size of the largest file; COSTCALC is the binary to time,
# REPEAT (default 3) how often large files are read.
set -eu
cd "$(dirname "$0")/.."
rows=${ROWS:-10000000}
binary=${COSTCALC:-target/release/costcalc}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

rustc -C opt-level=3 -o "$work/empty" - <<'RUST'
fn main() {}
RUST

# DuckDB and pandas are fetched unless they are there already.
python=python3
if ! "$python" -c 'import duckdb, pandas, pyarrow' 2>/dev/null; then
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet duckdb pandas pyarrow
    python="$work/venv/bin/python"
fi

# Ten columns, about 78 bytes a row: instance types given, everything else of the model left to its defaults.
awk -v rows="$rows" -v work="$work" 'BEGIN {
    split("m7g.large c7g.large m5.large c6i.xlarge r6g.large t3.medium m7i.large c7a.large", type, " ")
    split("arm64 arm64 x86_64 x86_64 arm64 x86_64 x86_64 x86_64", arch, " ")
    split("128 256 512 1024 1769 2048", memory, " ")
    header = "name,region,requests_per_month,duration_ms,memory_mb,arch,request_kb,response_kb,instance_type,purchase"
    for (size = 10; size <= rows; size *= 10) print header > (work "/" size ".csv")
    print "name,requests_per_month,duration_ms,memory_mb" > (work "/search.csv")
    srand(1)
    for (i = 0; i < rows; i++) {
        t = int(rand() * 8) + 1
        requests = int(1e4 + rand() * 1e9)
        duration = int(5 + rand() * 900)
        memory_mb = memory[int(rand() * 6) + 1]
        row = sprintf("workload %08d,us-east-1,%d,%d,%d,%s,%d,%d,%s,on-demand", i, requests, duration, memory_mb, arch[t],
            rand() * 20, rand() * 100, type[t])
        for (size = rows; size >= 10 && i < size; size /= 10) print row > (work "/" size ".csv")
        if (i < 100000) printf "workload %d,%d,%d,%d\n", i, requests, duration, memory_mb > (work "/search.csv")
    }
}'

"$python" benches/runs.py "$binary" "$work" "$rows"
