import { attribute } from './parts.ts'

/** `0` → `A`, `26` → `AA`. */
export function nameOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26))
  return index < 26 ? last : nameOf(Math.trunc(index / 26) - 1) + last
}

/** A sheet's name as a formula has it. */
export const quotedSheet = (name: string): string => `'${attribute(name.replaceAll("'", "''"))}'`

/** What Excel takes as the name of a sheet: at most 31 signs, none of `[]:*?/\`. */
export function sheetNameOf(text: string): string {
  const plain = text
    .replace(/[[\]:*?/\\']/g, ' ')
    .replace(/\s+/g, ' ')
    .trim()
  return plain.slice(0, 31).trim() || '1'
}
