/**
 * The words by which planners name columns, English and Chinese. Latin words are matched whole or as the parts of a
 * name (`tv_S`, `search_clicks_P`, `emailSends`); Chinese ones anywhere in it.
 */
export type WordList = readonly string[];

const words = (...lines: readonly string[]): WordList => lines.flatMap((line) => line.split(' '));

export const WORDS = {
  date: words(
    'date week day month time period weekstart datum woche monat wk ds 日期 周 週 月份 月 时间 時間 开始',
    '开始日期',
  ),
  region: words('geo region market city dma state province area 地区 区域 城市 省份 省 市场 大区'),
  audience: words('audience segment agegroup demographic 人群 受众 客群'),
  population: words('population pop households inhabitants 人口 户数'),
  revenue: words(
    'revenue sales turnover gmv income umsatz salesvalue bookings 销售额 销售收入 营收 收入 成交额 营业额',
    '业绩 销售金额 成交金额 订单金额 revenues',
  ),
  count: words(
    'conversions conversion orders order units volume signups registrations installs leads customers',
    'visits subscriptions transactions downloads buyers newcustomers 订单 订单数 订单量 销量 件数 转化',
    '转化数 注册 注册数 新客 新客数 安装 下载 线索 到店 成交量',
  ),
  score: words('awareness consideration preference nps brandhealth brandindex 知名度 认知度 考虑度 偏好度 品牌力'),
  rate: words('rate conversionrate marketshare 转化率 市占率 市场份额'),
  kpiGeneric: words('y kpi target outcome response dependent 目标 指标'),
  valuePerUnit: words(
    'revenueperconversion revenueperkpi valueperunit ordervalue aov averageordervalue basketvalue ltv clv',
    'revenueperorder 客单价 单均价 件单价',
  ),
  spend: words(
    'spend cost costs budget investment invest expense s spent adspend kosten ausgaben 花费 费用 投放',
    '投放额 投入 预算 金额 消耗 支出 广告费',
  ),
  media: words(
    'impressions impression impr imps i clicks click p grp grps trp trps views view plays circulation',
    'insertions spots sessions engagements 曝光 曝光量 展示 展现 点击 点击量 播放 播放量 收视点 毛评点',
    '阅读量 互动',
  ),
  reach: words('reach 触达 到达 覆盖人数 触达人数'),
  frequency: words('frequency freq 频次'),
  organic: words(
    'organic newsletter newsletters email emails edm push seo pr earned owned crm sends posts 自然',
    '自然流量 邮件 短信 推送 公众号 自有 私域',
  ),
  treatment: words(
    'promo promos promotion promotions discount discounts price prices markdown coupon coupons priceindex',
    'sale onsale rabatt preis 促销 折扣 价格 优惠 降价 满减 补贴 售价 均价 活动力度',
  ),
  /** These decide whatever else the name says: `competitor_spend` is a control. */
  strongControl: words('competitor competitors competition comp control 竞品 竞争 对手'),
  control: words(
    'temperature temp weather rain rainfall sunshine snow sentiment gqv queries query trend trends',
    'searchindex cpi gdp unemployment confidence inflation event events holiday holidays stores',
    'distribution stock covid lockdown season b 天气 气温 温度 降雨 雨量 舆情 口碑 指数 节日 假期 事件',
    '门店数 铺货 疫情 库存',
  ),
  ignored: words(
    'index id row rowid unnamed t dayofyear weekofyear weeknumber year quarter weekday 序号 编号 年份 年',
    '季度 备注',
  ),
  demandDriven: words(
    'search sem brandsearch paidsearch ppc adwords retargeting remarketing brand branded affiliate',
    'affiliates 搜索 品专 品牌专区 重定向 再营销 直通车',
  ),
  /** Figures made of two others, of no use as a regressor. */
  ratio: words('per cpm cpc cpa cpo cpp cpi ctr cvr roi roas acos pct share 产出比 占比 单价成本 点击率'),
  /** Currency names that stand beside a figure and name no channel. */
  currency: words('cny rmb usd eur gbp 万元 千元 元 美元'),
} as const satisfies Record<string, WordList>;

/** Names of media and platforms: a column called only so (`tv`, `抖音`) holds what was spent there. */
export const CHANNEL_WORDS = words(
  'tv ctv ott television radio ooh dooh print press newspaper magazine cinema facebook fb instagram ig',
  'meta google youtube yt tiktok douyin kuaishou wechat weibo xiaohongshu bilibili baidu taobao tmall',
  'jd search sem social socialmedia display programmatic video shortvideo affiliate influencer kol',
  'podcast snapchat pinterest linkedin twitter bing amazon retargeting retailmedia ads audio directmail',
  'dm 电视 广播 户外 楼宇 分众 平面 报纸 杂志 影院 抖音 快手 微信 朋友圈 微博 小红书 b站 百度 淘宝 天猫',
  '京东 搜索 信息流 短视频 直播 达人 开屏 视频 社交 电商站内',
);

const HAN = /[\u4e00-\u9fff]/;

/** The Latin parts of a name: split at signs, digits and changes of case, in lower case. */
export function partsOfName(name: string): string[] {
  return atScriptChanges(name)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .replace(/([A-Za-z])(\d)/g, '$1 $2')
    .replace(/(\d)([A-Za-z])/g, '$1 $2')
    .toLowerCase()
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part !== '');
}

/** `电视GRP` is two words though nothing stands between them. */
function atScriptChanges(name: string): string {
  return name.replace(/(?<=\p{Script=Han})(?=[A-Za-z])|(?<=[A-Za-z])(?=\p{Script=Han})/gu, ' ');
}

/** The longest listed word that the name has, null where it has none. Neighbouring parts count together: `brand_search`. */
export function wordIn(name: string, words: WordList): string | null {
  const parts = partsOfName(name);
  const joined = new Set<string>();
  for (let from = 0; from < parts.length; from += 1) {
    for (let to = from + 1; to <= Math.min(parts.length, from + 4); to += 1) joined.add(parts.slice(from, to).join(''));
  }
  const plain = name.toLowerCase();
  let best: string | null = null;
  for (const word of words) {
    const has = HAN.test(word) ? plain.includes(word) : joined.has(word);
    if (has && (best === null || word.length > best.length)) best = word;
  }
  return best;
}

/** The name without the words of some lists and without signs at its ends: what is left names the channel. */
export function withoutWords(name: string, lists: readonly WordList[]): string {
  const latin = new Set(lists.flat().filter((word) => !HAN.test(word)));
  const han = lists
    .flat()
    .filter((word) => HAN.test(word))
    .sort((a, b) => b.length - a.length);
  let rest = name;
  for (const word of han) rest = rest.replaceAll(word, ' ');
  const kept = atScriptChanges(rest)
    .replace(/([a-z])([A-Z])/g, '$1 $2')
    .split(/[^\p{L}\d]+/u)
    .filter((part) => part !== '' && !latin.has(part.toLowerCase()));
  return kept.join('_');
}

/** Search, brand and retargeting answer demand as much as they make it. */
export function soundsDemandDriven(name: string): boolean {
  return wordIn(name, WORDS.demandDriven) !== null;
}
