/** Routes: the version in the filter decides between two who change one at once. */
import type { Connection } from 'mongoose'
import { organisationKey } from '#domain/reports/organisation'
import { latestRevision, type Route } from '#domain/routes/route'
import { byId, fromStored, isDuplicateKey, maybeStored, mergedPage, toStored } from '../documents.ts'
import { modelOf } from '../models.ts'
import type { RouteStore, RouteSubjectKey } from '../ports/routes.ts'
import { above, among } from '../query.ts'

const HIDDEN = ['subjectKey', 'open']
const read = (docs: object[]) => docs.map(doc => fromStored<Route>(doc, HIDDEN))

export function createRoutesStore(connection: Connection): RouteStore {
  const routes = modelOf(connection, 'Route')
  const bySubject = async (key: RouteSubjectKey) =>
    maybeStored<Route>(await routes.findOne({ subjectKey: keyOf(key) }).lean(), HIDDEN)

  return {
    async create(route) {
      try {
        await routes.create(docOf(route))
        return route
      } catch (error) {
        const there = isDuplicateKey(error) ? await bySubject(subjectOf(route)) : null
        if (there) return there
        throw error
      }
    },
    byId: async id => maybeStored<Route>(await routes.findById(id).lean(), HIDDEN),
    bySubject,
    byEnrolments: async ids => {
      const keys = ids.map(enrolmentId => keyOf({ enrolmentId }))
      return read(await routes.find({ subjectKey: among(keys) }).lean())
    },
    async replace(route) {
      const { _id, ...fields } = docOf(route)
      const done = await routes.replaceOne({ _id, version: route.version - 1 }, fields)
      return done.matchedCount === 1
    },
    async list({ programmeIds, open, after, limit }) {
      const of = (programmeId: string) => ({
        programmeId,
        ...(open && { open: true }),
        ...(after !== undefined && { _id: above(after) }),
      })
      const page = (id: string) => routes.find(of(id)).sort({ _id: 1 }).limit(limit).lean()
      return read(await mergedPage(programmeIds, limit, page, byId))
    },
  }
}

function subjectOf({ subject, programmeId }: Route): RouteSubjectKey {
  return subject.type === 'learner'
    ? { enrolmentId: subject.enrolmentId }
    : { organisation: subject.organisation, programmeId }
}

const keyOf = (key: RouteSubjectKey): string =>
  'enrolmentId' in key
    ? `enrolment|${key.enrolmentId}`
    : `school|${key.programmeId}|${organisationKey(key.organisation)}`

function docOf(route: Route) {
  const isMoving = route.handOver !== undefined && route.handOver.acceptedAt === undefined
  const waits = isMoving || latestRevision(route).state === 'in-approval'
  const open = waits && route.closed === undefined
  return { ...toStored(route), subjectKey: keyOf(subjectOf(route)), open }
}
