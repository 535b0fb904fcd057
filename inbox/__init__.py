"""The memory: customers, threads, journal, outbox, events. All SQL lives here."""
