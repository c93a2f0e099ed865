"""Times whole runs and prints one table; started by runs.sh, which makes the files.

The queries for DuckDB and pandas compute the simplest form of the comparison: requests and GB-seconds on Lambda; count x
hours x price on EC2, the count from the mean rate. They leave out what costcalc does besides: tiers, memory, load
balancers, volumes, burstable types, exact decimals, warnings, checks of every cell, refusal of a name that stands twice.
"""

import os
import random
import subprocess
import sys
import time

TYPES = {  # vCPUs, USD an hour in us-east-1
    "m7g.large": (2, 0.0816), "c7g.large": (2, 0.0725), "m5.large": (2, 0.096), "c6i.xlarge": (4, 0.17),
    "r6g.large": (2, 0.1008), "t3.medium": (2, 0.0416), "m7i.large": (2, 0.1008), "c7a.large": (2, 0.10264),
}

DUCKDB = """
import duckdb, sys
source, target, threads, types = sys.argv[1], sys.argv[2], sys.argv[3], eval(sys.argv[4])
duckdb.sql(f"SET threads = {threads}")
duckdb.sql("CREATE TABLE types(instance_type VARCHAR, vcpu DOUBLE, usd DOUBLE)")
duckdb.executemany("INSERT INTO types VALUES (?, ?, ?)", [(name, *of) for name, of in types.items()])
duckdb.sql(f\"\"\"COPY (SELECT *, CASE WHEN lambda_usd < ec2_usd THEN 'lambda' ELSE 'ec2' END AS cheaper FROM (
    SELECT name, requests_per_month * 0.0000002 + requests_per_month * duration_ms / 1000 * memory_mb / 1024
               * CASE arch WHEN 'arm64' THEN 0.0000133334 ELSE 0.0000166667 END AS lambda_usd,
           greatest(2, ceil(requests_per_month / (730 * 3600) * duration_ms / 1000 * least(memory_mb / 1769, 1)
               / (vcpu * 0.6))) * 730 * usd AS ec2_usd
    FROM read_csv('{source}') JOIN types USING (instance_type))) TO '{target}' (HEADER)\"\"\")
"""

PANDAS = """
import numpy as np, pandas as pd, sys
source, target, types = sys.argv[1], sys.argv[2], eval(sys.argv[3])
rows = pd.read_csv(source)
of = pd.DataFrame.from_dict(types, orient="index", columns=["vcpu", "usd"])
rows = rows.join(of, on="instance_type")
gb_s = rows.requests_per_month * rows.duration_ms / 1000 * rows.memory_mb / 1024
rate = np.where(rows.arch == "arm64", 0.0000133334, 0.0000166667)
rows["lambda_usd"] = rows.requests_per_month * 0.0000002 + gb_s * rate
busy = rows.requests_per_month / (730 * 3600) * rows.duration_ms / 1000 * np.minimum(rows.memory_mb / 1769, 1)
rows["ec2_usd"] = np.maximum(2, np.ceil(busy / (rows.vcpu * 0.6))) * 730 * rows.usd
rows["cheaper"] = np.where(rows.lambda_usd < rows.ec2_usd, "lambda", "ec2")
rows[["name", "lambda_usd", "ec2_usd", "cheaper"]].to_csv(target, index=False)
"""


def run(command, output=subprocess.DEVNULL):
    start = time.perf_counter()
    process = subprocess.Popen(command, stdout=output)
    _, status, usage = os.wait4(process.pid, 0)
    assert status == 0, command
    return time.perf_counter() - start, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024


REPEAT = int(os.environ.get("REPEAT", "3"))


