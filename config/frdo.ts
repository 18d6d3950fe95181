/** Reads the data file of the federal register's form from disk; the domain itself never does. */
import { readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

const federalFormFile = fileURLToPath(new URL('./frdo/dpo.yaml', import.meta.url))

/** The text of the form that comes along, or of the institution's own file, for `parseFederalForm`. */
export function readFederalForm(file: string = federalFormFile): string {
  return readFileSync(file, 'utf8')
}
