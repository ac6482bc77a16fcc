"""The clerk's live preview: the site as it would be now, what is still a draft, what is to be done."""

from generator.preview.live import Preview

__all__ = ["Preview"]
