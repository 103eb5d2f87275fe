/** Words that YAML 1.1 or 1.2 reads as something other than text. */
const notText = /^(true|false|yes|no|on|off|y|n|null|nan|inf|~)$/i;
const plain = /^[\p{L}_][\p{L}\p{N}_-]*$/u;

/** A text as a YAML scalar that stands anywhere, also inside brackets. */
export function scalarText(text: string): string {
  return plain.test(text) && !notText.test(text) ? text : JSON.stringify(text);
}

/** A number as YAML and JSON both read it back to the same digits. */
export function numberText(value: number): string {
  return String(value);
}

export type FlowValue =
  string | number | boolean | readonly FlowValue[] | { readonly [key: string]: FlowValue | undefined };

/** `{key: value, …}` on one line; keys without a value are left out. */
export function flowText(value: FlowValue): string {
  if (typeof value === 'string') return scalarText(value);
  if (typeof value === 'number') return numberText(value);
  if (typeof value === 'boolean') return String(value);
  if (isList(value)) return `[${value.map(flowText).join(', ')}]`;
  const entries = Object.entries(value).flatMap(([key, inner]) =>
    inner === undefined ? [] : [`${scalarText(key)}: ${flowText(inner)}`],
  );
  return `{${entries.join(', ')}}`;
}

function isList(value: FlowValue): value is readonly FlowValue[] {
  return Array.isArray(value);
}

/** A comment that stays on its line whatever the text holds. */
export function commentText(text: string): string {
  return `# ${text.replace(/\s+/g, ' ').trim()}`;
}

/** A line with its comment behind it. */
export function withComment(line: string, comment: string): string {
  return comment === '' ? line : `${line} ${commentText(comment)}`;
}
