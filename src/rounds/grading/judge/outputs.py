"""What a learner's process says of a cell that it ran, checked field by field and cut to size."""

from dataclasses import dataclass, field
from typing import Any

from rounds.grading.messages import Fault

Output = dict[str, Any]
CUT = "... the rest of the output is cut\n"
_MOST_OUTPUTS = 2_000
_KINDS = ("stream", "display_data", "execute_result", "error")


@dataclass
class Ran:
    """What came of one cell."""

    outputs: list[Output] = field(default_factory=list)
    fault: Fault | None = None
    timed_out: bool = False


def ran(told: Any, most: int) -> Ran:
    """The report on a cell: at most `most` characters of outputs, in notebook format; nonsense is left out."""
    if type(told) is not list or len(told) != 2:
        return Ran(fault=Fault("RuntimeError", "the cell's report has the wrong shape"))
    outputs, fault = told
    return Ran(_outputs(outputs, most), _fault(fault))


def _fault(told: Any) -> Fault | None:
    if type(told) is not list or len(told) != 3 or not all(type(part) is str for part in told):
        return None
    kind, text, place = told
    return Fault(clean(kind[:80]) or "Exception", clean(text[:2000]), clean(place[:300]))


def _outputs(told: Any, most: int) -> list[Output]:
    found: list[Output] = []
    room = most
    for raw in told if type(told) is list else []:
        output = _output(raw)
        if output is None:
            continue
        room -= _size(output)
        if room < 0 or len(found) >= _MOST_OUTPUTS:
            if output["output_type"] == "stream":
                kept = output["text"][: max(room + len(output["text"]), 0)]
                found.append({**output, "text": kept})
            found.append({"output_type": "stream", "name": "stderr", "text": CUT})
            break
        found.append(output)
    return found


def _output(raw: Any) -> Output | None:
    if type(raw) is not dict or raw.get("output_type") not in _KINDS:
        return None
    kind = raw["output_type"]
    if kind == "stream":
        name, text = raw.get("name"), raw.get("text")
        if name not in ("stdout", "stderr") or type(text) is not str:
            return None
        return {"output_type": kind, "name": name, "text": clean(text)}
    if kind == "error":
        parts = [raw.get(key) for key in ("ename", "evalue")]
        lines = raw.get("traceback")
        if not all(type(part) is str for part in parts) or type(lines) is not list:
            return None
        traceback = [clean(line) for line in lines if type(line) is str]
        return {"output_type": kind, "ename": clean(parts[0]), "evalue": clean(parts[1]), "traceback": traceback}
    data = raw.get("data")
    if type(data) is not dict or not all(type(key) is str for key in data):
        return None
    output: Output = {"output_type": kind, "data": {k: v for k, v in map(_bundle, data.items()) if v is not None}}
    output["metadata"] = {}
    if kind == "execute_result":
        count = raw.get("execution_count")
        output["execution_count"] = count if type(count) is int else None
    return output


def _bundle(item: tuple[str, Any]) -> tuple[str, Any]:
    """One representation of a result: text as it is; JSON where it is plain."""
    mime, value = item
    if type(value) is str:
        return mime, clean(value)
    return mime, value if mime.endswith("json") and _is_json(value) else None


def _is_json(value: Any, depth: int = 20) -> bool:
    if type(value) in (str, int, float, bool, type(None)):
        return True
    if depth and type(value) is list:
        return all(_is_json(item, depth - 1) for item in value)
    return (
        bool(depth)
        and type(value) is dict
        and all(type(key) is str and _is_json(item, depth - 1) for key, item in value.items())
    )


def clean(text: Any) -> str:
    """Text that every encoder takes: lone surrogates are replaced."""
    return str(text).encode("utf-8", "replace").decode("utf-8")


def _size(output: Output) -> int:
    if output["output_type"] == "stream":
        return len(output["text"])
    if output["output_type"] == "error":
        return sum(map(len, output["traceback"])) + len(output["evalue"])
    return sum(len(value) if type(value) is str else 1000 for value in output["data"].values())
