import type { faultsFiles as english } from '../en/faults-files.js';

export const faultsFiles = {
  'fault.severity.error': '错误',
  'fault.severity.review': '待复核',
  'fault.severity.note': '提示',
  'fault.label.at': '位置：',
  'fault.label.found': '原文：',
  'fault.label.fix': '改法：',
  'fault.unnamed.why': '此处有问题（{code}）。',
  'fault.unnamed.fix': '请对照说明文档检查这一项。',
} as const satisfies Record<keyof typeof english, string>;
