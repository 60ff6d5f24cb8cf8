import { type Domain, domainOf } from "../../shared/contracts/domains.ts";
import type { Connection, DomainApp } from "../../shared/http/domain_app.ts";
import { notFound } from "../../shared/http/domain_app.ts";

/** Answers `/api/<public path>`, `/api/v1/<public path>` and `/functions/v1/<domain>/…` with the app of the domain. */
export interface GatewayApp {
  fetch(request: Request, connection?: Connection): Promise<Response>;
}

/** Joins domain apps behind one address; the first path segment decides. */
export function gatewayApp(apps: readonly DomainApp[]): GatewayApp {
  const byDomain = new Map<Domain, DomainApp>(apps.map((app) => [app.domain, app]));
  return {
    fetch(request, connection = {}) {
      const { pathname } = new URL(request.url);
      const [, , , name] = pathname.startsWith("/functions/v1/") ? pathname.split("/", 4) : [];
      const domain = name && name !== "api"
        ? name as Domain
        : domainOf(pathname.replace(/^(\/functions\/v1)?\/api(\/v1)?(?=\/)/, ""));
      const app = domain && byDomain.get(domain);
      return app ? app.fetch(request, connection) : notFound(request, connection);
    },
  };
}
