import { expect } from 'chai'
import fc from 'fast-check'
import { decodeAnswer } from '#connectors/moodle/rest/answer'
import { rejection } from '#tests/contract/connectors/harness'
import { recorded } from '../recorded.ts'

const xml = (inner: string): string =>
  `<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n${inner}\n</RESPONSE>\n`

/** Writes a value as Moodle's XML writer does. */
function write(value: unknown): string {
  if (value === null) return '<VALUE null="null"/>\n'
  if (Array.isArray(value)) return `<MULTIPLE>\n${value.map(write).join('')}</MULTIPLE>\n`
  if (typeof value === 'object') {
    const keys = Object.entries(value as object).map(
      ([key, inner]) => `<KEY name="${escapeXml(key)}">${write(inner)}</KEY>\n`,
    )
    return `<SINGLE>\n${keys.join('')}</SINGLE>\n`
  }
  return `<VALUE>${escapeXml(String(value))}</VALUE>\n`
}

function escapeXml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const word = fc
  .string({ unit: fc.constantFrom(...'abЁж«»&<>"\'7 .'), maxLength: 12 })
  .filter(text => text === text.trim())
const key = fc.stringMatching(/^[a-z_]{1,10}$/)
const leaf = fc.oneof(word, fc.constant(null))
const { tree } = fc.letrec(tie => ({
  tree: fc.oneof({ depthSize: 'small' }, leaf, tie('list'), tie('row')),
  row: fc.dictionary(key, tie('tree'), { maxKeys: 4, noNullPrototype: true }),
  list: fc.oneof(fc.array(tie('row'), { maxLength: 3 }), fc.array(leaf, { maxLength: 3 })),
}))

describe('the text of a Moodle answer', () => {
  it('25 reads back any XML that Moodle would write', async () => {
    await fc.assert(
      fc.asyncProperty(tree, async value => {
        expect(await decodeAnswer(xml(write(value)), 'xml')).to.deep.equal({ value })
      }),
      { numRuns: 150 },
    )
  })

  it('25 tells none, one and many apart, and null from empty', async () => {
    const row = (inner: string): string => `<SINGLE>\n<KEY name="a">${inner}</KEY>\n</SINGLE>\n`
    const values: [string, unknown][] = [
      ['<MULTIPLE>\n</MULTIPLE>', []],
      ['<MULTIPLE/>', []],
      [`<MULTIPLE>${row('<VALUE>1</VALUE>')}</MULTIPLE>`, [{ a: '1' }]],
      [
        `<MULTIPLE>${row('<VALUE></VALUE>')}${row('<VALUE null="null"/>')}</MULTIPLE>`,
        [{ a: '' }, { a: null }],
      ],
      ['<SINGLE>\n</SINGLE>', {}],
      ['', null],
    ]
    for (const [inner, value] of values)
      expect(await decodeAnswer(xml(inner), 'xml')).to.deep.equal({ value })
  })

  it('keeps whole numbers of 16 digits and more as text, wherever they stand', async () => {
    const digits = fc.integer({ min: 14, max: 19 }).map(count => '9'.repeat(count))
    await fc.assert(
      fc.asyncProperty(fc.nat(40), digits, async (offset, number) => {
        const body = `{"name":"${'я'.repeat(offset)}","id":${number},"list":[${number}]}`
        const id = number.length >= 16 ? number : Number(number)
        expect(await decodeAnswer(body, 'json')).to.deep.equal({
          value: { name: 'я'.repeat(offset), id, list: [id] },
        })
      }),
      { numRuns: 200 },
    )
  })

  it('reads a recorded error, and a maintenance notice, in both formats', async () => {
    for (const format of ['json', 'xml'] as const) {
      const expired = await decodeAnswer(
        recorded('core_webservice_get_site_info/err_token_expired', format),
        format,
      )
      const closed = await decodeAnswer(
        recorded('core_webservice_get_site_info/err_maintenance', format),
        format,
      )
      expect([expired, closed]).to.deep.equal([
        { exception: { errorcode: 'invalidtoken' } },
        { exception: { errorcode: 'sitemaintenance' } },
      ])
    }
  })

  it('reads errors of the login script and of servers that give no code', async () => {
    const errors = ['{"error":"Invalid login","errorcode":"invalidlogin"}', '{"exception":"x","message":"y"}']
    const codes = await Promise.all(errors.map(text => decodeAnswer(text, 'json')))
    expect(codes).to.deep.equal([
      { exception: { errorcode: 'invalidlogin' } },
      { exception: { errorcode: 'unknown' } },
    ])
    const old = '<EXCEPTION class="x"><MESSAGE>y</MESSAGE></EXCEPTION>'
    expect(await decodeAnswer(old, 'xml')).to.deep.equal({ exception: { errorcode: 'unknown' } })
  })

  it('29 keeps ids that a binary fraction would round', async () => {
    const text =
      '[{"id":9007199254740993,"name":"n 12345678901234567890 \\" 1","progress":28.57142857142857142}]'
    expect(await decodeAnswer(text, 'json')).to.deep.equal({
      value: [{ id: '9007199254740993', name: 'n 12345678901234567890 " 1', progress: 28.571428571428573 }],
    })
  })

  it('26 reads an answer behind a byte order mark', async () => {
    expect(await decodeAnswer('\ufeff[1]', 'json')).to.deep.equal({ value: [1] })
  })

  const spoiled: [string, 'json' | 'xml', string][] = [
    ['<!DOCTYPE html><html><body>Login</body></html>', 'json', 'moodle_page_in_answer'],
    ['<html lang="ru"><body>Технические работы</body></html>', 'xml', 'moodle_page_in_answer'],
    ['<br />\n<b>Notice</b>:  Undefined index in <b>/x.php</b><br />\n[]', 'json', 'moodle_notice_in_answer'],
    ['Warning: foreach() argument must be array\n[]', 'json', 'moodle_notice_in_answer'],
    ['[{"id":7', 'json', 'moodle_not_json'],
    ['', 'json', 'moodle_empty_answer'],
    [xml('<MULTIPLE>').slice(0, -20), 'xml', 'moodle_not_xml'],
    ['[]', 'xml', 'moodle_not_xml'],
    ['<RSS></RSS>', 'xml', 'moodle_not_xml'],
    [xml('<MULTIPLE><KEY name="a"/></MULTIPLE>'), 'xml', 'moodle_not_xml'],
    [xml('<TABLE>1</TABLE>'), 'xml', 'moodle_not_xml'],
    [`<!DOCTYPE x [<!ENTITY a "b">]>${xml('<VALUE>&a;</VALUE>')}`, 'xml', 'moodle_not_xml'],
    [xml('<MULTIPLE>'.repeat(5000) + '</MULTIPLE>'.repeat(5000)), 'xml', 'moodle_not_xml'],
  ]
  for (const [text, format, code] of spoiled) {
    it(`5, 6, 7, 42 takes no other text for data (${code}, ${format}, ${text.length} characters)`, async () => {
      expect(await rejection(decodeAnswer(text, format))).to.include({ code })
    })
  }

  it('42 makes no prototype of a key', async () => {
    const text = xml(
      '<SINGLE><KEY name="__proto__"><SINGLE><KEY name="deleted"><VALUE>1</VALUE></KEY></SINGLE></KEY></SINGLE>',
    )
    const answer = (await decodeAnswer(text, 'xml')) as { value: { deleted?: unknown } }
    expect(answer.value.deleted).to.equal(undefined)
    expect(({} as { deleted?: unknown }).deleted).to.equal(undefined)
  })
})
