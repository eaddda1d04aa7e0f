/** Look of a control on the bezel. */
export const barButton =
  'inline-flex h-7 flex-none items-center gap-1.5 rounded-md px-2 whitespace-nowrap text-bezel-text-2 hover:bg-bezel-2 hover:text-bezel-text hover:no-underline focus-visible:outline-bezel-accent data-[state=open]:bg-bezel-2 data-[state=open]:text-bezel-text'
