"""Frames over a socket: a length, then bytes; blocking, with one deadline for as long as a cell may take."""

import socket
import struct
from time import monotonic

MOST_BYTES = 16 << 20  # of a packed value
_LENGTH = struct.Struct("<I")
_MOST = MOST_BYTES + 1024  # a packed value and what is said of it
_CHUNK = 1 << 16


class WireError(Exception):
    """Bytes that no honest peer sends."""


class PeerGoneError(Exception):
    """The other side's process has ended."""


class DeadlineError(Exception):
    """The other side did not answer in time."""


class Channel:
    """One end of a stream socket, for frames of at most `most` bytes; without a deadline it waits for ever."""

    def __init__(self, end: socket.socket, most: int = _MOST) -> None:
        self._end, self._most = end, most
        self._read = b""
        self._deadline: float | None = None

    def allow(self, seconds: float) -> None:
        """Give the other side until so many seconds from now."""
        self._deadline = monotonic() + seconds
        self._limit(seconds)

    def expire(self) -> None:
        """End the wait that is under way; safe to call from a signal's handler."""
        self._limit(0.001)

    def _limit(self, seconds: float) -> None:
        whole, part = divmod(min(max(seconds, 0.001), 1e6), 1)
        limit = struct.pack("ll", int(whole), int(part * 1_000_000))
        self._end.setsockopt(socket.SOL_SOCKET, socket.SO_RCVTIMEO, limit)
        self._end.setsockopt(socket.SOL_SOCKET, socket.SO_SNDTIMEO, limit)

    def send(self, payload: bytes) -> None:
        """Send one frame."""
        try:
            self._end.sendall(_LENGTH.pack(len(payload)) + payload)
        except BlockingIOError:
            raise DeadlineError from None
        except OSError:
            raise PeerGoneError from None

    def receive(self) -> bytes:
        """The next frame; what has come of it so far is kept where the deadline passes first."""
        while True:
            have = len(self._read)
            if have >= 4:
                end = 4 + _LENGTH.unpack_from(self._read)[0]
                if end > self._most:
                    raise WireError(f"a frame of {end:,} bytes")
                if have >= end:
                    frame, self._read = self._read[4:end], self._read[end:]
                    return frame
                self._read += self._more(min(max(end - have, _CHUNK), 1 << 20))
            else:
                self._read += self._more(_CHUNK)

    def _more(self, size: int) -> bytes:
        if self._deadline is not None and monotonic() > self._deadline:
            raise DeadlineError
        try:
            data = self._end.recv(size)
        except BlockingIOError:
            raise DeadlineError from None
        except OSError:
            raise PeerGoneError from None
        if not data:
            raise PeerGoneError
        return data

    def has_more(self) -> bool:
        """Whether bytes of a further frame are here already."""
        return bool(self._read)

    def fileno(self) -> int:
        """The socket's descriptor."""
        return self._end.fileno()

    def close(self) -> None:
        """Close this end."""
        self._end.close()
