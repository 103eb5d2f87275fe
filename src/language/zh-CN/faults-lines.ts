/** 行的错误：地点、时间、人群、价格与货币。ICU 消息语法。 */
export const faultsLines = {
  'fault.unknown-region.why': '模型的数据中没有地区“{found}”。',
  'fault.unknown-region.fix':
    '{nearest, select, none {已有地区：{valid}。} other {是否想写“{nearest}”？已有地区：{valid}。}}',
  'fault.unknown-audience.why': '模型和本文件中都没有人群“{found}”。',
  'fault.unknown-audience.fix':
    '{nearest, select, none {已有人群：{valid}。} other {是否想写“{nearest}”？已有人群：{valid}。}}',
} as const;
