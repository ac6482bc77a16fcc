"""From a town's YAML record to its public site: powers, duties, guides and enforcement.

CONTRIBUTING.md shows the house and the order in which its folders may use each other.
"""
