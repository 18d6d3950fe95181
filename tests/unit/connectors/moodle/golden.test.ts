import { expect } from 'chai'
import { moodleHarness, sorted } from '#tests/contract/connectors/harness'
import { type Format, recorded, serveRecorded, site } from './recorded.ts'

/** Courses 2–5; five learners on the first roster page; each is answered with the courses of learner 3. */
function answer(format: Format, detail: string) {
  return (name: string, params: URLSearchParams): string => {
    if (name === 'core_course_get_courses_by_field') return recorded(`${name}/category`, format)
    if (name === 'core_enrol_get_users_courses') return recorded(`${name}/ok`, format)
    if (name === 'core_completion_get_course_completion_status') return recorded(`${name}/${detail}`, format)
    const first = params.get('options[1][value]') === '0' && params.get('courseid') === '2'
    return first ? recorded(`${name}/paged_5`, format) : format === 'json' ? '[]' : emptyXml
  }
}

const emptyXml = '<?xml version="1.0" encoding="UTF-8" ?>\n<RESPONSE>\n<MULTIPLE>\n</MULTIPLE>\n</RESPONSE>\n'

async function pull(format: Format, detail: string) {
  serveRecorded(format, answer(format, detail))
  const harness = moodleHarness(site, { format, courses: 'category:2' })
  await harness.pull()
  return harness
}

describe('answers of a real Moodle', () => {
  for (const format of ['json', 'xml'] as const) {
    it(`become these records (${format})`, async () => {
      const harness = await pull(format, 'FG-NOO-36_completed')
      expect(sorted(harness.records).map(({ key }) => key)).to.deep.equal(['3:2', '4:2', '5:2', '6:2', '7:2'])
      expect(harness.faults).to.deep.equal([])
      expect(harness.records.get('3:2')).to.deep.equal({
        key: '3:2',
        person: {
          userId: '3',
          familyName: 'Иванова',
          givenName: 'Анна',
          patronymic: 'Сергеевна',
          email: 'ivanova.a1@school1.example',
          idNumber: 'TAB-01001',
          organisation: 'МБОУ «СОШ № 12»',
        },
        item: { courseId: '2', title: 'Семинар: ФГОС в начальной школе', shortName: 'FGOS-NOO-2025' },
        state: 'completed',
        rawState: 'completed',
        when: { at: '2025-10-21T16:53:12.000Z', quality: 'derived', raw: '1761065592' },
        hours: [{ value: '8', unit: 'ac45', kind: 'nominal', from: 'customfield:hours', raw: '8.0 ч.' }],
        evidence: 'https://moodle.example/blocks/completionstatus/details.php?course=2&user=3',
      })
    })

    it(`take the last criterion where all are asked for (${format})`, async () => {
      const harness = await pull(format, 'grade_criterion')
      expect(harness.records.get('3:2')?.when.raw).to.equal('1766376952')
    })

    it(`become faults where the date cannot be had (${format})`, async () => {
      const over = await pull(format, 'user_not_enrolled')
      expect(over.records.size).to.equal(0)
      expect(over.faults).to.have.length(5)
      expect(over.faults[0]).to.deep.include({ key: '3:2', code: 'moodle_usernotenroled' })
      expect(over.faults[0]?.raw).to.have.property('shortname', 'FGOS-NOO-2025')
    })

    it(`are not believed where the list and the status differ (${format})`, async () => {
      const harness = await pull(format, 'role_criterion')
      expect(harness.faults[0]).to.include({ code: 'moodle_completion_contradicts' })
    })
  }

  it('are asked for with the token in the body, PHP style, and no token in the address', async () => {
    const bodies: string[] = []
    serveRecorded('json', (name, params) => {
      bodies.push(params.toString())
      return answer('json', 'FG-NOO-36_completed')(name, params)
    })
    await moodleHarness(site, { courses: 'category:2' }).pull()
    expect(bodies[0]).to.equal(
      'field=category&value=2&wstoken=token-of-the-golden-test&wsfunction=core_course_get_courses_by_field&moodlewsrestformat=json',
    )
    expect(decodeURIComponent(bodies[1] ?? '')).to.include('options[1][name]=limitfrom&options[1][value]=0')
  })
})
