/** Use cases on printed forms: rights are those of the book or route that is printed. */
import { createHash } from 'node:crypto'
import type { Actor } from '#domain/access/actor'
import { NotFoundError } from '#domain/errors'
import { localDate } from '#domain/time/local-date'
import type { StoredProgramme } from '#store/ports/people'
import { reachableProgrammes } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'
import type { Records } from '../records/contract.ts'
import type { Routes } from '../routes/contract.ts'
import { buildBlankForm, formsOf } from './blank-form.ts'
import { buildBookForm } from './book-form.ts'
import type { Forms } from './contract.ts'
import { buildInterviewForm } from './interview-form.ts'
import { buildRouteForm } from './route-form.ts'
import { formWords } from './words.ts'

export interface FormsDeps extends Pick<CreditsDeps, 'stores' | 'regulations' | 'now' | 'timeZone'> {
  readBooks: Credits['readBooks']
  readRoute: Routes['read']
  readRecords: Records['list']
}

export function createForms(deps: FormsDeps): Forms {
  const { stores, regulations, timeZone } = deps
  const today = () => localDate(deps.now(), timeZone)

  /** Own programmes, and those that the actor's roles reach. */
  async function programmesOf(actor: Actor): Promise<StoredProgramme[]> {
    const enrolments = await stores.enrolments.byLearner(actor.personId)
    const own = await stores.programmes.byIds(enrolments.map(enrolment => enrolment.programmeId))
    const reached = await reachableProgrammes(stores, actor)
    return [...new Map([...own.values(), ...reached].map(each => [each.id, each])).values()]
  }

  return {
    async book(actor, q) {
      const { book } = await deps.readBooks(actor, q)
      if (!book) throw new NotFoundError('no such book')
      const regulation = regulations.inForce(book.regulation.id, book.enrolment.enrolledOn)
      return buildBookForm(book, regulation, { timeZone, hash })
    },
    async route(actor, { routeId, revision }) {
      const route = await deps.readRoute(actor, routeId, revision)
      const regulation = regulations.inForce(route.regulation.id, route.term.from)
      return buildRouteForm(route, regulation, { today: today(), timeZone })
    },
    async interview(actor, book) {
      const records = await deps.readRecords(actor, book)
      const form = buildInterviewForm(records, { today: today(), timeZone })
      if (!form) throw new NotFoundError('the regulation has no interview')
      return form
    },
    async choices(actor) {
      const programmes = await programmesOf(actor)
      return programmes.flatMap(({ id, title, regulation: of }) => {
        const regulation = regulations.inForce(of, today())
        const forms = formsOf(regulation)
        const named = { id: regulation.id, title: regulation.shortTitle ?? regulation.title }
        return forms.length > 0 ? [{ programme: { id, title }, regulation: named, forms }] : []
      })
    },
    async blank(actor, { programmeId, formId }) {
      const programme = (await programmesOf(actor)).find(each => each.id === programmeId)
      if (!programme) throw new NotFoundError('no such programme')
      const regulation = regulations.inForce(programme.regulation, today())
      const head = [formWords.programme(programme.title), regulation.title.ru]
      const form = buildBlankForm(regulation, formId, { head, today: today() })
      if (!form) throw new NotFoundError('the regulation has no such form')
      return form
    },
  }
}

const hash = (text: string): string => createHash('sha256').update(text).digest('hex')
