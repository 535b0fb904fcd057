"""R0: the least that a server of ours could do. It verifies the visitor's token, answers 202, and keeps nothing.

Run as `python -m tests.bench.bare ACCOUNT_ID`, with the key of the inbox as HILO_KEY.
"""

import os
import socket
import sys

from aiohttp import hdrs, web

from inbox.box import Box
from inbox.clock import utc_now
from web.chat.visitor import Seal


def main() -> None:
    seal, account_id = Seal(Box(os.environ["HILO_KEY"].encode()).derive("chat visitors")), sys.argv[1]

    async def accept(request: web.Request) -> web.Response:
        seal.read(request.headers[hdrs.AUTHORIZATION].removeprefix("Bearer "), account_id, utc_now())
        return web.Response(body=b'{"client_id":"n1"}', status=202, content_type="application/json")

    app = web.Application()
    app.router.add_post("/chat/{account}/messages", accept)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        web.run_app(app, sock=listening, print=lambda _: print(f"bare at {port}", flush=True), access_log=None)


if __name__ == "__main__":
    main()
