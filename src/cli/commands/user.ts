import { type Command, InvalidArgumentError } from 'commander'
import type { AppointInput, AppointmentView } from '#credits/appointments/contract'
import { operator } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import { APPROVERS, type Approver } from '#domain/regulations/data'
import { localDate } from '#domain/time/local-date'
import { withApplication } from '../application.ts'
import { complain, print, printJson, printTable } from '../io.ts'
import { collect } from '../options.ts'

function roleOf(value: string): Approver {
  const role = APPROVERS.find(each => each === value)
  if (!role) throw new InvalidArgumentError(`one of ${APPROVERS.join(', ')}`)
  return role
}

const MOST_FOUND = 1000

function lettersOf(name: string): string {
  if (name.trim().length < 2) throw new InvalidArgumentError('at least two letters')
  return name
}

/** `zachetka user find|list|appoint|end|hand-over`: who holds which role of a regulation (docs/people.md). */
export function addUserCommands(program: Command): void {
  const user = program.command('user').description('people and the roles of a regulation that they hold')
  user
    .command('find')
    .description('people whose family name begins so, with their ids')
    .argument('<name>', 'at least two letters of it', lettersOf)
    .option('--json', 'as JSON')
    .action(find)
  user
    .command('list')
    .description('who holds which role, for whom, since when')
    .option('--ended', 'the ended ones too')
    .option('--json', 'as JSON')
    .action(list)
  user
    .command('appoint')
    .description('lets a person hold a role, for programmes, organisations or learners')
    .argument('<person>', 'id of the person, as `user find` shows it')
    .argument('<role>', APPROVERS.join(', '), roleOf)
    .option('--programme <id>', 'only this programme; may be repeated', collect)
    .option('--organisation <name>', 'only this school; may be repeated', collect)
    .option('--learner <id>', 'only this learner; may be repeated', collect)
    .option('--from <date>', 'first day, YYYY-MM-DD; default today')
    .option('--until <date>', 'last day')
    .option('--basis <words>', 'on what basis, e.g. "приказ № 12"')
    .option('--deputy', 'a deputy: needs --until and --basis')
    .option('--json', 'as JSON')
    .action(appoint)
  user
    .command('end <appointment>')
    .description('ends an appointment; signatures given before stay')
    .requiredOption('--reason <words>', 'why')
    .option('--until <date>', 'last day; default today')
    .action(end)
  user
    .command('hand-over <from> <to>')
    .description('all appointments of one person go to another, with open steps of routes')
    .option('--on <date>', 'first day of the new holder; default today')
    .option('--comment <words>', 'why')
    .option('--json', 'as JSON')
    .action(handOver)
}

async function find(name: string, options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ appointments }) => {
    const people = await appointments.find(operator, name, MOST_FOUND)
    if (people.length === MOST_FOUND) complain(`These are the first ${MOST_FOUND}: write more of the name.`)
    if (options.json) return printJson(people)
    printTable(
      ['id', 'name', 'organisation'],
      people.map(each => [each.id, each.name, each.organisation ?? '']),
    )
  })
}

async function list(options: { ended?: boolean; json?: boolean }): Promise<void> {
  await withApplication(async ({ appointments }) => {
    const all: AppointmentView[] = []
    let after: string | undefined
    do {
      const q = { ended: options.ended ?? false, limit: 200, ...(after !== undefined && { after }) }
      const page = await appointments.list(operator, q)
      all.push(...page.rows)
      after = page.next ?? undefined
    } while (after !== undefined)
    if (options.json) return printJson(all)
    printTable(['id', 'name', 'role', 'for', 'from', 'until'], all.map(rowOf))
  })
}

const rowOf = (each: AppointmentView): string[] => [
  each.id,
  each.personName,
  each.role,
  [
    ...each.programmes.map(({ title }) => title),
    ...(each.organisations ?? []),
    ...each.learners.map(({ name }) => name),
  ].join(', ') || 'all',
  each.from,
  each.until ?? '',
]

interface AppointOptions {
  programme?: string[]
  organisation?: string[]
  learner?: string[]
  from?: string
  until?: string
  basis?: string
  deputy?: boolean
  json?: boolean
}

async function appoint(personId: string, role: Approver, options: AppointOptions): Promise<void> {
  const { programme, organisation, learner, from, until, basis, deputy } = options
  await withApplication(async ({ appointments, config }) => {
    const input: AppointInput = definedOnly({
      ...{ personId, role, until, basis, deputy },
      from: from ?? localDate(new Date(), config.timeZone),
      programmeIds: programme,
      organisations: organisation,
      learnerIds: learner,
    })
    const made = await appointments.appoint(operator, input)
    if (options.json) return printJson(made)
    print(`${made.personName} holds the role ${made.role} from ${made.from} (${made.id}).`)
  })
}

async function end(id: string, options: { reason: string; until?: string }): Promise<void> {
  await withApplication(async ({ appointments, config }) => {
    const until = options.until ?? localDate(new Date(), config.timeZone)
    const ended = await appointments.end(operator, { id, until, reason: options.reason })
    print(`${ended.personName}: the role ${ended.role} ends on ${until}.`)
  })
}

interface HandOverOptions {
  on?: string
  comment?: string
  json?: boolean
}

async function handOver(fromPersonId: string, toPersonId: string, options: HandOverOptions): Promise<void> {
  await withApplication(async ({ appointments, config }) => {
    const on = options.on ?? localDate(new Date(), config.timeZone)
    const input = definedOnly({ fromPersonId, toPersonId, on, comment: options.comment })
    const record = await appointments.handOver(operator, input)
    if (options.json) return printJson(record)
    print(`${record.appointments.length} appointments went over on ${on} (${record.id}).`)
  })
}
