/** Certificates that a programme issues by itself, where somebody said so, as soon as nothing stands in the way. */
import { type Actor, systemActor } from '#domain/access/actor'
import type { IssuePolicy } from '#store/ports/issue'
import type { OutboxEvent } from '#store/ports/outbox'
import type { Enrolment } from '#store/ports/people'
import type { Issuing } from './contract.ts'
import type { IssuingDeps } from './deps.ts'

/**
 * What may open the way, and under which rule it does: whoever was ready before is left to a batch, so a consent opens
 * nothing where none is asked for.
 */
const OPENS: Readonly<Record<string, (policy: IssuePolicy, data: OutboxEvent['data']) => boolean>> = {
  'programme.eligible': () => true,
  'order.recorded': policy => policy.orderValidDays !== undefined,
  'consent.given': (policy, data) => policy.consentRequired === true && data.purpose === 'processing',
  'statement.annulled': () => true,
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
 * Issues when the last obstacle is gone, exactly once whoever hears the events and however often: the enrolment's claim decides.
 * In the record it is the system's, under the rule of whoever set it; that person's own certificate is left to somebody else.
 */
export function automaticIssue({ stores, issueCertificate }: IssuingDeps): Issuing['subscriber'] {
  return {
    name: 'issue',
    types: new Set(['programme.eligible', 'order.recorded', 'consent.given', 'statement.annulled'] as const),
    async handle({ type, stream, data }) {
      const enrolments = await concerned(stream, data)
      const policies = await stores.issue.policies(enrolments.map(each => each.programmeId))
      for (const enrolment of enrolments) {
        const policy = policies.get(enrolment.programmeId)
        if (policy?.mode !== 'automatic' || policy.setBy === enrolment.learnerId) continue
        if (OPENS[type]?.(policy, data)) await issueUnder(policy, enrolment)
      }
    },
  }

  /** A consent is the learner's, for all their books. */
  async function concerned(learnerId: string, { enrolmentId }: OutboxEvent['data']): Promise<Enrolment[]> {
    if (enrolmentId === undefined) return stores.enrolments.byLearner(learnerId)
    const enrolment = await stores.enrolments.byId(String(enrolmentId))
    return enrolment ? [enrolment] : []
  }

  async function issueUnder(policy: IssuePolicy, { id: enrolmentId }: Enrolment): Promise<void> {
    await issueCertificate(systemUnder(policy), { enrolmentId }).catch((error: unknown) => {
      if (!FINAL.has(String((error as { code?: unknown }).code))) throw error
    })
  }
}

/** The system has no right of its own to issue: it acts as an issuer under somebody's rule, and the record says whose. */
const systemUnder = ({ setByName }: IssuePolicy): Actor => ({
  ...systemActor,
  name: `${systemActor.name}, по правилу: ${setByName}`,
  roles: ['issuer'],
})
