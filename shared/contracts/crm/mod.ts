import type { AnyEndpoint } from "../kit/endpoint.ts";
import { contacts } from "./contacts.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [...Object.values(contacts)];
