"""The ordered stages: one report in, one record out, no I/O."""

from sayso.pipeline.explain import Explanation, explain_claim
from sayso.pipeline.order import find_extent, order_claims
from sayso.pipeline.run import check_stages, parse_report, read_report, run_stages
from sayso.pipeline.stages import GIVEN, STAGES, Stage
from sayso.pipeline.trace import Trace, trace_report

__all__ = [
    "GIVEN",
    "STAGES",
    "Explanation",
    "Stage",
    "Trace",
    "check_stages",
    "explain_claim",
    "find_extent",
    "order_claims",
    "parse_report",
    "read_report",
    "run_stages",
    "trace_report",
]
