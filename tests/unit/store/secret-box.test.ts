import { expect } from 'chai'
import { createSecretBox } from '#store/secret-box'
import { codeThrown } from '#tests/support/thrown'

const key = 'a long enough secret key for a test'
describe('secret box', () => {
  it('opens what it sealed', () => {
    const box = createSecretBox(key)
    expect(box.open(box.seal({ token: 'жетон', n: 1 }))).to.deep.equal({ token: 'жетон', n: 1 })
  })

  it('opens the bytes that it sealed, and none that were changed', () => {
    const box = createSecretBox(key)
    const plain = new Uint8Array([0, 1, 254, 255])
    const sealed = box.sealBytes(plain)
    expect([...box.openBytes(sealed)]).to.deep.equal([...plain])
    expect(sealed).to.have.length(plain.length + 32)
    for (let i = 0; i < sealed.length; i++) {
      const changed = sealed.map((byte, at) => (at === i ? byte ^ 1 : byte))
      expect(
        codeThrown(() => box.openBytes(changed)),
        `byte ${i}`,
      ).to.match(/^secret_(tampered|key_unknown)$/)
    }
    expect(codeThrown(() => box.openBytes(new Uint8Array(3)))).to.match(/^secret_(tampered|key_unknown)$/)
    expect(codeThrown(() => createSecretBox(key, 'another purpose').openBytes(sealed))).to.equal(
      'secret_tampered',
    )
  })

  it('never seals the same secret to the same text, and never shows it', () => {
    const box = createSecretBox(key)
    const [a, b] = [box.seal('secret-token'), box.seal('secret-token')]
    expect(a).to.not.equal(b)
    expect(Buffer.from(a.split('.')[3] ?? '', 'base64url').toString('latin1')).to.not.include('secret-token')
  })

  it('refuses a text of which any sign was changed', () => {
    const sealed = createSecretBox(key).seal({ token: 'x' })
    for (let i = 0; i < sealed.length; i++) {
      // the last sign of a base64url group carries unused bits; changing its high bits always changes the bytes
      const other = sealed[i] === 'A' ? 'Q' : 'A'
      const changed = sealed.slice(0, i) + other + sealed.slice(i + 1)
      expect(
        codeThrown(() => createSecretBox(key).open(changed)),
        `sign ${i}`,
      ).to.match(/^secret_(tampered|key_unknown)$/)
    }
  })

  it('names another SECRET_KEY as the fault, not tampering', () => {
    const sealed = createSecretBox(key).seal('x')
    expect(codeThrown(() => createSecretBox(`${key}!`).open(sealed))).to.equal('secret_key_unknown')
  })

  it('opens nothing that was sealed for another purpose', () => {
    const sealed = createSecretBox(key, 'webhooks').seal('x')
    expect(codeThrown(() => createSecretBox(key).open(sealed))).to.equal('secret_tampered')
  })

  it('refuses what was never sealed', () => {
    for (const text of ['', 'v1', 'v2.00000000.AAAAAAAAAAAAAAAA.AAAAAAAAAAAAAAAAAAAAAA', '{}'])
      expect(codeThrown(() => createSecretBox(key).open(text))).to.equal('secret_tampered')
  })
})
