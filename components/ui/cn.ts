import { type ClassValue, clsx } from 'clsx'
import { mergeClasses } from './class-groups'

/** Joins class names; of two that set the same thing the later wins. */
export function cn(...classes: ClassValue[]): string {
  return mergeClasses(clsx(classes))
}
