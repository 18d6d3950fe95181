/** Replaces every secret in a text, plain or percent-encoded; secrets shorter than four characters are not looked for. */
export type Redact = (text: string) => string

export function createRedactor(secrets: readonly string[]): Redact {
  const needles = secrets
    .filter(secret => secret.length >= 4)
    .flatMap(secret => [...new Set([secret, encodeURIComponent(secret)])])
  return text => needles.reduce((left, needle) => left.replaceAll(needle, '***'), text)
}

/** The same for every string inside a plain value, e.g. a raw row kept with a fault. */
export function redactDeep(value: unknown, redact: Redact): unknown {
  if (typeof value === 'string') return redact(value)
  if (Array.isArray(value)) return value.map(inner => redactDeep(inner, redact))
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [redact(key), redactDeep(inner, redact)]),
  )
}
