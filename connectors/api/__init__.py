"""The API channel: any medium that can sign an HTTP request, without code here. See docs/api-channel.md."""
