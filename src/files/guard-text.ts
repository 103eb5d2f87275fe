import { Lexer } from 'yaml';
import { fault, type Fault } from '../data/index.js';
import { fileLimits } from './limits.js';

/** Text that is safe to hand to the YAML parser, or the reason why not. */
export type GuardedText =
  { readonly text: string; readonly fault: null } | { readonly text: null; readonly fault: Fault };

/** First C0 control other than tab, line feed and carriage return; −1 where there is none. */
function firstControl(text: string): number {
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code < 0x20 && code !== 0x09 && code !== 0x0a && code !== 0x0d) return index;
  }
  return -1;
}

/**
 * The checks that must pass before a parser sees the text. The parser composes by recursion: a few thousand nested
 * brackets would overflow its stack and end the process, so nesting is measured first, in one pass of the lexer.
 */
export function guardText(source: string | Uint8Array, file: string): GuardedText {
  const refuse = (code: string, found: string, params: Fault['params'] = {}, offset?: number): GuardedText => {
    const where = offset === undefined ? { file } : { file, ...positionOf(text, offset) };
    return { text: null, fault: fault(code, 'error', where, found, params) };
  };
  let text = '';
  const size = typeof source === 'string' ? Buffer.byteLength(source) : source.byteLength;
  if (size > fileLimits.bytes) {
    return refuse('text-too-large', `${(size / 1024 / 1024).toFixed(1)} MB`, { limit: fileLimits.bytes / 1024 / 1024 });
  }
  const decoded = typeof source === 'string' ? source : utf8(source);
  if (decoded === null) return refuse('text-not-utf8', '');
  text = spacesForTabsOfJson(decoded.replace(/^\uFEFF/, ''));
  const control = firstControl(text);
  if (control >= 0) {
    const code = text.charCodeAt(control).toString(16).toUpperCase().padStart(4, '0');
    return refuse('text-control-character', `U+${code}`, {}, control);
  }
  if (text.replace(/#.*$/gm, '').trim() === '') return refuse('text-empty', '');
  const beyond = beyondLimits(text);
  if (beyond !== null) {
    const { code, limit, offset } = beyond;
    return refuse(code, text.slice(offset, offset + 20).trim(), { limit }, offset);
  }
  return { text, fault: null };
}

function utf8(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** JSON is often indented by tabs, which YAML refuses as indentation; one blank each keeps the columns. */
function spacesForTabsOfJson(text: string): string {
  if (!/^\s*\{/.test(text)) return text;
  return text.replace(/^[ \t]+/gm, (indent) => ' '.repeat(indent.length));
}

function positionOf(text: string, offset: number): { line: number; column: number } {
  const before = text.slice(0, offset);
  return { line: before.split('\n').length, column: offset - before.lastIndexOf('\n') };
}

/** Marks that the lexer puts between the pieces of the text; never in the text itself once controls are refused. */
const LEXER_MARKS: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);

/**
 * Where the text first passes a limit, else null: its parts are counted, and its nesting is measured. Flow brackets are counted as the lexer sees them
 * (brackets in quotes are text); block nesting is the stack of indentations of the lines, each `-`, `?` or `:` of a
 * line opening one level more. The count may be too high by a few levels, never too low.
 */
function beyondLimits(text: string): { code: string; limit: number; offset: number } | null {
  const limit = fileLimits.nesting;
  let tokens = 0;
  const indents: number[] = [];
  let flow = 0;
  let indicators = 0;
  let lineBegin = 0;
  let atLineStart = true;
  let offset = 0;
  for (const token of new Lexer().lex(text)) {
    if (LEXER_MARKS.has(token)) continue;
    const first = token[0];
    if (first === '\n' || first === '\r') {
      atLineStart = true;
      indicators = 0;
      lineBegin = offset + token.length;
    } else if (token === '[' || token === '{') {
      flow += 1;
    } else if (token === ']' || token === '}') {
      flow = Math.max(0, flow - 1);
    } else if (flow === 0 && first !== '#' && first !== ' ' && first !== '\t') {
      const column = offset - lineBegin;
      if (atLineStart) {
        while (indents.length > 0 && indents[indents.length - 1]! >= column) indents.pop();
        indents.push(column);
        // Every level takes a column and two at most share one: what stands this far in may be too deep.
        if (column > 2 * limit) return { code: 'nested-too-deep', limit, offset };
        atLineStart = false;
      }
      if (token === '-' || token === '?' || token === ':') indicators += 1;
    }
    if (indents.length + indicators + flow > limit) return { code: 'nested-too-deep', limit, offset };
    tokens += 1;
    if (tokens > fileLimits.tokens) return { code: 'text-too-many-parts', limit: fileLimits.tokens, offset };
    offset += token.length;
  }
  return null;
}
