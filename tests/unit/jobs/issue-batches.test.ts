import { expect } from 'chai'
import { issueBatches } from '#jobs/issue-batches.job'

describe('the job of batches', () => {
  const lines: object[] = []
  const log = { info: (facts: object) => void lines.push(facts), warn: () => {}, error: () => {} }
  beforeEach(() => {
    lines.length = 0
  })

  it('goes on with what is open, hands on the end of the process, and says how much was settled', async () => {
    const stopping = new AbortController()
    let seen: AbortSignal | undefined
    const issuing = {
      work: async (signal?: AbortSignal) => {
        seen = signal
        return 3
      },
    }
    await issueBatches({ issuing, log }, stopping.signal)
    expect(seen).to.equal(stopping.signal)
    expect(lines).to.deep.equal([{ settled: 3 }])
  })

  it('says nothing when there is nothing', async () => {
    await issueBatches({ issuing: { work: async () => 0 }, log })
    expect(lines).to.deep.equal([])
  })
})
