import { expect } from 'chai'
import { fakeAdmin, openSite, run } from '../support/fakes.ts'
import { fakeLms, fakePlatforms } from '../support/lms.ts'

const plain = async (answer: Response) => (await answer.text()).replaceAll('\u00a0', ' ')

describe('the diagnosis', () => {
  it('leads to the source that it speaks of, and calls a draft a draft', async () => {
    const base = fakeAdmin()
    const [connection] = await base.listConnections({} as never)
    const site = await openSite({
      admin: fakeAdmin({
        listConnections: async () => [{ ...connection, state: 'draft', lastRun: null } as never],
      }),
    })
    try {
      const { cookie, base: at } = await site.enter({ roles: ['administrator'] })
      const html = await plain(await site.get(`${at}/admin/diagnosis`, cookie))
      expect(html).to.match(/<a href="[^"]*\/admin\/connections\/c1\/setup">Загрузка из/)
      expect(html).to.include('Закончите подключение').and.not.include('ещё не было')
    } finally {
      await site.close()
    }
  })

  it('names what is broken with its remedy, and asks an LMS when it is pressed', async () => {
    const asked: string[] = []
    const base = fakeAdmin()
    const [connection] = await base.listConnections({} as never)
    const error = { code: 'x', message: 'Moodle отвечает 503', remedy: 'Подождите.' } as never
    const site = await openSite({
      ready: async () => ({ ready: false, checks: [{ name: 'store', ok: false }] }),
      admin: fakeAdmin({
        listConnections: async () => [
          { ...connection, lastRun: { ...run, status: 'failed', error } } as never,
        ],
      }),
      lms: fakeLms({
        platforms: fakePlatforms({
          test: async (_actor, id, language) => {
            asked.push(`${id} ${language}`)
            return [
              {
                level: 'error',
                code: 'token',
                message: 'Нет токена.',
                remedy: 'Включите службы.',
                seen: 'HTTP 400',
                whose: 'lms',
              },
            ]
          },
        }),
      }),
    })
    try {
      const { cookie, base: at } = await site.enter({ roles: ['administrator'] })
      const html = await plain(await site.get(`${at}/admin/diagnosis`, cookie))
      for (const words of [
        'В порядке 0 из 2, исправить 2.',
        'LMS ещё не спрашивали.',
        'не отвечает',
        'Moodle отвечает 503',
        'Подождите.',
        '0.1.0',
      ])
        expect(html).to.include(words)
      expect(asked).to.deep.equal([])
      const tested = await plain(await site.post(`${at}/admin/platforms/pl-1/test`, {}, cookie))
      expect(asked).to.deep.equal(['pl-1 ru'])
      expect(tested).to.include('Доступ к службам LMS').and.include('Включите службы.')
      const whole = await plain(await site.post(`${at}/admin/diagnosis`, {}, cookie))
      expect(asked.slice(1)).to.deep.equal(
        (await fakePlatforms().list({} as never)).map(({ id }) => `${id} ru`),
      )
      expect(whole).to.include('Включите службы.').and.not.include('LMS ещё не спрашивали')
      for (const words of ['HTTP 400', 'администратор LMS', 'В порядке 0 из 3'])
        expect(tested).to.include(words)
    } finally {
      await site.close()
    }
  })
})
