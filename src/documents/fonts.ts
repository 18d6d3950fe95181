/** PT Serif (OFL), embedded into every document: Cyrillic and Latin alike, no font of the machine is used. */
import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'

const require = createRequire(import.meta.url)

const read = (file: string): Buffer => readFileSync(require.resolve(`@expo-google-fonts/pt-serif/${file}`))

let loaded: { regular: Buffer; bold: Buffer } | undefined

/** The font files' bytes, read once a process. */
export function documentFonts(): { regular: Buffer; bold: Buffer } {
  loaded ??= { regular: read('400Regular/PTSerif_400Regular.ttf'), bold: read('700Bold/PTSerif_700Bold.ttf') }
  return loaded
}
