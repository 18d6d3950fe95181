import { expect } from 'chai'
import { type Lms, startLms } from '#tests/lms/server'
import { ask, askJson } from './ask.ts'

const INFO = 'core_webservice_get_site_info'

describe('scripted faults of the small LMS', () => {
  let lms: Lms
  beforeEach(async () => {
    lms = await startLms({ learners: 12 })
  })
  afterEach(() => lms.close())

  /** The name of the error that a call ends with, or `answered`. */
  const outcome = (format = 'json'): Promise<string> =>
    ask(lms, INFO, {}, format).then(
      () => 'answered',
      error => String((error as { cause?: { code?: string } }).cause?.code ?? (error as Error).name),
    )

  it('happens at the call that was named, as often as was said, and never again', async () => {
    lms.faults.on(INFO, { kind: 'status', status: 502 }, { call: 2, times: 2 })
    const statuses = []
    for (let k = 0; k < 5; k++) statuses.push((await ask(lms, INFO)).status)
    expect(statuses).to.deep.equal([200, 502, 502, 200, 200])
    expect(lms.faults.fired.map(one => one.kind)).to.deep.equal(['status', 'status'])
  })

  it('hits only its own function, or any with *', async () => {
    lms.faults.on('core_course_get_courses', { kind: 'status', status: 500 })
    expect((await ask(lms, INFO)).status).to.equal(200)
    expect((await ask(lms, 'core_course_get_courses')).status).to.equal(500)
    lms.faults.on('*', { kind: 'status', status: 429, retryAfter: '2' })
    expect((await ask(lms, INFO)).status).to.equal(429)
  })

  it('answers a maintenance page, or a refusal, with HTTP 200', async () => {
    lms.faults.on('*', { kind: 'maintenance-page' }).on('*', { kind: 'maintenance' }, { call: 2 })
    const themed = await ask(lms, INFO)
    expect([themed.status, themed.text.slice(0, 15)]).to.deep.equal([200, '<!DOCTYPE html>'])
    expect(await askJson<{ errorcode: string }>(lms, INFO)).to.include({ errorcode: 'sitemaintenance' })
  })

  it('puts notices in front, cuts the answer and spoils its end', async () => {
    const whole = (await ask(lms, INFO)).text
    lms.faults
      .on('*', { kind: 'notice' })
      .on('*', { kind: 'truncate', share: 0.25 }, { call: 2 })
      .on('*', { kind: 'malformed' }, { call: 3 })
      .on('*', { kind: 'malformed' }, { call: 4 })
    expect((await ask(lms, INFO)).text)
      .to.match(/^<br \/>/)
      .and.to.include(whole)
    expect((await ask(lms, INFO)).text).to.equal(whole.slice(0, Math.floor(whole.length / 4)))
    expect((await ask(lms, INFO)).text).to.match(/<!$/)
    expect((await ask(lms, INFO, {}, 'xml')).text)
      .to.match(/<!$/)
      .and.not.include('</RESPONSE>')
  })

  it('breaks the connection in the middle, at once or after a silence', async () => {
    lms.faults.on('*', { kind: 'reset' }).on('*', { kind: 'stall', ms: 50 }, { call: 2 })
    expect(await outcome()).to.not.equal('answered')
    expect(await outcome()).to.not.equal('answered')
    expect(await outcome()).to.equal('answered')
  })

  it('answers late, and behind megabytes of white space', async () => {
    const whole = (await ask(lms, INFO)).text
    lms.faults.on('*', { kind: 'slow', ms: 20 }).on('*', { kind: 'huge', bytes: 3_000_000 }, { call: 2 })
    expect((await ask(lms, INFO)).text).to.equal(whole)
    const { text } = await ask(lms, INFO)
    expect(text).to.have.length(3_000_000 + whole.length)
    expect(JSON.parse(text)).to.have.property('sitename')
  })

  it('lets a client give up on a huge answer', async () => {
    lms.faults.on('*', { kind: 'huge', bytes: 500_000_000 })
    const query = `wstoken=${lms.token}&wsfunction=${INFO}&moodlewsrestformat=json`
    const answer = await fetch(`${lms.url}/webservice/rest/server.php?${query}`)
    await answer.body?.cancel()
    expect(await outcome()).to.equal('answered')
  })

  it('revokes the token after some calls, until told otherwise', async () => {
    lms.faults.revokeTokenAfter(2)
    const codes = []
    for (let k = 0; k < 4; k++)
      codes.push((await askJson<{ errorcode?: string }>(lms, INFO)).errorcode ?? 'ok')
    expect(codes).to.deep.equal(['ok', 'ok', 'invalidtoken', 'invalidtoken'])
    lms.faults.clear()
    expect(await askJson(lms, INFO)).to.have.property('sitename')
  })

  it('repeats rows and shifts pages', async () => {
    const name = 'core_enrol_get_enrolled_users'
    const page = {
      courseid: '2',
      'options[0][name]': 'limitfrom',
      'options[0][value]': '4',
      'options[1][name]': 'limitnumber',
      'options[1][value]': '4',
    }
    const ids = async () => (await askJson<{ id: number }[]>(lms, name, page)).map(one => one.id)
    const plain = await ids()
    lms.faults.on(name, { kind: 'duplicate-rows' }).on(name, { kind: 'shift-page', by: -2 }, { call: 2 })
    expect(await ids()).to.deep.equal([...plain.slice(0, 2), ...plain])
    expect((await ids()).slice(2)).to.deep.equal(plain.slice(0, 2))
  })

  it('refuses with any code, in either notation', async () => {
    lms.faults.on('*', { kind: 'error', errorcode: 'servicenotavailable' }, { times: 2 })
    expect(await askJson<{ errorcode: string }>(lms, INFO)).to.include({ errorcode: 'servicenotavailable' })
    expect((await ask(lms, INFO, {}, 'xml')).text).to.include('<ERRORCODE>servicenotavailable</ERRORCODE>')
  })
})
