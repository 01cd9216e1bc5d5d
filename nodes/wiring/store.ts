import { homedir } from 'node:os';
import type { Store } from '../../core/store/store';
import { openStore } from '../../core/store/open-store';
import { planStoreLocation } from '../../core/store/store-location';

const openStores = new Map<string, Promise<Store>>();

/** The instance's store, opened once per process and location; throws `store_unavailable` when it cannot be used. */
export async function instanceStore(): Promise<Store> {
	const location = planStoreLocation(process.env, process.argv, homedir());
	const key = JSON.stringify(location);
	const opened = openStores.get(key) ?? openStore(location);
	openStores.set(key, opened);
	// A store that failed to open is tried again next time: somebody may have repaired it meanwhile.
	opened.catch(() => openStores.delete(key));
	return await opened;
}
