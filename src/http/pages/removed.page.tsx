import { type remadeOf, withoutRemoved } from '../again.ts'
import { OvertakenPage, type OvertakenProps } from '../ui/overtaken.tsx'
import { HiddenFields } from '../ui/typed-form.tsx'

interface RemovedProps extends OvertakenProps {
  remedy: string
  remade: ReturnType<typeof remadeOf>
}

/** 410: who removed it and when, what was typed, and how another like it is made. */
export function RemovedPage({ remedy, remade, ...overtaken }: RemovedProps) {
  const { view } = overtaken
  const { conflict } = view.t
  return (
    <OvertakenPage {...overtaken} hint={remade ? conflict.remakeHint : remedy}>
      {remade && (
        <form method="post" action={view.base + remade.path} data-once>
          <HiddenFields fields={remade.fields} />
          <button type="submit" class="main">
            {conflict.remake}
          </button>
        </form>
      )}
      <a class="button" href={view.base + withoutRemoved(view.here)}>
        {conflict.toList}
      </a>
    </OvertakenPage>
  )
}
