/** How well fresh momenta let the sampler move between energies. */
import { sampleVariance } from './moments.js';

/**
 * E-BFMI of each chain; below 0.3 the tails are explored slowly. Source: Betancourt (2016), arXiv:1604.00695.
 * @param energy chains × draws
 * @returns null for a chain of constant or non-finite energy
 */
export function energyBfmi(energy: Float64Array, chains: number): (number | null)[] {
  const draws = energy.length / chains;
  return Array.from({ length: chains }, (_, chain) => {
    const part = energy.subarray(chain * draws, (chain + 1) * draws);
    let squares = 0;
    for (let i = 1; i < draws; i++) squares += (part[i]! - part[i - 1]!) ** 2;
    const ratio = squares / (draws - 1) / sampleVariance(part);
    return Number.isFinite(ratio) ? ratio : null;
  });
}
