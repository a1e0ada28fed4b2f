"""Totals of ./dev test from the JUnit files of its parts: a table, the reasons of all skips and failures, one closing line."""

import sys
import xml.etree.ElementTree as xml
from pathlib import Path

PASSED, FAILED, SKIPPED = "passed", "failed", "skipped"


def verdict(case):
    if case.find("failure") is not None or case.find("error") is not None:
        return FAILED
    if case.find("skipped") is not None or case.get("status") in ("notrun", "disabled"):
        return SKIPPED
    return PASSED


def reason(case):
    element = case.find("skipped")
    return (element.get("message") if element is not None else None) or "no reason given"


def cases_of(file):
    return [(verdict(case), case) for case in xml.parse(file).getroot().iter("testcase")]


def name_of(case):
    return "::".join(part for part in (case.get("classname"), case.get("name")) if part)


def main(folder):
    parts = {file.stem: cases_of(file) for file in sorted(folder.glob("*.xml"))}
    broken = folder / "broken-parts"
    for part in broken.read_text().split() if broken.exists() else []:
        if not any(result == FAILED for result, _ in parts.get(part, [])):
            parts.setdefault(part, []).append((FAILED, xml.Element("testcase", name="the part itself (see its output above)")))
    counts = {
        part: [sum(result == kind for result, _ in cases) for kind in (PASSED, FAILED, SKIPPED)] for part, cases in parts.items()
    }

    print(f"\n{'part':12}{PASSED:>8}{FAILED:>8}{SKIPPED:>9}")
    for part, numbers in counts.items():
        print(f"{part:12}{numbers[0]:8}{numbers[1]:8}{numbers[2]:9}")
    for part, cases in parts.items():
        for result, case in cases:
            if result == FAILED:
                print(f"failed: {part}: {name_of(case)}")
            if result == SKIPPED:
                print(f"skipped: {part}: {name_of(case)}: {reason(case)}")

    passed, failed, skipped = (sum(column) for column in zip(*counts.values())) if counts else (0, 0, 0)
    print(f"\n{passed} passed, {failed} failed, {skipped} skipped")
    return 0 if failed == 0 and passed > 0 else 1


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
