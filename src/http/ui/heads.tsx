interface HeadsProps {
  of: readonly string[]
  /** Places of the columns of numbers. */
  numeric?: readonly number[]
}

/** The head of a table that stacks on a phone: gone from sight there, said to a reader everywhere. */
export const Heads = ({ of, numeric = [] }: HeadsProps) => (
  <thead role="rowgroup">
    <tr role="row">
      {of.map((head, i) => (
        <th role="columnheader" scope="col" class={numeric.includes(i) ? 'num' : undefined}>
          {head}
        </th>
      ))}
    </tr>
  </thead>
)
