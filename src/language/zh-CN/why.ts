import type { why as english } from '../en/why.js';

/** 读方案时除数字外还应知道的事。 */
export const why = {
  'report.remark.replay':
    '投放窗口落在已有数据之内，属于回放：价格、控制变量和促销均按当时实际值，窗口开始之后的实际投放不参与计算。',
  'report.remark.gap-reference': '数据截止日与窗口开始之间有 {periods} 期尚无数据，按基准同期的媒体投放补齐。',
  'report.remark.gap-zero': '数据截止日与窗口开始之间有 {periods} 期尚无数据，按零投放处理，因此带入窗口的余效偏少。',
  'report.remark.formula-searched':
    '{kpi}无法拆成各渠道之和：本方案是多起点搜索得到的最好结果，不会差于文件中的原方案，但未能证明是最优。',
  'report.remark.cost-not-used': '{channel}按金额建模：文件中的单位成本不起作用，只采用其旁注明的涨价幅度。',
  'report.remark.flight-even': '{channel}在排期内没有基准投放，无节奏可循，其预算按天均摊。',
  'report.unspent.as-written': '文件中的各行没有用到这部分预算。',
} as const satisfies Record<keyof typeof english, string>;
