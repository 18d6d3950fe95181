import { expect } from 'chai'
import { CLAIM } from '#lti/launch/claims'
import { type Browser, createBrowser, type Page } from '#tests/lms/browser'
import { type LtiSite, openLtiSite } from './support/site.ts'

const plain = (page: Page): string => page.text.replaceAll('\u00a0', ' ')

/** What the administrator of an LMS does by pages alone, without a script, from a launch on. */
describe('the administrator of an LMS', () => {
  let site: LtiSite
  let browser: Browser
  let base: string

  before(async () => {
    site = await openLtiSite()
    browser = createBrowser()
    const home = await browser.launch(site.lms.launchUrl({ role: 'administrator' }))
    base = home.url.split('/').slice(0, 4).join('/')
  })
  after(() => site.close())

  const open = (path: string) => browser.get(`${base}${path}`)

  it('switches a deployment on that was launched from and refused; then it launches', async () => {
    const launch = () => {
      site.lms.launch.mutate(({ payload }) => {
        payload[CLAIM.deploymentId] = '77'
        return undefined
      })
      return createBrowser().launch(site.lms.launchUrl({ role: 'teacher' }))
    }
    expect((await launch()).text).to.include('lti_deployment_unknown')
    const page = await open('/admin/platforms')
    expect(plain(page)).to.match(/Связь есть: запуск [\d., :]+deployment 77\./)
    const told = await browser.submitForm(page, {}, '/approve')
    expect(plain(told)).to.include('Размещение 77 включено')
    expect((await launch()).url).to.match(/\/queue$/)
  })

  it('invites a second LMS by an address that is shown once, and finds it connected', async () => {
    const page = await open('/admin/connect?lms=moodle')
    const told = await browser.submitForm(page, { name: 'Лицей' }, '/admin/invitations')
    const address = /value="([^"]+register\?invitation=[\w-]{43})"/.exec(told.text)?.[1] ?? ''
    expect((await open('/admin/connect?lms=moodle')).text).not.to.include('register?invitation=')
    // One LMS stands for both here; its own administrator may register it again.
    const registered = await createBrowser().launch(site.lms.registrationUrl(address))
    expect(plain(registered)).to.include('Лицей').and.include('Можно закрыть окно')
    expect(plain(await open('/admin/platforms'))).to.include('Лицей')
  })

  it('connects by hand, is told each fault at its field, and sees what may be done', async () => {
    const page = await open('/admin/connect?lms=moodle')
    const typed = { name: 'Школа', issuer: 'http://93.184.216.34', clientId: '' }
    const refused = await browser.submitForm(page, typed, '/admin/platforms')
    expect(refused.status).to.equal(422)
    expect(plain(refused)).to.include('Адрес должен начинаться с https://').and.include('id="clientId-error"')
    const right = { ...typed, issuer: 'https://school.example', clientId: 'c5' }
    const added = await browser.submitForm(refused, right, '/admin/platforms')
    expect(plain(added)).to.include('«Школа»: подключение добавлено')
    const stored = (await site.application.stores.platforms.all()).find(one => one.clientId === 'c5')
    expect(stored).to.deep.include({ managers: [site.deployment], deployments: [] })
    expect(stored?.jwksUrl).to.equal('https://school.example/mod/lti/certs.php')
  })

  it('tests the connection, reads how launches went, and rotates the key', async () => {
    const page = await open('/admin/diagnosis')
    const tested = await browser.submitForm(page, {}, `${site.platformId}/test`)
    for (const words of [
      'Ключи LMS',
      'Доступ: состав курсов',
      'Часы платформы и Зачётки совпадают',
      'lti/launch',
    ])
      expect(plain(tested)).to.include(words)
    const keys = await open(`/admin/platforms/${site.platformId}/keys`)
    const [before = ''] = /<code>\w+<\/code>/.exec(keys.text) ?? []
    const rotated = await browser.submitForm(keys, { sure: 'yes' }, '/keys')
    expect(plain(rotated)).to.include('ключ сменён').and.include('опубликован до').and.include(before)
    expect(/<code>\w+<\/code>/.exec(rotated.text)?.[0]).not.to.equal(before)
    expect((await createBrowser().launch(site.lms.launchUrl({ role: 'learner' }))).status).to.equal(200)
  })

  it('sees the course that was launched from, and reads its roster', async () => {
    const courses = await open('/admin/courses')
    const href = /href="([^"]*\/admin\/courses\/[^"]+)"/.exec(courses.text)?.[1] ?? ''
    const course = await browser.get(new URL(href, base).href)
    expect(course.status).to.equal(200)
    const read = await browser.submitForm(course, {}, '/roster')
    expect(plain(read)).to.match(/Прочитан .*участник/)
  })

  it('is refused all of it as anybody else', async () => {
    const teacher = createBrowser()
    const home = await teacher.launch(site.lms.launchUrl({ role: 'teacher' }))
    const own = home.url.split('/').slice(0, 4).join('/')
    for (const path of ['platforms', 'connect', 'diagnosis', `platforms/${site.platformId}/keys`])
      expect((await teacher.get(`${own}/admin/${path}`)).status, path).to.equal(403)
    const answer = await teacher.post(`${own}/admin/invitations`, { lms: 'moodle', name: 'X' })
    expect(answer.status).to.equal(403)
  })
})
