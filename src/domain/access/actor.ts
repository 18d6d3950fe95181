/** Who does it: every use case names its actor, and the check of the right sits in the use case. */
export const ROLES = ['learner', 'curator', 'issuer', 'administrator', 'system'] as const
export type Role = (typeof ROLES)[number]

/**
 * A person in their present roles, or the system itself.
 * `scope` lists the LTI deployments whose programmes the roles reach; `all` is for the operator's own commands.
 */
export interface Actor {
  personId: string
  /** As it will stand in the history, e.g. «Ковалёва Анна Сергеевна». */
  name: string
  roles: readonly Role[]
  scope: 'all' | readonly string[]
  /** Only these programmes of the scope, as a token of the API may say; absent: all of them. */
  programmes?: readonly string[]
  /** The course (LTI context id) that they came from: an instructor is curator of what their course belongs to. */
  context?: string
}

export const systemActor: Actor = { personId: 'system', name: 'Зачётка', roles: ['system'], scope: 'all' }

/** Whoever runs commands on the machine itself. */
export const operator: Actor = {
  personId: 'operator',
  name: 'Оператор',
  roles: ['administrator', 'issuer', 'system'],
  scope: 'all',
}
