/** A site that can only export, on a real socket: `/export/<format>/<encoding>`, with or without a login. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { CallLog } from '../call-log.ts'
import { FaultScript } from '../faults.ts'
import { deliver, html, type Reply, spoil } from '../reply.ts'
import { buildTable, type PortalTable } from './data.ts'
import { encodeText, type TextEncoding } from './encode.ts'
import { workbookOf } from './workbook.ts'
import { csvOf, htmlOf, xmlOf } from './write.ts'

export type ExportFormat = 'csv' | 'xml' | 'html' | 'xls' | 'xlsx'

export interface Portal {
  readonly url: string
  /** Target of faults: `export`. */
  readonly faults: FaultScript
  readonly requests: CallLog
  /** Without a charset in the header unless asked for. */
  exportUrl(format: ExportFormat, encoding?: TextEncoding, charsetInHeader?: boolean): string
  /** What is exported from now on. */
  setTable(table: PortalTable): void
  table(): PortalTable
  /** From now on only with this `Authorization` header. */
  demand(authorization: string): void
  close(): Promise<void>
}

const types: Readonly<Record<ExportFormat, string>> = {
  csv: 'text/csv',
  xml: 'application/xml',
  html: 'text/html',
  xls: 'application/vnd.ms-excel',
  xlsx: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
}

export async function startPortal(table: PortalTable = buildTable()): Promise<Portal> {
  const faults = new FaultScript()
  const requests = new CallLog()
  const state = { table, authorization: '' }
  const server = createServer({ keepAliveTimeout: 60_000 }, (req, res) => void answer(req, res))

  async function answer(req: IncomingMessage, res: ServerResponse): Promise<void> {
    requests.add('export')
    const fault = faults.take('export')
    const allowed = state.authorization === '' || req.headers.authorization === state.authorization
    await deliver(res, spoil(allowed ? replyTo(req.url ?? '', state.table) : login, fault), fault)
  }

  await new Promise<void>(listening => server.listen(0, '127.0.0.1', listening))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  return {
    url,
    faults,
    requests,
    exportUrl: (format, encoding = 'utf-8', inHeader = false) =>
      `${url}/export/${format}/${encoding}${inHeader ? '?charset=1' : ''}`,
    setTable: next => {
      state.table = next
    },
    table: () => state.table,
    demand: authorization => {
      state.authorization = authorization
    },
    close: () =>
      new Promise(closed => {
        server.close(() => closed())
        server.closeAllConnections()
      }),
  }
}

/** Status 200, as such sites have it. */
const login = html(
  '<!DOCTYPE html><html><body><form><input name="login"><input name="password"></form></body></html>',
)

function replyTo(path: string, table: PortalTable): Reply {
  const { pathname, searchParams } = new URL(path, 'http://portal')
  const [, , format = '', encoding = 'utf-8'] = pathname.split('/')
  if (pathname === '/moved') return { status: 302, headers: { location: '/export/csv/utf-8' }, body: '' }
  if (pathname === '/away')
    return { status: 302, headers: { location: 'https://elsewhere.example/x' }, body: '' }
  if (!(format in types)) return html('<h1>404</h1>', 404)
  const body = bodyOf(format as ExportFormat, encoding as TextEncoding, table)
  const charset = searchParams.has('charset') ? `; charset=${encoding.replace('-bom', '')}` : ''
  return { status: 200, headers: { 'content-type': types[format as ExportFormat] + charset }, body }
}

export function bodyOf(format: ExportFormat, encoding: TextEncoding, table: PortalTable): Buffer {
  const name = encoding.replace('-bom', '')
  if (format === 'xlsx') return workbookOf(table, { title: 'Выгрузка сайта' })
  if (format === 'csv')
    return encodeText(csvOf(table, { tail: `Итого;;;;;;;;${table.rows.length * 8};;\r\n` }), encoding)
  return encodeText(format === 'xml' ? xmlOf(table, name) : htmlOf(table, name), encoding, true)
}
