/** Moodle's `errorcode` → whose fault it is and what to do. The class and the message change with version and language. */
import { ConnectorError, type FaultKind } from '../../errors.ts'
import type { Redact } from '../../kit/redact.ts'

type Words = [kind: FaultKind, message: string, remedy: string]

const notAllowed = 'the account may not call this function'
const accessRemedy =
  'check that the token has not expired, that our address is allowed, that the account has webservice/rest:use, ' +
  'and that the function is in the external service'

const words: Record<string, Words> = {
  invalidtoken: ['auth', 'the token is not valid', 'make a new token and put it into the connection'],
  accessexception: ['forbidden', notAllowed, accessRemedy],
  servicenotavailable: ['forbidden', 'the external service is switched off', 'enable it in Moodle'],
  servicerequireslogin: ['forbidden', 'the account may not log in', 'check the account'],
  enablewsdescription: ['config', 'web services are switched off', 'enable web services in Moodle'],
  sitemaintenance: ['transient', 'the site is under maintenance', 'wait until it is over'],
  upgraderunning: ['transient', 'the site is being upgraded', 'wait until it is over'],
  dbconnectionfailed: ['transient', 'the site has lost its database', 'wait, or tell its administrator'],
  dmlreadexception: ['transient', 'the site could not read its database', 'tell its administrator'],
  dmlwriteexception: ['transient', 'the site could not write its database', 'tell its administrator'],
  invalidparameter: [
    'protocol',
    'the site did not understand the request',
    'see whether its version is supported',
  ],
  invalidrecord: [
    'data',
    'there is no such course, function or report',
    'see whether it was deleted, and whether its number is right',
  ],
  nopermissions: [
    'data',
    'the account lacks a right here',
    'give the role of the service account the rights that the check of the connection names',
  ],
  requireloginerror: ['data', 'the account may not enter the course', 'give it moodle/course:view'],
  errorcoursecontextnotvalid: ['data', 'the account may not enter the course', 'give it moodle/course:view'],
  usernotenroled: [
    'data',
    'the enrolment is over, so Moodle does not tell when the course was completed',
    'prolong the enrolment and pull again, or enter the date by hand',
  ],
  nocriteriaset: [
    'data',
    'the course has no completion criteria',
    'set them in Moodle, or enter the date by hand',
  ],
  cannotviewreport: [
    'data',
    'completion is off in the course, or the account may not see it',
    'give the account report/completion:view, or switch completion on',
  ],
  errorreportview: [
    'forbidden',
    'the account may not see the report',
    'give it moodle/reportbuilder:view and put it into the audience of the report',
  ],
  completionnotenabled: ['data', 'completion is off in the course', 'switch it on in Moodle'],
  userdeleted: ['data', 'the account of the person was deleted', 'enter the record by hand'],
  invaliduser: ['data', 'there is no such person', 'see whether the account was deleted'],
  accessdenied: [
    'data',
    'the account does not see the group of the person',
    'give it moodle/site:accessallgroups',
  ],
}

/**
 * @param errorcode as Moodle gave it
 * @param call the web service function
 */
export function faultOfErrorcode(errorcode: string, call: string, redact: Redact): ConnectorError {
  const safe =
    redact(errorcode)
      .replace(/[^\w/-]/g, '')
      .slice(0, 64) || 'unknown'
  const known = Object.hasOwn(words, safe) ? words[safe] : undefined
  const [kind, message, remedy] = known ?? [
    'protocol',
    'an error that is not known here',
    'look it up in Moodle',
  ]
  return new ConnectorError({
    code: `moodle_${safe}`,
    kind,
    message: `${message} (${safe}, ${call})`,
    remedy,
  })
}

/** Moodle answers 403 and nothing else where web services or the REST protocol are off. */
export function nameRefusal(thrown: unknown): never {
  if (!(thrown instanceof ConnectorError) || thrown.code !== 'http_forbidden') throw thrown
  throw new ConnectorError({
    code: 'moodle_services_refused',
    kind: 'forbidden',
    message: 'the site refuses web services (403)',
    remedy:
      'enable web services and the REST protocol in Moodle; if they are on, see what before the site refuses our address',
    cause: thrown,
  })
}

/** The answer is not what web services send. */
export function protocolFault(code: string, message: string, remedy: string): ConnectorError {
  return new ConnectorError({ code, kind: 'protocol', message, remedy })
}

/** Whether the fault concerns one record and not the site: the pass goes on without it. */
export function isRecordFault(thrown: unknown): thrown is ConnectorError {
  return thrown instanceof ConnectorError && (thrown.kind === 'data' || thrown.kind === 'protocol')
}
