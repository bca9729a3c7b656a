"""SMTP connections on which every reply of the server has an end."""

import re
import smtplib
from time import monotonic

_LONGEST_LINE = 8192  # bytes; RFC 5321, 4.5.3.1.5, allows 512, and servers send more
_MOST_LINES = 100
_CONTINUES = re.compile(rb"\d{3}-")


class Smtp(smtplib.SMTP):
    """A connection that gives up a server whose reply has no end: `timeout` is the seconds for a whole reply.

    smtplib alone bounds the length of a line and the time between two bytes: a server may send lines until the memory
    is full, or a byte every minute for ever.
    """

    def getreply(self) -> tuple[int, bytes]:
        """Return the code of the next reply, -1 where it has none, and its lines.

        Raises SMTPServerDisconnected where the connection is lost or given up.
        """
        deadline, lines = monotonic() + self.timeout, list[bytes]()
        try:
            while not lines or _CONTINUES.match(lines[-1]):
                if len(lines) == _MOST_LINES:
                    raise smtplib.SMTPServerDisconnected(f"a reply of more than {_MOST_LINES} lines")
                lines.append(self._read_line(deadline))
        except OSError as error:
            self.close()
            raise smtplib.SMTPServerDisconnected(str(error)) from None
        code = int(lines[-1][:3]) if lines[-1][:3].isdigit() else -1
        return code, b"\n".join(line[4:].strip() for line in lines)

    def _read_line(self, deadline: float) -> bytes:
        """Return the next line. Raises OSError where it does not end in time, or at all."""
        if self.sock is None:
            raise smtplib.SMTPServerDisconnected("the connection is closed")
        self.file = self.file or self.sock.makefile("rb")
        line = b""
        while not line.endswith(b"\n"):
            self.sock.settimeout(max(deadline - monotonic(), 1e-3))  # 0 would not wait at all
            received = self.file.peek(1)  # at most one read of the socket, which that time is for
            if not received:
                raise smtplib.SMTPServerDisconnected("connection closed by the server")
            if monotonic() > deadline:
                raise TimeoutError("timed out")
            line += self.file.read(received.find(b"\n") + 1 or len(received))
            if len(line) > _LONGEST_LINE:
                raise smtplib.SMTPServerDisconnected(f"a line of more than {_LONGEST_LINE} bytes")
        self.sock.settimeout(self.timeout)
        return line


class SmtpOverTls(Smtp, smtplib.SMTP_SSL):
    """The same, encrypted from its first byte."""
