// Made from shared/openapi/openapi.json by `deno task openapi`. Do not edit.
export interface paths {
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
    "/audit/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Search the audit log, newest first
         * @description Below the scope ALL only the caller's own events. `end_date` is inclusive.
         */
        get: operations["audit_events_list"];
        put?: never;
        /**
         * Log an event in the caller's name
         * @description Anybody may write data_access, user_activity, application and compliance; the other categories need audit-log.write.
         */
        post: operations["audit_events_create"];
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
         * @description The organisation is the first of: tenant_id, the subdomain of the host, X-Tenant-Id, the only membership. Always sets the refresh cookie.
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
    "/auth/signin": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sign in for browsers: both tokens travel as cookies */
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
    "/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * Tell how the service and what it depends on are doing
         * @description `directus` is the data gateway and `redis` the cache, under the names existing clients know. Unknown (not configured) does not degrade; anything down does; gateway and database both down answer 503.
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
    "/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * List the caller's notifications, newest first
         * @description What is addressed to the caller, to one of their roles, and to all staff if they belong to it.
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        Address: {
            street?: string;
            city?: string;
            postal_code?: string;
            /** @default France */
            country: string;
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
            previous_hash: string | null;
            sequence_number: number | null;
            hash_chain: string | null;
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
            description: string;
            target?: {
                entity_type: string;
                entity_id?: string;
            };
            /** @default {} */
            context: {
                [key: string]: unknown;
            };
            /**
             * @default info
             * @enum {string}
             */
            severity: "debug" | "info" | "notice" | "warning" | "error" | "critical" | "alert" | "emergency";
            /**
             * @default success
             * @enum {string}
             */
            outcome: "success" | "failure" | "unknown" | "in_progress";
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
        Health: {
            /** @enum {string} */
            status: "ok" | "degraded" | "down";
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
            };
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
            /** @description Only looked at when the account has a second factor. */
            mfa_code?: string;
            /** @default false */
            remember_me: boolean;
            /**
             * @description cookie keeps the refresh token of this session out of every body.
             * @enum {string}
             */
            refresh_transport?: "body" | "cookie";
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
            all: boolean;
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
            /** @constant */
            channel: "in_app";
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
            type: string;
            /** @default  */
            body: string;
            metadata?: {
                [key: string]: unknown;
            } | null;
            recipient?: string | null;
            /** @enum {string} */
            priority?: "low" | "normal" | "high" | "critical" | "urgent";
            owner_company_id?: string | null;
            dedupe_key?: string;
        };
        Pagination: {
            page: number;
            limit: number;
            total: number;
            pages: number;
            total_pages: number;
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
        ServiceHealth: {
            /** @enum {string} */
            status: "ok" | "down" | "unknown";
            latency_ms: number | null;
            note?: string;
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
        TokenUser: {
            id: string;
            email: string;
            name: string;
            role: string | null;
            companies: string[];
            avatar: string | null;
        };
        Problem: {
            /** @constant */
            success: false;
            error: string;
            /** @enum {string} */
            code: "ACCOUNT_DISABLED" | "API_KEY_EXPIRED" | "API_KEY_INVALID" | "AUTH_RATE_LIMIT" | "AUTH_REQUIRED" | "AUTH_TOKEN_EXPIRED" | "AUTH_TOKEN_INVALID" | "AUTH_TOKEN_MISSING" | "AUTHORIZATION_ERROR" | "BANK_DETAILS_MISSING" | "CATEGORY_NOT_ALLOWED" | "CLIENT_NOT_FOUND" | "COMPANY_ACCESS_DENIED" | "COMPANY_INVALID" | "COMPANY_NOT_FOUND" | "COMPANY_REQUIRED" | "CONFLICT" | "EMAIL_EXISTS" | "EXCHANGE_RATE_LIMIT" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_MISMATCH" | "INVALID_CREDENTIALS" | "INVALID_JSON" | "INVALID_REFRESH_TOKEN" | "INVALID_STATUS_TRANSITION" | "IP_NOT_ALLOWED" | "METHOD_NOT_ALLOWED" | "NOT_FOUND" | "NOTIFICATION_NOT_FOUND" | "ORIGIN_NOT_ALLOWED" | "PAYLOAD_TOO_LARGE" | "PORTAL_ACCESS_DENIED" | "QUOTE_ALREADY_CONVERTED" | "QUOTE_NOT_ACCEPTED" | "QUOTE_NOT_DRAFT" | "RATE_LIMIT" | "RATE_LIMITED" | "REFRESH_IN_PROGRESS" | "REFRESH_TOKEN_EXPIRED" | "REFRESH_TOKEN_MISSING" | "REFRESH_TOKEN_REUSED" | "SERVER_ERROR" | "SERVICE_UNAVAILABLE" | "SESSION_REVOKED" | "SUBDOMAIN_EXISTS" | "SUBDOMAIN_INVALID" | "TENANT_DISABLED" | "TENANT_SELECTION_REQUIRED" | "TOO_MANY_STREAMS" | "UNSUPPORTED_MEDIA_TYPE" | "USER_TOKEN_REQUIRED" | "VALIDATION_ERROR" | "VAT_RATE_INVALID" | "WEAK_PASSWORD" | "WEBHOOK_RATE_LIMIT" | "WRITE_CONFLICT";
            details?: unknown;
            request_id: string;
        };
    };
    responses: never;
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
                        sequence_number: number | null;
                        hash_chain: string | null;
                    };
                };
            };
            /**
             * @description `VALIDATION_ERROR` (audit_context_size): The context of an audit event has at most 8 KB.
             *
             *     `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
             *
             *     `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `CATEGORY_NOT_ALLOWED`: You may not write audit events of this category.
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
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
             * @description `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another request.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
                        accessToken: string;
                        refreshToken?: string;
                        /** @example 15m */
                        expiresIn: string;
                        portal: string | null;
                        /**
                         * Format: uuid
                         * @description Identifier.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        session_id: string;
                        mfa_required: boolean;
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `INVALID_CREDENTIALS`: Invalid credentials */
            401: {
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
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `PORTAL_ACCESS_DENIED`: This account may not use this portal.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
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
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     `WEBHOOK_RATE_LIMIT`: Too many webhook calls.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
                        /**
                         * Format: uuid
                         * @description Identifier.
                         * @example 0190a7c2-5b7e-7c3a-9d1e-2f4b6a8c0e11
                         */
                        session_id: string;
                        mfa_required: boolean;
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `REFRESH_TOKEN_MISSING`: No refresh token was sent.
             *
             *     `REFRESH_TOKEN_REUSED`: The refresh token was used before. The session has been ended.
             *
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
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
             * @description `REFRESH_IN_PROGRESS`: Another request is refreshing this session. Use its answer.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
                        user: {
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
                        expires: string;
                    };
                };
            };
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `INVALID_CREDENTIALS`: Invalid credentials */
            401: {
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
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
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
             * @description `TENANT_SELECTION_REQUIRED`: The account belongs to several organisations. Choose one.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
             *     `RATE_LIMITED`: Too many failed sign-ins. Try again later.
             *
             *     `WEBHOOK_RATE_LIMIT`: Too many webhook calls.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `SUBDOMAIN_EXISTS`: This subdomain is taken.
             *
             *     `SUBDOMAIN_INVALID`: The subdomain must have 3 to 63 letters a-z, digits or hyphens and must not be reserved.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             *
             *     `WEAK_PASSWORD`: The password is too weak.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
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
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             *     `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `CONFLICT` (duplicate_email): Another contact already uses this email.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             *     `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
             *
             *     `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
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
             * @description `CONFLICT` (duplicate_email): Another contact already uses this email.
             *
             *     `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another request.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
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
             * @description `NOT_FOUND`: Not found.
             *
             *     `NOTIFICATION_NOT_FOUND`: Notification not found.
             */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             */
            400: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials. */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
    notifications_stream: {
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
             *     `TOO_MANY_STREAMS`: Too many notification streams are open.
             *
             *     `WEBHOOK_RATE_LIMIT`: Too many webhook calls.
             */
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR` (notification_company_unknown): The company does not exist.
             *
             *     `VALIDATION_ERROR` (recipient_unknown): The recipient is not an active member.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             * @description `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
             *
             *     `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `QUOTE_NOT_ACCEPTED`: Only an accepted quote can become an invoice.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
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
             * @description `CLIENT_NOT_FOUND`: Client not found.
             *
             *     `COMPANY_NOT_FOUND`: Company not found.
             *
             *     `NOT_FOUND`: Not found.
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
             *     `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another request.
             *
             *     `QUOTE_ALREADY_CONVERTED`: This quote has already become an invoice.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `INVALID_STATUS_TRANSITION` (quote_transition_refused): The quote cannot change to this status.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `QUOTE_ALREADY_CONVERTED`: This quote has already become an invoice.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `NOT_FOUND`: Not found. */
            404: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /**
             * @description `QUOTE_NOT_DRAFT`: Only a draft quote can be changed.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
            /**
             * @description `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
             */
            403: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `WRITE_CONFLICT`: Another change got in first. Try again. */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
             *     `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
             *
             *     `INVALID_JSON`: The request body is not valid JSON.
             *
             *     `VALIDATION_ERROR`: The request is not valid.
             *
             *     `VAT_RATE_INVALID`: This VAT rate does not hold on the day of supply.
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
             *     `SESSION_REVOKED`: This session has ended.
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
             * @description `ACCOUNT_DISABLED`: This account is disabled.
             *
             *     `AUTHORIZATION_ERROR`: Forbidden
             *
             *     `COMPANY_ACCESS_DENIED`: You have no access to this company.
             *
             *     `IP_NOT_ALLOWED`: This address may not use the API key.
             *
             *     `ORIGIN_NOT_ALLOWED`: This origin may not use cookie credentials.
             *
             *     `TENANT_DISABLED`: This organisation is disabled.
             *
             *     `USER_TOKEN_REQUIRED`: This endpoint needs a signed-in user.
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
             * @description `IDEMPOTENCY_MISMATCH`: This Idempotency-Key was used with another request.
             *
             *     `CONFLICT` (quote_number_taken): Another quote already has this number.
             *
             *     `WRITE_CONFLICT`: Another change got in first. Try again.
             */
            409: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `PAYLOAD_TOO_LARGE`: The request body is too large. */
            413: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `UNSUPPORTED_MEDIA_TYPE`: The content type is not supported. */
            415: {
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
            429: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVER_ERROR`: Something went wrong on our side. */
            500: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["Problem"];
                };
            };
            /** @description `SERVICE_UNAVAILABLE`: The service is not available right now. */
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
}
