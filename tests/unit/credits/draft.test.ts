import { expect } from 'chai'
import type { LoadedBook } from '#credits/books/load-books'
import { buildClaim } from '#credits/certificates/draft'
import type { CreditsDeps } from '#credits/deps'
import type { Entry } from '#domain/entries/entry'
import type { Hours } from '#domain/hours'
import { tspu } from '#tests/unit/domain/support'

const hours = (n: number) => (n * 100) as Hours

const entry = (id: string, date: string, claimed: number): Entry =>
  ({
    id,
    origin: { type: 'paper' },
    title: `Мероприятие ${id}`,
    kind: 'seminar',
    hours: hours(claimed),
    date,
  }) as Entry

/** A book of entries of which so many hours count. */
function bookOf(enrolledOn: string, counted: [Entry, number][]): LoadedBook {
  const entries = counted.map(([each]) => each)
  return {
    enrolment: { id: 'enrolment', learnerId: 'learner', programmeId: 'programme', enrolledOn },
    programme: { title: 'Современный урок', issuer: { name: 'ТГПУ' } },
    entries,
    regulation: tspu,
    progress: {
      hours: { counted: counted.reduce((sum, [, n]) => sum + n * 100, 0) },
      entries: counted.map(([{ id }, n]) => ({ id, counted: hours(n) })),
    },
  } as unknown as LoadedBook
}

const deps = {
  now: () => new Date('2026-11-22T09:00:00Z'),
  newId: () => 'certificate',
  randomBytes: (count: number) => new Uint8Array(count).fill(7),
  publicUrl: 'https://zachetka.example',
  timeZone: 'Asia/Tomsk',
} as unknown as CreditsDeps

const learner = { id: 'learner', familyName: 'Иванова', givenName: 'Анна', identities: [], createdAt: '' }
const issuer = { personId: 'issuer', name: 'Отдел выдачи', roles: ['issuer'], scope: 'all' } as const
const claimOf = (book: LoadedBook) => buildClaim(deps, issuer, book, learner)

describe('the claim of a certificate', () => {
  it('takes the entries that counted, with the hours that counted, by date', () => {
    const claim = claimOf(
      bookOf('2025-01-01', [
        [entry('late', '2025-09-01', 8), 8],
        [entry('uncounted', '2025-03-01', 8), 0],
        [entry('capped', '2025-02-01', 24), 10],
      ]),
    )
    expect(claim.entryIds).to.deep.equal(['capped', 'late'])
    expect(claim.draft?.hours).to.equal('18.00')
    expect(claim.draft?.modules.map(({ hours, date, kind }) => [hours, date, kind])).to.deep.equal([
      ['10.00', '2025-02-01', 'семинар'],
      ['8.00', '2025-09-01', 'семинар'],
    ])
  })

  it('gives the period from the enrolment to the last module that counted', () => {
    const counted: [Entry, number][] = [
      [entry('a', '2025-02-01', 8), 8],
      [entry('b', '2025-12-01', 8), 0],
    ]
    expect(claimOf(bookOf('2025-01-01', counted)).draft?.period).to.deep.equal({
      from: '2025-01-01',
      to: '2025-02-01',
    })
  })

  it('begins the period with the first module where modules before the enrolment count', () => {
    const counted: [Entry, number][] = [
      [entry('a', '2024-02-01', 8), 8],
      [entry('b', '2024-12-01', 8), 8],
    ]
    expect(claimOf(bookOf('2025-01-01', counted)).draft?.period).to.deep.equal({
      from: '2024-02-01',
      to: '2024-12-01',
    })
    expect(claimOf(bookOf('2025-01-01', [])).draft?.period).to.deep.equal({
      from: '2025-01-01',
      to: '2025-01-01',
    })
  })

  it('leads to the page that verifies it', () => {
    const { draft, verificationCode } = claimOf(bookOf('2025-01-01', []))
    expect(draft?.verificationUrl).to.equal(`https://zachetka.example/verify/${verificationCode}`)
    expect(verificationCode).to.match(/^[2-9A-HJ-NP-Z]{12}$/)
  })
})
