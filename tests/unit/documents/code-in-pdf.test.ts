import { deflateSync } from 'node:zlib'
import { expect } from 'chai'
import { renderCertificate } from '#documents/certificate-pdf'
import { codeInPdf } from '#documents/code-in-pdf'
import { certificate } from '#tests/unit/http/support/views'

const packed = (text: string | Buffer) =>
  Buffer.concat([Buffer.from('%PDF-1.7\n1 0 obj\nstream\n'), deflateSync(text), Buffer.from('\nendstream\n')])

describe('the code inside a PDF', () => {
  it('is found in what we render, also after the file was changed', async () => {
    if (!certificate.snapshot) throw new TypeError('no snapshot')
    const pdf = Buffer.from(await renderCertificate(certificate.snapshot))
    expect(codeInPdf(pdf)).to.equal('4K7P2MNX9RTA')
    expect(codeInPdf(Buffer.concat([pdf, Buffer.from('\n% changed')]))).to.equal('4K7P2MNX9RTA')
  })

  it('is found in a packed stream and in two bytes a sign', () => {
    expect(codeInPdf(packed('x /verify/4K7P-2MNX-9RTA y'))).to.equal('4K7P2MNX9RTA')
    expect(codeInPdf(packed(Buffer.from('/verify/4K7P2MNX9RTA', 'utf16le')))).to.equal('4K7P2MNX9RTA')
  })

  it('is not made up: another address, signs that no code has, a stream that unpacks without end', () => {
    expect(codeInPdf(Buffer.from('%PDF /other/4K7P2MNX9RTA'))).to.equal(undefined)
    expect(codeInPdf(Buffer.from('%PDF /verify/0000OOOOIIII'))).to.equal(undefined)
    expect(codeInPdf(packed(Buffer.alloc(64 * 1024 * 1024)))).to.equal(undefined)
    expect(codeInPdf(new Uint8Array())).to.equal(undefined)
  })
})
