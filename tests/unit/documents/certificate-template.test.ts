import { expect } from 'chai'
import { renderCertificate, tryCertificate } from '#documents/certificate-pdf'
import { checkImage } from '#documents/images/check-image'
import type { CertificateSnapshot } from '#domain/certificates/certificate'
import { standardTemplates } from '#domain/templates/standard'
import type { TemplateContent } from '#domain/templates/template'
import { aJpeg, anSvg, aPng } from '#tests/support/images'
import { expectPdfA } from '#tests/support/pdf-a'
import { pagesOf } from '#tests/support/pdf-text'

const snapshot: CertificateSnapshot = {
  learner: { familyName: 'Ковалёва', givenName: 'Анна', patronymic: 'Сергеевна' },
  programme: { title: 'Цифровая дидактика', regulation: 'tspu', regulationVersion: '1' },
  issuer: { name: 'Учебный институт', city: 'Томск', signatory: 'И. О. Первый', secretary: 'И. О. Вторая' },
  documentTitle: 'Удостоверение о повышении квалификации',
  hours: '108.00',
  period: { from: '2024-09-02', to: '2026-05-18' },
  modules: [{ title: 'Семинар «Ёлка»', kind: 'семинар', hours: '8.00', date: '2025-01-15' }],
  issuedOn: '2026-11-22',
  registrationNumber: 'ПК-2026-000101',
  verificationCode: 'ABCDEFGH2345',
  verificationUrl: 'http://localhost:3000/verify/ABCDEFGH2345',
  names: { genitive: 'Ковалёвой Анны Сергеевны', dative: 'Ковалёвой Анне Сергеевне', latin: 'Anna Kovaleva' },
}

const wearing = (content: TemplateContent, more: Partial<CertificateSnapshot> = {}): CertificateSnapshot => ({
  ...snapshot,
  template: { id: 't', version: 3, content },
  ...more,
})
const { certificate } = standardTemplates
const facesOf = async (of: CertificateSnapshot) =>
  pagesOf(await renderCertificate(of)).map(lines => lines.join(' '))

