"""The network: delays, loss, copies, partitions, crashes and timers."""

import subprocess
import sys
from typing import Any

import numpy as np
import pytest
from sim.nodes import Sink, fates, pair, source

from rounds.sim.network import (
    Crash,
    Cut,
    Exponential,
    Link,
    Message,
    Network,
    Node,
    Partition,
)


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
