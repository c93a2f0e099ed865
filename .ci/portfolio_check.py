"""Checks scenarios/portfolio-azure.csv against the trace it was worked out from.

Usage: portfolio_check.py TRACE_FOLDER SCENARIO. The demand of each row must be the trace's invocations x 3 x 30.4
(eight hours taken as a third of a day), its duration the measured mean, at least 1 ms.
"""

import csv
import sys

folder, scenario = sys.argv[1:3]
with open(f"{folder}/functions_summary.csv", newline="", encoding="utf-8") as file:
    trace = {row["id"]: row for row in csv.DictReader(file)}
with open(scenario, newline="", encoding="utf-8") as file:
    rows = list(csv.DictReader(line for line in file if not line.startswith("#")))
faults = []
for row in rows:
    source = trace[row["name"].split()[0]]
    demand = float(source["invocations"]) * 3 * 30.4
    duration = max(1.0, float(source["avg_ms"]))
    if abs(float(row["requests_per_month"]) - demand) > max(1.0, demand * 1e-3):
        faults.append(f"{row['name']}: requests {row['requests_per_month']}, trace {demand}")
    if abs(float(row["duration_ms"]) - duration) > max(0.5, duration * 1e-3):
        faults.append(f"{row['name']}: duration {row['duration_ms']}, trace {duration}")
if len(rows) != len(trace):
    faults.append(f"{len(rows)} rows, {len(trace)} functions in the trace")
print("\n".join(faults) or f"{len(rows)} functions agree with the trace")
sys.exit(bool(faults))
