import type { AnyEndpoint } from "../kit/endpoint.ts";
import { apiKeys } from "./api_keys.ts";
import { auth } from "./auth.ts";
import { crmDirectory } from "./crm_directory.ts";
import { emailAddresses } from "./email_addresses.ts";
import { invites } from "./invites.ts";
import { me } from "./me.ts";
import { passwords } from "./passwords.ts";
import { profile, settings } from "./profile.ts";
import { roles } from "./roles.ts";
import { security } from "./security.ts";
import { teams } from "./teams.ts";
import { users } from "./users.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [
  apiKeys,
  auth,
  crmDirectory,
  emailAddresses,
  invites,
  me,
  passwords,
  profile,
  roles,
  security,
  settings,
  teams,
  users,
].flatMap((group): AnyEndpoint[] => Object.values(group));
