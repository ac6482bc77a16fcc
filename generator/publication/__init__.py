"""From a finished build to the site that is served, and what is remembered of it.

What a site consists of, and where it lies:
    edition       edition.json and SHA256SUMS: what a site consists of
    state         what lies in `<parent>/.qingdan/<name>/`: the lock and the releases
    copies        a published site in a folder, a pack, on a server: read by path
    calls         every call that reads or changes the disk; tree: a folder full of files; both know nothing else

What is done, a command a module:
    trial         `build`: a site to be looked at
    release       `publish`: making, proving, ready, out; `making` and `proving` are two of its steps
    withdrawing   `withdraw`; named: what is to go
    going_back    `rollback`
    checking      `verify`, by `verifying`

What they stand on:
    standing      what was published before
    ledger        the ledger once a site is published (how it is written is `reading.ledger`, the log `reading.log`)
    slip          by which slip it was approved
    place         who may write in a site's place, and the exchange
    keeping       the releases
    unfinished    what is decided and not done; recovery: what a start does with it, as a table
    handout       what is handed on: pack, a zip with its readme, to be unpacked over an earlier edition
                  (withdrawn: what then stands where something ended); disk_edition, a copy that opens from a stick
"""
