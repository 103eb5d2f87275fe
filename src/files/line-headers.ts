import { nearestName } from '../data/index.js';

/** What a column of a line table holds, by the path of the key of a scenario line. */
export type LineField =
  | 'channel'
  | 'campaign'
  | 'region'
  | 'audience'
  | 'flight.from'
  | 'flight.to'
  | 'flight.shape'
  | 'amount'
  | 'lock'
  | 'exclude'
  | 'min'
  | 'max'
  | 'cost.per'
  | 'cost.value'
  | 'cost.inflation_pct'
  | 'period'
  | 'currency'
  | 'flight.weeks_on'
  | 'flight.weeks_off'
  | 'note';

const names: Readonly<Record<LineField, readonly string[]>> = {
  channel: ['channel', 'media channel', 'media', '渠道', '媒体', '媒介', '渠道名称'],
  campaign: ['campaign', 'activity', '活动', '项目', '波次', '营销活动'],
  region: ['region', 'market', 'area', '地区', '区域', '城市', '市场'],
  audience: ['audience', 'target group', '人群', '受众', '目标人群'],
  'flight.from': ['start', 'from', 'start date', 'flight start', '开始', '开始日期', '起始日期', '起'],
  'flight.to': ['end', 'to', 'end date', 'flight end', '结束', '结束日期', '截止日期', '止'],
  'flight.shape': ['shape', 'flighting', '排期方式', '投放方式'],
  amount: ['amount', 'budget', 'spend', 'cost', 'money', '预算', '金额', '花费', '费用', '预算金额'],
  lock: ['lock', 'locked', 'fixed', '锁定', '固定'],
  exclude: ['exclude', 'excluded', 'not available', '排除', '不可用', '不投'],
  min: ['min', 'minimum', '最低', '最小', '下限'],
  max: ['max', 'maximum', '最高', '最大', '上限'],
  'cost.per': ['per', 'price per', 'buying unit', '计价单位', '购买单位', '计费方式'],
  'cost.value': ['unit cost', 'unit price', 'price', 'rate', '单价', '单位成本'],
  'cost.inflation_pct': ['inflation', 'inflation pct', 'inflation %', '涨价', '涨幅'],
  period: ['period', 'week', 'week of', 'month', 'date', '周', '周次', '月份', '日期', '期', '期间'],
  currency: ['currency', '货币', '币种'],
  'flight.weeks_on': ['weeks on', 'on', '投放周数', '连续周数'],
  'flight.weeks_off': ['weeks off', 'off', '间隔周数', '停投周数'],
  note: ['note', 'notes', 'comment', 'comments', '备注', '说明'],
};

/** `Start_Date`, `预算（元）`: case, underscores and a unit in brackets do not matter. */
function plainHeader(header: string): string {
  return header
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[([].*$/, '')
    .replace(/[_-]+/g, ' ')
    .replace(/\s+/g, ' ')
    .trim();
}

export function lineField(header: string): LineField | null {
  const wanted = plainHeader(header);
  const entries = Object.entries(names) as [LineField, readonly string[]][];
  return entries.find(([, known]) => known.includes(wanted))?.[0] ?? null;
}

export function nearestHeader(header: string): string {
  return nearestName(plainHeader(header), Object.values(names).flat()) ?? 'none';
}
