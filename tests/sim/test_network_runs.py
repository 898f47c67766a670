"""The network in use: clients and their histories, the same run in every process, and what makes no sense."""

import json
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from hashes import printed_alike
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sim.nodes import Sink, fates, pair, source

from rounds.sim.draws import uniforms
from rounds.sim.histories import Counter, History, Operation, linearizable
from rounds.sim.network import (
    Crash,
    Cut,
    Exponential,
    Link,
    Message,
    Network,
    NetworkError,
    Node,
    Partition,
    Request,
)
from rounds.sim.network.luck import Dice, Luck


class Counting(Node):
    """A counter on one node; refuses negative numbers and never answers to 13."""

    def on_start(self) -> None:
        self.total = 0

    def on_message(self, message: Message) -> None:
        body = message.body
        if body["type"] == "read":
            self.reply(message, {"type": "read_ok", "value": self.total})
        elif body["delta"] < 0:
            self.reply(message, {"type": "error", "code": 11})
        elif body["delta"] != 13:
            self.total += body["delta"]
            self.reply(message, {"type": "add_ok"} if body["delta"] != 5 else {"type": "error", "code": 0})


def add(at: float, delta: int) -> Request:
    return Request(at, "n1", {"type": "add", "delta": delta})


def read(at: float, dest: str = "n1") -> Request:
    return Request(at, dest, {"type": "read"})


def test_clients_record_what_they_did_and_saw() -> None:
    network = Network({"n1": Counting}, client_link=Link(0.25))
    network.client("c1", [add(1, 2), add(1.1, -1), add(2, 13), read(2.5), add(9, 5), add(20, 1)], timeout=2)
    network.client("c2", [read(8)])
    network.run(20.1)
    rows = [(o.process, o.kind, o.argument, o.result, o.outcome, o.node) for o in network.history]
    assert rows == [
        (0, "add", 2, None, "ok", "n1"),
        (0, "add", -1, None, "fail", "n1"),
        (0, "add", 13, None, "info", "n1"),
        (2, "read", None, 2, "ok", "n1"),
        (1, "read", None, 2, "ok", "n1"),
        (2, "add", 5, None, "info", "n1"),
        (3, "add", 1, None, "info", "n1"),
    ]
    times = [(o.invoked, o.completed) for o in network.history]
    assert times[0] == (1.0, 1.5)
    assert times[1] == (pytest.approx(1.5), pytest.approx(2.0))  # asked for at 1.1, but one after the other
    assert times[3] == (pytest.approx(4.0), pytest.approx(4.5))
    assert linearizable(network.history, Counter())
    assert network.client_traffic.count("sent", "add") == 5
    assert network.traffic.count() == 0


def test_a_read_without_an_answer_failed_and_its_client_stays_who_it_is() -> None:
    network = Network({"n1": Counting}, client_link=Link(0.1), faults=[Partition(0, 5, (("n1",), ("c1",)))])
    network.client("c1", [read(1), read(6)], timeout=2)
    network.run(9)
    assert [(o.process, o.outcome, o.completed) for o in network.history] == [
        (0, "fail", 3.0),
        (0, "ok", pytest.approx(6.2)),
    ]


def test_bodies_become_arguments_and_results() -> None:
    class Any3(Node):
        def on_message(self, message: Message) -> None:
            answers: dict[str, dict[str, Any]] = {"cas": {}, "generate": {"id": 9}, "poll": {"a": 1, "b": [2]}}
            self.reply(message, {"type": "ok", **answers[message.body["type"]]})

    network = Network({"n1": Any3})
    bodies = [{"type": "cas", "from": 1, "to": 2}, {"type": "generate"}, {"type": "poll", "key": "x"}]
    network.client("c1", [Request(n, "n1", body) for n, body in enumerate(bodies)])
    network.run(9)
    assert [(o.argument, o.result) for o in network.history] == [((1, 2), None), (None, 9), ("x", (1, [2]))]


def test_a_late_or_second_answer_is_not_taken_for_the_next_one() -> None:
    network = Network({"n1": Counting}, client_link=Link(lambda u: 0.4 + u, duplicate=1.0), seed=2)
    network.client("c1", [add(1, 1), *(read(1) for _ in range(30))], timeout=1.5)
    network.run(99)
    assert len(network.history) == 31
    assert all(o.completed is not None and o.completed - o.invoked <= 1.5 for o in network.history if o.outcome == "ok")
    assert {o.outcome for o in network.history if o.kind == "read"} == {"ok", "fail"}


def test_luck_depends_on_the_link_and_its_number_and_on_nothing_else() -> None:
    times = [n * 0.1 for n in range(1, 50)]
    link = Link(Exponential(1.0), loss=0.1)
    alone = pair(times, link, seed=7)
    nodes = {"z": source(*times, dest="a"), "a": source(*times), "b": Sink, "c": source(*times, dest="b")}
    crowd = Network(nodes, link, seed=7)
    crowd.run(1000)
    sent = {n: at for at, n in alone.nodes["b"].got}
    crowded = crowd.nodes["b"].got
    assert all((at, n) in crowded for n, at in sent.items())
    assert pair(times, link, seed=8).nodes["b"].got != alone.nodes["b"].got


