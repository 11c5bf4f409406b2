"""Styles, settings, page numbers and the font table: the parts of the file that are the same in every report."""

from . import paper
from .xml import DECLARATION, W, attribute, tag

FACES = {
    "body": paper.FANGSONG,
    "title": paper.TITLE_FACE,
    "hei": paper.HEI,
    "kai": paper.KAI,
    "song": paper.SONG,
}


def fonts(face):
    """Fonts by name: without w:eastAsia only Western letters would change."""
    name = FACES.get(face, face)
    return f'<w:rFonts w:hint="eastAsia" w:ascii="{paper.LATIN}" w:hAnsi="{paper.LATIN}" w:eastAsia="{name}" w:cs="{paper.LATIN}"/>'


def size(half_points):
    """The same size for Western and complex scripts."""
    return f'<w:sz w:val="{half_points}"/><w:szCs w:val="{half_points}"/>'


def _paragraph(key, name, *, layout="", face="body", points=paper.BODY_SIZE, outline=None, after=None, extra=""):
    level = f'<w:outlineLvl w:val="{outline}"/>' if outline is not None else ""
    follow = f'<w:next w:val="{after}"/>' if after else ""
    return (
        f'<w:style w:type="paragraph" w:customStyle="1" w:styleId="{key}"><w:name w:val="{name}"/><w:basedOn w:val="Normal"/>{follow}'
        f"<w:qFormat/><w:pPr>{layout}{level}</w:pPr><w:rPr>{fonts(face)}{extra}{size(points)}</w:rPr></w:style>"
    )


INDENT = '<w:ind w:firstLineChars="200" w:firstLine="630"/>'
EXACT = f'<w:spacing w:before="0" w:after="0" w:line="{paper.LINE_PITCH}" w:lineRule="exact"/>'
TIGHT = '<w:spacing w:before="0" w:after="0" w:line="{}" w:lineRule="exact"/>'
LOOSE = '<w:snapToGrid w:val="0"/>'  # small print keeps its own pitch
NEW_PAGE = "<w:pageBreakBefore/>"  # not a break of its own: on a full page that would leave an empty one
KEEP = "<w:keepNext/><w:keepLines/>"
TITLE_LAYOUT = KEEP + '<w:spacing w:before="0" w:after="0" w:line="640" w:lineRule="exact"/><w:jc w:val="center"/>'

# The keys are what `document.Paragraph.style` may say; the order inside w:pPr is the order the standard asks for.
PARAGRAPHS = {
    "title": _paragraph("title", "公文标题", layout=TITLE_LAYOUT, face="title", points=paper.TITLE_SIZE, after="body"),
    "note": _paragraph("note", "题注", layout=KEEP + EXACT + '<w:jc w:val="center"/>', face="kai"),
    "blank": _paragraph("blank", "空行", layout=KEEP + EXACT),
    # what stands before the signature goes with it: a page with a signature and no text is no official paper
    "enclosed": _paragraph("enclosed", "附件说明", layout=KEEP + EXACT + INDENT),
    "addressee": _paragraph("addressee", "主送机关", layout=EXACT),
    "body": _paragraph("body", "公文正文", layout=EXACT + INDENT + '<w:jc w:val="both"/>'),
    "level1": _paragraph("level1", "一级标题", layout=KEEP + EXACT + INDENT, face="hei", outline=0, after="body"),
    "level2": _paragraph("level2", "二级标题", layout=KEEP + EXACT + INDENT, face="kai", outline=1, after="body"),
    "level3": _paragraph("level3", "三级标题", layout=KEEP + EXACT + INDENT, outline=2, after="body", extra="<w:b/>"),
    "signature": _paragraph(
        "signature", "署名", layout=KEEP + EXACT + '<w:ind w:rightChars="400" w:right="1260"/><w:jc w:val="right"/>'
    ),
    "date": _paragraph(
        "date", "成文日期", layout=EXACT + '<w:ind w:rightChars="400" w:right="1260"/><w:jc w:val="right"/>'
    ),
    "caption": _paragraph("caption", "表题", layout=KEEP + EXACT + '<w:jc w:val="center"/>', face="hei", points=28),
    "source": _paragraph(
        "source", "表注", layout=LOOSE + TIGHT.format(320) + '<w:jc w:val="left"/>', points=paper.SMALL_SIZE
    ),
    "cell": _paragraph(
        "cell",
        "表格文字",
        layout=LOOSE + '<w:spacing w:before="40" w:after="40" w:line="360" w:lineRule="exact"/>',
        points=paper.TABLE_SIZE,
    ),
    "small": _paragraph(
        "small",
        "附录文字",
        layout=LOOSE + '<w:spacing w:before="20" w:after="20" w:line="270" w:lineRule="exact"/>',
        points=paper.SMALL_SIZE,
    ),
    "annex": _paragraph(
        "annex", "附录标题", layout=KEEP + NEW_PAGE + EXACT + '<w:jc w:val="left"/>', face="hei", outline=0
    ),
}


