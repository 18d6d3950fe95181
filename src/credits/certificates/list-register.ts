/** Книга регистрации: what was issued to whom, and what became of it. */
import { actAs, reachableProgrammes } from '../access.ts'
import type { Credits } from '../contract.ts'
import type { CreditsDeps } from '../deps.ts'

const LIMIT = 50
const MOST = 500

export function listRegister({ stores }: CreditsDeps): Credits['listRegister'] {
  return async (actor, { limit, ...q }) => {
    const acting = actAs(actor, 'issuer', 'administrator', 'curator', 'system')
    const programmes = await reachableProgrammes(stores, acting)
    const titles = new Map(programmes.map(({ id, title }) => [id, title]))
    const most = Math.min(Math.max(1, limit ?? LIMIT), MOST)
    const page = await stores.certificates.register({ ...q, programmeIds: [...titles.keys()], limit: most })
    const lines = page.lines.map(certificate => ({
      certificate,
      programme: { id: certificate.programmeId, title: titles.get(certificate.programmeId) ?? '' },
    }))
    return { lines, next: page.next }
  }
}