def test_single_numbers_are_those_of_draws_for_the_same_address() -> None:
    dice = Dice(42)  # no names: the key is that of purpose and nothing else
    numbers = [dice.roll(Luck.DELAY, n) for n in range(20_000)]
    assert abs(np.mean(numbers) - 0.5) < 4 / (12 * 20_000) ** 0.5
    assert abs(np.corrcoef(numbers[:-1], numbers[1:])[0, 1]) < 4 / 20_000**0.5
    others = [Dice(42, "a", "b").roll(Luck.DELAY, n) for n in range(20_000)]
    assert abs(np.corrcoef(numbers, others)[0, 1]) < 4 / 20_000**0.5
    assert len({*numbers, *others, *uniforms(42, 1, 0, 0, 20_000).tolist()}) == 60_000
    assert Dice(42, "a", "b").roll(Luck.LOSS, 0) != Dice(42, "b", "a").roll(Luck.LOSS, 0)


class Gossip(Node):
    """Spreads rumours, answers, remembers on disk: something of everything."""

    def on_start(self) -> None:
        self.heard: list[int] = list(self.disk.get("heard", []))
        self.set_timer("tell", 0.3 + self.u)

    def on_message(self, message: Message) -> None:
        body = message.body
        if body["type"] == "broadcast":
            self.learn([body["message"]])
        elif body["type"] == "tell":
            self.learn(body["heard"])
        if "msg_id" in body:
            self.reply(message, {"type": "ok", "heard": sorted(self.heard)})

    def learn(self, rumours: list[int]) -> None:
        self.heard += [each for each in rumours if each not in self.heard]
        self.disk["heard"] = self.heard

    def on_timer(self, name: str) -> None:
        self.set_timer(name, 0.3 + self.u)
        peer = self.peers[int(self.u * len(self.peers))]
        self.rpc(
            peer, {"type": "tell", "heard": self.heard}, lambda answer: answer and self.learn(answer.body["heard"]), 0.5
        )


def rumours(seed: int, faults: Any = (), link: Link | None = None) -> Network:
    link = link or Link(Exponential(0.05), loss=0.1, duplicate=0.05)
    network = Network({f"n{n}": Gossip for n in range(1, 6)}, link, client_link=Link(0.01), faults=faults, seed=seed)
    for n in range(1, 4):
        requests = [Request(k * 1.0, f"n{n}", {"type": "broadcast", "message": 100 * n + k}) for k in range(10)]
        network.client(f"c{n}", requests)
    network.run(40)
    return network


FAULTS = (Partition(3, 9, (("n1", "n2"), ("n3", "n4", "n5"))), Crash(4, 7, "n2"), Cut(12, 13, ("n1",), ("n5",)))


def test_gossip_reaches_everybody_once_the_partition_heals_and_the_disk_remembers() -> None:
    network = rumours(1, FAULTS)
    known = {o.argument for o in network.history if o.outcome == "ok"}
    assert len(known) >= 25
    for node in network.nodes.values():
        assert known <= set(node.heard)
    assert fates(network)["cut"] > 0
    assert fates(network)["down"] > 0


def digest(network: Network) -> Any:
    history = [(o.process, o.kind, o.argument, str(o.result), round(o.invoked, 9), o.outcome) for o in network.history]
    return [network.traffic.as_json(), network.client_traffic.as_json(), history]


def test_the_same_seed_gives_the_same_run_in_every_process() -> None:
    code = "import json; from sim.test_network_runs import *; print(json.dumps(digest(rumours(4, FAULTS))))"
    printed = printed_alike(code, ("0", "99"))
    rumours(5)
    here = digest(rumours(4, FAULTS))
    assert json.loads(printed) == json.loads(json.dumps(here))
    assert digest(rumours(6, FAULTS)) != here


times = st.integers(0, 30).map(float)


@st.composite
def troubles(draw: st.DrawFn) -> list[Any]:
    found: list[Any] = []
    for _ in range(draw(st.integers(0, 3))):
        at, length = draw(times), draw(st.integers(1, 10))
        place = draw(st.integers(1, 4))
        names = [f"n{n}" for n in range(1, 6)]
        one, other = tuple(names[:place]), tuple(names[place:])
        found.append(
            draw(st.sampled_from([Partition(at, at + length, (one, other)), Cut(at, at + length, one, other)]))
        )
    if draw(st.booleans()):
        found.append(Crash(draw(times), 31.5, "n3"))
    return found


@settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], derandomize=True, max_examples=25)
@given(st.integers(0, 2**40), troubles(), st.sampled_from([0.0, 0.3]), st.sampled_from([0.0, 0.2]))
def test_every_copy_has_one_fate_whatever_goes_wrong(seed: int, faults: list[Any], loss: float, twice: float) -> None:
    network = rumours(seed, faults, Link(Exponential(0.05), loss=loss, duplicate=twice))
    for traffic in (network.traffic, network.client_traffic):
        for kind, count in traffic.as_json().items():
            ended = count["delivered"] + count["lost"] + count["cut"] + count["down"]
            under_way = count["sent"] + count["duplicated"] - ended
            assert 0 <= under_way <= 10, kind
    assert isinstance(network.history, History)
    assert all(isinstance(each, Operation) for each in network.history)
    assert len(network.history) == 30