def line(name, command, times=REPEAT, rows=None, output=None):
    """Runs a command so often and prints medians of wall and CPU time, the highest memory, and rows a second."""
    results = []
    for _ in range(times):
        with open(output or os.devnull, "wb") as target:
            results.append(run(command, target))
    wall, cpu = (sorted(result[at] for result in results)[times // 2] for at in (0, 1))
    peak = max(result[2] for result in results)
    rate = f"{rows / wall / 1e6:9.3f}" if rows else ""
    print(f"{name:<56} {wall * 1e3:10.2f} {cpu * 1e3:10.2f} {peak:8.1f} {rate}", flush=True)


def made_up_types(folder, count):
    """A book of so many made-up general types, to see what a search among them costs."""
    random.seed(7)
    os.makedirs(folder)
    with open(f"{folder}/types.csv", "w") as types, open(f"{folder}/ec2.csv", "w") as prices:
        types.write("instance_type,family,arch,vcpu,memory_gib,burstable,baseline_pct_per_vcpu,current_generation,gpu,"
                    "bare_metal,as_of,source\n")
        prices.write("region,instance_type,purchase,usd_per_hour,as_of,source\n")
        for at in range(count):
            family, vcpu = f"m{100 + at // 10}x", 2 ** random.randrange(1, 8)
            memory = vcpu * random.choice([2, 4, 8])
            usd = (vcpu * 0.032 + memory * 0.004) * random.uniform(0.9, 1.6)
            name = f"{family}.{at % 10}xlarge"
            types.write(f"{name},{family},x86_64,{vcpu},{memory},false,,true,0,false,2026-01-01,made up\n")
            prices.write(f"us-east-1,{name},on-demand,{usd:.6f},2026-01-01,made up\n")


def main():
    binary, work, rows = sys.argv[1], sys.argv[2], int(sys.argv[3])
    compare = [binary, "compare"]
    largest, out = f"{work}/{rows}.csv", f"{work}/out.csv"
    print(f"{'':<56} {'wall ms':>10} {'CPU ms':>10} {'peak MiB':>8} {'M rows/s':>9}")

    line("true", ["true"], 200)
    line("an empty Rust program", [f"{work}/empty"], 200)
    line("ten rows, table with break-evens", compare + [f"{work}/10.csv"], 200)
    line("ten rows, table", compare + [f"{work}/10.csv", "--no-breakeven"], 200)
    line("ten rows, CSV", compare + [f"{work}/10.csv", "--no-breakeven", "--format", "csv"], 200)

    for jobs in ("1", "2"):
        command = compare + [largest, "--format", "csv", "--jobs", jobs]
        line(f"{rows:,} rows, types given, CSV, {jobs} threads", command, rows=rows)
    line(f"{rows:,} rows, types given, CSV to a file, 2 threads", compare + [largest, "--format", "csv", "--jobs", "2"],
         rows=rows, output=out)
    for threads in ("1", "2"):
        command = [sys.executable, "-c", DUCKDB, largest, out, threads, repr(TYPES)]
        line(f"{rows:,} rows, DuckDB, simplest form, {threads} threads", command, 1, rows)
    line(f"{rows:,} rows, pandas, simplest form", [sys.executable, "-c", PANDAS, largest, out, repr(TYPES)], 1, rows)

    search = min(rows, 100_000)
    for jobs in ("1", "2"):
        command = compare + [f"{work}/search.csv", "--format", "csv", "--jobs", jobs]
        line(f"{search:,} rows, types to choose, CSV, {jobs} threads", command, rows=search)

    size = 10
    while size <= rows:
        command = compare + [f"{work}/{size}.csv", "--format", "csv", "--no-breakeven", "--jobs", "2"]
        line(f"growth: {size:,} rows, types given, 2 threads", command, rows=size)
        size *= 10

    for count in (0, 1_000, 4_000, 16_000, 64_000):
        prices = []
        if count:
            made_up_types(f"{work}/types-{count}", count)
            prices = ["--pricing", f"{work}/types-{count}"]
        command = compare + [f"{work}/search.csv", "--format", "csv", "--jobs", "1"] + prices
        line(f"types: {search:,} rows, {count:,} types more to choose from", command, rows=search)


main()
