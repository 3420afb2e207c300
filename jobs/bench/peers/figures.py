"""What was measured, as one object and as text."""

import os
import platform
import statistics

PARTS = ("wall", "client", "server", "others")


def side(name, nights, compared):
    """Medians over the rounds of one side, seconds and bytes."""
    steps = [
        {"step": same[0].name}
        | {part: _median(getattr(each, part) for each in same) for part in PARTS}
        for same in zip(*(night.steps for night in nights))
    ]
    read = next(step for step in steps if step["step"] == "extract")
    raw = compared["raw"][1]
    return {
        "side": name,
        **{part: _median(night.total(part) for night in nights) for part in PARTS},
        "walls": [round(night.total("wall"), 3) for night in nights],
        "peak_memory": max(night.peak for night in nights),
        "raw_rows": raw,
        "model_rows": sum(each[1] for each in compared["models"].values()),
        "extract_cpu_us_per_row": round((read["client"] + read["server"]) * 1e6 / raw, 2),
        "steps": steps,
        "differences": _differences(compared),
    }


def _median(values):
    return round(statistics.median(values), 3)


def _differences(compared):
    """Datasets whose rows are not the release's."""
    found = {
        name: dict(zip(("rows", "rows_here", "only_there", "only_here"), each))
        for name, each in compared["models"].items()
        if each[2:] != [0, 0]
    }
    there, here = compared["raw"]
    return found | ({"raw": {"rows": there, "rows_here": here}} if there != here else {})


def result(size, rounds, source, versions, sides):
    cores = os.cpu_count()
    return {
        "bench": "peers",
        "size": size,
        "rounds": rounds,
        "cores": cores,
        "memory": os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES"),
        "versions": {"system": platform.platform(), **source.versions, **versions},
        "configuration": {
            "postgresql": source.settings(),
            "daybook": "as shipped: 4 connections, 2 GB of heap, a quarter of memory for DuckDB",
            "scanner": "as shipped: all cores, four fifths of memory; one transaction, zstd",
            "dlt": "ConnectorX, chunks of 100,000 rows, Parquet on a filesystem",
            "dbt": f"{cores} threads, tables in a DuckDB file, raw tables as views of Parquet",
            "spark": "all cores, 2 GB of heap, ranges of ctid, fetchsize 10,000, 4 tables in flight",
        },
        "sides": sides,
        "agree": not any(each["differences"] for each in sides),
    }


def text(found):
    lines = [f"{name}: {value}" for name, value in found["versions"].items()]
    lines += [f"{name}: {value}" for name, value in found["configuration"].items()]
    lines += ["", _line("side", "step", [f"{part} s" for part in PARTS])]
    for each in found["sides"]:
        for step in each["steps"] + [{"step": "night", **each}]:
            values = [f"{step[part]:.1f}" for part in PARTS]
            lines.append(_line(each["side"], step["step"], values))
        lines.append(
            f"{'':16} {each['raw_rows']:,} raw rows, {each['extract_cpu_us_per_row']} us of client"
            f" and server a row; {each['model_rows']:,} rows of facts and marts;"
            f" {each['peak_memory'] / 1e9:.2f} GB at most"
        )
        for name, difference in each["differences"].items():
            lines.append(f"{'':16} {name} differs: {difference}")
    agree = "have the same rows" if found["agree"] else "do not have the same rows"
    return "\n".join([*lines, f"All sides {agree} in every fact and mart."])


def _line(side_name, step, values):
    return f"{side_name:16} {step:8} " + " ".join(f"{value:>9}" for value in values)
