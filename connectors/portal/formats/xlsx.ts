/** XLSX (ECMA-376) as grids: visible sheets in their order, values as a person sees them. */
import { posix } from 'node:path'
import { limits } from '../faults.ts'
import type { Grid } from '../table.ts'
import { type NumberKind, numberKind } from './number-format.ts'
import { readSheet } from './sheet.ts'
import { readPart, unescapeText } from './workbook-xml.ts'
import { broken, openParts, type Parts } from './zip.ts'

/**
 * @param sheet read this one only
 * @throws {ConnectorError} `portal_xlsx_broken`, `portal_too_large`, `portal_xlsx_encrypted`, `portal_xml_doctype`
 */
export async function readXlsx(
  bytes: Uint8Array,
  sheet?: string,
  inflatedBytes: number = limits.inflatedBytes,
): Promise<Grid[]> {
  const parts = await openParts(bytes, inflatedBytes)
  try {
    const book = await readBook(parts)
    const texts = parts.has('xl/sharedStrings.xml') ? readTexts(await parts.read('xl/sharedStrings.xml')) : []
    const styles = parts.has('xl/styles.xml') ? readStyles(await parts.read('xl/styles.xml')) : []
    const grids: Grid[] = []
    for (const { name, part } of book.sheets) {
      if (sheet !== undefined && name !== sheet) continue
      grids.push(readSheet(name, await parts.read(part), { texts, styles, epoch1904: book.epoch1904 }))
    }
    return grids
  } finally {
    parts.close()
  }
}

interface Book {
  sheets: { name: string; part: string }[]
  /** Old Macs counted days from 1904. */
  epoch1904: boolean
}

async function readBook(parts: Parts): Promise<Book> {
  if (!parts.has('xl/workbook.xml') || !parts.has('xl/_rels/workbook.xml.rels')) throw broken()
  const targets = new Map<string, string>()
  readPart(await parts.read('xl/_rels/workbook.xml.rels'), {
    open: (name, { Id, Target }) => {
      if (name === 'Relationship' && Id && Target) targets.set(Id, posix.resolve('/xl', Target).slice(1))
    },
  })
  const book: Book = { sheets: [], epoch1904: false }
  readPart(await parts.read('xl/workbook.xml'), {
    open: (name, attributes) => {
      if (name === 'workbookPr') book.epoch1904 = /^(1|true)$/.test(attributes.date1904 ?? '')
      if (name !== 'sheet' || /hidden/i.test(attributes.state ?? '')) return
      const id = Object.entries(attributes).find(([key]) => key.endsWith(':id'))?.[1]
      const part = targets.get(id ?? '')
      if (part && parts.has(part)) book.sheets.push({ name: attributes.name ?? '', part })
    },
  })
  if (book.sheets.length === 0) throw broken()
  return book
}

/** Shared texts; runs of a rich text are joined, readings of Asian scripts (`rPh`) are left out. */
function readTexts(bytes: Uint8Array): string[] {
  const texts: string[] = []
  let inText = false
  let isReading = false
  readPart(bytes, {
    open: name => {
      if (name === 'si') texts.push('')
      if (name === 'rPh') isReading = true
      inText = name === 't' && !isReading
    },
    text: part => {
      if (inText) texts[texts.length - 1] += part
    },
    close: name => {
      if (name === 'rPh') isReading = false
      if (name === 't') inText = false
    },
  })
  return texts.map(unescapeText)
}

/** By style index (`s` of a cell). */
function readStyles(bytes: Uint8Array): NumberKind[] {
  const codes = new Map<number, string>()
  const kinds: NumberKind[] = []
  let inCellFormats = false
  readPart(bytes, {
    open: (name, { numFmtId, formatCode }) => {
      if (name === 'cellXfs') inCellFormats = true
      if (name === 'numFmt' && formatCode !== undefined) codes.set(Number(numFmtId), formatCode)
      if (name !== 'xf' || !inCellFormats) return
      const id = Number(numFmtId ?? 0)
      kinds.push(numberKind(id, codes.get(id)))
    },
    close: name => {
      if (name === 'cellXfs') inCellFormats = false
    },
  })
  return kinds
}
