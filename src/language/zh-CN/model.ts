import type { model as english } from '../en/model.js';

export const model = {
  'review.prior_media_share': '仅凭先验，付费媒体就可能贡献超过全部 KPI。请先收窄效果先验，再解读拟合结果。',
  'review.negative_baseline':
    '整个数据期的基线可能低于零：媒体被记上了超出实际的功劳。请检查是否遗漏控制变量，或设定更弱的效果先验。',
  'review.negative_baseline_quarter':
    '至少有一个季度的基线可能低于零：当时有模型不知道的因素拉低了 KPI。请将其作为控制变量加入，或屏蔽这些周期。',
  'review.periods_outside':
    '落在 95% 区间之外的周期多于应有的数量：模型没有捕捉到它们的变动原因。请排查促销、缺货或结构变化。',
  'review.unlikely_period': '模型认为这个周期的数值几乎不可能出现。如果当时有特殊事件，请加入控制变量或屏蔽该周期。',
  'review.level_break':
    'KPI 水平在此处跳变，而模型中没有任何变量代表它：跳变一侧投放的媒体会被错记功过。请加入一个此前为 0、此后为 1 的干预变量，或屏蔽其中一侧。',
  'review.residual_autocorrelation':
    '残差在相邻周期之间存在延续：ROI 与合计值的真实区间比显示的更宽。请设定 noise.ar（例如 beta: [2, 2]）、增加趋势节点，或补充遗漏的控制变量。',
  'review.media_explain_little': '除季节、趋势和控制变量之外，媒体几乎没有解释 KPI 的变动：效果主要来自先验。',
  'review.negative_effect': '效果可能为负，而媒体很少如此：请检查投放是否在销售走弱时加码，或改用取值为正的先验。',
  'review.unstable_effect':
    '数据前半段与后半段给出的效果不一致，而模型假设效果恒定。据此规划须谨慎，或在发生变化处把该渠道拆分。',
  'review.half_below_data':
    '一半的效果在几乎所有实际投放水平之下就已达到：在数据范围内，这与更高的基线无法区分，更低处的曲线只反映先验。',
  'review.flat_always_on': '常年以几乎相同的水平投放：其效果无法与基线区分。暂停投放或分区域测试可以给出答案。',
  'review.test_conflict':
    '有提升测试与不计该测试的模型矛盾。请检查测试的时间、市场占比与误差，以及模型可能遗漏的因素。',
  'review.baseline_swallows':
    '该渠道常年投放，而基线几乎能跟上它的全部变动：其效果很容易被趋势或季节吸收。收紧基线、暂停投放或分区域测试可以给出答案。',
  'review.demand_without_control':
    '该渠道由需求驱动，而模型中没有代表需求的控制变量：本来就会购买的人被算作它的效果。请加入搜索量或品类销售额。',

  'grade.assumed': '效果由模型文件直接设定，并非估计所得',
  'grade.lift_test': '有两年以内的增量测试与数据共同支持',
  'grade.lift_test_old': '增量测试距今已超过两年',
  'grade.no_lift_test': '尚无增量测试',
  'grade.spread_halved': '数据使事前的不确定性至少减半',
  'grade.one_side_of_break_even': '九成可能性落在盈亏平衡点的同一侧',
  'grade.told_apart': '其投放有足够的独立变动',
  'grade.spread_not_halved': '数据对先验的收窄不足一半',
  'grade.collinear': '其投放与模型中的其他变量同步变动，效果可能相互混淆',
  'grade.demand_driven': '由需求驱动，且既无需求控制变量也无测试佐证',
  'grade.review_failed': '模型整体检查未通过',
  'grade.unstable_effect': '前后两段数据对其效果的结论不一致',
  'grade.negative_effect': '其效果可能为负',
  'grade.half_below_data': '在数据范围内其效果近似常数',
  'grade.flat_always_on': '常年以几乎同一水平投放，与基线难以区分',

  'grade.baseline_swallows': '常年投放，且基线几乎能跟上它的全部变动',

  'gate.rhat': '各链尚未混合（R-hat 不低于 1.01）',
  'gate.bulk_ess': '中部的独立样本过少（bulk ESS 低于 400）',
  'gate.tail_ess': '尾部的独立样本过少（tail ESS 低于 400）',
  'gate.stuck': '某条链中有一个量完全没有变动',
  'gate.divergences': '即使缩小步长，发散的样本仍超过千分之一',
  'gate.ebfmi': '能量混合过慢（E-BFMI 不高于 0.3）',
  'gate.not_converged': '抽样达到上限时仍有量未收敛',
} as const satisfies Record<keyof typeof english, string>;
