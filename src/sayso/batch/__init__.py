"""Many reports: read one after the other, or by several local processes, always in input order."""

from sayso.batch.many import Item, ReadOne, Results, read_many

__all__ = ["Item", "ReadOne", "Results", "read_many"]
