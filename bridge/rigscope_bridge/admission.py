"""Who may connect: judges the headers of a handshake before the upgrade. Reading them is left to connection.py."""

from __future__ import annotations

import hmac
from collections import deque
from collections.abc import Sequence
from typing import Callable, NamedTuple

MOST_CLIENTS = 4
_FAILURES = 10
_FAILURES_SECONDS = 10.0


class Refusal(NamedTuple):
    """Why a handshake is refused: an HTTP status and a sentence."""

    status: int
    sentence: str


class Admission:
    """The rules, with the session's token and port."""

    def __init__(self, token: str, port: int, now: Callable[[], float]) -> None:
        self._expected = f"Bearer {token}".encode("utf-8", "replace")
        self._hosts = {f"127.0.0.1:{port}", f"localhost:{port}"}
        self._now = now
        self._failures: deque[float] = deque(maxlen=_FAILURES)

    def judge(self, header: Callable[[str], Sequence[str]], clients: int) -> Refusal | None:
        """None where the client may come in. `header` gives all values of a header.

        A right token always comes in, however many wrong ones came before: a guesser cannot lock the hub out."""
        if list(header("Host")) and header("Host")[0].lower() not in self._hosts or len(header("Host")) != 1:
            return Refusal(421, "This address answers to 127.0.0.1 and localhost with its port only.")
        if header("Origin"):
            return Refusal(403, "Web pages may not connect to the bridge; open the panel through its hub.")
        tokens = header("Authorization")
        given = tokens[0].encode("utf-8", "surrogateescape") if len(tokens) == 1 else b""
        if not hmac.compare_digest(given, self._expected):
            return self._failed(bool(tokens))
        if clients >= MOST_CLIENTS:
            return Refusal(503, f"{MOST_CLIENTS} clients are connected already; close one and try again.")
        return None

    def _failed(self, had_token: bool) -> Refusal:
        now = self._now()
        is_flood = len(self._failures) == _FAILURES and self._failures[0] > now - _FAILURES_SECONDS
        self._failures.append(now)
        if is_flood:
            return Refusal(429, "Too many wrong tokens; wait ten seconds.")
        what = "is not this session's" if had_token else "is missing"
        return Refusal(401, f"The token {what}; read it from the session's address file.")
