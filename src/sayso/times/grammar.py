"""The grammar of time expressions: patterns over the classes of words (see `lexicon`), compiled into one.

Of several rules that fit at a place the one that stands first in ``RULES`` is taken. Every pattern is a plain sequence
of bounded repetitions over short strings, so that matching stays linear.
"""

from __future__ import annotations

import re

# Parts that many rules share. A clock time; a date of one day; the number before a unit.
_PARTS = {
    "<YEAR>": "(?:0?k?Y|y)",
    "<ZONE>": "(?:ZZ?Z?m?|Z?m)",
    "<CLOCK>": "q?(?:(?:T|=(?=[AZ])|(?<=3)=(?![Uu])|[+Y](?=Z)|[+](?=3<DAY>))[Ao]?|[dn](?:[Ao]|oA)|C)<ZONE>?",
    "<DATE>": "(?:t?M[dO](?![Uu1][Uu]|u|&)<YEAR>?|t?[dO]k?M<YEAR>?)",
    "<DAY>": "(?:I|(?:t?<REL>?W0?)?<DATE>(?:k?[XLN][U](?!4))?|<WEEKDAY>|K|t?<REL>?H(?:0?Y)?)",
    "<WEEKDAY>": "(?:t?<REL>W(?!1?[Uu])|W(?:[XLN][U](?!4)|kt?s[U])|t?W(?!1?[Uu])|W)",
    "<REL>": "(?:X[LN]|ss|[XLNsifl])",
    "<NUM>": "(?:[ndjV]|a)",
}

