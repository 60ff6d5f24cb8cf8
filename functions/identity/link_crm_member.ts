import type { z } from "zod";
import type { CrmLink } from "../../shared/contracts/identity/crm_directory.ts";
import { problem } from "../../shared/contracts/kit/problems.ts";
import { firstOr } from "../../shared/db/rows.ts";
import type { Detached } from "../../shared/http/bind.ts";
import { describeError } from "../../shared/http/log.ts";
import { chooseCrm } from "../../shared/providers/crm/choose_crm.ts";
import { CrmError, type CrmProvider } from "../../shared/providers/crm/crm_provider.ts";
import { linkMember } from "./crm_directory_queries.ts";
import { groupOf, personOf } from "./crm_directory_rules.ts";
import { newMailedToken } from "./mailed_tokens.ts";
import { pingDatabase } from "./session_queries.ts";
import { findTeam } from "./teams_queries.ts";
import { findUser } from "./users_queries.ts";

// deno-lint-ignore no-explicit-any
type Call = Pick<Detached<any, any, any>, "transact" | "read" | "runtime" | "facts">;

/**
 * Asks the CRM, once the caller has been let in: nobody without the permission makes us call anybody. Raises
 * external_api_error, and service_unavailable where no CRM is connected.
 */
export async function askCrm<T>(ctx: Call, question: (crm: CrmProvider) => Promise<T>): Promise<T> {
  await ctx.read(pingDatabase);
  try {
    return await question(chooseCrm(ctx.runtime.config));
  } catch (error) {
    if (!(error instanceof CrmError)) throw error;
    if (error.unconfigured) throw problem("service_unavailable", undefined, { cause: error });
    ctx.runtime.log("warn", "crm.failed", { request_id: ctx.facts.request_id, error: describeError(error) });
    throw problem("external_api_error", undefined, { cause: error });
  }
}

/**
 * Makes a member of a user of the CRM, or links the one there is; who has no password gets an invite whose token is answered
 * once. Raises crm_user_unknown, crm_user_no_email, crm_group_unknown, crm_user_linked_elsewhere, unknown_role,
 * role_access_denied, last_admin, external_api_error.
 */
export async function linkCrmMember(ctx: Call, given: z.output<typeof CrmLink>) {
  const [users, groups] = await askCrm(ctx, (crm) => Promise.all([crm.users(), crm.groups()]));
  const person = personOf(users, given.crm_user_id);
  const group = groupOf(groups, person.id, given.crm_group_id);
  const { token, tokenHash } = await newMailedToken();
  return await ctx.transact(async (sql) => {
    const link = { crm_user_id: person.id, email: person.email, name: person.name, role_keys: given.role_keys, group };
    const [{ linked }] = await linkMember(sql, link, tokenHash);
    const team = linked.team_id === null ? null : (await findTeam(sql, linked.team_id))[0];
    return {
      user: firstOr(await findUser(sql, linked.user_id), "authorization_error"),
      team,
      groupe: team,
      invite_token: linked.invited ? token : null,
    };
  });
}
