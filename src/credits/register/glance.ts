/** The linter over the newest lines of what the register shows: bounded, so that its page can ask at every reading. */
import type { FederalFinding } from '#domain/federal/lint'
import { actAs, reachableProgrammes } from '../access.ts'
import type { FederalRegister, RegisterGlance } from './contract.ts'
import type { FederalDeps } from './deps.ts'
import { isRow, rowsOf } from './rows.ts'

const MOST = 200

export function glanceAtRegister(deps: FederalDeps): FederalRegister['glance'] {
  return async (actor, q) => {
    const acting = actAs(actor, 'issuer', 'administrator', 'curator')
    const programmes = await reachableProgrammes(deps.stores, acting)
    const programmeIds = programmes.map(each => each.id)
    const { lines, next } = await deps.stores.certificates.register({ ...q, programmeIds, limit: MOST })
    const rows = await rowsOf(deps, lines.filter(isRow))
    const lacking = rows.filter(row => row.findings.length > 0)
    return {
      ...{ checked: rows.length, isAll: next === null, lacking: lacking.length },
      faults: tally(lacking.flatMap(row => row.findings)),
    }
  }
}

/** A finding of a row is one of its column: what is counted are rows. */
function tally(findings: readonly FederalFinding[]): RegisterGlance['faults'] {
  const counts = new Map<string, RegisterGlance['faults'][number]>()
  for (const { field, header, fault } of findings) {
    const isMissing = fault === 'missing'
    const key = `${field} ${isMissing}`
    const rows = (counts.get(key)?.rows ?? 0) + 1
    counts.set(key, { field, header, isMissing, rows })
  }
  return [...counts.values()].sort((a, b) => b.rows - a.rows)
}
