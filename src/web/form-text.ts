const largestFormText = 1024 * 1024;

/** The submitted text for the form; nothing where it is no text, or too long to be mended in a page. */
export function formText(bytes: Uint8Array | undefined): string {
  if (bytes === undefined || bytes.length > largestFormText) return '';
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(bytes);
    return /[^\P{Cc}\t\n\r]/u.test(text) ? '' : text;
  } catch {
    return '';
  }
}
