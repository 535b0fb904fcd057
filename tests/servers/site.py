"""Somebody else's web site, which notes what it is asked for."""

import http.server
import threading


class Site:
    """On 127.0.0.1. html: what it answers to everything, "" for nothing. asked: the paths, in order."""

    def __init__(self, html: str = "") -> None:
        self.html = html
        self.asked: list[str] = []
        site = self

        class Pages(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                site.asked.append(self.path)
                self.send_response(200 if site.html else 204)
                self.send_header("Content-Type", "text/html; charset=utf-8")
                self.end_headers()
                self.wfile.write(site.html.encode())

            def log_message(self, format: str, *args: object) -> None:
                return

        self._server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Pages)
        self.url = f"http://127.0.0.1:{self._server.server_port}"
        threading.Thread(target=self._server.serve_forever, daemon=True).start()

    def close(self) -> None:
        self._server.shutdown()
        self._server.server_close()
