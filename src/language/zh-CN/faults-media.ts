/** 媒体变换、触达与频次的错误。ICU 消息语法。 */
export const faultsMedia = {
  'fault.lags-need-number.why': '“{kind}”类型的延续效应是一段固定长度上的形状，“all”没有长度。',
  'fault.lags-need-number.fix': '请写明计入多少期，或改用 geometric。',
  'fault.prior-negative.why': '该参数不能小于 0，而先验可能取到负值。',
  'fault.prior-negative.fix': '请用 halfnormal、gamma、从 0 起的 uniform 或下限为 0 的 truncated_normal。',
  'fault.organic-without-media.why': '这个自有媒体没有写明媒体列。',
  'fault.organic-without-media.fix': '请用 media 写明它的列，或写明触达与频次两列。',
  'fault.frequency-without-reach.why': '频次说明触达的人看到几次，但没有写明触达列。',
  'fault.frequency-without-reach.fix': '请同时写明 reach 列，或改用 media。',
  'fault.reach-without-frequency.why': '触达通过频次起作用，但没有写明频次列。',
  'fault.reach-without-frequency.fix': '请同时写明 frequency 列，或把触达当作 media。',
  'fault.media-beside-reach.why': '同时写了 media 与触达、频次，回归只能用其中一种。',
  'fault.media-beside-reach.fix': '请删除 media，或删除 reach 与 frequency。',
  'fault.order-of-reach.why': '用触达与频次时，饱和先作用于每一期的频次，再对触达做延续。',
  'fault.order-of-reach.fix': '请删除这里的 order，或写 saturation_first。',
  'fault.frequency-negative.why': '“{id}”的频次（“{header}”）有 {count, number} 行小于 0（第 {lines} 行）。',
  'fault.frequency-negative.fix': '请改正这些单元格：频次 = 曝光 ÷ 触达人数。',
  'fault.frequency-below-one.why':
    '有 {count, number} 行（第 {lines} 行）“{id}”触达了人，但频次（“{header}”）小于 1；每个被触达的人至少看到一次。',
  'fault.frequency-below-one.fix': '请核对触达与频次是否属于同一期、同一人群。',
  'fault.not-in-groups.why': '触达与频次、边际 ROI 先验只能用于单一分组的数据；这里出现在“{id}”。',
  'fault.not-in-groups.fix': '多分组数据请用 media 与 ROI 先验，或对各分组之和建模。',
} as const;
