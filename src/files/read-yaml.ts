import {
  Composer,
  isAlias,
  isMap,
  isScalar,
  isSeq,
  LineCounter,
  Parser,
  YAMLParseError,
  type CST,
  type Document,
  type ParsedNode,
  type Scalar,
  type YAMLError,
} from 'yaml';
import { fault, shorten, type Fault, type Place } from '../data/index.js';
import { guardText } from './guard-text.js';
import { fileLimits } from './limits.js';
import type { Entry, Node, Position } from './positioned-tree.js';

export interface YamlReading {
  /** null where the text is not YAML, or not safe to parse. */
  readonly tree: Node | null;
  readonly faults: readonly Fault[];
}

/**
 * Reads YAML 1.2 (so JSON too) into a tree that knows where everything stands. Never throws; syntax errors are all
 * reported at once. Keys are text; anchors and aliases work within bounds; tags do not.
 */
export function readYaml(source: string | Uint8Array, file: string): YamlReading {
  const guarded = guardText(source, file);
  if (guarded.text === null) return { tree: null, faults: [guarded.fault] };
  const lineCounter = new LineCounter();
  const document = parse(guarded.text, lineCounter);
  const maker = new TreeMaker(file, guarded.text, lineCounter);
  const problems = [...document.errors, ...document.warnings]
    .slice(0, fileLimits.faults)
    .map((error) => maker.syntaxFault(error));
  if (document.directives?.yaml.version !== '1.2') {
    problems.push(
      fault('yaml-version', 'error', { file, line: 1, column: 1 }, document.directives?.yaml.version ?? ''),
    );
  }
  if (problems.length > 0) return { tree: null, faults: problems };
  const tree = maker.treeOf(document);
  return { tree, faults: maker.faults.slice(0, fileLimits.faults) };
}

/** As `parseDocument` of yaml does, but giving up once there are more errors than are shown: each costs as much as a line. */
function parse(text: string, lineCounter: LineCounter): Document.Parsed {
  const composer = new Composer({
    version: '1.2',
    schema: 'core',
    // Compares every pair of keys: quadratic. The tree below finds duplicates by a set.
    uniqueKeys: false,
    logLevel: 'silent',
  });
  const [document, another] = composer.compose(tokensOf(text, lineCounter), true, text.length);
  if (document === undefined) throw new Error('the composer was asked for a document and gave none');
  if (another !== undefined) {
    const second = new YAMLParseError(
      [another.range[0], another.range[0]],
      'MULTIPLE_DOCS',
      'a second document begins here',
    );
    document.errors.push(second);
  }
  return document;
}

function* tokensOf(text: string, lineCounter: LineCounter): Generator<CST.Token> {
  let errors = 0;
  for (const token of new Parser(lineCounter.addNewLine).parse(text)) {
    yield token;
    if (token.type === 'error') errors += 1;
    if (errors > fileLimits.faults) return;
  }
}

class TreeMaker {
  readonly faults: Fault[] = [];
  readonly #anchors = new Map<string, ParsedNode>();
  readonly #open = new Set<ParsedNode>();
  #aliasDepth = 0;
  #aliased = 0;
  #refused = false;

  constructor(
    readonly file: string,
    readonly text: string,
    readonly lineCounter: LineCounter,
  ) {}

  treeOf(document: Document.Parsed): Node | null {
    const contents = document.contents;
    if (contents === null) return null;
    const node = this.#node(contents, 0);
    return this.#refused ? null : node;
  }

  syntaxFault(error: YAMLError): Fault {
    const code = error.code === 'TAB_AS_INDENT' ? 'yaml-tab' : 'yaml-syntax';
    const start = error.pos[0];
    const written = this.text.slice(start, start + 60).split('\n', 1)[0] ?? '';
    return fault(code, 'error', this.#at(start), written.trim(), { message: shorten(firstLine(error.message), 120) });
  }

  #at(offset: number): Position {
    const { line, col } = this.lineCounter.linePos(Math.min(offset, this.text.length));
    return { file: this.file, line: Math.max(1, line), column: Math.max(1, col) };
  }

