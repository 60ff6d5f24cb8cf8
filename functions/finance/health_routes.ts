import { health } from "../../shared/contracts/finance/config.ts";
import { bind, type Bound } from "../../shared/http/bind.ts";

/** Which endpoints make up a service of the health answer. */
const servicePaths = {
  dashboard: "/finance/dashboard/",
  invoice: "/finance/invoices",
  pdf: "/finance/invoices/:id/pdf",
  reconciliation: "/finance/reconciliation/",
  ocr: "/finance/ocr/",
} as const;

/** The public health answer: a service is available when its endpoints are served and the database answers. */
export function healthRoutes(served: readonly Bound[]): Bound[] {
  const paths = served.map(({ endpoint }) => endpoint.path);
  const state = (prefix: string) => (paths.some((path) => path.startsWith(prefix)) ? "available" : "unavailable");
  return [
    // The transaction around the handler is the proof that the database answers.
    bind(health.get, ({ runtime }) =>
      Promise.resolve({
        status: "healthy" as const,
        version: runtime.config.APP_VERSION,
        services: {
          dashboard: state(servicePaths.dashboard),
          invoice: state(servicePaths.invoice),
          pdf: state(servicePaths.pdf),
          reconciliation: state(servicePaths.reconciliation),
          ocr: state(servicePaths.ocr),
        } as const,
        auth: { required: true, methods: ["bearer", "api_key"] },
      })),
  ];
}
