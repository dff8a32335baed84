"""Many reports: read one after the other, or by several local processes, always in input order."""

from sayso.batch.crew import ReadOne
from sayso.batch.many import Item, Results, read_many

__all__ = ["Item", "ReadOne", "Results", "read_many"]
