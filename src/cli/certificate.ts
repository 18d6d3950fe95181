import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import type { Command } from 'commander'
import type { VerificationView } from '#credits/contract'
import { withApplication } from './application.ts'
import { print, printJson } from './io.ts'

/** `zachetka certificate verify CODE|FILE`: what was issued, and whether it still holds. */
export function addCertificateCommands(program: Command): void {
  const certificate = program.command('certificate').description('issued documents')
  certificate
    .command('verify <codeOrFile>')
    .description('status of a document by its code, or whether a PDF is the one that was issued')
    .option('--json', 'as JSON')
    .action(verify)
}

async function verify(codeOrFile: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ credits }) => {
    const view = existsSync(codeOrFile)
      ? await credits.verifyPdf(createHash('sha256').update(readFileSync(codeOrFile)).digest('hex'))
      : await credits.verify(codeOrFile)
    if (options.json) printJson(view ? { found: true, ...view } : { found: false })
    else
      print(
        view
          ? wordsOf(view)
          : 'No such document. If the code is typed as on the paper, the paper may be forged.',
      )
    if (view?.status !== 'valid') process.exitCode = 1
  })
}

function wordsOf(view: VerificationView): string {
  const status = view.annulment
    ? `annulled on ${view.annulment.on}: ${view.annulment.reason}`
    : 'genuine and valid'
  return [
    status,
    `${view.documentTitle} № ${view.registrationNumber}, ${view.issuedOn}`,
    `${view.holder} · «${view.programmeTitle}» · ${view.hours}`,
    `${view.issuer.name}, ${view.issuer.city}`,
  ].join('\n')
}
