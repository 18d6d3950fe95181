/** How a sheet fits paper: merged cells, page, repeated rows. */
import { attribute } from './parts.ts'
import type { SheetData } from './sheet-data.ts'
import { nameOf, quotedSheet } from './sheet-names.ts'

const A4 = 9

/** Goes before everything else of a sheet. */
export function printXml({ print }: SheetData): string {
  return print ? '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>' : ''
}

export function mergesXml({ merges = [] }: SheetData): string {
  if (merges.length === 0) return ''
  const each = merges.map(
    ({ row, from, to }) => `<mergeCell ref="${nameOf(from)}${row + 1}:${nameOf(to)}${row + 1}"/>`,
  )
  return `<mergeCells count="${each.length}">${each.join('')}</mergeCells>`
}

/** As wide as the paper, as many pages long as it takes. */
export function pageSetupXml({ print }: SheetData): string {
  if (!print) return ''
  const footer = print.footer
    ? `<headerFooter><oddFooter>${attribute(print.footer)}</oddFooter></headerFooter>`
    : ''
  return `<pageMargins left="0.47" right="0.47" top="0.47" bottom="0.6" header="0.3" footer="0.3"/><pageSetup paperSize="${A4}" orientation="${print.orientation}" fitToWidth="1" fitToHeight="0"/>${footer}`
}

/** Names of the workbook: the rows that each sheet repeats on every page. */
export function definedNames(sheets: readonly SheetData[]): string {
  const names = sheets.flatMap(({ name, print }, i) =>
    print?.repeated
      ? [
          `<definedName name="_xlnm.Print_Titles" localSheetId="${i}">${quotedSheet(name)}!$${print.repeated.from + 1}:$${print.repeated.to + 1}</definedName>`,
        ]
      : [],
  )
  return names.length > 0 ? `<definedNames>${names.join('')}</definedNames>` : ''
}
