/** One part of a workbook, element by element: nothing of it is kept but what the caller takes. */
import { Parser } from 'htmlparser2'
import { decodeText } from '../encoding.ts'
import { portalFault } from '../faults.ts'

export interface PartHandler {
  /** Local names, without a prefix. */
  open(name: string, attributes: { [name: string]: string }): void
  text?(text: string): void
  close?(name: string): void
}

const local = (name: string): string => name.slice(name.indexOf(':') + 1)

/** @throws {ConnectorError} `portal_xml_doctype`: no spreadsheet writes one, and entities multiply */
export function readPart(bytes: Uint8Array, handler: PartHandler): void {
  const { text } = decodeText(bytes, { fallback: 'utf-8' })
  const parser = new Parser(
    {
      onopentag: (name, attributes) => handler.open(local(name), attributes),
      ontext: part => handler.text?.(part),
      onclosetag: name => handler.close?.(local(name)),
      onprocessinginstruction: name => {
        if (name.toLowerCase() === '!doctype') throw doctypeRefused()
      },
    },
    { xmlMode: true, decodeEntities: true },
  )
  parser.write(text)
  parser.end()
}

export function doctypeRefused() {
  const remedy = 'export without <!DOCTYPE> and entities'
  return portalFault('xml_doctype', 'the XML declares a document type, which is refused', remedy)
}

/** `_x000D_` is a character that XML could not carry (§22.9.2.19). */
export function unescapeText(text: string): string {
  return text.replace(/_x([\dA-Fa-f]{4})_/g, (_, hex) => String.fromCharCode(Number.parseInt(hex, 16)))
}
