/** The LMS's own pages, in Russian and plain: enough for a person to click through. */

import type { Platform } from './lti/platform.ts'
import { linkId, type Tool } from './lti/tools.ts'
import { fullName, type Person } from './people.ts'
import { html, type Reply } from './reply.ts'
import { escapeXml } from './ws/shape.ts'

const STYLE =
  'body{font:16px/1.5 sans-serif;max-width:70rem;margin:0 auto;padding:1rem}header{border-bottom:1px solid #888}' +
  'iframe{width:100%;height:75vh;border:1px solid #888}table{border-collapse:collapse}td,th{padding:.2rem .8rem;text-align:left}'

export function page(platform: Platform, title: string, body: string): Reply {
  return html(
    `<!DOCTYPE html>\n<html lang="ru"><head><meta charset="utf-8"><title>${escapeXml(title)}</title>` +
      `<meta name="viewport" content="width=device-width, initial-scale=1"><style>${STYLE}</style></head>\n<body>` +
      `<header><a href="/">${escapeXml(platform.title)}</a></header>\n<main><h1>${escapeXml(title)}</h1>\n${body}\n</main></body></html>\n`,
  )
}

/** A page whose form sends itself, as Moodle writes it. */
export function autoSubmit(name: string, action: string, fields: Readonly<Record<string, string>>): Reply {
  const inputs = Object.entries(fields).map(
    ([key, value]) => `  <input type="hidden" name="${escapeXml(key)}" value="${escapeXml(value)}"/>\n`,
  )
  return html(
    `<form action="${escapeXml(action)}" name="${name}" id="${name}" method="post" encType="application/x-www-form-urlencoded">\n` +
      `${inputs.join('')}</form>\n<script type="text/javascript">\n//<![CDATA[\ndocument.${name}.submit();\n//]]>\n</script>\n`,
  )
}

const SHOWN = 50

/** Who one can be: the staff and the first learners, each with the first course. */
export function indexPage(platform: Platform): Reply {
  const { population } = platform
  const ids = [...population.staff.map(one => one.id), ...take(population.learnerIds(), SHOWN)]
  const people = ids
    .flatMap(id => population.person(id) ?? [])
    .filter(one => one.role !== 'service' && !one.deleted)
  const rows = people.map(
    one => `<tr><td>${personLink(platform, one)}</td><td>${ROLE_NAMES[one.role]}</td></tr>`,
  )
  const more =
    population.learners > SHOWN ? `<p>Показаны первые ${SHOWN} слушателей из ${population.learners}.</p>` : ''
  return page(platform, 'Войти как…', `<table>${rows.join('\n')}</table>${more}`)
}

const ROLE_NAMES: Readonly<Record<Person['role'], string>> = {
  learner: 'слушатель',
  teacher: 'куратор',
  administrator: 'администратор',
  service: 'служба',
}

function personLink(platform: Platform, person: Person): string {
  const courseId = coursesOf(platform, person)[0]?.id ?? 2
  return `<a href="/course/view.php?id=${courseId}&amp;as=${person.id}">${escapeXml(fullName(person))}</a>`
}

const coursesOf = (platform: Platform, person: Person) =>
  person.role === 'learner' ? platform.population.coursesOf(person.id) : platform.population.courses

/** A course as one person sees it, with the tools that can be launched. */
export function coursePage(platform: Platform, courseId: number, person: Person): Reply | null {
  const course = platform.population.course(courseId)
  if (!course) return null
  const as = `as=${person.id}`
  const tools = platform.tools.all().filter(tool => tool.active)
  const links = tools.map(tool => {
    const id = linkId(tool, courseId)
    const name = escapeXml(tool.name)
    return (
      `<li><a href="/mod/lti/view.php?id=${id}&amp;${as}">${name}</a> · ` +
      `<a href="/mod/lti/launch.php?id=${id}&amp;${as}" target="_blank" rel="noopener">в новом окне</a></li>`
    )
  })
  const others = coursesOf(platform, person).map(
    one => `<li><a href="/course/view.php?id=${one.id}&amp;${as}">${escapeXml(one.fullname)}</a></li>`,
  )
  const who = `<p>Вы вошли как ${escapeXml(fullName(person))} (${ROLE_NAMES[person.role]}).</p>`
  const empty = '<li>Инструменты ещё не подключены.</li>'
  const body = `${who}<h2>Инструменты</h2><ul>${links.join('') || empty}</ul><h2>Мои курсы</h2><ul>${others.join('')}</ul>`
  return page(platform, course.fullname, body)
}

/** The tool inside the course, in a frame as Moodle writes it. */
export function toolPage(platform: Platform, tool: Tool, courseId: number, person: Person): Reply {
  const source = `/mod/lti/launch.php?id=${linkId(tool, courseId)}&amp;triggerview=0&amp;as=${person.id}`
  const allow = tool.origin
    ? ` allow="microphone ${tool.origin}; camera ${tool.origin}; fullscreen ${tool.origin}"`
    : ''
  const frame = `<iframe id="contentframe" height="600px" width="100%" src="${source}"${allow} allowfullscreen="1"></iframe>`
  const back = `<p><a href="/course/view.php?id=${courseId}&amp;as=${person.id}">К курсу</a></p>`
  return page(platform, tool.name, `${back}${frame}`)
}

export const notFound = (platform: Platform, message: string): Reply => ({
  ...page(platform, 'Ошибка', `<p class="errormessage">${escapeXml(message)}</p>`),
  status: 404,
})

function* take<T>(items: Iterable<T>, count: number): Generator<T> {
  let left = count
  for (const item of items) {
    if (left-- <= 0) return
    yield item
  }
}
