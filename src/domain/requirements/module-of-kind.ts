import { isMastered } from '../rules/kind-cap.ts'
import type { Judge } from './requirement.ts'

/** Theory part, practice part, internship (Тюмень пп. 3.2.1, 3.2.2): at least one mastered module of the kinds named. */
export const moduleOfKind: Judge = ({ lines }, rule) => {
  const kinds = rule.kinds ?? []
  const has = lines.filter(
    line => isMastered(line) && kinds.includes(line.module?.kind ?? line.entry.kind),
  ).length
  return { met: has > 0, asks: '1', has: String(has), facts: { kinds: kinds.join(',') } }
}
