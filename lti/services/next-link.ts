/**
 * The address of the next page. Relative ones are resolved; query strings stay as they are, whatever they hold.
 *
 * @param header `Link` header, e.g. `<https://lms/members?from=50&role=x>; rel="next"`
 * @returns `undefined` after the last page
 * @see RFC 8288 §3; NRPS 2.0 §2.4.2; AGS 2.0 §3.2.4
 */
export function nextLink(header: string | readonly string[] | undefined, base: string): string | undefined {
  const text = typeof header === 'string' ? header : (header ?? []).join(', ')
  for (const [, target, parameters] of text.matchAll(
    /<([^>]*)>((?:\s*;\s*[\w*-]+\s*=\s*(?:"[^"]*"|[^\s;,"]+))*)/g,
  )) {
    const rel = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,"]+))/i.exec(parameters ?? '')
    const relations = (rel?.[1] ?? rel?.[2] ?? '').toLowerCase().split(/\s+/)
    if (target !== undefined && relations.includes('next') && URL.canParse(target, base))
      return new URL(target, base).href
  }
  return undefined
}
