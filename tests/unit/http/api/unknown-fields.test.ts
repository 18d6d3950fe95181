import { expect } from 'chai'
import { z } from 'zod'
import { OPERATIONS } from '#http/api/operations'
import { openSite, type Site } from '../support/fakes.ts'

/** Objects of an input that would drop what they do not know. */
function lenient(node: unknown, at: string): string[] {
  if (typeof node !== 'object' || node === null) return []
  const { properties, additionalProperties } = node as Record<string, unknown>
  const isLenient = properties !== undefined && additionalProperties !== false
  const within = Object.entries(node).flatMap(([name, each]) => lenient(each, `${at}.${name}`))
  return isLenient ? [at, ...within] : within
}

describe('a field that an operation does not know', () => {
  let site: Site
  let cookie: string
  let calls: string[]
  before(async () => {
    const issuing = {
      choose: async () => {
        calls.push('choose')
        return 'b1'
      },
    }
    site = await openSite({ issuing: issuing as never })
    cookie = (await site.enter({ roles: ['administrator', 'curator', 'issuer'] })).cookie
  })
  beforeEach(() => {
    calls = []
  })
  after(() => site.close())

  async function refusalOf(path: string, body?: unknown): Promise<unknown[]> {
    const response = await fetch(`${site.url}/api/v1${path}`, {
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      ...(body !== undefined && { method: 'POST', body: JSON.stringify(body) }),
    })
    const { error } = (await response.json()) as {
      error?: { code: string; issues?: { path: string; message: string }[] }
    }
    return [response.status, error?.code, error?.issues?.map(({ path, message }) => `${path}: ${message}`)]
  }
  const refused = (...paths: string[]) => [
    422,
    'invalid_input',
    paths.map(path => `${path}: is not known here`),
  ]

  it('is dropped by no input that is described', () => {
    const all = OPERATIONS.flatMap(({ id, query, body }) =>
      [query, body].flatMap(input =>
        input ? lenient(z.toJSONSchema(input, { io: 'input', unrepresentable: 'any' }), id) : [],
      ),
    )
    expect(all).to.deep.equal([])
  })

  it('does not make a batch for the named one for everybody who is ready', async () => {
    expect(await refusalOf('/certificate-batches', { enrolmentId: ['en-1'] })).to.deep.equal(
      refused('enrolmentId'),
    )
    expect(calls).to.deep.equal([])
  })

  it('is refused by its name in an address, also where none is known', async () => {
    expect(await refusalOf('/learners?programm=p1&limit=5')).to.deep.equal(refused('programm'))
    expect(await refusalOf('/programmes?limit=5')).to.deep.equal(refused('limit'))
  })

  it('is what beside another one means nothing, and a place that no list gave', async () => {
    const both = { enrolmentIds: ['en-1'], programme: 'p1' }
    expect((await refusalOf('/certificate-batches', both)).at(2)).to.deep.equal([
      'programme: not beside enrolmentIds',
    ])
    const place = ['after: must be a next that this list answered']
    expect((await refusalOf('/queue?after=eyJub3BlIjoxfQ')).at(2)).to.deep.equal(place)
    expect((await refusalOf('/register?after=zzz')).at(2)).to.deep.equal(place)
  })

  it('is refused within a field, and in a body where none is asked for', async () => {
    const order = { number: '7', on: '2026-05-20', of: 'ректор' }
    expect(await refusalOf('/certificates', { enrolmentId: 'en-1', order })).to.deep.equal(
      refused('order.of'),
    )
    expect(await refusalOf('/batches/b1/undo', { reason: 'x' })).to.deep.equal(refused('reason'))
  })
})
