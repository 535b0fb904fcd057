"""Makes the models of both tiers from labelled messages. Needs more than Hilo itself: pip install 'hilo[train]'."""
