/** Reads just enough HTML to walk through forms that send themselves. */

export interface Form {
  action: string
  method: 'get' | 'post'
  fields: Record<string, string>
  /** The page's own script, or a `data-autosubmit`, sends it without a click. */
  automatic: boolean
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
}

/** Text of an attribute, entities resolved. */
function decodeEntities(text: string): string {
  return text.replace(/&(#x?[0-9a-f]+|[a-z]+);/gi, (whole, name: string) => {
    if (!name.startsWith('#')) return ENTITIES[name.toLowerCase()] ?? whole
    const hex = name[1]?.toLowerCase() === 'x'
    return String.fromCodePoint(Number.parseInt(name.slice(hex ? 2 : 1), hex ? 16 : 10))
  })
}

/** Attributes of a tag, names in lower case; one without a value is an empty string. */
function attributesOf(tag: string): Record<string, string> {
  const found: Record<string, string> = {}
  const inner = tag.replace(/^<\s*[\w-]+/, '').replace(/\/?>$/, '')
  for (const [, name = '', double, single, bare] of inner.matchAll(
    /([^\s"'=<>/]+)(?:\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s"'>]+)))?/g,
  )) {
    found[name.toLowerCase()] ??= decodeEntities(double ?? single ?? bare ?? '')
  }
  return found
}

/** The forms of a page in order; `base` resolves their actions. */
export function formsOf(page: string, base: string): Form[] {
  const html = withoutNoscript(page)
  return [...html.matchAll(/<form\b[^>]*>([\s\S]*?)<\/form>/gi)].map(match => {
    const whole = match[0]
    const attributes = attributesOf(/^<form\b(?:"[^"]*"|'[^']*'|[^>])*>/i.exec(whole)?.[0] ?? '')
    const name = attributes.name || attributes.id || ''
    const script = new RegExp(
      `(${escapeRegExp(name)}|forms\\[\\d\\]|getElementById\\([^)]*\\)|querySelector\\([^)]*\\))\\.(?:request)?submit\\(`,
      'i',
    )
    return {
      action: new URL(attributes.action || base, base).href,
      method: attributes.method?.toLowerCase() === 'post' ? 'post' : 'get',
      fields: fieldsOf(whole),
      automatic: 'data-autosubmit' in attributes || script.test(html),
    }
  })
}

const escapeRegExp = (text: string): string =>
  text === '' ? '(?!)' : text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')

/** What the form would send: text inputs, chosen boxes, areas and selects; submit buttons are left out. */
function fieldsOf(form: string): Record<string, string> {
  const fields: Record<string, string> = {}
  for (const [tag] of form.matchAll(/<input\b(?:"[^"]*"|'[^']*'|[^>])*>/gi)) {
    const input = attributesOf(tag)
    const kind = input.type?.toLowerCase() ?? 'text'
    const chosen = !['checkbox', 'radio'].includes(kind) || 'checked' in input
    if (input.name && chosen && !['submit', 'button', 'image', 'reset', 'file'].includes(kind)) {
      fields[input.name] = input.value ?? (kind === 'checkbox' ? 'on' : '')
    }
  }
  for (const [, attributes = '', content = ''] of form.matchAll(
    /<textarea\b([^>]*)>([\s\S]*?)<\/textarea>/gi,
  )) {
    const name = attributesOf(`<textarea ${attributes}>`).name
    if (name) fields[name] = decodeEntities(content)
  }
  for (const [, attributes = '', content = ''] of form.matchAll(/<select\b([^>]*)>([\s\S]*?)<\/select>/gi)) {
    const name = attributesOf(`<select ${attributes}>`).name
    const options = [...content.matchAll(/<option\b[^>]*>/gi)].map(([tag]) => attributesOf(tag))
    const option = options.find(one => 'selected' in one) ?? options[0]
    if (name && option) fields[name] = option.value ?? ''
  }
  return fields
}

/** A script would run, so what stands for the case without one does not count. */
const withoutNoscript = (html: string): string => html.replace(/<noscript\b[\s\S]*?<\/noscript>/gi, '')

/** A page that goes on only after this many seconds is one to stay on. */
const LONGEST_REFRESH = 5

/** Where `<meta http-equiv=refresh>` leads soon; `null`: nowhere. */
export function refreshOf(html: string, base: string): string | null {
  for (const [tag] of withoutNoscript(html).matchAll(/<meta\b(?:"[^"]*"|'[^']*'|[^>])*>/gi)) {
    const meta = attributesOf(tag)
    if (meta['http-equiv']?.toLowerCase() !== 'refresh') continue
    const [, seconds, target] =
      /^\s*([\d.]+)\s*[;,]\s*url\s*=\s*['"]?([^'"]+)/i.exec(meta.content ?? '') ?? []
    if (target && Number(seconds) <= LONGEST_REFRESH) return new URL(target, base).href
  }
  return null
}
