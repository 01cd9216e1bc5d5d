import type { Vendor } from './serve/vendor';
import { peopleDataLabs } from './vendors/people-data-labs/people-data-labs';

/** Every vendor that is emulated. */
export const vendors = [peopleDataLabs] as const satisfies readonly Vendor[];

export type VendorId = 'people-data-labs';
