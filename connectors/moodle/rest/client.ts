import type { ConnectorContext } from '../../contract.ts'
import { createHttpClient } from '../../kit/http/client.ts'
import type { FormValue } from '../../kit/http/form.ts'
import type { HttpLimits } from '../../kit/http/send.ts'
import { createRedactor, type Redact } from '../../kit/redact.ts'
import type { Runtime } from '../../kit/runtime.ts'
import type { MoodleSecrets, MoodleSettings } from '../settings.ts'
import { decodeAnswer } from './answer.ts'
import { faultOfErrorcode, nameRefusal } from './faults.ts'

export interface MoodleClient {
  /**
   * Calls a web service function.
   *
   * @returns the decoded value, of the same shape for JSON and XML except that XML values are text
   * @throws {ConnectorError} `moodle_<errorcode>`, or what the transport says
   */
  call(name: string, params: { readonly [key: string]: FormValue }, signal: AbortSignal): Promise<unknown>
  redact: Redact
}

/** A call as it was made, but for the token, and what came. */
export interface Answer {
  call: string
  params: { readonly [key: string]: FormValue }
  text: string
  /** The decoded text; absent if it was no value. */
  value?: unknown
}

/** Its cells are words, not values. */
export const reportFunction = 'core_reportbuilder_retrieve_report'

/** What tests replace. */
export interface MoodleDeps {
  runtime: Runtime
  limits?: Partial<HttpLimits>
}

export type MoodleContext = ConnectorContext<MoodleSettings, MoodleSecrets>

/**
 * @param onAnswer is shown each answer as it came
 *
 * The token travels in the body, so that no proxy writes it into a log.
 */
export function createMoodleClient(
  context: MoodleContext,
  deps: MoodleDeps,
  onAnswer?: (answer: Answer) => void,
): MoodleClient {
  const { settings, secrets } = context
  const redact = createRedactor([secrets.token])
  const http = createHttpClient({
    pace: { concurrency: settings.concurrency, minSpacingMs: settings.minSpacingMs },
    allowPrivateAddresses: context.allowPrivateAddresses,
    secrets: [secrets.token],
    now: context.now,
    log: context.log,
    runtime: deps.runtime,
    ...(context.onCall ? { onCall: context.onCall } : {}),
    ...(deps.limits ? { limits: deps.limits } : {}),
  })
  const url = `${settings.url}/webservice/rest/server.php`

  async function read(call: string, params: Answer['params'], text: string): Promise<unknown> {
    let value: unknown
    try {
      const decoded = await decodeAnswer(text, settings.format)
      if ('exception' in decoded) throw faultOfErrorcode(decoded.exception.errorcode, call, redact)
      value = decoded.value
      return value
    } finally {
      onAnswer?.({ call, params, text, value })
    }
  }

  return {
    redact,
    call: (name, params, signal) => {
      const reserved = {
        wstoken: secrets.token,
        wsfunction: name,
        moodlewsrestformat: settings.format,
        // what is written for people is read in one language
        ...(name === reportFunction ? { moodlewssettinglang: 'en' } : {}),
      }
      const form = { ...params, ...reserved }
      const asked = http.post({ name, url, form, signal, read: text => read(name, params, text) })
      return asked.catch(nameRefusal)
    },
  }
}
