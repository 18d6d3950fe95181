/** One line of the register with the documents before and after it. */
import { NotFoundError } from '#domain/errors'
import { actAs, reachableProgramme } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

/** A line is an issued document, a spoiled number, or a number whose document waits for its drawing. */
const LINES: readonly string[] = ['issued', 'spoiled', 'numbered', 'rendered']

export function readRegister({ stores }: CreditsDeps): Credits['readRegister'] {
  return async (actor, id) => {
    const acting = actAs(actor, 'issuer', 'administrator', 'curator', 'system')
    const certificate = await stores.certificates.byId(id)
    if (!certificate || !LINES.includes(certificate.state)) throw new NotFoundError('no such line')
    const programme = await reachableProgramme(stores, acting, certificate.programmeId)
    const family = await stores.certificates.ofEnrolments([certificate.enrolmentId])
    return {
      certificate,
      programme: { id: programme.id, title: programme.title },
      family: family.filter(each => each.id !== id),
    }
  }
}
