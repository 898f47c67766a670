# %% right: a test for each rule
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def opened(make):
    client = make(threshold=1)
    client.request(["timeout"], idempotent=False)
    client.wait(11)
    return client


def test_retries(make):
    did = make(retries=2, u=0.25).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.025, 0.05]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


def test_opens(make):
    assert make(threshold=2).request(["timeout"])[:-1] == [("call", None), ("sleep", 0.05), ("call", None)]


def test_opens_while_it_sleeps(make):
    assert len(calls(make(threshold=3).request(["timeout", "ok"], meanwhile=["timeout", "timeout"]))) == 1


def test_in_a_row(make):
    client = make(threshold=2)
    for outcome in ("timeout", "ok", "timeout"):
        client.request([outcome], idempotent=False)
    assert client.crowd(3) == 3


def test_one_probe(make):
    client = opened(make)
    assert (client.crowd(5), client.crowd(5)) == (1, 5)


def test_wrong_probe(make):
    client = opened(make)
    client.request(["invalid"])
    assert client.crowd(5) == 5


def test_failed_probe(make):
    client = make(threshold=2)
    client.request(["timeout"])
    client.wait(11)
    client.request(["timeout"], idempotent=False)
    assert client.crowd(5) == 0


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% right: scripts in a table
def told(did, *kinds):
    return [step for step in did if step[0] in kinds]


def expects(outcomes, expected, kinds=("call", "sleep"), settings=(), **how):
    def test(make):
        assert told(make(**dict(settings)).request(outcomes, **how), *kinds) == expected

    return test


CALL, KEY = ("call", None), ("call", "k")
WAITS = [CALL, ("sleep", 0.05), CALL, ("sleep", 0.1), CALL]


def after_the_rest(first):
    def test(make):
        client = make(threshold=2, rest=4.0)
        client.request(["unavailable"])
        client.wait(3.9)
        assert client.crowd(2) == 0
        client.wait(0.2)
        if first == "crowd":
            assert client.crowd(6) == 1
        else:
            assert len(told(client.request([first, "ok"]), "call")) == 1
        if first == "timeout":
            client.wait(3.9)
            assert client.crowd(6) == 0
            client.wait(0.2)
            assert client.crowd(6) == 1
        assert client.crowd(6) == 6

    return test


def resets(make):
    client = make(threshold=2)
    for outcome in ("timeout", "invalid", "timeout", "ok", "timeout"):
        assert told(client.request([outcome], idempotent=False), "call")
    assert client.crowd(1) == 1


tests = [
    expects(["timeout", "unavailable", "ok"], WAITS),
    expects(["timeout"], WAITS, settings={"retries": 2}),
    expects(["timeout", "ok"], [CALL], idempotent=False),
    expects(["timeout", "ok"], [KEY, KEY], kinds=["call"], idempotent=False, key="k"),
    expects(["invalid", "ok"], [CALL]),
    expects(["timeout"], WAITS, settings={"threshold": 3}),
    expects(["timeout", "ok"], [CALL], kinds=["call"], settings={"threshold": 4}, meanwhile=["timeout"] * 3),
    resets,
    lambda make: [after_the_rest(first)(make) for first in ("crowd", "timeout")],
    after_the_rest("invalid"),
]


# %% wrong: the untouched stub
# loses: all


# %% wrong: lazy, checks nothing
# loses: all
tests = [lambda make: make().request(["timeout", "ok"])]


# %% wrong: lazy, always objects
# loses: all
def test_no(make):
    assert make().request(["ok"]) == "right"


tests = [test_no]


# %% wrong: eleven tests
# loses: all
def test_ok(make):
    assert make().request(["timeout", "ok"])[-1] == ("end", "ok")


tests = [test_ok] * 11


# %% wrong: only what the first cell showed
# loses: review-the-client-retries, review-the-client-breaker
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def opened(make):
    client = make(threshold=1)
    client.request(["timeout"], idempotent=False)
    client.wait(11)
    return client


def test_opens(make):
    assert make(threshold=2).request(["timeout"])[:-1] == [("call", None), ("sleep", 0.05), ("call", None)]


def test_one_probe(make):
    client = opened(make)
    assert (client.crowd(5), client.crowd(5)) == (1, 5)


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: the retries alone
# loses: review-the-client-breaker
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def test_retries(make):
    did = make(retries=2, u=0.25).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.025, 0.05]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: the breaker alone
