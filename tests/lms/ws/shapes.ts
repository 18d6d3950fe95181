/** The declared answers of the functions, as a real Moodle 4.5.6 writes them (keys and their order as recorded). */
import { list, object, type Shape } from './shape.ts'

const field = object('name shortname type valueraw value')
const warnings = list(object('item itemid warningcode message'))

const course = object(
  'id shortname categoryid categorysortorder fullname displayname idnumber summary summaryformat format showgrades ' +
    'newsitems startdate enddate numsections maxbytes showreports visible hiddensections groupmode groupmodeforce ' +
    'defaultgroupingid timecreated timemodified enablecompletion completionnotify lang forcetheme ' +
    'courseformatoptions showactivitydates showcompletionconditions customfields',
  { courseformatoptions: list(object('name value')), customfields: list(field) },
)

const courseByField = object(
  'id fullname displayname shortname courseimage categoryid categoryname sortorder summary summaryformat ' +
    'summaryfiles overviewfiles showactivitydates showcompletionconditions contacts enrollmentmethods customfields ' +
    'idnumber format showgrades newsitems startdate enddate maxbytes showreports visible groupmode groupmodeforce ' +
    'defaultgroupingid enablecompletion completionnotify lang theme marker legacyfiles calendartype timecreated ' +
    'timemodified requested cacherev filters courseformatoptions communicationroomname communicationroomurl',
  {
    summaryfiles: list('value'),
    overviewfiles: list('value'),
    contacts: list(object('id fullname')),
    enrollmentmethods: list('value'),
    customfields: list(field),
    filters: list(object('filter localstate inheritedstate')),
    courseformatoptions: list(object('name value')),
  },
)

const enrolledUser = object(
  'id username firstname lastname fullname email address phone1 phone2 department institution idnumber interests ' +
    'firstaccess lastaccess lastcourseaccess description descriptionformat city country profileimageurlsmall ' +
    'profileimageurl customfields groups roles preferences enrolledcourses',
  {
    customfields: list(object('type value name shortname')),
    groups: list(object('id name description descriptionformat')),
    roles: list(object('roleid name shortname sortorder')),
    preferences: list(object('name value')),
    enrolledcourses: list(object('id fullname shortname')),
  },
)

const user = object(
  'id username firstname lastname fullname email address phone1 phone2 department institution idnumber interests ' +
    'firstaccess lastaccess auth suspended confirmed lang calendartype theme timezone mailformat trackforums ' +
    'description descriptionformat city country profileimageurlsmall profileimageurl customfields preferences',
  {
    customfields: list(object('type value displayvalue name shortname')),
    preferences: list(object('name value')),
  },
)

const userCourse = object(
  'id shortname fullname displayname enrolledusercount idnumber visible summary summaryformat format courseimage ' +
    'showgrades lang enablecompletion completionhascriteria completionusertracked category progress completed ' +
    'startdate enddate marker lastaccess isfavourite hidden overviewfiles showactivitydates ' +
    'showcompletionconditions timemodified',
  { overviewfiles: list('value') },
)

const criterion = object('type title status complete timecompleted details', {
  details: object('type criteria requirement status'),
})

const activity = object(
  'cmid modname instance state timecompleted tracking overrideby valueused hascompletion isautomatic istrackeduser ' +
    'uservisible details isoverallcomplete',
  { details: list(object('rulename rulevalue', { rulevalue: object('status description') })) },
)

const gradeItem = object(
  'id itemname itemtype itemmodule iteminstance itemnumber idnumber categoryid outcomeid scaleid locked cmid ' +
    'weightraw weightformatted status graderaw gradedatesubmitted gradedategraded gradehiddenbydate gradeneedsupdate ' +
    'gradeishidden gradeislocked gradeisoverridden gradeformatted grademin grademax rangeformatted ' +
    'percentageformatted lettergradeformatted rank numusers averageformatted feedback feedbackformat',
)

const siteInfo = object(
  'sitename username firstname lastname fullname lang userid siteurl userpictureurl functions downloadfiles ' +
    'uploadfiles release version mobilecssurl advancedfeatures usercanmanageownfiles userquota ' +
    'usermaxuploadfilesize userhomepage userhomepageurl userprivateaccesskey siteid sitecalendartype ' +
    'usercalendartype userissiteadmin theme limitconcurrentlogins usersessionscount policyagreed',
  { functions: list(object('name version')), advancedfeatures: list(object('name value')) },
)

export const SHAPES: Readonly<Record<string, Shape>> = {
  core_webservice_get_site_info: siteInfo,
  core_course_get_courses: list(course),
  core_course_get_courses_by_field: object('courses warnings', { courses: list(courseByField), warnings }),
  core_enrol_get_enrolled_users: list(enrolledUser),
  core_enrol_get_users_courses: list(userCourse),
  core_completion_get_course_completion_status: object('completionstatus warnings', {
    completionstatus: object('completed aggregation completions', { completions: list(criterion) }),
    warnings,
  }),
  core_completion_get_activities_completion_status: object('statuses warnings', {
    statuses: list(activity),
    warnings,
  }),
  gradereport_user_get_grade_items: object('usergrades warnings', {
    usergrades: list(
      object('courseid courseidnumber userid userfullname useridnumber maxdepth gradeitems', {
        gradeitems: list(gradeItem),
      }),
    ),
    warnings,
  }),
  core_user_get_users_by_field: list(user),
  core_user_get_users: object('users warnings', { users: list(user), warnings }),
  core_reportbuilder_list_reports: object('reports warnings', {
    reports: list(object('id name source')),
    warnings,
  }),
  core_reportbuilder_retrieve_report: object('details data warnings', {
    details: object('id name source'),
    data: object('headers rows totalrowcount', {
      headers: list('value'),
      rows: list(object('columns', { columns: list('value') })),
    }),
    warnings,
  }),
  tool_mobile_call_external_functions: object('responses', {
    responses: list(object('error data exception')),
  }),
}
