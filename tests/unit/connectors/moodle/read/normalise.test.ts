import { expect } from 'chai'
import { buildCourse, buildPerson, buildWhen } from '#connectors/moodle/read/normalise'
import { completionAnswer, courseRow, enrolmentRow, rosterRow } from '#connectors/moodle/rest/schemas'

const settings = { hoursField: ['hours', 'hours_text'], hoursUnit: 'ac45' as const }
const course = (...customfields: unknown[]) =>
  buildCourse(courseRow.parse({ id: 2, fullname: 'Курс', customfields }), settings)
const field = (shortname: string, type: string, valueraw: unknown, value: unknown) => ({
  shortname,
  type,
  valueraw,
  value,
})

describe('hours of a Moodle course', () => {
  it('are the exact number of a number field, not what is displayed', () => {
    expect(course(field('hours', 'number', 18.25, '18.3 ч.')).hours).to.deep.equal([
      { value: '18.25', unit: 'ac45', kind: 'nominal', from: 'customfield:hours', raw: '18.3 ч.' },
    ])
  })

  it('take the unit from what is displayed', () => {
    expect(course(field('hours', 'number', 2, '2.0 з.е.')).hours[0]).to.include({ value: '2', unit: 'zet36' })
  })

  it('are the words of a menu, not its index', () => {
    expect(course(field('hours', 'select', 3, '72 часа')).hours[0]).to.include({ value: '72' })
    expect(course(field('hours', 'select', 0, null)).hours[0]).to.include({ value: null, raw: '' })
  })

  it('come from the second field when the first is empty', () => {
    const both = course(field('hours', 'number', null, null), field('hours_text', 'text', '36', '36'))
    expect(both.hours).to.have.length(1)
    expect(both.hours[0]).to.include({ value: '36', from: 'customfield:hours_text' })
    expect(both.hoursConflict).to.equal(false)
  })

  it('28 count once when two fields state them, and a conflict is told', () => {
    const agreed = course(
      field('hours', 'number', 24, '24.0 ч.'),
      field('hours_text', 'text', '24 ак. ч.', '24 ак. ч.'),
    )
    const split = course(field('hours', 'number', 24, '24.0 ч.'), field('hours_text', 'text', '36', '36'))
    expect([agreed.hoursConflict, split.hoursConflict]).to.deep.equal([false, true])
    expect(split.hours.map(({ value }) => value)).to.deep.equal(['24'])
  })

  it('are none when the course has no such field', () => {
    expect(course(field('credits', 'text', '36', '36')).hours).to.deep.equal([])
  })
})

describe('the title of a Moodle course', () => {
  const title = (fullname: string) => buildCourse(courseRow.parse({ id: 2, fullname }), settings).title

  it('is plain text: what Moodle escaped is decoded, once', () => {
    expect(title('Урок &amp; &quot;игра&quot; &#039;5&#039; &lt;б&gt;')).to.equal(`Урок & "игра" '5' <б>`)
    expect(title('&amp;lt;')).to.equal('&lt;')
    expect(title('A&B; &constructor; &#1; &#xd800;')).to.equal('A&B; &constructor; &#1; &#xd800;')
  })
})

describe('the time of a Moodle completion', () => {
  const when = (aggregation: number, ...completions: unknown[]) =>
    buildWhen(
      completionAnswer.parse({ completionstatus: { completed: true, aggregation, completions } })
        .completionstatus,
    )
  const met = (timecompleted: unknown) => ({ complete: true, timecompleted })

  it('is the last criterion where all are asked for, the first where any will do', () => {
    expect(when(1, met(100), met(300), met(200)).raw).to.equal('300')
    expect(when(2, met(100), met(300), met(200)).raw).to.equal('100')
  })

  it('27 is none for 0 and null, and ignores the time of a criterion that is not met', () => {
    expect(when(1, met(0), met(null))).to.deep.equal({ at: null, quality: 'derived' })
    expect(when(1, met('86400'), { complete: '0', timecompleted: '99999999' }).at).to.equal(
      '1970-01-02T00:00:00.000Z',
    )
  })

  it('27 is not a time when it is negative or beyond the calendar', () => {
    for (const bad of [-5, 1e15, 'soon', 1.5]) {
      expect(
        completionAnswer.safeParse({
          completionstatus: { completed: true, aggregation: 1, completions: [met(bad)] },
        }).success,
        String(bad),
      ).to.equal(false)
    }
  })
})

describe('a person of a Moodle roster', () => {
  it('has the patronymic that stands inside the given name, and nothing that is not told', () => {
    const row = rosterRow.parse({
      id: '7',
      firstname: 'Анна Сергеевна',
      lastname: 'О’Коннор',
      email: null,
      idnumber: '',
    })
    expect(buildPerson(row)).to.deep.equal({
      userId: '7',
      familyName: 'О’Коннор',
      givenName: 'Анна',
      patronymic: 'Сергеевна',
    })
  })

  it('keeps a given name of two words that has no patronymic in it', () => {
    const given = (firstname: string) => buildPerson(rosterRow.parse({ id: 7, firstname }))
    expect(given('Анна Мария')).to.deep.equal({ userId: '7', givenName: 'Анна Мария' })
    expect(given('Алина')).to.deep.equal({ userId: '7', givenName: 'Алина' })
  })

  it('has the full name when the parts are hidden, and the department when there is no institution', () => {
    const row = rosterRow.parse({ id: 7, fullname: 'Анна Иванова', department: 'Кафедра', novelty: [1] })
    expect(buildPerson(row)).to.deep.equal({
      userId: '7',
      givenName: 'Анна Иванова',
      organisation: 'Кафедра',
    })
  })

  it('29 has an id that is a positive whole number of any length, as text', () => {
    expect(rosterRow.parse({ id: '9007199254740993' }).id).to.equal('9007199254740993')
    for (const id of [0, -1, 1.5, '007', '', 'x', null, undefined, 2 ** 60]) {
      expect(rosterRow.safeParse({ id }).success, String(id)).to.equal(false)
    }
  })
})

describe('an enrolment of Moodle', () => {
  it('31 is completed only if it says so', () => {
    const read = (completed: unknown) => enrolmentRow.safeParse({ id: 2, completed }).data?.completed
    expect([true, 1, '1'].map(read)).to.deep.equal([true, true, true])
    expect([false, 0, '0'].map(read)).to.deep.equal([false, false, false])
    expect([null, undefined, ''].map(read)).to.deep.equal([undefined, undefined, undefined])
    expect(enrolmentRow.safeParse({ id: 2, completed: 'maybe' }).success).to.equal(false)
  })
})
