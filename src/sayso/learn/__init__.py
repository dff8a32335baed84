"""Training of the models from gold corpora; never imported when reports are read."""
