/** The forms of a page, as a person without scripts meets them. */

export interface PageForm {
  action: string
  isMultipart: boolean
  fields: PageField[]
}

export interface PageField {
  name: string
  /** `text`: whatever is typed. */
  kind: 'text' | 'hidden' | 'tick' | 'choice' | 'file' | 'button'
  value: string
  /** As the form stands, it is sent. */
  isSent: boolean
}

const ENTITIES: Readonly<Record<string, string>> = { amp: '&', quot: '"', lt: '<', gt: '>', '#39': "'" }
const withoutEntities = (text: string): string =>
  text.replace(/&(amp|quot|lt|gt|#39);/g, (_, name: string) => ENTITIES[name] ?? '')

const attribute = (tag: string, name: string): string | undefined => {
  const found = new RegExp(`\\s${name}="([^"]*)"`).exec(tag)?.[1]
  return found === undefined ? undefined : withoutEntities(found)
}

const KINDS: Readonly<Record<string, PageField['kind']>> = {
  hidden: 'hidden',
  checkbox: 'tick',
  radio: 'tick',
  file: 'file',
  submit: 'button',
}

/** Those that are posted. */
export function postedForms(html: string): PageForm[] {
  return [...html.matchAll(/<form[^>]*\smethod="post"[^>]*>[\s\S]*?<\/form>/g)].map(([form]) => {
    const [opening = ''] = /^<form[^>]*>/.exec(form) ?? []
    return {
      action: attribute(opening, 'action') ?? '',
      isMultipart: opening.includes('multipart/form-data'),
      fields: fieldsIn(form),
    }
  })
}

function fieldsIn(form: string): PageField[] {
  const tags = form.matchAll(
    /<(input|button)(\s[^>]*)>|<textarea(\s[^>]*)>([\s\S]*?)<\/textarea>|<select(\s[^>]*)>([\s\S]*?)<\/select>/g,
  )
  return [...tags].flatMap(([, tag, ofTag = '', ofArea, text = '', ofSelect, options = '']) => {
    const name = attribute(ofArea ?? ofSelect ?? ofTag, 'name')
    if (name === undefined) return []
    if (ofArea) return [{ name, kind: 'text', value: withoutEntities(text), isSent: true }]
    if (ofSelect) return [{ name, kind: 'choice', value: chosenIn(options), isSent: true }]
    const kind = tag === 'button' ? 'button' : (KINDS[attribute(ofTag, 'type') ?? ''] ?? 'text')
    const isSent = kind === 'tick' ? /\schecked/.test(ofTag) : kind !== 'file' && kind !== 'button'
    return [{ name, kind, value: attribute(ofTag, 'value') ?? '', isSent } satisfies PageField]
  })
}

function chosenIn(options: string): string {
  const all = options.match(/<option[^>]*>/g) ?? []
  return attribute(all.find(option => /\sselected/.test(option)) ?? all[0] ?? '', 'value') ?? ''
}

/** What the form sends, its texts replaced. `typed`: by the name of the field. */
export function sentBy({ fields }: PageForm, typed: (name: string) => string): [string, string][] {
  return fields
    .filter(({ isSent }) => isSent)
    .map(({ name, kind, value }) => [name, kind === 'text' ? typed(name) : value])
}
