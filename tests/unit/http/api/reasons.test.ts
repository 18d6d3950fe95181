import { expect } from 'chai'
import { NotEligibleError } from '#credits/errors'
import { MergeRefusedError } from '#credits/merging/errors'
import type { Requirement } from '#domain/books/progress'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'

const unmet: Requirement = {
  ...{ id: 'total-hours', clause: 'п. 2.6', met: false, asks: '108.00', has: '84.00', facts: {} },
}

describe('a refusal that has several reasons', () => {
  let site: Site
  let cookie: string
  before(async () => {
    const issueCertificate = async () => {
      throw new NotEligibleError([unmet])
    }
    const merge = async () => {
      throw new MergeRefusedError(['same-record'])
    }
    site = await openSite({
      credits: fakeCredits({ issueCertificate }),
      ...{ merging: { merge } as never },
    })
    cookie = (await site.enter({ roles: ['administrator', 'issuer'] })).cookie
  })
  after(() => site.close())

  async function issuesOf(path: string, body: unknown): Promise<unknown> {
    const answer = await fetch(`${site.url}/api/v1${path}`, {
      method: 'POST',
      headers: { cookie, 'content-type': 'application/json', 'sec-fetch-site': 'same-origin' },
      body: JSON.stringify(body),
    })
    const { error } = (await answer.json()) as { error: { issues?: unknown } }
    return error.issues
  }

  it('names each requirement that is not met, with its clause, to a program', async () => {
    expect(await issuesOf('/certificates', { enrolmentId: 'en-1' })).to.deep.equal([
      { path: 'total-hours', message: 'п. 2.6: asks 108.00, has 84.00' },
    ])
  })

  it('names what keeps two records apart', async () => {
    const pair = { keptId: 'p-1', absorbedId: 'p-1', reason: 'один человек' }
    expect(await issuesOf('/people/merges', pair)).to.deep.equal([
      { path: 'absorbedId', message: 'same-record' },
    ])
  })
})
