"""The clerk's preview: the site as it would be now, with a bar of what is still a draft and what is to be done."""

from generator.preview.application import Preview

__all__ = ["Preview"]
