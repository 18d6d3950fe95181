import { expect } from 'chai'
import { fakeCredits, openSite, type Site } from '../support/fakes.ts'
import { fakeMatching } from '../support/matching.ts'

describe('what waits, in the menu of a curator', () => {
  let site: Site
  let asked = 0
  let waiting = { count: 7, more: false }
  let now = new Date('2026-11-22T04:00:00.000Z')
  beforeEach(async () => {
    asked = 0
    waiting = { count: 7, more: false }
    const credits = fakeCredits({
      countWaiting: async () => {
        asked += 1
        return waiting
      },
    })
    site = await openSite({ credits, matching: fakeMatching(), now: () => now })
  })
  afterEach(() => site.close())

  const menuOf = async (path: string, cookie: string) =>
    [...(await (await site.get(path, cookie)).text()).matchAll(/([^<>]+)<span class="count">([^<]*)</g)].map(
      ([, section = '', count]) => [section.replace('\u00a0', ' '), count],
    )

  it('stands beside the queue and «Кто это?» on every page, and their sum on the button of a phone, counted once a minute', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    const menu = [
      ['Разделы', '11'],
      ['Очередь', '7'],
      ['Кто это?', '4'],
    ]
    for (const path of ['/queue', '/routes', '/matching'])
      expect(await menuOf(path, cookie), path).to.deep.equal(menu)
    expect(asked).to.equal(1)
    now = new Date(now.getTime() + 61_000)
    waiting = { count: 99, more: true }
    expect((await menuOf('/queue', cookie)).slice(0, 2)).to.deep.equal([
      ['Разделы', '103+'],
      ['Очередь', '99+'],
    ])
    expect(asked).to.equal(2)
  })

  it('is counted anew after they did something, and nothing stands where nothing waits', async () => {
    const { cookie } = await site.enter({ roles: ['curator'] })
    await menuOf('/queue', cookie)
    waiting = { count: 0, more: false }
    await site.post('/queue/confirm', { entry: 'e100' }, cookie)
    expect(await menuOf('/queue', cookie)).to.deep.equal([
      ['Разделы', '4'],
      ['Кто это?', '4'],
    ])
  })

  it('is not counted for whoever has no such section', async () => {
    const { cookie } = await site.enter({ roles: ['learner'] })
    expect(await menuOf('/book', cookie)).to.deep.equal([])
    expect(asked).to.equal(0)
  })
})
