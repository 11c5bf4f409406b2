"""Unions inside one employer: school, company, bank, department."""

from taizhang.reports.skeletons import phrases as p
from taizhang.reports.skeletons.declare import Always, Events, Part, Section, Skeleton, paragraph

SCHOOL_ACTIVITIES = paragraph(Events(("AC-11", "LC-06", "AC-02", "AC-05"), "<this>的主要活动有：", limit=8))

SCHOOL = Skeleton(
    "school",
    "学校工会工作总结",
    "Annual report of a school union",
    ("school_union",),
    "全校",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在学校党组织和上级工会的领导下，围绕教书育人，抓民主管理、促队伍建设、暖教工之心。现将工作总结如下。"
                    )
                ),
                p.ROSTER,
            ),
        ),
        Section(
            "推进民主管理，办好教工的大事",
            (
                p.DEMOCRACY,
                paragraph("公开校务事项{OP-02:件数}项。", "收到并答复教工意见建议{DM-14:件数}条。"),
            ),
        ),
        Section(
            "服务教育教学，建强教工队伍",
            (
                p.SKILLS,
                p.OWN_READING,
                paragraph("举办师德和主题教育报告{AC-14:场次}场[，{AC-14:人次}人次参加]。"),
            ),
        ),
        Section("关心教工冷暖，解决实际困难", (p.OWN_AID, p.WELFARE, p.SCHOOLING, p.GIVING)),
        Section("活跃校园文体，增进身心健康", (p.CULTURE, SCHOOL_ACTIVITIES, p.WOMEN)),
        Section("加强自身建设，争创先进之家", (p.MEETINGS, p.CADRES, p.PUBLICITY, p.COMMENDED, p.DUES)),
        Section("今后努力的方向", (p.SMALL_PLAN,)),
    ),
    p.SMALL_ROWS,
)

COMPANY = Skeleton(
    "company",
    "企业工会工作总结",
    "Annual report of a company union",
    (
        "company_union",
        "state_company_union",
        "group_union",
        "single_union",
        "joint_union",
        "industry_federation",
        "new_form_union",
        "social_union",
    ),
    "公司",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在公司党组织和上级工会的领导下，围绕生产经营，维护职工权益，凝聚职工力量。现将工作总结如下。"
                    )
                ),
                p.ROSTER,
            ),
        ),
        Section(
            "开好职代会，落实民主权利",
            (
                p.DEMOCRACY,
                paragraph("召开厂务公开会议{OP-04:场次}次。"),
            ),
        ),
        Section("签好集体合同，稳定劳动关系", (p.OWN_CONTRACTS, p.RIGHTS)),
        Section(
            "开展劳动竞赛，助力安全生产",
            (
                p.SKILLS,
                paragraph("“安康杯”竞赛有{LC-02:人次 #hedged}人次参加。", "组织重点工程和百日竞赛{LC-03:场次}次。"),
                p.SAFETY,
            ),
        ),
        Section("做实帮扶慰问，温暖职工家庭", (p.OWN_AID, p.SCHOOLING, p.WELFARE, p.GIVING)),
        Section("繁荣职工文化，丰富业余生活", (p.CULTURE, p.HAPPENINGS, p.OWN_READING, p.SITES, p.WOMEN)),
        Section("抓好自身建设", (p.MEETINGS, p.CADRES, p.PUBLICITY, p.COMMENDED, p.DUES)),
        Section("下一步打算", (p.SMALL_PLAN,)),
    ),
    p.SMALL_ROWS,
)

BANK = Skeleton(
    "bank",
    "银行工会工作总结",
    "Annual report of a bank's union",
    ("bank_union",),
    "全行",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在行党委和上级工会的领导下，服务业务发展，关爱员工成长，努力建设员工满意的“职工之家”。现总结如下。"
                    )
                ),
                p.ROSTER,
            ),
        ),
        Section("健全组织，抓好规范管理", (p.MEETINGS, p.CADRES, p.DEMOCRACY)),
        Section(
            "立足岗位，抓好素质提升",
            (
                p.OWN_READING,
                p.SKILLS,
            ),
        ),
        Section(
            "服务发展，抓好业务竞赛",
            (
                paragraph(
                    "组织业务竞赛{LC-04:场次}次[，{LC-04:人数}名员工获奖][，发放奖金{LC-04:金额}元]。",
                    "开展文明优质服务检查{LC-08:场次}次[，检查网点{LC-08:家数}个]。",
                ),
            ),
        ),
        Section("情系员工，抓好关爱帮扶", (p.OWN_AID, p.WELFARE, p.SCHOOLING, p.GIVING)),
        Section("活跃文体，抓好企业文化", (p.CULTURE, p.HAPPENINGS, p.WOMEN, p.SITES)),
        Section("荣誉和经费", (p.COMMENDED, p.DUES, p.PUBLICITY)),
        Section("下一步打算", (p.SMALL_PLAN,)),
    ),
    p.SMALL_ROWS,
)

DEPARTMENT = Skeleton(
    "department",
    "部门（机关）工会工作总结",
    "Annual report of a department's or office's union",
    (
        "department_union",
        "sub_union",
        "union_group",
        "organ_union",
        "institution_union",
        "hospital_union",
        "organs_federation",
    ),
    "本单位",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在党组织和上级工会的领导下，认真履行工会职能，当好职工的贴心人。现将工作小结如下。"
                    )
                ),
                p.ROSTER,
            ),
        ),
        Section(
            "履行职能，当好桥梁纽带",
            (
                Part("民主参与", (p.DEMOCRACY, paragraph("收集职工意见{DM-14:件数}条。"))),
                Part("学习培训", (p.SKILLS, p.CADRES, p.OWN_READING)),
            ),
        ),
        Section("关心职工，做好帮扶慰问", (p.OWN_AID, p.SCHOOLING, p.WELFARE, p.GIVING)),
        Section("丰富生活，开展文体活动", (p.CULTURE, p.HAPPENINGS, p.WOMEN)),
        Section("规范运作，建设职工之家", (p.MEETINGS, p.PUBLICITY, p.COMMENDED, p.DUES, p.SITES)),
        Section("存在的不足和努力方向", (p.SMALL_PLAN,)),
    ),
    p.SMALL_ROWS,
)
