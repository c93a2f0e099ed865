#!/usr/bin/env python3
"""Writes a price list of the size and shape of AmazonEC2 for one large region: 60,000 products with some 30
attributes, 420,000 terms, 480 MB of JSON and 410 MB of CSV. The figures are made up; the same every time.

    benches/price_list.py FOLDER [TIMES]    writes FOLDER/index.json and FOLDER/index.csv, TIMES (1) as large
"""

import csv
import hashlib
import os
import sys

if len(sys.argv) < 2 or sys.argv[1].startswith("-"):
    sys.exit(__doc__)

TIMES = int(sys.argv[2]) if len(sys.argv) > 2 else 1
PRODUCTS = 60_000 * TIMES
TYPES = 800
SYSTEMS = [("Linux", "NA", ""), ("Windows", "NA", ":0002"), ("RHEL", "NA", ":0010"), ("SUSE", "NA", ":000g"),
           ("Linux", "SQL Web", ":0200"), ("Windows", "SQL Std", ":0006"), ("Ubuntu Pro", "NA", ":0g00")]
PLACES = [("Shared", "Used", "BoxUsage"), ("Shared", "UnusedCapacityReservation", "UnusedBox"),
          ("Shared", "AllocatedCapacityReservation", "Reservation"), ("Dedicated", "Used", "DedicatedUsage"),
          ("Dedicated", "UnusedCapacityReservation", "UnusedDed"), ("Host", "Used", "HostBoxUsage")]
TERMS = [("JRTCKXETXF", None), ("4NA7Y494T4", ("1yr", "standard", "No Upfront")),
         ("HU7G6KETJZ", ("1yr", "standard", "Partial Upfront")), ("6QCMYABX3D", ("1yr", "standard", "All Upfront")),
         ("BPH4J8HBKS", ("3yr", "standard", "No Upfront")), ("7NE97W5U4E", ("1yr", "convertible", "No Upfront")),
         ("Z2E3P23VKM", ("3yr", "convertible", "No Upfront"))]
COLUMNS = {
    "servicecode": "serviceCode", "location": "Location", "locationType": "Location Type",
    "instanceType": "Instance Type", "currentGeneration": "Current Generation", "instanceFamily": "Instance Family",
    "vcpu": "vCPU", "physicalProcessor": "Physical Processor", "clockSpeed": "Clock Speed", "memory": "Memory",
    "storage": "Storage", "networkPerformance": "Network Performance",
    "processorArchitecture": "Processor Architecture", "tenancy": "Tenancy", "operatingSystem": "Operating System",
    "licenseModel": "License Model", "usagetype": "usageType", "operation": "operation",
    "availabilityzone": "Availability Zone", "capacitystatus": "CapacityStatus",
    "classicnetworkingsupport": "classic networking support",
    "dedicatedEbsThroughput": "Dedicated EBS Throughput", "ecu": "ECU",
    "enhancedNetworkingSupported": "Enhanced Networking Supported", "gpuMemory": "GPU Memory",
    "intelAvxAvailable": "Intel AVX Available", "intelAvx2Available": "Intel AVX2 Available",
    "intelTurboAvailable": "Intel Turbo Available", "marketoption": "MarketOption",
    "normalizationSizeFactor": "Normalization Size Factor", "preInstalledSw": "Pre Installed S/W",
    "processorFeatures": "Processor Features", "regionCode": "Region Code", "servicename": "serviceName",
    "vpcnetworkingsupport": "VPC networking support",
}
PAD = [f"Instance Capacity - {n}xlarge" for n in range(2, 26)]


def sku(number):
    return hashlib.sha256(str(number).encode()).hexdigest()[:16].upper()