  #say(code: string, where: Place, found: string, params: Fault['params'] = {}): void {
    this.faults.push(fault(code, 'error', where, found, params));
  }

  #node(node: ParsedNode | null, depth: number, fallback = 0): Node {
    if (node === null) return { kind: 'scalar', value: null, source: '', at: this.#at(fallback) };
    const at = this.#at(node.range[0]);
    if (isAlias(node)) return this.#alias(node.source, at, depth);
    if (depth > fileLimits.nesting) return this.#refuse('nested-too-deep', at, '', { limit: fileLimits.nesting });
    if (this.#aliasDepth > 0) {
      this.#aliased += 1;
      if (this.#aliased > fileLimits.aliasedValues) {
        return this.#refuse('alias-bomb', at, '', { limit: fileLimits.aliasedValues });
      }
    }
    if (node.anchor !== undefined) this.#anchors.set(node.anchor, node);
    if (isScalar(node)) return this.#scalar(node, at);
    this.#open.add(node);
    const made: Node = isMap(node)
      ? { kind: 'mapping', entries: this.#entries(node.items, depth), at }
      : isSeq(node)
        ? { kind: 'list', items: this.#items(node.items, depth, node.range[0]), at }
        : this.#refuse('yaml-syntax', at, '', { message: 'unexpected node' });
    this.#open.delete(node);
    return made;
  }

  #items(items: readonly (ParsedNode | null)[], depth: number, fallback: number): Node[] {
    const made: Node[] = [];
    for (const item of items) {
      if (this.#refused) break;
      made.push(this.#node(item, depth + 1, fallback));
    }
    return made;
  }

  #entries(pairs: readonly { key: ParsedNode | null; value: ParsedNode | null }[], depth: number): Map<string, Entry> {
    const entries = new Map<string, Entry>();
    for (const { key, value } of pairs) {
      if (this.#refused) break;
      const keyAt = this.#at(key?.range[0] ?? value?.range[0] ?? 0);
      const name = this.#keyName(key, keyAt);
      const node = this.#node(value, depth + 1, key?.range[2] ?? 0);
      if (name === null) continue;
      const earlier = entries.get(name);
      if (earlier === undefined) entries.set(name, { keyAt, node });
      else this.#say('duplicate-key', keyAt, name, { key: name, line: earlier.keyAt.line });
    }
    return entries;
  }

  #keyName(key: ParsedNode | null, keyAt: Position): string | null {
    const value: unknown = isScalar(key) ? key.value : undefined;
    // `__proto__` would change what the plain object is, not what it holds.
    if ((typeof value === 'string' && value !== '__proto__' && value !== '') || typeof value === 'number')
      return String(value);
    this.#say('key-not-text', keyAt, key === null ? '' : this.text.slice(key.range[0], key.range[1]));
    return null;
  }

  #scalar(node: Scalar.Parsed, at: Position): Node {
    const value: unknown = node.value;
    const source = this.text.slice(node.range[0], node.range[1]);
    const kept = typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean' || value === null;
    if (!kept) return this.#refuse('yaml-syntax', at, source, { message: typeof value });
    return { kind: 'scalar', value, source: typeof value === 'string' ? value : source, at };
  }

  #alias(name: string, at: Position, depth: number): Node {
    const target = this.#anchors.get(name);
    if (target === undefined || this.#open.has(target)) return this.#refuse('alias-unknown', at, `*${name}`, { name });
    this.#aliasDepth += 1;
    const made = this.#node(target, depth);
    this.#aliasDepth -= 1;
    return made;
  }

  #refuse(code: string, at: Position, found: string, params: Fault['params']): Node {
    if (!this.#refused) this.#say(code, at, found, params);
    this.#refused = true;
    return { kind: 'scalar', value: null, source: '', at };
  }
}

function firstLine(message: string): string {
  return message.split('\n', 1)[0] ?? message;
}
