import { LtiError } from '../../errors/lti-error.ts'
import { CLAIM } from '../claims.ts'
import { type Check, known } from '../draft.ts'

/** The token names no deployment. */
export class DeploymentMissingError extends LtiError {
  readonly code = 'lti_deployment_missing'
  readonly status = 400
}

/** The deployment id is longer than 255 characters or no string. */
export class DeploymentInvalidError extends LtiError {
  readonly code = 'lti_deployment_invalid'
  readonly status = 400
}

/** The platform is registered, this deployment is not approved; it is noted for the administrator. */
export class DeploymentUnknownError extends LtiError {
  readonly code = 'lti_deployment_unknown'
  readonly status = 403
}

/** Deployments noted per registration at most; a platform that sends more has a fault of its own. */
const MAX_NOTED = 200

/**
 * The deployment is approved. An unknown one is noted, so that an administrator can approve it, and refused: the
 * platform's signature stands above, so nobody else can fill the list.
 *
 * @see LTI 1.3 §3.1.3, §5.3.3
 */
export const checkDeployment: Check = async (draft, { platforms, now }) => {
  const deployment = known(draft.claims)[CLAIM.deploymentId]
  if (deployment === undefined || deployment === '') throw new DeploymentMissingError()
  if (typeof deployment !== 'string' || deployment.length > 255) throw new DeploymentInvalidError()
  const registration = known(draft.registration)
  const noted = registration.deployments.find(one => one.id === deployment)
  if (noted?.approved) return
  if (noted === undefined && registration.deployments.length < MAX_NOTED) {
    await platforms.noteDeployment(registration.id, deployment, now().toISOString())
  }
  throw new DeploymentUnknownError({
    facts: { deployment, platform: registration.name, registration: registration.id },
    log: { deployment, registration: registration.id },
  })
}
