"""The process that judges' servers are forked from: what they have in common is imported once."""

import os
import socket
import sys
from pathlib import Path

from rounds.grading.judge.warm_process import WarmProcess, Warmth
from rounds.imports import imported_for_good


def main(arguments: list[str]) -> None:
    """Fork a server for each coordinator's socket, and stay until the last has ended.

    Arguments: <descriptor>[,<descriptor>...] <processor>[,<processor>...] <mode> [hidden folder ...].
    """
    descriptors, processors, mode, *hidden_names = arguments
    coordinators = [socket.socket(fileno=int(each)) for each in descriptors.split(",")]
    pinned = [{int(each)} for each in processors.split(",") if each]
    hidden = [Path(name) for name in hidden_names]
    warmth = Warmth(mode, hidden, len(coordinators))
    servers = []
    try:
        with imported_for_good():  # the warm process imports meanwhile
            from rounds.grading.judge.server import import_what_tests_use, serve

            import_what_tests_use()
        for number, coordinator in enumerate(coordinators):
            servers.append(os.fork())
            if servers[-1] == 0:
                for other in {*coordinators, *warmth.controls} - {coordinator, warmth.controls[number]}:
                    other.close()
                if pinned:
                    os.sched_setaffinity(0, pinned[number])
                serve(coordinator, WarmProcess(mode, hidden, warmth, number))
                os._exit(0)
        for coordinator in coordinators:
            coordinator.close()
        for server in servers:
            os.waitpid(server, 0)
    finally:
        warmth.end()


if __name__ == "__main__":
    main(sys.argv[1:])
