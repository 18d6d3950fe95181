/** The text of a list out of a file's bytes. */

/** @param workbookText of a workbook (XLSX), `null` if it is none @returns `null`: neither a text nor a workbook */
export async function listText(
  bytes: Uint8Array,
  workbookText: (bytes: Uint8Array) => Promise<string | null>,
): Promise<string | null> {
  // a workbook, a picture or a PDF has zero bytes, a list of names has none
  return bytes.includes(0) ? workbookText(bytes) : decode(bytes)
}

/** Spreadsheets write UTF-8 or, in Russian Windows, windows-1251. */
function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return new TextDecoder('windows-1251').decode(bytes)
  }
}
