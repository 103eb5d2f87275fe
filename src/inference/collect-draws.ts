/** Blocks of draws of several chains, put together. */
import { emptyStats, type DrawnBlock, type DrawStats } from './advance.js';
import type { Draws } from './draws.js';

/**
 * The blocks as one array, chains × draws × dimension.
 * @param blocks rounds of one block per chain, in chain order; blocks of a round have the same length
 */
export function collectDraws(
  blocks: readonly (readonly Pick<DrawnBlock, 'draws' | 'stats'>[])[],
  dimension: number,
): Draws & { stats: DrawStats } {
  const chains = blocks[0]?.length ?? 0;
  const drawsPerChain = blocks.reduce((sum, round) => sum + (round[0]?.stats.energy.length ?? 0), 0);
  const draws = new Float64Array(chains * drawsPerChain * dimension);
  const stats = emptyStats(chains * drawsPerChain);
  for (let chain = 0; chain < chains; chain++) {
    let at = chain * drawsPerChain;
    for (const round of blocks) {
      const block = round[chain]!;
      draws.set(block.draws, at * dimension);
      stats.energy.set(block.stats.energy, at);
      stats.acceptance.set(block.stats.acceptance, at);
      stats.depth.set(block.stats.depth, at);
      stats.leapfrogs.set(block.stats.leapfrogs, at);
      stats.divergent.set(block.stats.divergent, at);
      stats.logDensity.set(block.stats.logDensity, at);
      at += block.stats.energy.length;
    }
  }
  return { draws, chains, drawsPerChain, dimension, stats };
}
