/** Reads the texts of consents from disk; the domain itself never does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the texts that come with Zachetka stand. */
const consentsDir = fileURLToPath(new URL('./consents/', import.meta.url))

/** Every `*.yaml` of a folder as name and text, for `parseConsentTexts`. */
export function readConsentFiles(dir: string = consentsDir): { name: string; text: string }[] {
  return readdirSync(dir)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({ name, text: readFileSync(join(dir, name), 'utf8') }))
}
