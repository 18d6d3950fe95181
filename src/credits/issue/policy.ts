/** How certificates of a programme are issued: by hand, unless somebody says otherwise for that programme. */
import { type Actor, systemActor } from '#domain/actor'
import { InvalidInputError } from '#domain/errors'
import type { IssuePolicy } from '#store/ports/issue'
import { actAs, reachableProgramme, reachableProgrammes } from '../access.ts'
import type { Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'

const LONGEST_DAYS = 3650

export function listPolicies({ stores }: IssuingDeps): Issuing['policies'] {
  return async actor => {
    const programmes = await reachableProgrammes(stores, actAs(actor, 'issuer', 'administrator'))
    const policies = await stores.issue.policies(programmes.map(programme => programme.id))
    return programmes.map(({ id, title }) => ({ programme: { id, title }, policy: policies.get(id) ?? null }))
  }
}

export function savePolicy(deps: IssuingDeps): Issuing['savePolicy'] {
  return async (actor, { programmeId, mode, orderValidDays, consentRequired }) => {
    const issuer = actAs(actor, 'issuer', 'administrator')
    await reachableProgramme(deps.stores, issuer, programmeId)
    const days = orderValidDays
    if (days !== undefined && !(Number.isInteger(days) && days >= 1 && days <= LONGEST_DAYS))
      throw new InvalidInputError('days of an order', [
        { path: 'orderValidDays', message: `1 to ${LONGEST_DAYS}` },
      ])
    const policy: IssuePolicy = {
      id: programmeId,
      mode,
      ...(days !== undefined && { orderValidDays: days }),
      ...(consentRequired && { consentRequired }),
      setBy: issuer.personId,
      setByName: issuer.name,
      setAt: deps.now().toISOString(),
    }
    await deps.stores.issue.savePolicy(policy)
    return policy
  }
}

/** Refusals that another try does not change: whatever changes them is another event. */
const FINAL = new Set([
  'not_eligible',
  'not_found',
  'own_certificate',
  'certificate_annulled',
  'order_expired',
  'consent_missing',
  'statement_issued',
])

/**
 * Issues when the gate is met, exactly once whoever hears the event and however often: the enrolment's claim decides. In the
 * record it is the system's, under the rule of whoever set it; that person's own certificate is left to somebody else.
 */
export function automaticIssue({ stores, issueCertificate }: IssuingDeps): Issuing['subscriber'] {
  return {
    name: 'issue',
    types: new Set(['programme.eligible'] as const),
    async handle({ data }) {
      const enrolment = await stores.enrolments.byId(String(data.enrolmentId))
      if (!enrolment) return
      const policy = (await stores.issue.policies([enrolment.programmeId])).get(enrolment.programmeId)
      if (policy?.mode !== 'automatic' || policy.setBy === enrolment.learnerId) return
      await issueCertificate(systemUnder(policy), { enrolmentId: enrolment.id }).catch((error: unknown) => {
        if (!FINAL.has(String((error as { code?: unknown }).code))) throw error
      })
    },
  }
}

/** The system has no right of its own to issue: it acts as an issuer under somebody's rule, and the record says whose. */
const systemUnder = ({ setByName }: IssuePolicy): Actor => ({
  ...systemActor,
  name: `${systemActor.name}, по правилу: ${setByName}`,
  roles: ['issuer'],
})
