"""The one-page form as a package for a school's platform: SCORM 1.2 and 2004 (4th edition).

Sources: SCORM 1.2 Run-Time Environment and Content Aggregation Model (ADL, 2001); SCORM 2004 4th
Edition (ADL, 2009). What is handed over, and when, is in ``student/platform``.
"""
