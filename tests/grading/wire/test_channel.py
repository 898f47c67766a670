"""Frames over real pipes and sockets: in pieces, in heaps, too long, too slow, and with nobody at the other end."""

import os
import signal
import socket
import struct
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from typing import NamedTuple

import pytest

from rounds.grading.wire.channel import MOST_BYTES, Channel, DeadlineError, PeerGoneError, WireError


class Line(NamedTuple):
    """A channel, and the bare descriptors at its other end."""

    channel: Channel
    gives: int  # what is written here the channel receives
    takes: int  # what the channel sends is read here


def frame(payload: bytes) -> bytes:
    return struct.pack("<I", len(payload)) + payload


@pytest.fixture
def line() -> Iterator[Line]:
    reader, gives = os.pipe()
    takes, writer = os.pipe()
    yield Line(Channel(reader, writer), gives, takes)
    for descriptor in (reader, gives, takes, writer):
        with suppress(OSError):
            os.close(descriptor)


@contextmanager
def alarm(seconds: float, action: Callable[[], None]) -> Iterator[None]:
    """Call `action` from a signal's handler after some time, as the judge's deadline does.

    Again and again: an alarm that falls between two lines of Python ends no wait that begins after it.
    """
    before = signal.signal(signal.SIGALRM, lambda *_: action())
    timer = signal.setitimer(signal.ITIMER_REAL, seconds, 0.02)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
        signal.signal(signal.SIGALRM, before)
        signal.setitimer(signal.ITIMER_REAL, *timer)  # the test's own limit of time


