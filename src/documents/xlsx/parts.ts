/** The parts of a workbook that are the same in every one, and escaping. */
const HEAD = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships'
const PACKAGE = 'http://schemas.openxmlformats.org/package/2006'
const SHEET_ML = 'application/vnd.openxmlformats-officedocument.spreadsheetml'

// biome-ignore lint/suspicious/noControlCharactersInRegex: exactly those that XML 1.0 (2.2) forbids
const FORBIDDEN = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g
const ESCAPES: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' }

/** Text for an XML attribute or element; signs that XML cannot hold are left out. */
export function attribute(text: string): string {
  return text.replace(FORBIDDEN, '').replace(/[&<>"]/g, sign => ESCAPES[sign] ?? '')
}

export function contentTypes(sheets: number): string {
  const parts = [
    ['/xl/workbook.xml', `${SHEET_ML}.sheet.main+xml`],
    ['/xl/styles.xml', `${SHEET_ML}.styles+xml`],
    ['/xl/sharedStrings.xml', `${SHEET_ML}.sharedStrings+xml`],
    ...Array.from({ length: sheets }, (_, i) => [
      `/xl/worksheets/sheet${i + 1}.xml`,
      `${SHEET_ML}.worksheet+xml`,
    ]),
  ]
  const overrides = parts
    .map(([name, type]) => `<Override PartName="${name}" ContentType="${type}"/>`)
    .join('')
  return `${HEAD}<Types xmlns="${PACKAGE}/content-types"><Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/><Default Extension="xml" ContentType="application/xml"/>${overrides}</Types>`
}

export const packageRelations = `${HEAD}<Relationships xmlns="${PACKAGE}/relationships"><Relationship Id="rId1" Type="${OFFICE}/officeDocument" Target="xl/workbook.xml"/></Relationships>`

export function workbookRelations(sheets: number): string {
  const own = Array.from({ length: sheets }, (_, i) =>
    relation(i + 1, 'worksheet', `worksheets/sheet${i + 1}.xml`),
  )
  const shared = [
    relation(sheets + 1, 'styles', 'styles.xml'),
    relation(sheets + 2, 'sharedStrings', 'sharedStrings.xml'),
  ]
  return `${HEAD}<Relationships xmlns="${PACKAGE}/relationships">${[...own, ...shared].join('')}</Relationships>`
}

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`
