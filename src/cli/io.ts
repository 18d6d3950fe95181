/** What commands print: words for people on standard output, JSON with `--json`, faults on standard error. */

import { DATABASE_REMEDY, isDatabaseFault, remedyFor } from './remedies.ts'

/** A fault as every layer of ours throws it. */
interface CodedFault {
  code: string
  message: string
  remedy?: string | undefined
  issues?: readonly { path: string; message: string }[]
}

/** Faults shown of a file that has very many: the rest is counted. */
const FAULTS_SHOWN = 50

/** Titles come from files and other systems: what steers a terminal is shown and never obeyed. */
function withoutControls(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  return text.replace(/[\u0000-\u0008\u000b-\u001f\u007f-\u009f]/g, '�')
}

export function print(text = ''): void {
  process.stdout.write(`${withoutControls(text)}\n`)
}

/** For people, beside what a program reads. */
export function complain(text: string): void {
  process.stderr.write(`${withoutControls(text)}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

/** Of a finding. */
export const SIGNS = { ok: '✓', warning: '!', error: '×' } as const

/** Columns as wide as their widest cell. */
export function printTable(header: string[], rows: string[][]): void {
  const widths = header.map((name, i) => Math.max(name.length, ...rows.map(row => row[i]?.length ?? 0)))
  for (const row of [header, ...rows]) {
    print(
      row
        .map((cell, i) => cell.padEnd(widths[i] ?? 0))
        .join('  ')
        .trimEnd(),
    )
  }
}

/** Says what went wrong and what can be done, without a stack: faults that we expect have a code and words. */
export function printFault(error: unknown): void {
  complain(faultText(error))
}

/** A fault in words, of several lines; one that nobody expected with its stack. */
export function faultText(error: unknown): string {
  if (!(error instanceof Error)) return String(error)
  if (isDatabaseFault(error)) return `the database: ${error.message} [database]\n  ${DATABASE_REMEDY}`
  const fault = error as Partial<CodedFault>
  if (typeof fault.code !== 'string') return String(error.stack)
  const issues = (fault.issues ?? []).map(({ path, message }) => (path ? `${path}: ${message}` : message))
  const more = issues.length > FAULTS_SHOWN ? [`… and ${issues.length - FAULTS_SHOWN} more`] : []
  const remedy = fault.remedy ?? remedyFor({ code: fault.code, message: error.message })
  const lines = [...issues.slice(0, FAULTS_SHOWN), ...more, ...(remedy ? [remedy] : [])]
  return [`${error.message} [${fault.code}]`, ...lines.map(line => `  ${line}`)].join('\n')
}

/** Standard input to its end, for secrets that must not stand on the command line. */
export async function readStandardInput(): Promise<string> {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) text += chunk
  return text.trim()
}
