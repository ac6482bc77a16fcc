"""The clerk's guide on the site: each field, each code, made from model and rules."""
