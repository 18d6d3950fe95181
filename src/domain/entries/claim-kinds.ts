/** Kinds that a proof on paper may name (виды для подтверждения на бумаге), as the regulation and the programme have them. Pure. */
import type { Hours } from '../hours.ts'
import { MODULE_KINDS, type ModuleKind } from '../kinds.ts'
import type { Regulation } from '../regulations/regulation.ts'
import { hoursOfKind } from './paper-claim.ts'

export interface ClaimKind {
  kind: ModuleKind
  /** What a claim of this kind is credited by itself; `null`: the tariff has none, they are typed. */
  hours: Hours | null
}

/** Kinds of the tariff first, in its order; then what else the text or the programme names. All, where neither names any. */
export function claimKinds(
  regulation: Regulation,
  { modules }: { modules: readonly { kind: ModuleKind }[] },
): ClaimKind[] {
  const tariff = regulation.tariff.map(({ kind }) => kind)
  const others = [
    ...(regulation.selfEducation?.kinds ?? []),
    ...regulation.requirements.flatMap(({ kinds = [] }) => kinds),
    ...modules.map(({ kind }) => kind),
  ]
  const named = new Set([...tariff, ...MODULE_KINDS.filter(kind => others.includes(kind))])
  const isOpen = tariff.length === 0 && !regulation.requirements.some(({ kinds = [] }) => kinds.length > 0)
  const kinds = isOpen ? MODULE_KINDS : [...named]
  return kinds.map(kind => ({ kind, hours: hoursOfKind(regulation, kind) ?? null }))
}
