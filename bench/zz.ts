import { drawMarket } from './decisions/draw-market.js';
import { simulateMarket, writeMarket } from '../src/simulate/index.js';
import { fitFiles } from './support/fit-files.js';
for (const n of process.argv.slice(2).map(Number)) {
  const { market, family } = drawMarket(n);
  const s = simulateMarket(market, n);
  const f = await fitFiles(writeMarket(s, ''));
  const k = f.assessment.kpis[0]!;
  console.log(n, family, market.periods, 'noise', market.noise.toFixed(3), 'lag1', k.residualLag1.toFixed(2), 'R2', k.rSquared.mean.toFixed(2), 'conf', market.switches.seasonMediaConfounding.toFixed(2));
  k.channels.forEach((c, i) => {
    const t = s.channels[i]!, m = market.channels[i]!;
    console.log('  ', c.id.padEnd(10), 'roi', c.realisedRoi.mean.toFixed(2), `[${c.realisedRoi.p05.toFixed(2)} ${c.realisedRoi.p95.toFixed(2)}]`, 'true', t.realisedRoi.toFixed(2), 'mroi', c.marginalRoi.mean.toFixed(2), 'true', t.marginalRoi.toFixed(2), c.grade, c.gradeReasons.join(','), 'half', t.half.toFixed(2), 'est', c.parameters['half']?.mean.toFixed(2), 'slope', t.slope.toFixed(2), JSON.stringify(t.adstock ?? t.alpha.toFixed(2)), 'alpha est', c.parameters['alpha']?.mean.toFixed(2), 'share', m.share.toFixed(2), 'end strength', t.strength.at(-1)!.toFixed(2));
  });
  console.log('  reviews', f.assessment.reviews.filter((r) => r.severity !== 'note').map((r) => `${r.code}${r.subject ? ':' + r.subject : ''}=${r.value.toFixed(2)}`).join(' '));
}
