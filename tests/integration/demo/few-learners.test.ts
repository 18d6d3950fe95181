import { expect } from 'chai'
import { tellStory } from '#src/demo/story'

describe('the demo', function () {
  this.timeout(60_000)

  it('is told to its end of the fewest learners, of whom nobody gets a certificate', async () => {
    const said: string[] = []
    const { site, summary, verificationCode } = await tellStory({
      learners: 3,
      seed: 1,
      environment: { PORT: '0', LOG_LEVEL: 'fatal' },
      say: line => said.push(line),
      onProgress: () => {},
    })
    await site.close()
    expect(summary).to.deep.include({ certificates: 0, secondSync: { imported: 0, changed: 0 } })
    expect(verificationCode).to.equal(null)
    expect(said.join('\n')).to.contain('no certificate is issued')
  })
})