def styles_xml():
    """Normal is 3号 仿宋 on an exact pitch of 28.95 pt; everything else is based on it."""
    normal = (
        '<w:style w:type="paragraph" w:default="1" w:styleId="Normal"><w:name w:val="Normal"/><w:qFormat/>'
        f'<w:pPr><w:widowControl w:val="0"/><w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>{EXACT}</w:pPr>'
        f'<w:rPr>{fonts("body")}<w:spacing w:val="{paper.CHARACTER_PITCH}"/>{size(paper.BODY_SIZE)}</w:rPr></w:style>'
    )
    defaults = (
        f'<w:docDefaults><w:rPrDefault><w:rPr>{fonts("body")}<w:kern w:val="0"/>{size(paper.BODY_SIZE)}'
        '<w:lang w:val="en-US" w:eastAsia="zh-CN" w:bidi="ar-SA"/></w:rPr></w:rPrDefault><w:pPrDefault/></w:docDefaults>'
    )
    table = (
        '<w:style w:type="table" w:default="1" w:styleId="TableNormal"><w:name w:val="Normal Table"/><w:uiPriority w:val="99"/>'
        '<w:tblPr><w:tblCellMar><w:top w:w="0" w:type="dxa"/><w:left w:w="70" w:type="dxa"/>'
        '<w:bottom w:w="0" w:type="dxa"/><w:right w:w="70" w:type="dxa"/></w:tblCellMar></w:tblPr></w:style>'
    )
    link = (
        '<w:style w:type="character" w:styleId="Hyperlink"><w:name w:val="Hyperlink"/>'
        '<w:rPr><w:color w:val="0B57A4"/><w:u w:val="single"/></w:rPr></w:style>'
    )
    return f"{DECLARATION}<w:styles {W}>{defaults}{normal}{table}{link}{''.join(PARAGRAPHS.values())}</w:styles>"


def settings_xml():
    """Odd and even pages differ: the page number stands on the outer side."""
    return (
        f'{DECLARATION}<w:settings {W}><w:zoom w:percent="100"/><w:evenAndOddHeaders/>'
        '<w:characterSpacingControl w:val="compressPunctuation"/><w:compat><w:useFELayout/>'
        '<w:compatSetting w:name="compatibilityMode" w:uri="http://schemas.microsoft.com/office/word" w:val="15"/></w:compat>'
        '<w:themeFontLang w:val="en-US" w:eastAsia="zh-CN"/></w:settings>'
    )


def footer_xml(side):
    """— 1 —, 4号, one character in from the outer edge."""
    indent = (
        '<w:ind w:rightChars="100" w:right="280"/>' if side == "right" else '<w:ind w:leftChars="100" w:left="280"/>'
    )
    face = f"<w:rPr>{fonts('song')}{size(paper.PAGE_NUMBER_SIZE)}</w:rPr>"
    return (
        f'{DECLARATION}<w:ftr {W}><w:p><w:pPr><w:spacing w:line="240" w:lineRule="auto"/>{indent}<w:jc w:val="{side}"/></w:pPr>'
        f'<w:r>{face}<w:t xml:space="preserve">— </w:t></w:r><w:r>{face}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{face}<w:instrText xml:space="preserve"> PAGE </w:instrText></w:r><w:r>{face}<w:fldChar w:fldCharType="separate"/></w:r>'
        f'<w:r>{face}<w:t>1</w:t></w:r><w:r>{face}<w:fldChar w:fldCharType="end"/></w:r>'
        f'<w:r>{face}<w:t xml:space="preserve"> —</w:t></w:r></w:p></w:ftr>'
    )


def font_table_xml():
    """The faces by name, each with a substitute for machines that lack it."""
    entries = "".join(
        tag("w:font", f'<w:altName {attribute("w:val", other)}/><w:family w:val="{family}"/>', **{"w:name": name})
        for name, (other, family) in paper.SUBSTITUTES.items()
    )
    return f"{DECLARATION}<w:fonts {W}>{entries}</w:fonts>"
