// The only file that loads mathjs (about a second): reach it through `loadFormulas` of the front door.
import { derivative, parse, type MathNode } from 'mathjs/number';
import { nearestName, type Fault, type Reading } from '../data/index.js';

/** A formula over named values, as closures of our own; mathjs only reads and differentiates the text. */
export interface CompiledFormula {
  readonly text: string;
  /** Names that the formula uses, in the order of the list it was compiled against. */
  readonly uses: readonly string[];
  /** Holds `min` or `max`: may be shown, not optimised. */
  readonly displayOnly: boolean;
  /** @param values by the order of the names it was compiled against */
  evaluate(values: ArrayLike<number>): number;
  /** Derivatives by every name in `uses`; null for a display-only formula. */
  readonly gradient: ((values: ArrayLike<number>) => Float64Array) | null;
  /** constant + Σ weight · name, where the formula is exactly that. */
  readonly affine: { readonly constant: number; readonly weights: Readonly<Record<string, number>> } | null;
}

/** Characters of a formula, as the limits of the command line say. */
export const formulaLimit = 500;

type Evaluator = (values: ArrayLike<number>) => number;

const binary: Readonly<Record<string, (a: Evaluator, b: Evaluator) => Evaluator>> = {
  add: (a, b) => (values) => a(values) + b(values),
  subtract: (a, b) => (values) => a(values) - b(values),
  multiply: (a, b) => (values) => a(values) * b(values),
  divide: (a, b) => (values) => a(values) / b(values),
  pow: (a, b) => (values) => a(values) ** b(values),
};
const unary: Readonly<Record<string, (a: Evaluator) => Evaluator>> = {
  unaryMinus: (a) => (values) => -a(values),
  unaryPlus: (a) => a,
};
const ofOne: Readonly<Record<string, (x: number) => number>> = { exp: Math.exp, log: Math.log, sqrt: Math.sqrt };
const ofMany: Readonly<Record<string, (...x: number[]) => number>> = { min: Math.min, max: Math.max };

/** The fields of mathjs nodes that are read here; their published type is one loose union. */
interface Node {
  readonly type: string;
  readonly value?: unknown;
  readonly name?: string;
  readonly fn?: unknown;
  readonly content?: Node;
  readonly args?: readonly Node[];
  readonly implicit?: boolean;
}

/**
 * Reads a formula: constants, names, ( ), + − * / ^, exp, log, sqrt; min and max for display only. The text is never
 * evaluated by mathjs, and a node that is not on the list is a fault whatever it would do.
 *
 * @param names what the formula may use; `evaluate` takes values in this order
 * @param path where the formula stands in the scenario
 */
export function checkFormula(text: string, names: readonly string[], path = 'formula'): Reading<CompiledFormula> {
  const faults: Fault[] = [];
  const fault = (code: string, found: string, params: Fault['params'] = {}): void => {
    faults.push({ code, severity: 'error', where: { file: '', path }, found: found.slice(0, 60), params });
  };
  if (text.length > formulaLimit) {
    fault('formula-too-long', text, { length: text.length, limit: formulaLimit });
    return { value: null, faults };
  }
  let tree: MathNode;
  try {
    tree = parse(text);
  } catch (error) {
    fault('formula-syntax', text, { problem: error instanceof Error ? error.message : '' });
    return { value: null, faults };
  }
  const index = new Map(names.map((name, at) => [name, at]));
  const used = new Set<string>();
  const evaluate = compile(tree, index, used, fault);
  if (evaluate === null || faults.length > 0) return { value: null, faults };
  const uses = names.filter((name) => used.has(name));
  const displayOnly = hasCallOf(tree, ofMany);
  return {
    value: {
      text,
      uses,
      displayOnly,
      evaluate,
      gradient: displayOnly ? null : gradientOf(tree, uses, index),
      affine: displayOnly ? null : affineOf(tree),
    },
    faults,
  };
}

type Report = (code: string, found: string, params?: Fault['params']) => void;

