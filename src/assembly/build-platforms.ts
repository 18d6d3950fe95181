/** LTI platforms (LMS) and whoever else may speak to the tool. */
import { hkdfSync } from 'node:crypto'
import { createPlatforms } from '#administration/platforms'
import { createTokens } from '#administration/tokens'
import type { LtiLibrary } from '#lti/library'
import { createLtijsLibrary } from '#lti/ltijs/ltijs-library'
import { buildInvitation, registrationUrl } from '#lti/registration/invitation'
import { faultsOfRegistration } from '#lti/registration/registration'
import { testPlatform } from '#lti/registration/test-platform'
import type { Application } from '../application.ts'
import type { Ground } from './ground.ts'

export type PlatformParts = Pick<Application, 'library' | 'platforms' | 'tokens'>

export function buildPlatforms(ground: Ground): PlatformParts {
  const { stores, config, publicUrl, storeUri, randomBytes } = ground
  const { secretKey, allowPrivateAddresses } = config
  const library = createLtijsLibrary({ uri: storeUri, secretKey, allowPrivateAddresses, randomBytes })
  return {
    library,
    platforms: platformsWith(library, ground),
    tokens: createTokens({
      ...ground,
      ...{ tokens: stores.tokens, programmes: stores.programmes, publicUrl },
      key: new Uint8Array(hkdfSync('sha256', secretKey, '', 'zachetka v1 api tokens', 32)),
    }),
  }
}

function platformsWith(
  library: LtiLibrary,
  { stores, config, publicUrl, now, newId, randomBytes, bytesFor }: Ground,
): PlatformParts['platforms'] {
  const { allowPrivateAddresses } = config
  return createPlatforms({
    platforms: stores.platforms,
    invitations: stores.invitations,
    faultsOf: (input, rules) => faultsOfRegistration(input, { allowPrivateAddresses, ...rules }),
    prepare: async platform => void (await library.register(platform)),
    test: (platform, language) =>
      testPlatform(platform, { library, publicUrl, allowPrivateAddresses, now }, language),
    async invite(input, bytes) {
      const { invitation, code } = buildInvitation(input, now(), bytes)
      const isNew = await stores.invitations.create(invitation)
      const kept = isNew ? null : await stores.invitations.find(invitation.codeHash)
      const { expiresAt } = kept ?? invitation
      return { url: registrationUrl(publicUrl, code), expiresAt: expiresAt.toISOString() }
    },
    randomBytes,
    bytesFor,
    keysOf: platform => library.keysOf(platform),
    rotateKeys: platform => library.rotateKeys(platform),
    endSessions: deployments => stores.sessions.endOf(deployments),
    now,
    newId,
  })
}
