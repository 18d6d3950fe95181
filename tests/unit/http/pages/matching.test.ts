import { expect } from 'chai'
import { openSite, type Site } from '../support/fakes.ts'
import { fakeMatching } from '../support/matching.ts'

describe('«Кто это?»', () => {
  let site: Site
  afterEach(() => site.close())

  async function open(
    over: Parameters<typeof fakeMatching>[0],
    role: 'curator' | 'administrator',
    path = '/matching',
  ) {
    site = await openSite({ matching: fakeMatching(over) })
    const { cookie } = await site.enter({ roles: [role] })
    return (await (await site.get(path, cookie)).text()).replaceAll('\u00a0', ' ')
  }

  it('says beside «Не наш» what it does, on the card and where somebody else is looked for', async () => {
    const list = await open({}, 'curator')
    const card = /action="([^"]*)\/aside"/.exec(list)?.[1] ?? ''
    const hint = /aria-describedby="(not-ours-[^"]*)"/.exec(list)?.[1]
    expect(list).to.include(`<small id="${hint}">Записи останутся неразобранными`)
    expect(list).to.not.include('title="Записи')
    await site.close()
    expect(await open({}, 'curator', card.replace(/^\/~[^/]+/, ''))).to.include(
      'Записи останутся неразобранными',
    )
  })

  it('without anybody says what stands here otherwise, and leads on', async () => {
    const nobody = {
      listStrangers: async () => ({
        strangers: [],
        total: { accounts: 0, records: 0, more: false },
        next: null,
      }),
    }
    const curator = await open(nobody, 'curator')
    expect(curator)
      .to.include('Все записи нашли владельца. Когда источник пришлёт')
      .and.match(/class="button" href="[^"]*\/queue"/)
    await site.close()
    expect(await open(nobody, 'administrator')).to.match(/class="button" href="[^"]*\/admin"/)
  })
})
