/** One way from a result to its words: the same text for learner, curator, report and API. */
import type { CountedEntry, Requirement } from '../books/progress.ts'
import type { Remark } from '../entries/remarks.ts'
import type { Catalogue } from './catalogue.ts'
import { en } from './en.ts'
import type { Lang } from './lang.ts'
import { nestQuotes } from './quotes.ts'
import { ru } from './ru.ts'

export const catalogues: Readonly<Record<Lang, Catalogue>> = { ru, en }

/** Why not all of an entry counted: what happened and by which rule, and what a person can do. */
export function reasonText(
  entry: Pick<CountedEntry, 'reason' | 'facts' | 'clause'>,
  lang: Lang,
): { text: string; remedy: string } | undefined {
  if (!entry.reason) return undefined
  const { text, remedy } = catalogues[lang].reasons[entry.reason]
  const facts = entry.facts ?? {}
  return { text: nestQuotes(text(facts, entry.clause)), remedy: nestQuotes(remedy(facts)) }
}

/** What is met, or what is missing; a remedy only where something is. */
export function requirementText(requirement: Requirement, lang: Lang): { text: string; remedy?: string } {
  const words = catalogues[lang].requirements[requirement.id]
  if (requirement.met) return { text: nestQuotes(words.met(requirement)) }
  return { text: nestQuotes(words.unmet(requirement)), remedy: words.remedy(requirement) }
}

export function remarkText(remark: Remark, lang: Lang): string {
  return nestQuotes(catalogues[lang].remarks[remark.id](remark.facts))
}
