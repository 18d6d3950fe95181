/** A value of a form, nested as PHP nests it. `undefined` is left out, booleans become `1` and `0`. */
export type FormValue =
  | string
  | number
  | boolean
  | undefined
  | readonly FormValue[]
  | { readonly [key: string]: FormValue }

/**
 * `application/x-www-form-urlencoded` with PHP's brackets: `{ options: [{ name: 'limitfrom' }] }` →
 * `options[0][name]=limitfrom`. PHP reads a form only; a JSON body would be ignored.
 */
export function encodeForm(fields: { readonly [key: string]: FormValue }): string {
  const pairs: [string, string][] = []
  for (const [key, value] of Object.entries(fields)) flatten(key, value, pairs)
  return new URLSearchParams(pairs).toString()
}

function flatten(key: string, value: FormValue, into: [string, string][]): void {
  if (value === undefined) return
  if (typeof value === 'object') {
    for (const [part, inner] of Object.entries(value)) flatten(`${key}[${part}]`, inner, into)
    return
  }
  into.push([key, typeof value === 'boolean' ? String(Number(value)) : String(value)])
}
