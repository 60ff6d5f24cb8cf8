/** What is known about an address. An absent place is unknown; an absent warning is none. */
export interface AddressFacts {
  /** ISO 3166-1 alpha-2. */
  country?: string;
  /** Degrees (WGS 84). */
  latitude?: number;
  longitude?: number;
  vpn?: boolean;
  tor?: boolean;
  /** On a list of addresses that attacks come from. */
  bad_reputation?: boolean;
}

/** Somebody who knows about addresses. */
export interface IpIntelligence {
  readonly name: string;
  /** Never fails and never takes long: whoever knows nothing says nothing. */
  lookup(address: string): Promise<AddressFacts>;
}

/** The default: knows nothing, so that a sign-in is judged by the person's own habits alone. */
export const noIpIntelligence: IpIntelligence = {
  name: "none",
  lookup: () => Promise.resolve({}),
};
