/** A session that ends in the middle of a form: nothing is lost, and the person knows what to do. */
import { expect } from 'chai'
import { createDrafts } from '#http/session/drafts'
import { createSecretBox } from '#store/secret-box'
import { png } from '#tests/unit/domain/scans/samples'
import { batch, fakeCredits, memorySessions } from '#tests/unit/http/support/fakes'
import { fakeKeeping } from '#tests/unit/http/support/keeping'
import { memoryDrafts } from '#tests/unit/http/support/memory-drafts'
import { enter, needsChromium, openStage, type Stage } from './support.ts'

const MORNING = new Date('2026-11-22T03:00:00.000Z')
const EVENING = new Date('2026-11-22T12:00:00.000Z')
const file = { name: 'справка.png', mimeType: 'image/png', buffer: png() }

describe('a session that ends in the middle of a form', function () {
  this.timeout(60_000)
  let stage: Stage
  let now = MORNING
  let scans: string[] = []
  const rejected: { entryIds: string[]; reason: string }[] = []
  before(async function () {
    needsChromium(this)
    const sessions = memorySessions()
    const box = createSecretBox('a test key of enough signs', 'form-drafts')
    const drafts = memoryDrafts()
    const keeping = fakeKeeping()
    stage = await openStage({
      sessions,
      credits: fakeCredits({
        rejectEntries: async (_actor, { entryIds, reason }) => {
          rejected.push({ entryIds, reason })
          return batch(entryIds)
        },
      }),
      now: () => now,
      drafts: createDrafts({ drafts, sessions, box, now: () => now, newId: () => `d-${drafts.all.length}` }),
      keeping: {
        ...keeping,
        proofs: {
          ...keeping.proofs,
          keepScan: async (actor, ref, scan) => {
            scans.push(`${scan.name}, ${scan.bytes.length}`)
            return keeping.proofs.keepScan(actor, ref, scan)
          },
        },
      },
    })
  })
  after(() => stage?.close())

  for (const javaScript of [true, false])
    it(`keeps what was typed and the file, and sends both after the next launch, ${javaScript ? 'with' : 'without'} scripts`, async () => {
      now = MORNING
      scans = []
      const context = await enter(stage, 'learner', { javaScript })
      const page = await context.newPage()
      await page.goto(`${stage.site.url}/book/proof`)
      await page.locator('#module').selectOption('m6')
      await page.locator('#date').fill('2026-02-12')
      await page.locator('#documentKind').selectOption('справка')
      await page.locator('#documentNumber').fill('41')
      await page.locator('#scan').setInputFiles(file)
      now = EVENING
      await page.getByRole('button', { name: /Отправить куратору/ }).click()
      await page.getByText('черновик ждёт вас неделю').waitFor()
      expect(await page.locator('h1').textContent()).to.include('введённое сохранено')

      await enterAgain(context)
      await page.goto(`${stage.site.url}/book`)
      expect((await page.locator('h1').textContent())?.replaceAll('\u00a0', ' ')).to.equal(
        'Вы не успели отправить форму',
      )
      expect((await page.locator('main').textContent())?.replaceAll('\u00a0', ' ')).to.include(
        'Файл «справка.png»',
      )
      await page.getByRole('button', { name: 'Отправить сейчас' }).click()
      await page.waitForURL(/\/proof\/sent\//)
      expect(scans).to.deep.equal([`справка.png, ${file.buffer.length}`])
      await context.close()
    })

  it('keeps the reason of a rejection and what it was for, and rejects after the next launch', async () => {
    now = MORNING
    const context = await enter(stage, 'curator')
    const page = await context.newPage()
    await page.goto(`${stage.site.url}/queue`)
    for (const id of ['#pick-e103', '#pick-e105']) await page.locator(id).uncheck()
    await page.locator('#reject-above').click()
    await page.locator('#reason').fill('Нет подписи')
    now = EVENING
    await page.locator('#reason').press('Enter')
    await page.getByText('черновик ждёт вас неделю').waitFor()
    await enterAgain(context, 'curator')
    await page.goto(`${stage.site.url}/queue`)
    const said = (await page.locator('main').innerText()).replaceAll('\u00a0', ' ')
    expect(said).to.include('Отмечено: 2 записи').and.include('Нет подписи').and.not.include('e100')
    await page.getByRole('button', { name: 'Отправить сейчас' }).click()
    await page.getByRole('heading', { name: /Ждут подтверждения/ }).waitFor()
    expect(rejected).to.deep.equal([{ entryIds: ['e100', 'e101'], reason: 'Нет подписи' }])
    await context.close()
  })

  async function enterAgain(
    context: Awaited<ReturnType<typeof enter>>,
    role: 'learner' | 'curator' = 'learner',
  ): Promise<void> {
    const { cookie } = await stage.site.enter({ roles: [role] })
    const [name = '', value = ''] = cookie.split('=')
    const place = { url: stage.site.url, httpOnly: true, sameSite: 'Lax' as const }
    await context.addCookies([{ name, value, ...place }])
  }
})
