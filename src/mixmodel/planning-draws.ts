import { randomStream } from '../inference/index.js';
import { drawCount, kpiOf, type FittedDraws } from './draw-columns.js';

/** Draws that planning works with. */
export const planningDrawCount = 1000;

/**
 * The rows of a KPI's draws that planning uses: up to 1000, evenly over the chains and along each of them, in one
 * random order that is fixed with the model version. `count` takes a prefix, so that plans with fewer draws pair with
 * plans with more.
 */
export function planningDraws(fitted: FittedDraws, kpiId: string, count = planningDrawCount): Int32Array {
  const kpi = kpiOf(fitted, kpiId);
  const total = drawCount(kpi);
  const { chains } = fitted.sampler;
  const perChain = total / chains;
  const wanted = Math.min(planningDrawCount, total);
  const chosen: number[] = [];
  for (let chain = 0; chain < chains; chain++) {
    // Chains share the draws as evenly as whole numbers allow.
    const share = Math.floor(((chain + 1) * wanted) / chains) - Math.floor((chain * wanted) / chains);
    for (let i = 0; i < share; i++) chosen.push(chain * perChain + Math.floor(((i + 0.5) * perChain) / share));
  }
  const order = randomStream(fitted.seed, 'planning draws', kpiId).permutation(chosen.length);
  return Int32Array.from(order.subarray(0, Math.max(0, Math.min(count, order.length))), (i) => chosen[i]!);
}
