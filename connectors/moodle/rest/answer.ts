/** Text of an answer → value, or the fault it tells. Every web-service error of Moodle comes with status 200. */
import { ConnectorError } from '../../errors.ts'
import type { Decoded } from './decoded.ts'
import { protocolFault } from './faults.ts'
import { parseJsonAnswer } from './json.ts'
import { parseXmlAnswer } from './xml.ts'

/** @throws {ConnectorError} kind `protocol` if the text is a page, a notice, cut short or anything else */
export async function decodeAnswer(text: string, format: 'json' | 'xml'): Promise<Decoded> {
  const body = text.replace(/^\ufeff/, '').trim()
  if (!body) {
    throw new ConnectorError({
      code: 'moodle_empty_answer',
      kind: 'transient',
      message: 'the site answered nothing',
    })
  }
  refuseNotices(body)
  refusePages(body)
  return format === 'json' ? parseJsonAnswer(body) : await parseXmlAnswer(body)
}

function refuseNotices(body: string): void {
  const head = body.slice(0, 2000)
  if (
    !/^(<br ?\/?>\s*)?(<b>|<pre|<div class="(notifytiny|phpdebug))|^(PHP )?(Notice|Warning|Deprecated|Fatal error)\b/i.test(
      head,
    )
  )
    return
  throw protocolFault(
    'moodle_notice_in_answer',
    'the site prints PHP messages into its answers',
    'switch off the display of debug messages in Moodle',
  )
}

function refusePages(body: string): void {
  if (!/^<(!doctype html|html|head|body|script|meta)\b/i.test(body.slice(0, 200))) return
  throw protocolFault(
    'moodle_page_in_answer',
    'the site answered with a web page instead of data',
    'see whether a login page, a proxy or a maintenance page stands before the web services',
  )
}
