import { TEMPLATE_FIELDS, TEMPLATE_LINES } from '#domain/templates/template'
import { ENGLISH_SIGNATURES, fieldId, IMAGE_USES, MOST_SIGNATURES } from '../../template-form.ts'
import { contentLang } from '../book/book-link.ts'
import { Field } from '../form.tsx'
import { Mixed } from '../mixed.tsx'
import { Group, ImageChoice, LONGEST, type TemplateFieldProps as Props, Text } from './template-inputs.tsx'

const ENGLISH = { lang: 'en' }

export function LineFields({ view, template, errors }: Props) {
  const { t } = view
  return (
    <Group id="lines" legend={t.templates.lines} errors={errors}>
      <p class="muted">{t.templates.linesHint}</p>
      {TEMPLATE_LINES.map(line => (
        <Text
          key={line}
          errors={errors}
          path={`lines.${line}`}
          label={t.templates.line[line]}
          value={template.content.lines[line]}
          lang={contentLang(view)}
        />
      ))}
      <details>
        <summary>
          <span>{t.templates.fields}</span>
        </summary>
        <dl>
          {TEMPLATE_FIELDS.map(field => (
            <>
              <dt>
                <code>{`{${field}}`}</code>
              </dt>
              <dd>{t.templates.field[field]}</dd>
            </>
          ))}
        </dl>
      </details>
    </Group>
  )
}

export function SignatureFields({ view, template, errors }: Props) {
  const { t } = view
  return (
    <Group id="signatures" legend={t.templates.signatures} errors={errors}>
      {Array.from({ length: MOST_SIGNATURES }, (_, i) => {
        const { post = '', name = '', facsimile } = template.content.signatures[i] ?? {}
        const at = `signatures.${i}`
        return (
          <div class="filters" key={at}>
            <Text
              errors={errors}
              path={`${at}.post`}
              label={t.templates.post(i + 1)}
              value={post}
              lang={contentLang(view)}
            />
            <Text
              errors={errors}
              path={`${at}.name`}
              label={t.templates.signer(i + 1)}
              value={name}
              lang={contentLang(view)}
            />
            <ImageChoice
              view={view}
              template={template}
              errors={errors}
              path={`${at}.facsimile`}
              label={t.templates.facsimile(i + 1)}
              chosen={facsimile}
            />
          </div>
        )
      })}
      <Text
        errors={errors}
        path="seal"
        label={t.templates.seal}
        hint={t.templates.sealHint}
        value={template.content.seal}
        lang={contentLang(view)}
      />
    </Group>
  )
}

export function LayoutFields({ view, template, errors }: Props) {
  const { t } = view
  const { layout, logo, background } = template.content
  return (
    <Group id="look" legend={t.templates.look} errors={errors}>
      <fieldset>
        <legend>{t.templates.orientation}</legend>
        {(['landscape', 'portrait'] as const).map(way => (
          <label class="tick" key={way}>
            <input type="radio" name="layout-orientation" value={way} checked={layout.orientation === way} />
            {t.templates[way]}
          </label>
        ))}
      </fieldset>
      <Text
        errors={errors}
        path="layout.marginMm"
        label={t.templates.margin}
        value={Number.isFinite(layout.marginMm) ? String(layout.marginMm) : ''}
      />
      <label class="tick">
        <input type="checkbox" name="layout-hasFrame" value="yes" checked={layout.hasFrame} />
        {t.templates.frame}
      </label>
      <ImageChoice
        view={view}
        template={template}
        errors={errors}
        path="logo"
        label={t.templates.logo}
        chosen={logo}
      />
      <ImageChoice
        view={view}
        template={template}
        errors={errors}
        path="background"
        label={t.templates.background}
        chosen={background}
      />
    </Group>
  )
}

export function EnglishFields({ view, template, errors }: Props) {
  const { t } = view
  const { english } = template.content
  return (
    <Group id="english" legend={t.templates.english} errors={errors}>
      <label class="tick">
        <input type="checkbox" name="english-on" value="yes" checked={english !== undefined} />
        {t.templates.englishOn}
      </label>
      <Text
        errors={errors}
        path="english.organisation"
        label={t.templates.englishOrganisation}
        value={english?.organisation ?? ''}
        lang={ENGLISH}
      />
      <Text
        errors={errors}
        path="english.city"
        label={t.templates.englishCity}
        value={english?.city ?? ''}
        lang={ENGLISH}
      />
      {Array.from({ length: ENGLISH_SIGNATURES }, (_, i) => {
        const { post = '', name = '' } = english?.signatures[i] ?? {}
        const at = `english.signatures.${i}`
        return (
          <div class="filters" key={at}>
            <Text
              errors={errors}
              path={`${at}.post`}
              label={t.templates.englishPost(i + 1)}
              value={post}
              lang={ENGLISH}
            />
            <Text
              errors={errors}
              path={`${at}.name`}
              label={t.templates.englishSigner(i + 1)}
              value={name}
              lang={ENGLISH}
            />
          </div>
        )
      })}
      {template.programmes.map(({ id, title }) => {
        const name = fieldId(`english.programmes.${id}`)
        return (
          <div class="field" key={id}>
            <label for={name}>
              <Mixed view={view} text={t.templates.englishProgramme(title)} />
            </label>
            {errors[name] && <p class="error">{errors[name]}</p>}
            <input
              id={name}
              name={name}
              value={english?.programmes[id] ?? ''}
              maxLength={LONGEST * 2}
              autocomplete="off"
              lang="en"
            />
          </div>
        )
      })}
    </Group>
  )
}

/** Last in the form: what stands before a refused file is read all the same. */
export function NewImage({ view, errors }: Props) {
  const { t } = view
  return (
    <Group id="images" legend={t.templates.newImage} errors={errors}>
      <Field id="imageFor" label={t.templates.imageFor} error={errors.imageFor}>
        {described => (
          <select id="imageFor" name="imageFor" {...described}>
            {IMAGE_USES.map(use => (
              <option key={use} value={use}>
                {t.templates.imageUse[use]}
              </option>
            ))}
          </select>
        )}
      </Field>
      <Field id="image" label={t.templates.newImage} hint={t.templates.newImageHint} error={errors.image}>
        {described => (
          <input
            id="image"
            name="image"
            type="file"
            accept="image/png,image/jpeg,image/svg+xml"
            {...described}
          />
        )}
      </Field>
      <div class="actions">
        <button type="submit" name="do" value="upload" id="upload">
          {t.templates.upload}
        </button>
      </div>
    </Group>
  )
}
