"""Closed families of names: parts that are all of their whole, because nothing else can stand beside them (男、女)."""

import re

FAMILIES = (
    (r"男", r"女"),
    (r"专职", r"兼职"),
    (r"男方|城镇", r"农村|农业|农民工"),
    (r"转办|交办|转来|批转", r"直接|自行|自办|主动"),
    (r"来信", r"来访|上访", r"来电|电话|热线", r"网上|网络|邮件"),
    (r"个访", r"集体访|群访"),
    (r"一等", r"二等", r"三等", r"优秀奖|鼓励奖|优胜奖", r"特等"),
    (r"金牌|金奖", r"银牌|银奖", r"铜牌|铜奖"),
    (r"上半年", r"下半年"),
    (r"一季度", r"二季度", r"三季度", r"四季度"),
    (r"门诊", r"住院"),
    (r"现金|慰问金|善款", r"物资|实物|慰问品|折款|折价"),
    (r"小学|义务教育", r"初中", r"高中|职高|中专|中职", r"大专|专科|高职", r"大学|本科", r"研究生"),
    (r"赞成|同意", r"反对|不同意", r"弃权"),
    (r"深度困难", r"相对困难", r"意外致困"),
    (r"新签", r"续签"),
    (r"新建|新成立|单独建会|单建", r"联合建会|联建|换届"),
    (r"国家级|全国", r"省级|省部级|省", r"市级|地市级|市", r"县级|区级|县|区", r"镇级|乡级|街道级"),
    (r"在职|在岗|在编", r"退休|离退休|离岗|不在岗|编外"),
    (r"高级", r"中级", r"初级"),
    (r"党员", r"群众|非党员"),
    (r"已(?:办|签|建|完成|登记|整改|缴)", r"未(?:办|签|建|完成|登记|整改|缴)|正在|尚未|待"),
    (r"手续齐全|齐全|完备", r"不全|不齐|欠缺|不完备"),
    (r"成功|达成", r"未成|失败|未达成|不成"),
    (r"社区", r"机关", r"非公|企业|公司", r"事业", r"村", r"学校|中小?学", r"医院", r"社会组织", r"联合"),
    (r"区域性", r"行业性", r"企业|单独"),
    (r"元旦|春节|两节", r"五一|劳动节", r"端午", r"中秋", r"国庆", r"三八|妇女节", r"教师节", r"重阳"),
    (r"教师|教学|任课", r"职员|行政|后勤|工勤|教辅"),
    (r"A班|一班|甲班", r"B班|二班|乙班"),
    (r"合格|达标|通过", r"不合格|未达标|未通过"),
    (r"上缴|上解", r"自留|留用|留存|留成|本级"),
)
_NEGATED = re.compile(r"不合格|未达标|未通过|不同意|不满意")
# Families that are whole with two of their members; of the others a text may well name only some.
_WHOLE_WITH_TWO = {0, 1, 2, 3, 8, 10, 11, 15, 18, 20, 21, 22, 23, 29, 30}


def _member(family, label):
    """Which members of the family a label names; the negated one is meant where both are found."""
    return [
        number
        for number, pattern in enumerate(family)
        if re.search(pattern, label) and not (number == 0 and len(family) == 2 and _NEGATED.search(label))
    ]


def closed(labels):
    """Whether the labels are different members of one family that is whole with them."""
    if len(labels) < 2:
        return False
    for place, family in enumerate(FAMILIES):
        named = [_member(family, label) for label in labels]
        if not all(len(found) >= 1 for found in named):
            continue
        members = {found[0] for found in named}
        if len(members) == len(labels) and (place in _WHOLE_WITH_TWO or len(labels) > 2):
            return True
    return False
