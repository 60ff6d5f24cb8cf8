// Made from shared/openapi/openapi.json by `deno task openapi`. Do not edit.
export interface paths {
    "/admin/api-keys/{id}/rotate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace an API key by a new one with the same rights
         * @description The old key works overlap_seconds longer; by default it ends at once.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["identity_api_keys_rotate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/api-keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End an API key for good
         * @description Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        delete: operations["identity_api_keys_revoke"];
        options?: never;
        head?: never;
        /**
         * Rename an API key, bound it or switch it off
         * @description Switched off, expired or outside its networks it is refused with the next request; a new rate within a minute.
         */
        patch: operations["identity_api_keys_update"];
        trace?: never;
    };
    "/admin/api-keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** API keys, newest first, without their secrets */
        get: operations["identity_api_keys_list"];
        put?: never;
        /**
         * Create an API key; its secret is shown once
         * @description A key carries nothing its maker does not hold; * is for owners and administrators, permissions of administration come with admin:* alone.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["identity_api_keys_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/crm/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Groups of the connected CRM */
        get: operations["identity_crm_teams"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/crm/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Users of the connected CRM, each with the member linked to them */
        get: operations["identity_crm_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/invites/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invite again with a new link, good for 7 more days
         * @description The earlier link stops working.
         */
        post: operations["identity_invites_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/invites/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Cancel an invite */
        delete: operations["identity_invites_cancel"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/invites": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Invites, newest first */
        get: operations["identity_invites_list"];
        put?: never;
        /**
         * Invite somebody by e-mail
         * @description The mail carries a link that works once within 7 days. One invite per address is pending at a time.
         */
        post: operations["identity_invites_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/ownership/transfer": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Hand one's ownership of the organisation to another member
         * @description The former owner stays an administrator.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["identity_users_transfer_ownership"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/permissions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The permission keys roles are made of */
        get: operations["identity_roles_permissions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/roles/{roleId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One role */
        get: operations["identity_roles_get"];
        put?: never;
        post?: never;
        /**
         * Remove a role nobody holds
         * @description The roles every organisation starts with stay.
         */
        delete: operations["identity_roles_remove"];
        options?: never;
        head?: never;
        /**
         * Change a role; grants replace what it granted
         * @description Holders have the change with their next request. What owners and administrators hold cannot be changed.
         */
        patch: operations["identity_roles_update"];
        trace?: never;
    };
    "/admin/roles": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Roles with what they grant and how many hold them */
        get: operations["identity_roles_list"];
        put?: never;
        /**
         * Create a role
         * @description Nobody writes a role that grants more than they hold.
         */
        post: operations["identity_roles_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/security/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The part of the audit log about access, newest first */
        get: operations["identity_security_events"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/security/login-attempts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Sign-in attempts at the organisation and its members, newest first */
        get: operations["identity_security_login_attempts"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/security/policy": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How people sign in to the organisation */
        get: operations["identity_security_policy"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change how people sign in to the organisation
         * @description What is absent stays. Times hold for sessions opened or refreshed from now on.
         */
        patch: operations["identity_security_save_policy"];
        trace?: never;
    };
    "/admin/teams/{teamId}/members/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a member out of a team; repeating it changes nothing */
        delete: operations["identity_teams_remove_member"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/teams/{teamId}/members": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put a member into a team; repeating it changes nothing */
        post: operations["identity_teams_add_member"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/teams/{teamId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Remove a team; with force=true although it has members
         * @description A team that owns contacts, tasks or documents stays: 409 CONFLICT.
         */
        delete: operations["identity_teams_remove"];
        options?: never;
        head?: never;
        /** Rename a team */
        patch: operations["identity_teams_rename"];
        trace?: never;
    };
    "/admin/teams/sync-from-crm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Bring the groups of the connected CRM over as teams
         * @description Creates and updates teams; sync_members also adds linked members. Nothing is ever removed.
         */
        post: operations["identity_crm_sync_teams"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/teams": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Teams, by name */
        get: operations["identity_teams_list"];
        put?: never;
        /**
         * Create a team, or rename the one of this CRM group
         * @description 201 when created; 200 when a team of that crm_group_id was there and took the name.
         */
        post: operations["identity_teams_save"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{userId}/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Decide which companies a member works for
         * @description Companies the caller does not work for are neither given nor taken.
         */
        put: operations["identity_users_set_companies"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{userId}/mfa": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Take the second factor of a member away who has lost it
         * @description Ends all sessions of the member. Refused where the account belongs to other organisations too, and for members who may do more than the caller.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        delete: operations["identity_mfa_reset"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{userId}/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Open sessions of a member, last used first */
        get: operations["identity_users_sessions"];
        put?: never;
        post?: never;
        /** End all sessions of a member */
        delete: operations["identity_users_sign_out"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users/{userId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One member with everything they may do */
        get: operations["identity_users_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change status, password or roles of a member
         * @description role_keys replaces the roles, the first becomes the primary one. A new password, DISABLED and INVITED end the sessions at once. A password is only set for people who belong to no other organisation.
         */
        patch: operations["identity_users_update"];
        trace?: never;
    };
    "/admin/users/from-crm": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make a member of a user of the connected CRM, or link the one there is
         * @description Roles are replaced. Who has no password yet gets a new invite of 7 days that voids earlier ones; its token is told here, once.
         */
        post: operations["identity_crm_link"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/admin/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Members of the organisation, by name
         * @description Below the scope ALL only those of the caller's teams or the caller. `count` counts all that match.
         */
        get: operations["identity_users_list"];
        put?: never;
        /**
         * Make somebody a member
         * @description Who has an account already keeps their password and becomes a member with it. Nobody gives a role that grants more than they hold.
         */
        post: operations["identity_users_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-docs.json": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the OpenAPI document of this API
         * @description OpenAPI 3.1, of all domains.
         */
        get: operations["ops_api_docs_document"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-docs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read the reference of this API as a page */
        get: operations["ops_api_docs_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api-token-auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with a user name; the tokens as some clients want them
         * @description Sets the refresh cookie and a cookie that scripts may read, which says that there is one. An account with a second factor is refused with a challenge for `POST /mfa/verify`.
         */
        post: operations["identity_dialects_obtain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/app-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the public configuration of the organisation the host belongs to
         * @description Defaults where the host names no organisation or the settings cannot be read. Cacheable for 60 seconds.
         */
        get: operations["ops_app_config_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/async-jobs/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel a job that waits or runs
         * @description What a run in progress has committed stays; what it does from now on is undone.
         */
        post: operations["ops_async_jobs_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/async-jobs/{id}/restart": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Queue a failed or cancelled job again */
        post: operations["ops_async_jobs_restart"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/async-jobs/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get a background job
         * @description One's own jobs; those who read all of automation see every job of the organisation.
         */
        get: operations["ops_async_jobs_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/async-jobs/status/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow a background job as server-sent events
         * @description Frames without a name carry the job: the first at once, then one for each change of status or progress. The stream ends with the final status, or before the line would be cut; reconnect with Last-Event-ID.
         */
        get: operations["ops_async_jobs_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/async-jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List background jobs, newest first
         * @description One's own jobs; those who read all of automation see every job of the organisation. Failed internal jobs are among them.
         */
        get: operations["ops_async_jobs_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/alerts/{alert_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Read a security alert */
        get: operations["audit_alerts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Acknowledge or resolve a security alert, or put a note to it
         * @description A resolved alert is final: what the rule finds next opens a new one.
         */
        patch: operations["audit_alerts_change"];
        trace?: never;
    };
    "/audit/alerts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List security alerts, the last to grow first */
        get: operations["audit_alerts_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/events/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Export the audit log as CSV or JSON lines, newest first
         * @description Needs the scope ALL. The file is sent while it is read; the export is itself logged, as data_export. CSV has semicolons and one line per event; cells a spreadsheet would run begin with an apostrophe.
         */
        get: operations["audit_events_export"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the audit log, newest first
         * @description Below the scope ALL only the caller's own events. `end_date` is inclusive. `total` is exact for the whole log and for a whole category; under other filters counting stops at 10 000.
         */
        get: operations["audit_events_list"];
        put?: never;
        /**
         * Log an event in the caller's name
         * @description Anybody may write data_access, user_activity, application and compliance; the other categories need audit-log.write. The event takes its place in the hash chain of its category at once.
         */
        post: operations["audit_events_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/audit/threat-rules": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the threat rules in force */
        get: operations["audit_threat_rules_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change a threat rule for the organisation
         * @description What is left out stays as it is. Applies to events from now on.
         */
        patch: operations["audit_threat_rules_change"];
        trace?: never;
    };
    "/audit/verify-integrity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Verify the hash chains of the audit log
         * @description Needs the scope ALL. Without a category all chains are checked; `end_date` is inclusive. `hash_mismatch`: the event was changed. `previous_hash_mismatch`: the chain was rebuilt or reordered. `sequence_gap`: an event was removed, or stands beside the chain (then without a number). `head_mismatch`: the end was cut off. `broken` lists the first 1000 findings. The run is logged.
         */
        post: operations["audit_chain_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/change-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Change one's password; ends all sessions, this one too
         * @description Wrong current passwords count like failed sign-ins and lock the account for a while.
         */
        post: operations["identity_passwords_change"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Companies the caller works for; all of them for administrators */
        get: operations["identity_me_companies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a link to reset a password, good for one hour
         * @description The answer is the same whether or not an account has this address.
         */
        post: operations["identity_passwords_forgot"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether people can sign in */
        get: operations["identity_auth_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/invite/accept": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Accept an invite and sign in
         * @description Who has no password yet chooses one; who has an account gives the one they have. An invite works once, also when two acceptances arrive together. As at `POST /auth/login`, a second factor may be asked for before there are tokens.
         */
        post: operations["identity_invites_accept"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/jwks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The public keys of access tokens, as a JSON Web Key Set
         * @description Empty where tokens are signed with a shared secret. May be kept for ten minutes.
         */
        get: operations["identity_auth_jwks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/links/{link_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop accepting an outside account; ends the sessions it opened */
        delete: operations["identity_auth_links_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The outside accounts that sign this person in */
        get: operations["identity_auth_links_list"];
        put?: never;
        /**
         * Sign in with an account of Supabase Auth from now on
         * @description Its access tokens are then accepted as they are, each of its sessions as one of this organisation. Asks for the password, because it opens another door to the account. Linking the same account again changes nothing.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["identity_auth_links_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in with e-mail and password
         * @description The organisation is the first of: tenant_id, the subdomain of the host, X-Tenant-Id, the only membership. Always sets the refresh cookie. An account with a second factor gets `mfa_required` and a challenge instead of tokens: repeat the request with `mfa_code`, or finish with `POST /mfa/verify`. Where the organisation wants a second factor and none is set up, the token (`mfa_setup_required`) opens the set-up for 15 minutes and nothing else.
         */
        post: operations["identity_auth_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign out; always succeeds
         * @description The session is found by access token, refresh token or cookie. Clears the cookies.
         */
        post: operations["identity_auth_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/magic-link/verify/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Sign in to the portal with the token of a mailed link
         * @description Uses the token up, although it is a GET: the mailed link leads to a page of the portal, which calls this. Gives a token for the endpoints of the portal and no refresh token.
         */
        get: operations["identity_magic_links_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/magic-link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a client links that sign them in to their portal
         * @description The answer is the same whether or not a client has this address. One link for each portal account, good once, for 24 hours; a host or subdomain that names a company or organisation narrows them down.
         */
        post: operations["identity_magic_links_request"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in, with roles, teams, companies and permissions */
        get: operations["identity_me_get"];
        /** Change one's name or avatar */
        put: operations["identity_me_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Exchange a refresh token for new tokens
         * @description Reads the refresh cookie or the body. A token works once; a second use ends the session.
         */
        post: operations["identity_auth_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make somebody a member, with a role and companies
         * @description Nobody gives what they do not hold; only owners and the platform make owners and administrators. Somebody who has an account elsewhere keeps it as it is, password included.
         */
        post: operations["identity_registration_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Set a new password with the token of a mailed link; ends all sessions
         * @description A token works once. A password that is refused leaves it usable.
         */
        post: operations["identity_passwords_reset"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Open a session with user name and password
         * @description As `POST /auth/login`, with a flat answer. A missing code of the second factor is answered with a challenge.
         */
        post: operations["identity_auth_session"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in for browsers: both tokens travel as cookies
         * @description An account with a second factor gets a challenge instead, for `POST /mfa/verify`.
         */
        post: operations["identity_auth_signin"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/signup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Register an organisation; the caller becomes its owner */
        post: operations["identity_auth_signup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verify-email/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail the link again: to the address asked for, else to one's unconfirmed address */
        post: operations["identity_email_addresses_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verify-email": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm an address with the token of a mailed link
         * @description For the address of a new account and for one that replaces another. Opening a link must not be enough, because mail scanners open links: the page behind it posts the token. A token works once.
         */
        post: operations["identity_email_addresses_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the access token is good */
        get: operations["identity_me_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/delete-all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove all backups */
        delete: operations["ops_backups_remove_all"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/delete-multiple": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove several backups */
        post: operations["ops_backups_remove_many"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/delete/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a backup */
        delete: operations["ops_backups_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/download/{filename}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a backup
         * @description Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        get: operations["ops_backups_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the organisation again what a backup holds, told as server-sent events
         * @description Everything or nothing, and only archives this product made for this organisation. A backup is made before; meanwhile others may read but not write (503 TENANT_RESTORING). Books (finance) are never taken back: present rows stay, missing ones return. The audit log stays and tells of the restore. Accounts are restored only with include_users.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["ops_backups_restore"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Back the organisation up, told as server-sent events
         * @description Unnamed frames: backup_started, backup_message and at last backup_finished or backup_failed. With Last-Event-ID or replay=true the backup under way or the last one is taken up again and none is started.
         */
        get: operations["ops_backups_start"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Upload a backup made earlier */
        post: operations["ops_backups_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the backups of the organisation, newest first */
        get: operations["ops_backups_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/accounts/{account_id}/invitation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mail a new invitation; the earlier link stops working */
        post: operations["sales_portal_accounts_invite"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/accounts/{account_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One portal account with its open sessions */
        get: operations["sales_portal_accounts_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Suspend, disable or restore a portal account
         * @description Suspending and disabling end every session and void mailed links. Restoring an account that was never activated makes it pending again: it needs a new invitation.
         */
        patch: operations["sales_portal_accounts_change_status"];
        trace?: never;
    };
    "/commercial/portal/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Portal accounts, newest first */
        get: operations["sales_portal_accounts_list"];
        put?: never;
        /**
         * Give a contact access to the portal of a company and mail the invitation
         * @description A contact that already has an account there keeps it: 200, isNew false and no mail.
         */
        post: operations["sales_portal_accounts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose the first password with the token of the invitation */
        post: operations["sales_portal_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/forgot-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a link for a new password
         * @description Answers the same whether or not the e-mail has an account. An invitation not yet used is sent anew.
         */
        post: operations["sales_portal_forgot_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Sign in to the client portal
         * @description The token lasts 24 hours and is not refreshed. Five failures lock the e-mail for 30 minutes.
         */
        post: operations["sales_portal_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out of the client portal */
        post: operations["sales_portal_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/reset-password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Choose a new password with a mailed token; ends every session */
        post: operations["sales_portal_reset_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/auth/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the portal token is still good, and whose it is */
        get: operations["sales_portal_verify"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial/portal/me/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the language and the channels of the client */
        patch: operations["sales_portal_change_preferences"];
        trace?: never;
    };
    "/commercial/portal/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account of the client */
        get: operations["sales_portal_me"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/commercial": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What the commercial API offers and where */
        get: operations["sales_commercial_index"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/contacts/{contact_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a contact with its vehicles and latest quotes, invoices, activities and tasks */
        get: operations["crm_contacts_get"];
        put?: never;
        post?: never;
        /** Remove a contact; vehicles, quotes and invoices stay */
        delete: operations["crm_contacts_archive"];
        options?: never;
        head?: never;
        /**
         * Change a contact
         * @description Absent keeps, null clears. `tags` replaces the set, `custom_fields` is merged key by key.
         */
        patch: operations["crm_contacts_update"];
        trace?: never;
    };
    "/contacts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search contacts, newest first
         * @description The total is exact: kept by counters for the whole list, counted among the matches when filters are given.
         */
        get: operations["crm_contacts_list"];
        put?: never;
        /** Create a contact */
        post: operations["crm_contacts_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/core/realtime/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Follow everything the caller may hear, as server-sent events
         * @description Begins with `connected`, then each event under its own name (`contact.created`, `invoice.paid`, `notification.created`, `job_update`, …) with the payload of the live topics. Reconnect with Last-Event-ID to get what was missed (at most 500, of the last 7 days). The stream ends with the session, the token, or before the line would be cut.
         */
        get: operations["notifications_realtime_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/country-codes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the countries of ISO 3166-1 by English name
         * @description All of them at once; the same for every organisation.
         */
        get: operations["ops_country_codes_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cron/drain": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Do the background work that is due, for projects without a worker machine
         * @description Fires schedules, hands events to consumers and runs jobs for some seconds; a clock calls it every minute at the gateway function, with the header X-Scheduler-Secret. Several calls at once share the work.
         */
        post: operations["automation_cron_drain"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/cron/exec_cron_jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Queue the full backup and the clearing of caches now
         * @description Unsafe: kept for clocks that can only GET. For those who may write automation, within their organisation; with the header X-Scheduler-Secret for a clock, in all organisations. At most 5 times a minute.
         */
        get: operations["automation_cron_exec_by_get"];
        put?: never;
        /**
         * Queue the full backup and the clearing of caches now
         * @description Each only if it neither waits nor runs. For those who may write automation, within their organisation; with the header X-Scheduler-Secret for a clock, in all organisations. At most 5 times a minute.
         */
        post: operations["automation_cron_exec"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell which mail stories are served */
        get: operations["notifications_email_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/invoice-reminders": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remind clients of late invoices (E-04)
         * @description Levels 1 to 3 from 10, 25 and 40 days after the due date unless the company's settings.reminders say otherwise (`{"days": [10, 25, 40]}`). Each level is sent once, the current one only, at most one mail per invoice and day. Invoices in dispute are left to people.
         */
        post: operations["notifications_email_invoice_reminders"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/lead-confirmation": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Confirm the receipt of a lead (E-01); refused while no leads are kept */
        post: operations["notifications_email_lead_confirmation"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/payment-confirmed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Confirm a payment to the client (E-03)
         * @description Once per payment, however often it is called.
         */
        post: operations["notifications_email_payment_confirmed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/provider-reminder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remind contractors of open proposals (E-06); refused while no proposals are kept */
        post: operations["notifications_email_provider_reminder"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/quote-sent": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Mail a quote, or the deposit invoice of one, to its client (E-02)
         * @description Once a day per quote and template, however often it is called.
         */
        post: operations["notifications_email_quote_sent"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/email/supplier-invoice-approved": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tell a supplier that their invoice was approved (E-05); refused while no supplier invoices are kept */
        post: operations["notifications_email_supplier_invoice_approved"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file
         * @description Always as an attachment, under the name it was uploaded with.
         */
        get: operations["documents_files_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}/link": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A link that downloads the file without a credential, for 15 minutes */
        get: operations["documents_files_link"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of a file */
        get: operations["documents_files_get"];
        put?: never;
        post?: never;
        /** Remove a file and its content */
        delete: operations["documents_files_remove"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files/shared/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Download a file by a signed link
         * @description A link that is not good, or no longer, looks like a file that is not there.
         */
        get: operations["documents_files_shared"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload a file
         * @description Judged by content: PDF, Office and OpenDocument files, pictures (GIF, HEIC, JPEG, PNG, TIFF, WebP) and UTF-8 text (csv, json, txt, xml). Looked at for malware where a scanner is configured: an infected file is kept apart and never handed out.
         */
        post: operations["documents_files_upload"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/bank/accounts": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the bank accounts of the companies one works for */
        get: operations["finance_bank_accounts"];
        put?: never;
        /**
         * Register a bank account
         * @description Not needed for the accounts a company prints on its bills: their first statement registers them.
         */
        post: operations["finance_bank_create_account"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/bank/import/camt053": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Import an account statement (ISO 20022 camt.053, versions 001.02, 001.04, 001.08)
         * @description All or nothing. Movements the account already holds are duplicates: the same file may be sent again. What the new movements pay is worked out afterwards.
         */
        post: operations["finance_bank_import_camt053"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/bank/import/csv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a bank's CSV export; lines that cannot be read are reported and do not stop the others */
        post: operations["finance_bank_import_csv"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/bank/stats/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Income and expenses of a company's accounts, per month
         * @description In the currency of the company, other currencies converted at the newest rate before the end of the period; those without a rate are left out and named in not_converted.
         */
        get: operations["finance_bank_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Companies the caller works for */
        get: operations["finance_companies_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/cache/clear": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Declare every copy of the configuration outdated
         * @description Raises the configuration version, which answers about configuration carry as X-Config-Version.
         */
        post: operations["finance_config_clear_cache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/companies/{code}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The configuration of a company
         * @description Account numbers are masked for whoever writes neither settings nor finance.
         */
        get: operations["finance_config_company"];
        /**
         * Change a company, or create it (201) when the code is new
         * @description Absent keeps, null clears; settings are merged group by group. Changed bank details are reported to all administrators.
         */
        put: operations["finance_config_save_company"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/companies": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Active companies the caller works for */
        get: operations["finance_config_companies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/exchange-rates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Swiss francs per unit of each currency
         * @description Convert by multiplying. as_of and source are those of the newest rate.
         */
        get: operations["finance_config_exchange_rates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fill companies from the organisation's preset
         * @description Creates missing companies and fills empty fields; nothing that is there is overwritten.
         */
        post: operations["finance_config_sync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/thresholds": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Limits at which the dashboard raises an alert */
        get: operations["finance_config_thresholds"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/config/tva": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** VAT rates that hold on a day */
        get: operations["finance_config_tva"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/files/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download a file by a signed link */
        get: operations["finance_invoices_file"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the finance services answer */
        get: operations["finance_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Cancel an invoice without payments
         * @description A sent invoice also needs the permission finance.approve; its ledger entry gets a mirror dated today.
         */
        post: operations["finance_invoices_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/duplicate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Copy an invoice into a new draft dated today */
        post: operations["finance_invoices_duplicate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/mark-paid": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record the payment of all that remains */
        post: operations["finance_invoices_mark_paid"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/partial-payment": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Record a payment of a part */
        post: operations["finance_invoices_partial_payment"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/pdf/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the PDF of an invoice */
        get: operations["finance_invoices_download"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * A link to the PDF, valid for 15 minutes
         * @description An issued invoice gives the file as it was frozen, a draft is made anew with a watermark. With download=true the answer is a redirect (303) to the link.
         */
        post: operations["finance_invoices_pdf"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/qr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The data of the Swiss QR-bill of an issued invoice
         * @description The amount is what remains when the invoice is partly paid, else the whole.
         */
        get: operations["finance_invoices_qr"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send an invoice by mail; a draft gets its number and is frozen
         * @description Sending again keeps number and status. The file is made right after; the mail carries it.
         */
        post: operations["finance_invoices_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get an invoice with its lines, payments and history */
        get: operations["finance_invoices_get"];
        /**
         * Change a draft invoice
         * @description Absent keeps, null clears. line_items replaces all lines. New payment terms move the due date unless one is given.
         */
        put: operations["finance_invoices_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/list/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the invoices of a company
         * @description The total is exact, counted among the matches. `pending` stands for sent or partial and not overdue.
         */
        get: operations["finance_invoices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/overdue/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Invoices past their due date, oldest first
         * @description count and total_amount (what remains, in CHF) cover every overdue invoice, also beyond the limit.
         */
        get: operations["finance_invoices_overdue"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/search/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the invoices of a company
         * @description Number, client, notes and payment reference by fragment without regard to accents or case, and the exact gross amount.
         */
        get: operations["finance_invoices_search"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices/stats/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Counts and sums of a company's invoices, in CHF
         * @description Drafts and cancelled invoices appear in by_status only; by_currency is in each currency.
         */
        get: operations["finance_invoices_stats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Create a draft invoice
         * @description Totals are worked out here: net per line, VAT once per rate. The number is given when the invoice is sent.
         */
        post: operations["finance_invoices_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the movements of a company that are not reconciled, newest first */
        get: operations["finance_reconciliation_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/auto/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match what is certain and propose what is likely, movements that waited longest first */
        post: operations["finance_reconciliation_auto"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/history/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Matches of a company, newest first, undone ones included */
        get: operations["finance_reconciliation_history"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/manual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match a part of a movement with an invoice; a movement may be split until its amount is used */
        post: operations["finance_reconciliation_manual"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match a movement with an invoice, as far as both reach */
        post: operations["finance_reconciliation_match"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/pending/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Movements with a suggestion that waits for a person, each with its best one, newest first */
        get: operations["finance_reconciliation_pending"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/reject": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Refuse a suggestion; the pair is never proposed again */
        post: operations["finance_reconciliation_reject"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/report/{company}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * How far the movements of a period are reconciled, and which of them look wrong
         * @description Amounts without sign, in the currency of the company. Unusual: more than three standard deviations from the mean of its direction and currency. At most 50 anomalies of a kind.
         */
        get: operations["finance_reconciliation_report"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/suggestions/{transactionId}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The invoices a movement may pay, best first; worked out now if there are none */
        get: operations["finance_reconciliation_suggestions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/undo/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Take a match back: payment cancelled, mirror entry, invoice and movement open again
         * @description The engine does not book or propose the pair again; a person may still match it.
         */
        post: operations["finance_reconciliation_undo"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/finance/reconciliation/validate-suggestion": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Match as suggested */
        post: operations["finance_reconciliation_validate_suggestion"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell how the service and what it depends on are doing
         * @description `directus` is the data gateway and `redis` the cache, under the names existing clients know; `queue` and `mail` are down when due work is not taken for ten minutes. Unknown (not configured) does not degrade; anything down does; gateway and database both down answer 503. Remembered for five seconds.
         */
        get: operations["ops_health_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/holidays/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a holiday that was entered */
        delete: operations["ops_holidays_remove"];
        options?: never;
        head?: never;
        /** Change a holiday that was entered */
        patch: operations["ops_holidays_update"];
        trace?: never;
    };
    "/holidays": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List holidays by date and name
         * @description The days the organisation entered, and above them the calendar of the country where it is computed (France, Switzerland): of `year`, else of last year to the year after next. A day that was entered replaces the one of the calendar. Without `country`: the calendar of the organisation's own country.
         */
        get: operations["ops_holidays_list"];
        put?: never;
        /**
         * Enter a holiday
         * @description Also to rename a day of the calendar, or with `is_working_day` to work on it.
         */
        post: operations["ops_holidays_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the PDF of an invoice */
        get: operations["billing_invoices_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/invoices/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Send, pay or cancel an invoice
         * @description DRAFT to SENT or CANCELLED; SENT and OVERDUE to PAID or CANCELLED; the same status changes nothing. PAID records a payment of what remains. Cancelling what was sent also needs the permission finance.approve.
         */
        patch: operations["billing_invoices_change_status"];
        trace?: never;
    };
    "/invoices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List or search invoices, newest date first
         * @description `status` and `status_code` are the two vocabularies of one status; filters take either. Totals are exact: kept by counters for the whole list of a caller who sees every company, counted among the matches otherwise.
         */
        get: operations["billing_invoices_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/backup-codes/regenerate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Replace all backup codes
         * @description Wants a code of the app: a backup code is refused.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        post: operations["identity_mfa_regenerate_backup_codes"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/devices/{device_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop trusting a device and end the caller's sessions on it */
        delete: operations["identity_mfa_forget_device"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices on which the caller is not asked for a code at sign-in */
        get: operations["identity_mfa_devices"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/methods": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Which second factors the caller has */
        get: operations["identity_mfa_methods"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/totp/activate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Finish setting up an authenticator app with its first code
         * @description A session that was opened for the set-up alone becomes a complete one; its tokens are in the answer.
         */
        post: operations["identity_mfa_activate"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/totp/setup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Start setting up an authenticator app
         * @description Secret and backup codes count for nothing until `POST /mfa/totp/activate` has seen a first code.
         */
        post: operations["identity_mfa_setup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/totp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * Give the second factor up
         * @description Backup codes and trusted devices go with it.
         *
         *     Asks a person with a second factor to have shown it within the last ten minutes (`POST /mfa/verify`).
         */
        delete: operations["identity_mfa_disable"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mfa/verify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Show the second factor: to finish a sign-in, or to step the own session up
         * @description With `challenge_id` the answer carries the tokens of the new session. Without it the access token of a session is wanted, which may then do for ten minutes what asks for a step-up. Five wrong codes lock the factor for 15 minutes.
         */
        post: operations["identity_mfa_verify"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mock-auth-config/login": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in as that person without a password */
        post: operations["identity_dialects_mock_login"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/mock-auth-config": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Who one may be without a password, on a developer's machine
         * @description Only where MOCK_LOGIN_EMAIL names somebody and APP_ENV is development or test; never in production.
         */
        get: operations["identity_dialects_mock_config"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/{id}/read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Mark a notification as read; the first time counts */
        patch: operations["notifications_read"];
        trace?: never;
    };
    "/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List what was sent and how that went, newest first
         * @description Without the scope ALL: what the caller sent or was sent. Messages that carry a secret link are left out.
         */
        get: operations["notifications_deliveries"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tell that notifications are served */
        get: operations["notifications_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/mark-all-read": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Mark all of the caller's notifications as read */
        post: operations["notifications_read_all"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show what the caller wants to be told, where and when */
        get: operations["notifications_preferences_show"];
        /**
         * Replace the given keys of the caller's preferences
         * @description A key that is absent stays, null goes back to the default. Security messages cannot be switched off. Marketing is sent to whoever set its category to true.
         */
        put: operations["notifications_preferences_update"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/send": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a template to somebody, on the channels they want, when they want it
         * @description Every channel is decided for itself: unsubscribed, suppressed, deferred (quiet hours, throttle), failed (no address, no content, no provider), pending (scheduled), queued or, in the product, delivered. What waits is decided again when it leaves.
         */
        post: operations["notifications_send"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Receive the caller's notifications as server-sent events
         * @description Frames: `connected` first, then `notification`; a comment keeps the line open. Reconnect with Last-Event-ID to get what was missed (at most 100). The stream ends when the token expires.
         */
        get: operations["notifications_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/suppressed-addresses/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take an address off the list: it works again */
        delete: operations["notifications_suppressed_addresses_release"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/suppressed-addresses": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List addresses that bounced and get no templates any more */
        get: operations["notifications_suppressed_addresses_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/templates/{id}/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Show what a template looks like with these values; nothing is sent */
        post: operations["notifications_templates_preview"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/templates/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Show a template */
        get: operations["notifications_templates_show"];
        put?: never;
        post?: never;
        /** Delete a template of the organisation; what was sent keeps its words */
        delete: operations["notifications_templates_delete"];
        options?: never;
        head?: never;
        /** Change a template of the organisation; `parts` and `variables` are replaced whole */
        patch: operations["notifications_templates_update"];
        trace?: never;
    };
    "/notifications/templates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the templates, built-in ones and the organisation's */
        get: operations["notifications_templates_list"];
        put?: never;
        /**
         * Create a template; one named like a built-in template takes its place
         * @description `{{name}}` stands for a declared variable; it is escaped in HTML and kept on one line in subjects and titles.
         */
        post: operations["notifications_templates_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/unread-count": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Count the caller's unread notifications */
        get: operations["notifications_unread_count"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/unsubscribe/{token}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Stop marketing messages by the link of one of them
         * @description RFC 8058: mail programs post here in one click. The body is not read; the link does not expire.
         */
        post: operations["notifications_unsubscribe"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications/whatsapp/webhook": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Prove to WhatsApp that this webhook is ours
         * @description With hub.mode=subscribe and the configured token the challenge as text; otherwise `{"status":"ok"}`.
         */
        get: operations["notifications_whatsapp_verify"];
        put?: never;
        /**
         * Take what WhatsApp tells of messages
         * @description Signed with X-Hub-Signature-256 over the raw bytes. Statuses move messages forward, answers are appended to them; what was told before changes nothing.
         */
        post: operations["notifications_whatsapp_receive"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's notifications, newest first
         * @description What is addressed to the caller, to one of their roles, and to all staff if they belong to it. Another `channel` than in_app lists what templates sent to the caller there, which is never unread.
         */
        get: operations["notifications_list"];
        put?: never;
        /**
         * Notify a user, a role or all staff
         * @description With a `dedupe_key` that is still unread the earlier notification is answered, with status 200.
         */
        post: operations["notifications_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/register": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Register a device for push messages
         * @description 201 for a new device, 200 for a known one, which then belongs to the caller and is active again.
         */
        post: operations["notifications_push_register"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/send-test-whatsapp": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a WhatsApp message to a number, or to the configured test number
         * @description The message is attached to the latest workflow notification's case; without any case it is refused.
         */
        post: operations["notifications_push_send_test_whatsapp"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/send-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a push message to the devices of a member */
        post: operations["notifications_push_send_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/subscriptions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List the caller's devices */
        get: operations["notifications_push_subscriptions"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a push message to the caller's own devices */
        post: operations["notifications_push_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/unregister": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop push messages to a device of the caller */
        post: operations["notifications_push_unregister"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/push-notifications/users": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List active members with how many devices they have */
        get: operations["notifications_push_users"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes/{id}/convert": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make the invoice of an accepted quote and issue it
         * @description Items, rates, totals and notes are copied. One invoice per quote: a second call is refused with its id.
         */
        post: operations["sales_quotes_convert"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes/{id}/pdf": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Download the quote as PDF */
        get: operations["sales_quotes_pdf"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/quotes/{id}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Send a quote, or note that it was accepted, rejected or has expired
         * @description Moves: DRAFT to SENT; SENT to ACCEPTED, REJECTED or EXPIRED; EXPIRED to SENT with a new valid_until. The status it already has changes nothing. Sending notes the activity and mails the PDF to a contact with an address.
         */
        patch: operations["sales_quotes_change_status"];
        trace?: never;
    };
    "/quotes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a quote with its items */
        get: operations["sales_quotes_get"];
        put?: never;
        post?: never;
        /** Remove a quote that has not become an invoice; its number is not given again */
        delete: operations["sales_quotes_archive"];
        options?: never;
        head?: never;
        /**
         * Change a draft quote
         * @description Absent keeps, null clears. `items` replaces them all. The year of the number stays the year of issue.
         */
        patch: operations["sales_quotes_update"];
        trace?: never;
    };
    "/quotes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List quotes, newest first
         * @description The total is exact: kept by counters for the whole list, counted among the matches when filters or the caller's reach narrow it.
         */
        get: operations["sales_quotes_list"];
        put?: never;
        /**
         * Create a draft quote; totals and number are the server's
         * @description The contact must be one the caller sees. Totals sent along are ignored.
         */
        post: operations["sales_quotes_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/realtime/pusher/auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Let a socket of a Pusher client into a private or presence channel
         * @description For clients of a Pusher-compatible broker. Every name ends with the `realtime.channel_suffix` of `GET /auth/me`. `private-live-<key>[,company,<id>][,team,<id>|,user,<id>]` is the live topic of that name.
         */
        post: operations["notifications_pusher_auth"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/realtime/pusher/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test event through the broker */
        post: operations["notifications_pusher_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/realtime/stream-ticket": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Get a ticket to open an event stream with
         * @description For a browser's EventSource, which sends no headers: any event stream takes it as `?ticket=` once, within 60 seconds. The stream ends with the token the ticket was asked for with.
         */
        post: operations["notifications_realtime_stream_ticket"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema/swagger-ui": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Read the reference of this API as a page, as far as it is public
         * @description For everybody, unless the deployment keeps it to who is signed in; in production it does so by default.
         */
        get: operations["ops_api_docs_schema_page"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/schema": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get the OpenAPI document of this API, as far as it is public
         * @description For everybody, unless the deployment keeps it to who is signed in; in production it does so by default.
         */
        get: operations["ops_api_docs_schema"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/ai-provider-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get which AI providers can be used and the settings that steer them
         * @description No provider can be configured yet. At most 6 calls a minute.
         */
        get: operations["ops_server_management_ai_provider_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change settings of the AI providers
         * @description Names that are no AI setting are refused. At most 6 calls a minute.
         */
        patch: operations["ops_server_management_update_ai_providers"];
        trace?: never;
    };
    "/server-management/app-settings/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove the override of a setting */
        delete: operations["ops_app_settings_remove"];
        options?: never;
        head?: never;
        /** Change the override of a setting, or remove it with null */
        patch: operations["ops_app_settings_update"];
        trace?: never;
    };
    "/server-management/app-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the settings of the organisation and what counts for each, by name
         * @description Built-in values, above them what the organisation says of itself (name, currency, country), above that the environment of the deployment, above all an override. Values of secrets (KEY, SECRET, TOKEN, PASSWORD) are shown as ***.
         */
        get: operations["ops_app_settings_list"];
        put?: never;
        /** Override a setting, or keep one of one's own */
        post: operations["ops_app_settings_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/cache-disable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Stop the caller's clients from keeping answers */
        post: operations["ops_server_management_disable_cache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/cache-enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Let the caller's clients keep answers */
        post: operations["ops_server_management_enable_cache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/cache-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Write, read and remove a value in the store that workers share
         * @description An unlogged table of the database; there is no Redis.
         */
        get: operations["ops_server_management_cache_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/cache-status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get whether the caller's clients may keep answers, and under which version */
        get: operations["ops_server_management_cache_status"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/calendar-sync-health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Get whether calendar events reach the connected calendar
         * @description No calendar can be connected yet: nothing is pending.
         */
        get: operations["ops_server_management_calendar_sync_health"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/clear-cache": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make clients and workers forget what they keep of the organisation, or of one member
         * @description Raises the version clients keep answers under. Without `user_id` the worker that answers also forgets API keys, linked accounts and request logging of the organisation; the others do so within a minute.
         */
        post: operations["ops_server_management_clear_cache"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/local-resilience": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get whether clients may work offline */
        get: operations["ops_local_resilience_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Let clients work offline, or stop it */
        patch: operations["ops_local_resilience_update"];
        trace?: never;
    };
    "/server-management/media-cleanup/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Remove what lies in Storage for nobody, as server-sent events
         * @description media_cleanup_started, _progress after every 25 files, _found for each, and at last _finished or _failed. Objects that no record names, at most 1000 at a time; never one younger than 24 hours. At most 4 calls a minute.
         */
        get: operations["ops_media_cleanup_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/media-cleanup": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Remove what lies in Storage for nobody
         * @description Objects that no record names, at most 1000 at a time; never one younger than 24 hours. At most 4 calls a minute.
         */
        post: operations["ops_media_cleanup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/media-diagnostic": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Compare the files of the organisation with what lies in Storage
         * @description At most 100 rows for each field that names files, those with a discrepancy first. At most 10 calls a minute.
         */
        get: operations["ops_media_diagnostic"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/media-repair": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Relink files whose content lies under another key
         * @description Only where exactly one object nobody names has the same name. At most 10 calls a minute.
         */
        post: operations["ops_media_repair"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/reset-vault": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Make every client throw away what it keeps offline
         * @description Raises the epoch of the vault by one.
         */
        post: operations["ops_local_resilience_reset_vault"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/server-management/ui-settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how pages look in the organisation */
        get: operations["ops_ui_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change how pages look in the organisation */
        patch: operations["ops_ui_settings_update"];
        trace?: never;
    };
    "/server-management": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get how the organisation's part of the server is doing, and what can be done to it */
        get: operations["ops_server_management_overview"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/session-auth": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the browser is signed in, and where to sign in and out */
        get: operations["identity_dialects_session"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/{session_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /**
         * End a session: an own one, or any of the organisation for whoever administers users
         * @description Its tokens are worthless at once.
         */
        delete: operations["identity_sessions_revoke"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions/revoke-others": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End all other sessions of the caller in this organisation */
        post: operations["identity_sessions_revoke_others"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The caller's open sessions in this organisation, the last used first */
        get: operations["identity_sessions_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/token/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Exchange a refresh token in the same dialect */
        post: operations["identity_dialects_refresh"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-profile/avatars/{avatar_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** An uploaded picture of a member */
        get: operations["identity_profile_avatar"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-profile/change_password": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Change one's password; ends all sessions, this one too */
        post: operations["identity_profile_change_password"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-profile/logout": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign out; always succeeds */
        post: operations["identity_profile_logout"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-profile/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One's own profile */
        get: operations["identity_profile_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-profile/update_profile": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /**
         * Change one's names, or ask for another e-mail address
         * @description A new address replaces the present one once the link mailed to it is opened.
         */
        patch: operations["identity_profile_update"];
        trace?: never;
    };
    "/user-profile/upload_avatar": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Upload one's picture: JPEG, PNG or WebP of at most 5 MB
         * @description Judged by content, made anew with at most 512 pixels a side and nothing else of the file kept; replaces the earlier one. The profile's avatar is then a path below the API, readable by members of one's organisations.
         */
        post: operations["identity_profile_upload_avatar"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/user-settings/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How one wants the product to look */
        get: operations["identity_settings_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change theme, dark mode or preferences */
        patch: operations["identity_settings_update"];
        trace?: never;
    };
    "/webhooks/deliveries/{delivery_id}/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a delivery again, under the same id */
        post: operations["integrations_webhook_deliveries_replay"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries/{delivery_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a delivery with its payload */
        get: operations["integrations_webhook_deliveries_get"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries/replay": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send all failed deliveries since an instant again, 10,000 at most
         * @description Those of endpoints that are switched off stay as they are.
         */
        post: operations["integrations_webhook_deliveries_replay_failed"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Deliveries of the last 30 days, newest first
         * @description The total counts up to 10,000.
         */
        get: operations["integrations_webhook_deliveries_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/endpoints/{endpoint_id}/enable": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Switch a webhook endpoint on again, failures forgotten */
        post: operations["integrations_webhook_endpoints_enable"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/endpoints/{endpoint_id}/rotate-secret": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give a webhook endpoint a new secret; both sign during the overlap */
        post: operations["integrations_webhook_endpoints_rotate_secret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/endpoints/{endpoint_id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a `webhook.test` event to an endpoint
         * @description It is queued like any other: GET /webhooks/deliveries/:delivery_id shows what became of it.
         */
        post: operations["integrations_webhook_endpoints_test"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/endpoints/{endpoint_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Get a webhook endpoint */
        get: operations["integrations_webhook_endpoints_get"];
        put?: never;
        post?: never;
        /** Remove a webhook endpoint; the log of its deliveries stays its 30 days */
        delete: operations["integrations_webhook_endpoints_remove"];
        options?: never;
        head?: never;
        /**
         * Change a webhook endpoint, pause it or switch it on again
         * @description What waits for an endpoint when it is switched off is given up; it can be replayed later.
         */
        patch: operations["integrations_webhook_endpoints_update"];
        trace?: never;
    };
    "/webhooks/endpoints": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Webhook endpoints, newest first */
        get: operations["integrations_webhook_endpoints_list"];
        put?: never;
        /**
         * Register an address that is told of events; its secret is shown once
         * @description The address must be public and https. You subscribe to what you may read yourself: ALL under the permission of each event, and the companies you work for; an endpoint without a company, which hears of everything, is for those who work for all.
         */
        post: operations["integrations_webhook_endpoints_create"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/webhooks/event-types": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What webhooks can tell of */
        get: operations["integrations_webhook_endpoints_event_types"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-notifications/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Cancel a message that has not left yet */
        post: operations["notifications_workflow_cancel"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-notifications/{id}/resend": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Send a message again as it is stored
         * @description E-mail is handed to the outbox and counts as sent; a delivery that fails later turns it to failed. WhatsApp stays pending until the provider reports. Where no provider takes it, it stays pending without a reference.
         */
        post: operations["notifications_workflow_resend"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-notifications/stream": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Hear of changes of the messages of the last 24 hours as server-sent events
         * @description Frames without a name: `workflow_notifications_snapshot` first, then `workflow_notifications_changed`; `workflow_notifications_error` ends the stream. With Last-Event-ID only what changed since comes.
         */
        get: operations["notifications_workflow_stream"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/workflow-notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** List messages to clients about their cases, newest first */
        get: operations["notifications_workflow_list"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Address: {
            street?: string;
            city?: string;
            postal_code?: string;
            /** @default France */
            country?: string;
        };
        AdminUser: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            status: "INVITED" | "ACTIVE" | "DISABLED";
            /** @description The primary role. */
            role: string | null;
            roles: string[];
            crm_user_id: string | null;
            groupes: string[];
            last_login: string | null;
        };
        /**
         * @example {
         *       "email": "nina.roux@garage.example",
         *       "password": "Tournevis-Cruciforme-7",
         *       "role_keys": [
         *         "viewer"
         *       ]
         *     }
         */
        AdminUserCreate: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
            name?: string;
            /**
             * @default [
             *       "viewer"
             *     ]
             */
            role_keys?: string[];
        };
        AdminUserDetail: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            email: string;
            name: string;
            /** @enum {string} */
            status: "INVITED" | "ACTIVE" | "DISABLED";
            /** @description The primary role. */
            role: string | null;
            roles: string[];
            crm_user_id: string | null;
            groupes: string[];
            last_login: string | null;
            companies: string[];
            permissions: components["schemas"]["PermissionGrant"][];
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            joined_at: string;
        };
        /**
         * @example {
         *       "status": "ACTIVE",
         *       "role_keys": [
         *         "viewer"
         *       ]
         *     }
         */
        AdminUserPatch: {
            /** @enum {string} */
            status?: "INVITED" | "ACTIVE" | "DISABLED";
            password?: string;
            role_keys?: string[];
        };
        AiProviderStatus: {
            /** @constant */
            ok: true;
            isConfigured: boolean;
            message: string;
            providers: {
                name: string;
                hasKey: boolean;
                isAvailable: boolean;
            }[];
            failoverOrder: string[];
            settings: components["schemas"]["AppSetting"][];
        };
        ApiKey: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            name: string;
            /** @example cpt_4f1f9ed8a0b1c2d3 */
            prefix: string;
            scopes: string[];
            ip_allowlist: string[];
            rate_limit_per_hour: number;
            expires_at: string | null;
            last_used_at: string | null;
            last_used_ip: string | null;
            is_active: boolean;
            replaced_by_id: string | null;
            created_by: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                name: string;
            };
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "name": "Accounting export",
         *       "scopes": [
         *         "read:invoices",
         *         "read:contacts"
         *       ],
         *       "expires_days": 365,
         *       "ip_allowlist": [
         *         "203.0.113.0/24"
         *       ],
         *       "rate_limit_per_hour": 500
         *     }
         */
        ApiKeyCreate: {
            name: string;
            scopes: string[];
            expires_days?: number;
            /** @default [] */
            ip_allowlist?: (string)[];
            /** @default 1000 */
            rate_limit_per_hour?: number;
        };
        /**
         * @example {
         *       "name": "Accounting export 2",
         *       "is_active": false
         *     }
         */
        ApiKeyPatch: {
            name?: string;
            is_active?: boolean;
            /** @description From now on; null for a key without end. */
            expires_days?: number | null;
            ip_allowlist?: (string)[];
            rate_limit_per_hour?: number;
        };
        /**
         * @example {
         *       "overlap_seconds": 86400
         *     }
         */
        ApiKeyRotate: {
            /** @default 0 */
            overlap_seconds?: number;
        };
        AppConfig: {
            MOCK_AUTH_ENABLED: unknown;
            DEBUG: unknown;
            useOverlayMenu: unknown;
            title: unknown;
            dateFormat: unknown;
            baseCurrency: unknown;
            skeletonDebounceDurationMs: unknown;
            calendarTodoColorId: unknown;
            calendarDoneColorId: unknown;
            fcmSenderId: unknown;
            fcmVapidPublicKey: unknown;
            fcmProjectId: unknown;
            fcmProjectNumber: unknown;
            fcmWebApiKey: unknown;
            fcmWebAppId: unknown;
            fcmWebAuthDomain: unknown;
            fcmWebStorageBucket: unknown;
            fcmWebMeasurementId: unknown;
            rbac: {
                adminGroupName: string;
                managerGroupName: string;
            };
        } & {
            [key: string]: unknown;
        };
        AppSetting: {
            name: string;
            /** @description The override of the organisation. */
            value: string | null;
            effectiveValue: string | null;
            /** @description What counts without an override. */
            defaultValue: string | null;
            /** @enum {string} */
            scope: "backend" | "frontend" | "both";
            description: string;
            /** @enum {string} */
            source: "hardcoded" | "config" | "env" | "database";
            updatedAt: string | null;
            updatedById: string | null;
            isOverridden: boolean;
        };
        AppSettingChanged: {
            name: string;
            effectiveValue: string | null;
            /** @description Null when nothing is left of it. */
            setting: components["schemas"]["AppSetting"] | null;
        };
        AsyncJob: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /**
             * Format: uuid
             * @description The same as id.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            jobId: string;
            /** @example products_export_excel */
            taskName: string;
            /** @enum {string} */
            status: "pending" | "processing" | "completed" | "failed" | "cancelled";
            /** @description Per cent; 100 once it is completed or failed. */
            progress: number;
            message: string | null;
            result: {
                [key: string]: unknown;
            } | null;
            errorMessage: string | null;
            attempts: number;
            createdBy: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            createdAt: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updatedAt: string;
        };
        AuditChainFinding: {
            /**
             * @example user_activity
             * @enum {string}
             */
            category: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
            sequence_number: number | null;
            event_id: string | null;
            /** @enum {string} */
            kind: "hash_mismatch" | "previous_hash_mismatch" | "sequence_gap" | "head_mismatch";
        };
        AuditEvent: {
            /** @example evt_0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11 */
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            timestamp: string;
            /**
             * @example user_activity
             * @enum {string}
             */
            category: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
            /** @example contact.created */
            action: string;
            description: string;
            /** @enum {string} */
            severity: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
            /** @enum {string} */
            outcome: "success" | "failure" | "unknown" | "in_progress";
            actor: {
                user_id: string | null;
                /** @enum {string} */
                type: "user" | "system" | "service" | "api_key" | "anonymous" | "external";
                roles: string[] | null;
                ip_address: string | null;
                user_agent: string | null;
                session_id: string | null;
                auth_method: string | null;
            };
            target: {
                entity_type: string | null;
                entity_id: string | null;
                before_state: unknown;
                after_state: unknown;
            } | null;
            /** @description `request_id` and whatever the writer added. */
            context: {
                [key: string]: unknown;
            };
            sequence_number: number | null;
            previous_hash: string | null;
            hash_chain: string | null;
            chain_version: number | null;
        };
        /**
         * @example {
         *       "category": "user_activity",
         *       "action": "report_opened",
         *       "description": "Opened the monthly report",
         *       "target": {
         *         "entity_type": "report",
         *         "entity_id": "2026-01"
         *       },
         *       "context": {
         *         "screen": "dashboard"
         *       }
         *     }
         */
        AuditEventCreate: {
            /**
             * @example user_activity
             * @enum {string}
             */
            category: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
            /** @example contact.created */
            action: string;
            /** @default  */
            description?: string;
            target?: {
                entity_type: string;
                entity_id?: string;
            };
            /** @default {} */
            context?: {
                [key: string]: unknown;
            };
            /**
             * @description Default: warning for deletions, notice for compliance, else info.
             * @enum {string}
             */
            severity?: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
            /**
             * @default success
             * @enum {string}
             */
            outcome?: "success" | "failure" | "unknown" | "in_progress";
        };
        AuditIntegrityCheck: {
            /**
             * @example user_activity
             * @enum {string}
             */
            category?: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
            start_date?: string;
            end_date?: string;
        };
        AuthLink: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @constant */
            provider: "supabase";
            /**
             * Format: uuid
             * @description The user at the provider.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            subject: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "token": "eyJhbGciOi…",
         *       "current_password": "Tournevis-Cruciforme-7"
         *     }
         */
        AuthLinkCreate: {
            /**
             * @default supabase
             * @constant
             */
            provider?: "supabase";
            /** @description A current access token of the account to link, which proves whose it is. */
            token: string;
            current_password: string;
        };
        /**
         * @example {
         *       "avatar": "…"
         *     }
         */
        AvatarUpload: {
            /**
             * Format: binary
             * @description JPEG, PNG or WebP, at most 5 MB.
             */
            avatar: string;
        };
        BackgroundDrained: {
            schedules: number;
            events: number;
            jobs: number;
        };
        Backup: {
            /** @example backup-20260115-100000.tar.gz */
            filename: string;
            /** @description Bytes of the archive. */
            size: number;
            /** @enum {string} */
            type: "tar.gz" | "tar.zst" | "json.gz" | "json";
            includedFiles: number | null;
            hasUsers: boolean;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            createdAt: string;
        };
        /**
         * @example {
         *       "filenames": [
         *         "backup-20260115-100000.tar.gz"
         *       ]
         *     }
         */
        BackupDeletion: {
            filenames: string[];
        };
        /**
         * @example {
         *       "backup_file": "…"
         *     }
         */
        BackupUpload: {
            /**
             * Format: binary
             * @description At most 64 MB.
             */
            backup_file: string;
        };
        BankAccount: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            owner_company: string;
            account_name: string;
            bank_name: string | null;
            iban: string | null;
            account_number: string | null;
            currency: string;
            balance: number | null;
            balance_date: string | null;
            last_sync: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "account_name": "Compte courant",
         *       "bank_name": "PostFinance",
         *       "iban": "CH9300762011623852957",
         *       "currency": "CHF"
         *     }
         */
        BankAccountCreate: {
            /** @example HYPERVISUAL */
            owner_company?: string;
            account_name: string;
            bank_name?: string;
            /** @example CH9300762011623852957 */
            iban?: string;
            account_number?: string;
            /** @example CHF */
            currency?: string;
        };
        BankCsvUpload: {
            /**
             * Format: binary
             * @description The bank's file.
             */
            file?: string;
            /** @example HYPERVISUAL */
            owner_company?: string;
            bank_account_id?: string | "";
            /**
             * @default auto
             * @enum {string}
             */
            bank_format?: "auto" | "generic" | "postfinance" | "ubs" | "raiffeisen" | "kantonalbank" | "revolut";
        };
        BankImportResult: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            import_id: string;
            file_sha256: string;
            imported: number;
            duplicates: number;
            errors: number;
            details: {
                reference?: string;
                /** @enum {string} */
                action: "imported" | "duplicate" | "error";
                line?: number;
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id?: string;
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                existing_id?: string;
                error?: string;
            }[];
            statement: {
                id: string | null;
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                bank_account_id: string;
                iban: string | null;
                currency: string;
                from: string | null;
                to: string | null;
                opening_balance: number | null;
                closing_balance: number | null;
                entries: number;
                imported: number;
                duplicates: number;
                skipped: number;
                balance_check: {
                    ok: boolean;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    expected: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    actual: number;
                } | null;
                warnings: string[];
            };
            statements: {
                id: string | null;
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                bank_account_id: string;
                iban: string | null;
                currency: string;
                from: string | null;
                to: string | null;
                opening_balance: number | null;
                closing_balance: number | null;
                entries: number;
                imported: number;
                duplicates: number;
                skipped: number;
                balance_check: {
                    ok: boolean;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    expected: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    actual: number;
                } | null;
                warnings: string[];
            }[];
            balance_check: {
                ok: boolean;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                expected: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                actual: number;
            } | null;
            warnings: string[];
            reconciliation: {
                /** @enum {string} */
                status: "done" | "partial" | "running" | "too_large" | "failed" | "not_needed";
                processed: number;
                auto_matched: number;
                suggestions_created: number;
                no_match: number;
                failed: number;
                left: number;
            };
        };
        BankStats: {
            /**
             * Format: date
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            to: string;
            currency: string;
            totals: {
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                income: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                expenses: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                net: number;
                transaction_count: number;
            };
            monthly: {
                [key: string]: {
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    income: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    expenses: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    net: number;
                    count: number;
                };
            };
            averages: {
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                monthly_income: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                monthly_expenses: number;
            };
            not_converted: string[];
        };
        BankTransaction: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            owner_company: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            bank_account_id: string;
            bank_reference: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            value_date: string;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            remaining_amount: number;
            currency: string;
            /** @enum {string} */
            type: "credit" | "debit";
            description: string;
            reference: string | null;
            reference_type: ("QRR" | "SCOR") | null;
            end_to_end_id: string | null;
            counterparty_name: string | null;
            counterparty_iban: string | null;
            bank_tx_code: string | null;
            balance_after: number | null;
            is_reversal: boolean;
            reconciled: boolean;
            reconciled_at: string | null;
            reconciliation_type: ("auto" | "manual" | "suggested") | null;
            match_score: number | null;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            import_id: string;
            /** @enum {string} */
            import_source: "CAMT053" | "CSV" | "API";
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            imported_at: string;
        };
        BillingInvoice: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            invoice_number: string | null;
            /** @description Period and sequence as one whole number; drafts have none. */
            invoice_no: number | null;
            invoice_no_display: string | null;
            contact: components["schemas"]["InvoiceParty"];
            customer: components["schemas"]["InvoiceParty"];
            owner_company_id: string | null;
            quote_id: string | null;
            /**
             * Format: date
             * @example 2026-01-31
             */
            issue_date: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            invoice_date: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            due_date: string;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            subtotal: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            vat_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_paid_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_due_amount: number;
            status: components["schemas"]["BillingStatus"];
            status_code: components["schemas"]["BillingStatusCode"];
            days_overdue: number;
            is_expired: boolean;
            sent: boolean;
            payment_method: string | null;
            paid_at: string | null;
            notes: string | null;
            items: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                sort_order: number;
                description: string;
                quantity: number;
                unit_price: number;
                vat_rate: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                amount: number;
            }[];
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /** @enum {string} */
        BillingPaymentMethod: "CASH" | "CARD" | "BANK_TRANSFER" | "STRIPE" | "CHECK";
        /** @enum {string} */
        BillingStatus: "DRAFT" | "SENT" | "PAID" | "OVERDUE" | "CANCELLED";
        /** @enum {string} */
        BillingStatusCode: "created" | "pending_payment" | "partial_payment" | "paid" | "overdue" | "disputed" | "cancelled" | "write_off";
        CacheCleared: {
            /** @constant */
            ok: true;
            message: string;
            clearedStores?: string[];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            userId?: string;
            newVersion: number;
        };
        CacheHealth: {
            ok: boolean;
            message: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            checkedAt: string;
            cacheBackend: string;
            redisConfigured: boolean;
            redisConnected: boolean;
            userCacheEnabled: boolean;
            probeSkipped: boolean;
            writeReadDeleteOk: boolean;
            probeLatencyMs: number | null;
            errors: string[];
        };
        CacheStatus: {
            /** @constant */
            ok: true;
            enabled: boolean;
            globalEnabled: boolean;
            userEnabled: boolean;
            /** @description Clients drop what they keep under a lower one. */
            version: number;
            message: string;
            cacheBackend: string;
            cacheLocation: string;
        };
        CalendarSyncHealth: {
            ok: boolean;
            /** @enum {string} */
            severity: "ok" | "warning" | "critical";
            message: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            checkedAt: string;
            thresholdMinutes: number;
            sampleLimit: number;
            counts: {
                applicationEvents: number;
                pending: number;
                failed: number;
                stuckPending: number;
            };
            stuckPendingSamples: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                title: string;
                /**
                 * Format: date-time
                 * @example 2026-01-15T10:00:00.000Z
                 */
                updatedAt: string;
            }[];
        };
        Camt053Upload: {
            /**
             * Format: binary
             * @description The bank's file.
             */
            file?: string;
            /** @example HYPERVISUAL */
            owner_company?: string;
            bank_account_id?: string | "";
        };
        CompanyBrief: {
            code: string;
            name: string;
            display_name: string | null;
            color: string | null;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
        };
        CompanyConfig: {
            code: string;
            name: string;
            display_name: string | null;
            color: string | null;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            number: number;
            legal_form: string | null;
            ide: string | null;
            siren: string | null;
            siret: string | null;
            vat_number: string | null;
            street: string | null;
            building_number: string | null;
            postal_code: string | null;
            city: string | null;
            canton: string | null;
            country: string;
            qr_iban: string | null;
            regular_iban: string | null;
            bic: string | null;
            bank_name: string | null;
            bank_customer_id: string | null;
            email: string | null;
            phone: string | null;
            website: string | null;
            portal_domain: string | null;
            /** @enum {string} */
            language: "fr" | "de" | "it" | "en";
            logo_url: string | null;
            invoice_prefix: string | null;
            payment_terms: number;
            default_vat_code: string;
            /** @enum {string} */
            vat_period: "monthly" | "quarterly" | "semiannual" | "annual";
            settings: {
                [key: string]: unknown;
            };
            is_active: boolean;
            sort_order: number;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "Hypervisual SA",
         *       "display_name": "HYPERVISUAL",
         *       "ide": "CHE-123.456.788",
         *       "vat_number": "CHE-123.456.788 TVA",
         *       "street": "Rue de la Gare",
         *       "building_number": "12",
         *       "postal_code": "1003",
         *       "city": "Lausanne",
         *       "country": "CH",
         *       "regular_iban": "CH93 0076 2011 6238 5295 7",
         *       "invoice_prefix": "HYP",
         *       "payment_terms": 30,
         *       "settings": {
         *         "alerts": {
         *           "overdue_high": 45
         *         }
         *       }
         *     }
         */
        CompanyConfigUpdate: {
            name?: string;
            display_name?: string | null;
            legal_form?: string | null;
            ide?: string | null;
            siren?: string | null;
            siret?: string | null;
            vat_number?: string | null;
            street?: string | null;
            building_number?: string | null;
            postal_code?: string | null;
            city?: string | null;
            canton?: string | null;
            country?: string;
            qr_iban?: string | null;
            regular_iban?: string | null;
            bic?: string | null;
            bank_name?: string | null;
            bank_customer_id?: string | null;
            email?: string | null;
            phone?: string | null;
            website?: string | null;
            /** @description Where the client portal answers. With it, clients are invited when their first quote is sent. */
            portal_domain?: string | null;
            color?: string | null;
            /**
             * @example CHF
             * @enum {string}
             */
            currency?: "CHF" | "EUR" | "USD";
            /** @enum {string} */
            language?: "fr" | "de" | "it" | "en";
            logo_url?: string | null;
            invoice_prefix?: string | null;
            payment_terms?: number;
            default_vat_code?: string;
            /** @enum {string} */
            vat_period?: "monthly" | "quarterly" | "semiannual" | "annual";
            settings?: {
                alerts?: {
                    runway_danger?: number | null;
                    runway_warning?: number | null;
                    overdue_high?: number | null;
                    overdue_medium?: number | null;
                    large_receivable?: number | null;
                    large_payable?: number | null;
                } | null;
                numbering?: {
                    invoice?: string | null;
                    quote?: string | null;
                    credit_note?: string | null;
                    milestone?: string | null;
                    recurring?: string | null;
                    time_and_materials?: string | null;
                    support?: string | null;
                } | null;
                accounting?: {
                    receivable?: string | null;
                    bank?: string | null;
                    revenue?: string | null;
                    revenue_goods?: string | null;
                    output_vat?: string | null;
                    bad_debt?: string | null;
                } | null;
                invoicing?: {
                    late_interest_rate?: number | null;
                    recovery_indemnity?: number | null;
                    share_capital?: string | null;
                    register?: string | null;
                    vat_exemption_mention?: string | null;
                    legal_mentions?: string[] | null;
                } | null;
                reminders?: {
                    [key: string]: unknown;
                } | null;
                reconciliation?: {
                    [key: string]: unknown;
                } | null;
                support_billing?: ("per_ticket" | "monthly") | null;
            };
            is_active?: boolean;
            sort_order?: number;
        };
        Contact: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            first_name: string | null;
            last_name: string | null;
            full_name: string;
            email: string | null;
            phone: string | null;
            company: string | null;
            address: {
                [key: string]: string;
            } | null;
            tags: string[];
            is_vip: boolean;
            is_supplier: boolean;
            active: boolean;
            custom_fields: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "first_name": "Sophie",
         *       "last_name": "Martin",
         *       "email": "sophie.martin@example.fr",
         *       "phone": "06 98 76 54 32",
         *       "company": "Martin Transport",
         *       "address": {
         *         "street": "45 Avenue des Champs",
         *         "city": "Lyon",
         *         "postal_code": "69001",
         *         "country": "France"
         *       },
         *       "tags": [
         *         "prospect"
         *       ],
         *       "custom_fields": {
         *         "source": "website"
         *       }
         *     }
         */
        ContactCreate: {
            first_name: string;
            last_name: string;
            email?: string | null;
            phone?: string | null;
            company?: string | null;
            address?: components["schemas"]["Address"] | null;
            tags?: string[];
            is_vip?: boolean;
            is_supplier?: boolean;
            custom_fields?: {
                [key: string]: unknown;
            };
        };
        ContactDetail: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            first_name: string | null;
            last_name: string | null;
            full_name: string;
            email: string | null;
            phone: string | null;
            company: string | null;
            address: {
                [key: string]: string;
            } | null;
            tags: string[];
            is_vip: boolean;
            is_supplier: boolean;
            active: boolean;
            custom_fields: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
            vehicles: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                vin: string;
                license_plate: string;
                make: string;
                model: string;
                year: number;
            }[];
            recent_quotes: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                quote_number: string | null;
                status: string;
                issue_date: string;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                total: number;
            }[];
            recent_invoices: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                invoice_number: string | null;
                status: string;
                date: string;
                due_date: string;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                amount_ttc: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                remaining_amount: number;
            }[];
            recent_activities: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                type: string;
                description: string;
                user: {
                    /**
                     * Format: uuid
                     * @description Identifier.
                     * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                     */
                    id: string;
                    name: string;
                } | null;
                /**
                 * Format: date-time
                 * @example 2026-01-15T10:00:00.000Z
                 */
                created_at: string;
            }[];
            open_tasks: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                title: string;
                status: string;
                priority: string;
                due_date: string | null;
            }[];
        };
        ContactListItem: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            first_name: string | null;
            last_name: string | null;
            full_name: string;
            email: string | null;
            phone: string | null;
            company: string | null;
            address: {
                [key: string]: string;
            } | null;
            tags: string[];
            is_vip: boolean;
            is_supplier: boolean;
            active: boolean;
            custom_fields: {
                [key: string]: unknown;
            };
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
            vehicles_count: number;
        };
        ContactRef: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            name: string;
        };
        /**
         * @example {
         *       "phone": "+33612345679",
         *       "tags": [
         *         "client_fidele",
         *         "vip"
         *       ],
         *       "is_vip": true
         *     }
         */
        ContactUpdate: {
            first_name?: string;
            last_name?: string;
            email?: string | null;
            phone?: string | null;
            company?: string | null;
            address?: components["schemas"]["Address"] | null;
            tags?: string[];
            is_vip?: boolean;
            is_supplier?: boolean;
            custom_fields?: {
                [key: string]: unknown;
            };
        };
        ConvertedInvoice: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            invoice_number: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            quote_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            issue_date: string;
            due_date: string;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total: number;
            /**
             * @description SENT; PAID for an invoice over nothing.
             * @example SENT
             */
            status: string;
            payment_method: string | null;
        };
        CountryCode: {
            /**
             * @description The English name.
             * @example Switzerland
             */
            country: string;
            /**
             * @description The name in the language most spoken there.
             * @example Schweiz
             */
            country_idn: string;
            /** @example CH */
            alpha2_code: string;
            /** @example CHE */
            alpha3_code: string;
            /**
             * @description Three digits.
             * @example 756
             */
            numeric_code: string;
            names: {
                fr: string;
                en: string;
                de: string;
                it: string;
            };
            /**
             * @description Without the plus sign.
             * @example 41
             */
            calling_code: string | null;
            /**
             * @description ISO 4217.
             * @example CHF
             */
            currency: string | null;
        };
        CrmGroup: {
            id: string;
            nom: string;
            responsable_1: string | null;
            responsable_2: string | null;
            responsable_3: string | null;
            membres_count: number;
            user_ids?: string[];
        };
        /**
         * @example {
         *       "crm_user_id": "349",
         *       "role_keys": [
         *         "operator"
         *       ]
         *     }
         */
        CrmLink: {
            crm_user_id: string;
            /**
             * @default [
             *       "viewer"
             *     ]
             */
            role_keys?: string[];
            /** @description Else the first group of the CRM that lists the user. */
            crm_group_id?: string;
        };
        /**
         * @example {
         *       "sync_members": true
         *     }
         */
        CrmTeamSync: {
            /** @default false */
            sync_members?: boolean;
        };
        CrmUser: {
            id: string;
            nom: string | null;
            prenom: string | null;
            telephone: string | null;
            email: string | null;
            login: string | null;
            agence: string | null;
            agence_id: string | null;
            role: string | null;
            role_id: string | null;
            etat: string | null;
            actif: boolean;
            tv: boolean;
            se: boolean;
            /** @description The member linked to this user of the CRM. */
            app_user: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                email: string;
                status: string;
            } | null;
        };
        CronJobsQueued: {
            /** @enum {string} */
            status: "queued" | "partially_queued" | "already_queued";
            fullBackupQueued: boolean;
            clearCacheQueued: boolean;
        };
        /**
         * @example {
         *       "token": "kq0Zb3…"
         *     }
         */
        EmailConfirmation: {
            token: string;
        };
        EmailInvoiceReminders: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id?: string;
            dry_run?: boolean | string;
        };
        EmailLeadConfirmation: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            lead_id: string;
            /** @description Sends again what was sent; for superadmins. */
            force?: boolean | string;
        };
        EmailPaymentConfirmed: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            payment_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            invoice_id?: string;
            /** @description Sends again what was sent; for superadmins. */
            force?: boolean | string;
        };
        /** @example {} */
        EmailProviderReminder: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id?: string;
        };
        EmailQuoteSent: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            quote_id: string;
            /**
             * @default quote
             * @enum {string}
             */
            template?: "quote" | "deposit_invoice";
            /** @description Sends again what was sent; for superadmins. */
            force?: boolean | string;
        };
        EmailSupplierInvoiceApproved: {
            /** Format: uuid */
            invoice_id: string;
            /** @description Sends again what was sent; for superadmins. */
            force?: boolean | string;
        };
        /**
         * @example {
         *       "file": "…",
         *       "kind": "document"
         *     }
         */
        FileUpload: {
            /**
             * Format: binary
             * @description At most 25 MB.
             */
            file: string;
            /** @default document */
            kind?: string;
            /** @description Kind of the record the file belongs to. */
            entity?: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            entity_id?: string;
        };
        FinanceThresholds: {
            /** @description Months. */
            runway_danger: number;
            /** @description Months. */
            runway_warning: number;
            /** @description Days. */
            overdue_high: number;
            /** @description Days. */
            overdue_medium: number;
            /** @description CHF. */
            large_receivable: number;
            /** @description CHF. */
            large_payable: number;
        };
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
            service: string;
            instance: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            timestamp: string;
            version: string;
            uptime_seconds: number;
            services: {
                directus: components["schemas"]["ServiceHealth"];
                redis: components["schemas"]["ServiceHealth"];
                database: components["schemas"]["ServiceHealth"];
                storage: components["schemas"]["ServiceHealth"];
                realtime: components["schemas"]["ServiceHealth"];
                queue: components["schemas"]["ServiceHealth"];
                mail: components["schemas"]["ServiceHealth"];
            };
        };
        Holiday: {
            /** @description Null for a day of the calendar of the country. */
            id: string | null;
            name: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date: string;
            /** @description ISO 3166-1 alpha-2. */
            country: string;
            description: string;
            is_weekend: boolean;
            /** @description The organisation works although the country does not. */
            is_working_day: boolean;
            /** @enum {string} */
            source: "calendar" | "own";
            created_at: string | null;
            updated_at: string | null;
        };
        Invite: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            email: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            user_id: string;
            role_keys: string[];
            team_id: string | null;
            message: string | null;
            /** @enum {string} */
            status: "PENDING" | "ACCEPTED" | "CANCELLED" | "EXPIRED";
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            expires_at: string;
            resent_count: number;
            invited_by: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                name: string;
            } | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "invite_token": "pQ3vX0bq7mJ5tVwY2cLr8ZkN1sHd4uEa",
         *       "password": "Tournevis-Cruciforme-7"
         *     }
         */
        InviteAccept: {
            invite_token: string;
            password: string;
        };
        /**
         * @example {
         *       "email": "paul.meier@garage.example",
         *       "role_keys": [
         *         "viewer"
         *       ],
         *       "message": "Bienvenue dans l'équipe"
         *     }
         */
        InviteCreate: {
            /** @example marc.dupont@example.fr */
            email: string;
            name?: string;
            /**
             * @default [
             *       "viewer"
             *     ]
             */
            role_keys?: string[];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            team_id?: string;
            message?: string;
        };
        Invoice: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description Given when the invoice leaves draft. */
            invoice_number: string | null;
            type: components["schemas"]["InvoiceType"];
            /** @description Code of the company. */
            owner_company: string | null;
            owner_company_id: string | null;
            client_id: string | null;
            client_name: string;
            client_address: {
                [key: string]: string;
            };
            contact_id: string | null;
            project_id: string | null;
            quote_id: string | null;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            due_date: string;
            service_from: string | null;
            service_to: string | null;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /** @description Swiss francs per unit of the currency. */
            exchange_rate: number;
            /** @description Days. */
            payment_terms: number;
            payment_method: string | null;
            /** @enum {string} */
            language: "fr" | "de" | "it" | "en";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ht: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_tva: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ttc: number;
            tva_by_rate: components["schemas"]["InvoiceVatGroup"][];
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            paid_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            credited_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            remaining_amount: number;
            status: components["schemas"]["InvoiceStatus"];
            is_overdue: boolean;
            days_overdue: number;
            qr_reference: string | null;
            reference_type: ("QRR" | "SCOR" | "NON") | null;
            iban_used: string | null;
            sent_at: string | null;
            sent_to: string | null;
            last_sent_at: string | null;
            viewed_at: string | null;
            paid_at: string | null;
            reminder_level: number;
            reminder_count: number;
            last_reminder_at: string | null;
            cancelled_at: string | null;
            cancellation_reason: string | null;
            is_credit_note: boolean;
            original_invoice_id: string | null;
            notes: string | null;
            created_by: string | null;
            version: number;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
            pdf_path: string | null;
            pdf_sha256: string | null;
            lines: components["schemas"]["InvoiceLine"][];
            payments: components["schemas"]["InvoicePayment"][];
            history: components["schemas"]["InvoiceHistoryItem"][];
        };
        /**
         * @example {
         *       "reason": "Établie deux fois"
         *     }
         */
        InvoiceCancel: {
            reason?: string;
        };
        InvoiceCreate: {
            /** @description Code; may be left out by whoever works for one company only. */
            owner_company?: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            client_id?: string;
            /** @description Finds the contact of exactly that name, or is printed instead of the name of client_id. */
            client_name?: string;
            line_items: components["schemas"]["InvoiceLineInput"][];
            currency?: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date?: string;
            payment_terms?: number;
            /**
             * Format: date
             * @example 2026-01-31
             */
            due_date?: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            service_from?: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            service_to?: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            project_id?: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id?: string;
            /** @enum {string} */
            type?: "standard" | "deposit" | "balance" | "milestone" | "recurring" | "time_and_materials" | "support";
            notes?: string;
            /** @enum {string} */
            language?: "fr" | "de" | "it" | "en";
        };
        InvoiceHistoryItem: {
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            at: string;
            /** @example sent */
            action: string;
            actor_type: string;
            actor_id: string | null;
            actor: string | null;
            reason: string | null;
        };
        InvoiceLine: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            position: number;
            description: string;
            quantity: number;
            unit: string | null;
            unit_price: number;
            /** @description Percent. */
            discount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            discount_amount: number;
            vat_code: string | null;
            vat_rate: number;
            service_date: string | null;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            line_net: number;
        };
        InvoiceLineInput: {
            description: string;
            quantity: number | string;
            unit?: string | null;
            unit_price: number | string;
            discount?: number | string | null;
            vat_code?: string | null;
            vat_rate?: number | string | null;
            service_date?: string | null;
        };
        /**
         * @example {
         *       "payment_method": "twint"
         *     }
         */
        InvoiceMarkPaid: {
            /**
             * Format: date
             * @example 2026-01-31
             */
            payment_date?: string;
            /** @default bank_transfer */
            payment_method?: components["schemas"]["PaymentMethod"];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            transaction_id?: string;
            notes?: string;
        };
        InvoicePartialPayment: {
            /**
             * Format: date
             * @example 2026-01-31
             */
            payment_date?: string;
            /** @default bank_transfer */
            payment_method?: components["schemas"]["PaymentMethod"];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            transaction_id?: string;
            notes?: string;
            amount: number | string;
        };
        InvoiceParty: {
            id: string | null;
            name: string;
        };
        InvoicePayment: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount: number;
            currency: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            payment_date: string;
            payment_method: string;
            transaction_id: string | null;
            auto_reconciled: boolean;
            notes: string | null;
            /** @enum {string} */
            status: "recorded" | "cancelled";
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        InvoiceQr: {
            invoice: components["schemas"]["Invoice"];
            qr_data: {
                /** @description The payload of the symbol, lines separated by LF. */
                content: string;
                reference: string;
                /** @enum {string} */
                reference_type: "QRR" | "SCOR" | "NON";
                reference_formatted: string;
                iban: string;
                iban_formatted: string;
                amount: number;
                /** @enum {string} */
                currency: "CHF" | "EUR";
                creditor: components["schemas"]["QrParty"];
                debtor: components["schemas"]["QrParty"] | null;
            };
            company_data: {
                [key: string]: unknown;
            };
            client_data: {
                id: string | null;
                name: string;
                address: {
                    [key: string]: string;
                };
            };
            warnings: components["schemas"]["QrWarning"][];
        };
        /**
         * @example {
         *       "email": "compta@example.ch",
         *       "message": "Merci de votre confiance."
         *     }
         */
        InvoiceSend: {
            /** @example marc.dupont@example.fr */
            email?: string;
            cc?: string[];
            message?: string;
            /** @default true */
            attach_pdf?: boolean;
        };
        InvoiceSheet: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description Given when the invoice leaves draft. */
            invoice_number: string | null;
            type: components["schemas"]["InvoiceType"];
            /** @description Code of the company. */
            owner_company: string | null;
            owner_company_id: string | null;
            client_id: string | null;
            client_name: string;
            client_address: {
                [key: string]: string;
            };
            contact_id: string | null;
            project_id: string | null;
            quote_id: string | null;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            due_date: string;
            service_from: string | null;
            service_to: string | null;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /** @description Swiss francs per unit of the currency. */
            exchange_rate: number;
            /** @description Days. */
            payment_terms: number;
            payment_method: string | null;
            /** @enum {string} */
            language: "fr" | "de" | "it" | "en";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ht: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_tva: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ttc: number;
            tva_by_rate: components["schemas"]["InvoiceVatGroup"][];
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            paid_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            credited_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            remaining_amount: number;
            status: components["schemas"]["InvoiceStatus"];
            is_overdue: boolean;
            days_overdue: number;
            qr_reference: string | null;
            reference_type: ("QRR" | "SCOR" | "NON") | null;
            iban_used: string | null;
            sent_at: string | null;
            sent_to: string | null;
            last_sent_at: string | null;
            viewed_at: string | null;
            paid_at: string | null;
            reminder_level: number;
            reminder_count: number;
            last_reminder_at: string | null;
            cancelled_at: string | null;
            cancellation_reason: string | null;
            is_credit_note: boolean;
            original_invoice_id: string | null;
            notes: string | null;
            created_by: string | null;
            version: number;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        InvoiceStats: {
            total: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_ht: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total_tva: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            average_amount: number;
            by_status: {
                [key: string]: {
                    count: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    amount: number;
                };
            };
            by_currency: {
                [key: string]: {
                    count: number;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    amount: number;
                };
            };
        };
        /** @enum {string} */
        InvoiceStatus: "draft" | "sent" | "partial" | "paid" | "overdue" | "cancelled" | "disputed" | "written_off";
        /**
         * @example {
         *       "status": "SENT"
         *     }
         * @example {
         *       "status": "PAID",
         *       "payment_method": "CARD"
         *     }
         */
        InvoiceStatusChange: {
            status: components["schemas"]["BillingStatus"];
            payment_method?: components["schemas"]["BillingPaymentMethod"];
            /** @description Day or instant of the payment; not in the future. Absent: now. */
            paid_at?: string;
        };
        /** @enum {string} */
        InvoiceType: "standard" | "deposit" | "balance" | "milestone" | "recurring" | "time_and_materials" | "support" | "credit_note";
        InvoiceUpdate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            client_id?: string;
            client_name?: string;
            line_items?: components["schemas"]["InvoiceLineInput"][];
            notes?: string | null;
            payment_terms?: number;
            /** @description Null: the payment terms after the invoice date. */
            due_date?: string | null;
            currency?: string;
            service_from?: string | null;
            service_to?: string | null;
            /**
             * Format: date
             * @example 2026-01-31
             */
            date?: string;
            /** @description The version that was read; refused when somebody saved in between. */
            version?: number;
        };
        InvoiceVatGroup: {
            vat_rate: number;
            vat_code: string | null;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ht: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_tva: number;
        };
        IssuingCompanyRef: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            code: string;
            name: string;
        };
        LocalResilience: {
            /** @constant */
            ok: true;
            enabled: boolean;
            desktopMode: boolean;
            /** @description Clients throw away a vault that was made under a lower one. */
            vaultEpoch: number;
            updatedAt: string | null;
            updatedBy: string | null;
        };
        /**
         * @example {
         *       "email": "owner@garage-dupont.example",
         *       "password": "Tournevis-Cruciforme-7",
         *       "remember_me": true
         *     }
         */
        Login: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
            /** @enum {string} */
            portal?: "superadmin" | "client" | "prestataire" | "revendeur";
            /** @description Identifier or subdomain of the organisation. */
            tenant_id?: string;
            /**
             * @description Code of the authenticator app, or a backup code.
             * @example 287082
             */
            mfa_code?: string;
            /** @description A random identifier the client keeps; browsers keep it in a cookie. */
            device_id?: string;
            /** @default false */
            remember_me?: boolean;
            /**
             * @description cookie keeps the refresh token of this session out of every body.
             * @enum {string}
             */
            refresh_transport?: "body" | "cookie";
        };
        LoginAttempt: {
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            at: string;
            /** @description Of an account nobody has only a hash. */
            email: string;
            ip_address: string | null;
            outcome: string;
            reason: string | null;
        };
        /**
         * @example {
         *       "all": true
         *     }
         */
        Logout: {
            refresh_token?: string;
            refreshToken?: string;
            refresh?: string;
            /**
             * @description Ends every session of this person in the organisation.
             * @default false
             */
            all?: boolean;
        };
        /**
         * @example {
         *       "email": "jean.martin@client.example"
         *     }
         */
        MagicLinkRequest: {
            /** @example marc.dupont@example.fr */
            email: string;
        };
        /**
         * @example {
         *       "type": "payment_received"
         *     }
         */
        MarkAllRead: {
            /** @example payment_received */
            type?: string;
        };
        MediaCleanup: {
            ok: boolean;
            message: string;
            dryRun: boolean;
            storage: string;
            prefixes: string[];
            scannedFiles: number;
            referencedFiles: number;
            orphanedFiles: number;
            deletedFiles: number;
            totalOrphanBytes: number;
            files: {
                path: string;
                sizeBytes: number;
            }[];
            errors: string[];
        };
        MediaDiagnosis: {
            ok: boolean;
            results: {
                model: string;
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                field: string;
                path: string;
                /** @description The bucket and the key. */
                resolved_path: string;
                exists: boolean;
                url: string | null;
                file_link: string | null;
                discrepancy: ("missing" | "size") | null;
            }[];
            settings: {
                storage: string;
                buckets: string[];
                isConfigured: boolean;
            };
        };
        /**
         * @example {
         *       "company_ids": []
         *     }
         */
        MemberCompanies: {
            company_ids: string[];
        };
        MemberSession: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            status: string;
            login_method: string;
            mfa_level: string;
            ip_address: string | null;
            user_agent: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            last_activity: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            expires_at: string;
        };
        /**
         * @example {
         *       "code": "287082"
         *     }
         */
        MfaCode: {
            /**
             * @description Code of the authenticator app, or a backup code.
             * @example 287082
             */
            code: string;
        };
        Notification: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            owner_company_id: string | null;
            type: string;
            title: string;
            body: string;
            metadata: {
                [key: string]: unknown;
            } | null;
            /** @description A user id, an e-mail address, role:name, or null for all staff. */
            recipient: string | null;
            /**
             * @example normal
             * @enum {string}
             */
            priority: "low" | "normal" | "high" | "critical";
            /** @enum {string} */
            category: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
            dedupe_key: string | null;
            read: boolean;
            /** @description When the caller read it. */
            read_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        NotificationCreate: {
            title: string;
            /**
             * @default info
             * @example payment_received
             */
            type?: string;
            /** @default  */
            body?: string;
            metadata?: {
                [key: string]: unknown;
            } | null;
            recipient?: string | null;
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "critical" | "urgent";
            owner_company_id?: string | null;
            dedupe_key?: string;
        };
        NotificationDelivery: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
            /** @enum {string} */
            status: "pending" | "queued" | "deferred" | "sending" | "sent" | "delivered" | "failed" | "bounced" | "suppressed" | "unsubscribed";
            reason: string | null;
            category: ("transactional" | "alert" | "marketing" | "reminder" | "security" | "system") | null;
            template: string | null;
            recipient: string | null;
            to_address: string | null;
            subject: string;
            /** @enum {string} */
            priority: "low" | "normal" | "high" | "critical";
            source_id: string | null;
            attempts: number;
            last_error: string | null;
            scheduled_at: string | null;
            /** @description When it is tried next; null once it is over. */
            send_at: string | null;
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        NotificationPreferences: {
            enabled_channels: ("email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp")[];
            quiet_hours: {
                start: number;
                end: number;
            } | null;
            category_preferences: {
                [key: string]: boolean;
            };
            /** @example Europe/Zurich */
            timezone: string;
            global_unsubscribe: boolean;
            unsubscribed_templates: string[];
            email_override: string | null;
            phone_override: string | null;
            push_override: string | null;
        };
        NotificationPreferencesUpdate: {
            enabled_channels?: ("email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp")[] | null;
            quiet_hours?: {
                start: number;
                end: number;
            } | null;
            category_preferences?: {
                [key: string]: boolean;
            } | null;
            timezone?: string | null;
            global_unsubscribe?: boolean | null;
            unsubscribed_templates?: string[] | null;
            email_override?: string | null;
            phone_override?: string | null;
            push_override?: string | null;
        };
        NotificationSend: {
            /** @description The id of a template, or its name: the organisation's own, else the built-in one. */
            template_id: string;
            /** @description A user id, an e-mail address, a telephone number (+41…), or an https address for webhook, Slack and Teams. */
            recipient: string;
            /** @default {} */
            variables?: {
                [key: string]: string | number | boolean;
            };
            channels?: ("email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp")[];
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "critical" | "urgent";
            /** Format: date-time */
            scheduled_at?: string;
            /** @description What the message is about: the same template reaches the same recipient about it once per channel. */
            source_id?: string;
        };
        NotificationSendResult: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            notification_id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
            /** @enum {string} */
            status: "pending" | "queued" | "deferred" | "sending" | "sent" | "delivered" | "failed" | "bounced" | "suppressed" | "unsubscribed";
            reason?: string;
            /**
             * Format: date-time
             * @description When a message that waits leaves.
             * @example 2026-01-15T10:00:00.000Z
             */
            send_at?: string;
            duplicate: boolean;
        };
        NotificationTemplate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description Null for a built-in template. */
            tenant_id: string | null;
            name: string;
            /** @enum {string} */
            category: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
            /** @description Where it goes when a sender names no channels. */
            channels: ("email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp")[];
            parts: {
                [key: string]: components["schemas"]["NotificationTemplateParts"];
            };
            variables: {
                name: string;
                /** @default false */
                required: boolean;
                default?: (string | number | boolean) | null;
            }[];
            is_active: boolean;
            is_system: boolean;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "name": "service_due",
         *       "category": "reminder",
         *       "parts": {
         *         "fr": {
         *           "email": {
         *             "subject": "Service de votre {{vehicle}}",
         *             "text": "Bonjour {{name}},\nle service de votre {{vehicle}} est à prévoir.",
         *             "html": "<p>Bonjour {{name}},</p><p>le service de votre {{vehicle}} est à prévoir.</p>"
         *           },
         *           "in_app": {
         *             "title": "Service à prévoir",
         *             "body": "{{vehicle}} de {{name}}"
         *           }
         *         }
         *       },
         *       "variables": [
         *         {
         *           "name": "name",
         *           "required": true
         *         },
         *         {
         *           "name": "vehicle",
         *           "default": "véhicule"
         *         }
         *       ]
         *     }
         */
        NotificationTemplateCreate: {
            name: string;
            /** @enum {string} */
            category: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
            parts: {
                [key: string]: components["schemas"]["NotificationTemplateParts"];
            };
            /** @default [] */
            variables?: {
                name: string;
                /** @default false */
                required?: boolean;
                default?: (string | number | boolean) | null;
            }[];
            /** @default true */
            is_active?: boolean;
        };
        NotificationTemplateParts: {
            email?: {
                subject: string;
                text: string;
                html?: string;
            };
            sms?: {
                text: string;
            };
            push?: {
                title: string;
                body: string;
            };
            in_app?: {
                title: string;
                body: string;
            };
            chat?: {
                text: string;
            };
        };
        /**
         * @example {
         *       "variables": {
         *         "name": "Ada"
         *       },
         *       "language": "fr"
         *     }
         */
        NotificationTemplatePreview: {
            /** @default {} */
            variables?: {
                [key: string]: string | number | boolean;
            };
            /** @enum {string} */
            language?: "fr" | "de" | "it" | "en";
        };
        /**
         * @example {
         *       "is_active": false
         *     }
         */
        NotificationTemplateUpdate: {
            name?: string;
            /** @enum {string} */
            category?: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
            parts?: {
                [key: string]: components["schemas"]["NotificationTemplateParts"];
            };
            variables?: {
                name: string;
                /** @default false */
                required?: boolean;
                default?: (string | number | boolean) | null;
            }[];
            is_active?: boolean;
        };
        /**
         * @example {
         *       "old_password": "Tournevis-Cruciforme-7",
         *       "new_password": "Perceuse-Visseuse-12"
         *     }
         */
        OldPasswordChange: {
            old_password: string;
            new_password: string;
        };
        /**
         * @example {
         *       "username": "owner@garage-dupont.example",
         *       "password": "Tournevis-Cruciforme-7",
         *       "tenant_id": "garage-dupont"
         *     }
         */
        OpenSession: {
            /** @description E-mail address or user name. */
            username: string;
            password: string;
            /** @description Identifier or subdomain of the organisation. */
            tenant_id: string;
            /**
             * @description Code of the authenticator app, or a backup code.
             * @example 287082
             */
            mfa_code?: string;
            /** @description A random identifier the client keeps; browsers keep it in a cookie. */
            device_id?: string;
        };
        OverdueInvoice: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            invoice_number: string | null;
            client_id: string | null;
            client_name: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            due_date: string;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount_ttc: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            remaining_amount: number;
            days_overdue: number;
            reminder_level: number;
            status: components["schemas"]["InvoiceStatus"];
        };
        /**
         * @example {
         *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
         *     }
         */
        OwnershipTransfer: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            user_id: string;
        };
        Pagination: {
            page: number;
            limit: number;
            total: number;
            pages: number;
            total_pages: number;
        };
        /**
         * @example {
         *       "currentPassword": "Tournevis-Cruciforme-7",
         *       "newPassword": "Perceuse-Visseuse-12"
         *     }
         */
        PasswordChange: {
            currentPassword: string;
            newPassword: string;
        };
        /**
         * @example {
         *       "email": "jean.martin@garage.example"
         *     }
         */
        PasswordForgotten: {
            /** @example marc.dupont@example.fr */
            email: string;
        };
        /**
         * @example {
         *       "token": "kq0Zb3…",
         *       "password": "Perceuse-Visseuse-12"
         *     }
         */
        PasswordReset: {
            token: string;
            password: string;
        };
        /** @enum {string} */
        PaymentMethod: "bank_transfer" | "card" | "cash" | "twint" | "credit" | "lp_payment" | "other";
        PdfLink: {
            /** @description Signed address, valid for 15 minutes; needs no credential. */
            url: string;
            filename: string;
            /** @description Lasting address of the same file; needs a credential. */
            path: string;
        };
        PermissionGrant: {
            key: string;
            read: boolean;
            write: boolean;
            /** @enum {string} */
            read_scope: "SELF" | "GROUP" | "ALL";
            /** @enum {string} */
            write_scope: "SELF" | "GROUP" | "ALL";
        };
        PortalAccount: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            company_id: string | null;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id: string;
            email: string;
            /** @enum {string} */
            status: "pending" | "active" | "suspended" | "disabled";
            portal_domain: string;
            /** @enum {string} */
            language: "fr" | "en" | "de" | "it";
            notification_preferences: {
                [key: string]: boolean;
            };
            /** @description Until when the mailed activation link works. */
            activation_expires_at: string | null;
            activated_at: string | null;
            last_login_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "contact_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
         *       "owner_company_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12",
         *       "email": "sophie.martin@example.ch"
         *     }
         */
        PortalAccountCreate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id: string;
            /** @example marc.dupont@example.fr */
            email: string;
            /**
             * Format: uuid
             * @description The company of the client, a contact as well.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            company_id?: string;
        };
        /**
         * @example {
         *       "status": "suspended"
         *     }
         */
        PortalAccountStatus: {
            /** @enum {string} */
            status: "active" | "suspended" | "disabled";
        };
        /**
         * @example {
         *       "token": "6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21",
         *       "password": "Tournesol-1889"
         *     }
         */
        PortalActivation: {
            token: string;
            password: string;
        };
        PortalClaims: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            accountId: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contactId: string;
            companyId: string | null;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            ownerCompanyId: string;
            email: string;
            portalDomain: string;
        };
        /**
         * @example {
         *       "email": "sophie.martin@example.ch"
         *     }
         */
        PortalForgotPassword: {
            /** @example marc.dupont@example.fr */
            email: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id?: string;
        };
        /**
         * @example {
         *       "email": "sophie.martin@example.ch",
         *       "password": "Tournesol-1889"
         *     }
         */
        PortalLogin: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
            /**
             * Format: uuid
             * @description Whose portal is meant, when the e-mail has accounts at several companies and the host does not tell.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            owner_company_id?: string;
        };
        /**
         * @example {
         *       "token": "p0rTalRes3tT0kenFromTheMail",
         *       "password": "Tournesol-1890"
         *     }
         */
        PortalPasswordReset: {
            token: string;
            password: string;
        };
        /**
         * @example {
         *       "language": "de",
         *       "notification_preferences": {
         *         "email": true,
         *         "sms": false
         *       }
         *     }
         */
        PortalPreferences: {
            /** @enum {string} */
            language?: "fr" | "en" | "de" | "it";
            /** @description Channels not named keep their setting. */
            notification_preferences?: {
                [key: string]: boolean;
            };
        };
        PortalSession: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            ip_address: string | null;
            user_agent: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            last_activity: string;
        };
        PortalUser: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            email: string;
            firstName: string | null;
            lastName: string | null;
            /** @description The company of the client. */
            company: string | null;
            portalDomain: string;
            /** @enum {string} */
            language: "fr" | "en" | "de" | "it";
            /** @description The company whose portal this is. */
            ownerCompany: string;
            ownerCompanyCode: string;
        };
        /**
         * @example {
         *       "name": "Marc Dupont",
         *       "avatar": "https://cdn.example.com/marc.webp"
         *     }
         */
        ProfileUpdate: {
            name?: string;
            avatar?: (string) | null;
        };
        ProfileUser: {
            id: string;
            email: string;
            name: string;
            role: string | null;
            companies: string[];
            avatar: string | null;
            last_login: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        PublicKey: {
            kid: string;
            /** @constant */
            kty: "EC";
            /** @constant */
            crv: "P-256";
            x: string;
            y: string;
            /** @constant */
            alg: "ES256";
            /** @constant */
            use: "sig";
            key_ops: "verify"[];
        };
        PushRegister: {
            /** @description The JSON of a browser's PushSubscription, or a registration token of Firebase Cloud Messaging. */
            token: string;
            device_label?: string | null;
            user_agent?: string | null;
        };
        /**
         * @example {
         *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
         *       "title": "Hello",
         *       "body": "Push messages work.",
         *       "link": "/notifications",
         *       "data": {
         *         "type": "test"
         *       }
         *     }
         */
        PushSendTest: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            user_id: string;
            /** @default Comptoir */
            title?: string;
            /** @default Test notification */
            body?: string;
            /** @default {} */
            data?: {
                [key: string]: unknown;
            };
            /** @default /notifications */
            link?: string;
        };
        PushSubscription: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description The address of the push service, or the registration token. */
            token: string;
            /** @enum {string} */
            kind: "web" | "fcm";
            device_label: string | null;
            user_agent: string | null;
            is_active: boolean;
            last_error: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            last_seen_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        PushTally: {
            sent: number;
            failed: number;
            skipped: number;
            total: number;
        };
        /**
         * @example {
         *       "title": "Hello",
         *       "body": "Push messages work.",
         *       "link": "/notifications",
         *       "data": {
         *         "type": "test"
         *       }
         *     }
         */
        PushTest: {
            /** @default Comptoir */
            title?: string;
            /** @default Test notification */
            body?: string;
            /** @default {} */
            data?: {
                [key: string]: unknown;
            };
            /** @default /notifications */
            link?: string;
        };
        PushUnregister: {
            /** @description The JSON of a browser's PushSubscription, or a registration token of Firebase Cloud Messaging. */
            token: string;
        };
        PusherAuth: {
            socket_id: string;
            /** @example private-global */
            channel_name: string;
            /** @description Shown to others on presence channels. */
            user_info?: {
                [key: string]: unknown;
            } | string;
        };
        /**
         * @example {
         *       "event": "realtime.test",
         *       "payload": {
         *         "message": "hello"
         *       }
         *     }
         */
        PusherTest: {
            /**
             * @description Default: private-realtime-test of the organisation.
             * @example private-global
             */
            channel?: string;
            /** @default realtime.test */
            event?: string;
            payload?: {
                [key: string]: unknown;
            };
        };
        QrParty: {
            name: string;
            street: string;
            building_number: string;
            postal_code: string;
            city: string;
            country: string;
        };
        QrWarning: {
            code: string;
            field: string;
            from: string;
            to: string;
        };
        Quote: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @example 2026-001 */
            quote_number: string;
            status: components["schemas"]["QuoteStatus"];
            status_code: components["schemas"]["QuoteStatusCode"];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            contact: components["schemas"]["ContactRef"];
            owner_company_id: string | null;
            title: string | null;
            issue_date: string;
            valid_until: string;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            subtotal: number;
            /** @description Percent; for several rates the average weighted by net amount. */
            vat_rate: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            vat_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total: number;
            /** @description The invoice the quote became. */
            invoice_id: string | null;
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
            owner_company: components["schemas"]["IssuingCompanyRef"] | null;
            items: components["schemas"]["QuoteItem"][];
            vat_by_rate: {
                vat_rate: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                subtotal: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                vat_amount: number;
            }[];
            notes: string | null;
            accepted_at: string | null;
            rejected_at: string | null;
            expired_at: string | null;
            rejection_reason: string | null;
        };
        /**
         * @example {
         *       "payment_method": "BANK_TRANSFER"
         *     }
         */
        QuoteConversion: {
            /**
             * Format: date
             * @description Default: the payment terms of the company, else 30 days.
             * @example 2026-01-31
             */
            due_date?: string;
            /** @enum {string} */
            payment_method?: "CASH" | "CARD" | "BANK_TRANSFER" | "STRIPE" | "CHECK";
        };
        QuoteCreate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            /**
             * Format: date
             * @description Default: today where the organisation is.
             * @example 2026-01-31
             */
            issue_date?: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            valid_until: string;
            items: components["schemas"]["QuoteItemInput"][];
            /** @description Percent for items that name none; default: the usual rate. */
            vat_rate?: number | string;
            title?: string | null;
            notes?: string | null;
            /** @description Ignored: computed by the server. */
            subtotal?: unknown;
            /** @description Ignored: computed by the server. */
            vat_amount?: unknown;
            /** @description Ignored: computed by the server. */
            total?: unknown;
            /** @description Id or code of the issuing company; default: the only one, none where there are none. */
            owner_company_id?: string | null;
        };
        QuoteItem: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            description: string;
            quantity: number;
            unit_price: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            discount: number;
            vat_rate: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total: number;
        };
        QuoteItemInput: {
            description: string;
            quantity: number | string;
            unit_price: number | string;
            /** @description Amount off the line. */
            discount?: number | string;
            /** @description Percent; absent: the rate of the quote. */
            vat_rate?: number | string;
            /** @description Ignored: computed by the server. */
            id?: unknown;
            /** @description Ignored: computed by the server. */
            total?: unknown;
        };
        QuoteListItem: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @example 2026-001 */
            quote_number: string;
            status: components["schemas"]["QuoteStatus"];
            status_code: components["schemas"]["QuoteStatusCode"];
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id: string;
            contact: components["schemas"]["ContactRef"];
            owner_company_id: string | null;
            title: string | null;
            issue_date: string;
            valid_until: string;
            /**
             * @example CHF
             * @enum {string}
             */
            currency: "CHF" | "EUR" | "USD";
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            subtotal: number;
            /** @description Percent; for several rates the average weighted by net amount. */
            vat_rate: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            vat_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            total: number;
            /** @description The invoice the quote became. */
            invoice_id: string | null;
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /** @enum {string} */
        QuoteStatus: "DRAFT" | "SENT" | "ACCEPTED" | "REJECTED" | "EXPIRED";
        /**
         * @example {
         *       "status": "SENT"
         *     }
         */
        QuoteStatusChange: {
            /** @enum {string} */
            status: "SENT" | "ACCEPTED" | "REJECTED" | "EXPIRED";
            /**
             * Format: date
             * @description With SENT: a new last day; required to send an expired quote again.
             * @example 2026-01-31
             */
            valid_until?: string;
            /** @description With REJECTED: why. */
            reason?: string;
        };
        /** @enum {string} */
        QuoteStatusCode: "draft" | "sent" | "viewed" | "signed" | "awaiting_deposit" | "completed" | "expired" | "rejected";
        QuoteUpdate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            contact_id?: string;
            /**
             * Format: date
             * @description Default: today where the organisation is.
             * @example 2026-01-31
             */
            issue_date?: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            valid_until?: string;
            items?: components["schemas"]["QuoteItemInput"][];
            /** @description Percent for items that name none; default: the usual rate. */
            vat_rate?: number | string;
            title?: string | null;
            notes?: string | null;
            /** @description Ignored: computed by the server. */
            subtotal?: unknown;
            /** @description Ignored: computed by the server. */
            vat_amount?: unknown;
            /** @description Ignored: computed by the server. */
            total?: unknown;
        };
        Reconciliation: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            transaction: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                /**
                 * Format: date
                 * @example 2026-01-31
                 */
                date: string;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                amount: number;
                currency: string;
                description: string;
                reference: string | null;
            };
            invoice: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                id: string;
                number: string;
                name: string;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                amount: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                remaining_amount: number;
                status: string;
                /** @enum {string} */
                type: "client" | "supplier";
            };
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            payment_id: string;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            amount: number;
            /** @enum {string} */
            reconciliation_type: "auto" | "manual" | "suggested";
            score: number | null;
            reasons: string[];
            notes: string | null;
            reconciled_by: string | null;
            reconciled_by_name: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            reconciled_at: string;
            undone_at: string | null;
            undo_reason: string | null;
        };
        ReconciliationManual: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            transaction_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            invoice_id: string;
            /**
             * @default client
             * @enum {string}
             */
            invoice_type?: "client" | "supplier";
            amount?: number | string;
            notes?: string;
        };
        /**
         * @example {
         *       "transaction_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
         *       "invoice_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12"
         *     }
         */
        ReconciliationMatch: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            transaction_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            invoice_id: string;
            /**
             * @default client
             * @enum {string}
             */
            invoice_type?: "client" | "supplier";
        };
        ReconciliationReport: {
            /**
             * Format: date
             * @example 2026-01-31
             */
            from: string;
            /**
             * Format: date
             * @example 2026-01-31
             */
            to: string;
            summary: {
                total_transactions: number;
                reconciled: {
                    total: number;
                    automatic: number;
                    manual: number;
                };
                pending_validation: number;
                unreconciled: number;
                reconciliation_rate: number;
                automation_rate: number;
            };
            amounts: {
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                total: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                reconciled: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                pending: number;
                /**
                 * @description Decimal amount.
                 * @example 360.5
                 */
                unreconciled: number;
                currency: string;
                not_converted: string[];
            };
            anomalies: {
                duplicates: {
                    transaction: {
                        /**
                         * Format: uuid
                         * @description Identifier.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        id: string;
                        /**
                         * Format: date
                         * @example 2026-01-31
                         */
                        date: string;
                        /**
                         * @description Decimal amount.
                         * @example 360.5
                         */
                        amount: number;
                        currency: string;
                        description: string;
                        reference: string | null;
                    };
                    invoice_id: string | null;
                    invoice_number: string | null;
                    same_as_transaction_id: string | null;
                }[];
                unusual: {
                    /**
                     * Format: uuid
                     * @description Identifier.
                     * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                     */
                    id: string;
                    /**
                     * Format: date
                     * @example 2026-01-31
                     */
                    date: string;
                    /**
                     * @description Decimal amount.
                     * @example 360.5
                     */
                    amount: number;
                    currency: string;
                    description: string;
                    reference: string | null;
                }[];
            };
        };
        ReconciliationRun: {
            threshold?: number;
            /** @default 100 */
            limit?: number;
            /** @default false */
            dry_run?: boolean;
        };
        ReconciliationRunResult: {
            processed: number;
            auto_matched: number;
            suggestions_created: number;
            no_match: number;
            failed: number;
            dry_run: boolean;
            details: {
                /**
                 * Format: uuid
                 * @description Identifier.
                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                 */
                transaction_id: string;
                /** @enum {string} */
                outcome: "auto_matched" | "suggested" | "none" | "failed";
                invoice_id: string | null;
                confidence: number | null;
                score: number | null;
                reasons: string[];
                duplicate_payment_of: string[];
                reconciliation_id: string | null;
                error: string | null;
            }[];
        };
        ReconciliationSuggestion: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            transaction_id: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            invoice_id: string;
            /** @enum {string} */
            invoice_type: "client" | "supplier";
            invoice_number: string;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            invoice_amount: number;
            /**
             * @description Decimal amount.
             * @example 360.5
             */
            invoice_remaining: number;
            client_name: string;
            confidence: number;
            score: number;
            reasons: string[];
            rank: number;
            /** @enum {string} */
            status: "pending" | "accepted" | "rejected" | "superseded";
        };
        /**
         * @example {
         *       "reason": "Mauvaise facture"
         *     }
         */
        ReconciliationUndo: {
            reason: string;
        };
        /**
         * @example {
         *       "refresh_token": "mTzT0v3…"
         *     }
         */
        Refresh: {
            refresh_token?: string;
            refreshToken?: string;
            refresh?: string;
            /**
             * @description cookie keeps the refresh token of this session out of every body.
             * @enum {string}
             */
            refresh_transport?: "body" | "cookie";
        };
        /**
         * @example {
         *       "email": "lea.rochat@garage.example",
         *       "password": "Tournevis-Cruciforme-7",
         *       "name": "Léa Rochat",
         *       "role": "viewer"
         *     }
         */
        Registration: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
            name: string;
            /** @default user */
            role?: string;
            /**
             * @description Codes of the companies the person works for.
             * @default []
             */
            companies?: string[];
        };
        ReminderDetail: {
            invoice: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            invoice_id: string;
            level: number;
            days_overdue: number;
            email: string | null;
            /** @enum {string} */
            outcome: "sent" | "would_send" | "skipped" | "error";
            reason?: string;
        };
        Role: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            key: string;
            name: string;
            description: string | null;
            is_system: boolean;
            permission_grants: {
                key: string;
                read: boolean;
                write: boolean;
                /** @enum {string} */
                scope: "SELF" | "GROUP" | "ALL";
            }[];
            users_count: number;
        };
        /**
         * @example {
         *       "key": "workshop",
         *       "name": "Workshop",
         *       "description": "Sees vehicles, keeps tasks",
         *       "permission_grants": [
         *         {
         *           "key": "vehicles",
         *           "read": true,
         *           "scope": "ALL"
         *         },
         *         {
         *           "key": "tasks",
         *           "read": true,
         *           "write": true,
         *           "scope": "GROUP"
         *         }
         *       ]
         *     }
         */
        RoleCreate: {
            /** @example viewer */
            key: string;
            name: string;
            description?: string | null;
            permission_grants?: components["schemas"]["RoleGrant"][];
            /** @description Older clients: every key for reading and writing with the scope GROUP. */
            permission_keys?: string[];
        };
        /** @description One scope for both actions. */
        RoleGrant: {
            key: string;
            /** @default false */
            read?: boolean;
            /** @default false */
            write?: boolean;
            /** @enum {string} */
            scope: "SELF" | "GROUP" | "ALL";
        };
        /**
         * @example {
         *       "permission_grants": [
         *         {
         *           "key": "vehicles",
         *           "read": true,
         *           "scope": "ALL"
         *         }
         *       ]
         *     }
         */
        RolePatch: {
            name?: string;
            description?: string | null;
            permission_grants?: components["schemas"]["RoleGrant"][];
            /** @description Older clients: every key for reading and writing with the scope GROUP. */
            permission_keys?: string[];
        };
        SecurityAlert: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            alert_id: string;
            /** @example mass_deletion */
            rule: string;
            /** @description The address or the person the events have in common. */
            group: string;
            /** @enum {string} */
            priority: "low" | "medium" | "high" | "critical";
            title: string;
            /** @enum {string} */
            status: "open" | "acknowledged" | "resolved";
            event_count: number;
            /** @description The newest hundred. */
            source_events: string[];
            indicators: {
                [key: string]: unknown;
            };
            /**
             * @example [
             *       "revoke_sessions"
             *     ]
             */
            recommended_actions: string[];
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            first_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            last_at: string;
            note: string | null;
            acknowledged_by: string | null;
            acknowledged_at: string | null;
            resolved_by: string | null;
            resolved_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "status": "acknowledged",
         *       "note": "Asked the person: a planned clean-up."
         *     }
         */
        SecurityAlertChange: {
            /** @enum {string} */
            status?: "acknowledged" | "resolved";
            note?: string | null;
        };
        SecurityEvent: {
            id: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            timestamp: string;
            category: string;
            action: string;
            description: string;
            severity: string;
            outcome: string;
            actor_id: string | null;
            actor_type: string;
            ip_address: string | null;
            entity_type: string | null;
            entity_id: string | null;
            before_state: unknown;
            after_state: unknown;
            context: unknown;
        };
        SecurityPolicy: {
            /** @description Refresh tokens travel in their cookie only. */
            cookie_only: boolean;
            /** @description Longest life of a sign-in; null for the platform's. */
            refresh_seconds: number | null;
            /** @description A session unused this long has ended. */
            idle_seconds: number;
            /** @enum {string} */
            password_profile: "basic" | "standard" | "strict";
            mfa: {
                enforce_for_all: boolean;
                enforce_for_roles: string[];
                adaptive_enabled: boolean;
                device_trust_days: number;
            };
        };
        /**
         * @example {
         *       "idle_seconds": 900,
         *       "password_profile": "strict",
         *       "mfa": {
         *         "device_trust_days": 14
         *       }
         *     }
         */
        SecurityPolicyPatch: {
            cookie_only?: boolean;
            refresh_seconds?: number | null;
            idle_seconds?: number;
            /** @enum {string} */
            password_profile?: "basic" | "standard" | "strict";
            mfa?: {
                enforce_for_all?: boolean;
                enforce_for_roles?: string[];
                adaptive_enabled?: boolean;
                device_trust_days?: number;
            };
        };
        ServerOverview: {
            cache: components["schemas"]["CacheStatus"];
            calendarSync: components["schemas"]["CalendarSyncHealth"];
            jobs: {
                queued: number;
                processing: number;
                failed24h: number;
            };
            storage: {
                files: number;
                bytes: number;
            };
            settingsCount: number;
            version: string;
            /** @description Of the worker that answers. */
            uptimeSeconds: number;
            actions: {
                method: string;
                path: string;
                summary: string;
            }[];
        };
        ServiceHealth: {
            /** @enum {string} */
            status: "ok" | "down" | "unknown";
            latency_ms: number | null;
            note?: string;
        };
        Session: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            ip_address: string | null;
            user_agent: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @description Exact to a minute.
             * @example 2026-01-15T10:00:00.000Z
             */
            last_activity: string;
            is_current: boolean;
        };
        SessionUser: {
            id: string;
            email: string;
            name: string;
            tenantId: string;
            role: string | null;
            roles: string[];
            crm_user_id: string | null;
            groupes: string[];
            companies: string[];
            avatar: string | null;
            permissions: components["schemas"]["PermissionGrant"][];
        };
        /**
         * @example {
         *       "email": "owner@garage-dupont.example",
         *       "password": "Tournevis-Cruciforme-7"
         *     }
         */
        SignIn: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
        };
        /**
         * @example {
         *       "email": "jean.martin@garage.example",
         *       "password": "Tournevis-Cruciforme-7",
         *       "name": "Jean Martin",
         *       "subdomain": "garage-martin",
         *       "tenantName": "Garage Martin & Fils"
         *     }
         */
        SignUp: {
            /** @example marc.dupont@example.fr */
            email: string;
            password: string;
            name: string;
            subdomain: string;
            tenantName: string;
            country?: string;
            /** @enum {string} */
            currency?: "CHF" | "EUR" | "USD";
            /** @enum {string} */
            locale?: "fr" | "de" | "it" | "en";
            timezone?: string;
        };
        StoredFile: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            kind: string;
            entity: string | null;
            entity_id: string | null;
            /**
             * @description As the uploader named it.
             * @example Devis n° 12.pdf
             */
            name: string;
            /** @description Bytes. */
            size: number;
            /** @description SHA-256 of the content, hexadecimal. */
            sha256: string;
            /**
             * @description By content.
             * @example application/pdf
             */
            media_type: string;
            /** @enum {string} */
            status: "stored" | "quarantined" | "lost" | "pending";
            /** @enum {string} */
            scan_status: "unscanned" | "clean" | "infected";
            created_by: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        /**
         * @example {
         *       "suggestion_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
         *       "reason": "Autre client"
         *     }
         */
        SuggestionReject: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            suggestion_id: string;
            reason?: string;
        };
        /**
         * @example {
         *       "suggestion_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
         *     }
         */
        SuggestionValidate: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            suggestion_id: string;
        };
        SuppressedAddress: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @enum {string} */
            channel: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
            address: string;
            message_id: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        Team: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            name: string;
            /** @description The same as name. */
            groupe: string;
            crm_group_id: string | null;
            responsable_1: string | null;
            responsable_2: string | null;
            responsable_3: string | null;
            members_count: number;
        };
        /**
         * @example {
         *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
         *     }
         */
        TeamMemberAdd: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            user_id: string;
        };
        /**
         * @example {
         *       "name": "Carrosserie"
         *     }
         */
        TeamRename: {
            name: string;
        };
        /**
         * @example {
         *       "name": "Atelier",
         *       "crm_group_id": "12"
         *     }
         */
        TeamSave: {
            name: string;
            crm_group_id?: string;
        };
        ThreatRule: {
            /** @example mass_deletion */
            rule: string;
            enabled: boolean;
            trigger_action: string | null;
            trigger_category: string | null;
            condition: ("distinct_accounts" | "distinct_countries" | "outside_hours" | "security_settings") | null;
            threshold: number;
            window_seconds: number;
            /** @enum {string} */
            group_by: "ip" | "actor" | "actor_or_ip";
            /** @enum {string} */
            priority: "low" | "medium" | "high" | "critical";
            /** @description First working hour where the organisation is. */
            opens_at: number | null;
            /** @description First hour after work. */
            closes_at: number | null;
            /** @description False once the organisation has changed the rule. */
            is_default: boolean;
        };
        /**
         * @example {
         *       "rule": "mass_deletion",
         *       "threshold": 50,
         *       "window_seconds": 600
         *     }
         */
        ThreatRuleChange: {
            /** @example mass_deletion */
            rule: string;
            enabled?: boolean;
            threshold?: number;
            window_seconds?: number;
            /** @enum {string} */
            priority?: "low" | "medium" | "high" | "critical";
            opens_at?: number;
            closes_at?: number;
        };
        TokenAccount: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            username: string;
            email: string;
            full_name: string;
            avatar: string | null;
            roles: string[];
            /** @description Names of the teams. */
            groups: string[];
            is_superuser: boolean;
            /** @description False for clients, contractors and resellers. */
            is_staff: boolean;
        };
        /**
         * @example {
         *       "username": "owner@garage-dupont.example",
         *       "password": "Tournevis-Cruciforme-7"
         *     }
         */
        TokenObtain: {
            /** @description User name or e-mail address. */
            username: string;
            password: string;
        };
        /**
         * @example {
         *       "refresh": "mTzT0v3…"
         *     }
         */
        TokenRefresh: {
            refresh?: string;
            refresh_token?: string;
            refreshToken?: string;
        };
        TokenUser: {
            id: string;
            email: string;
            name: string;
            role: string | null;
            companies: string[];
            avatar: string | null;
        };
        TrustedDevice: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            user_agent: string | null;
            ip_address: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            last_seen: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            trusted_until: string;
        };
        UiSettings: {
            /** @constant */
            ok: true;
            useOverlayMenu: boolean;
            updatedAt: string | null;
            updatedBy: string | null;
        };
        UserProfile: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            username: string;
            email: string;
            email_verified: boolean;
            /** @description Asked for, until its link is opened. */
            pending_email: string | null;
            first_name: string | null;
            last_name: string | null;
            full_name: string;
            /** @description Administrator for platform staff, else the first team, else Staff. */
            role: string;
            avatar: string | null;
            last_login: string | null;
            is_superuser: boolean;
        };
        /**
         * @example {
         *       "first_name": "Marc",
         *       "last_name": "Dupont"
         *     }
         */
        UserProfileUpdate: {
            /** @example marc.dupont@example.fr */
            email?: string;
            first_name?: string | null;
            last_name?: string | null;
            /** @description Ignored. */
            username?: unknown;
            /** @description Ignored. */
            role?: unknown;
        };
        UserSettings: {
            /** @example starlight */
            theme: string;
            dark_mode: boolean;
            preferences: {
                [key: string]: unknown;
            };
        };
        /**
         * @example {
         *       "dark_mode": true,
         *       "preferences": {
         *         "density": "compact"
         *       }
         *     }
         */
        UserSettingsUpdate: {
            theme?: string;
            dark_mode?: boolean;
            /** @description Replaces all preferences; at most 32 KB. */
            preferences?: {
                [key: string]: unknown;
            };
        };
        VatRate: {
            code: string;
            name: string;
            rate: number;
            account_code: string;
            afc_cipher: string | null;
            /**
             * Format: date
             * @example 2026-01-31
             */
            effective_from: string;
            effective_to: string | null;
            sort_order: number;
        };
        VerifyMfa: {
            /**
             * Format: uuid
             * @description Must be the person of the challenge or the session.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            user_id?: string;
            /**
             * Format: uuid
             * @description From the sign-in; without it the own session is stepped up.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            challenge_id?: string;
            /**
             * @description Code of the authenticator app, or a backup code.
             * @example 287082
             */
            code: string;
            /**
             * @default totp
             * @enum {string}
             */
            method?: "totp" | "backup_codes" | "backup_code";
            /**
             * @description Asks for no code at later sign-ins on this device, as long as the organisation allows.
             * @default false
             */
            trust_device?: boolean;
            /** @description A random identifier the client keeps; browsers keep it in a cookie. */
            device_id?: string;
        };
        WebhookDelivery: {
            /**
             * Format: uuid
             * @description Sent as X-Webhook-Delivery-Id and webhook-id, the same with every attempt.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description Null where a job named its own address. */
            endpoint_id: string | null;
            event_id: string | null;
            /** @example invoice.paid */
            event: string;
            job_id: string | null;
            url: string;
            /** @enum {string} */
            status: "pending" | "sent" | "failed";
            /** @description Attempts made. */
            attempt: number;
            max_attempts: number;
            status_code: number | null;
            /** @description The first 1000 characters. */
            response_body: string | null;
            error: string | null;
            next_attempt_at: string | null;
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
        };
        WebhookDeliveryDetail: {
            /**
             * Format: uuid
             * @description Sent as X-Webhook-Delivery-Id and webhook-id, the same with every attempt.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description Null where a job named its own address. */
            endpoint_id: string | null;
            event_id: string | null;
            /** @example invoice.paid */
            event: string;
            job_id: string | null;
            url: string;
            /** @enum {string} */
            status: "pending" | "sent" | "failed";
            /** @description Attempts made. */
            attempt: number;
            max_attempts: number;
            status_code: number | null;
            /** @description The first 1000 characters. */
            response_body: string | null;
            error: string | null;
            next_attempt_at: string | null;
            sent_at: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /** @description The body as sent. */
            payload: unknown;
        };
        WebhookEndpoint: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            url: string;
            description: string;
            events: string[];
            /** @description Only events of this company; null for all. */
            owner_company_id: string | null;
            max_attempts: number;
            is_active: boolean;
            /** @description `gone`: it answered 410. `failing`: too many deliveries in a row were given up. */
            disabled_reason: ("paused" | "gone" | "failing") | null;
            disabled_at: string | null;
            /** @description Deliveries given up since the last one that arrived. */
            consecutive_failures: number;
            /** @description Until then the secret before signs too. */
            previous_secret_until: string | null;
            created_by: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        /**
         * @example {
         *       "url": "https://hooks.example.com/comptoir",
         *       "description": "Bookkeeping",
         *       "events": [
         *         "invoice.*",
         *         "payment.created"
         *       ],
         *       "owner_company_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
         *     }
         */
        WebhookEndpointCreate: {
            url: string;
            description?: string;
            events: string[];
            owner_company_id?: string | null;
            max_attempts?: number;
        };
        /**
         * @example {
         *       "events": [
         *         "invoice.paid"
         *       ],
         *       "max_attempts": 8
         *     }
         */
        WebhookEndpointPatch: {
            url?: string;
            description?: string;
            events?: string[];
            owner_company_id?: string | null;
            max_attempts?: number;
            is_active?: boolean;
        };
        /**
         * @example {
         *       "since": "2026-01-15T10:00:00Z"
         *     }
         */
        WebhookReplay: {
            /** Format: date-time */
            since: string;
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            endpoint_id?: string;
        };
        /**
         * @example {
         *       "overlap_seconds": 3600
         *     }
         */
        WebhookSecretRotate: {
            /** @default 86400 */
            overlap_seconds?: number;
        };
        WhatsAppTest: {
            to?: string;
            /** @default Test */
            subject?: string;
            /** @default WhatsApp works. */
            body?: string;
        };
        WorkflowNotification: {
            /**
             * Format: uuid
             * @description Identifier.
             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
             */
            id: string;
            /** @description The case it is about; null where it is about something else. */
            application_id: string | null;
            entity: string | null;
            entity_id: string | null;
            /** @enum {string} */
            channel: "email" | "whatsapp";
            subject: string;
            body: string;
            recipient: string;
            /** @enum {string} */
            status: "pending" | "sent" | "delivered" | "read" | "failed" | "cancelled";
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            scheduled_for: string;
            sent_at: string | null;
            /** @description What the provider and the recipient said, one line each. */
            provider_message: string;
            external_reference: string | null;
            /** @enum {string} */
            notification_type: "" | "due_tomorrow" | "manual_whatsapp_test";
            target_date: string | null;
            created_by: string | null;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            created_at: string;
            /**
             * Format: date-time
             * @example 2026-01-15T10:00:00.000Z
             */
            updated_at: string;
        };
        Problem: {
            /** @constant */
            success: false;
            error: string;
            /** @enum {string} */
            code: "ACCOUNT_DISABLED" | "ACCOUNT_LOCKED" | "ACCOUNT_MISMATCH" | "ACCOUNT_NOT_ACTIVATED" | "ACCOUNT_NOT_FOUND" | "ACCOUNT_NOT_PENDING" | "ALERT_RESOLVED" | "ALREADY_ACTIVATED" | "ALREADY_RECONCILED" | "AMOUNT_EXCEEDS_TRANSACTION" | "AMOUNT_INVALID" | "API_KEY_EXPIRED" | "API_KEY_INVALID" | "AUTH_LINK_EXISTS" | "AUTH_LINK_TAKEN" | "AUTH_LINK_TOKEN_INVALID" | "AUTH_LINKS_OFF" | "AUTH_RATE_LIMIT" | "AUTH_REQUIRED" | "AUTH_TOKEN_EXPIRED" | "AUTH_TOKEN_INVALID" | "AUTH_TOKEN_MISSING" | "AUTHORIZATION_ERROR" | "BACKUP_INCONSISTENT" | "BANK_ACCOUNT_UNKNOWN" | "BANK_DETAILS_MISSING" | "BROKER_FAILED" | "CAMT_INVALID" | "CANCELLED" | "CATEGORY_NOT_ALLOWED" | "CHANNEL_NOT_ALLOWED" | "CLIENT_NOT_FOUND" | "COMPANY_ACCESS_DENIED" | "COMPANY_INVALID" | "COMPANY_MISMATCH" | "COMPANY_NOT_FOUND" | "COMPANY_REQUIRED" | "CONFLICT" | "CRM_USER_LINKED_ELSEWHERE" | "CRM_USER_NO_EMAIL" | "CRM_USER_UNKNOWN" | "CSV_INVALID" | "CURRENCY_MISMATCH" | "CURRENCY_UNSUPPORTED" | "DATE_RANGE_INVALID" | "DIRECTION_MISMATCH" | "EMAIL_ALREADY_VERIFIED" | "EMAIL_EXISTS" | "EXCHANGE_RATE_LIMIT" | "EXTERNAL_API_ERROR" | "FILE_EMPTY" | "FILE_INFECTED" | "FILE_REQUIRED" | "FILE_TOO_LARGE" | "FILE_TYPE_REFUSED" | "HOLIDAY_COUNTRY_UNKNOWN" | "HOLIDAY_EXISTS" | "IBAN_INVALID" | "IDEMPOTENCY_IN_PROGRESS" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_MISMATCH" | "INVALID_ACTIVATION_TOKEN" | "INVALID_CREDENTIALS" | "INVALID_CURRENT_PASSWORD" | "INVALID_EMAIL_TOKEN" | "INVALID_FILE" | "INVALID_INVITE" | "INVALID_JSON" | "INVALID_MAGIC_LINK" | "INVALID_REFRESH_TOKEN" | "INVALID_RESET_TOKEN" | "INVALID_STATE" | "INVALID_STATUS_TRANSITION" | "INVITE_PENDING" | "INVOICE_ALREADY_PAID" | "INVOICE_CANCELLED" | "INVOICE_DRAFT" | "INVOICE_HAS_PAYMENTS" | "INVOICE_NOT_DRAFT" | "INVOICE_NOT_FOUND" | "INVOICE_PREFIX_TAKEN" | "IP_NOT_ALLOWED" | "JOB_FINISHED" | "JOB_NOT_RESTARTABLE" | "LAST_ADMIN" | "MAIL_SUBJECT_UNAVAILABLE" | "MATCH_OUTDATED" | "METHOD_NOT_ALLOWED" | "MFA_ALREADY_ENABLED" | "MFA_CHALLENGE_EXPIRED" | "MFA_CODE_REUSED" | "MFA_ENFORCED" | "MFA_INVALID_CODE" | "MFA_LOCKED" | "MFA_NOT_ENABLED" | "MFA_NOT_PENDING" | "MFA_REQUIRED" | "MFA_SETUP_REQUIRED" | "MFA_SHARED" | "MFA_STEP_UP_REQUIRED" | "MISSING_VARIABLE" | "MOCK_AUTH_DISABLED" | "NOT_DUPLICABLE" | "NOT_FOUND" | "NOT_RECONCILED" | "NOTIFICATION_NOT_FOUND" | "ORIGIN_NOT_ALLOWED" | "OVERPAYMENT" | "PASSWORD_UNCHANGED" | "PAYLOAD_TOO_LARGE" | "PAYMENT_CANCELLED" | "PAYMENT_NOT_FOUND" | "PERIOD_CLOSED" | "PORTAL_ACCESS_DENIED" | "PUSH_DELIVERY_FAILED" | "PUSH_NOT_CONFIGURED" | "QR_ADDRESS_INCOMPLETE" | "QR_AMOUNT_RANGE" | "QR_CURRENCY_UNSUPPORTED" | "QR_IBAN_EXPECTED" | "QR_IBAN_NOT_ALLOWED" | "QUERY_TOO_SHORT" | "QUOTE_ALREADY_CONVERTED" | "QUOTE_NOT_ACCEPTED" | "QUOTE_NOT_DRAFT" | "RATE_LIMIT" | "RATE_LIMITED" | "REASON_REQUIRED" | "RECIPIENT_INVALID" | "RECIPIENT_MISSING" | "RECONCILIATION_NOT_FOUND" | "RECONCILIATION_RUNNING" | "REFRESH_IN_PROGRESS" | "REFRESH_TOKEN_EXPIRED" | "REFRESH_TOKEN_MISSING" | "REFRESH_TOKEN_REUSED" | "RESET_TOKEN_EXPIRED" | "ROLE_ACCESS_DENIED" | "ROLE_IN_USE" | "ROLE_KEY_EXISTS" | "ROLE_PROTECTED" | "SCHEDULER_SECRET_INVALID" | "SECURITY_NOT_DISABLABLE" | "SERVER_ERROR" | "SERVICE_UNAVAILABLE" | "SESSION_ALREADY_REVOKED" | "SESSION_REVOKED" | "SETTING_NAME_TAKEN" | "SETTING_SECRET_SHOWN" | "SORT_INVALID" | "SUBDOMAIN_EXISTS" | "SUBDOMAIN_INVALID" | "SUGGESTION_NOT_FOUND" | "SUGGESTION_NOT_PENDING" | "TEAM_NOT_EMPTY" | "TEMPLATE_BUILT_IN" | "TEMPLATE_NAME_TAKEN" | "TEMPLATE_NOT_FOUND" | "TENANT_DISABLED" | "TENANT_RESTORING" | "TENANT_SELECTION_REQUIRED" | "TOO_MANY_OPEN_INVOICES" | "TOO_MANY_STREAMS" | "TRANSACTION_NOT_FOUND" | "UNKNOWN_PERMISSION" | "UNKNOWN_ROLE" | "UNSUBSCRIBE_LINK_INVALID" | "UNSUPPORTED_FILE_TYPE" | "UNSUPPORTED_MEDIA_TYPE" | "UPLOAD_TOO_LARGE" | "USER_TOKEN_REQUIRED" | "VALIDATION_ERROR" | "VAT_RATE_INVALID" | "VERSION_CONFLICT" | "WEAK_PASSWORD" | "WEBHOOK_NOT_CONFIGURED" | "WEBHOOK_RATE_LIMIT" | "WEBHOOK_SIGNATURE_INVALID" | "WEBHOOK_TOKEN_INVALID" | "WEBHOOK_URL_REJECTED" | "WHATSAPP_SEND_FAILED" | "WORKFLOW_NOTIFICATION_FAILED" | "WORKFLOW_NOTIFICATION_NOT_FOUND" | "WRITE_CONFLICT";
            details?: unknown;
            request_id: string;
        };
    };
    responses: {
        /**
         * @description `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
         *
         *     `INVALID_JSON`: The request body is not valid JSON.
         *
         *     `VALIDATION_ERROR`: The request is not valid.
         */
        BadRequest: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `API_KEY_EXPIRED`: The API key has expired.
         *
         *     `API_KEY_INVALID`: The API key is not valid.
         *
         *     `AUTH_REQUIRED`: Sign in to use this endpoint.
         *
         *     `AUTH_TOKEN_EXPIRED`: The access token has expired.
         *
         *     `AUTH_TOKEN_INVALID`: The access token is not valid.
         *
         *     `AUTH_TOKEN_MISSING`: No access token was sent.
         *
         *     `SESSION_REVOKED`: This session has ended.
         */
        Unauthorized: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `ACCOUNT_DISABLED`: This account is disabled.
         *
         *     `AUTHORIZATION_ERROR`: Forbidden
         *
         *     `COMPANY_ACCESS_DENIED`: You have no access to this company.
         *
         *     `IP_NOT_ALLOWED`: This address may not use the API key.
         *
         *     `MFA_SETUP_REQUIRED`: Set up your second factor first.
         *
         *     `MFA_STEP_UP_REQUIRED`: Confirm with your second factor first.
         *
         *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
         *
         *     `PORTAL_ACCESS_DENIED`: This account may not use this portal.
         *
         *     `TENANT_DISABLED`: This organisation is disabled.
         *
         *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
         */
        Forbidden: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description `NOT_FOUND`: Not found. */
        NotFound: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `CONFLICT` (in_use): Other records still refer to this one.
         *
         *     `IDEMPOTENCY_IN_PROGRESS`: A request with this Idempotency-Key is still being worked on.
         *
         *     `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another request.
         *
         *     `WRITE_CONFLICT`: Another change got in first. Try again.
         */
        Conflict: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
        TooLarge: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
        UnsupportedMediaType: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `AUTH_RATE_LIMIT`: Too many attempts. Try again later.
         *
         *     `EXCHANGE_RATE_LIMIT`: Too many import or export calls.
         *
         *     `RATE_LIMIT`: Too many requests.
         *
         *     `WEBHOOK_RATE_LIMIT`: Too many webhook calls.
         */
        TooManyRequests: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /** @description `SERVER_ERROR`: Something went wrong on our side. */
        Unexpected: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
        /**
         * @description `SERVICE_UNAVAILABLE`: The service is not available right now.
         *
         *     `TENANT_RESTORING`: The organisation is being restored from a backup. Until then it can only be read.
         */
        Unavailable: {
            headers: {
                [name: string]: unknown;
            };
            content: {
                "application/json": components["schemas"]["Problem"];
            };
        };
    };
    parameters: never;
    requestBodies: never;
    headers: {
        /** @description Names this request in our logs. */
        RequestId: string;
        /** @description Limit of the tightest bucket. */
        RateLimit: number;
    };
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    identity_api_keys_rotate: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 86400
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyRotate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            api_key: components["schemas"]["ApiKey"];
                            /** @description The whole key, told here and never again. */
                            key: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (api_key_replaced): The key was rotated or revoked before.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_api_keys_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            revoked: true;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_api_keys_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Accounting export 2",
                 *       "is_active": false
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            api_key: components["schemas"]["ApiKey"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_api_keys_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            api_keys: components["schemas"]["ApiKey"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_api_keys_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Accounting export",
                 *       "scopes": [
                 *         "read:invoices",
                 *         "read:contacts"
                 *       ],
                 *       "expires_days": 365,
                 *       "ip_allowlist": [
                 *         "203.0.113.0/24"
                 *       ],
                 *       "rate_limit_per_hour": 500
                 *     }
                 */
                "application/json": components["schemas"]["ApiKeyCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            api_key: components["schemas"]["ApiKey"];
                            /** @description The whole key, told here and never again. */
                            key: string;
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_PERMISSION`: There is no such permission.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_crm_teams: {
        parameters: {
            query?: {
                include_users?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            groupes: components["schemas"]["CrmGroup"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR`: The connected service did not answer as it should. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    identity_crm_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            utilisateurs: components["schemas"]["CrmUser"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR`: The connected service did not answer as it should. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    identity_invites_resend: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            invite: components["schemas"]["Invite"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (invite_closed): The invite was accepted or cancelled.
             *
             *     `INVITE_PENDING`: An invite for this address is pending.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_invites_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            invite: components["schemas"]["Invite"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (invite_closed): The invite was accepted or cancelled.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_invites_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "PENDING" | "ACCEPTED" | "CANCELLED" | "EXPIRED";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            invites: components["schemas"]["Invite"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_invites_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "paul.meier@garage.example",
                 *       "role_keys": [
                 *         "viewer"
                 *       ],
                 *       "message": "Bienvenue dans l'équipe"
                 *     }
                 */
                "application/json": components["schemas"]["InviteCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            invite: components["schemas"]["Invite"];
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (team_unknown): There is no such team.
             *
             *     `UNKNOWN_ROLE`: There is no such role.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `INVITE_PENDING`: An invite for this address is pending.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_transfer_ownership: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["OwnershipTransfer"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            owner: components["schemas"]["AdminUser"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (ownership_not_transferable): Ownership goes to another active member.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_permissions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            permissions: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                key: string;
                                description: string;
                            }[];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                roleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            role: components["schemas"]["Role"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                roleId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `ROLE_IN_USE` (memberships_primary_role): Members still hold this role.
             *
             *     `ROLE_IN_USE`: Members still hold this role.
             *
             *     `ROLE_PROTECTED`: This role belongs to every organisation and cannot be changed this way.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                roleId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "permission_grants": [
                 *         {
                 *           "key": "vehicles",
                 *           "read": true,
                 *           "scope": "ALL"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RolePatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            role: components["schemas"]["Role"];
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_PERMISSION`: There is no such permission.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `ROLE_PROTECTED`: This role belongs to every organisation and cannot be changed this way.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            roles: components["schemas"]["Role"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_roles_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "key": "workshop",
                 *       "name": "Workshop",
                 *       "description": "Sees vehicles, keeps tasks",
                 *       "permission_grants": [
                 *         {
                 *           "key": "vehicles",
                 *           "read": true,
                 *           "scope": "ALL"
                 *         },
                 *         {
                 *           "key": "tasks",
                 *           "read": true,
                 *           "write": true,
                 *           "scope": "GROUP"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["RoleCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            role: components["schemas"]["Role"];
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_PERMISSION`: There is no such permission.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `ROLE_KEY_EXISTS`: A role with this key exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_security_events: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                category?: "authentication" | "authorization" | "security" | "admin";
                action?: string;
                severity?: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
                user_id?: string;
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            events: components["schemas"]["SecurityEvent"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_security_login_attempts: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                email?: string;
                outcome?: "success" | "failure" | "blocked";
                days?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            attempts: components["schemas"]["LoginAttempt"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_security_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["SecurityPolicy"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_security_save_policy: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "idle_seconds": 900,
                 *       "password_profile": "strict",
                 *       "mfa": {
                 *         "device_trust_days": 14
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["SecurityPolicyPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["SecurityPolicy"];
                    };
                };
            };
            /**
             * @description `UNKNOWN_ROLE`: There is no such role.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_remove_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            members: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                email: string;
                                name: string;
                            }[];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_add_member: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["TeamMemberAdd"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            members: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                email: string;
                                name: string;
                            }[];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_remove: {
        parameters: {
            query?: {
                force?: boolean | string;
            };
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            deleted: true;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `TEAM_NOT_EMPTY`: The team still has members.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_rename: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                teamId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Carrosserie"
                 *     }
                 */
                "application/json": components["schemas"]["TeamRename"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (team_name_taken): A team with this name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_crm_sync_teams: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "sync_members": true
                 *     }
                 */
                "application/json": components["schemas"]["CrmTeamSync"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            created: number;
                            updated: number;
                            members_added: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR`: The connected service did not answer as it should. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_list: {
        parameters: {
            query?: {
                include_users?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            teams: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                name: string;
                                /** @description The same as name. */
                                groupe: string;
                                crm_group_id: string | null;
                                responsable_1: string | null;
                                responsable_2: string | null;
                                responsable_3: string | null;
                                members_count: number;
                                users?: {
                                    /**
                                     * Format: uuid
                                     * @description Identifier.
                                     * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                     */
                                    id: string;
                                    email: string;
                                    name: string;
                                }[];
                            }[];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_teams_save: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Atelier",
                 *       "crm_group_id": "12"
                 *     }
                 */
                "application/json": components["schemas"]["TeamSave"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            team: components["schemas"]["Team"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (team_name_taken): A team with this name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_set_companies: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "company_ids": []
                 *     }
                 */
                "application/json": components["schemas"]["MemberCompanies"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            user: components["schemas"]["AdminUserDetail"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `COMPANY_NOT_FOUND`: Company not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_reset: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        reset: true;
                        sessions_revoked: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `MFA_NOT_ENABLED`: No second factor is set up.
             *
             *     `MFA_SHARED`: The account also belongs to another organisation. Only its owner may change the second factor.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_sessions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            sessions: components["schemas"]["MemberSession"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_sign_out: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            revoked: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            user: components["schemas"]["AdminUserDetail"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                userId: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "ACTIVE",
                 *       "role_keys": [
                 *         "viewer"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminUserPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            user: components["schemas"]["AdminUser"];
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_ROLE`: There is no such role.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `AUTHORIZATION_ERROR` (password_kept_elsewhere): The account belongs to other organisations too.
             *
             *     `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            /**
             * @description `LAST_ADMIN`: The organisation would be left without an active owner or administrator.
             *
             *     `CONFLICT` (member_without_password): The account has no password yet. Send an invite or set one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_crm_link: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "crm_user_id": "349",
                 *       "role_keys": [
                 *         "operator"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["CrmLink"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            user: components["schemas"]["AdminUser"];
                            team: components["schemas"]["Team"] | null;
                            groupe: components["schemas"]["Team"] | null;
                            invite_token: string | null;
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (crm_group_unknown): The CRM does not know this group.
             *
             *     `CRM_USER_LINKED_ELSEWHERE`: This person is linked to another user of the CRM.
             *
             *     `CRM_USER_NO_EMAIL`: The CRM knows no e-mail of this user.
             *
             *     `CRM_USER_UNKNOWN`: The CRM does not know this user.
             *
             *     `UNKNOWN_ROLE`: There is no such role.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `LAST_ADMIN`: The organisation would be left without an active owner or administrator.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR`: The connected service did not answer as it should. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "INVITED" | "ACTIVE" | "DISABLED";
                role?: string;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            users: components["schemas"]["AdminUser"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_users_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "nina.roux@garage.example",
                 *       "password": "Tournevis-Cruciforme-7",
                 *       "role_keys": [
                 *         "viewer"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["AdminUserCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            user: components["schemas"]["AdminUser"];
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_ROLE`: There is no such role.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_api_docs_document: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_api_docs_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_dialects_obtain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "owner@garage-dupont.example",
                 *       "password": "Tournevis-Cruciforme-7"
                 *     }
                 */
                "application/json": components["schemas"]["TokenObtain"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        access_token: string;
                        refresh_token?: string;
                        user: components["schemas"]["TokenAccount"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     `MFA_REQUIRED`: This account has a second factor. Confirm the sign-in with it.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_app_config_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["AppConfig"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_async_jobs_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AsyncJob"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `JOB_FINISHED`: The job has already ended.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_async_jobs_restart: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AsyncJob"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `JOB_NOT_RESTARTABLE`: Only a failed or cancelled job can be started again.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_async_jobs_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AsyncJob"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_async_jobs_stream: {
        parameters: {
            query?: {
                ticket?: string;
                token?: string;
                last_event_id?: string;
            };
            header?: never;
            path: {
                job_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_async_jobs_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                status?: "pending" | "processing" | "completed" | "failed" | "cancelled";
                task_name?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AsyncJob"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_alerts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["SecurityAlert"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_alerts_change: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                alert_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "acknowledged",
                 *       "note": "Asked the person: a planned clean-up."
                 *     }
                 */
                "application/json": components["schemas"]["SecurityAlertChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["SecurityAlert"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `ALERT_RESOLVED`: This alert is resolved.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_alerts_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "open" | "acknowledged" | "resolved";
                priority?: "low" | "medium" | "high" | "critical";
                rule?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        alerts: components["schemas"]["SecurityAlert"][];
                        total: number;
                        limit: number;
                        offset: number;
                        has_more: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_events_export: {
        parameters: {
            query?: {
                format?: "csv" | "jsonl";
                category?: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
                action?: string;
                start_date?: string;
                end_date?: string;
                user_id?: string;
                severity?: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
                outcome?: "success" | "failure" | "unknown" | "in_progress";
                entity_type?: string;
                entity_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/csv": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_events_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                category?: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
                action?: string;
                start_date?: string;
                end_date?: string;
                user_id?: string;
                severity?: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
                outcome?: "success" | "failure" | "unknown" | "in_progress";
                entity_type?: string;
                entity_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        events: components["schemas"]["AuditEvent"][];
                        total: number;
                        limit: number;
                        offset: number;
                        has_more: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_events_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "category": "user_activity",
                 *       "action": "report_opened",
                 *       "description": "Opened the monthly report",
                 *       "target": {
                 *         "entity_type": "report",
                 *         "entity_id": "2026-01"
                 *       },
                 *       "context": {
                 *         "screen": "dashboard"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["AuditEventCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @example evt_0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11 */
                        id: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        timestamp: string;
                        /**
                         * @example user_activity
                         * @enum {string}
                         */
                        category: "authentication" | "authorization" | "data_access" | "data_modification" | "data_deletion" | "data_export" | "configuration" | "security" | "compliance" | "system" | "network" | "application" | "user_activity" | "financial" | "admin";
                        /** @example contact.created */
                        action: string;
                        sequence_number: number;
                        hash_chain: string;
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (audit_context_size): The context of an audit event has at most 8 KB.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `CATEGORY_NOT_ALLOWED`: You may not write audit events of this category.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_threat_rules_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        rules: components["schemas"]["ThreatRule"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_threat_rules_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "rule": "mass_deletion",
                 *       "threshold": 50,
                 *       "window_seconds": 600
                 *     }
                 */
                "application/json": components["schemas"]["ThreatRuleChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ThreatRule"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (threat_hours_order): Working hours must end after they start.
             *
             *     `VALIDATION_ERROR` (threat_hours_unused): This threat rule has no working hours.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (threat_rule_unknown): There is no such threat rule.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    audit_chain_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "category": "financial",
                 *       "start_date": "2026-01-01"
                 *     }
                 */
                "application/json": components["schemas"]["AuditIntegrityCheck"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        valid: boolean;
                        events_verified: number;
                        verification_time_ms: number;
                        broken: components["schemas"]["AuditChainFinding"][];
                        broken_total: number;
                        first_broken: components["schemas"]["AuditChainFinding"] | null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_passwords_change: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "currentPassword": "Tournevis-Cruciforme-7",
                 *       "newPassword": "Perceuse-Visseuse-12"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            /**
             * @description `PASSWORD_UNCHANGED`: The new password is the current one.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_CURRENT_PASSWORD`: The current password is not right.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_me_companies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        companies: {
                            code: string;
                            name: string;
                            hasAccess: boolean;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_passwords_forgot: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "jean.martin@garage.example"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordForgotten"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        service: "auth";
                        /** @constant */
                        status: "healthy";
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        timestamp: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_invites_accept: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "invite_token": "pQ3vX0bq7mJ5tVwY2cLr8ZkN1sHd4uEa",
                 *       "password": "Tournevis-Cruciforme-7"
                 *     }
                 */
                "application/json": components["schemas"]["InviteAccept"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        accessToken?: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn?: string;
                        portal?: string | null;
                        session_id?: string | null;
                        mfa_required?: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user?: components["schemas"]["TokenUser"];
                        data?: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                        /**
                         * Format: uuid
                         * @description For `POST /mfa/verify`, within five minutes.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        challenge_id?: string;
                        methods?: ("totp" | "backup_codes")[];
                    };
                };
            };
            /**
             * @description `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     `INVALID_INVITE`: The invite is not valid.
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_jwks: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        keys: components["schemas"]["PublicKey"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_links_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                link_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_links_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            links: components["schemas"]["AuthLink"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_links_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "eyJhbGciOi…",
                 *       "current_password": "Tournevis-Cruciforme-7"
                 *     }
                 */
                "application/json": components["schemas"]["AuthLinkCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AuthLink"];
                    };
                };
            };
            /**
             * @description `AUTH_LINK_TOKEN_INVALID`: This token of the outside account is not valid or has expired.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_CURRENT_PASSWORD`: The current password is not right.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `AUTH_LINK_EXISTS`: An outside account is linked already. Remove that link first.
             *
             *     `AUTH_LINK_TAKEN`: This outside account is linked to somebody.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            /**
             * @description `AUTH_LINKS_OFF`: Signing in with outside accounts is switched off.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_auth_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "owner@garage-dupont.example",
                 *       "password": "Tournevis-Cruciforme-7",
                 *       "remember_me": true
                 *     }
                 */
                "application/json": components["schemas"]["Login"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        accessToken?: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn?: string;
                        portal?: string | null;
                        session_id?: string | null;
                        mfa_required?: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user?: components["schemas"]["TokenUser"];
                        data?: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                        /**
                         * Format: uuid
                         * @description For `POST /mfa/verify`, within five minutes.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        challenge_id?: string;
                        methods?: ("totp" | "backup_codes")[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "all": true
                 *     }
                 */
                "application/json": components["schemas"]["Logout"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        data: {
                            /** @constant */
                            logged_out: true;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_magic_links_verify: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        accessToken: string;
                        /** @example 24h */
                        expiresIn: string;
                        /** @constant */
                        role: "client";
                        permissions: string[];
                        contact: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            name: string;
                            email: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_MAGIC_LINK`: This link is unknown, used or expired.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_magic_links_request: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "jean.martin@client.example"
                 *     }
                 */
                "application/json": components["schemas"]["MagicLinkRequest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        /** @description The token of the first link; never in production. */
                        dev_token?: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_me_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        user: components["schemas"]["ProfileUser"];
                        data: {
                            user: components["schemas"]["SessionUser"];
                        };
                        realtime: {
                            channel_suffix: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_me_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Marc Dupont",
                 *       "avatar": "https://cdn.example.com/marc.webp"
                 *     }
                 */
                "application/json": components["schemas"]["ProfileUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh_token": "mTzT0v3…"
                 *     }
                 */
                "application/json": components["schemas"]["Refresh"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        accessToken: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn: string;
                        portal: string | null;
                        session_id: string | null;
                        mfa_required: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user: components["schemas"]["TokenUser"];
                        data: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                        access_token: string;
                        refresh_token?: string;
                        /** @description Seconds. */
                        expires_in: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_REFRESH_TOKEN`: The refresh token is not valid.
             *
             *     `REFRESH_TOKEN_EXPIRED`: The refresh token has expired.
             *
             *     `REFRESH_TOKEN_MISSING`: No refresh token was sent.
             *
             *     `REFRESH_TOKEN_REUSED`: The refresh token was used before. The session has been ended.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `REFRESH_IN_PROGRESS`: Another request is refreshing this session. Use its answer.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_registration_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "lea.rochat@garage.example",
                 *       "password": "Tournevis-Cruciforme-7",
                 *       "name": "Léa Rochat",
                 *       "role": "viewer"
                 *     }
                 */
                "application/json": components["schemas"]["Registration"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        user: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            email: string;
                            name: string;
                            role: string;
                        };
                    };
                };
            };
            /**
             * @description `UNKNOWN_ROLE`: There is no such role.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `ROLE_ACCESS_DENIED`: Your role may not do this.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `COMPANY_NOT_FOUND`: Company not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_passwords_reset: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "kq0Zb3…",
                 *       "password": "Perceuse-Visseuse-12"
                 *     }
                 */
                "application/json": components["schemas"]["PasswordReset"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            /**
             * @description `PASSWORD_UNCHANGED`: The new password is the current one.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_RESET_TOKEN` (reset_link_invalid): This link to reset a password is unknown, used or expired.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "username": "owner@garage-dupont.example",
                 *       "password": "Tournevis-Cruciforme-7",
                 *       "tenant_id": "garage-dupont"
                 *     }
                 */
                "application/json": components["schemas"]["OpenSession"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        session_id: string | null;
                        access_token?: string;
                        refresh_token?: string;
                        /** @description Seconds. */
                        expires_in?: number;
                        /** @constant */
                        token_type?: "Bearer";
                        mfa_required: boolean;
                        mfa_setup_required?: boolean;
                        /**
                         * Format: uuid
                         * @description For `POST /mfa/verify`, within five minutes.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        challenge_id?: string;
                        methods?: ("totp" | "backup_codes")[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_signin: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "owner@garage-dupont.example",
                 *       "password": "Tournevis-Cruciforme-7"
                 *     }
                 */
                "application/json": components["schemas"]["SignIn"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        user?: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            email: string;
                            name: string;
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            tenantId: string;
                            /** @example OWNER */
                            role: string | null;
                        };
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        expires?: string;
                        mfa_required?: boolean;
                        mfa_setup_required?: boolean;
                        /**
                         * Format: uuid
                         * @description For `POST /mfa/verify`, within five minutes.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        challenge_id?: string;
                        methods?: ("totp" | "backup_codes")[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_auth_signup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "jean.martin@garage.example",
                 *       "password": "Tournevis-Cruciforme-7",
                 *       "name": "Jean Martin",
                 *       "subdomain": "garage-martin",
                 *       "tenantName": "Garage Martin & Fils"
                 *     }
                 */
                "application/json": components["schemas"]["SignUp"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        user: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            email: string;
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            tenantId: string;
                        };
                        tenant: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            subdomain: string;
                            name: string;
                        };
                    };
                };
            };
            /**
             * @description `SUBDOMAIN_EXISTS`: This subdomain is taken.
             *
             *     `SUBDOMAIN_INVALID`: The subdomain must have 3 to 63 letters a-z, digits or hyphens and must not be reserved.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_email_addresses_resend: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `EMAIL_ALREADY_VERIFIED`: This address is confirmed already.
             *
             *     `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_email_addresses_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "kq0Zb3…"
                 *     }
                 */
                "application/json": components["schemas"]["EmailConfirmation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        email: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_EMAIL_TOKEN`: This link to confirm an address is unknown, used or expired.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     `EMAIL_EXISTS` (username_exists): An account with this user name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_me_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        valid: true;
                        user: {
                            id: string;
                            email: string;
                            name: string;
                            role: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_backups_remove_all: {
        parameters: {
            query?: {
                confirm?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            deleted: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_backups_remove_many: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "filenames": [
                 *         "backup-20260115-100000.tar.gz"
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["BackupDeletion"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            deleted: string[];
                            errors: {
                                filename: string;
                                error: string;
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_backups_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            deleted: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_backups_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                filename: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_backups_restore: {
        parameters: {
            query?: {
                file?: string;
                include_users?: boolean | string;
                replay?: boolean | string;
                token?: string;
                last_event_id?: string;
                idempotency_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (backup_running): A backup or restore of the organisation is under way.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_backups_start: {
        parameters: {
            query?: {
                include_users?: boolean | string;
                replay?: boolean | string;
                token?: string;
                last_event_id?: string;
                idempotency_key?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (backup_running): A backup or restore of the organisation is under way.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_backups_upload: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "backup_file": "…"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["BackupUpload"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            filename: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (backup_filename_taken): There is a backup of this name already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_backups_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            backups: components["schemas"]["Backup"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_accounts_invite: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            account: components["schemas"]["PortalAccount"];
                            /**
                             * Format: uri
                             * @description The link that was mailed to the client, shown this once.
                             * @example https://client.hypervisual.ch/activate?token=6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21
                             */
                            activation_url: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `ACCOUNT_NOT_PENDING`: Only an account that waits for its activation can be invited.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_accounts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            account: components["schemas"]["PortalAccount"];
                            sessions: components["schemas"]["PortalSession"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_accounts_change_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                account_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "suspended"
                 *     }
                 */
                "application/json": components["schemas"]["PortalAccountStatus"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            account: components["schemas"]["PortalAccount"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_accounts_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                status?: "pending" | "active" | "suspended" | "disabled";
                owner_company_id?: string;
                contact_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["PortalAccount"][];
                        meta: {
                            total: number;
                            limit: number;
                            offset: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_accounts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contact_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "owner_company_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12",
                 *       "email": "sophie.martin@example.ch"
                 *     }
                 */
                "application/json": components["schemas"]["PortalAccountCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            account: components["schemas"]["PortalAccount"];
                            /**
                             * Format: uri
                             * @description The link that was mailed to the client, shown this once.
                             * @example https://client.hypervisual.ch/activate?token=6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21
                             */
                            activation_url?: string;
                            isNew: boolean;
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (portal_company_unknown): There is no such company of the client.
             *
             *     `VALIDATION_ERROR` (portal_contact_unknown): There is no such contact.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `EMAIL_EXISTS` (portal_email_taken): Another contact uses this e-mail in the portal.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_activate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "6f1b7f0e-5e0c-4b0e-9c53-0d6e3b1f8a21",
                 *       "password": "Tournesol-1889"
                 *     }
                 */
                "application/json": components["schemas"]["PortalActivation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        data: {
                            email: string;
                        };
                    };
                };
            };
            /**
             * @description `INVALID_ACTIVATION_TOKEN`: The activation link is not valid or has expired.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `ALREADY_ACTIVATED`: This account has been activated already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_forgot_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sophie.martin@example.ch"
                 *     }
                 */
                "application/json": components["schemas"]["PortalForgotPassword"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "email": "sophie.martin@example.ch",
                 *       "password": "Tournesol-1889"
                 *     }
                 */
                "application/json": components["schemas"]["PortalLogin"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            token: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["PortalUser"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `INVALID_CREDENTIALS`: Invalid credentials
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ACCOUNT_NOT_ACTIVATED`: This account still has to be activated with the link of the invitation.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `ACCOUNT_LOCKED`: Too many failed sign-ins. The account is locked for a while.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_reset_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "p0rTalRes3tT0kenFromTheMail",
                 *       "password": "Tournesol-1890"
                 *     }
                 */
                "application/json": components["schemas"]["PortalPasswordReset"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            /**
             * @description `INVALID_RESET_TOKEN` (portal_reset_token_invalid): The reset link is not valid.
             *
             *     `RESET_TOKEN_EXPIRED`: The reset link has expired.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            valid: true;
                            user: components["schemas"]["PortalClaims"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `ACCOUNT_NOT_FOUND`: There is no such account.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_change_preferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "language": "de",
                 *       "notification_preferences": {
                 *         "email": true,
                 *         "sms": false
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PortalPreferences"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            updated: true;
                            /** @enum {string} */
                            language: "fr" | "en" | "de" | "it";
                            notification_preferences: {
                                [key: string]: boolean;
                            };
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `ACCOUNT_NOT_FOUND`: There is no such account.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_portal_me: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            account: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                email: string;
                                firstName: string | null;
                                lastName: string | null;
                                /** @description The company of the client. */
                                company: string | null;
                                portalDomain: string;
                                /** @enum {string} */
                                language: "fr" | "en" | "de" | "it";
                                lastLoginAt: string | null;
                                notification_preferences: {
                                    [key: string]: boolean;
                                };
                            };
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `ACCOUNT_NOT_FOUND`: There is no such account.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_commercial_index: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            name: string;
                            version: string;
                            description: string;
                            endpoints: {
                                quotes: string;
                                deposits: string;
                                cgv: string;
                                signatures: string;
                                portal: string;
                                pipeline: string;
                            };
                            documentation: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    crm_contacts_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ContactDetail"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    crm_contacts_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        deleted_at: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    crm_contacts_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                contact_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "phone": "+33612345679",
                 *       "tags": [
                 *         "client_fidele",
                 *         "vip"
                 *       ],
                 *       "is_vip": true
                 *     }
                 */
                "application/json": components["schemas"]["ContactUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Contact"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (contact_custom_fields_object): Custom fields must be an object of at most 16 kB.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (duplicate_email): Another contact already uses this email.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    crm_contacts_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                search?: string;
                tags?: string | string[];
                is_vip?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ContactListItem"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    crm_contacts_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "first_name": "Sophie",
                 *       "last_name": "Martin",
                 *       "email": "sophie.martin@example.fr",
                 *       "phone": "06 98 76 54 32",
                 *       "company": "Martin Transport",
                 *       "address": {
                 *         "street": "45 Avenue des Champs",
                 *         "city": "Lyon",
                 *         "postal_code": "69001",
                 *         "country": "France"
                 *       },
                 *       "tags": [
                 *         "prospect"
                 *       ],
                 *       "custom_fields": {
                 *         "source": "website"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["ContactCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Contact"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (contact_custom_fields_object): Custom fields must be an object of at most 16 kB.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (duplicate_email): Another contact already uses this email.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_realtime_stream: {
        parameters: {
            query?: {
                ticket?: string;
                token?: string;
                last_event_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `TOO_MANY_STREAMS`: Too many event streams are open.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_country_codes_list: {
        parameters: {
            query?: {
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CountryCode"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    automation_cron_drain: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BackgroundDrained"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `SCHEDULER_SECRET_INVALID`: The scheduler secret is missing or wrong.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    automation_cron_exec_by_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CronJobsQueued"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `SCHEDULER_SECRET_INVALID`: The scheduler secret is missing or wrong.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    automation_cron_exec: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CronJobsQueued"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `SCHEDULER_SECRET_INVALID`: The scheduler secret is missing or wrong.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        service: "email-automation";
                        /** @constant */
                        status: "ok";
                        stories: string[];
                        /** @description Stories whose subjects this installation does not keep. */
                        unavailable: string[];
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        timestamp: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_invoice_reminders: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["EmailInvoiceReminders"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        dry_run: boolean;
                        results: {
                            sent: number;
                            skipped: number;
                            errors: number;
                            details: components["schemas"]["ReminderDetail"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (mail_company_unknown): The company does not exist.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_lead_confirmation: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "lead_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["EmailLeadConfirmation"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        skipped: boolean;
                        reason?: string;
                        /** @description The message in the outbox; null when it was skipped. */
                        message_id: string | null;
                        /** @description Mail leaves through the outbox, not through Mautic. */
                        mautic: null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `MAIL_SUBJECT_UNAVAILABLE`: This installation keeps nothing this mail could be about. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_payment_confirmed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "payment_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["EmailPaymentConfirmed"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        skipped: boolean;
                        reason?: string;
                        /** @description The message in the outbox; null when it was skipped. */
                        message_id: string | null;
                        /** @description Mail leaves through the outbox, not through Mautic. */
                        mautic: null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `RECIPIENT_MISSING` (mail_recipient_missing): There is no e-mail address to send to.
             *
             *     `NOT_FOUND` (mail_subject_not_found): What the mail is about was not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (payment_withdrawn): The payment was cancelled.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_provider_reminder: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /** @example {} */
                "application/json": components["schemas"]["EmailProviderReminder"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        results: {
                            sent: number;
                            skipped: number;
                            errors: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `MAIL_SUBJECT_UNAVAILABLE`: This installation keeps nothing this mail could be about. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_quote_sent: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quote_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "template": "quote"
                 *     }
                 */
                "application/json": components["schemas"]["EmailQuoteSent"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        skipped: boolean;
                        reason?: string;
                        /** @description The message in the outbox; null when it was skipped. */
                        message_id: string | null;
                        /** @description Mail leaves through the outbox, not through Mautic. */
                        mautic: null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `RECIPIENT_MISSING` (mail_recipient_missing): There is no e-mail address to send to.
             *
             *     `NOT_FOUND` (mail_subject_not_found): What the mail is about was not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (mail_subject_draft): What is still a draft is not sent.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_email_supplier_invoice_approved: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "invoice_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["EmailSupplierInvoiceApproved"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        skipped: boolean;
                        reason?: string;
                        /** @description The message in the outbox; null when it was skipped. */
                        message_id: string | null;
                        /** @description Mail leaves through the outbox, not through Mautic. */
                        mautic: null;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `MAIL_SUBJECT_UNAVAILABLE`: This installation keeps nothing this mail could be about. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    documents_files_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (file_lost): The content of this file is gone.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (file_quarantined): The file is in quarantine and is not handed out.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    documents_files_link: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            url: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-15T10:00:00.000Z
                             */
                            expires_at: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (file_lost): The content of this file is gone.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (file_quarantined): The file is in quarantine and is not handed out.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    documents_files_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["StoredFile"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    documents_files_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    documents_files_shared: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/octet-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (file_lost): The content of this file is gone.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (file_quarantined): The file is in quarantine and is not handed out.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    documents_files_upload: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "…",
                 *       "kind": "document"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["FileUpload"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["StoredFile"];
                    };
                };
            };
            /**
             * @description `FILE_EMPTY`: The file is empty.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            /**
             * @description `UPLOAD_TOO_LARGE`: The file is too large.
             *
             *     Besides what any endpoint may answer: TooLarge.
             */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `FILE_TYPE_REFUSED`: Files of this type are not taken.
             *
             *     Besides what any endpoint may answer: UnsupportedMediaType.
             */
            415: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `FILE_INFECTED`: The file contains malware and was put in quarantine. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `EXTERNAL_API_ERROR` (scan_failed): The file could not be checked for malware. Try again later.
             *
             *     `EXTERNAL_API_ERROR` (storage_failed): The storage service failed.
             */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    finance_bank_accounts: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                owner_company?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankAccount"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_bank_create_account: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "account_name": "Compte courant",
                 *       "bank_name": "PostFinance",
                 *       "iban": "CH9300762011623852957",
                 *       "currency": "CHF"
                 *     }
                 */
                "application/json": components["schemas"]["BankAccountCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankAccount"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (bank_account_number_taken): This bank account exists already.
             *
             *     `CONFLICT` (bank_account_taken): This bank account exists already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_bank_import_camt053: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "<Document>…</Document>",
                 *       "owner_company": "HYPERVISUAL"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["Camt053Upload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankImportResult"];
                    };
                };
            };
            /**
             * @description `ACCOUNT_MISMATCH`: The file is about another bank account.
             *
             *     `CAMT_INVALID`: The file is not a valid account statement (camt.053).
             *
             *     `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `FILE_REQUIRED`: Send the bank's file in the field file.
             *
             *     `FILE_TOO_LARGE`: The file is larger than 20 MB.
             *
             *     `UNSUPPORTED_FILE_TYPE`: This type of file cannot be imported.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `BANK_ACCOUNT_UNKNOWN`: There is no such bank account.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_bank_import_csv: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "file": "Date;Montant;Description\n31.01.2026;100.00;Loyer",
                 *       "owner_company": "HYPERVISUAL"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["BankCsvUpload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankImportResult"];
                    };
                };
            };
            /**
             * @description `ACCOUNT_MISMATCH`: The file is about another bank account.
             *
             *     `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `CSV_INVALID`: The file is not a valid CSV export of a bank.
             *
             *     `FILE_REQUIRED`: Send the bank's file in the field file.
             *
             *     `FILE_TOO_LARGE`: The file is larger than 20 MB.
             *
             *     `UNSUPPORTED_FILE_TYPE`: This type of file cannot be imported.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `BANK_ACCOUNT_UNKNOWN`: There is no such bank account.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_bank_stats: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankStats"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_companies_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            code: string;
                            name: string;
                            display_name: string | null;
                            color: string | null;
                            /**
                             * @example CHF
                             * @enum {string}
                             */
                            currency: "CHF" | "EUR" | "USD";
                            vat_number: string | null;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_clear_cache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        version: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_company: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            company: components["schemas"]["CompanyConfig"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `COMPANY_NOT_FOUND`: Company not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_save_company: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                code: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Hypervisual SA",
                 *       "display_name": "HYPERVISUAL",
                 *       "ide": "CHE-123.456.788",
                 *       "vat_number": "CHE-123.456.788 TVA",
                 *       "street": "Rue de la Gare",
                 *       "building_number": "12",
                 *       "postal_code": "1003",
                 *       "city": "Lausanne",
                 *       "country": "CH",
                 *       "regular_iban": "CH93 0076 2011 6238 5295 7",
                 *       "invoice_prefix": "HYP",
                 *       "payment_terms": 30,
                 *       "settings": {
                 *         "alerts": {
                 *           "overdue_high": 45
                 *         }
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["CompanyConfigUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            company: components["schemas"]["CompanyConfig"];
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (company_incomplete): A new company needs a name.
             *
             *     `IBAN_INVALID`: This is not a valid IBAN.
             *
             *     `QR_IBAN_EXPECTED`: This account is not a QR-IBAN.
             *
             *     `QR_IBAN_NOT_ALLOWED`: A QR-IBAN cannot be used here.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (company_numbers_used_up): This organisation cannot have more companies.
             *
             *     `INVOICE_PREFIX_TAKEN`: Another company already numbers its documents with this prefix.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_companies: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            companies: components["schemas"]["CompanyBrief"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_exchange_rates: {
        parameters: {
            query?: {
                date?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            rates: {
                                [key: string]: number;
                            };
                            /**
                             * Format: date
                             * @example 2026-01-31
                             */
                            as_of: string;
                            source: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_sync: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            created: number;
                            updated: number;
                            errors: {
                                code: string;
                                error: string;
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_thresholds: {
        parameters: {
            query?: {
                company?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            thresholds: components["schemas"]["FinanceThresholds"];
                        };
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_config_tva: {
        parameters: {
            query?: {
                date?: string;
                company?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            rates: {
                                [key: string]: number;
                            };
                            details: components["schemas"]["VatRate"][];
                        };
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_file: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @enum {string} */
                        status: "healthy" | "degraded";
                        version: string;
                        services: {
                            /** @enum {string} */
                            dashboard: "available" | "unavailable";
                            /** @enum {string} */
                            invoice: "available" | "unavailable";
                            /** @enum {string} */
                            pdf: "available" | "unavailable";
                            /** @enum {string} */
                            reconciliation: "available" | "unavailable";
                            /** @enum {string} */
                            ocr: "available" | "unavailable";
                        };
                        auth: {
                            required: boolean;
                            methods: string[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_cancel: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "reason": "Établie deux fois"
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceCancel"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            /**
             * @description `REASON_REQUIRED`: Give a reason of at least 3 characters.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_HAS_PAYMENTS`: The invoice has payments.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_duplicate: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (amount_out_of_range): The amounts are too large.
             *
             *     `CURRENCY_UNSUPPORTED`: This currency is not supported.
             *
             *     `VALIDATION_ERROR` (discount_exceeds_line): A discount exceeds its line.
             *
             *     `VALIDATION_ERROR` (invoice_contact_unknown): There is no such contact person.
             *
             *     `VALIDATION_ERROR` (invoice_due_before_date): The due date must not be before the invoice date.
             *
             *     `VALIDATION_ERROR` (invoice_service_period): The service period must not end before it begins.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CLIENT_NOT_FOUND`: Client not found.
             *
             *     `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `NOT_DUPLICABLE`: A credit note cannot be duplicated.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_mark_paid: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "payment_method": "twint"
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceMarkPaid"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            /**
             * @description `AMOUNT_EXCEEDS_TRANSACTION`: The amount exceeds what is left of the transaction.
             *
             *     `AMOUNT_INVALID`: The amount must be greater than 0.
             *
             *     `COMPANY_MISMATCH`: Transaction and invoice belong to different companies.
             *
             *     `CURRENCY_MISMATCH`: Transaction and invoice are in different currencies.
             *
             *     `DIRECTION_MISMATCH`: The transaction moves money in the wrong direction for this invoice.
             *
             *     `OVERPAYMENT`: The amount exceeds what remains to be paid.
             *
             *     `VALIDATION_ERROR` (payment_date_future): The payment date must not be in the future.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_RECONCILED`: This bank transaction is already reconciled.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_partial_payment: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "amount": 500,
                 *       "payment_method": "bank_transfer"
                 *     }
                 */
                "application/json": components["schemas"]["InvoicePartialPayment"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            payment: components["schemas"]["InvoicePayment"];
                            /**
                             * @description Decimal amount.
                             * @example 360.5
                             */
                            total_paid: number;
                            /**
                             * @description Decimal amount.
                             * @example 360.5
                             */
                            remaining: number;
                            is_fully_paid: boolean;
                        };
                    };
                };
            };
            /**
             * @description `AMOUNT_EXCEEDS_TRANSACTION`: The amount exceeds what is left of the transaction.
             *
             *     `AMOUNT_INVALID`: The amount must be greater than 0.
             *
             *     `COMPANY_MISMATCH`: Transaction and invoice belong to different companies.
             *
             *     `CURRENCY_MISMATCH`: Transaction and invoice are in different currencies.
             *
             *     `DIRECTION_MISMATCH`: The transaction moves money in the wrong direction for this invoice.
             *
             *     `OVERPAYMENT`: The amount exceeds what remains to be paid.
             *
             *     `VALIDATION_ERROR` (payment_date_future): The payment date must not be in the future.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_RECONCILED`: This bank transaction is already reconciled.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_download: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_pdf: {
        parameters: {
            query?: {
                download?: boolean | string;
            };
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["PdfLink"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_qr: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["InvoiceQr"];
                    };
                };
            };
            /**
             * @description `IBAN_INVALID`: This is not a valid IBAN.
             *
             *     `QR_ADDRESS_INCOMPLETE`: The QR-bill needs complete addresses.
             *
             *     `QR_AMOUNT_RANGE`: The amount does not fit on a QR-bill.
             *
             *     `QR_CURRENCY_UNSUPPORTED`: A QR-bill is in CHF or EUR.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `BANK_DETAILS_MISSING`: The company has no bank account to be paid on.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "email": "compta@example.ch",
                 *       "message": "Merci de votre confiance."
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceSend"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            email: {
                                queued: boolean;
                                recipient: string | null;
                                cc: string[];
                            };
                            invoice_number: string;
                            status: components["schemas"]["InvoiceStatus"];
                        };
                    };
                };
            };
            /**
             * @description `CURRENCY_UNSUPPORTED`: This currency is not supported.
             *
             *     `VALIDATION_ERROR` (message_cc_invalid): A copy recipient is not an e-mail address.
             *
             *     `VALIDATION_ERROR` (message_to_invalid): The recipient is not an e-mail address.
             *
             *     `RECIPIENT_MISSING`: There is no address to send to.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `BANK_DETAILS_MISSING`: The company has no bank account to be paid on.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "notes": "Selon notre entretien",
                 *       "payment_terms": 10
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (amount_out_of_range): The amounts are too large.
             *
             *     `CURRENCY_UNSUPPORTED`: This currency is not supported.
             *
             *     `VALIDATION_ERROR` (discount_exceeds_line): A discount exceeds its line.
             *
             *     `VALIDATION_ERROR` (invoice_contact_unknown): There is no such contact person.
             *
             *     `VALIDATION_ERROR` (invoice_due_before_date): The due date must not be before the invoice date.
             *
             *     `VALIDATION_ERROR` (invoice_service_period): The service period must not end before it begins.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CLIENT_NOT_FOUND`: Client not found.
             *
             *     `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVOICE_NOT_DRAFT`: Only a draft can be changed.
             *
             *     `VERSION_CONFLICT`: Somebody else changed the invoice in between.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                status?: string | string[];
                client_id?: string;
                from?: string;
                to?: string;
                sort?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["InvoiceSheet"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     `SORT_INVALID`: The list cannot be sorted by this.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_overdue: {
        parameters: {
            query?: {
                limit?: number;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["OverdueInvoice"][];
                        count: number;
                        /**
                         * @description Decimal amount.
                         * @example 360.5
                         */
                        total_amount: number;
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_search: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                q?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["InvoiceSheet"][];
                        pagination: components["schemas"]["Pagination"];
                        query: string;
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `QUERY_TOO_SHORT`: Search for at least 2 characters.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_stats: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["InvoiceStats"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_invoices_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "owner_company": "HYPERVISUAL",
                 *       "client_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "line_items": [
                 *         {
                 *           "description": "Développement",
                 *           "quantity": 10,
                 *           "unit": "h",
                 *           "unit_price": 150,
                 *           "discount": 10,
                 *           "vat_code": "NORMAL"
                 *         },
                 *         {
                 *           "description": "Manuel",
                 *           "quantity": 2,
                 *           "unit_price": 80,
                 *           "vat_code": "REDUIT"
                 *         }
                 *       ],
                 *       "payment_terms": 30
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Invoice"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (amount_out_of_range): The amounts are too large.
             *
             *     `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `CURRENCY_UNSUPPORTED`: This currency is not supported.
             *
             *     `VALIDATION_ERROR` (discount_exceeds_line): A discount exceeds its line.
             *
             *     `VALIDATION_ERROR` (invoice_contact_unknown): There is no such contact person.
             *
             *     `VALIDATION_ERROR` (invoice_due_before_date): The due date must not be before the invoice date.
             *
             *     `VALIDATION_ERROR` (invoice_service_period): The service period must not end before it begins.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CLIENT_NOT_FOUND`: Client not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                type?: "income" | "expense";
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BankTransaction"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_auto: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "threshold": 0.85,
                 *       "limit": 100,
                 *       "dry_run": true
                 *     }
                 */
                "application/json": components["schemas"]["ReconciliationRun"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ReconciliationRunResult"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `RECONCILIATION_RUNNING`: A reconciliation of this company is running.
             *
             *     `TOO_MANY_OPEN_INVOICES`: There are too many open invoices for one run.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_history: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Reconciliation"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_manual: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "transaction_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "invoice_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12",
                 *       "amount": 500,
                 *       "notes": "Acompte"
                 *     }
                 */
                "application/json": components["schemas"]["ReconciliationManual"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Reconciliation"];
                    };
                };
            };
            /**
             * @description `AMOUNT_EXCEEDS_TRANSACTION`: The amount exceeds what is left of the transaction.
             *
             *     `AMOUNT_INVALID`: The amount must be greater than 0.
             *
             *     `COMPANY_MISMATCH`: Transaction and invoice belong to different companies.
             *
             *     `CURRENCY_MISMATCH`: Transaction and invoice are in different currencies.
             *
             *     `DIRECTION_MISMATCH`: The transaction moves money in the wrong direction for this invoice.
             *
             *     `OVERPAYMENT`: The amount exceeds what remains to be paid.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_RECONCILED`: This bank transaction is already reconciled.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_match: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "transaction_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "invoice_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e12"
                 *     }
                 */
                "application/json": components["schemas"]["ReconciliationMatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Reconciliation"];
                    };
                };
            };
            /**
             * @description `COMPANY_MISMATCH`: Transaction and invoice belong to different companies.
             *
             *     `CURRENCY_MISMATCH`: Transaction and invoice are in different currencies.
             *
             *     `DIRECTION_MISMATCH`: The transaction moves money in the wrong direction for this invoice.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_RECONCILED`: This bank transaction is already reconciled.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_pending: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            transaction: {
                                /**
                                 * Format: uuid
                                 * @description Identifier.
                                 * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                                 */
                                id: string;
                                /**
                                 * Format: date
                                 * @example 2026-01-31
                                 */
                                date: string;
                                /**
                                 * @description Decimal amount.
                                 * @example 360.5
                                 */
                                amount: number;
                                currency: string;
                                description: string;
                                reference: string | null;
                            };
                            suggestion: components["schemas"]["ReconciliationSuggestion"];
                        }[];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_reject: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "suggestion_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "reason": "Autre client"
                 *     }
                 */
                "application/json": components["schemas"]["SuggestionReject"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ReconciliationSuggestion"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `SUGGESTION_NOT_FOUND`: Suggestion not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SUGGESTION_NOT_PENDING`: This suggestion has been decided already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_report: {
        parameters: {
            query?: {
                from?: string;
                to?: string;
            };
            header?: never;
            path: {
                company: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ReconciliationReport"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_suggestions: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                transactionId: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ReconciliationSuggestion"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_undo: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "reason": "Mauvaise facture"
                 *     }
                 */
                "application/json": components["schemas"]["ReconciliationUndo"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Reconciliation"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `PAYMENT_NOT_FOUND`: Payment not found.
             *
             *     `RECONCILIATION_NOT_FOUND`: Reconciliation not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `NOT_RECONCILED`: This reconciliation has been undone already.
             *
             *     `PAYMENT_CANCELLED`: The payment is already cancelled.
             *
             *     `PERIOD_CLOSED`: The accounting period of this payment is closed.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    finance_reconciliation_validate_suggestion: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "suggestion_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["SuggestionValidate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Reconciliation"];
                    };
                };
            };
            /**
             * @description `COMPANY_MISMATCH`: Transaction and invoice belong to different companies.
             *
             *     `CURRENCY_MISMATCH`: Transaction and invoice are in different currencies.
             *
             *     `DIRECTION_MISMATCH`: The transaction moves money in the wrong direction for this invoice.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     `SUGGESTION_NOT_FOUND`: Suggestion not found.
             *
             *     `TRANSACTION_NOT_FOUND`: Bank transaction not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `ALREADY_RECONCILED`: This bank transaction is already reconciled.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     `SUGGESTION_NOT_PENDING`: This suggestion has been decided already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_health_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Health"];
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_holidays_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_holidays_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Pont de mai"
                 *     }
                 */
                "application/json": {
                    name?: string;
                    /**
                     * Format: date
                     * @example 2026-01-31
                     */
                    date?: string;
                    /** @example FR */
                    country?: string;
                    description?: string;
                    is_working_day?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Holiday"];
                    };
                };
            };
            /**
             * @description `HOLIDAY_COUNTRY_UNKNOWN`: No country has this code.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `HOLIDAY_EXISTS`: This day is already entered for the country.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_holidays_list: {
        parameters: {
            query?: {
                country?: string;
                year?: number;
                search?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Holiday"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_holidays_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "Pont de l'Ascension",
                 *       "date": "2026-05-15",
                 *       "country": "FR",
                 *       "description": "L'atelier est fermé."
                 *     }
                 */
                "application/json": {
                    name: string;
                    /**
                     * Format: date
                     * @example 2026-01-31
                     */
                    date: string;
                    /** @example FR */
                    country: string;
                    /** @default  */
                    description?: string;
                    /** @default false */
                    is_working_day?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Holiday"];
                    };
                };
            };
            /**
             * @description `HOLIDAY_COUNTRY_UNKNOWN`: No country has this code.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `HOLIDAY_EXISTS`: This day is already entered for the country.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    billing_invoices_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    billing_invoices_change_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "SENT"
                 *     }
                 */
                "application/json": components["schemas"]["InvoiceStatusChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            status: components["schemas"]["BillingStatus"];
                            payment_method: string | null;
                            paid_at: string | null;
                            /**
                             * Format: date-time
                             * @example 2026-01-15T10:00:00.000Z
                             */
                            updated_at: string;
                        };
                    };
                };
            };
            /**
             * @description `AMOUNT_INVALID`: The amount must be greater than 0.
             *
             *     `CURRENCY_UNSUPPORTED`: This currency is not supported.
             *
             *     `INVALID_STATUS_TRANSITION` (invoice_transition_refused): The invoice cannot change to this status.
             *
             *     `OVERPAYMENT`: The amount exceeds what remains to be paid.
             *
             *     `VALIDATION_ERROR` (payment_date_future): The payment date must not be in the future.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `INVOICE_NOT_FOUND`: Invoice not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `BANK_DETAILS_MISSING`: The company has no bank account to be paid on.
             *
             *     `CONFLICT` (has_payments): The invoice has payments.
             *
             *     `INVALID_STATE`: The invoice is not in a state for this.
             *
             *     `INVOICE_ALREADY_PAID`: The invoice is already paid.
             *
             *     `INVOICE_CANCELLED`: The invoice is cancelled.
             *
             *     `INVOICE_DRAFT`: The invoice is still a draft.
             *
             *     `INVOICE_NOT_DRAFT`: Only a draft can be changed.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    billing_invoices_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                page_size?: number;
                status?: string | string[];
                contact_id?: string;
                from_date?: string;
                to_date?: string;
                search?: string;
                q?: string;
                hide_paid?: boolean | string;
                ordering?: "invoice_no" | "-invoice_no" | "invoice_date" | "-invoice_date" | "due_date" | "-due_date" | "status" | "-status" | "total_amount" | "-total_amount" | "created_at" | "-created_at" | "updated_at" | "-updated_at";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["BillingInvoice"][];
                        pagination: components["schemas"]["Pagination"];
                        count: number;
                    };
                };
            };
            /**
             * @description `DATE_RANGE_INVALID`: The first day must not be after the last.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_regenerate_backup_codes: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "287082"
                 *     }
                 */
                "application/json": components["schemas"]["MfaCode"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /**
                         * @description Each works once. Shown this once and never again.
                         * @example [
                         *       "ABCD-2345-EFGH"
                         *     ]
                         */
                        backup_codes: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `MFA_NOT_ENABLED`: No second factor is set up.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_forget_device: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                device_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        forgotten: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_devices: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        devices: components["schemas"]["TrustedDevice"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_methods: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        methods: {
                            /** @enum {string} */
                            type: "totp" | "backup_codes";
                            enabled: boolean;
                            configured_at?: string | null;
                            remaining_codes?: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_activate: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "287082"
                 *     }
                 */
                "application/json": components["schemas"]["MfaCode"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        activated_at: string;
                        accessToken?: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn?: string;
                        portal?: string | null;
                        session_id?: string | null;
                        mfa_required?: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user?: components["schemas"]["TokenUser"];
                        data?: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                    };
                };
            };
            /**
             * @description `MFA_NOT_PENDING`: No second factor is being set up.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_setup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /**
                         * @description Base32, 160 bits.
                         * @example GEZDGNBVGY3TQOJQGEZDGNBVGY3TQOJQ
                         */
                        secret: string;
                        otpauth_uri: string;
                        /** @description The address as a PNG in a data URI. */
                        qr_code: string;
                        /**
                         * @description Each works once. Shown this once and never again.
                         * @example [
                         *       "ABCD-2345-EFGH"
                         *     ]
                         */
                        backup_codes: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `MFA_ALREADY_ENABLED`: A second factor is already set up.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_disable: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "code": "287082"
                 *     }
                 */
                "application/json": components["schemas"]["MfaCode"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        disabled: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `MFA_ENFORCED`: An organisation of this account asks for a second factor.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `MFA_NOT_ENABLED`: No second factor is set up.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_mfa_verify: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "challenge_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "code": "287082",
                 *       "trust_device": true
                 *     }
                 */
                "application/json": components["schemas"]["VerifyMfa"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @enum {string} */
                        method: "totp" | "backup_codes";
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        verified_at: string;
                        trusted_device?: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            device_id: string;
                            /**
                             * Format: date-time
                             * @example 2026-01-15T10:00:00.000Z
                             */
                            trusted_until: string;
                        };
                        accessToken?: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn?: string;
                        portal?: string | null;
                        session_id?: string | null;
                        mfa_required?: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user?: components["schemas"]["TokenUser"];
                        data?: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `MFA_CHALLENGE_EXPIRED`: The sign-in took too long. Start again.
             *
             *     `MFA_CODE_REUSED`: The code was used before. Wait for the next one.
             *
             *     `MFA_INVALID_CODE`: The code is not valid.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `MFA_NOT_ENABLED`: No second factor is set up.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MFA_LOCKED`: Too many wrong codes. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_dialects_mock_login: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        accessToken: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn: string;
                        portal: string | null;
                        session_id: string | null;
                        mfa_required: boolean;
                        /** @description The token opens the set-up of a second factor and nothing else. */
                        mfa_setup_required?: boolean;
                        user: components["schemas"]["TokenUser"];
                        data: {
                            access_token: string;
                            refresh_token?: string;
                            /** @constant */
                            token_type: "Bearer";
                            /** @description Seconds. */
                            expires_in: number;
                            user: components["schemas"]["SessionUser"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `MFA_REQUIRED`: This account has a second factor. Confirm the sign-in with it.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `MOCK_AUTH_DISABLED`: Signing in without a password is off.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_dialects_mock_config: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /**
                         * Format: uuid
                         * @description Identifier.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        sub: string;
                        username: string;
                        email: string;
                        is_superuser: boolean;
                        is_staff: boolean;
                        groups: string[];
                        roles: string[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `MOCK_AUTH_DISABLED`: Signing in without a password is off.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_read: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        notification: components["schemas"]["Notification"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOTIFICATION_NOT_FOUND`: Notification not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_deliveries: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                id?: string;
                status?: "pending" | "queued" | "deferred" | "sending" | "sent" | "delivered" | "failed" | "bounced" | "suppressed" | "unsubscribed";
                channel?: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
                template?: string;
                recipient?: string;
                source_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        deliveries: components["schemas"]["NotificationDelivery"][];
                        meta: {
                            count: number;
                            total: number;
                            limit: number;
                            offset: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        /** @constant */
                        service: "notifications";
                        /** @constant */
                        status: "ok";
                        /** @constant */
                        story: "7.8";
                        version: string;
                        endpoints: string[];
                        sse_clients: number;
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        timestamp: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_read_all: {
        parameters: {
            query?: {
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "type": "payment_received"
                 *     }
                 */
                "application/json": components["schemas"]["MarkAllRead"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        updated: number;
                        total: number;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_preferences_show: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["NotificationPreferences"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_preferences_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "quiet_hours": {
                 *         "start": 22,
                 *         "end": 8
                 *       },
                 *       "timezone": "Europe/Zurich",
                 *       "category_preferences": {
                 *         "reminder": true
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["NotificationPreferencesUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["NotificationPreferences"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `SECURITY_NOT_DISABLABLE`: Security messages cannot be switched off. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_send: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "template_id": "report_ready",
                 *       "recipient": "claire@example.com",
                 *       "variables": {
                 *         "name": "Claire",
                 *         "report": "Mars 2026",
                 *         "link": "https://example.com/reports/3"
                 *       },
                 *       "priority": "normal"
                 *     }
                 */
                "application/json": components["schemas"]["NotificationSend"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        notification_ids: string[];
                        results: components["schemas"]["NotificationSendResult"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NOT_FOUND`: Template not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `MISSING_VARIABLE`: A variable of the template is missing.
             *
             *     `RECIPIENT_INVALID`: The recipient is no active member, e-mail address or telephone number.
             */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_stream: {
        parameters: {
            query?: {
                ticket?: string;
                token?: string;
                last_event_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `TOO_MANY_STREAMS`: Too many event streams are open.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_suppressed_addresses_release: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_suppressed_addresses_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        addresses: components["schemas"]["SuppressedAddress"][];
                        meta: {
                            count: number;
                            total: number;
                            limit: number;
                            offset: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_preview: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "variables": {
                 *         "name": "Ada"
                 *       },
                 *       "language": "fr"
                 *     }
                 */
                "application/json": components["schemas"]["NotificationTemplatePreview"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @enum {string} */
                            language: "fr" | "de" | "it" | "en";
                            parts: components["schemas"]["NotificationTemplateParts"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NOT_FOUND`: Template not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /** @description `MISSING_VARIABLE`: A variable of the template is missing. */
            422: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_show: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["NotificationTemplate"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NOT_FOUND`: Template not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_delete: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NOT_FOUND`: Template not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `TEMPLATE_BUILT_IN`: A built-in template is not changed: create one of the same name.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "is_active": false
                 *     }
                 */
                "application/json": components["schemas"]["NotificationTemplateUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["NotificationTemplate"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NOT_FOUND`: Template not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `TEMPLATE_BUILT_IN`: A built-in template is not changed: create one of the same name.
             *
             *     `TEMPLATE_NAME_TAKEN`: A template of this name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                category?: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
                is_active?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        templates: components["schemas"]["NotificationTemplate"][];
                        meta: {
                            count: number;
                            total: number;
                            limit: number;
                            offset: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_templates_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "service_due",
                 *       "category": "reminder",
                 *       "parts": {
                 *         "fr": {
                 *           "email": {
                 *             "subject": "Service de votre {{vehicle}}",
                 *             "text": "Bonjour {{name}},\nle service de votre {{vehicle}} est à prévoir.",
                 *             "html": "<p>Bonjour {{name}},</p><p>le service de votre {{vehicle}} est à prévoir.</p>"
                 *           },
                 *           "in_app": {
                 *             "title": "Service à prévoir",
                 *             "body": "{{vehicle}} de {{name}}"
                 *           }
                 *         }
                 *       },
                 *       "variables": [
                 *         {
                 *           "name": "name",
                 *           "required": true
                 *         },
                 *         {
                 *           "name": "vehicle",
                 *           "default": "véhicule"
                 *         }
                 *       ]
                 *     }
                 */
                "application/json": components["schemas"]["NotificationTemplateCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["NotificationTemplate"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `TEMPLATE_NAME_TAKEN`: A template of this name exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_unread_count: {
        parameters: {
            query?: {
                type?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        count: number;
                        by_priority: {
                            low: number;
                            normal: number;
                            high: number;
                            critical: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_unsubscribe: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                token: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `UNSUBSCRIBE_LINK_INVALID`: This unsubscribe link is not valid.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_whatsapp_verify: {
        parameters: {
            query?: {
                "hub.mode"?: string;
                "hub.verify_token"?: string;
                "hub.challenge"?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `WEBHOOK_TOKEN_INVALID`: The verification token is not valid.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_whatsapp_receive: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/octet-stream": string;
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        status: "received";
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            /**
             * @description `WEBHOOK_SIGNATURE_INVALID`: The signature is not valid.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `WEBHOOK_NOT_CONFIGURED`: The webhook is not configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_list: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                type?: string;
                category?: "transactional" | "alert" | "marketing" | "reminder" | "security" | "system";
                channel?: "email" | "sms" | "push" | "webhook" | "in_app" | "slack" | "teams" | "whatsapp";
                read?: "true" | "false";
                unread_only?: boolean | string;
                priority?: "low" | "normal" | "high" | "critical" | "urgent";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        notifications: components["schemas"]["Notification"][];
                        unread_count: number;
                        total: number;
                        meta: {
                            count: number;
                            total: number;
                            limit: number;
                            offset: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "title": "Payment received",
                 *       "type": "payment_received",
                 *       "body": "CHF 360.50 for invoice 2026-004",
                 *       "recipient": "role:admin",
                 *       "metadata": {
                 *         "amount": 360.5,
                 *         "currency": "CHF",
                 *         "link": "/invoices/2026-004"
                 *       },
                 *       "priority": "normal"
                 *     }
                 */
                "application/json": components["schemas"]["NotificationCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        notification: components["schemas"]["Notification"];
                        duplicate: boolean;
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (notification_company_unknown): The company does not exist.
             *
             *     `VALIDATION_ERROR` (recipient_unknown): The recipient is not an active member.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_push_register: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "{\"endpoint\":\"https://push.example.com/send/5d7a\",\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}",
                 *       "device_label": "Firefox at work"
                 *     }
                 */
                "application/json": components["schemas"]["PushRegister"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        subscription: components["schemas"]["PushSubscription"];
                        created: boolean;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_push_send_test_whatsapp: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "to": "+41791234567",
                 *       "subject": "Test",
                 *       "body": "WhatsApp works."
                 *     }
                 */
                "application/json": components["schemas"]["WhatsAppTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            recipient: string;
                            used_default_recipient: boolean;
                            message_id: string | null;
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            workflow_notification_id: string;
                            /** @enum {string} */
                            workflow_notification_status: "pending" | "sent" | "delivered" | "read" | "failed" | "cancelled";
                            workflow_notification_application_id: string | null;
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (whatsapp_recipient_missing): Give a number to send to.
             *
             *     `WHATSAPP_SEND_FAILED`: The message could not be sent.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (no_application): There is no case the message could be attached to.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_push_send_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "user_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "title": "Hello",
                 *       "body": "Push messages work.",
                 *       "link": "/notifications",
                 *       "data": {
                 *         "type": "test"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PushSendTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["PushTally"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (push_user_not_found): User not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (no_active_subscription): There is no active device to push to.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `PUSH_DELIVERY_FAILED`: No device could be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `PUSH_NOT_CONFIGURED`: No push service is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_push_subscriptions: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        subscriptions: components["schemas"]["PushSubscription"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_push_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "title": "Hello",
                 *       "body": "Push messages work.",
                 *       "link": "/notifications",
                 *       "data": {
                 *         "type": "test"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PushTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["PushTally"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (no_active_subscription): There is no active device to push to.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `PUSH_DELIVERY_FAILED`: No device could be reached. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `PUSH_NOT_CONFIGURED`: No push service is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    notifications_push_unregister: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "token": "{\"endpoint\":\"https://push.example.com/send/5d7a\",\"keys\":{\"p256dh\":\"BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4\",\"auth\":\"BTBZMqHH6r4Tts7J_aSIgg\"}}"
                 *     }
                 */
                "application/json": components["schemas"]["PushUnregister"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        updated: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_push_users: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        users: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            name: string;
                            email: string;
                            active_subscriptions: number;
                            total_subscriptions: number;
                        }[];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_convert: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "payment_method": "BANK_TRANSFER"
                 *     }
                 */
                "application/json": components["schemas"]["QuoteConversion"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            invoice: components["schemas"]["ConvertedInvoice"];
                        };
                    };
                };
            };
            /**
             * @description `QUOTE_NOT_ACCEPTED`: Only an accepted quote can become an invoice.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CLIENT_NOT_FOUND`: Client not found.
             *
             *     `COMPANY_NOT_FOUND`: Company not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `BANK_DETAILS_MISSING`: The company has no bank account to be paid on.
             *
             *     `QUOTE_ALREADY_CONVERTED`: This quote has already become an invoice.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_pdf: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/pdf": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_change_status: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "status": "SENT"
                 *     }
                 */
                "application/json": components["schemas"]["QuoteStatusChange"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            id: string;
                            status: components["schemas"]["QuoteStatus"];
                            /**
                             * Format: date-time
                             * @example 2026-01-15T10:00:00.000Z
                             */
                            updated_at: string;
                        };
                    };
                };
            };
            /**
             * @description `INVALID_STATUS_TRANSITION` (quote_transition_refused): The quote cannot change to this status.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Quote"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_archive: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        message: string;
                        /**
                         * Format: date-time
                         * @example 2026-01-15T10:00:00.000Z
                         */
                        deleted_at: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `QUOTE_ALREADY_CONVERTED`: This quote has already become an invoice.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "valid_until": "2099-12-31",
                 *       "notes": null
                 *     }
                 */
                "application/json": components["schemas"]["QuoteUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Quote"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `QUOTE_NOT_DRAFT`: Only a draft quote can be changed.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                contact_id?: string;
                status?: string | string[];
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["QuoteListItem"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    sales_quotes_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "contact_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11",
                 *       "valid_until": "2099-12-31",
                 *       "items": [
                 *         {
                 *           "description": "Brake pads, front axle",
                 *           "quantity": 1,
                 *           "unit_price": 120
                 *         },
                 *         {
                 *           "description": "Fitting",
                 *           "quantity": 2,
                 *           "unit_price": 90
                 *         }
                 *       ],
                 *       "vat_rate": 20,
                 *       "notes": "Parts in stock."
                 *     }
                 */
                "application/json": components["schemas"]["QuoteCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["Quote"];
                    };
                };
            };
            /**
             * @description `COMPANY_INVALID`: There is no such company.
             *
             *     `COMPANY_REQUIRED`: Say which company this is about.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `CONFLICT` (quote_number_taken): Another quote already has this number.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_pusher_auth: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "socket_id": "123.456",
                 *       "channel_name": "private-global"
                 *     }
                 */
                "application/json": components["schemas"]["PusherAuth"];
                "application/x-www-form-urlencoded": components["schemas"]["PusherAuth"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        auth: string;
                        channel_data?: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `CHANNEL_NOT_ALLOWED`: This channel may not be subscribed to.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_pusher_test: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "event": "realtime.test",
                 *       "payload": {
                 *         "message": "hello"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["PusherTest"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        channel: string;
                        event: string;
                        payload: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            /**
             * @description `CHANNEL_NOT_ALLOWED`: This channel may not be subscribed to.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `BROKER_FAILED`: The realtime service did not take the event. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_realtime_stream_ticket: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        ticket: string;
                        /** @description Seconds. */
                        expires_in: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_api_docs_schema_page: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/html; charset=utf-8": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_api_docs_schema: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_ai_provider_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AiProviderStatus"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_update_ai_providers: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "settings": {
                 *         "AI_TIMEOUT_SECONDS": 90
                 *       }
                 *     }
                 */
                "application/json": {
                    /** @description Null removes an override. */
                    settings: {
                        [key: string]: string | number | boolean | string[] | null;
                    };
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AiProviderStatus"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_app_settings_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AppSettingChanged"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_app_settings_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "value": "dd.MM.yyyy"
                 *     }
                 */
                "application/json": {
                    /** @description Null removes the override. */
                    value: (string | number | boolean | string[]) | null;
                    /** @enum {string} */
                    scope?: "backend" | "frontend" | "both";
                    description?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AppSettingChanged"];
                    };
                };
            };
            /**
             * @description `SETTING_SECRET_SHOWN`: A setting named like a secret stays in the backend.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_app_settings_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            items: components["schemas"]["AppSetting"][];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_app_settings_create: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "name": "DATE_FORMAT",
                 *       "value": "yyyy-MM-dd",
                 *       "scope": "both"
                 *     }
                 */
                "application/json": {
                    /** @example DATE_FORMAT */
                    name: string;
                    value: string | number | boolean | string[];
                    /**
                     * @description That of a known setting, else backend.
                     * @enum {string}
                     */
                    scope?: "backend" | "frontend" | "both";
                    description?: string;
                };
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["AppSetting"];
                    };
                };
            };
            /**
             * @description `SETTING_SECRET_SHOWN`: A setting named like a secret stays in the backend.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `SETTING_NAME_TAKEN`: The setting is already overridden: change it.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_disable_cache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CacheStatus"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_enable_cache: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CacheStatus"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_cache_health: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CacheHealth"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_cache_status: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CacheStatus"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_calendar_sync_health: {
        parameters: {
            query?: {
                stuck_after_minutes?: number;
                sample_limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CalendarSyncHealth"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_clear_cache: {
        parameters: {
            query?: {
                user_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["CacheCleared"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `NOT_FOUND` (user_cache_member): Not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_local_resilience_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["LocalResilience"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_local_resilience_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "enabled": true,
                 *       "desktop_mode": false
                 *     }
                 */
                "application/json": {
                    enabled?: boolean;
                    desktop_mode?: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["LocalResilience"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_media_cleanup_stream: {
        parameters: {
            query?: {
                dryRun?: boolean | string;
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_media_cleanup: {
        parameters: {
            query?: {
                dryRun?: boolean | string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            ok: boolean;
                            cleanup: components["schemas"]["MediaCleanup"];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    ops_media_diagnostic: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["MediaDiagnosis"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_media_repair: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            ok: true;
                            repairs: string[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_local_resilience_reset_vault: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["LocalResilience"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_ui_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UiSettings"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_ui_settings_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "use_overlay_menu": true
                 *     }
                 */
                "application/json": {
                    use_overlay_menu: boolean;
                };
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UiSettings"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    ops_server_management_overview: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["ServerOverview"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_dialects_session: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        authenticated: boolean;
                        user: components["schemas"]["TokenAccount"] | null;
                        loginUrl: string;
                        logoutUrl: string;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_sessions_revoke: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                session_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `SESSION_ALREADY_REVOKED`: The session has ended already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_sessions_revoke_others: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        revoked: number;
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_sessions_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        sessions: components["schemas"]["Session"][];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_dialects_refresh: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "refresh": "mTzT0v3…"
                 *     }
                 */
                "application/json": components["schemas"]["TokenRefresh"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        access_token: string;
                        refresh_token?: string;
                        user: components["schemas"]["TokenAccount"];
                    };
                };
            };
            /**
             * @description `REFRESH_TOKEN_MISSING` (refresh_token_absent): No refresh token was sent.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `INVALID_REFRESH_TOKEN`: The refresh token is not valid.
             *
             *     `REFRESH_TOKEN_EXPIRED`: The refresh token has expired.
             *
             *     `REFRESH_TOKEN_REUSED`: The refresh token was used before. The session has been ended.
             *
             *     Besides what any endpoint may answer: Unauthorized.
             */
            401: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            403: components["responses"]["Forbidden"];
            /**
             * @description `REFRESH_IN_PROGRESS`: Another request is refreshing this session. Use its answer.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_profile_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                avatar_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "image/jpeg": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_profile_change_password: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "old_password": "Tournevis-Cruciforme-7",
                 *       "new_password": "Perceuse-Visseuse-12"
                 *     }
                 */
                "application/json": components["schemas"]["OldPasswordChange"];
            };
        };
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            /**
             * @description `INVALID_CURRENT_PASSWORD` (old_password_wrong): The old password is not right.
             *
             *     `PASSWORD_UNCHANGED`: The new password is the current one.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_profile_logout: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            204: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content?: never;
            };
            400: components["responses"]["BadRequest"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_profile_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UserProfile"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_profile_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "first_name": "Marc",
                 *       "last_name": "Dupont"
                 *     }
                 */
                "application/json": components["schemas"]["UserProfileUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UserProfile"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `EMAIL_EXISTS`: An account with this e-mail exists.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_profile_upload_avatar: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "avatar": "…"
                 *     }
                 */
                "multipart/form-data": components["schemas"]["AvatarUpload"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UserProfile"];
                    };
                };
            };
            /**
             * @description `INVALID_FILE`: The file is not a picture this takes.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            /** @description `EXTERNAL_API_ERROR` (storage_failed): The storage service failed. */
            502: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `SERVICE_UNAVAILABLE` (storage_off): Files cannot be kept here: no storage is configured.
             *
             *     Besides what any endpoint may answer: Unavailable.
             */
            503: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
        };
    };
    identity_settings_get: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UserSettings"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    identity_settings_update: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "dark_mode": true,
                 *       "preferences": {
                 *         "density": "compact"
                 *       }
                 *     }
                 */
                "application/json": components["schemas"]["UserSettingsUpdate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["UserSettings"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_deliveries_replay: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookDelivery"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (webhook_delivery_pending): This delivery is still under way.
             *
             *     `CONFLICT` (webhook_endpoint_off): This endpoint is switched off.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_deliveries_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                delivery_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookDeliveryDetail"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_deliveries_replay_failed: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "since": "2026-01-15T10:00:00Z"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookReplay"];
            };
        };
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            replayed: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_deliveries_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                endpoint_id?: string;
                job_id?: string;
                event?: string;
                status?: "pending" | "sent" | "failed";
                since?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookDelivery"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_enable: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
            /**
             * @description `WEBHOOK_URL_REJECTED`: This address cannot be called.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `AUTHORIZATION_ERROR` (webhook_events_denied): You may not read all of these events.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_rotate_secret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: {
            content: {
                /**
                 * @example {
                 *       "overlap_seconds": 3600
                 *     }
                 */
                "application/json": components["schemas"]["WebhookSecretRotate"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /**
                             * @description Signs every delivery; told here and never again.
                             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                             */
                            secret: string;
                            previous_secret_until: string | null;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_test: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            202: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /**
                             * Format: uuid
                             * @description Identifier.
                             * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                             */
                            delivery_id: string;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            /**
             * @description `CONFLICT` (webhook_endpoint_off): This endpoint is switched off.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_get: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_remove: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            /** @constant */
                            removed: true;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_update: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                endpoint_id: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "events": [
                 *         "invoice.paid"
                 *       ],
                 *       "max_attempts": 8
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointPatch"];
            };
        };
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WebhookEndpoint"];
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (webhook_company_unknown): There is no such company.
             *
             *     `WEBHOOK_URL_REJECTED`: This address cannot be called.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `AUTHORIZATION_ERROR` (webhook_events_denied): You may not read all of these events.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            404: components["responses"]["NotFound"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_list: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            endpoints: components["schemas"]["WebhookEndpoint"][];
                            count: number;
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_create: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                /**
                 * @example {
                 *       "url": "https://hooks.example.com/comptoir",
                 *       "description": "Bookkeeping",
                 *       "events": [
                 *         "invoice.*",
                 *         "payment.created"
                 *       ],
                 *       "owner_company_id": "0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11"
                 *     }
                 */
                "application/json": components["schemas"]["WebhookEndpointCreate"];
            };
        };
        responses: {
            /** @description Done. */
            201: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            endpoint: components["schemas"]["WebhookEndpoint"];
                            /**
                             * @description Signs every delivery; told here and never again.
                             * @example whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw
                             */
                            secret: string;
                        };
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (webhook_company_unknown): There is no such company.
             *
             *     `WEBHOOK_URL_REJECTED`: This address cannot be called.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            /**
             * @description `AUTHORIZATION_ERROR` (webhook_events_denied): You may not read all of these events.
             *
             *     Besides what any endpoint may answer: Forbidden.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (webhook_endpoint_limit): An organisation has at most 100 webhook endpoints.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    integrations_webhook_endpoints_event_types: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: {
                            event_types: {
                                type: string;
                                /** @description Whoever subscribes must read ALL under this key. */
                                permission: string;
                                entity: string;
                                /** @description JSON Schema of `data`, beside `entity` and `entity_id`. */
                                payload_schema: {
                                    [key: string]: unknown;
                                };
                            }[];
                        };
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_workflow_cancel: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WorkflowNotification"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `WORKFLOW_NOTIFICATION_NOT_FOUND`: Message not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (workflow_notification_being_sent): The message is being sent right now.
             *
             *     `CONFLICT` (workflow_notification_left): The message has left already.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_workflow_resend: {
        parameters: {
            query?: never;
            header?: {
                /** @description Repeating a request under the same key within 24 hours gives the first answer again. */
                "Idempotency-Key"?: string;
            };
            path: {
                id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WorkflowNotification"];
                    };
                };
            };
            /**
             * @description `CANCELLED` (workflow_notification_cancelled): A cancelled message is not sent again.
             *
             *     `WORKFLOW_NOTIFICATION_FAILED`: The message could not be sent.
             *
             *     Besides what any endpoint may answer: BadRequest.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            /**
             * @description `WORKFLOW_NOTIFICATION_NOT_FOUND`: Message not found.
             *
             *     Besides what any endpoint may answer: NotFound.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (workflow_notification_being_sent): The message is being sent right now.
             *
             *     Besides what any endpoint may answer: Conflict.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_workflow_stream: {
        parameters: {
            query?: {
                token?: string;
                last_event_id?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "text/event-stream": string;
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            /**
             * @description `TOO_MANY_STREAMS`: Too many event streams are open.
             *
             *     Besides what any endpoint may answer: TooManyRequests.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
    notifications_workflow_list: {
        parameters: {
            query?: {
                page?: number;
                limit?: number;
                search?: string;
                ordering?: "created_at" | "-created_at" | "scheduled_for" | "-scheduled_for" | "sent_at" | "-sent_at";
                status?: "pending" | "sent" | "delivered" | "read" | "failed" | "cancelled";
                channel?: "email" | "whatsapp";
                application?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Done. */
            200: {
                headers: {
                    "X-Request-Id": components["headers"]["RequestId"];
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @constant */
                        success: true;
                        data: components["schemas"]["WorkflowNotification"][];
                        pagination: components["schemas"]["Pagination"];
                    };
                };
            };
            400: components["responses"]["BadRequest"];
            401: components["responses"]["Unauthorized"];
            403: components["responses"]["Forbidden"];
            409: components["responses"]["Conflict"];
            413: components["responses"]["TooLarge"];
            415: components["responses"]["UnsupportedMediaType"];
            429: components["responses"]["TooManyRequests"];
            500: components["responses"]["Unexpected"];
            503: components["responses"]["Unavailable"];
        };
    };
}