function compile(node: Node, index: ReadonlyMap<string, number>, used: Set<string>, fault: Report): Evaluator | null {
  const parts = (): Evaluator[] | null => {
    const all = (node.args ?? []).map((arg) => compile(arg, index, used, fault));
    return all.every((part) => part !== null) ? all : null;
  };
  switch (node.type) {
    case 'ConstantNode': {
      const value = node.value;
      if (typeof value === 'number' && Number.isFinite(value)) return () => value;
      break;
    }
    case 'SymbolNode': {
      const name = node.name ?? '';
      const at = index.get(name);
      if (at === undefined) {
        fault('formula-unknown-name', name, { nearest: nearestName(name, [...index.keys()]) ?? 'none' });
        return null;
      }
      used.add(name);
      return (values) => values[at]!;
    }
    case 'ParenthesisNode':
      if (node.content !== undefined) return compile(node.content, index, used, fault);
      break;
    case 'OperatorNode': {
      const operator = typeof node.fn === 'string' && node.implicit !== true ? node.fn : '';
      const count = node.args?.length;
      if (count === 2 && Object.hasOwn(binary, operator)) {
        const both = parts();
        return both === null ? null : binary[operator]!(both[0]!, both[1]!);
      }
      if (count === 1 && Object.hasOwn(unary, operator)) {
        const one = parts();
        return one === null ? null : unary[operator]!(one[0]!);
      }
      break;
    }
    case 'FunctionNode': {
      const name = functionName(node);
      const count = node.args?.length ?? 0;
      if (Object.hasOwn(ofOne, name) && count === 1) {
        const one = parts();
        return one === null ? null : (values) => ofOne[name]!(one[0]!(values));
      }
      if (Object.hasOwn(ofMany, name) && count >= 1) {
        const many = parts();
        return many === null ? null : (values) => ofMany[name]!(...many.map((part) => part(values)));
      }
      break;
    }
  }
  fault('formula-not-allowed', describe(node));
  return null;
}

/** Name of a plain call `name(…)`; '' for anything else that is called. */
function functionName(node: Node): string {
  const fn = node.fn as Node | undefined;
  return fn?.type === 'SymbolNode' ? (fn.name ?? '') : '';
}

function describe(node: Node): string {
  // A node prints itself as source text; nothing is run.
  return (node as unknown as MathNode).toString();
}

function hasCallOf(node: Node, functions: object): boolean {
  if (node.type === 'FunctionNode' && Object.hasOwn(functions, functionName(node))) return true;
  return [...(node.args ?? []), ...(node.content === undefined ? [] : [node.content])].some((part) =>
    hasCallOf(part, functions),
  );
}

function gradientOf(
  tree: MathNode,
  uses: readonly string[],
  index: ReadonlyMap<string, number>,
): CompiledFormula['gradient'] {
  const silent: Report = () => undefined;
  const parts = uses.map((name) =>
    compile(derivative(tree, name, { simplify: false }) as unknown as Node, index, new Set(), silent),
  );
  if (!parts.every((part) => part !== null)) return null;
  return (values) => Float64Array.from(parts, (part) => part(values));
}

interface Affine {
  readonly constant: number;
  readonly weights: Readonly<Record<string, number>>;
}

function affineOf(node: Node): Affine | null {
  if (node.type === 'ConstantNode') return { constant: node.value as number, weights: {} };
  if (node.type === 'SymbolNode') return { constant: 0, weights: { [node.name!]: 1 } };
  if (node.type === 'ParenthesisNode') return affineOf(node.content!);
  const parts = (node.args ?? []).map(affineOf);
  if (!parts.every((part) => part !== null)) return null;
  const [a, b] = parts as [Affine, Affine | undefined];
  const isConstant = (part: Affine): boolean => Object.keys(part.weights).length === 0;
  if (node.type === 'FunctionNode') {
    return isConstant(a) ? { constant: ofOne[functionName(node)]!(a.constant), weights: {} } : null;
  }
  switch (node.fn) {
    case 'unaryPlus':
      return a;
    case 'unaryMinus':
      return combine(a, -1, null, 0);
    case 'add':
      return combine(a, 1, b!, 1);
    case 'subtract':
      return combine(a, 1, b!, -1);
    case 'multiply':
      return isConstant(a)
        ? combine(b!, a.constant, null, 0)
        : isConstant(b!)
          ? combine(a, b!.constant, null, 0)
          : null;
    case 'divide':
      return isConstant(b!) ? combine(a, 1 / b!.constant, null, 0) : null;
    default:
      return powerOf(a, b!, isConstant);
  }
}

function powerOf(a: Affine, b: Affine, isConstant: (part: Affine) => boolean): Affine | null {
  if (!isConstant(b)) return null;
  if (isConstant(a)) return { constant: a.constant ** b.constant, weights: {} };
  return b.constant === 1 ? a : null;
}

function combine(a: Affine, times: number, b: Affine | null, otherTimes: number): Affine {
  const weights: Record<string, number> = {};
  for (const [name, weight] of Object.entries(a.weights)) weights[name] = times * weight;
  for (const [name, weight] of Object.entries(b?.weights ?? {}))
    weights[name] = (weights[name] ?? 0) + otherTimes * weight;
  return { constant: times * a.constant + otherTimes * (b?.constant ?? 0), weights };
}
