"""The judgement and the carrying: journal to thread, outbox to provider, who answers next."""
