"""Runs inside the learner's kernel: hides our references and what tests are made of, and assigns blame.

Imported and driven by the engine; a learner's notebook never needs it.
"""

import builtins
import importlib
import linecache
import os
import sys
from collections.abc import Mapping, Sequence
from importlib.abc import MetaPathFinder
from importlib.machinery import ModuleSpec
from types import FrameType, ModuleType, TracebackType
from typing import Any

from rounds.grading.environment import JUDGING

REFERENCES = ("rounds.sim.policies", "rounds.sim.theory")
WITHHELD = (*REFERENCES, "rounds.grading.kinds", "rounds.grading.seeds")  # each with all that is in it

_import = builtins.__import__


def _withheld(name: str) -> bool:
    return any(name == each or name.startswith(f"{each}.") for each in WITHHELD)


def _refusal_of(name: str) -> ImportError:
    return ImportError(f"{name} is withheld from graded answers: write your own.", name=name)


class _Refusal(MetaPathFinder):
    """Refuses to find what is withheld."""

    def find_spec(
        self,
        fullname: str,
        _path: Sequence[str] | None = None,
        _target: ModuleType | None = None,
    ) -> ModuleSpec | None:
        if _withheld(fullname):
            raise _refusal_of(fullname)
        return None


class Withholding:
    """Hides what is withheld while the learner's cells run; later refuses it to the learner's functions only."""

    def __init__(self, namespace: dict[str, Any]) -> None:
        self.namespace = namespace
        self.theirs: set[str] = set()
        self._refusal = _Refusal()
        self._modules: dict[str, ModuleType] = {}
        self._attributes: list[tuple[ModuleType, str, Any]] = []
        self._files: set[str] = set()

    def begin_answer(self) -> None:
        """Hide what is withheld: from import, from sys.modules, and from our modules that name it."""
        # What of ours needs a reference must have it before the reference goes.
        if "rounds.sim" in sys.modules:
            for name in REFERENCES:
                _load(name)
        self._modules = {name: sys.modules.pop(name) for name in list(sys.modules) if _withheld(name)}
        hidden = set(map(id, self._modules.values()))
        for module in [module for name, module in sys.modules.items() if name.startswith("rounds.")]:
            for attribute, value in list(vars(module).items()):
                if id(value) in hidden or getattr(value, "__module__", None) in self._modules:
                    self._attributes.append((module, attribute, value))
                    delattr(module, attribute)
        sys.meta_path.insert(0, self._refusal)
        self._files = set(linecache.cache)

    def end_answer(self) -> None:
        """Give it all back to our own code, and refuse it to functions that the learner's cells defined."""
        self.theirs = {file for file in set(linecache.cache) - self._files if not file.endswith("__init__.py")}
        if self._refusal in sys.meta_path:
            sys.meta_path.remove(self._refusal)
        sys.modules.update(self._modules)
        for module, attribute, value in self._attributes:
            setattr(module, attribute, value)
        self._modules, self._attributes = {}, []
        os.environ[JUDGING] = "1"
        builtins.__import__ = self._guarded_import

    def _guarded_import(
        self,
        name: str,
        globals: Mapping[str, object] | None = None,  # noqa: A002 (the signature of __import__)
        locals: Mapping[str, object] | None = None,  # noqa: A002
        fromlist: Sequence[str] | None = (),
        level: int = 0,
    ) -> ModuleType:
        if name.startswith("rounds") and self._is_theirs(sys._getframe(1)):
            for wanted in (name, *(f"{name}.{attribute}" for attribute in fromlist or ())):
                if _withheld(wanted):
                    raise _refusal_of(wanted)
        return _import(name, globals, locals, fromlist or (), level)

    def _is_theirs(self, frame: FrameType) -> bool:
        return frame.f_globals is self.namespace and frame.f_code.co_filename in self.theirs

    def blame(self) -> str:
        """Where in the learner's own code the last exception came from (in your `f`, line 3: `x / 0`), or empty."""
        raised: TracebackType | None = getattr(sys, "last_traceback", None)
        place = ""
        while raised is not None:
            frame = raised.tb_frame
            if self._is_theirs(frame):
                line = linecache.getline(frame.f_code.co_filename, raised.tb_lineno).strip()
                name = frame.f_code.co_name
                where = f"your `{name}`" if name != "<module>" else "your cell"
                place = f"in {where}, line {raised.tb_lineno}" + (f": `{line}`" if line else "")
            raised = raised.tb_next
        return place


def _load(name: str) -> None:
    try:
        importlib.import_module(name)
    except ImportError:
        return


_active: Withholding | None = None


def begin_answer(namespace: dict[str, Any]) -> None:
    """The learner's cells run from here on; `namespace` is the kernel's."""
    global _active
    _active = Withholding(namespace)
    _active.begin_answer()


def end_answer() -> None:
    """Our test cells run from here on."""
    if _active is not None:
        _active.end_answer()


def blame() -> str:
    """See `Withholding.blame`; empty before any learner's cell has run."""
    return _active.blame() if _active is not None else ""
