import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'

/** A data file: its name, its path, its text. */
export interface YamlFile {
  name: string
  file: string
  text: string
}

/** Every `*.yaml` (`*.yml`) of a folder, by name. */
export function readYamlFiles(dir: string): YamlFile[] {
  const names = readdirSync(dir).filter(name => /\.ya?ml$/.test(name))
  return names.sort().map(name => {
    const file = join(dir, name)
    return { name, file, text: readFileSync(file, 'utf8') }
  })
}
