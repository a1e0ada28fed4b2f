"""What is shipped is built so that an overflown buffer ends the process instead of being used (src/cmake/Hardening.cmake)."""

import platform
import re
import subprocess

import pytest
from support.gateway import BINARY


def tool(*command):
    return subprocess.run([*command, str(BINARY)], capture_output=True, text=True, timeout=120, check=True).stdout


@pytest.fixture(scope="module")
def symbols():
    return tool("nm", "--dynamic", "--undefined-only")


def test_it_is_loaded_anywhere():
    assert re.search(r"Type:\s+DYN \(Position-Independent Executable", tool("readelf", "--file-header"))


def test_the_tables_of_the_linker_are_read_only_before_main_begins():
    assert "GNU_RELRO" in tool("readelf", "--program-headers", "--wide")
    assert re.search(r"\(FLAGS\).*BIND_NOW", tool("readelf", "--dynamic", "--wide"))


def test_the_stack_cannot_be_executed():
    stack = next(line for line in tool("readelf", "--program-headers", "--wide").splitlines() if "GNU_STACK" in line)
    assert "RWE" not in stack


def test_overflown_stacks_and_buffers_are_found(symbols):
    assert "__stack_chk_fail" in symbols
    assert re.search(r"__(memcpy|memmove|memset|read|recv|snprintf|vsnprintf)_chk", symbols), symbols


def test_the_standard_library_checks_its_bounds(symbols):
    assert "__glibcxx_assert_fail" in symbols


@pytest.mark.skipif(platform.machine() != "x86_64", reason="the instructions looked for are those of x86-64")
def test_calls_and_stacks_are_guarded_by_the_processor():
    code = tool("objdump", "--disassemble", "--no-show-raw-insn", "--section=.text")
    assert code.count("endbr64") > 1000
    assert re.search(r"sub +\$0x1000,%rsp\n.*\n?.*or[lq] +\$0x0", code)  # large frames are probed page by page
