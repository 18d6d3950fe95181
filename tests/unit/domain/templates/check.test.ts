import { expect } from 'chai'
import { templateFaults } from '#domain/templates/check'
import { fieldsIn, fillText } from '#domain/templates/fill'
import { standardTemplates } from '#domain/templates/standard'
import { imagesOf, TEMPLATE_KINDS, type TemplateContent } from '#domain/templates/template'

const { certificate } = standardTemplates

const withLine = (line: Partial<TemplateContent['lines']>): TemplateContent => ({
  ...certificate,
  lines: { ...certificate.lines, ...line },
})

describe('templates', () => {
  for (const kind of TEMPLATE_KINDS) {
    it(`come along ready: ${kind}`, () => {
      expect(templateFaults(standardTemplates[kind])).to.deep.equal([])
    })
  }

  for (const [what, content, faults] of [
    [
      'an unknown field',
      withLine({ intro: '{nmae}' }),
      [{ path: 'lines.intro', code: 'unknown-field', fact: 'nmae' }],
    ],
    ['a brace that does not close', withLine({ city: 'г. {city' }), [{ path: 'lines.city', code: 'brace' }]],
    ['a brace that does not open', withLine({ city: 'г. city}' }), [{ path: 'lines.city', code: 'brace' }]],
    [
      'a text of 301 signs',
      withLine({ closing: 'я'.repeat(301) }),
      [{ path: 'lines.closing', code: 'too-long', fact: '300' }],
    ],
    ['no title', withLine({ title: ' ' }), [{ path: 'lines.title', code: 'required' }]],
    ['no number', withLine({ registration: '' }), [{ path: 'lines', code: 'field-missing', fact: 'number' }]],
    [
      'no name in any case',
      withLine({ holder: 'слушателю' }),
      [{ path: 'lines', code: 'field-missing', fact: 'name' }],
    ],
    ['nobody who signs', { ...certificate, signatures: [] }, [{ path: 'signatures', code: 'no-signature' }]],
    [
      'five who sign',
      { ...certificate, signatures: Array.from({ length: 5 }, () => ({ post: 'Член', name: '' })) },
      [{ path: 'signatures', code: 'too-many', fact: '4' }],
    ],
    [
      'a signature without a post',
      { ...certificate, signatures: [{ post: '', name: '{signatory}' }] },
      [{ path: 'signatures.0.post', code: 'required' }],
    ],
    [
      'margins of a hand',
      { ...certificate, layout: { ...certificate.layout, marginMm: 90 } },
      [{ path: 'layout.marginMm', code: 'margin', fact: '8–45' }],
    ],
    [
      'an unknown field on the English page',
      { ...certificate, english: { organisation: '{x}', city: '', signatures: [], programmes: {} } },
      [{ path: 'english.organisation', code: 'unknown-field', fact: 'x' }],
    ],
  ] as const) {
    it(`do not compile with ${what}`, () => {
      expect(templateFaults(content as TemplateContent)).to.deep.equal(faults)
    })
  }

  it('fill their fields, and nothing that looks like a field of a field', () => {
    const values = { 'name.dative': 'Ковалёвой {number}', number: '7' }
    expect(fillText('Выдано { name.dative } № {number}', values)).to.equal('Выдано Ковалёвой {number} № 7')
    expect(fillText('{hours}', {})).to.equal('')
    expect(fieldsIn('{a} {b}')).to.deep.equal(['a', 'b'])
  })

  it('name each image once', () => {
    const signatures = [
      { post: 'Ректор', name: '', facsimile: 'b' },
      { post: 'Секретарь', name: '', facsimile: 'a' },
    ]
    expect(imagesOf({ ...certificate, logo: 'a', signatures })).to.deep.equal(['a', 'b'])
  })
})
