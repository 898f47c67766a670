"""Dataclasses, named tuples and objects on the wire: what is rebuilt, and what stays where it is."""

import collections
import dataclasses
import math
from typing import NamedTuple

import msgpack
import pytest
from wires import StandIn, end, mark, received, travelled

from rounds.grading.wire.channel import WireError
from rounds.grading.wire.codec import Codec, Mark, UnplainError, field_names
from rounds.sim import Call, ClientPolicy, Outcome, Scenario, Service, run


class Job(NamedTuple):
    name: str
    size: int = 1


@dataclasses.dataclass
class Task:
    name: str
    parts: list[Job]
    seen: int = dataclasses.field(default=0, init=False)

    def __post_init__(self) -> None:
        if not self.name:
            raise ValueError("a task has a name")


def trusting() -> Codec:
    codec = end()
    for kind in (Job, Task):
        codec.trust(kind, f"setup:{kind.__name__}")
    return codec


class TestRecords:
    CALL = Call(1.5, "db", 1, 0.0, math.inf, 0, True, 0.25)

    @pytest.mark.parametrize(
        "record",
        [CALL, Outcome("ok", 0.5), Service(workers=3, name="db"), [Outcome("shed", 0.0)]],
        ids=lambda r: type(r).__name__,
    )
    def test_those_of_trusted_modules_are_rebuilt(self, record) -> None:
        assert travelled(record) == record
        assert type(travelled(record)) is type(record)

    def test_a_call_that_a_run_made_arrives_as_a_call(self) -> None:
        seen = []

        class Policy(ClientPolicy):
            def before(self, call: Call) -> bool:
                seen.append(call)
                return True

        run(Scenario(1.0, horizon=5), Policy)
        back = travelled(seen[0])
        assert back == seen[0]
        assert type(back) is Call

    def test_those_of_setup_cells_are_rebuilt_once_they_are_trusted(self) -> None:
        task = Task("x", [Job("a"), Job("b", 2)])
        back = trusting().unpack(trusting().pack(task))
        assert back == task
        assert type(back.parts[1]) is Job
        assert type(travelled(task)) is StandIn

    def test_each_side_uses_its_own_class(self) -> None:
        theirs = collections.namedtuple("Job", "name size")
        learner, judge = end(), trusting()
        learner.trust(theirs, "setup:Job")
        assert type(judge.unpack(learner.pack(theirs("a", 1)))) is Job

    def test_a_subclass_of_a_record_is_an_object(self) -> None:
        class Late(Outcome):
            pass

        assert type(travelled(Late("ok", 0.5))) is StandIn

    def test_fields_that_the_constructor_refuses_are_not_a_forgery(self) -> None:
        with pytest.raises(UnplainError, match="Task refuses its fields: a task has a name"):
            trusting().unpack(msgpack.packb([mark(Mark.RECORD), "setup:Task", ["name", "parts"], "", []]))

    @pytest.mark.parametrize(
        "name",
        [
            "os:stat_result",
            "rounds.course:HiddenTest",
            "rounds.grading.verdict:Verdict",
            "rounds.sim.client",
            "rounds.sim.client:ClientPolicy",
            "rounds.sim.client:Any",
            "rounds.sim.client:__name__",
            "rounds.sim.model:Call",
            "rounds.sim.not_there:Call",
            "setup:Job",
            "",
            None,
            5,
            [],
        ],
        ids=str,
    )
    def test_no_other_class_is_ever_built(self, name) -> None:
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), name, ["a", "b"], 1, 2)

    @pytest.mark.parametrize("fields", [[], [1], [1, 2, 3, 4]], ids=len)
    def test_the_number_of_fields_must_be_right(self, fields) -> None:
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), "rounds.sim.client:Outcome", field_names(Outcome), *fields)

    @pytest.mark.parametrize("names", [None, "kind", [1, 2, 3], ["latency", "kind", "error"]], ids=str)
    def test_the_names_of_fields_must_be_right(self, names) -> None:
        with pytest.raises((WireError, UnplainError)):
            received(mark(Mark.RECORD), "rounds.sim.client:Outcome", names, "ok", 0.5, "")

    def test_an_answer_may_be_handed_a_record_whose_module_is_withheld_from_it(self) -> None:
        answers = Codec(StandIn, StandIn, lambda each: each.number, inventive=True)
        made = answers.unpack(
            msgpack.packb([mark(Mark.RECORD), "rounds.grading.kinds.ask:Asked2", ["id", "price"], 7, 0.5])
        )
        assert (type(made).__name__, made.id, made.price) == ("Asked2", 7, 0.5)
        again = msgpack.unpackb(answers.pack(made), ext_hook=lambda *_: None)
        assert again[1:] == ["rounds.grading.kinds.ask:Asked2", ["id", "price"], 7, 0.5]

    def test_bytes_import_nothing(self, monkeypatch) -> None:
        monkeypatch.setattr("builtins.__import__", lambda *_: pytest.fail("an import"))
        with pytest.raises(WireError):
            received(mark(Mark.RECORD), "rounds.sim.compare_not_imported:Table", ["x"], 1)


class TestObjects:
    def test_what_is_not_plain_gets_a_number_and_the_name_of_its_type(self) -> None:
        class Policy:
            pass

        learner, judge = end(), end()
        things = [Policy(), Policy, lambda: 1, len, [].append, range(3), (i for i in ()), ValueError("x"), object()]
        stand_ins = judge.unpack(learner.pack(things))
        assert [each.number for each in stand_ins] == list(range(1, 10))
        assert [each.kind for each in stand_ins][:4] == ["Policy", "type", "function", "function"]
        assert learner.exports[1] is things[0]

    def test_the_same_object_has_one_number_and_comes_home_as_itself(self) -> None:
        learner, judge = end(), end()
        thing = object()
        first, second = judge.unpack(learner.pack([thing, thing]))
        assert first.number == second.number
        assert learner.unpack(judge.pack([first]))[0] is thing

    def test_only_numbers_that_were_given_out_come_home(self) -> None:
        codec = end()
        codec.export(object())
        for number in (0, 2, -1, True, 1.0, "1", None):
            with pytest.raises(WireError):
                codec.unpack(msgpack.packb([mark(Mark.YOURS), number]))

    def test_only_pythons_own_exception_classes_are_plain(self) -> None:
        class OwnError(ValueError):
            pass

        pretender = type("ValueError", (Exception,), {})
        assert [type(each) for each in travelled([OwnError, pretender, int, ValueError("x")])] == [StandIn] * 4

    def test_names_of_types_are_cut(self) -> None:
        assert len(travelled(type("x" * 500, (), {})()).kind) == 80
        assert len(received(mark(Mark.MINE), 1, "x" * 500).kind) == 80

    @pytest.mark.parametrize(
        "value", [{"k": {object(): 1}}, [{object()}], frozenset([(1, object())])], ids=["key", "set", "tuple"]
    )
    def test_as_a_key_or_in_a_set_it_is_refused(self, value) -> None:
        with pytest.raises(UnplainError, match="not plain data"):
            travelled(value)
