/** Asks a function of the LMS's web service. */
import type { Lms } from '#tests/lms/server'

export interface Answer {
  status: number
  type: string
  text: string
}

/** Parameters as `name=value` pairs of a form; the token and the format are added. */
export async function ask(
  lms: Lms,
  wsfunction: string,
  params: Record<string, string> = {},
  format = 'json',
): Promise<Answer> {
  const body = new URLSearchParams({ wstoken: lms.token, wsfunction, moodlewsrestformat: format, ...params })
  const answer = await fetch(`${lms.url}/webservice/rest/server.php`, { method: 'POST', body })
  return { status: answer.status, type: answer.headers.get('content-type') ?? '', text: await answer.text() }
}

/** The same, parsed; any JSON. */
export async function askJson<T>(
  lms: Lms,
  wsfunction: string,
  params: Record<string, string> = {},
): Promise<T> {
  return JSON.parse((await ask(lms, wsfunction, params)).text) as T
}
