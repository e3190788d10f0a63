#!/usr/bin/env python3
"""Makes ham_radio.csv from the US amateur radio question pools.

Input: Debian's package hamexam, version 1.7.0-3, unpacked:
    apt-get download hamexam && dpkg-deb -x hamexam_1.7.0-3_all.deb hamexam
    python3 ham_radio.py hamexam/usr/share/hamexam > ../ham_radio.csv

There, each question is a file of six lines: "T1A01 (C) [97.1]", the question, and four choices
that begin with "A. " to "D. ". Questions that refer to a figure are left out.
"""

import csv
import itertools
import pathlib
import re
import sys

POOLS = {"T": "technician", "G": "general", "E": "extra"}
HEAD = re.compile(r"([TGE][0-9][A-Z][0-9]{2}) \(([A-D])\)")
FIGURE = re.compile(r"\bfigure [TGE][0-9]", re.IGNORECASE)


def question(path):
    """One row of the table, or None for a question about a figure."""
    lines = [line.rstrip() for line in path.read_text(encoding="ascii").splitlines()]
    head = HEAD.match(lines[0])
    choices = [line[:3] for line in lines[2:]]
    if not head or head[1] != path.name or choices != ["A. ", "B. ", "C. ", "D. "]:
        sys.exit(f"{path} is not a question of six lines")
    if any(FIGURE.search(line) for line in lines[1:]):
        return None
    name, letter = head.groups()
    return [name, POOLS[name[0]], name[:2], "\n".join(lines[1:]), letter]


def main(folder):
    """The sub-elements take turns, so that the first rows already hold some of each."""
    subelements = {}
    for pool in POOLS:
        for path in sorted(pathlib.Path(folder, pool).iterdir()):
            row = question(path)
            if row:
                subelements.setdefault(row[2], []).append(row)
    out = csv.writer(sys.stdout, lineterminator="\n")
    out.writerow(["id", "pool", "subelement", "query", "output_true"])
    for turn in itertools.zip_longest(*subelements.values()):
        out.writerows(filter(None, turn))


if __name__ == "__main__":
    main(sys.argv[1])
