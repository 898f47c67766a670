"""The examples of docs/authoring-kinds.md run, and their lazy answers fail with the messages printed there."""

import os
import re
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

PAGE = Path(__file__).parents[3] / "docs" / "authoring-kinds.md"
KINDS = {"ORACLE", "TEST", "FIND", "ASK", "EST", "OPT"}


@dataclass
class Example:
    section: str
    answer: str = ""
    hidden: str = ""
    lazy: list[tuple[str, str]] = field(default_factory=list)


def _examples(page: str) -> list[Example]:
    found: list[Example] = []
    for part in re.split(r"^(?=##+ )", page, flags=re.MULTILINE):
        heading = part.partition("\n")[0].lstrip("# ")
        example = Example(heading)
        for info, code in re.findall(r"^```(\w+ ?\w*)\n(.*?)^```$", part, flags=re.MULTILINE | re.DOTALL):
            if info == "python answer":
                example.answer = code
            elif info == "python hidden":
                example.hidden = code
            elif info == "python lazy":
                example.lazy.append((code, ""))
            elif info == "text":
                example.lazy[-1] = (example.lazy[-1][0], code.rstrip("\n"))
        if example.hidden:
            found.append(example)
    return found


EXAMPLES = _examples(PAGE.read_text(encoding="utf-8"))
LAZY = [
    pytest.param(example, answer, message, id=f"{example.section}-{i}")
    for example in EXAMPLES
    for i, (answer, message) in enumerate(example.lazy, 1)
]


@pytest.fixture(autouse=True)
def _course_without_salt(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ROUNDS_SALT", raising=False)


def test_every_kind_has_an_example_with_an_answer_and_lazy_ones_that_fail() -> None:
    sections = {example.section for example in EXAMPLES if example.answer and len(example.lazy) >= 2}
    assert sections >= KINDS


@pytest.mark.parametrize("example", EXAMPLES, ids=lambda example: example.section)
def test_the_answer_passes(example: Example, grade: Callable[[str, str], Any]) -> None:
    grade(example.answer, example.hidden)


@pytest.mark.parametrize(("example", "answer", "message"), LAZY)
def test_the_lazy_answer_fails_with_the_message_on_the_page(
    example: Example, answer: str, message: str, grade: Callable[[str, str], Any]
) -> None:
    with pytest.raises(AssertionError) as failure:
        grade(f"{example.answer}\n{answer}", example.hidden)
    assert str(failure.value) == message


_MESSAGES = """
import importlib.util, sys
from rounds.grading.kinds.written import written_in
def load(path):
    spec = importlib.util.spec_from_file_location(path.rpartition("/")[2][:-3], path)
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module
for example in load(sys.argv[1]).EXAMPLES:
    for answer, _ in example.lazy:
        namespace = {"__name__": "kernel"}
        written_in([f"{example.answer}\\n{answer}"])
        try:
            exec(f"{example.answer}\\n{answer}\\n{example.hidden}", namespace)
        except AssertionError as error:
            print(error)
"""


def test_messages_are_the_same_for_every_hash_seed() -> None:
    environment = {key: value for key, value in os.environ.items() if key != "ROUNDS_SALT"}
    printed = [
        subprocess.run(
            [sys.executable, "-c", _MESSAGES, __file__],
            env=environment | {"PYTHONHASHSEED": seed},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in ("0", "1")
    ]
    assert printed[0] == printed[1]
    assert "returned" in printed[0]
