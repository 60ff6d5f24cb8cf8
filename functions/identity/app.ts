import { domainApp } from "../../shared/http/domain_app.ts";
import { apiKeyRoutes } from "./api_keys_routes.ts";
import { authLinksRoutes } from "./auth_links_routes.ts";
import { authRoutes } from "./auth_routes.ts";
import { crmDirectoryRoutes } from "./crm_directory_routes.ts";
import { dialectRoutes } from "./dialect_routes.ts";
import { emailAddressRoutes } from "./email_address_routes.ts";
import { inviteRoutes } from "./invites_routes.ts";
import { magicLinkRoutes } from "./magic_link_routes.ts";
import { meRoutes } from "./me_routes.ts";
import { mfaRoutes } from "./mfa_routes.ts";
import { passwordRoutes } from "./password_routes.ts";
import { profileRoutes } from "./profile_routes.ts";
import { registrationRoutes } from "./registration_routes.ts";
import { roleRoutes } from "./roles_routes.ts";
import { securityRoutes } from "./security_routes.ts";
import { sessionsRoutes } from "./sessions_routes.ts";
import { teamRoutes } from "./teams_routes.ts";
import { userRoutes } from "./users_routes.ts";

const groups = [
  apiKeyRoutes,
  authLinksRoutes,
  authRoutes,
  crmDirectoryRoutes,
  dialectRoutes,
  emailAddressRoutes,
  inviteRoutes,
  magicLinkRoutes,
  meRoutes,
  mfaRoutes,
  passwordRoutes,
  profileRoutes,
  registrationRoutes,
  roleRoutes,
  securityRoutes,
  sessionsRoutes,
  teamRoutes,
  userRoutes,
];

export const app = domainApp("identity", ...groups);
