"""Layout: pages into articles, blocks and healed sentences, every character at its place."""

from __future__ import annotations

import pytest
from reader_examples import mentions, read_text, region, seed_reading

from generator.articles import Article, BlockKind, Sentence
from generator.layout import lay_out
from generator.records import Observation
from generator.seeds import Seed

PLACES = {name: area.name for area in region().districts for name in area.names}
SET_ASIDE = (BlockKind.CAPTION, BlockKind.BYLINE, BlockKind.REPEAT)


def articles_of(text: str) -> tuple[Article, ...]:
    """Lay out a page of this text."""
    return lay_out(Seed("page.txt", text, "utf-8"), PLACES)


def titles(text: str) -> list[str]:
    """Return the headlines of a page's articles."""
    return [article.title for article in articles_of(text)]


def body(article: Article) -> list[str]:
    """Return the sentences of running text."""
    return [sentence.text for sentence in article.sentences if sentence.kind is BlockKind.BODY]


def seed_sentences(number: str) -> list[Sentence]:
    """Return all sentences of a seed."""
    return [sentence for each in seed_reading(number).articles for sentence in each.article.sentences]


def blocks_of(number: str, kind: BlockKind) -> list[str]:
    """Return the blocks of one kind of a seed, as printed."""
    reading = seed_reading(number)
    return [
        reading.seed.text[block.start : block.end]
        for each in reading.articles
        for block in each.article.blocks
        if block.kind is kind
    ]


SEED_ARTICLES = {
    "000": [("书写中国式现代化新答卷", "香坊区", 4, 3908)],
    "001": [
        ("砥砺前行 决胜小康", "香坊区", 2, 321),
        ("1.8万户居民实现“安居梦”", "香坊区", 323, 1030),
        ("居民健康档案建档率达到82%以上", "香坊区", 1032, 1802),
        ("人均公共绿地面积达4.42平方米", "香坊区", 1804, 2327),
        ("司炳春", "香坊区", 2329, 2778),
        ("农村劳动力转移创收累计23亿元", "香坊区", 2780, 3187),
        ("建立166个“法律114”微信群", "香坊区", 3189, 4129),
        ("63个重点项目从“纸”上落地", "香坊区", 4131, 5013),
        ("397个政务服务事项实现“办事不求人”", "香坊区", 5015, 5720),
        ("“15分钟文化圈”正逐步形成", "香坊区", 5722, 6417),
        ("引进亿元以上签约项目170个", "香坊区", 6419, 6655),
        ("数说香坊", "香坊区", 6657, 6791),
    ],
    "002": [
        ("去年重点项目完成投资同比增长130%", "南岗区", 2, 1088),
        ("万象“耕”新育苗忙", "香坊区", 1090, 1560),
        ("聚焦群众期盼精准“答题”", "道里区", 1562, 2129),
        ("人勤春早备春耕", "阿城区", 2131, 2750),
        ("建管并重提品位 城乡面貌展新颜", "呼兰区", 2752, 3291),
        ("持续推动能力作风建设 走深走实", "道外区", 3293, 5314),
        ("20户企业获评 省级绿色制造企业", "平房区", 5316, 5869),
        ("项目建设提速提效", "双城区", 5871, 6355),
    ],
    "003": [("深改革扩开放 以科技创新引领产业全面振兴", "哈尔滨新区", 2, 3878)],
    "004": [
        ("聚优势奋楫争先 合力打造“七大都市”", "哈尔滨市", 2, 338),
        ("奋力在哈尔滨实现“五个率先”中走在最前列", "哈尔滨新区", 340, 950),
        ("围绕“七大都市”谱写高质量发展高品质生活高效能治理新篇章", "道里区", 952, 1499),
        ("扛起政治责任融入发展大局贡献“道外力量”", "道外区", 1501, 2055),
        ("实施“1123”战略 助推冰城振兴发展", "南岗区", 2057, 2609),
        ("聚焦“三区建设”争当城区发展“排头兵”", "香坊区", 2611, 3145),
        ("打造“先进制造之都”核心区 开创工业振兴新局面", "平房区", 3147, 3702),
        ("“七彩呼兰”助力江北一体发展", "呼兰区", 3704, 4245),
        ("提能力 转作风 强工业 增实力", "阿城区", 4247, 4907),
        ("走好新时代赶考之路 全力打造“五区五高地”", "双城区", 4909, 5577),
    ],
}
"""Words of the headline, district, start and end of every article, read off the seeds."""


