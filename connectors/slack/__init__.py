"""Slack: customers in shared channels and direct messages, and alerts for our own team. See docs/slack.md."""
