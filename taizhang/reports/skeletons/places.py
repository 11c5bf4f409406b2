"""Unions that gather others: towns, streets, and the federations above them."""

from taizhang.reports.skeletons import phrases as p
from taizhang.reports.skeletons.declare import Always, Part, Row, Section, Skeleton, paragraph

KINDS_OF_UNION = (
    "‖社区工会{organisation.of_kind.community_union}家‖村工会{organisation.of_kind.village_union}家‖机关工会{organisation.of_kind.organ_union}家"
    "‖事业单位工会{organisation.of_kind.institution_union}家‖学校工会{organisation.of_kind.school_union}家‖医院工会{organisation.of_kind.hospital_union}家"
    "‖非公企业工会{organisation.of_kind.company_union}家‖国有企业工会{organisation.of_kind.state_company_union}家‖银行工会{organisation.of_kind.bank_union}家"
    "‖社会组织工会{organisation.of_kind.social_union}家‖单独基层工会{organisation.of_kind.single_union}家‖联合基层工会{organisation.of_kind.joint_union}家"
    "‖区域工会联合会{organisation.of_kind.area_federation}家‖行业工会联合会{organisation.of_kind.industry_federation}家"
    "‖新就业形态工会{organisation.of_kind.new_form_union}家"
)

PROFILE = paragraph(
    f"<end>，<place>共有基层工会{{organisation.grassroots}}家[=，其中{KINDS_OF_UNION}]。", *p.ROSTER.sentences
)

GROWTH = paragraph(
    "<span>新组建工会{OM-03:家数}家[，建会时吸收会员{OM-03:人数}人]。",
    "<place>{organisation.communities}个社区（村）中，有{organisation.of_kind.community_union}个社区建起了工会[，社区建会率{organisation.community_rate}]。",
    "把{organisation.of_kind.company_union?所在社区!=}家非公企业工会划归所在社区工会属地管理。",
    "取得法人资格的基层工会{organisation.legal_persons}家[，登记率{organisation.legal_rate}]。",
)

STANDARDS = paragraph(
    "{OA-05:家数}家基层工会基本达到“星级工会组织”标准[=，其中‖社区工会{OA-05:家数?事项~社区工会}家‖企业工会{OA-05:家数?事项~企业工会}家]。",
    "{OA-06:家数?事项~模范职工之家}家通过“模范职工之家”验收。",
    "{OA-06:家数?事项~十有}家达到“十有”标准。",
    "{OA-10:家数}家基层工会为上级检查提供现场或承担试点。",
)

TOWN = Skeleton(
    "town",
    "乡镇工会工作总结",
    "Annual report of a town union",
    ("town_joint_union", "town_general_union", "park_general_union", "park_union", "area_federation"),
    "全镇",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在<upper>和<party>的领导下，以服务职工为根本，以建强基层为重点，一手抓组织规范，一手抓维权帮扶，"
                        "各项工作平稳推进。现将主要情况报告如下。"
                    )
                ),
                PROFILE,
            ),
        ),
        Section(
            "抓基层，组织建设更加规范",
            (
                Part("建会入会", (GROWTH,)),
                Part("制度和责任", (p.MEETINGS,)),
                Part("达标创建和干部培训", (STANDARDS, p.CADRES)),
            ),
        ),
        Section(
            "抓维权，劳动关系更加和谐",
            (
                Part("集体合同", (p.CONTRACTS,)),
                Part("信访调解和安全生产", (p.RIGHTS, p.SAFETY)),
                Part("民主管理", (p.DEMOCRACY,)),
            ),
        ),
        Section(
            "抓帮扶，服务职工更加贴心",
            (
                Part("困难帮扶", (p.AID, p.SCHOOLING)),
                Part("职工福利和就业服务", (p.WELFARE, p.EMPLOYMENT)),
                Part("爱心奉献", (p.GIVING, p.TERRITORY)),
            ),
        ),
        Section(
            "抓活动，职工生活更加丰富",
            (
                Part("文体活动", (p.CULTURE, p.HAPPENINGS)),
                Part("读书、技能和阵地", (p.READING, p.SKILLS, p.SITES)),
                Part("女职工和退休职工", (p.WOMEN,)),
            ),
        ),
        Section("抓自身，工会形象更加鲜明", (p.PUBLICITY, p.COMMENDED, p.DUES)),
        Section("存在的不足和下一步打算", (p.GAPS, p.PLAN)),
    ),
    p.ROWS,
)