@pytest.mark.parametrize("number", SEED_ARTICLES)
def test_articles_of_a_seed(number: str) -> None:
    """Each seed falls into the articles that a reader of the page sees."""
    got = seed_reading(number).articles
    assert len(got) == len(SEED_ARTICLES[number])
    for each, (title, district, start, end) in zip(got, SEED_ARTICLES[number], strict=True):
        assert title in each.record.title
        assert each.record.district == district
        assert abs(each.record.start - start) <= 2
        assert abs(each.record.end - end) <= 2


@pytest.mark.parametrize(
    ("number", "words"),
    [
        ("001", "2011年列入市棚改计划"),
        ("001", "在原松江生态园基础上改建劳动公园"),
        ("001", "2018年,省、市重点项目22个,当年完成投资11亿元"),
        ("001", "即可获知办事指南"),
        ("001", "等20余项文化活动"),
        ("001", "在全市率先实施重点涉旅单位"),
        ("002", "做到有的放矢,提高项目谋划的针对性和成功率"),
        ("003", "加快推动一批制造业链主项目"),
        ("003", "推动金融“活水”加速向科技、外贸和实体经济流动"),
    ],
)
def test_cut_sentences_are_healed(number: str, words: str) -> None:
    """A sentence that a blank line or a column break cut is whole again, and knows where it stands."""
    [sentence] = [each for each in seed_sentences(number) if words in each.text]
    printed = "".join(seed_reading(number).seed.text[offset] for offset in sentence.offsets)
    assert printed == sentence.text
    assert list(sentence.offsets) == sorted(set(sentence.offsets))


def test_a_number_cut_from_its_unit_is_read_whole() -> None:
    """22 and 个 stand in two columns; the mention takes in the gap, the value does not."""
    [observation] = [each for each in mentions(seed_reading("001"), "22\n\n个") if each.value == 22]
    assert observation.unit == "个"
    assert observation.period == "2018"


def test_a_second_printing_is_not_read_twice() -> None:
    """配套农具增长8.43% is printed twice; one observation points at the first printing."""
    reading = seed_reading("001")
    [observation] = mentions(reading, "8.43%")
    assert observation.start == reading.seed.text.index("8.43%")
    assert blocks_of("001", BlockKind.REPEAT)[0].startswith("套农具增长8.43%")


@pytest.mark.parametrize(
    ("number", "kind", "words"),
    [
        ("000", BlockKind.BYLINE, "□本报记者 刘莉"),
        ("000", BlockKind.CAPTION, "本版图片均由香坊区委宣传部提供"),
        ("000", BlockKind.CAPTION, "奋进新征程的香坊区展现蓬勃发展新图景。"),
        ("001", BlockKind.CAPTION, "金融大厦成为哈尔滨首家金融产业总部经济的专业楼宇"),
        ("001", BlockKind.CAPTION, "普罗旺斯薰衣草庄园、伏尔加庄园等"),
        ("002", BlockKind.CAPTION, "育苗棚内一派繁忙。本报记者 刘莉摄"),
        ("002", BlockKind.CAPTION, "农资选购。本报记者 肖劲彪摄"),
        ("002", BlockKind.CAPTION, "火热的中华巴洛克历史文化街区。"),
        ("002", BlockKind.CAPTION, "图片由道外区能力作风办提供"),
        ("002", BlockKind.BYLINE, "□侯军 本报记者 刘艳"),
        ("003", BlockKind.BYLINE, "本报记者 张焱"),
    ],
)
def test_captions_and_bylines_are_set_aside(number: str, kind: BlockKind, words: str) -> None:
    """What belongs to a picture, or says who wrote, is no running text."""
    assert any(block.startswith(words) for block in blocks_of(number, kind))
    assert not any(words in each.text for each in seed_sentences(number) if each.kind is BlockKind.BODY)


@pytest.mark.parametrize("number", SEED_ARTICLES)
def test_blocks_cover_every_printed_word(number: str) -> None:
    """No character of a page is lost: what stands between the blocks is blank."""
    reading = seed_reading(number)
    place = 0
    for block in (block for each in reading.articles for block in each.article.blocks):
        assert not reading.seed.text[place : block.start].strip("\ufeff \n\r\t\u3000#*")
        assert place <= block.start < block.end
        place = block.end
    assert not reading.seed.text[place:].strip()


PLAIN = (
    "道里区新建公园三座\n\n本报讯（记者 王强）2023年，道里区新建公园3座。\n\n"
    "南岗区改造小区\n\n本报讯（记者 李明）2023年，南岗区改造小区20个。\n"
)


