import type { ModelSpec } from './model-spec.js';

/** Names under which people keep demand: queries, category sales. */
const demandNames = /demand|quer(y|ies)|search|category|trends?\b|需求|搜索|品类|大盘/i;

/** Whether a control stands for demand, so that a channel that answers demand is not credited with it. */
export function hasDemandControl(spec: ModelSpec): boolean {
  return spec.controls.some(({ id, label, column }) => demandNames.test(`${id} ${label} ${column}`));
}
