import type { RequestHandler } from 'express'
import { definedOnly } from '../launch/names.ts'
import { originsOf } from '../origin.ts'
import { setPagePolicy } from '../pages/frame-policy.ts'
import { pickLanguage } from '../pages/language.ts'
import { renderRegisteredPage } from '../pages/registered-page.ts'
import { optional, readParams, required } from '../params/read-params.ts'
import { type RegisterDeps, registerPlatform } from '../registration/register-platform.ts'
import type { LtiRouterDeps } from '../router-deps.ts'

/** The page that an LMS opens to register us: `/lti/register?invitation=CODE`, the LMS adds the rest. */
export function registerRoute(deps: LtiRouterDeps, registration: RegisterDeps): RequestHandler {
  return async (req, res) => {
    const params = readParams(req)
    const openidConfiguration = required(params, 'openid_configuration', 2048)
    const request = {
      openidConfiguration,
      ...definedOnly({
        registrationToken: optional(params, 'registration_token', 8192),
        invitation: optional(params, 'invitation', 255),
      }),
    }
    const { platform, family } = await registerPlatform(request, { ...deps, ...registration })
    deps.log.info({ registration: platform.id, family }, 'platform registered by invitation')
    const nonce = deps.randomBytes(16).toString('base64')
    setPagePolicy(res, {
      nonce,
      ancestors: originsOf(platform.issuer, platform.authUrl, openidConfiguration),
      hasScript: true,
    })
    const page = {
      language: pickLanguage(undefined, req.get('accept-language')),
      nonce,
      name: platform.name,
      family,
      hasDeployment: platform.deployments.length > 0,
    }
    res.type('html').send(renderRegisteredPage(page))
  }
}
