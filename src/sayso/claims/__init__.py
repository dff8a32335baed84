"""Who said what: quotations, and the claims that the reader's marks join into."""
