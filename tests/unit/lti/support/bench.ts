import { createHash } from 'node:crypto'
import { verifyLaunch } from '#lti/launch/verify-launch'
import { beginLogin } from '#lti/login/begin-login'
import type { PublicJwk } from '#lti/ports'
import { createMemory, fixedKeys } from './memory.ts'
import {
  ISSUER,
  NOW,
  otherKey,
  PUBLIC_URL,
  platformKey,
  registration,
  type SignOptions,
  sign,
  soundClaims,
} from './platform.ts'

/** Bytes that look random and are the same in every run. */
export function createRandom(): (size: number) => Buffer {
  let count = 0
  return size => createHash('sha256').update(`random ${count++}`).digest().subarray(0, size)
}

export type Claims = Record<string, unknown>

export interface LaunchOptions extends SignOptions {
  /** Changes sound claims; `undefined` removes one. */
  change?: Claims
  /** Replaces the whole token. */
  token?: string | undefined
  state?: string
  /** The `Cookie` header; as the browser would send it if absent. */
  cookies?: string | undefined
  /** Seconds since the login. */
  later?: number
}

/** A tool with one registered platform, and a browser that begins logins and ends them. */
export function createBench(keys: PublicJwk[] = [platformKey.jwk, otherKey.jwk]) {
  const memory = createMemory([registration()])
  let now = NOW
  const deps = {
    ...memory,
    keys: fixedKeys(...keys),
    publicUrl: PUBLIC_URL,
    messages: new Set(['LtiResourceLinkRequest']),
    now: () => now,
    randomBytes: createRandom(),
  }
  async function begin() {
    const login = {
      issuer: ISSUER,
      clientId: 'client-1',
      loginHint: '7',
      targetLinkUri: `${PUBLIC_URL}/book`,
    }
    const started = await beginLogin(login, deps)
    const query = new URL(started.location).searchParams
    return {
      state: String(query.get('state')),
      nonce: String(query.get('nonce')),
      cookies: String(started.setCookie.split(';')[0]),
    }
  }
  function end(login: { state: string; nonce: string; cookies: string }, options: LaunchOptions = {}) {
    now = new Date(NOW.getTime() + (options.later ?? 0) * 1000)
    const claims: Claims = { ...soundClaims(login.nonce), ...options.change }
    for (const [name, value] of Object.entries(claims)) if (value === undefined) delete claims[name]
    const request = {
      state: 'state' in options ? options.state : login.state,
      idToken: 'token' in options ? options.token : sign(claims, options),
      cookies: 'cookies' in options ? options.cookies : login.cookies,
    }
    return verifyLaunch(request, deps)
  }
  return {
    ...memory,
    deps,
    begin,
    end,
    launch: async (options?: LaunchOptions) => end(await begin(), options),
  }
}

/** The code with which a promise was refused; a promise that holds is a failure of the test. */
