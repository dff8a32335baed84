"""The ordered stages: one report in, one record out, no I/O."""

from sayso.pipeline.run import check_stages, parse_report, read_report, run_stages
from sayso.pipeline.stages import GIVEN, STAGES, Stage

__all__ = ["GIVEN", "STAGES", "Stage", "check_stages", "parse_report", "read_report", "run_stages"]
