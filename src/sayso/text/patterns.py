"""The token grammar: one compiled expression, tried left to right at every position.

Conventions are those of the UD English treebanks (EWT, GUM): clitics stand alone (do|n't, Smith|'s), hyphenated
compounds are split (well|-|known) save after a bound prefix (anti-war), abbreviations keep their period, numbers keep
their separators, addresses stay whole. Matching is linear: no alternative nests a repetition in a repetition over the
same characters.
"""

from __future__ import annotations

import re

# Combining marks belong to the letter before them but are not matched by \w.
_MARKS = (
    "\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u0610-\u061a\u064b-\u065f\u0670\u06d6-\u06dc"
    "\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u0711\u0730-\u074a\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
    "\u0981-\u0983\u09bc-\u09cd\u0e31\u0e34-\u0e3a\u0e47-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f"
    "\ufe20-\ufe2f\u200c\u200d"
)
_WORD = rf"[^\W_][\w{_MARKS}]*"
_APOSTROPHE = "['\u2019\u02bc\u2018`]"

# Bound prefixes: the treebanks keep prefix and hyphen with their word.
_PREFIXES = (
    "non|anti|re|co|pre|mid|pro|post|semi|multi|counter|sub|ex|mini|neo|inter|intra|over|ultra|un|e|micro|macro|quasi|"
    "pseudo|trans|extra|infra|super|hyper|hypo|bi|tri|uni|proto|socio|psycho|geo|bio|eco|electro|cyber|de|dis|mega|meta|"
    "mono|poly|retro|tele|thermo|under|cross"
)

# Never followed by a sentence end inside the token: the period belongs to the abbreviation.
_ABBREVIATIONS = (
    "Mr|Mrs|Ms|Messrs|Mmes|Dr|Drs|Prof|Rev|Fr|Sr|Jr|St|Ste|Mt|Ft|Gen|Lt|Col|Maj|Capt|Cpl|Sgt|Pvt|Cmdr|Adm|Brig|Hon|Pres|Gov|"
    "Sen|Rep|Reps|Sens|Supt|Insp|Det|Amb|Sec|Asst|Esq|Inc|Ltd|Corp|Co|Cos|Bros|LLC|Plc|Univ|Dept|Assn|Ave|Blvd|Rd|Hwy|Jan|"
    "Feb|Mar|Apr|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec|Mon|Tue|Tues|Wed|Thu|Thur|Thurs|Fri|No|Nos|Vol|vol|Fig|fig|figs|Figs|"
    "vs|v|etc|al|approx|est|ca|cf|Ph\\.D|PhD|ed|eds|pp|p|ext|Ext|Tel|tel|Art|art|Ala|Ariz|Ark|Calif|Colo|Conn|Del|Fla|Ga|"
    "Ill|Ind|Kan|Ky|La|Md|Mass|Mich|Minn|Miss|Mo|Mont|Neb|Nev|Okla|Ore|Pa|Tenn|Tex|Va|Vt|Wash|Wis|Wyo|Que|Ont|Atty|"
    "hrs|min|mins|sec|secs|oz|lb|lbs|in|sq|mph|esp|Esp|incl|eve|dist|prov|Prov|Mob|Ph|Attn|govt|Govt|Intl|intl|nat|Natl"
)
# Of these, only before a digit or a name in capitals is the period part of the token ("No. 5", "in. " is a word).
_NEEDS_NUMBER = (
    "No|Nos|Art|art|fig|Fig|figs|Figs|p|pp|ext|Ext|Mar|Jun|Jul|Wash|Mass|Miss|Ill|Ind|La|Pa|Mo|Va|Ore|Del|Tex|Ark|Ga"
)
_NEVER = "in|eve|Ph|nat|Mon|Wed|Fri|Tue|Thu|min|sec|est|ed|v|ca"

