import type { TemplateView } from '#credits/templates/contract'
import { fieldValues } from '#documents/certificate/values'
import { fillText } from '#domain/templates/fill'
import { TEMPLATE_LINES, type TemplateLine } from '#domain/templates/template'
import type { View } from '../../view.ts'

const STRONG: readonly TemplateLine[] = ['organisation', 'title', 'holder', 'programme']

/** The document's words with an invented learner, in their order: the PDF shows it exactly. */
export function TemplateSample({ view, template }: { view: View; template: TemplateView }) {
  const { t } = view
  const { content, sample } = template
  const values = fieldValues(sample)
  const lines = TEMPLATE_LINES.filter(line => line !== 'issued').flatMap(line => {
    const text = fillText(content.lines[line], values)
    return text === '' ? [] : [{ line, text }]
  })
  return (
    <section aria-labelledby="sample">
      <h2 id="sample">{t.templates.sample}</h2>
      <p class="muted">{t.templates.sampleHint}</p>
      <div class={`paper ${content.layout.orientation}${content.layout.hasFrame ? ' framed' : ''}`} lang="ru">
        {content.logo && template.images.some(each => each.id === content.logo) && (
          <img
            src={`${view.base}/issue/templates/${template.id}/images/${content.logo}`}
            alt={t.templates.logo}
          />
        )}
        {lines.map(({ line, text }) => (
          <p key={line} class={STRONG.includes(line) ? 'strong' : ''}>
            {text}
          </p>
        ))}
        <ul>
          {content.signatures.map(({ post, name }, i) => (
            <li key={String(i)}>
              {fillText(post, values)} ____________ {fillText(name, values)}
            </li>
          ))}
        </ul>
        <p>{fillText(content.lines.issued, values)}</p>
        {content.seal && <p>{content.seal}</p>}
      </div>
    </section>
  )
}
