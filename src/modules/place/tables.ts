import type { PostalTown } from './model.js';

export interface PlaceTables {
  place_address_list: {
    tenant: string;
    digest: Uint8Array;
    codes: number;
    towns: number;
    loaded_at: Temporal.Instant;
  };
  place_postal_area: {
    tenant: string;
    area: string;
    towns: readonly PostalTown[];
  };
  place_town: {
    tenant: string;
    municipality: string;
    town: string;
    folded_municipality: string;
    folded: string;
    reading: string;
    lat: number;
    lon: number;
  };
}
