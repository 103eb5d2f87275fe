import { partsOfName } from './words.js';

/** Short Latin ids for the Chinese names planners use most; what people read stays as it was written. */
const LATIN: readonly (readonly [string, string])[] = [
  ['朋友圈', 'moments'],
  ['短视频', 'short_video'],
  ['信息流', 'feed'],
  ['小红书', 'xiaohongshu'],
  ['再营销', 'retargeting'],
  ['销售额', 'sales'],
  ['客单价', 'order_value'],
  ['公众号', 'wechat_account'],
  ['电视', 'tv'],
  ['广播', 'radio'],
  ['户外', 'ooh'],
  ['楼宇', 'building'],
  ['分众', 'focus_media'],
  ['平面', 'print'],
  ['报纸', 'newspaper'],
  ['杂志', 'magazine'],
  ['影院', 'cinema'],
  ['抖音', 'douyin'],
  ['快手', 'kuaishou'],
  ['微信', 'wechat'],
  ['微博', 'weibo'],
  ['b站', 'bilibili'],
  ['百度', 'baidu'],
  ['淘宝', 'taobao'],
  ['天猫', 'tmall'],
  ['京东', 'jd'],
  ['搜索', 'search'],
  ['直播', 'live'],
  ['达人', 'creator'],
  ['开屏', 'splash'],
  ['视频', 'video'],
  ['社交', 'social'],
  ['品牌', 'brand'],
  ['邮件', 'email'],
  ['短信', 'sms'],
  ['推送', 'push'],
  ['竞品', 'competitor'],
  ['价格', 'price'],
  ['促销', 'promo'],
  ['折扣', 'discount'],
  ['优惠', 'offer'],
  ['气温', 'temperature'],
  ['温度', 'temperature'],
  ['天气', 'weather'],
  ['降雨', 'rain'],
  ['舆情', 'sentiment'],
  ['指数', 'index'],
  ['节日', 'holiday'],
  ['事件', 'event'],
  ['门店', 'stores'],
  ['订单', 'orders'],
  ['销量', 'volume'],
  ['收入', 'revenue'],
  ['营收', 'revenue'],
  ['新客', 'new_customers'],
];

/** An id for a name: its Latin parts joined by `_`, Chinese words translated where known, else `fallback_1`, … */
export function makeId(name: string, fallback: string, used: Set<string>): string {
  let latin = name.toLowerCase();
  for (const [word, id] of LATIN) latin = latin.replaceAll(word, ` ${id} `);
  const parts = partsOfName(latin.replace(/[^a-z0-9]+/g, ' '));
  let stem = parts.join('_').replace(/_(\d)/g, '$1').slice(0, 48);
  if (stem === '') stem = fallback;
  if (!/^[a-z_]/.test(stem)) stem = `${fallback}_${stem}`;
  let id = stem === fallback ? `${fallback}_1` : stem;
  for (let copy = 2; used.has(id); copy += 1) id = `${stem}_${copy}`;
  used.add(id);
  return id;
}
