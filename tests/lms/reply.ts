/** An answer before it goes out, and how it goes out when a fault spoils it. */
import type { ServerResponse } from 'node:http'
import { setTimeout as later } from 'node:timers/promises'
import type { Fault } from './faults.ts'

export interface Reply {
  status: number
  headers: Record<string, string>
  body: string | Buffer
}

export const html = (body: string, status = 200): Reply => ({
  status,
  headers: { 'content-type': 'text/html; charset=utf-8', 'cache-control': 'no-store' },
  body,
})

export const json = (
  value: unknown,
  contentType = 'application/json; charset=utf-8',
  status = 200,
): Reply => ({
  status,
  headers: { 'content-type': contentType },
  body: JSON.stringify(value),
})

export const redirect = (location: string): Reply => ({ status: 302, headers: { location }, body: '' })

const NOTICE =
  '<br />\n<b>Notice</b>:  Undefined index: idnumber in <b>/var/www/lib/moodlelib.php</b> on line <b>1742</b><br />\n'
const MAINTENANCE_PAGE =
  '<!DOCTYPE html><html lang="ru"><head><title>Сайт на обслуживании</title></head>' +
  '<body><h1>Ведутся технические работы</h1><p>Попробуйте зайти позже.</p></body></html>'

/** What becomes of an answer whose content a fault changes; faults of delivery leave it as it is. */
export function spoil(reply: Reply, fault: Fault | null): Reply {
  switch (fault?.kind) {
    case 'status': {
      const retry = fault.retryAfter === undefined ? {} : { 'retry-after': fault.retryAfter }
      const page = html(`<html><head><title>${fault.status}</title></head><body></body></html>`, fault.status)
      return { ...page, headers: { ...page.headers, ...retry } }
    }
    case 'maintenance-page':
      return html(MAINTENANCE_PAGE)
    case 'notice':
      return { ...reply, body: Buffer.concat([Buffer.from(NOTICE), bytesOf(reply)]) }
    case 'truncate':
      return { ...reply, body: truncated(reply.body, fault.share ?? 0.5) }
    case 'malformed':
      return { ...reply, body: String(reply.body).replace(/(<\/[A-Z]+>|[\]}])\s*$/, '<!') }
    case 'replace': {
      const headers = { 'content-type': fault.contentType ?? 'text/html; charset=utf-8' }
      return { status: fault.status ?? 200, headers, body: fault.body }
    }
    default:
      return reply
  }
}

const bytesOf = ({ body }: Reply): Buffer => (typeof body === 'string' ? Buffer.from(body) : body)

function truncated(body: string | Buffer, share: number): string | Buffer {
  const length = Math.floor(body.length * share)
  return typeof body === 'string' ? body.slice(0, length) : body.subarray(0, length)
}

/** Sends the answer; resolves when nothing more will be written. */
export async function deliver(res: ServerResponse, reply: Reply, fault: Fault | null): Promise<void> {
  const body = bytesOf(reply)
  if (fault?.kind === 'slow') await pause(fault.ms)
  if (res.destroyed) return
  if (fault?.kind === 'reset' || fault?.kind === 'stall') return broken(res, reply, body, fault)
  if (fault?.kind === 'huge') return huge(res, reply, body, fault.bytes)
  res.writeHead(reply.status, { ...reply.headers, 'content-length': body.length })
  res.end(body)
}

/** Waits without keeping the process alive. */
const pause = (ms: number): Promise<void> => later(ms, undefined, { ref: false })

async function broken(
  res: ServerResponse,
  reply: Reply,
  body: Buffer,
  fault: Extract<Fault, { kind: 'reset' | 'stall' }>,
): Promise<void> {
  res.writeHead(reply.status, { ...reply.headers, 'content-length': body.length + 1 })
  await new Promise<void>(sent => res.write(body.subarray(0, Math.ceil(body.length / 2)), () => sent()))
  await pause(fault.kind === 'stall' ? (fault.ms ?? 5000) : 20)
  if (fault.kind === 'reset') res.socket?.resetAndDestroy()
  else res.socket?.destroy()
}

const PIECE = Buffer.alloc(64 * 1024, ' ')

async function huge(res: ServerResponse, reply: Reply, body: Buffer, bytes: number): Promise<void> {
  res.writeHead(reply.status, reply.headers)
  for (let sent = 0; sent < bytes && !res.destroyed; sent += PIECE.length) {
    const room = res.write(PIECE.subarray(0, Math.min(PIECE.length, bytes - sent)))
    if (!room) await drained(res)
  }
  res.end(body)
}

function drained(res: ServerResponse): Promise<void> {
  return new Promise(go => {
    const done = (): void => {
      res.off('drain', done).off('close', done)
      go()
    }
    res.on('drain', done).on('close', done)
  })
}
