"""Scores that compare what Sayso reads with gold annotation."""
