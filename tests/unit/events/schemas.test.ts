import { expect } from 'chai'
import type { Route } from '#domain/routes/route'
import { missingEvents } from '#events/events-of-book'
import { EVENT_SCHEMAS } from '#events/schemas'
import type { EventType } from '#events/types'
import type { Certificate } from '#store/ports/certificates'
import type { Enrolment } from '#store/ports/people'

const certificate = (id: string, more: Partial<Certificate> = {}) =>
  ({
    id,
    enrolmentId: 'e1',
    programmeId: 'p1',
    issuedAt: '2026-11-20T09:00:00.000Z',
    snapshot: { registrationNumber: `№ ${id}` },
    ...more,
  }) as Certificate
const replacedBy = { id: 'new', kind: 'duplicate' as const, registrationNumber: '0102', on: '2026-11-22' }
const route = {
  id: 'r1',
  subject: { type: 'learner', learnerId: 'l1', enrolmentId: 'e1' },
  programmeId: 'p1',
  history: [
    { action: 'send', version: 2, revision: 1, at: '2026-11-20T09:00:00.000Z' },
    { action: 'return', version: 3, revision: 1, at: '2026-11-21T09:00:00.000Z' },
  ],
  revisions: [{ number: 1, approvedAt: '2026-11-22T09:00:00.000Z' }],
} as unknown as Route

const book = (certificates: Certificate[], routes: Route[] = []) => ({
  enrolment: { id: 'e1', facts: {} } as Enrolment,
  entries: [],
  certificates,
  routes,
})

describe('schemas of events', () => {
  it('hold for documents and routes, to the last field', () => {
    const annulment = { at: '2026-11-23T09:00:00.000Z', by: 'p', reason: 'Ошибка' }
    const certificates = [
      certificate('old', { replacedBy }),
      certificate('new', { issuedAt: '2026-11-22T10:00:00.000Z', annulment }),
    ]
    const events = missingEvents(book(certificates, [route]), [])
    expect(events.map(event => event.type)).to.deep.equal([
      'certificate.issued',
      'route.returned',
      'route.approved',
      'certificate.replaced',
      'certificate.issued',
      'certificate.annulled',
    ])
    for (const { type, data } of events) EVENT_SCHEMAS[type as EventType].data.strict().parse(data)
    expect(JSON.stringify(events)).not.to.include('Ошибка')
  })

  it('tell of each order that is recorded, once', () => {
    const at = '2026-11-20T09:00:00.000Z'
    const ordered = (issueOrder: string) =>
      ({ id: 'e1', programmeId: 'p1', facts: { issueOrder }, createdAt: at }) as Enrolment
    const first = missingEvents({ ...book([]), enrolment: ordered('2026-10-01') }, [])
    for (const { type, data } of first) EVENT_SCHEMAS[type as EventType].data.strict().parse(data)
    const told = first.map((event, i) => ({ ...event, stream: 'l1', seq: i + 1 }))
    expect(missingEvents({ ...book([]), enrolment: ordered('2026-10-01') }, told)).to.deep.equal([])
    const again = missingEvents({ ...book([]), enrolment: ordered('2026-11-20') }, told)
    expect(again.map(({ type, data }) => [type, data.on])).to.deep.equal([['order.recorded', '2026-11-20']])
  })

  it('name a statement of study apart: it is no proof that a programme was completed', () => {
    const annulment = { at: '2026-11-23T09:00:00.000Z', by: 'p', reason: 'Ошибка' }
    const kind = 'statement' as const
    const all = [certificate('old', { kind, replacedBy }), certificate('new', { kind, annulment })]
    const events = missingEvents(book(all), [])
    expect(events.map(event => event.type)).to.deep.equal([
      'statement.issued',
      'statement.replaced',
      'statement.issued',
      'statement.annulled',
    ])
    for (const { type, data } of events) EVENT_SCHEMAS[type as EventType].data.strict().parse(data)
  })

  it('tell of a replacement once what stands in its place is issued, at that instant', () => {
    const { issuedAt: _, ...waiting } = certificate('new')
    const before = missingEvents(book([certificate('old', { replacedBy }), waiting as Certificate]), [])
    expect(before.map(event => event.type)).to.deep.equal(['certificate.issued'])
    const issued = certificate('new', { issuedAt: '2026-11-22T10:00:00.000Z' })
    const after = missingEvents(book([certificate('old', { replacedBy }), issued]), [])
    expect(after.find(event => event.type === 'certificate.replaced')?.at).to.equal(
      '2026-11-22T10:00:00.000Z',
    )
  })
})
