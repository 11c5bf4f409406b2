"""Made-up members: a name, a valid identity number that nobody holds, a telephone that nobody answers."""

from datetime import date, timedelta

from taizhang.intake import identity

SURNAMES = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何高林罗郑梁谢宋唐许韩冯邓曹彭曾肖田董袁潘于蒋蔡余杜叶程苏"
    "魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫段雷侯龙史陶黎贺顾毛郝龚邵"
    "万钱严覃武戴莫孔向汤"
)
MEN = "伟强磊军洋勇杰涛超明刚平辉鹏华飞鑫波斌宇浩凯健俊帆帅旭宁龙林建国庆文志海峰新民生德福兴荣贵忠诚良友正清永东成思远"
WOMEN = (
    "芳娜敏静丽艳娟霞秀兰玲桂英红梅雪琳琴燕萍婷慧莉颖洁倩蕾薇珍凤素云莲真环荣爱香月莺媛瑞佳嘉琼"
    "勤贞怡婵雁蓓纨仪荷丹蓉眉君"
)
PHONES = 10_000


class People:
    """Draws members who differ from each other and from the sample's."""

    def __init__(self, rng, *, taken_phones=()):
        self.rng = rng
        self.numbers = set()
        self.phones = [f"1540000{number:04d}" for number in range(PHONES)]
        self.phones = sorted(set(self.phones) - set(taken_phones))
        rng.shuffle(self.phones)

    def draw(self, area, *, women=0.45, oldest=58, youngest=21, on):
        """One member born in this area: (name, sex, identity number, telephone)."""
        sex = "女" if self.rng.random() < women else "男"
        age = self.rng.triangular(youngest, oldest, 36)
        return self.name(sex), sex, self.number(area, sex, on - timedelta(days=int(age * 365.25))), self.phone()

    def name(self, sex):
        """A name of two or three characters."""
        letters = WOMEN if sex == "女" else MEN
        given = "".join(self.rng.sample(letters, 1 if self.rng.random() < 0.2 else 2))
        return self.rng.choice(SURNAMES) + given

    def number(self, area, sex, born):
        """A valid number with a sequence from 900 to 995; odd for a man, even for a woman."""
        while True:
            order = self.rng.randrange(900 + (sex == "男"), 996, 2)
            body = f"{area}{born:%Y%m%d}{order}"
            if body not in self.numbers:
                self.numbers.add(body)
                return body + identity.check_digit(body)
            born += timedelta(days=1)

    def phone(self):
        """A number of the dead series; every third member gave none."""
        if self.rng.random() < 0.33 or not self.phones:
            return ""
        return self.phones.pop()


def day_between(rng, first, last):
    """A day between two, both included."""
    return first + timedelta(days=rng.randrange(max(1, (last - first).days + 1)))


def credit_code(prefix, number):
    """A unified social credit code whose body `TX…` belongs to nobody (GB 32100)."""
    alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    body = f"{prefix}TX{number:07d}"[:17]
    total = sum(alphabet.index(letter) * pow(3, place, 31) for place, letter in enumerate(body))
    return body + alphabet[(31 - total % 31) % 31]


FIRST_DAY = date(2004, 3, 1)
