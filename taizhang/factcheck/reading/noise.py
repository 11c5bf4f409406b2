"""What web sites put around and into a report: navigation, advice, copyright lines, their own names inside sentences."""

import re

from .claims import Noise

_SITE = (
    r"(?:第一|好|无忧|中国|写|小|大|个人|个|爱|我爱|品才|精品|实用|优秀|免费|最新|全国|中华|学习|工作|范文|公文|文秘|秘书|作文|论文|总结|应届毕业生|"
    r"职场|管理|资料|文档|教育){0,3}(?:范文|文秘|公文|秘书|作文|论文|文库|资料|文档|写作|总结|毕业生)"
    r"(?:大全|先生|之家|吧|中国|资讯|参考|资源|写作|天下|在线){0,2}(?:网|站|网站|频道)"
)
_ADDRESS = r"(?:https?://[\w./?=&%#:-]{3,120}|(?:www\.|Www\.|WWW\.)[\w.-]{3,80}(?:/[\w./-]{0,80})?|[a-zA-Z0-9-]{2,40}\.(?:com|cn|net|org|cc|top|info)(?:\.cn)?)"
_INSERTED = re.compile(
    rf"[（(【\[<]{{1}}[^（）()【】\[\]<>\n]{{0,12}}(?:{_ADDRESS}|{_SITE})[^（）()【】\[\]<>\n]{{0,16}}[）)】\]>]"
    rf"|(?:本文(?:来自|来源|由)|转自|摘自|转载自|文章来源|更多(?:内容|文章|范文)?请?(?:关注|访问|点击)?|欢迎访问)[:：]?(?:{_ADDRESS}|{_SITE})(?:整理|提供|发布|收集)?"
    rf"|{_ADDRESS}|{_SITE}(?:整理|提供|收集|分享|编辑|搜集)?(?![\u4e00-\u9fff]{{0,3}}(?:建设|上发表|投稿))"
    r"|[`\u200b\ufeff]{1,3}|&nbsp;|&(?:quot|amp|lt|gt|ldquo|rdquo);|<br ?/?>|(?<=[\u4e00-\u9fff])\^(?=[\u4e00-\u9fff])"
)
_LINE = re.compile(r"[^\r\n]{1,5000}")
_NAVIGATION = re.compile(
    r"^(?:当前位置|您的位置|您现在的位置|位置[:：]|(?:首页|网站首页|登录|注册|收藏|打印|字号|字体|更多|会员登录|会员注册|会员中心)(?:[\s>|:：].{0,30})?$|上一篇|下一篇|上一页|下一页|相关(?:文章|阅读|推荐|范文|热词|搜索)|推荐(?:阅读|访问|文章|标签)|猜你喜欢|"
    r"热门(?:文章|标签|推荐|搜索)|标签[:：]|关键词[:：]|关键字[:：]|TAGS?|Tags?|tags?|分享到|阅读[:：(（]|浏览(?:次数|量)|点击(?:次数|量|下载|率|数)|来源[:：]|作者[:：]|"
    r"编辑[:：]|责任编辑|时间[:：]\s{0,3}\d{4}|发布(?:时间|日期|人)|发表(?:时间|日期|于)|更新(?:时间|日期)|版权(?:所有|声明)|Copyright|copyright|©|备案号|[\u4e00-\u9fff]ICP|ICP备|"
    r"联系我们|关于我们|免责声明|网站地图|友情链接|声明[:：]|本文(?:来源|由|地址|链接|关键词)|转载请|原文(?:地址|链接)|文档(?:大小|格式|下载|编号|页数)|下载(?:本文|文档|地址|积分)|"
    r"(?:word|Word|WORD|pdf|PDF)(?:版|格式|文档)?下载|扫(?:一扫|码|描)|客服热线|返回(?:首页|列表|顶部)|"
    r"【?(?:拓展|延伸|扩展)阅读|【?(?:导语|前言|概述|简介|篇首语|摘要)】?[:：]?.{0,30}(?:小编|范文|网友|参考)|以上(?:就是|是).{0,20}(?:小编|全部内容|范文)|最新(?:文章|范文)|"
    r"好好学习,?天天向上|欢迎(?:您|光临|访问|阅读|下载)|共\d{1,3}页|第\d{1,3}页|\d{1,3}/\d{1,3}$|\[?\d{1,2}\]?(?:\s\[?\d{1,2}\]?){2,}|"
    r"-{1,3} ?\d{1,3} ?-{1,3}$|.{0,50}(?:总结|汇报|报告|范文|计划|体会|材料)[^。]{0,12}\d{1,2}篇[^。]{0,6}$)"
)
_STAMP = re.compile(
    r"^\d{4}[-/年.]\d{1,2}[-/月.]\d{1,2}日?(?:[ \t]{0,3}\d{1,2}[:：]\d{2}(?:[:：]\d{2})?)?[ \t]{0,4}[\u4e00-\u9fff]{0,12}$"
)
_ADVICE = re.compile(
    r"小编|供大家参考|供大家阅读|供您参考|仅供参考|欢迎阅读|欢迎借鉴|希望对(?:您|你|大家)|希望能(?:帮|够帮)|下面(?:是|就是|和|随).{0,40}(?:范文|总结|整理|分享|一起)|以下是.{0,30}(?:范文|小编|整理)|"
    r"为大家(?:整理|收集|搜集|带来|分享)|一起来看看|你是否在找|快来(?:参考|看看)|什么样的工作总结|需要注意(?:什么|哪些)|怎么写"
)
_CHAIN = re.compile(r"(?:^|\s)\S{1,14}(?:\s*[>»›|·]\s*\S{0,14}){2,}$")
_TAG = re.compile(r"</?[a-zA-Z][^<>\n]{0,300}>")


def noise_of(raw):
    """The stretches of a text that are no report, in order and apart from each other."""
    found = [*_scripts(raw), *(Noise(*hit.span(), "inserted") for hit in _TAG.finditer(raw))]
    for line in _LINE.finditer(raw):
        kind = _kind_of_line(line.group())
        if kind:
            found.append(Noise(*line.span(), kind))
    found.extend(Noise(*hit.span(), "inserted") for hit in _INSERTED.finditer(raw))
    return apart(found)


def _scripts(raw):
    """Programs and styles of a page that was copied with its source."""
    for name in ("script", "style"):
        at = raw.find(f"<{name}")
        while at >= 0 and (end := raw.find(f"</{name}>", at)) >= 0:
            yield Noise(at, end + len(name) + 3, "inserted")
            at = raw.find(f"<{name}", end)


def _kind_of_line(line):
    text = line.strip(" \t\u3000\xa0")
    if len(text) > 400 or not text:
        return ""
    if len(text) <= 200 and (
        _NAVIGATION.match(text) or _STAMP.match(text) or (len(text) < 120 and _CHAIN.search(text))
    ):
        return "navigation"
    return "advice" if _ADVICE.search(text) else ""


def apart(pieces):
    """Sorted, none overlapping another: the earlier and longer one wins."""
    kept = []
    for piece in sorted(pieces, key=lambda piece: (piece.start, -piece.end)):
        if not kept or piece.start >= kept[-1].end:
            kept.append(piece)
    return tuple(kept)
