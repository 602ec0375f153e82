"""上海式样的虚构文件：在通用样例上补齐统一式样里的政府采购和绩效句子。"""

import attrs

from gouji.testing.synthetic import Paragraph, make_truth, print_shanghai

DEPARTMENT = "上海市清河示例区档案馆"


def sentences(total, sme="30.00", micro="10.00", done="25.00", micro_done="8.00", other="1.00"):
    return Paragraph(
        f"{DEPARTMENT}2024年度政府采购金额（以合同签订为准）为{total}万元。"
        f"2024年度本部门面向中小企业预留政府采购项目预算金额{sme}万元，面向小微企业预留政府采购项目预算金额{micro}万元。"
        f"在面向中小企业预留的政府采购项目中，由中小企业供应商中标或成交的，采购金额{done}万元；"
        f"在面向小微企业预留政府采购项目中，由小微企业供应商中标或成交的，采购金额{micro_done}万元；"
        f"在其他政府采购项目中，由中小企业供应商中标或成交的，采购金额{other}万元。"
    )


def grades(all_of_them=4, best=3, good=1, fair=0, bad=0, problems=2, mended=1, going_on=1):
    return Paragraph(
        f"绩效自评的2024年度项目{all_of_them}个，平均得分95.43分（其中，绩效评级为“优”的项目{best}个；绩效评级为“良”的项目{good}个；"
        f"绩效评级为“合格”的项目{fair}个；绩效评级为“不合格”的项目{bad}个。绩效自评中共发现问题{problems}个，"
        f"已经完成整改的{mended}个，正在整改的{going_on}个）。"
    )


def only_the_best(all_of_them, best):
    """Return a sentence that leaves out the grades below 优."""
    return Paragraph(
        f"绩效自评的2024年度项目{all_of_them}个，平均得分95.43分（其中，绩效评级为“优”的项目{best}个）。"
    )


def correct(seed, **changes):
    """Return a correct disclosure; ``procurement`` and ``performance`` replace its two sentences."""
    truth = attrs.evolve(
        make_truth(seed, DEPARTMENT), procurement=(50_00_00, 0, 0), small=(30_00_00, 10_00_00)
    )
    document = print_shanghai(truth)
    given = {
        "政府采购金额": changes.get("procurement", sentences("0.50", "0.30", "0.10", "0.25", "0.08", "0.01")),
        "编报绩效目标": changes.get("performance", grades()),
    }
    pieces = []
    for piece in document.pieces:
        pieces.append(piece)
        if isinstance(piece, Paragraph):
            pieces += [extra for mark, extra in given.items() if mark in piece.text]
    return attrs.evolve(document, pieces=tuple(pieces))
