"""The answer calls the judge's functions and objects, and what it can do to them: nothing else."""

import textwrap

import pytest
from handles import earned


class TestCallbacks:
    ANSWER = textwrap.dedent(
        """
        def call(function, *arguments, **keywords): return function(*arguments, **keywords)
        def told(function):
            try: return "answered", function()
            except Exception as error: return type(error).__name__, str(error)
        def try_all(thing, names):
            def works(name):
                try: getattr(thing, name)()
                except Exception: return False
                return True
            return [name for name in names if works(name)]
        def push_all(queue): return [queue.push(1), queue.push(2, twice=True), queue.size()]
        def swallow(function):
            try: return function()
            except BaseException: return "swallowed"
        def down(function, depth): return function(depth)
        def sort(numbers): numbers.sort(); return numbers
        class Own: pass
        class Bus:
            def __init__(self): self.heard = []
            def on(self, function): self.heard.append(function)
            def off(self, function): self.heard.remove(function)
            def tell(self, what): return [function(what) for function in self.heard]
        def catches(function, *kinds):
            try: function()
            except kinds as error: return type(error).__name__
        """
    )

    def test_an_answer_calls_functions_and_methods_of_ours(self, engine) -> None:
        tests = [
            "assert call(lambda x, *, y: x + y, 2, y=3) == 5",
            "assert call(max, [3, 1]) == 3 and call([3].append, 1) is None",
            "class T:\n    def double(self, x): return 2 * x\nassert call(T().double, 4) == 8",
            "from functools import partial\nassert call(partial(pow, 2), 3) == 8",
            "seen = []\ncall(seen.append, (1, {2: 3}))\nassert seen == [(1, {2: 3})]",
            "assert call(lambda f: f is call, call) is True",
            "bus, a, b = Bus(), lambda x: x + 1, lambda x: x + 2\n"
            "bus.on(a), bus.on(b), bus.off(a)\nassert bus.tell(1) == [3]",
        ]
        assert earned(engine, *tests, answer=self.ANSWER) == [(2, "")] * len(tests)

    EXPORTED = textwrap.dedent(
        """
        from rounds.grading.kinds import Exported
        class Queue(Exported):
            _exported = frozenset({"push", "size"})
            secret = 4711
            def __init__(self): self.items = []
            def push(self, item, twice=False): self.items += [item] * (1 + twice); return len(self.items)
            def size(self): return len(self.items)
            def drain(self): self.items.clear()
        """
    )

    def test_of_an_object_it_reaches_only_what_is_exported(self, engine) -> None:
        names = (
            "'push', 'size', 'drain', 'secret', 'items', '_exported', '_operate', '__class__', '__init__', '__dict__'"
        )
        tests = [
            f"{self.EXPORTED}\nassert push_all(Queue()) == [1, 3, 3]",
            f"assert try_all(Queue(), [{names}]) == ['size'], try_all(Queue(), [{names}])",
            f"class Plain:\n    def push(self): pass\nassert try_all(Plain(), [{names}]) == []",
            f"assert try_all(print, [{names}]) == []",
        ]
        # `__class__()` makes a stand-in of the answer's own side, `__init__` needs arguments: neither is ours.
        found = earned(engine, *tests, answer=self.ANSWER)
        assert found == [(2, "")] * len(tests)

    def test_our_exceptions_reach_it_under_the_name_of_a_builtin(self, engine) -> None:
        tests = [
            "def f(): raise ValueError('ours')\nassert told(f) == ('ValueError', 'ours')",
            "def f(): {}['ours']\nassert told(f) == ('KeyError', repr('ours'))",
            "def f(): raise KeyError(3)\nassert told(f) == ('KeyError', '3')",
            "class FullError(OSError):\n    def __str__(self): return 'full'\n"
            "def f(): raise FullError\nassert told(f) == ('OSError', 'full')",
            "def f(): raise StopIteration\nassert told(f)[0] == 'StopIteration'",
            "def f(): raise ConnectionError('x')\n"
            "assert catches(f, OSError) == catches(f, ValueError, ConnectionError) == 'ConnectionError'",
        ]
        assert earned(engine, *tests, answer=self.ANSWER) == [(2, "")] * len(tests)

    def test_an_exception_of_ours_that_it_lets_through_comes_back(self, engine) -> None:
        (caught,) = earned(engine, "def f(): raise ValueError('ours')\ntry:\n    call(f)\nexcept ValueError:\n    pass",
                           answer=self.ANSWER)  # fmt: skip
        assert caught == (2, "")

    @pytest.mark.parametrize("end", ["raise SystemExit", "raise KeyboardInterrupt", "assert Own == 1", "assert Own"])
    def test_what_ends_a_test_within_a_callback_ends_it_for_good(self, engine, end) -> None:
        tests = [f"def f(): {end}\nswallow(f)", f"def f(): {end}\ntold(f)\nassert True", "assert call(lambda: 3) == 3"]
        found = earned(engine, *tests, answer=self.ANSWER)
        assert [points for points, _ in found] == [0, 0, 2]

    def test_calls_and_callbacks_within_one_another(self, engine) -> None:
        deep = "def again(n): return 0 if n == 0 else 1 + down(again, n - 1)\n"
        found = earned(
            engine, f"{deep}assert down(again, 20) == 20", f"{deep}down(again, 60)", "assert down(abs, -1) == 1",
            answer=self.ANSWER,
        )  # fmt: skip
        assert found[0] == found[2] == (2, "")
        assert found[1][0] == 0
        assert "call each other too deeply" in found[1][1]

    def test_arguments_are_copies(self, engine) -> None:
        test = "numbers = [2, 1]\nassert sort(numbers) == [1, 2]\nassert numbers == [2, 1]"
        assert earned(engine, test, answer=self.ANSWER) == [(2, "")]
