const label = /^[a-z0-9][a-z0-9-]{1,61}[a-z0-9]$/;

/**
 * The host a caller used, as the proxy in front passes it on; lower case, without port. A caller may write anything here: it says
 * what is meant, never who is allowed.
 */
export function hostOf(request: Request): string {
  const host = request.headers.get("x-forwarded-host")?.split(",")[0].trim() || request.headers.get("host") ||
    new URL(request.url).host;
  return withoutPort(host);
}

/**
 * The label of a host that names a tenant: the one before the configured domain (`garage.example.com`) or before `localhost`.
 * Any other host, the domain itself and bare addresses name nobody, so that nobody's own domain speaks for a tenant.
 */
export function subdomainOf(host: string, tenantDomain?: string): string | undefined {
  const name = withoutPort(host);
  const domain = [tenantDomain?.toLowerCase(), "localhost"].find((d) => d && name.endsWith(`.${d}`));
  const first = domain && name.slice(0, -domain.length - 1);
  return first && label.test(first) ? first : undefined;
}

function withoutPort(host: string): string {
  return host.toLowerCase().replace(/:\d+$/, "").replace(/\.$/, "");
}
