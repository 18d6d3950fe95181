import type { Command } from 'commander'
import { parse } from 'yaml'
import { z } from 'zod'
import { operator } from '#domain/access/actor'
import { definedOnly } from '#domain/defined'
import { InvalidInputError } from '#domain/errors'
import { formatHours } from '#domain/hours'
import { newProgramme } from '#http/api/new-programme'
import { moduleInput, programmeInput } from '#http/api/programme-schemas'
import { issuesOf } from '#http/input'
import type { Application } from '#src/application'
import { withApplication } from '../application.ts'
import { approvedDeployments, demandDeployments } from '../deployments.ts'
import { readTextFile } from '../input-file.ts'
import { print, printJson, printTable } from '../io.ts'

/** A programme as people write it: connections by their names, deployments only if not all of them may see it. */
const programmeFile = programmeInput.partial({ deployments: true }).extend({
  modules: z
    .array(
      moduleInput.omit({ source: true }).extend({
        source: z.strictObject({ connection: z.string(), courseId: z.coerce.string() }).optional(),
      }),
    )
    .max(1000),
})

/** `zachetka programme list|save FILE`: programmes with their modules, and the courses that these live in. */
export function addProgrammeCommands(program: Command): void {
  const programme = program.command('programme').description('programmes and their modules')
  programme.command('list').description('the programmes').option('--json', 'as JSON').action(list)
  programme
    .command('save <file>')
    .description('makes or changes a programme from a YAML or JSON file; docs/examples/programme.yaml is one')
    .action(save)
}

async function list(options: { json?: boolean }): Promise<void> {
  await withApplication(async ({ credits }) => {
    const programmes = await credits.listProgrammes(operator)
    if (options.json) return printJson(programmes.map(p => ({ ...p, modules: p.modules.map(shown) })))
    const rows = programmes.map(p => [p.id, p.regulation, String(p.modules.length), p.title])
    printTable(['id', 'regulation', 'modules', 'title'], rows)
  })
}

const shown = <M extends { hours: Parameters<typeof formatHours>[0] }>(module: M) => ({
  ...module,
  hours: formatHours(module.hours),
})

async function save(file: string): Promise<void> {
  const input = readProgramme(file)
  await withApplication(async application => {
    await demandDeployments(application, input.deployments)
    const modules = await Promise.all(
      input.modules.map(async ({ source, ...module }) =>
        definedOnly({ ...module, source: source && (await sourceOf(application, source)) }),
      ),
    )
    const deployments = input.deployments ?? (await approvedDeployments(application))
    const contexts = input.contexts ?? modules.flatMap(({ source }) => (source ? [source.courseId] : []))
    const saved = await application.credits.saveProgramme(
      operator,
      newProgramme({ ...input, modules, deployments, contexts }),
    )
    print(`Saved ${saved.id}: ${saved.modules.length} modules, visible to ${deployments.length} deployments.`)
    if (deployments.length === 0)
      print('No curator sees it yet: register the LMS (zachetka platform add) and save it again.')
  })
}

/** @throws {InvalidInputError} where it is no YAML, with the place */
function parsed(file: string): unknown {
  const text = readTextFile(file)
  try {
    return parse(text)
  } catch (error) {
    throw new InvalidInputError(`${file} is neither YAML nor JSON: ${(error as Error).message.trim()}`)
  }
}

function readProgramme(file: string): z.infer<typeof programmeFile> {
  const result = programmeFile.safeParse(parsed(file))
  if (result.success) return result.data
  throw new InvalidInputError(`${file} is not a programme`, issuesOf(result.error))
}

async function sourceOf({ connections }: Application, source: { connection: string; courseId: string }) {
  const { id } = await connections.find(operator, source.connection)
  return { connectionId: id, courseId: source.courseId }
}
