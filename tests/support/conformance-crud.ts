/** MongoDB's own tests of CRUD, of the kind every driver runs: those that a single node of version 7.0 can run. */
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { EJSON } from 'bson'
import {
  type Collection,
  type CommandStartedEvent,
  type CommandSucceededEvent,
  Db,
  type Document,
  MongoClient,
  MongoServerError,
} from 'mongodb'
import { type Json, type JsonObject, mismatch, toJson } from './conformance-match.ts'
import { operate, type Target } from './conformance-operations.ts'
import { firstLine, type SuiteResult } from './conformance-result.ts'

const serverVersion = '7.0.0'

/** Runs every file of `source/crud/tests/unified`. */
export async function runCrud(directory: string, uri: string): Promise<SuiteResult> {
  const folder = join(directory, 'source/crud/tests/unified')
  const failures: { test: string; message: string }[] = []
  let passed = 0
  let skipped = 0
  for (const name of readdirSync(folder).filter(each => each.endsWith('.json'))) {
    const file = EJSON.parse(readFileSync(join(folder, name), 'utf8'), { relaxed: true }) as Document
    for (const test of file.tests) {
      if (test.skipReason || !canRun(file.runOnRequirements) || !canRun(test.runOnRequirements)) {
        skipped++
        continue
      }
      const message = await runTest(file, test, uri).catch(error => `error: ${error.message}`)
      if (message === undefined) passed++
      else failures.push({ test: `${name}: ${test.description}`, message: firstLine(message) })
    }
  }
  return { suite: 'specifications/crud', passed, skipped, failures, gate: { passed: 290 } }
}

function canRun(requirements: Document[] | undefined): boolean {
  if (!requirements) return true
  return requirements.some(
    each =>
      atLeast(serverVersion, each.minServerVersion ?? '0') &&
      atLeast(each.maxServerVersion ?? '999', serverVersion) &&
      (each.topologies?.includes('single') ?? true),
  )
}

function atLeast(a: string, b: string): boolean {
  const [x, y] = [a, b].map(text => text.split('.').map(Number))
  for (let i = 0; i < 3; i++) {
    const difference = (x?.[i] ?? 0) - (y?.[i] ?? 0)
    if (difference !== 0) return difference > 0
  }
  return true
}

/** Runs one test; what went wrong, in words. */
async function runTest(file: Document, test: Document, uri: string): Promise<string | undefined> {
  const world = new World(uri)
  try {
    await world.fill(file.initialData ?? [])
    for (const entity of file.createEntities ?? []) world.make(entity)
    for (const operation of test.operations) {
      const wrong = await runOperation(world, operation)
      if (wrong !== undefined) return `${operation.name}: ${wrong}`
    }
    return world.wrongEvents(test.expectEvents ?? []) ?? (await world.wrongOutcome(test.outcome ?? []))
  } finally {
    await world.close()
  }
}

async function runOperation(world: World, { name, object, ...rest }: Document): Promise<string | undefined> {
  const target = world.entities.get(object)
  if (!target) return `${object} is not known here`
  let result: unknown
  try {
    result = await operate(name, target, rest.arguments)
  } catch (error) {
    return rest.expectError
      ? wrongError(rest.expectError, error as MongoServerError)
      : (error as Error).message
  }
  if (rest.expectError) return 'did not fail'
  return 'expectResult' in rest ? mismatch(json(rest.expectResult), toJson(result), 'result') : undefined
}

function json(expected: unknown): Json {
  return toJson(expected) as Json
}

function wrongError(expected: Document, error: MongoServerError): string | undefined {
  const isServers = error instanceof MongoServerError
  if (expected.isClientError !== undefined && expected.isClientError === isServers)
    return `client error must be ${expected.isClientError}: ${error.message}`
  if (expected.errorCode !== undefined && error.code !== expected.errorCode)
    return `code ${error.code}: ${error.message}`
  if (expected.errorContains && !error.message.toLowerCase().includes(expected.errorContains.toLowerCase()))
    return `message ${error.message}`
  if (expected.errorResponse)
    return mismatch(json(expected.errorResponse), toJson(error.errorResponse), 'reply')
  if (expected.expectResult)
    return mismatch(json(expected.expectResult), toJson({ ...error.result }), 'result')
  return undefined
}

