"""The files that students export, gathered: a table of graded answers, and what it says.

``folder`` finds the files, ``exports`` reads one, ``students`` puts together those of one student
(by what ``sameness`` finds), ``gradebook`` grades the answers again, ``analysis`` counts,
``tables`` and ``report`` say it.
"""
