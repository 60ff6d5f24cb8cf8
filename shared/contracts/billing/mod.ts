import type { AnyEndpoint } from "../kit/endpoint.ts";
import { invoices } from "./invoices.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(invoices)];
