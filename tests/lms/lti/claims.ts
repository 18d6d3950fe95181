/** The id_token of a launch, claim by claim as recorded from Moodle 4.5.6. */
import { createHash } from 'node:crypto'
import { fullName, type Person } from '../people.ts'
import { VERSION } from '../ws/site.ts'
import type { Launch } from './launch-desk.ts'
import type { Platform } from './platform.ts'
import { AGS_SCOPES } from './scopes.ts'
import { linkId, type Tool } from './tools.ts'

const LTI = 'https://purl.imsglobal.org/spec/lti/claim'
const VOCABULARY = 'http://purl.imsglobal.org/vocab/lis/v2'
/** Seconds that an id_token lives, as in Moodle. */
const ID_TOKEN_TTL = 60

/** Full role URIs; an administrator is told to be an instructor too. */
const ROLE_URIS: Readonly<Record<Person['role'], readonly string[]>> = {
  learner: [`${VOCABULARY}/membership#Learner`],
  teacher: [`${VOCABULARY}/membership#Instructor`],
  administrator: [
    `${VOCABULARY}/institution/person#Administrator`,
    `${VOCABULARY}/system/person#Administrator`,
    `${VOCABULARY}/membership#Instructor`,
  ],
  service: [],
}

/** The payload of a launch. `now` in seconds. */
export function buildClaims(
  platform: Platform,
  launch: Launch,
  nonce: string,
  now: number,
): Record<string, unknown> {
  const { tool, person } = launch
  const course = platform.population.course(launch.courseId)
  const deepLink = launch.message === 'LtiDeepLinkingRequest'
  const { email, ...names } = personClaims(tool, person)
  return {
    nonce,
    iat: now,
    exp: now + ID_TOKEN_TTL,
    iss: platform.url,
    aud: tool.clientId,
    [`${LTI}/deployment_id`]: tool.deploymentId,
    [`${LTI}/target_link_uri`]: deepLink ? (tool.deepLinkUrl ?? tool.launchUrl) : tool.launchUrl,
    sub: String(person.id),
    [`${LTI}/lis`]: { person_sourcedid: person.idnumber, course_section_sourcedid: course?.idnumber ?? '' },
    [`${LTI}/roles`]: ROLE_URIS[person.role],
    [`${LTI}/context`]: {
      id: String(launch.courseId),
      label: course?.shortname,
      title: course?.fullname,
      type: ['CourseSection'],
    },
    [`${LTI}/message_type`]: launch.message,
    ...(deepLink ? {} : resourceLink(platform, launch)),
    ...names,
    [`${LTI}/ext`]: { user_username: person.username, lms: 'moodle-2' },
    ...(email === undefined ? {} : { email }),
    [`${LTI}/launch_presentation`]: presentation(platform, launch),
    [`${LTI}/tool_platform`]: toolPlatform(platform),
    [`${LTI}/version`]: '1.3.0',
    [`${LTI}/custom`]: customClaims(platform, launch),
    'https://purl.imsglobal.org/spec/lti-ags/claim/endpoint': gradeEndpoint(platform, launch),
    'https://purl.imsglobal.org/spec/lti-nrps/claim/namesroleservice': {
      context_memberships_url: membershipsUrl(platform, tool, launch.courseId),
      service_versions: ['1.0', '2.0'],
    },
    ...(deepLink ? deepLinkingSettings(platform, launch) : {}),
  }
}

/** Name and address as far as the tool's privacy settings allow. */
export function personClaims(tool: Tool, person: Person): Record<string, string> {
  const { name, email } = tool.privacy ?? { name: true, email: true }
  return {
    ...(name ? { given_name: person.firstname, family_name: person.lastname, name: fullName(person) } : {}),
    ...(email ? { email: person.email } : {}),
  }
}

export const membershipsUrl = (platform: Platform, tool: Tool, courseId: number): string =>
  `${platform.url}/mod/lti/services.php/CourseSection/${courseId}/bindings/${tool.typeId}/memberships`

const lineItemsUrl = (platform: Platform, tool: Tool, courseId: number): string =>
  `${platform.url}/mod/lti/services.php/${courseId}/lineitems?type_id=${tool.typeId}`

