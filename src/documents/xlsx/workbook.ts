/**
 * A workbook (XLSX, ECMA-376) with what a register's form needs: text that stays text, dates that are dates, drop-down lists
 * on a hidden sheet. Written by hand on fflate: the same rows give the same bytes, and nothing is ever a formula.
 */
import { strToU8, zipSync } from 'fflate'
import { attribute, contentTypes, packageRelations, workbookRelations } from './parts.ts'
import { definedNames } from './print-setup.ts'
import type { SheetData } from './sheet-data.ts'
import { sheetXml } from './sheet-xml.ts'
import { styles } from './styles.ts'

/** The first date that a zip can tell: no clock in the bytes. */
const FIRST_ZIP_DATE = new Date(1980, 0, 1)

/** @returns the file's bytes */
export function writeWorkbook(sheets: readonly SheetData[]): Uint8Array {
  const strings = new Map<string, number>()
  const sheetParts = sheets.map(
    (sheet, i) => [`xl/worksheets/sheet${i + 1}.xml`, sheetXml(sheet, strings)] as const,
  )
  const parts: Record<string, string> = {
    '[Content_Types].xml': contentTypes(sheets.length),
    '_rels/.rels': packageRelations,
    'xl/workbook.xml': workbookXml(sheets),
    'xl/_rels/workbook.xml.rels': workbookRelations(sheets.length),
    'xl/styles.xml': styles,
    ...Object.fromEntries(sheetParts),
    'xl/sharedStrings.xml': stringsXml(strings),
  }
  return zipSync(Object.fromEntries(Object.entries(parts).map(([name, xml]) => [name, strToU8(xml)])), {
    mtime: FIRST_ZIP_DATE,
  })
}

const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const MAIN = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main'

function workbookXml(sheets: readonly SheetData[]): string {
  const listed = sheets.map(
    ({ name, isHidden }, i) =>
      `<sheet name="${attribute(name)}" sheetId="${i + 1}"${isHidden ? ' state="hidden"' : ''} r:id="rId${i + 1}"/>`,
  )
  return `${HEAD}<workbook xmlns="${MAIN}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>${listed.join('')}</sheets>${definedNames(sheets)}</workbook>`
}

function stringsXml(strings: ReadonlyMap<string, number>): string {
  const items = [...strings.keys()].map(text => `<si><t xml:space="preserve">${attribute(text)}</t></si>`)
  return `${HEAD}<sst xmlns="${MAIN}" uniqueCount="${items.length}">${items.join('')}</sst>`
}
