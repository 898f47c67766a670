"""The network: delays, loss, copies, partitions, crashes, clients, and the same run in every process."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterable
from typing import Any

import numpy as np
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

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

FATES = ("sent", "duplicated", "delivered", "lost", "cut", "down")


class Sink(Node):
    """Keeps what reaches it, with the time."""

    def on_start(self) -> None:
        self.got: list[tuple[float, Any]] = []

    def on_message(self, message: Message) -> None:
        self.got.append((self.now, message.body.get("n")))


def source(*times: float, dest: str = "b") -> type[Node]:
    """A node that sends n = 0, 1, 2 and so on at these times."""

    class Source(Sink):
        def on_start(self) -> None:
            super().on_start()
            for n, time in enumerate(times):
                self.set_timer(str(n), time - self.now)

        def on_timer(self, name: str) -> None:
            self.send(dest, {"type": "number", "n": int(name)})

    return Source


def pair(times: Iterable[float], link: Link, until: float = 1000.0, **settings: Any) -> Network:
    network = Network({"a": source(*times), "b": Sink}, link, **settings)
    network.run(until)
    return network


def fates(network: Network) -> dict[str, int]:
    return {fate: network.traffic.count(fate) for fate in FATES}  # type: ignore[arg-type]


def test_a_constant_delay_brings_every_message_in_order_that_much_later() -> None:
    network = pair([1, 2, 3], Link(0.25))
    assert network.nodes["b"].got == [(1.25, 0), (2.25, 1), (3.25, 2)]
    assert fates(network) == {"sent": 3, "duplicated": 0, "delivered": 3, "lost": 0, "cut": 0, "down": 0}


def test_a_random_delay_has_its_mean_and_lets_messages_overtake_each_other() -> None:
    times = [n * 0.01 for n in range(1, 4001)]
    network = pair(times, Link(Exponential(0.5, least=0.1)), seed=3)
    delays = [at - times[n] for at, n in network.nodes["b"].got]
    assert min(delays) >= 0.1
    assert abs(np.mean(delays) - 0.6) < 4 * 0.5 / 4000**0.5
    order = [n for _, n in network.nodes["b"].got]
    assert order != sorted(order)
    assert sorted(order) == list(range(4000))


def test_a_delay_may_be_a_function_of_a_uniform_number() -> None:
    network = pair([1.0] * 200, Link(lambda u: 5.0 if u < 0.5 else 1.0))
    assert {at for at, _ in network.nodes["b"].got} == {2.0, 6.0}


def test_loss_and_duplication_come_as_often_as_they_say() -> None:
    network = pair([n * 0.01 for n in range(4000)], Link(0.001, loss=0.2, duplicate=0.1), seed=5)
    seen = fates(network)
    assert abs(seen["lost"] / 4000 - 0.2) < 4 * (0.2 * 0.8 / 4000) ** 0.5
    assert abs(seen["duplicated"] / (4000 - seen["lost"]) - 0.1) < 4 * (0.1 * 0.9 / 3200) ** 0.5
    numbers = [n for _, n in network.nodes["b"].got]
    assert len(numbers) == len(set(numbers)) + seen["duplicated"]
    assert pair([1.0], Link(loss=1.0)).nodes["b"].got == []
    assert len(pair([1.0], Link(duplicate=1.0)).nodes["b"].got) == 2


def test_one_link_may_be_unlike_the_others_and_one_way() -> None:
    nodes = {"a": source(1, dest="b"), "b": source(1, dest="a")}
    network = Network(nodes, Link(0.1), links={("a", "b"): Link(0.7)})
    network.run(5)
    assert network.nodes["b"].got == [(1.7, 0)]
    assert network.nodes["a"].got == [(1.1, 0)]


def test_a_message_to_oneself_comes_at_once_always_and_is_not_counted() -> None:
    network = Network({"a": source(1, dest="a")}, Link(9.0, loss=1.0))
    network.run(5)
    assert network.nodes["a"].got == [(1.0, 0)]
    assert network.traffic.as_json() == {}


def test_a_partition_cuts_both_ways_while_it_lasts_and_a_message_on_its_way_too() -> None:
    split = Partition(10, 20, (("a",), ("b", "c")))
    nodes = {"a": source(1, 9.5, 12, 19.5, 21), "b": source(2, 12, 22, dest="a"), "c": source(12, dest="b")}
    network = Network(nodes, Link(1.0), faults=[split])
    network.run(50)
    assert network.nodes["b"].got == [(2.0, 0), (13.0, 0), (22.0, 4)]  # from c in between
    assert network.nodes["a"].got == [(3.0, 0), (23.0, 2)]
    assert fates(network)["cut"] == 4


def test_who_is_in_no_group_reaches_everybody() -> None:
    nodes = {"a": source(12), "b": Sink, "c": source(12)}
    network = Network(nodes, Link(0.5), faults=[Partition(10, 20, (("a",), ("b",)))])
    network.run(50)
    assert network.nodes["b"].got == [(12.5, 0)]


def test_a_cut_goes_one_way() -> None:
    nodes = {"a": source(1, dest="b"), "b": source(1, dest="a")}
    network = Network(nodes, faults=[Cut(0, 5, ("a",), ("b",))])
    network.run(9)
    assert network.nodes["b"].got == []
    assert network.nodes["a"].got == [(1.0, 0)]


class Diarist(Node):
    """Writes to memory and to disk, and ticks."""

    starts: list[tuple[float, list[int]]]

    def on_start(self) -> None:
        self.memory: list[int] = []
        self.disk.setdefault("starts", [])
        self.disk["starts"] = [*self.disk["starts"], self.now]
        self.set_timer("tick", 1.0)

    def on_timer(self, name: str) -> None:
        self.memory.append(1)
        self.disk["ticks"] = self.disk.get("ticks", 0) + 1
        self.set_timer("tick", 1.0)


def test_a_crash_loses_memory_and_timers_and_the_restart_brings_the_disk_back() -> None:
    network = Network({"a": Diarist}, faults=[Crash(3.5, 6.25, "a")])
    network.run(5)
    assert network.nodes == {"a": None}
    network.run(9)
    node = network.nodes["a"]
    assert len(node.memory) == 2  # at 7.25 and 8.25
    assert dict(node.disk) == {"starts": [0.0, 6.25], "ticks": 5}


def test_what_is_sent_to_a_node_that_is_down_is_lost() -> None:
    network = Network({"a": source(1, 4, 5.9, 8), "b": Sink}, Link(0.2), faults=[Crash(3, 6, "b")])
    network.run(10)
    assert network.nodes["b"].got == [(pytest.approx(6.1), 2), (8.2, 3)]
    assert fates(network)["down"] == 1


def test_an_answer_to_a_question_before_the_crash_is_not_taken_for_one_after_it() -> None:
    told: list[Any] = []

    class Asker(Node):
        def on_start(self) -> None:
            self.set_timer("ask", 1)

        def on_timer(self, name: str) -> None:
            asked = self.now
            self.rpc("b", {"type": "when", "asked": asked}, lambda answer: told.append((asked, answer.body["asked"])))

    class Slow(Node):
        def on_message(self, message: Message) -> None:
            self.reply(message, {"type": "when_ok", "asked": message.body["asked"]})

    network = Network({"a": Asker, "b": Slow}, Link(2.0), faults=[Crash(2, 3, "a")])
    network.run(20)
    assert told == [(4.0, 4.0)]


def test_what_exercises_ask_for_is_not_imported_with_the_network() -> None:
    code = "import sys, rounds.sim.network; print(*sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    loaded = done.stdout.split()
    assert "rounds.sim.network.network" in loaded
    withheld = {"rounds.sim.network.replicas", "rounds.sim.histories.ladder", "matplotlib"}
    assert withheld & set(loaded) == set()


def test_a_node_that_never_restarts_stays_down() -> None:
    network = Network({"a": Sink}, faults=[Crash(3, float("inf"), "a")])
    network.run(100)
    assert network.nodes["a"] is None


def test_clocks_may_be_wrong() -> None:
    network = Network({"a": source(1), "b": Sink}, Link(0.5), skew={"b": 10.0})
    network.run(5)
    assert network.nodes["b"].got == [(11.5, 0)]


def test_nodes_share_no_object() -> None:
    kept: list[Any] = []

    class Sender(Node):
        def on_start(self) -> None:
            self.set_timer("go", 1)

        def on_timer(self, name: str) -> None:
            body = {"type": "x", "list": [1]}
            self.send("b", body)
            self.send("c", body)
            body["list"].append(2)  # type: ignore[attr-defined]

    class Spoiler(Node):
        def on_message(self, message: Message) -> None:
            message.body["list"].append(self.id)
            kept.append(message.body["list"])

    Network({"a": Sender, "b": Spoiler, "c": Spoiler}, Link(1, duplicate=1.0)).run(5)
    assert sorted(kept, key=str) == [[1, 2, "b"], [1, 2, "b"], [1, 2, "c"], [1, 2, "c"]]


def test_a_timer_that_is_set_again_or_cancelled_does_not_ring_as_before() -> None:
    rung: list[tuple[float, str]] = []

    class Timed(Node):
        def on_start(self) -> None:
            for name, delay in (("a", 1), ("b", 1), ("a", 2)):
                self.set_timer(name, delay)
            self.cancel_timer("b")

        def on_timer(self, name: str) -> None:
            rung.append((self.now, name))

    Network({"n": Timed}).run(9)
    assert rung == [(2.0, "a")]


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


@pytest.mark.parametrize("hash_seed", ["0", "99"])
def test_the_same_seed_gives_the_same_run_in_every_process(hash_seed: str) -> None:
    code = "import json; from sim.test_network import *; print(json.dumps(digest(rumours(4, FAULTS))))"
    environment = {**os.environ, "PYTHONHASHSEED": hash_seed, "PYTHONPATH": ":".join(path for path in sys.path if path)}
    done = subprocess.run([sys.executable, "-c", code], env=environment, capture_output=True, text=True, check=True)
    rumours(5)
    here = digest(rumours(4, FAULTS))
    assert json.loads(done.stdout) == json.loads(json.dumps(here))
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
