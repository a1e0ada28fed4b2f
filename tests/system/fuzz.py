"""Runs every libFuzzer target of a folder for some seconds, two at a time, and writes a JUnit file of the results."""

import os
import subprocess
import sys
import tempfile
import time
import xml.etree.ElementTree as xml
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

CORPORA = Path(__file__).resolve().parents[1] / "fuzz" / "corpus"


def run(target, seconds):
    name = target.name.removesuffix("_fuzz").removeprefix("fuzz_")
    with tempfile.TemporaryDirectory() as scratch:
        corpus = [scratch] + [str(folder) for folder in (CORPORA / name, CORPORA / target.name) if folder.is_dir()]
        dictionaries = [f"-dict={file}" for file in (CORPORA.parent / f"{name}.dict",) if file.exists()]
        command = [str(target), f"-max_total_time={seconds}", "-timeout=10", "-rss_limit_mb=2048", "-print_final_stats=1"]
        command += [f"-artifact_prefix={target.parent}/{name}-", *dictionaries, *corpus]
        started = time.monotonic()
        done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace")
    return target.name, done.returncode, time.monotonic() - started, done.stdout


def write_report(results, file):
    suite = xml.Element("testsuite", name="fuzz", tests=str(len(results)))
    for name, code, duration, output in results:
        case = xml.SubElement(suite, "testcase", classname="fuzz", name=name, time=f"{duration:.1f}")
        if code != 0:
            xml.SubElement(case, "failure", message=f"exit code {code}").text = output[-20000:]
    xml.ElementTree(suite).write(file)


def main(folder, file, seconds):
    targets = sorted(path for path in folder.iterdir() if path.is_file() and os.access(path, os.X_OK) and "fuzz" in path.name)
    with ThreadPoolExecutor(2) as pool:
        results = list(pool.map(lambda target: run(target, seconds), targets))
    for name, code, duration, output in results:
        units = [line for line in output.splitlines() if "number_of_executed_units" in line]
        print(f"{name}: exit {code} after {duration:.0f} s {' '.join(units)}")
        if code != 0:
            print(output[-5000:])
    write_report(results, file)
    return 0 if results and all(code == 0 for _, code, _, _ in results) else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), Path(sys.argv[2]), int(sys.argv[3])))
