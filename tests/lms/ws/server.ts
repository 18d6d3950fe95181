/** `/webservice/rest/server.php`: from the form to the answer, refusals included. */
import type { Fault } from '../faults.ts'
import type { Reply } from '../reply.ts'
import { FUNCTIONS } from './functions.ts'
import { checkNames, type Param, type Params, parseForm, text } from './params.ts'
import { escapeJson, exceptionXml, toJson, toXml, type Value } from './shape.ts'
import { SHAPES } from './shapes.ts'
import type { Site } from './site.ts'
import {
  accessException,
  invalidParameter,
  invalidToken,
  maintenance,
  missingRecord,
  WsError,
} from './ws-error.ts'

const RESERVED = ['wstoken', 'wsfunction', 'moodlewsrestformat']

/** Answers one call; never throws. `fault` may refuse the call or shift its page; the caller spoils the answer itself. */
export function answerCall(
  site: Site,
  token: string,
  params: Params,
  fault: Fault | null,
  inner: (name: string) => Fault | null = () => null,
): Reply {
  const asJson = params.moodlewsrestformat === 'json'
  try {
    const { name, value } = call(site, token, params, fault, inner)
    const shape = SHAPES[name] ?? 'value'
    return asJson ? jsonReply(toJson(shape, value)) : xmlReply(toXml(shape, value))
  } catch (error) {
    return refuse(error instanceof WsError ? error : crashed(error), asJson)
  }
}

function call(
  site: Site,
  token: string,
  params: Params,
  fault: Fault | null,
  inner: (name: string) => Fault | null,
): { name: string; value: Value } {
  if (params.wstoken !== token || fault?.kind === 'invalid-token') throw invalidToken()
  if (fault?.kind === 'maintenance') throw maintenance()
  if (fault?.kind === 'error') throw scripted(fault.errorcode, fault.message)
  const name = text(params.wsfunction)
  if (name === '') throw invalidParameter()
  if (site.lacks.has('webservice/rest:use')) throw accessException()
  const value = name === BUNDLE ? bundle(site, own(params), inner) : runOne(site, name, own(params), fault)
  return { name, value: fault?.kind === 'duplicate-rows' ? duplicated(value) : value }
}

function runOne(site: Site, name: string, params: Params, fault: Fault | null): Value {
  const run = FUNCTIONS[name]
  if (!run) throw missingRecord('external_functions')
  if (!site.functions.includes(name)) throw accessException()
  return run(site, shifted(params, fault))
}

/** Several calls in one. Their answers are JSON text; the first that fails is the last that is answered. */
export const BUNDLE = 'tool_mobile_call_external_functions'

function bundle(site: Site, params: Params, inner: (name: string) => Fault | null): Value {
  checkNames(params, ['requests'])
  if (!site.functions.includes(BUNDLE)) throw accessException()
  if (typeof params.requests !== 'object') throw invalidParameter()
  const responses: Value[] = []
  for (const request of Object.values(params.requests)) {
    if (typeof request === 'string') throw invalidParameter()
    const name = text(request.function)
    const response = bundled(site, name, text(request.arguments), inner(name))
    responses.push(response)
    if (response.error) break
  }
  return { responses }
}

type Bundled = { error: boolean; data?: string; exception?: string }

function bundled(site: Site, name: string, json: string, fault: Fault | null): Bundled {
  try {
    if (fault?.kind === 'error') throw scripted(fault.errorcode, fault.message)
    const params = parseForm(new URLSearchParams(JSON.parse(json) as Record<string, string>).toString())
    return { error: false, data: toJson(SHAPES[name] ?? 'value', runOne(site, name, params, fault)) }
  } catch (error) {
    const { exception, code, message } = error instanceof WsError ? error : crashed(error)
    const said = { message, errorcode: code, link: site.url, moreinfourl: '', exception }
    return { error: true, exception: escapeJson(JSON.stringify(said)) }
  }
}

const own = (params: Params): Params =>
  Object.fromEntries(
    Object.entries(params).filter(([key]) => !RESERVED.includes(key) && !key.startsWith('moodlewssetting')),
  )

const scripted = (errorcode: string, message = errorcode): WsError =>
  new WsError('core\\exception\\moodle_exception', errorcode, message)

const crashed = (error: unknown): WsError =>
  new WsError(
    'core\\exception\\coding_exception',
    'codingerror',
    error instanceof Error ? error.message : 'unknown',
  )

function shifted(params: Params, fault: Fault | null): Params {
  const list = params.options
  if (fault?.kind !== 'shift-page' || typeof list !== 'object') return params
  const moved = Object.entries(list).map(([key, option]) => [key, shiftOption(option, fault.by)] as const)
  return { ...params, options: Object.fromEntries(moved) }
}

function shiftOption(option: Param, by: number): Param {
  if (typeof option === 'string' || option.name !== 'limitfrom') return option
  return { ...option, value: String(Math.max(0, Number(option.value) + by)) }
}

/** The first half of a list again in front of it; in an answer that holds lists, the first list of it. */
function duplicated(value: Value): Value {
  if (Array.isArray(value)) return [...value.slice(0, Math.ceil(value.length / 2)), ...value]
  if (value === null || typeof value !== 'object') return value
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, Array.isArray(inner) ? duplicated(inner) : inner]),
  )
}

function refuse(error: WsError, asJson: boolean): Reply {
  const { exception, code: errorcode, message } = error
  if (!asJson) return xmlReply(exceptionXml(exception, errorcode, message))
  return jsonReply(escapeJson(JSON.stringify({ exception, errorcode, message })))
}

const CACHE = {
  'cache-control': 'private, must-revalidate, pre-check=0, post-check=0, max-age=0',
  pragma: 'no-cache',
}

const jsonReply = (body: string): Reply => ({
  status: 200,
  headers: { 'content-type': 'application/json', ...CACHE, 'access-control-allow-origin': '*' },
  body,
})

const xmlReply = (body: string): Reply => ({
  status: 200,
  headers: {
    'content-type': 'application/xml; charset=utf-8',
    'content-disposition': 'inline; filename="response.xml"',
    ...CACHE,
  },
  body,
})
