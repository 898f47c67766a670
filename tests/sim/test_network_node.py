"""A node by itself: events in, effects out, both plain data; no clock and no network."""

from typing import Any

import pytest

from rounds.errors import RoundsError
from rounds.sim.network import Event, Message, NetworkError, Node


def begin(node: Node, disk: dict[str, Any] | None = None, lives: int = 0) -> list[Any]:
    data = {"id": "n1", "peers": ["n2", "n3"], "disk": disk or {}, "lives": lives}
    return node.step(Event("start", 0.0, 0.5, data))


def message(body: dict[str, Any], src: str = "c1", now: float = 1.0, u: float = 0.5) -> Event:
    return Event("message", now, u, Message(src, "n1", body))


class Echo(Node):
    def on_message(self, message: Message) -> None:
        self.reply(message, {"type": "echo_ok", "echo": message.body["echo"]})


class Asking(Node):
    """Asks n2 on every message, and keeps what came of it."""

    def on_start(self) -> None:
        self.told: list[Any] = []

    def on_message(self, message: Message) -> None:
        self.rpc("n2", {"type": "ask"}, self.told.append, message.body.get("patience"))


def test_a_node_answers_with_what_it_wants_done() -> None:
    node = Echo()
    assert begin(node) == []
    assert node.step(message({"type": "echo", "echo": "hello", "msg_id": 7})) == [
        ("send", "c1", {"type": "echo_ok", "echo": "hello", "in_reply_to": 7})
    ]
    assert (node.id, node.peers) == ("n1", ("n2", "n3"))


def test_a_handler_knows_its_own_time_and_its_own_random_number() -> None:
    class Curious(Node):
        def on_message(self, message: Message) -> None:
            self.send("n2", {"type": "seen", "now": self.now, "u": self.u})

    node = Curious()
    begin(node)
    assert node.step(message({"type": "x"}, now=3.5, u=0.25)) == [
        ("send", "n2", {"type": "seen", "now": 3.5, "u": 0.25})
    ]


def test_an_rpc_calls_back_once_and_drops_what_comes_later_or_twice() -> None:
    node = Asking()
    begin(node)
    assert node.step(message({"type": "go", "patience": 2.0})) == [
        ("send", "n2", {"type": "ask", "msg_id": 1}),
        ("timer", "rpc 1", 2.0),
    ]
    answer = message({"type": "ask_ok", "in_reply_to": 1}, src="n2")
    assert node.step(answer) == [("cancel", "rpc 1")]
    assert node.step(answer) == []
    assert [each.body["type"] for each in node.told] == ["ask_ok"]
    node.step(Event("timer", 3.0, 0.5, "rpc 1"))
    assert len(node.told) == 1


def test_an_rpc_that_is_not_answered_in_time_calls_back_with_none() -> None:
    node = Asking()
    begin(node)
    node.step(message({"type": "go", "patience": 2.0}))
    assert node.step(Event("timer", 3.0, 0.5, "rpc 1")) == []
    assert node.told == [None]
    node.step(message({"type": "ask_ok", "in_reply_to": 1}, src="n2"))
    assert node.told == [None]


def test_an_rpc_without_a_timeout_sets_no_timer() -> None:
    node = Asking()
    begin(node)
    assert node.step(message({"type": "go"})) == [("send", "n2", {"type": "ask", "msg_id": 1})]


def test_an_answer_to_a_question_of_the_last_life_reaches_nobody() -> None:
    node = Asking()
    begin(node, lives=1)
    (sent,) = node.step(message({"type": "go"}))
    assert sent[2]["msg_id"] > 1
    node.step(message({"type": "ask_ok", "in_reply_to": 1}, src="n2"))
    assert node.told == []


def test_the_disk_reports_what_is_written_as_it_is_then() -> None:
    class Clerk(Node):
        def on_message(self, message: Message) -> None:
            notes = self.disk.get("notes", [])
            notes.append(message.body["note"])
            self.disk["notes"] = notes
            notes.append("later, in place")
            if message.body["note"] == "burn":
                del self.disk["notes"]

    node = Clerk()
    begin(node)
    assert node.step(message({"type": "x", "note": "a"})) == [("write", "notes", ["a"])]
    assert node.step(message({"type": "x", "note": "burn"}))[-1] == ("erase", "notes")
    assert list(node.disk) == []
    again = Clerk()
    begin(again, {"notes": ["z"]})
    assert again.step(message({"type": "x", "note": "a"})) == [("write", "notes", ["z", "a"])]


def test_timers_are_set_cancelled_and_rung_by_name() -> None:
    class Alarmed(Node):
        def on_start(self) -> None:
            self.rung: list[str] = []
            self.set_timer("tick", 0.5)
            self.cancel_timer("tock")

        def on_timer(self, name: str) -> None:
            self.rung.append(name)

    node = Alarmed()
    assert begin(node) == [("timer", "tick", 0.5), ("cancel", "tock")]
    node.step(Event("timer", 0.5, 0.1, "tick"))
    assert node.rung == ["tick"]


def test_a_subclass_with_an_init_of_its_own_need_not_call_ours() -> None:
    class Careless(Echo):
        def __init__(self) -> None:
            self.own = 1

    node = Careless()
    begin(node)
    assert node.step(message({"type": "echo", "echo": 1, "msg_id": 1}))


@pytest.mark.parametrize(
    ("event", "words"),
    [
        (message({"type": "hello"}), "Node has no on_message and got 'hello': write one."),
        (Event("timer", 0.0, 0.5, "tick"), "Node has no on_timer and set 'tick': write one."),
    ],
)
def test_a_handler_that_is_missing_is_named(event: Event, words: str) -> None:
    node = Node()
    begin(node)
    with pytest.raises(NetworkError) as error:
        node.step(event)
    assert str(error.value) == words
    assert isinstance(error.value, RoundsError)


def test_a_reply_needs_a_request() -> None:
    node = Echo()
    begin(node)
    with pytest.raises(NetworkError, match="'echo' from c1 has no msg_id: it wants no reply"):
        node.step(message({"type": "echo", "echo": 1}))
