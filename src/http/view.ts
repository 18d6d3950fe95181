import type { Request, Response } from 'express'
import type { Actor } from '#domain/access/actor'
import type { CalendarDate } from '#domain/kinds'
import type { Approver } from '#domain/regulations/data'
import type { Lang } from '#domain/texts/lang'
import { localDate } from '#domain/time/local-date'
import type { HttpConfig } from './deps.ts'
import { countsOf, type SectionCounts } from './middleware/counts.ts'
import { dutiesOf } from './middleware/duties.ts'
import { type Speech, speech } from './say.ts'
import type { CurrentSession } from './session/require-session.ts'
import { en } from './words/en.ts'
import { ru, type Words } from './words/ru.ts'

/** What every page knows: language, who looks, where it stands. */
export interface View {
  lang: Lang
  t: Words
  say: Speech
  /** `light` inside a frame (LMS pages are light), `auto` outside. */
  theme: 'light' | 'auto'
  inFrame: boolean
  /** In a frame that was here before: a link or a form of ours led here, not a launch. */
  isOwnStep: boolean
  /** `/~HANDLE` or empty: goes before every link of a session. */
  base: string
  /** Path and query of this page, without the base. */
  here: string
  actor: Actor | null
  /** Roles that they hold by appointment (полномочие): the menu has what these are for. */
  duties: readonly Approver[]
  /** How much waits behind a section of their menu. */
  counts: SectionCounts
  isDemo: boolean
  timeZone: string
  now: Date
  today: CalendarDate
  /** For «Открыть в новой вкладке»; empty outside frames. */
  ticket: string
}

export const words: Record<Lang, Words> = { ru, en }
const speeches: Record<Lang, Speech> = { ru: speech('ru'), en: speech('en') }

export interface ViewDeps {
  config: Pick<HttpConfig, 'isDemo' | 'timeZone'>
  now(): Date
  ticketFor?(current: CurrentSession): string
}

export function buildView(deps: ViewDeps, req: Request, res: Response): View {
  const current = res.locals.current as CurrentSession | undefined
  const lang = current?.session.language ?? acceptedLanguage(req)
  const destination = req.get('sec-fetch-dest')
  const inFrame = destination === 'iframe' || destination === 'frame'
  const now = deps.now()
  return {
    lang,
    t: words[lang],
    say: speeches[lang],
    theme: destination === 'document' ? 'auto' : 'light',
    inFrame,
    isOwnStep: inFrame && req.get('sec-fetch-site') === 'same-origin',
    base: res.locals.handle ? `/~${res.locals.handle}` : '',
    here: req.originalUrl.replace(/^\/~[a-z0-9]+/, '') || '/',
    actor: current?.actor ?? null,
    duties: dutiesOf(res),
    counts: countsOf(res),
    isDemo: deps.config.isDemo ?? false,
    timeZone: deps.config.timeZone,
    now,
    today: dateIn(deps.config.timeZone, now),
    ticket: inFrame && current && deps.ticketFor ? deps.ticketFor(current) : '',
  }
}

/** Public pages have no session: `?lang=` first, then the browser's wish, Russian by default. */
export function acceptedLanguage(req: Request): Lang {
  const asked = req.query.lang
  if (asked === 'ru' || asked === 'en') return asked
  return req.acceptsLanguages('ru', 'en') === 'en' ? 'en' : 'ru'
}

/** Calendar date of an instant in a time zone, `YYYY-MM-DD`. */
export const dateIn = (timeZone: string, instant: Date): CalendarDate => localDate(instant, timeZone)

/** `10:14` */
export function timeIn(timeZone: string, instant: Date): string {
  const parts = partsIn(timeZone, instant)
  return `${parts.hour}:${parts.minute}`
}

/** Making a format takes far longer than using it. */
const formats = new Map<string, Intl.DateTimeFormat>()

function formatIn(timeZone: string): Intl.DateTimeFormat {
  const known = formats.get(timeZone)
  if (known) return known
  const format = new Intl.DateTimeFormat('en-GB', {
    timeZone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  })
  formats.set(timeZone, format)
  return format
}

function partsIn(timeZone: string, instant: Date): Record<string, string> {
  return Object.fromEntries(
    formatIn(timeZone)
      .formatToParts(instant)
      .map(part => [part.type, part.value]),
  )
}
