/**
 * The small LMS in a process of its own, behind a front that remembers its answers: what a bench measures is the pull, not
 * how fast a made-up site makes up its report. `moodle-process.ts LEARNERS COURSES` prints `{"url", "token"}`; ends with its input.
 */
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { buffer } from 'node:stream/consumers'
import { startLms } from '#tests/lms/server'

interface Answer {
  status: number
  type: string
  body: Buffer
}

const [learners, courses] = process.argv.slice(2).map(Number) as [number, number]
const lms = await startLms({ learners, courses, odd: false, completedShare: 1 })
const remembered = new Map<string, Promise<Answer>>()

async function ask(path: string, body: Buffer, { headers }: IncomingMessage): Promise<Answer> {
  const type = headers['content-type'] ?? 'text/plain'
  const init = { method: 'POST', body: new Uint8Array(body), headers: { 'content-type': type } }
  const answer = await fetch(lms.url + path, init)
  const bytes = Buffer.from(await answer.arrayBuffer())
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', body: bytes }
}

const front = createServer({ keepAliveTimeout: 60_000 }, async (request, response) => {
  const body = await buffer(request)
  const key = `${request.url} ${body}`
  const answer = remembered.get(key) ?? ask(request.url ?? '/', body, request)
  remembered.set(key, answer)
  const { status, type, body: bytes } = await answer
  response.writeHead(status, { 'content-type': type, 'content-length': bytes.length }).end(bytes)
})
front.listen(0, '127.0.0.1', () => {
  const { port } = front.address() as AddressInfo
  process.stdout.write(`${JSON.stringify({ url: `http://127.0.0.1:${port}`, token: lms.token })}\n`)
})
process.stdin.resume().once('end', () => process.exit(0))
