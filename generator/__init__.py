"""From a town's YAML record to its public site: powers, duties, guides and enforcement.

The flow, in the order a module may import what stands before it:
problem → source → standards → model → record → derive → rules → pages → site → plugin → cli;
authoring (the clerk's tools) stands beside, on record and rules.
"""
