import { expect } from 'chai'
import type { Certificate } from '#store/ports/certificates'
import { fakeCredits, openSite } from '../support/fakes.ts'
import { certificate } from '../support/views.ts'

async function registerWith(changes: Partial<Certificate>): Promise<string> {
  const honest = fakeCredits()
  const credits = fakeCredits({
    listLearners: async (actor, q) => {
      const { rows, next } = await honest.listLearners(actor, q)
      const given = rows.map(row =>
        row.certificate ? { ...row, certificate: { ...certificate, ...changes } } : row,
      )
      return { rows: given, next }
    },
  })
  const site = await openSite({ credits })
  try {
    const { cookie } = await site.enter({ roles: ['issuer'] })
    return await (await site.get('/register', cookie)).text()
  } finally {
    await site.close()
  }
}

describe('the register of documents', () => {
  it('calls a valid document valid', async () => {
    expect(await registerWith({}))
      .to.include('действует')
      .and.not.include('заменено')
  })

  it('calls a replaced document replaced, not valid', async () => {
    expect(await registerWith({ status: 'replaced' }))
      .to.include('заменено')
      .and.not.include('действует')
  })

  it('says since when a document is annulled', async () => {
    const annulment = { at: '2026-11-20T05:00:00.000Z', by: 'p-9', reason: 'ошибка' }
    expect(await registerWith({ status: 'annulled', annulment })).to.include('аннулировано')
  })
})
