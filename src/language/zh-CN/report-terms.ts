import type { reportTerms as english } from '../en/report-terms.js';

/** 定义、证据与自检。 */
export const reportTerms = {
  'report.term.roi': 'ROI',
  'report.definition.roi': '增量 KPI 价值÷投入，计入计划期与后续效果。',
  'report.term.marginal': '边际 ROI',
  'report.definition.marginal': '下一元钱带来的价值。',
  'report.term.profit': '利润',
  'report.definition.profit': '情景文件中的公式，已扣除投入。',
  'report.term.incremental': '增量、带来',
  'report.definition.incremental': '有该媒介时的市场，减去同一市场中该媒介为零时的结果。',
  'report.term.baseline': '基线',
  'report.definition.baseline': '没有任何付费媒介也会有的部分：水平、趋势、季节、节假日、控制变量、价格与促销。',
  'report.term.carry-in': '前期延续',
  'report.definition.carry-in': '计划期之前的投放在计划期内的效果。',
  'report.term.run-out': '后续效果',
  'report.definition.run-out': '计划期内的投放在计划期之后的效果，始终单独列示。',
  'report.term.range': '区间',
  'report.definition.range': '可信区间：在给定模型与数据下，数值以所述概率落在其中。',
  'report.term.grade': '证据等级',
  'report.definition.grade':
    'A：可识别，且有两年内的增量实验。B：数据使先验的离散度至少减半，或能确定在盈亏平衡的哪一侧。C：其余。D：假定。',
  'report.term.break-even': '盈亏平衡',
  'report.definition.break-even': '下一元钱恰好收回成本时的边际 ROI。',
  'report.term.price': '约束的价格',
  'report.definition.price': '放宽约束后 KPI 的增量，由去掉该约束重新求解得到。',
  'report.term.wape': 'WAPE、MAPE',
  'report.definition.wape': '绝对误差之和÷实际值之和；各期绝对误差占实际值比例的均值。',
  'report.term.crps': 'CRPS',
  'report.definition.crps': '连续分级概率评分：整个预测分布的误差，单位同 KPI，越低越好。',
  'report.term.rhat': 'R-hat、ESS',
  'report.definition.rhat':
    '秩归一化分裂 R-hat 与有效样本量（Vehtari 等，2021）：低于 1.01 且不少于 400，说明各链一致且抽样足够。',

  'report.sampler.reached':
    '已达收敛标准：{chains} 条链×{draws} 次抽样，最大 R-hat {rhat}，最小 ESS 主体 {bulk}、尾部 {tail}，发散 {divergences} 次。',
  'report.sampler.missed':
    '未达收敛标准：{chains} 条链×{draws} 次抽样，最大 R-hat {rhat}（应低于 1.01），最小 ESS 主体 {bulk}、尾部 {tail}（应不少于 400），发散 {divergences} 次。',

  'report.holdout.computing': '样本外检验正在计算，完成后会显示在本页。',
  'report.holdout.none': '没有要求做样本外检验。',
  'report.holdout.alone':
    '从 {origins} 个起点分别去掉最后 {periods} 期重新拟合，模型误差为{wape}；{coverage}的实际值落在 80% 区间内。',
  'report.holdout.better':
    '从 {origins} 个起点分别去掉最后 {periods} 期重新拟合，模型误差为{wape}，最好的简单预测（{naive}）为{naiveWape}。{coverage}的实际值落在 80% 区间内。',
  'report.holdout.worse':
    '从 {origins} 个起点分别去掉最后 {periods} 期重新拟合，模型误差为{wape}，高于简单预测“{naive}”的{naiveWape}。{coverage}的实际值落在 80% 区间内。',
  'report.holdout.table': '样本外误差与简单预测对照',
  'report.holdout.model': '本模型',
  'report.holdout.note': '以实际媒介与控制变量为前提：检验的是响应，而不是媒介计划。误差越低越好；覆盖率应接近 80%。',
  'report.naive.last_year': '前一年同期',
  'report.naive.drift': '末值加漂移',
  'report.naive.least_squares': '对原始投入做最小二乘',

  'report.review.severity.note': '提示',
  'report.review.severity.review': '复核',
  'report.review.severity.fail': '未通过',
  'report.review.figures': '{value}，阈值 {threshold}',
  'report.review.unnamed': '检查项“{code}”。',
} as const satisfies Record<keyof typeof english, string>;