def talk(body: Any) -> Callable[[], Any]:
    class Talker(Node):
        def on_start(self) -> None:
            self.send("n1", body)

    return lambda: Network({"n1": Talker}).run(1)


class Endless(Node):
    def on_start(self) -> None:
        self.send("n1", {"type": "again"})

    def on_message(self, message: Message) -> None:
        self.send("n1", {"type": "again"})


class Forger(Node):
    def step(self, event: Any) -> Any:
        return [("timer", "x", float("nan"))]


class Mute(Node):
    def step(self, event: Any) -> Any:
        return None


class Lost(Node):
    def on_start(self) -> None:
        self.send("n9", {"type": "x"})


TWO = {"n1": Sink, "n2": Sink}


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (talk("hello"), 'n1 sent a body without a type: give a dict such as {"type": "read"}.'),
        (talk({"value": 1}), "n1 sent a body without a type"),
        (talk({"type": "x", "of": {1, 2}}), "a message from n1 holds an object of type set: give a sorted list."),
        (talk({"type": "x", "of": object()}), "holds an object of type object: give None, bool, int,"),
        (talk({"type": "x", "of": np.int64(1)}), "holds an object of type int64: give None, bool, int,"),
        (lambda: Network({"n1": Lost}).run(1), "n1 sent a message to 'n9', which is not there."),
        (lambda: Network({"n1": Endless}).run(1, most_events=50), "too many messages and timers by 0.000 s"),
        (
            lambda: Network({"n1": Forger}).run(1),
            "n1 wants ('timer', 'x', nan): names are texts, delays seconds from 0.",
        ),
        (lambda: Network({"n1": Mute}).run(1), "step of n1 gave NoneType: it must give a list of effects."),
        (lambda: Network(TWO, links={("n1", "n7"): Link()}), "links names 'n7', which is not there: there are n1, n2."),
        (lambda: Network(TWO, skew={"n7": 1}), "skew names 'n7', which is not there"),
        (lambda: Network(TWO, faults=[Crash(1, 2, "n7")]), "a crash names 'n7', which is not there"),
        (lambda: Network(TWO, faults=[Partition(1, 2, (("n7",),))]).run(1), "a fault names 'n7', which is not there"),
        (lambda: Network(TWO, faults=[Crash(1, 5, "n1"), Crash(3, 8, "n1")]), "n1 crashes at 3 s and is down already"),
        (lambda: Network(TWO).client("n1", []), "there is a 'n1' already: give each client a name of its own."),
        (lambda: Network(TWO).client("c", [], timeout=0), "timeout is 0: give seconds above 0."),
        (lambda: [network := Network(TWO), network.run(5), network.run(4)], "until is 4, and it is 5 already"),
        (lambda: Link(-1), "delay is -1: give seconds, 0 or more, or a function."),
        (lambda: Link(loss=1.5), "loss is 1.5: give 0 to 1."),
        (lambda: Link(duplicate=-0.5), "duplicate is -0.5: give 0 to 1."),
        (lambda: Exponential(float("nan")), "mean is nan: give seconds, 0 or more."),
        (lambda: Exponential(1, -1), "least is -1: give seconds, 0 or more."),
        (
            lambda: pair([1], Link(lambda u: -1.0)),
            "a link's delay function gave -1.0: it must give seconds, 0 or more.",
        ),
        (lambda: Partition(5, 5, ()), "a partition from 5 until 5: it begins at 0 or later and ends after that."),
        (lambda: Partition(1, 2, (("a",), ("a", "b"))), "a partition has one node in two groups: name each node once."),
        (lambda: Cut(-1, 5, (), ()), "a cut from -1 until 5"),
        (lambda: Crash(5, 4, "a"), "a crash from 5 until 4"),
    ],
)
def test_what_makes_no_sense_is_refused_with_a_sentence(make: Callable[[], Any], words: str) -> None:
    with pytest.raises(NetworkError) as error:
        make()
    assert words in str(error.value)


def test_an_error_in_a_handler_reaches_who_runs_the_network() -> None:
    class Broken(Node):
        def on_start(self) -> None:
            raise ZeroDivisionError("mine")

    with pytest.raises(ZeroDivisionError, match="mine"):
        Network({"n1": Broken}).run(1)


def test_a_node_may_be_anything_with_a_step() -> None:
    """As a judge's stand-in for a node in another process is: plain data in, plain data out."""

    class Far:
        def step(self, event: Any) -> list[Any]:
            kind, now, u, data = event
            assert json.loads(json.dumps([kind, now, u, data]))
            return [["send", "b", {"type": "number", "n": 1}]] if kind == "start" else []

    network = Network({"a": Far, "b": Sink}, Link(1.0))
    network.run(3)
    assert network.nodes["b"].got == [(1.0, 1)]
