import type { faultsPlanning as english } from '../en/faults-planning.js';

/** 方案落到模型日历上时的问题、公式的问题，以及无解的方案。ICU 消息语法。 */
export const faultsPlanning = {
  'fault.formula-too-long.why': '公式有 {length, number} 个字符，最多只能 {limit, number} 个。',
  'fault.formula-too-long.fix': '请缩短公式，或拆成几个指标。',
  'fault.formula-syntax.why': '公式无法解析：{problem}',
  'fault.formula-syntax.fix': '请检查运算符和括号；乘号须写作 *。',
  'fault.formula-unknown-name.why': '公式中不能使用“{found}”这个名称。',
  'fault.formula-unknown-name.fix':
    '{nearest, select, none {可用的名称：指标 id、<id>_incremental、<id>_run_out、spend 和 spend_<渠道>。} other {是否想写“{nearest}”？}}',
  'fault.formula-not-allowed.why': '公式中不允许出现“{found}”。',
  'fault.formula-not-allowed.fix': '可用：常数、名称、括号、+ − * / ^、exp、log、sqrt；min 和 max 仅供展示。',
  'fault.formula-no-derivative.why': '“{kpi}”含 min 或 max，可以展示，但不能作为优化目标。',
  'fault.formula-no-derivative.fix': '请另选目标指标，或改写公式，不用 min 和 max。',
  'fault.formula-undefined.why': '“{kpi}”的公式在 {of, number} 个抽样中有 {draws, number} 个没有数值。',
  'fault.formula-undefined.fix': '请检查是否除以零，或对可能为负的数取对数、开方。',

  'fault.window-date.why': '“{found}”不是日期。',
  'fault.window-date.fix': '请写作 YYYY-MM-DD。',
  'fault.window-end-before-start.why': '窗口结束日 {found} 早于开始日 {start}。',
  'fault.window-end-before-start.fix': '请对调两者，或改正其一。',
  'fault.window-start-inside-period.why':
    '窗口开始日 {found} 落在模型的{grain, select, daily {一天} weekly {一周} quarterly {一个季度} other {一个月}}中间。',
  'fault.window-start-inside-period.fix': '请从 {before} 或 {after} 开始。',
  'fault.window-end-inside-period.why':
    '窗口结束日 {found} 落在模型的{grain, select, daily {一天} weekly {一周} quarterly {一个季度} other {一个月}}中间。',
  'fault.window-end-inside-period.fix': '请在 {before} 或 {after} 结束。',
  'fault.window-before-data.why': '窗口从 {found} 开始，而模型数据始于 {data}。',
  'fault.window-before-data.fix': '请从 {earliest} 或之后开始。',
  'fault.window-too-long.why': '窗口有 {periods, number} 期，最多可规划 {limit, number} 期。',
  'fault.window-too-long.fix': '请提前结束日。',
  'fault.window-too-far.why': '数据截至 {through}，窗口开始时已相隔 {periods, number} 期。',
  'fault.window-too-far.fix': '请用更新的数据重新拟合，或规划更近的窗口。',

  'fault.reference-before-data.why': '数据始于 {data}，不含 {period} 的去年同期。',
  'fault.reference-before-data.fix': '请改用“reference: last_n_periods:{periods}”，或选前面有一整年数据的窗口。',
  'fault.reference-longer-than-data.why': '基准要求的期数超过窗口之前已有的 {periods, number} 期。',
  'fault.reference-longer-than-data.fix': '最多可用“last_n_periods:{periods}”。',
  'fault.reference-not-found.why': '找不到方案“{found}”的结果，无从比较。',
  'fault.reference-not-found.fix': '请先运行该方案，或把其文件放在同一文件夹。',
  'fault.reference-window-differs.why': '基准方案“{reference}”有 {other, number} 期，本窗口有 {periods, number} 期。',
  'fault.reference-window-differs.fix': '请使两者期数相同，或改用“reference: last_year”。',

  'fault.unknown-channel.why': '模型中没有渠道“{found}”。',
  'fault.unknown-channel.fix':
    '{nearest, select, none {已有渠道：{valid}。} other {是否想写“{nearest}”？已有渠道：{valid}。}}',
  'fault.unknown-kpi.why': '模型和本文件中都没有指标“{found}”。',
  'fault.unknown-kpi.fix':
    '{nearest, select, none {已有指标：{valid}。} other {是否想写“{nearest}”？已有指标：{valid}。}}',
  'fault.unknown-control.why': '模型中没有控制变量“{found}”。',
  'fault.unknown-control.fix': '{nearest, select, none {已有：{valid}。} other {是否想写“{nearest}”？已有：{valid}。}}',
  'fault.unknown-treatment.why': '模型中没有价格或促销变量“{found}”。',
  'fault.unknown-treatment.fix':
    '{nearest, select, none {已有：{valid}。} other {是否想写“{nearest}”？已有：{valid}。}}',
  'fault.inflation-too-low.why': '价格不可能变动 {found}%：那样价格就不复存在了。',
  'fault.inflation-too-low.fix': '请写大于 −100 的数。',

  'fault.flight-date.why': '“{found}”不是日期。',
  'fault.flight-date.fix': '请写作 YYYY-MM-DD。',
  'fault.flight-end-before-start.why': '排期的结束早于开始。',
  'fault.flight-end-before-start.fix': '请对调 from 与 to，或改正其一。',
  'fault.flight-outside-window.why': '排期超出了窗口（{start} 至 {end}）。',
  'fault.flight-outside-window.fix': '请把排期放在窗口之内，或放宽窗口。',
  'fault.flight-weights-count.why': '排期涉及 {periods, number} 期，却写了 {found} 个权重。',
  'fault.flight-weights-count.fix': '请写 {periods, number} 个权重，每期一个。',
  'fault.flight-weights-sign.why': '权重须不小于零，且至少有一个大于零。',
  'fault.flight-weights-sign.fix': '请改正权重。',
  'fault.cost-unit.why': '{channel}不按“{found}”购买，其单位是 {unit}。',
  'fault.cost-unit.fix': '请写每 {unit} 的价格；每千单位可写 cpm。',
  'fault.cost-not-positive.why': '单位成本必须大于零。',
  'fault.cost-not-positive.fix': '请改正价格；留空则用该渠道自身的价格。',
  'fault.channel-without-price.why': '{channel}从未同时有过花费和投放量，无从知道其单位成本。',
  'fault.channel-without-price.fix': '请在该行写明单位成本，或把金额设为 0。',

  'fault.line-without-amount.why': '预测按文件原样计价，而{channel}这一行没有金额。',
  'fault.line-without-amount.fix': '请写上金额（可以是 0），或排除该渠道。',
  'fault.amount-negative.why': '金额不能为负。',
  'fault.amount-negative.fix': '请写零或正数。',
  'fault.lock-without-amount.why': '{channel}这一行已锁定，却没有写锁定的金额。',
  'fault.lock-without-amount.fix': '请写上金额，或取消锁定。',
  'fault.excluded-with-amount.why': '{channel}既被排除又有金额，两者只能取一。',
  'fault.excluded-with-amount.fix': '请删去金额；若本意是投零，请去掉 exclude 并写 amount: 0。',
  'fault.channel-excluded-and-listed.why': '{channel}在这一行被排除，却在另一行有安排。',
  'fault.channel-excluded-and-listed.fix': '请只保留一行。',
  'fault.bound-without-base.why': '百分比上下限需要基数：{channel}在此既无基准花费，也无金额。',
  'fault.bound-without-base.fix': '请把上下限写成金额。',
  'fault.line-without-base.why': '{channel}这一行可在 ±{boldness, number}% 内浮动，但既无基准花费，也无金额。',
  'fault.line-without-base.fix': '请写上金额，或写明 min 和 max。',
  'fault.min-above-max.why': '{channel}的下限 {min, number} 高于上限 {max, number}。',
  'fault.min-above-max.fix': '请对调两者，或改正其一。',

  'fault.budget-missing.why': '{kind, select, forecast {做预测} other {求最优}}需要预算总额。',
  'fault.budget-missing.fix': '请写上大于零的“budget: total”。',
  'fault.lines-do-not-add-up.why':
    '各行合计 {lines, number}{unlisted, plural, =0 {} other {，未列渠道 {unlisted, number}}}，共 {sum, number}；而预算 {total, number} 中可用于投放的是 {working, number}。',
  'fault.lines-do-not-add-up.fix':
    '请在各行或总额上调整 {difference, number}；相差 {tolerance, number}% 以内可以放行。',
  'fault.model-not-converged.why':
    '模型 {found} 的拟合未达到收敛标准（R-hat {rhat, number}，最小有效样本量 {ess, number}）。',
  'fault.model-not-converged.fix': '请增加抽样或收紧先验后重新拟合，或写“accept_unconverged: true”。',
  'fault.infeasible-floors-above-budget.why':
    '没有方案能满足此文件：下列规则合计比可投放的 {working, number} 多出 {missing, number}：{rules}。',
  'fault.infeasible-floors-above-budget.fix': '请放低其一或提高预算；连同其余下限，共缺 {missingInAll, number}。',
  'fault.infeasible-ceilings-below-budget.why':
    '没有方案能满足此文件：预算必须花完，而各项上限使 {working, number} 中的 {missing, number} 无处可投：{rules}。',
  'fault.infeasible-ceilings-below-budget.fix': '请提高某项上限、降低预算，或写“spend_all: false”。',
} as const satisfies Record<keyof typeof english, string>;
