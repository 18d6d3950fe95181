/** What commands print: words for people on standard output, JSON with `--json`, faults on standard error. */

/** A fault as every layer of ours throws it. */
interface CodedFault {
  code: string
  message: string
  remedy?: string | undefined
  issues?: readonly { path: string; message: string }[]
}

export function print(text = ''): void {
  process.stdout.write(`${text}\n`)
}

export function printJson(value: unknown): void {
  print(JSON.stringify(value, null, 2))
}

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
  const fault = error as Partial<CodedFault>
  if (!(error instanceof Error) || typeof fault.code !== 'string') {
    process.stderr.write(`${error instanceof Error ? error.stack : String(error)}\n`)
    return
  }
  process.stderr.write(`${error.message} [${fault.code}]\n`)
  for (const issue of fault.issues ?? []) process.stderr.write(`  ${issue.path}: ${issue.message}\n`)
  if (fault.remedy) process.stderr.write(`  ${fault.remedy}\n`)
}

/** Standard input to its end, for secrets that must not stand on the command line. */
export async function readStandardInput(): Promise<string> {
  let text = ''
  process.stdin.setEncoding('utf8')
  for await (const chunk of process.stdin) text += chunk
  return text.trim()
}
