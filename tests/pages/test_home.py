"""The home page, the ways to look (按事说、人生阶段、按拼音找) and 还差什么, of the real town and the sample town."""

from __future__ import annotations

import posixpath
import re
from urllib.parse import urldefrag

from generator.derive.pinyin import plain, reader
from generator.derive.topics import found, happenings, stages
from generator.derive.town import Town
from generator.model.vocabulary import Readings
from generator.pages import az, completeness, home, powers, searching, themes
from generator.site.contents import bodies
from tests import web
from tests.towns import ROOT

MINE = (home, themes, az, completeness, searching)


def _page(module, town: Town, url: str) -> web.PageFacts:
    return web.read(next(body.html for body in module.bodies(town) if body.url == url))


def _prose() -> set[str]:
    """The addresses of the pages of prose."""
    found = (path.relative_to(ROOT / "content").with_suffix("").as_posix() for path in (ROOT / "content").rglob("*.md"))
    return {f"{path.removesuffix('index').rstrip('/')}/" for path in found}


def test_links_lead_to_pages_and_anchors(town: Town) -> None:
    whole = {body.url: body.html for body in bodies(town)}
    prose = _prose()
    dead = []
    for body in (body for module in MINE for body in module.bodies(town)):
        for link in web.read(body.html).links:
            target, anchor = urldefrag(link)
            if target.startswith("tel:"):
                continue
            url = posixpath.normpath(posixpath.join("/", body.url, target)).lstrip("/")
            url = f"{url}/" if url else ""
            if not (url in prose or (url in whole and (not anchor or f'id="{anchor}"' in whole[url]))):
                dead.append(f"{body.url} → {link}")
    assert dead == []


def test_pages_are_well_formed(town: Town) -> None:
    for body in (body for module in MINE for body in module.bodies(town)):
        facts = web.read(body.html)
        assert (facts.unclosed, facts.inline) == ([], []), body.url
        assert len(facts.ids) == len(set(facts.ids)), body.url
        assert len(facts.titles) == 1, body.url


def test_home_works_without_scripts(town: Town) -> None:
    """What looks as if it searched does search: without scripts there is no field, but a list by pinyin, words and doors."""
    facts = _page(home, town, "")
    html = next(home.bodies(town)).html
    assert facts.titles == ["您要办什么事？"] and re.findall(r'<form class="([\w-]+)', html) == ["q-find"]
    assert facts.links[0] == "az/"
    numbers = facts.links.index("tel:110")
    assert numbers > 1 and facts.links[numbers + 3 : numbers + 5] == ["services/#personal", "services/#business"]
    assert {"themes/", "az/", "life/"} <= set(facts.links)


def test_how_much_of_the_lists_is_known_is_told_by_the_lists(real: Town, sample: Town) -> None:
    """Nobody who wants to build a house asks how much of a catalogue is known; the lists and 还差什么 tell it."""
    text = _page(home, real, "").text
    assert "官方目录" not in text and "41" not in text and "名称还没拿到" in text
    statutory = [power for power in real.record.powers.values() if power.mode == "法定" and power.standing != "示例"]
    ended = sum(power.state == "取消" for power in statutory)
    assert ended and f"录入 {len(statutory)} 项（其中 {ended} 项已取消）。" in _page(powers, real, "authority/").text
    held = [power for power in sample.record.powers.values() if power.mode == "委托" and not power.ended]
    assert held and f"县里委托镇里办的 {len(held)} 项" in " ".join(_page(home, sample, "").text.split())


def test_a_door_says_what_is_behind_it(sample: Town) -> None:
    for topic in happenings():
        held = found(topic, sample)
        if topic.at_home and held.first:
            said = str(next(iter(held.first.nicknames or ()), held.first.name))
            door = next(home.bodies(sample)).html.partition(f'href="themes/{topic.number}/"')[2].partition("</a>")[0]
            assert said in door, topic.name


def test_what_was_taken_back_is_counted_once(sample: Town) -> None:
    duties = [duty for duty in sample.record.responsibilities.values() if duty.kind == "上级收回"]
    powers = {id_ for id_, power in sample.record.powers.items() if power.state == "收回"}
    told = {duty.former_power.id for duty in duties if duty.former_power}
    assert told & powers, "the sample holds a duty that stands for a power taken back"
    assert f"{len(duties) + len(powers - told)} 项，说现在由谁办" in _page(home, sample, "").text