def test_plain_headlines_part_a_page() -> None:
    """Headlines without marks are known by their lines and by the lead-in below them."""
    assert titles(PLAIN) == ["道里区新建公园三座", "南岗区改造小区"]
    assert [article.sentences[-1].text for article in articles_of(PLAIN)] == [
        "本报讯（记者 王强）2023年，道里区新建公园3座。",
        "本报讯（记者 李明）2023年，南岗区改造小区20个。",
    ]


def test_markdown_headlines_part_a_page() -> None:
    """The same page with marks gives the same articles."""
    marked = PLAIN.replace("道里区新建公园三座\n", "## 道里区新建公园三座\n").replace(
        "南岗区改造小区\n\n", "## 南岗区改造小区\n\n"
    )
    assert titles(marked) == titles(PLAIN)


def test_windows_line_ends_and_ideographic_spaces_change_nothing() -> None:
    """A page typed elsewhere: carriage returns, paragraphs set in by two wide spaces."""
    typed = PLAIN.replace("本报讯", "\u3000\u3000本报讯").replace("\n", "\r\n")
    assert titles(typed) == titles(PLAIN)
    assert [body(article) for article in articles_of(typed)] == [
        body(article) for article in articles_of(PLAIN)
    ]


def test_a_headline_on_several_lines_is_one() -> None:
    """Kicker, headline and second deck belong to one article."""
    page = (
        "强措施 见行动\n\n出实效\n\n呼兰区城乡面貌展新颜\n\n本报讯（记者 王强）2023年，呼兰区改造小区12个。\n"
    )
    [article] = articles_of(page)
    assert article.title == "强措施 见行动 出实效 呼兰区城乡面貌展新颜"
    assert body(article) == ["本报讯（记者 王强）2023年，呼兰区改造小区12个。"]


def test_a_section_heading_stays_in_its_article() -> None:
    """Numbered and topical headings part no article, even with marks."""
    page = (
        "# 阿城区政府工作报告\n\n各位代表：现在报告工作。\n\n## 一、2023年工作回顾\n\n"
        "2023年，全区新建学校2所。\n\n## （一）城市建设\n\n全区改造管网8公里。\n\n"
        "## 二、2024年工作安排\n\n计划新建学校3所。\n"
    )
    [article] = articles_of(page)
    assert article.title == "阿城区政府工作报告"
    headings = [sentence.text for sentence in article.sentences if sentence.kind is BlockKind.HEADING]
    assert headings == ["一、2023年工作回顾", "（一）城市建设", "二、2024年工作安排"]


def test_numbered_sections_without_marks_are_no_articles() -> None:
    """A bulletin copied as plain text is one article, a paragraph a line."""
    page = (
        "2023年平房区国民经济和社会发展统计公报\n\n一、综合\n初步核算，全年地区生产总值320亿元。\n\n"
        "二、农业\n全年粮食产量3.2万吨。\n\n三、工业和建筑业\n全部工业增加值180亿元。\n"
    )
    [article] = articles_of(page)
    assert article.title == "2023年平房区国民经济和社会发展统计公报"
    assert body(article) == [
        "初步核算，全年地区生产总值320亿元。",
        "全年粮食产量3.2万吨。",
        "全部工业增加值180亿元。",
    ]


def test_one_paragraph_a_line() -> None:
    """Web text without blank lines: each line that ends a sentence ends a paragraph."""
    page = "松北区春季招聘启动\n3月5日，松北区招聘会开场。\n现场有120家企业。\n提供岗位3200个。\n"
    [article] = articles_of(page)
    assert article.title == "松北区春季招聘启动"
    assert body(article) == ["3月5日，松北区招聘会开场。", "现场有120家企业。", "提供岗位3200个。"]
    paragraphs = [sentence.paragraph for sentence in article.sentences]
    assert len(paragraphs) == len(set(paragraphs))


def test_list_items_stand_alone() -> None:
    """An item without a full stop does not run into the next one."""
    page = "# 南岗 预期目标\n\n目标如下：\n\n- 地区生产总值增长6%\n- 固定资产投资增长8%\n* 新建学校5所\n"
    [article] = articles_of(page)
    assert body(article) == ["地区生产总值增长6%", "固定资产投资增长8%", "新建学校5所"]
    heads = [sentence.text for sentence in article.sentences if sentence.kind is BlockKind.HEADING]
    assert heads == ["目标如下："]


def test_a_headline_in_the_middle_of_its_body() -> None:
    """Where the page prints the headline behind the lead, lead and body are still one article."""
    page = (
        "本报讯（记者 王强）2023年，香坊区新增企业6万户。\n\n# 香坊区 市场主体增势强劲\n\n"
        "香坊区推行一网通办，办结事项3万件。\n"
    )
    [article] = articles_of(page)
    assert article.title == "香坊区 市场主体增势强劲"
    assert len(body(article)) == 2


