"""What must run beside the learner's code: a function of ours that watches, and reports plain data."""

import asyncio
import inspect
import textwrap
import threading
from collections.abc import Callable
from typing import Any

Beside = Callable[[str, str, list[Any]], Any]
_beside: Beside | None = None


def observed_by(beside: Beside) -> None:
    """Have observations made by `beside(source, name, arguments)`; the judge calls this."""
    global _beside
    _beside = beside


def observe(function: Callable[..., Any], *arguments: Any) -> Any:
    """What `function(*arguments)` returns, run in the learner's process; a coroutine function is run to its end.

    For what cannot be asked from outside, such as the order in which asyncio runs things. The function must stand
    alone: it imports what it needs and reads no other name of the test. **The learner's process could read it and forge
    what it returns**, so it holds no seed and no threshold: it reports, and the test decides. Prefer a plain call.
    """
    if _beside is not None:
        return _beside(textwrap.dedent(inspect.getsource(function)), function.__name__, list(arguments))
    result = function(*arguments)
    return _completed(result) if inspect.iscoroutine(result) else result


def _completed(result: Any) -> Any:
    """Run a coroutine in a thread of its own: in a kernel the event loop of this one is busy."""
    ended: list[Any] = []

    def run() -> None:
        try:
            ended.append((asyncio.run(result), None))
        except BaseException as error:  # noqa: BLE001 (raised again below)
            ended.append((None, error))

    thread = threading.Thread(target=run)
    thread.start()
    thread.join()
    value, error = ended[0]
    if error is not None:
        raise error
    return value
