'use client'

import dynamic from 'next/dynamic'

/** Every page brings along what the outermost not-found page is made of: so it is made of nothing until it is needed. */
export const UnknownAddressWhenNeeded = dynamic(() =>
  import('./unknown-address').then((module) => module.UnknownAddress),
)
