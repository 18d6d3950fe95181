/** Where an unmet requirement is worked on, in one's own book. */
import type { RequirementId } from '#domain/kinds'
import type { View } from '../../view.ts'
import { modulesPath } from '../route/modules-path.ts'
import { type BookAddress, bookLink } from './book-link.ts'

export type NeedLinks = Partial<Record<RequirementId, { href: string; text: string }>>

export function needLinks({ base, t }: View, programme: string): NeedLinks {
  return {
    'total-hours': { href: base + modulesPath({ programme, free: true }), text: t.book.chooseModule },
    'invariant-share': {
      href: base + modulesPath({ programme, part: 'variative', free: true }),
      text: t.book.chooseModule,
    },
    'route-approved': { href: `${base}/route`, text: t.book.toRoute },
  }
}

/** Where whoever may write into the book of a learner settles what is theirs to settle. */
export const writerLinks = (view: View, address: BookAddress): NeedLinks => ({
  'enrolment-documents': {
    href: `${bookLink(view, address, '/records')}#pack`,
    text: view.t.records.packSave,
  },
})

/** To a mandatory module that lacks, among those of the programme. */
export const moduleLink =
  ({ base }: View, programme: string) =>
  (moduleId: string): string =>
    `${base}${modulesPath({ programme, part: 'invariant' })}#module-${moduleId}`
