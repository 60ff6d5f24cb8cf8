import type { AnyEndpoint } from "../kit/endpoint.ts";
import { auth } from "./auth.ts";
import { emailAddresses } from "./email_addresses.ts";
import { me } from "./me.ts";
import { mfa } from "./mfa.ts";
import { passwords } from "./passwords.ts";
import { profile, settings } from "./profile.ts";
import { sessions } from "./sessions.ts";
import "./problems.ts";

export const endpoints: AnyEndpoint[] = [auth, me, passwords, emailAddresses, profile, settings, mfa, sessions]
  .flatMap((group): AnyEndpoint[] => Object.values(group));
