import { generateKeyPairSync } from 'node:crypto'
import { expect } from 'chai'
import jwt from 'jsonwebtoken'
import type { Credentials } from '#credits/credentials/contract'
import { createCredentials } from '#credits/credentials/credentials'
import { renderCertificate } from '#documents/certificate-pdf'
import { credentialForms } from '#documents/credentials/forms'
import { createEvents } from '#events/events'
import { watchStores } from '#events/watch-stores'
import type { Certificate } from '#store/ports/certificates'
import { createSecretBox } from '#store/secret-box'
import { anActor, useCredits, type World } from '#tests/integration/credits/use-credits'
import { openSite, type Site } from '#tests/unit/http/support/fakes'

const issuer = anActor(['issuer'])
const administrator = anActor(['administrator'])

describe('an uploaded document', function () {
  this.timeout(30_000)
  const world = useCredits()
  let w: World
  let site: Site
  let credentials: Credentials
  let certificate: Certificate
  let pdf: Uint8Array

  beforeEach(async () => {
    w = world()
    const credits = w.creditsWith({ render: snapshot => renderCertificate(snapshot) })
    const { now, newId, publicUrl } = w.deps
    const secrets = createSecretBox('k'.repeat(32), 'issuer-keys')
    credentials = createCredentials({
      stores: w.stores,
      secrets,
      forms: credentialForms,
      now,
      newId,
      publicUrl,
    })
    site = await openSite({ credits, credentials, now })
    const { enrolment } = await w.readyLearner()
    certificate = await credits.issueCertificate(issuer, { enrolmentId: enrolment.id })
    pdf = (await credits.readCertificate(issuer, certificate.id)).pdf
  })
  afterEach(() => site.close())

  async function check(
    bytes: Uint8Array | string,
    name = 'file.pdf',
    language = '',
  ): Promise<{ status: number; text: string }> {
    const body = new FormData()
    body.append('file', new Blob([bytes as BlobPart]), name)
    const headers = { accept: 'text/html', 'sec-fetch-site': 'same-origin' }
    const answer = await fetch(`${site.url}/verify${language}`, { method: 'POST', body, headers })
    expect(answer.headers.get('set-cookie')).to.equal(null)
    const html = await answer.text()
    expect(html).to.not.include('<script')
    return { status: answer.status, text: html.replace(/<[^>]+>/g, ' ').replaceAll('\u00a0', ' ') }
  }

  it('is genuine byte for byte, and says so in both languages', async () => {
    expect((await check(pdf)).text)
      .to.include('Документ подлинный и действует')
      .and.include('до последнего байта')
    expect((await check(pdf, 'file.pdf', '?lang=en')).text).to.include('to the last byte')
  })

  it('that was changed is told apart from the original, whose words stand below', async () => {
    const changed = Buffer.concat([pdf, Buffer.from('\n% 200 часов\n')])
    const { text } = await check(changed)
    expect(text)
      .to.include('Файл изменён')
      .and.include(certificate.snapshot?.registrationNumber)
      .and.include('108')
    expect((await check('%PDF-1.7 nothing of ours')).text).to.include('Такого файла мы не выдавали')
  })

  it('that was annulled is genuine but annulled: page, status of the credential and event know at once', async () => {
    const stores = watchStores(w.stores, w.deps.now)
    const credits = w.creditsWith({ stores })
    const signed = await credentials.ofCertificate(issuer, certificate.id)
    expect((await check(signed.jwt, 'c.jwt')).text).to.include('Подтверждение подлинное и действует')
    await credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'ошибка в часах' })
    expect((await check(pdf)).text)
      .to.include('аннулирован')
      .and.include('ошибка в часах')
    const page = await (await site.get(`/verify/${certificate.verificationCode}`)).text()
    expect(page).to.include('ошибка в часах')
    expect((await check(signed.jwt, 'c.jwt')).text).to.include('подлинное, но отозвано')
    const { newId, now } = w.deps
    const events = createEvents({ stores, subscribers: [], now, newId, random: () => 0 })
    await events.derive()
    const told = (await stores.outbox.ofStreams([certificate.learnerId])).get(certificate.learnerId) ?? []
    expect(told.map(event => event.type)).to.include('certificate.annulled')
  })

  it('that is a book tells of each of its parts what became of it', async () => {
    const { jwt: book } = await credentials.ofBook(issuer, certificate.enrolmentId)
    const whole = (await check(book, 'b.jwt')).text
    expect(whole).to.include('Подтверждение подлинное и действует').and.include('Записи и документы книжки')
    expect(whole.match(/·\s+действует/g)).to.have.length(5)
    await w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'ошибка' })
    const after = (await check(book, 'b.jwt')).text
    expect(after).to.include('часть записей отозвана')
    expect(after.match(/·\s+действует/g)).to.have.length(4)
    expect(after).to.match(/ПК-2026-000001 ·\s+отозвано/)
    expect((await check(book, 'b.jwt', '?lang=en')).text).to.include('some of its entries are revoked')
  })

  it('signed with a key that was retired since is still genuine', async () => {
    const { jwt: signed } = await credentials.ofCertificate(issuer, certificate.id)
    await credentials.rotateKey(administrator)
    expect((await check(signed, 'c.jwt')).text).to.include('Подтверждение подлинное и действует')
  })

  it('that was forged says what does not hold, and no address in it is asked', async () => {
    const { jwt: signed } = await credentials.ofCertificate(issuer, certificate.id)
    const [head = '', body = '', tail = ''] = signed.split('.')
    const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
    const { kid } = JSON.parse(Buffer.from(head, 'base64url').toString()) as { kid: string }
    const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
    const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
    const signedBy = (header: object) =>
      jwt.sign(claims, privateKey, { algorithm: 'RS256', header: { alg: 'RS256', ...header } })
    const forged: [string, string][] = [
      [`${encode({ alg: 'none', kid })}.${body}.`, 'не подписано'],
      [signedBy({ kid }), 'Подпись не сходится'],
      [`${head}.${encode({ ...claims, name: 'Другое' })}.${tail}`, 'Подпись не сходится'],
      [signedBy({ kid: 'http://169.254.169.254/latest/meta-data' }), 'Адрес ключа из файла мы не открываем'],
      [signedBy({ kid, jwk: { kty: 'RSA' } }), 'В заголовке лишнее'],
      ['eyJ not a token', 'файл повреждён'],
    ]
    for (const [token, why] of forged) {
      const { text } = await check(token, 'c.jwt')
      expect(text).to.include('не прошло проверку').and.include(why)
    }
  })

  it('of another kind, too large or missing is refused in words, with the form again', async () => {
    expect(await check('\x89PNG', 'scan.png')).to.deep.include({ status: 422 })
    expect((await check('\x89PNG', 'scan.png')).text).to.include('не PDF и не подписанное подтверждение')
    expect((await check(new Uint8Array(11 * 1024 * 1024), 'big.pdf')).text).to.include('больше 10 МБ')
    expect((await check('', '')).text).to.include('Выберите файл')
  })
})
