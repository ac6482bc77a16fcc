"""From a finished build to the site that is served, and what is remembered of it.

edition     edition.json and SHA256SUMS: what a site consists of
log         powers/publications.csv: one chained line a publication (the ledger itself is `reading.ledger`)
copies      a published site in a folder, a pack, on a server: read by path
state       what lies in `<parent>/.qingdan/<name>/`: the lock and the releases
place       building aside and exchanging; the one module that a command calls so far
pack        a zip to be unpacked over the folder of an earlier edition, with its readme; withdrawn: what then stands there
disk_edition  a copy of the site that opens from a stick
"""
