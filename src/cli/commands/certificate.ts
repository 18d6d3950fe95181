import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import type { Command } from 'commander'
import type { VerificationView } from '#credits/contract'
import { type PublicKey, verifyCredential } from '#documents/credentials/jwt'
import { isRevoked } from '#documents/credentials/status-bits'
import { type CredentialPayload, partsOf } from '#domain/certificates/certificate-credential'
import { InvalidInputError } from '#domain/errors'
import { withApplication } from '../application.ts'
import { readBytes, readTextFile } from '../input-file.ts'
import { print, printJson } from '../io.ts'

interface Options {
  json?: boolean
  keys?: string
  status?: string
}

/** `zachetka certificate verify CODE|FILE`: what was issued, and whether it still holds. */
export function addCertificateCommands(program: Command): void {
  const certificate = program.command('certificate').description('issued documents')
  certificate
    .command('verify <codeOrFile>')
    .description(
      'status of a document by its code, whether a PDF is the one that was issued, or a signed credential',
    )
    .option('--keys <file>', 'the issuer’s keys (JWK set): a signed credential is checked offline')
    .option('--status <file>', 'the status list that the credential names, with --keys')
    .option('--json', 'as JSON')
    .action(verify)
}

async function verify(codeOrFile: string, options: Options): Promise<void> {
  const file = isFile(codeOrFile) ? readBytes(codeOrFile) : null
  if (options.status !== undefined && options.keys === undefined)
    throw new InvalidInputError('--status takes --keys beside it: both are of an offline check')
  if (options.keys) return verifyOffline(file, { ...options, keys: options.keys })
  await withApplication(async ({ credits, credentials }) => {
    if (file?.subarray(0, 3).toString() === 'eyJ') {
      printJudged(await credentials.verify(file.toString('utf8')), options)
      return
    }
    const view = file
      ? await credits.verifyPdf(createHash('sha256').update(file).digest('hex'))
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

/** A code holds neither dots nor slashes: with one it names a file, also one that is not there. */
const isFile = (codeOrFile: string): boolean => /[./\\]/.test(codeOrFile) || existsSync(codeOrFile)

/** `revoked: null`: nobody was asked. */
interface Judged {
  credential: CredentialPayload
  revoked: boolean | null
}

/** No store, no network: the keys and the status list are files. @throws {CredentialError} */
function verifyOffline(file: Buffer | null, options: Options & { keys: string }): void {
  if (!file) throw new InvalidInputError('--keys takes a file with a signed credential')
  const keys = readKeys(options.keys)
  const now = new Date()
  const credential = verifyCredential(file.toString('utf8'), keys, now)
  const parts = partsOf(credential).map(part => verifyCredential(part, keys, now))
  const list = options.status === undefined ? null : verifyCredential(readTextFile(options.status), keys, now)
  if (list && ![credential, ...parts].some(each => statusOfList(each, list.id)))
    throw new InvalidInputError('the credential names another list')
  const judged = (each: CredentialPayload): Judged => ({ credential: each, revoked: revokedBy(each, list) })
  printJudged({ ...judged(credential), parts: parts.map(judged) }, options)
}

/** Exit code 1 as soon as something in it holds no more. */
function printJudged(judged: Judged & { parts: Judged[] }, { json }: Options): void {
  const { parts, ...whole } = judged
  if ([whole, ...parts].some(each => each.revoked)) process.exitCode = 1
  if (json) printJson({ genuine: true, ...whole, ...(parts.length > 0 && { parts }) })
  else printWords(judged)
}

function printWords({ credential, revoked, parts }: Judged & { parts: Judged[] }): void {
  const but = parts.some(part => part.revoked) ? ', but not all of it holds' : ''
  print(revoked ? 'genuine but revoked' : `genuine${but}`)
  print(lineOf(credential))
  print(`${credential.issuer.name}, ${credential.validFrom}`)
  for (const part of parts) print(`- ${lineOf(part.credential)}${part.revoked ? ': revoked' : ''}`)
  if ([{ revoked }, ...parts].some(each => each.revoked === null))
    print('Whether it still holds says the status list (--status FILE) it names.')
}

function lineOf({
  name = '',
  credentialSubject: { creditsEarned = '', licenseNumber = '' },
}: CredentialPayload) {
  return `${name} · ${creditsEarned} · ${licenseNumber}`
}

/** @throws {InvalidInputError} if the file is neither a JWK nor a set of them */
function readKeys(path: string): PublicKey[] {
  const text = readTextFile(path)
  try {
    const parsed = JSON.parse(text) as { keys?: PublicKey[] } & PublicKey
    const keys = parsed.keys ?? [parsed]
    if (Array.isArray(keys) && keys.every(key => typeof key.kid === 'string')) return keys
  } catch {
    // said below
  }
  throw new InvalidInputError(`${path} is no JWK set`)
}

/** Where a credential stands in this list; `null`: it names another one, or none. */
function statusOfList({ credentialStatus }: CredentialPayload, listId: string): { index: number } | null {
  const status = credentialStatus as { statusListCredential?: string; statusListIndex?: string } | undefined
  return status?.statusListCredential === listId ? { index: Number(status.statusListIndex) } : null
}

/** A book names no list: its parts do. */
function revokedBy(credential: CredentialPayload, list: CredentialPayload | null): boolean | null {
  if (credential.credentialStatus === undefined) return false
  const status = list && statusOfList(credential, list.id)
  return list && status ? isRevoked(list.credentialSubject.encodedList, status.index) : null
}

function wordsOf(view: VerificationView): string {
  return [
    statusOf(view),
    `${view.documentTitle} № ${view.registrationNumber}, ${view.issuedOn}`,
    `${view.holder} · «${view.programmeTitle}» · ${view.hours}`,
    `${view.issuer.name}, ${view.issuer.city}`,
  ].join('\n')
}

function statusOf({ annulment, replacedBy }: VerificationView): string {
  const instead = replacedBy && `${replacedBy.kind} № ${replacedBy.registrationNumber} of ${replacedBy.on}`
  if (annulment)
    return `annulled on ${annulment.on}: ${annulment.reason}${instead ? `; in its place: ${instead}` : ''}`
  return instead ? `genuine, replaced by the ${instead}` : 'genuine and valid'
}
