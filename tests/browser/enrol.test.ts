/** An administrator enrols a list: it is shown as it was understood, then done, with and without script. */
import { expect } from 'chai'
import type { JudgedLine } from '#credits/programmes/enrol-list'
import { fakeCredits } from '#tests/unit/http/support/fakes'
import { axeFaults, enter, needsChromium, openStage, overflow, type Stage } from './support.ts'

const LIST = [
  'user;family;given;organisation',
  '1;Ковалёва;Анна;Муниципальное общеобразовательное учреждение',
  '2;Баранов;Игорь;',
  '3;Орлова;Мария;',
].join('\n')

describe('a list of people to enrol, in a browser', function () {
  this.timeout(60_000)
  let stage: Stage
  before(async function () {
    needsChromium(this)
    const stateOf = (user: string): Omit<JudgedLine, 'row'> =>
      (({ 2: { state: 'already' }, 3: { state: 'other-name', known: 'Васильева Ольга' } }) as const)[
        user as '2' | '3'
      ] ?? { state: 'new' }
    stage = await openStage({
      credits: fakeCredits({
        judgeListed: async (_actor, { rows }) => rows.map(row => ({ row, ...stateOf(row.user) })),
        enrolListed: async () => ({ enrolled: 1, already: 1, refused: 1 }),
      }),
    })
  })
  after(() => stage?.close())

  for (const [language, javaScript] of [
    ['ru', true],
    ['en', true],
    ['ru', false],
  ] as const)
    it(`names who is left out and why, and tells what was done, in ${language}, ${javaScript ? 'with' : 'without'} script`, async () => {
      const context = await enter(stage, 'administrator', {
        language,
        javaScript,
        width: 320,
        bypassCsp: true,
      })
      const page = await context.newPage()
      await page.goto(`${stage.site.url}/admin/programmes/prog-1/learners`)
      await page.locator('#list').fill(LIST)
      await page.locator('main button.main').click()
      const left = page.getByRole('region').filter({ has: page.locator('#left') })
      expect(await left.innerText()).to.include('Васильева Ольга')
      expect(await page.locator('#enrol-now').innerText()).to.match(/1/)
      if (javaScript) {
        expect(await axeFaults(page)).to.deep.equal([])
        expect(await overflow(page)).to.equal(0)
      }
      await page.locator('#enrol-now').click()
      await page.locator('#notice').waitFor()
      if (javaScript) await page.waitForFunction('document.activeElement?.id === "notice"')
      expect(await axeFaultsOf(page, javaScript)).to.deep.equal([])
      await context.close()
    })

  const axeFaultsOf = async (page: Parameters<typeof axeFaults>[0], isScripted: boolean) =>
    isScripted ? axeFaults(page) : []
})
