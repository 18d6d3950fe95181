import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A data file: its name, its path, its text. */
export interface YamlFile {
  name: string
  file: string
  text: string
}

/** Every `*.yaml` of a folder, by name. */
export function readYamlFiles(dir: string): YamlFile[] {
  const names = readdirSync(dir).filter(name => name.endsWith('.yaml'))
  return names.sort().map(name => {
    const file = join(dir, name)
    return { name, file, text: readFileSync(file, 'utf8') }
  })
}
