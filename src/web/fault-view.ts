import type { Fault } from '../jobs/index.js';
import { describeFault, translator, type FaultText, type Language } from '../language/index.js';
import { markSources, type MarkedSource } from './marked-source.js';

/** Every fault of what was sent, and the sent text with its faulty places marked. */
export interface FaultsView {
  readonly lead: string;
  readonly faults: readonly (FaultText & { readonly label: string; readonly foundShown: boolean })[];
  readonly sources: readonly MarkedSource[];
}

export function faultsView(
  faults: readonly Fault[],
  files: ReadonlyMap<string, Uint8Array>,
  language: Language,
  lead: string,
): FaultsView {
  const t = translator(language);
  return {
    lead,
    faults: faults.map((fault) => {
      const text = describeFault(fault, language);
      return { ...text, label: t(`fault.severity.${fault.severity}`), foundShown: text.found !== '' };
    }),
    sources: markSources(faults, files),
  };
}