def test_emphasis_and_invisible_characters_are_no_words() -> None:
    """Bold marks and zero-width characters fall out of sentences, offsets hold."""
    text = "# 南岗 综述\n\n\ufeff**新建**公\u200b园3个。\n"
    [article] = articles_of(text)
    [sentence] = [each for each in article.sentences if each.kind is BlockKind.BODY]
    assert sentence.text == "新建公园3个。"
    assert [text[offset] for offset in sentence.offsets] == list(sentence.text)


def test_closing_quotes_belong_to_their_sentence() -> None:
    """A sentence ends behind the quotation mark that closes it."""
    page = "# 南岗 综述\n\n“太方便了！”居民说。（完）新建公园3个。\n"
    assert body(articles_of(page)[0]) == ["“太方便了！”", "居民说。", "（完）新建公园3个。"]


def test_traditional_characters_are_read_as_simplified_ones() -> None:
    """A sentence is simplified for reading, its offsets point at the characters as printed."""
    text = "# 南岗 綜述\n\n新建學校3所。\n"
    [sentence] = [each for each in articles_of(text)[0].sentences if each.kind is BlockKind.BODY]
    assert sentence.text == "新建学校3所。"
    assert text[sentence.start : sentence.end] == "新建學校3所。"


def test_a_picture_credit_in_the_text_is_no_sentence_of_it() -> None:
    """图为 … and 摄 are captions wherever they stand."""
    page = (
        "# 道外 老街\n\n道外区修缮老建筑56栋。\n\n图为修缮一新的老街。\n\n王强 摄\n\n全年接待游客80万人次。\n"
    )
    [article] = articles_of(page)
    assert body(article) == ["道外区修缮老建筑56栋。", "全年接待游客80万人次。"]


def test_a_page_of_one_line() -> None:
    """A single line without headline is an article named by its first words."""
    text = "2023年，南岗区新建公园3个。"
    [article] = read_text(text).articles
    assert article.record.title == "2023年，南岗区新建公园3个"
    assert (article.record.start, article.record.end) == (0, len(text))


def test_an_issuer_and_a_date_are_no_headline() -> None:
    """Who issues a bulletin, and when, stand below its headline and are no part of it."""
    page = (
        "2023年阿城区国民经济和社会发展统计公报\n\n阿城区统计局\n\n2024年4月12日\n\n"
        "2023年，全区经济运行总体平稳。\n\n一、综合\n\n全年地区生产总值213.6亿元。\n"
    )
    assert titles(page) == ["2023年阿城区国民经济和社会发展统计公报"]


def test_the_occasion_and_the_speaker_are_no_headline() -> None:
    """A report's headline is its name; the meeting and the speaker stand below it."""
    page = (
        "政府工作报告\n\n——2024年1月9日在双城区第三届人民代表大会第四次会议上\n\n"
        "双城区人民政府区长 王晓峰\n\n各位代表：\n\n现在，我代表区政府向大会报告工作。\n"
    )
    [article] = read_text(page).articles
    assert article.record.title.startswith("政府工作报告")
    assert "王晓峰" not in article.record.title
    assert (article.record.district, article.record.published) == ("双城区", "2024-01-09")


def test_a_heading_of_a_report_s_part_opens_no_article() -> None:
    """主要目标 heads a part, though its first sentence names the district; its numbers are aims."""
    page = (
        "# 松北区政府工作报告\n\n2024年1月12日\n\n## 2023年工作回顾\n\n松北区改造老旧小区40个。\n\n"
        "## 2024年主要目标\n\n2024年，松北区地区生产总值增长6.5%，改造老旧小区46个。\n"
    )
    [article] = read_text(page).articles
    seen = [record for record in article.records if isinstance(record, Observation)]
    assert [(one.text, one.status, one.period) for one in seen] == [
        ("40个", "actual", "2023"),
        ("6.5%", "plan", "2024"),
        ("46个", "plan", "2024"),
    ]


def test_a_signature_at_the_end_is_no_article() -> None:
    """A notice ends with its issuer and date; both belong to it and tell when it was published."""
    page = (
        "关于公开征集民生微实事项目的通告\n\n现面向道里区公开征集项目，单个项目资金不超过20万元。\n\n特此通告。\n\n"
        "道里区民政局\n2024年2月28日\n"
    )
    [article] = read_text(page).articles
    assert article.record.title == "关于公开征集民生微实事项目的通告"
    assert article.record.published == "2024-02-28"


