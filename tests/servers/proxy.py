"""A nasty stretch of network between a client and a real server on loopback."""

import contextlib
import socket
import struct
import threading
from collections.abc import Callable

from servers.programs import HOST

RESET = struct.pack("ii", 1, 0)  # SO_LINGER: close with RST, as a dying network does

Judge = Callable[[bytes], tuple[bytes, bool]]


class Proxy:
    """Forwards `port` on 127.0.0.1 to `target`, until told otherwise. Set the tricks at any time.

    cut_after: reset the next connection on which the server has sent this many bytes; works once.
    eat_answer_to: once the client has sent these bytes, forward them, and reset the connection when the server
    answers, without passing the answer on; works once.
    block: when the client has sent these bytes, reset the connection without forwarding them; works once.
    freeze(): a black hole. Connections stay open and nothing passes, whatever either side does. thaw() ends it.
    freeze_at: become that black hole when the client has sent these bytes, which are the first to vanish; works once.
    refuse(): nobody listens, so that connections are refused. accept() ends it.
    connections: how many have been accepted so far.
    """

    host = HOST

    def __init__(self, target: int) -> None:
        self.cut_after: int | None = None
        self.eat_answer_to: bytes | None = None
        self.block: bytes | None = None
        self.freeze_at: bytes | None = None
        self.connections = 0
        self._target = target
        self._flows = threading.Event()
        self._flows.set()
        self._closing = False
        self._sockets: list[socket.socket] = []
        self._listener = socket.create_server((HOST, 0))
        self.port: int = self._listener.getsockname()[1]
        self._threads: list[threading.Thread] = []
        self._watch()

    def _watch(self) -> None:
        self._threads.append(threading.Thread(target=self._accept, args=(self._listener,), daemon=True))
        self._threads[-1].start()

    @property
    def frozen(self) -> bool:
        return not self._flows.is_set()

    def freeze(self) -> None:
        self._flows.clear()

    def thaw(self) -> None:
        self._flows.set()

    def cut(self) -> None:
        """Reset every connection now."""
        for end in self._sockets:
            _reset(end)

    def refuse(self) -> None:
        with contextlib.suppress(OSError):
            self._listener.shutdown(socket.SHUT_RDWR)
        self._listener.close()

    def accept(self) -> None:
        self._listener = socket.create_server((HOST, self.port))
        self._watch()

    def close(self) -> None:
        self._closing = True
        self.thaw()
        self.refuse()
        self.cut()
        for thread in self._threads:
            thread.join(5)

    def _accept(self, listener: socket.socket) -> None:
        while not self._closing:
            try:
                client, _ = listener.accept()
            except OSError:
                return
            self._flows.wait()
            self.connections += 1
            try:
                server = socket.create_connection((HOST, self._target), timeout=5)
            except OSError:
                _reset(client)
                continue
            server.settimeout(None)
            self._sockets += [client, server]
            link = _Link(self, client, server)
            for pump in (link.upstream, link.downstream):
                thread = threading.Thread(target=pump, daemon=True)
                self._threads.append(thread)
                thread.start()


class _Link:
    """One connection through the proxy."""

    def __init__(self, proxy: Proxy, client: socket.socket, server: socket.socket) -> None:
        self._proxy, self._client, self._server = proxy, client, server
        self._sent_by_client = b""
        self._sent_by_server = 0
        self._eating = False

    def upstream(self) -> None:
        self._pump(self._client, self._server, self._said_by_client)

    def downstream(self) -> None:
        self._pump(self._server, self._client, self._said_by_server)

    def _pump(self, source: socket.socket, sink: socket.socket, judge: Judge) -> None:
        with contextlib.suppress(OSError):
            while chunk := source.recv(65536):
                chunk, go_on = judge(chunk)
                self._proxy._flows.wait()
                sink.sendall(chunk)
                if not go_on:
                    break
        self._proxy._flows.wait()
        _reset(source)
        _reset(sink)

    def _said_by_client(self, chunk: bytes) -> tuple[bytes, bool]:
        proxy = self._proxy
        self._sent_by_client = (self._sent_by_client + chunk)[-70000:]
        if proxy.block is not None and proxy.block in self._sent_by_client:
            proxy.block = None
            return b"", False
        if proxy.freeze_at is not None and proxy.freeze_at in self._sent_by_client:
            proxy.freeze_at = None
            proxy.freeze()
        if proxy.eat_answer_to is not None and proxy.eat_answer_to in self._sent_by_client:
            proxy.eat_answer_to = None
            self._eating = True
        return chunk, True

    def _said_by_server(self, chunk: bytes) -> tuple[bytes, bool]:
        if self._eating:
            return b"", False
        limit = self._proxy.cut_after
        if limit is not None and self._sent_by_server + len(chunk) >= limit:
            self._proxy.cut_after = None
            return chunk[: max(0, limit - self._sent_by_server)], False
        self._sent_by_server += len(chunk)
        return chunk, True


def _reset(end: socket.socket) -> None:
    with contextlib.suppress(OSError):
        end.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, RESET)
    with contextlib.suppress(OSError):
        end.shutdown(socket.SHUT_RDWR)  # wakes the other pump, which close alone does not
    end.close()
