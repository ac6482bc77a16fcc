"""The whole record of a town: what it holds (`lists`), and how that is read from its folder (`gathering`)."""

from generator.reading.folder import FOLDER
from generator.reading.memory import Memory
from generator.record.gathering import read
from generator.record.lists import File, Record

__all__ = ["FOLDER", "File", "Memory", "Record", "read"]
