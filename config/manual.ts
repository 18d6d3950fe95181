/** `docs/configuration.md`, made from the schema. */
import { writeFileSync } from 'node:fs'
import { pathToFileURL } from 'node:url'
import { variables } from './schema.ts'

/** The manual as Markdown. */
export function configurationManual(): string {
  const rows = Object.entries(variables).map(
    ([name, v]) =>
      `| \`${name}\` | ${v.about}${v.secret ? ' **Secret.**' : ''} | ${v.otherwise ?? v.fallback} | ${example(v.example)} |`,
  )
  return `# Configuration

Everything is set by variables of the environment; all faults are reported at once at start. An empty variable counts as
absent. This page is generated from \`config/schema.ts\` by \`npm run docs\`.

| variable | what it does | if absent | example |
| --- | --- | --- | --- |
${rows.join('\n')}

Secrets of source systems never stand in the configuration: \`zachetka connection add … --token-env NAME\` reads one
from the variable that you name (or from standard input) and keeps it encrypted with \`SECRET_KEY\`.
`
}

const example = (text: string): string => (text.includes('`') ? text : `\`${text}\``)

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  writeFileSync(new URL('../docs/configuration.md', import.meta.url), configurationManual())
}
