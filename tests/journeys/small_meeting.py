"""A meeting with one motion, for members of a roster who draw their cards."""

MEETING = """
title = "Small meeting"
cards = "drawn"
roster = "roster.csv"
[[poll]]
title = "Rules"
[[poll.question]]
title = "Shall we?"
kind = "yes_no"
rule = "majority"
"""
