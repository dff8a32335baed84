"""Files made from records: one room per format."""
