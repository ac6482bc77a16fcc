"""法规依据 and 文件: which entries stand on what, and what must be checked again."""

from __future__ import annotations

from generator.derive.amendment import outdated
from generator.derive.town import Town
from generator.model.kinds import kind_of
from generator.model.reference import UNCERTAIN
from generator.model.values import NOTHING
from generator.pages import documents, laws, powers
from tests.pages.shown import body_at, page_at, with_entry


def test_laws_stand_by_rank_and_say_their_state(real: Town) -> None:
    text = page_at(laws, real, "laws/").text
    assert text.index("行政法规") > text.index("法律")
    counts = {
        state: sum(law.state == state for law in real.record.laws.values()) for state in ("现行", "已修改", "待核实")
    }
    for state, count in counts.items():
        assert f"{state}{count}部" in text


def test_a_law_shows_its_articles_and_who_stands_on_them(town: Town) -> None:
    for id_, citations in town.cited.items():
        facts = page_at(laws, town, f"laws/{id_}/")
        for article, entry in citations:
            if article:
                assert str(article._replace(rest="")) in facts.text
            assert any(link.endswith(f"/{entry.id}/") for link in facts.links), (id_, entry.id)


def test_a_laws_text_is_shown_where_it_is_recorded(sample: Town) -> None:
    law = sample.record.get("g101")
    facts = page_at(laws, sample, "laws/g101/")
    for item in law.texts:
        assert str(item.text).replace("\n", "") in facts.fields["条文"]
    assert str(law.address) in facts.links


def test_versions_stand_newest_first(sample: Town) -> None:
    facts = page_at(laws, sample, "laws/g004/")
    assert facts.fields["版本·版本日期"] == "2023-09-012017-09-01"


def test_a_repealed_law_names_its_successor(sample: Town) -> None:
    facts = page_at(laws, sample, "laws/g102/")
    assert facts.fields["有效性"] == "已废止" and "../../laws/g101/" in facts.links
    assert "不能再凭它办事" in facts.text


def test_a_law_that_nobody_has_compared_says_so_and_so_does_what_rests_on_it(sample: Town) -> None:
    law = sample.record.laws["g101"]
    changes = {"versions": None, "checked": None, "state": UNCERTAIN}
    town = with_entry(sample, "laws", law.model_copy(update=changes))
    facts = page_at(laws, town, "laws/g101/")
    assert "还没有核实" in facts.text and "改过几次" not in facts.text and "版本" in facts.text
    assert "现在还管不管用，没有核实" in page_at(powers, town, "authority/q001/").text


def test_what_was_checked_before_the_newest_version_is_named(real: Town) -> None:
    assert "要重新核对的" in page_at(laws, real, "laws/g060/").text
    assert "要重新核对的" not in page_at(laws, real, "laws/g004/").text


def test_what_bears_no_day_of_checking_need_not_be_checked_again(real: Town) -> None:
    """“无” may be written as 核对到."""
    again = outdated(real.record.laws["g060"], (entry for _, entry in real.cited["g060"]), real.record, real.today)
    first, others = again[0], again[1:]
    assert others
    town = with_entry(real, kind_of(type(first)).attribute, first.model_copy(update={"checked": NOTHING}))
    section = body_at(laws, town, "laws/g060/").html.partition('id="again"')[2].partition("</section>")[0]
    assert f"/{others[0].id}/" in section and f"/{first.id}/" not in section


def test_a_document_shows_what_it_confers(sample: Town) -> None:
    facts = page_at(documents, sample, "documents/w001/")
    for power in sample.record.powers.values():
        if power.document == "青政发〔2025〕9号":
            assert f"../../authority/{power.id}/" in facts.links, power.id
    assert "没对上名称" not in facts.text
    mandate = page_at(documents, sample, "documents/w004/")
    assert "../../authority/q101/" in mandate.links


def test_a_power_whose_name_no_document_covers_is_set_apart(sample: Town) -> None:
    power = sample.record.get("q003").model_copy(update={"sources": None})
    facts = page_at(documents, with_entry(sample, "powers", power), "documents/w001/")
    assert "没对上名称的 1 项" in facts.text and "../../authority/q003/" in facts.links
