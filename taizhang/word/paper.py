"""Measures of an official paper (GB/T 9704-2012), in the units that Word counts in.

Margins 37/35/28/26 mm leave 156 × 225 mm: 22 lines of 28 characters of 16 pt. 28 × 16 pt is 158 mm, so each character gives up
a quarter of a point; with `linesAndChars` LibreOffice would spread them to 18 a line, hence a grid of lines only.
"""

TWIPS_PER_MM = 1440 / 25.4


def twips(millimetres):
    """Twentieths of a point."""
    return round(millimetres * TWIPS_PER_MM)


PAGE_WIDTH, PAGE_HEIGHT = twips(210), twips(297)
TOP, BOTTOM, LEFT, RIGHT = twips(37), twips(35), twips(28), twips(26)
TEXT_WIDTH = PAGE_WIDTH - LEFT - RIGHT
FOOTER = twips(23)  # the page number's dash stands 7 mm below the text area
LINE_PITCH = 579  # 28.95 pt
CHARACTER_PITCH = -5  # a quarter of a point tighter

BODY_SIZE, TITLE_SIZE, PAGE_NUMBER_SIZE, TABLE_SIZE, SMALL_SIZE = (
    32,
    44,
    28,
    24,
    18,
)  # half points: 3号, 2号, 4号, 小4号, 小5号

FANGSONG, KAI, HEI, TITLE_FACE, SONG = "仿宋_GB2312", "楷体_GB2312", "黑体", "方正小标宋简体", "宋体"
LATIN = "Times New Roman"

# What a machine without these faces may use instead; written into the font table so that Word and WPS choose sensibly.
SUBSTITUTES = {
    FANGSONG: ("FangSong", "modern"),
    KAI: ("KaiTi", "script"),
    HEI: ("SimHei", "swiss"),
    TITLE_FACE: ("FZXiaoBiaoSong-B05S", "roman"),
    SONG: ("SimSun", "roman"),
    LATIN: ("Liberation Serif", "roman"),
}
