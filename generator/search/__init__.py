"""Search: the index (here) and its engine (overrides/assets/search/, one engine for page, tests and command).

`sounds`: how names sound and what they are looked up by → `matters`: what can be found, and under
which words → `postings`: where each sound occurs → `index`: the files that the engine reads.
`interpreter` runs the engine for `qingdan search`. The files are the engine's own: their form may
change with any version; what others may rely on is the open data.
"""
