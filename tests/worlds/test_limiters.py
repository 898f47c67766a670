import random

import pytest

from rounds.worlds.references.limiters import CORRECT, GROSS, TIME, TOKENS, Arrival, Bucket, Replay

BUGGY = [*GROSS.values(), *TOKENS.values(), *TIME.values()]


def drawn(rng: random.Random, back: bool):
    settings = rng.choice([0.03125, 0.5, 0.75, 1, 2, 4]), rng.choice([1, 2, 3, 5]), rng.choice([0.0, -100.0, 1_000.0])
    waits = [0, 0, 0, 0.125, 0.25, 0.5, 0.875, 1, 2, 3, 100, *[-50] * back]  # all exact in binary
    return settings, [(rng.choice(waits), rng.choice([1, 1, 1, 1, 2, 3, 7, 0, -1])) for _ in range(rng.randint(1, 8))]


def answers(limiter, settings, steps):
    rate, capacity, now = settings
    clock = [now]
    bucket, said = limiter(rate, capacity, lambda: clock[0]), []
    for seconds, cost in steps:
        clock[0] += seconds
        try:
            said.append(bucket.allow(cost))
        except ValueError:
            said.append("refused")
    return said


def test_correct_limiters_agree_while_the_clock_goes_forward():
    rng = random.Random(2)
    for _ in range(2_000):
        script = drawn(rng, back=False)
        assert all(answers(limiter, *script) == answers(Bucket, *script) for limiter in CORRECT)


def test_after_a_jump_back_two_count_on_and_one_waits_for_the_clock():
    script = (1, 1, 1_000.0), [(0, 1), (-50, 1), (2, 1)]
    assert answers(Bucket, *script) == answers(Replay, *script) == [True, False, True]
    assert answers(Arrival, *script) == [True, False, False]


def test_correct_limiters_differ_in_how_often_they_read_the_clock():
    counts = []
    for limiter in CORRECT:
        reads = []
        bucket = limiter(1, 1, lambda reads=reads: reads.append(1) or 0.0)
        assert [bucket.allow(), bucket.allow()] == [True, False]
        counts.append(len(reads))
    assert len(set(counts)) > 1


@pytest.mark.parametrize("limiter", BUGGY)
def test_a_buggy_limiter_shows_its_bug_in_some_script(limiter):
    rng = random.Random(2)
    scripts = (drawn(rng, back=turn % 2 == 1) for turn in range(20_000))
    assert any(answers(limiter, *script) != answers(Bucket, *script) for script in scripts)
