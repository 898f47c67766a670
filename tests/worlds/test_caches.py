import random

import pytest

from rounds.worlds.references.caches import CORRECT, GROSS, ORDER, VALUES

KEYS = ["a", "b", "c", "d", "", 0, "0"]
BUGGY = [*GROSS.values(), *VALUES.values(), *ORDER.values()]


def drawn(rng: random.Random):
    calls = {
        "put": lambda key: (key, rng.choice([1, 2, None, 0])),
        "get": lambda key: (key, "none"),
        "has": lambda key: (key,),
        "drop": lambda key: (key,),
        "keys": lambda _: (),
    }
    names = rng.choices(list(calls), [4, 3, 1, 1, 1], k=rng.randrange(1, 15))
    return rng.choice([0, 1, 1, 2, 3]), [(name, calls[name](rng.choice(KEYS))) for name in names]


def answers(cache, capacity, script):
    """What a cache promises to say; what `put` returns and the order of the keys are not among it."""
    try:
        made = cache(capacity)
    except ValueError:
        return ["refused"]
    said = []
    for name, arguments in script:
        try:
            answer = getattr(made, name)(*arguments)
        except KeyError:
            answer = "KeyError"
        said.append(None if name == "put" else sorted(map(repr, answer)) if name == "keys" else answer)
    return said


def test_correct_caches_agree_in_what_is_promised_and_differ_beyond():
    rng = random.Random(2)
    for _ in range(2_000):
        capacity, script = drawn(rng)
        assert all(answers(c, capacity, script) == answers(CORRECT[0], capacity, script) for c in CORRECT[1:])
    full = [cache(2) for cache in CORRECT]
    assert len({repr([cache.put(key, key) for key in "abc"]) for cache in full}) == len(CORRECT)
    for cache in full:
        cache.get("b")
    assert len({repr(cache.keys()) for cache in full}) > 1


@pytest.mark.parametrize("cache", BUGGY)
def test_a_buggy_cache_shows_its_bug_in_some_script(cache):
    rng = random.Random(2)
    scripts = (drawn(rng) for _ in range(20_000))
    assert any(answers(cache, *script) != answers(CORRECT[0], *script) for script in scripts)
