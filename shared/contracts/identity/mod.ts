import type { AnyEndpoint } from "../kit/endpoint.ts";
import { auth } from "./auth.ts";
import { authLinks } from "./auth_links.ts";
import { emailAddresses } from "./email_addresses.ts";
import { me } from "./me.ts";
import { passwords } from "./passwords.ts";
import { profile, settings } from "./profile.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [auth, authLinks, me, passwords, emailAddresses, profile, settings]
  .flatMap((group): AnyEndpoint[] => Object.values(group));
