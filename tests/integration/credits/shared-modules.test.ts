import { expect } from 'chai'
import type { Entry } from '#domain/entries/entry'
import { catalogueOf } from '#src/adapters/regulations'
import type { Enrolment, StoredProgramme } from '#store/ports/people'
import { unique } from '#tests/integration/store/use-stores'
import { codeOf } from '#tests/support/thrown'
import { tspu } from '#tests/unit/domain/support'
import { anActor, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])
const MODULES = ['M1', 'M2', 'M3', 'M4']

/** One person in two programmes, whose modules they completed once: each completion made an entry in each book. */
async function twoProgrammes(w: World) {
  const identity = unique('lti|https://lms.example|')
  const works = MODULES.map(() => unique('course:1:user'))
  const enrol = async (programme: StoredProgramme) => {
    const enrolment = await w.enrol(programme, { identity })
    const entries: Entry[] = []
    for (const [i, module] of MODULES.entries()) {
      const origin = {
        type: 'completion' as const,
        connectionId: 'c1',
        completionKey: works[i] as string,
        revision: 1,
      }
      entries.push(...(await w.entries(enrolment, [module], { origin, date: `2025-0${i + 1}-15` })))
    }
    await w.credits.confirmEntries(anActor(['curator']), { entryIds: entries.map(entry => entry.id) })
    return { enrolment, entries }
  }
  return { a: await enrol(await w.programme()), b: await enrol(await w.programme()) }
}

const bookOf = async (w: World, { learnerId, programmeId }: Enrolment) =>
  (await w.credits.readBooks(issuer, { learnerId, programmeId })).book

describe('a module in two programmes', () => {
  const world = useCredits()

  it('counts in the first one that used it, and the other book says by which certificate', async () => {
    const w = world()
    const { a, b } = await twoProgrammes(w)
    expect((await bookOf(w, b.enrolment))?.progress.eligible).to.equal(true)
    const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: a.enrolment.id })
    const book = await bookOf(w, b.enrolment)
    expect(book?.progress.hours.counted).to.equal(0)
    expect(book?.lines.map(line => line.counted.reason)).to.deep.equal(MODULES.map(() => 'consumed'))
    expect(book?.lines[0]?.counted.facts).to.include({
      certificate: certificate.id,
      code: certificate.verificationCode,
      number: certificate.snapshot?.registrationNumber,
      issuedOn: certificate.snapshot?.issuedOn,
    })
    expect(await codeOf(w.credits.issueCertificate(issuer, { enrolmentId: b.enrolment.id }))).to.equal(
      'not_eligible',
    )
    expect((await w.stores.enrolments.byId(b.enrolment.id))?.summary?.eligible).to.equal(false)
    expect((await bookOf(w, a.enrolment))?.progress.hours.counted).to.equal(10_800)
  })

  it('is used by one of two certificates that are issued at once, in two processes', async () => {
    const w = world()
    const { a, b } = await twoProgrammes(w)
    const second = w.creditsWith({ stores: (await w.store.secondProcess()).stores })
    const issued = await Promise.allSettled([
      w.credits.issueCertificate(issuer, { enrolmentId: a.enrolment.id }),
      second.issueCertificate(issuer, { enrolmentId: b.enrolment.id }),
    ])
    expect(issued.filter(one => one.status === 'fulfilled')).to.have.length(1)
    const refused = issued.find(one => one.status === 'rejected')
    const { code } = (refused?.reason ?? {}) as { code?: string }
    expect(['conflict', 'not_eligible']).to.include(code)
  })

  it('counts in both where the regulation says so', async () => {
    const w = world()
    const shared = { ...tspu, sharedModules: { ...tspu.sharedModules, policy: 'shared' as const } }
    const credits = w.creditsWith({ regulations: catalogueOf([shared]) })
    const { a, b } = await twoProgrammes(w)
    await credits.issueCertificate(issuer, { enrolmentId: a.enrolment.id })
    const { seq } = await credits.issueCertificate(issuer, { enrolmentId: b.enrolment.id })
    expect(seq).to.be.a('number')
  })

  it('is free again when the number of its certificate was spoiled', async () => {
    const w = world()
    const { a, b } = await twoProgrammes(w)
    const failing = w.creditsWith({ render: () => Promise.reject(new Error('no font')) })
    await failing.issueCertificate(issuer, { enrolmentId: a.enrolment.id }).catch(() => undefined)
    const numbered = await w.stores.certificates.byEnrolment(a.enrolment.id)
    expect((await bookOf(w, b.enrolment))?.progress.eligible).to.equal(false)
    await w.credits.spoilNumber(issuer, { certificateId: numbered?.id ?? '', reason: 'сбой печати' })
    expect((await w.credits.issueCertificate(issuer, { enrolmentId: b.enrolment.id })).state).to.equal(
      'issued',
    )
  })
})
