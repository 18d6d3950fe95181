import { type FetchedText, FetchFailedError, type FetchRequest, fetchLimited } from '../http/fetch-limited.ts'
import { isObject, memberOf, textOf } from '../launch/claims.ts'
import { speaksFor } from './clouds.ts'
import { RegistrationInvalidError, RegistrationIssuerError, RegistrationUnreachableError } from './errors.ts'
import { faultOfAddress } from './registration.ts'

/** What a platform says of itself. @see LTI Dynamic Registration 1.0 §3.4 */
export interface PlatformConfiguration {
  issuer: string
  authUrl: string
  tokenUrl: string
  jwksUrl: string
  registrationUrl: string
  /** e.g. `moodle`, `canvas`; small letters. */
  family: string
  scopes: string[]
  /** Message types that it sends. */
  messages: string[]
}

export interface ConfigurationOptions {
  allowPrivateAddresses: boolean
  /** Of the invitation; without it the issuer's host must be the host that was asked. */
  expectedIssuer?: string
  /** Where it comes from and its keys must be the issuer's own, or of its cloud. */
  ownHostsOnly?: boolean
}

const LIMITS = { timeoutMs: 10_000, maxBytes: 256 * 1024 }
const PLATFORM = 'https://purl.imsglobal.org/spec/lti-platform-configuration'

/**
 * Reads the configuration.
 *
 * @throws {RegistrationInvalidError | RegistrationIssuerError | RegistrationUnreachableError}
 */
export async function readConfiguration(
  address: string,
  { allowPrivateAddresses, expectedIssuer, ownHostsOnly = false }: ConfigurationOptions,
): Promise<PlatformConfiguration> {
  demandAddress('openid_configuration', address, allowPrivateAddresses)
  const answer = await fetchJson(address, {}, allowPrivateAddresses)
  const issuer = demandAddress('issuer', answer.issuer, allowPrivateAddresses)
  const expected = expectedIssuer ?? new URL(address).host
  const isExpected = expectedIssuer === undefined ? new URL(issuer).host === expected : issuer === expected
  if (!isExpected) throw new RegistrationIssuerError({ facts: { issuer, expected } })
  if (ownHostsOnly && ![address, String(answer.jwks_uri)].every(one => isOwn(issuer, one)))
    throw new RegistrationIssuerError({ facts: { issuer, expected: new URL(address).host } })
  const addressOf = (field: string) => demandAddress(field, answer[field], allowPrivateAddresses)
  const messages = memberOf(answer[PLATFORM], 'messages_supported')
  return {
    issuer,
    authUrl: addressOf('authorization_endpoint'),
    tokenUrl: addressOf('token_endpoint'),
    jwksUrl: addressOf('jwks_uri'),
    registrationUrl: demandSameHost(addressOf('registration_endpoint'), address),
    family: (textOf(memberOf(answer[PLATFORM], 'product_family_code'), 255) ?? '').toLowerCase(),
    scopes: textsOf(answer.scopes_supported),
    messages: Array.isArray(messages) ? textsOf(messages.map(one => memberOf(one, 'type'))) : [],
  }
}

const isOwn = (issuer: string, address: string): boolean =>
  URL.canParse(address) && speaksFor(issuer, address)

const textsOf = (value: unknown): string[] =>
  Array.isArray(value) ? value.filter(one => typeof one === 'string').slice(0, 100) : []

function demandAddress(field: string, value: unknown, allowPrivateAddresses: boolean): string {
  const problem =
    typeof value !== 'string' || value.length > 2048
      ? 'missing'
      : faultOfAddress(value, allowPrivateAddresses)
  if (problem !== undefined) throw new RegistrationInvalidError({ facts: { field, problem } })
  return String(value)
}

/** The registration token goes to nobody but the host that the administrator's LMS named. */
function demandSameHost(registrationUrl: string, address: string): string {
  if (new URL(registrationUrl).host === new URL(address).host) return registrationUrl
  throw new RegistrationInvalidError({ facts: { field: 'registration_endpoint', problem: 'another host' } })
}

/** @throws {RegistrationUnreachableError} unless the answer is a JSON object with a status of success */
export async function fetchJson(
  address: string,
  request: FetchRequest,
  allowPrivateAddresses: boolean,
): Promise<Record<string, unknown>> {
  const { host } = new URL(address)
  const fail = (reason: string, log: Record<string, number> = {}, hidden?: unknown) =>
    new RegistrationUnreachableError({ facts: { host, reason }, log: { host, reason, ...log }, hidden })
  let answer: FetchedText
  try {
    answer = await fetchLimited(address, { ...LIMITS, allowPrivateAddresses }, request)
  } catch (error) {
    throw fail(error instanceof FetchFailedError ? error.reason : 'network', {}, error)
  }
  if (answer.status < 200 || answer.status > 299) throw fail('status', { status: answer.status })
  try {
    const value: unknown = JSON.parse(answer.body)
    if (isObject(value)) return value
  } catch {
    // Falls through: no JSON is as good as JSON that is no object.
  }
  throw fail('not-json')
}
