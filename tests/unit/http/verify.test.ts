import { expect } from 'chai'
import { fakeCredits, openSite } from './support/fakes.ts'

describe('the verification page', () => {
  const annulled = {
    status: 'annulled' as const,
    annulment: { on: '2026-11-21', reason: 'ошибка в фамилии' },
  }

  it('needs no cookie, sets none, runs no script and is not indexed', async () => {
    const site = await openSite()
    const response = await site.get('/verify/4K7P-2MNX-9RTA')
    const html = await response.text()
    expect(response.headers.get('set-cookie')).to.equal(null)
    expect(html).to.include('Документ подлинный и').and.to.include('noindex').and.to.not.include('<script')
    await site.close()
  })

  it('leads from what was typed to the address of the code', async () => {
    const site = await openSite()
    const found = await site.get(`/verify?code=${encodeURIComponent('4к7р 2мnх 9rта')}`)
    expect(found.headers.get('location')).to.equal('/verify/4K7P-2MNX-9RTA')
    await site.close()
  })

  it('answers 404 in words for an unknown code and shows what was typed, escaped', async () => {
    const site = await openSite({
      config: {
        publicUrl: 'http://localhost',
        timeZone: 'Asia/Tomsk',
        version: '1',
        contact: 'ТГПУ, 8 (000) 000-00-00',
      },
    })
    const response = await site.get('/verify/%3Cscript%3E')
    const html = (await response.text()).replace(/\u00a0/g, ' ')
    expect(response.status).to.equal(404)
    expect(html)
      .to.include('Документа с таким кодом нет')
      .and.to.include('ТГПУ, 8 (000) 000-00-00')
      .and.to.not.include('<script>')
    await site.close()
  })

  it('tells at the box what is no code from a code that nobody has', async () => {
    const site = await openSite({ credits: fakeCredits({ verify: async () => null }) })
    const errorAt = async (code: string) => {
      const html = (await (await site.get(`/verify/${code}`)).text()).replace(/\u00a0/g, ' ')
      return [/id="code-error">([^<]*)/.exec(html)?.[1], html.includes('aria-invalid="true"')]
    }
    expect(await errorAt('4K7P-2MN')).to.deep.equal([
      'В коде 12 знаков: латинские буквы и цифры от 2 до 9',
      true,
    ])
    expect(await errorAt('4K7P-2MNX-9RTB')).to.deep.equal(['Документа с таким кодом нет', true])
    await site.close()
  })

  it('asks whoever checks too often to wait a minute', async () => {
    const site = await openSite({
      config: { publicUrl: 'http://localhost', timeZone: 'Asia/Tomsk', version: '1', limits: { verify: 1 } },
    })
    await site.get('/verify')
    const answer = await site.get('/verify/4K7P-2MNX-9RTA')
    const html = (await answer.text()).replace(/\u00a0/g, ' ')
    expect([answer.status, answer.headers.has('retry-after')]).to.deep.equal([429, true])
    expect(html).to.include('<h1 tabindex="-1">Слишком много проверок</h1>').and.include('Подождите минуту')
    await site.close()
  })

  it('says first what stands in the place of a document that was replaced', async () => {
    const base = await fakeCredits().verify('4K7P2MNX9RTA')
    const replacedBy = { kind: 'duplicate' as const, registrationNumber: '0107', on: '2026-11-21' }
    const site = await openSite({
      credits: fakeCredits({ verify: async () => base && { ...base, status: 'replaced', replacedBy } }),
    })
    const html = (await (await site.get('/verify/4K7P-2MNX-9RTA')).text()).replace(/\u00a0/g, ' ')
    expect(html).to.include('заменён: дубликат № 0107 от 21 ноября 2026').and.not.include('аннулирован')
    await site.close()
  })

  it('says first that a document was annulled, when and why', async () => {
    const base = await fakeCredits().verify('4K7P2MNX9RTA')
    const site = await openSite({
      credits: fakeCredits({ verify: async () => base && { ...base, ...annulled } }),
    })
    const html = (await (await site.get('/verify/4K7P-2MNX-9RTA?lang=en')).text()).replace(/<[^>]+>/g, '')
    expect(html)
      .to.include('genuine but was annulled')
      .and.to.include('21')
      .and.to.include('ошибка в фамилии')
    await site.close()
  })
})
