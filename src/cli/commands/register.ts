import type { Command } from 'commander'
import { readFederalForm } from '#config/frdo'
import type { FederalRegister, Lacking, Period, RegisterExport } from '#credits/register/contract'
import { createFederalRegister } from '#credits/register/federal-register'
import { writeFederalRegister } from '#documents/federal-register-xlsx'
import { operator } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import { parseFederalForm } from '#domain/federal/form'
import { findingText } from '#domain/federal/words'
import { withApplication } from '../application.ts'
import { readTextFile } from '../input-file.ts'
import { print, printJson } from '../io.ts'
import { intoNewFile } from '../output-file.ts'

interface Shared {
  form?: string
  json?: boolean
}

/** `zachetka register export|check`: the federal register's file (ФИС ФРДО) and its linter. */
export function addRegisterCommands(program: Command): void {
  const register = program.command('register').description('the federal register (ФИС ФРДО)')
  register
    .command('export')
    .description('writes the documents of a period that were not exported yet')
    .requiredOption('--from <date>', 'first day of issue, YYYY-MM-DD')
    .requiredOption('--to <date>', 'last day of issue, YYYY-MM-DD')
    .requiredOption('--out <file.xlsx>', 'the file to write; it must not exist')
    .option('--again', 'also what an earlier run held')
    .option('--form <file.yaml>', 'data file of the form; default: the one that comes along')
    .option('--json', 'as JSON')
    .action(exportTo)
  register
    .command('check')
    .description('says whose data lacks what, for documents and for learners on the way to one')
    .option('--from <date>', 'first day of issue, YYYY-MM-DD')
    .option('--to <date>', 'last day of issue, YYYY-MM-DD')
    .option('--form <file.yaml>', 'data file of the form; default: the one that comes along')
    .option('--json', 'as JSON')
    .action(check)
}

async function exportTo(options: Shared & Period & { out: string; again?: boolean }): Promise<void> {
  const { out, from, to, again = false } = options
  await withRegister(options, async register => {
    const exported = await intoNewFile(out, async write => {
      const made = await register.exportFile(operator, { from, to, again })
      write(made.file)
      return made
    })
    if (options.json) printJson(exportedJson(out, exported))
    else printExported(out, exported)
  })
}

const exportedJson = (out: string, { run, rows, leftOut, annulledSince }: RegisterExport) => ({
  ...{ run: run.id, file: out, sha256: run.fileHash, rows },
  ...{ leftOut: leftOut.map(jsonOf), annulledSince },
})

function printExported(out: string, { run, rows, leftOut, annulledSince }: RegisterExport): void {
  print(`${out}: ${rows} rows, SHA-256 ${run.fileHash}`)
  if (leftOut.length > 0) print(`Left out: ${leftOut.length}`)
  printLacking(leftOut)
  for (const { registrationNumber } of annulledSince)
    print(`Annulled after an earlier export, tell the register: ${registrationNumber}`)
}

async function check(options: Shared & Partial<Period>): Promise<void> {
  const { from, to } = options
  await withRegister(options, async register => {
    const found = await register.check(operator, definedOnly({ from, to }))
    const lacking = [...found.documents.lacking, ...found.learners.lacking]
    if (lacking.length > 0) process.exitCode = 1
    if (options.json) {
      const { incompleteLists, documents, learners } = found
      const part = ({ checked, lacking }: typeof documents) => ({ checked, lacking: lacking.map(jsonOf) })
      return printJson({ incompleteLists, documents: part(documents), learners: part(learners) })
    }
    print(`Documents: ${found.documents.checked}, learners on the way: ${found.learners.checked}`)
    printLacking(lacking)
    if (lacking.length === 0) print('Nothing is missing.')
    for (const { list, known, expected } of found.incompleteLists)
      print(
        `The list ${list} holds ${known} of ${expected} values: add the others to the form's file (docs/frdo.md)`,
      )
  })
}

async function withRegister(
  { form }: Shared,
  use: (register: FederalRegister) => Promise<void>,
): Promise<void> {
  const parsed = parseFederalForm(form === undefined ? readFederalForm() : readTextFile(form))
  await withApplication(({ stores }) =>
    use(
      createFederalRegister({
        stores,
        form: parsed,
        write: writeFederalRegister,
        now: () => new Date(),
      }),
    ),
  )
}

function printLacking(lacking: readonly Lacking[]): void {
  for (const { name, registrationNumber, findings } of lacking) {
    print(registrationNumber ? `${registrationNumber} ${name}` : name)
    for (const finding of findings) print(`  ${findingText(finding, 'ru')}`)
  }
}

function jsonOf({ findings, ...rest }: Lacking) {
  return { ...rest, findings: findings.map(each => ({ ...each, text: findingText(each, 'ru') })) }
}
