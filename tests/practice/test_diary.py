"""The diary keeps what was done, whoever else writes into it and whatever was cut off."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from rounds.files import FileError
from rounds.practice.diary import DIARY, Check, Hint, SelfScore, note_checks, note_hint, note_self_score, read

NOON = datetime(2026, 12, 1, 12, tzinfo=UTC)


def test_what_is_noted_is_read_back_by_time(tmp_path: Path) -> None:
    note_hint(tmp_path, "backoff", 1, at=NOON + timedelta(minutes=1))
    note_checks(tmp_path, "failure-modes", [("backoff", 4, 8)], at=NOON)
    note_checks(tmp_path, "failure-modes", [("backoff", 8, 8), ("hedging", 0, 8)], at=NOON + timedelta(hours=1))
    note_self_score(tmp_path, "your-pitch", 1.5, 2, at=NOON + timedelta(hours=2))
    assert read(tmp_path) == (
        Check(NOON, "failure-modes", "backoff", 4, 8),
        Hint(NOON + timedelta(minutes=1), "backoff", 1),
        Check(NOON + timedelta(hours=1), "failure-modes", "backoff", 8, 8, whole=True),
        Check(NOON + timedelta(hours=1), "failure-modes", "hedging", 0, 8, whole=True),
        SelfScore(NOON + timedelta(hours=2), "your-pitch", 1.5, 2),
    )


def test_without_a_moment_it_is_now(tmp_path: Path) -> None:
    note_hint(tmp_path, "backoff", 1)
    (hint,) = read(tmp_path)
    assert abs(datetime.now(UTC) - hint.at) < timedelta(minutes=1)


def test_no_diary_is_an_empty_one(tmp_path: Path) -> None:
    assert read(tmp_path) == ()


def test_git_ignores_the_diary_without_being_told(tmp_path: Path) -> None:
    note_hint(tmp_path, "backoff", 1)
    assert (tmp_path / ".rounds" / ".gitignore").read_text() == "*\n"


@pytest.mark.parametrize(
    "line",
    [
        "",
        "not JSON",
        "[]",
        "[" * 100_000,
        '{"at": "2026-12-01T12:00:00+00:00"}',
        '{"at": "tomorrow", "did": "hint", "exercise": "backoff", "tier": 1}',
        '{"at": "2026-12-01T12:00:00+00:00", "did": "hint", "exercise": "backoff", "tier": null}',
        '{"at": "2026-12-01T12:00:00+00:00", "did": "sneeze", "exercise": "backoff", "points": 1, "possible": 1}',
        '{"at": "2026-12-01T12:00:00+00:00", "did": "self-score", "exercise": "b", "points": 9, "possible": 8}',
        '{"at": "2026-12-01T12:00:00+00:00", "did": "self-score", "exercise": "b", "points": NaN, "possible": 8}',
        '{"at": "2026-12-01T12:00:00Z", "did": "self-score", "exercise": "b", "points": 1, "possible": Infinity}',
    ],
)
def test_a_foreign_line_is_passed_over(tmp_path: Path, line: str) -> None:
    note_hint(tmp_path, "backoff", 1, at=NOON)
    with (tmp_path / DIARY).open("a") as diary:
        diary.write(f"{line}\n")
    note_hint(tmp_path, "backoff", 2, at=NOON)
    assert [hint.tier for hint in read(tmp_path)] == [1, 2]


def test_what_follows_a_line_that_was_cut_off_is_kept(tmp_path: Path) -> None:
    note_hint(tmp_path, "backoff", 1, at=NOON)
    path = tmp_path / DIARY
    path.write_bytes(path.read_bytes() + b'{"at": "2026-12-01T12:0\xff')
    note_hint(tmp_path, "backoff", 2, at=NOON)
    assert [hint.tier for hint in read(tmp_path)] == [1, 2]


WRITER = """
import sys
from pathlib import Path
from rounds.practice.diary import note_checks
for tier in range(200):
    note_checks(Path(sys.argv[1]), "n" * 300, [(sys.argv[2], 0, tier), (sys.argv[2], 0, tier)])
"""


def test_two_notebooks_at_once_lose_and_mix_nothing(tmp_path: Path) -> None:
    names = ("one", "two")
    writers = [subprocess.Popen([sys.executable, "-c", WRITER, str(tmp_path), name]) for name in names]
    assert [writer.wait(60) for writer in writers] == [0, 0]
    every = [entry for entry in read(tmp_path) if isinstance(entry, Check)]
    for name in names:
        found = [entry.possible for entry in every if entry.exercise == name]
        assert found == [tier for tier in range(200) for _ in "ab"]


def test_a_diary_that_cannot_be_written_or_read_is_a_sentence(tmp_path: Path) -> None:
    (tmp_path / DIARY).mkdir(parents=True)
    with pytest.raises(FileError, match=r"diary\.jsonl"):
        note_hint(tmp_path, "backoff", 1)
    with pytest.raises(FileError, match=r"diary\.jsonl"):
        read(tmp_path)
