/** What secrets of webhooks are sealed for: they open in their organisation alone. */
export function secretPurpose(tenantId: string): string {
  return `webhook:${tenantId}`;
}
