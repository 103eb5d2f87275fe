/** What a cell of an exported table may hold; null is blank. */
export type CsvCell = string | number | boolean | null;

/** A text that a spreadsheet would run as a formula gets an apostrophe in front; figures stay figures. */
export function disarm(text: string): string {
  return /^[=+\-@\t\r\uff1d\uff0b\uff0d\uff20]/.test(text) ? `'${text}` : text;
}

function field(value: CsvCell): string {
  if (value === null) return '';
  if (typeof value === 'number') return Number.isFinite(value) ? String(value) : '';
  if (typeof value === 'boolean') return value ? 'true' : 'false';
  const text = disarm(value.replaceAll('\u2060', ''));
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** RFC 4180: comma, CRLF, quotes where needed. Numbers are unrounded, with a decimal point. */
export function csvText(header: readonly string[], rows: readonly (readonly CsvCell[])[]): string {
  return [header, ...rows].map((cells) => cells.map(field).join(',')).join('\r\n') + '\r\n';
}

/** As a download inside the page; the byte-order mark lets spreadsheets read Chinese. */
export function csvDataUri(text: string): string {
  return `data:text/csv;charset=utf-8;base64,${Buffer.from(`\ufeff${text}`, 'utf8').toString('base64')}`;
}

export function textDataUri(text: string, type: string): string {
  return `data:${type};charset=utf-8;base64,${Buffer.from(text, 'utf8').toString('base64')}`;
}
