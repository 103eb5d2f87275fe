export type Delimiter = ',' | ';' | '\t' | '|';

const CANDIDATES: readonly Delimiter[] = ['\t', ';', ',', '|'];
const SAMPLE_CHARACTERS = 64 * 1024;
const SAMPLE_LINES = 50;

/** How often each delimiter stands outside quotes, per line of the sample. */
function countPerLine(sample: string): Map<Delimiter, number[]> {
  const counts = new Map<Delimiter, number[]>(CANDIDATES.map((delimiter) => [delimiter, []]));
  let line = new Map<string, number>();
  let quoted = false;
  let lines = 0;
  let empty = true;
  for (const character of sample) {
    if (character === '"') quoted = !quoted;
    if (quoted) continue;
    if (character === '\n' || character === '\r') {
      if (!empty) {
        for (const delimiter of CANDIDATES) counts.get(delimiter)?.push(line.get(delimiter) ?? 0);
        if ((lines += 1) >= SAMPLE_LINES) return counts;
      }
      line = new Map();
      empty = true;
    } else {
      empty = false;
      line.set(character, (line.get(character) ?? 0) + 1);
    }
  }
  if (!empty && (lines === 0 || sample.length < SAMPLE_CHARACTERS)) {
    for (const delimiter of CANDIDATES) counts.get(delimiter)?.push(line.get(delimiter) ?? 0);
  }
  return counts;
}

/**
 * The delimiter of a text table: the one that stands in the header and the same number of times on most lines.
 * A comma that only writes fractions (`1,5;2,5`) loses to the semicolon, which stands evenly in the header too.
 */
export function sniffDelimiter(text: string): Delimiter {
  const counts = countPerLine(text.slice(0, SAMPLE_CHARACTERS));
  let best: Delimiter = ',';
  let bestScore = 0;
  for (const delimiter of CANDIDATES) {
    const perLine = counts.get(delimiter) ?? [];
    const header = perLine[0] ?? 0;
    if (header === 0) continue;
    const agreeing = perLine.filter((count) => count === header).length / perLine.length;
    const score = agreeing * 100 + Math.min(header, 50) / 100;
    if (score > bestScore) [best, bestScore] = [delimiter, score];
  }
  return best;
}
