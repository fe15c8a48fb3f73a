"""Expands rules with python-dateutil: JSON lines in, JSON lines out.

In:  {"rrule", "start", "zone", "exdates", "limit", "until_year"}; wall-clock texts without offset.
Out: [[wall-clock text, epoch seconds], ...]; a time that a clock change skips moves forward by the gap.
"""

import json
import signal
import sys
from datetime import datetime

from dateutil import tz
from dateutil.rrule import rruleset, rrulestr

SECONDS_PER_CASE = 0.3
zones = {}


def expand(case):
    start = datetime.fromisoformat(case["start"])
    # An end of its own stops what would never match from counting to the year 9999.
    rules = rruleset()
    rules.rrule(rrulestr(case["rrule"], dtstart=start))
    for text in case["exdates"]:
        rules.exdate(datetime.fromisoformat(text))
    zone = zones.setdefault(case["zone"], tz.gettz(case["zone"]))
    found = []
    for wall in rules:
        if wall.year > case["until_year"] or len(found) == case["limit"]:
            break
        moved = tz.resolve_imaginary(wall.replace(tzinfo=zone))
        found.append([wall.strftime("%Y-%m-%dT%H:%M"), int(moved.timestamp())])
    return found


def give_up(*_):
    raise TimeoutError


signal.signal(signal.SIGALRM, give_up)
for line in sys.stdin:
    signal.setitimer(signal.ITIMER_REAL, SECONDS_PER_CASE)
    try:
        answer = expand(json.loads(line))
    except TimeoutError:
        answer = None
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
    print(json.dumps(answer))
