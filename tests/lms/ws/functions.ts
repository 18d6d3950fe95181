/** The functions of the web service by name. */
import { activitiesCompletion, courseCompletion } from './completion.ts'
import { getCourses, getCoursesByField } from './courses.ts'
import { getEnrolledUsers, getUsersCourses } from './enrolments.ts'
import { gradeItems } from './grades.ts'
import { listReports, retrieveReport } from './report.ts'
import type { WsFunction } from './site.ts'
import { siteInfo } from './site-info.ts'
import { getUsers, getUsersByField } from './users.ts'

export const FUNCTIONS: Readonly<Record<string, WsFunction>> = {
  core_webservice_get_site_info: siteInfo,
  core_course_get_courses: getCourses,
  core_course_get_courses_by_field: getCoursesByField,
  core_enrol_get_enrolled_users: getEnrolledUsers,
  core_enrol_get_users_courses: getUsersCourses,
  core_completion_get_course_completion_status: courseCompletion,
  core_completion_get_activities_completion_status: activitiesCompletion,
  gradereport_user_get_grade_items: gradeItems,
  core_user_get_users_by_field: getUsersByField,
  core_user_get_users: getUsers,
  core_reportbuilder_list_reports: listReports,
  core_reportbuilder_retrieve_report: retrieveReport,
}
