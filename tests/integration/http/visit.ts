/** A browser without scripts: cookies are kept, redirects followed, forms with files sent. */
import type { Role } from '#domain/access/actor'
import type { Site } from '#tests/unit/http/support/fakes'

export interface Page {
  status: number
  html: string
  headers: Headers
  bytes: Buffer
  /** Where the browser stands in the end. */
  path: string
}

export interface Visit {
  get(path: string): Promise<Page>
  post(path: string, form: Record<string, string | string[]>, file?: SentFile): Promise<Page>
}

export interface SentFile {
  field: string
  name: string
  bytes: Buffer
}

export async function visit(
  site: Site,
  roles: Role[],
  personId: string,
  language: 'ru' | 'en' = 'ru',
  name = 'Орлова Мария Ильинична',
) {
  const { cookie, base } = await site.enter({ roles, personId, language, name })
  const jar = new Map([[cookie.split('=')[0] ?? '', cookie.slice(cookie.indexOf('=') + 1)]])
  const cookies = () => [...jar].map(pair => pair.join('=')).join('; ')

  async function read(path: string, answer: Response): Promise<Page> {
    for (const set of answer.headers.getSetCookie()) {
      const [name = '', value = ''] = (set.split(';')[0] ?? '').split(/=(.*)/s)
      jar.set(name, value)
    }
    const to = answer.headers.get('location')
    if (answer.status === 303 && to) return get(to.startsWith(base) ? to.slice(base.length) : to)
    const bytes = Buffer.from(await answer.arrayBuffer())
    const html = bytes.toString().replaceAll('\u00a0', ' ')
    return { status: answer.status, html, headers: answer.headers, bytes, path }
  }

  async function get(path: string): Promise<Page> {
    return read(path, await site.get(base + path, cookies()))
  }

  async function post(path: string, form: Record<string, string | string[]>, file?: SentFile): Promise<Page> {
    if (!file) return read(path, await site.post(base + path, form, cookies()))
    const body = new FormData()
    for (const [name, value] of Object.entries(form)) {
      for (const one of [value].flat()) body.append(name, one)
    }
    body.append(file.field, new Blob([new Uint8Array(file.bytes)]), file.name)
    const headers = { accept: 'text/html', cookie: cookies(), 'sec-fetch-site': 'same-origin' }
    const init: RequestInit = { method: 'POST', body, headers, redirect: 'manual' }
    return read(path, await fetch(site.url + base + path, init))
  }
  return { get, post } satisfies Visit
}

/** What a form would send as it stands: every field with its value, of the chosen ones only. */
export function formOf(html: string, marker: string): Record<string, string | string[]> {
  const form = html.split('<form').find(part => part.includes(marker)) ?? ''
  const fields: [string, string][] = []
  for (const [, attributes = ''] of form.matchAll(/<input ([^>]*)>/g)) {
    const name = /name="([^"]*)"/.exec(attributes)?.[1]
    const isTick = /type="(checkbox|radio)"/.test(attributes)
    if (!name || /type="(file|submit)"/.test(attributes) || (isTick && !/ checked/.test(` ${attributes}`)))
      continue
    fields.push([name, /value="([^"]*)"/.exec(attributes)?.[1] ?? ''])
  }
  for (const [, name = '', options = ''] of form.matchAll(
    /<select [^>]*name="([^"]*)"[^>]*>([\s\S]*?)<\/select>/g,
  )) {
    const chosen =
      /<option[^>]*\bselected[^>]*>/.exec(options)?.[0] ?? /<option[^>]*>/.exec(options)?.[0] ?? ''
    fields.push([name, /value="([^"]*)"/.exec(chosen)?.[1] ?? ''])
  }
  const form_: Record<string, string | string[]> = {}
  for (const [name, value] of fields) form_[name] = name in form_ ? [form_[name] ?? [], value].flat() : value
  return form_
}
