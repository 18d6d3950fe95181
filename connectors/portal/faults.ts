import { ConnectorError, type FaultKind } from '../errors.ts'

/** What is wrong with an export as a whole; a wrong row is a `SourceFault` instead. */
export function portalFault(code: string, message: string, remedy: string, kind: FaultKind = 'protocol') {
  return new ConnectorError({ code: `portal_${code}`, kind, message, remedy })
}

/** A header or a tag for a message: quoted, one line, bounded. */
export function quoted(text: string): string {
  return `«${text.replace(/\s+/g, ' ').trim().slice(0, 60)}»`
}

export function tooLarge(what: string) {
  return portalFault(
    'too_large',
    `the export is too large (${what})`,
    'export less at a time, e.g. year by year',
  )
}

export const limits = {
  /** Bytes of the file as received. */
  fileBytes: 32 << 20,
  /** Bytes of a workbook's parts after decompression. */
  inflatedBytes: 160 << 20,
  rows: 200_000,
  columns: 300,
  cells: 4_000_000,
  cellChars: 32_767,
  zipEntries: 2_000,
}
