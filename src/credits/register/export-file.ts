/**
 * The federal register's file. The run is recorded before its documents are marked; marks that a killed process did not set
 * are set by whoever exports next, before they choose.
 */
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/access/actor'
import { AppError, ConflictError, InvalidInputError } from '#domain/errors'
import { isCalendarDate } from '#domain/time/calendar'
import type { Certificate } from '#store/ports/certificates'
import type { FederalRun } from '#store/ports/federal'
import { actAs, reachableProgrammes } from '../access.ts'
import { sha256 } from '../sha256.ts'
import { lackingOf } from './check.ts'
import type { FederalRegister, Period, RegisterExport } from './contract.ts'
import type { FederalDeps } from './deps.ts'
import { documentsOf, type FederalRow, isExported, rowsOf } from './rows.ts'

/** More rows than one file of the register takes: choose a shorter period. */
export class TooManyRowsError extends AppError {
  readonly code = 'too_many_rows'
  readonly status = 422
}

const MOST_ROUNDS = 20

/**
 * Runs are numbered: whoever comes second to a number chooses anew, without what the first one holds, so that of two at once no
 * document stands in both files.
 *
 * @throws {InvalidInputError} for a period that is none @throws {TooManyRowsError}
 */
export function exportFile(deps: FederalDeps): FederalRegister['exportFile'] {
  return async (actor, asked) => {
    const acting = actAs(actor, 'issuer', 'administrator')
    checkPeriod(asked)
    for (let round = 0; round < MOST_ROUNDS; round++) {
      const exported = await tryExport(deps, acting, asked)
      if (exported) return exported
    }
    throw new ConflictError('others export at this moment; ask again')
  }
}

type Asked = Parameters<FederalRegister['exportFile']>[1]

/** Nobody sends a form twice with so many runs between. */
const LATEST = 50

const keyOf = ({ personId }: Actor, { key, from, to, again = false }: Asked): string | undefined =>
  key === undefined ? undefined : sha256(JSON.stringify([personId, key, from, to, again]))

const runOf = async (
  { stores }: FederalDeps,
  { personId }: Actor,
  key: string | undefined,
): Promise<FederalRun | undefined> =>
  key === undefined ? undefined : (await stores.federal.runs(LATEST, personId)).find(run => run.key === key)

/** The form came twice: without this the second file, which the browser keeps, would hold nothing. */
async function fileOf(deps: FederalDeps, actor: Actor, run: FederalRun): Promise<RegisterExport> {
  const held = new Set(run.certificateIds)
  const { rows, annulledSince } = await collect(deps, await rangeOf(deps, actor, run), ({ id }) =>
    held.has(id),
  )
  return { run, file: writeFile(deps, rows), rows: rows.length, leftOut: [], annulledSince }
}

async function rangeOf({ stores }: FederalDeps, actor: Actor, { from, to }: Period) {
  const programmes = await reachableProgrammes(stores, actor)
  return { from, to, programmeIds: programmes.map(each => each.id) }
}

/** @returns `null`: another run took the number meanwhile */
async function tryExport(deps: FederalDeps, actor: Actor, asked: Asked): Promise<RegisterExport | null> {
  const { federal } = deps.stores
  // before the marks are looked at: a run that comes after them takes this number
  const number = (await federal.countRuns()) + 1
  const { from, to, again = false } = asked
  const key = keyOf(actor, asked)
  const before = await runOf(deps, actor, key)
  if (before) return fileOf(deps, actor, before)
  for (const run of await federal.unmarkedRuns()) await mark(deps, run)
  const range = await rangeOf(deps, actor, { from, to })
  const { rows, annulledSince } = await collect(deps, range, each => isWanted(each, again))
  const good = rows.filter(row => row.findings.length === 0)
  const file = writeFile(deps, good)
  const leftOut = rows.filter(row => row.findings.length > 0).map(lackingOf)
  const built = buildRun(deps, actor, { number, from, to, file, rows: good, leftOut: leftOut.length })
  const run = { ...built, ...(key !== undefined && { key }) }
  if (!(await federal.addRun(run))) return null
  await mark(deps, run)
  return { run: { ...run, marked: true }, file, rows: good.length, leftOut, annulledSince }
}

function writeFile({ form, write }: FederalDeps, rows: readonly FederalRow[]): Uint8Array {
  if (rows.length > form.mostRows)
    throw new TooManyRowsError('more rows than one file takes', { rows: rows.length, most: form.mostRows })
  return write(
    form,
    rows.map(row => row.values),
  )
}

interface Written extends Period {
  number: number
  file: Uint8Array
  rows: readonly FederalRow[]
  leftOut: number
}

function buildRun(
  { now, form }: FederalDeps,
  actor: Actor,
  { number, from, to, file, rows, leftOut }: Written,
): FederalRun {
  return {
    ...{ id: `export-${number}`, at: now().toISOString(), by: actor.personId, byName: actor.name },
    ...{ form: form.id, from, to },
    certificateIds: rows.map(row => row.certificate.id),
    fileHash: createHash('sha256').update(file).digest('hex'),
    leftOut,
    marked: false,
  }
}

function checkPeriod({ from, to }: Period): void {
  if (isCalendarDate(from) && isCalendarDate(to) && from <= to) return
  throw new InvalidInputError('a period takes two dates in order', [{ path: 'from', message: 'YYYY-MM-DD' }])
}

async function mark({ stores }: FederalDeps, { id, at, certificateIds }: FederalRun): Promise<void> {
  await stores.certificates.noteExport(certificateIds, { runId: id, at })
  await stores.federal.setMarked(id)
}

/** Nor is a wrong document sent whose correction stands already, unless it had been sent before. */
function isWanted(certificate: Certificate, again: boolean): boolean {
  const { status, replacedBy } = certificate
  if (isExported(certificate)) return again && status !== 'annulled'
  return status !== 'annulled' && replacedBy?.kind !== 'correction'
}

/** Oldest first, as the register numbers them. */
async function collect(
  deps: FederalDeps,
  range: Parameters<typeof documentsOf>[1],
  isAsked: (certificate: Certificate) => boolean,
) {
  const rows: FederalRow[] = []
  const annulledSince: { certificateId: string; registrationNumber: string }[] = []
  for await (const page of documentsOf(deps, range)) {
    for (const { id, snapshot } of page.filter(each => each.status === 'annulled' && isExported(each)))
      annulledSince.push({ certificateId: id, registrationNumber: snapshot?.registrationNumber ?? '' })
    rows.push(...(await rowsOf(deps, page.filter(isAsked))))
  }
  return { rows: rows.reverse(), annulledSince }
}

export function listRuns({ stores }: FederalDeps): FederalRegister['runs'] {
  return async (actor, limit = 50) => {
    const acting = actAs(actor, 'issuer', 'administrator')
    return stores.federal.runs(limit, acting.scope === 'all' ? undefined : acting.personId)
  }
}