def test_a_table_gives_no_nonsense() -> None:
    """Rows of a Markdown table are read as rows or not at all: no bars in names, no units as numbers."""
    page = (
        "# 呼兰 规划指标\n\n| 指标 | 2020年 | 2025年 | 年均增长 |\n|---|---|---|---|\n"
        "| 地区生产总值（亿元） | 234 | 320 | 6.5% |\n| 城镇调查失业率（%） | 5.2 | 5.5以内 | — |\n"
    )
    reading = read_text(page)
    assert not mentions(reading, "亿元")
    assert not [record for record in reading.records if "|" in getattr(record, "indicator", "")]


def test_sections_of_one_district_stay_with_their_article() -> None:
    """Lower headings, and those of a page that one author signs, open sections of one article."""
    lower = (
        "# 新区观察\n\n哈尔滨新区投资增长11%。\n\n### 企业\n\n新区企业4万户。\n\n### 贸易\n\n出口增长3%。\n"
    )
    signed = (
        "路网通到家门口\n\n□本报记者 白云峰\n\n初冬时节，走进呼兰区富强村。\n\n"
        "路通了\n\n呼兰区修路140公里。\n\n水甜了\n\n呼兰区改水27处。\n"
    )
    assert [len(articles_of(page)) for page in (lower, signed)] == [1, 1]


def test_a_heading_that_names_another_district_opens_an_article() -> None:
    """On a page of several districts each headline with a name of its own begins one, signed or not."""
    page = (
        "四区竞跑\n\n本报记者 林一鸣\n\n道里、南岗两区合计完成投资90亿元。\n\n"
        "道里区：商贸焕新\n\n客流28万人次。\n\n南岗区：科技提升\n\n高校21所。\n"
    )
    read = [(each.record.title, each.record.district) for each in read_text(page).articles]
    assert read[1:] == [("道里区：商贸焕新", "道里区"), ("南岗区：科技提升", "南岗区")]


def test_items_that_begin_with_a_district_in_brackets() -> None:
    """In a column of news each 【district】 begins an article, and the brackets are no part of its title."""
    page = "一周要闻\n\n【道里区】7月15日，17个项目开工。\n\n【阿城区】记者16日获悉，水稻长势良好。\n"
    read = [(each.record.title[:7], each.record.district) for each in read_text(page).articles]
    assert read == [("一周要闻", "道里区"), ("记者16日获悉", "阿城区")]


def test_marked_and_bold_lines_head_sections() -> None:
    """◆ and a line that is bold as a whole head a section; a figure box and marked figures do not."""
    page = (
        "# 道外 计划\n\n2024年，道外区将新建学校5所。\n\n**抓项目，扩投资**\n\n◆老城“焕新”，管网“补位”\n\n"
        "●投资增长8%以上\n●就业1.5万人\n\n口袋公园 新建8个\n\n老旧管网改造 41.6公里\n"
    )
    [article] = articles_of(page)
    heads = [sentence.text for sentence in article.sentences if sentence.kind is BlockKind.HEADING]
    assert heads == ["抓项目，扩投资", "◆老城“焕新”，管网“补位”"]
    assert body(article)[1:] == [
        "●投资增长8%以上",
        "●就业1.5万人",
        "口袋公园 新建8个",
        "老旧管网改造 41.6公里",
    ]


def test_a_question_opens_no_article() -> None:
    """记者:…? is a question within an interview, not a byline or a headline."""
    page = "把冷资源做成热产业\n\n编者按:松北区成绩如何?\n\n记者:上半年怎么看?\n\n于立新:松北区增长6.1%。\n"
    [article] = articles_of(page)
    assert "记者:上半年怎么看?" in body(article)


def test_the_line_above_a_page_is_no_title() -> None:
    """Page number, section and date over a page are set aside, and still tell when it was published."""
    page = "02 要闻 2025年9月8日 星期一 责编：王宁\n\n以旧换新加力扩围\n\n道里区发放消费券1500万元。\n"
    [article] = read_text(page).articles
    assert (article.record.title, article.record.published) == ("以旧换新加力扩围", "2025-09-08")


def test_aims_go_on_behind_a_lead_that_resolves_on_them() -> None:
    """Behind a lead that says what the year is to bring, a paragraph 突出,… holds aims; a review none."""
    page = (
        "# 锚定新目标 奋力开新局\n\n2024年，香坊区将坚持创新驱动。\n\n2023年，全区财政收入18.6亿元。\n\n"
        "突出项目牵引。推动成果转化80项，新增企业40家。\n"
    )
    found = [each for each in read_text(page).records if isinstance(each, Observation)]
    assert [(each.text, each.status) for each in found] == [
        ("18.6亿元", "actual"),
        ("80项", "plan"),
        ("40家", "plan"),
    ]
