import type { AnyEndpoint } from "../kit/endpoint.ts";
import { auth } from "./auth.ts";
import { authLinks } from "./auth_links.ts";
import { dialects } from "./dialects.ts";
import { emailAddresses } from "./email_addresses.ts";
import { me } from "./me.ts";
import { mfa } from "./mfa.ts";
import { passwords } from "./passwords.ts";
import { profile, settings } from "./profile.ts";
import { sessions } from "./sessions.ts";
import "./problems.ts";

const groups = [
  auth,
  authLinks,
  dialects,
  emailAddresses,
  me,
  passwords,
  profile,
  settings,
];

export const endpoints: AnyEndpoint[] = groups.flatMap((group): AnyEndpoint[] => Object.values(group));
export const endpoints: AnyEndpoint[] = [auth, me, passwords, emailAddresses, profile, settings, mfa, sessions]
  .flatMap((group): AnyEndpoint[] => Object.values(group));
