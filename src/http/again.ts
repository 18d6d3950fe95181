/** A form that met a conflict: what was typed, and how it is sent again knowing what it meets. */
import type { Request, Response } from 'express'
import type { Upload } from './middleware/upload.ts'

export interface Field {
  name: string
  value: string
}

export interface SentForm {
  /** Path and query that it was sent to, without the base of the session. */
  path: string
  fields: readonly Field[]
  /** It can be sent again over what stands now. */
  mayRepeat: boolean
  /** A file came with it: it has to be chosen again. */
  hadFile: boolean
  /** Fields of secrets that were typed: no page carries them, so they have to be typed again. */
  secrets: readonly string[]
}

/** How forms name the version that they were made from. */
const VERSION_FIELDS: readonly string[] = ['steps', 'version', 'after', 'basedOn']
const SECRET_FIELDS: readonly string[] = ['token', 'password']

/** Typed into a field of a secret: goes to no page again. */
export const isSecret = ({ name }: Pick<Field, 'name'>): boolean => SECRET_FIELDS.includes(name)

/**
 * @param path as `SentForm`
 * @param version what stands now, as forms name it; absent: nothing can be put on top
 * @returns `null`: no form was sent
 */
export function sentForm(path: string, req: Request, res: Response, version?: number): SentForm | null {
  if (req.method !== 'POST') return null
  const upload = res.locals.upload as Upload | undefined
  const sent = fieldsOf(upload?.fields ?? req.body)
  const isVersion = ({ name }: Field) => VERSION_FIELDS.includes(name)
  return {
    path,
    fields: sent
      .filter(field => !isSecret(field))
      .map(field =>
        isVersion(field) && version !== undefined ? { ...field, value: String(version) } : field,
      ),
    mayRepeat: version !== undefined && sent.some(isVersion),
    hadFile: Boolean(upload?.file),
    secrets: sent.filter(field => isSecret(field) && field.value !== '').map(({ name }) => name),
  }
}

const fieldsOf = (body: unknown): Field[] =>
  Object.entries((body ?? {}) as Record<string, unknown>).flatMap(([name, value]) =>
    [value].flat().flatMap(each => (typeof each === 'string' ? [{ name, value: each }] : [])),
  )

/** Of what was removed: where another is made of what was typed, with which fields; `null`: what was typed is only shown. */
export function remadeOf(
  { path, fields }: SentForm,
  { type }: Facts,
): Pick<SentForm, 'path' | 'fields'> | null {
  const [, connection] = /^\/admin\/connections\/([^/]+)\/setup\//.exec(path) ?? []
  const typed = fields.filter(({ name }) => name !== 'id' && !VERSION_FIELDS.includes(name))
  if (connection && type) return { path: `/admin/connections/new/${type}/like/${connection}`, fields: typed }
  return path === '/reports/organisations' ? { path, fields: typed } : null
}

type Facts = Readonly<Record<string, string | number>>

/** Addresses that take forms, and the page on which the thing stands. */
const BEHIND: readonly [form: RegExp, page: string][] = [
  [/^\/matching\/courses$/, '/matching/courses'],
  [/^\/matching\/.+/, '/matching'],
  [/^(\/admin\/connections\/[^/]+)\/import$/, '$1/setup/preview'],
  [/^(\/admin\/connections\/[^/]+)\/(on|off)$/, '$1/setup'],
  [/^(\/admin\/courses\/[^/]+)\/.+/, '$1'],
  [/^(\/reports\/organisations)\/.+/, '$1'],
  [/^(\/admin\/runs\/[^/]+)\/.+/, '$1'],
  [/^\/admin\/people\/merges\/.+/, '/admin/people/merges'],
  [/^\/admin\/people\/.+/, '/admin/people'],
  [/^(\/acts\/[^/]+)\/.+/, '$1'],
  [/^(\/(routes|register)\/[^/]+)\/.+/, '$1'],
  [/^(.*\/(records|entries)\/[^/]+)\/.+/, '$1'],
]

/** Where the thing is seen as it stands now: for most forms the address that they were sent to. */
export function pageBehind(path: string): string {
  const [pathname = '/', query] = path.split('?')
  const [form, page] = BEHIND.find(([form]) => form.test(pathname)) ?? [/$/, '']
  return pathname.replace(form, page) + (query ? `?${query}` : '')
}

/** Lists of things that can be removed, the narrower first. */
const LISTS = ['/reports/organisations', '/admin/regulations', '/admin']

/** The list in which a thing stood that is not there any more. */
export const withoutRemoved = (path: string): string => LISTS.find(list => path.startsWith(list)) ?? '/'
