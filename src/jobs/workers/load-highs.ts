import type { LinearSolver } from '../../planning/index.js';

/** HiGHS in WebAssembly; its typings describe a default export that the module's own loader is. */
export async function loadHighs(): Promise<LinearSolver> {
  const { default: loader } = await import('highs');
  const load = loader as unknown as () => Promise<LinearSolver>;
  return load();
}
