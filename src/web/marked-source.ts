import type { Fault } from '../jobs/index.js';

/** A submitted text with its faulty places marked, whole or around them. */
export interface MarkedSource {
  readonly name: string;
  readonly lines: readonly MarkedLine[];
}

export interface MarkedLine {
  /** Counts from 1. */
  readonly number: number;
  /** Lines are left out before this one. */
  readonly gap: boolean;
  readonly faulty: boolean;
  readonly before: string;
  readonly marked: string;
  readonly after: string;
}

/** A text of at most this many lines is shown whole. */
const wholeLines = 300;
/** Else this many lines around each fault, and at most so many faulty lines. */
const around = 2;
const mostFaulty = 60;
/** Characters of a line that are shown. */
const lineLength = 300;
const largestText = 8 * 1024 * 1024;

export function markSources(faults: readonly Fault[], files: ReadonlyMap<string, Uint8Array>): readonly MarkedSource[] {
  return [...files].flatMap(([name, bytes]) => {
    const placed = faults.filter(({ where }) => where.file === name && where.line !== undefined);
    if (placed.length === 0 || bytes.length > largestText || isPacked(bytes)) return [];
    return [{ name, lines: markedLines(new TextDecoder().decode(bytes), placed) }];
  });
}

/** XLSX and other zips have rows, but no lines to show. */
function isPacked(bytes: Uint8Array): boolean {
  return bytes[0] === 0x50 && bytes[1] === 0x4b;
}

function markedLines(text: string, faults: readonly Fault[]): MarkedLine[] {
  const lines = text.split(/\r\n|\n|\r/);
  const firstFault = new Map<number, Fault>();
  for (const fault of faults) {
    const { line = 0 } = fault.where;
    if (!firstFault.has(line) && firstFault.size < mostFaulty) firstFault.set(line, fault);
  }
  const isShown = (number: number): boolean =>
    lines.length <= wholeLines || [...firstFault.keys()].some((line) => Math.abs(line - number) <= around);
  const shown: MarkedLine[] = [];
  let last = 0;
  lines.forEach((line, index) => {
    const number = index + 1;
    if (!isShown(number)) return;
    shown.push({ number, gap: number !== last + 1, ...marked(line, firstFault.get(number)) });
    last = number;
  });
  return shown;
}

function marked(line: string, fault: Fault | undefined): Omit<MarkedLine, 'number' | 'gap'> {
  if (fault === undefined) return { faulty: false, before: visible(line.slice(0, lineLength)), marked: '', after: '' };
  const from = Math.min(line.length, Math.max(0, (fault.where.column ?? 1) - 1));
  const rest = line.slice(from);
  const found = fault.found.replace(/…$/, '');
  const length = found !== '' && rest.startsWith(found) ? found.length : (/^\s*\S+/.exec(rest)?.[0].length ?? 0);
  const begin = Math.max(0, from - lineLength / 2);
  return {
    faulty: true,
    before: (begin > 0 ? '…' : '') + visible(line.slice(begin, from)),
    marked: visible(rest.slice(0, Math.min(length, lineLength))) || ' ',
    after: visible(rest.slice(length, length + lineLength)),
  };
}

/** Control characters as their pictures, U+2400 on. */
function visible(text: string): string {
  return text.replace(/\p{Cc}/gu, (character) =>
    character === '\t' ? character : String.fromCharCode(0x2400 + (character.charCodeAt(0) & 0x1f)),
  );
}
