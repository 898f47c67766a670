"""Seeds for hidden tests: the same in every run of a course, not to be guessed from its public files."""

import hashlib
import os
from pathlib import Path

SALT_FILE = ".rounds-salt"
SALT_VARIABLE = "ROUNDS_SALT"


def hidden_seeds(name: str, n: int) -> list[int]:
    """`n` different seeds below 2**32 for the hidden test called `name`, mixed with the course's private salt.

    Args:
        name: any label, usually the test cell's id; different labels give unrelated seeds.
        n: how many; asking for more later keeps the first ones.
    """
    salt = os.environ.get(SALT_VARIABLE, "")
    seeds: dict[int, None] = {}
    counter = 0
    while len(seeds) < n:
        digest = hashlib.sha256(f"{salt}\0{name}\0{counter}".encode()).digest()
        seeds[int.from_bytes(digest[:4], "big")] = None
        counter += 1
    return list(seeds)


def course_salt(root: Path) -> str:
    """The private salt of the course at `root`; empty where the course has none."""
    try:
        return (root / SALT_FILE).read_text(encoding="utf-8").strip()
    except OSError:
        return ""
