"""Rigscope's bridge inside a host: `start`, `stop` and `status`, and `selftest` for a host that no test has reached.
None of them ever raises into the host.

Which host it is and what it can do is left to the hosts package."""

import sys

# All below this line must be readable by any Python, so that an old one can say why it is too old.
if sys.version_info >= (3, 9):  # noqa: UP036
    from .control import Status, start, status, stop
    from .self_test.begin import selftest
else:
    from .unsupported import Status, selftest, start, status, stop

__all__ = ["Status", "selftest", "start", "status", "stop"]
