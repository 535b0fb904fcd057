"""What the servers that we lean on say of themselves: facts, for `hilo doctor` to judge."""
