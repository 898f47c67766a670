"""The command line `rounds`: a thin front door that parses, calls, prints and sets the exit code.

Exit codes: 0 it worked and the answer is yes; 1 it worked and the answer is no (points missing, release/ stale, a
submission that could not be graded); 2 bad input or a bad environment; 130 Ctrl-C.
"""

import os
import signal
import sys
import threading
from pathlib import Path

import typer

from rounds.cli import learn, practise, stories, teach
from rounds.errors import RoundsError

app = typer.Typer(
    help="Rounds: build, break and measure your way to a senior engineering interview.",
    epilog="Begin with `rounds lab`, or look around with `rounds list`.",
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    context_settings={"help_option_names": ["-h", "--help"]},
)
learn.add_to(app)
practise.add_to(app)
stories.add_to(app)
teach.add_to(app)


def main() -> None:
    """Run the command line; a fault that the user can mend is one sentence on stderr and exit code 2."""
    sys.unraisablehook = _interrupt_again
    try:
        app()
    except RoundsError as error:
        print(error, file=sys.stderr)
        sys.exit(2)
    except KeyboardInterrupt:
        sys.exit(130)
    except OSError as error:
        from rounds.files import fault

        print(fault(error, Path(error.filename or ".")), file=sys.stderr)
        sys.exit(2)


def _interrupt_again(lost: "sys.UnraisableHookArgs") -> None:
    """Send Ctrl-C once more where Python dropped it, as it does in a finalizer or a weak reference's callback.

    SQLAlchemy runs many of those; without this a Ctrl-C, or a Stop pressed in JupyterLab, is lost now and then.
    """
    if not issubclass(lost.exc_type, KeyboardInterrupt):
        sys.__unraisablehook__(lost)
        return
    # By a thread, so that it comes after the callback and wakes the command from whatever it waits for by then.
    again = threading.Timer(0.05, os.kill, [os.getpid(), signal.SIGINT])
    again.daemon = True
    again.start()
