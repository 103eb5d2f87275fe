/**
 * One cell of this program, in a process of its own so that its memory can be told:
 * `tsx bench/peers/ours.ts SET DATA OUT OPTIONS`, the arguments of the Python cells. Variants: `generic`, the one
 * generic model file; `same`, the peer's own default on its example, stated in `bench/real`.
 */
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { availableParallelism, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { fitModel, openWorkshop, uploadSource, type FittedModel } from '../../src/jobs/index.js';
import { baselinePaths, dataRows, groupView, keyedNoise, mediaResponse } from '../../src/mixmodel/index.js';
import { effectByPeriod, prepareCarryIn, preparePath } from '../../src/planning/evaluate/index.js';
import { writeCell, type CellBlocks } from './cell-files.js';
import { genericModel } from './generic-model.js';
import { readPeerSet, setNames, type PeerSet } from './sets.js';

interface OursOptions {
  readonly variant: 'generic' | 'same';
  /** `auto`: blocks until the gate. */
  readonly draws: 'auto' | number;
  readonly chains: number;
  readonly seed: number;
}

const thinnedDraws = 200;
const [setName, dataFolder, out, optionText] = process.argv.slice(2);
const known = setNames.find((name) => name === setName);
if (known === undefined || dataFolder === undefined || out === undefined || optionText === undefined) {
  throw new RangeError('usage: ours.ts SET DATA OUT OPTIONS');
}
const options = JSON.parse(optionText) as OursOptions;
const set = readPeerSet(known);
const home = mkdtempSync(join(tmpdir(), 'mixplan-peers-'));
try {
  await runCell(set, dataFolder, out, home);
} finally {
  rmSync(home, { recursive: true, force: true });
}

async function runCell(peerSet: PeerSet, folder: string, into: string, homeFolder: string): Promise<void> {
  const bytes = readFileSync(join(folder, peerSet.file));
  const start = performance.now();
  const workshop = openWorkshop(homeFolder);
  const ended = await fitModel(workshop, {
    source: await uploadSource(
      new Map([
        ['model.yaml', new TextEncoder().encode(modelText(peerSet))],
        ['data.csv', new Uint8Array(bytes)],
      ]),
    ),
    name: 'model.yaml',
    overrides: {
      seed: options.seed,
      chains: options.chains,
      draws: options.draws === 'auto' ? undefined : options.draws,
    },
  });
  if (ended.value === null) throw new RangeError(JSON.stringify(ended.faults, null, 1));
  const seconds = (performance.now() - start) / 1000;
  const peakMegabytes = process.resourceUsage().maxRSS / 1024;
  const { fitted } = ended.value.saved;
  await workshop.close();
  const kpi = fitted.kpis[0]!;
  const draws = kpi.draws.length / kpi.columns.length;
  mkdirSync(into, { recursive: true });
  const blocks = blocksOf(fitted, draws, peerSet);
  writeCell(
    into,
    {
      set: peerSet.name,
      model: `this program, ${options.variant}`,
      chains: fitted.sampler.chains,
      draws,
      divergences: fitted.sampler.divergences,
      seconds: { model: 0, draws: seconds },
      warmUpShare: 0,
      peakMegabytes,
      load: loadavg()[0]!,
      processors: availableParallelism(),
      parameters: kpi.columns,
      channels: peerSet.channels.map(({ column }) => column),
      groups: peerSet.groups,
      periods: peerSet.periods,
      thinned: blocks.predicted.length / (peerSet.groups.length * peerSet.periods),
      versions: { node: process.versions.node },
      ownGate: { reached: fitted.sampler.gate, seconds, drawsPerChain: fitted.sampler.draws },
    },
    blocks,
  );
}

function modelText(peerSet: PeerSet): string {
  if (options.variant === 'generic') return genericModel(peerSet, 'data.csv');
  const file = peerSet.name === 'pymc_mmm_example' ? peerSet.name : `${peerSet.name}_all_channels`;
  const text = readFileSync(fileURLToPath(new URL(`../real/${file}.model.yaml`, import.meta.url)), 'utf8');
  return text.replace(/^( {2}file: ).*$/m, '$1data.csv');
}

function blocksOf(fitted: FittedModel, draws: number, peerSet: PeerSet): CellBlocks {
  const { panel, spec } = fitted;
  const kpi = fitted.kpis[0]!;
  const periods = panel.periods.length;
  const groups = panel.groups.length;
  const channels = spec.channels.length;
  const width = kpi.columns.length;
  const parameters = new Float64Array(width * draws);
  for (let d = 0; d < draws; d++) for (let p = 0; p < width; p++) parameters[p * draws + d] = kpi.draws[d * width + p]!;
  const all = Int32Array.from({ length: draws }, (_, d) => d);
  const kept = Int32Array.from(
    new Set(Array.from({ length: thinnedDraws }, (_, i) => Math.floor(((i + 0.5) * draws) / thinnedDraws))),
  );
  const thinned = kept.length;
  const totals = new Float64Array(channels * groups * draws);
  const means = new Float64Array(channels * groups * periods);
  const paths = new Float64Array(channels * groups * periods * thinned);
  const predicted = new Float64Array(groups * periods * thinned);
  peerSet.groups.forEach((name, g) => {
    const group = groups === 1 ? 0 : panel.groups.indexOf(name);
    if (group < 0) throw new RangeError(`no group ${name}`);
    const view = groupView(fitted, group);
    const fingerprint = 'peers';
    const rows = dataRows(view.panel);
    const baseline = baselinePaths(view, kpi.id, { drawRows: kept, rows, fingerprint }).total;
    const labels = panel.periods.map(({ label }) => label);
    const noise = keyedNoise(view, kpi.id, { drawRows: kept, fingerprint, periods: labels });
    for (let i = 0; i < periods * thinned; i++) predicted[g * periods * thinned + i] = baseline[i]! + noise[i]!;
    const { channels: paid, organic } = view.panel;
    const value = view.panel.kpis[0]!.valuePerUnit;
    [...spec.channels, ...spec.organic].forEach((media, c) => {
      const perMoney = c < channels ? paid[c]!.media : organic[c - channels]!.values;
      const response = mediaResponse(view, kpi.id, media, all);
      const horizon = { history: 0, window: periods, runOut: 0 };
      const path = preparePath(prepareCarryIn(response, new Float64Array(0), horizon), {
        fixed: new Float64Array(periods),
        perMoney,
      });
      const effect = effectByPeriod(path, 1);
      const cell = c * groups + g;
      for (let t = 0; t < periods; t++) {
        const worth = value === null ? 1 : value[t]!;
        const row = effect.subarray(t * draws, (t + 1) * draws);
        kept.forEach((draw, i) => {
          predicted[(g * periods + t) * thinned + i]! += row[draw]!;
          if (c < channels) paths[(cell * periods + t) * thinned + i] = row[draw]!;
        });
        if (c >= channels) continue;
        for (let d = 0; d < draws; d++) {
          totals[cell * draws + d]! += worth * row[d]!;
          means[cell * periods + t]! += row[d]! / draws;
        }
      }
    });
  });
  return { parameters, totals, means, paths, predicted };
}
