import { notFound } from 'next/navigation'

/** What no page of a cluster answers to, said inside the cluster's frame. */
export default function UnknownPage() {
  notFound()
}
