"""What several pages draw: rows of reports and incidents, ladders, trees of origins, contradictions, lanes of time."""
