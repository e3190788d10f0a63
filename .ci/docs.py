"""Keeps the pages true: runs their commands as a reader would, and checks their links and options.

Usage: docs.py LAUNCHER [PAGE...]. Of a page in README.md and docs/:

  ```sh           is run, all of a page in one shell and one empty folder; `sh exit=3` states another exit code
  Save as `name`: directly before a block: the block is that file
  ```output       each line must have been printed by the block of commands before it, spaces aside
  indented blocks are not run (clusters, clouds, long runs); their options must exist like all others
"""
import os, pathlib, re, shlex, signal, subprocess, sys, tempfile

HOME = pathlib.Path(__file__).resolve().parent.parent
SECONDS = 300
# Options of others that pages name: Beam's runners and file systems, jar, the benchmarks.
OTHERS = set("""--runner --flinkMaster --parallelism --numberOfExecutionRetries --executionRetryDelay --project
  --region --gcpTempLocation --maxNumWorkers --awsRegion --endpoint --hdfsConfiguration --gcsEndpoint
  --filesToStage --create --file --times""".split())
FENCE = re.compile(r"^```(\w*)\s*(.*)$")
OPTION = re.compile(r"(?<![\w-])--[A-Za-z][\w-]*")
COMMAND = re.compile(r"\s*\./evalbeam ([a-z]+)\b")
SAVE = re.compile(r"Save as `([\w./-]+)`:$")


def blocks(text):
    """Fenced blocks: line, language, rest of the fence, file name or None, body."""
    found, opened, before = [], None, ""
    for number, line in enumerate(text.splitlines(), 1):
        if opened:
            if line.strip() == "```":
                found.append((*opened, "\n".join(body) + "\n"))
                opened, before = None, ""
            else:
                body.append(line)
        elif fence := FENCE.match(line):
            save = SAVE.search(before)
            opened, body = (number, fence[1], fence[2], save and save[1]), []
        elif line.strip():
            before = line.strip()
    return found


def anchors(text):
    titles = re.findall(r"^#+ (.+)$", re.sub(r"^```.*?^```", "", text, flags=re.M | re.S), re.M)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def links(page, text):
    for number, line in enumerate(text.splitlines(), 1):
        for target in re.findall(r"\]\(([^)\s]+)\)", line):
            if re.match(r"[a-z]+:", target):
                continue
            path, _, anchor = target.partition("#")
            file = (page.parent / path) if path else page
            if not file.exists():
                yield number, f"link to {target}: there is no such file"
            elif anchor and anchor not in anchors(file.read_text()):
                yield number, f"link to {target}: {file.name} has no such heading"


def known_options():
    """Command to options, as its help tells them; the texts are held against the program by a test."""
    golden = HOME / "pipeline/src/test/resources/golden"
    known = {file.stem[len("help-"):]: set(OPTION.findall(file.read_text())) | OTHERS
             for file in golden.glob("help-*.txt")}
    if "--max-cost" not in known.get("run", ()):
        sys.exit(f"docs.py: no help of the commands in {golden}")
    return known


def options(text, known):
    """Options that the command of a line, or where it names none any command, does not have."""
    anywhere = set().union(*known.values())
    command, goes_on = None, False
    for number, line in enumerate(text.splitlines(), 1):
        begins = COMMAND.match(line)
        command = begins[1] if begins else command if goes_on else None
        goes_on = command is not None and line.endswith("\\")
        for option in OPTION.findall(line):
            if option not in known.get(command, anywhere):
                yield number, f"option {option}: {command or 'no command'} {'lacks' if command else 'has'} it"


def run(page, text, launcher):
    """Runs a page's commands; a list of problems."""
    parts = blocks(text)
    if not any(language == "sh" for _, language, *_ in parts):
        return []
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        # What the reader has: a checkout, whose launcher finds its own home.
        (folder / "evalbeam").write_text(f'#!/bin/sh\nexec {shlex.quote(launcher)} "$@"\n')
        (folder / "evalbeam").chmod(0o755)
        (folder / "configs").symlink_to(HOME / "configs")
        script = ["set -eE -o pipefail", "trap 'echo \"@failed $block $?\" >&3' ERR"]
        for number, language, rest, saved, body in parts:
            script.append(f"block={number}")
            if saved:
                script.append(f"mkdir -p $(dirname {saved}); printf %s {shlex.quote(body)} > {saved}")
            elif language == "sh":
                wanted = re.search(r"exit=(\d+)", rest)
                # A shell of its own where a command is to fail: in a condition, -e would not count.
                script.append("mark=$(stat -c %s log)")
                script.append(body if not wanted else
                              f"code=0; bash -e -c {shlex.quote(body)} || code=$?\n"
                              f"[ $code = {wanted[1]} ] || {{ echo \"@failed $block $code\" >&3; exit 1; }}")
            elif language == "output":
                script.append(f"tail -c +$((mark + 1)) log > log.{number}")
        log, failed = folder / "log", folder / "failed"
        with open(log, "w") as out, open(failed, "w") as problems:
            shell = subprocess.Popen(["bash", "-c", "exec 3>failed\n" + "\n".join(script)], cwd=folder, stdout=out,
                                     stderr=out, start_new_session=True)
            try:
                code = shell.wait(SECONDS)
            except subprocess.TimeoutExpired:
                code = "none after %d s" % SECONDS
            finally:
                try:
                    os.killpg(shell.pid, signal.SIGTERM)  # servers that the page left in the background
                except ProcessLookupError:
                    pass
        if code != 0:
            where = re.search(r"@failed (\d+) (\d+)", failed.read_text())
            line, status = (int(where[1]), where[2]) if where else (1, code)
            return [(line, f"commands ended with exit code {status}:\n{log.read_text()[-3000:]}")]
        found = []
        for number, language, _, _, body in parts:
            if language == "output":
                printed = {" ".join(line.split()) for line in (folder / f"log.{number}").read_text().splitlines()}
                found += [(number + at, f"was not printed: {line}\n{log.read_text()[-3000:]}")
                          for at, line in enumerate(body.splitlines(), 1)
                          if line.strip() and " ".join(line.split()) not in printed]
        return found


def main(launcher, *names):
    pages = [pathlib.Path(name).resolve() for name in names] or [HOME / "README.md", *sorted((HOME / "docs").glob("*.md"))]
    known, failures = known_options(), 0
    for page in pages:
        text = page.read_text()
        problems = [*links(page, text), *options(text, known), *run(page, text, launcher)]
        ran = sum(language == "sh" for _, language, *_ in blocks(text))
        print(f"{page.name}: {ran} blocks run, {len(problems)} problems", flush=True)
        for line, problem in problems:
            print(f"{page.name}:{line}: {problem}", file=sys.stderr)
        failures += len(problems)
    sys.exit(1 if failures else 0)


if __name__ == "__main__":
    main(str(pathlib.Path(sys.argv[1]).resolve()), *sys.argv[2:])
