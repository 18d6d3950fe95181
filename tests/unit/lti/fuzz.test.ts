import { expect } from 'chai'
import { createClient } from '#tests/bench/launch-client'
import { malformedRequest } from '#tests/load/malformed'
import { registration } from './support/platform.ts'
import { startTool, type Tool } from './support/tool.ts'

describe('two thousand malformed requests', function () {
  this.timeout(60_000)
  let tool: Tool
  before(async () => {
    tool = await startTool({ registrations: [registration()] })
  })
  after(() => tool.close())

  it('are answered 4xx, write nothing, and leave the process alive', async () => {
    const client = createClient(16)
    const wrong: string[] = []
    for (let from = 1; from <= 2_000; from += 100) {
      const seeds = Array.from({ length: 100 }, (_, i) => from + i)
      const statuses = await Promise.all(
        seeds.map(async seed => {
          const { path, method, headers, body } = malformedRequest(seed)
          const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
          return (await client.send(method, tool.url + path, { ...headers, ...length }, body)).status
        }),
      )
      statuses.forEach((status, i) => {
        if (status < 400 || status > 499) wrong.push(`${seeds[i]}: ${status}`)
      })
    }
    client.close()
    expect([wrong, tool.writes]).to.deep.equal([[], []])
    expect((await fetch(`${tool.url}/lti/jwks`)).status).to.equal(200)
  })
})
