// Made from shared/openapi/openapi.json by `deno task openapi`. Do not edit.
export interface paths {
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
        Pagination: {
            page: number;
            limit: number;
            total: number;
            pages: number;
            total_pages: number;
        };
        Problem: {
            /** @constant */
            success: false;
            error: string;
            /** @enum {string} */
            code: "ACCOUNT_DISABLED" | "API_KEY_EXPIRED" | "API_KEY_INVALID" | "AUTH_RATE_LIMIT" | "AUTH_REQUIRED" | "AUTH_TOKEN_EXPIRED" | "AUTH_TOKEN_INVALID" | "AUTH_TOKEN_MISSING" | "AUTHORIZATION_ERROR" | "COMPANY_ACCESS_DENIED" | "CONFLICT" | "EXCHANGE_RATE_LIMIT" | "IDEMPOTENCY_KEY_INVALID" | "IDEMPOTENCY_MISMATCH" | "INVALID_JSON" | "IP_NOT_ALLOWED" | "METHOD_NOT_ALLOWED" | "NOT_FOUND" | "ORIGIN_NOT_ALLOWED" | "PAYLOAD_TOO_LARGE" | "RATE_LIMIT" | "SERVER_ERROR" | "SERVICE_UNAVAILABLE" | "SESSION_REVOKED" | "TENANT_DISABLED" | "UNSUPPORTED_MEDIA_TYPE" | "USER_TOKEN_REQUIRED" | "VALIDATION_ERROR" | "WEBHOOK_RATE_LIMIT" | "WRITE_CONFLICT";
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
             * @description `IDEMPOTENCY_KEY_INVALID`: Idempotency-Key must be 1 to 200 printable characters.
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
}