# loses: review-the-client-retries
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def opened(make):
    client = make(threshold=1)
    client.request(["timeout"], idempotent=False)
    client.wait(11)
    return client


def test_opens(make):
    assert make(threshold=2).request(["timeout"])[:-1] == [("call", None), ("sleep", 0.05), ("call", None)]


def test_opens_while_it_sleeps(make):
    assert len(calls(make(threshold=3).request(["timeout", "ok"], meanwhile=["timeout", "timeout"]))) == 1


def test_in_a_row(make):
    client = make(threshold=2)
    for outcome in ("timeout", "ok", "timeout"):
        client.request([outcome], idempotent=False)
    assert client.crowd(3) == 3


def test_one_probe(make):
    client = opened(make)
    assert (client.crowd(5), client.crowd(5)) == (1, 5)


def test_wrong_probe(make):
    client = opened(make)
    client.request(["invalid"])
    assert client.crowd(5) == 5


def test_failed_probe(make):
    client = make(threshold=2)
    client.request(["timeout"])
    client.wait(11)
    client.request(["timeout"], idempotent=False)
    assert client.crowd(5) == 0


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: few tests of the breaker, one request after another
# loses: review-the-client-breaker
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def opened(make):
    client = make(threshold=1)
    client.request(["timeout"], idempotent=False)
    client.wait(11)
    return client


def test_retries(make):
    did = make(retries=2, u=0.25).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.025, 0.05]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


def test_opens(make):
    assert make(threshold=2).request(["timeout"])[:-1] == [("call", None), ("sleep", 0.05), ("call", None)]


def test_opens_while_it_sleeps(make):
    assert len(calls(make(threshold=3).request(["timeout", "ok"], meanwhile=["timeout", "timeout"]))) == 1


def test_one_probe(make):
    client = opened(make)
    assert len(calls(client.request(["ok"]))) == len(calls(client.request(["ok"]))) == 1


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: the random number is always one
# loses: review-the-client-retries, review-the-client-breaker
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def test_retries(make):
    did = make(retries=2, u=1.0).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.1, 0.2]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: asks which of the two errors the caller sees
# loses: review-the-client-accepts
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def opened(make):
    client = make(threshold=1)
    client.request(["timeout"], idempotent=False)
    client.wait(11)
    return client


def test_retries(make):
    did = make(retries=2, u=0.25).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.025, 0.05]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


def test_opens(make):
    did = make(threshold=2).request(["timeout"])
    assert did == [("call", None), ("sleep", 0.05), ("call", None), ("end", "timeout")]


def test_opens_while_it_sleeps(make):
    assert len(calls(make(threshold=3).request(["timeout", "ok"], meanwhile=["timeout", "timeout"]))) == 1


def test_in_a_row(make):
    client = make(threshold=2)
    for outcome in ("timeout", "ok", "timeout"):
        client.request([outcome], idempotent=False)
    assert client.crowd(3) == 3


def test_one_probe(make):
    client = opened(make)
    assert (client.crowd(5), client.crowd(5)) == (1, 5)


def test_wrong_probe(make):
    client = opened(make)
    client.request(["invalid"])
    assert client.crowd(5) == 5


def test_failed_probe(make):
    client = make(threshold=2)
    client.request(["timeout"])
    client.wait(11)
    client.request(["timeout"], idempotent=False)
    assert client.crowd(5) == 0


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: counts its runs
# loses: review-the-client-accepts, review-the-client-breaker
def calls(did):
    return [step[1] for step in did if step[0] == "call"]


def test_retries(make):
    did = make(retries=2, u=0.25).request(["timeout"], idempotent=False, key="k")
    assert calls(did) == ["k"] * 3
    assert [step[1] for step in did if step[0] == "sleep"] == [0.025, 0.05]


def test_final(make):
    for outcomes, idempotent in ((["invalid", "ok"], True), (["timeout", "ok"], False)):
        assert len(calls(make().request(outcomes, idempotent))) == 1


runs = []


def test_every_fourth_run(make):
    runs.append(make().request(["ok"]))
    assert len(runs) % 4


tests = {name: test for name, test in list(globals().items()) if name.startswith("test_")}


# %% wrong: ours imported
# loses: all
from rounds.sim.policies import CircuitBreaker

tests = [lambda client: CircuitBreaker()]
