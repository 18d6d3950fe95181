import { mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { expect } from 'chai'
import type { Credentials } from '#credits/credentials/contract'
import { createCredentials } from '#credits/credentials/credentials'
import { credentialForms } from '#documents/credentials/forms'
import { type PublicKey, verifyCredential } from '#documents/credentials/jwt'
import { isRevoked } from '#documents/credentials/status-bits'
import { modelOf } from '#store/models'
import type { Stores } from '#store/ports/index'
import { createSecretBox } from '#store/secret-box'
import { codeOf } from '#tests/support/thrown'
import { zachetka } from '#tests/support/zachetka'
import {
  publishedAchievementCredential,
  publishedClrCredential,
  publishedStatusList,
} from '#tests/unit/documents/credentials/published-shape'
import { anActor, useCredits, type World } from './use-credits.ts'

const issuer = anActor(['issuer'])
const administrator = anActor(['administrator'])
function credentialsOf(w: World, stores: Stores = w.stores): Credentials {
  const { now, newId, publicUrl } = w.deps
  const secrets = createSecretBox('k'.repeat(32), 'issuer-keys')
  return createCredentials({ stores, secrets, forms: credentialForms, now, newId, publicUrl })
}

async function issued(w: World) {
  const ready = await w.readyLearner()
  const certificate = await w.credits.issueCertificate(issuer, { enrolmentId: ready.enrolment.id })
  return { ...ready, certificate }
}

describe('portable proof', function () {
  this.timeout(60_000)
  const world = useCredits()
  const keysOf = async (c: Credentials) => (await c.publicKeys()).keys as unknown as PublicKey[]

  it('signs a certificate: what the paper says, nothing of the person', async () => {
    const w = world()
    const credentials = credentialsOf(w)
    const { certificate } = await issued(w)
    const { jwt, id } = await credentials.ofCertificate(issuer, certificate.id)
    const payload = verifyCredential(jwt, await keysOf(credentials), w.deps.now())
    expect(payload.id).to.equal(id)
    expect(payload.credentialSubject).to.deep.include({
      creditsEarned: 108,
      licenseNumber: certificate.snapshot?.registrationNumber,
      activityStartDate: '2024-09-02T00:00:00Z',
    })
    expect(JSON.stringify(payload)).to.not.match(/Сидорова|Анна|example\.org/)
    const again = await credentials.ofCertificate(issuer, certificate.id)
    expect(again.jwt).to.equal(jwt)
    const profile = await credentials.issuer(payload.issuer.id.split('/').at(-1) ?? '')
    expect(profile?.name).to.equal(certificate.snapshot?.issuer.name)
  })

  it('publishes the status at once: annulled documents, replaced ones, entries that are confirmed no more', async () => {
    const w = world()
    const credentials = credentialsOf(w)
    const { certificate } = await issued(w)
    const waiting = await w.enrol(await w.programme())
    const [entry] = await w.entries(waiting, ['M1'])
    const entryId = entry?.id as string
    const curator = anActor(['curator'])
    expect(await codeOf(credentials.ofEntry(curator, entryId))).to.equal('credential_not_due')
    await w.credits.confirmEntries(curator, { entryIds: [entryId] })
    const jwts = [
      (await credentials.ofCertificate(issuer, certificate.id)).jwt,
      (await credentials.ofEntry(curator, entryId)).jwt,
    ]
    const states = async () => {
      const keys = await keysOf(credentials)
      return Promise.all(
        jwts.map(async jwt => {
          const { credentialStatus } = verifyCredential(jwt, keys, w.deps.now())
          const { statusListCredential, statusListIndex } = credentialStatus as Record<string, string>
          const list = await credentials.statusList(Number(statusListCredential?.split('/').at(-1)))
          const payload = verifyCredential(list?.jwt ?? '', keys, w.deps.now())
          expect(payload.id).to.equal(statusListCredential)
          expect(publishedStatusList.safeParse(payload).error?.issues ?? []).to.deep.equal([])
          return isRevoked(payload.credentialSubject.encodedList, Number(statusListIndex))
        }),
      )
    }
    expect(await states()).to.deep.equal([false, false])
    await w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'Ошибка' })
    expect(await states()).to.deep.equal([true, false])
    await w.credits.revokeEntry(curator, { entryId, reason: 'Ошибка' })
    expect(await states()).to.deep.equal([true, true])
    expect((await credentials.verify(jwts[0] ?? '')).revoked).to.equal(true)
    expect(await credentials.statusList(999)).to.equal(null)
  })

  it('puts the book into one CLR whose parts verify by themselves', async () => {
    const w = world()
    const credentials = credentialsOf(w)
    const { enrolment } = await issued(w)
    const learner = anActor(['learner'], { personId: enrolment.learnerId })
    const { jwt } = await credentials.ofBook(learner, enrolment.id)
    const keys = await keysOf(credentials)
    const clr = verifyCredential(jwt, keys, w.deps.now())
    expect(publishedClrCredential.safeParse(clr).error?.issues ?? []).to.deep.equal([])
    const parts = clr.credentialSubject.verifiableCredential as { id: string }[]
    expect(parts).to.have.length(5) // four entries and the certificate
    const inner = parts.map(part => verifyCredential(part.id.split(',')[1] ?? '', keys, w.deps.now()))
    for (const part of inner)
      expect(publishedAchievementCredential.safeParse(part).error?.issues ?? []).to.deep.equal([])
    expect(new Set(inner.map(each => each.credentialSubject.id))).to.deep.equal(
      new Set([clr.credentialSubject.id]),
    )
    expect(clr.credentialSubject.id).to.match(/^urn:uuid:/)
  })

  it('keeps one key when ten need the first at once, sealed at rest', async () => {
    const w = world()
    await modelOf(w.store.connection, 'IssuerKey').deleteMany({})
    const second = credentialsOf(w, (await w.store.secondProcess()).stores)
    const { certificate } = await issued(w)
    const signed = await Promise.all(
      Array.from({ length: 6 }, (_, i) =>
        (i % 2 ? credentialsOf(w) : second).ofCertificate(issuer, certificate.id),
      ),
    )
    expect(new Set(signed.map(each => each.jwt)).size).to.equal(1)
    const stored = await modelOf(w.store.connection, 'IssuerKey').find({}).lean()
    expect(stored).to.have.length(1)
    expect(JSON.stringify(stored)).to.not.contain('PRIVATE KEY').and.to.not.match(/"d":/)
  })

  it('publishes a retired key for ever: what it signed still verifies', async () => {
    const w = world()
    const credentials = credentialsOf(w)
    const { certificate } = await issued(w)
    const { jwt: old } = await credentials.ofCertificate(issuer, certificate.id)
    const id = await credentials.rotateKey(administrator)
    const { jwt } = await credentials.ofCertificate(issuer, certificate.id)
    expect(jwt).to.not.equal(old)
    const keys = await keysOf(credentials)
    for (const each of [old, jwt])
      expect(verifyCredential(each, keys, w.deps.now()).id).to.contain(certificate.id)
    expect((await credentials.publicKey(id))?.kid).to.equal(`${w.deps.publicUrl}/credentials/keys/${id}`)
    expect(await credentials.publicKey('none')).to.equal(null)
    expect(JSON.stringify(keys)).to.not.match(/"(d|p|q|dp|dq|qi)":/)
    expect(await codeOf(credentials.rotateKey(issuer))).to.equal('forbidden')
  })

  it('gives nothing of others to whoever may not see it', async () => {
    const w = world()
    const credentials = credentialsOf(w)
    const { certificate, enrolment, entries } = await issued(w)
    for (const actor of [anActor(['learner']), anActor(['issuer'], { scope: ['elsewhere'] })]) {
      expect(await codeOf(credentials.ofCertificate(actor, certificate.id))).to.equal('not_found')
      expect(await codeOf(credentials.ofEntry(actor, entries[0]?.id ?? ''))).to.equal('not_found')
      expect(await codeOf(credentials.ofBook(actor, enrolment.id))).to.equal('not_found')
    }
  })

  it('is verified offline by the command, which tells genuine, revoked and forged apart', async () => {
    const w = world()
    w.at('2025-12-01T09:00:00Z') // the command reads the real clock, which is later
    const credentials = credentialsOf(w)
    const { certificate, enrolment } = await issued(w)
    const { jwt } = await credentials.ofCertificate(issuer, certificate.id)
    await w.credits.annulCertificate(issuer, { certificateId: certificate.id, reason: 'Ошибка' })
    const payload = verifyCredential(jwt, await keysOf(credentials), w.deps.now())
    const { statusListCredential } = payload.credentialStatus as Record<string, string>
    const list = await credentials.statusList(Number(statusListCredential?.split('/').at(-1)))
    const dir = mkdtempSync(path.join(tmpdir(), 'credential-'))
    const file = (name: string, text: string) => {
      writeFileSync(path.join(dir, name), text)
      return path.join(dir, name)
    }
    const keys = file('keys.json', JSON.stringify(await credentials.publicKeys()))
    const nowhere = { DATA_DIR: '/dev/null/nowhere' }
    const genuine = ['certificate', 'verify', file('c.jwt', jwt), '--keys', keys, '--json']
    const told = await zachetka(genuine, nowhere)
    expect([told.code, JSON.parse(told.stdout).genuine]).to.deep.equal([0, true])
    const revoked = await zachetka([...genuine, '--status', file('list.jwt', list?.jwt ?? '')], nowhere)
    expect([revoked.code, JSON.parse(revoked.stdout).revoked]).to.deep.equal([1, true])
    const book = file('b.jwt', (await credentials.ofBook(issuer, enrolment.id)).jwt)
    const ofBook = await zachetka(['certificate', 'verify', book, '--keys', keys], nowhere)
    expect([ofBook.code, ofBook.stdout.match(/^- /gm)?.length]).to.deep.equal([0, 4])
    const forged = file(
      'f.jwt',
      jwt.replace(/\.(.)/, (_, sign) => `.${sign === 'e' ? 'f' : 'e'}`),
    )
    const refused = await zachetka(['certificate', 'verify', forged, '--keys', keys], nowhere)
    expect(refused.code).to.equal(1)
    expect(refused.stderr).to.match(/\[credential_(signature|malformed)\]/)
  })
})
