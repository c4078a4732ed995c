"""A name server on loopback that knows what a test tells it, over UDP, in a thread of its own."""

import contextlib
import socket
import threading
from collections.abc import Mapping, Sequence
from typing import Self

import dns.flags
import dns.message
import dns.rcode
import dns.rdatatype
import dns.rrset

from facteur.net.discovery.lookup import SystemLookup

_TURN_S = 0.1


class LocalDns(contextlib.AbstractContextManager["LocalDns"]):
    """Answers from `zone`, whose keys are such as "example.test MX"; values as in zone files.

    A name under which nothing stands does not exist. silent: hear and say nothing. failing: always
    answer that something is broken here. asked: every question so far.
    """

    def __init__(
        self,
        zone: Mapping[str, Sequence[str]] | None = None,
        *,
        silent: bool = False,
        failing: bool = False,
    ) -> None:
        self.zone = dict(zone or {})
        self.asked: list[str] = []
        self._silent = silent
        self._failing = failing
        self._socket = socket.socket(socket.AF_INET, socket.SOCK_DGRAM)
        self._socket.bind(("127.0.0.1", 0))
        self._socket.settimeout(_TURN_S)
        self.port: int = self._socket.getsockname()[1]
        self._ending = False
        self._thread = threading.Thread(target=self._serve, name="localdns", daemon=True)

    def __enter__(self) -> Self:
        self._thread.start()
        return self

    def __exit__(self, *_exc: object) -> None:
        self._ending = True
        self._thread.join()
        self._socket.close()

    def lookup(self) -> SystemLookup:
        """Return what asks here."""
        return SystemLookup(("127.0.0.1",), self.port)

    def _serve(self) -> None:
        while not self._ending:
            with contextlib.suppress(TimeoutError):
                data, peer = self._socket.recvfrom(4096)
                reply = self._answer(dns.message.from_wire(data))
                if not self._silent:
                    self._socket.sendto(reply, peer)

    def _answer(self, query: dns.message.Message) -> bytes:
        question = query.question[0]
        name = question.name.to_text().rstrip(".").lower()
        kind = dns.rdatatype.to_text(question.rdtype)
        self.asked.append(f"{name} {kind}")
        reply = dns.message.make_response(query)
        reply.flags |= dns.flags.RA
        found = self.zone.get(f"{name} {kind}")
        if self._failing:
            reply.set_rcode(dns.rcode.SERVFAIL)
        elif found:
            reply.answer.append(dns.rrset.from_text(question.name, 60, "IN", kind, *found))
        elif not any(key.split()[0] == name for key in self.zone):
            reply.set_rcode(dns.rcode.NXDOMAIN)
        return reply.to_wire()
