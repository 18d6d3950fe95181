/** `KEY=VALUE`; a value that reads as JSON is taken as such, e.g. `courses=["all"]`, `pageSize=50`; without `=`: `true`. */
export function settingsOf(pairs: readonly string[]): Record<string, unknown> {
  return Object.fromEntries(
    pairs.map(pair => {
      const at = pair.indexOf('=')
      return [at < 0 ? pair : pair.slice(0, at), at < 0 ? true : parsedValue(pair.slice(at + 1))]
    }),
  )
}

function parsedValue(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return text
  }
}
