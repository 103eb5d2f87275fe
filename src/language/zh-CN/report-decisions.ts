import type { reportDecisions as english } from '../en/report-decisions.js';

/** 方案问了什么、答案是什么，以及须遵守的规则。ICU 消息语法。 */
export const reportDecisions = {
  'report.kind.hit_target': '达到目标的最低花费',
  'report.kind.efficiency_floor': '投到效率底线为止',
  'report.kind.next_money': '增减一笔钱',
  'report.answer.hit_target':
    '要使{kpi}达到 {target}{risk, select, mean {} other {（{risk}）}}，最少需 {spend}；低于 {bound} 不可能达到。',
  'report.answer.hit_target.risk': '按最差 {pct} 的均值',
  'report.answer.efficiency_floor.roi': '在整体回报降到 {at} 之前可投 {spend}；超过 {bound} 就守不住。',
  'report.answer.efficiency_floor.marginal_roi':
    '投到 {spend} 时，下一笔钱的回报为 {at}，再投则更低。该方案与最优相差不超过 {gap}。',
  'report.answer.efficiency_floor.cost_per_kpi':
    '在每单位{kpi}的成本升到 {at} 之前可投 {spend}；超过 {bound} 就守不住。',
  'report.answer.next_money.more': '下一笔 {amount} 带来 {gain} 的{kpi}，投向{list}。',
  'report.answer.next_money.less': '减去 {amount} 会损失 {gain} 的{kpi}，减自{list}。',
  'report.answer.next_money.part': '{channel}（{money}）',
  'report.answer.maximise.risk':
    '所提高的是最差 {pct} 抽样的均值：媒体为{kpi}带来 {value}，与可能的最优相差不超过 {gap}。',
  'report.unspent.efficiency': '再投就会低于文件要求的效率。',
  'report.bound.base': '基础方案',
  'report.limits.rule.min-buy': '{channel}：不投，或至少 {money}',
  'report.limits.rule.amount-min': '{scope}：至少 {money}',
  'report.limits.rule.amount-max': '{scope}：至多 {money}',
  'report.limits.rule.share-min': '{scope}：至少占全部资金的 {pct}',
  'report.limits.rule.share-max': '{scope}：至多占全部资金的 {pct}',
  'report.limits.rule.period-max': '{scope}：任一时段至多 {money}',
  'report.limits.rule.period-step': '{scope}：相邻时段变化不超过其均值的 {pct}',
  'report.limits.rule.kpi-floor': '{scope}至少 {value}',
  'report.limits.scope.channel': '{name}',
  'report.limits.scope.tag': '标签“{name}”的渠道',
  'report.limits.scope.region': '地区“{name}”',
  'report.limits.scope.audience': '人群“{name}”',
  'report.limits.scope.period': '{name}',
  'report.remark.limit-broken': '方案按原样违反限制 {rule}：现为 {value}，要求为 {stated}。',
  'report.remark.floor-broken': '方案按原样未达到{kpi}的下限：{value}，要求为 {stated}。',
  'report.why.limited': '下一笔钱每 1 元赚 {marginal}，其他渠道为 {price}：规则 {rule} 使两者不等',
  'report.column.reason-given': '所述理由',
  'web.kind.hit_target': '最低花费',
  'web.kind.efficiency_floor': '效率底线',
  'web.kind.next_money': '下一笔钱',
} as const satisfies Record<keyof typeof english, string>;
