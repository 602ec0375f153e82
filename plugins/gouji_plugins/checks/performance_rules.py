"""The rules of the performance checks: ids, weights, and the text of their pages."""

from __future__ import annotations

from gouji.model import Rule, RuleClass, Severity, Tier
from gouji_plugins.checks.rule_family import RuleFamily

BASIS = "财预〔2020〕10号《项目支出绩效评价管理办法》及自评表式"
_E, _W, _I = Severity.ERROR, Severity.WARNING, Severity.INFO
_LOGIC, _VERIFY = RuleClass.LOGIC, RuleClass.VERIFY

_FAMILY = RuleFamily("performance", "performance", BASIS)
_rule = _FAMILY.rule
PAGES = _FAMILY.pages
"""Rule id → what it compares, why, and when it does not apply."""

FUNDS = _rule(
    "JX-01", "自评表资金各项之和与总额不符", _E,
    "年度资金总额等于其各部分之和（基本支出＋项目支出；财政拨款＋上年结转＋其他），基本支出等于人员经费＋公用经费。"
    "每一栏（年初、全年、执行）分别核对。表里没有的行不补零，缺行时不核对。",
    tier=Tier.TEMPLATE,
)  # fmt: skip
RATE = _rule(
    "JX-02", "自评表执行率与金额不符", _E,
    "执行率等于全年执行数除以全年预算数，按印出的位数和区间比较。预算为零时不核对；全表截位时记一条提示。",
    tier=Tier.TEMPLATE,
)  # fmt: skip
SCORE = _rule(
    "JX-03", "自评表执行得分与执行率不符", _W,
    "资金行的得分等于分值乘以执行率。分值没有印出时取年度资金总额行的分值，整体自评表取总分与指标分值之差。"
    "个别地方规定执行率达到一定比例即得满分，故为警告。",
)  # fmt: skip
TOTAL = _rule(
    "JX-04", "自评表总分不等于各项得分之和", _E,
    "总分等于资金执行得分与各指标得分之和。指标行没有全部读出时不判定。",
    tier=Tier.TEMPLATE,
)  # fmt: skip
TOTAL_TAIL = _rule(
    "JX-05", "自评表总分与各项得分之和相差尾数", _I,
    "相差不超过 0.015 分，像是按未舍入的执行得分相加；不作差错。",
)  # fmt: skip
POINTS = _rule(
    "JX-06", "自评表分值合计不等于总分值", _E,
    "资金执行分值与各指标分值之和等于总分行的分值（通常 100）。文字版指标行可能没有读全时不判定。",
    tier=Tier.TEMPLATE,
)  # fmt: skip
MISSED = _rule(
    "JX-07", "指标未达目标仍得满分", _W,
    "按指标值前的比较号（>=、<=、=）比较实际完成值；没有达到而得分等于分值的，同一张表合为一条。指标值为文字的不核对。",
    _LOGIC,
)  # fmt: skip
BLANK = _rule(
    "JX-08", "指标没有完成值", _W,
    "实际完成值空白：得了分的没有依据，得零分的应当写明未完成原因。",
    _VERIFY,
)  # fmt: skip
COMPLETION = _rule(
    "JX-09", "指标完成率与完成值不符", _W,
    "没有达到目标的正向指标，完成率等于完成值除以指标值。反向指标和文字指标不核对。",
)  # fmt: skip
UNEXPLAINED = _rule(
    "JX-10", "完成率为 100% 而没有得满分，也没有原因", _W,
    "完成率 100% 与扣分矛盾，表里又没有未完成原因。同一张表的各行合为一条。",
    _VERIFY,
)  # fmt: skip
HEADER_UNIT = _rule(
    "JX-11", "自评表表头的金额单位与数值不符", _E,
    "表头写“元”而同一项目的金额在指标、报告或情况说明里以同样的数字写作“万元”（或相反）。"
    "没有别处可对照、只凭大小怀疑的不报。",
    _LOGIC,
)  # fmt: skip
STATED = _rule(
    "JX-12", "情况说明的项目自评结果与自评表不符", _E,
    "同一项目的得分、全年预算数、执行数、执行率，情况说明与自评表一致。项目按名称对应，名称略有出入的另行提示。",
)  # fmt: skip
REPORTED = _rule(
    "JX-13", "自评报告的数与自评表不符", _E,
    "报告里的项目预算金额、支出、评价得分与自评表的全年预算数（或年初预算数）、全年执行数、总分一致。"
    "重复同一个错数的资金到位、成本指标完成值和据此写的支付率一并指出，不另列。多年期项目的总金额不与年度数比较。",
)  # fmt: skip
SLIP = _rule(
    "JX-14", "自评报告的金额单位写错", _E,
    "同一句里前后两个金额数字相当，一个写“万元”一个写“元”。",
    _LOGIC, category="wording",
)  # fmt: skip
ARRIVED = _rule(
    "JX-15", "到位率与到位金额不符", _E,
    "到位率等于实际到位除以预算到位。报告没有写预算到位金额时用自评表的全年预算数，仍没有则不判定。",
    category="ratio",
)  # fmt: skip
NAMES = _rule(
    "JX-16", "同一项目的名称前后不一", _W,
    "情况说明、自评报告和自评表里同一项目的名称有不同的字。只多出“2024年度”、“项目”字样的不算；"
    "只是前后多几个字（某单位、维护费）的合为一条提示。",
    _VERIFY, category="wording",
)  # fmt: skip
OPENING = _rule(
    "JX-17", "整体自评表的年初预算与情况说明不符", _E,
    "全部收入都是一般公共预算财政拨款、没有年初结转时，整体自评表年初预算数的总额应等于情况说明五（三）的年初预算。"
    "有其他资金的不核对。",
)  # fmt: skip
ACCOUNTS = _rule(
    "JX-18", "整体自评表的执行数与决算表不符", _W,
    "整体自评表的全年执行数与公开03表（全部资金）或公开05、06表（一般公共预算）的同名数一致，有一个相符即可。",
)  # fmt: skip
WHOLE_REPORT = _rule(
    "JX-19", "整体自评报告的数与整体自评表不符", _E,
    "部门预算总额等于全年预算数（或年初预算数），实际执行等于全年执行数，执行率、得分一致。"
    "执行率按报告自己的金额算是对的、只因预算总额不符的，随预算总额一并指出。",
)  # fmt: skip
OWN_RATE = _rule(
    "JX-20", "指标的完成值与同一张表的执行率矛盾", _E,
    "“基本支出预算执行率”等指标的完成值，应与同一张表资金行印出的执行率一致。同一张表的各指标合为一条。",
    _LOGIC,
)  # fmt: skip
KNOWN_RATE = _rule(
    "JX-21", "指标的完成值与文件里可算出的比率不符", _W,
    "在职人员控制率＝在岗人员÷编制（自评报告所列）；“三公”经费控制率＝公开09表决算÷预算。口径可能不同，故为警告。",
    _VERIFY,
)  # fmt: skip
PROJECTS = _rule(
    "JX-22", "自评项目的金额合计与所述不符", _E,
    "情况说明所述自评项目的资金，应等于所列各项目全年预算数之和；整体自评表的项目支出亦同。项目数与列出的不一致时不核对。"
    "各项目自评表都读到、年初预算数和全年执行数之和也都不等于所述金额的为错误；不能排除按别的口径合计的为警告。",
    _VERIFY,
)  # fmt: skip
FITS_NONE = _rule(
    "JX-23", "自评金额占项目支出的比重无从算出", _W,
    "所述比重与公开03、05表的项目支出、支出合计以及自评表的项目支出预算都不相符。",
    _VERIFY, category="ratio",
)  # fmt: skip
LISTED = _rule(
    "JX-24", "项目个数与列出的不符", _W,
    "“…等 N 个项目”与逐个说明的项目数、附件里的项目自评表数一致。附件只附部分的不算差错，故为警告。",
    _VERIFY,
)  # fmt: skip
STAGES = _rule(
    "JX-25", "编报、跟踪、自评的个数或金额依次增多", _W,
    "编报绩效目标的项目不少于跟踪的，跟踪的不少于自评的；金额亦同。", _LOGIC,
)  # fmt: skip
GRADES = _rule(
    "JX-26", "各等级项目数之和不等于自评项目数", _E,
    "优、良、合格、不合格四个等级都写明时，其和等于自评项目数。",
)  # fmt: skip
GRADE_FITS = _rule(
    "JX-27", "评价等级与得分不符", _W,
    "90 分以上为优，80 至 90 分为良，60 至 80 分为中（合格）。分数线是规则包的参数。", _LOGIC,
)  # fmt: skip
MONEY_ACTUAL = _rule(
    "JX-28", "成本指标的完成值与执行数不符", _W,
    "以全年预算数为目标的金额指标，其完成值应等于全年执行数。", _VERIFY,
)  # fmt: skip
TROUBLES = _rule(
    "JX-29", "自评报告说没有问题，情况说明列出了问题", _W,
    "同一项目，报告“存在的问题”写“无”，情况说明写有“发现的主要问题”。反过来报告写有问题而情况说明没有写的为提示。",
    _VERIFY, category="wording",
)  # fmt: skip
CONTRADICTS = _rule(
    "JX-30", "报告写执行率 100%，又说执行率有待提升", _W,
    "同一份自评报告里的两种说法矛盾。", _VERIFY, category="wording",
)  # fmt: skip
STATED_RATE = _rule(
    "JX-31", "情况说明里项目的完成率与金额不符", _E,
    "“完成预算的 X%”等于执行数除以全年预算数。", tier=Tier.TEMPLATE, category="ratio",
)  # fmt: skip
UNIT_MISSING = _rule(
    "JX-32", "自评报告的金额没有单位", _W,
    "金额后面没有“万元”或“元”。", _LOGIC, category="wording",
)  # fmt: skip
WHOLE_COST = _rule(
    "JX-33", "项目总金额与总成本指标不符", _W,
    "报告写明项目预算总金额，自评表又有名为“总成本”“总投入”而目标不是本年预算的金额指标，两者应一致。", _VERIFY,
)  # fmt: skip
YEAR_RATE = _rule(
    "JX-34", "报告的预算执行率与自评表不符", _W,
    "报告所写年度预算执行率与自评表的执行率一致。", _VERIFY, category="ratio",
)  # fmt: skip
NO_REASON = _rule(
    "JX-35", "没有完成的指标没有写原因", _W,
    "完成值没有达到目标而“未完成原因分析”空白。满分的归入 JX-07。", _VERIFY,
)  # fmt: skip
OPENING_RATE = _rule(
    "JX-36", "自评表执行率按年初预算计算", _W,
    "印出的执行率与全年预算数不符，而与年初预算数相符。", category="ratio",
)  # fmt: skip

