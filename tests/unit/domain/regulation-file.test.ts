import { expect } from 'chai'
import { readRegulationFiles } from '#config/regulations'
import { InvalidRegulationError, parseRegulation, type RegulationFault } from '#domain/regulations/file'

const good = readRegulationFiles().find(one => one.file.endsWith('tspu.yaml'))?.text ?? ''

/** Faults of a text, or none. */
function faultsOf(text: string): readonly RegulationFault[] {
  try {
    parseRegulation(text)
    return []
  } catch (error) {
    if (!(error instanceof InvalidRegulationError)) throw error
    expect(error.code).to.equal('invalid_regulation')
    return error.faults
  }
}

/** The good file with one line changed; the fault must be on that line. */
function withLine(from: string, to: string): { text: string; line: number } {
  expect(good.split(from).length, `${from} stands once`).to.equal(2)
  return { text: good.replace(from, to), line: good.slice(0, good.indexOf(from)).split('\n').length }
}

describe('parseRegulation', () => {
  it('reads the file that comes with Zachetka', () => {
    expect(faultsOf(good)).to.deep.equal([])
    expect(parseRegulation(good).regulation).to.include({ id: 'tspu', version: '1' })
  })

  for (const { title, from, to, path, message } of [
    {
      title: 'an unknown kind',
      from: 'kind: open-lesson',
      to: 'kind: open-leson',
      path: 'tariff.7.kind',
      message: 'Invalid',
    },
    {
      title: 'a term beyond the calendar',
      from: 'max: { years: 3 }',
      to: 'max: { years: 3000 }',
      path: 'term.max.years',
      message: '100',
    },
    {
      title: 'hours below zero',
      from: 'hours: 46',
      to: 'hours: -46',
      path: 'tariff.6.hours',
      message: '-46',
    },
    {
      title: 'hours with three decimals',
      from: 'hours: 46',
      to: 'hours: 46.125',
      path: 'tariff.6.hours',
      message: '46.125',
    },
    {
      title: 'a key that does not exist',
      from: 'kindCapClause:',
      to: 'kindCapClaus:',
      path: 'kindCapClaus',
      message: 'unknown',
    },
    {
      title: 'a wrong type',
      from: 'atLeast: 1',
      to: 'atLeast: one',
      path: 'invariantModules.atLeast',
      message: 'number',
    },
    {
      title: 'a date that does not exist',
      from: '"2013-09-01"',
      to: '"2013-02-30"',
      path: 'validFrom',
      message: 'exist',
    },
    {
      title: 'a tariff outside the module size',
      from: 'hours: 46',
      to: 'hours: 69',
      path: 'tariff.6.hours',
      message: '8–68',
    },
    {
      title: 'a kind twice in the tariff',
      from: 'kind: contest',
      to: 'kind: seminar',
      path: 'tariff.2.kind',
      message: 'twice',
    },
    {
      title: 'a requirement twice',
      from: '{ id: term-max,',
      to: '{ id: term-min,',
      path: 'requirements.3.id',
      message: 'twice',
    },
    {
      title: 'a requirement without its section',
      from: 'enrolment:',
      to: 'enrollment:',
      path: 'enrollment',
      message: 'unknown',
    },
    {
      title: 'surplus that nothing carries',
      from: 'policy: burn',
      to: 'policy: carry',
      path: 'surplus.policy',
      message: 'not carried',
    },
    {
      title: 'a term upside down',
      from: '{ years: 1 }',
      to: '{ years: 4 }',
      path: 'term.min',
      message: 'longer',
    },
    { title: 'sizes upside down', from: 'min: 8', to: 'min: 80', path: 'moduleSize.min', message: 'above' },
    {
      title: 'a field that a requirement does not ask for',
      from: '- { id: total-hours,',
      to: '- { id: total-hours, atLeast: 40,',
      path: 'requirements.0.atLeast',
      message: 'says nothing to total-hours',
    },
    {
      title: 'a body that nothing asks for its decision',
      from: '  by: [curator]',
      to: '  decidedBy: head\n  by: [curator]',
      path: 'confirmation.decidedBy',
      message: 'municipality',
    },
    {
      title: 'a paper twice',
      from: 'id: contract',
      to: 'id: application',
      path: 'enrolment.documents.1.id',
      message: 'twice',
    },
  ]) {
    it(`names the line of ${title}`, () => {
      const { text, line } = withLine(from, to)
      const fault = faultsOf(text).find(one => one.path === path)
      expect(fault).to.include({ line })
      expect(fault?.message).to.contain(message)
      expect(fault?.remedy).not.to.equal('')
      expect(fault?.ru.message).to.match(/[а-яё]/)
      expect(fault?.ru.remedy).to.match(/[а-яё]/)
    })
  }

  it('refuses a share above one', () => {
    const text = `${good}\ninvariantShare:\n  max: 1.5\n  of: study\n  clause: п. 1\n`
    const [fault, ...more] = faultsOf(text)
    expect(more).to.deep.equal([])
    expect(fault).to.include({ path: 'invariantShare.max', line: text.split('\n').length - 3 })
    expect(fault?.message).to.contain('not above 1')
  })

  it('reports all faults at once, in the order of the lines', () => {
    const text = good
      .replace('hours: 46', 'hours: -46')
      .replace('kind: open-lesson', 'kind: x')
      .replace('atLeast: 1', 'atLeast: x')
    const faults = faultsOf(text)
    expect(faults.map(one => one.path)).to.deep.equal([
      'invariantModules.atLeast',
      'tariff.6.hours',
      'tariff.7.kind',
    ])
    expect(faults.map(one => one.line)).to.deep.equal(faults.map(one => one.line).sort((a, b) => a - b))
  })

  it('tells a missing key by its name', () => {
    const faults = faultsOf(good.replace(/^version:.*$/m, ''))
    expect(faults).to.have.length(1)
    expect(faults[0]).to.include({ path: 'version', message: 'version is missing', remedy: 'Add the key.' })
  })

  it('names the line of the row that lacks a key', () => {
    const text = good.replace('hours: 46\n    paid: false', 'hours: 46')
    const line = text.slice(0, text.indexOf('kind: presentation-online')).split('\n').length
    expect(faultsOf(text)).to.deep.equal([
      {
        line,
        path: 'tariff.6.paid',
        message: 'paid is missing',
        remedy: 'Add the key.',
        ru: { message: 'нет ключа paid', remedy: 'Добавьте ключ.' },
      },
    ])
  })

  it('names the line of a key that stands twice', () => {
    const text = good.replace('atLeast: 1', 'atLeast: 1\n  atLeast: 2')
    const line = text.slice(0, text.indexOf('atLeast: 2')).split('\n').length
    expect(faultsOf(text).map(one => one.line)).to.include(line)
  })

  for (const [title, text, line, name] of [
    ['a list in itself', `${good}\nforms: &f\n  - *f\n`, 3, 'f'],
    ['a map in itself', `${good}\npapers: &p\n  clause: п. 1\n  documents: [*p]\n`, 4, 'p'],
    [
      'two that lead to each other',
      `${good}\nforms: &f\n  - id: x\n    columns: &c [*f]\n    rows: *c\n`,
      4,
      'f',
    ],
  ] as const) {
    it(`calls ${title} a cycle, on the line of the alias`, () => {
      const faults = faultsOf(text)
      expect(faults).to.have.length(1)
      expect(faults[0]).to.include({
        line: good.split('\n').length - 1 + line,
        message: `the alias *${name} leads back into itself: a cycle`,
      })
      expect(faults[0]?.ru.message).to.contain('цикл')
    })
  }

  it('names the line of an alias to nothing', () => {
    const text = good.replace('atLeast: 1', 'atLeast: *most')
    const line = good.slice(0, good.indexOf('atLeast: 1')).split('\n').length
    expect(faultsOf(text)).to.have.length(1)
    expect(faultsOf(text)[0]).to.include({ line })
    expect(faultsOf(text)[0]?.message).to.contain('*most')
  })

  it('lets an anchor be used again that leads to no cycle', () => {
    const text = good
      .replace('clause: п. 2.6', 'clause: &clause п. 2.6')
      .replace('clause: п. 2.3', 'clause: *clause')
    expect(parseRegulation(text).regulation.moduleSize?.clause).to.equal('п. 2.6')
  })

  it('calls a chain of approvals that comes back to a step a cycle', () => {
    const text = good.replace(
      'change: [curator]',
      'change:\n    - { does: agrees, by: [head, mentor] }\n    - curator\n    - { does: agrees, by: [mentor, head] }',
    )
    const [fault, ...more] = faultsOf(text)
    expect(more).to.deep.equal([])
    expect(fault).to.include({
      path: 'route.change.2',
      line: text.slice(0, text.indexOf('[mentor, head]')).split('\n').length,
    })
    expect(fault?.message).to.contain('a cycle')
  })

  for (const [title, from, to, path] of [
    ['a role that does not exist', 'change: [curator]', 'change: [janitor]', 'route.change.0'],
    [
      'a step without anybody',
      'change: [curator]',
      'change: [{ does: agrees, by: [] }]',
      'route.change.0.by',
    ],
    [
      'a threshold beside a binding programme',
      'source:',
      'programmeHours: { clause: п. 1 }\nsource:',
      'programmeHours',
    ],
    ['hours that are a list', 'hours: 46', 'hours: [46]', 'tariff.6.hours'],
    [
      'a part without its kinds',
      '- { id: term-max, clause: п. 2.8 }',
      '- { id: theory-part, clause: п. 1.2 }',
      'requirements.3.id',
    ],
    ['an approved route without a chain', /^route:\n(?: .*\n)+/m, '', 'requirements.3.id'],
  ] as const) {
    it(`refuses ${title}`, () => {
      const base = title.startsWith('an approved')
        ? good.replace('{ id: term-max,', '{ id: route-approved,')
        : good
      const text = base.replace(from, to)
      expect(text).not.to.equal(base)
      const [fault, ...more] = faultsOf(text)
      expect(more).to.deep.equal([])
      expect(fault?.path).to.equal(path)
      expect(fault?.ru.remedy).to.match(/[а-яё]/)
    })
  }

  for (const [title, text] of [
    ['broken YAML', 'id: [tspu\nversion: 1\n'],
    ['an empty file', ''],
    ['a list', '- id: tspu\n'],
    ['plain text', 'положение'],
    ['an alias to nothing', 'id: *nowhere\n'],
    [
      'a flood of aliases',
      `a: &a [x]\nb: [${Array(60).fill('*a').join(',')}]\nc: &c [${Array(60).fill('*a').join(',')}]\n`,
    ],
  ] as const) {
    it(`refuses ${title} with a fault, not with another error`, () => {
      expect(faultsOf(text)).not.to.deep.equal([])
    })
  }
})