describe('a document in its template', () => {
  it('says the words of the template with the fields filled in, line by line', async () => {
    const [face] = pagesOf(await renderCertificate(snapshot))
    expect(face).to.deep.equal([
      'Учебный институт',
      'г. Томск',
      'УДОСТОВЕРЕНИЕ О ПОВЫШЕНИИ КВАЛИФИКАЦИИ',
      'Регистрационный № ПК-2026-000101',
      'Настоящее удостоверение выдано',
      'Ковалёвой Анне Сергеевне',
      'в том, что в период с 2 сентября 2024 г. по 18 мая 2026 г.',
      'освоена дополнительная профессиональная программа повышения квалификации',
      '«Цифровая дидактика»',
      'в объёме: 108 академических часов',
      'Руководитель',
      'И. О. Первый',
      'Секретарь',
      'И. О. Вторая',
      'М. П.',
      'Томск, дата выдачи: 22 ноября 2026 г.',
      'Проверка подлинности: http://localhost:3000/verify/ABCDEFGH2345 · код ABCD-EFGH-2345',
    ])
  })

  it('leaves out empty lines and the seal, and stands upright when it is told to', async () => {
    const content = {
      ...certificate,
      lines: { ...certificate.lines, city: '', holder: '{name}' },
      seal: '',
      layout: { orientation: 'portrait' as const, marginMm: 15, hasFrame: false },
    }
    const pdf = await renderCertificate(wearing(content))
    const face = pagesOf(pdf)[0]?.join(' ') ?? ''
    expect(face)
      .to.contain('Ковалёва Анна Сергеевна')
      .and.to.not.contain('г. Томск')
      .and.to.not.contain('М. П.')
    expect(Buffer.from(pdf).toString('latin1')).to.contain('/MediaBox [0 0 595.28 841.89]')
  })

  it('has a second page in English where the template says so, before the modules', async () => {
    const english = {
      organisation: 'Training Institute',
      city: 'Tomsk',
      title: 'Certificate of professional development',
      programme: 'Digital didactics',
      signatures: [{ post: 'Head', name: 'I. Pervyi' }],
    }
    const pages = await facesOf({ ...snapshot, english })
    expect(pages).to.have.length(3)
    expect(pages[1]).to.contain('CERTIFICATE OF PROFESSIONAL DEVELOPMENT Registration No. PK-2026-000101')
    expect(pages[1])
      .to.contain('Anna Kovaleva from 2 September 2024 to 18 May 2026')
      .and.to.contain('108 academic hours')
    expect(pages[1]).to.not.match(/[а-яё]/i)
    expect(await facesOf(snapshot)).to.have.length(2)
  })

  it('is a statement of study for those who left', async () => {
    const [face, modules] = await facesOf({
      ...snapshot,
      kind: 'statement',
      documentTitle: 'Справка об обучении',
    })
    expect(face).to.contain('СПРАВКА ОБ ОБУЧЕНИИ').and.to.contain('Освоено: 108 академических часов')
    expect(face).to.contain('Итоговая аттестация не пройдена').and.to.not.contain('удостоверение')
    expect(modules).to.contain('Приложение к справке')
  })

  for (const [type, bytes] of [
    ['png', aPng()],
    ['jpeg', aJpeg()],
    ['svg', anSvg('<g transform="rotate(10 5 5) scale(2)"><path d="M0 0h5v5z" opacity=".5"/></g>')],
  ] as const) {
    it(`is PDF/A-2b with logo, background and facsimile as ${type}`, async () => {
      const content = {
        ...certificate,
        logo: 'x',
        background: 'x',
        signatures: [{ post: 'Ректор', name: '{signatory}', facsimile: 'x' }],
      }
      const images = new Map([['x', checkImage(bytes)]])
      const [a, b] = [
        await renderCertificate(wearing(content), images),
        await renderCertificate(wearing(content), images),
      ]
      expectPdfA(a)
      expect(Buffer.compare(a, b)).to.equal(0)
    })
  }

  it('holds an image once, however often it is drawn', async () => {
    const content = { ...certificate, logo: 'x', background: 'x' }
    const pdf = await renderCertificate(wearing(content), new Map([['x', checkImage(aPng(400, 300))]]))
    const images = Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Subtype \/Image/g)
    expect(images, 'its colours and its transparency').to.have.length(2)
  })

  it('is refused when an image is missing, and when a template has too much to say', async () => {
    const nameOf = (drawn: Promise<unknown>) =>
      drawn.then(
        () => 'drawn',
        error => error.name,
      )
    const lines = Object.fromEntries(
      Object.keys(certificate.lines).map(line => [line, 'Слово и дело. '.repeat(21)]),
    )
    const full: TemplateContent = {
      ...certificate,
      lines: lines as unknown as TemplateContent['lines'],
      signatures: Array.from({ length: 4 }, () => ({ post: 'Член комиссии', name: 'И. О. Первый' })),
      layout: { orientation: 'landscape', marginMm: 45, hasFrame: true },
      logo: 'x',
    }
    const images = new Map([['x', checkImage(aPng())]])
    expect(await nameOf(renderCertificate(wearing({ ...certificate, logo: 'x' })))).to.equal(
      'MissingImageError',
    )
    expect(await nameOf(tryCertificate(wearing(full), images))).to.equal('TemplateOverflowError')
    expect(await nameOf(tryCertificate(wearing(certificate), new Map()))).to.equal('drawn')
    // what was taken once is drawn, whatever the name
    expect(await nameOf(renderCertificate(wearing(full), images))).to.equal('drawn')
  })

  it('is PDF/A-2b in every kind', async () => {
    for (const kind of ['certificate', 'statement'] as const)
      expectPdfA(await renderCertificate({ ...snapshot, kind }))
  })
})
