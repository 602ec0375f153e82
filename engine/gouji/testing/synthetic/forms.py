"""The performance part: prose on self-evaluation, the whole-department form and the project forms."""

from __future__ import annotations

from fractions import Fraction

from gouji.testing.synthetic.figures import percent, wan
from gouji.testing.synthetic.printed import HeadCell, Heading, Paragraph, Piece, PrintedTable
from gouji.testing.synthetic.truth import Project, Truth


def _plain(value: Fraction, places: int = 2) -> str:
    """Print a score or budget with at most ``places`` decimals, trailing zeros dropped."""
    rounded = (abs(value) * 10**places + Fraction(1, 2)).__floor__()
    text = f"{rounded // 10**places}.{rounded % 10**places:0{places}d}".rstrip("0").rstrip(".")
    return text or "0"


def amount(fen: int) -> str:
    """Print 分 as 万元 the way forms do: 45, 44.47."""
    return _plain(Fraction(fen, 1_000_000))


def score_of(project: Project) -> Fraction:
    """Return a project's total score: ten points for execution, ninety for indicators, each rounded."""
    executed = Fraction(round(Fraction(project.spent, project.budget) * 1000), 100)
    return executed + 90 - Fraction(project.lost, 100)


def _execution_points(project: Project) -> Fraction:
    return Fraction(round(Fraction(project.spent, project.budget) * 1000), 100)


def annexes(truth: Truth) -> list[Piece]:
    """Return part four (performance), part five (terms) and the project forms."""
    projects = truth.projects
    total = sum(p.budget for p in projects)
    named = "、".join(f"“{p.name}”" for p in projects)
    out: list[Piece] = [
        Heading("第四部分 预算绩效情况说明", 1),
        Heading("一、预算绩效管理工作开展情况"),
        Paragraph(
            f"按照预算绩效管理要求,本部门对 {truth.year} 年度一般公共预算项目支出开展绩效自评,"
            f"涉及项目 {len(projects)} 个,涉及资金 {wan(total)} 万元。"
        ),
        Heading("二、绩效自评结果"),
    ]
    if projects:
        out.append(
            Paragraph(
                f"我部门在 {truth.year} 年度部门决算中反映{named}等 {len(projects)} 个项目绩效自评结果。"
            )
        )
    for number, project in enumerate(projects, 1):
        out.append(
            Paragraph(
                f"{number}. “{project.name}”项目绩效自评情况：根据年初设定的绩效目标,项目绩效自评得分为 "
                f"{_plain(score_of(project))} 分。项目全年预算数为 {amount(project.budget)} 万元,执行数为 "
                f"{amount(project.spent)} 万元,完成预算的 {percent(project.spent, project.budget)}。"
            )
        )
    out += [
        Heading("第五部分 名词解释", 1),
        Heading("一、财政拨款收入：指本年度从同级财政部门取得的财政拨款。"),
        Heading("二、基本支出：指为保障机构正常运转、完成日常工作任务而发生的人员经费和公用经费。"),
        Heading("三、项目支出：指在基本支出之外为完成特定行政任务或事业发展目标所发生的支出。"),
        Heading(
            "四、“三公”经费：指用一般公共预算财政拨款安排的因公出国(境)费、公务用车购置及运行维护费、公务接待费。"
        ),
        Heading("五、机关运行经费：指为保障行政单位运行用于购买货物和服务等的各项公用经费。"),
    ]
    for project in projects:
        out += [Heading("附件：项目支出绩效自评表", 1), project_form(truth, project)]
    return out


def project_form(truth: Truth, project: Project) -> PrintedTable:
    """Return the self-evaluation form of a project, as a grid of nine columns."""
    budget, spent = amount(project.budget), amount(project.spent)
    rate = percent(project.spent, project.budget).rstrip("%")
    points = _plain(_execution_points(project))
    first = 50 - Fraction(project.lost, 100)
    reached = _plain(100 - Fraction(project.lost, 50))
    body = (
        ("项目资金（万元）", "", "年初预算数", "全年预算数", "全年执行数", "分值", "执行率(%)", "得分", ""),
        ("", "年度资金总额：", budget, budget, spent, "10", rate, points, ""),
        ("", "其中：财政拨款", budget, budget, spent, "-", rate, points, ""),
        ("", "上年结转资金", "0", "0", "0", "-", "0", "0", ""),
        ("", "其他资金", "0", "0", "0", "-", "0", "0", ""),
        ("一级指标", "二级指标", "三级指标", "年度指标", "实际完成值", "分值", "单位", "完成率", "得分"),
        ("产出指标", "质量指标", "任务完成率", "=100%", reached, "50", "%", f"{reached}%", _plain(first)),
        ("效益指标", "社会效益指标", "服务人次", ">=200 人次", "200", "30", "人次", "100.00%", "30"),
        ("满意度指标", "服务对象满意度指标", "服务对象满意度", ">=95%", "95", "10", "%", "100.00%", "10"),
        ("总分", "", "", "", "", "100", "", "", _plain(score_of(project))),
    )
    return PrintedTable(
        f"自评表:{project.name}", "项目支出绩效自评表", "", "万元", truth.department, truth.year,
        header=((HeadCell("项目名称"), HeadCell(project.name, colspan=3), HeadCell("主管部门"),
                 HeadCell(truth.department, colspan=4)),),
        body=body, labels=tuple(range(9)),
    )  # fmt: skip
