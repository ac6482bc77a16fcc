"""Citations as law practice writes them: each is understood exactly, or the words that are not are told."""

from __future__ import annotations

from pathlib import Path

import pytest

from generator.intake import citing
from generator.model.citation import Citation

LAW = "《城乡规划法》"


def written_forms() -> list[tuple[str, list[str], str]]:
    """Each form of the corpus: what is written, the citations that it means, the words that are to be told."""
    forms = []
    for line in (Path(__file__).parent / "citations.txt").read_text("utf-8").splitlines():
        if " = " in line and not line.startswith("#"):
            written, _, meant = line.partition(" = ")
            meant, _, told = meant.partition(" ! ")
            lines = [one.strip().replace("+", LAW) for one in meant.split(" | ")]
            forms.append((written.replace("+", LAW).replace("\\n", "\n"), lines, told.strip()))
    return forms


FORMS = written_forms()


def test_the_corpus_is_large_enough():
    assert len(FORMS) >= 300 and len({written for written, _, _ in FORMS}) == len(FORMS)


@pytest.mark.parametrize(("written", "meant", "told"), FORMS, ids=[form[0][:40] for form in FORMS])
def test_what_is_written_is_understood_or_told(written, meant, told):
    cited = citing.read(written)
    assert cited.lines == meant
    assert ("".join(cited.left).replace(" ", "") == told.replace(" ", "")) if told else not cited.left
    assert bool(told) == ("没有看懂" in cited.remark())


@pytest.mark.parametrize("line", sorted({line for _, meant, _ in FORMS for line in meant}))
def test_what_is_understood_reads_back_as_itself(line):
    assert str(Citation.read(line)) == line
    assert citing.read(line).lines == [line] and citing.read(line).whole
