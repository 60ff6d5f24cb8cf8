import type { AnyEndpoint } from "../kit/endpoint.ts";
import { apiKeys } from "./api_keys.ts";
import { auth } from "./auth.ts";
import { authLinks } from "./auth_links.ts";
import { crmDirectory } from "./crm_directory.ts";
import { dialects } from "./dialects.ts";
import { emailAddresses } from "./email_addresses.ts";
import { invites } from "./invites.ts";
import { magicLinks } from "./magic_links.ts";
import { me } from "./me.ts";
import { mfa } from "./mfa.ts";
import { passwords } from "./passwords.ts";
import { profile, settings } from "./profile.ts";
import { registration } from "./registration.ts";
import { roles } from "./roles.ts";
import { security } from "./security.ts";
import { sessions } from "./sessions.ts";
import { teams } from "./teams.ts";
import { users } from "./users.ts";
import "./problems.ts";

const groups = [
  apiKeys,
  auth,
  authLinks,
  crmDirectory,
  dialects,
  emailAddresses,
  invites,
  magicLinks,
  me,
  mfa,
  passwords,
  profile,
  registration,
  roles,
  security,
  sessions,
  settings,
  teams,
  users,
];

export const endpoints: AnyEndpoint[] = groups.flatMap((group): AnyEndpoint[] => Object.values(group));
