import { expect } from 'chai'
import { moodleSecrets, moodleSettings } from '#connectors/moodle/settings'

describe('settings of a Moodle connection', () => {
  it('have defaults for all but the address', () => {
    expect(moodleSettings.parse({ url: 'https://lms.example/moodle/' })).to.deep.equal({
      url: 'https://lms.example/moodle',
      hoursField: ['hours', 'hours_text'],
      hoursUnit: 'ac45',
      format: 'json',
      courses: 'all',
      pageSize: 250,
      activities: false,
      keepAnswers: 365,
      batchSize: 25,
      concurrency: 3,
      minSpacingMs: 5,
      path: 'plain',
      bundleSize: 25,
    })
  })

  it('understand a report as JSON, with the headers that Moodle gives it', () => {
    const report = '{"id":3,"timeZone":"Asia/Tomsk","headers":{"email":"Почта"}}'
    const read = moodleSettings.parse({ url: 'https://lms.example', path: 'report', report })
    expect(read.report).to.deep.include({ id: '3', timeZone: 'Asia/Tomsk' })
    expect(read.report?.headers).to.include({ email: 'Почта', completedAt: 'Time completed' })
    for (const wrong of [
      '{',
      '{"id":3}',
      '{"id":3,"timeZone":"Mars"}',
      '{"id":"x","timeZone":"Asia/Tomsk"}',
    ]) {
      expect(moodleSettings.safeParse({ url: 'https://lms.example', report: wrong }).success, wrong).to.equal(
        false,
      )
    }
  })

  it('understand texts of a command line', () => {
    const given = {
      url: 'https://lms.example',
      hoursField: 'hours, ects',
      courses: 'ids:2, 3',
      pageSize: '100',
    }
    expect(moodleSettings.parse(given)).to.deep.include({
      hoursField: ['hours', 'ects'],
      courses: { ids: ['2', '3'] },
      pageSize: 100,
    })
    expect(moodleSettings.parse({ ...given, courses: 'category:5' }).courses).to.deep.equal({ category: '5' })
    expect(moodleSettings.parse({ ...given, courses: { ids: [2] } }).courses).to.deep.equal({ ids: ['2'] })
  })

  it('are read back from what they were stored as', () => {
    const settings = moodleSettings.parse({ url: 'https://lms.example', courses: 'ids:2,3' })
    expect(moodleSettings.parse(JSON.parse(JSON.stringify(settings)))).to.deep.equal(settings)
  })

  it('refuse addresses that are not one, or carry a secret', () => {
    for (const url of [
      '',
      'lms.example',
      'ftp://lms.example',
      'https://u:p@lms.example',
      'https://lms.example/?wstoken=1',
    ]) {
      expect(moodleSettings.safeParse({ url }).success, url).to.equal(false)
    }
  })

  it('refuse courses, sizes and formats that are none', () => {
    const wrong = [
      { courses: 'ids:' },
      { courses: 'ids:x' },
      { courses: 'some' },
      { pageSize: 0 },
      { concurrency: 9 },
      { format: 'soap' },
    ]
    for (const setting of wrong) {
      expect(
        moodleSettings.safeParse({ url: 'https://lms.example', ...setting }).success,
        JSON.stringify(setting),
      ).to.equal(false)
    }
  })

  it('need a token', () => {
    expect(moodleSecrets.safeParse({ token: ' ' }).success).to.equal(false)
    expect(moodleSecrets.parse({ token: ' abc\n' })).to.deep.equal({ token: 'abc' })
  })
})
