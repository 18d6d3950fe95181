import type { Language } from '../errors/text-types.ts'
import { escapeHtml, renderPage } from './layout.ts'
import { inlineScript } from './script.ts'

const WORDS = {
  ru: {
    title: 'Платформа подключена',
    done: (name: string) => `«${name}» зарегистрирована в Зачётке, ключи созданы.`,
    next: 'Осталось сделать в Moodle',
    moodle: [
      'В «Управлении инструментами» нажмите «Активировать» на карточке Зачётки: сейчас она ожидает.',
      'В её настройках поставьте «Показать при создании элементов»: «Показать в выборе элемента и как предварительно настроенный инструмент», иначе её не будет среди элементов курса.',
      'Там же, в разделе «Секретность», поставьте «Принимать оценки от инструмента»: «Всегда», иначе часы не попадут в журнал.',
    ],
    deployment:
      'Платформа не назвала размещения. Откройте Зачётку из курса один раз, потом одобрите размещение на странице «LMS».',
    mayClose: 'Можно закрыть окно.',
    close: 'Закрыть',
  },
  en: {
    title: 'The platform is connected',
    done: (name: string) => `“${name}” is registered in Zachetka, and its keys are made.`,
    next: 'What is left to do in Moodle',
    moodle: [
      'Under “Manage tools”, press “Activate” on the card of Zachetka: it is pending now.',
      'In its settings, set “Tool configuration usage” to “Show in activity chooser and as a preconfigured tool”: else it is not among the activities.',
      'There too, under “Privacy”, set “Accept grades from the tool” to “Always”: else hours do not reach the gradebook.',
    ],
    deployment:
      'The platform named no deployment. Open Zachetka from a course once, then approve the deployment on the page “LMS”.',
    mayClose: 'You can close this window.',
    close: 'Close',
  },
}

export interface RegisteredPage {
  language: Language
  nonce: string
  name: string
  /** `moodle` gets what Moodle leaves to do. */
  family: string
  hasDeployment: boolean
}

/**
 * Says what was done and what is left. The window closes by the button, not by itself: the words are to be read.
 *
 * @see LTI Dynamic Registration 1.0 §3.6: `org.imsglobal.lti.close`, to the opener or the parent
 */
export function renderRegisteredPage(page: RegisteredPage): string {
  const words = WORDS[page.language]
  const items = words.moodle.map(line => `<li>${escapeHtml(line)}</li>`).join('\n')
  const moodle = page.family === 'moodle' ? `<h2>${words.next}</h2>\n<ol>\n${items}\n</ol>\n` : ''
  const deployment = page.hasDeployment ? '' : `<p>${words.deployment}</p>\n`
  const script = `document.getElementById('close').addEventListener('click', () => {
const around = window.opener || (window.parent !== window ? window.parent : null)
if (around) for (const subject of ['org.imsglobal.lti.close', 'lti.close']) around.postMessage({ subject }, '*')
})`
  const body = `<h1>${words.title}</h1>
<p>${escapeHtml(words.done(page.name))}</p>
${moodle}${deployment}<p>${words.mayClose}</p>
<p><button class="button" id="close" type="button">${words.close}</button></p>
${inlineScript(page.nonce, script)}`
  return renderPage(page.language, words.title, body, page.nonce)
}
