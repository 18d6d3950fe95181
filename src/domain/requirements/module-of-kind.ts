import type { RequirementRule } from '../regulations/regulation.ts'
import { isMastered } from '../rules/kind-cap.ts'
import type { Line } from '../rules/line.ts'
import type { Judge } from './requirement.ts'

function isAsked({ module, entry }: Line, { kinds = [], study }: RequirementRule): boolean {
  const isStudy = module?.study === true
  if (isStudy && study !== undefined) return study
  return kinds.includes(module?.kind ?? entry.kind)
}

/** Modules, not entries: a module done twice is one. */
function mastered(lines: readonly Line[], rule: RequirementRule): Line[] {
  const byModule = new Map<string, Line>()
  for (const line of lines) {
    if (isMastered(line) && isAsked(line, rule)) byModule.set(line.entry.module, line)
  }
  return [...byModule.values()]
}

/** Theory part and practice part (Тюмень пп. 3.2.1, 3.2.2): so many mastered modules of the kinds named, or of the study programme. */
export const moduleOfKind: Judge = ({ lines }, rule) => {
  const asks = rule.atLeast ?? 1
  const has = mastered(lines, rule).length
  return {
    met: has >= asks,
    asks: String(asks),
    has: String(has),
    facts: { kinds: (rule.kinds ?? []).join(',') },
  }
}

/**
 * Тюмень п. 3.2.2: an internship at an approved site. An event of the year's list is an approved one; a programme that names
 * its sites (`approvedSites`) asks for one of them.
 */
export const internship: Judge = ({ book, lines }, rule) => {
  const sites = book.programme.decisions?.approvedSites
  const asks = rule.atLeast ?? 1
  const all = mastered(lines, rule)
  const approved = all.filter(({ module }) => !sites || sites.includes(module?.provider ?? ''))
  const elsewhere = all.filter(line => !approved.includes(line)).map(line => line.module?.provider ?? '—')
  return {
    met: approved.length >= asks,
    asks: String(asks),
    has: String(approved.length),
    facts: {
      kinds: (rule.kinds ?? []).join(','),
      ...(elsewhere.length > 0 && { elsewhere: elsewhere.join(', ') }),
    },
  }
}