def test_only_known_numbers_can_be_dialled(real: Town, sample: Town) -> None:
    def dialled(town: Town) -> set[str]:
        facts = [web.read(body.html) for module in MINE for body in module.bodies(town)]
        return {link.removeprefix("tel:") for page in facts for link in page.links if link.startswith("tel:")}

    assert dialled(real) == {"12345", "110", "119", "120"}
    fields = _page(home, real, "").fields
    assert "便民服务中心·地址" not in fields
    assert "地址、上班时间、电话还没核实" in _page(home, real, "").text
    assert _page(home, sample, "").fields["便民服务中心·地址"] == str(sample.record.town.centre.address)


def test_latest_changes_stand_first_and_are_few(sample: Town) -> None:
    days = re.findall(r'<time datetime="([\d-]+)"', next(home.bodies(sample)).html)
    assert days == sorted(days, reverse=True) and 0 < len(days) <= 2


def test_every_topic_has_its_page(town: Town) -> None:
    found_urls = {body.url for body in themes.bodies(town)}
    assert {f"themes/{topic.number}/" for topic in happenings()} <= found_urls
    assert {f"life/{topic.number}/" for topic in stages()} <= found_urls


def test_every_theme_of_an_entry_is_found_by_matter(town: Town) -> None:
    offered = {
        e.id
        for topic in happenings()
        for part in ("guides", "together", "elsewhere")
        for e in getattr(found(topic, town), part)
    }
    assert offered == {entry.id for entries in town.by_theme.values() for entry in entries}


def test_a_topic_shows_guides_then_the_rest(real: Town) -> None:
    facts = _page(themes, real, "themes/01/")
    assert facts.ids == ["guides", "together", "elsewhere", "powers", "more"]
    assert any(link.endswith("services/f003/") for link in facts.links)
    assert any(link.endswith("authority/q201/") for link in facts.links)


def test_az_holds_every_entry_and_what_people_call_it(town: Town) -> None:
    pages = [web.read(body.html) for body in az.bodies(town)]
    links, text = [link for facts in pages for link in facts.links], "".join(facts.text for facts in pages)
    for kind in ("guides", "together", "elsewhere", "powers", "responsibilities", "departments"):
        for id_, entry in getattr(town.record, kind).items():
            if getattr(entry, "state", "") == "误发":
                continue
            assert any(link.endswith(f"/{id_}/") for link in links), id_
            assert str(entry.name) in text
            for said in getattr(entry, "nicknames", None) or ():
                assert str(said) in text


def test_az_stands_by_letter(real: Town) -> None:
    html = "".join(body.html for body in az.bodies(real))
    sections = dict(re.findall(r'<h2 id="letter-(\w+)-name">.*?</h2>(.*?)</section>', html, re.S))
    assert list(sections) == sorted(sections, key=lambda letter: (letter == "other", letter))
    assert "摆摊 → " in sections["b"] and "便民服务局" in sections["b"]
    assert "重大" not in sections.get("c", "")


def test_readings_follow_the_corrections() -> None:
    corrections = {
        "拼音": [{"词": "调处", "读音": "tiáo chǔ"}, {"词": "长", "读音": "zhǎng"}, {"词": "长期", "读音": "cháng qī"}]
    }
    read = reader(Readings.model_validate(corrections))
    assert read.syllables("调处长期A1") == ("tiao", "chu", "chang", "qi", "a", "1")
    assert read.initial("“长”") == "Z" and read.initial("12345热线") == "#" and read.initial("wifi") == "W"
    assert plain("lǚ xíng") == ("lv", "xing")
    assert reader(None).syllables("绿化") == ("lv", "hua")


def test_completeness_counts_only_what_has_a_source(real: Town) -> None:
    text = _page(completeness, real, "completeness/").text
    assert "赋权：名称已知 1/41" in text and "委托下放等方式：名称已知 0/26" in text
    guides = sum(not guide.ending for guide in real.record.guides.values())
    assert f"{guides} 份指南同时少缺 3 类" in text
    assert "《殡葬管理条例》" not in text and "殡葬管理条例" in text  # amended after the entries were checked


def test_a_complete_record_says_so(sample: Town) -> None:
    facts = _page(completeness, sample, "completeness/")
    assert f"不缺的 {len(sample.record.guides)} 份，缺四类以上的 0 份" in facts.text
    assert "便民服务中心的" not in facts.text