TOKEN = re.compile(
    rf"""
    (?P<url>(?:https?|ftp)://[^\s<>"\u201c\u201d]+|www\.[^\s<>"\u201c\u201d]+)
  | (?P<mail>[\w.+-]{{1,64}}@[\w-]{{1,64}}(?:\.[\w-]{{1,64}}){{0,6}})
  | (?P<file>[\w\#-]{{0,80}}\.(?:docx?|xlsx?|pdf|html?|txt|jpe?g|png|pptx?|zip|csv|DOC|XLS|PDF)\b)
  | (?P<domain>(?<![\w@.])[A-Za-z0-9-]{{2,63}}(?:\.[A-Za-z0-9-]{{1,63}}){{0,3}}
      \.(?:com|org|net|gov|edu|info|co\.uk|ru|kz|de|fr|eu|io)\b(?:/[^\s<>"]*)?)
  | (?P<tag>(?<!\w)@\w+|\#[^\W\d_]\w*)
  | (?P<acronym>(?<![\w.])(?:[^\W\d_]\.){{2,}}(?:[^\W\d_](?!\w))?)
  | (?P<number>[+]?\d+(?:[.,:/]\d+)+(?=(?:[A-Za-z]{{1,2}}|a\.m|p\.m)?\b)
      |\d{{1,4}}(?:-\d{{2,4}}){{2,}}|\d{{3}}[-/]\d{{3}}-\d{{4}}|\d{{3}}-\d{{4}}\b|[.]\d+\b)
  | (?P<measure>\d+(?=(?:am|pm|AM|PM|bn|m|k|K|km|kg|ft|cm|mm|MB|GB|tn|hrs|percent)\b))
  | (?P<decade>{_APOSTROPHE}\d\ds?\b)
  | (?P<clitic>{_APOSTROPHE}(?:s|S|m|M|re|RE|ve|VE|ll|LL|d|D|em|n|tis|twas|cause|til)(?![\w{_MARKS}]))
  | (?P<abbreviation>\b(?:(?:{_ABBREVIATIONS})\.(?=\s|[,;:)\]\u2019\u201d"'-]|$)
      |[^\W\d_]\.(?=\s|-)|e\.g\.?|i\.e\.?|a\.k\.a\.?))
  | (?P<prefixed>\b(?i:{_PREFIXES})-(?=[^\W\d_])[\w{_MARKS}]+)
  | (?P<word>{_WORD}(?:[&]{_WORD}|{_APOSTROPHE}[^\W\d_][\w{_MARKS}]*)*)
  | (?P<ellipsis>\.{{2,}}|\u2026)
  | (?P<smiley>[:;=]-?[()DPp](?!\w)|\(:|\^_\^|<3)
  | (?P<dashes>[-\u2013\u2014]{{2,}})
  | (?P<run>[!?]+|[*=_~\#+|>]{{2,}}|<<|>>|''|``|\u2018\u2018|\u2019\u2019)
  | (?P<other>\S[{_MARKS}]*)
    """,
    re.VERBOSE,
)

# Where a matched word is cut again.
SPLIT_NOT = re.compile(rf"(?i)^(.+?)(n{_APOSTROPHE}t)$")
SPLIT_CLITIC = re.compile(rf"(?i)^(.+?)({_APOSTROPHE}(?:s|m|re|ve|ll|d))$")
FUSED: dict[str, int] = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "gimme": 3,
    "lemme": 3,
    "dunno": 2,
    "dont": 2,
    "doesnt": 4,
    "didnt": 3,
    "cant": 2,
    "wont": 2,
    "isnt": 2,
    "wasnt": 3,
    "couldnt": 5,
    "wouldnt": 5,
    "shouldnt": 6,
    "havent": 4,
    "hasnt": 3,
    "im": 1,
    "ive": 1,
    "thats": 4,
}
NEEDS_NUMBER = re.compile(rf"^(?:{_NEEDS_NUMBER})\.$")
NEVER_KEEPS = re.compile(rf"^(?:{_NEVER})\.$")
