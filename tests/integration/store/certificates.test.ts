import { expect } from 'chai'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { codeOf } from '#tests/support/thrown'
import { at, sampleCertificate } from './samples.ts'
import { unique, useStores } from './use-stores.ts'

const snapshot = { documentTitle: 'Удостоверение', hours: '108.00' } as CertificateSnapshot
const pdf = new Uint8Array([37, 80, 68, 70])

describe('certificates store', () => {
  const store = useStores()
  const certificates = () => store().stores.certificates

  it('gives twenty concurrent claims of an enrolment the same certificate', async () => {
    const first = sampleCertificate()
    const claims = Array.from({ length: 20 }, () =>
      certificates().claim({ ...first, id: unique('certificate'), verificationCode: unique('code') }),
    )
    expect(new Set((await Promise.all(claims)).map(claim => claim.id)).size).to.equal(1)
  })

  it('lets an entry into one certificate only', async () => {
    const first = sampleCertificate()
    await certificates().claim(first)
    const second = sampleCertificate({ entryIds: [unique('entry'), first.entryIds[1] as string] })
    expect((await certificates().claim(second)).id).to.equal(first.id)
    expect(await certificates().byId(second.id)).to.equal(null)
  })

  it('goes from claim to issue, each step once, each step repeatable', async () => {
    const claim = sampleCertificate()
    const issuer = unique('issuer')
    await certificates().claim(claim)
    expect(await codeOf(certificates().markIssued(claim.id, at))).to.equal('conflict')
    for (let i = 0; i < 2; i++) {
      expect(await certificates().assignNumber(claim.id, issuer, 2026)).to.equal(1)
      expect(
        await certificates().saveSnapshot(claim.id, { ...snapshot, hours: i ? '999.00' : '108.00' }),
      ).to.deep.equal(snapshot)
      expect(await certificates().savePdf(claim.id, i ? new Uint8Array([0]) : pdf, `hash-${i}`)).to.equal(
        'hash-0',
      )
      const issued = await certificates().markIssued(claim.id, i ? 'later' : at)
      expect(issued).to.include({ state: 'issued', issuedAt: at, seq: 1, pdfHash: 'hash-0' })
    }
    expect(await certificates().pdf(claim.id)).to.deep.equal(pdf)
    expect(await certificates().pdf('none')).to.equal(null)
    const issued = await certificates().byId(claim.id)
    expect(await certificates().byCode(claim.verificationCode)).to.deep.equal(issued)
    expect(await certificates().byEnrolment(claim.enrolmentId)).to.deep.equal(issued)
    expect(await certificates().byLearner(claim.learnerId)).to.deep.equal([issued])
    expect(issued?.entryIds).to.deep.equal(claim.entryIds)
  })

  it('numbers twenty at once from 1 to 20, by issuer and by year', async () => {
    const issuer = unique('issuer')
    const second = await store().secondProcess()
    const claims = Array.from({ length: 20 }, () => sampleCertificate())
    for (const claim of claims) await certificates().claim(claim)
    const numbers = await Promise.all(
      claims.map((claim, i) =>
        (i % 2 ? certificates() : second.stores.certificates).assignNumber(claim.id, issuer, 2026),
      ),
    )
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 20 }, (_, i) => i + 1))
    const next = sampleCertificate()
    await certificates().claim(next)
    expect(await certificates().assignNumber(next.id, issuer, 2027)).to.equal(1)
  })

  it('gives a certificate one number when ten ask for it at once', async () => {
    const claim = sampleCertificate()
    await certificates().claim(claim)
    const issuer = unique('issuer')
    const asked = Array.from({ length: 10 }, () => certificates().assignNumber(claim.id, issuer, 2026))
    expect(new Set(await Promise.all(asked))).to.deep.equal(new Set([1]))
  })

  it('frees enrolment and entries of an abandoned claim only when it is let go', async () => {
    const claim = sampleCertificate()
    await certificates().claim(claim)
    expect(await certificates().abandon(claim.id)).to.equal(true)
    const again = { ...claim, id: unique('certificate'), verificationCode: unique('code') }
    expect((await certificates().claim(again)).state).to.equal('abandoned')
    expect(await certificates().byEnrolment(claim.enrolmentId)).to.equal(null)
    await certificates().letGo(claim.id)
    expect((await certificates().byId(claim.id))?.entryIds).to.deep.equal(claim.entryIds)
    expect((await certificates().claim(again)).id).to.equal(again.id)
  })

  it('neither abandons what may have a number nor numbers what was abandoned', async () => {
    const [numbered, abandoned] = [sampleCertificate(), sampleCertificate()]
    await certificates().claim(numbered)
    await certificates().claim(abandoned)
    await certificates().assignNumber(numbered.id, unique('issuer'), 2026)
    expect(await certificates().abandon(numbered.id)).to.equal(false)
    await certificates().letGo(numbered.id)
    expect((await certificates().byEnrolment(numbered.enrolmentId))?.id).to.equal(numbered.id)
    await certificates().abandon(abandoned.id)
    expect(await codeOf(certificates().assignNumber(abandoned.id, unique('issuer'), 2026))).to.equal(
      'conflict',
    )
  })

  it('finds what a crash left behind, abandoned claims included, until it is issued or let go', async () => {
    const old = sampleCertificate({ claimedAt: '2025-01-01T00:00:00.000Z' })
    const given = sampleCertificate({ claimedAt: '2025-01-02T00:00:00.000Z' })
    for (const claim of [old, given, sampleCertificate()]) await certificates().claim(claim)
    await certificates().abandon(given.id)
    const left = async () =>
      (await certificates().unfinished('2025-06-01T00:00:00.000Z', 10)).map(each => each.id)
    expect(await left()).to.deep.equal([old.id, given.id])
    await certificates().letGo(given.id)
    await certificates().assignNumber(old.id, unique('issuer'), 2026)
    await certificates().savePdf(old.id, pdf, 'hash')
    await certificates().markIssued(old.id, at)
    expect(await left()).to.deep.equal([])
  })

  it('lists a programme in pages, abandoned ones apart', async () => {
    const programmeId = unique('programme')
    const [a, b, c] = ['a', 'b', 'c'].map(word => sampleCertificate({ id: `list-${word}`, programmeId }))
    for (const claim of [c, a, b]) if (claim) await certificates().claim(claim)
    await certificates().abandon('list-b')
    const ids = async (after?: string) =>
      (await certificates().list({ programmeIds: [programmeId], limit: 1, ...(after && { after }) })).map(
        each => each.id,
      )
    expect([await ids(), await ids('list-a'), await ids('list-c')]).to.deep.equal([
      ['list-a'],
      ['list-c'],
      [],
    ])
  })

  it('reads the register of several programmes newest first, page by page, by an index', async () => {
    const programmeIds = [unique('programme'), unique('programme'), unique('programme')]
    for (let i = 0; i < 7; i++) {
      const { id } = await certificates().claim(
        sampleCertificate({ programmeId: programmeIds[i % 3] as string }),
      )
      await certificates().assignNumber(id, unique('issuer'), 2026)
      const issuedOn = `2026-05-0${i + 1}`
      await certificates().saveSnapshot(id, { ...snapshot, issuedOn, registrationNumber: `${i}` })
      await certificates().savePdf(id, pdf, unique('hash'))
      await certificates().markIssued(id, at)
    }
    const days: string[] = []
    let after: string | null = null
    do {
      const page = await certificates().register({ programmeIds, limit: 3, ...(after && { after }) })
      days.push(...page.lines.map(({ snapshot: shown }) => shown?.issuedOn ?? ''))
      after = page.next
    } while (after)
    expect(days).to.deep.equal([7, 6, 5, 4, 3, 2, 1].map(day => `2026-05-0${day}`))
    const filter = { programmeId: programmeIds[0], registerKey: { $lt: '2027' } }
    const found = store().connection.collection('certificates').find(filter).sort({ registerKey: -1 })
    const plan = JSON.stringify((await found.explain('queryPlanner')).queryPlanner.winningPlan)
    expect(plan).to.include('"register"').and.not.include('SORT')
  })
})
