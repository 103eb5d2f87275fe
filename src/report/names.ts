import type { Words } from './words.js';

const spaced = (id: string): string => {
  const words = id.replaceAll('_', ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
};

/** A label that is only the id again (`price_index`) as words: `Price index`. */
export function spacedId(id: string | null, label: string | null): string | null {
  return label !== null && label === id ? spaced(label) : label;
}

/** A KPI that the file names by its id alone is told in words: `profit`, `new_customers`. */
export function kpiLabel({ id, label }: { readonly id: string; readonly label: string }, words: Words): string {
  return label === id ? words.tOr(`report.kpi.${id}`, spaced(id)) : label;
}
