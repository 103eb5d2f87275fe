/** Bytes of a text file as text, with what had to be assumed. */
export interface DecodedText {
  readonly text: string;
  readonly encoding: 'utf-8' | 'utf-16le' | 'utf-16be' | 'gb18030' | 'windows-1252';
}

function decode(bytes: Uint8Array, encoding: DecodedText['encoding']): string | null {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

/** More than a stray accented letter must be Chinese before a file is taken for GB18030. */
function looksChinese(text: string): boolean {
  const sample = text.slice(0, 20_000);
  const chinese = sample.match(/[\u4e00-\u9fff\u3000-\u303f\uff00-\uffef]/g)?.length ?? 0;
  // Accented Latin letters read as GB18030 become single rare characters between Latin letters.
  const betweenLatin = sample.match(/[a-z][\u4e00-\u9fff][a-z]?/gi)?.length ?? 0;
  return chinese > 0 && chinese > 2 * betweenLatin;
}

/**
 * Decodes a text file: by its byte-order mark; else UTF-8; else, when the bytes are not valid UTF-8, GB18030 (the
 * habit of Chinese spreadsheets) or Windows-1252 (of European ones). Null when nothing fits.
 */
export function decodeText(bytes: Uint8Array): DecodedText | null {
  const forms: readonly DecodedText['encoding'][] =
    bytes[0] === 0xff && bytes[1] === 0xfe
      ? ['utf-16le']
      : bytes[0] === 0xfe && bytes[1] === 0xff
        ? ['utf-16be']
        : ['utf-8', 'gb18030', 'windows-1252'];
  for (const encoding of forms) {
    const text = decode(bytes, encoding);
    if (text !== null && (encoding !== 'gb18030' || looksChinese(text))) return { text, encoding };
  }
  return null;
}
