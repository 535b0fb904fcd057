"""R0: the least that a hook of ours could do. It reads the form, checks its signature, answers, and keeps nothing.

Run as `python -m tests.bench.bare ADDRESS SECRET`: what its callers sign, and with what.
"""

import base64
import hmac
import socket
import sys
from urllib.parse import parse_qsl

from aiohttp import web


def main() -> None:
    address, secret = sys.argv[1], sys.argv[2].encode()

    async def accept(request: web.Request) -> web.Response:
        fields = sorted(parse_qsl((await request.read()).decode(), keep_blank_values=True))
        signed = f"{address}{request.path}" + "".join(name + value for name, value in fields)
        genuine = base64.b64encode(hmac.digest(secret, signed.encode(), "sha1")).decode()
        fits = hmac.compare_digest(genuine, request.headers["X-Twilio-Signature"])
        return web.Response(body=b"<Response/>", status=200 if fits else 403, content_type="text/xml")

    app = web.Application()
    app.router.add_post("/hooks/{account}", accept)
    with socket.create_server(("127.0.0.1", 0)) as listening:
        port = listening.getsockname()[1]
        web.run_app(app, sock=listening, print=lambda _: print(f"bare at {port}", flush=True), access_log=None)


if __name__ == "__main__":
    main()
