/** How certificates of a programme are issued: by hand, unless somebody says otherwise for that programme. */
import { InvalidInputError } from '#domain/errors'
import type { IssuePolicy } from '#store/ports/issue'
import { actAs, reachableProgramme, reachableProgrammes } from '../access.ts'
import { saveOver } from '../save-over.ts'
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
  return async (actor, { programmeId, mode, orderValidDays, consentRequired, seen }) => {
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
    const { issue } = deps.stores
    const saving = {
      read: async () => (await issue.policies([programmeId])).get(programmeId) ?? null,
      replace: issue.replacePolicy,
      said: ({ mode, orderValidDays, consentRequired }: IssuePolicy) => ({
        ...{ mode, days: orderValidDays, consent: consentRequired ? 'yes' : 'no' },
      }),
    }
    return saveOver(saving, policy, { actor: issuer, at: policy.setAt, seen })
  }
}