type Observed = CommandStartedEvent | CommandSucceededEvent

/** What a test needs: clients with their events, databases, collections. */
class World {
  readonly entities = new Map<string, Target>()
  readonly #uri: string
  readonly #clients: MongoClient[] = []
  readonly #events = new Map<string, [name: string, event: Observed][]>()
  readonly #own: MongoClient

  constructor(uri: string) {
    this.#uri = uri
    this.#own = this.#connect({})
  }

  #connect(options: Document): MongoClient {
    const client = new MongoClient(this.#uri, { monitorCommands: true, ...options })
    this.#clients.push(client)
    return client
  }

  async fill(initialData: Document[]): Promise<void> {
    for (const { databaseName, collectionName, documents, createOptions } of initialData) {
      const db = this.#own.db(databaseName)
      await db.dropCollection(collectionName)
      await db.createCollection(collectionName, createOptions)
      if (documents.length > 0) await db.collection(collectionName).insertMany(documents)
    }
  }

  make({ client, database, collection }: Document): void {
    if (client) this.#makeClient(client)
    if (database) {
      const of = this.entities.get(database.client) as MongoClient
      this.entities.set(database.id, of.db(database.databaseName, database.databaseOptions))
    }
    if (collection) {
      const of = this.entities.get(collection.database)
      if (of instanceof Db)
        this.entities.set(
          collection.id,
          of.collection(collection.collectionName, collection.collectionOptions) as Collection,
        )
    }
  }

  #makeClient({
    id,
    uriOptions = {},
    observeEvents = [],
    ignoreCommandMonitoringEvents: ignored = [],
  }: Document): void {
    const client = this.#connect(uriOptions)
    const seen: [string, Observed][] = []
    for (const name of observeEvents.filter((each: string) => each.startsWith('command')))
      client.on(name.replace('Event', '') as 'commandStarted', event => {
        if (!ignored.includes(event.commandName)) seen.push([name, event])
      })
    this.entities.set(id, client)
    this.#events.set(id, seen)
  }

  wrongEvents(expected: Document[]): string | undefined {
    for (const { client, events } of expected) {
      const seen = this.#events.get(client) ?? []
      if (seen.length !== events.length) return `${seen.length} events, expected ${events.length}`
      for (const [i, event] of (events as Document[]).entries()) {
        const wrong = wrongEvent(event, seen[i] as [string, Observed])
        if (wrong !== undefined) return wrong
      }
    }
    return undefined
  }

  async wrongOutcome(outcome: Document[]): Promise<string | undefined> {
    for (const { databaseName, collectionName, documents } of outcome) {
      const found = await this.#own
        .db(databaseName)
        .collection(collectionName)
        .find()
        .sort({ _id: 1 })
        .toArray()
      if (JSON.stringify(toJson(found)) !== JSON.stringify(json(documents)))
        return `${collectionName} holds ${JSON.stringify(toJson(found))}`
    }
    return undefined
  }

  async close(): Promise<void> {
    for (const client of this.#clients) await client.close()
  }
}

function wrongEvent(expected: Document, [name, event]: [string, Observed]): string | undefined {
  const [wantedName, wanted] = Object.entries(expected)[0] as [string, JsonObject]
  if (name !== wantedName) return `${name} instead of ${wantedName}`
  for (const field of ['commandName', 'databaseName'] as const)
    if (wanted[field] !== undefined && wanted[field] !== event[field]) return `${field} ${event[field]}`
  for (const field of ['command', 'reply'] as const) {
    const wrong =
      wanted[field] === undefined
        ? undefined
        : mismatch(json(wanted[field]), toJson((event as unknown as Document)[field]), field)
    if (wrong !== undefined) return wrong
  }
  return undefined
}
