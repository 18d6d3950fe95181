/** XML as a grid: elements of one name are rows, what stands in them (elements and attributes) are columns. */
import { parseStringPromise } from 'xml2js'
import { isTooDeep } from '../../kit/xml-guard.ts'
import { portalFault, quoted } from '../faults.ts'
import { type Cell, cellOfText, createCellBudget, type Grid, noCell } from '../table.ts'
import { doctypeRefused } from './workbook-xml.ts'

/** How xml2js gives an element: its text, or attributes in `$`, text in `_` and children in lists by tag. */
type Element = string | { [tag: string]: unknown }

const depthAtMost = 32

/**
 * @param rowNames names of the element that is a row, e.g. `запись`; any depth
 * @throws {ConnectorError} `portal_xml_broken`, `portal_xml_doctype`, `portal_rows_missing`
 */
export async function readXml(text: string, rowNames: readonly string[]): Promise<Grid> {
  if (/<!(DOCTYPE|ENTITY)/i.test(text)) throw doctypeRefused()
  if (isTooDeep(text, depthAtMost)) throw brokenXml()
  const wanted = new Set(rowNames.map(name => name.toLowerCase()))
  const seen = new Set<string>()
  const rows: Element[] = []
  collect(await parse(text), wanted, rows, seen)
  if (rows.length > 0 || seen.size <= 1) return gridOf(rows)
  const tags = [...seen].slice(0, 10).map(quoted).join(', ')
  const remedy = `name the element of a row under "rows" of the mapping; there are ${tags}`
  throw portalFault('rows_missing', 'no element of the XML is known as a row', remedy)
}

async function parse(text: string): Promise<Element> {
  try {
    const document = (await parseStringPromise(text, { explicitArray: true, async: false })) as Element | null
    if (document !== null) return document
  } catch {
    // the parser's words may quote the export
  }
  throw brokenXml()
}

/** Own keys only: an element may be called `__proto__`. */
function collect(element: Element, wanted: ReadonlySet<string>, rows: Element[], seen: Set<string>): void {
  if (typeof element !== 'object' || element === null) return
  for (const [tag, value] of Object.entries(element)) {
    if (tag === '$' || tag === '_') continue
    seen.add(tag)
    for (const child of Array.isArray(value) ? value : [value]) {
      if (wanted.has(localName(tag))) rows.push(child as Element)
      else collect(child as Element, wanted, rows, seen)
    }
  }
}

const localName = (tag: string): string => tag.slice(tag.indexOf(':') + 1).toLowerCase()

function gridOf(rows: Element[]): Grid {
  const budget = createCellBudget()
  const columns = new Map<string, number>()
  const cells = rows.map(row => {
    const made = new Map<number, Cell>()
    for (const [name, value] of fieldsOf(row)) {
      if (!columns.has(name)) columns.set(name, columns.size)
      const at = columns.get(name) as number
      made.set(
        at,
        made.has(at) ? { text: `${made.get(at)?.text}; ${value}`, bad: 'tag_twice' } : cellOfText(value),
      )
    }
    budget.spend(1, columns.size)
    return made
  })
  const header = [...columns.keys()].map((name): Cell => ({ text: name }))
  const grid = cells.map((made, k) => ({
    number: k + 1,
    cells: header.map((_, column) => made.get(column) ?? noCell),
  }))
  return { name: 'XML', rows: header.length === 0 ? [] : [{ number: 0, cells: header }, ...grid] }
}

function fieldsOf(row: Element): [string, string][] {
  if (typeof row !== 'object' || row === null) return []
  const attributes = Object.entries((row.$ ?? {}) as Record<string, string>)
  const children = Object.entries(row).flatMap(([tag, value]) =>
    tag === '$' || tag === '_' || !Array.isArray(value)
      ? []
      : value.map((child): [string, string] => [tag, textOf(child as Element)]),
  )
  return [...attributes, ...children]
}

function textOf(element: Element): string {
  if (typeof element === 'string') return element
  return typeof element?._ === 'string' ? element._ : ''
}

function brokenXml() {
  return portalFault('xml_broken', 'the export is not well-formed XML, or was cut short', 'export it again')
}