# Name and pattern, in order of precedence.
RULES: tuple[tuple[str, str], ...] = (
    ("clock_from", "[dT](?=[182][dT]A)|[dn](?=[82][dn]o?3tP)"),
    ("holiday_week", "t?<REL>?H[U](?:0?Y)?(?![bcG<>])"),
    ("weekday_of", "t?[OL]WkM<YEAR>?"),
    ("week_of", "t?[OL]UkM<YEAR>?"),
    ("same_of", "t?s[U9](?:kY|k?0?[XLN]U(?!4))"),
    ("day_of_month", "t?Okt?<REL>U"),
    ("edge_day", "t?[OL]UktU"),
    ("days_of", "t?[OL][nd]?ukM<YEAR>?"),
    ("this_time", "(?:R|Xm)LU"),
    ("unit_after_that", "tU7"),
    ("nights", "<NUM>[Pp][Gbc<>]"),
    ("night_count", "q?[nd]J?J?p"),
    ("article", "[at](?=U1[bG](?!9))"),
    ("day_on", "(?<=M[dO][182])[dO](?![Uu:])(?:0?Y)?"),
    ("day_from", "t?[dO](?=[182]t?[dO]k?M)"),
    ("age", "[tq]?a?(?:[ndj]1?[Uu]1?6|[ndj]?uk?6)"),
    ("rate", "(?:[ndVj]x|x)0?(?:a|5|E[nd]?)[Uu]|5U"),
    ("each", "E[ndO]?J?(?:[WUuSM]P?|P|WP)(?:3<CLOCK>)?"),
    ("weekdays", "w[Pp]?|W[p]"),
    ("spoken", "q?(?:a?[h&][L8]|[dn]u?L|[dn]u8)[dn][oA]?(?:3tP|3P)?(?:0?3?<DAY>P?|t?<REL>P|tU[<>])?"),
    ("spoken_hour", "q?[dn]o?(?:3t?P(?:0?k?3?<DAY>)?|3?<DAY>P|3?t?<REL>P)"),
    ("clock_day", "<CLOCK>0?3?B?(?:<DAY>P?|t?<REL>P|t?[sf]U)"),
    ("day_clock", "(?:<DAY>P?|t?<REL>P)0?3?<CLOCK>"),
    ("part_day", "B?t?Pk?3?<DAY>"),
    ("part_of_number", "t?PktO(?![U&!uhS])"),
    ("day_part", "[Bbc]?t?<REL>P|[Bbc]?<DAY>0?4?B?P|tP[bc<>]"),
    ("clock", "<CLOCK>(?:3tP)?"),
    ("hours_of", "t?BukX?<DAY>"),
    ("day", "(?:[qBbc]3?)?<DAY>|t?[B;]k<DAY>"),
    ("month_year", "[qBbc]{0,2}(?:t?[B;e]k)?t?M(?:0?k?(?:Y|y)|0?k?<REL>U(?!1?[BbG]))"),
    ("month", "[qBbc]{0,2}(?:t?[B;e]k)?<REL>?M"),
    ("quarter_of", "t?(?:<REL>U4|Y4?)F?(?:O1?)?[&h]"),
    ("quarter_ago", "t?J?U1?[bG]O?1?&|t?&aU[Gb]"),
    ("last_quarter", "t?L[h&]k(?:Y|t?<REL>?U)"),
    ("quarter", "[qBbc]?(?:t?[B;e]kt?)?t?l?F?O1?[&h](?:4?0?k?F?t?(?:Y|<REL>?F?U(?!1?[bG])))?"),
    ("season_year", "[qBbc]{0,2}(?:t?[B;e]k)?t?S0?k?(?:Y|y|<REL>U)"),
    ("season", "[qBbc]{0,2}(?:t?[B;e]k)?t?(?:<REL>|B)?S"),
    ("unit_ago", "t?J?U1[bG]9|U1[bG]"),
    ("after_that", "[qV]?<NUM>1?J?J?[Uu]7"),
    ("quarter_century", "q?a&(?:ka|1)!"),
    ("past_amount", "q?(?:tO|tO?[LNXfil]O?|[LNXfil])J?<NUM>J?[Uu](?:JJ)?"),
    ("decade", "q?t?B?1?(?:O1?hkt?|[LNB;]hkt?|;kt?)?D"),
    ("year_word", "tU[Yn]|(?:t?[;e]kt?|[qB]1?)?(?:t?FU|F)?Y"),
    ("unit_edge", "q?U4?1?;(?!k)"),
    ("time_from", "<NUM>[Uu]4m"),
    ("ago_this", "q?<NUM>1?J?J?[Uu]GXU"),
    ("years_on", "q?<NUM>1?J?J?[Uu]3(?![~tIWMKHPUdOC=TY])"),
    ("offset", "[qV]?<NUM>1?J?J?1?[Uu](?:JJ)?[Gbcg<>]|[Vr]?uG"),
    ("all_unit", "'(?:U|S)"),
    ("half_unit", "q?(?:haU|aU2ah|ahU|ah1U)[Gbcg<>]?"),
    ("numbers_to", "q?[ndj](?:8|1|2)[ndj]1?J?[Uu](?:[Gbc<>])?"),
    ("edge_of_unit", "[bc]3tU|q?t?[B;e]kt?<REL>?F?J?U|[Bbc]{1,2}t?<REL>F?U"),
    ("fiscal", "t?<REL>?FU"),
    ("this_unit", "q?t?<REL>J?U"),
    ("unit_before", "tU[bc<>]"),
    ("century", "t?B?1?O1?!"),
    ("amount", "[qV]?t?V?<NUM>1?J?J?1?[Uu](?:[02]{1,2}<NUM>[Uu](?![GbcgU<>])|2aJ|JJ|2[nd](?![Uu]))?"),
    ("years", "t?[rvVLN]u|t[OB]u"),
    ("stretch", "a?_{1,3}9|V9|a9"),
    ("the_unit", "tJ?U"),
    ("bare_units", "u"),
    ("recurring", "Q"),
    ("reference", "R"),
    ("pointing", "7"),
    ("present", "X|r|tL"),
    ("part", "[qB]?1?t?P"),
    ("nth_unit", "tOU"),
    ("ordinal_day", "tO"),
    ("bare_hour", "q?d"),
)
_UNITS = "U&!"  # any unit, the quarter, the century


def _compile() -> re.Pattern[str]:
    groups = []
    for name, pattern in RULES:
        for _ in range(3):
            for part, meaning in _PARTS.items():
                pattern = pattern.replace(part, meaning)
        groups.append(f"(?P<{name}>{_widen(pattern)})")
    return re.compile("|".join(groups))


def _widen(pattern: str) -> str:
    """The pattern with every "U" standing for any unit."""
    inside = re.sub(r"\[[^\]]*U[^\]]*\]", lambda m: m[0].replace("U", _UNITS), pattern)
    return re.sub(r"(?<![&U!\[])U(?!&)", f"[{_UNITS}]", inside)


PATTERN = _compile()

__all__ = ["PATTERN", "RULES"]
