/** A browser's part of a launch, as light as it can be: it shares the machine with what it measures. */
import { Agent, type IncomingMessage, request } from 'node:http'
import { idToken, initiation } from './launch-platform.ts'

export interface Answer {
  status: number
  location: string
  cookies: string[]
  body: string
}

export interface LaunchPaths {
  login: string
  /** Target and redirect address. */
  launch: string
  /** Target link, if it is another. */
  target: string
}

export function createClient(sockets: number) {
  const agent = new Agent({ keepAlive: true, maxSockets: sockets })

  function send(
    method: string,
    address: string,
    headers: Record<string, string> = {},
    body = '',
  ): Promise<Answer> {
    return new Promise((resolve, reject) => {
      const outgoing = request(
        address,
        { method, agent, headers },
        incoming => void read(incoming).then(resolve, reject),
      )
      outgoing.on('error', reject)
      outgoing.end(body)
    })
  }

  /** Login and launch. @returns the answer to the launch */
  async function launch(paths: LaunchPaths, sub: string): Promise<Answer> {
    const begun = await send('GET', `${paths.login}?${initiation(paths.target)}`)
    const query = new URL(begun.location).searchParams
    const token = idToken(String(query.get('nonce')), sub, paths.target)
    const form = new URLSearchParams({ id_token: token, state: String(query.get('state')) }).toString()
    const headers = {
      'content-type': 'application/x-www-form-urlencoded',
      'content-length': String(Buffer.byteLength(form)),
      cookie: begun.cookies.map(cookie => cookie.split(';')[0]).join('; '),
    }
    return send('POST', paths.launch, headers, form)
  }
  /** Login, launch and the page that it leads to. */
  async function walk(paths: LaunchPaths, sub: string): Promise<Answer> {
    const { status, location, cookies, body } = await launch(paths, sub)
    if (status !== 302 && status !== 303) return { status, location, cookies, body }
    const cookie = cookies.map(one => one.split(';')[0]).join('; ')
    return send('GET', new URL(location, paths.launch).href, { cookie })
  }

  return { send, launch, walk, close: () => agent.destroy() }
}

async function read(incoming: IncomingMessage): Promise<Answer> {
  let body = ''
  for await (const chunk of incoming) body += chunk
  const { statusCode = 0, headers } = incoming
  return { status: statusCode, location: headers.location ?? '', cookies: headers['set-cookie'] ?? [], body }
}

/** Runs `work` so many times, so many at once. @returns how many a second */
export async function rateOf(
  times: number,
  atOnce: number,
  work: (i: number) => Promise<void>,
): Promise<number> {
  let begun = 0
  const start = performance.now()
  const worker = async () => {
    while (begun < times) await work(begun++)
  }
  await Promise.all(Array.from({ length: atOnce }, worker))
  return (times / (performance.now() - start)) * 1000
}
