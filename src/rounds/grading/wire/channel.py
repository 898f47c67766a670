"""Frames over a pair of pipes, or over a socket: a length, then bytes. Pipes take half of a socket's time."""

import os
import socket
import struct

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
    """One end: frames of at most `most` bytes, read from one descriptor and written to another (or the same).

    It waits for as long as it takes, until `expire` ends the wait from a signal's handler.
    """

    def __init__(self, reader: int, writer: int, most: int = _MOST) -> None:
        self.reader, self.writer, self._most = reader, writer, most
        self._read = b""

    @classmethod
    def over(cls, end: socket.socket, most: int = _MOST) -> "Channel":
        """A channel over a socket, which stays open as long as `end` does."""
        return cls(end.fileno(), end.fileno(), most)

    def allow(self) -> None:
        """Wait again, after `expire`."""
        os.set_blocking(self.reader, True)
        os.set_blocking(self.writer, True)

    def expire(self) -> None:
        """End the wait that is under way, and every other until `allow`; safe in a signal's handler."""
        os.set_blocking(self.reader, False)
        os.set_blocking(self.writer, False)

    def send(self, payload: bytes) -> None:
        """Send one frame."""
        frame = _LENGTH.pack(len(payload)) + payload
        try:
            sent = os.write(self.writer, frame)
            while sent < len(frame):
                frame = frame[sent:]
                sent = os.write(self.writer, frame)
        except BlockingIOError:
            raise DeadlineError from None
        except OSError:
            raise PeerGoneError from None

    def receive(self) -> bytes:
        """The next frame; what has come of it so far is kept where the wait is ended."""
        read = self._read
        while True:
            have = len(read)
            need = _CHUNK
            if have >= 4:
                end = 4 + _LENGTH.unpack_from(read)[0]
                if end > self._most:
                    raise WireError(f"a frame of {end:,} bytes")
                if have == end:
                    self._read = b""
                    return read[4:]
                if have > end:
                    self._read = read[end:]
                    return read[4:end]
                need = max(end - have, _CHUNK)
            try:
                more = os.read(self.reader, need)
            except BlockingIOError:
                raise DeadlineError from None
            except OSError:
                raise PeerGoneError from None
            if not more:
                raise PeerGoneError
            self._read = read = read + more

    def has_more(self) -> bool:
        """Whether bytes of a further frame are here already."""
        return bool(self._read)

    def close(self) -> None:
        """Close this end."""
        for descriptor in {self.reader, self.writer}:
            os.close(descriptor)
