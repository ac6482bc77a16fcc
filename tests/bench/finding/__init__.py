"""The page in which searches are timed, side by side: ours, the theme's, Pagefind's.

`page.html` and `finding.js` are served beside a site; `browser` opens them and types; `sites` makes the sites.
"""