def product(number):
    type_number = number % TYPES
    # What a larger list has more of is nothing that the book knows: dedicated hosts.
    variant = min(number // TYPES, 83)
    system, software, code = SYSTEMS[variant % len(SYSTEMS)]
    tenancy, capacity, usage = PLACES[variant // len(SYSTEMS) % len(PLACES)]
    license_model = ["No License required", "Bring your own license"][variant // (len(SYSTEMS) * len(PLACES)) % 2]
    size = ["large", "xlarge", "2xlarge", "4xlarge"][type_number % 4]
    name = f"m{type_number // 4 + 5}x.{size}"
    return {
        "servicecode": "AmazonEC2", "location": "US East (Ohio)", "locationType": "AWS Region", "instanceType": name,
        "currentGeneration": "Yes", "instanceFamily": "General purpose", "vcpu": "8",
        "physicalProcessor": "Intel Xeon Platinum 8175", "clockSpeed": "3.1 GHz", "memory": "32 GiB",
        "storage": "EBS only", "networkPerformance": "Up to 10 Gigabit", "processorArchitecture": "64-bit",
        "tenancy": tenancy, "operatingSystem": system, "licenseModel": license_model,
        "usagetype": f"USE2-{usage}:{name}", "operation": f"RunInstances{code}", "availabilityzone": "NA",
        "capacitystatus": capacity, "classicnetworkingsupport": "false", "dedicatedEbsThroughput": "Up to 2120 Mbps",
        "ecu": "10", "enhancedNetworkingSupported": "Yes", "gpuMemory": "NA", "intelAvxAvailable": "Yes",
        "intelAvx2Available": "Yes", "intelTurboAvailable": "Yes", "marketoption": "OnDemand",
        "normalizationSizeFactor": "4", "preInstalledSw": software,
        "processorFeatures": "Intel AVX; Intel AVX2; Intel AVX512; Intel Turbo", "regionCode": "us-east-2",
        "servicename": "Amazon Elastic Compute Cloud", "vpcnetworkingsupport": "true",
    }


def dimensions(number, term, attributes):
    """Each price of a term: rate code, description, range or none, unit, price."""
    micro = 10_000 + number % 9_973 * 100 + TERMS.index((term, attributes)) * 7
    upfront = attributes[2] if attributes else "No Upfront"
    hourly = 0 if upfront == "All Upfront" else micro
    prices = [("6YS6EN2CT7", f"${hourly / 1e6} per On Demand Instance Hour", "Hrs", f"{hourly // 10**6}.{hourly % 10**6:06}0000")]
    if upfront != "No Upfront":
        prices.append(("2TG2D8R56U", "Upfront Fee", "Quantity", str(micro // 100)))
    return prices


def write_json(path):
    with open(path, "w", encoding="utf-8") as out:
        out.write('{\n  "formatVersion" : "v1.0",\n  "disclaimer" : "made up",\n  "offerCode" : "AmazonEC2",\n'
                  '  "version" : "20260101000000",\n  "publicationDate" : "2026-01-01T00:00:00Z",\n  "products" : {\n')
        for number in range(PRODUCTS):
            attributes = ",\n".join(f'        "{key}" : "{value}"' for key, value in product(number).items())
            comma = "," if number < PRODUCTS - 1 else ""
            out.write(f'    "{sku(number)}" : {{\n      "sku" : "{sku(number)}",\n'
                      f'      "productFamily" : "Compute Instance",\n      "attributes" : {{\n{attributes}\n      }}\n'
                      f'    }}{comma}\n')
        out.write('  },\n  "terms" : {\n')
        for kind, terms in (("OnDemand", TERMS[:1]), ("Reserved", TERMS[1:])):
            out.write(f'    "{kind}" : {{\n')
            for number in range(PRODUCTS):
                code = sku(number)
                texts = []
                for term, attributes in terms:
                    prices = []
                    for rate, description, unit, price in dimensions(number, term, attributes):
                        span = '' if unit == "Quantity" else '              "beginRange" : "0",\n              "endRange" : "Inf",\n'
                        prices.append(f'            "{code}.{term}.{rate}" : {{\n              "rateCode" : "{code}.{term}.{rate}",\n'
                                      f'              "description" : "{description}",\n{span}              "unit" : "{unit}",\n'
                                      f'              "pricePerUnit" : {{\n                "USD" : "{price}"\n              }},\n'
                                      f'              "appliesTo" : [ ]\n            }}')
                    names = ("LeaseContractLength", "OfferingClass", "PurchaseOption")
                    inner = ",\n".join(f'            "{n}" : "{v}"' for n, v in zip(names, attributes)) if attributes else ""
                    term_attributes = f'{{\n{inner}\n          }}' if inner else '{ }'
                    texts.append(f'        "{code}.{term}" : {{\n          "offerTermCode" : "{term}",\n          "sku" : "{code}",\n'
                                 f'          "effectiveDate" : "2026-01-01T00:00:00Z",\n          "priceDimensions" : {{\n'
                                 + ",\n".join(prices) + f'\n          }},\n          "termAttributes" : {term_attributes}\n        }}')
                comma = "," if number < PRODUCTS - 1 else ""
                out.write(f'      "{code}" : {{\n' + ",\n".join(texts) + f'\n      }}{comma}\n')
            out.write('    },\n' if kind == "OnDemand" else '    }\n')
        out.write('  },\n  "attributesList" : { }\n}\n')


def write_csv(path):
    head = ["SKU", "OfferTermCode", "RateCode", "TermType", "PriceDescription", "EffectiveDate", "StartingRange",
            "EndingRange", "Unit", "PricePerUnit", "Currency", "RelatedTo", "LeaseContractLength", "PurchaseOption",
            "OfferingClass", "Product Family"]
    with open(path, "w", encoding="utf-8", newline="") as out:
        rows = csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n")
        rows.writerows([["FormatVersion", "v1.0"], ["Disclaimer", "made up"],
                        ["Publication Date", "2026-01-01T00:00:00Z"], ["Version", "20260101000000"],
                        ["OfferCode", "AmazonEC2"], head + list(COLUMNS.values()) + PAD])
        for number in range(PRODUCTS):
            code = sku(number)
            tail = ["Compute Instance", *product(number).values(), *[""] * len(PAD)]
            for term, attributes in TERMS:
                for rate, description, unit, price in dimensions(number, term, attributes):
                    span = ["", ""] if unit == "Quantity" else ["0", "Inf"]
                    length, offering, option = attributes or ("", "", "")
                    rows.writerow([code, term, f"{code}.{term}.{rate}", "Reserved" if attributes else "OnDemand",
                                   description, "2026-01-01", *span, unit, price, "USD", "", length, option, offering,
                                   *tail])


folder = sys.argv[1]
os.makedirs(folder, exist_ok=True)
write_json(os.path.join(folder, "index.json"))
write_csv(os.path.join(folder, "index.csv"))
