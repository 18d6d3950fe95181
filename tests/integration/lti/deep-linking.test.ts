import { expect } from 'chai'
import { operator } from '#domain/access/actor'
import { CLAIM } from '#lti/launch/claims'
import { createBrowser, type Page } from '#tests/lms/browser'
import { sampleProgramme } from '../store/samples.ts'
import { type LtiSite, openLtiSite } from './support/site.ts'

const DL = 'https://purl.imsglobal.org/spec/lti-dl/claim'

/** Conformance guide 6.2, DL1–DL7, and what a placed link opens. */
describe('deep linking', () => {
  let site: LtiSite

  before(async () => {
    site = await openLtiSite()
    await site.application.stores.programmes.save({
      ...sampleProgramme(),
      id: 'digital',
      title: 'Цифровая дидактика',
      regulation: 'tspu',
      deployments: [site.deployment],
    })
    await site.application.stores.programmes.save({
      ...sampleProgramme(),
      id: 'foreign',
      title: 'Чужая программа',
      regulation: 'tspu',
      deployments: ['other|client|1'],
    })
  })
  after(() => site.close())

  const open = () => createBrowser().launch(site.lms.deepLinkUrl({ role: 'teacher' }))
  const choiceOf = (page: Page, text: string): string => {
    const row = page.text.split('<li>').find(one => one.includes(text)) ?? ''
    return (
      /value="([^"]+)"/.exec(row)?.[1]?.replace(/&#(\d+);/g, (_, code) => String.fromCharCode(code)) ?? ''
    )
  }
  async function place(text: string, change: Record<string, string> = {}) {
    const browser = createBrowser()
    const page = await browser.launch(site.lms.deepLinkUrl({ role: 'teacher' }))
    const fields = { choice: choiceOf(page, text), action: 'place', ...change }
    const answered = await browser.follow(await browser.submitForm(page, fields))
    return { page, answered, link: site.lms.deepLinks().at(-1) }
  }

  it('DL1: shows what this deployment may place, nothing of others, without a session', async () => {
    const page = await open()
    expect(page.status).to.equal(200)
    expect(page.text).to.include('Цифровая дидактика').and.not.to.include('Чужая программа')
    expect(page.headers.getSetCookie().filter(cookie => cookie.startsWith('zachetka'))).to.deep.equal([])
    const policy = String(page.headers.get('content-security-policy'))
    expect(policy).to.include(`frame-ancestors ${site.lms.url}`)
  })

  it('DL2–DL7: answers signed, in time, with every claim; the LMS takes it', async () => {
    const { answered, link } = await place('Программа')
    expect(answered.text).to.include('Добавлено в курс')
    const payload = link?.payload ?? {}
    expect(payload).to.deep.include({
      iss: site.tool.clientId,
      aud: site.lms.issuer,
      [CLAIM.messageType]: 'LtiDeepLinkingResponse',
      [CLAIM.version]: '1.3.0',
      [CLAIM.deploymentId]: site.tool.deploymentId,
    })
    expect(payload.nonce).to.be.a('string').and.not.equal('')
    expect(Number(payload.exp) - Number(payload.iat)).to.be.within(1, 3600)
    expect(link?.items).to.deep.equal([
      {
        type: 'ltiResourceLink',
        title: 'Цифровая дидактика',
        text: link?.items[0]?.text,
        url: `${site.url}/book?programme=digital`,
        custom: { zachetka_open: 'programme=digital' },
        lineItem: {
          label: 'Цифровая дидактика',
          scoreMaximum: 108,
          resourceId: 'programme?programme=digital',
          tag: 'hours',
        },
      },
    ])
  })

  it('DL6: gives back the data of the request', async () => {
    site.lms.launch.mutate(({ payload }) => {
      ;(payload[`${DL}/deep_linking_settings`] as Record<string, unknown>).data = 'csrf:7'
      return undefined
    })
    expect((await place('Книжка слушателя')).link?.payload[`${DL}/data`]).to.equal('csrf:7')
  })

  it('places the learner’s own book without a column in the gradebook', async () => {
    const { link } = await place('Книжка слушателя')
    expect(link?.items[0]).to.include({ url: `${site.url}/book` })
    expect(link?.items[0]).not.to.include.keys('lineItem', 'custom')
  })

  it('finds by words, in any case', async () => {
    const browser = createBrowser()
    const page = await browser.launch(site.lms.deepLinkUrl({ role: 'teacher' }))
    const found = await browser.submitForm(page, { q: 'ЦИФРОВАЯ дидакт', action: 'search' })
    expect(found.text).to.include('Цифровая дидактика').and.not.to.include('Зачётная книжка</')
    const none = await browser.submitForm(page, { q: 'нет такого', action: 'search' })
    expect(none.text).to.include('Ничего не найдено')
  })

  it('cancels with an empty list', async () => {
    expect((await place('Программа', { action: 'cancel' })).link?.items).to.deep.equal([])
  })

  it('leaves the column out where the platform takes none', async () => {
    site.lms.launch.mutate(({ payload }) => {
      ;(payload[`${DL}/deep_linking_settings`] as Record<string, unknown>).accept_lineitem = false
      return undefined
    })
    expect((await place('Программа')).link?.items[0]).not.to.have.property('lineItem')
  })

  it('refuses what was not offered, what nobody sealed, and learners', async () => {
    const before = site.lms.deepLinks().length
    expect((await place('Программа', { choice: 'programme?programme=foreign' })).answered.text).to.include(
      'lti_selection_empty',
    )
    expect((await place('Программа', { request: 'v1.forged' })).answered.text).to.include(
      'lti_selection_over',
    )
    const learner = await createBrowser().launch(site.lms.deepLinkUrl({ role: 'learner' }))
    expect(learner.text).to.include('lti_deep_linking_forbidden')
    expect(site.lms.deepLinks().length).to.equal(before)
  })

  it('explains itself to a platform that takes no links', async () => {
    site.lms.launch.mutate(({ payload }) => {
      const settings = payload[`${DL}/deep_linking_settings`] as Record<string, unknown>
      settings.accept_types = ['file']
      return undefined
    })
    expect((await open()).text)
      .to.include('lti_deep_linking_types')
      .and.to.include('file')
  })

  describe('a placed link', () => {
    const launchWith = (role: 'learner' | 'teacher', custom: Record<string, string>, change = {}) => {
      site.lms.launch.mutate(({ payload }) => {
        payload[CLAIM.custom] = custom
        Object.assign(payload, change)
        return undefined
      })
      return createBrowser().launch(site.lms.launchUrl({ role }))
    }

    it('opens its programme: the learner’s book, the curator’s queue', async () => {
      const learner = await launchWith('learner', { zachetka_open: 'programme=digital&module=M1' })
      expect(learner.url).to.match(/\/~\w+\/book\?programme=digital&module=M1$/)
      const curator = await launchWith('teacher', { zachetka_open: 'programme=digital' })
      expect(curator.url).to.match(/\/queue\?programme=digital$/)
    })

    it('opens the same from a copied course: neither course nor link is part of it', async () => {
      const copied = {
        [CLAIM.context]: { id: 'copy-of-2', title: 'Копия' },
        [CLAIM.resourceLink]: { id: 'copied-link', title: 'Зачётка' },
      }
      const page = await launchWith('learner', { zachetka_open: 'programme=digital' }, copied)
      expect(page.url).to.match(/\/book\?programme=digital$/)
    })

    it('leads nowhere else, whatever it says', async () => {
      for (const zachetka_open of ['programme=%2F%2Fevil.example', '//evil.example', '$zachetka_open']) {
        const page = await launchWith('learner', { zachetka_open })
        expect(new URL(page.url).origin + new URL(page.url).search).to.equal(site.url)
      }
    })
  })

  describe('messages beside links', () => {
    const send = (
      message: string,
      change: Record<string, unknown>,
      role: 'learner' | 'teacher' = 'teacher',
    ) => {
      site.lms.launch.mutate(({ payload }) => {
        payload[CLAIM.messageType] = message
        delete payload[CLAIM.resourceLink]
        Object.assign(payload, change)
        return undefined
      })
      return createBrowser().launch(site.lms.launchUrl({ role }))
    }

    it('a review leads to that learner’s book; whether it may be seen is decided there', async () => {
      await createBrowser().launch(site.lms.launchUrl({ userId: 101 }))
      const key = `lti|${site.lms.issuer}|101`
      const learner = (await site.application.stores.people.byIdentities([key])).get(key)
      const page = await send('LtiSubmissionReviewRequest', { [CLAIM.forUser]: { user_id: '101' } })
      expect(page.url).to.include(`/learners/${learner?.id}`)
      // Not enrolled in a programme of this curator: not shown, and not said to exist.
      expect(page.status).to.equal(404)
      await site.application.credits.enrol(operator, {
        identity: key,
        person: { familyName: 'x', givenName: 'y' },
        programmeId: 'digital',
        enrolledOn: '2026-01-12',
      } as never)
      const allowed = await send('LtiSubmissionReviewRequest', { [CLAIM.forUser]: { user_id: '101' } })
      expect(allowed.status).to.equal(200)
      const stranger = await send('LtiSubmissionReviewRequest', {
        [CLAIM.forUser]: { user_id: '101' },
        [CLAIM.roles]: ['http://purl.imsglobal.org/vocab/lis/v2/membership#Learner'],
      })
      expect(stranger.status).to.be.within(403, 404)
    })

    it('a review of nobody, and one that does not say of whom, are explained', async () => {
      const unknown = await send('LtiSubmissionReviewRequest', { [CLAIM.forUser]: { user_id: '999' } })
      expect([unknown.status, unknown.text.includes('lti_learner_unknown')]).to.deep.equal([404, true])
      const silent = await send('LtiSubmissionReviewRequest', {})
      expect(silent.text).to.include('lti_for_user_missing')
    })

    it('a privacy launch says what is stored and leads to one’s own documents and data', async () => {
      const page = await send('LtiDataPrivacyLaunchRequest', {}, 'learner')
      expect([page.status, page.text.includes('Какие данные хранит Зачётка')]).to.deep.equal([200, true])
      expect(page.text).to.match(/href="\/~\w+\/documents"/)
    })

    it('a message that nobody knows is explained', async () => {
      const page = await send('LtiAssetProcessorSettingsRequest', {})
      expect([page.status, page.text.includes('LtiAssetProcessorSettingsRequest')]).to.deep.equal([400, true])
    })
  })
})
