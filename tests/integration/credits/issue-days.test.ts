import { randomUUID } from 'node:crypto'
import { expect } from 'chai'
import { createEvents } from '#events/events'
import { speech } from '#http/say'
import { anActor, useCredits } from './use-credits.ts'

const issuer = anActor(['issuer'])
const READY = Date.parse('2026-10-01T05:00:00Z')

describe('how long a document usually takes', () => {
  const world = useCredits()

  /** Ready on 1 October, issued so many days later. */
  async function site(days: readonly number[], issueDays?: number) {
    const w = world()
    const programme = await w.programme(issueDays === undefined ? {} : { decisions: { issueDays } })
    const { stores, now } = w.deps
    const events = createEvents({ stores, subscribers: [], now, newId: randomUUID, random: () => 0 })
    for (const n of days) {
      w.at(new Date(READY))
      const { enrolment } = await w.readyLearner(programme)
      await stores.outbox.touch([enrolment], now())
      await events.derive()
      w.at(new Date(READY + n * 86_400_000))
      await w.credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    }
    const { enrolment } = await w.readyLearner(programme)
    const { book } = await w.credits.readBooks(anActor(['learner'], { personId: enrolment.learnerId }), {})
    if (!book) throw new TypeError('no book')
    return { book, says: speech('ru').sentence(book) }
  }

  it('is the median of the last documents, from all requirements met to the issue', async () => {
    const { book, says } = await site([2, 30, 7, 3, 9])
    expect(book.issueDays).to.equal(7)
    expect(says).to.match(/Документ оформляет .+: обычно 7 дней\.$/)
  })

  it('is what the programme says while fewer than five were issued', async () => {
    expect((await site([2], 10)).says).to.match(/: обычно 10 дней\.$/)
  })

  it('is not said where nobody knows', async () => {
    const { book, says } = await site([])
    expect(book).not.to.have.property('issueDays')
    expect(says)
      .to.match(/^Всё выполнено\. Документ оформляет .+\.$/)
      .and.not.include('обычно')
  })
})