class TestReceiving:
    @pytest.mark.parametrize("payload", [b"", b"x", bytes(range(256)), b"x" * 65_532, b"x" * 65_533, b"x" * 1_000_000])
    def test_frames_of_any_length_arrive(self, payload) -> None:
        ours, theirs = socket.socketpair()
        with ours, theirs:
            sender = threading.Thread(target=Channel(theirs.fileno(), theirs.fileno()).send, args=(payload,))
            sender.start()
            assert Channel(ours.fileno(), ours.fileno()).receive() == payload
            sender.join()

    def test_byte_by_byte(self, line) -> None:
        expected = [b"one", b"", b"three"]

        def drip() -> None:
            for byte in b"".join(map(frame, expected)):
                os.write(line.gives, bytes([byte]))
                time.sleep(0.001)

        dripping = threading.Thread(target=drip)
        dripping.start()
        assert [line.channel.receive() for _ in expected] == expected
        dripping.join()

    def test_many_frames_in_one_read(self, line) -> None:
        expected = [str(number).encode() for number in range(1_000)]
        os.write(line.gives, b"".join(map(frame, expected)))
        assert [line.channel.receive() for _ in expected] == expected
        assert not line.channel.has_more()

    def test_it_says_whether_more_is_here(self, line) -> None:
        os.write(line.gives, frame(b"one") + frame(b"two")[:2])
        assert not line.channel.has_more()
        line.channel.receive()
        assert line.channel.has_more()

    @pytest.mark.parametrize("claimed", [MOST_BYTES + 1_021, 1 << 31, (1 << 32) - 1])
    def test_a_frame_that_claims_too_much_is_refused_before_it_comes(self, line, claimed) -> None:
        os.write(line.gives, struct.pack("<I", claimed))
        with pytest.raises(WireError, match=f"a frame of {claimed + 4:,} bytes"):
            line.channel.receive()

    def test_the_longest_frame_is_not(self) -> None:
        payload = os.urandom(1024) * (MOST_BYTES // 1024)
        ours, theirs = socket.socketpair()
        with ours, theirs:
            sender = threading.Thread(target=Channel(theirs.fileno(), theirs.fileno()).send, args=(payload,))
            sender.start()
            assert Channel(ours.fileno(), ours.fileno()).receive() == payload
            sender.join()

    def test_its_own_limit_may_be_smaller(self, line) -> None:
        small = Channel(line.channel.reader, line.channel.writer, most=10)
        os.write(line.gives, frame(b"123456") + frame(b"1234567"))
        assert small.receive() == b"123456"
        with pytest.raises(WireError):
            small.receive()


class TestTheOtherEndGone:
    @pytest.mark.parametrize("rest", [b"", b"\x05", b"\x05\0\0\0", frame(b"12345")[:-1]], ids=len)
    def test_between_frames_or_within_one(self, line, rest) -> None:
        os.write(line.gives, frame(b"whole") + rest)
        os.close(line.gives)
        assert line.channel.receive() == b"whole"
        with pytest.raises(PeerGoneError):
            line.channel.receive()

    def test_while_it_is_waited_for(self, line) -> None:
        ending = threading.Timer(0.02, os.close, [line.gives])
        ending.start()
        with pytest.raises(PeerGoneError):
            line.channel.receive()
        ending.join()

    def test_while_it_is_written_to(self, line) -> None:
        ending = threading.Timer(0.02, os.close, [line.takes])
        ending.start()
        with pytest.raises(PeerGoneError):
            line.channel.send(b"x" * 1_000_000)
        ending.join()

    def test_a_socket_reset(self) -> None:
        ours, theirs = socket.socketpair()
        with ours:
            channel = Channel(ours.fileno(), ours.fileno())
            channel.send(b"never read")
            theirs.close()
            with pytest.raises(PeerGoneError):
                channel.receive()
            with pytest.raises(PeerGoneError):
                channel.send(b"more")


class TestDeadlines:
    def test_a_wait_is_ended_from_a_signals_handler(self, line) -> None:
        began = time.monotonic()
        with alarm(0.05, line.channel.expire), pytest.raises(DeadlineError):
            line.channel.receive()
        assert 0.04 < time.monotonic() - began < 1

    def test_so_is_one_for_a_peer_that_drips(self, line) -> None:
        going = threading.Event()

        def drip() -> None:
            for byte in frame(b"x" * 10_000):
                if going.wait(0.002):
                    return
                os.write(line.gives, bytes([byte]))

        dripping = threading.Thread(target=drip)
        dripping.start()
        with alarm(0.05, line.channel.expire), pytest.raises(DeadlineError):
            line.channel.receive()
        going.set()
        dripping.join()

    def test_so_is_a_write_that_nobody_reads(self, line) -> None:
        with alarm(0.05, line.channel.expire), pytest.raises(DeadlineError):
            line.channel.send(b"x" * 10_000_000)

    def test_from_then_on_every_wait_ends_at_once_until_it_is_allowed_again(self, line) -> None:
        line.channel.expire()
        for _ in range(3):
            with pytest.raises(DeadlineError):
                line.channel.receive()
        line.channel.allow()
        giving = threading.Timer(0.02, os.write, [line.gives, frame(b"late")])
        giving.start()
        assert line.channel.receive() == b"late"
        giving.join()

    def test_what_has_come_of_a_frame_is_kept(self, line) -> None:
        whole = frame(b"in two halves")
        os.write(line.gives, whole[:7])
        line.channel.expire()
        with pytest.raises(DeadlineError):
            line.channel.receive()
        os.write(line.gives, whole[7:])
        assert line.channel.receive() == b"in two halves"

    def test_what_is_here_already_is_received_after_the_deadline_too(self, line) -> None:
        os.write(line.gives, frame(b"one") + frame(b"two"))
        line.channel.expire()
        assert [line.channel.receive(), line.channel.receive()] == [b"one", b"two"]


def test_closing_closes_each_descriptor_once() -> None:
    one = os.open(os.devnull, os.O_RDWR)
    Channel(one, one).close()
    reader, writer = os.pipe()
    Channel(reader, writer).close()
    for descriptor in (one, reader, writer):
        with pytest.raises(OSError, match="Bad file descriptor"):
            os.fstat(descriptor)
