"""Whether code says the same in every process, whatever seed Python mixes into the hashes of strings."""

import os
import subprocess
import sys


def printed_alike(code: str, hash_seeds: tuple[str, ...] = ("0", "4242")) -> str:
    """What a Python of its own prints under each hash seed, with this process's path: one and the same text."""
    path = ":".join(each for each in sys.path if each)
    printed = {
        subprocess.run(
            [sys.executable, "-c", code],
            env={**os.environ, "PYTHONHASHSEED": seed, "PYTHONPATH": path},
            capture_output=True,
            text=True,
            check=True,
        ).stdout
        for seed in hash_seeds
    }
    assert len(printed) == 1, f"what is printed depends on the hash seed: {sorted(printed)}"
    (text,) = printed
    assert text.strip(), "nothing was printed"
    return text
