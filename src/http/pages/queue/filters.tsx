import { contentLang } from '../../ui/book/book-link.ts'
import type { QueueProps } from './props.ts'

/** Which rows the list shows. */
export function Filters({ view, queue, filter }: QueueProps) {
  const { t } = view
  return (
    <form method="get" action={`${view.base}/queue`} class="filters" id="filters">
      {filter.reminded && <input type="hidden" name="reminded" value={filter.reminded} />}
      {filter.late && <input type="hidden" name="late" value={filter.late} />}
      <Choice
        id="programme"
        label={t.queue.programme}
        any={t.queue.allProgrammes}
        value={filter.programme}
        options={queue.programmes}
        lang={contentLang(view)}
      />
      {queue.modules.length > 0 && (
        <Choice
          id="module"
          label={t.queue.module}
          any={t.queue.anyModule}
          value={filter.module}
          options={queue.modules}
          lang={contentLang(view)}
        />
      )}
      <Choice
        id="source"
        label={t.queue.source}
        any={t.queue.anySource}
        value={filter.source}
        options={queue.sources}
        lang={contentLang(view)}
      />
      <Choice
        id="remarks"
        label={t.queue.remarks}
        any={t.queue.anyRemarks}
        value={filter.remarks}
        options={[
          { id: 'without', title: t.queue.withoutRemarks },
          { id: 'with', title: t.queue.withRemarks },
        ]}
      />
      <div>
        <label for="text">{t.queue.text}</label>
        <input id="text" name="text" value={filter.text} maxLength={100} autocomplete="off" />
      </div>
      <div>
        <button type="submit">{t.queue.apply}</button>
      </div>
    </form>
  )
}

interface ChoiceProps {
  id: string
  label: string
  any: string
  value: string
  options: { id: string; title: string }[]
  lang?: { lang?: string }
}

const Choice = ({ id, label, any, value, options, lang = {} }: ChoiceProps) => (
  <div>
    <label for={id}>{label}</label>
    <select id={id} name={id}>
      <option value="">{any}</option>
      {options.map(option => (
        <option value={option.id} selected={option.id === value} {...lang}>
          {option.title}
        </option>
      ))}
    </select>
  </div>
)
