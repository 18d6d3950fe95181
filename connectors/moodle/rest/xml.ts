/**
 * Moodle's generic XML: RESPONSE > MULTIPLE > SINGLE > KEY@name > VALUE, one decoder by tag name. Values stay text
 * (`null="null"` is `null`); the schemas read numbers and truth values from text and from JSON alike.
 */
import { parseStringPromise } from 'xml2js'
import { isTooDeep } from '../../kit/xml-guard.ts'
import type { Decoded } from './decoded.ts'
import { protocolFault } from './faults.ts'

/** How xml2js gives an element: its text if it has nothing else, or its children in lists by tag name. */
type Element = string | { [tag: string]: Element[] | { [attribute: string]: string } | string }

/** Deeper than anything Moodle describes; a hostile document would go on for ever. */
const maxDepth = 32

/** @throws {ConnectorError} `moodle_not_xml` */
export async function parseXmlAnswer(body: string): Promise<Decoded> {
  const document = await parse(body)
  const exception = child(document, 'EXCEPTION')
  if (exception !== undefined) {
    const code = child(exception, 'ERRORCODE')
    return { exception: { errorcode: typeof code === 'string' && code ? code : 'unknown' } }
  }
  const response = child(document, 'RESPONSE')
  if (response === undefined) throw notXml()
  return { value: decodeInner(response, 0) }
}

async function parse(body: string): Promise<Element> {
  if (/<!DOCTYPE|<!ENTITY/i.test(body.slice(0, 4000)) || isTooDeep(body, maxDepth * 3)) throw notXml()
  try {
    return (await parseStringPromise(body, { explicitArray: true, explicitRoot: true })) as Element
  } catch {
    // what the parser says may quote the answer; ours is enough
    throw notXml()
  }
}

/** The one thing inside RESPONSE or KEY; nothing is `null`. */
function decodeInner(element: Element, depth: number): unknown {
  if (depth > maxDepth) throw notXml()
  const value = child(element, 'VALUE')
  if (value !== undefined) return decodeValue(value)
  const single = child(element, 'SINGLE')
  if (single !== undefined) return decodeSingle(single, depth + 1)
  const multiple = child(element, 'MULTIPLE')
  if (multiple !== undefined) return decodeMultiple(multiple, depth + 1)
  if (isBlank(element)) return null
  throw notXml()
}

function decodeValue(element: Element): string | null {
  if (typeof element === 'string') return element
  if (attribute(element, 'null') === 'null') return null
  return typeof element._ === 'string' ? element._ : ''
}

function decodeSingle(element: Element, depth: number): unknown {
  if (isBlank(element)) return {}
  const entries = children(element, 'KEY').map(key => {
    const name = attribute(key, 'name')
    if (name === undefined) throw notXml()
    return [name, decodeInner(key, depth)] as const
  })
  if (entries.length === 0) throw notXml()
  return Object.fromEntries(entries)
}

function decodeMultiple(element: Element, depth: number): unknown[] {
  if (depth > maxDepth) throw notXml()
  const items = [
    ...children(element, 'SINGLE').map(each => decodeSingle(each, depth)),
    ...children(element, 'VALUE').map(decodeValue),
    ...children(element, 'MULTIPLE').map(each => decodeMultiple(each, depth + 1)),
  ]
  if (items.length === 0 && !isBlank(element)) throw notXml()
  return items
}

function children(element: Element, tag: string): Element[] {
  const found = typeof element === 'object' && Object.hasOwn(element, tag) ? element[tag] : undefined
  return Array.isArray(found) ? found : []
}

/** The root is not in a list, everything below it is. */
function child(element: Element, tag: string): Element | undefined {
  const found =
    element !== null && typeof element === 'object' && Object.hasOwn(element, tag) ? element[tag] : undefined
  return Array.isArray(found) ? found[0] : found
}

function attribute(element: Element, name: string): string | undefined {
  const attributes = child(element, '$')
  const found =
    typeof attributes === 'object' && Object.hasOwn(attributes, name) ? attributes[name] : undefined
  return typeof found === 'string' ? found : undefined
}

function isBlank(element: Element): boolean {
  return typeof element === 'string' ? element.trim() === '' : Object.keys(element).every(key => key === '$')
}

function notXml() {
  return protocolFault(
    'moodle_not_xml',
    'the answer is not the XML of web services, or was cut short',
    'see what the site prints before or after its data; try the connection again',
  )
}
