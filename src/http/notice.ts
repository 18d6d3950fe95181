/** What the last action did, told on the next page and, while it can be undone, on the queue. Numbers only, no names. */

import type { Request, Response } from 'express'
import { z } from 'zod'
import type { BatchResult } from '#credits/contract'
import { buildCookie, type CookieOptions, noticeCookieName, parseCookies } from './session/cookies.ts'

const noticeSchema = z.object({
  kind: z.enum([
    'confirmed',
    'rejected',
    'corrected',
    'undone',
    'nothing',
    'issued',
    'lms',
    'linked',
    'linked-later',
    'aside',
    'unlinked',
    'unset-aside',
    'mapped',
    'mapped-later',
    'withdrawn',
    'route',
    'appointment',
    'kept',
    'source-on',
    'source-off',
    'source-removed',
    'programme-saved',
    'shared',
    'unshared',
    'recorded',
    'template',
    'names',
    'statement',
    'reminded',
    'reminded-before',
  ]),
  count: z.number().int().min(0).default(0),
  /** Hundredths of an hour. */
  hours: z.number().int().min(0).default(0),
  batchId: z.string().max(64).optional(),
  undoUntil: z.string().max(30).optional(),
  /** Refused entries by code. */
  refused: z.record(z.string().max(40), z.number().int()).default({}),
  /** Entries that were left out, the first of them, and why: the next page says how they stand. */
  left: z.array(z.tuple([z.string().max(100), z.string().max(40)])).optional(),
  /** The one entry that was rejected: the next page says who will read why. */
  one: z.string().max(100).optional(),
  /** Registration number, name, or an address to be copied. */
  text: z.string().max(512).optional(),
  certificateId: z.string().max(64).optional(),
  /** Of kind `lms`: which of its words tells it. */
  what: z.string().max(40).optional(),
})
export type Notice = z.infer<typeof noticeSchema>

const SECONDS = 15 * 60
/** Ids of entries in a cookie, which holds 4 KB. */
const MOST_LEFT = 20

export function batchNotice(kind: 'confirmed' | 'rejected' | 'undone', result: BatchResult): Notice {
  const refused: Record<string, number> = {}
  for (const { code } of result.refused) refused[code] = (refused[code] ?? 0) + 1
  const undo = kind !== 'undone' && result.done.length > 0
  return {
    kind,
    count: result.done.length,
    hours: result.hours,
    refused,
    ...(kind === 'rejected' && result.done.length === 1 && { one: result.done[0] }),
    ...(result.refused.length > 0 && { left: leftOf(result.refused) }),
    ...(undo && { batchId: result.batchId, undoUntil: result.undoUntil }),
  }
}

/** What the queue itself shows a remark at comes last: there it is found again. */
function leftOf(refused: BatchResult['refused']): Notice['left'] {
  const order = [...refused].sort((a, b) => Number(a.code === 'remark') - Number(b.code === 'remark'))
  return order.slice(0, MOST_LEFT).map(({ entryId, code }) => [entryId, code])
}

export function saveNotice(res: Response, handle: string, options: CookieOptions, notice: Notice): void {
  const value = Buffer.from(JSON.stringify(notice)).toString('base64url')
  res.append('Set-Cookie', buildCookie(noticeCookieName(handle, options), value, SECONDS))
}

/** Reads the notice; one that offers no undo is shown once. A cookie that cannot be read is no notice. */
export function takeNotice(
  req: Request,
  res: Response,
  handle: string,
  options: CookieOptions,
  now: Date,
): Notice | null {
  const name = noticeCookieName(handle, options)
  const notice = parse(parseCookies(req.get('cookie')).get(name))
  if (!notice) return null
  const undoable = notice.undoUntil !== undefined && new Date(notice.undoUntil) > now
  if (!undoable) res.append('Set-Cookie', buildCookie(name, '', 0))
  return notice.undoUntil !== undefined && !undoable ? null : notice
}

function parse(value: string | undefined): Notice | null {
  if (!value) return null
  try {
    return noticeSchema.parse(JSON.parse(Buffer.from(value, 'base64url').toString()))
  } catch {
    return null
  }
}
