/** A refusal as Moodle gives it: HTTP 200, three strings; callers go by `errorcode`. */
export class WsError extends Error {
  readonly code: string
  readonly status = 200
  readonly retryable = false
  readonly exception: string

  constructor(exception: string, errorcode: string, message: string) {
    super(message)
    this.exception = exception
    this.code = errorcode
  }
}

const MOODLE = 'core\\exception\\moodle_exception'
const MISSING_RECORD = 'dml_missing_record_exception'

export const invalidToken = (): WsError =>
  new WsError(MOODLE, 'invalidtoken', 'Invalid token - token not found')
export const accessException = (): WsError =>
  new WsError('webservice_access_exception', 'accessexception', 'Access control exception')
export const invalidParameter = (): WsError =>
  new WsError(
    'core\\exception\\invalid_parameter_exception',
    'invalidparameter',
    'Invalid parameter value detected',
  )
export const missingRecord = (table: string): WsError =>
  new WsError(MISSING_RECORD, 'invalidrecord', `Can't find data record in database table ${table}.`)
export const invalidUser = (): WsError => new WsError(MISSING_RECORD, 'invaliduser', 'Invalid user')
export const badCourseContext = (): WsError =>
  new WsError(MOODLE, 'errorcoursecontextnotvalid', 'You cannot execute functions in the course context')
export const loginRequired = (): WsError =>
  new WsError('require_login_exception', 'requireloginerror', 'Course or activity not accessible.')
export const userDeleted = (): WsError => new WsError(MOODLE, 'userdeleted', 'error/userdeleted')
export const notEnrolled = (): WsError =>
  new WsError(MOODLE, 'usernotenroled', 'User is not enrolled in this course')
export const noCriteria = (): WsError =>
  new WsError(MOODLE, 'nocriteriaset', 'No completion criteria set for this course')
export const cannotViewReport = (): WsError =>
  new WsError(MOODLE, 'cannotviewreport', 'You cannot view this report')
export const noPermissions = (): WsError =>
  new WsError(
    'core\\exception\\required_capability_exception',
    'nopermissions',
    'Sorry, but you do not currently have permissions to do that',
  )
export const cannotViewGrades = (): WsError =>
  new WsError(MOODLE, 'nopermissiontoviewgrades', 'No permissions to view grades')
export const cannotSeeReport = (): WsError =>
  new WsError(
    'core_reportbuilder\\exception\\report_access_exception',
    'errorreportview',
    'You cannot view this report',
  )
export const badField = (): WsError =>
  new WsError(
    'core\\exception\\coding_exception',
    'codingerror',
    'Coding error detected, it must be fixed by a programmer: invalid field parameter',
  )
export const maintenance = (): WsError =>
  new WsError(MOODLE, 'sitemaintenance', 'The site is undergoing maintenance and is currently not available')
