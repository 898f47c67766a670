"""Work that only the newest wish is worth: an older one is dropped, or told to stop."""

import threading
from collections.abc import Callable
from typing import Generic, TypeVar

Wish = TypeVar("Wish")


class Newest(Generic[Wish]):
    """Does `work(wish, overtaken)` in a thread of its own for the newest wish; `overtaken()` tells of a newer one.

    Whoever asks never waits, and wishes never queue up: of those that come while one is worked on, the last is next.
    The thread ends when there has been nothing to do for a while; the next wish starts another.
    """

    IDLE_SECONDS = 30.0

    def __init__(self, work: Callable[[Wish, Callable[[], bool]], None]) -> None:
        self._work = work
        self._change = threading.Condition()
        self._wishes: list[Wish] = []  # the newest, or nothing
        self._thread: threading.Thread | None = None

    def ask(self, wish: Wish) -> None:
        """Have `wish` worked on in place of all before it."""
        with self._change:
            self._wishes[:] = [wish]
            self._change.notify_all()
            if self._thread is None:
                self._thread = threading.Thread(target=self._loop, name="newest", daemon=True)
                self._thread.start()

    def wait(self, seconds: float) -> bool:
        """Wait until there is nothing to do; whether that came in time."""
        with self._change:
            return self._change.wait_for(lambda: self._thread is None or not (self._wishes or self._busy), seconds)

    _busy = False

    def _loop(self) -> None:
        while True:
            with self._change:
                self._busy = False
                self._change.notify_all()
                if not self._change.wait_for(lambda: self._wishes, self.IDLE_SECONDS):
                    self._thread = None
                    return
                wish, self._busy = self._wishes.pop(), True
            self._work(wish, lambda: bool(self._wishes))
