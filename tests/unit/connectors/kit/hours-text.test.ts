import { expect } from 'chai'
import fc from 'fast-check'
import { parseHoursText } from '#connectors/kit/hours-text'

describe('28 hours as people write them', () => {
  const readable: [string, string, string | null][] = [
    ['36', '36', null],
    ['36,5 ч.', '36.5', null],
    ['36.0 ч.', '36', null],
    ['18,5 ч.', '18.5', null],
    ['36 часов', '36', null],
    ['21 час', '21', null],
    ['48 ч', '48', null],
    ['8 ак. ч.', '8', 'ac45'],
    ['72 академических часа', '72', 'ac45'],
    ['24 ч. (в т. ч. 8 ч. практики)', '24', null],
    ['24 ч., в том числе 8 ч. практики', '24', null],
    ['1 036,5', '1036.5', null],
    ['1\u00a0036,5\u00a0ч.', '1036.5', null],
    ['\u00a036\u202fч.', '36', null],
    ['2 з.е.', '2', 'zet36'],
    ['2 ЗЕТ', '2', 'zet36'],
    ['1 з.е. (36 ч.)', '1', 'zet36'],
    ['27 астр. ч.', '27', 'h60'],
    ['Объём: 36 ч.', '36', null],
    ['<p>36&nbsp;ч.</p>', '36', null],
    ['0', '0', null],
    ['10000', '10000', null],
    ['007', '7', null],
    ['36 hours', '36', null],
    ['-4', '-4', null],
    ['-4.0 ч.', '-4', null],
    ['-4 ч.', '-4', null],
    ['− 4,5 ч.', '-4.5', null],
    ['–4', '-4', null],
    ['-0', '0', null],
  ]
  for (const [raw, value, unit] of readable) {
    it(`reads «${raw}» as ${value}`, () => {
      expect(parseHoursText(raw)).to.deep.equal({ value, unit, raw })
    })
  }

  const unreadable = [
    '',
    '   ',
    '--4',
    '4-',
    '-',
    'по учебному плану',
    'тридцать шесть',
    '36/18',
    '24–36 ч.',
    '24 ч + 8 ч',
    '1,036.5',
    '36.5.2',
    '1e3',
    '36 ч 30 мин',
    '36 км',
    'ч.',
    '36 баллов',
    '12 34',
    'NaN',
    '2 месяца',
    '(36)',
  ]
  for (const raw of unreadable) {
    it(`leaves «${raw}» to a person`, () => {
      expect(parseHoursText(raw)).to.deep.equal({ value: null, unit: null, raw })
    })
  }

  it('never throws, keeps the text, and gives a plain decimal or nothing', () => {
    const text = fc.oneof(
      fc.string({ unit: 'grapheme' }),
      fc.string({ unit: fc.constantFrom(...'0123456789 .,ч\u00a0-(вт)<>'), maxLength: 20 }),
    )
    fc.assert(
      fc.property(text, raw => {
        const hours = parseHoursText(raw)
        expect(hours.raw).to.equal(raw)
        if (hours.value !== null) expect(hours.value).to.match(/^-?(0|[1-9]\d*)(\.\d*[1-9])?$/)
      }),
    )
  })

  it('reads any number with either comma, any space between thousands and any ending', () => {
    const endings = fc.constantFrom('', ' ч.', ' часов', '\u00a0ч', ' ак. ч.', ' (в т. ч. 2 ч. практики)')
    fc.assert(
      fc.property(
        fc.nat(9_999_999),
        fc.nat(99),
        fc.constantFrom(',', '.'),
        fc.constantFrom('', ' ', '\u00a0'),
        endings,
        (whole, cents, comma, gap, ending) => {
          const grouped = String(whole).replace(/\B(?=(\d{3})+$)/g, gap)
          const fraction = String(cents).padStart(2, '0')
          const expected = `${whole}.${fraction}`.replace(/\.?0+$/, match =>
            match.startsWith('.') ? '' : match.replace(/0+$/, ''),
          )
          expect(parseHoursText(`${grouped}${comma}${fraction}${ending}`).value).to.equal(expected)
        },
      ),
    )
  })
})
