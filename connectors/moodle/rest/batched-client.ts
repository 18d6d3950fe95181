/**
 * Many calls in one request: `tool_mobile_call_external_functions` (Moodle 3.7+, and only if it is in the service).
 * Answers are JSON inside JSON, or inside XML. Moodle stops at the first call that fails and leaves the rest undone: the
 * next request goes on behind it.
 */
import { z } from 'zod'
import { ConnectorError } from '../../errors.ts'
import type { FormValue } from '../../kit/http/form.ts'
import type { MoodleClient } from './client.ts'
import { faultOfErrorcode, protocolFault } from './faults.ts'
import { parseJsonValue } from './json.ts'
import { parseAnswer } from './schemas.ts'

export const batchFunction = 'tool_mobile_call_external_functions'

interface Waiting {
  name: string
  params: { readonly [key: string]: FormValue }
  signal: AbortSignal
  done(value: unknown): void
  failed(fault: unknown): void
}

const flag = z
  .union([z.boolean(), z.literal([0, 1]), z.literal(['0', '1', ''])])
  .transform(value => Number(value) === 1)
const batchAnswer = z.object({
  responses: z.array(z.object({ error: flag, data: z.string().nullish(), exception: z.string().nullish() })),
})
type Response = z.infer<typeof batchAnswer>['responses'][number]

/**
 * A client whose calls of these functions are gathered while others are made in the same turn, and sent together.
 *
 * @param chunk calls in one request, 20–50
 */
export function createBatchedClient(
  client: MoodleClient,
  functions: ReadonlySet<string>,
  chunk: number,
): MoodleClient {
  let waiting: Waiting[] = []

  function flush(): void {
    const all = waiting
    waiting = []
    for (let at = 0; at < all.length; at += chunk) void runChunk(client, all.slice(at, at + chunk))
  }

  return {
    redact: client.redact,
    call: (name, params, signal) => {
      if (!functions.has(name)) return client.call(name, params, signal)
      return new Promise((done, failed) => {
        if (waiting.length === 0) setImmediate(flush)
        waiting.push({ name, params, signal, done, failed })
      })
    },
  }
}

/** Never throws: each call gets its value or its fault. */
async function runChunk(client: MoodleClient, calls: Waiting[]): Promise<void> {
  let left = calls
  while (left[0]) {
    try {
      const responses = await send(client, left, left[0].signal)
      for (const [index, response] of responses.entries())
        await settle(client, left[index] as Waiting, response)
      left = left.slice(responses.length)
    } catch (thrown) {
      const isOdd = thrown instanceof ConnectorError && thrown.kind === 'protocol'
      for (const call of left) {
        // a bundle that came too large or not understood says nothing of the calls in it
        if (isOdd) void client.call(call.name, call.params, call.signal).then(call.done, call.failed)
        else call.failed(thrown)
      }
      return
    }
  }
}

async function send(client: MoodleClient, calls: Waiting[], signal: AbortSignal): Promise<Response[]> {
  const requests = calls.map(({ name, params }) => ({ function: name, arguments: JSON.stringify(params) }))
  const answer = await client.call(batchFunction, { requests }, signal)
  const { responses } = parseAnswer(batchAnswer, answer, batchFunction)
  if (responses.length > 0 && responses.length <= calls.length) return responses
  throw protocolFault(
    'moodle_batch_miscounted',
    `${responses.length} answers came to ${calls.length} calls`,
    'see whether the site is whole, or set path to plain',
  )
}

/** A fault that passes is tried again by itself, with the patience of a single call. */
async function settle(client: MoodleClient, call: Waiting, response: Response): Promise<void> {
  try {
    call.done(readResponse(client, call.name, response))
  } catch (thrown) {
    if (!(thrown instanceof ConnectorError) || !thrown.retryable) call.failed(thrown)
    else await client.call(call.name, call.params, call.signal).then(call.done, call.failed)
  }
}

const exceptionText = z.object({ errorcode: z.string() })

function readResponse(client: MoodleClient, name: string, { error, data, exception }: Response): unknown {
  if (!error) return parseJsonValue(data ?? 'null')
  const said = exceptionText.safeParse(parseJsonValue(exception ?? 'null'))
  throw faultOfErrorcode(said.success ? said.data.errorcode : 'unknown', name, client.redact)
}