SOURCE = _rule(
    "JX-37", "资金来源科目容不下所列项目的支出", _E,
    "自评报告写明项目资金来自某个科目（七位编码）时，写同一科目的各项目执行数之和不能超过决算表里该科目的项目支出。"
    "表里没有读到该科目、编码印刷不全时不判定；只有部分项目写明科目时只算写明的。",
    _LOGIC,
)  # fmt: skip
PAID_RATE = _rule(
    "JX-38", "报告的支付率与自评表不符", _W,
    "报告所写支付率应等于全年执行数除以到位金额或预算数，有一个相符即可。支出金额本身不符的归入 JX-13。",
    category="ratio",
)  # fmt: skip
FIRST_YEAR = _rule(
    "JX-39", "首年项目的完成金额超过本年执行数", _W,
    "报告写本年度是第一年（第一周期），金额指标的完成值就不能超过全年执行数：没有以前年度的支出可以累计。"
    "没有写首年的多年期项目，累计数大于本年数是正常的。",
    _LOGIC,
)  # fmt: skip
WHOLE_PROJECTS = _rule(
    "JX-40", "各项目自评表之和与整体自评表的项目支出不符", _W,
    "所附项目自评表的全年执行数之和等于整体自评表的项目支出时，说明附的就是全部项目，年初预算数、全年预算数之和也应相等。"
    "执行数之和不等时不核对；年中取消的项目不另附表，年初数会有差额，应有说明。",
    _VERIFY,
)  # fmt: skip
MONEY_AS_NUMBER = _rule(
    "JX-41", "数量指标填的是资金，与成本指标重复", _I,
    "数量指标反映产出的数量；目标值和完成值都是金额而且与成本指标相同的，没有反映产出。", _VERIFY,
)  # fmt: skip
BUILT_IN = _rule(
    "JX-42", "同一报告里的建设工期有两种说法", _W,
    "写“N 年建成”，又写“合同签订后 M 日内完成”。运维服务的年限不是建设工期，不算。", _LOGIC, category="wording",
)  # fmt: skip
TOLD_SUM = _rule(
    "JX-43", "绩效说明的分项之和与总数不符", _E,
    "各评级的项目数、一级和二级项目数、按程序分的项目数和金额，合计等于前面写的总数；"
    "发现问题数等于已整改与正在整改之和；满分合计 100 的各项得分合计等于评价得分。"
    "分项没有写全的不核对；前面写了几个总数的，有一个相符即可。",
)  # fmt: skip
TOLD_RATE = _rule(
    "JX-44", "绩效说明的比率与数不符", _E,
    "某评级的项目数占自评项目数的比重、预算执行率、基本支出和项目支出占总支出的比重，等于紧挨着的两个数之比。分母没有写的不核对。",
    category="ratio",
)  # fmt: skip
COPIED_NAME = _rule(
    "JX-45", "三级指标照抄了上级指标的名称", _I, "三级指标的名称就是它的二级指标（“服务对象满意度指标”），没有说考核什么。", _VERIFY,
)  # fmt: skip
NO_FUND_REASON = _rule(
    "JX-46", "预算没有执行完而没有写原因", _W,
    "自评表资金栏下面印有“未完成原因分析”，执行率不到 100% 而这一格空白。"
    "执行率都在 90% 以上的为提示；一份文件合为一条。没有印这一格的不查。",
    _VERIFY,
)  # fmt: skip
BAND = _rule(
    "JX-47", "实际完成值写的是评分区间", _I,
    "定性指标按完成情况在“100%-80%（含）”等区间里评分；实际完成值应写完成的情况，写区间等于没有写。一份文件合为一条。", _VERIFY,
)  # fmt: skip
HALF_SAID = _rule(
    "JX-48", "项目自评说明的问题与改进措施只写了一样", _I,
    "同一份文件里别的项目“发现的主要问题”和“改进措施”都写了，有的项目只写一样。全都只写一样的不查；写“无”的算写了。",
    _VERIFY, category="wording",
)  # fmt: skip

RULES = tuple(
    value for name, value in sorted(globals().items()) if isinstance(value, Rule) and not name.startswith("_")
)
