/** Deployments of registered LMSs, as `ISSUER|CLIENT_ID|DEPLOYMENT`. */
import { InvalidInputError } from '#domain/errors'
import type { Application } from '#src/application'
import { deploymentKey } from '#store/ports/people'

async function keysOf({ stores }: Application, isWanted: (each: { approved: boolean }) => boolean) {
  const platforms = await stores.platforms.all()
  return platforms.flatMap(({ issuer, clientId, deployments }) =>
    deployments.filter(isWanted).map(({ id }) => deploymentKey(issuer, clientId, id)),
  )
}

/** Those that may launch the tool. */
export const approvedDeployments = (application: Application): Promise<string[]> =>
  keysOf(application, ({ approved }) => approved)

/** @throws {InvalidInputError} naming each that is of no registered LMS: nobody would come by it */
export async function demandDeployments(
  application: Application,
  wanted: readonly string[] | undefined,
): Promise<void> {
  if (!wanted?.length) return
  const known = await keysOf(application, () => true)
  const issues = wanted
    .filter(key => !known.includes(key))
    .map(key => ({ path: 'deployments', message: `no registered LMS has ${key}: ${remedyOf(known)}` }))
  if (issues.length > 0) throw new InvalidInputError('the deployments do not hold', issues)
}

const remedyOf = (known: readonly string[]): string =>
  known.length > 0 ? `there are ${known.join(', ')}` : 'there is none yet: zachetka platform add'