export const lineItemUrl = (platform: Platform, tool: Tool, courseId: number, itemId: number): string =>
  `${platform.url}/mod/lti/services.php/${courseId}/lineitems/${itemId}/lineitem?type_id=${tool.typeId}`

function resourceLink(platform: Platform, { tool, courseId, person, id }: Launch): Record<string, unknown> {
  const link = linkId(tool, courseId)
  const data = {
    instanceid: String(link),
    userid: String(person.id),
    typeid: tool.deploymentId,
    launchid: id,
  }
  const hash = createHash('sha256').update(JSON.stringify(data)).digest('hex')
  return {
    [`${LTI}/resource_link`]: { title: tool.name, description: '', id: String(link) },
    'https://purl.imsglobal.org/spec/lti-bo/claim/basicoutcome': {
      lis_result_sourcedid: JSON.stringify({ data, hash }),
      lis_outcome_service_url: `${platform.url}/mod/lti/service.php`,
    },
  }
}

function presentation(platform: Platform, { tool, courseId, message }: Launch): Record<string, string> {
  if (message === 'LtiDeepLinkingRequest') return { locale: 'ru' }
  const query = `course=${courseId}&launch_container=4&instanceid=${linkId(tool, courseId)}&sesskey=sesskey`
  return {
    locale: 'ru',
    document_target: 'iframe',
    return_url: `${platform.url}/mod/lti/return.php?${query}`,
  }
}

const toolPlatform = (platform: Platform): Record<string, string> => ({
  product_family_code: 'moodle',
  version: VERSION,
  guid: createHash('md5').update(platform.url).digest('hex'),
  name: platform.title,
  description: platform.title,
})

function customClaims(platform: Platform, launch: Launch): Record<string, string> {
  const { tool, person, courseId } = launch
  const services = `${platform.url}/mod/lti/services.php`
  const asked = Object.entries(tool.custom ?? {}).map(([key, value]) => [
    key,
    substitute(value, platform, launch),
  ])
  return {
    course_idnumber: platform.population.course(courseId)?.idnumber ?? '',
    user_idnumber: person.idnumber,
    context_memberships_url: membershipsUrl(platform, tool, courseId),
    system_setting_url: `${services}/tool/${tool.typeId}/custom`,
    context_setting_url: `${services}/CourseSection/${courseId}/bindings/tool/${tool.typeId}/custom`,
    ...(launch.message === 'LtiResourceLinkRequest'
      ? { link_setting_url: `${services}/links/{link_id}/custom` }
      : {}),
    ...Object.fromEntries(asked),
  }
}

function substitute(value: string, platform: Platform, { person, courseId }: Launch): string {
  const course = platform.population.course(courseId)
  const variables: Record<string, string | undefined> = {
    '$Person.name.middle': person.middlename,
    '$Person.name.full': fullName(person),
    '$Person.sourcedId': person.idnumber,
    '$User.id': String(person.id),
    '$User.username': person.username,
    '$Context.id': String(courseId),
    '$CourseSection.title': course?.fullname,
    '$CourseSection.sourcedId': course?.idnumber,
  }
  return variables[value] ?? value
}

function gradeEndpoint(platform: Platform, { tool, courseId, message }: Launch): Record<string, unknown> {
  const withItem = message === 'LtiResourceLinkRequest' && tool.grades !== 'delegated'
  return {
    scope: AGS_SCOPES,
    lineitems: lineItemsUrl(platform, tool, courseId),
    ...(withItem ? { lineitem: lineItemUrl(platform, tool, courseId, linkId(tool, courseId)) } : {}),
  }
}

function deepLinkingSettings(platform: Platform, { tool, courseId, id }: Launch): Record<string, unknown> {
  const query = `course=${courseId}&id=${tool.typeId}&sesskey=${id}`
  return {
    'https://purl.imsglobal.org/spec/lti-dl/claim/deep_linking_settings': {
      accept_types: ['ltiResourceLink'],
      accept_presentation_document_targets: ['frame', 'iframe', 'window'],
      accept_copy_advice: false,
      accept_multiple: true,
      accept_unsigned: false,
      auto_create: false,
      can_confirm: false,
      deep_link_return_url: `${platform.url}/mod/lti/contentitem_return.php?${query}`,
      title: tool.name,
      text: '',
    },
  }
}
