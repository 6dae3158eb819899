"""Hypothesis strategies for texts as they come: newspaper phrases, numerals, and any Unicode at all."""

from __future__ import annotations

from decimal import Decimal

from hypothesis import strategies as st

_FULL_WIDTH = str.maketrans("0123456789.,", "０１２３４５６７８９．，")


def _has_a_word(text: str) -> bool:
    """Whether a file of this text would be taken for a seed."""
    return any(character.isalnum() for character in text)


UNICODE = st.text(st.characters(exclude_categories=["Cs"]), max_size=200).filter(_has_a_word)
"""Any Unicode text with a word in it; lone surrogates cannot stand in a decoded file."""

_WORDS = (
    *("2023年", "去年", "“十三五”期间", "截至目前", "19日", "1-9月", "同比", "较上年", "预计", "力争", "将"),
    *(
        "南岗区",
        "哈尔滨新区",
        "全市",
        "道外",
        "香坊区委书记",
        "谭乐伟",
        "完成投资",
        "固定资产投资",
        "新建",
        "项目",
    ),
    *(
        "增长",
        "下降",
        "分别",
        "达到",
        "其中",
        "获评",
        "全国文明单位",
        "全省首个",
        "试点",
        "排名全市第一",
        "召开",
    ),
    *(
        "46.2亿元",
        "130%",
        "30个",
        "1.34万余人",
        "３．５％",
        "两千",
        "百分之三十",
        "5%—6%",
        "近",
        "超",
        "以上",
        "余",
    ),
    *(
        "，",
        "。",
        "；",
        "、",
        "：",
        "“",
        "”",
        "（",
        "）",
        "(",
        ")",
        "《",
        "》",
        "—",
        "！",
        "…",
        " ",
        "\u3000",
        "|",
    ),
    *(
        "\n",
        "\n\n",
        "\n# ",
        "\n## ",
        "\n\n\n",
        "\n- ",
        "\n一、",
        "\n（二）",
        "**",
        "□",
        "本报讯",
        "记者 刘莉",
        "图为",
        "摄",
    ),
    *(
        "\u200b",
        "\ufeff",
        "\u202e",
        "\x07",
        "\x85",
        "\u2028",
        "\r\n",
        "\t",
        "\x0b",
        "\x0c",
        "\x1c",
        "𠮷",
        "é",
        "É",
        "ı",
    ),
    *(
        "點",
        "達到",
        "億元",
        "臺",
        "萬",
        "12",
        "3",
        "0",
        "00000",
        "1,2,3",
        "１，２",
        "．",
        ".",
        "-",
        "−",
        "+",
        "%",
        "㎡",
    ),
)

PHRASES = st.lists(st.sampled_from(_WORDS), max_size=40).map("".join).filter(_has_a_word)
"""Half sentences of a newspaper page in any order, with layout, odd characters and numbers without units."""

CLAUSES = st.lists(
    st.sampled_from(
        [
            "天气晴朗",
            "新建公园3个",
            "完成投资46.2亿元",
            "同比增长130%",
            "获评全国文明单位",
            "在道外区",
            "“好”",
            "，",
            "；",
        ]
    ),
    min_size=1,
    max_size=12,
).map("".join)
"""A sentence about anything on one line, without a time."""

PAGES = st.one_of(
    UNICODE, PHRASES, st.lists(st.one_of(UNICODE, PHRASES), min_size=1, max_size=4).map("".join)
)

BRACKETS = st.integers(1, 300).flatmap(
    lambda depth: st.sampled_from(["“{}”", "（{}）", "《{}》", "[{}]", "({})", "“{}", "{}）"]).map(
        lambda pair: (
            "".join(pair.partition("{}")[0] for _ in range(depth))
            + "完成投资3亿元"
            + "".join(pair.partition("{}")[2] for _ in range(depth))
        )
    )
)
"""Brackets and quotation marks nested deep, closed or not."""


@st.composite
def arabic_numerals(draw: st.DrawFn) -> tuple[str, Decimal]:
    """Draw a numeral as printed and its value, by way of the digits themselves."""
    whole = draw(st.integers(0, 10**15))
    part = draw(st.text("0123456789", max_size=12))
    printed = f"{whole:,}" if draw(st.booleans()) else str(whole)
    value = Decimal(f"{whole}.{part}") if part else Decimal(whole)
    printed = f"{printed}.{part}" if part else printed
    return (printed.translate(_FULL_WIDTH) if draw(st.booleans()) else printed), value
