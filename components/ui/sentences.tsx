'use client'

import { useLocale } from 'next-intl'
import { Fragment, type ReactNode } from 'react'

/** Sentences after each other: with a space between them, save in Chinese. What is not there leaves none. */
export function Sentences({ all }: { all: readonly ReactNode[] }) {
  const between = useLocale() === 'zh-CN' ? '' : ' '
  const said = all.filter((one) => one !== null && one !== undefined && one !== false)
  return said.map((one, index) => (
    // biome-ignore lint/suspicious/noArrayIndexKey: a sentence is its place
    <Fragment key={index}>
      {index > 0 && between}
      {one}
    </Fragment>
  ))
}