STREET = Skeleton(
    "street",
    "街道工会工作总结",
    "Annual report of a street union",
    ("street_general_union", "street_union"),
    "全街道",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在<upper>和<party>的领导下，依托社区、面向企业、贴近职工，扎实做好工会各项工作。现总结如下。"
                    )
                ),
                PROFILE,
            ),
        ),
        Section("建会入会和规范化建设", (GROWTH, STANDARDS, p.MEETINGS)),
        Section("工资集体协商和集体合同", (p.CONTRACTS,)),
        Section("劳动争议调解和职工维权", (p.RIGHTS, p.SAFETY, p.DEMOCRACY)),
        Section("送温暖和困难帮扶", (p.AID, p.SCHOOLING, p.GIVING)),
        Section("就业和职工服务", (p.EMPLOYMENT, p.WELFARE)),
        Section("劳动竞赛和职工素质", (p.SKILLS, p.READING, p.CADRES)),
        Section("文体活动和女职工工作", (p.CULTURE, p.HAPPENINGS, p.SITES, p.WOMEN)),
        Section("宣传、经费和荣誉", (p.PUBLICITY, p.DUES, p.COMMENDED, p.TERRITORY)),
        Section("不足和明年打算", (p.GAPS, p.PLAN)),
    ),
    p.ROWS,
)

FOUNDING = paragraph(
    "<span>新组建工会{OM-03:家数}家[，建会时吸收会员{OM-03:人数}人]。",
    "取得法人资格的基层工会{organisation.legal_persons}家[，登记率{organisation.legal_rate}]。",
    "辖区有非公企业工会{organisation.of_kind.company_union}家，由社区工会属地管理。",
)

COMMUNITY = Skeleton(
    "community",
    "社区（村）工会工作总结",
    "Annual report of a community or village union",
    ("community_union", "village_union"),
    "辖区",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在<upper>和<party>的领导下，走进企业、贴近职工，把工会工作做到职工身边。现总结如下。"
                    )
                ),
                PROFILE,
            ),
        ),
        Section("建好工会组织，扩大工作覆盖", (FOUNDING, STANDARDS, p.MEETINGS, p.CADRES)),
        Section("依法维护权益，促进劳动关系和谐", (p.CONTRACTS, p.RIGHTS, p.SAFETY, p.DEMOCRACY)),
        Section("关心困难职工，办好实事好事", (p.AID, p.SCHOOLING, p.WELFARE, p.EMPLOYMENT, p.GIVING)),
        Section("开展文体活动，活跃社区生活", (p.CULTURE, p.HAPPENINGS, p.OWN_READING, p.SKILLS, p.SITES, p.WOMEN)),
        Section("宣传和荣誉", (p.PUBLICITY, p.COMMENDED, p.DUES)),
        Section("存在的不足和下一步打算", (p.GAPS, p.PLAN)),
    ),
    p.ROWS,
)

FEDERATION = Skeleton(
    "federation",
    "总工会工作总结",
    "Annual report of a federation",
    (
        "national_federation",
        "province_federation",
        "city_federation",
        "county_federation",
        "district_federation",
        "industry_union",
        "system_union",
    ),
    "全辖区",
    (
        Section(
            "",
            (
                paragraph(
                    Always(
                        "<this>，<unit>在同级党委和上级工会的领导下，团结动员广大职工围绕中心建功立业，履行维权服务基本职责。现将工作情况报告如下。"
                    )
                ),
                PROFILE,
            ),
        ),
        Section(
            "壮大队伍，夯实组织基础",
            (
                Part(
                    "组织建设",
                    (
                        GROWTH,
                        paragraph(
                            "25人以上企业建会率{organisation.founding_rate_from_25}[，100人以上企业建会率{organisation.founding_rate_from_100}]。"
                        ),
                    ),
                ),
                Part("规范化建设", (STANDARDS, p.MEETINGS, p.CADRES)),
            ),
        ),
        Section("建功立业，激发职工活力", (p.SKILLS, p.SAFETY, p.COMMENDED)),
        Section("依法维权，构建和谐劳动关系", (p.CONTRACTS, p.RIGHTS, p.DEMOCRACY)),
        Section("精准帮扶，增强职工获得感", (p.AID, p.SCHOOLING, p.WELFARE, p.EMPLOYMENT, p.GIVING)),
        Section("以文化人，丰富职工精神生活", (p.CULTURE, p.READING, p.SITES, p.WOMEN)),
        Section("从严治会，提升自身建设水平", (p.PUBLICITY, p.DUES)),
        Section("存在的问题和下一步打算", (p.GAPS, p.PLAN)),
    ),
    (*p.ROWS, Row("有台账的单位", "worklog.reporting_units", "个")),
)
