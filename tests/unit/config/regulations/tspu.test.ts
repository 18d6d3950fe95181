import { expect } from 'chai'
import { readRegulationFiles } from '#config/regulations'
import { formatHours } from '#domain/hours'
import { parseRegulation } from '#domain/regulations/file'
import { isRepeatable, tariffOf } from '#domain/regulations/regulation'

const files = readRegulationFiles()
const text = files.find(one => one.file.endsWith('tspu.yaml'))?.text ?? ''
const { regulation } = parseRegulation(text)

/** Приложение 1, row by row: kind, forms, hours, paid, how the title starts. */
const ANNEX_1 = [
  ['seminar', 'in-person distance blended', '8.00', true, 'Обучение семинарах'],
  ['network-project', 'distance', '68.00', true, 'Участие в работе сетевых проектов'],
  ['contest', 'distance', '50.00', true, 'Участие в работе профессиональных педагогических конкурсов'],
  ['team-contest', 'distance', '50.00', true, 'Участие в работе командных конкурсов'],
  ['pupil-guidance', 'distance', '24.00', true, 'Курирование обучающихся'],
  [
    'presentation',
    'in-person',
    '8.00',
    false,
    'Презентация собственного педагогического опыта на очных курсах',
  ],
  [
    'presentation-online',
    'distance',
    '46.00',
    false,
    'Презентация собственного педагогического опыта на сайте',
  ],
  ['open-lesson', 'in-person', '24.00', false, 'Проведение открытых уроков'],
  ['master-class', 'in-person', '24.00', false, 'Проведение занятий, мастер-классов'],
  ['joint-project', 'distance', '48.00', false, 'Организация совместных с ТГПУ дистанционных проектов'],
  ['photo-gallery', 'distance', '12.00', false, 'Курирование процесса создания'],
  ['methodical-association', 'distance', '68.00', false, 'Организация совместных с ТГПУ сетевых'],
] as const

describe('config/regulations', () => {
  it('holds only valid regulations, each version once', () => {
    const names = files.map(one => {
      const { id, version } = parseRegulation(one.text).regulation
      return `${id} ${version}`
    })
    expect(names).to.include('tspu 1')
    expect(new Set(names).size).to.equal(names.length)
  })
})

describe('config/regulations/tspu.yaml', () => {
  it('P13: has Annex 1 row by row', () => {
    const rows = regulation.tariff.map(row => [
      row.kind,
      row.forms.join(' '),
      formatHours(row.hours),
      row.paid,
    ])
    expect(rows).to.deep.equal(ANNEX_1.map(([kind, forms, hours, paid]) => [kind, forms, hours, paid]))
    for (const [index, [, , , , title]] of ANNEX_1.entries()) {
      expect(regulation.tariff[index]?.title.ru.startsWith(title), title).to.equal(true)
      expect(regulation.tariff[index]?.clause).to.equal(`Приложение 1, строка ${index + 1}`)
    }
  })

  it('P13: only the gallery counts per piece', () => {
    const repeatable = regulation.tariff.filter(row => isRepeatable(regulation, row)).map(row => row.kind)
    expect(repeatable).to.deep.equal(['photo-gallery'])
    expect(tariffOf(regulation, 'internship')).to.equal(undefined)
  })

  it('P4, P6, P7: has 8–68 hours a module, 108 in all, one to three years', () => {
    expect(regulation.moduleSize).to.deep.equal({ min: 800, max: 6800, clause: 'п. 2.3' })
    expect(regulation.totalHours).to.deep.equal({ hours: 10800, clause: 'п. 2.6' })
    expect(regulation.term).to.deep.include({
      min: { years: 1, months: 0 },
      max: { years: 3, months: 0 },
      clause: 'п. 2.8',
    })
  })

  it('cites a clause for every open question and takes a default for each', () => {
    expect(regulation.term).to.include({ minimumHolds: true, afterEnd: 'mastered-in-term' })
    expect(regulation.kindCaps).to.deep.equal([])
    expect(regulation.sharedModules.policy).to.equal('exclusive')
    expect(regulation.surplus.policy).to.equal('burn')
    const open = text.split('\n').filter(line => /^\s*# Open/.test(line))
    expect(open).to.have.length(7)
  })
})
