/** A user as the CRM knows them; what it does not say is null. */
export interface CrmUser {
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
}

/** A group of users, which becomes a team. */
export interface CrmGroup {
  id: string;
  nom: string;
  responsable_1: string | null;
  responsable_2: string | null;
  responsable_3: string | null;
  user_ids: string[];
}

/** The directory of a connected CRM. Raises `CrmError`. */
export interface CrmProvider {
  readonly name: string;
  users(): Promise<CrmUser[]>;
  groups(): Promise<CrmGroup[]>;
}

/** Why the CRM could not be asked; `unconfigured` where none is connected. The message names no address and no secret. */
export class CrmError extends Error {
  override readonly name = "CrmError";
  readonly unconfigured: boolean;
  constructor(message: string, options: { unconfigured?: boolean; cause?: unknown } = {}) {
    super(message, { cause: options.cause });
    this.unconfigured = options.unconfigured ?? false;
  }
}
