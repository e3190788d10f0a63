"""Runs the notebooks from top to bottom and keeps what they show, or checks what is kept.

    python run.py            run them on ../out/notebooks (or EVALBEAM_OUTPUT) and keep the outputs
    python run.py --check    run them, and fail where the kept outputs are not what came of it
    python run.py --try      run them, and fail only where a cell does: for the tables of another set

A cell that fails ends it. Cells tagged `varies` show measured times, and pictures may differ from machine
to machine, so of these only that they are there is checked.
"""

import argparse
import os
import re
import sys
from pathlib import Path

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError

HERE = Path(__file__).resolve().parent
SECONDS_A_CELL = 120

# When matplotlib drew a picture.
DATE = re.compile(r" *<dc:date>.*?</dc:date>\n")


def executed(path):
    """The notebook with the outputs of a run, without anything that tells when and where it was."""
    notebook = nbformat.read(path, as_version=4)
    # Kernels tell paths of the machine in their warnings; those belong to nobody's notebook.
    NotebookClient(
        notebook, timeout=SECONDS_A_CELL, record_timing=False, resources={"metadata": {"path": str(HERE)}}
    ).execute()
    for cell in notebook.cells:
        if cell.cell_type == "code":
            cell.outputs = [output for output in cell.outputs if output.get("name") != "stderr"]
            for output in cell.outputs:
                if "image/svg+xml" in output.get("data", {}):
                    output.data["image/svg+xml"] = DATE.sub("", output.data["image/svg+xml"])
    notebook.metadata = {
        "kernelspec": {"display_name": "Python 3", "language": "python", "name": "python3"},
        "language_info": {"name": "python"},
    }
    return notebook


def texts(cell):
    """What a cell shows as text; a picture counts as such."""
    shown = []
    for output in cell.outputs:
        data = output.get("data", {})
        picture = any(kind.startswith("image/") for kind in data)
        shown.append("(picture)" if picture else data.get("text/plain", output.get("text", "")))
    return shown


def differences(kept, fresh):
    cells = [cell for cell in kept.cells if cell.cell_type == "code"]
    for number, (old, new) in enumerate(zip(cells, (c for c in fresh.cells if c.cell_type == "code")), start=1):
        if old.execution_count != number:
            yield f"cell {number} was not kept as run from top to bottom: {old.execution_count}"
        elif "varies" in old.metadata.get("tags", []):
            if bool(old.outputs) != bool(new.outputs):
                yield f"cell {number} shows something in one of them only"
        elif texts(old) != texts(new):
            yield f"cell {number} keeps\n{texts(old)}\nand now shows\n{texts(new)}"


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    keep_nothing = arguments.add_mutually_exclusive_group()
    keep_nothing.add_argument("--check", action="store_true", help="keep nothing; fail where the kept outputs differ")
    keep_nothing.add_argument("--try", action="store_true", dest="only_try", help="keep nothing; fail where a cell does")
    options = arguments.parse_args()
    wrong = 0
    for path in sorted(HERE.glob("*.ipynb")):
        try:
            fresh = executed(path)
        except CellExecutionError as failed:
            print(f"{path.name}: {failed}", file=sys.stderr)
            wrong += 1
            continue
        if options.check:
            found = list(differences(nbformat.read(path, as_version=4), fresh))
            wrong += len(found)
            for difference in found:
                print(f"{path.name}: {difference}", file=sys.stderr)
        elif not options.only_try:
            nbformat.write(fresh, path)
        print(f"{path.name}: {sum(c.cell_type == 'code' for c in fresh.cells)} cells")
    return 1 if wrong else 0


if __name__ == "__main__":
    os.environ.setdefault("PYTHONWARNINGS", "ignore")
    sys.exit(main())
