/** Reads the regulation files from disk; the domain itself never does. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the regulations that come with Zachetka stand. */
const regulationsDir = fileURLToPath(new URL('./regulations/', import.meta.url))

/** A file's absolute path and its text, for `parseRegulation`. */
export interface RegulationFile {
  file: string
  text: string
}

/** Every `*.yaml` of a folder, by name; the folder's own files by default. */
export function readRegulationFiles(dir: string = regulationsDir): RegulationFile[] {
  return readdirSync(dir)
    .filter(name => name.endsWith('.yaml'))
    .sort()
    .map(name => ({ file: join(dir, name), text: readFileSync(join(dir, name), 'utf8') }))
}
